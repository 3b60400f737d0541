// The switch "Show amendments". Without this module it works by CSS alone; this remembers the
// choice for the visit, takes it from the address, and keeps the page's marker true.

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

const page = document.querySelector("[data-amendments]");
const box = /** @type {HTMLInputElement | null} */ (document.getElementById("amendments-switch"));

if (page instanceof HTMLElement && box) {
  const show = () => {
    page.dataset.amendments = box.checked ? "shown" : "hidden";
  };
  const asked = wanted();
  if (asked) box.checked = asked === "shown";
  show();
  box.addEventListener("change", () => {
    show();
    remember(box.checked ? "shown" : "hidden");
  });
}
