// rjsf (react-jsonschema-form) with its own theme. As its documentation has it: the form keeps its data, validation is
// at sending; once errors show, it is repeated when a field is left, "as a performance optimization"
// (rjsf-team.github.io, "Form props": `liveValidate`). The list of all errors above the form is left out: the others have none.
import Form from "@rjsf/core";
import validator from "@rjsf/validator-ajv8";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { schema } from "./schema.js";
import { chapters, entry, root, whole } from "./work.js";

const texts = (questions) =>
  Object.fromEntries(questions.filter(({ kind }) => kind === "text").map(({ key }) => [key, { "ui:widget": "textarea" }]));
const ofTasks = (tasks) => Object.fromEntries(tasks.map(({ id }) => [id, texts(entry)]));
const uiSchema = {
  ...Object.fromEntries(chapters.map(({ id, tasks }) => [id, ofTasks(tasks)])),
  whole: texts(whole),
  "ui:submitButtonOptions": { submitText: "Gửi báo cáo" },
};

function Report() {
  const [tried, setTried] = useState(false);
  return (
    <Form
      schema={schema}
      uiSchema={uiSchema}
      validator={validator}
      noHtml5Validate
      showErrorList={false}
      liveValidate={tried ? "onBlur" : undefined}
      onError={() => setTried(true)}
    />
  );
}

createRoot(root).render(<Report />);
