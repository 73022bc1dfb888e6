// What is asked. `cargo xtask bench` writes it into each page (xtask/src/bench/work.rs), for all rivals the same.
const work = JSON.parse(document.getElementById("work").textContent);

/** Where the form goes. */
export const root = document.getElementById("root");

export const { title, states, chapters, entry, whole } = work;

/** What is said of a task in one line. */
export const about = (task) => task.about.map(([term, text]) => `${term}: ${text}`).join(" · ");

/** A pattern, as the attribute of HTML has it: for the whole text. */
export const regex = (pattern) => `^(?:${pattern})$`;
