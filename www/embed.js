// Writes the lines that embed the form: the snippet, what the page's policy must allow, and the look.

import { $, ask, listPlans, make, plans, trouble } from "./portal.js";

/** A text in an attribute between double quotes. */
const quoted = (/** @type {string} */ text) => `"${text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;")}"`;

/** An element's tag with these attributes; those that say nothing are left out. */
const tag = (/** @type {string} */ name, /** @type {[string, string][]} */ attributes) =>
  `<${[name, ...attributes.filter(([, value]) => value).map(([key, value]) => `${key}=${quoted(value)}`)].join(" ")}>`;

/** Whether this page can hash: on plain http:// under a name browsers let none. */
const canHash = Boolean(globalThis.crypto?.subtle);

/** What the page says of files that never change. */
async function integrity(/** @type {string} */ file) {
  if (!canHash) return "";
  const bytes = await (await ask(`/dist/${file}`, { cache: "no-cache" })).arrayBuffer();
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
  return `sha384-${btoa(String.fromCharCode(...sum))}`;
}

/** Where something is, as a policy names it: the page itself is 'self'. */
const source = (/** @type {string} */ address) => {
  const { origin } = new URL(address || "/", location.href);
  return origin === location.origin ? "'self'" : origin;
};

const sources = (/** @type {string[]} */ addresses) => [...new Set(["'self'", ...addresses.map(source)])].join(" ");

