// Whether a sheet is genuine: its proof is looked up in the chain of sealings, and the words of its
// edition are shown, since a proof can be copied onto a false sheet.

import { element } from "../frame/element.mjs";
import { spellDay } from "../frame/time.mjs";
import { isOffline, markOf } from "./answer.mjs";
import { joinFragment } from "./edition.mjs";
import { findProof, readChain, readProof, showProof } from "./proof.mjs";
import { placeCopy, plainForm } from "./subject.mjs";

/** @typedef {import("./answer.mjs").Answer} Answer */
/** @typedef {import("./edition.mjs").Edition} Edition */
/** @typedef {import("./proof.mjs").Sealing} Sealing */
/** @typedef {import("./subject.mjs").Row} Row */

const PROOFS = "../proofs.json";
const COPIED =
  "A proof can be copied from a true sheet onto a false one, so compare the words of your sheet " +
  "with these. If a word differs, do not act on the sheet: use the manual itself, keep the " +
  "sheet, and report it.";
const DOUBTED =
  "Look at the foot of the sheet again. If that is what it says, do not act on the sheet: " +
  "use the manual itself, keep the sheet, and report it.";

/**
 * An answer of its own where the proof is none of this manual's; else the answer, with what the
 * record says of the sheet.
 * @param {{ rows: Row[], whole: string, paragraph: string }} asked
 * @param {Edition} copy
 * @param {string} text The proof as it was given.
 * @param {Answer} answer
 * @returns {Promise<Answer>}
 */
export async function prove(asked, copy, text, answer) {
  const { proof, fault } = readProof(text);
  if (fault) return tellDoubt("This is not a proof", [fault, DOUBTED]);
  const chain = await fetchChain();
  if (!chain) {
    const note = "Whether the proof on your sheet is in the record cannot be checked now.";
    return { ...answer, notes: [...answer.notes, note] };
  }
  const { kind, line } = findProof(chain, proof, copy);
  if (kind === "unknown" || !line) return tellUnknownProof(chain, proof);
  if (kind === "apart") return tellApart(line, proof, copy);
  const told = await tellRecorded(asked, copy, line);
  return { ...answer, notes: [...answer.notes, told] };
}

/** @returns {Promise<Sealing[] | null>} */
async function fetchChain() {
  try {
    const response = await fetch(PROOFS, { cache: "no-cache" });
    return response.ok ? readChain(await response.text()) : null;
  } catch {
    return null; // offline, and not in the copy that the device has saved
  }
}

/**
 * @param {string} title
 * @param {string[]} notes
 * @returns {Answer}
 */
const tellDoubt = (title, notes) => ({ verdict: "doubted", title, notes });

/**
 * @param {Sealing[]} chain
 * @param {string} proof
 */
function tellUnknownProof(chain, proof) {
  const title = "The record does not have this proof";
  const last = chain[chain.length - 1];
  const known = `No edition of this manual was ever sealed with ${showProof(proof)}.`;
  if (!isOffline()) return tellDoubt(title, [known, DOUBTED]);
  const saved = `The copy on this device knows the record up to ${spellDay(last.day)}. `;
  return tellDoubt(title, [`${saved}Ask again when you have a signal.`]);
}

/**
 * @param {Sealing} line
 * @param {string} proof
 * @param {Edition} copy
 */
function tellApart(line, proof, copy) {
  const sealed =
    `${showProof(proof)} was sealed on ${spellDay(line.day)}, ` + `with edition ${line.edition}. `;
  const named = `The edition that your sheet names, ${markOf(copy)}, `;
  const later = `${named}came later and has another proof.`;
  return tellDoubt("The proof and the edition do not belong together", [sealed + later, DOUBTED]);
}

/**
 * What the record says of a sheet whose proof it has.
 * @param {{ rows: Row[], whole: string, paragraph: string }} asked
 * @param {Edition} copy
 * @param {Sealing} line
 */
