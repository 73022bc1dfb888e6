// Svelte: what its language tools ask of the types.
import type {} from "baocao/svelte";

type Props = svelteHTML.IntrinsicElements["bao-cao"];

export const five: Props = {
  class: "wide",
  plan: "/plans/a.json",
  drafts: "none",
  "onbao-cao-submitted": (event) => event.detail.number?.trim(),
};
export const four: Props = { "on:bao-cao-ready": (event) => event.detail.version.trim() };

// @ts-expect-error drafts are kept or not
export const wrong: Props = { drafts: "some" };
