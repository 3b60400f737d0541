// A box that stays until it is closed, and is spoken. At the foot of the screen it covers a part of
// the page, and moves none of it; above the page it covers nothing.

import { element } from "./element.mjs";
import { float, said } from "./said.mjs";

const foot = makeBox("notice");
float.append(foot);

/** @param {string} className */
function makeBox(className) {
  const made = element("section", { className });
  made.setAttribute("aria-label", "Notice");
  return made;
}

/**
 * Show a box at the foot of the screen.
 * @param {(Node | string)[]} children What it holds; empty where none is to be shown.
 */
export function notify(...children) {
  foot.replaceChildren();
  if (children.length) fill(foot, children);
}

/**
 * Show a box ahead of all that the page holds, so that nothing that can be pressed is below it.
 * @param {(Node | string)[]} children
 */
export function notifyAbove(...children) {
  const above = makeBox("notice notice-above");
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
  box.replaceChildren(...children);
  said(Array.from(box.childNodes, ({ textContent }) => textContent).join(" "), false);
  box.append(close);
}
