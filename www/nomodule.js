// For browsers of old, which run no module and so nothing of the element: says in each <bao-cao> what the form needs, above
// what the page has put there, a link to a blank form perhaps. It is written as such browsers read it.
//
//   <script nomodule src="/bao-cao/bao-cao.nomodule.js"></script>
//
// Without `nomodule` it also speaks in those that know modules and are too old all the same; in all others it is silent.

var VI = "Chưa mở được biểu mẫu báo cáo: trình duyệt này quá cũ. Cần Chrome hoặc Edge từ bản 109, Firefox từ bản 115, Safari từ bản 16.4.";
var EN = "The report form could not be opened: this browser is too old. It takes Chrome or Edge 109, Firefox 115, Safari 16.4 or newer.";

/**
 * Of what the element needs, some that came late to each engine. What came last to Chromium, references in WebAssembly (96), takes
 * a module to find out: `structuredClone`, which came next (98), stands for it.
 */
function isAble() {
  var script = window.HTMLScriptElement && window.HTMLScriptElement.prototype;
  var sheet = window.CSSStyleSheet && window.CSSStyleSheet.prototype;
  return script && "noModule" in script && window.structuredClone && window.ElementInternals && sheet && sheet.replaceSync;
}

function isEnglish(node) {
  for (; node && node.getAttribute; node = node.parentNode) {
    var lang = node.getAttribute("lang");
    if (lang) return lang.indexOf("en") === 0;
  }
  return false;
}

function tell() {
  var forms = document.getElementsByTagName("bao-cao");
  for (var i = 0; i < forms.length; i++) {
    var said = document.createElement("p");
    said.setAttribute("role", "alert");
    said.appendChild(document.createTextNode(isEnglish(forms[i]) ? EN : VI));
    forms[i].insertBefore(said, forms[i].firstChild);
  }
}

if (!isAble()) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", tell);
  else tell();
}
