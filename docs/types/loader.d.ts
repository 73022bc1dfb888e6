/** Addresses of files that are not beside the loader, as a bundler or a file store gives them. */
export interface BaoCaoPlaces {
  /** The module, `baocao_bg.wasm`. */
  wasm?: string;
  /** The part that checks and sends, `baocao_rest.wasm`. */
  rest?: string;
  /** What puts reports on paper, `baocao_paper.wasm`. */
  paper?: string;
  /** The page that prints them, `bao-cao-print.html`, which loads its script and style sheet from beside it. */
  print?: string;
  /** The English texts, `bao-cao.en.txt`. */
  english?: string;
}

/** Defines `<bao-cao>`, once for a page; the class of the element. */
export function defineBaoCao(places?: BaoCaoPlaces): CustomElementConstructor;
