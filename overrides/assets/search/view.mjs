// The field, what is said of the results, and the results: in the dialog and on the search's page.

import { element } from "../frame/element.mjs";
import { mark, snippet } from "./snippet.mjs";
import { ways } from "./ways.mjs";

/**
 * @typedef {import("./ranking.mjs").Found} Found
 * @typedef {import("./ranking.mjs").Result} Result
 * @typedef {import("./ranking.mjs").Index} Index
 */

const STEP = 20;
/** What a listener is told waits until the typing pauses, in milliseconds. */
const PAUSE = 350;
const HINT = "Nothing that you type leaves your device.";
/** @type {Record<string, string>} */
const KINDS = {
  situation: "Situation",
  chapter: "Chapter",
  section: "Section",
  paragraph: "Paragraph",
  gone: "No longer in force",
  term: "Glossary",
  contact: "Contact",
  question: "Flowchart: question",
  outcome: "Flowchart: outcome",
  amendment: "Amendment",
  form: "Form",
  page: "Page",
};

/**
 * The address of the site's root.
 * @param {HTMLAnchorElement} link
 */
export function rootOf(link) {
  return new URL("../", link.href).href;
}

/**
 * Fetches the records and the library, at once.
 * @param {HTMLAnchorElement} link
 * @returns {Promise<Index>}
 */
export async function loadIndex(link) {
  const address = new URL(link.dataset.index ?? "", document.baseURI);
  const [{ Index }, data] = await Promise.all([
    import("./ranking.mjs"),
    fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
      return answer.json();
    }),
  ]);
  return new Index(data);
}

/** What may be typed; the number in it is one of this manual's. */
function wanted() {
  const example = document.querySelector("a[data-example]")?.getAttribute("data-example");
  return example ? `words, or a number such as ${example}` : "words, or the number of a paragraph";
}

export class View {
  /**
   * @param {string} root Address of the site's root.
   * @param {() => Promise<Index>} load
   * @param {(query: string) => void} onQuery Told of each query.
   * @param {boolean} offers Whether situations are offered while nothing is typed.
   */
  constructor(root, load, onQuery = () => {}, offers = false) {
    this.root = root;
    this.load = load;
    this.onQuery = onQuery;
    this.offers = offers;
    /** @type {Promise<Index> | undefined} */
    this.loading = undefined;
    /** @type {Index | undefined} */
    this.index = undefined;
    /**
     * The query whose results are shown.
     * @type {string | null}
     */
    this.shown = null;
    /**
     * Results that are not shown yet.
     * @type {Result[]}
     */
    this.rest = [];
    /**
     * Whom the situations shown have named to call: each is named once.
     * @type {Set<string>}
     */
    this.told = new Set();
    /** Whether the first of them bears the number that was typed whole. */
    this.goes = false;
    this.pause = 0;
    this.field = element("input", { className: "search-field" });
    this.status = element("p", { className: "search-status" });
    this.list = element("ol", { className: "search-results" });
    this.more = element("button", { className: "search-more" });
    this.form = element("form", { className: "search-form" }, this.field);
    this.element = element(
      "div",
      { className: "search" },
      this.form,
      this.status,
      this.list,
      this.more,
    );
    this.prepare();
  }

