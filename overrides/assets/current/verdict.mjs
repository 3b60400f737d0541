// Judges a copy: from what the table of /current/ says, and where something has changed, from the
// file of that section, flowchart or the contacts.

import { element } from "../frame/element.mjs";
import { localDay, spellDay } from "../frame/time.mjs";
import {
  isOffline,
  markOf,
  tellBefore,
  tellDoubts,
  tellNewer,
  tellNoEdition,
  tellNotYet,
  tellSameDay,
  tellUnknown,
} from "./answer.mjs";
import { bodyOf, describe, fetchBlock, list } from "./changes.mjs";
import { compareEditions, joinFragment, readEdition } from "./edition.mjs";
import { findSubject, isEditorial, placeCopy, stoodSince } from "./subject.mjs";

/** @typedef {import("./answer.mjs").Answer} Answer */
/** @typedef {import("./answer.mjs").Coming} Coming */
/** @typedef {import("./answer.mjs").Index} Index */
/** @typedef {import("./edition.mjs").Edition} Edition */
/** @typedef {import("./subject.mjs").Placed} Placed */
/** @typedef {import("./subject.mjs").Row} Row */

/**
 * @param {Index} index
 * @param {string} asked
 * @param {string} edition
 * @returns {Promise<Answer>}
 */
export async function judge(index, asked, edition) {
  const { rows, whole, paragraph } = findSubject(asked, index.rows);
  if (!rows.length) return tellUnknown(index, asked);
  const copy = readEdition(edition);
  if (!copy) return tellNoEdition(index, edition);
  if (rows[0].fingerprint) return judgeContacts(index, rows[0], copy);
  const odd = tellOdd(index, rows[0], copy);
  if (odd) return odd;
  return whole ? judgeAll(index, rows, whole, copy) : judgeOne(index, rows[0], copy, paragraph);
}

/**
 * What stands in the way of comparing a copy at all.
 * @param {Index} index
 * @param {Row} row
 * @param {Edition} copy
 * @returns {Answer | null}
 */
function tellOdd(index, row, copy) {
  const { newest, built, editions } = index;
  // Whatever the clock says.
  if (editions.includes(markOf(copy)) || row.marks.includes(copy.day)) return null;
  if (copy.day > localDay(new Date())) return tellNotYet(copy);
  const last = /** @type {Edition} */ (readEdition(newest));
  // A day alone says nothing of the edition: only what is stored for use offline can be older.
  const isKnown =
    copy.number === null ? !isOffline() || copy.day <= built : compareEditions(copy, last) <= 0;
  return isKnown ? null : tellNewer(index);
}

/**
 * The day of a mark, in words.
 * @param {string} mark
 */
const spellMark = (mark) => spellDay(mark.slice(0, 10));

/**
 * @param {Index} index
 * @param {Row} row
 * @param {Edition} copy
 * @param {string} paragraph
 * @returns {Promise<Answer>}
 */
async function judgeOne(index, row, copy, paragraph) {
  const placed = placeCopy(row, copy);
  if (placed.kind === "before") return tellBefore(row, copy, placed.mark.slice(0, 10));
  const isFlowchart = row.subject.startsWith("flowchart/");
  const notes = isFlowchart ? [] : tellDoubts(index, copy, placed.sameDay !== "none");
  /** @type {Answer} */
  let answer = {
    verdict: "current",
    title: `Yes: unchanged since ${spellMark(placed.mark)}`,
    notes,
  };
  if (placed.kind === "changed") answer = await tellChanges(row, placed, notes, paragraph);
  const due = index.coming.filter((one) => one.touches.includes(row.id));
  return tellComing(index, answer, due, row);
}

/**
 * What has changed, out of the row's file. The table alone says that something has.
 * @param {Row} row
 * @param {Placed} placed
 * @param {string[]} notes
 * @param {string} paragraph
 * @returns {Promise<Answer>}
 */
