// The answer to what a copy asks, in words: from what the table of /current/ says, and where something
// has changed, from the file of that section, flowchart or the contacts.

import { compareEditions, joinAsked, londonDay, readEdition, spellDay } from "./asked.mjs";
import { spellMoment } from "../copies/copy.mjs";
import { findSubject, isEditorial, placeCopy, stoodSince } from "./judged.mjs";

/** @typedef {import("./asked.mjs").Edition} Edition */
/** @typedef {import("./judged.mjs").Row} Row */

/**
 * @typedef {object} Index What the table says.
 * @property {Row[]} rows
 * @property {string} newest The present edition.
 * @property {string} built The day on which the page was made.
 * @property {string[]} editions Every mark that an edition has borne.
 * @property {Coming[]} coming
 */

/**
 * @typedef {object} Coming An amendment whose day had not come when the page was made.
 * @property {string} mark
 * @property {string} day
 * @property {string[]} touches The sections that it changes.
 * @property {Element} item What the page says of it.
 */

/**
 * @typedef {object} Answer
 * @property {"current" | "substance" | "changed" | "due" | "newer" | "before" | "compare" | "unknown"} verdict
 * @property {string} title
 * @property {(string | Node)[]} notes Paragraphs and lists below it.
 * @property {Row} [fresh] What to print anew.
 */

/** @param {string} name @param {(string | Node)[]} children */
export function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

/** @param {string} href @param {string} words */
export function link(href, words) {
  const made = /** @type {HTMLAnchorElement} */ (element("a", words));
  made.href = href;
  return made;
}

/** @param {Edition} copy */
const markOf = ({ day, number }) => (number === null ? day : `${day}.${number}`);

/** @param {string[]} names */
const list = (names) => names.join(", ").replace(/, ([^,]*)$/, " and $1");

/** How far what is said here goes: offline, as far as the copy that the device has saved knows.
 * @param {Index} index */
export function tellReach({ newest, built }) {
  const { offline } = document.documentElement.dataset;
  if (offline === undefined)
    return `Compared with edition ${newest}, as published on ${spellDay(built)}.`;
  const saved = new Date(offline);
  const when = Number.isNaN(saved.valueOf()) ? "on this device" : `on ${spellMoment(saved)}`;
  return `You are offline: this is as far as the copy saved ${when} knows.`;
}

// Answers

/** @param {Index} index @param {string} asked @param {string} edition @returns {Answer | Promise<Answer>} */
export function judge(index, asked, edition) {
  const { rows, whole, paragraph } = findSubject(asked, index.rows);
  if (!rows.length) return tellUnknown(index, asked);
  const copy = readEdition(edition);
  if (!copy) return tellNoEdition(index, edition);
  if (rows[0].print) return judgeContacts(index, rows[0], copy);
  const odd = tellOdd(index, rows[0], copy);
  if (odd) return odd;
  return whole ? judgeAll(index, rows, whole, copy) : judgeOne(index, rows[0], copy, paragraph);
}

/** @param {Row} row */
const isFlowchart = (row) => row.subject.startsWith("flowchart/");

/** @param {Index} index @param {string} asked @returns {Answer} */
function tellUnknown({ rows }, asked) {
  const chapter = /\d+/.exec(asked)?.[0];
  const within = rows
    .filter((row) => row.subject.startsWith(`${chapter}.`))
    .map((row) => row.subject);
  const has = within.length
    ? `Chapter ${chapter} has the sections ${within[0]} to ${within.at(-1)}. `
    : "";
  return {
    verdict: "unknown",
    title: `Nothing here is called “${asked}”`,
    notes: [
      `${has}The number of the section stands at the top of each sheet, at the left. It has two parts, such as ${rows[0].subject}.`,
    ],
  };
}

/** @param {Index} index @param {string} edition @returns {Answer} */
function tellNoEdition({ newest, built }, edition) {
  return {
    verdict: "unknown",
    title: edition ? `“${edition}” is no edition and no day` : "Which edition is your copy?",
    notes: [
      `The edition stands at the foot of each sheet: ${newest}, for instance. If you have only the day on which it was printed, enter that: ${spellDay(built)}.`,
    ],
  };
}

