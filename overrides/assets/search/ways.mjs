// What goes with a result: the step of a flowchart, and the numbers to call.

import { chosenArea, numberNow } from "../contacts/contacts.mjs";
import { element } from "../frame/element.mjs";

/**
 * @typedef {import("./ranking.mjs").SearchRecord} SearchRecord
 * @typedef {import("./ranking.mjs").Index} Index
 */

/**
 * The links below a situation or a contact; null where there are none.
 * @param {SearchRecord} record
 * @param {Index} index
 * @param {string} root Address of the site's root.
 */
export function ways(record, index, root) {
  const contacts = record.kind === "contact" ? [record] : contactsOf(record, index);
  const links = [
    ...contacts.flatMap((contact) => numbers(contact, contacts.length > 1)),
    ...flowchart(record, index, root),
  ];
  return links.length ? element("p", { className: "search-ways" }, ...links) : null;
}

/**
 * Whom to call in a situation: in the reader's area, where that is known, or in each.
 * @param {SearchRecord} record
 * @param {Index} index
 */
function contactsOf({ contact = "" }, index) {
  const all = contact ? index.contactsOf(contact) : [];
  const own = all.filter(({ area }) => area === chosenArea());
  return own.length ? own : all;
}

/**
 * Its numbers as links, that which answers now first; in a list of areas that one alone.
 * @param {SearchRecord} contact
 * @param {boolean} isOneOfMany
 */
function numbers({ title = "", of = "", area, phones = [], hours = "" }, isOneOfMany) {
  const named = isOneOfMany ? of : area ? `${title}, ${of}` : title;
  const calls = phones.map(([shown, link], at) =>
    call(at ? `${named}, out of hours` : named, shown, link),
  );
  if (numberNow(hours) === "other") calls.reverse();
  return isOneOfMany ? calls.slice(0, 1) : calls;
}

/**
 * @param {string} words
 * @param {string} shown
 * @param {string} link
 */
function call(words, shown, link) {
  const made = element("a", {}, `${words} `, element("span", { className: "tel" }, shown));
  made.href = link;
  return made;
}

/**
 * The step that goes with a situation: an outcome by its title, or the flowchart from its beginning.
 * @param {SearchRecord} record
 * @param {Index} index
 * @param {string} root
 */
function flowchart({ step = "" }, index, root) {
  const found = step ? index.at(step) : undefined;
  if (!found) return [];
  const title = found.kind === "outcome" ? found.title : found.of;
  const link = element("a", {}, `Flowchart: ${title}`);
  link.href = new URL(step, root).href;
  return [link];
}
