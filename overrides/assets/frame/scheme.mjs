// The switch between light and dark colours. Without it, and until the reader chooses, they
// follow the device. What was chosen is set before the page is drawn, by a line in its head.

const KEY = "scheme";
const root = document.documentElement;
const device = matchMedia("(prefers-color-scheme: dark)");

/** The colours that are shown: "light" or "dark". */
function shown() {
  return root.dataset.scheme ?? (device.matches ? "dark" : "light");
}

/** @param {HTMLElement} button */
function name(button) {
  const words = `Switch to ${shown() === "dark" ? "light" : "dark"} colours`;
  button.title = words;
  button.setAttribute("aria-label", words);
}

const button = document.querySelector("[data-scheme-switch]");
if (button instanceof HTMLElement) {
  button.hidden = false;
  name(button);
  device.addEventListener("change", () => name(button));
  button.addEventListener("click", () => {
    root.dataset.scheme = shown() === "dark" ? "light" : "dark";
    name(button);
    try {
      localStorage.setItem(KEY, root.dataset.scheme);
    } catch {
      // Storage is denied: the choice then lasts for the page.
    }
  });
}
