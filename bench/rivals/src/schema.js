// The JSON Schema of the report, for the libraries that build their form from one. Each task refers to one definition.
import { about, chapters, entry, regex, states, title, whole } from "./work.js";

const answer = ({ label, kind, most, pattern }) => {
  const asked = { type: "string", title: label };
  if (kind === "status") asked.oneOf = states.map(([value, text]) => ({ const: value, title: text }));
  if (kind === "email") asked.format = "email";
  if (most) asked.maxLength = most;
  if (pattern) asked.pattern = regex(pattern);
  return asked;
};

/** An object with a property for each of these. */
const object = (title, properties) => ({ type: "object", title, properties: Object.fromEntries(properties) });

const part = (title, questions) => ({
  ...object(
    title,
    questions.map((question) => [question.key, answer(question)]),
  ),
  required: questions.filter(({ required }) => required).map(({ key }) => key),
});

const task = (one) => [one.id, { $ref: "#/definitions/entry", title: one.title, description: about(one) }];

export const schema = {
  ...object(title, [
    ...chapters.map((chapter) => [chapter.id, object(chapter.title, chapter.tasks.map(task))]),
    ["whole", part("Toàn báo cáo", whole)],
  ]),
  definitions: { entry: part("", entry) },
};
