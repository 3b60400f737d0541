// Dates a printed copy at the moment of printing, in the manual's time whatever the device's zone,
// and sets the stamp at the edge of every sheet. What the stamp says stands in the page already,
// in `data-sheet`; here it becomes custom properties of the root, which the margin boxes of
// copies.css print. Where a browser has no margin boxes, the stamp itself is printed, which stands
// ahead of the text: what dates a copy and lets it be checked is on the first sheet.

import "./unfold.mjs";
import { spellMoment, spellSaved } from "../frame/time.mjs";

/** Of the code, its quiet zone included: a phone reads it from a hand's breadth away. */
const CODE_SIZE = "22mm";

const root = document.documentElement;
const stamp = document.querySelector("[data-copy-stamp]");

/**
 * @param {string} name
 * @param {string} value A value of CSS.
 */
const setSheet = (name, value) => root.style.setProperty(`--sheet-${name}`, value);

/**
 * A text as a string of CSS.
 * @param {string} text
 */
const quote = (text) => `"${text.replace(/["\\]/g, "\\$&").replace(/\s+/g, " ").trim()}"`;

/**
 * The code as an image of CSS.
 * @param {SVGElement} code
 */
function codeImage(code) {
  const copy = /** @type {SVGElement} */ (code.cloneNode(true));
  copy.setAttribute("width", CODE_SIZE);
  copy.setAttribute("height", CODE_SIZE);
  const text = new XMLSerializer().serializeToString(copy);
  return `url("data:image/svg+xml,${encodeURIComponent(text)}")`;
}

/** Whether the browser knows margin boxes: Chromium since 131, Safari since 18.2. */
const hasMarginBoxes = () =>
  "CSSMarginRule" in globalThis || globalThis.CSS?.supports("at-rule(@bottom-left)") === true;

/**
 * What a part of the stamp says; of amendments, whether they show.
 * @param {Element} part
 */
function wordsOf(part) {
  if (part.getAttribute("data-sheet") !== "amendments") return part.textContent ?? "";
  const shown = document.querySelector('[data-amendments="shown"]') !== null;
  const compared = document.querySelector("#before-switch:checked") !== null;
  const state = shown ? "shown" : compared ? "compared" : "hidden";
  return part.querySelector(`.copy-${state}`)?.textContent ?? "";
}

function setSheets() {
  if (!("sheets" in root.dataset)) return;
  stamp?.querySelectorAll("[data-sheet]").forEach((part) => {
    setSheet(part.getAttribute("data-sheet") ?? "", quote(wordsOf(part)));
  });
}

/** When it is printed; of what the device has saved that is no word that it is correct. */
function tellPrinted() {
  const now = spellMoment(new Date());
  const { offline, found } = root.dataset;
  if (offline === undefined) return `Correct as printed on ${now}.`;
  const newest = found ? `, last found to be the newest ${spellSaved(found)}` : "";
  return `Printed on ${now} from the copy saved ${spellSaved(offline)}${newest}.`;
}

function date() {
  const printed = stamp?.querySelector('[data-sheet="printed"]');
  if (printed) printed.textContent = tellPrinted();
  setSheets();
}

const code = stamp?.querySelector("svg");
if (code && hasMarginBoxes()) {
  // Long before the paper is laid out: an image that is still to be read would be missing there.
  root.dataset.sheets = "";
  setSheet("code", codeImage(code));
  setSheets();
}
addEventListener("beforeprint", date);
// For whatever lays out paper without that event.
matchMedia("print").addEventListener("change", (event) => event.matches && date());
