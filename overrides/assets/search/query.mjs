// What a reader typed, read: a number of the manual, or words with their formal ones.

import { forms, isAlike, isStop, queryWords } from "./words.mjs";

/**
 * @typedef {object} Unit Words that are looked for together.
 * @property {string[]} words
 * @property {string[][]} alternatives The formal words that may stand for them.
 */

/** What may stand ahead of a number: `para. 2.1.3`, `§ 2.1`. */
const NAMES = "paragraphs?|paras?|pars?|sections?|sects?|secs?|chapters?|chap|ch|number|no|s|p";
const KIND = `(?:(?:${NAMES})\\b\\.?|§+|¶+|#)`;

/** A number of up to three parts; of three, with letters: `2.1.3A`. */
const PARTS = "\\d{1,4}(?:\\.\\d{1,4}){2}[a-z]{1,2}|\\d{1,4}(?:\\.\\d{1,4}){0,2}";
const NUMBER = new RegExp(`^(${KIND}?)\\s*(${PARTS})\\.?(?=$|[\\s,;:)])(.*)$`);

/** A number with spaces in place of its stops, as a thumb types it, and nothing after it. */
const SPACED = new RegExp(`^(${KIND}?\\s*)(\\d{1,4}(?:[.\\s]+\\d{1,4}){1,2}[a-z]{0,2})[.\\s]*$`);

/** A number with a stop, anywhere among words: `see 2.1.3(a)`. */
const DOTTED = "\\d{1,4}(?:\\.\\d{1,4}){1,3}[a-z]{0,2}(?![\\p{L}\\p{N}]|\\.\\d)";
const BEFORE = `(?:^|[^\\p{L}\\p{N}.])(?:${NAMES})?`;
const RUN = new RegExp(`${BEFORE}(${DOTTED})(?:\\s*(?:[-‐-―−]|to|through)\\s*(${DOTTED}))?`, "gu");

/** The marks of a sub-paragraph behind a number, at the end: `2.1.3 (b)(ii)`, `2.1.3.b`. */
const MARK = "\\((?:\\p{L}{1,6}|\\p{N}{1,3}\\p{L}?)\\)";
const CLAUSE = new RegExp(`^(.*\\p{N}\\p{L}{0,2})\\s*((?:${MARK}\\s*)+|\\.\\p{L})\\.?\\s*$`, "u");

/** Short for a section, of the manual or of an Act, and what stands before it. */
const SHORT = /(^|[^\p{L}\p{N}])(?:ss?|sects?|secs?)\.?\s*(?=\d)|§+\s*(?=\d)/giu;

/** What is written for the stop of a number, `2·1·3`; hyphens and the like, at the end alone. */
const STOP = /(\d)[·‧∙•。｡](?=\d)/gu;
const HYPHENS = /(^|\s)(\d{1,2})([-_:])(\d{1,2})\3(\d{1,2}[a-z]?)\s*$/i;
/** `e-mail`, which the index has as one word too; and `G.D.P.R.` */
const LETTER_AHEAD = /(^|[^\p{L}\p{N}])(\p{L})-(?=\p{L}{3})/gu;
const INITIALS = /(?:\p{L}\.){2,}\p{L}?(?![\p{L}\p{N}])/gu;

/**
 * A query as it was meant: without what nobody sees, and with its signs, where an address has them
 * as `%23`, as they are.
 * @param {string} text
 */
export function tidy(text) {
  const signs = text.replace(/%[2-7][0-9a-f]/gi, (code) => decodeURIComponent(code));
  return signs
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(STOP, "$1.")
    .replace(HYPHENS, "$1$2.$4.$5")
    .replace(LETTER_AHEAD, "$1$2")
    .replace(INITIALS, (letters) => letters.replaceAll(".", ""));
}

/**
 * A number with a word, a sign or letters ahead, as it is compared: `schedule 1 2` for `Schedule 1,
 * paragraph 2`, its plain form and whatever a person writes.
 * @param {string} text
 */