/** What stands in the way of comparing a copy at all.
 * @param {Index} index @param {Row} row @param {Edition} copy @returns {Answer | null} */
function tellOdd({ newest, built, editions }, row, copy) {
  if (editions.includes(markOf(copy)) || row.marks.includes(copy.day)) return null; // whatever the clock says
  if (copy.day > londonDay(new Date())) {
    return {
      verdict: "unknown",
      title: `${spellDay(copy.day)} has not come yet`,
      notes: ["Look at the foot of the sheet again: is this its edition?"],
    };
  }
  const last = /** @type {Edition} */ (readEdition(newest));
  // A day alone says nothing of the edition: only what is stored for use offline can be older.
  if (copy.number === null ? !isOffline() || copy.day <= built : compareEditions(copy, last) <= 0)
    return null;
  return tellNewer(built);
}

const isOffline = () => document.documentElement.dataset.offline !== undefined;

/** @param {string} built @returns {Answer} */
function tellNewer(built) {
  return {
    verdict: "newer",
    title: "Your copy is newer than this page",
    notes: [
      `This page knows the manual as published on ${spellDay(built)}. ${isOffline() ? "Ask again when you are online." : "Load it again in a moment."}`,
    ],
  };
}

/** @param {Index} index @param {Edition} copy
 * @param {boolean} counted Whether changes of its day are among those told. @returns {string[]} */
function tellDoubts({ editions }, copy, counted) {
  if (copy.number === null) {
    return [
      `Your copy gives a day and no edition: changes made on ${spellDay(copy.day)} may be missing from it.${counted ? " They are counted here." : ""}`,
    ];
  }
  const mark = markOf(copy);
  return editions.includes(mark)
    ? []
    : [
        `No edition is called ${mark}: is it mistyped? What was in force on ${spellDay(copy.day)} is compared.`,
      ];
}

/** @param {Index} index @param {Row} row @param {Edition} copy @param {string} paragraph @returns {Promise<Answer>} */
async function judgeOne(index, row, copy, paragraph) {
  const placed = placeCopy(row, copy);
  const day = spellDay(placed.mark.slice(0, 10));
  if (placed.kind === "before") {
    return {
      verdict: "before",
      title: `It did not stand on ${spellDay(copy.day)}`,
      notes: [
        `${row.title} has stood since ${day}. Is the day of your copy right? If it is, it cannot be compared: print a fresh copy.`,
      ],
      fresh: row,
    };
  }
  const notes = isFlowchart(row) ? [] : tellDoubts(index, copy, placed.sameDay !== "none");
  const due = index.coming.filter((one) => one.touches.includes(row.subject));
  /** @type {Answer} */
  let answer = { verdict: "current", title: `Yes: unchanged since ${day}`, notes };
  if (placed.kind === "changed") answer = await tellChanges(row, placed, notes, paragraph);
  return tellComing(index, answer, due, row);
}

/**
 * What has changed, out of the row's file. The table alone says that something has.
 * @param {Row} row @param {import("./judged.mjs").Placed} placed @param {string[]} notes
 * @param {string} paragraph @returns {Promise<Answer>}
 */
