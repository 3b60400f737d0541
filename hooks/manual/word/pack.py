"""Writes a Word file: the parts that every file has around its text, as a zip archive."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from manual.word.drawn import Author, Drawing, Unit
from manual.word.look import write_bullets, write_styles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = f'xmlns:w="{_W}" xmlns:r="{_R}"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_KIND}.wordprocessingml"
_BORN = (1980, 1, 1, 0, 0, 0)
"""The time of each part in the archive, so that the same text gives the same file."""


@dataclass(frozen=True)
class Cover:
    """What a file says of itself."""

    title: str
    head: str
    """What reviewers are told, at the top of the first page."""
    foot: str
    """The stamp, at the foot of each page."""
    author: Author
    """Whose the tracked changes and the comments are."""
    facts: Mapping[str, str]
    """What the file keeps for its way back: each a property and a variable of the document."""


def write_package(cover: Cover, units: Sequence[Unit]) -> bytes:
    """A Word file with some provisions, whose changes are tracked from then on."""
    drawing = Drawing(cover.author)
    body = "".join(map(drawing.draw, units))
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(_ROOT),
        "docProps/core.xml": _core(cover),
        "docProps/app.xml": _APP,
        "docProps/custom.xml": _custom(cover.facts),
        "word/document.xml": _document(body),
        "word/_rels/document.xml.rels": _relations(_BESIDE, drawing.links),
        "word/styles.xml": f"<w:styles {_NAMES}>{write_styles(drawing.styles)}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_NAMES}>{write_bullets()}</w:numbering>",
        "word/settings.xml": _settings(cover.facts),
        "word/fontTable.xml": _FONTS,
        "word/theme/theme1.xml": _THEME,
        "word/header1.xml": f"<w:hdr {_NAMES}>{_small('Header', cover.head)}</w:hdr>",
        "word/header2.xml": f"<w:hdr {_NAMES}>{_small('Header', cover.title)}</w:hdr>",
        "word/footer1.xml": _footer(cover.foot),
        "word/footnotes.xml": _footnotes(drawing.footnotes),
        "word/_rels/footnotes.xml.rels": _relations({}, drawing.links),
        "word/comments.xml": _comments(drawing.comments, cover.author),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _BORN), _HEAD + part, zipfile.ZIP_DEFLATED)
    return file.getvalue()


_PARTS = {
    "/word/document.xml": f"{_WORD}.document.main+xml",
    "/word/styles.xml": f"{_WORD}.styles+xml",
    "/word/numbering.xml": f"{_WORD}.numbering+xml",
    "/word/settings.xml": f"{_WORD}.settings+xml",
    "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "/word/header1.xml": f"{_WORD}.header+xml",
    "/word/header2.xml": f"{_WORD}.header+xml",
    "/word/footer1.xml": f"{_WORD}.footer+xml",
    "/word/footnotes.xml": f"{_WORD}.footnotes+xml",
    "/word/comments.xml": f"{_WORD}.comments+xml",
    "/word/theme/theme1.xml": f"{_KIND}.theme+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/app.xml": f"{_KIND}.extended-properties+xml",
    "/docProps/custom.xml": f"{_KIND}.custom-properties+xml",
}
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(f'<Override PartName="{n}" ContentType="{t}"/>' for n, t in _PARTS.items())
    + "</Types>"
)
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_ROOT = {
    "rId1": (f"{_R}/officeDocument", "word/document.xml"),
    "rId2": (_CORE, "docProps/core.xml"),
    "rId3": (f"{_R}/extended-properties", "docProps/app.xml"),
    "rId4": (f"{_R}/custom-properties", "docProps/custom.xml"),
}
_BESIDE = {
    "rId1": (f"{_R}/styles", "styles.xml"),
    "rId2": (f"{_R}/numbering", "numbering.xml"),
    "rId3": (f"{_R}/settings", "settings.xml"),
    "rId4": (f"{_R}/fontTable", "fontTable.xml"),
    "rId5": (f"{_R}/theme", "theme/theme1.xml"),
    "rId6": (f"{_R}/header", "header1.xml"),
    "rId7": (f"{_R}/header", "header2.xml"),
    "rId8": (f"{_R}/footer", "footer1.xml"),
    "rId9": (f"{_R}/footnotes", "footnotes.xml"),
    "rId10": (f"{_R}/comments", "comments.xml"),
}


def _relations(parts: Mapping[str, tuple[str, str]], links: Mapping[str, str] | None = None) -> str:
    inner = "".join(
        f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>'
        for id_, (kind, target) in parts.items()
    )
    inner += "".join(
        f'<Relationship Id="{id_}" Type="{_R}/hyperlink" Target={quoteattr(address)} '
        'TargetMode="External"/>'
        for address, id_ in (links or {}).items()
    )
    names = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{names}">{inner}</Relationships>'


def _core(cover: Cover) -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(cover.title)}</dc:title><dc:creator>{escape(cover.author.name)}"
        f'</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">{cover.author.when}'
        f'</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{cover.author.when}'
        "</dcterms:modified></cp:coreProperties>"
    )


_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>Microsoft Office Word</Application></Properties>'
)


def _custom(facts: Mapping[str, str]) -> str:
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    inner = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(facts.items(), 2)
    )
    names = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    return f'<Properties xmlns="{names}" xmlns:vt="{types}">{inner}</Properties>'


def _document(body: str) -> str:
    section = (
        '<w:sectPr><w:headerReference w:type="first" r:id="rId6"/>'
        '<w:headerReference w:type="default" r:id="rId7"/>'
        '<w:footerReference w:type="first" r:id="rId8"/>'
        '<w:footerReference w:type="default" r:id="rId8"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1134" w:bottom="1304" '
        'w:left="1134" w:header="624" w:footer="624" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    # Word asks for a paragraph that is in no control at the end.
    last = '<w:p><w:pPr><w:pStyle w:val="ManualGap"/></w:pPr></w:p>'
    return f"<w:document {_NAMES}><w:body>{body}{last}{section}</w:body></w:document>"


def _settings(facts: Mapping[str, str]) -> str:
    known = "".join(f'<w:docVar w:name="{n}" w:val={quoteattr(v)}/>' for n, v in facts.items())
    return (
        f'<w:settings {_NAMES}><w:zoom w:percent="100"/><w:trackRevisions/>'
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:docVars>{known}</w:docVars><w:themeFontLang w:val="en-GB"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" '
        'w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" '
        'w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" '
        'w:followedHyperlink="followedHyperlink"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )


_FONTS = (
    f"<w:fonts {_NAMES}>"
    + "".join(
        f'<w:font w:name="{name}"><w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, family, pitch in (
            ("Arial", "swiss", "variable"),
            ("Courier New", "modern", "fixed"),
        )
    )
    + "</w:fonts>"
)


def _small(style: str, text: str) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def _field(code: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _footer(text: str) -> str:
    border = '<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="D5DBE0"/></w:pBdr>'
    tab = '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>'
    page = '<w:r><w:tab/><w:t xml:space="preserve">Page </w:t></w:r>'
    of = '<w:r><w:t xml:space="preserve"> of </w:t></w:r>'
    said = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return (
        f'<w:ftr {_NAMES}><w:p><w:pPr><w:pStyle w:val="Footer"/>{border}{tab}</w:pPr>{said}{page}'
        f"{_field('PAGE')}{of}{_field('NUMPAGES')}</w:p></w:ftr>"
    )


def _footnotes(notes: Sequence[str]) -> str:
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{id_}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
        for kind, id_, tag in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    said = "".join(
        f'<w:footnote w:id="{id_}">{note}</w:footnote>' for id_, note in enumerate(notes, 1)
    )
    return f"<w:footnotes {_NAMES}>{lines}{said}</w:footnotes>"


def _comments(comments: Sequence[str], author: Author) -> str:
    said = "".join(
        f'<w:comment w:id="{id_}" w:author={quoteattr(author.name)} w:date="{author.when}" '
        f'w:initials="M">{_small("CommentText", text)}</w:comment>'
        for id_, text in enumerate(comments)
    )
    return f"<w:comments {_NAMES}>{said}</w:comments>"


_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS = (
    ("dk1", "000000"),
    ("lt1", "FFFFFF"),
    ("dk2", "16202C"),
    ("lt2", "F4F6F7"),
    ("accent1", "0A5C66"),
    ("accent2", "A3121F"),
    ("accent3", "4A5765"),
    ("accent4", "7CCFD8"),
    ("accent5", "DCEFE4"),
    ("accent6", "FDF6DD"),
    ("hlink", "0A5C66"),
    ("folHlink", "4A5765"),
)
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_FACE = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_THEME = (
    f'<a:theme xmlns:a="{_A}" name="Manual"><a:themeElements><a:clrScheme name="Manual">'
    + "".join(f'<a:{name}><a:srgbClr val="{c}"/></a:{name}>' for name, c in _COLOURS)
    + f'</a:clrScheme><a:fontScheme name="Manual"><a:majorFont>{_FACE}</a:majorFont>'
    f'<a:minorFont>{_FACE}</a:minorFont></a:fontScheme><a:fmtScheme name="Manual">'
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)
