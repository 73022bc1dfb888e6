import type {} from "baocao/react";
import type { BaoCaoElement, BaoCaoEventMap } from "baocao";
import { useEffect, useRef, useState } from "react";
import { headers } from "../login";

export function ReportPage() {
  const [lang, setLang] = useState<"vi" | "en">("vi");
  const [isOpen, setOpen] = useState(true);
  const [edits, setEdits] = useState(0);
  const [receipt, setReceipt] = useState<string>();
  const form = useRef<BaoCaoElement>(null);

  // Of an element that is in the page already React sets properties and listeners only once they change; React 18 and
  // older never do.
  useEffect(() => {
    const element = form.current;
    if (!element) return;
    const change = () => setEdits((before) => before + 1);
    const submitted = ({ detail }: BaoCaoEventMap["bao-cao-submitted"]) => setReceipt(detail.number);
    element.headers = headers;
    element.addEventListener("bao-cao-change", change);
    element.addEventListener("bao-cao-submitted", submitted);
    return () => {
      element.removeEventListener("bao-cao-change", change);
      element.removeEventListener("bao-cao-submitted", submitted);
    };
  }, [isOpen]);

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
        <bao-cao
          ref={form}
          plan="/plans/xa-nam-cuong-2026.json"
          unit="phong-van-hoa-xa-hoi"
          endpoint="/api/reports"
          user="lo.van.ung"
          lang={lang}
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
