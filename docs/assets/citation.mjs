// Copies the link and the citation of a paragraph, and closes its menu again.

/** @type {HTMLElement | null} */
let status = null;

/** Tell everyone, those who listen too, what has been done. @param {string} words */
function say(words) {
  if (!status) {
    status = document.createElement("p");
    status.className = "toast";
    status.setAttribute("role", "status");
    document.body.append(status);
  }
  status.textContent = "";
  const region = status;
  requestAnimationFrame(() => {
    region.textContent = words;
  });
  setTimeout(() => {
    if (region.textContent === words) region.textContent = "";
  }, 4000);
}

/** @param {string} text @param {string} what */
async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    say(`${what} copied`);
  } catch {
    say(`Copy this: ${text}`);
  }
}

/** Make a menu's citation and link copy themselves. @param {HTMLDetailsElement} menu */
function equip(menu) {
  const citation = menu.querySelector("[data-citation]");
  const link = /** @type {HTMLAnchorElement | null} */ (menu.querySelector('[data-copy="link"]'));
  const list = menu.querySelector("ul");
  if (!citation || !link || !list) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy citation";
  button.addEventListener("click", () => {
    copy(citation.textContent ?? "", "Citation");
    close(menu);
  });
  const item = document.createElement("li");
  item.append(button);
  list.prepend(item);
  link.textContent = "Copy link";
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const address = new URL(link.href);
    address.search = "";
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
menus.forEach((menu) => {
  // Equipped when first opened: a page has dozens, and a reader opens one.
  menu.addEventListener("toggle", () => equip(menu), { once: true });
});

document.addEventListener("click", (event) => {
  menus.forEach((menu) => {
    if (menu.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
});
