// Words of a text as the index has them: numbers whole, accents, in more than one form.

import { firstForm } from "./irregular.mjs";
import { stemmer } from "./vendor/stemmer.mjs";

/**
 * Words that stand everywhere and lead nowhere. What the law turns on, such as "may" and "not", is
 * none.
 */
const STOP = new Set(
  (
    "a about am an and any are as at be been but by can could did do does for from had has have " +
    "he her him his how i if in into is it its me my of on or our she should so than that the " +
    "their them then there these they this those to was we were what when where which who whom " +
    "why will with would you your " +
    "arent couldnt hadnt hasnt hed hes id ill isnt itll its itd ive shes shouldnt thats theres " +
    "theyd theyll theyre theyve wasnt weve werent whats wheres whos wouldnt youd youll youre " +
    "youve"
  ).split(" "),
);

/** Words with which people ask, and which seldom tell what they ask for; apostrophes. */
const WEAK = new Set(
  (
    "all also always anybody anyone anything ask asked asking asks away back because being " +
    "best cant come comes didnt do doesnt doing done dont find get gets getting give gives go " +
    "goes going got happen happens have havent having help im just keep keeps know " +
    "knows let lets like lot lots look make makes making many " +
    "may me more much must myself need needed " +
    "needs never new next no not now off ok okay one only other ought people person please pls " +
    "problem put " +
    "question quite really right said say says see seen somebody someone something still take " +
    "takes tell telling tells thing things think thinks told too tried try trying use used " +
    "want wanted wants way went wont"
  ).split(" "),
);

// 2.1.3A, 2018 and 25,000 are one word each, and so is a word with its apostrophe; a hyphen parts
// two. Thousands may be parted by a narrow space, too.
const THOUSANDS = "[1-9]\\d{0,2}(?:[,’\\u00a0\\u2009\\u202f]\\d{3})+(?:\\.00)?(?![\\d\\p{L}])";
const WORD = new RegExp(
  `\\d+(?:\\.\\d+)+\\p{L}{0,2}|${THOUSANDS}|[\\p{L}\\p{M}\\p{N}]+(?:['’]\\p{L}+)*`,
  "gu",
);
/** Thousands as a thumb types them, parted by spaces; 999 101 is none. */
const SPACED_THOUSANDS = /(^|[^\d.,])[1-9]\d{0,2}(?: \d{3})* \d00(?!\d)/g;
/**
 * Letters that are no letter of English with a mark; address.py has the same.
 * @type {Record<string, string>}
 */
const LETTERS = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ø: "o",
  ł: "l",
  ð: "d",
  đ: "d",
  ħ: "h",
  ŧ: "t",
  ŋ: "ng",
  ı: "i",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const HYPHENED = /\p{L}+(?:-\p{L}+)+/gu;

/** @typedef {{word: string, start: number, end: number}} Place A word, and where it stands. */

/**
 * The words of a text, small, accents or 's.
 * @param {string} text
 * @returns {Place[]}
 */
export function places(text) {
  return Array.from(text.matchAll(WORD), (match) => ({
    word: plain(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/**
 * What a query asks for: its words.
 * @param {string} text
 */
export function queryWords(text) {
  const typed = text.replace(SPACED_THOUSANDS, (whole) => whole.replace(/(\d) (?=\d)/g, "$1"));
  return places(typed).map(({ word }) => word);
}

/**
 * What a text is found by: its words, and "multiagency" for multi-agency.
 * @param {string} text
 */
export function textWords(text) {
  const joined = Array.from(text.matchAll(HYPHENED), ([word]) => plain(word.replaceAll("-", "")));
  return [...queryWords(text), ...joined];
}

/** Words that ask for a number to call, or for what a word means. */
const ASKING = new Set(
  (
    "call called calls contact define definition dial mean " +
    "meaning means number phone phoned rang " +
    "ring stand stands telephone"
  ).split(" "),
);

/**
 * Whether a word only asks for a number or a meaning.
 * @param {string} word
 */
export function isAsking(word) {
  return ASKING.has(word);
}

/**
 * Whether a word says nothing alone.
 * @param {string} word
 */
export function isStop(word) {
  return STOP.has(word);
}

/**
 * Whether a word says little beside others.
 * @param {string} word
 */
export function isWeak(word) {
  return WEAK.has(word);
}

/** @type {Map<string, string[]>} Found once: a manual says most of its words many times. */
const known = new Map();

/**
 * The forms under which a word is kept and found: itself, its stem, and that of the word of which
 * it is an irregular form.
 * @param {string} word
 */
export function forms(word) {
  let found = known.get(word);
  if (!found) {
    const british = word.replace(/(\p{L}{2}i)z(e[ds]?|ing|ers?|ations?)$/u, "$1s$2");
    const all = [british, stemmer(british), stemmer(firstForm(british))];
    found = isStop(word) ? [] : [...new Set(all)];
    known.set(word, found);
  }
  return found;
}

/** How many letters in a hundred may differ in words spelt alike, and how many at most. */
export const FUZZY = { share: 0.25, most: 2, longer: 4 };

/**
 * Whether a word is spelt like another: begins as it does, and few letters differ.
 * @param {string} word
 * @param {string} other
 */
export function isAlike(word, other) {
  if (word === other) return true;
  if (word.length <= FUZZY.longer || word[0] !== other[0]) return false;
  return distance(word, other) <= Math.min(FUZZY.most, Math.round(word.length * FUZZY.share));
}

/**
 * How many letters to add, leave out or change (Levenshtein's distance).
 * @param {string} one
 * @param {string} other
 */
function distance(one, other) {
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 0; at < one.length; at++) {
    const row = [at + 1];
    for (let to = 0; to < other.length; to++) {
      row.push(
        Math.min(before[to + 1] + 1, row[to] + 1, before[to] + Number(one[at] !== other[to])),
      );
    }
    before = row;
  }
  return before[other.length];
}

/** @param {string} word */
function plain(word) {
  const small = word.toLowerCase();
  if (/^\d/.test(small)) return plainNumber(small);
  if (/^[a-z0-9.]+$/.test(small)) return small;
  const latin = small.normalize("NFKC").replace(LETTER, (letter) => LETTERS[letter]);
  const bare = latin.normalize("NFKD").replace(/\p{M}/gu, "");
  return bare.replaceAll("’", "'").replace(/'s$/, "").replaceAll("'", "");
}

/**
 * `25000` for 25,000, 25,000.00 and 25k.
 * @param {string} number
 */
function plainNumber(number) {
  return number
    .normalize("NFKC")
    .replace(/[,’\s]/g, "")
    .replace(/^(\d+)k$/, "$1000")
    .replace(/^(\d{3,})\.00$/, "$1");
}
