// Two things only, and every page works without them: a quick way out, and saving a draft in passing.
"use strict";
(() => {
  const away = document.querySelector("[data-away]");
  if (away) {
    // replace(): the page behind the exit is not one step back
    const leave = () => location.replace(away.href);
    let presses = [];
    away.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const now = Date.now();
      presses = presses.filter((then) => now - then < 2000).concat(now);
      if (presses.length >= Number(away.dataset.away)) leave();
    });
  }

  for (const form of document.querySelectorAll("form[data-save-url]")) {
    const line = form.querySelector("[data-saved]");
    let changed = false;
    const say = (text, saved) => {
      if (!line) return;
      line.classList.toggle("is-saved", saved);
      line.lastElementChild.textContent = text;
    };
    const save = async () => {
      if (!changed) return;
      changed = false;
      try {
        const answer = await fetch(form.dataset.saveUrl, {
          method: "POST",
          body: new FormData(form),
          keepalive: document.hidden,
        });
        const type = answer.headers.get("Content-Type") || "";
        // a page instead of a line means: signed out, or an error
        if (!answer.ok || answer.redirected || !type.startsWith("text/plain")) throw answer;
        say(await answer.text(), true);
      } catch {
        changed = true;
        if (line) say(line.dataset.notSaved, false);
      }
    };
    form.addEventListener("input", () => (changed = true));
    form.addEventListener("change", save);
    document.addEventListener("visibilitychange", () => document.hidden && save());
  }
})();
