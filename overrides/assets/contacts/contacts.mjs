// Who to call: the reader's area first, and whether a number answers now. Without this module
// every number is on the page all the same.
import { element } from "../frame/element.mjs";
import { readClock } from "../frame/time.mjs";
import { drawBar } from "./call-bar.mjs";
import { standing } from "./hours.mjs";

const KEY = "area";
const MINUTE = 60_000;

const full = document.querySelector("[data-area-choice]:has(select)");
const country = /** @type {HTMLElement | null} */ (document.querySelector("[data-bank-holidays]"))
  ?.dataset;
const holidays = { days: (country?.bankHolidays ?? "").split(" "), name: country?.holiday ?? "" };
const said = element("p", { className: "visually-hidden" });
said.setAttribute("role", "status");

let choice = "";
let isKept = true;

function recall() {
  try {
    if (isKept) choice = localStorage.getItem(KEY) ?? "";
  } catch {
    isKept = false; // storage is denied: the choice then lasts for the page
  }
}

/** @param {string} value */
function keep(value) {
  choice = value;
  try {
    if (value) localStorage.setItem(KEY, value);
    else localStorage.removeItem(KEY);
  } catch {
    isKept = false;
  }
}

// Areas

const selects = Array.from(document.querySelectorAll("[data-area-choice]"), (place) => {
  if (place !== full) {
    place.append(...Array.from(full?.children ?? [], (child) => child.cloneNode(true)));
  }
  return /** @type {HTMLSelectElement} */ (place.querySelector("select"));
}).filter(Boolean);

/** The lists of contacts, each with its items in the order of the page. */
const lists = Array.from(document.querySelectorAll("[data-areas]"), (list) => ({
  list,
  items: /** @type {HTMLElement[]} */ (Array.from(list.children)),
}));

/** The parts of the page of contacts, each with its heading, in its order. */
const parts = Array.from(document.querySelectorAll("h2[data-area]"), (heading) => {
  const nodes = [heading];
  for (
    let next = heading.nextElementSibling;
    next && !next.matches("h2");
    next = next.nextElementSibling
  ) {
    nodes.push(next);
  }
  return { area: heading.getAttribute("data-area"), nodes };
});

/**
 * @param {Element} list
 * @param {HTMLElement[]} items
 * @param {string} area  empty where none is chosen
 */
function arrange(list, items, area) {
  const own = items.some((item) => item.dataset.area === area);
  const isOther = (/** @type {HTMLElement} */ { dataset }) =>
    own && dataset.area !== area && dataset.area !== "everywhere";
  const others = items.filter(isOther);
  const first = items.filter((item) => !isOther(item));
  if (list.matches("span")) {
    for (const item of items) item.classList.toggle("is-other", others.includes(item));
    list.replaceChildren(
      ...[...first, ...others].flatMap((item, n) => (n ? ["; ", item] : [item])),
    );
  } else {
    list.replaceChildren(...first, ...(others.length ? [fold(list, others)] : []));
  }
}

/**
 * What is of other areas, folded, at the end of a list.
 * @param {Element} list
 * @param {Element[]} others
 */
function fold(list, others) {
  // The strip of the flowchart has room for one line.
  const words = list.closest(".urgent")
    ? "Other areas"
    : (document.querySelector("[data-other-areas]")?.getAttribute("data-other-areas") ?? "");
  const inner = /** @type {Element} */ (list.cloneNode());
  inner.removeAttribute("data-areas");
  inner.append(...others);
  const summary = element("summary", {}, words);
  const details = element("details", { className: "other-areas" }, summary, inner);
  return list.matches("ul") ? element("li", { className: "call-others" }, details) : details;
}

function showArea() {
  const options = selects.length ? Array.from(selects[0].options, ({ value }) => value) : [];
  const area = choice.split("/")[0];
  // A place that the manual no longer names leaves its area; an area that is gone leaves none.
  const value = [choice, area].find((one) => options.includes(one)) ?? "";
  for (const select of selects) select.value = value;
  const present = value && area;
  for (const { list, items } of lists) arrange(list, items, present);
  const order = [...parts].sort(
    (one, other) => Number(other.area === present) - Number(one.area === present),
  );
  parts[0]?.nodes[0]
    .closest("article")
    ?.querySelector("[data-area-choice]")
    ?.after(...order.flatMap(({ nodes }) => nodes));
}

