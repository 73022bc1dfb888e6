// Whichever of the page's two scripts comes first: what is set and listened to before the element is defined holds.
const form = /** @type {import("baocao").BaoCaoElement} */ (document.querySelector("bao-cao"));
const [language, opener, news] = ["language", "opener", "news"].map((id) => /** @type {HTMLElement} */ (document.getElementById(id)));

form.unit = { id: "phong-van-hoa-xa-hoi" };
// Says who reports, before every attempt to send: in your portal the token of its login, here one that the demo gives.
form.headers = async () => {
  const who = { plan: "xa-nam-cuong-2026", unit: { id: "phong-van-hoa-xa-hoi", name: "Phòng Văn hoá - Xã hội" }, as_of: "2026-06-10" };
  const answer = await fetch("/api/demo-token", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(who),
  });
  return { Authorization: `Bearer ${(await answer.json()).token}` };
};

let edits = 0;
form.addEventListener("bao-cao-change", () => (news.textContent = `Đã sửa ${++edits} lần.`));
form.addEventListener("bao-cao-submitted", ({ detail }) => (news.textContent = `Cơ quan đã nhận: ${detail.number}.`));

language.addEventListener("click", () => {
  form.lang = form.lang === "en" ? "vi" : "en";
  language.textContent = form.lang === "en" ? "Bằng tiếng Việt" : "In English";
});
opener.addEventListener("click", () => {
  if (form.isConnected) form.remove();
  else document.querySelector("main")?.append(form);
  opener.textContent = form.isConnected ? "Đóng báo cáo" : "Mở báo cáo";
});
