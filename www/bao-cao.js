// The entry of the module build: defines <bao-cao> at once and loads the form when one is on the page.
import { defineElement } from "./element.js";

defineElement("bao-cao", async () => {
  const form = await import("./baocao.js");
  await form.default();
  const english = new URL("./bao-cao.en.txt", import.meta.url).href;
  return (host, mount, setup) => form.create(host, mount, setup, english);
});
