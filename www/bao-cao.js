// The entry that is always the newest: defines <bao-cao> at once and loads the form when one is on the page. The
// build inlines what it imports, so that a page asks once for what it needs at once.
import { defineElement } from "./element.js";
import { loadFrom } from "./load.js";

defineElement("bao-cao", loadFrom(import.meta.url), VERSION);
