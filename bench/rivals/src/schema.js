// The JSON Schema of the report, for the libraries that build their form from one. Each task refers to one definition.
import { about, chapters, entry, regex, states, title, whole } from "./work.js";

const answer = ({ label, kind, most, pattern }, choice) => {
  const asked = { type: "string", title: label };
  if (kind === "status") Object.assign(asked, choice(states));
  if (kind === "email") asked.format = "email";
  if (most) asked.maxLength = most;
  if (pattern) asked.pattern = regex(pattern);
  return asked;
};

/** An object with a property for each of these. */
const object = (title, properties) => ({ type: "object", title, properties: Object.fromEntries(properties) });

const part = (title, questions, choice) => ({
  ...object(
    title,
    questions.map((question) => [question.key, answer(question, choice)]),
  ),
  required: questions.filter(({ required }) => required).map(({ key }) => key),
});

const task = (one) => [one.id, { $ref: "#/definitions/entry", title: one.title, description: about(one) }];

/** The schema; how one of several values with a text each is asked for, each library has in its own way. */
export const schemaWith = (choice) => ({
  ...object(title, [
    ...chapters.map((chapter) => [chapter.id, object(chapter.title, chapter.tasks.map(task))]),
    ["whole", part("Toàn báo cáo", whole, choice)],
  ]),
  definitions: { entry: part("", entry, choice) },
});

const empty = (all) => Object.fromEntries(all.map(({ id }) => [id, {}]));

/** A report without answers. */
export const nothing = { ...Object.fromEntries(chapters.map(({ id, tasks }) => [id, empty(tasks)])), whole: {} };
