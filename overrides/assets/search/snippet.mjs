// The part of a text in which the words that were looked for stand, and those words marked.

import { forms, places } from "./words.mjs";

/** @typedef {{text: string, marked: boolean}} Piece */

/**
 * A text in pieces, those marked that are among `terms`.
 * @param {string} text
 * @param {string[]} terms
 * @returns {Piece[]}
 */
export function mark(text, terms) {
  const hits = findHits(text, terms);
  /** @type {Piece[]} */
  const pieces = [];
  let at = 0;
  for (const { start, end } of hits) {
    if (start > at) pieces.push({ text: text.slice(at, start), marked: false });
    pieces.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
  return pieces;
}

/**
 * About `length` characters of a text, where most of the `terms` stand; where it can, from the
 * start
 * of a sentence.
 * @param {string} text
 * @param {string[]} terms
 */
export function snippet(text, terms, length = 180) {
  if (text.length <= length * 1.2) return mark(text, terms);
  const hits = findHits(text, terms);
  const within = hits.map(
    ({ start }) =>
      new Set(
        hits
          .filter((hit) => hit.start >= start && hit.end <= start + length * 0.75)
          .map(({ form }) => form),
      ).size,
  );
  const best = hits[within.indexOf(Math.max(...within))]?.start ?? 0;
  const start = startNear(text, best, length * 0.5);
  const end = start + length >= text.length ? text.length : text.lastIndexOf(" ", start + length);
  const before = start > 0 && !/[.?!]\s$/.test(text.slice(0, start)) ? "… " : "";
  const pieces = mark(text.slice(start, end), terms);
  return [
    ...(before ? [{ text: before, marked: false }] : []),
    ...pieces,
    ...(end < text.length ? [{ text: " …", marked: false }] : []),
  ];
}

/**
 * Where to begin for a word at `best`: at its sentence, if that is near.
 * @param {string} text
 * @param {number} best
 * @param {number} reach
 */
function startNear(text, best, reach) {
  const before = text.slice(0, best);
  const sentence = Math.max(
    ...[". ", "? ", "! ", ": ", "; "].map((end) => before.lastIndexOf(end) + 2),
    0,
  );
  const from = before.lastIndexOf(". ") < 0 && best < reach ? 0 : sentence > 1 ? sentence : 0;
  if (best - from <= reach) return from;
  return before.lastIndexOf(" ", best - reach * 0.4) + 1;
}

/**
 * @param {string} text
 * @param {string[]} terms
 */
function findHits(text, terms) {
  const wanted = new Set(terms);
  return places(text).flatMap((place) => {
    const form = forms(place.word).find((one) => wanted.has(one));
    return form ? [{ ...place, form }] : [];
  });
}
