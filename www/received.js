// The page of the consolidating office: which unit owes which report, what has arrived, and what it says.

import { $, ask, day, demoToken, introduce, listPlans, make, plans, trouble } from "./portal.js";
import { moment, placesOf, showReviews, stateName } from "./review.js";

/**
 * @typedef {{kind: string, kind_title: string, period: string, period_name: string, column: string,
 *   column_name: string, last_day: string | null, period_to: string | null}} Named
 * @typedef {Named & {number: string, received_at: string, late: boolean | null, hash: string, unit: string,
 *   unit_name: string, revision: number, supersedes: string | null, state: import("./review.js").State,
 *   prepared_at: string | null}} Listed
 * @typedef {Named & {unit: string | null, group: string | null, name: string,
 *   standing: "open" | "overdue" | "closed" | "undated"}} Owed
 * @typedef {import("./review.js").Row} Row
 */

/** @param {Listed} report */
const verdict = ({ late }) =>
  late === null ? make("span", "Đã nhận") : make("span", late ? "Nộp chậm" : "Đúng hạn", { class: late ? "late" : "good" });

/** The choices of the address, with other ones in their place. @param {Record<string, string>} changed */
const address = (changed) => {
  const { plan, "as-of": asOf } = Object.fromEntries(new URLSearchParams(location.search));
  return `received.html?${new URLSearchParams({ plan, ...(asOf !== undefined && { "as-of": asOf }), ...changed })}`;
};

/** Which time the report is, and which one it corrects. @param {Listed} report */
const edition = ({ revision, supersedes }) => `lần ${revision}${supersedes ? `, thay ${supersedes.slice(0, 40)}` : ""}`;

/** What is said of a report that has not arrived, and how it looks. */
const MISSING = {
  overdue: ["Chưa nộp", "late"],
  closed: ["Chưa nộp, đã khóa nhận", "late"],
  open: ["Chưa đến hạn", "none"],
  undated: ["Không định hạn", "none"],
};

/** When it came, and when it was sent where it was long on its way. @param {Listed} report */
function instants({ prepared_at: sent, received_at: came }) {
  const waited = sent === null ? 0 : Math.abs(Date.parse(came) - Date.parse(sent));
  return waited > 120_000 ? `gửi ${moment(sent)}, nhận ${moment(came)}` : `nhận ${moment(came)}`;
}

/**
 * The reports of one unit for one period, the last one first.
 * @param {Listed[]} sent
 */
function arrived(sent) {
  const replacedBy = new Map(sent.map(({ supersedes, number }) => [supersedes, number]));
  return [...sent].reverse().map((one) => {
    const line = make("div", "", { class: "sent" });
    line.append(make("a", one.number, { href: address({ report: one.number }) }), " ");
    const newer = replacedBy.get(one.number);
    line.append(newer ? make("span", `đã được thay bằng ${newer}`, { class: "none" }) : verdict(one));
    if (one.state !== "submitted") line.append(" · ", stateName(one.state));
    const which = newer || one.revision > 1 ? `${edition(one)}; ` : "";
    line.append(" ", make("small", `${which}${instants(one)}`));
    return line;
  });
}

/**
 * What stands where a report has not arrived.
 * @param {Owed} duty
 */
function missing({ standing, group, last_day: last }) {
  const [text, look] = MISSING[standing];
  const until = last ? `hạn ${day(last)}` : "";
  // Nobody knows who the units of the class are, so nobody can say that one has not sent.
  if (group) return [make("span", until || text, { class: "none" })];
  return [make("span", text, { class: look }), ...(until ? [" ", make("small", until)] : [])];
}

/**
 * Unit × period: what is owed beside what has arrived.
 * @param {import("./portal.js").Plan} plan
 * @param {Owed[]} owed
 * @param {Listed[]} reports
 * @param {string} asOf
 */
