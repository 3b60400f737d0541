// Who to call, in one line at the head of the home page: for who has chosen an area. It shows what
// the list at the foot of the page says of that area.

import { element } from "../frame/element.mjs";

const bar = document.querySelector("[data-call-bar]");

/** What was drawn last: drawn anew, it would lose the focus. */
let drawn = "";

/**
 * @param {string} area  empty where none is chosen
 * @param {string} place  its name, or that of the place in it
 */
export function drawBar(area, place) {
  if (!bar) return;
  const contact = area && document.querySelector(`.footer-contacts [data-area="${area}"]`);
  // The number to call now is the first.
  const number = contact ? contact.querySelector("[data-number]") : null;
  const tel = number?.querySelector("a.tel");
  const said = contact && number ? state(contact.getAttribute("data-state"), number) : "";
  const now = JSON.stringify([area, place, said, tel?.getAttribute("href")]);
  if (now === drawn) return;
  drawn = now;
  for (const old of bar.querySelectorAll(".call-bar-now")) old.remove();
  bar.toggleAttribute("data-known", Boolean(tel));
  nameChoice(Boolean(tel));
  if (!(tel instanceof HTMLAnchorElement)) return;
  const className = "call-bar-now";
  bar.prepend(
    element("strong", { className }, place),
    element("span", { className }, said),
    element("a", { className: `${className} tel`, href: tel.href }, `Call ${tel.textContent}`),
  );
}

/**
 * Beside a number the choice is a word; its own words are then heard alone.
 * @param {boolean} isKnown
 */
function nameChoice(isKnown) {
  const words = bar?.querySelector("label")?.firstChild;
  if (!words) return;
  const span = words instanceof HTMLElement ? words : element("span", {}, words.textContent ?? "");
  if (span !== words) words.replaceWith(span);
  span.className = isKnown ? "visually-hidden" : "";
}

/**
 * @param {string | null} now  whether somebody answers now; null where the hours are not known
 * @param {Element} number
 */
function state(now, number) {
  if (now === "differs") return "hours may differ now";
  if (now !== "open" && now !== "closed") return ""; // nobody is kept from calling by a mistake
  if (number.getAttribute("data-number") === "other") return "out of hours now";
  return `${now} now`;
}
