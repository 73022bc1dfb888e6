/**
 * Says who reports, before every attempt to send: in your portal the token of its login, here one that the demo
 * gives to anybody.
 */
export async function headers() {
  const who = { plan: "xa-nam-cuong-2026", unit: { id: "phong-van-hoa-xa-hoi", name: "Phòng Văn hoá - Xã hội" }, as_of: "2026-06-10" };
  const answer = await fetch("/api/demo-token", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(who),
  });
  return { Authorization: `Bearer ${(await answer.json()).token}` };
}
