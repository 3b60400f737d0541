// A button at the foot of every page that shares its address.

import { element } from "./element.mjs";
import { decodeSafely } from "./fragment.mjs";
import { share } from "./toast.mjs";

/** The address of this page; a path through a flowchart, which names answers, is left out. */
function address() {
  const target = document.getElementById(decodeSafely(location.hash.slice(1)));
  return location.origin + location.pathname + (target ? location.hash : "");
}

const list = document.querySelector(".footer-meta ul");
if (list) {
  const isShared = typeof navigator.share === "function";
  const words = isShared ? "Share this page" : "Copy the link to this page";
  const button = element("button", { type: "button" }, words);
  button.dataset.share = "";
  button.addEventListener("click", () => share({ title: document.title, url: address() }));
  list.prepend(element("li", {}, button));
}
