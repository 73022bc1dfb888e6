// Once for the whole application, before its first view: then the element is defined when a framework sets properties.
import { defineBaoCao } from "baocao/loader";
import wasm from "baocao/baocao_bg.wasm?url";
import rest from "baocao/baocao_rest.wasm?url";
import paper from "baocao/baocao_paper.wasm?url";
import english from "baocao/bao-cao.en.txt?url";

// The print page is a page of its own: it is served as it is, with its script and style sheet beside it.
defineBaoCao({ wasm, rest, paper, english, print: "/bao-cao/bao-cao-print.html" });
