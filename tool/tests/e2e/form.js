// What the tests see of a form: found by the words that an officer reads. `which` is the form's place on the page; none: it
// is the page itself that is looked at.
const forms = (tree) =>
  [...tree.querySelectorAll("*")].flatMap((one) => (one.localName === "bao-cao" ? [one] : one.shadowRoot ? forms(one.shadowRoot) : []));
const root = which === null ? document : forms(document)[which]?.shadowRoot;
const all = (selector, inside = root) => (inside ? [...inside.querySelectorAll(selector)] : []);
const shown = (element) => Boolean(element?.checkVisibility({ visibilityProperty: true }));
const said = (element) => {
  const copy = element?.cloneNode(true);
  copy?.querySelectorAll(".optional").forEach((optional) => optional.remove());
  return copy?.textContent.replace(/\s+/g, " ").trim() ?? "";
};
const first = (selector, text, inside) => all(selector, inside).find((one) => shown(one) && said(one) === text);
const holds = (selector, text) => all(selector).find((one) => shown(one) && said(one).includes(text));
/** A question by its label, in the group of that name if one is given. */
const question = (label, group) => {
  const inside = group ? all("fieldset.indicator").find((one) => said(one.querySelector("legend")) === group) : root;
  return all("[data-field]", inside).find((one) => said(one.querySelector("label, legend")) === label);
};
const control = (label, group) => {
  const inside = question(label, group);
  return inside?.querySelector("input, select, textarea") ?? inside?.querySelector("button");
};
/** A cell of a row of evidence. */
const cell = (row, label) => {
  const inside = all(".evidence-row")[row];
  const at = all("label", inside).find((one) => said(one) === label);
  return at && root.getElementById(at.htmlFor);
};
/** Comes when an element has stayed in its place for two frames, or is gone. */
const still = async (element) => {
  for (let before, place; !before || before !== place; ) {
    before = place;
    await new Promise((done) => setTimeout(done, 16));
    place = JSON.stringify(element.getBoundingClientRect());
  }
};
/** Where the pointer reaches an element: its middle, unless something covers it or it is not drawn. */
const reached = (element) => {
  const box = element.getClientRects()[0];
  if (!box || window !== top) return null;
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  return element.contains(element.getRootNode().elementFromPoint(x, y)) ? [x, y] : null;
};
const option = (select, text) => [...(select?.options ?? [])].find((one) => said(one) === text);
const due = (title) => all(".due").find((one) => said(one.querySelector(".due-title .muted")) === title);
const tasks = () => all("button.task");
const focused = () => (root?.activeElement === document.body ? null : root?.activeElement);
/** What is wrong with where the focus is: not in the form, not in view, covered, or not to be seen. */
const lost = () => {
  const at = focused();
  if (!at) return `the focus is at ${document.activeElement?.localName}`;
  const named = `${at.localName} ${at.id || said(at).slice(0, 40)}`;
  // What chooses a file is not seen itself: the button around it shows the focus.
  const mark = at.closest(".pick") ?? at;
  const { left, right, top, bottom } = mark.getBoundingClientRect();
  // What opens the calendar of a day is a part of the browser's own within it, and shows it there.
  const isInside = at.type === "date" && !at.matches(":focus");
  if (!shown(mark) || (getComputedStyle(mark).outlineStyle === "none" && !isInside)) return `the focus does not show on ${named}`;
  const [x0, x1, y0, y1] = [Math.max(left, 0), Math.min(right, innerWidth), Math.max(top, 0), Math.min(bottom, innerHeight)];
  if (x0 >= x1 || y0 >= y1) return `the focus is out of view: ${named}`;
  const ours = (there) => there && (mark.contains(there) || there.contains(mark) || [...(at.labels ?? [])].some((label) => label.contains(there)));
  const parts = [0.1, 0.5, 0.9];
  const isSeen = parts.some((x) => parts.some((y) => ours(root.elementFromPoint(x0 + (x1 - x0) * x, y0 + (y1 - y0) * y))));
  return isSeen ? null : `the focus is covered: ${named}`;
};
/** What names the focused control: its label, or its own words. */
const focusName = () => {
  const at = focused();
  if (!at) return document.activeElement?.localName === "bao-cao" ? "" : `page: ${said(document.activeElement).slice(0, 40)}`;
  const label = at.labels?.[0] ?? (at.id && root.querySelector(`label[for="${CSS.escape(at.id)}"]`));
  return at.getAttribute("aria-label") || said(label || at);
};
