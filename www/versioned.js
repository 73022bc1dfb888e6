// The entry of one version, which never changes: it carries the glue, and the hashes of what it loads. So its own hash,
// in the page's script tag, vouches for all that runs.
import { defineElement } from "./element.js";
import { loadFrom } from "./load.js";
import * as glue from "glue";

defineElement("bao-cao", loadFrom(import.meta.url, FILES, SUMS, glue), VERSION);
