// The proof of a sheet: 16 characters that name a line of the chain of sealings, `/proofs.json`.
// Pure: it is given the text of the chain.

import { compareEditions, readEdition } from "./edition.mjs";

/** @typedef {import("./edition.mjs").Edition} Edition */

/**
 * @typedef {object} Sealing A line of the chain.
 * @property {number} n
 * @property {string} day
 * @property {string} edition The one in force on that day.
 * @property {string} proof
 */

/** Base 32 as Crockford spells it: O is read as 0, I and L as 1. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 16;
const GAPS = /[\s.\-\u2010-\u2015]/g;

/**
 * A proof as somebody typed it, or what is wrong with it, in words.
 * @param {string} text
 * @returns {{ proof: string, fault: string }}
 */
export function readProof(text) {
  const plain = text.replace(GAPS, "").toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1");
  const wrong = Array.from(plain).find((letter) => !LETTERS.includes(letter));
  if (wrong) {
    const has = "it has digits and the letters A to Z, except I, L, O and U.";
    return { proof: "", fault: `“${wrong}” cannot be in a proof: ${has}` };
  }
  if (plain.length !== LENGTH) {
    return { proof: "", fault: `A proof has ${LENGTH} characters, and this has ${plain.length}.` };
  }
  return { proof: plain, fault: "" };
}

/**
 * A proof in groups of four.
 * @param {string} proof
 */
export const showProof = (proof) => (proof.match(/.{1,4}/g) ?? []).join("-");

/**
 * @typedef {object} Found Where a proof is in the chain.
 * @property {"unknown" | "apart" | "known"} kind Nowhere; in a line that is older than the edition
 *   of the sheet; or in one that holds that edition.
 * @property {Sealing} [line]
 */

/**
 * @param {Sealing[]} chain
 * @param {string} proof
 * @param {Edition} copy
 * @returns {Found}
 */
export function findProof(chain, proof, copy) {
  const place = chain.findIndex((line) => line.proof === proof);
  if (place < 0) return { kind: "unknown" };
  const line = chain[place];
  const next = chain[place + 1];
  // What was sealed next is the first that this line cannot hold; before that day, what was pending
  // in this line may have come into force.
  if (!next || !isLater(copy, next)) return { kind: "known", line };
  return { kind: "apart", line };
}

/**
 * Whether a sheet's edition came after the one of a sealing. A sheet that gives a day alone, as
 * those of flowcharts and contacts do, is compared by that day.
 * @param {Edition} copy
 * @param {Sealing} line
 */
function isLater(copy, line) {
  if (copy.number === null) return copy.day > line.day;
  return compareEditions(copy, /** @type {Edition} */ (readEdition(line.edition))) > 0;
}

/**
 * The lines of a chain, or null where the text is none.
 * @param {string} text
 * @returns {Sealing[] | null}
 */
export function readChain(text) {
  try {
    const { lines } = JSON.parse(text);
    return Array.isArray(lines) && lines.every(({ proof }) => typeof proof === "string")
      ? lines
      : null;
  } catch {
    return null;
  }
}
