// Explains a term where it stands. The explanation is taken from the list at the page's end,
// so a link without this module leads to the glossary, and nothing is said twice in the page.

import { element } from "../frame/element.mjs";
import { said } from "../frame/said.mjs";

/** @type {HTMLElement | null} */
let card = null;
/** @type {HTMLAnchorElement | null} */
let opener = null;

/**
 * @param {HTMLAnchorElement} link
 * @param {Element} entry
 */
function open(link, entry) {
  close();
  const explanation = entry.querySelector("dd");
  if (!explanation) return;
  // From this page's own list, made by the build.
  const words = Array.from(explanation.childNodes, (node) => node.cloneNode(true));
  const more = element("a", { href: link.href }, "Glossary");
  const id = `card-${link.dataset.term}`;
  card = element("span", { className: "term-card", id }, element("span", {}, ...words), " ", more);
  // After the sentence, and ahead of the list that it may introduce.
  const block = link.closest("p, li, td, th, dd, dt, h2, h3") ?? link;
  const list = block.querySelector(":scope > :is(ul, ol)");
  if (list) list.before(card);
  else if (block === link) link.after(card);
  else block.append(card);
  link.setAttribute("aria-expanded", "true");
  opener = link;
  said(explanation.textContent ?? "", false);
}

function close() {
  card?.remove();
  opener?.setAttribute("aria-expanded", "false");
  card = null;
  opener = null;
}

document.querySelectorAll("a.term").forEach((link) => {
  if (!(link instanceof HTMLAnchorElement)) return;
  const entry = document.getElementById(`term-${link.dataset.term}`);
  if (!entry) return;
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (opener === link) close();
    else open(link, entry);
  });
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      link.click();
    }
  });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !opener) return;
  const link = opener;
  close();
  link.focus();
});
