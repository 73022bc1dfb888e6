// The demo portal's page: lets a visitor choose a plan and a unit (a real portal knows who is logged in),
// and puts the form on the page. The choice stands in the address, so that a link opens the same form.

/**
 * @typedef {{id: string, name: string, groups?: string[], reports?: boolean}} Unit
 * @typedef {{id: string, kind: string | null, number: string | null, issued: string | null, horizon: string | null,
 *   issuer: string | null, title: string, show_on: string | null, units: Unit[], groups: Unit[]}} Plan
 * @typedef {{plan: string, unit: Unit, asOf: string, lang: string}} Choice
 */

/**
 * The element with an id; the page has it.
 * @param {string} id
 * @returns {any}
 */
export const $ = (id) => document.getElementById(id);

/**
 * A new element with a text and attributes.
 * @param {string} name
 * @param {string} [text]
 * @param {Record<string, string>} [attributes]
 */
export function make(name, text = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/**
 * Asks the portal's server. What it says of a refusal becomes the error's message.
 * @param {string} url
 * @param {RequestInit} [init]
 */
export async function ask(url, init) {
  const answer = await fetch(url, init);
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  throw new Error(problem.detail ?? problem.title ?? `${url}: ${answer.status}`);
}

/** @returns {Promise<Plan[]>} */
export const plans = async () => (await ask("/api/plans")).json();

/**
 * A token for the demo; stands for the portal's login.
 * @param {object} visitor
 * @returns {Promise<string>}
 */
export async function demoToken(visitor) {
  const headers = { "Content-Type": "application/json" };
  const answer = await ask("/api/demo-token", { method: "POST", headers, body: JSON.stringify(visitor) });
  return (await answer.json()).token;
}

/**
 * Says on the page what went wrong.
 * @param {unknown} error
 */
export function trouble(error) {
  $("trouble").textContent = `Chưa tải được dữ liệu. ${error instanceof Error ? error.message : error}`;
  $("trouble").hidden = false;
}

/**
 * Fills the list of plans.
 * @param {Plan[]} all
 * @param {string | null} chosen
 */
export function listPlans(all, chosen) {
  $("plan").replaceChildren(...all.map((plan) => make("option", shortly(plan), { value: plan.id })));
  if (all.some((plan) => plan.id === chosen)) $("plan").value = chosen;
}

/**
 * A plan in one line, which a narrow window cuts: what tells it from the others comes first.
 * @param {Plan} plan
 */
function shortly({ kind, number, issued, horizon, issuer, title }) {
  const years = (issued ?? horizon ?? "").match(/\d{4}/g) ?? [];
  const year = [...new Set([years[0], years[years.length - 1]])].filter(Boolean).join("–");
  // Of many a plan the number is yet to be written before the slash.
  const named = [kind ?? "Kế hoạch", number && `số ${number.replace(/^\//, "…/")}`, year && `năm ${year}`];
  return [named.filter(Boolean).join(" "), issuer, shortened(title)].filter(Boolean).join(" · ");
}

/** @param {string} text */
const shortened = (text) => (text.length > 70 ? `${text.slice(0, 70).replace(/\s+\S*$/, "")}…` : text);

/** The day that the page itself has put into the field. */
let preset = "";

/**
 * Shows what the list of plans has no room for, and puts in a day where today would show nothing.
 * @param {Plan} plan
 */
export function introduce({ title, horizon, show_on: shown }) {
  $("plan-help").textContent = title;
  if (shown || $("as-of").value === preset) $("as-of").value = shown ?? "";
  preset = shown ?? "";
  $("as-of-help").textContent = shown
    ? `Hôm nay nằm ngoài thời gian thực hiện kế hoạch (${horizon}), nên đã chọn sẵn ngày ${day(shown)} để xem các kỳ báo cáo. Để trống là hôm nay.`
    : "Để trống là hôm nay.";
}

/**
 * A stable id for a unit that the plan does not name: its name without accents.
 * @param {string} name
 */
const idFor = (name) =>
  name.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase()
    .replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 100) || "don-vi";

/**
 * Fills the list of those who may report on a plan: its units, and for each group one of its units.
 * @param {Plan} plan
 */
function listUnits(plan) {
  const fill = (/** @type {string} */ label, /** @type {HTMLElement[]} */ options) => {
    const group = make("optgroup", "", { label });
    group.append(...options);
    return options.length > 0 ? [group] : [];
  };
  const unit = (/** @type {Unit} */ { id, name }) => make("option", name, { value: `unit:${id}` });
  const group = (/** @type {Unit} */ { id, name }) => make("option", `Một đơn vị thuộc: ${name}`, { value: `group:${id}` });
  $("who").replaceChildren(
    ...fill("Đơn vị có nhiệm vụ, báo cáo", plan.units.filter((one) => one.reports).map(unit)),
    ...fill("Nhóm đơn vị", plan.groups.map(group)),
    ...fill("Đơn vị khác được nêu tên", plan.units.filter((one) => !one.reports).map(unit)),
  );
  askForName();
}

