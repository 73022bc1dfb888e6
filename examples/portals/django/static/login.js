// Offers the login beside the form when a report met a session that had ended.
for (const form of document.querySelectorAll("bao-cao")) {
  const again = form.previousElementSibling;
  form.addEventListener("bao-cao-sign-in-needed", () => { again.hidden = false; });
  form.addEventListener("bao-cao-submitted", () => { again.hidden = true; });
}
