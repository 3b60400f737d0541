// The one place from which a screen reader hears what has just come about. It is in the page from
// the start: a region that is made and filled at once is never spoken (Orca with Firefox).

import { element } from "./element.mjs";

/** How long the words stay, in milliseconds. */
const STAY = 4000;

const region = /** @type {HTMLElement} */ (document.querySelector("[data-said]")) ?? makeRegion();

/** On a page whose frame is not this site's. */
function makeRegion() {
  const made = element("p", { className: "toast" });
  made.setAttribute("role", "status");
  document.body.append(element("div", { className: "float" }, made));
  return made;
}

/** What floats at the foot of the screen: one above the other, so that none covers another. */
export const float = /** @type {HTMLElement} */ (region.parentElement);

/**
 * Have words spoken. They go again, so that nobody who reads on comes to them a second time.
 * @param {string} words
 * @param {boolean} isShown Whether they are to be seen too.
 */
export function said(words, isShown) {
  region.textContent = "";
  region.classList.toggle("visually-hidden", !isShown);
  // The same words again are heard only where they were gone.
  requestAnimationFrame(() => {
    region.textContent = words;
  });
  setTimeout(() => {
    if (region.textContent === words) region.textContent = "";
  }, STAY);
}
