// SurveyJS with its renderer for React and its style sheet. As its documentation has it for long forms: what is not in
// view is a placeholder until it is (surveyjs.io, "Lazy Loading for Content-Heavy Forms": `lazyRenderEnabled`), lists to
// choose from are those of the browser (`renderAs: "select"`), and a text counts when it is left (`textUpdateMode`, the default).
import "survey-core/survey-core.fontless.min.css";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { Model } from "survey-core";
import { Survey } from "survey-react-ui";
import { about, chapters, entry, regex, root, states, title, whole } from "./work.js";

const question = (id, { key, label, kind, required, most, pattern }) => {
  const asked = { name: `${id}.${key}`, title: label, isRequired: required };
  if (most) asked.maxLength = most;
  if (pattern) asked.validators = [{ type: "regex", regex: regex(pattern), text: "Chưa đúng dạng." }];
  if (kind === "status") {
    const choices = states.map(([value, text]) => ({ value, text }));
    return { ...asked, type: "dropdown", renderAs: "select", placeholder: "Chọn…", choices };
  }
  if (kind === "text") return { ...asked, type: "comment", rows: 4 };
  return { ...asked, type: "text", inputType: kind === "email" ? "email" : "text" };
};

const panel = (name, title, description, elements) => ({ type: "panel", name, title, description, elements });

const json = {
  title,
  completeText: "Gửi báo cáo",
  lazyRenderEnabled: true,
  elements: [
    ...chapters.map((chapter) =>
      panel(
        chapter.id,
        chapter.title,
        "",
        chapter.tasks.map((task) =>
          panel(
            task.id,
            task.title,
            about(task),
            entry.map((one) => question(task.id, one)),
          ),
        ),
      ),
    ),
    panel(
      "whole",
      "Toàn báo cáo",
      "",
      whole.map((one) => question("whole", one)),
    ),
  ],
};

function Report() {
  const [survey] = useState(() => new Model(json));
  return <Survey model={survey} />;
}

createRoot(root).render(<Report />);
