// The entry of the module build: defines <bao-cao> at once and loads the form when one is on the page.
import { defineElement } from "./element.js";

defineElement("bao-cao", async () => {
  const form = await import("./baocao.js");
  await form.default();
  return form.create;
});
