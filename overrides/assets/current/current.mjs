// /current/: is my copy current? The table of the page says from which edition each state of a
// section stood. What changed in between is a small file beside the page, fetched where it is needed.

import { element, judge, link, tellReach } from "./answers.mjs";
import { joinAsked, readEdition, spellDay, splitAsked } from "./asked.mjs";
import { findSubject } from "./judged.mjs";

const table = /** @type {HTMLElement} */ (document.querySelector("[data-copy-index]"));
const place = /** @type {HTMLElement} */ (document.querySelector("[data-copy-answer]"));
const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-copy-form]"));

/** @param {string | undefined} text */
const words = (text) => (text ?? "").split(" ").filter(Boolean);

/** @returns {import("./answers.mjs").Index} */
function readTable() {
  const { edition = "", built = "", editions } = table.dataset;
  const rows = Array.from(table.querySelectorAll("[data-subject]"), (row) => {
    const {
      subject = "",
      marks,
      editorial,
      fingerprint = "",
      file = "",
    } = /** @type {HTMLElement} */ (row).dataset;
    const link = /** @type {HTMLAnchorElement} */ (row.querySelector("th a"));
    return {
      subject,
      title: link.textContent ?? "",
      link: link.href,
      file,
      marks: words(marks),
      editorial: words(editorial),
      print: fingerprint,
    };
  });
  const coming = Array.from(table.querySelectorAll("[data-coming]"), (item) => {
    const { coming: mark = "", touches } = /** @type {HTMLElement} */ (item).dataset;
    return { mark, day: mark.slice(0, 10), touches: words(touches), item };
  });
  return { rows, newest: edition, built, editions: words(editions), coming };
}

const index = readTable();

/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));

/** Tie the answer to the field that was not understood. @param {string} name @param {boolean} wrong */
function markField(name, wrong) {
  const input = field(name);
  if (wrong) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  input.setAttribute("aria-describedby", `copy-${name}-hint${wrong ? " copy-answer-title" : ""}`);
}

let turn = 0;

/** Answer what the address asks. */
async function answer() {
  const { subject, edition } = splitAsked(location.hash);
  const mine = ++turn;
  if (!subject && !edition) {
    place.hidden = true;
    return;
  }
  field("subject").value = subject;
  field("edition").value = edition;
  const { verdict, title, notes, fresh } = await judge(index, subject, edition);
  if (mine !== turn) return; // another was asked meanwhile
  const found = findSubject(subject, index.rows);
  const what = found.whole || found.rows[0]?.title;
  const copy = readEdition(edition);
  const named = copy?.number == null && !copy?.print ? "" : `, edition ${edition}`;
  const asked = what && copy ? [`Your copy: ${what}${named}, of ${spellDay(copy.day)}`] : [];
  const heading = element("h2", title);
  heading.id = "copy-answer-title";
  heading.tabIndex = -1;
  const again = fresh
    ? [element("p", link(fresh.link, `Open ${fresh.title} and print a fresh copy`))]
    : [];
  again[0]?.classList.add("copy-fresh");
  const parts = [...asked, ...notes].map((note) =>
    typeof note === "string" ? element("p", note) : note,
  );
  const reach =
    verdict === "unknown" || verdict === "newer" ? [] : [element("p", tellReach(index))];
  reach[0]?.classList.add("copy-reach");
  place.replaceChildren(heading, ...parts, ...again, ...reach);
  place.dataset.verdict = verdict;
  place.hidden = false;
  markField("subject", found.rows.length === 0);
  markField("edition", found.rows.length > 0 && verdict === "unknown");
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const data = new FormData(form);
  history.pushState(null, "", joinAsked(String(data.get("subject")), String(data.get("edition"))));
  await answer();
  place.querySelector("h2")?.focus();
});
addEventListener("popstate", answer);
addEventListener("hashchange", answer);
// What stores the site for use offline tells by this attribute that the page comes out of its store.
new MutationObserver(answer).observe(document.documentElement, {
  attributeFilter: ["data-offline"],
});
form.hidden = false;
answer();
