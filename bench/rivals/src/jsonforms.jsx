// JSON Forms with its renderers of plain HTML, the smaller of the two sets for React. As its documentation has it: what is
// handed over is made once, and of the data only what came by `onChange` is handed back, which renders nothing again
// (jsonforms.io/faq); errors are hidden until sending was tried (jsonforms.io/docs/validation, `validationMode`).
import { JsonForms } from "@jsonforms/react";
import { vanillaCells, vanillaRenderers } from "@jsonforms/vanilla-renderers";
import { useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { nothing, schemaWith } from "./schema.js";
import { chapters, entry, root, title, whole } from "./work.js";

const schema = schemaWith((values) => ({ oneOf: values.map(([value, text]) => ({ const: value, title: text })) }));

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

function Report() {
  const [data, setData] = useState(nothing);
  const [mode, setMode] = useState("ValidateAndHide");
  const errors = useRef([]);
  return (
    <>
      <h1>{title}</h1>
      <JsonForms
        schema={schema}
        uischema={uischema}
        data={data}
        renderers={vanillaRenderers}
        cells={vanillaCells}
        validationMode={mode}
        onChange={(change) => {
          setData(change.data);
          errors.current = change.errors;
        }}
      />
      <button id="send" type="button" onClick={() => errors.current.length && setMode("ValidateAndShow")}>
        Gửi báo cáo
      </button>
    </>
  );
}

createRoot(root).render(<Report />);