/** The rules for the element in a theme's sheet, which the demo's pages use themselves. */
async function look(/** @type {string} */ theme) {
  if (!theme) return "";
  const sheet = await (await ask(`themes/${theme}.css`)).text();
  return sheet.slice(sheet.search(/^bao-cao/m)).replace(/^#others.*$/m, "").trim();
}

/** What a script of the portal adds: who is logged in, and that it is. */
const FORM = `const form = document.querySelector("bao-cao");\n`;
const BY_LOGIN = `// Đơn vị của người đang đăng nhập, do cổng cho biết: mã có trong kế hoạch, hoặc { id, name, groups }.
form.unit = await (await fetch("/api/toi/don-vi")).json();
`;
const BY_TOKEN = `// Hỏi lại trước mỗi lần gửi; không ghi mã này vào trang.
form.headers = async () => ({ Authorization: \`Bearer \${await (await fetch("/api/toi/token")).text()}\` });
`;

/**
 * What the page asks for at once instead of one after another, before the script itself was read. What is to have a hash is left
 * out: browsers do not take what was asked for early in its place.
 */
function early(/** @type {string} */ base, /** @type {string} */ plan, /** @type {boolean} */ isFixed) {
  const fetched = (/** @type {string} */ href) => tag("link", [["rel", "preload"], ["as", "fetch"], ["href", href]]).replace(/>$/, " crossorigin>");
  const files = isFixed ? [] : [tag("link", [["rel", "modulepreload"], ["href", `${base}baocao.js`]]), fetched(`${base}baocao_bg.wasm`)];
  return [...files, ...(plan ? [fetched(plan)] : [])].map((line) => `${line}\n`).join("");
}

/** What cannot be an address of a file or of a backend: anything but the web's own. */
function unfit(/** @type {string} */ address) {
  try {
    return !["http:", "https:"].includes(new URL(address || "/", location.href).protocol);
  } catch {
    return true;
  }
}

/** Says of each address whether it will do; nothing is written with one that will not. */
function areFit() {
  const faulty = ["plan-url", "endpoint", "base"].filter((id) => {
    const isUnfit = unfit($(id).value.trim());
    $(id).setAttribute("aria-invalid", `${isUnfit}`);
    $(id).setAttribute("aria-describedby", isUnfit ? "unfit" : id === "endpoint" ? "endpoint-help" : "");
    return isUnfit;
  });
  const named = faulty.map((id) => `“${document.querySelector(`label[for="${id}"]`)?.textContent}”`).join(", ");
  $("unfit").textContent = `${named}: địa chỉ phải bắt đầu bằng http://, https:// hoặc là đường dẫn trên cổng, ví dụ /plans/ke-hoach.json.`;
  return faulty.length === 0;
}

async function written() {
  const version = /** @type {any} */ (document.createElement("bao-cao").constructor).version;
  const base = `${$("base").value.trim().replace(/\/*$/, "")}/`;
  const isFixed = $("release").value === "fixed";
  const isLogin = $("unit-from").value === "login";
  const isElsewhere = source(base) !== "'self'";
  const script = async (/** @type {string} */ how, /** @type {string} */ end) => {
    const file = `bao-cao${isFixed ? `-${version}` : ""}.${end}`;
    /** @type {[string, string][]} */
    const vouched = isFixed ? [["integrity", await integrity(file)]] : [];
    return tag(`script ${how}`, [["src", base + file], ...vouched]).replace(/>$/, isFixed || isElsewhere ? " crossorigin></script>" : "></script>");
  };
  const unhashed = isFixed && !canHash ? "<!-- Chưa có integrity: trang soạn mã này mở qua http:// nên trình duyệt không tính được. Chép giá trị của từng tệp từ integrity.json của gói. -->\n" : "";
  // The second is for browsers that run no modules.
  const scripts = `${unhashed}${await script(`type="module"`, "js")}\n${await script("nomodule", "nomodule.js")}`;
  const [plan, endpoint] = [$("plan-url").value.trim(), $("endpoint").value.trim()];
  const element = tag("bao-cao", [
    ["plan", plan],
    ["unit", isLogin ? "" : $("unit").value],
    ["endpoint", endpoint],
    ["lang", $("lang").value],
    ["density", $("density").value],
  ]);
  const isToken = endpoint !== "" && $("proof").value === "token";
  const own = isLogin || isToken ? `\n<script type="module" src="/bao-cao-trang.js"></script>` : "";
  const snippet = `${scripts}\n${element}\n  <p>Đang mở biểu mẫu báo cáo…</p>\n</bao-cao>${own}\n`;
  const policy = `default-src 'none'; script-src ${sources([base])} 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:;\n  connect-src ${sources([base, plan, endpoint])}; require-trusted-types-for 'script'\n`;
  /** @type {[string, string, string, string][]} */
  const parts = [
    ["snippet", "Đoạn mã", "Chép vào trang, đúng nơi cần hiện biểu mẫu.", snippet],
    ["policy", "Chính sách bảo mật nội dung (CSP)", "Nếu cổng có chính sách nội dung, chính sách đó phải cho phép ít nhất những nguồn sau.", policy],
  ];
  parts.push(["early", "Mở nhanh hơn trên đường truyền chậm", "Không bắt buộc. Đặt ngay trước đoạn mã, hoặc trong phần head của trang: trình duyệt tải các tệp cùng lúc, không chờ lần lượt.", early(base, plan, isFixed)]);
  if (own) parts.push(["page-script", "bao-cao-trang.js", "Tệp của cổng, cùng gốc với trang; sửa địa chỉ theo cổng của bạn.", [FORM, isLogin ? BY_LOGIN : "", isToken ? BY_TOKEN : ""].join("")]);
  const css = await look($("theme").value);
  if (css) parts.push(["look", "Giao diện", "Thêm vào tệp CSS của cổng.", `${css}\n`]);
  if (isFixed) parts.push(["files", "Tệp cần đặt lên máy chủ", "Bản nén .br và .gz của từng tệp đặt cùng chỗ. Giá trị integrity cũng có trong integrity.json của gói.", ["js", "nomodule.js", "en.txt"].map((end) => `${base}bao-cao-${version}.${end}\n`).join("") + ["bg", "rest", "paper"].map((part) => `${base}baocao_${part}-${version}.wasm\n`).join("") + ["html", "js", "css"].map((end) => `${base}bao-cao-print-${version}.${end}\n`).join("")]);
  return parts;
}

/** Which writing is the newest: what was begun before and ends later is not shown. */
let latest = 0;

async function write() {
  const mine = ++latest;
  const isFit = areFit();
  $("unfit").hidden = isFit;
  if (!isFit) {
    $("made").hidden = true;
    return;
  }
  let parts;
  try {
    parts = await written();
  } catch (error) {
    if (mine !== latest) return;
    // What stands there is of something else.
    $("made").hidden = true;
    throw error;
  }
  if (mine !== latest) return;
  $("trouble").hidden = true;
  $("made").replaceChildren(...parts.flatMap(([id, title, help, text]) => {
    const area = make("textarea", text, { id, readonly: "", rows: `${text.split("\n").length}`, spellcheck: "false", "aria-describedby": `${id}-help` });
    const copy = make("button", "Sao chép", { type: "button", "aria-label": `Sao chép: ${title}` });
    copy.addEventListener("click", () => {
      area.focus();
      /** @type {HTMLTextAreaElement} */ (area).select();
      // Works on plain http:// too, where pages have no other way.
      const isCopied = document.execCommand("copy");
      copy.textContent = isCopied ? "Đã sao chép" : "Bấm Ctrl+C để chép";
      copy.setAttribute("aria-label", `${copy.textContent}: ${title}`);
      // By keys one goes on from where one was.
      if (isCopied) copy.focus();
    });
    const heading = make("h2");
    heading.append(make("label", title, { for: id }));
    return [heading, make("p", help, { id: `${id}-help` }), area, copy];
  }));
  $("made").hidden = false;
}

async function start() {
  const all = await plans();
  listPlans(all, null);
  const choose = () => {
    const plan = all.find(({ id }) => id === $("plan").value) ?? all[0];
    $("plan-url").value = `/plans/${encodeURIComponent(plan.id)}.json`;
    $("unit").replaceChildren(...plan.units.filter((unit) => unit.reports).map(({ id, name }) => make("option", name, { value: id })));
  };
  const fit = () => ($("unit").disabled = $("unit-from").value === "login");
  $("plan").addEventListener("change", () => {
    choose();
    write().catch(trouble);
  });
  $("embed").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  $("embed").addEventListener("input", () => {
    fit();
    write().catch(trouble);
  });
  choose();
  fit();
  await write();
}

start().catch(trouble);
