// One question at a time. The page is whole without this: every step is a section, every answer
// a link to the next. Those sections and links are all that this module knows of the tree.
//
// The path lives in the fragment, which never leaves the device: `#danger=no&concern=yes&@=2026-11-22`
// (question id = the answer's name; `@` = the tree's edition). `#purpose` opens one question.

/**
 * @typedef {object} Path
 * @property {string} start The step at which the path begins.
 * @property {Map<string, string>} answers Names of answers by question, also of questions not reached.
 * @property {boolean} partial Whether the path begins in the middle of the tree.
 */

/**
 * @typedef {object} Passed
 * @property {HTMLElement} step A question that has been answered.
 * @property {HTMLAnchorElement} answer
 */

/** @param {HTMLElement} root */
function start(root) {
  const steps = new Map(
    Array.from(root.querySelectorAll("[data-step]"), (step) => [step.id, /** @type {HTMLElement} */ (step)]),
  );
  const first = root.dataset.first ?? "";
  const edition = root.dataset.edition ?? "";
  const trail = /** @type {HTMLElement} */ (root.querySelector("[data-trail]"));
  const status = /** @type {HTMLElement} */ (root.querySelector("[data-status]"));

  /** @param {string} fragment @returns {Path} */
  function read(fragment) {
    const text = fragment.replace(/^#/, "");
    if (steps.has(text)) return { start: text, answers: new Map(), partial: text !== first };
    const answers = new Map();
    let begin = first;
    for (const [key, value] of new URLSearchParams(text)) {
      if (key === "from" && steps.has(value)) begin = value;
      else if (key !== "@") answers.set(key, value);
    }
    return { start: begin, answers, partial: begin !== first };
  }

  /** @param {Path} path @returns {string} */
  function write(path) {
    if (path.answers.size === 0) return path.partial ? path.start : "";
    const parts = path.partial ? [["from", path.start]] : [];
    return new URLSearchParams([...parts, ...path.answers, ["@", edition]]).toString();
  }

  /** Follow the answers as far as they hold. @param {Path} path */
  function replay(path) {
    /** @type {Passed[]} */
    const passed = [];
    let step = /** @type {HTMLElement} */ (steps.get(path.start) ?? steps.get(first));
    while (step.dataset.step === "question") {
      const name = path.answers.get(step.id);
      const answer = name === undefined ? null : find(step, name);
      const next = answer && steps.get(answer.hash.slice(1));
      if (!answer || !next) break;
      passed.push({ step, answer });
      step = next;
    }
    return { passed, step };
  }

  /** @param {HTMLElement} step @param {string} name */
  function find(step, name) {
    const answers = Array.from(step.querySelectorAll("a[data-answer]"));
    const found = answers.find((answer) => answer instanceof HTMLAnchorElement && answer.dataset.name === name);
    return /** @type {HTMLAnchorElement | null} */ (found ?? null);
  }

  /** @param {HTMLElement} step */
  const title = (step) => step.querySelector("h2")?.textContent ?? "";

  /** @param {Passed[]} passed @param {Path} path */
  function drawTrail(passed, path) {
    trail.hidden = passed.length === 0;
    trail.replaceChildren();
    const list = document.createElement("ol");
    for (const { step, answer } of passed) {
      const without = new Map(path.answers);
      without.delete(step.id);
      const item = document.createElement("li");
      const question = document.createElement("span");
      question.textContent = title(step);
      const given = document.createElement("span");
      given.className = "trail-answer";
      given.textContent = answer.dataset.answer ?? "";
      const change = document.createElement("a");
      change.href = `#${write({ ...path, answers: without }) || step.id}`;
      change.dataset.change = step.id;
      change.append("Change", hidden(` your answer to: ${title(step)}`));
      item.append(question, given, change);
      list.append(item);
    }
    trail.append(list);
  }

  /** @param {string} words */
  function hidden(words) {
    const span = document.createElement("span");
    span.className = "visually-hidden";
    span.textContent = words;
    return span;
  }

  /** The way back to the question before. @param {HTMLElement} step @param {Passed[]} passed @param {Path} path */
  function drawBack(step, passed, path) {
    root.querySelectorAll(".step-back").forEach((link) => link.remove());
    const last = passed.at(-1);
    if (!last) return;
    const without = new Map(path.answers);
    without.delete(last.step.id);
    const back = document.createElement("p");
    back.className = "step-back";
    const link = document.createElement("a");
    link.href = `#${write({ ...path, answers: without }) || (path.partial ? path.start : first)}`;
    link.textContent = step.hasAttribute("data-resume") ? `Back to the question you left: ${title(last.step)}` : "Back";
    back.append(link);
    if (step.hasAttribute("data-resume")) step.querySelector("h2")?.after(back);
    else step.append(back);
  }

  /** @param {HTMLElement} step @param {number} count */
  function drawProgress(step, count) {
    const place = step.querySelector("[data-progress]");
    if (!place || step.dataset.step !== "question") return;
    const left = Number(step.dataset.left);
    const more = left === 0 ? "the last" : `at most ${left} more`;
    place.textContent = `Question ${count + 1}; ${more}`;
  }

  /** @param {boolean} moved Whether the reader moved, so that focus must follow. */
  function show(moved) {
    const path = read(decodeSafely(location.hash));
    const { passed, step } = replay(path);
    for (const other of steps.values()) other.hidden = other !== step;
    root.toggleAttribute("data-started", passed.length > 0 || path.partial);
    drawTrail(passed, path);
    drawBack(step, passed, path);
    drawProgress(step, passed.length);
    status.textContent = path.partial ? "You began in the middle of the flowchart. These answers are only a part of a path." : "";
    if (moved) {
      step.querySelector("h2")?.focus({ preventScroll: true });
      const top = passed.length || path.partial ? trailTop() : 0;
      scrollTo({ top });
    }
  }

  /** Where the flowchart begins on the page. */
  function trailTop() {
    return Math.max(0, root.getBoundingClientRect().top + scrollY - 64);
  }

  root.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const answer = target?.closest("a[data-answer]");
    const again = target?.closest("a[data-restart]");
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (answer instanceof HTMLAnchorElement) {
      event.preventDefault();
      const step = /** @type {HTMLElement} */ (answer.closest("[data-step]"));
      const path = read(decodeSafely(location.hash));
      const answers = new Map(path.answers).set(step.id, answer.dataset.name ?? "");
      const { passed } = replay({ ...path, answers });
      const kept = new Map(passed.map((one) => [one.step.id, one.answer.dataset.name ?? ""]));
      location.hash = write({ ...path, answers: kept });
    } else if (again) {
      event.preventDefault();
      history.pushState(null, "", location.pathname + location.search);
      show(true);
    }
  });
  // Fired for every move through history and every change of the fragment.
  addEventListener("popstate", () => show(true));
  root.dataset.ready = "";
  show(false);
}

/** @param {string} text */
function decodeSafely(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

document.querySelectorAll(".flowchart").forEach((root) => {
  if (root instanceof HTMLElement) start(root);
});
