// "Leave no trace": clears what this site can clear of a visit on a device that others use, and
// says what only the reader can clear. Colours and the choice of the key "/" stay: they say
// nothing of a case. So does the offline copy, which is the same for everyone.

import { element } from "./element.mjs";
import { notifyAbove } from "./notice.mjs";

const WORDS = "Leave no trace on this device";
/** How long the browser may take to go back within the page, in milliseconds. */
const WAIT = 1000;

/**
 * Add an entry to the history that knows how many of its page stand before it.
 * @param {string} address
 */
export function pushEntry(address) {
  history.pushState({ depth: depth() + 1 }, "", address);
}

function depth() {
  return Number(history.state?.depth ?? 0);
}

/** A button, and what it does. */
export function makeButton() {
  const button = element("button", { type: "button", className: "leave" }, WORDS);
  button.dataset.leave = "";
  return button;
}

async function leave() {
  forget();
  await goToFirst();
  // The entry of the page loses its path; those after it are dropped, because one is added.
  history.replaceState(null, "", location.pathname);
  history.pushState({ left: true }, "", location.pathname);
  location.reload();
}

/** What is cleared of what the device keeps: docs/about.md lists all of that. */
function forget() {
  try {
    localStorage.removeItem("area");
    localStorage.removeItem("seen");
    sessionStorage.removeItem("seen");
    sessionStorage.removeItem("amendments");
  } catch {
    // Storage is denied: nothing was kept.
  }
}

/** Goes back to the first entry of this page, as far as this page made the later ones. */
function goToFirst() {
  const steps = depth();
  if (!steps) return;
  return new Promise((done) => {
    addEventListener("popstate", done, { once: true });
    setTimeout(done, WAIT);
    history.go(-steps);
  });
}

function tell() {
  notifyAbove(
    element("p", {}, "Cleared from this page: your answers, your record and your search."),
    element(
      "p",
      {},
      "Your browser’s history may still list the pages that you opened, with your answers or " +
        "your search in their addresses: clear it in the browser’s menu. What you saved, copied " +
        "or printed is still where you put it.",
    ),
  );
}

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-leave]")) void leave();
});
if (history.state?.left) {
  history.replaceState(null, "", location.href);
  tell();
}
