// Days and moments as the manual's clock has them, whatever the device's zone.

/** @typedef {{ date: string, minute: number }} Clock `2026-11-22`, and minutes since midnight. */

/** The zone of that clock, which every page names: `Europe/London`. */
export const ZONE =
  globalThis.document?.querySelector("[data-zone]")?.getAttribute("data-zone") ?? "Europe/London";

/**
 * A moment by that clock, in the parts that are asked for.
 * @param {Date} moment
 * @param {Intl.DateTimeFormatOptions} asked
 * @param {string} zone
 * @returns {Partial<Record<Intl.DateTimeFormatPartTypes, string>>}
 */
function localParts(moment, asked, zone = ZONE) {
  const form = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    ...asked,
  });
  return Object.fromEntries(form.formatToParts(moment).map(({ type, value }) => [type, value]));
}

/**
 * The manual's date and time.
 * @param {Date} moment
 * @param {string} [zone]  another than the page's
 * @returns {Clock}
 */
export function readClock(moment, zone) {
  /** @type {Intl.DateTimeFormatOptions} */
  const asked = {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  };
  const { year, month, day, hour, minute } = localParts(moment, asked, zone);
  return { date: `${year}-${month}-${day}`, minute: 60 * Number(hour) + Number(minute) };
}

/**
 * The manual's day at a moment, `2026-11-22`.
 * @param {Date} moment
 */
export function localDay(moment) {
  return readClock(moment).date;
}

/**
 * `Sunday 22 November 2026 at 16:53:12 GMT`.
 * @param {Date} moment
 */
export function spellMoment(moment) {
  const { weekday, day, month, year, hour, minute, second, timeZoneName } = localParts(moment, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  });
  return `${weekday} ${day} ${month} ${year} at ${hour}:${minute}:${second} ${timeZoneName}`;
}

/**
 * The moment in which a copy was saved on the device, as the service worker writes it, in words.
 * @param {string} iso `2026-11-25T09:10:00.000Z`; empty where it is not known.
 */
export function spellSaved(iso) {
  const saved = new Date(iso);
  return Number.isNaN(saved.valueOf()) ? "on this device" : `on ${spellMoment(saved)}`;
}

/**
 * `22 November 2026`.
 * @param {string} day `2026-11-22`
 */
export function spellDay(day) {
  const form = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return form.format(new Date(`${day}T12:00:00Z`));
}
