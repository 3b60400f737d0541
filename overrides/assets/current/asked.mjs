// What a copy asks: its subject and its edition, out of the fragment of an address or as a person
// types them. Pure: it knows no page.

import { decodeSafely } from "../frame/fragment.mjs";
import { readClock } from "../contacts/hours.mjs";

/**
 * @typedef {object} Edition
 * @property {string} day `2026-11-22`
 * @property {number | null} number The highest amendment; null where a day alone is given.
 * @property {string} print Fingerprint of the contacts; "" without one.
 */

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** `#2.1@2026-11-22.4` in its two parts, either of which may be empty. @param {string} fragment */
export function splitAsked(fragment) {
  const text = decodeSafely(fragment.replace(/^#/, ""));
  const at = text.lastIndexOf("@");
  return at < 0
    ? { subject: text, edition: "" }
    : { subject: text.slice(0, at), edition: text.slice(at + 1) };
}

/** @param {string} subject @param {string} edition */
export const joinAsked = (subject, edition) => `#${encodeURI(subject)}@${encodeURI(edition)}`;

/** A subject as a person writes it: `Section 2.1`, `§ 2.1.3`. @param {string} text */
export const plainSubject = (text) =>
  text
    .trim()
    .toLowerCase()
    .replace(/^(the\s+)?(sections?|paragraphs?|paras?\.?|chapters?|whole|§+)\s*(?=\S)/, "")
    .replace(/[/.\s]+$/, "");

/** An edition or a day, or null where the text holds none that the calendar has.
 * @param {string} text @returns {Edition | null} */
export function readEdition(text) {
  const iso = /(\d{4})-(\d{1,2})-(\d{1,2})(?:\.([0-9a-f]{8}|\d{1,7})(?![0-9a-z]))?/i.exec(text);
  if (iso) {
    const [, year, month, day, mark = ""] = iso;
    const isPrint = mark.length === 8;
    return make(
      year,
      month,
      day,
      mark && !isPrint ? Number(mark) : null,
      isPrint ? mark.toLowerCase() : "",
    );
  }
  const spelt = /(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})\.?,?\s+(\d{4})/i.exec(text);
  if (spelt) {
    const [, day, word, year] = spelt;
    return make(
      year,
      String(MONTHS.findIndex((month) => month.startsWith(word.toLowerCase())) + 1),
      day,
    );
  }
  const british = /(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/.exec(text);
  return british ? make(british[3], british[2], british[1]) : null;
}

/**
 * @param {string} year @param {string} month @param {string} day
 * @param {number | null} number @param {string} print @returns {Edition | null}
 */
function make(year, month, day, number = null, print = "") {
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const real = new Date(`${iso}T12:00:00Z`);
  return !Number.isNaN(real.valueOf()) && real.toISOString().startsWith(iso)
    ? { day: iso, number, print }
    : null;
}

/** How two marks of editions stand to one another; a day alone comes after all of its editions.
 * @param {Edition} one @param {Edition} other @returns {number} Below 0 where `one` is earlier. */
export function compareEditions(one, other) {
  if (one.day !== other.day) return one.day < other.day ? -1 : 1;
  return (one.number ?? Infinity) === (other.number ?? Infinity)
    ? 0
    : (one.number ?? Infinity) - (other.number ?? Infinity);
}

/** `22 November 2026`. @param {string} day */
export const spellDay = (day) =>
  new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).format(new Date(`${day}T12:00:00Z`));

/** The day in London at a moment, `2026-11-22`. @param {Date} moment */
export const londonDay = (moment) => readClock(moment).date;
