// Words whose forms no rule of endings joins: each under the first of its forms.

/** Plurals, and verbs whose forms differ by more than their endings. */
const FORMS = `
addendum addenda | analysis analyses | appendix appendices | bacterium bacteria | basis bases
begin began begun | break broke broken | bring brought | build built | buy bought | calf calves
catch caught | choose chose chosen | come came | crisis crises
criterion criteria | curriculum curricula | deal dealt | diagnosis diagnoses | die dying dies died
draw drew drawn | drive drove driven | eat ate eaten | emphasis emphases | fall fell fallen
fight fought | flee fled | foot feet | forbid forbade forbidden | forget forgot forgotten
formula formulae | forum fora | get got gotten | give gave given | go goes went gone
goose geese | grow grew grown | half halves | hear heard | hide hid hidden | hold held
hypothesis hypotheses | index indices | keep kept | knife knives | know knew known | leave left
lie lying lies lied | life lives | loaf loaves | lose lost | louse lice | make made
matrix matrices | mean meant | meet met | memorandum memoranda | mouse mice | nucleus nuclei
ox oxen | pay paid | person people peoples | phenomenon phenomena | prognosis prognoses
ride rode ridden | ring rang rung | rise rose risen | run ran | say says said | see saw seen
seek sought | self selves | sell sold | send sent | shake shook shaken | shelf shelves | show shown
speak spoke spoken | spend spent | stand stood | steal stole stolen | stimulus stimuli
strike struck stricken | swear swore sworn | synthesis syntheses | take took taken
teach taught | tell told | thesis theses | thief thieves | think thought | tooth teeth
understand understood | wake woke woken | wear wore worn | wife wives | withdraw withdrew withdrawn
withhold withheld | wolf wolves | write wrote written
`;

/** @type {Map<string, string>} The first form by each of the others. */
const FIRST = new Map(
  FORMS.trim()
    .split(/\s*[|\n]\s*/)
    .flatMap((line) => {
      const [first, ...others] = line.split(" ");
      return others.map((other) => /** @type {[string, string]} */ ([other, first]));
    }),
);

/** Words that end as plurals of man and are none. */
const NO_MEN = new Set(
  "abdomen acumen amen bitumen cyclamen hymen lumen omen ramen regimen semen specimen stamen".split(
    " ",
  ),
);

/**
 * The word itself, or the one under which an irregular form of it is listed: `policewoman` for
 * `policewomen`, `grandchild` for `grandchildren`.
 * @param {string} word In small letters.
 */
export function firstForm(word) {
  const first = FIRST.get(word);
  if (first) return first;
  if (/children/.test(word)) return word.replace(/rens?$/, "");
  if (word.endsWith("men") && !NO_MEN.has(word)) return `${word.slice(0, -2)}an`;
  return word;
}
