// The form as it looks in other pages: a plan's first unit that reports, unless the address says which.

import { make, plans } from "../portal.js";

const THEMES = { bootstrap: "Bootstrap 5", government: "Cổng thông tin xanh đỏ", admin: "Quản trị nền tối" };

const query = new URLSearchParams(location.search);

// Bootstrap does not follow the colour scheme of the system by itself.
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.setAttribute("data-bs-theme", dark.matches ? "dark" : "light");
if (document.querySelector("link[href*=bootstrap]")) {
  dark.addEventListener("change", follow);
  follow();
}

/** A link to another page, or to this one in another density. */
function link(/** @type {string} */ page, /** @type {string} */ text, /** @type {Record<string, string>} */ changed = {}) {
  const to = new URLSearchParams({ ...Object.fromEntries(query), ...changed });
  const made = make("a", text, { href: `${page}?${to}` });
  if (location.pathname.endsWith(`/${page}`) && !changed.density) made.setAttribute("aria-current", "page");
  return made;
}

async function start() {
  const isCompact = query.get("density") === "compact";
  const here = location.pathname.split("/").pop() ?? "";
  document.getElementById("others")?.append(
    make("a", "Trang chính", { href: "../index.html" }),
    ...Object.entries(THEMES).map(([file, name]) => link(`${file}.html`, name)),
    link(here, isCompact ? "Khoảng cách thoáng" : "Khoảng cách gọn", { density: isCompact ? "comfortable" : "compact" }),
  );
  const all = await plans();
  const plan = all.find((one) => one.id === query.get("plan")) ?? all[0];
  const unit = query.get("unit") ?? plan.units.find((one) => one.reports)?.id ?? "";
  const asOf = query.get("as-of") ?? plan.show_on;
  const form = make("bao-cao", "", { plan: `/plans/${encodeURIComponent(plan.id)}.json`, unit, user: "demo" });
  if (asOf) form.setAttribute("as-of", asOf);
  if (isCompact) form.setAttribute("density", "compact");
  document.getElementById("report")?.append(form);
}

start().catch((error) => document.getElementById("report")?.append(make("p", `Chưa tải được dữ liệu. ${error.message}`, { role: "alert" })));
