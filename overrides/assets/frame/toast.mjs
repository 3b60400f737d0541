// A short word, shown at the foot and spoken, of what has been done.

import { element } from "./element.mjs";
import { notify } from "./notice.mjs";
import { said } from "./said.mjs";

/**
 * Tell everyone, those who listen too, what has been done.
 * @param {string} words
 */
export const say = (words) => said(words, true);

/**
 * Put a text on the clipboard and say so; where that is denied, show it until it is closed.
 * @param {string} text
 * @param {string} what
 */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    say(`${what} copied`);
  } catch {
    notify(element("p", { className: "notice-copy" }, `Copy this: ${text}`));
  }
}

/**
 * Hand a link to another app of the device, or where it cannot do that, to the clipboard.
 * @param {{title: string, text?: string, url: string}} what
 */
export async function share(what) {
  if (!navigator.share) {
    await copy(what.text ? `${what.text} ${what.url}` : what.url, "Link");
    return;
  }
  try {
    await navigator.share(what);
  } catch (error) {
    // The reader thought better of it.
    if (error instanceof Error && error.name !== "AbortError") await copy(what.url, "Link");
  }
}
