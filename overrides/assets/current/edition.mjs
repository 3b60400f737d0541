// What a copy asks: its subject and its edition, out of the fragment of an address or as a person
// types them. Pure: it knows no page.

import { decodeFully } from "../frame/fragment.mjs";

/**
 * @typedef {object} Edition
 * @property {string} day `2026-11-22`
 * @property {number | null} number The highest amendment; null where a day alone is given.
 * @property {string} fingerprint Of the contacts; "" without one.
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

/** `2026-11-22`, `2026-11-22.4` or, of the contacts, `2026-11-25.13466ca5`. */
const ISO = /(\d{4})-(\d{1,2})-(\d{1,2})(?:\.([0-9a-f]{8}|\d{1,7})(?![0-9a-z]))?/i;
/** `22nd of November, 2026` */
const SPELT = /(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})\.?,?\s+(\d{4})/i;
/** `22/11/2026` */
const BRITISH = /(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/;

/** What clings to a link that was carried in a text, and a query that was hung on it. */
const AROUND = /^[\s"'“‘([]+|\?.*$|[\s"'”’)\]>}.,;:!]+$/gs;

/** Between an edition and a proof: as a code has it, or as the foot of a sheet says it. */
const BEFORE_PROOF = /\s*&|[\s,;]*\bproof\b:?/i;

/**
 * `#2.1@2026-11-22.4&EKHVQGP2ZY4WP3AG` in its three parts, each of which may be empty.
 * @param {string} fragment
 */
export function splitFragment(fragment) {
  const text = decodeFully(fragment.replace(/^#/, "")).replace(AROUND, "");
  const at = text.lastIndexOf("@");
  if (at < 0) return { subject: text, edition: "", proof: "" };
  const [edition, proof = ""] = text.slice(at + 1).split(BEFORE_PROOF);
  // What mail programs hang on a link has names: `&utm_source=…`.
  const given = proof.includes("=") ? "" : proof.trim();
  return { subject: text.slice(0, at), edition, proof: given };
}

/**
 * @param {string} subject
 * @param {string} edition
 * @param {string} proof
 */
export function joinFragment(subject, edition, proof = "") {
  const asked = `#${encodeURI(subject)}@${encodeURI(edition)}`;
  return proof ? `${asked}&${encodeURIComponent(proof)}` : asked;
}

/**
 * An edition or a day, or null where the text holds none that the calendar has.
 * @param {string} text
 * @returns {Edition | null}
 */
export function readEdition(text) {
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, mark = ""] = iso;
    const of = mark.length === 8 ? { fingerprint: mark.toLowerCase() } : { number: mark };
    return readDay(year, month, day, of);
  }
  const spelt = SPELT.exec(text);
  if (spelt) {
    const [, day, word, year] = spelt;
    const month = MONTHS.findIndex((name) => name.startsWith(word.toLowerCase())) + 1;
    return readDay(year, String(month), day);
  }
  const british = BRITISH.exec(text);
  return british && readDay(british[3], british[2], british[1]);
}

/**
 * @param {string} year
 * @param {string} month
 * @param {string} day
 * @param {{ number?: string, fingerprint?: string }} mark What follows the day, if anything does.
 * @returns {Edition | null}
 */
function readDay(year, month, day, { number = "", fingerprint = "" } = {}) {
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const noon = new Date(`${iso}T12:00:00Z`);
  if (Number.isNaN(noon.valueOf()) || !noon.toISOString().startsWith(iso)) return null;
  return { day: iso, number: number ? Number(number) : null, fingerprint };
}

/**
 * How two marks of editions stand to one another; a day alone comes after all of its editions.
 * @param {Edition} one
 * @param {Edition} other
 * @returns {number} Below 0 where `one` is earlier.
 */
export function compareEditions(one, other) {
  if (one.day !== other.day) return one.day < other.day ? -1 : 1;
  if (one.number === other.number) return 0;
  return (one.number ?? Infinity) - (other.number ?? Infinity);
}
