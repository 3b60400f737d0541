// The answer to what a copy asks, and what stands in the way of one, in words.

import { spellDay, spellSaved } from "../frame/time.mjs";

/** @typedef {import("./edition.mjs").Edition} Edition */
/** @typedef {import("./subject.mjs").Row} Row */

/**
 * @typedef {object} Index What the table says.
 * @property {Row[]} rows
 * @property {string} newest The present edition.
 * @property {string} built The day up to which the page knows the manual: see published.mjs.
 * @property {string[]} editions Every mark that an edition has borne.
 * @property {Coming[]} coming
 */

/**
 * @typedef {object} Coming An amendment whose day had not come when the page was made.
 * @property {string} mark
 * @property {string} day
 * @property {string[]} touches The sections that it changes, by their ids.
 * @property {Element} item What the page says of it.
 */

/** @typedef {"current" | "substance" | "changed" | "due"} Compared Verdicts on what is known. */
/** @typedef {"newer" | "before" | "compare" | "unknown" | "doubted"} NotCompared */

/**
 * @typedef {object} Answer
 * @property {Compared | NotCompared} verdict
 * @property {string} title
 * @property {(string | Node)[]} notes Paragraphs and lists below it.
 * @property {Row} [fresh] What to print anew.
 */

/** Whether the page comes from the copy that the device has saved. */
export const isOffline = () => document.documentElement.dataset.offline !== undefined;

/**
 * `2026-11-22.4`, or a day alone.
 * @param {Edition} copy
 */
export const markOf = ({ day, number }) => (number === null ? day : `${day}.${number}`);

/**
 * @param {string} newest
 * @param {string} built
 */
const nameEdition = (newest, built) =>
  `edition ${newest}${built && `, as published on ${spellDay(built)}`}`;

/**
 * How far what is said here goes: offline, as far as the copy that the device has saved knows.
 * @param {Index} index
 */
export function tellReach({ newest, built }) {
  const { offline, found } = document.documentElement.dataset;
  if (offline !== undefined) {
    const saved = `the copy saved ${spellSaved(offline)}`;
    const age = found ? `, which was last found to be the newest ${spellSaved(found)}` : "";
    return `You are offline, so this goes by ${saved}${age}.`;
  }
  return `Compared with ${nameEdition(newest, built)}.`;
}

/**
 * @param {Index} index
 * @param {string} asked
 * @returns {Answer}
 */
export function tellUnknown({ rows }, asked) {
  const chapter = /\d+/.exec(asked)?.[0];
  const sections = rows.filter((row) => row.chapter === chapter).map((row) => row.subject);
  const has = `Chapter ${chapter} has sections ${sections[0]} to ${sections.at(-1)}. `;
  const first = rows[0].subject;
  const where =
    "The number of the section is at the top left of each sheet. " +
    (/^\d+\.\d+$/.test(first) ? `It has two parts, such as ${first}.` : `It may be ${first}.`);
  return {
    verdict: "unknown",
    title: `Nothing here is called “${asked}”`,
    notes: [sections.length ? has + where : where],
  };
}

/**
 * @param {Index} index
 * @param {string} edition
 * @returns {Answer}
 */
export function tellNoEdition({ newest }, edition) {
  return {
    verdict: "unknown",
    title: edition ? `“${edition}” is not an edition or a date` : "Which edition is your copy?",
    notes: [
      `The edition is at the foot of each sheet: ${newest}, for instance. ` +
        "If you have only the day on which it was printed, enter that: " +
        `${spellDay(newest.slice(0, 10))}.`,
    ],
  };
}

/**
 * @param {Edition} copy
 * @returns {Answer}
 */
export function tellNotYet(copy) {
  return {
    verdict: "unknown",
    title: `${spellDay(copy.day)} has not come yet`,
    notes: ["Look at the foot of the sheet again: is this its edition?"],
  };
}

/**
 * @param {Index} index
 * @returns {Answer}
 */
export function tellNewer({ newest, built }) {
  const again = isOffline() ? "Ask again when you are online." : "Load it again in a moment.";
  return {
    verdict: "newer",
    title: "Your copy is newer than this page",
    notes: [`This page knows ${nameEdition(newest, built)}. ${again}`],
  };
}

/**
 * @param {Index} index
 * @param {Edition} copy
 * @param {boolean} counted Whether changes of its day are among those told.
 * @returns {string[]}
 */
export function tellDoubts({ editions }, copy, counted) {
  const day = spellDay(copy.day);
  if (copy.number === null) {
    const changes = `changes made on ${day} may be missing from it.`;
    const doubt = `Your copy gives a day and no edition: ${changes}`;
    return [counted ? `${doubt} They are counted here.` : doubt];
  }
  const mark = markOf(copy);
  if (editions.includes(mark)) return [];
  return [
    `There is no edition ${mark}: is it mistyped? ` +
      `Your copy is compared with what was in force on ${day}.`,
  ];
}

/**
 * A copy from before the subject's first state.
 * @param {Row} row
 * @param {Edition} copy
 * @param {string} first The day of that state.
 * @returns {Answer}
 */
export function tellBefore(row, copy, first) {
  return {
    verdict: "before",
    title: `It was not there on ${spellDay(copy.day)}`,
    notes: [
      `${row.title} has been there since ${spellDay(first)}. Is the day of your copy right? ` +
        "If it is, it cannot be compared: print a fresh copy.",
    ],
    fresh: row,
  };
}

/**
 * Of two lists of one day neither is known to be the newer: only on the line is the page that.
 * @param {Row} row
 * @param {Edition} copy
 * @param {(string | Node)[]} all
 * @returns {Answer}
 */
export function tellSameDay(row, copy, all) {
  const note =
    `Contacts were published more than once on ${spellDay(copy.day)}: ` +
    "your copy may be older than this page, or newer.";
  return {
    verdict: "compare",
    title: "Your copy and this page differ: compare the numbers",
    notes: [note, ...all],
    ...(isOffline() ? {} : { fresh: row }),
  };
}