for (const select of selects) {
  /** @type {HTMLElement} */ (select.closest("[data-area-choice]")).hidden = false;
  select.addEventListener("change", () => {
    keep(select.value);
    showArea();
    showBar();
    const name = select
      .querySelector(`option[value="${select.value.split("/")[0]}"]`)
      ?.getAttribute("data-name");
    said.textContent = name ? `The numbers of ${name} now come first.` : "Showing all areas.";
  });
}
full?.append(said);

/** The id of the area that the reader has chosen; empty where none is. */
export function chosenArea() {
  return choice.split("/")[0];
}

// Hours

/**
 * How a contact's number stands now; null where nothing is to be said.
 * @param {string} hours  empty where they are not known
 */
export function standingNow(hours) {
  return hours ? standing(hours, readClock(new Date()), holidays) : null;
}

/**
 * The places that show a number with hours.
 * @type {HTMLElement[]}
 */
const places = Array.from(document.querySelectorAll("[data-hours]"));

function showStanding() {
  const moment = new Date();
  const clock = readClock(moment);
  const isAway = 60 * moment.getHours() + moment.getMinutes() !== clock.minute;
  for (const place of places) {
    show(place, standing(place.dataset.hours ?? "", clock, holidays), isAway);
  }
  for (const check of document.querySelectorAll("[data-overdue-from]")) {
    if ((check.getAttribute("data-overdue-from") ?? "") > clock.date) continue;
    check.removeAttribute("data-overdue-from");
    // Short, in a list of numbers or in a sentence.
    const words = check.getAttribute("data-overdue");
    if (words) {
      check.textContent = words;
      check.removeAttribute("hidden");
      continue;
    }
    check.className = "contact-warning";
    check.append(" Confirm the number before you rely on it.");
  }
}

/**
 * @param {HTMLElement} place
 * @param {import("./hours.mjs").Standing | null} now
 * @param {boolean} isAway
 */
function show(place, now, isAway) {
  const numbers = Array.from(place.querySelectorAll("[data-number]"));
  if (!now || !numbers.length) return;
  const isInline = place.matches(".contact-inline");
  const sentences = [now.now, now.more && `${now.more}${isAway ? ` (${country?.clock})` : ""}`];
  const words = isInline
    ? `(${now.now.charAt(0).toLowerCase()}${now.now.slice(1)}) `
    : `${sentences.filter(Boolean).join(". ")}.`;
  let label = place.querySelector("[data-standing]");
  if (label?.textContent === words) return; // nothing has changed since the last minute
  place.dataset.state = now.state;
  if (numbers[1] && numbers[0].getAttribute("data-number") !== now.first) {
    swap(numbers[0], numbers[1]);
  }
  if (!label) {
    label = element("span", { className: "contact-state" });
    label.setAttribute("data-standing", "");
  }
  label.textContent = words;
  place.querySelector("[data-numbers], [data-number]")?.before(label);
}

/**
 * @param {Element} first
 * @param {Element} second
 */
function swap(first, second) {
  const focused = document.activeElement;
  const mark = document.createComment("");
  first.replaceWith(mark);
  second.replaceWith(first);
  mark.replaceWith(second);
  if (focused instanceof HTMLElement && (first.contains(focused) || second.contains(focused))) {
    focused.focus();
  }
}

function showBar() {
  const [area = "", place] = choice.split("/");
  const named = place ? full?.querySelector(`option[value="${CSS.escape(choice)}"]`) : null;
  const own = full?.querySelector(`option[value="${CSS.escape(area)}"]`);
  drawBar(area && own ? area : "", named?.textContent ?? own?.getAttribute("data-name") ?? "");
}

function tick() {
  showStanding();
  showBar();
  setTimeout(tick, MINUTE - (Date.now() % MINUTE));
}

// On paper is nothing that holds for the moment alone.

addEventListener("beforeprint", () => {
  for (const place of places.filter(({ dataset }) => dataset.state))
    show(place, { state: "open", first: "usual", now: "", more: "" }, false);
});
addEventListener("afterprint", showStanding);

// Another page of the manual may have changed the choice, and the device may have slept.
function refresh() {
  const before = choice;
  recall();
  if (choice !== before) showArea();
  showStanding();
  showBar();
}

recall();
showArea();
tick();
addEventListener("storage", refresh);
addEventListener("pageshow", ({ persisted }) => persisted && refresh());
addEventListener("visibilitychange", showStanding);