async function tellChanges(row, placed, notes, paragraph) {
  const day = spellDay(placed.mark.slice(0, 10));
  const block = await fetchBlock(row, `[data-after="${placed.mark}"]`);
  const state = block?.dataset.state ?? (isEditorial(row, placed.since) ? "editorial" : "changed");
  const body = block
    ? describe(block, paragraph)
    : [
        `What has changed cannot be shown now. It changed on ${list([...new Set(placed.since.map((mark) => spellDay(mark.slice(0, 10))))])}: see the section itself, and the register of amendments.`,
      ];
  if (state === "unchanged") {
    return {
      verdict: "current",
      title: `Yes: unchanged since ${day}`,
      notes: [...notes, "What was amended since has been changed back."],
      fresh: row,
    };
  }
  if (state === "editorial") {
    return {
      verdict: "substance",
      title: `Yes: unchanged in substance since ${spellDay(stoodSince(row, placed.mark))}`,
      notes: [...notes, "Only the words have changed, and nothing in what they mean.", ...body],
      fresh: row,
    };
  }
  if (state === "cited") {
    return {
      verdict: "substance",
      title: `Yes: the flowchart is unchanged since ${day}`,
      notes: [...notes, ...body],
      fresh: row,
    };
  }
  const title =
    placed.sameDay === "all"
      ? `Your copy may lack changes of ${spellDay(placed.since[0].slice(0, 10))}`
      : `No: it has changed since ${day}`;
  return { verdict: "changed", title, notes: [...notes, ...body], fresh: row };
}

/** @param {HTMLElement} block @param {string} paragraph @returns {(string | Node)[]} */
function describe(block, paragraph) {
  /** @type {Map<string, string[]>} */
  const kinds = new Map();
  const changed = Array.from(
    block.querySelectorAll("[data-changed]"),
    (item) => /** @type {HTMLElement} */ (item).dataset,
  );
  for (const { kind = "", was, changed: number = "" } of changed)
    kinds.set(kind, [...(kinds.get(kind) ?? []), was ?? number]);
  const told = Array.from(kinds, ([kind, numbers]) => `${list(numbers)} ${kind}`).join("; ");
  const own = changed.find((item) => item.changed === paragraph || item.was === paragraph);
  const about = paragraph
    ? [
        own
          ? `Paragraph ${paragraph} is among them.`
          : `Nothing has changed in paragraph ${paragraph}.`,
      ]
    : [];
  return [
    ...(told ? [`${told}.`] : []),
    ...about,
    ...Array.from(block.children).filter((child) => child.tagName !== "H2"),
  ];
}

/** Add what is to come, or should have come by now.
 * @param {Index} index @param {Answer} answer @param {Coming[]} due What concerns the copy.
 * @param {Row} [row] @returns {Promise<Answer>} */
async function tellComing({ coming }, answer, due, row) {
  const today = londonDay(new Date());
  const arrived = due.filter((one) => one.day <= today);
  for (const one of due) {
    const block = row && (await fetchBlock(row, `[data-coming="${one.mark}"]`));
    answer.notes.push(
      element("p", ...one.item.cloneNode(true).childNodes),
      ...(block ? describe(block, "") : []),
    );
  }
  const first = coming.find((one) => one.day <= today);
  if (!first) return answer;
  const late = `A newer edition is due since ${spellDay(first.day)}, and this page does not have it yet.`;
  if (!arrived.length)
    return { ...answer, notes: [`${late} It does not change this.`, ...answer.notes] };
  const notes = [
    `Until ${spellDay(arrived[0].day)} the answer was: ${answer.title}.`,
    ...answer.notes,
  ];
  return { ...answer, verdict: "due", title: late, notes };
}

