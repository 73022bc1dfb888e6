// The page that prints a report. The form that opened it gives it the document (`paper/src/document.rs`), once it asks by
// the word in its own address; only a form of the same origin is asked, and only it is heard. Both must be of one version.

const word = location.hash.slice(1);
const paper = document.getElementById("paper");

addEventListener("message", (event) => {
  if (event.origin !== location.origin || event.source !== opener || typeof event.data?.document !== "string") return;
  const waits = document.getElementById("waits");
  // A document of another version may have what this page does not show: it would be a paper with gaps.
  if (event.data.version !== VERSION) {
    waits.textContent = `Trang in này và biểu mẫu thuộc hai phiên bản khác nhau nên chưa in được. Hãy đóng trang này, tải lại trang có biểu mẫu rồi bấm “In” lại. Thông tin cho người quản trị cổng thông tin: bao-cao-print.js ${VERSION}, biểu mẫu ${event.data.version ?? "cũ hơn"}.`;
    return;
  }
  show(JSON.parse(event.data.document));
  document.title = event.data.title;
  waits.hidden = true;
  document.getElementById("bar").hidden = false;
  document.getElementById("print").focus();
  document.documentElement.dataset.ready = "";
});
document.getElementById("print").addEventListener("click", () => print());
if (word) opener?.postMessage(word, location.origin);

/** An element of a class with what is in it; texts are texts. */
function make(tag, className, ...inside) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...inside);
  return made;
}

/** A text whose lines stay lines. */
const lines = (text) => text.split("\n").flatMap((line, nth) => (nth ? [document.createElement("br"), line] : [line]));

function show({ left, right, number, place_and_day, title, summary, bases = [], body = [], recipients = [], drawn_up, signature = [], signer, annexes = [] }) {
  const head = make("table", "ends",
    make("tr", "", make("td", "", ...left.map(line)), make("td", "", ...right.map(line))),
    make("tr", "", make("td", "number", number), make("td", "day", place_and_day)));
  const about = make("div", "about", make("h1", "", title), ...summary.map((text) => make("p", "", text)), make("hr", ""));
  const text = make("div", "text", ...bases.map((basis, nth) => make("p", nth < bases.length - 1 ? "basis" : "", basis)), ...body.flatMap(block));
  const foot = make("table", "ends foot", make("tr", "",
    make("td", "to", make("p", "to-title", "Nơi nhận:"), ...recipients.map((name) => make("p", "", name)), ...(drawn_up ? [make("p", "drawn-up", drawn_up)] : [])),
    make("td", "signs", ...signature.map((line) => make("p", "", line)), make("p", "signer", signer || "\u00a0"))));
  // The last words stay with the signature.
  const closing = make("div", "closing", ...(text.lastChild ? [text.lastChild] : []), foot);
  text.append(closing);
  paper.replaceChildren(head, about, text, ...annexes.map(annex));
}

function line({ text, size, bold, italic, ruled }) {
  const look = [`size-${size}`, bold && "bold", italic && "italic", ruled && "ruled"].filter(Boolean).join(" ");
  return make("p", look, text);
}

function block(block) {
  const [[kind, what]] = Object.entries(block);
  switch (kind) {
    case "heading": return [make(`h${what.level + 1}`, "", what.text)];
    case "dots": return Array.from({ length: what }, () => make("p", "dots"));
    case "table": return [table(what)];
    default: return [said(kind, what)];
  }
}

function said(kind, { label, text }) {
  const point = { item: "- ", detail: "+ " }[kind] ?? "";
  const begin = point + (label ? `${label}: ` : "");
  if (text !== undefined) return make("p", text.startsWith("☐") ? `${kind} ticks` : kind, ...lines(begin + text));
  return make("p", `${kind} open`, make("span", "", begin), make("span", "rest"));
}

function table({ columns, rows = [], sums = [], total, size }) {
  const sum = columns.reduce((all, { share }) => all + share, 0);
  const cols = columns.map(({ share }) => {
    const col = make("col", "");
    col.width = `${(100 * share) / sum}%`;
    return col;
  });
  const look = ({ is_centred, is_number }) => (is_centred ? "centred" : is_number ? "figure" : "");
  const cells = (row, from = 0) => row.map((cell, nth) => make("td", look(columns[from + nth]), ...lines(cell)));
  const body = rows.map((row, nth) => make("tr", sums.includes(nth) ? "sum" : "", ...cells(row)));
  if (total) {
    const label = make("td", "centred", total.label);
    label.colSpan = total.span;
    body.push(make("tr", "sum", label, ...cells(total.cells ?? [], total.span)));
  }
  return make("table", size ? `grid points-${size}` : "grid",
    make("colgroup", "", ...cols),
    make("thead", "", ...heads(columns).map((row) => make("tr", "", ...row))),
    make("tbody", "", ...body));
}

/** The headings: of neighbours with the same group one above theirs; the others are as tall as both. */
function heads(columns) {
  const hasGroups = columns.some(({ group }) => group);
  const [above, below] = [[], []];
  columns.forEach(({ title, group }, nth) => {
    const head = make("th", "", title);
    if (!group) {
      if (hasGroups) head.rowSpan = 2;
      above.push(head);
      return;
    }
    below.push(head);
    if (nth > 0 && columns[nth - 1].group === group) above.at(-1).colSpan += 1;
    else above.push(make("th", "", group));
  });
  return hasGroups ? [above, below] : [above];
}

function annex({ title, about, is_wide, table: rows }) {
  return make("section", is_wide ? "annex wide" : "annex",
    make("h2", "", title), make("h2", "", about.toUpperCase()), make("p", "italic", "(Kèm theo báo cáo)"), table(rows));
}
