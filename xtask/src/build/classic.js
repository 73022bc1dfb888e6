// bao-cao.classic.js: the entry for a plain <script src>, with element.js inlined by the bundler.
// A classic script knows its own address only while it runs. The rest is loaded from beside it by an
// absolute address, for a script from another origin may not import relatively.
import { defineElement } from "./element.js";

const base = document.currentScript.src;

defineElement("bao-cao", async () => {
  const form = await import(new URL("./baocao.js", base));
  await form.default();
  const english = new URL("./bao-cao.en.txt", base).href;
  return (host, mount, setup) => form.create(host, mount, setup, english);
});