function matrix(plan, owed, reports, asOf) {
  const columnOf = (/** @type {Named} */ { kind, column }) => `${kind}\n${column}`;
  const when = (/** @type {Named} */ one) => one.last_day ?? one.period_to ?? "";
  // The latest first, what has no day last: the office looks for what has just become due.
  const columns = new Map([...reports, ...owed].map((one) => [columnOf(one), one]));
  const order = [...columns].sort(([, a], [, b]) => when(b).localeCompare(when(a)));

  const rowOf = (/** @type {Owed} */ { unit, group }) => (unit === null ? `group ${group}` : `unit ${unit}`);
  /** @type {Map<string, string>} */
  const names = new Map();
  const put = (/** @type {string} */ row, /** @type {string} */ name) => names.has(row) || names.set(row, name);
  for (const { id, name, reports: asked } of plan.units) if (asked) put(`unit ${id}`, name);
  for (const one of owed) if (one.unit !== null) put(rowOf(one), one.name);
  for (const { unit, unit_name: name } of reports) put(`unit ${unit}`, name);
  for (const one of owed) put(rowOf(one), `Mỗi đơn vị thuộc: ${one.name}`);
  const duties = new Map(owed.map((duty) => [`${rowOf(duty)}\n${columnOf(duty)}`, duty]));

  const head = make("tr");
  head.append(make("th", "Đơn vị", { scope: "col" }));
  for (const [, { column_name: period, kind_title: kind }] of order) {
    const cell = make("th", period, { scope: "col" });
    cell.append(" ", make("small", kind));
    head.append(cell);
  }
  /** @type {Owed[]} */
  const lacking = [];
  const rows = [...names].map(([id, name]) => {
    const row = make("tr");
    row.append(make("th", name, { scope: "row" }));
    for (const [column] of order) {
      const sent = reports.filter((one) => `unit ${one.unit}` === id && columnOf(one) === column);
      const duty = duties.get(`${id}\n${column}`);
      const cell = make("td");
      if (sent.length > 0) cell.append(...arrived(sent));
      else if (duty) cell.append(...missing(duty));
      if (sent.length === 0 && duty?.unit && ["overdue", "closed"].includes(duty.standing)) lacking.push(duty);
      row.append(cell);
    }
    return row;
  });

  const table = make("table", "", { "aria-labelledby": "overview-title", "aria-describedby": "key" });
  const [thead, tbody] = [make("thead"), make("tbody")];
  thead.append(head);
  tbody.append(...rows);
  table.append(thead, tbody);
  $("matrix").replaceChildren(table);
  const until = asOf ? `ngày ${day(asOf)}` : "hôm nay";
  const who = new Set(lacking.map(({ unit }) => unit)).size;
  $("count").textContent = [
    reports.length > 0 ? `Đã nhận ${reports.length} báo cáo.` : "Chưa nhận được báo cáo nào.",
    who > 0 ? `Tính đến ${until}, quá hạn chưa nộp: ${lacking.length} báo cáo của ${who} đơn vị.` : `Tính đến ${until}, không có báo cáo quá hạn.`,
  ].join(" ");
  $("overview").hidden = false;
}

/**
 * One report, to be read.
 * @param {Listed} listed
 * @param {string | undefined} newer the number of the report that corrects it
 * @param {any} report
 * @param {string | null} signature over the bytes of the report
 * @param {Row[]} rows
 */
function show(listed, newer, report, signature, rows) {
  $("report-title").textContent = `${listed.kind_title} – ${listed.period_name}`;
  const fact = (/** @type {string} */ name, /** @type {string | Node | undefined} */ value) => {
    if (!value) return;
    const dd = make("dd");
    dd.append(value);
    $("facts").append(make("dt", name), dd);
  };
  fact("Đơn vị", listed.unit_name);
  fact("Kế hoạch", report.plan.title);
  fact("Số biên nhận", listed.number);
  fact("Thời điểm nhận", moment(listed.received_at));
  fact("Hạn nộp", report.due && `hết ngày ${day(report.due.last_day)} (“${report.due.wording}”)`);
  fact("Tình trạng", verdict(listed));
  fact("Lần gửi", edition(listed).replace(/^lần /, ""));
  fact("Đã được thay bằng", newer && make("a", newer, { href: address({ report: newer }) }));
  fact("Mã kiểm tra nội dung (SHA-256)", listed.hash);
  fact("Chữ ký (chưa kiểm tra)", signature ?? undefined);

  /** @type {HTMLElement | undefined} */
  let list;
  let last = "";
  for (const { part, number, title, question, value } of rows) {
    const heading = [part, [number, title].filter(Boolean).join(". ")].filter(Boolean).join(" – ");
    if (heading !== last || !list) {
      const box = make("div", "", { class: "answer" });
      list = make("dl");
      box.append(make("h3", heading), list);
      $("answers").append(box);
      last = heading;
    }
    list.append(make("dt", question), make("dd", value));
  }
  $("report").hidden = false;
  document.title = `${listed.number} – ${document.title}`;
}

