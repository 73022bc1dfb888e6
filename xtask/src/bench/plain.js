// What a hand-written form does while one types: the browser's own verdict, beside the field; once sending was tried,
// beside every field.
const form = document.querySelector("form");
const judge = ({ target }) => {
  if (!target.id) return;
  target.setAttribute("aria-invalid", String(!target.validity.valid));
  document.getElementById(`${target.id}-m`).textContent = target.validationMessage;
};
form.addEventListener("input", judge);
form.addEventListener("invalid", judge, true);
