// What this site uses of MiniSearch. Source: https://lucaong.github.io/minisearch/

export type Query =
  | string
  | { combineWith: "AND" | "OR"; queries: Query[]; boostTerm?: () => number };

export interface Options {
  tokenize?: (text: string) => string[];
  processTerm?: (term: string) => string[];
}

export interface SearchOptions extends Options {
  boost?: Record<string, number>;
  /** How much a document counts; it is given the document's `id`. */
  boostDocument?: (id: number) => number;
  /** Whether a word may go on. */
  prefix?: (term: string) => boolean;
  /** How many letters may differ: a share of the word's. */
  fuzzy?: (term: string) => number | false;
  maxFuzzy?: number;
}

export interface SearchResult {
  id: number;
  score: number;
  /** The words of the document by which it was found. */
  terms: string[];
}

export default class MiniSearch<Document extends { id: number }> {
  constructor(options: Options & { fields: string[] });
  addAllAsync(documents: Document[], options: { chunkSize: number }): Promise<void>;
  search(query: Query, options: SearchOptions): SearchResult[];
}