  prepare() {
    Object.assign(this.field, {
      type: "text",
      placeholder: wanted().replace("w", "W"),
      autocomplete: "off",
      autocapitalize: "none",
      enterKeyHint: "search",
      spellcheck: false, // some browsers send what they check to their maker
    });
    this.field.setAttribute("aria-label", `Search the manual: ${wanted()}`);
    this.field.setAttribute("autocorrect", "off");
    this.form.setAttribute("role", "search");
    this.status.setAttribute("role", "status");
    this.more.type = "button";
    this.more.hidden = true;
    this.field.addEventListener("input", () => this.ask());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.enter();
    });
    this.more.addEventListener("click", () => this.showMore());
    this.element.addEventListener("keydown", (event) => this.move(event));
  }

  /** Show what the field asks for, unless something else is asked meanwhile. */
  async ask() {
    const query = this.field.value.trim();
    this.onQuery(query);
    if (!this.index) this.tell("Loading the search…");
    try {
      this.loading ??= this.load();
      this.index = await this.loading;
    } catch {
      this.loading = undefined;
      this.shown = null;
      this.show({ results: [], how: "", formal: [] });
      this.tell(
        "The search could not be loaded. " +
          "Check your connection and type again, or use the contents.",
      );
      return;
    }
    const found = await this.index.find(query);
    if (query !== this.field.value.trim() || query === this.shown) return;
    this.shown = query;
    this.show(query || !this.offers ? found : this.offered(this.index), !query);
    this.tell(query ? summary(query, found) : HINT);
  }

  /**
   * Say it once the typing has paused; show it at once.
   * @param {string} words
   */
  tell(words) {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => {
      this.status.textContent = words;
    }, PAUSE);
  }

  /**
   * The situations, as if they were found.
   * @param {Index} index
   * @returns {Found}
   */
  offered({ situations }) {
    const results = situations.map((record) => ({ record, terms: [] }));
    return { results, how: "", formal: [] };
  }

  /**
   * @param {Found} found
   * @param {boolean} areOffered Whether they are offered, and nothing was asked for.
   */
  show({ results, exact }, areOffered = false) {
    this.rest = results;
    this.told = new Set();
    this.list.classList.toggle("are-offered", areOffered);
    this.goes = exact !== undefined;
    this.list.replaceChildren();
    this.append();
  }

  append() {
    const next = this.rest.slice(0, STEP);
    this.rest = this.rest.slice(STEP);
    this.list.append(...next.map((result) => this.item(result)));
    this.more.hidden = this.rest.length === 0;
    this.more.textContent = `Show ${Math.min(STEP, this.rest.length)} more of ${this.rest.length}`;
  }

  showMore() {
    const last = this.list.lastElementChild;
    this.append();
    last?.nextElementSibling?.querySelector("a")?.focus();
  }

  /** @param {Result} result */
  item({ record, terms }) {
    const { number = "", title = "", of = "", kind, address } = record;
    const answer = kind === "situation" ? this.index?.numbers.get(number.toLowerCase()) : undefined;
    const text = (answer ?? record).text ?? "";
    const head = element("span", { className: "search-head" });
    if (number) head.append(element("span", { className: "search-number" }, number), " ");
    const name = element(
      "span",
      { className: "search-title" },
      ...marked(mark(title || of.replace(/^[\d.]+ /, ""), terms)),
    );
    head.append(name, " ", element("span", { className: "search-kind" }, KINDS[kind]));
    const link = element("a", {}, head);
    link.href = new URL(address, this.root).href;
    link.dataset.kind = kind;
    if (title && of) link.append(" ", element("span", { className: "search-of" }, of));
    if (text) {
      link.append(
        " ",
        element("span", { className: "search-text" }, ...marked(snippet(text, terms))),
      );
    }
    const beside = this.index && ways(record, this.index, this.root, this.told);
    return element("li", {}, link, ...(beside ? [beside] : []));
  }

  /** Enter goes to a number that was typed whole; from words, to the first of the results. */
  async enter() {
    await this.ask();
    const link = /** @type {HTMLElement | null} */ (this.list.querySelector("li > a"));
    if (this.goes) link?.click();
    else link?.focus();
  }

  /**
   * Up and down go from the field through the results.
   * @param {KeyboardEvent} event
   */
  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const stops = [
      this.field,
      .../** @type {NodeListOf<HTMLElement>} */ (this.list.querySelectorAll("li > a")),
      ...(this.more.hidden ? [] : [this.more]),
    ];
    const at = stops.indexOf(/** @type {any} */ (document.activeElement));
    const next = stops[at + step];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
    if (next === this.field) this.field.select();
  }
}

/** @param {import("./snippet.mjs").Piece[]} pieces */
function marked(pieces) {
  return pieces.map(({ text, marked }) => (marked ? element("mark", {}, text) : text));
}

/**
 * What was found, in words.
 * @param {string} query
 * @param {Found} found
 */
function summary(query, { results, how, formal }) {
  const count = results.length === 1 ? "1 result" : `${results.length} results`;
  const also = formal.length ? ` Also looked for: ${formal.join(", ")}.` : "";
  if (results.length === 0) {
    return `Nothing found for “${query}”. Try another word, or use the contents.`;
  }
  if (how === "near") return `No paragraph has the number that you typed. Nearest: ${count}.`;
  if (how === "alike") {
    return `Nothing contains “${query}”. ${count} for words with a similar spelling.${also}`;
  }
  if (how === "some")
    return `Nothing contains all of these words. ${count} for some of them.${also}`;
  return `${count}.${also}`;
}
