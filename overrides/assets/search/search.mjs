// Opens the search: by its links, by "/" and by Ctrl+K. Nothing else of it is fetched before.

/** Where the choice is kept that "/" shall not open it: for those who speak their keystrokes. */
export const KEY = "search-key";

const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a[data-index]"));

async function open() {
  const field = document.querySelector("[data-search] input");
  if (field instanceof HTMLInputElement) return field.focus();
  if (!link) return;
  try {
    const { openDialog } = await import("./dialog.mjs");
    openDialog(link);
  } catch {
    location.assign(link.href); // no signal, or an old browser: its page says how to go on
  }
}

/**
 * Whether what is typed goes into a field.
 * @param {EventTarget | null} target
 */
function isField(target) {
  return (
    target instanceof Element &&
    target.closest("input, select, textarea, [contenteditable]") !== null
  );
}

function slashOpens() {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true; // storage is denied
  }
}

/** @param {KeyboardEvent} event */
function asksForSearch(event) {
  if (event.altKey || event.isComposing) return false;
  if (event.key?.toLowerCase() === "k") return (event.ctrlKey || event.metaKey) && !event.shiftKey;
  return (
    event.key === "/" && !event.ctrlKey && !event.metaKey && !isField(event.target) && slashOpens()
  );
}

document.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (!(event.target instanceof Element) || !event.target.closest("[data-open-search]")) return;
  event.preventDefault();
  open();
});

document.addEventListener("keydown", (event) => {
  if (!asksForSearch(event)) return;
  event.preventDefault();
  open();
});