async function tellChanges(row, placed, notes, paragraph) {
  const day = spellMark(placed.mark);
  const block = await fetchBlock(row, `[data-after="${placed.mark}"]`);
  const body = block ? describe(block, paragraph) : [tellNotShown(placed)];
  switch (block?.dataset.state ?? (isEditorial(row, placed.since) ? "editorial" : "changed")) {
    case "unchanged":
      return {
        verdict: "current",
        title: `Yes: unchanged since ${day}`,
        notes: [...notes, "What was amended since then has been changed back."],
        fresh: row,
      };
    case "editorial":
      return {
        verdict: "substance",
        title: `Yes: unchanged in substance since ${spellDay(stoodSince(row, placed.mark))}`,
        notes: [...notes, "Only the words have changed, not what they mean.", ...body],
        fresh: row,
      };
    case "cited":
      return {
        verdict: "substance",
        title: `Yes: the flowchart is unchanged since ${day}`,
        notes: [...notes, ...body],
        fresh: row,
      };
    default: {
      const title =
        placed.sameDay === "all"
          ? `Your copy may lack changes of ${spellMark(placed.since[0])}`
          : `No: it has changed since ${day}`;
      return { verdict: "changed", title, notes: [...notes, ...body], fresh: row };
    }
  }
}

/** @param {Placed} placed */
function tellNotShown({ since }) {
  const days = new Set(since.map(spellMark));
  return (
    `The changes cannot be shown at the moment. It changed on ${list([...days])}: ` +
    "see the section itself, and the register of amendments."
  );
}

/**
 * Add what is to come, or should have come by now.
 * @param {Index} index
 * @param {Answer} answer
 * @param {Coming[]} due What concerns the copy.
 * @param {Row} [row]
 * @returns {Promise<Answer>}
 */
async function tellComing({ coming }, answer, due, row) {
  const today = localDay(new Date());
  const arrived = due.filter((one) => one.day <= today);
  const notes = [...answer.notes];
  for (const one of due) {
    const block = row && (await fetchBlock(row, `[data-coming="${one.mark}"]`));
    notes.push(element("p", {}, ...one.item.cloneNode(true).childNodes));
    if (block) notes.push(...describe(block, ""));
  }
  const first = coming.find((one) => one.day <= today);
  if (!first) return { ...answer, notes };
  const since = spellDay(first.day);
  const late = `A newer edition has been due since ${since}, and this page does not have it yet.`;
  if (!arrived.length) {
    return { ...answer, notes: [`${late} It does not change this.`, ...notes] };
  }
  const until = `Until ${spellDay(arrived[0].day)} the answer was: ${answer.title}.`;
  return { ...answer, verdict: "due", title: late, notes: [until, ...notes] };
}

const NOT_ON_RECORD =
  "The contacts, the glossary and the other pages beside the sections are not on record. " +
  "If your copy is of one of these, print it again.";

/**
 * @param {Index} index
 * @param {Row[]} all
 * @param {string} whole
 * @param {Edition} copy
 * @returns {Promise<Answer>}
 */
async function judgeAll(index, all, whole, copy) {
  const every = all.map((row) => ({ row, ...placeCopy(row, copy) }));
  const untold = every.filter((one) => isUntold(index, one, copy));
  const placed = every.filter((one) => !untold.includes(one));
  if (placed.every(({ kind }) => kind === "before")) {
    return {
      verdict: "before",
      title: `The record begins later than ${spellDay(copy.day)}`,
      notes: ["Your copy cannot be compared: print a fresh one."],
    };
  }
  const changed = placed
    .filter(({ kind }) => kind !== "current")
    .map(({ row, kind, since }) => ({ row, how: nameChange(row, kind, since) }));
  const counted = placed.some((one) => one.sameDay !== "none");
  /** @type {(string | Node)[]} */
  const notes = tellDoubts(index, copy, counted);
  if (changed.length) notes.push(listChanged(changed, copy));
  notes.push(...untold.map(({ row }) => tellUntold(row)));
  if (whole === "the manual") notes.push(NOT_ON_RECORD);
  const due = index.coming.filter((one) => all.some((row) => one.touches.includes(row.id)));
  const hows = changed.map(({ how }) => how);
  return tellComing(index, { ...sumUp(all, whole, copy, hows), notes }, due);
}

/**
 * Whether a flowchart has a newer edition, and the copy may have it: it names the manual's present
 * one, which a change of a flowchart leaves as it is.
 * @param {Index} index
 * @param {{ row: Row, kind: Placed["kind"] }} placed
 * @param {Edition} copy
 */
