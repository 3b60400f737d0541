"""How the manual looks in Word: its styles, by the names that reviewers see, and how to read them.

A style says what a paragraph is and in how many lists it stands: `Manual item 2`, `Manual box
paragraph`. Files are read by these names, since other programs give styles ids of their own.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.sax.saxutils import escape

from manual.word.block import Block, Kind

INK, SOFT, ACCENT, RULE = "16202C", "4A5765", "0A5C66", "D5DBE0"
"""The colours of the manual on paper."""
COLUMN = 1134
"""Width of the column of numbers, in twentieths of a point: 2 cm."""
_STEP = 454
"""By how much an item stands further to the right than what it belongs to."""
_NAME = re.compile(
    r"manual(?: (?P<within>box|quote))? (?P<kind>section|heading|paragraph|text|bullet|item|cell"
    r"|head|code|title|term|meaning)(?: (?P<depth>\d))?"
)
_WORDS: dict[Kind, str] = {"prose": "paragraph", "row": "cell", "note": "text"}
NOTE = "footnote text"
"""The style of footnotes, as Word itself calls it."""
CODE_WORDS = "manual code words"


class Meant(NamedTuple):
    """What a style says of a paragraph."""

    kind: str
    """As the style calls it: `bullet`, `item`, `paragraph`, `cell`."""
    depth: int
    within: str


def style_of(block: Block, *, head: bool = False) -> str:
    """The name of the style of a block.

    >>> style_of(Block("item", (), mark="(a)", depth=2))
    'Manual item 2'
    """
    kind = _WORDS.get(block.kind, block.kind)
    if block.kind == "item" and block.mark == "•":
        kind = "bullet"
    elif block.kind == "prose" and not block.number and (block.depth or not block.within):
        kind = "text"
    elif head:
        kind = "head"
    within = f"{block.within} " if block.within else ""
    return f"Manual {within}{kind}{f' {block.depth}' if block.depth else ''}"


def read_style(name: str) -> Meant | None:
    """What a style of ours says; None for any other."""
    match = _NAME.fullmatch(name.lower())
    return Meant(match["kind"], int(match["depth"] or 0), match["within"] or "") if match else None


def id_of(name: str) -> str:
    """The id of a style."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


_ALWAYS = (
    *("Manual section", "Manual heading 2", "Manual heading 3", "Manual paragraph"),
    *("Manual bullet 1", "Manual bullet 2", "Manual item 1", "Manual item 2"),
    *("Manual text", "Manual text 1"),
    *("Manual cell", "Manual head", "Manual code", "Manual quote paragraph"),
)
"""Styles that a reviewer may want, whether the text has them or not."""


def _paragraph(name: str, id_: str, inner: str, based: str = "Normal", after: str = "") -> str:
    following = f'<w:next w:val="{after}"/>' if after else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id_}">'
        f'<w:name w:val="{escape(name)}"/><w:basedOn w:val="{based}"/>{following}'
        f"<w:qFormat/>{inner}</w:style>"
    )


def _layout(before: int, left: int, hanging: int = 0, more: str = "", ahead: str = "") -> str:
    tabs = f'<w:tabs><w:tab w:val="left" w:pos="{left}"/></w:tabs>' if hanging else ""
    hang = f' w:hanging="{hanging}"' if hanging else ""
    spacing = f'<w:spacing w:before="{before}" w:after="80"/>'
    return f'<w:pPr>{ahead}{tabs}{spacing}<w:ind w:left="{left}"{hang}/>{more}</w:pPr>'


_KEEP = "<w:keepNext/><w:keepLines/>"
_BAR = (
    f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{ACCENT}"/></w:pBdr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="F4F6F7"/>'
)


