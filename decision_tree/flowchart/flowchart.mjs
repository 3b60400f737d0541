// One question at a time. The page is whole without this: every step is a section, every answer
// a link to the next. Those sections and links are all that this module knows of the tree.

import { element } from "../../overrides/assets/frame/element.mjs";
import { makeButton, pushEntry } from "../../overrides/assets/frame/traces.mjs";
import { markOpened } from "./cited.mjs";
import { readPath, replayPath, withAnswer, withoutAnswer, writePath } from "./path.mjs";
import { equipPicture, followPath, lightPath, printPictureFirst } from "./picture.mjs";
import { keepPoints, tellPoints } from "./points.mjs";
import { makeRecord } from "./record.mjs";

/** @typedef {import("./path.mjs").Path} Path */
/** @typedef {import("./path.mjs").Graph} Graph */

/** @param {HTMLElement} root */
function start(root) {
  /** @type {Map<string, HTMLElement>} */
  const steps = new Map();
  for (const step of root.querySelectorAll("[data-step]")) {
    if (step instanceof HTMLElement) steps.set(step.id, step);
  }
  for (const answer of answersOf(root)) answer.dataset.goes = answer.hash.slice(1);
  /**
   * Steps that are gone, each with the step that took its place.
   * @type {Map<string, string>}
   */
  const replaced = new Map();
  for (const old of root.querySelectorAll("[data-replaced-by]")) {
    if (old instanceof HTMLElement) replaced.set(old.id, old.dataset.replacedBy ?? "");
  }
  /** @type {Graph} */
  const graph = {
    first: root.dataset.first ?? "",
    edition: root.dataset.edition ?? "",
    has: (step) => steps.has(step),
    isElsewhere: (id) => id !== "" && !steps.has(id) && document.getElementById(id) !== null,
    heir: (step) => replaced.get(step) ?? step,
    next: (step, answer) => {
      const next = findAnswer(steps.get(step), answer)?.dataset.goes ?? "";
      return steps.has(next) ? next : null;
    },
  };
  const status = /** @type {HTMLElement} */ (root.querySelector("[data-status]"));
  const trail = /** @type {HTMLElement} */ (root.querySelector("[data-trail]"));

  /** The path shown. A fragment that is none, such as that of a skip link, leaves it as it is. */
  let path = /** @type {Path} */ ({
    start: graph.first,
    answers: new Map(),
    partial: false,
    edition: "",
  });
  /** What the reader has just done that must be told: the answers that no longer apply. */
  let dropped = /** @type {string[]} */ ([]);
  /** The answer that is being changed, by its question. */
  let before = new Map();
  /**
   * Outcomes that were laid out ahead.
   * @type {Set<string>}
   */
  const laidOut = new Set();

  /** @param {string} id */
  const title = (id) => steps.get(id)?.querySelector("h2")?.textContent ?? id;
  /** @param {Path} path */
  const link = (path) => `#${writePath(path, graph)}`;
  /** @param {string} selector */
  const remove = (selector) => {
    for (const old of root.querySelectorAll(selector)) old.remove();
  };

  /**
   * Show the step to which the address leads.
   * @param {boolean} moved The reader moved: focus follows.
   */
  function show(moved) {
    path = readPath(location.hash, graph) ?? path;
    const { passed, step: reached, stray } = replayPath(path, graph);
    const step = /** @type {HTMLElement} */ (steps.get(reached));
    for (const other of steps.values()) other.hidden = other !== step;
    root.toggleAttribute("data-started", passed.length > 0 || path.partial);
    drawNotices(path, stray);
    drawProgress(step, passed.length);
    drawBack(step, passed, path);
    drawAnswers(step, path);
    drawBefore(step);
    drawTrail(passed, path);
    keepPoints(root, "started" in root.dataset ? [...passed, reached] : [...steps.keys()]);
    drawRecord(step, passed, path);
    markOverview(passed, reached);
    lightPath(
      root,
      passed.map((id) => [id, graph.next(id, path.answers.get(id) ?? "") ?? ""]),
      reached,
    );
    const shown = path;
    afterPaint(() => shown === path && layOutAhead(step));
    if (moved) step.querySelector("h2")?.focus({ preventScroll: true });
    if (moved || passed.length) root.scrollIntoView();
    followPath(root);
  }

  /**
   * Lay out the outcomes to which a question may lead, while it is read, and show nothing of them:
   * what was laid out before is shown in two thirds of the time.
   * @param {HTMLElement} step
   */
  function layOutAhead(step) {
    for (const answer of answersOf(step)) {
      const next = steps.get(answer.dataset.goes ?? "");
      if (next?.dataset.step !== "outcome" || !next.hidden || laidOut.has(next.id)) continue;
      laidOut.add(next.id);
      next.dataset.ahead = "";
      next.hidden = false;
      next.getBoundingClientRect();
      next.hidden = true;
      delete next.dataset.ahead;
    }
  }

  /**
   * @param {Path} path
   * @param {string[]} stray
   */
  function drawNotices(path, stray) {
    const notices = [];
    if (path.partial) {
      notices.push(
        "You began in the middle of the flowchart. These answers are only a part of a path.",
      );
      if (root.querySelector("[data-proved]")) {
        notices.push("What is proved of this flowchart holds only from the first question on.");
      }
    }
    if (path.edition && path.edition !== graph.edition) notices.push(...tellEdition(path.edition));
    const unknown = stray.filter((id) => !graph.has(id));
    if (unknown.length) {
      notices.push("Some answers in this link do not fit this flowchart, and are left out.");
    }
    if (dropped.length) {
      const questions = dropped.map((id) => `“${title(id)}”`).join(", ");
      notices.push(`No longer needed, and removed: your answers to ${questions}`);
    }
    dropped = [];
    status.replaceChildren(...notices.map((words) => element("p", {}, words)));
  }

  /**
   * What has changed since an edition.
   * @param {string} edition
   * @returns {string[]}
   */
  function tellEdition(edition) {
    /** @type {NodeListOf<HTMLElement>} */
    const changes = root.querySelectorAll("[data-change-date]");
    const since = Array.from(changes).filter(({ dataset }) => (dataset.changeDate ?? "") > edition);
    return [
      "This link was made with another edition of the flowchart. Check each answer.",
      ...since.map((change) => change.textContent ?? ""),
    ];
  }

  /**
   * @param {HTMLElement} step
   * @param {number} count Questions answered so far.
   */
  function drawProgress(step, count) {
    const place = step.querySelector("[data-progress]");
    if (!place || step.dataset.step !== "question") return;
    const left = Number(step.dataset.left);
    place.textContent = `Question ${count + 1}; ${left ? `at most ${left} more` : "the last one"}`;
  }

  /**
   * The way back to the question before.
   * @param {HTMLElement} step
   * @param {string[]} passed
   * @param {Path} path
   */
  function drawBack(step, passed, path) {
    remove(".step-back");
    const last = passed.at(-1);
    if (!last) return;
    const resumes = step.hasAttribute("data-resume");
    const words = resumes ? `Back to the question you left: ${title(last)}` : "Back";
    const href = link(withoutAnswer(path, last));
    const back = element("a", { className: "step-back", href }, words);
    back.dataset.change = last;
    // Advice is read before anybody goes back.
    if (resumes) Array.from(step.querySelectorAll(".outcome-part")).at(-1)?.after(back);
    else step.querySelector(".step-progress")?.prepend(back);
  }

  /**
   * An answer that is opened in another tab takes the answers before it along.
   * @param {HTMLElement} step
   * @param {Path} path
   */
  function drawAnswers(step, path) {
    for (const answer of answersOf(step)) {
      answer.hash = link(withAnswer(path, step.id, answer.dataset.name ?? "", graph).path);
    }
  }

  /**
   * Mark the answer that is being changed.
   * @param {HTMLElement} step
   */
  function drawBefore(step) {
    remove(".answer-before");
    const answer = findAnswer(step, before.get(step.id) ?? "");
    if (answer) {
      answer.append(element("span", { className: "answer-before" }, " (your answer before)"));
    }
    before = new Map();
  }

  /**
   * @param {string[]} passed
   * @param {Path} path
   */
  function drawTrail(passed, path) {
    trail.hidden = passed.length === 0;
    const items = passed.map((id) => {
      const what = element(
        "span",
        { className: "visually-hidden" },
        ` your answer to: ${title(id)}`,
      );
      const change = element("a", { href: link(withoutAnswer(path, id)) }, "Change", what);
      change.dataset.change = id;
      return element(
        "li",
        {},
        element("span", { className: "trail-question" }, title(id)),
        element("span", { className: "trail-answer" }, answerWords(id, path)),
        change,
      );
    });
    trail.querySelector("ol")?.replaceChildren(...items);
  }

  /**
   * @param {string} id
   * @param {Path} path
   */
  const answerWords = (id, path) =>
    findAnswer(steps.get(id), path.answers.get(id) ?? "")?.dataset.answer ?? "";

  /**
   * Below the screen, so it does not hold up the outcome itself.
   * @param {HTMLElement} step
   * @param {string[]} passed
   * @param {Path} shown
   */
  function drawRecord(step, passed, shown) {
    remove(".record, .step-record");
    if (step.dataset.step === "outcome" && !shown.partial) {
      afterPaint(() => {
        if (shown !== path) return;
        const record = formRecord(step, passed, shown);
        trail.after(...record);
        for (const one of record) drawWaysTo(one, step);
      });
    }
  }

  /**
   * Who is on the telephone reaches the record with one tap: from the head of the outcome, and from
   * what it says of the record. Not by a link: the path is in the address.
   * @param {HTMLElement} record
   * @param {HTMLElement} step
   */
  function drawWaysTo(record, step) {
    const title = /** @type {HTMLElement} */ (record.querySelector("h2"));
    title.tabIndex = -1;
    for (const place of step.querySelectorAll(".step-progress, [data-part=record]")) {
      const way = element(
        "button",
        { type: "button", className: "step-record" },
        title.textContent ?? "",
      );
      way.addEventListener("click", () => {
        title.focus({ preventScroll: true });
        record.scrollIntoView();
      });
      place.append(way);
    }
  }

  /**
   * @param {HTMLElement} step
   * @param {string[]} passed
   * @param {Path} path
   * @returns {HTMLElement[]}
   */
  function formRecord(step, passed, path) {
    const record = makeRecord(root, {
      tree: root.querySelector("h1")?.textContent ?? "",
      edition: root.dataset.editionWords ?? graph.edition,
      answers: passed.map((id) => ({
        question: title(id),
        answer: answerWords(id, path),
        step: /** @type {HTMLElement} */ (steps.get(id)),
      })),
      outcome: title(step.id),
      step,
      points: tellPoints(root),
    });
    return record ? [record] : [];
  }

  /**
   * @param {string[]} passed
   * @param {string} reached
   */
  function markOverview(passed, reached) {
    root.querySelectorAll("[data-overview]").forEach((item) => {
      const id = /** @type {HTMLElement} */ (item).dataset.overview ?? "";
      item.classList.toggle("is-passed", passed.includes(id));
      const way = item.querySelector("a");
      if (id === reached) way?.setAttribute("aria-current", "step");
      else way?.removeAttribute("aria-current");
    });
  }

  root.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target.closest("a") : null;
    // The second tap of two quick ones was meant for the answer that stood here before.
    if (target?.matches(".answer") && event.detail > 1) return void event.preventDefault();
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const fragment = target.getAttribute("href") ?? "";
    if (target.dataset.name !== undefined) {
      const step = /** @type {HTMLElement} */ (target.closest("[data-step]"));
      const made = withAnswer(path, step.id, target.dataset.name, graph);
      dropped = made.dropped;
      go(event, link(made.path));
    } else if (target.dataset.change !== undefined) {
      before = new Map(path.answers);
      go(event, fragment);
    } else if (fragment.startsWith("#") && readPath(fragment, graph)) {
      go(event, fragment);
    }
  });

  /**
   * Go to a step. Not by the browser's own jump, which would take the focus away again.
   * @param {Event} event
   * @param {string} fragment
   */
  function go(event, fragment) {
    event.preventDefault();
    pushEntry(fragment);
    show(true);
  }

  // Fired for every step through history, and for a fragment that was typed.
  addEventListener("popstate", () => {
    if (readPath(location.hash, graph)) show(true);
  });
  for (const again of root.querySelectorAll(".outcome-again")) again.append(makeButton());
  equipPicture(root);
  printPictureFirst(root);
  markOpened(root);
  root.dataset.ready = "";
  show(false);
}

/**
 * @param {HTMLElement} place
 * @returns {HTMLAnchorElement[]}
 */
function answersOf(place) {
  return Array.from(place.querySelectorAll("a.answer"));
}

/**
 * @param {HTMLElement | undefined} step
 * @param {string} name
 */
function findAnswer(step, name) {
  return step ? answersOf(step).find((answer) => answer.dataset.name === name) : undefined;
}

/**
 * Do what need not hold up the next step, once that is on the screen.
 * @param {() => void} act
 */
function afterPaint(act) {
  requestAnimationFrame(() => setTimeout(act));
}

document.querySelectorAll(".flowchart").forEach((root) => {
  if (root instanceof HTMLElement) start(root);
});
