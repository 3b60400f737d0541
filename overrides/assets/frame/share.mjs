// A button at the foot of every page that shares its address.

import { decodeSafely } from "./fragment.mjs";
import { share } from "./toast.mjs";

/** The address of this page; a path through a flowchart, which names answers, is left out. */
function address() {
  const target = document.getElementById(decodeSafely(location.hash.slice(1)));
  return location.origin + location.pathname + (target ? location.hash : "");
}

const list = document.querySelector(".footer-meta ul");
if (list) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.share = "";
  button.textContent =
    typeof navigator.share === "function" ? "Share this page" : "Copy the link to this page";
  button.addEventListener("click", () => share({ title: document.title, url: address() }));
  const item = document.createElement("li");
  item.append(button);
  list.prepend(item);
}
