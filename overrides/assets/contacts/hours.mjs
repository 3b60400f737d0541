// Whether a number answers now: opening hours read by the manual's clock, whatever the device's.

const WEEK = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"];
const DAY = 1440;
/** `Mo-Th,Sa 08:30-17:00`, `PH 10:00-16:00`, `Mo[1,3] 09:00-12:00 "in term time"`. */
const RULE = /^([A-Za-z,-]+)(?:\[([-\d,]+)\])?\s+(\d\d):(\d\d)-(\d\d):(\d\d)(?:\s+"([^"]+)")?$/;
/** Closed on public holidays. */
const OFF = /^PH\s+off$/;
/** Days looked ahead: more than lie between two public holidays. */
const AHEAD = 140;

/** @typedef {import("../frame/time.mjs").Clock} Clock */

/**
 * @typedef {object} Standing How a number stands at a moment.
 * @property {"open" | "closed" | "differs" | "unread"} state
 * @property {"usual" | "other"} first Which of its numbers to call.
 * @property {string} now
 * @property {string} more When that changes; empty where there is nothing to say.
 */

/**
 * @typedef {object} Rule
 * @property {string[]} days `Mo`, and `PH` for public holidays.
 * @property {number[] | null} span From and to, in minutes since midnight; null for closed.
 * @property {number[]} nth Which of that day in a month, the last being -1; none for each.
 * @property {string} note On what else it depends; mostly nothing.
 */

/**
 * @typedef {object} Holidays
 * @property {string[]} days The public holidays of the years that are known.
 * @property {string} name What one is called: `bank holiday`.
 */

/**
 * @typedef {object} Plan When a number answers on one day.
 * @property {number[][]} spans
 * @property {Rule[]} maybe What holds on that day, and depends on something else.
 * @property {boolean} sure Not on a public holiday for which no hours are given.
 */

/**
 * How a number stands at a moment; null where it answers day and night. Hours that cannot be read
 * are shown as they are written: nobody may be kept from calling by a mistake in reading them.
 * @param {string} hours  `Mo-Th 08:30-17:00; Fr 08:30-16:30; PH off`
 * @param {Clock} clock
 * @param {Holidays} holidays
 * @returns {Standing | null}
 */
export function standing(hours, { date, minute }, holidays) {
  const noun = holidays.name;
  const rules = hours.split(";").flatMap((text) => readRule(text.trim()) ?? []);
  if (rules.length < hours.split(";").length) {
    return { state: "unread", first: "usual", now: `Hours: ${hours.trim()}`, more: "" };
  }
  const plans = Array.from({ length: AHEAD }, (_, n) => plan(rules, addDays(date, n), holidays));
  const spans = join(plans);
  const next = spans.find(([from]) => from > minute);
  if (!plans[0].sure) {
    const usual = plans[0].spans.some((span) => within(span, minute));
    return {
      state: "differs",
      first: usual ? "usual" : "other",
      now: `${noun.charAt(0).toUpperCase()}${noun.slice(1)}: hours may differ today`,
      more: next ? `Usual hours from ${spell(next[0], date)}` : "",
    };
  }
  const open = spans.find((span) => within(span, minute));
  if (open && open[0] === 0 && open[1] === AHEAD * DAY) return null;
  const perhaps = open
    ? undefined
    : plans[0].maybe.find(({ span }) => span && within(span, minute));
  if (perhaps) {
    return { state: "differs", first: "usual", now: `Perhaps open now: ${perhaps.note}`, more: "" };
  }
  const last = Math.floor((open ? minute : (next?.[0] ?? minute)) / DAY);
  const unknown = [date, addDays(date, last)].find((day) => !isKnown(day, holidays))?.slice(0, 4);
  const named = `${noun.charAt(0).toUpperCase()}${noun.slice(1)}s`;
  const doubt = unknown && `${named} in ${unknown} are not known here, so hours may differ`;
  if (open) {
    const until = open[1] - minute < DAY ? `, until ${spellTime(open[1])}` : "";
    return { state: "open", first: "usual", now: `Open now${until}`, more: doubt ?? "" };
  }
  const missed = plans.slice(0, last).some(({ spans, sure }) => !sure && spans.length);
  const opens = next && `Opens ${spell(next[0], date)}`;
  const more = missed ? `${opens}, or earlier on the ${noun}` : opens;
  const sentences = [more, doubt].filter(Boolean).join(". ");
  return { state: "closed", first: "other", now: "Closed now", more: sentences };
}

