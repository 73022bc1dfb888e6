// A page without a framework. Each line marked with @ts-expect-error is a mistake that the types must find.
import "baocao";
import { defineBaoCao } from "baocao/loader";
import type { BaoCaoElement, BaoCaoEventMap, Plan, Report } from "baocao";
import manifest from "baocao/custom-elements.json" with { type: "json" };

const form = document.querySelector("bao-cao")!;
const made: BaoCaoElement = document.createElement("bao-cao");
form.plan = "/plans/a.json";
form.plan = { format: "baocao-plan/1", id: "a", version: "1", title: "Kế hoạch" } satisfies Plan;
form.unit = { id: "a", groups: ["b"] };
form.headers = async () => ({ Authorization: "Bearer" });
form.transport = (request) => fetch(request.url, request);
declare const key: CryptoKey;
form.signer = async (bytes) => {
  const signature = await crypto.subtle.sign("RSASSA-PKCS1-v1_5", key, bytes);
  return btoa(String.fromCharCode(...new Uint8Array(signature)));
};
form.clock = new Date();
made.history = undefined;
// As templates say of what has not come yet.
made.plan = made.unit = made.headers = made.envelope = made.transport = made.signer = null;
made.arrangements = made.draftKey = made.clock = made.history = null;
const report: Report | undefined = form.report;
form.submit().then((receipt) => receipt.number?.trim());
form.ready.then(() => form.reset()).then(() => form.forget());

form.addEventListener("bao-cao-submitted", ({ detail }) => detail.number?.trim());
form.addEventListener("bao-cao-before-submit", (event) => {
  event.detail.waitUntil(Promise.resolve());
  event.preventDefault();
});
document.addEventListener("click", () => report?.plan.id);
const error = ({ detail }: BaoCaoEventMap["bao-cao-error"]) => (detail.code === "plan" ? detail.url : detail.code);
form.addEventListener("bao-cao-error", error);

// @ts-expect-error there is nothing to set
form.report = undefined;
// @ts-expect-error a plan of another format
form.plan = { format: "other", id: "a" };
// @ts-expect-error no such detail
form.addEventListener("bao-cao-change", ({ detail }) => detail.number);

defineBaoCao();
defineBaoCao({ wasm: "/a.wasm", rest: "/b.wasm", english: "/c.txt" });
// @ts-expect-error no such file
defineBaoCao({ glue: "/a.js" });
export default manifest.schemaVersion;
