// The index: finds records by number, and by words.

import { plainName, readClause, readNumber, readNumbers, readWords, tidy } from "./query.mjs";
import MiniSearch from "./vendor/minisearch.mjs";
import { weigh } from "./weighing.mjs";
import { FUZZY, forms, queryWords, textWords } from "./words.mjs";

/**
 * @typedef {object} SearchRecord A thing that can be found: see hooks/manual/pages/search_data.py.
 * @property {string} kind
 * @property {string} [number]
 * @property {string} [title]
 * @property {string} [says]
 * @property {string} [also]
 * @property {string} [of]
 * @property {string} [text]
 * @property {string} address
 * @property {string[]} [clauses]
 * @property {string} [clause_address]
 * @property {string} [step]
 * @property {string} [contact]
 * @property {string} [area]
 * @property {[shown: string, link: string][]} [phones]
 * @property {string} [hours]
 * @property {[host: string, link: string]} [form]
 * @property {string} [doubt]
 * @property {string} [doubt_from]
 *
 * @typedef {{record: SearchRecord, terms: string[]}} Result With the words by which it was found.
 *
 * @typedef {object} Found What a query leads to.
 * @property {Result[]} results
 * @property {"" | "alike" | "some" | "near"} how Why these, where not all words were found as
 *   typed.
 * @property {string[]} formal The formal words that were looked for too.
 * @property {SearchRecord} [exact] What bears the number that was typed, where that is a section's
 *   or a paragraph's.
 *
 * @typedef {import("./query.mjs").Unit} Unit
 * @typedef {import("./weighing.mjs").Match} Match
 */

/** How many records are taken into the index at a time: on a slow phone, a tenth of a second. */
const SLICE = 50;
/** How much a word counts by where it stands. */
const BOOST = { title: 4, says: 4, also: 3, lead: 1, of: 0.5, text: 1, answer: 0.7 };
/**
 * How much a record counts by what it is. Text that binds comes before text about the manual.
 * @type {Record<string, number>}
 */
const WEIGHT = { situation: 1.5, section: 1.2, term: 1.3, contact: 1.2, amendment: 0.5, page: 0.4 };
/** The first sentence of a text. */
const LEAD = /^.+?[.?:](?=\s|$)/;
/** Words that ask for a number to call. */
const CALLS = new Set(["call", "contact", "dial", "number", "phone", "ring", "telephone"]);
/** How much a formal word counts beside the one that was typed. */
const FORMAL = 0.7;

export class Index {
  /** @param {{records: SearchRecord[], synonyms: Record<string, string[]>}} data */
  constructor({ records, synonyms }) {
    this.records = whole(records);
    this.synonyms = synonyms;
    this.numbers = new Map(
      this.records.flatMap((record) =>
        record.number && record.kind !== "situation" ? [[record.number.toLowerCase(), record]] : [],
      ),
    );
    /**
     * What bears a number with a word, a sign or letters ahead: `Rule 7`, by `rule 7`.
     * @type {Map<string, SearchRecord>}
     */
    this.named = new Map(
      Array.from(this.numbers)
        .filter(([number]) => !/^\d/.test(number))
        .map(([number, record]) => [plainName(number), record]),
    );
    /**
     * Every form of a word that some record has: what is typed so is whole, and not completed.
     * @type {Set<string>}
     */
    this.known = new Set();
    this.words = new MiniSearch({
      fields: Object.keys(BOOST),
      tokenize: textWords,
      processTerm: (word) => this.learn(word),
    });
    // In slices, so that the reader can type meanwhile. What is gone is found by its number alone.
    const documents = this.records
      .map((record, id) => ({ ...record, ...this.more(record), id }))
      .filter(({ kind }) => kind !== "gone");
    this.ready = this.words.addAllAsync(documents, { chunkSize: SLICE });
  }

  /** @param {string} word */
  learn(word) {
    const found = forms(word);
    for (const form of found) this.known.add(form);
    return found;
  }

