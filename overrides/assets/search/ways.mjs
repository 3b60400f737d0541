// What goes with a result: the step of a flowchart, and whom to call: each form and number, whether
// it answers now, and how far to trust it.

import { chosenArea, standingNow } from "../contacts/contacts.mjs";
import { element } from "../frame/element.mjs";
import { readClock } from "../frame/time.mjs";

/**
 * @typedef {import("./ranking.mjs").SearchRecord} SearchRecord
 * @typedef {import("./ranking.mjs").Index} Index
 */

const UNCONFIRMED = "not yet confirmed";
const ALL_UNCONFIRMED = "None of these is confirmed yet.";

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
 * The form and the numbers of a contact, below its name.
 * @param {SearchRecord} contact
 */
function ownCalls(contact) {
  return [...form(contact, ""), ...inOrder(contact, "Call", "Out of hours"), ...doubt([contact])];
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
  const some = own.length ? own : all;
  const calls = some.flatMap((one) => {
    const name = (own.length || !one.area ? one.title : one.of) ?? "";
    const other = own.length ? "Out of hours" : `${name}, out of hours`;
    const numbers = inOrder(one, name, other);
    return [...form(one, name), ...numbers.slice(0, some.length > 1 ? 1 : 2)];
  });
  return [...calls, ...doubt(some)];
}

/**
 * The online form of a contact, which asks to be written to first; the words say where it leads.
 * @param {SearchRecord} contact
 * @param {string} name What stands ahead; nothing below a contact's own name.
 */
function form({ form: own }, name) {
  if (!own) return [];
  const [host, href] = own;
  const words = `${name ? `${name}: online` : "Online"} form at ${host}`;
  return [element("a", { href }, words)];
}

/**
 * The numbers of a contact as links, that which answers now first.
 * @param {SearchRecord} contact
 * @param {string} usual Words for its number.
 * @param {string} other Words for that out of hours.
 */
function inOrder({ phones = [], hours = "" }, usual, other) {
  const now = standingNow(hours);
  const calls = phones.map(([shown, href], at) => {
    const words = at ? other : `${usual}${now && now.state !== "open" ? said(now.now) : ""}`;
    return element("a", { href }, `${words} `, element("span", { className: "tel" }, shown));
  });
  return now?.first === "other" ? calls.reverse() : calls;
}

/** @param {string} sentence */
function said(sentence) {
  return ` (${sentence.charAt(0).toLowerCase()}${sentence.slice(1)})`;
}

/**
 * That nobody has confirmed some contacts lately: once, where that is so of each.
 * @param {SearchRecord[]} contacts
 */
function doubt(contacts) {
  const { date } = readClock(new Date());
  const some = contacts.filter(({ phones, form }) => phones?.length || form);
  const doubted = some.filter(({ doubt, doubt_from }) => doubt && (doubt_from ?? "") <= date);
  const areAlike = some.every((one) => doubted.includes(one) && one.doubt === UNCONFIRMED);
  const words = doubted.map((one) => `${some.length > 1 ? `${one.of}: ` : ""}${one.doubt}.`);
  const text = some.length > 1 && areAlike ? ALL_UNCONFIRMED : capital(words.join(" "));
  return text ? [element("span", { className: "search-doubt" }, text)] : [];
}

/** @param {string} text */
function capital(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
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
