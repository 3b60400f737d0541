// What was found for each part of a query, put together: the best first.

import { isWeak } from "./words.mjs";

/**
 * @typedef {import("./query.mjs").Unit} Unit
 *
 * @typedef {object} Match What one part of a query is found in.
 * @property {Unit} unit
 * @property {{id: number, score: number, terms: string[]}[]} found
 * @property {boolean} isAlike Whether only words spelt like it were found.
 *
 * @typedef {object} Sum A record, by all that was found in it.
 * @property {number} id
 * @property {number} score
 * @property {number} share How much of the query it has, by weight: 1 for all of it.
 * @property {string[]} terms
 */

/** What is found beside the best is at least this good. */
const WORTH = 0.4;
/** How much a word counts that says little. */
const LIGHT = 0.15;
/** How much it counts that a record has all of what was asked for. */
const POWER = 3;
/** Shares are sums of fractions, which may differ in the last digit. */
const SAME = 1e-9;

/**
 * The records with most of what was asked for. A part weighs by how few records have it, and little
 * where it says little; what is nowhere hides nothing.
 * @param {Match[]} matches
 * @param {number} records How many there are.
 * @returns {{found: Sum[], isWhole: boolean}} Whether one has all that says something.
 */
export function weigh(matches, records) {
  const telling = matches.filter(({ unit }) => !isLight(unit));
  const factors = matches.map((match) => (telling.length && isLight(match.unit) ? LIGHT : 1));
  const weights = matches.map(
    ({ found }, at) => factors[at] * Math.log(1 + records / (1 + found.length)),
  );
  const sums = addUp(matches, weights);
  sums.sort((one, other) => other.score - one.score);
  const best = Math.max(...sums.map(({ share }) => share)) - SAME;
  const worth = (sums[0]?.score ?? 0) * WORTH;
  const found = sums.filter(({ score, share }) => score >= worth || share >= best);
  const asked = (telling.length ? telling : matches).map((match) => idsOf(match));
  return { found, isWhole: found.some(({ id }) => asked.every((ids) => ids.has(id))) };
}

/**
 * Each record that any part was found in, with the sum of its scores and of what it has. Scores are
 * made half as uneven between the parts as they are found: one of many formal words may be rare.
 * @param {Match[]} matches
 * @param {number[]} weights
 */
function addUp(matches, weights) {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  /** @type {Map<number, Sum>} */
  const byId = new Map();
  for (const [at, { found }] of matches.entries()) {
    const evened = Math.sqrt(weights[at] / Math.max(...found.map(({ score }) => score)));
    for (const { id, score, terms } of found) {
      const sum = byId.get(id) ?? { id, score: 0, share: 0, terms: [] };
      sum.score += score * evened;
      sum.share += weights[at] / all;
      sum.terms.push(...terms);
      byId.set(id, sum);
    }
  }
  return Array.from(byId.values(), (sum) => ({ ...sum, score: sum.score * sum.share ** POWER }));
}

/** @param {Match} match */
function idsOf({ found }) {
  return new Set(found.map(({ id }) => id));
}

/**
 * Whether a part of a query says little beside the others.
 * @param {Unit} unit
 */
function isLight({ words, alternatives }) {
  return !alternatives.length && words.every(isWeak);
}
