// What has changed since a copy was made, out of the file that names it: one for each section,
// flowchart and the contacts.

/** @typedef {import("./subject.mjs").Row} Row */

/**
 * `2.1.3, 2.1.4 and 2.1.5`.
 * @param {string[]} names
 */
export const list = (names) => names.join(", ").replace(/, ([^,]*)$/, " and $1");

/**
 * A part of a row's file, or null where it cannot be had. A file of another build may lack it.
 * @param {Row} row
 * @param {string} selector
 * @returns {Promise<HTMLElement | null>}
 */
export async function fetchBlock(row, selector) {
  try {
    const response = await fetch(new URL(row.file, location.href));
    if (!response.ok) return null;
    const text = await response.text();
    const found = new DOMParser().parseFromString(text, "text/html").querySelector(selector);
    return found instanceof HTMLElement ? document.adoptNode(found) : null;
  } catch {
    return null; // offline, and not in the copy that the device has saved
  }
}

/**
 * What a block shows, less its heading, which the answer has too.
 * @param {HTMLElement} block
 */
export function bodyOf(block) {
  return Array.from(block.children).filter((child) => child.tagName !== "H2");
}

/**
 * What a block tells of changes: first in a sentence, then in full.
 * @param {HTMLElement} block
 * @param {string} paragraph The one that was asked for; empty where the whole section was.
 * @returns {(string | Node)[]}
 */
export function describe(block, paragraph) {
  /** @type {NodeListOf<HTMLElement>} */
  const items = block.querySelectorAll("[data-changed]");
  const changed = Array.from(items, ({ dataset }) => dataset);
  const sentences = [];
  if (changed.length) sentences.push(`${countByKind(changed)}.`);
  if (paragraph) {
    const own = changed.some((item) => item.changed === paragraph || item.was === paragraph);
    sentences.push(
      own
        ? `Paragraph ${paragraph} is among them.`
        : `Nothing has changed in paragraph ${paragraph}.`,
    );
  }
  return [...sentences, ...bodyOf(block)];
}

/**
 * `2.1.3 and 2.1.4 changed; 2.1.5 inserted`.
 * @param {DOMStringMap[]} changed
 */
function countByKind(changed) {
  /** @type {Map<string, string[]>} */
  const kinds = new Map();
  for (const { kind = "", was, changed: number = "" } of changed) {
    kinds.set(kind, [...(kinds.get(kind) ?? []), was ?? number]);
  }
  return Array.from(kinds, ([kind, numbers]) => `${list(numbers)} ${kind}`).join("; ");
}