const isUntold = ({ newest }, { row, kind }, copy) =>
  row.subject.startsWith("flowchart/") && kind === "changed" && markOf(copy) === newest;

/** @param {Row} row */
function tellUntold({ title, marks }) {
  const day = spellMark(marks[marks.length - 1]);
  const then = "If your copy was printed before that day, its flowchart is not current.";
  return `${title} changed on ${day}. ${then}`;
}

/**
 * How one of several sections has changed.
 * @param {Row} row
 * @param {Placed["kind"]} kind
 * @param {string[]} since
 */
function nameChange(row, kind, since) {
  if (kind === "before") return "new";
  return isEditorial(row, since) ? "unchanged in substance" : "changed";
}

/**
 * @param {{ row: Row, how: string }[]} changed
 * @param {Edition} copy
 */
function listChanged(changed, copy) {
  const items = changed.map(({ row, how }) => {
    const href = joinFragment(row.subject, markOf(copy));
    return element("li", {}, element("a", { href }, row.title), `: ${how}`);
  });
  return element("ul", {}, ...items);
}

/**
 * @param {Row[]} all
 * @param {string} whole
 * @param {Edition} copy
 * @param {string[]} hows How each of those has changed that have.
 * @returns {Pick<Answer, "verdict" | "title">}
 */
function sumUp(all, whole, copy, hows) {
  if (!hows.every((how) => how === "unchanged in substance")) {
    return { verdict: "changed", title: `No: ${whole} has changed since ${spellDay(copy.day)}` };
  }
  const reached = all.flatMap((row) => row.marks).filter((mark) => mark.slice(0, 10) <= copy.day);
  const day = spellMark(reached.sort().at(-1) ?? copy.day);
  return hows.length
    ? { verdict: "substance", title: `Yes: ${whole} is unchanged in substance since ${day}` }
    : { verdict: "current", title: `Yes: ${whole} is unchanged since ${day}` };
}

/**
 * No record says how the contacts change; their fingerprint says whether they have.
 * @param {Index} index
 * @param {Row} row
 * @param {Edition} copy
 * @returns {Promise<Answer>}
 */
async function judgeContacts(index, row, copy) {
  if (copy.fingerprint === row.fingerprint) return tellSameContacts(copy);
  const odd = tellOdd(index, row, copy);
  if (odd) return odd;
  if (copy.fingerprint && copy.day > row.since) return tellNewer(index);
  const block = await fetchBlock(row, "[data-state]");
  const all = block
    ? ["Compare the numbers on your copy with these:", ...bodyOf(block)]
    : ["The numbers cannot be shown now: see the contacts."];
  if (copy.fingerprint && copy.day === row.since) return tellSameDay(row, copy, all);
  const former = findFormer(block, copy);
  const known = former.length ? ["These numbers have changed:", element("ul", {}, ...former)] : [];
  if (copy.fingerprint) {
    const title = `No: the contacts have changed since ${spellDay(copy.day)}`;
    return { verdict: "changed", title, notes: [...known, ...all], fresh: row };
  }
  const note =
    "Contacts are not part of an edition, " +
    "so the day alone does not show whether they have changed.";
  return {
    verdict: former.length ? "changed" : "compare",
    title: "Compare the numbers on your copy",
    notes: [note, ...known, ...all],
    fresh: row,
  };
}

/**
 * @param {Edition} copy
 * @returns {Answer}
 */
function tellSameContacts(copy) {
  return {
    verdict: "current",
    title: `Yes: unchanged since ${spellDay(copy.day)}`,
    notes: [
      "Every name, number and opening hour is as on your copy. " +
        "Only a call can tell whether a number still answers.",
    ],
  };
}

/**
 * The numbers that have been replaced since a copy was made.
 * @param {HTMLElement | null} block
 * @param {Edition} copy
 */
function findFormer(block, copy) {
  /** @type {HTMLElement[]} */
  const items = Array.from(block?.querySelectorAll("[data-former]") ?? []);
  const since = items.filter(({ dataset: { former: until = "" } }) => {
    return until >= copy.day.slice(0, until.length);
  });
  return since.map((item) => item.cloneNode(true));
}
