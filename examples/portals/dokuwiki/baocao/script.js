// DokuWiki loads this on every page. Its token is of one login: each attempt asks for a fresh one, and gets none when logged out.
jQuery(() => {
  for (const form of document.querySelectorAll("bao-cao[data-token]")) {
    const again = form.previousElementSibling;
    form.headers = async () => {
      const answer = await fetch(form.dataset.token);
      // As a line that is down: the report goes out later by itself.
      if (answer.status >= 500) throw new TypeError(`the token: HTTP ${answer.status}`);
      return answer.ok ? { "X-Security-Token": await answer.text() } : {};
    };
    form.addEventListener("bao-cao-sign-in-needed", () => { again.hidden = false; });
    form.addEventListener("bao-cao-submitted", () => { again.hidden = true; });
  }
});
