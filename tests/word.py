"""Small Word files, made part by part: what tests bring into a manual."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    '+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.numbering+xml"/>'
    '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.footnotes+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"


def run(text: str, properties: str = "") -> str:
    """Words that look alike."""
    own = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{own}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def par(content: str, style: str = "", num: tuple[int, int] | None = None, more: str = "") -> str:
    """A paragraph of words or of runs, in a style and in a list: its number, and the level."""
    inner = content if content.startswith("<") or not content else run(content)
    styled = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    listed = ""
    if num is not None:
        listed = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{styled}{listed}{more}</w:pPr>{inner}</w:p>"


def mark(name: str, id_: int = 1) -> str:
    """A bookmark."""
    return f'<w:bookmarkStart w:id="{id_}" w:name="{name}"/><w:bookmarkEnd w:id="{id_}"/>'


def field(code: str, shown: str) -> str:
    """A field, and the words that it showed last."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{escape(code)}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def note(id_: int) -> str:
    """Where a footnote belongs."""
    return f'<w:r><w:footnoteReference w:id="{id_}"/></w:r>'


def table(rows: list[list[str]]) -> str:
    """A table; what begins with `<` is the content of a cell as XML."""
    cells = (
        "".join(f"<w:tc>{c if c.startswith('<') else par(c)}</w:tc>" for c in row) for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def level(at: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f"<w:lvlText w:val={quoteattr(text)}/></w:lvl>"
    )


def pattern(id_: int, *levels: str, more: str = "") -> str:
    """A pattern of lists."""
    return f'<w:abstractNum w:abstractNumId="{id_}">{more}{"".join(levels)}</w:abstractNum>'


def listing(id_: int, of: int, changes: str = "") -> str:
    """A list of a pattern."""
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{of}"/>{changes}</w:num>'


def style(id_: str, name: str = "", based: str = "", properties: str = "", looks: str = "") -> str:
    """A style of paragraphs."""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name or id_}"/>{base}'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{looks}</w:rPr></w:style>"
    )


OUTLINE = pattern(
    1,
    level(0, "%1", more='<w:pStyle w:val="Heading1"/>'),
    level(1, "%1.%2", more='<w:pStyle w:val="Heading2"/>'),
    level(2, "%1.%2.%3", more='<w:pStyle w:val="Clause"/>'),
    level(3, "(%4)", "lowerLetter"),
    level(4, "(%5)", "lowerRoman"),
)
BULLETS = pattern(2, level(0, "\uf0b7", "bullet"), level(1, "o", "bullet"))
NUMBERING = OUTLINE + BULLETS + listing(1, 1) + listing(2, 2)
STYLES = (
    style("Heading1", "heading 1", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    + style("Heading2", "heading 2", "Heading1", '<w:numPr><w:ilvl w:val="1"/></w:numPr>')
    + style("Clause", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    + style("Title", "Title")
    + style("Plain")
    + style("Unnumbered", "heading 3")
)


def file(  # noqa: PLR0913 - the parts of a file
    body: str,
    *,
    numbering: str = NUMBERING,
    styles: str = STYLES,
    footnotes: str = "",
    parts: dict[str, str | bytes] | None = None,
    related: dict[str, tuple[str, str]] | None = None,
) -> bytes:
    """A Word file. `related` is by id what its text leads to: a kind, and a part or an address."""
    rels = "".join(
        f'<Relationship Id="{id_}" Type="{_RELATIONS}/{kind}" Target={quoteattr(target)}'
        f"{_outside(target)}/>"
        for id_, (kind, target) in {
            "s": ("styles", "styles.xml"),
            "n": ("numbering", "numbering.xml"),
            "f": ("footnotes", "footnotes.xml"),
            **(related or {}),
        }.items()
    )
    root = f'<Relationship Id="d" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    written: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_RELATED}">{root}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATED}">{rels}</Relationships>',
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {SPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {SPACES}>{numbering}</w:numbering>",
        "word/footnotes.xml": f"<w:footnotes {SPACES}>{footnotes}</w:footnotes>",
        **(parts or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in written.items():
            archive.writestr(name, data)
    return packed.getvalue()


def footnote(id_: int, text: str) -> str:
    """The words of a footnote."""
    return f'<w:footnote w:id="{id_}">{par(text)}</w:footnote>'


def _outside(target: str) -> str:
    return ' TargetMode="External"' if ":" in target else ""
