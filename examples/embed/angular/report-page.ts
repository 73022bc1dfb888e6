import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from "@angular/core";
import type {} from "baocao";
import { headers } from "../login";

@Component({
  selector: "report-page",
  // Else Angular says that `bao-cao` is not a known element.
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <p>
      <button type="button" (click)="lang.set(lang() === 'en' ? 'vi' : 'en')">
        {{ lang() === "en" ? "Bằng tiếng Việt" : "In English" }}
      </button>
      <button type="button" (click)="isOpen.set(!isOpen())">{{ isOpen() ? "Đóng báo cáo" : "Mở báo cáo" }}</button>
    </p>
    <p role="status">
      @if (receipt()) {
        Cơ quan đã nhận: {{ receipt() }}.
      } @else if (edits()) {
        Đã sửa {{ edits() }} lần.
      }
    </p>
    @if (isOpen()) {
      <!-- What stands in brackets is a property, after \`attr.\` an attribute. A trial as on one day: leave \`as-of\` and
        \`preview-send\` out. -->
      <bao-cao
        plan="/plans/xa-nam-cuong-2026.json"
        [unit]="{ id: 'phong-van-hoa-xa-hoi' }"
        [attr.endpoint]="endpoint"
        user="lo.van.ung"
        [lang]="lang()"
        [headers]="headers"
        as-of="2026-06-10"
        preview-send
        (bao-cao-change)="edits.set(edits() + 1)"
        (bao-cao-submitted)="receipt.set($event.detail.number)"
      >
        <p>Đang mở biểu mẫu báo cáo…</p>
      </bao-cao>
    }
  `,
})
export class ReportPage {
  readonly endpoint = "/api/reports";
  readonly headers = headers;
  readonly lang = signal<"vi" | "en">("vi");
  readonly isOpen = signal(true);
  readonly edits = signal(0);
  readonly receipt = signal<string | undefined>(undefined);
}