/**
 * The remarks that the unit says it has dealt with.
 * @param {{pointer?: string, detail: string}[]} done
 * @param {Row[]} rows
 */
function listDone(done, rows) {
  if (done.length === 0) return;
  const [box, list] = [make("div", "", { class: "answer", id: "remarks-done" }), make("ul")];
  const places = placesOf(rows);
  for (const { pointer, detail } of done) list.append(make("li", (pointer === undefined ? "" : `${places.get(pointer) ?? pointer}: `) + detail));
  box.append(make("h3", "Ý kiến mà đơn vị báo đã sửa"), list);
  $("answers").before(box);
}

/**
 * The files that a report names, each to be saved.
 * @param {any} report
 * @param {(hash: string) => Promise<Blob>} get
 */
function listFiles(report, get) {
  const answers = [...(report.entries ?? []).map((/** @type {any} */ { values }) => values), report.sections ?? {}];
  const evidence = answers.flatMap((of) => Object.values(of)).filter(Array.isArray).flat();
  const files = evidence.map((one) => one.file).filter((file) => file?.sha256);
  if (files.length === 0) return;
  const [box, list] = [make("div", "", { class: "answer" }), make("ul")];
  for (const { name, sha256 } of files) {
    const button = make("button", `Tải ${name}`, { type: "button" });
    button.addEventListener("click", () => get(sha256).then((blob) => save(blob, name)).catch(trouble));
    const item = make("li");
    item.append(button);
    list.append(item);
  }
  box.append(make("h3", "Tệp đính kèm"), list);
  $("answers").append(box);
}

/**
 * Hands a file to the visitor.
 * @param {Blob} blob
 * @param {string} name
 */
function save(blob, name) {
  const link = /** @type {HTMLAnchorElement} */ (make("a", "", { download: name }));
  link.href = URL.createObjectURL(blob);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function start() {
  const query = new URLSearchParams(location.search);
  const all = await plans();
  listPlans(all, query.get("plan"));
  const chosen = () => all.find(({ id }) => id === $("plan").value) ?? all[0];
  introduce(chosen());
  $("plan").addEventListener("change", () => introduce(chosen()));
  $("as-of").value = query.get("as-of") ?? $("as-of").value;
  const plan = all.find(({ id }) => id === query.get("plan"));
  if (!plan) return;

  const asOf = $("as-of").value;
  const token = await demoToken({ plan: plan.id, consolidator: true, as_of: asOf || undefined });
  const headers = { Authorization: `Bearer ${token}`, "Accept-Language": "vi" };
  const list = async (/** @type {string} */ what) =>
    (await ask(`/api/${what}?${new URLSearchParams({ plan: plan.id })}`, { headers })).json();
  /** @type {Listed[]} */
  const reports = await list("reports");
  const listed = reports.find(({ number }) => number === query.get("report"));
  if (!listed) return matrix(plan, await list("duties"), reports, asOf);

  const url = `/api/reports/${listed.number}`;
  const [sent, tabled] = await Promise.all([url, `${url}?format=rows`].map((one) => ask(one, { headers })));
  const [report, rows] = await Promise.all([sent.json(), tabled.json()]);
  $("choose").hidden = true;
  $("back").href = address({});
  for (const [id, from] of [["json", url], ["csv", `${url}.csv`]]) {
    $(id).addEventListener("click", () =>
      ask(from, { headers }).then((answer) => answer.blob()).then((blob) => save(blob, `${listed.number}.${id}`)).catch(trouble),
    );
  }
  const newer = reports.find(({ unit, supersedes }) => unit === listed.unit && supersedes === listed.number);
  show(listed, newer?.number, report, sent.headers.get("Report-Signature"), rows);
  listDone(report.remarks_done ?? [], rows);
  listFiles(report, (hash) => ask(`${url}/files/${hash}`, { headers }).then((answer) => answer.blob()));
  await showReviews(listed.number, rows, headers);
}

start().catch(trouble);
