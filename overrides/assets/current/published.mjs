// The day up to which this page knows the manual. No page bears it: on a day on which nothing else
// changes, no page does.

import { localDay } from "../frame/time.mjs";

const NEWEST = "../newest.json";

/**
 * On the line, the day on which the site was published; from the saved copy, the day on which that
 * was last found to be the newest. Empty where neither is known.
 * @returns {Promise<string>} `2026-11-25`
 */
export async function readDay() {
  const { offline, found = offline } = document.documentElement.dataset;
  if (found !== undefined) return readMoment(found);
  try {
    const response = await fetch(NEWEST, { cache: "no-store" });
    const { day } = await response.json();
    return /^\d{4}-\d\d-\d\d$/.test(day) ? day : "";
  } catch {
    return "";
  }
}

/** @param {string} iso */
function readMoment(iso) {
  const moment = new Date(iso);
  return Number.isNaN(moment.valueOf()) ? "" : localDay(moment);
}