  /**
   * What a record is found by and does not have itself: the words with which a paragraph begins,
   * which say what it is about; the text of the paragraph that answers a situation.
   * @param {SearchRecord} record
   * @returns {{lead?: string, answer?: string}}
   */
  more({ kind, number = "", text = "" }) {
    if (kind === "situation") return { answer: this.numbers.get(number.toLowerCase())?.text };
    return kind === "paragraph" ? { lead: LEAD.exec(text)?.[0] } : {};
  }

  /** What is offered while nothing is typed. */
  get situations() {
    return this.records.filter(({ kind }) => kind === "situation");
  }

  /**
   * The record at an address, which is neither a situation's nor one of several contacts'.
   * @param {string} address
   */
  at(address) {
    return this.records.find((one) => one.address === address && one.kind !== "situation");
  }

  /**
   * The contacts that a name stands for: `front-door` for each area's, `east-sussex/front-door`
   * for one.
   * @param {string} name
   */
  contactsOf(name) {
    const [own, area] = name.split("/").reverse();
    return this.records.filter(
      (one) => one.kind === "contact" && one.contact === own && (!area || one.area === area),
    );
  }

  /**
   * What a query leads to: of a number with marks behind it, the sub-paragraph that bears them.
   * @param {string} text
   * @returns {Promise<Found>}
   */
  async find(text) {
    const query = tidy(text);
    const { rest, clause } = readClause(query);
    const whole = clause && (await this.findAll(rest));
    const found = whole && this.narrow(whole, rest, clause);
    return found || this.findAll(query);
  }

  /**
   * What was found for a number, led by that sub-paragraph of it which bears some marks.
   * @param {Found} found
   * @param {string} text The number as it was typed.
   * @param {string} clause
   * @returns {Found | undefined} Undefined where there is no such sub-paragraph.
   */
  narrow({ results, formal, exact }, text, clause) {
    const record = exact ?? this.numbers.get(text.trim().toLowerCase());
    const clauses = record?.clauses ?? [];
    const small = clauses.map((one) => one.toLowerCase());
    const at = clauses.includes(clause)
      ? clauses.indexOf(clause)
      : small.indexOf(clause.toLowerCase());
    if (!record || at < 0) return undefined;
    const number = `${record.number}${clauses[at]}`;
    const one = { ...record, number, address: `${record.clause_address}${clauses[at]}` };
    const others = results.filter((result) => result.record !== record);
    return { results: [{ record: one, terms: [] }, ...others], how: "", formal, exact: one };
  }

  /**
   * @param {string} query
   * @returns {Promise<Found>}
   */
  async findAll(query) {
    const asked = readNumber(query);
    const runs = readNumbers(query);
    const named = this.findNamed(plainName(query));
    const numbered = new Set([
      ...named,
      ...(asked ? this.findNumber(asked.number, asked.rest.length > 0) : []),
      ...runs.flatMap(([first, last]) => this.findRun(first, last)),
    ]);
    await this.ready;
    const found = this.findWords(query);
    if (numbered.size) {
      const others = found.how ? [] : found.results.filter(({ record }) => !numbered.has(record));
      const terms = asked?.rest.flatMap(forms) ?? [];
      const results = [...Array.from(numbered, (record) => ({ record, terms })), ...others];
      const exact = named[0] ?? this.findExact(asked?.number ?? "", runs);
      return { results, how: "", formal: found.how ? [] : found.formal, exact };
    }
    const missing = asked ? (asked.rest.length ? "" : asked.number) : runs[0]?.[0];
    return missing?.includes(".") ? this.findNear(missing, found) : found;
  }

