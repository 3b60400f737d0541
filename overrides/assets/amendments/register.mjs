// The register: the amendments of one chapter, of the past month, and those since the last visit.

import { element } from "../frame/element.mjs";
import { localDay, spellDay } from "../frame/time.mjs";

/** The newest edition when this page was opened last; and for the tab, before this visit. */
const KEY = "seen";

const form = document.querySelector("[data-register-filter]");
const select = form?.querySelector("select");
const entries = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".register-entry")]);
const today = localDay(new Date());

/**
 * An edition as it sorts: the day, then the number.
 * @param {string} edition `2026-11-30.9`
 */
const rank = (edition) => edition.replace(/\.(\d+)$/, (_, number) => `.${number.padStart(6, "0")}`);
/** @param {HTMLElement} entry */
const editionOf = (entry) => rank(entry.dataset.edition ?? "");
const reached = entries.filter((entry) => editionOf(entry).slice(0, 10) <= today);

/** The edition that was the newest at the last visit; empty at the first. */
function lastSeen() {
  const newest = reached.map(editionOf).sort().at(-1) ?? "";
  try {
    const seen = sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY) ?? "";
    sessionStorage.setItem(KEY, seen);
    localStorage.setItem(KEY, newest);
    return seen;
  } catch {
    return ""; // storage is denied
  }
}

const seen = lastSeen();
const ago = new Date();
ago.setDate(ago.getDate() - 30);
const month = localDay(ago);
/** @type {[string, (entry: HTMLElement) => boolean][]} */
const spans = [
  ["All", () => true],
  ["Past 30 days", (entry) => editionOf(entry) > month && reached.includes(entry)],
];
if (seen) {
  const since = `Since my last visit (edition of ${spellDay(seen.slice(0, 10))})`;
  spans.push([since, (entry) => editionOf(entry) > seen && reached.includes(entry)]);
}

let isShown = spans[0][1];
const none = element("p", { hidden: true }, "Nothing has changed in that time.");
none.setAttribute("role", "status");

function show() {
  let count = 0;
  for (const entry of entries) {
    const chapters = (entry.dataset.chapters ?? "").split(" ");
    const isOfChapter = !select?.value || chapters.includes(select.value);
    entry.hidden = !isOfChapter || !isShown(entry);
    count += entry.hidden ? 0 : 1;
  }
  none.hidden = count > 0;
}

if (form instanceof HTMLFormElement && entries.length) {
  const buttons = spans.map(([words, shows]) => {
    const count = entries.filter(shows).length;
    const button = element("button", { type: "button" }, `${words}: ${count}`);
    button.setAttribute("aria-pressed", String(shows === isShown));
    button.addEventListener("click", () => {
      isShown = shows;
      for (const one of buttons) one.setAttribute("aria-pressed", String(one === button));
      show();
    });
    return button;
  });
  form.prepend(element("div", { className: "register-spans" }, ...buttons));
  form.after(none);
  form.hidden = false;
  select?.addEventListener("change", show);
  show();
}
