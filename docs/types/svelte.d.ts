// For Svelte: `import type {} from "baocao/svelte"` lets markup know the element.
import type { HTMLAttributes } from "svelte/elements";
import type { BaoCaoElement, BaoCaoEventMap, BaoCaoProps } from "./baocao.js";

/** `onbao-cao-ready` of Svelte 5, `on:bao-cao-ready` of Svelte 4. */
type Listeners = {
  [Name in keyof BaoCaoEventMap as `on${Name}` | `on:${Name}`]?: (event: BaoCaoEventMap[Name]) => void;
};

declare global {
  namespace svelteHTML {
    interface IntrinsicElements {
      "bao-cao": Omit<HTMLAttributes<BaoCaoElement>, keyof BaoCaoProps> & BaoCaoProps & Listeners;
    }
  }
}
