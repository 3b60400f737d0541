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
 * @param {Set<string>} told The numbers that situations ahead of it have told; its own are added.
 */
export function ways(record, index, root, told) {
  const calls = record.kind === "contact" ? ownCalls(record) : callsIn(record, index, told);
  const links = [...calls, ...flowchart(record, index, root)];
  return links.length ? element("p", { className: "search-ways" }, ...links) : null;
}

/**
 * The numbers of a contact, below its name.
 * @param {SearchRecord} contact
 */
function ownCalls(contact) {
  return inOrder(contact, "Call", "Out of hours");
}

/**
 * Whom to call in a situation: in the reader's area, where that is known, or one number of each.
 * @param {SearchRecord} record
 * @param {Index} index
 * @param {Set<string>} told
 */
function callsIn({ contact = "" }, index, told) {
  if (!contact || told.has(contact)) return [];
  told.add(contact);
  const all = index.contactsOf(contact);
  const own = all.filter(({ area }) => area === chosenArea());
  if (own.length) return own.flatMap((one) => inOrder(one, one.title, "Out of hours"));
  return all.flatMap((one) => {
    const name = one.area ? one.of : one.title;
    return inOrder(one, name, `${name}, out of hours`).slice(0, all.length > 1 ? 1 : 2);
  });
}

/**
 * The numbers of a contact as links, that which answers now first.
 * @param {SearchRecord} contact
 * @param {string | undefined} usual Words for its number.
 * @param {string} other Words for that out of hours.
 */
function inOrder({ phones = [], hours = "" }, usual, other) {
  const calls = phones.map(([shown, link], at) => {
    const words = at ? other : (usual ?? "");
    const made = element("a", {}, `${words} `, element("span", { className: "tel" }, shown));
    made.href = link;
    return made;
  });
  return numberNow(hours) === "other" ? calls.reverse() : calls;
}

/**
 * The step that goes with a situation: an outcome by its title, or the flowchart's beginning.
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