/**
 * One rule, or null where it is of another form.
 * @param {string} text
 * @returns {Rule | null}
 */
function readRule(text) {
  if (OFF.test(text)) return { days: ["PH"], span: null, nth: [], note: "" };
  const match = RULE.exec(text);
  if (!match) return null;
  const days = match[1].split(",").map(readDays);
  if (days.some((some) => !some.length)) return null;
  const [fromHour, fromMinute, toHour, toMinute] = match.slice(3, 7).map(Number);
  return {
    days: days.flat(),
    span: [60 * fromHour + fromMinute, 60 * toHour + toMinute],
    nth: match[2] ? match[2].split(",").map(Number) : [],
    note: match[7] ?? "",
  };
}

/**
 * `Mo-We` as its days. A week is written from Monday.
 * @param {string} text
 */
function readDays(text) {
  const [first, last = first] = text.split("-");
  if (first === "PH") return [first];
  const week = [...WEEK.slice(1), WEEK[0]];
  return week.slice(week.indexOf(first), week.indexOf(last) + 1);
}

/**
 * @param {Rule[]} rules
 * @param {string} date
 * @param {Holidays} holidays
 * @returns {Plan}
 */
function plan(rules, date, holidays) {
  const isHoliday = holidays.days.includes(date);
  const sure = !isHoliday || rules.some(({ days }) => days[0] === "PH");
  const name = isHoliday && sure ? "PH" : WEEK[new Date(date).getUTCDay()];
  const own = rules.filter(({ days, nth }) => days.includes(name) && isNth(date, nth));
  const spans = own.flatMap(({ span, note }) => (span && !note ? [span] : []));
  return { spans, maybe: own.filter(({ note }) => note), sure };
}

/**
 * Whether a day is one of those of its weekday in its month that are asked for.
 * @param {string} date
 * @param {number[]} nth  none for each
 */
function isNth(date, nth) {
  if (!nth.length) return true;
  const which = Math.ceil(Number(date.slice(8)) / 7);
  const isLast = addDays(date, 7).slice(5, 7) !== date.slice(5, 7);
  return nth.includes(which) || (isLast && nth.includes(-1));
}

/**
 * When it is open for certain, in minutes from the first midnight; what goes on past one is one.
 * @param {Plan[]} plans
 */
function join(plans) {
  const all = plans.flatMap(({ spans, sure }, n) =>
    sure ? spans.map(([from, to]) => [from + n * DAY, to + n * DAY]) : [],
  );
  /** @type {number[][]} */
  const joined = [];
  for (const [from, to] of all.sort((one, other) => one[0] - other[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/**
 * @param {number[]} span
 * @param {number} minute
 */
function within([from, to], minute) {
  return from <= minute && minute < to;
}

/**
 * Whether the public holidays of a day's year are known.
 * @param {string} date
 * @param {Holidays} holidays
 */
function isKnown(date, holidays) {
  return holidays.days.some((day) => day.startsWith(date.slice(0, 4)));
}

/**
 * @param {string} date
 * @param {number} days
 */
function addDays(date, days) {
  const day = new Date(date);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/**
 * `tomorrow at 8.30am`.
 * @param {number} minute  from the start of `date`
 * @param {string} date
 */
function spell(minute, date) {
  const days = Math.floor(minute / DAY);
  const time = `at ${spellTime(minute)}`;
  if (days === 0) return `today ${time}`;
  if (days === 1) return minute === DAY ? "tonight at midnight" : `tomorrow ${time}`;
  const form = new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    weekday: "long",
    ...(days > 6 && { day: "numeric", month: "long" }),
  });
  return `${form.format(new Date(addDays(date, days))).replace(",", "")} ${time}`;
}

/**
 * `8.30am`, as the page's own words have it.
 * @param {number} minutes
 */
function spellTime(minutes) {
  const hour = Math.floor(minutes / 60) % 24;
  const minute = minutes % 60;
  if (!minute && hour % 12 === 0) return hour ? "noon" : "midnight";
  const past = minute ? `.${String(minute).padStart(2, "0")}` : "";
  return `${hour % 12 || 12}${past}${hour < 12 ? "am" : "pm"}`;
}
