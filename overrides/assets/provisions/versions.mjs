// "Read on": says what a section said on any day, and leads there. It knows what the list at the
// page's end says; without this module that list is what a reader has.

import { element } from "../frame/element.mjs";
import { localDay, spellDay } from "../frame/time.mjs";

const EARLIEST = "1900-01-01";

const list = /** @type {HTMLElement | null} */ (document.querySelector(".earlier"));
const line = document.querySelector(".version-link")?.closest("p");
const number = list?.dataset.section ?? "";
/** What stood when, the newest first: of the section, and of the manual before it. */
const every = /** @type {HTMLElement[]} */ ([...(list?.querySelectorAll("[data-first]") ?? [])]);
const own = every.filter(({ dataset }) => !("none" in dataset));

/**
 * Copies of the links in an item of the list that lead to what stood.
 * @param {HTMLElement} item
 */
const links = (item) =>
  Array.from(item.querySelectorAll(":scope > a"), (link) => link.cloneNode(true));

/**
 * What is known of a day, with links.
 * @param {string} day `2020-12-01`
 * @returns {(string | Node)[]}
 */
function tell(day) {
  const on = `on ${spellDay(day)}`;
  if (day > localDay(new Date())) {
    return [`Nobody can say yet what ${number} will say ${on}.`];
  }
  const found = every.find(
    ({ dataset: { first = "", last = "9" } }) => first <= day && day <= last,
  );
  if (!found || !own.includes(found)) return tellNearest(on, found);
  const [link] = links(found);
  if (!link) return [`This is what stood ${on}.`];
  if (!found.dataset.last) return [`The present wording stood ${on}: `, link, "."];
  link.textContent = `Read ${number} as it stood ${on}`;
  return [link];
}

/**
 * Where nothing of the section stood: its first wording, and what the manual held instead.
 * @param {string} on `on 1 December 2020`
 * @param {HTMLElement | undefined} found What is known of that day.
 */
function tellNearest(on, found) {
  const first = /** @type {HTMLElement} */ (own.at(-1));
  const [link] = links(first);
  const nearest = link ? ["; the nearest is that of ", link] : ["; the nearest is this one"];
  const held = found ? links(found).flatMap((one) => [", ", one]) : ["", "nothing"];
  const [, ...then] = [...held, "."];
  return [`${number} had no wording ${on}`, ...nearest, ". The manual then held ", ...then];
}

if (line && own.length) {
  const field = element("input", { type: "date", min: EARLIEST });
  const said = element("p", { className: "read-on-answer" });
  said.setAttribute("role", "status");
  field.addEventListener("change", () => {
    said.replaceChildren(...(field.value >= EARLIEST ? tell(field.value) : []));
  });
  line.append(" ", element("label", { className: "read-on" }, "Read on ", field));
  line.after(said);
  if (line.closest(".as-at")) {
    const button = element("button", { type: "button", className: "print-wording" }, "Print");
    button.addEventListener("click", () => print());
    line.append(" ", button);
  }
}
