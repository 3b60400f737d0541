// The record of a decision: made from the path and the practitioner's own words, printed, copied
// or saved by her. Nothing is sent or kept, and leaving the page clears it.

import { element } from "../../overrides/assets/frame/element.mjs";
import { said } from "../../overrides/assets/frame/said.mjs";
import { localDay, spellMoment } from "../../overrides/assets/frame/time.mjs";
import { citedBy, forgetOpened, openedIn } from "./cited.mjs";

/**
 * @typedef {object} Decision
 * @property {string} tree The flowchart's title.
 * @property {string} edition The flowchart's edition, in words.
 * @property {{question: string, answer: string, step: HTMLElement}[]} answers
 * @property {string} outcome
 * @property {HTMLElement} step The outcome's own.
 * @property {string[]} points What is still to be confirmed in the paragraphs behind them.
 */

/**
 * @param {HTMLElement} root
 * @param {Decision} decision
 * @returns {HTMLElement | null}
 */
export function makeRecord(root, decision) {
  const template = root.querySelector("template[data-record]");
  if (!(template instanceof HTMLTemplateElement)) return null;
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const record = /** @type {HTMLElement} */ (copy.firstElementChild);
  const form = /** @type {HTMLFormElement} */ (record.querySelector("form"));
  const sheet = /** @type {HTMLElement} */ (record.querySelector("[data-record-sheet]"));
  const title = sheet.dataset.title ?? "";
  const text = () =>
    asText(title, [
      ...describe(decision),
      ...tellPath(decision),
      ...tellParagraphs(decision),
      ...ownWords(form),
      ...tellOpen(decision),
    ]);
  on(record, "[data-record-print]", () => printSheet(root, sheet, title, decision, form));
  on(record, "[data-record-copy]", (button) => copyText(button, text()));
  on(record, "[data-record-save]", () => saveText(text()));
  for (const field of fields(form)) {
    field.value = written.get(field.name) ?? "";
    field.addEventListener("input", () => written.set(field.name, field.value));
  }
  return record;
}

/**
 * What the practitioner has written, by field: kept while she goes back to an answer.
 * @type {Map<string, string>}
 */
const written = new Map();

// A page that the browser keeps for "Back" must not keep her words.
addEventListener("pagehide", forget);
// Nor does the next child's record begin with the words of the last. First of all: a page that
// holds words asks before it is left.
document.addEventListener(
  "click",
  ({ target }) => {
    if (!(target instanceof Element) || !target.closest("[data-restart], [data-leave]")) return;
    forget();
    forgetOpened();
  },
  { capture: true },
);

function forget() {
  written.clear();
  for (const form of document.querySelectorAll("form.record-form")) {
    if (form instanceof HTMLFormElement) form.reset();
  }
}

addEventListener("beforeunload", (event) => {
  if (Array.from(written.values()).some((words) => words.trim())) event.preventDefault();
});

/** @param {HTMLFormElement} form */
const fields = (form) =>
  /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input, textarea"));

/**
 * @param {HTMLElement} record
 * @param {string} selector
 * @param {(button: HTMLElement) => void} act
 */
function on(record, selector, act) {
  const button = record.querySelector(selector);
  if (button instanceof HTMLElement) button.addEventListener("click", () => act(button));
}

/** @typedef {[label: string, lines: string[]]} Row */

/**
 * @param {Decision} decision
 * @returns {Row[]}
 */
function describe(decision) {
  return [
    ["Record made", [spellMoment(new Date())]],
    ["Flowchart", [`${decision.tree} Edition of ${decision.edition}.`]],
  ];
}

/**
 * @param {Decision} decision
 * @returns {Row[]}
 */
const tellPath = ({ answers, outcome }) => [
  ["Answers", answers.map(({ question, answer }) => `${question} ${answer}`)],
  ["Outcome", [outcome]],
];

/** @param {Decision} decision */
const stepsOf = ({ answers, step }) => [...answers.map((answer) => answer.step), step];

