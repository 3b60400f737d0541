// The paragraphs behind a step: those that it shows, and of them those that the reader opened. A
// record of a decision tells the two apart.

/** @typedef {{number: string, since: string}} Cited A paragraph, and the day of its wording. */

/**
 * @param {HTMLElement} step
 * @returns {Cited[]}
 */
export const citedBy = (step) =>
  Array.from(links(step), ({ dataset }) => ({
    number: dataset.number ?? dataset.cites ?? "",
    since: dataset.since ?? "",
  }));

/**
 * @param {HTMLElement} step
 * @returns {string[]} Their numbers.
 */
export const openedIn = (step) =>
  Array.from(links(step))
    .filter((link) => link.closest("[data-opened]"))
    .map(({ dataset }) => dataset.number ?? dataset.cites ?? "");

/**
 * @param {HTMLElement} step
 * @returns {NodeListOf<HTMLElement>}
 */
const links = (step) => step.querySelectorAll("a[data-since]");

/**
 * Mark what is opened, until the next decision begins.
 * @param {HTMLElement} root
 */
export function markOpened(root) {
  for (const details of root.querySelectorAll(".citation")) {
    details.addEventListener("toggle", () => {
      if (details.hasAttribute("open")) details.setAttribute("data-opened", "");
    });
  }
}

export function forgetOpened() {
  for (const details of document.querySelectorAll("[data-opened]")) {
    details.removeAttribute("data-opened");
  }
}
