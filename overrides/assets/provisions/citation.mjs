// Copies and shares the link and the citation of a paragraph, and closes its menu again. Where the
// address leads to one of its sub-paragraphs, they are those of that.

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
    citation.textContent = citeClause(cited, number, findClause(menu));
  };
  /** Of what the citation is, now. */
  const address = () => {
    const clause = findClause(menu);
    return clause ? new URL(`#${clause.id}`, own).href : own.href;
  };
  update();
  menu.addEventListener("toggle", update);
  /**
   * @param {string} words
   * @param {() => void} act
   */
  const add = (words, act) => {
    const button = element("button", { type: "button" }, words);
    button.addEventListener("click", () => {
      act();
      close(menu);
    });
    list.prepend(element("li", {}, button));
  };
  if (typeof navigator.share === "function") {
    add("Share", () =>
      share({ title: document.title, text: citation.textContent ?? "", url: address() }),
    );
  }
  add("Copy citation", () => copy(citation.textContent ?? "", "Citation"));
  link.textContent = "Copy link";
  link.addEventListener("click", (event) => {
    event.preventDefault();
    copy(address(), "Link");
    close(menu);
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(menu);
  });
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