/**
 * The paragraphs that were shown, those whose wording is of one day together; and apart from them
 * those that were opened, since nobody has read a number.
 * @param {Decision} decision
 * @returns {Row[]}
 */
function tellParagraphs(decision) {
  const opened = new Set(stepsOf(decision).flatMap(openedIn));
  return [
    ["Paragraphs shown", citedByDay(decision)],
    ["Of these, opened in the flowchart", [[...opened].join(", ") || "None"]],
  ];
}

/** @param {Decision} decision */
function citedByDay(decision) {
  /** @type {Map<string, Set<string>>} */
  const days = new Map();
  for (const { number, since } of stepsOf(decision).flatMap(citedBy)) {
    days.set(since, (days.get(since) ?? new Set()).add(number));
  }
  return Array.from(days, ([since, numbers]) => `${[...numbers].join(", ")} (wording of ${since})`);
}

/**
 * @param {HTMLFormElement} form
 * @returns {Row[]}
 */
function ownWords(form) {
  return Array.from(fields(form), (field) => [
    field.dataset.label ?? "",
    field.value.trim().split("\n"),
  ]);
}

/**
 * On paper the list at the foot of the flowchart says the same.
 * @param {Decision} decision
 * @returns {Row[]}
 */
const tellOpen = ({ points }) => (points.length ? [["Still to be confirmed", points]] : []);

/**
 * @param {string} title
 * @param {Row[]} rows
 */
function asText(title, rows) {
  const parts = rows.map(([label, lines]) =>
    lines.length > 1
      ? `${label}:\n${lines.map((line) => `  ${line}`).join("\n")}`
      : `${label}: ${lines[0] ?? ""}`,
  );
  return `${title}\n\n${parts.join("\n")}\n`;
}

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} sheet
 * @param {string} title
 * @param {Decision} decision
 * @param {HTMLFormElement} form
 */
function printSheet(root, sheet, title, decision, form) {
  sheet.replaceChildren(
    element("h2", {}, title),
    list(describe(decision)),
    grid(decision),
    list([...ownWords(form), ["Signed, and date", [""]]]),
    list(tellParagraphs(decision)),
  );
  root.dataset.printing = "record";
  addEventListener(
    "afterprint",
    () => {
      delete root.dataset.printing;
      sheet.replaceChildren();
    },
    { once: true },
  );
  print();
}

/** @param {Row[]} rows */
function list(rows) {
  const parts = rows.map(([label, lines]) => {
    const paragraphs = lines.map((line) => element("p", {}, line));
    return element("div", {}, element("dt", {}, label), element("dd", {}, ...paragraphs));
  });
  return element("dl", {}, ...parts);
}

/**
 * The path as a grid: a row for each question, and last the outcome.
 * @param {Decision} decision
 */
function grid({ answers, outcome, step }) {
  const heads = ["Question", "Answer", "Paragraphs shown", "Opened"];
  const rows = [
    ...answers.map((one) => [one.question, one.answer, ...paragraphs(one.step)]),
    [outcome, "Outcome", ...paragraphs(step)],
  ];
  return element(
    "table",
    { className: "record-grid" },
    element("thead", {}, element("tr", {}, ...heads.map((words) => element("th", {}, words)))),
    element(
      "tbody",
      {},
      ...rows.map((cells) => element("tr", {}, ...cells.map((words) => element("td", {}, words)))),
    ),
  );
}

/** @param {HTMLElement} step */
const paragraphs = (step) => [
  citedBy(step)
    .map(({ number }) => number)
    .join(", "),
  openedIn(step).join(", ") || "\u2013",
];

/**
 * @param {HTMLElement} button
 * @param {string} text
 */
async function copyText(button, text) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Copying is not allowed here: save or print instead";
  }
  said(button.textContent, false);
  setTimeout(() => {
    button.textContent = before;
  }, 4000);
}

/** @param {string} text */
function saveText(text) {
  const href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = element("a", { href, download: `record-${localDay(new Date())}.txt` });
  link.click();
  URL.revokeObjectURL(link.href);
}
