import type {} from "baocao/react";
import { useState } from "react";
import { headers } from "../login";

export function ReportPage() {
  const [lang, setLang] = useState<"vi" | "en">("vi");
  const [isOpen, setOpen] = useState(true);
  const [edits, setEdits] = useState(0);
  const [receipt, setReceipt] = useState<string>();
  return (
    <>
      <p>
        <button type="button" onClick={() => setLang(lang === "en" ? "vi" : "en")}>
          {lang === "en" ? "Bằng tiếng Việt" : "In English"}
        </button>
        <button type="button" onClick={() => setOpen(!isOpen)}>
          {isOpen ? "Đóng báo cáo" : "Mở báo cáo"}
        </button>
      </p>
      <p role="status">{receipt ? `Cơ quan đã nhận: ${receipt}.` : edits > 0 && `Đã sửa ${edits} lần.`}</p>
      {isOpen && (
        // React 19 sets what is a property of the element as a property, all else as an attribute.
        <bao-cao
          plan="/plans/xa-nam-cuong-2026.json"
          unit={{ id: "phong-van-hoa-xa-hoi" }}
          endpoint="/api/reports"
          user="lo.van.ung"
          lang={lang}
          headers={headers}
          onbao-cao-change={() => setEdits((before) => before + 1)}
          onbao-cao-submitted={({ detail }) => setReceipt(detail.number)}
          // A trial as on one day: leave both out.
          as-of="2026-06-10"
          preview-send
        >
          <p>Đang mở biểu mẫu báo cáo…</p>
        </bao-cao>
      )}
    </>
  );
}
