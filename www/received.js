// The page of the consolidating office: which unit's reports have arrived for which period, and what they say.

import { $, ask, day, demoToken, listPlans, make, plans, trouble } from "./portal.js";

/**
 * @typedef {{number: string, received_at: string, late: boolean | null, hash: string, unit: string, kind: string,
 *   period: string, revision: number, unit_name: string, kind_title: string, period_name: string}} Listed
 * @typedef {{part: string, number: string, title: string, question: string, value: string}} Row
 */

/** A moment as clocks in the plan's zone show it. @param {string} at */
const moment = (at) => `${at.slice(11, 16)} ngày ${day(at)}`;

/** @param {Listed} report */
const verdict = ({ late }) =>
  late === null ? make("span", "Đã nhận") : make("span", late ? "Nộp chậm" : "Đúng hạn", { class: late ? "late" : "good" });

/**
 * @param {string} plan
 * @param {string} [report]
 */
const address = (plan, report) => `received.html?${new URLSearchParams({ plan, ...(report && { report }) })}`;

/**
 * Unit × period.
 * @param {import("./portal.js").Plan} plan
 * @param {Listed[]} reports
 */
function matrix(plan, reports) {
  const columns = new Map(reports.map((one) => [`${one.period}\n${one.kind}`, one]));
  const units = new Map(plan.units.filter((unit) => unit.reports).map((unit) => [unit.id, unit.name]));
  for (const one of reports) if (!units.has(one.unit)) units.set(one.unit, one.unit_name);
  const order = [...columns.keys()].sort();

  const head = make("tr");
  head.append(make("th", "Đơn vị", { scope: "col" }));
  for (const key of order) {
    const { period_name, kind_title } = /** @type {Listed} */ (columns.get(key));
    const cell = make("th", period_name, { scope: "col" });
    cell.append(make("br"), make("small", kind_title));
    head.append(cell);
  }
  const rows = [...units].map(([id, name]) => {
    const row = make("tr");
    row.append(make("th", name, { scope: "row" }));
    for (const key of order) {
      const found = reports.filter((one) => one.unit === id && `${one.period}\n${one.kind}` === key);
      const cell = found.length > 0 ? make("td") : make("td", "–", { class: "none" });
      for (const one of found) {
        const line = make("div");
        line.append(make("a", one.number, { href: address(plan.id, one.number) }), " ", verdict(one));
        cell.append(line);
      }
      row.append(cell);
    }
    return row;
  });

  const table = make("table");
  const [thead, tbody] = [make("thead"), make("tbody")];
  thead.append(head);
  tbody.append(...rows);
  table.append(make("caption", "Mỗi ô là các báo cáo của một đơn vị cho một kỳ; dấu – là chưa nhận được."), thead, tbody);
  $("matrix").replaceChildren(table);
  $("count").textContent = reports.length > 0 ? `Đã nhận ${reports.length} báo cáo.` : "Chưa nhận được báo cáo nào.";
  $("overview").hidden = false;
}

/**
 * One report, to be read.
 * @param {Listed} listed
 * @param {any} report
 * @param {Row[]} rows
 */
function show(listed, report, rows) {
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
  fact("Lần gửi", String(listed.revision));
  fact("Mã kiểm tra nội dung (SHA-256)", listed.hash);

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
  const plan = all.find(({ id }) => id === query.get("plan"));
  if (!plan) return;

  const headers = { Authorization: `Bearer ${await demoToken({ plan: plan.id, consolidator: true })}`, "Accept-Language": "vi" };
  /** @type {Listed[]} */
  const reports = await (await ask(`/api/reports?${new URLSearchParams({ plan: plan.id })}`, { headers })).json();
  const listed = reports.find(({ number }) => number === query.get("report"));
  if (!listed) return matrix(plan, reports);

  const url = `/api/reports/${listed.number}`;
  const [report, rows] = await Promise.all(
    [url, `${url}?format=rows`].map(async (one) => (await ask(one, { headers })).json()),
  );
  $("choose").hidden = true;
  $("back").href = address(plan.id);
  for (const [id, from] of [["json", url], ["csv", `${url}.csv`]]) {
    $(id).addEventListener("click", () =>
      ask(from, { headers }).then((answer) => answer.blob()).then((blob) => save(blob, `${listed.number}.${id}`)).catch(trouble),
    );
  }
  show(listed, report, rows);
}

start().catch(trouble);
