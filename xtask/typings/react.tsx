// React 19.
import type {} from "baocao/react";
import type { BaoCaoElement } from "baocao";
import { createRef } from "react";

const ref = createRef<BaoCaoElement>();
export const form = (
  <bao-cao
    ref={ref}
    className="wide"
    plan={{ format: "baocao-plan/1", id: "a", version: "1", title: "Kế hoạch" }}
    unit="phong-kinh-te"
    endpoint="/api/reports"
    as-of="2026-06-18"
    preview-send
    headers={async () => ({ Authorization: "Bearer" })}
    onbao-cao-submitted={(event) => event.detail.number?.trim()}
  >
    <p>Đang mở biểu mẫu báo cáo…</p>
  </bao-cao>
);

// @ts-expect-error no such language
export const foreign = <bao-cao lang="fr" />;
// @ts-expect-error no such detail
export const wrong = <bao-cao onbao-cao-ready={(event) => event.detail.number} />;
