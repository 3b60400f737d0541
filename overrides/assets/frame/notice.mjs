// A box that stays until it is closed, and is spoken. At the foot of the screen it covers a part of
// the page, and moves none of it; above the page it covers nothing.

import { element } from "./element.mjs";

const region = makeRegion("notice");
document.body.append(region);

/** @param {string} className */
function makeRegion(className) {
  const made = element("div", { className });
  made.setAttribute("role", "status");
  return made;
}

/**
 * Show a box at the foot of the screen.
 * @param {(Node | string)[]} children What it holds; empty where none is to be shown.
 */
export function notify(...children) {
  region.replaceChildren();
  if (children.length) fill(region, children);
}

/**
 * Show a box ahead of all that the page holds, so that nothing that can be pressed is below it.
 * @param {(Node | string)[]} children
 */
export function notifyAbove(...children) {
  const above = makeRegion("notice notice-above");
  document.getElementById("content")?.before(above);
  fill(above, children);
  requestAnimationFrame(() => above.scrollIntoView({ block: "nearest" }));
}

/**
 * @param {HTMLElement} box
 * @param {(Node | string)[]} children
 */
function fill(box, children) {
  const close = element("button", { type: "button" }, "Close");
  close.addEventListener("click", () => box.replaceChildren());
  // A region is heard when something is put into it after it came.
  requestAnimationFrame(() => box.replaceChildren(...children, close));
}
