// Vue 3: what its compiler for templates asks of the types.
import type {} from "baocao/vue";
import type { GlobalComponents } from "vue";

declare const form: InstanceType<GlobalComponents["bao-cao"]>;
type Props = (typeof form)["$props"];

export const props: Props = {
  class: "wide",
  plan: "/plans/a.json",
  unit: { id: "a" },
  uploadEndpoint: "/api/files",
  headers: { Authorization: "Bearer" },
};
form.$emit("bao-cao-change", new CustomEvent("bao-cao-change", { detail: { kind: "a", period: "b" } }));

// @ts-expect-error no such method
export const wrong: Props = { method: "DELETE" };
// @ts-expect-error no such event
form.$emit("bao-cao-changed", new CustomEvent("bao-cao-changed"));