/** The name is asked for where the plan only knows the group. */
function askForName() {
  const needed = $("who").value.startsWith("group:");
  $("name-field").hidden = !needed;
  $("name").required = needed;
}

/** The address of what is chosen in the form. */
function address() {
  const query = new URLSearchParams({ plan: $("plan").value });
  const [kind, id] = $("who").value.split(/:(.*)/s);
  query.set(kind, id);
  if (kind === "group") query.set("name", $("name").value.trim());
  if ($("as-of").value) query.set("as-of", $("as-of").value);
  query.set("lang", $("lang").value);
  return `index.html?${query}`;
}

/**
 * What the address chooses.
 * @param {Plan | undefined} plan
 * @param {URLSearchParams} query
 * @returns {Choice | undefined}
 */
function choice(plan, query) {
  if (!plan) return undefined;
  const [id, group, name] = ["unit", "group", "name"].map((key) => query.get(key)?.trim() ?? "");
  const named = plan.units.find((unit) => unit.id === id);
  const unit = named && !group
    ? { id: named.id, name: named.name, groups: named.groups ?? [] }
    : { id: id || idFor(name), name: name || id, groups: group ? group.split(",") : [] };
  if (!unit.name) return undefined;
  return { plan: plan.id, unit, asOf: query.get("as-of") ?? "", lang: query.get("lang") === "en" ? "en" : "vi" };
}

/**
 * Puts the form on the page. This is all that a portal has to do.
 * @param {Choice} chosen
 */
function show({ plan, unit, asOf, lang }) {
  /** @type {any} */
  const form = document.createElement("bao-cao");
  form.setAttribute("plan", `/plans/${encodeURIComponent(plan)}.json`);
  form.setAttribute("endpoint", "/api/reports");
  form.setAttribute("history", "/api/history");
  form.setAttribute("upload-endpoint", "/api/files");
  form.setAttribute("lang", lang);
  form.setAttribute("user", "demo");
  if (asOf) {
    form.setAttribute("as-of", asOf);
    form.setAttribute("preview-send", "");
  }
  form.unit = unit;

  /** @type {Promise<string> | undefined} */
  let token;
  const headers = async () => {
    token ??= demoToken({ plan, unit, as_of: asOf || undefined });
    token.catch(() => (token = undefined));
    return { Authorization: `Bearer ${await token}`, "Accept-Language": lang };
  };
  form.headers = headers;
  // The receiver forgets demo tokens when it restarts: the next try asks for a new one.
  form.addEventListener("bao-cao-error", () => {
    token = undefined;
    $("submitted").hidden = true;
  });
  // A real portal would show its login. Giving the element something anew tells it that somebody has signed in.
  let signedInAt = 0;
  form.addEventListener("bao-cao-sign-in-needed", () => {
    if (Date.now() - signedInAt < 30_000) return;
    signedInAt = Date.now();
    form.headers = headers;
  });
  form.addEventListener("bao-cao-submitted", () => ($("submitted").hidden = false));
  form.append(make("p", "Đang mở biểu mẫu báo cáo…"));
  $("form").replaceChildren(form);
}

async function start() {
  const query = new URLSearchParams(location.search);
  const all = await plans();
  const planOf = (/** @type {string | null} */ id) => all.find((plan) => plan.id === id);
  listPlans(all, query.get("plan"));
  const choosePlan = () => {
    const plan = planOf($("plan").value) ?? all[0];
    listUnits(plan);
    introduce(plan);
  };
  choosePlan();
  $("plan").addEventListener("change", choosePlan);
  $("who").addEventListener("change", askForName);
  $("choose").addEventListener("submit", (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    location.assign(address());
  });

  const chosen = choice(planOf(query.get("plan")), query);
  if (query.has("plan") && !planOf(query.get("plan"))) trouble("Không có kế hoạch này. Nếu tệp kế hoạch có trong thư mục thì tệp có lỗi; máy chủ đã in các lỗi đó khi khởi động.");
  if (!chosen) return;
  $("who").value = query.get("group") ? `group:${query.get("group")?.split(",")[0]}` : `unit:${chosen.unit.id}`;
  $("name").value = query.get("name") ?? "";
  $("as-of").value = chosen.asOf;
  $("lang").value = chosen.lang;
  askForName();
  const received = `received.html?${new URLSearchParams({ plan: chosen.plan, "as-of": chosen.asOf })}`;
  for (const link of document.querySelectorAll("a[href='received.html']")) link.setAttribute("href", received);
  $("chosen").textContent = `Đơn vị: ${chosen.unit.name}${chosen.asOf ? `, xem như ngày ${day(chosen.asOf)}` : ""} (chọn lại)`;
  $("chooser").open = false;
  document.body.classList.add("has-form");
  show(chosen);
}

/**
 * A day as people write it.
 * @param {string} iso
 */
export const day = (iso) => iso.replace(/^(\d{4})-0?(\d+)-0?(\d+).*$/, "$3/$2/$1");

if ($("form")) start().catch(trouble);
