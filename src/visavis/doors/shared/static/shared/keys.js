// Keys of the desk: one sign, or two within two seconds, press the link that bears them. Every page works without.
"use strict";
(() => {
  const WAITS = 2000;
  // what stands on the page itself goes before the navigation above it
  const keyed = [...document.querySelectorAll("[data-key]")].reverse();
  const bearing = (typed) => keyed.find((one) => one.dataset.key === typed);
  const isField = (one) => one.matches?.("input, textarea, select") || one.isContentEditable;
  let first = "";
  let at = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (event.key.length !== 1 || isField(event.target)) return;
    const now = Date.now();
    const before = now - at < WAITS ? first : "";
    const found = (before && bearing(`${before} ${event.key}`)) || bearing(event.key);
    first = found ? "" : event.key;
    at = now;
    if (!found) return;
    event.preventDefault();
    if (isField(found)) found.focus();
    else found.click();
  });
  // "find" leads to a field of another page: there one may type at once
  const aim = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (aim && isField(aim)) aim.focus();
})();