  /**
   * What bears the number with a word ahead with which a query begins, and what stands in it; of a
   * bare number, whatever bears it behind a word.
   * @param {string} query Plain, as by `plainName`.
   */
  findNamed(query) {
    if (/^\d+[a-z]?$/.test(query)) return this.namedBy((name) => name.endsWith(` ${query}`));
    const keys = Array.from(this.named.keys(), (name) =>
      `${query} `.startsWith(`${name} `) ? name : "",
    );
    const longest = keys.reduce((one, other) => (other.length > one.length ? other : one), "");
    if (!longest) return [];
    const found = this.namedBy((name) => name === longest);
    return query === longest
      ? [...found, ...this.namedBy((name) => name.startsWith(`${query} `))]
      : found;
  }

  /** @param {(name: string) => boolean} isMeant */
  namedBy(isMeant) {
    return Array.from(this.named).flatMap(([name, record]) => (isMeant(name) ? [record] : []));
  }

  /**
   * What bears the one number with a stop that was typed, where it is one.
   * @param {string} number With which the query begins.
   * @param {[first: string, last: string][]} runs
   */
  findExact(number, runs) {
    if (number) return number.includes(".") ? this.numbers.get(number) : undefined;
    const [[first, last]] = runs;
    return runs.length === 1 && first === last ? this.numbers.get(first) : undefined;
  }

  /**
   * The records from one number to another, as far as both are there.
   * @param {string} first
   * @param {string} last
   */
  findRun(first, last) {
    const numbers = [...this.numbers.keys()];
    const [from, to] = [numbers.indexOf(first), numbers.indexOf(last)];
    const some = from < to && from >= 0 ? numbers.slice(from, to + 1) : [first, last];
    return some.flatMap((number) => this.numbers.get(number) ?? []);
  }

  /**
   * The records of a number and, unless it `stands` among words, of those that go on from it: its
   * parts, then those with a letter or a digit more.
   * @param {string} number
   * @param {boolean} stands
   */
  findNumber(number, stands) {
    const exact = this.numbers.get(number);
    if (stands) return exact ? [exact] : [];
    const depth = number.split(".").length;
    const longer = [...this.numbers].filter(
      ([other]) =>
        other !== number && other.startsWith(number) && other.split(".").length <= depth + 1,
    );
    const parts = longer.filter(([other]) => other[number.length] === ".");
    const others = longer.filter(([other]) => other.split(".").length === depth);
    return [...(exact ? [exact] : []), ...[...parts, ...others].map(([, record]) => record)];
  }

  /**
   * In place of a number that does not exist, what it would stand in.
   * @param {string} number
   * @param {Found} found
   */
  findNear(number, found) {
    const parents = [number.replace(/[a-z]+$/, ""), number.replace(/\.[^.]*$/, "")];
    const near = parents.map((parent) => this.numbers.get(parent)).find(Boolean);
    if (!near || (found.results.length && !found.how)) return found;
    return /** @type {Found} */ ({
      results: [{ record: near, terms: [] }],
      how: "near",
      formal: [],
    });
  }

  /**
   * Records with the words, those first in which the most telling of them are found: one word that
   * is nowhere hides nothing.
   * @param {string} query
   * @returns {Found}
   */
  findWords(query) {
    const units = readWords(query, this.synonyms);
    const typing = /[\p{L}\p{N}]$/u.test(query) ? (units.at(-1)?.words.at(-1) ?? "") : "";
    const matches = units.map((unit) => this.match(unit, typing));
    const { found, isWhole } = weigh(matches, this.records.length);
    const asked = matches.map(({ unit }) => unit);
    const formal = asked.flatMap(({ alternatives }) => alternatives.map((all) => all.join(" ")));
    const whole = matches.some(({ isAlike }) => isAlike) ? "alike" : "";
    const results = found.map(({ id, terms }) => ({ record: this.records[id], terms }));
    const named = results.filter(({ record }) => isNamed(record, asked));
    const others = results.filter((result) => !named.includes(result));
    const how = isWhole ? whole : "some";
    return {
      results: withoutTwins([...named, ...others]),
      how,
      formal: [...new Set(formal)],
    };
  }

