// bao-cao.classic.js: the entry for a plain <script src>. A classic script knows its own address only while it
// runs, and may not import relatively when it comes from another origin.
import { defineElement } from "./element.js";
import { loadFrom } from "./load.js";

defineElement("bao-cao", loadFrom(document.currentScript.src));
