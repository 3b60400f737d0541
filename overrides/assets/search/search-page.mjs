// The search on its own page. What is looked for stands after the "#" of the address, the part that
// a browser never sends; so it can be gone back to, and kept.

import { element } from "../frame/element.mjs";
import { decodeSafely } from "../frame/fragment.mjs";
import { makeButton } from "../frame/traces.mjs";
import { KEY } from "./search.mjs";
import { loadIndex, rootOf, View } from "./view.mjs";

const place = document.querySelector("[data-search]");
const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a[data-index]"));

/** What the address asks for. */
function asked() {
  const fragment = location.hash.slice(1);
  const query = new URLSearchParams(fragment).get("q");
  if (query !== null) return query;
  // What a program has encoded once more; or a number alone, as behind the address of a section.
  const plain = decodeSafely(fragment);
  if (plain.startsWith("q=")) return plain.slice(2);
  return /^\W*\d/.test(plain) ? plain : "";
}

/** @param {string} query */
function keep(query) {
  if (query === asked()) return;
  const address = new URL(location.href);
  address.hash = query ? `q=${encodeURIComponent(query)}` : "";
  history.replaceState(history.state, "", address);
}

/** The choice whether "/" opens the search: a single key can be struck by a voice that dictates. */
function makeChoice() {
  const box = element("input", {});
  box.type = "checkbox";
  try {
    box.checked = localStorage.getItem(KEY) !== "off";
  } catch {
    box.checked = true;
  }
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(KEY, box.checked ? "on" : "off");
    } catch {
      // Storage is denied: nothing can be kept.
    }
  });
  return element(
    "label",
    { className: "search-choice" },
    box,
    " The key / opens the search. Ctrl+K always does.",
  );
}

if (place && link) {
  const view = new View(rootOf(link), () => loadIndex(link), keep);
  const leave = element("p", { className: "search-leave" }, makeButton());
  place.replaceChildren(view.element, leave);
  // The situations stand between, until something is found.
  (place.parentElement?.querySelector(".situations") ?? place).after(makeChoice());
  const show = () => {
    view.field.value = asked();
    view.ask();
  };
  addEventListener("hashchange", show);
  show();
}
