// Copies and shares the link and the citation of a paragraph, and closes its menu again.

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
  const address = new URL(link.href);
  address.search = "";
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
    add("Share", () => share({ title: document.title, text: cited, url: address.href }));
  }
  add("Copy citation", () => copy(cited, "Citation"));
  link.textContent = "Copy link";
  link.addEventListener("click", (event) => {
    event.preventDefault();
    copy(address.href, "Link");
    close(menu);
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(menu);
  });
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