  /**
   * The records that a unit is found in, as typed or, if it is nowhere, spelt alike.
   * @param {Unit} unit
   * @param {string} typing
   * @returns {Match}
   */
  match(unit, typing) {
    const found = this.look(unit, typing, false);
    if (found.length) return { unit, found, isAlike: false };
    const [alike] = readWords(unit.words.join(" "), this.synonyms, true);
    const near = this.look(alike, typing, true).filter(({ terms }) => beginAlike(alike, terms));
    return near.length
      ? { unit: alike, found: near, isAlike: true }
      : { unit, found, isAlike: false };
  }

  /**
   * @param {Unit} unit
   * @param {string} typing
   * @param {boolean} isAlike
   */
  look({ words, alternatives }, typing, isAlike) {
    return this.words.search(
      {
        combineWith: "OR",
        queries: [
          all(words),
          ...alternatives.map((formal) => ({ ...all(formal), boostTerm: () => FORMAL })),
        ],
      },
      {
        tokenize: queryWords,
        processTerm: forms,
        boost: BOOST,
        boostDocument: (id) => WEIGHT[this.records[id].kind] ?? 1,
        prefix: (term) =>
          !isNumber(term) &&
          term.length > 1 &&
          ((term === typing && !this.known.has(term)) || (isAlike && term.length > 2)),
        fuzzy: (term) => isAlike && term.length > FUZZY.longer && !isNumber(term) && FUZZY.share,
        maxFuzzy: FUZZY.most,
      },
    );
  }
}

/**
 * The records, each paragraph with the section whose record stands ahead of it, each situation with
 * the address of its number.
 * @param {SearchRecord[]} records
 */
function whole(records) {
  const places = new Map(records.map(({ number, address }) => [number?.toLowerCase(), address]));
  let of = "";
  return records.map((record) => {
    if (record.kind === "situation") {
      return { ...record, address: places.get(record.number?.toLowerCase()) ?? "" };
    }
    if (record.kind === "section") of = `${record.number} ${record.title}`;
    return record.kind === "paragraph" && !record.of ? { ...record, of } : record;
  });
}

/**
 * The results without paragraphs that a situation ahead of them shows.
 * @param {Result[]} results
 */
function withoutTwins(results) {
  /** @type {Set<string>} */
  const shown = new Set();
  return results.filter(({ record: { kind, address } }) => {
    if (kind === "situation") shown.add(address);
    return kind === "situation" || !shown.has(address);
  });
}

/**
 * Whether what was found begins as what was typed: "receive" for "recieve", and not "believe".
 * @param {Unit} unit
 * @param {string[]} terms
 */
function beginAlike({ words, alternatives }, terms) {
  return (
    alternatives.length > 0 || words.every((word) => terms.some((term) => term[0] === word[0]))
  );
}

/**
 * Whether a record's title, or one of its forms, is what was asked for, or the formal word for it;
 * of a contact its id too, with or without words that ask for its number.
 * @param {SearchRecord} record
 * @param {Unit[]} units
 */
function isNamed({ title = "", kind, contact = "" }, units) {
  const formal = units.length === 1 ? units[0].alternatives : [];
  const typed = units.flatMap(({ words }) => words);
  const names = title.split(" / ");
  const asked = [typed, ...formal];
  if (kind === "contact") {
    names.push(contact);
    asked.push(typed.filter((word) => !forms(word).some((form) => CALLS.has(form))));
  }
  const meant = asked.map(stems);
  return names.some((name) => meant.includes(stems(queryWords(name))));
}

/** @param {string[]} words */
function stems(words) {
  return words.flatMap((word) => forms(word).slice(-1)).join(" ");
}

/**
 * The query for all of some words, each in any of its forms.
 * @param {string[]} words
 * @returns {Exclude<import("./vendor/minisearch.mjs").Query, string>}
 */
function all(words) {
  return {
    combineWith: "AND",
    queries: words.map((word) => ({ combineWith: "OR", queries: [word] })),
  };
}

/** @param {string} term */
function isNumber(term) {
  return /^\d/.test(term);
}
