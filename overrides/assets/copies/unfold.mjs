// What is folded on the screen is open on paper: numbers of other areas, and in the flowchart the
// help with a question. A stylesheet alone can open it only where browsers know
// `::details-content`: Chromium since 131, Firefox since 143, Safari since 18.4.

const FOLDED = "details:is(.other-areas, .step-help, .flowchart-about):not([open])";

/** @type {HTMLDetailsElement[]} */
let unfolded = [];

addEventListener("beforeprint", () => {
  unfolded = Array.from(document.querySelectorAll(FOLDED));
  for (const details of unfolded) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of unfolded) details.open = false;
});
