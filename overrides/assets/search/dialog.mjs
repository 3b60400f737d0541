// The search in a dialog over the page that is being read.

import { element } from "../frame/element.mjs";
import { loadIndex, rootOf, View } from "./view.mjs";

/** @type {HTMLDialogElement | undefined} */
let dialog;
/** @type {View | undefined} */
let view;

/**
 * Open the search; the link says where its page and its records are.
 * @param {HTMLAnchorElement} link
 */
export function openDialog(link) {
  dialog ??= makeDialog(link);
  if (!dialog.open) dialog.showModal();
  view?.field.focus();
  view?.field.select();
}

/** @param {HTMLAnchorElement} link */
function makeDialog(link) {
  const page = element("a", {}, "Search on a page of its own");
  page.href = link.href;
  const contents = element("a", {}, "Contents");
  contents.href = new URL("contents/", rootOf(link)).href;
  const close = element("button", { className: "search-close" }, "Close");
  close.type = "button";
  view = new View(
    rootOf(link),
    () => loadIndex(link),
    (query) => {
      page.href = query ? `${link.href}#q=${encodeURIComponent(query)}` : link.href;
    },
    true,
  );
  view.form.append(close);
  view.element.append(element("p", { className: "search-foot" }, contents, page));
  view.ask(); // fetches what it needs while the reader begins to type
  const made = element("dialog", { className: "search-dialog" }, view.element);
  made.setAttribute("aria-label", "Search");
  close.addEventListener("click", () => made.close());
  made.addEventListener("click", (event) => {
    if (event.target === made || leadsWithin(event)) made.close();
  });
  document.body.append(made);
  return made;
}

/**
 * Whether a click follows a link to a place in this page, which the dialog would cover.
 * @param {MouseEvent} event
 */
function leadsWithin(event) {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  const [there, here] = [new URL(link.href), new URL(location.href)];
  return there.pathname === here.pathname;
}
