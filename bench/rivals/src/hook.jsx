// React Hook Form with zod, by hand. As its documentation has it: uncontrolled inputs by `register`, validation by a
// resolver when sent and then at each change (the defaults), `useFormState` so that a change renders one task only, `memo`
// below the provider (react-hook-form.com/docs/useformstate, react-hook-form.com/advanced-usage).
import { zodResolver } from "@hookform/resolvers/zod";
import { memo } from "react";
import { createRoot } from "react-dom/client";
import { FormProvider, useForm, useFormContext, useFormState } from "react-hook-form";
import * as z from "zod";
import { chapters, entry, regex, root, states, title, whole } from "./work.js";

const answer = ({ kind, required, most, pattern }) => {
  let text = kind === "email" ? z.email() : z.string();
  if (required) text = text.min(1, "Cần trả lời câu này.");
  if (most) text = text.max(most);
  if (pattern) text = text.regex(new RegExp(regex(pattern), "u"));
  return required ? text : z.literal("").or(text);
};
const part = (questions) => z.object(Object.fromEntries(questions.map((question) => [question.key, answer(question)])));

const tasks = chapters.flatMap((chapter) => chapter.tasks);
const asked = part(entry);
const resolver = zodResolver(z.object({ ...Object.fromEntries(tasks.map(({ id }) => [id, asked])), whole: part(whole) }));

const nothing = (questions) => Object.fromEntries(questions.map(({ key }) => [key, ""]));
const defaultValues = { ...Object.fromEntries(tasks.map(({ id }) => [id, nothing(entry)])), whole: nothing(whole) };

function Field({ id, question: { key, label, kind, required }, error }) {
  const { register } = useFormContext();
  const name = `${id}.${key}`;
  const given = { id: name, "aria-describedby": `${name}-m`, "aria-invalid": Boolean(error), ...register(name) };
  return (
    <div>
      <label htmlFor={name}>
        {label}
        {required ? null : <small> (không bắt buộc)</small>}
      </label>
      {kind === "status" ? (
        <select {...given}>
          <option value="">Chọn…</option>
          {states.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      ) : kind === "text" ? (
        <textarea rows="4" {...given} />
      ) : (
        <input type={kind === "email" ? "email" : "text"} {...given} />
      )}
      <p id={`${name}-m`}>{error?.message}</p>
    </div>
  );
}

const Part = memo(function Part({ id, legend, facts, questions }) {
  const { errors } = useFormState({ name: id });
  return (
    <fieldset>
      <legend>{legend}</legend>
      {facts && (
        <dl>
          {facts.map(([term, text]) => [<dt key={term}>{term}</dt>, <dd key={`${term} `}>{text}</dd>])}
        </dl>
      )}
      {questions.map((question) => (
        <Field key={question.key} id={id} question={question} error={errors[id]?.[question.key]} />
      ))}
    </fieldset>
  );
});

function Report() {
  const form = useForm({ resolver, defaultValues });
  return (
    <FormProvider {...form}>
      <h1>{title}</h1>
      <form noValidate onSubmit={form.handleSubmit(() => {})}>
        {chapters.map((chapter) => [
          <h2 key={chapter.id}>{chapter.title}</h2>,
          ...chapter.tasks.map((task) => (
            <Part key={task.id} id={task.id} legend={task.title} facts={task.about} questions={entry} />
          )),
        ])}
        <Part id="whole" legend="Toàn báo cáo" questions={whole} />
        <button type="submit">Gửi báo cáo</button>
      </form>
    </FormProvider>
  );
}

createRoot(root).render(<Report />);
