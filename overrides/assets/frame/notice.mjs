// A box at the foot of the screen that stays until it is closed, and is spoken. It covers a part
// of the page, and moves none of it.

import { element } from "./element.mjs";

const region = element("div", { className: "notice" });
region.setAttribute("role", "status");
document.body.append(region);

/** @param {(Node | string)[]} children What it holds; empty where none is to be shown. */
export function notify(...children) {
  region.replaceChildren();
  if (!children.length) return;
  const close = element("button", { type: "button" }, "Close");
  close.addEventListener("click", () => region.replaceChildren());
  // A region is heard when something is put into it after it came.
  requestAnimationFrame(() => region.replaceChildren(...children, close));
}
