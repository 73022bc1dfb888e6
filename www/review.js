// What the consolidating office makes of a report: it returns it with a remark, approves it, or locks it.

import { $, ask, day, make } from "./portal.js";

/**
 * @typedef {"submitted" | "returned" | "approved" | "locked"} State
 * @typedef {{pointer?: string, detail: string}} Remark
 * @typedef {{state: State, remarks: Remark[], reviewed_at: string}} Review
 * @typedef {{pointer: string | null, part: string, number: string, title: string, question: string, value: string,
 *   cells?: [string, string][]}} Row
 */

/** How each state is called, and how it looks. @type {Record<State, [string, string]>} */
const STATES = {
  submitted: ["Chờ xem xét", "none"],
  returned: ["Trả lại để bổ sung", "late"],
  approved: ["Đã duyệt", "good"],
  locked: ["Đã khóa", "good"],
};

/** What can be made of a report, and what follows. @type {[State, string, string][]} */
const CHOICES = [
  ["returned", "Trả lại để bổ sung", "Đơn vị thấy ý kiến và gửi bản điều chỉnh. Cần ghi ý kiến."],
  ["approved", "Duyệt", "Không nhận bản điều chỉnh, trừ khi sau này trả lại."],
  ["locked", "Khóa", "Không nhận bản điều chỉnh và không thay đổi được nữa."],
];

/** A state in words. @param {State} state */
export const stateName = (state) => make("span", STATES[state][0], { class: STATES[state][1] });

/** A moment as clocks in the plan's zone show it. @param {string} at */
export const moment = (at) => `${at.slice(11, 16).replace(/^0/, "")} ngày ${day(at)}`;

/** Where an answer stands, in words. @param {Row} row */
const placeName = ({ part, number, title, question }) =>
  [part, [number, title].filter(Boolean).join(". "), question].filter(Boolean).join(" – ");

/** A row's place in words; of a table also each of its cells. @type {(row: Row) => [string, string][]} */
function placesIn(row) {
  const name = placeName(row);
  const cells = (row.cells ?? []).map(([pointer, cell]) => /** @type {[string, string]} */ ([pointer, `${name}: ${cell}`]));
  return row.pointer === null ? [] : [[row.pointer, name], ...cells];
}

/** Where the answers of a report stand, in words. @param {Row[]} rows */
export const placesOf = (rows) => new Map(rows.flatMap(placesIn));

/** A remark with what it is about. @param {Remark} remark @param {Map<string, string>} places */
function made({ pointer, detail }, places) {
  const about = pointer === undefined ? "" : `${places.get(pointer) ?? pointer}: `;
  return make("li", about + detail);
}

/** @param {Review} review @param {Map<string, string>} places */
function line({ state, remarks, reviewed_at: at }, places) {
  const item = make("li");
  item.append(stateName(state), ` – ${moment(at)}`);
  const list = make("ul");
  list.append(...remarks.map((remark) => made(remark, places)));
  item.append(list);
  return item;
}

/**
 * Shows what was made of a report, and lets the office add to it.
 * @param {string} number
 * @param {Row[]} rows
 * @param {Record<string, string>} headers
 */
export async function showReviews(number, rows, headers) {
  const url = `/api/reports/${number}/reviews`;
  const form = /** @type {HTMLFormElement} */ ($("review"));
  const places = placesOf(rows);

  async function refresh() {
    /** @type {Review[]} */
    const reviews = await (await ask(url, { headers })).json();
    $("reviewed").replaceChildren(...reviews.map((review) => line(review, places)));
    $("reviewed").hidden = reviews.length === 0;
    form.hidden = reviews.at(-1)?.state === "locked";
    return reviews;
  }
  const say = (/** @type {string} */ text) => ($("review-said").textContent = text);
  const explain = () => {
    const [, , help] = CHOICES.find(([state]) => state === $("review-state").value) ?? CHOICES[0];
    $("review-help").textContent = help;
    $("remark").required = $("review-state").value === "returned" && remarks.length === 0;
  };
  /** What was written besides what stands in the field. @type {Remark[]} */
  let remarks = [];
  const listRemarks = () => {
    $("remarks").hidden = remarks.length === 0;
    $("remarks").replaceChildren(...remarks.map((remark) => {
      const [item, drop] = [made(remark, places), make("button", "Bỏ ý kiến này", { type: "button" })];
      drop.addEventListener("click", () => {
        remarks = remarks.filter((other) => other !== remark);
        listRemarks();
        $("remark").focus();
      });
      item.append(" ", drop);
      return item;
    }));
    explain();
  };
  const written = () => {
    const [place, detail] = ["remark-place", "remark"].map((id) => $(id).value.trim());
    return detail === "" ? [] : [{ detail, ...(place !== "whole" && { pointer: place }) }];
  };
  $("remark-more").addEventListener("click", () => {
    remarks.push(...written());
    $("remark").value = "";
    listRemarks();
    $("remark-place").focus();
  });

  $("review-state").replaceChildren(...CHOICES.map(([value, name]) => make("option", name, { value })));
  const options = [...places].map(([value, name]) => make("option", name, { value }));
  $("remark-place").replaceChildren(make("option", "Toàn bộ báo cáo", { value: "whole" }), ...options);
  $("review-state").addEventListener("change", explain);
  explain();
  if ((await refresh()).length === 0) say("Chưa xem xét.");

  // The button is not disabled while this goes on: who pressed it by a key would be nowhere then.
  let isBusy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isBusy) return;
    const state = $("review-state").value;
    if (state === "locked" && !confirm("Khóa rồi thì không thay đổi được nữa. Khóa báo cáo này?")) return;
    isBusy = true;
    try {
      const sent = { ...headers, "Content-Type": "application/json" };
      await ask(url, { method: "POST", headers: sent, body: JSON.stringify({ state, remarks: [...remarks, ...written()] }) });
      await refresh();
      // With the form goes what has the focus.
      if (form.hidden) $("reviews-title").focus();
      $("remark").value = "";
      remarks = [];
      listRemarks();
      say(`Đã ghi nhận: ${STATES[/** @type {State} */ (state)][0]}.`);
    } catch (error) {
      say(`Chưa ghi nhận được. ${error instanceof Error ? error.message : error}`);
    } finally {
      isBusy = false;
    }
  });
}
