// For React 19: `import type {} from "baocao/react"` lets JSX know the element. Older ones set no properties.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { BaoCaoElement, BaoCaoEventMap, BaoCaoProps } from "./baocao.js";

/** React takes the event's own name behind `on`. */
type Listeners = { [Name in keyof BaoCaoEventMap as `on${Name}`]?: (event: BaoCaoEventMap[Name]) => void };
type Html = DetailedHTMLProps<HTMLAttributes<BaoCaoElement>, BaoCaoElement>;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "bao-cao": Omit<Html, keyof BaoCaoProps> & BaoCaoProps & Listeners;
    }
  }
}
