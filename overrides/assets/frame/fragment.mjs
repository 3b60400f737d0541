// The fragment of an address: anyone may have typed it or cut it short, and what carried it may
// have encoded it twice, or taken the punctuation around it for a part of it. Pure: it knows no
// page.

/** What is read of a fragment, in characters: the longest id is shorter, and time is bounded. */
const LONGEST = 300;

/**
 * Where an id may end and something else begin: at a sign that no id holds, at a stop that no
 * digit or single letter follows, at a hyphen or line that ends it.
 */
const END = /[^\p{L}\p{N}._-]|\.(?!\p{N}|\p{L}(?!\p{L}))|[-_]+(?![\p{L}\p{N}_-])/gu;
/** Between two numbers a hyphen is a dash: `2.1.3-2.1.5`. */
const DASH = /\p{N}-(?=\p{N})/gu;
/** A number of the manual at the start of an id, `2.1.3` or `as-at-2.1.3A`. */
const NUMBER = /^(?:as-at-|print-)?(\d{1,4}(?:\.\d{1,4}){1,3}[a-z]{0,2})(?![\p{L}\p{N}])/iu;
/** What stands ahead of the number in an id of an earlier wording, and of a page for paper. */
const PREFIXES = ["as-at-", "print-"];
const PREFIX = /^(?:as-at|print)-/;
/** The mark of a sub-paragraph, `(b)`, closed or cut off. */
const MARK = /^\((?:\p{L}|[ivxlc]{1,6}|\p{N}{1,2})(?![\p{L}\p{N}\s])/iu;

/**
 * As it was meant; as it stands where it cannot be decoded, such as `100%`.
 * @param {string} text
 */
export function decodeSafely(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Decoded as often as it was encoded, and without invisible characters.
 * @param {string} text
 */
export function decodeFully(text) {
  let decoded = text;
  for (let times = 0; times < 3; times++) {
    decoded = decoded.replace(/(?:%[0-9a-f]{2})+/gi, decodeSafely);
  }
  return decoded.replace(/\p{Cf}/gu, "");
}

/** A sign as a mail program writes it: `=23` for `#`, `=` at the end of a line. */
const IN_MAIL = /=(2[0-9A-F]|3[A-F])|=[\r\n]+/g;
/** Stops of other scripts between two digits, and what is written in place of one. */
const STOP = /(\p{N})[。·•∙⋅](?=\p{N})/gu;
/** A sub-paragraph that is not written in round brackets: `2.1.4[b]`, `2.1.4.b`, `2.1.4-b`. */
const PART = new RegExp(
  `^((?:as-at-|print-)?\\d{1,4}(?:\\.\\d{1,4}){1,3}[A-Z]?)` +
    `[.\\-[{](\\p{L}|[ivx]{2,4})[\\]}]?(?![\\p{L}\\p{N}])`,
  "u",
);

/** One that is written without brackets, `2.1.4b`: where there is no paragraph 2.1.4B. */
const GLUED = /^((?:as-at-|print-)?\d{1,4}(?:\.\d{1,4}){1,3})(\p{Ll})(?![\p{L}\p{N}])/u;

/**
 * Decoded, and without what stands ahead of its first letter or digit: `2.1.3)` for
 * `#%2520%2522%25232.1.3)`.
 * @param {string} fragment With or without `#`.
 */
function tidy(fragment) {
  return decodeFully(fragment.slice(0, LONGEST))
    .normalize("NFKC")
    .replace(/[\s+]+(?=\()/g, "")
    .replace(/^[^\p{L}\p{N}]+/u, "");
}

/**
 * Tidy, with signs as they are, however mail programs, HTML, Markdown and other scripts write them.
 * @param {string} fragment
 */
function tidyNumber(fragment) {
  const plain = decodeMail(decodeFully(fragment.slice(0, LONGEST)))
    .replace(/&(?:#40|#x28|lpar);/gi, "(")
    .replace(/&(?:#41|#x29|rpar);/gi, ")")
    .replace(/\\/g, "");
  return tidy(plain).replace(STOP, "$1.").replace(PART, "$1($2)");
}

/**
 * Without the way in which mail programs write signs.
 * @param {string} text
 */
function decodeMail(text) {
  return text.replace(IN_MAIL, (_, code) => (code ? String.fromCharCode(parseInt(code, 16)) : ""));
}

/** What people put ahead of a number, and in place of its stops: `paragraph 2.1.3`, `2-1-3`. */
const WORD = /^(?:paragraphs?|paras?|par|sections?|sect?|p|s)[\s._-]*(?=\d)/i;
const OTHER_STOPS = /^\d{1,4}(?:([-_,/])\d{1,4})(?:\1\d{1,4}){1,2}(?![\p{L}\p{N}])/u;

/**
 * A fragment as it would be with the ids of this manual, where it is written otherwise.
 * @param {string} text A tidy one.
 */
function reword(text) {
  return text
    .replace(WORD, "")
    .replace(OTHER_STOPS, (number) => number.replace(/\D/g, "."))
    .replace(/[\s_]+(?=[\p{L}\p{N}])/gu, "-");
}

/**
 * What a fragment may mean, the likeliest first: the whole of it, then with less and less of what
 * clings to its end, each time also with a bracket closed that was cut off.
 *
 * `2.1.3(b,` gives `2.1.3(b,`, `2.1.3(b,)`, `2.1.3(b`, `2.1.3(b)` and `2.1.3`.
 * @param {string} fragment
 */
export function* readings(fragment) {
  const text = tidy(fragment);
  const ends = [
    ...Array.from(text.matchAll(END), ({ index }) => index),
    ...Array.from(text.matchAll(DASH), ({ index }) => index + 1),
    text.length,
  ];
  for (const end of ends.sort((one, other) => other - one)) {
    const reading = text.slice(0, end);
    if (!reading) continue;
    yield reading;
    if (reading.lastIndexOf("(") > reading.lastIndexOf(")")) yield `${reading})`;
  }
}

/**
 * @typedef {object} Target
 * @property {string} id The id on the page that a fragment means; "" where there is none.
 * @property {string} missing The number that it names and the page does not have: `2.6.3`, or
 *   `2.1.3(b)` where the paragraph is there and that part of it is not.
 */

/**
 * Which of the ids on a page a fragment means. A fragment that is an id means that id; one in
 * other capitals too.
 * @param {string} fragment With or without `#`.
 * @param {Iterable<string>} ids
 * @returns {Target}
 */
export function findTarget(fragment, ids) {
  const known = new Set(ids);
  const exact = [fragment, decodeSafely(fragment)].map((text) => text.replace(/^#/, ""));
  const whole = exact.find((text) => known.has(text));
  if (whole !== undefined) return { id: whole, missing: "" };
  const small = new Map(Array.from(known, (id) => [id.toLowerCase(), id]));
  const text = tidyNumber(fragment);
  const found = findReading(text, known, small);
  if (found.missing && !found.id && GLUED.test(text)) {
    const part = findReading(text.replace(GLUED, "$1($2)"), known, small);
    if (part.id && !part.missing) return part;
  }
  if (found.id || found.missing) return found;
  const other = reword(text);
  return other === text ? found : findReading(other, known, small);
}

/**
 * @param {string} text
 * @param {Set<string>} known
 * @param {Map<string, string>} small The ids by their small letters.
 * @returns {Target}
 */
function findReading(text, known, small) {
  for (const reading of readings(text)) {
    const names = ["", ...PREFIXES].map((prefix) => prefix + reading.toLowerCase());
    const id = known.has(reading) ? reading : small.get(names.find((one) => small.has(one)) ?? "");
    if (id) return { id, missing: missingPart(text, id) };
  }
  return { id: "", missing: numberIn(text) };
}

/**
 * The part of a paragraph that a fragment names beyond the paragraph's own id.
 * @param {string} text
 * @param {string} id
 */
function missingPart(text, id) {
  const [named, found] = [text, id].map((one) => one.replace(PREFIX, ""));
  const mark = /\p{N}/u.test(found) && MARK.exec(named.slice(found.length));
  return mark ? `${found}${mark[0]})` : "";
}

/**
 * The number of the manual with which a text begins, as the manual writes it; "" without one.
 * @param {string} text
 */
export function numberIn(text) {
  return (NUMBER.exec(text)?.[1] ?? "").toUpperCase();
}

/**
 * Where an address leads that the site does not have: to the same without what clings to its path,
 * to a number, or nowhere.
 *
 * `/information-sharing/introduction/%232.1.3` leads to `/information-sharing/introduction/` and
 * the fragment `2.1.3`; `/2.1.3` to the number `2.1.3`.
 * @param {string} pathname
 * @returns {{path: string, fragment: string, number: string}} An empty path where none is better:
 *   to add or to drop the last slash is left to the host.
 */
export function mendPath(pathname) {
  const [before, ...after] = decodeMail(decodeFully(pathname)).normalize("NFKC").split("#");
  const path = before
    .replace(/[?&;<>"'].*$/, "")
    .replace(/[^\p{L}\p{N}/]+(?=\/?$)/u, "")
    .replace(/(?:\/index)?\.(?:html|md)$/, "/");
  const bare = path.replace(/\/+$/, "");
  const number = numberIn(bare.split("/").at(-1) ?? "");
  const isSame = bare === decodeSafely(pathname).replace(/\/+$/, "");
  const isFile = /\.\p{L}[\p{L}\p{N}]*$/u.test(bare);
  return { path: isSame ? "" : `${bare}${isFile ? "" : "/"}`, fragment: after.join("#"), number };
}
