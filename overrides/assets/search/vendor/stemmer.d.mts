/** The stem of a word, by Porter's rules. */
export function stemmer(word: string): string;