export function plainName(text) {
  return text
    .toLowerCase()
    .replace(/(^|[\s,])(?:paragraphs?|paras?)(?=[\s.])/g, "$1 ")
    .replace(/[§¶]+/g, " $& ")
    .replace(/[^\p{L}\p{N}§¶]+/gu, " ")
    .trim();
}

/**
 * The number that a query begins with, as the manual writes it, and the words after it; null where
 * there is none. `16 year olds` begins with none, `section 47 enquiry` with one that may be an
 * Act's.
 * @param {string} text
 */
export function readNumber(text) {
  const small = text
    .trim()
    .toLowerCase()
    .replace(/^(s|ss|p)(?=\d)/, "$1 ");
  const tidy = small.replace(/(\d)\s*[.,]\s*(?=\d)/g, "$1.");
  const match = NUMBER.exec(
    tidy.replace(SPACED, (_, kind, number) => kind + number.replace(/[.\s]+/g, ".")),
  );
  if (!match) return null;
  const [, kind, number, rest] = match;
  if (!kind && !number.includes(".") && rest.trim()) return null;
  return { number, rest: queryWords(rest) };
}

/**
 * A query without the marks of a sub-paragraph at its end, and those marks; without them none.
 * @param {string} text
 */
export function readClause(text) {
  const match = CLAUSE.exec(text);
  if (!match) return { rest: text, clause: "" };
  const words = match[2].match(/[\p{L}\p{N}]+/gu) ?? [];
  return { rest: match[1], clause: words.map((word) => `(${word})`).join("") };
}

/**
 * The numbers with a stop that a text names anywhere, in its order: the first and the last of each
 * range, or one number twice. `see 2.1.3(a), 2.1.5–2.1.7` names `2.1.3` and `2.1.5` to `2.1.7`.
 * @param {string} text
 * @returns {[first: string, last: string][]}
 */
export function readNumbers(text) {
  return Array.from(text.toLowerCase().matchAll(RUN), ([, first, last]) => [first, last ?? first]);
}

/**
 * The words of a query in units, each with the formal words of the longest everyday one that it is
 * or, if asked for, is spelt like.
 * @param {string} text
 * @param {Record<string, string[]>} synonyms
 * @param {boolean} alike
 * @returns {Unit[]}
 */
export function readWords(text, synonyms, alike = false) {
  const words = meaningful(text.replace(SHORT, "$1section "));
  const known = readEveryday(synonyms);
  /** @type {Unit[]} */
  const units = [];
  for (let at = 0; at < words.length; ) {
    const rest = words.slice(at);
    const found =
      known.find(({ everyday }) => startsWith(rest, everyday, isSame)) ??
      known.find(({ everyday }) => alike && startsWith(rest, everyday, isAlike));
    const length = found?.everyday.length ?? 1;
    units.push({ words: words.slice(at, at + length), alternatives: found?.formal ?? [] });
    at += length;
  }
  return units;
}

/** @typedef {{everyday: string[], formal: string[][]}} Everyday Words and what stands for them. */

/** @type {WeakMap<Record<string, string[]>, Everyday[]>} Read once: each part of a query asks. */
const read = new WeakMap();

/**
 * The everyday words with their formal ones, the longest first.
 * @param {Record<string, string[]>} synonyms
 */
function readEveryday(synonyms) {
  let known = read.get(synonyms);
  if (!known) {
    known = Object.entries(synonyms).map(([everyday, formal]) => ({
      everyday: meaningful(everyday),
      formal: formal.map(meaningful),
    }));
    known.sort((one, other) => other.everyday.length - one.everyday.length);
    read.set(synonyms, known);
  }
  return known;
}

/** @param {string} text */
function meaningful(text) {
  return queryWords(text).filter((word) => !isStop(word));
}

/**
 * Whether `words` begin with others, of which there is one at least.
 * @param {string[]} words
 * @param {string[]} others
 * @param {(word: string, other: string) => boolean} isEqual
 */
function startsWith(words, others, isEqual) {
  return others.length > 0 && others.every((other, at) => words[at] && isEqual(words[at], other));
}

/**
 * Whether two words are forms of one.
 * @param {string} word
 * @param {string} other
 */
function isSame(word, other) {
  return forms(word).some((form) => forms(other).includes(form));
}
