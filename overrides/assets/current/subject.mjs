// What a copy is of: a section, a flowchart or the contacts, each with the states that it has been
// in; and where among them a copy stands. Pure: it is given the table of /current/.

import { compareEditions, readEdition } from "./edition.mjs";

/** @typedef {import("./edition.mjs").Edition} Edition */

/**
 * @typedef {object} Row A subject, as a row of the table has it.
 * @property {string} subject
 * @property {string} id Its plain form: `part-2`.
 * @property {string} chapter The number of its chapter, if it is a section.
 * @property {string[]} holds The numbers of its paragraphs, where they do not begin with its own.
 * @property {string} title
 * @property {string} link
 * @property {string} file With what has changed since each state.
 * @property {string[]} marks The edition from which each state stood, in order.
 * @property {string[]} editorial Those that changed nothing in substance.
 * @property {string} fingerprint Of the contacts.
 * @property {string} since The day of their last change.
 * @property {{ day: string, link: string }[]} earlier The day on which each earlier state began,
 *   and the page of it.
 */

/**
 * @typedef {object} Placed
 * @property {"before" | "current" | "changed"} kind Before its first state, in its last, or
 *   between.
 * @property {string} mark Of the state that the copy shows; of the first where it is before that.
 * @property {string[]} since The marks that came after it.
 * @property {"none" | "some" | "all"} sameDay How much of what came since came on the day of a copy
 *   that gives a day alone: whether the copy has it cannot be known.
 */

/** @param {string} mark */
const edition = (mark) => /** @type {Edition} */ (readEdition(mark));

/**
 * Where among its states a copy of a row stands. A copy that gives a day alone may lack what was
 * changed on that day: it counts as older.
 * @param {Row} row
 * @param {Edition} copy
 * @returns {Placed}
 */
export function placeCopy(row, copy) {
  const byDay = row.marks.every((mark) => edition(mark).number === null);
  const isBare = copy.number === null && !byDay;
  const shown = countShown(row, byDay ? { ...copy, number: null } : copy, isBare);
  const since = row.marks.slice(shown);
  return {
    kind: shown === 0 ? "before" : since.length === 0 ? "current" : "changed",
    mark: row.marks[Math.max(shown - 1, 0)],
    since,
    sameDay: isBare ? countSameDay(since, copy.day) : "none",
  };
}

/**
 * How many of its states a row had reached when a copy was made.
 * @param {Row} row
 * @param {Edition} copy
 * @param {boolean} isBare Whether the copy gives a day alone, of a row that has editions.
 */
function countShown({ marks }, copy, isBare) {
  const reached = marks.filter((mark) => compareEditions(edition(mark), copy) <= 0).length;
  if (!isBare) return reached;
  const before = marks.filter((mark) => edition(mark).day < copy.day).length;
  return before || Math.min(reached, 1);
}

/**
 * @param {string[]} since
 * @param {string} day
 * @returns {Placed["sameDay"]}
 */
function countSameDay(since, day) {
  const count = since.filter((mark) => edition(mark).day === day).length;
  if (count === 0) return "none";
  return count === since.length ? "all" : "some";
}

/**
 * Whether nothing of what came since has changed the substance.
 * @param {Row} row
 * @param {string[]} since
 */
export const isEditorial = (row, since) => since.every((mark) => row.editorial.includes(mark));

/**
 * The day since which a state has stood in substance.
 * @param {Row} row
 * @param {string} mark
 */
export function stoodSince(row, mark) {
  const marks = row.marks.slice(0, row.marks.indexOf(mark) + 1);
  const ofSubstance = marks.filter((one) => !row.editorial.includes(one));
  return edition(ofSubstance.at(-1) ?? marks[0]).day;
}

/**
 * What a person's or a code's words for a subject mean.
 * @param {string} text
 * @param {Row[]} rows
 * @returns {{ rows: Row[], whole: string, paragraph: string }} The rows; `whole`: what they are
 *   together, where more is asked than one; `paragraph`: where one of a section is asked.
 */
export function findSubject(text, rows) {
  const name = plainSubject(text);
  const exact = rows.find((row) => namesOf(row).includes(name));
  if (exact) return { rows: [exact], whole: "", paragraph: "" };
  if (name === "" || name === "manual") {
    const onRecord = rows.filter((row) => row.marks.length);
    return { rows: onRecord, whole: "the manual", paragraph: "" };
  }
  const holder = rows.find((row) => row.holds.some((number) => plainForm(number) === name));
  if (holder) {
    const paragraph = holder.holds.find((number) => plainForm(number) === name) ?? "";
    return { rows: [holder], whole: "", paragraph };
  }
  if (/^\d+$/.test(name)) {
    const sections = rows.filter((row) => row.chapter === name);
    return { rows: sections, whole: `chapter ${name}`, paragraph: "" };
  }
  const section = /^(\d+\.\d+)\.\d+[a-z]?$/.exec(name)?.[1];
  if (section) {
    const own = rows.filter((row) => row.subject === section);
    return { rows: own, whole: "", paragraph: name.toUpperCase() };
  }
  const flowcharts = rows.filter((row) => row.subject.startsWith("flowchart/"));
  const isOnly = name === "flowchart" && flowcharts.length === 1;
  return { rows: isOnly ? flowcharts : [], whole: "", paragraph: "" };
}

const KIND =
  /^(the\s+)?(sections?|paragraphs?|paras?\.?|chapters?|whole|§+(?=\s*\d+\.\d))\s*(?=\S)/;

/**
 * A subject as a person writes it, plain: `2.1` for `Section 2.1`.
 * @param {string} text
 */
function plainSubject(text) {
  const small = text.trim().toLowerCase();
  return plainForm(small.replace(KIND, "").replace(/[/.\s]+$/, ""));
}

/**
 * The plain form of a number, as its address has it: `rule-7` for `Rule 7`, `schedule-1.2` for
 * `Schedule 1, paragraph 2`; of other words those words.
 * @param {string} text
 */
export function plainForm(text) {
  const small = text.trim().toLowerCase();
  const joined = small.replace(/,\s*[^\d,]*\s(?=\d)/, ".").replace(/^§+\s*(?=\d)/, "s-");
  return /\d|^[a-z]{1,2}$/.test(joined) ? joined.replace(/\s+/g, "-") : joined;
}

/**
 * What a row may be called: `2.1`, `2.1 introduction` or `introduction`.
 * @param {Row} row
 */
function namesOf(row) {
  const title = row.title.toLowerCase();
  const number = `${row.subject.toLowerCase()} `;
  const bare = (title.startsWith(number) ? title.slice(number.length) : title)
    .replace(/^flowchart:\s+/, "")
    .replace(/\?$/, "");
  return [row.subject, row.id, title, bare].map(plainForm);
}
