// The same for a bundler, which moves files: the page's own script says where they are, and when to define the element.
import { defineElement } from "./element.js";
import { loadFrom } from "./load.js";
import * as glue from "glue";

/**
 * Defines `<bao-cao>`.
 * @param {{wasm?: string, rest?: string, english?: string, paper?: string, print?: string}} [places] the addresses of files that are not beside this one
 */
export function defineBaoCao(places) {
  const files = { ...FILES, ...places };
  return defineElement("bao-cao", loadFrom(import.meta.url, files, SUMS, glue), VERSION);
}
