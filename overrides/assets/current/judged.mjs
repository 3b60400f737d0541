// Judges a copy by the states that each section, flowchart and the contacts have been in. Pure: it
// is given what the table of /current/ says, and knows no page.

import { compareEditions, plainSubject, readEdition } from "./asked.mjs";

/** @typedef {import("./asked.mjs").Edition} Edition */

/**
 * @typedef {object} Row
 * @property {string} subject
 * @property {string} title
 * @property {string} link
 * @property {string} file With what has changed since each state.
 * @property {string[]} marks The edition from which each state stood, in order.
 * @property {string[]} editorial Those that changed nothing in substance.
 * @property {string} print Fingerprint of the contacts.
 */

/**
 * @typedef {object} Placed
 * @property {"before" | "current" | "changed"} kind Before its first state, in its last, or between.
 * @property {string} mark Of the state that the copy shows; of the first where it is before that.
 * @property {string[]} since The marks that came after it.
 * @property {"none" | "some" | "all"} sameDay How much of what came since came on the day of a copy
 *   that gives a day alone: whether the copy has it cannot be known.
 */

/** @param {string} mark */
const edition = (mark) => /** @type {Edition} */ (readEdition(mark));

/** Where among its states a copy of a row stands. A copy that gives a day alone may lack what was
 * changed on that day: it counts as older. @param {Row} row @param {Edition} copy @returns {Placed} */
export function placeCopy(row, copy) {
  const byDay = row.marks.every((mark) => edition(mark).number === null);
  const bare = copy.number === null && !byDay;
  const asked = byDay ? { ...copy, number: null } : copy;
  const reached = row.marks.filter((mark) => compareEditions(edition(mark), asked) <= 0);
  const before = row.marks.filter((mark) => edition(mark).day < copy.day);
  const shown = bare && reached.length ? (before.length ? before : row.marks.slice(0, 1)) : reached;
  const since = row.marks.slice(shown.length);
  const onDay = (/** @type {string} */ mark) => edition(mark).day === copy.day;
  return {
    kind: shown.length === 0 ? "before" : since.length === 0 ? "current" : "changed",
    mark: shown.at(-1) ?? row.marks[0],
    since,
    sameDay: !bare || !since.some(onDay) ? "none" : since.every(onDay) ? "all" : "some",
  };
}

/** Whether nothing of what came since has changed the substance. @param {Row} row @param {string[]} since */
export const isEditorial = (row, since) => since.every((mark) => row.editorial.includes(mark));

/** The day since which a state has stood in substance. @param {Row} row @param {string} mark */
export function stoodSince(row, mark) {
  const marks = row.marks.slice(0, row.marks.indexOf(mark) + 1);
  return edition(marks.findLast((one) => !row.editorial.includes(one)) ?? marks[0]).day;
}

/**
 * What a person's or a code's words for a subject mean.
 * @param {string} text @param {Row[]} rows
 * @returns {{rows: Row[], whole: string, paragraph: string}} The rows; `whole`: what they are
 *   together, where more is asked than one; `paragraph`: where one of a section is asked.
 */
export function findSubject(text, rows) {
  const name = plainSubject(text);
  const exact = rows.filter(
    (row) => row.subject === name || row.title.toLowerCase() === name || titleOf(row) === name,
  );
  if (exact.length) return { rows: exact.slice(0, 1), whole: "", paragraph: "" };
  if (name === "" || name === "manual")
    return { rows: rows.filter((row) => row.marks.length), whole: "the manual", paragraph: "" };
  if (/^\d+$/.test(name))
    return {
      rows: rows.filter((row) => row.subject.startsWith(`${name}.`)),
      whole: `chapter ${name}`,
      paragraph: "",
    };
  const paragraph = /^(\d+\.\d+)\.\d+[a-z]?$/.exec(name);
  if (paragraph)
    return {
      rows: rows.filter((row) => row.subject === paragraph[1]),
      whole: "",
      paragraph: name.toUpperCase(),
    };
  const flowcharts = rows.filter((row) => row.subject.startsWith("flowchart/"));
  const one = name === "flowchart" && flowcharts.length === 1;
  return { rows: one ? flowcharts : [], whole: "", paragraph: "" };
}

/** @param {Row} row */
const titleOf = (row) =>
  row.title
    .toLowerCase()
    .replace(/^(\d+\.\d+|flowchart:)\s+/, "")
    .replace(/\?$/, "");
