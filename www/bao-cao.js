// The entry of the module build: defines <bao-cao> at once and loads the form when one is on the page. The
// build inlines element.js, so that a page asks once for what it needs at once.
import { defineElement } from "./element.js";
import { loadFrom } from "./load.js";

defineElement("bao-cao", loadFrom(import.meta.url));
