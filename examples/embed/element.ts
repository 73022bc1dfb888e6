// Once for the whole application, before its first view: then the element is defined when a framework sets properties.
import { defineBaoCao } from "baocao/loader";
import wasm from "baocao/baocao_bg.wasm?url";
import rest from "baocao/baocao_rest.wasm?url";
import paper from "baocao/baocao_paper.wasm?url";
import english from "baocao/bao-cao.en.txt?url";

defineBaoCao({ wasm, rest, paper, english });