async function tellRecorded({ rows, whole, paragraph }, copy, line) {
  const sealed = `Sealing ${line.n}, of ${spellDay(line.day)}, has the proof on your sheet.`;
  const box = element(
    "section",
    { className: "copy-proof" },
    element("h3", {}, "The record has this proof"),
  );
  box.dataset.proof = line.proof;
  const [row] = rows;
  if (whole) {
    box.append(element("p", {}, `${sealed} ${COPIED}`), listRows(rows, copy, line));
  } else if (row.fingerprint || row.subject.startsWith("flowchart/")) {
    const kept = "Earlier words are kept for sections only: compare with those of today.";
    const link = element("a", { href: row.link }, row.title);
    box.append(element("p", {}, `${sealed} ${kept} ${COPIED}`), element("p", {}, link));
  } else {
    box.append(...(await tellWords(row, copy, sealed, paragraph)));
  }
  return box;
}

/**
 * The sections that are to be compared one by one.
 * @param {Row[]} rows
 * @param {Edition} copy
 * @param {Sealing} line
 */
function listRows(rows, copy, line) {
  const ofSections = rows.filter(
    (row) => row.marks.length && !row.subject.startsWith("flowchart/"),
  );
  const items = ofSections.map((row) => {
    const href = joinFragment(row.subject, markOf(copy), line.proof);
    return element("li", {}, element("a", { href }, row.title));
  });
  return element("ul", {}, ...items);
}

/**
 * The words of a section in the edition of a sheet, and how long they stood.
 * @param {Row} row
 * @param {Edition} copy
 * @param {string} sealed
 * @param {string} paragraph
 * @returns {Promise<Node[]>}
 */
async function tellWords(row, copy, sealed, paragraph) {
  const placed = placeCopy(row, copy);
  if (placed.kind === "before") return [element("p", {}, sealed)];
  const from = placed.mark.slice(0, 10);
  const next = placed.since[0]?.slice(0, 10);
  const stood = next
    ? `This wording applied from ${spellDay(from)} to ${spellDay(dayBefore(next))}.`
    : `This wording has applied since ${spellDay(from)}.`;
  const link = next ? row.earlier.find((one) => one.day === from)?.link : row.link;
  const words = link ? await fetchWords(link, paragraph) : null;
  const head = [element("p", {}, `${sealed} ${stood}`)];
  if (!words) {
    const missing =
      isOffline() && next
        ? "Whole earlier wordings are not in the copy on this device: you need a signal to see " +
          "one. What has changed since is above."
        : "The words cannot be shown now.";
    return [...head, element("p", {}, `${missing} ${COPIED}`)];
  }
  return [...head, element("p", {}, COPIED), element("div", { className: "copy-words" }, ...words)];
}

/** @param {string} day */
function dayBefore(day) {
  const noon = new Date(`${day}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() - 1);
  return noon.toISOString().slice(0, 10);
}

/**
 * The words of each paragraph of a page, present or earlier; null where the page cannot be had.
 * @param {string} link
 * @param {string} paragraph The one that is asked for; empty for all.
 * @returns {Promise<Node[] | null>}
 */
async function fetchWords(link, paragraph) {
  try {
    const response = await fetch(link);
    if (!response.ok) return null;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    /** @type {HTMLElement[]} */
    const all = Array.from(page.querySelectorAll("[data-provision]"));
    const asked = plainForm(paragraph);
    const own = all.filter(({ dataset }) => !asked || plainForm(dataset.provision ?? "") === asked);
    const words = (own.length ? own : all).flatMap((one) => copyWords(one, response.url));
    return words.length ? words : null;
  } catch {
    return null;
  }
}

/**
 * @param {HTMLElement} provision
 * @param {string} base The address of the page that it is from.
 */
function copyWords(provision, base) {
  const wording = provision.querySelector("[data-wording]");
  const title = provision.querySelector("h1");
  if (!wording && !title) return [];
  const words = element("div", {});
  if (title)
    words.append(element("p", { className: "copy-words-title" }, (title.textContent ?? "").trim()));
  if (wording)
    words.append(document.adoptNode(/** @type {HTMLElement} */ (wording.cloneNode(true))));
  for (const named of words.querySelectorAll("[id]")) named.removeAttribute("id");
  for (const link of words.querySelectorAll("a[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", base).href);
  }
  const number = title ? "" : (provision.dataset.provision ?? "");
  return number ? [element("h4", {}, number), words] : [words];
}
