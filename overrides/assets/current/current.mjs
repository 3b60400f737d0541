// /current/: is my copy current? The table of the page says from which edition each state of a
// section stood. What changed in between is a small file beside the page, fetched when needed.

import { element } from "../frame/element.mjs";
import { spellDay } from "../frame/time.mjs";
import { tellReach } from "./answer.mjs";
import { joinFragment, readEdition, splitFragment } from "./edition.mjs";
import { prove } from "./genuine.mjs";
import { readDay } from "./published.mjs";
import { findSubject } from "./subject.mjs";
import { judge } from "./verdict.mjs";

/** @typedef {import("./answer.mjs").Answer} Answer */
/** @typedef {import("./answer.mjs").Coming} Coming */
/** @typedef {import("./subject.mjs").Row} Row */

const table = /** @type {HTMLElement} */ (document.querySelector("[data-copy-index]"));
const place = /** @type {HTMLElement} */ (document.querySelector("[data-copy-answer]"));
const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-copy-form]"));

/** @param {string | undefined} text */
const words = (text) => (text ?? "").split(" ").filter(Boolean);

/** @returns {import("./answer.mjs").Index} */
function readTable() {
  const { edition = "", editions } = table.dataset;
  /** @type {NodeListOf<HTMLElement>} */
  const rows = table.querySelectorAll("[data-subject]");
  /** @type {NodeListOf<HTMLElement>} */
  const coming = table.querySelectorAll("[data-coming]");
  return {
    rows: Array.from(rows, readRow),
    newest: edition,
    built: "",
    editions: words(editions),
    coming: Array.from(coming, readComing),
  };
}

/**
 * @param {HTMLElement} row
 * @returns {Row}
 */
function readRow(row) {
  const { subject = "", marks, editorial, file = "" } = row.dataset;
  const { fingerprint = "", since = "", chapter = "", holds = "" } = row.dataset;
  const link = /** @type {HTMLAnchorElement} */ (row.querySelector("th a"));
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const earlier = row.querySelectorAll("[data-from]");
  return {
    subject,
    id: row.dataset.id ?? subject,
    chapter: chapter || subject.split(".")[0],
    holds: holds ? holds.split("|") : [],
    title: link.textContent ?? "",
    link: link.href,
    file,
    marks: words(marks),
    editorial: words(editorial),
    fingerprint,
    since,
    earlier: Array.from(earlier, ({ dataset, href }) => ({ day: dataset.from ?? "", link: href })),
  };
}

/**
 * @param {HTMLElement} item
 * @returns {Coming}
 */
function readComing(item) {
  const { coming: mark = "", touches } = item.dataset;
  return { mark, day: mark.slice(0, 10), touches: words(touches), item };
}

const index = readTable();

/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));

/**
 * Tie the answer to the field that was not understood.
 * @param {string} name
 * @param {boolean} wrong
 */
function markField(name, wrong) {
  const input = field(name);
  if (wrong) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  input.setAttribute("aria-describedby", `copy-${name}-hint${wrong ? " copy-answer-title" : ""}`);
}

/** How often was asked: an answer that comes after a later question is not shown. */
let turn = 0;

/** Answer what the address asks. */
async function answer() {
  const { subject, edition, proof } = splitFragment(location.hash);
  turn += 1;
  const mine = turn;
  if (!subject && !edition) {
    place.hidden = true;
    return;
  }
  field("subject").value = subject;
  field("edition").value = edition;
  field("proof").value = proof;
  index.built = await readDay();
  const judged = await judge(index, subject, edition);
  const found = findSubject(subject, index.rows);
  const copy = readEdition(edition);
  const isAsked = proof && copy && found.rows.length > 0;
  const given = isAsked ? await prove(found, copy, proof, judged) : judged;
  if (mine !== turn) return;
  show(given, tellCopy(subject, edition));
  const isFound = found.rows.length > 0;
  markField("subject", !isFound);
  markField("edition", isFound && given.verdict === "unknown");
  markField("proof", given.verdict === "doubted");
}

/**
 * Which copy is meant, as it was understood; nothing where it was not.
 * @param {string} subject
 * @param {string} edition
 * @returns {string[]}
 */
function tellCopy(subject, edition) {
  const { whole, rows } = findSubject(subject, index.rows);
  const what = whole || rows[0]?.title;
  const copy = readEdition(edition);
  if (!what || !copy) return [];
  const named = copy.number === null && !copy.fingerprint ? "" : `, edition ${edition}`;
  return [`Your copy: ${what}${named}, of ${spellDay(copy.day)}`];
}

/**
 * @param {Answer} answer
 * @param {string[]} asked
 */
function show({ verdict, title, notes, fresh }, asked) {
  const paragraphs = [...asked, ...notes].map((note) =>
    typeof note === "string" ? element("p", {}, note) : note,
  );
  place.replaceChildren(
    element("h2", { id: "copy-answer-title", tabIndex: -1 }, title),
    ...paragraphs,
  );
  if (fresh) {
    const link = element("a", { href: fresh.link }, `Open ${fresh.title} and print a fresh copy`);
    const line = element("p", { className: "copy-fresh" }, link);
    const proof = place.querySelector(".copy-proof");
    if (proof) proof.before(line);
    else place.append(line);
  }
  if (verdict !== "unknown" && verdict !== "newer" && verdict !== "doubted") {
    place.append(element("p", { className: "copy-reach" }, tellReach(index)));
  }
  place.dataset.verdict = verdict;
  place.hidden = false;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const data = new FormData(form);
  const [subject, edition, proof] = ["subject", "edition", "proof"].map((name) =>
    String(data.get(name)),
  );
  const asked = joinFragment(subject, edition, proof.trim());
  history.pushState(null, "", asked);
  await answer();
  place.querySelector("h2")?.focus();
});
addEventListener("popstate", answer);
addEventListener("hashchange", answer);
// What stores the site for use offline tells by this attribute that the page is out of its store.
new MutationObserver(answer).observe(document.documentElement, {
  attributeFilter: ["data-offline"],
});
form.hidden = false;
answer();
