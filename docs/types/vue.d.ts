// For Vue 3: `import type {} from "baocao/vue"` lets templates know the element. The compiler must be told that it is
// one: `isCustomElement: (tag) => tag === "bao-cao"`.
import type { HTMLAttributes, PublicProps } from "vue";
import type { BaoCaoElement, BaoCaoEventMap, BaoCaoProps } from "./baocao.js";

/** The compiler asks for `as-of` by the name `asOf`; in a template stands the attribute's own. */
type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<Camel<Rest>>}` : Name;
type Props = { [Name in keyof BaoCaoProps as Camel<Name>]: BaoCaoProps[Name] };

/** One signature for each event, as Vue reads them. */
type Emit = {
  [Name in keyof BaoCaoEventMap]: (emit: (name: Name, event: BaoCaoEventMap[Name]) => void) => void;
}[keyof BaoCaoEventMap] extends (emit: infer All) => void
  ? All
  : never;

type BaoCao = new () => BaoCaoElement & {
  $props: Omit<HTMLAttributes, keyof BaoCaoProps> & Props & PublicProps;
  $emit: Emit;
};

declare module "vue" {
  interface GlobalComponents {
    "bao-cao": BaoCao;
  }
}
