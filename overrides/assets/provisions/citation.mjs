// Shares, copies and prints from the sheet "Cite" of a paragraph, and closes it again. Where the
// address leads to one of its sub-paragraphs, the words, the citation and the link are of that.

import { element } from "../frame/element.mjs";
import { copy, share } from "../frame/toast.mjs";

/**
 * Make a menu's citation and link copy and share themselves.
 * @param {HTMLDetailsElement} menu
 */
function equip(menu) {
  const citation = menu.querySelector("[data-citation]");
  const link = /** @type {HTMLAnchorElement | null} */ (menu.querySelector('[data-copy="link"]'));
  const list = menu.querySelector("ul");
  if (!citation || !link || !list) return;
  const cited = citation.textContent ?? "";
  const number = citation.getAttribute("data-citation") ?? "";
  const own = new URL(link.href);
  own.search = "";
  const update = () => {
    citation.textContent = `${citeClause(cited, number, findClause(menu))}, ${address()}`;
  };
  const reveal = () => menu.open && list.parentElement?.scrollIntoView({ block: "nearest" });
  /** Of what the citation is, now. */
  const address = () => {
    const clause = findClause(menu);
    return clause ? new URL(`#${clause.id}`, own).href : own.href;
  };
  update();
  menu.addEventListener("toggle", update);
  menu.addEventListener("toggle", reveal);
  /**
   * @param {string} words
   * @param {() => void} act
   * @param {Element | null} next The item ahead of which it stands.
   */
  const add = (words, act, next) => {
    const button = element("button", { type: "button" }, words);
    button.addEventListener("click", () => {
      act();
      close(menu);
    });
    list.insertBefore(element("li", {}, button), next);
  };
  const [linked, report] = list.children;
  if (typeof navigator.share === "function") {
    const text = () => citeClause(cited, number, findClause(menu));
    const hand = () => share({ title: document.title, text: text(), url: address() });
    add("Share", hand, linked);
  }
  const wording = menu.closest("[data-provision]")?.querySelector("[data-wording]");
  if (wording) add("Copy words", () => copy(wordsOf(findClause(menu) ?? wording), "Words"), linked);
  add("Copy citation", () => copy(citation.textContent ?? "", "Citation"), linked);
  add("Print section", () => print(), report);
  link.textContent = "Copy link";
  link.addEventListener("click", (event) => {
    event.preventDefault();
    copy(address(), "Link");
    close(menu);
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(menu);
  });
  reveal();
}

/**
 * The words of a wording, or of a sub-paragraph, with its lines.
 * @param {Element} shown
 */
function wordsOf(shown) {
  const copied = /** @type {Element} */ (shown.cloneNode(true));
  for (const block of copied.querySelectorAll("p, li, tr, h2")) block.append("\n");
  return (copied.textContent ?? "").replace(/[ \t]*\n\s*/g, "\n").trim();
}

/**
 * The sub-paragraph to which the address leads, if it is one of the paragraph that a menu is of.
 * @param {HTMLDetailsElement} menu
 */
function findClause(menu) {
  const clause = menu.closest("[data-provision]")?.querySelector("[data-clause]:target");
  return clause instanceof HTMLElement ? clause : null;
}

/**
 * A citation with the marks of a sub-paragraph behind the number of its paragraph.
 * @param {string} cited
 * @param {string} number As it stands there.
 * @param {HTMLElement | null} clause
 */
function citeClause(cited, number, clause) {
  const marks = /(?:\([^()]*\))+$/.exec(clause?.dataset.clause ?? "")?.[0] ?? "";
  const at = cited.lastIndexOf(` ${number},`) + 1;
  return marks && at
    ? cited.slice(0, at) + number + marks + cited.slice(at + number.length)
    : cited;
}

/** @param {HTMLDetailsElement} menu */
function close(menu) {
  menu.open = false;
  menu.querySelector("summary")?.focus();
}

/** @type {NodeListOf<HTMLDetailsElement>} */
const menus = document.querySelectorAll(".provision-tools");
for (const menu of menus) {
  // Equipped when first opened: a page has dozens, and a reader opens one.
  menu.addEventListener("toggle", () => equip(menu), { once: true });
}

document.addEventListener("click", (event) => {
  const { target } = event;
  if (!(target instanceof Node)) return;
  for (const menu of menus) {
    if (menu.open && !menu.contains(target)) menu.open = false;
  }
});
