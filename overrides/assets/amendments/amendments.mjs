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
 * A bar that floats at the foot of the screen while changes are shown, and leads through them.
 * @param {HTMLElement} page
 * @param {HTMLInputElement[]} boxes The switches, each of which shows some of the changes.
 */
function addBar(page, boxes) {
  let at = -1;
  const place = element("span", { className: "change-place" });
  place.setAttribute("aria-live", "polite");
  const bar = element("div", { className: "change-bar" });
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Changes");
  /** The changes that are seen. */
  const list = () =>
    [...page.querySelectorAll("[data-redline], [data-compared]")].filter(
      (change) => change.getClientRects().length,
    );
  /** @param {number} way */
  const step = (way) => {
    const changes = list();
    at = (Math.max(at, way < 0 ? 0 : -1) + way + changes.length) % changes.length;
    const change = /** @type {HTMLElement} */ (changes[at].closest("[data-provision]"));
    change.scrollIntoView({ block: "start" });
    const mark = changes[at].querySelector("ins, del");
    if (mark && mark.getBoundingClientRect().bottom > 0.7 * innerHeight) {
      mark.scrollIntoView({ block: "center" });
    }
    const number = `: ${change.dataset.provision}`;
    const heard = element("span", { className: "visually-hidden" }, number);
    place.replaceChildren(`${at + 1} of ${changes.length}`, heard);
  };
  /**
   * @param {string} sign
   * @param {string} name
   * @param {() => void} act
   */
  const add = (sign, name, act) => {
    const button = element("button", { type: "button" }, sign);
    button.setAttribute("aria-label", name);
    button.addEventListener("click", act);
    bar.append(button);
  };
  add("‹", "Previous change", () => step(-1));
  bar.append(place);
  add("›", "Next change", () => step(1));
  add("Hide", "Hide changes", () => {
    const box = boxes.find((one) => one.checked);
    box?.click();
    box?.focus();
  });
  const show = () => {
    at = -1;
    const { length } = list();
    bar.hidden = !boxes.some((box) => box.checked) || !length;
    place.textContent = `${length} change${length === 1 ? "" : "s"}`;
  };
  for (const box of boxes) box.addEventListener("change", show);
  page.append(bar);
  show();
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
  // The styles say of each change what it is, since few screen readers do; Orca would say it twice.
  for (const change of page.querySelectorAll("[data-redline] :is(ins, del)")) {
    change.setAttribute("role", "none");
  }
  box.addEventListener("change", () => {
    show();
    remember(box.checked ? "shown" : "hidden");
  });
}

const boxes = [box, before].filter((one) => one !== null);
if (page instanceof HTMLElement && boxes.length) addBar(page, boxes);
