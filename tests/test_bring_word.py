"""What a Word file shows and does not write: its numbers, and what is text of it and what not."""

import random
from collections import Counter
from typing import NamedTuple

import pytest
import word
from manual.bring.piece import REF_OPENS, Source
from manual.bring.report import words_in, words_on_pages
from manual.bring.word import read_word
from word import field, footnote, level, listing, mark, note, par, pattern, run, style, table


def read(body: str, **parts: object) -> Source:
    return read_word("a.docx", word.file(body, **parts), lambda _done, _whole: None)


def shown(source: Source) -> str:
    """The pieces as Word shows them, one a line."""
    return "\n".join(f"{piece.label} {piece.text}".strip() for piece in source.pieces)


class Case(NamedTuple):
    body: str
    shown: str
    numbering: str = word.NUMBERING
    styles: str = word.STYLES


ONE = pattern(1, level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"))


def lines(*levels: int, list_: int = 1) -> str:
    """A paragraph on each level of a list, with its place as its words."""
    return "".join(par(f"p{at}", num=(list_, one)) for at, one in enumerate(levels, 1))


NUMBERS = {
    "a style gives the list, and its place in the pattern the level": Case(
        par("A", "Heading1") + par("B", "Heading2") + par("C", "Clause") + par("D", "Clause"),
        "1 A\n1.1 B\n1.1.1 C\n1.1.2 D",
    ),
    "a style that is based on one with a number has it too": Case(
        par("A", "Heading1") + par("B", "Mine"),
        "1 A\n2 B",
        styles=word.STYLES + style("Mine", based="Heading1"),
    ),
    "the level that a style gives, where the pattern names no style": Case(
        par("A", "One") + par("B", "Two"),
        "1. A\n1.1 B",
        ONE + listing(1, 1),
        style("One", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("Two", "Two", "One", '<w:numPr><w:ilvl w:val="1"/></w:numPr>'),
    ),
    "list 0 takes the number of the style away": Case(
        par("A", "Heading1") + par("B", "Heading1", num=(0, 0)) + par("C", "Heading1"),
        "1 A\nB\n2 C",
    ),
    "a higher number begins the lower ones anew": Case(
        lines(0, 1, 1, 0, 1, 2, 2, 1),
        "1. p1\n1.1 p2\n1.2 p3\n2. p4\n2.1 p5\n(a) p6\n(b) p7\n2.2 p8",
        ONE + listing(1, 1),
    ),
    "a level that never begins anew": Case(
        lines(0, 1, 0, 1),
        "1. p1\n1.1 p2\n2. p3\n2.2 p4",
        pattern(1, level(0, "%1."), level(1, "%1.%2", more='<w:lvlRestart w:val="0"/>'))
        + listing(1, 1),
    ),
    "a level that begins anew after the first level only": Case(
        lines(0, 1, 2, 1, 2, 0, 1, 2),
        "1 p1\n1.1 p2\n1 p3\n1.2 p4\n2 p5\n2 p6\n2.1 p7\n1 p8",
        pattern(
            1,
            level(0, "%1"),
            level(1, "%1.%2"),
            level(2, "%3", more='<w:lvlRestart w:val="1"/>'),
        )
        + listing(1, 1),
    ),
    "two lists of one pattern go on counting": Case(
        lines(0, 0) + lines(0, list_=2),
        "1. p1\n2. p2\n3. p1",
        ONE + listing(1, 1) + listing(2, 1),
    ),
    "a list with a start of its own begins with it once": Case(
        lines(0, 0) + lines(0, 0, list_=2),
        "1. p1\n2. p2\n7. p1\n8. p2",
        ONE
        + listing(1, 1)
        + listing(2, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'),
    ),
    "a list that writes a level in another way": Case(
        lines(0, list_=2),
        "[A] p1",
        ONE
        + listing(1, 1)
        + listing(
            2, 1, f'<w:lvlOverride w:ilvl="0">{level(0, "[%1]", "upperLetter")}</w:lvlOverride>'
        ),
    ),
    "a start that is not 1": Case(
        lines(0, 0), "5. p1\n6. p2", pattern(1, level(0, "%1.", start=5)) + listing(1, 1)
    ),
    "each form of a number": Case(
        lines(0, 1, 2, 3, 4, 5),
        "i p1\nII p2\nc p3\nD p4\n05 p5\n6th p6",
        pattern(
            1,
            level(0, "%1", "lowerRoman"),
            level(1, "%2", "upperRoman", start=2),
            level(2, "%3", "lowerLetter", start=3),
            level(3, "%4", "upperLetter", start=4),
            level(4, "%5", "decimalZero", start=5),
            level(5, "%6", "ordinal", start=6),
        )
        + listing(1, 1),
    ),
    "letters behind z are doubled": Case(
        lines(0, 0),
        "z p1\naa p2",
        pattern(1, level(0, "%1", "lowerLetter", start=26)) + listing(1, 1),
    ),
    "Roman numbers above are digits where the level asks for digits": Case(
        lines(0, 1),
        "Article I p1\nSection 1.1 p2",
        pattern(
            1,
            level(0, "Article %1", "upperRoman"),
            level(1, "Section %1.%2", more="<w:isLgl/>"),
        )
        + listing(1, 1),
    ),
    "what follows a number, a tab or a space, is none of it": Case(
        lines(0),
        "1 p1",
        pattern(1, level(0, "%1", more='<w:suff w:val="space"/>')) + listing(1, 1),
    ),
    "a list of which the pattern is in a style of lists": Case(
        lines(0, 0),
        "1. p1\n2. p2",
        ONE + pattern(5, more='<w:numStyleLink w:val="Linked"/>') + listing(1, 5) + listing(2, 1),
        word.STYLES
        + '<w:style w:type="numbering" w:styleId="Linked"><w:name w:val="Linked"/><w:pPr><w:numPr>'
        '<w:numId w:val="2"/></w:numPr></w:pPr></w:style>',
    ),
    "an empty paragraph counts": Case(
        par("A", num=(1, 0)) + par("", num=(1, 0)) + par("C", num=(1, 0)),
        "1. A\n3. C",
        ONE + listing(1, 1),
    ),
    "a list that is nowhere": Case(par("A", num=(9, 0)), "A"),
    "a level that the pattern does not have": Case(par("A", num=(1, 7)), "A", ONE + listing(1, 1)),
    "a style that is based on itself": Case(
        par("A", "Loop"), "A", styles=style("Loop", based="Loop2") + style("Loop2", based="Loop")
    ),
}
CHANGED = '<w:ins w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z">{}</w:ins>'
DELETED = (
    '<w:del w:id="2" w:author="A"><w:r><w:delText xml:space="preserve">{}</w:delText></w:r></w:del>'
)
END_GONE = '<w:rPr><w:del w:id="3" w:author="A"/></w:rPr>'
TEXTS = {
    "what was inserted is text": Case(par(run("a ") + CHANGED.format(run("b"))), "a b"),
    "what was deleted is none": Case(par(run("a ") + DELETED.format("b ") + run("c")), "a c"),
    "a paragraph whose end was deleted goes on in the next, with its number": Case(
        par("A ", num=(1, 0), more=END_GONE) + par("B", num=(1, 0)) + par("C", num=(1, 0)),
        "1. A B\n2. C",
        ONE + listing(1, 1),
    ),
    "hidden words": Case(par(run("a") + run("b", "<w:vanish/>")), "a"),
    "a heading that runs on into the text keeps its number": Case(
        par("Term. ", "Heading1", more="<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + par("It is."),
        "1 Term. It is.",
    ),
    "a content control, around words and around paragraphs": Case(
        f"<w:sdt><w:sdtContent>{par('A', 'Heading1')}</w:sdtContent></w:sdt>"
        + par(f"<w:sdt><w:sdtPr/><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>"),
        "1 A\nb",
    ),
    "a field shows what was last computed": Case(par(run("by ") + field("DATE", "May")), "by May"),
    "a field within the code of a field": Case(
        par(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
            + field("X", "hidden")
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + run("seen")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        "seen",
    ),
    "the table of contents": Case(
        par(field('TOC \\o "1-3"', "Scope 3")) + par("Scope", "Heading1"), "1 Scope"
    ),
    "a text box, after the paragraph that holds it": Case(
        par(
            run("a")
            + "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>"
            + par("boxed")
            + "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
            + par("boxed")
            + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        "a\nboxed",
    ),
    "signs that Markdown knows are words": Case(
        par("a *b* [c](d) <e> `f` \\g"), r"a \*b\* \[c\](d) \<e\> \`f\` \\g"
    ),
    "words look as in the source": Case(
        par(run("so ") + run("bold", "<w:b/>") + run(" and ") + run("slanting", "<w:i/>")),
        "so **bold** and *slanting*",
    ),
    "signs above the line": Case(
        par(run("m") + run("2", '<w:vertAlign w:val="superscript"/>')), "m^2^"
    ),
    "half of a word is not bold": Case(par(run("half", "<w:b/>") + run("way")), "halfway"),
    "a line break": Case(par(f"{run('a')}<w:r><w:br/></w:r>{run('b')}"), "a\nb"),
    "a tab behind a number that was typed": Case(
        par(f"{run('2.1')}<w:r><w:tab/></w:r>{run('Go')}"), "2.1 Go"
    ),
    "signs of no width, and those of a word's break": Case(par("a\u200bb\u00adc"), "abc"),
    "a table": Case(table([["a", "b|c"], ["d", ""]]), "| a | b\\|c |\n| --- | --- |\n| d |  |"),
    "a table within a table": Case(
        table([["a", table([["b", "c"]]) + par("")], ["d", "e"]]),
        "| a | b<br>c |\n| --- | --- |\n| d | e |",
    ),
    "a table of one column is paragraphs": Case(table([["a"], ["b"]]), "a\nb"),
    "cells that are joined": Case(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
        + par("wide")
        + f"</w:tc></w:tr><w:tr><w:tc>{par('a')}</w:tc><w:tc>{par('b')}</w:tc></w:tr></w:tbl>",
        "| wide |  |\n| --- | --- |\n| a | b |",
    ),
    "numbers in the cells of a table": Case(
        table([["a", "b"], [par("c", num=(1, 0)), par("d", num=(1, 0))]]),
        "| a | b |\n| --- | --- |\n| 1. c | 2. d |",
        ONE + listing(1, 1),
    ),
    "a link": Case(
        par('<w:hyperlink r:id="web">' + run("the law") + "</w:hyperlink>"),
        "[the law](https://example.org/law)",
    ),
}
RELATED = {"web": ("hyperlink", "https://example.org/law")}


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_are_those_that_word_shows(name: str):
    case = NUMBERS[name]
    source = read(case.body, numbering=case.numbering, styles=case.styles)
    assert shown(source) == case.shown


@pytest.mark.parametrize("name", TEXTS)
def test_texts_are_those_that_word_shows(name: str):
    case = TEXTS[name]
    source = read(case.body, numbering=case.numbering, styles=case.styles, related=RELATED)
    assert shown(source) == case.shown


def test_what_is_on_no_page_is_told():
    body = par(run("a ") + DELETED.format("gone ") + run("b", "<w:vanish/>"))
    header = f"<w:hdr {word.SPACES}>{par('Draft')}</w:hdr>"
    comment = f'<w:comment w:id="1" w:author="Ann">{par("Why?")}</w:comment>'
    source = read(
        body,
        parts={
            "word/header1.xml": header,
            "word/comments.xml": f"<w:comments {word.SPACES}>{comment}</w:comments>",
        },
    )
    assert [(one.message, one.words) for one in source.left_out] == [
        ("deleted in a tracked change", "gone"),
        ("hidden text", "b"),
        ("a comment by Ann", "Why?"),
        ("the head or the foot of pages", "Draft"),
    ]


def test_words_of_diagrams_and_texts_of_other_files_are_told():
    drawn = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    diagram = f"<d {drawn}><a:p><a:t>Ask</a:t></a:p><a:p><a:t>Share</a:t></a:p></d>"
    body = par("a") + '<w:altChunk r:id="x"/>' + par("b")
    source = read(body, parts={"word/diagrams/data1.xml": diagram})
    assert [(one.message, one.words) for one in source.left_out] == [
        ("words in a diagram: export it as .png, and put it in", "Ask Share")
    ]
    assert [(one.place, one.message) for one in source.remarks] == [
        (2, "a text of another file stands here and is left out: save it in Word anew")
    ]


def test_footnotes_go_with_their_paragraph():
    source = read(par(run("a") + note(7)), footnotes=footnote(7, "See b.") + footnote(8, "Lost."))
    assert shown(source) == "a[^1]"
    assert source.footnotes == {"1": "See b."}
    assert [one.message for one in source.left_out] == ["a footnote that the text does not name"]


def test_a_reference_knows_the_paragraph_that_it_leads_to():
    body = par(mark("_Ref1") + run("A"), "Heading1") + par(
        run("see ") + field("REF _Ref1 \\r", "1")
    )
    source = read(body)
    assert source.pieces[0].targets == ("_Ref1",)
    assert f"{REF_OPENS}_Ref1" in source.pieces[1].text


def test_a_picture_has_the_words_that_say_what_it_shows():
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="The map"/><a:graphic>'
        '<a:blip r:embed="pic"/></a:graphic></wp:inline></w:drawing></w:r>'
    )
    source = read(
        par(run("a") + drawing),
        parts={"word/media/a.png": b"\x89PNG\r\n\x1a\n"},
        related={"pic": ("image", "media/a.png")},
    )
    assert shown(source) == "a\n![The map](picture-4c4b6a3b.png)"
    assert [*source.files] == ["picture-4c4b6a3b.png"]


def a_body(chance: random.Random, depth: int = 0) -> str:
    """Paragraphs, tables and whatever may hold words, at random; each word occurs once."""
    made = []
    for _ in range(chance.randint(1, 6)):
        words = " ".join(f"w{chance.randrange(10**9)}" for _ in range(chance.randint(1, 4)))
        plain = run(words)
        made.append(
            chance.choice(
                [
                    par(words),
                    par(words, chance.choice(["Heading1", "Heading2", "Clause", "Title"])),
                    par(words, num=(chance.choice([1, 2]), chance.randint(0, 4))),
                    par(CHANGED.format(plain)),
                    par(DELETED.format(words)),
                    par(run(words, "<w:vanish/>")),
                    par(words, more=END_GONE),
                    par(field("REF x", words)),
                    par(field("TOC", words)),
                    par(f"<w:r><w:pict><w:txbxContent>{par(words)}</w:txbxContent></w:pict></w:r>"),
                    f"<w:sdt><w:sdtContent>{par(words)}</w:sdtContent></w:sdt>",
                    table([[words, "x1"], ["x2", a_body(chance, depth + 1)]])
                    if depth < 2
                    else par(words),
                ]
            )
        )
    return "".join(made)


@pytest.mark.parametrize("seed", range(40))
def test_no_word_of_a_file_is_lost(seed: int):
    source = read(a_body(random.Random(seed)))
    kept = words_on_pages(
        [f"{piece.text} {' '.join(source.footnotes.values())}" for piece in source.pieces]
    ) + words_in(" ".join(one.words for one in source.left_out))
    assert words_in(" ".join(source.words)) - kept == Counter()
