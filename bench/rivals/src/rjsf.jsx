// rjsf (react-jsonschema-form) with its own theme. As its documentation has it: the form keeps its data, validation is
// at sending; once errors show, it is repeated when a field is left, "as a performance optimization"
// (rjsf-team.github.io, "Form props": `liveValidate`). The list of all errors above the form is left out: the others have none.
import Form from "@rjsf/core";
import validator from "@rjsf/validator-ajv8";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { nothing, schemaWith } from "./schema.js";
import { chapters, entry, root, states, whole } from "./work.js";

const looks = {
  text: { "ui:widget": "textarea" },
  status: { "ui:enumNames": states.map(([, text]) => text) },
};
const look = (questions) => Object.fromEntries(questions.map(({ key, kind }) => [key, looks[kind] ?? {}]));
const ofTasks = (tasks) => Object.fromEntries(tasks.map(({ id }) => [id, look(entry)]));
const schema = schemaWith((values) => ({ enum: values.map(([value]) => value) }));
const uiSchema = {
  ...Object.fromEntries(chapters.map(({ id, tasks }) => [id, ofTasks(tasks)])),
  whole: look(whole),
  "ui:submitButtonOptions": { submitText: "Gửi báo cáo" },
};

function Report() {
  const [tried, setTried] = useState(false);
  return (
    <Form
      schema={schema}
      uiSchema={uiSchema}
      validator={validator}
      initialFormData={nothing}
      noHtml5Validate
      showErrorList={false}
      liveValidate={tried ? "onBlur" : undefined}
      onError={() => setTried(true)}
    />
  );
}

createRoot(root).render(<Report />);
