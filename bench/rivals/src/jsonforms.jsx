// JSON Forms with its renderers of plain HTML, the smaller of the two sets for React. As its documentation has it: what is
// handed over is made once, and data that comes by `onChange` is not handed back (jsonforms.io/faq, "data prop and
// rerender"); errors are hidden until sending was tried (jsonforms.io/docs/validation, `validationMode`).
import { JsonForms } from "@jsonforms/react";
import { vanillaCells, vanillaRenderers } from "@jsonforms/vanilla-renderers";
import { useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { schema } from "./schema.js";
import { chapters, entry, root, title, whole } from "./work.js";

const controls = (path, questions) =>
  questions.map(({ key, kind }) => ({
    type: "Control",
    scope: `#/properties/${path.join("/properties/")}/properties/${key}`,
    options: kind === "text" ? { multi: true } : {},
  }));

const uischema = {
  type: "VerticalLayout",
  elements: [
    ...chapters.map((chapter) => ({
      type: "Group",
      label: chapter.title,
      elements: chapter.tasks.map((task) => ({
        type: "Group",
        label: task.title,
        elements: [
          ...task.about.map(([term, text]) => ({ type: "Label", text: `${term}: ${text}` })),
          ...controls([chapter.id, task.id], entry),
        ],
      })),
    })),
    { type: "Group", label: "Toàn báo cáo", elements: controls(["whole"], whole) },
  ],
};

const objects = (all) => Object.fromEntries(all.map(({ id }) => [id, {}]));
const nothing = { ...Object.fromEntries(chapters.map(({ id, tasks }) => [id, objects(tasks)])), whole: {} };

function Report() {
  const [mode, setMode] = useState("ValidateAndHide");
  const last = useRef();
  const send = () => last.current?.errors.length && setMode("ValidateAndShow");
  return (
    <>
      <h1>{title}</h1>
      <JsonForms
        schema={schema}
        uischema={uischema}
        data={nothing}
        renderers={vanillaRenderers}
        cells={vanillaCells}
        validationMode={mode}
        onChange={(change) => {
          last.current = change;
        }}
      />
      <button id="send" type="button" onClick={send}>
        Gửi báo cáo
      </button>
    </>
  );
}

createRoot(root).render(<Report />);
