// Where the fragment of the address is no id on the page: goes to the one that it means, or says
// that the number which it names is not here. A fragment that is an id is the browser's own work.

import "./bar.mjs";
import { element } from "./element.mjs";
import { decodeSafely, findTarget, numberIn } from "./fragment.mjs";
import { notify } from "./notice.mjs";

/** Pages whose fragment is more than the id of a place, and which read it themselves. */
const READS_ITS_OWN = ".flowchart, [data-search], [data-copy-form]";

const search = document.querySelector("a[data-index]");

/** The id to which the last fragment led that was none. */
let led = "";

function arrive() {
  const fragment = location.hash.slice(1);
  const ids = Array.from(document.querySelectorAll("[id]"), ({ id }) => id);
  const { id, missing } = findTarget(fragment, ids);
  const isThere = id === fragment || id === decodeSafely(fragment);
  if (isThere && id === led) return; // as this module made it: what was told still holds
  led = isThere ? "" : id;
  tell(missing, id);
  if (led) location.replace(`#${encodeURIComponent(led)}`);
}

/**
 * Say that a number is not on the page, and where to look for it.
 * @param {string} missing
 * @param {string} id The nearest that the page has, if it has that.
 */
function tell(missing, id) {
  if (!missing || !(search instanceof HTMLAnchorElement)) return notify();
  const words = id
    ? `There is no ${asWritten(missing, id)} here. This is ${asWritten(id, id)}.`
    : `${missing} is not on this page.`;
  const find = element("a", { href: `${search.href}#q=${missing}` }, `Find ${missing}`);
  notify(element("p", {}, words), find);
}

/** The marks at the end of what names a sub-paragraph: `(b)(ii)`. */
const MARKS = /(?:\([^()]*\))+$/;

/**
 * What names a paragraph, or a sub-paragraph of it, with the number as the manual writes it.
 * @param {string} name
 * @param {string} id Of the paragraph, or of what is in it.
 */
function asWritten(name, id) {
  const provision = document.getElementById(id)?.closest("[data-provision]");
  const number = numberIn(id) || provision?.querySelector(".provision-number")?.textContent;
  return `${number}${MARKS.exec(name)?.[0] ?? ""}`;
}

if (!document.querySelector(READS_ITS_OWN)) {
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();
}
