"""The words of one paragraph of Word as Markdown: fields, links, footnotes and changes resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from manual.bring.inline import Span, clean, escape, write_spans
from manual.bring.piece import REF_CLOSES, REF_ENDS, REF_OPENS
from manual.word.package import W
from manual.word.styles import Styles, is_on, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from xml.etree.ElementTree import Element

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWN = {f"{W}drawing", f"{W}pict", f"{W}object"}
_THROUGH = {
    *(f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo")),
    *(f"{W}{name}" for name in ("sdtContent", "ruby", "rubyBase")),
}
_GONE = {f"{W}del", f"{W}moveFrom"}
_PLAIN = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-", f"{W}cr": "\n"}
_FIELD = re.compile(r"\s*(?P<kind>[A-Za-z]+)\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<word>[^\s\\]\S*))?")
_WEB = re.compile(r"https?://[^\s()<>\"]{3,1000}|mailto:[^\s()<>\"?@]{1,64}@[^\s()<>\"?]{3,250}")


def spell(element: Element, tags: tuple[str, ...] = ("t",)) -> str:
    """Every word below an element, tabs and breaks as spaces."""
    names = {f"{W}{tag}" for tag in tags} | {f"{MATH}t"}
    gaps = {f"{W}tab", f"{W}br", f"{W}cr", f"{W}p"}
    return clean(
        "".join(
            (one.text or "") if one.tag in names else " "
            for one in element.iter()
            if one.tag in names or one.tag in gaps
        )
    )


@dataclass
class Field:
    """A field of Word: what is computed, and the words that were last computed."""

    code: str = ""
    shows: bool = False
    """Whether its words have begun."""

    @property
    def kind(self) -> str:
        """What is computed: `REF`, `TOC`."""
        match = _FIELD.match(self.code)
        return match["kind"].upper() if match else ""

    @property
    def target(self) -> str:
        """The bookmark or the address that it names."""
        match = _FIELD.match(self.code)
        return (match["quoted"] or match["word"] or "") if match else ""


@dataclass
class Notes:
    """The footnotes of a document, in the order in which its text names them."""

    labels: dict[tuple[str, str], str] = field(default_factory=dict)

    def label(self, kind: str, id_: str) -> str:
        """The label of a footnote or an endnote."""
        return self.labels.setdefault((kind, id_), str(len(self.labels) + 1))


@dataclass
class Said:
    """What a paragraph says."""

    spans: list[Span] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    drawn: list[Element] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    in_contents: bool = False
    """Whether it stands in a table of contents that Word made."""

    @property
    def text(self) -> str:
        """Its Markdown; a tab is a tab, a line break is one."""
        return write_spans(self.spans)

    @property
    def bold(self) -> bool:
        """Whether all of its words are bold."""
        words = [span for span in self.spans if span.text.strip()]
        return bool(words) and all(span.bold for span in words)


@dataclass
class Reader:
    """Reads paragraphs one after another; a field may run through several."""

    styles: Styles
    related: Mapping[str, tuple[str, bool]]
    notes: Notes
    fields: list[Field] = field(default_factory=list)

    def read(self, paragraph: Element, style: str | None) -> Said:
        """The words of a paragraph."""
        said = Said(in_contents=self._in_contents())
        looks = (self.styles.toggled(style, "b"), self.styles.toggled(style, "i"))
        self._walk(paragraph, said, looks)
        said.in_contents = said.in_contents or self._in_contents()
        return said

    def _in_contents(self) -> bool:
        return any(one.kind in {"TOC", "INDEX", "TOA"} for one in self.fields)

    def _walk(self, element: Element, said: Said, looks: tuple[bool, bool]) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, said, looks)
            elif tag in _THROUGH:
                self._walk(child, said, looks)
            elif tag == f"{W}sdt":
                self._walk_in(child.find(f"{W}sdtContent"), said, looks)
            elif tag == f"{CHOICE}AlternateContent":
                self._walk_in(chosen(child), said, looks)
            elif tag in _GONE:
                said.deleted.append(spell(child, ("t", "delText")))
            elif tag == f"{W}hyperlink":
                self._link(child, said, looks)
            elif tag == f"{W}fldSimple":
                self._simple(child, said, looks)
            elif tag == f"{W}bookmarkStart":
                said.targets.append(value(child, "name") or "")
            elif tag.startswith(MATH):
                said.spans.append(Span(escape(spell(child))))
                said.doubts.append(
                    "a formula is here as plain signs: write it out, or as a picture"
                )

    def _walk_in(self, element: Element | None, said: Said, looks: tuple[bool, bool]) -> None:
        if element is not None:
            self._walk(element, said, looks)

    def _link(self, element: Element, said: Said, looks: tuple[bool, bool]) -> None:
        target, outside = self.related.get(element.get(f"{R}id", ""), ("", False))
        anchor = value(element, "anchor") or ""
        begin = len(said.spans)
        self._walk(element, said, looks)
        if outside:
            self._lead(said, begin, target)
        elif anchor:
            self._refer(said, begin, anchor)

    def _lead(self, said: Said, begin: int, address: str) -> None:
        """Make the words from `begin` a link to a web or mail address."""
        words = "".join(span.text for span in said.spans[begin:])
        bare = " ".join(words.split())
        if not bare:
            return
        if not _WEB.fullmatch(address) or "[" in words or REF_OPENS in words:
            if address:
                said.doubts.append(f"a link led to {address}: it is plain words here")
            return
        # Its own address needs no link: the pages make it one.
        if bare.replace("\\", "") not in {address, address.removeprefix("mailto:")}:
            words = f"[{bare}]({address.replace('_', '%5F')})"
        said.spans[begin:] = [Span(words)]

    def _refer(self, said: Said, begin: int, target: str) -> None:
        """Make the words from `begin` a reference to a paragraph of the source."""
        words = "".join(span.text for span in said.spans[begin:])
        if words.strip() and REF_OPENS not in words:
            opened = f"{REF_OPENS}{clean(target)}{REF_ENDS}{words}{REF_CLOSES}"
            said.spans[begin:] = [Span(opened)]

    def _simple(self, element: Element, said: Said, looks: tuple[bool, bool]) -> None:
        field_ = Field(value(element, "instr") or "")
        begin = len(said.spans)
        self._walk(element, said, looks)
        self._settle(field_, said, begin)

    def _settle(self, field_: Field, said: Said, begin: int) -> None:
        """Make the words of a field what it computes."""
        if field_.kind == "REF" or (field_.kind.startswith("_") and field_.kind):
            self._refer(said, begin, field_.target)
        elif field_.kind == "HYPERLINK" and _WEB.fullmatch(field_.target):
            self._lead(said, begin, field_.target)
        elif field_.kind == "PAGEREF" and not self._in_contents():
            said.doubts.append("it names a page of the document: name the paragraph")

    def _run(self, run: Element, said: Said, looks: tuple[bool, bool]) -> None:
        properties = run.find(f"{W}rPr")
        style = value(properties.find(f"{W}rStyle")) if properties is not None else None
        if properties is not None and self._is_hidden(properties, style):
            said.hidden.append(spell(run))
            return
        write = _writer(said, _looks(properties, style, looks, self.styles))
        for child in run:
            self._in_run(child, said, write, looks)

    def _is_hidden(self, properties: Element, style: str | None) -> bool:
        own = properties.find(f"{W}vanish")
        return (
            is_on(own) if own is not None else bool(style) and self.styles.toggled(style, "vanish")
        )

    def _in_run(
        self, child: Element, said: Said, write: Callable[[str], None], looks: tuple[bool, bool]
    ) -> None:
        tag = child.tag
        if tag == f"{W}t":
            write(escape(clean(child.text or "")))
        elif tag in _PLAIN:
            write(_PLAIN[tag])
        elif tag == f"{W}br":
            write("\n" if value(child, "type") in {None, "textWrapping"} else " ")
        elif tag == f"{W}fldChar":
            self._field(value(child, "fldCharType"), said)
        elif tag == f"{W}instrText" and self.fields:
            self.fields[-1].code += child.text or ""
        elif tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            self._note(tag.removeprefix(W).removesuffix("Reference"), child, said)
        elif tag == f"{W}sym":
            write(_symbol(value(child, "char")))
            said.doubts.append("a sign of a font of symbols may be another here")
        elif tag in _DRAWN:
            said.drawn.append(child)
        elif tag == f"{W}delText":
            said.deleted.append(child.text or "")
        elif tag == f"{CHOICE}AlternateContent":
            for one in chosen(child) if chosen(child) is not None else ():
                self._in_run(one, said, write, looks)
        elif tag == f"{W}ruby":
            self._walk_in(child.find(f"{W}rubyBase"), said, looks)

    def _note(self, kind: str, child: Element, said: Said) -> None:
        label = self.notes.label(kind, value(child, "id") or "")
        said.notes.append(label)
        said.spans.append(Span(f"[^{label}]"))

    def _field(self, kind: str | None, said: Said) -> None:
        if kind == "begin":
            self.fields.append(Field())
            said.spans.append(Span(""))
            self._begins[id(self.fields[-1])] = (said, len(said.spans))
        elif kind == "separate" and self.fields:
            self.fields[-1].shows = True
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            begun, begin = self._begins.pop(id(ended), (said, len(said.spans)))
            if begun is said:
                self._settle(ended, said, begin)

    _begins: dict[int, tuple[Said, int]] = field(default_factory=dict)
    """Where the words of each open field begin."""


def chosen(element: Element) -> Element | None:
    """The one of several forms of a content that is read: the first."""
    found = element.find(f"{CHOICE}Choice")
    return found if found is not None else element.find(f"{CHOICE}Fallback")


def _looks(
    properties: Element | None, style: str | None, looks: tuple[bool, bool], styles: Styles
) -> tuple[bool, bool, int]:
    """Whether the words of a run are bold and slanting, and whether they are raised."""
    bold, slanting = looks
    if style:
        bold, slanting = bold or styles.toggled(style, "b"), slanting or styles.toggled(style, "i")
    if properties is None:
        return bold, slanting, 0
    own_bold, own_slanting = properties.find(f"{W}b"), properties.find(f"{W}i")
    bold = is_on(own_bold) if own_bold is not None else bold
    slanting = is_on(own_slanting) if own_slanting is not None else slanting
    raised = {"superscript": 1, "subscript": -1}.get(
        value(properties.find(f"{W}vertAlign")) or "", 0
    )
    return bold, slanting, raised


def _writer(said: Said, looks: tuple[bool, bool, int]) -> Callable[[str], None]:
    def write(text: str) -> None:
        said.spans.append(Span(text, *looks))

    return write


def _symbol(char: str | None) -> str:
    try:
        place = int(char or "", 16)
    except ValueError:
        return "□"
    known = {0xF0B7: "•", 0xF0A7: "▪", 0xF0FC: "✓", 0xF0A8: "☐", 0xF0FE: "☒", 0xF06F: "☐"}
    if place in known:
        return known[place]
    is_told = 0x20 < place < 0xE000  # noqa: PLR2004 - behind it each font has its own signs
    return escape(clean(chr(place))) if is_told else "□"


def iter_drawn(elements: list[Element]) -> Iterator[Element]:
    """The boxes of text in drawings, each once."""
    for element in elements:
        yield from _boxes(element)


def _boxes(element: Element) -> Iterator[Element]:
    if element.tag == f"{W}txbxContent":
        yield element
        return
    for child in element:
        if child.tag == f"{CHOICE}AlternateContent":
            if (one := chosen(child)) is not None:
                yield from _boxes(one)
        else:
            yield from _boxes(child)
