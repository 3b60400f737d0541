// Lets the device keep a copy of the manual, and says when a page is from it. The copy itself is
// the work of sw.js, which the build writes. Where there can be none, the site just works online.

import { element } from "../frame/element.mjs";
import { decodeSafely } from "../frame/fragment.mjs";
import { ZONE } from "../frame/time.mjs";

const HOUR = 3_600_000;
const root = document.documentElement;

const bar = document.querySelector("[data-offline-bar]");
const place = document.querySelector("[data-offline-saved]");
if (bar instanceof HTMLElement && place instanceof HTMLElement) {
  if (root.dataset.offline) sayOffline(bar, root.dataset.offline, root.dataset.found);
  if ("serviceWorker" in navigator) listen(bar, place);
}
if (document.readyState === "complete") void keep();
else addEventListener("load", () => void keep());

/**
 * `25 November 2026 at 09:10`, by the manual's clock.
 * @param {string} iso
 */
function spell(iso) {
  /** @type {Intl.DateTimeFormatOptions} */
  const style = { dateStyle: "long", timeStyle: "short", timeZone: ZONE };
  return new Intl.DateTimeFormat("en-GB", style).format(new Date(iso));
}

/**
 * When a copy was saved and, where that is not the same minute, last found to be the newest.
 * @param {string} saved
 * @param {string} [found]
 */
function tellAge(saved, found) {
  const [then, later] = [spell(saved), found && spell(found)];
  return `${then}${later && later !== then ? `, still the newest on ${later}` : ""}`;
}

/**
 * The page is from the copy.
 * @param {HTMLElement} bar
 * @param {string} saved
 * @param {string} [found]
 */
function sayOffline(bar, saved, found) {
  const edition = bar.dataset.editionDay;
  const age = tellAge(saved, found);
  const words = element("p", {}, `Offline copy: edition of ${edition}, saved on ${age}.`);
  const again = element("button", { type: "button" }, "Try again");
  again.addEventListener("click", () => location.reload());
  words.append(" ", again);
  bar.append(words);
  // What is gone to by its address stops below the bar, however high that is.
  const measure = () => root.style.setProperty("--offline-bar", `${bar.offsetHeight}px`);
  new ResizeObserver(measure).observe(bar);
  measure();
  if (location.hash) {
    document.getElementById(decodeSafely(location.hash.slice(1)))?.scrollIntoView();
  }
}

/**
 * What is saved, as the worker tells it.
 * @param {HTMLElement} bar
 * @param {HTMLElement} place
 */
function listen(bar, place) {
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (!data?.saved) return;
    place.hidden = Boolean(root.dataset.offline);
    const age = tellAge(data.saved, data.found);
    place.textContent = `A copy is saved on this device, for when there is no signal: ${age}.`;
    if (isLater(data.edition, bar.dataset.edition ?? "")) sayNewer(bar);
  });
  navigator.serviceWorker.startMessages();
  navigator.serviceWorker.controller?.postMessage("what is saved?");
}

/**
 * Of two editions such as `2026-11-22.4`.
 * @param {string} one
 * @param {string} other
 */
function isLater(one, other) {
  return one.localeCompare(other, "en", { numeric: true }) > 0;
}

/** @param {HTMLElement} bar */
function sayNewer(bar) {
  if (bar.querySelector("[data-newer]")) return;
  const words = element(
    "p",
    {},
    "A newer edition is saved. You will see it on the next page you open.",
  );
  words.dataset.newer = "";
  bar.append(words);
}

/** Keeps the copy, and looks for a newer one when the line is back or the reader is. */
async function keep() {
  try {
    const worker = new URL("../../sw.js", import.meta.url);
    const registration = await navigator.serviceWorker.register(worker);
    if (!registration) return; // workers are blocked, and nothing says so
    let looked = Date.now();
    const look = () => {
      looked = Date.now();
      registration.update().catch(() => {});
    };
    addEventListener("online", look);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && Date.now() - looked > HOUR) look();
    });
    // An installed app's copy is not to be dropped when the device runs out of room.
    if (matchMedia("(display-mode: standalone)").matches) await navigator.storage?.persist?.();
  } catch {
    // In private mode, with storage denied, from a host without HTTPS: there is no copy.
  }
}
