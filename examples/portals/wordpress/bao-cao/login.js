// WordPress takes a nonce for one login and a day at most: each attempt asks for a fresh one. Who is logged out gets none.
for (const form of document.querySelectorAll("bao-cao[data-nonce]")) {
  const again = form.previousElementSibling;
  form.headers = async () => {
    const answer = await fetch(form.dataset.nonce);
    // As a line that is down: the report goes out later by itself.
    if (answer.status >= 500) throw new TypeError(`the nonce: HTTP ${answer.status}`);
    return answer.ok ? { "X-WP-Nonce": await answer.text() } : {};
  };
  form.addEventListener("bao-cao-sign-in-needed", () => { again.hidden = false; });
  form.addEventListener("bao-cao-submitted", () => { again.hidden = true; });
}
