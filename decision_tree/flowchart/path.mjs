// The path through a flowchart, kept in the fragment, which never leaves the device:
// `danger=no&concern=not-sure&@=2026-11-22` (question id = the answer's name; `@` = the tree's
// edition). A fragment that is the id of a step opens that step, as the start of a partial path,
// which begins with `@from=` that step.

import { decodeFully, decodeSafely, readings } from "../../overrides/assets/frame/fragment.mjs";

/**
 * @typedef {object} Path
 * @property {string} start The step at which the path begins.
 * @property {Map<string, string>} answers Names of answers by question, in order.
 * @property {boolean} partial Whether the path begins in the middle of the tree.
 * @property {string} edition The edition of the tree with which it was made; "" if it does not say.
 */

/**
 * @typedef {object} Graph What the page's own sections and links say of the tree.
 * @property {string} first
 * @property {string} edition
 * @property {(step: string) => boolean} has Whether there is a step of this id.
 * @property {(id: string) => boolean} isElsewhere Whether the page has another part of this id.
 * @property {(step: string) => string} heir The step that took the place of one that is gone; else
 *   itself.
 * @property {(step: string, answer: string) => string | null} next Where an answer leads; null if
 *   nowhere.
 */

/**
 * @param {string} fragment With or without `#`.
 * @param {Graph} graph
 * @returns {Path | null} Null where the fragment leads to another part of the page.
 */
export function readPath(fragment, graph) {
  const raw = fragment.replace(/^#/, "");
  const plain = graph.heir(decodeSafely(raw));
  if (graph.has(plain)) return startAt(plain, graph);
  if (graph.isElsewhere(plain)) return null;
  const text = mend(raw);
  if (!text.includes("=")) {
    for (const reading of readings(text)) {
      if (graph.has(graph.heir(reading))) return startAt(graph.heir(reading), graph);
    }
  }
  return readAnswers(text, graph);
}

/**
 * @param {string} step
 * @param {Graph} graph
 * @returns {Path}
 */
function startAt(step, graph) {
  return { start: step, answers: new Map(), partial: step !== graph.first, edition: "" };
}

/**
 * A path as it was before something on its way encoded it, or hung words of its own on it.
 * @param {string} text
 */
function mend(text) {
  return decodeFully(text)
    .replaceAll("&amp;", "&")
    .replace(/^[^\p{L}\p{N}@]+/u, "")
    .replace(/[?\s<>"'].*$/s, "");
}

/**
 * The answers that a path names, up to its edition, with which it ends.
 * @param {string} text
 * @param {Graph} graph
 * @returns {Path}
 */
function readAnswers(text, graph) {
  const answers = new Map();
  let start = graph.first;
  for (const [key, value] of new URLSearchParams(text)) {
    const name = value.match(/^[\p{L}\p{N}]+(?:[-_]+[\p{L}\p{N}]+)*/u)?.[0] ?? "";
    if (key === "@") return { start, answers, partial: start !== graph.first, edition: name };
    if (key === "@from") start = graph.has(graph.heir(name)) ? graph.heir(name) : start;
    else if (key === graph.heir(key) || !answers.has(graph.heir(key))) {
      answers.set(graph.heir(key), name);
    }
  }
  return { start, answers, partial: start !== graph.first, edition: "" };
}

/**
 * @param {Path} path
 * @param {Graph} graph
 * @returns {string} The fragment, without `#`.
 */
export function writePath(path, graph) {
  if (path.answers.size === 0) return path.partial ? path.start : graph.first;
  const from = path.partial ? `@from=${path.start}&` : "";
  return `${from}${new URLSearchParams([...path.answers])}&@=${graph.edition}`;
}

/**
 * Follow the answers from the start as far as they hold.
 * @param {Path} path
 * @param {Graph} graph
 * @returns {{passed: string[], step: string, stray: string[]}} The questions answered, the step
 *   reached, and the questions whose answers the path holds and does not reach.
 */
export function replayPath(path, graph) {
  /** @type {string[]} */
  const passed = [];
  let step = path.start;
  for (;;) {
    const answer = path.answers.get(step);
    const next = answer === undefined ? null : graph.next(step, answer);
    if (next === null || passed.includes(step)) break;
    passed.push(step);
    step = next;
  }
  return { passed, step, stray: [...path.answers.keys()].filter((id) => !passed.includes(id)) };
}

/**
 * The path with one answer taken out; later ones stay, to be used again where they still hold.
 * @param {Path} path
 * @param {string} question
 * @returns {Path}
 */
export function withoutAnswer(path, question) {
  const answers = new Map(path.answers);
  answers.delete(question);
  return { ...path, answers };
}

/**
 * The path with an answer put in, and the questions whose answers no longer apply.
 * @param {Path} path
 * @param {string} question
 * @param {string} answer
 * @param {Graph} graph
 * @returns {{path: Path, dropped: string[]}}
 */
export function withAnswer(path, question, answer, graph) {
  const all = { ...path, answers: new Map(path.answers).set(question, answer) };
  const { passed, stray } = replayPath(all, graph);
  const answers = new Map(passed.map((id) => [id, all.answers.get(id) ?? ""]));
  return { path: { ...all, answers }, dropped: stray.filter((id) => graph.has(id)) };
}
