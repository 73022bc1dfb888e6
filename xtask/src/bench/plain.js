// What a hand-written form does while one types: the browser's own verdict, beside the field.
document.querySelector("form").addEventListener("input", ({ target }) => {
  target.setAttribute("aria-invalid", String(!target.validity.valid));
  document.getElementById(`${target.id}-m`).textContent = target.validationMessage;
});
