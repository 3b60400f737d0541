// The switch "Show amendments". Without this module it works by CSS alone; this remembers the
// choice for the visit, takes it from the address, and keeps the page's marker true.

import { element } from "../frame/element.mjs";

const KEY = "amendments";

/** What the address, or else the visit so far, asks for: "shown", "hidden" or null. */
function wanted() {
  const asked = new URLSearchParams(location.search).get(KEY);
  if (asked === "shown" || asked === "hidden") return asked;
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null; // storage is denied: the choice then lasts for the page
  }
}

/** @param {"shown" | "hidden"} state */
function remember(state) {
  try {
    sessionStorage.setItem(KEY, state);
  } catch {
    // Nothing is lost but the memory of the choice.
  }
  const address = new URL(location.href);
  if (state === "shown") address.searchParams.set(KEY, state);
  else address.searchParams.delete(KEY);
  history.replaceState(history.state, "", address);
}

/**
 * Buttons that lead from one change to the next, while changes are shown.
 * @param {HTMLElement} page
 * @param {HTMLInputElement} box
 */
function addStepper(page, box) {
  const legend = page.querySelector(".amendments-legend") ?? box.closest(".section-bar");
  const changes = Array.from(page.querySelectorAll("[data-redline]"));
  if (!legend || changes.length < 2) return;
  let at = -1;
  const stepper = element("div", { className: "change-stepper" });
  for (const [words, way] of /** @type {[string, number][]} */ ([
    ["Previous change", -1],
    ["Next change", 1],
  ])) {
    const button = element("button", { type: "button" }, words);
    button.addEventListener("click", () => {
      at = (at + way + changes.length) % changes.length;
      const change = /** @type {HTMLElement} */ (changes[at].closest("[data-provision]"));
      change.tabIndex = -1;
      change.scrollIntoView({ block: "start" });
      change.focus({ preventScroll: true });
    });
    stepper.append(button);
  }
  legend.append(stepper);
}

const page = document.querySelector("[data-amendments]");
const box = /** @type {HTMLInputElement | null} */ (document.getElementById("amendments-switch"));
const before = /** @type {HTMLInputElement | null} */ (document.getElementById("before-switch"));
// A link may ask for the comparison with the wording before this one.
if (before) before.checked = new URLSearchParams(location.search).get("compare") === "before";

if (page instanceof HTMLElement && box) {
  const show = () => {
    page.dataset.amendments = box.checked ? "shown" : "hidden";
  };
  // Nor does it stay as it was when the page was loaded last, as Firefox has it.
  box.checked = !before?.checked && wanted() === "shown";
  show();
  addStepper(page, box);
  // The styles say of each change what it is, since few screen readers do; Orca would say it twice.
  for (const change of page.querySelectorAll("[data-redline] :is(ins, del)")) {
    change.setAttribute("role", "none");
  }
  box.addEventListener("change", () => {
    show();
    remember(box.checked ? "shown" : "hidden");
  });
}
