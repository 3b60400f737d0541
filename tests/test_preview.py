"""What a proposed change does to the wordings, as those see it who are asked to agree."""

from textwrap import dedent

from invented import BASE, SECTION, TODAY, change
from manual.address import SEAL
from manual.keep import seal
from manual.numbers.number import Number
from manual.numbers.numbering import PLAIN
from manual.provisions.model import Wording
from manual.seal.draft import compare
from manual.seal.preview import preview
from manual.unrecorded import compare_since

SEALED = seal(BASE, TODAY).texts[SEAL]


def shown(before: dict[int, str], after: dict[int, str]) -> str:
    states = [
        {PLAIN.read(f"2.1.{n}"): Wording("", text) for n, text in state.items()}
        for state in (before, after)
    ]
    return preview(compare(*states), states[1])


def test_every_kind_of_change_in_order_of_number():
    before = {1: "Keep the lamp lit.", 2: "Old words.", 4: "PastAddress words.", 6: "Gone."}
    after = {1: "Keep the lamp burning.", 2: "Old words.", 3: "New words.", 5: "PastAddress words."}
    assert shown(before, after) == dedent("""\
        ## Paragraphs: 1 amended, 1 inserted, 1 deleted, 1 renumbered

        **2.1.1** amended

        > Keep the lamp <del>lit</del><ins>burning</ins>.

        **2.1.3** inserted

        > <ins>New words.</ins>

        **2.1.4** renumbered: now 2.1.5

        **2.1.6** deleted

        > <del>Gone.</del>
        """)


def test_nothing_changed():
    assert shown({1: "Same."}, {1: "Same."}) == "## No paragraph changes\n"


def test_marks_end_with_the_line_and_signs_are_shown():
    after = {1: "Do:\n\n- *first* <b>;\n- [second](https://a.example)."}
    assert shown({}, after).split("\n\n", 2)[2] == dedent("""\
        > <ins>Do:</ins>
        >
        > <ins>- \\*first\\* &lt;b&gt;;</ins>
        > <ins>- \\[second\\](https://a.example).</ins>
        """)


def test_compare_with_a_seal_and_with_none():
    texts = change(
        {**BASE, SEAL: SEALED},
        SECTION,
        {"2.1.1 Light the lamp at dusk": "2.1.1 Light the lamp at nightfall"},
    )
    assert "> " in compare_since(texts, TODAY, SEALED)
    assert compare_since(texts, TODAY, SEALED).startswith("## Paragraphs: 1 amended\n")
    assert compare_since(BASE, TODAY, SEALED) == "## No paragraph changes\n"
    assert " inserted" in compare_since(BASE, TODAY, "").splitlines()[0]
    del texts[SEAL]
    assert compare_since(texts, TODAY, SEALED).startswith("## Rewrites what was published")


def with_headings(texts: dict[int, tuple[str, str]]) -> dict[Number, Wording]:
    return {PLAIN.read(f"2.1.{n}"): Wording(*wording) for n, wording in texts.items()}


def test_a_heading_that_only_goes_to_another_paragraph_is_told():
    before = with_headings({2: ("## At night", "Stay awake."), 3: ("", "Sleep.")})
    inserted = with_headings(
        {1: ("## At night", "Eat first."), 2: ("", "Stay awake."), 3: ("", "Sleep.")}
    )
    assert "**2.1.2** amended: its heading stands above 2.1.1 now" in preview(
        compare(before, inserted), inserted
    )
    deleted = with_headings({3: ("## At night", "Sleep.")})
    assert "**2.1.3** amended: the heading of 2.1.2 stands above it now" in preview(
        compare(before, deleted), deleted
    )


def test_a_heading_that_goes_for_good_or_with_other_words_is_a_plain_amendment():
    before = with_headings({2: ("## At night", "Stay awake.")})
    for after in ({2: ("", "Stay awake.")}, {2: ("## By night", "Stay awake.")}):
        assert "**2.1.2** amended\n" in preview(
            compare(before, with_headings(after)), with_headings(after)
        )
    more = with_headings({1: ("## At night", "Eat first."), 2: ("", "Stay up.")})
    assert "**2.1.2** amended\n" in preview(compare(before, more), more)


def test_what_nobody_sees_or_what_turns_words_is_shown_by_its_code():
    said = shown({}, {1: "Ring\u200b \u202e361\u2069 or $\\color{white}$."})
    assert said.endswith(
        "> <ins>Ring&lt;U+200B&gt; &lt;U+202E&gt;361&lt;U+2069&gt; or &#36;\\\\color{white}&#36;."
        "</ins>\n"
    )