def _style(name: str) -> str:
    meant = read_style(name)
    assert meant  # noqa: S101 - only our own are written
    left = COLUMN + (_STEP // 2 if meant.within else 0)
    around = _BAR if meant.within else ""
    deeper = left + _STEP * meant.depth
    if meant.kind == "section":
        inner = _layout(480, COLUMN, COLUMN, '<w:outlineLvl w:val="0"/>', _KEEP)
        inner += f'<w:rPr><w:b/><w:color w:val="{ACCENT}"/><w:sz w:val="34"/></w:rPr>'
    elif meant.kind == "heading":
        level = f'<w:outlineLvl w:val="{min(max(meant.depth - 1, 1), 8)}"/>'
        size = 26 if meant.depth <= 2 else 23  # noqa: PLR2004 - the first below the title
        inner = _layout(320, COLUMN, 0, level, _KEEP)
        inner += f'<w:rPr><w:b/><w:color w:val="{INK}"/><w:sz w:val="{size}"/></w:rPr>'
    elif meant.kind == "paragraph":
        inner = _layout(60, left, 0 if meant.within else COLUMN, "", around)
    elif meant.kind in {"bullet", "item"}:
        number = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
        ahead = number.format(min(meant.depth, 9) - 1) if meant.kind == "bullet" else ""
        inner = _layout(0, deeper, _STEP, "", f"{ahead}{around}")
    elif meant.kind in {"cell", "head"}:
        inner = '<w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr>'
        inner += "<w:rPr><w:b/></w:rPr>" if meant.kind == "head" else ""
    elif meant.kind == "code":
        inner = _layout(80, deeper, 0, "", around)
        inner += '<w:rPr><w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/></w:rPr>'
    else:
        bold = "<w:rPr><w:b/></w:rPr>" if meant.kind in {"title", "term"} else ""
        inner = _layout(40, deeper, 0, "", around) + bold
    follows = id_of("Manual paragraph") if meant.kind in {"section", "heading"} else ""
    return _paragraph(name, id_of(name), inner, after=follows)


_BASE = f"""\
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" \
w:cs="Arial"/><w:color w:val="{INK}"/><w:sz w:val="22"/><w:szCs w:val="22"/>\
<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault>\
<w:pPr><w:spacing w:after="80" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>\
</w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>\
</w:style>\
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">\
<w:name w:val="Default Paragraph Font"/></w:style>\
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>\
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>\
<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>\
</w:tblCellMar></w:tblPr></w:style>\
<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/>\
<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="40"/></w:pPr><w:rPr><w:sz w:val="18"/>\
</w:rPr></w:style>\
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>\
<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>\
<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/>\
<w:rPr><w:color w:val="{SOFT}"/><w:sz w:val="17"/></w:rPr></w:style>\
<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/>\
<w:rPr><w:color w:val="{SOFT}"/><w:sz w:val="17"/></w:rPr></w:style>\
<w:style w:type="paragraph" w:customStyle="1" w:styleId="ManualGap"><w:name w:val="Manual gap"/>\
<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="0" w:after="0" w:line="60" \
w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="6"/></w:rPr></w:style>\
<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>\
<w:rPr><w:sz w:val="16"/></w:rPr></w:style>\
<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/>\
<w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="20"/></w:rPr></w:style>\
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>\
<w:rPr><w:color w:val="{ACCENT}"/><w:u w:val="single"/></w:rPr></w:style>\
<w:style w:type="character" w:customStyle="1" w:styleId="ManualNumber">\
<w:name w:val="Manual number"/><w:rPr><w:b/><w:color w:val="{ACCENT}"/></w:rPr></w:style>\
<w:style w:type="character" w:customStyle="1" w:styleId="ManualCodeWords">\
<w:name w:val="Manual code words"/><w:rPr><w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/>\
</w:rPr></w:style>"""


def write_styles(names: set[str]) -> str:
    """What the part `styles.xml` holds: the styles that have `names`, and some more."""
    ours = sorted({*names, *_ALWAYS})
    return _BASE + "".join(map(_style, ours))


_BOUND = 2
"""Levels of bullets whose styles every file has."""


def _bound(level: int) -> str:
    """The style of a level of bullets, so that the tab key moves a paragraph to it."""
    return f'<w:pStyle w:val="ManualBullet{level + 1}"/>' if level < _BOUND else ""


def write_bullets() -> str:
    """What the part `numbering.xml` holds: bullets, of nine levels, bound to the styles."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>{_bound(at)}'
        f'<w:lvlText w:val="{"•–"[at % 2]}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{COLUMN + _STEP * (at + 1)}" w:hanging="{_STEP}"/></w:pPr></w:lvl>'
        for at in range(9)
    )
    return (
        f'<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>{levels}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