/** @param {Index} index @param {Row[]} all @param {string} whole @param {Edition} copy @returns {Promise<Answer>} */
async function judgeAll(index, all, whole, copy) {
  const placed = all.map((row) => ({ row, ...placeCopy(row, copy) }));
  const changed = placed.filter(({ kind }) => kind !== "current");
  const first = placed.every(({ kind }) => kind === "before");
  if (first)
    return {
      verdict: "before",
      title: `The record begins later than ${spellDay(copy.day)}`,
      notes: ["Your copy cannot be compared: print a fresh one."],
    };
  const items = changed.map(({ row, kind, since }) => {
    const how =
      kind === "before" ? "new" : isEditorial(row, since) ? "unchanged in substance" : "changed";
    return element("li", link(joinAsked(row.subject, markOf(copy)), row.title), `: ${how}`);
  });
  const editorial = changed.every(
    ({ row, kind, since }) => kind === "changed" && isEditorial(row, since),
  );
  const counted = placed.some((one) => one.sameDay !== "none");
  const notes = [
    ...tellDoubts(index, copy, counted),
    ...(items.length ? [element("ul", ...items)] : []),
  ];
  if (whole === "the manual")
    notes.push(
      "The contacts, the glossary and the other pages beside the sections are not on record. If your copy is of one of these, print it anew.",
    );
  const days = all
    .flatMap((row) => row.marks)
    .filter((mark) => mark.slice(0, 10) <= copy.day)
    .sort();
  const day = spellDay((days.at(-1) ?? copy.day).slice(0, 10));
  const verdict = changed.length === 0 ? "current" : editorial ? "substance" : "changed";
  const title = {
    current: `Yes: ${whole} is unchanged since ${day}`,
    substance: `Yes: ${whole} is unchanged in substance since ${day}`,
    changed: `No: ${whole} has changed since ${spellDay(copy.day)}`,
  }[verdict];
  const due = index.coming.filter((one) =>
    one.touches.some((number) => all.some((row) => row.subject === number)),
  );
  return tellComing(
    index,
    { verdict: /** @type {Answer["verdict"]} */ (verdict), title, notes },
    due,
  );
}

/** No record says how the contacts change; their fingerprint says whether they have.
 * @param {Index} index @param {Row} row @param {Edition} copy @returns {Promise<Answer>} */
async function judgeContacts(index, row, copy) {
  const day = spellDay(copy.day);
  if (copy.print === row.print) {
    return {
      verdict: "current",
      title: `Yes: unchanged since ${day}`,
      notes: [
        "Every name, number and opening hour is as on your copy. Whether a number still answers, only ringing it tells.",
      ],
    };
  }
  const odd = tellOdd(index, row, copy);
  if (odd) return odd;
  if (copy.print && copy.day > index.built) return tellNewer(index.built);
  const block = await fetchBlock(row, "[data-state]");
  const all = block
    ? [
        "Compare the numbers on your copy with these:",
        ...Array.from(block.children).filter((child) => child.tagName !== "H2"),
      ]
    : ["The numbers cannot be shown now: see the contacts."];
  if (copy.print && copy.day === index.built) return tellSameDay(row, day, all);
  const former = Array.from(block?.querySelectorAll("[data-former]") ?? []).filter((item) => {
    const until = /** @type {HTMLElement} */ (item).dataset.former ?? "";
    return until >= copy.day.slice(0, until.length);
  });
  const known = former.length
    ? ["These numbers have changed:", element("ul", ...former.map((item) => item.cloneNode(true)))]
    : [];
  const title = copy.print
    ? `No: the contacts have changed since ${day}`
    : "Compare the numbers on your copy";
  const note = copy.print
    ? []
    : [
        "Contacts are not part of an edition, so a day alone does not tell whether they have changed.",
      ];
  return {
    verdict: copy.print || former.length ? "changed" : "compare",
    title,
    notes: [...note, ...known, ...all],
    fresh: row,
  };
}

/** Of two lists of one day neither is known to be the newer: only on the line is the page that.
 * @param {Row} row @param {string} day @param {(string | Node)[]} all @returns {Answer} */
function tellSameDay(row, day, all) {
  const note = `Contacts were published more than once on ${day}: your copy may be older than this page, or newer.`;
  const title = "Your copy and this page differ: compare the numbers";
  return {
    verdict: "compare",
    title,
    notes: [note, ...all],
    ...(isOffline() ? {} : { fresh: row }),
  };
}

/** A part of a row's file, or null where it cannot be had. A file of another build may lack it.
 * @param {Row} row @param {string} selector @returns {Promise<HTMLElement | null>} */
async function fetchBlock(row, selector) {
  try {
    const response = await fetch(new URL(row.file, location.href));
    if (!response.ok) return null;
    const found = new DOMParser()
      .parseFromString(await response.text(), "text/html")
      .querySelector(selector);
    return found && document.adoptNode(/** @type {HTMLElement} */ (found));
  } catch {
    return null; // offline, and not in the copy that the device has saved
  }
}
