"""The words of one paragraph of Word as Markdown: fields, links, footnotes and changes resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from manual.bring.inline import Looks, Span, are_bold, bare_words, clean, escape, write_spans
from manual.bring.linking import is_web, make_link, make_reference
from manual.word.content import CHOICES, MATH, R, chosen, words_of
from manual.word.package import W
from manual.word.styles import Styles, is_on, value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from xml.etree.ElementTree import Element

_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-", f"{W}cr": "\n"}
_FIELD = re.compile(r"\s*(?P<kind>[A-Za-z]+)\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<word>[^\s\\]\S*))?")
_LISTINGS = {"TOC", "INDEX", "TOA"}
"""Fields that Word makes anew from the text."""
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0FC: "✓", 0xF0A8: "☐", 0xF0FE: "☒", 0xF06F: "☐"}
_FIRST, _OWN = 0x21, 0xE000
"""What lies between are signs of Unicode; from the second on each font has its own."""


def _tags(*names: str) -> tuple[str, ...]:
    return tuple(f"{W}{name}" for name in names)


@dataclass
class Notes:
    """The footnotes of a document, numbered in the order in which its text names them."""

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
        return are_bold(self.spans)

    def write(self, text: str, looks: Looks) -> None:
        """Add words, as Markdown."""
        self.spans.append(Span(text, looks))

    def begin_with(self, other: Said) -> None:
        """Add what another paragraph says ahead of this, and a space if words would be one."""
        is_gap = not other.text.strip() or other.text[-1].isspace() or self.text[:1].isspace()
        joins = not is_gap and bare_words(self.text)[:1].isalnum()
        self.spans[:0] = [*other.spans, Span(" ")] if joins else other.spans
        self.targets[:0] = other.targets
        self.notes[:0] = other.notes
        self.doubts[:0] = other.doubts
        self.drawn[:0] = other.drawn


@dataclass
class Field:
    """A field of Word: what is computed, and where the words begin that were computed last."""

    said: Said
    begin: int
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
class Reader:
    """Reads paragraphs one after another; a field may run through several."""

    styles: Styles
    related: Mapping[str, tuple[str, bool]]
    notes: Notes
    fields: list[Field] = field(default_factory=list)

    def read(self, paragraph: Element, style: str | None) -> Said:
        """The words of a paragraph."""
        said = Said(in_contents=self._in_contents())
        toggled = self.styles.toggled
        self._walk(paragraph, said, Looks(toggled(style, "b"), toggled(style, "i")))
        said.in_contents = said.in_contents or self._in_contents()
        return said

    def _in_contents(self) -> bool:
        return any(one.kind in _LISTINGS for one in self.fields)

    def _walk(self, element: Element, said: Said, looks: Looks) -> None:
        for child in element:
            if (take := self._take.get(child.tag)) is not None:
                take(self, child, said, looks)

    def _choose(self, element: Element, said: Said, looks: Looks) -> None:
        if (one := chosen(element)) is not None:
            self._walk(one, said, looks)

    def _run(self, run: Element, said: Said, looks: Looks) -> None:
        properties = run.find(f"{W}rPr")
        if properties is None:
            self._walk(run, said, looks)
            return
        style = value(properties.find(f"{W}rStyle"))
        if self._toggled(properties, style, "vanish", before=False):
            said.hidden.append(words_of(run))
            return
        if is_on(properties.find(f"{W}strike")) and "".join(words_of(run)).strip():
            said.doubts.append("words here are struck through: delete them, or keep them")
        raised = value(properties.find(f"{W}vertAlign"))
        own = Looks(
            self._toggled(properties, style, "b", before=looks.bold),
            self._toggled(properties, style, "i", before=looks.slanting),
            {"superscript": 1, "subscript": -1}.get(raised or "", 0),
        )
        self._walk(run, said, own)

    def _toggled(self, properties: Element, style: str | None, tag: str, *, before: bool) -> bool:
        """Whether a run is bold, slanting or hidden; `before` is what its paragraph says."""
        if (own := properties.find(f"{W}{tag}")) is not None:
            return is_on(own)
        return before or (style is not None and self.styles.toggled(style, tag))

    def _text(self, element: Element, said: Said, looks: Looks) -> None:
        words = clean(element.text or "")
        if all(one.shows for one in self.fields):
            said.write(escape(words), looks)
        else:  # within the code of a field
            said.hidden.append(words)

    def _sign(self, element: Element, said: Said, looks: Looks) -> None:
        said.write(_SIGNS[element.tag], looks)

    def _break(self, element: Element, said: Said, looks: Looks) -> None:
        said.write("\n" if value(element, "type") in {None, "textWrapping"} else " ", looks)

    def _symbol(self, element: Element, said: Said, looks: Looks) -> None:
        said.write(_sign_of(value(element, "char")), looks)
        said.doubts.append("a sign of a font of symbols may be another here")

    def _formula(self, element: Element, said: Said, looks: Looks) -> None:
        said.write(escape(clean(words_of(element))), looks)
        said.doubts.append("a formula is here as plain signs: write it out, or as a picture")

    def _drawing(self, element: Element, said: Said, _looks: Looks) -> None:
        said.drawn.append(element)

    def _gone(self, element: Element, said: Said, _looks: Looks) -> None:
        said.deleted.append(words_of(element))

    def _hide(self, element: Element, said: Said, _looks: Looks) -> None:
        said.hidden.append(words_of(element))

    def _target(self, element: Element, said: Said, _looks: Looks) -> None:
        said.targets.append(value(element, "name") or "")

    def _note(self, element: Element, said: Said, _looks: Looks) -> None:
        kind = element.tag.removeprefix(W).removesuffix("Reference")
        label = self.notes.label(kind, value(element, "id") or "")
        said.notes.append(label)
        said.write(f"[^{label}]", Looks())

    def _link(self, element: Element, said: Said, looks: Looks) -> None:
        target, outside = self.related.get(element.get(f"{R}id", ""), ("", False))
        begin = len(said.spans)
        self._walk(element, said, looks)
        if outside:
            said.doubts += make_link(said.spans, begin, target)
        elif anchor := value(element, "anchor"):
            make_reference(said.spans, begin, anchor)

    def _simple_field(self, element: Element, said: Said, looks: Looks) -> None:
        begun = Field(said, len(said.spans), value(element, "instr") or "", shows=True)
        self._walk(element, said, looks)
        self._settle(begun)

    def _field_sign(self, element: Element, said: Said, _looks: Looks) -> None:
        kind = value(element, "fldCharType")
        if kind == "begin":
            self.fields.append(Field(said, len(said.spans)))
        elif kind == "separate" and self.fields:
            self.fields[-1].shows = True
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            said.in_contents = said.in_contents or ended.kind in _LISTINGS
            if ended.said is said:
                self._settle(ended)

    def _field_code(self, element: Element, _said: Said, _looks: Looks) -> None:
        if self.fields:
            self.fields[-1].code += element.text or ""

    def _settle(self, ended: Field) -> None:
        """Make the words of a field what it computes."""
        if ended.kind == "REF":
            make_reference(ended.said.spans, ended.begin, ended.target)
        elif ended.kind == "HYPERLINK" and is_web(ended.target):
            ended.said.doubts += make_link(ended.said.spans, ended.begin, ended.target)
        elif ended.kind == "PAGEREF" and not self._in_contents():
            ended.said.doubts.append("it names a page of the document: name the paragraph")

    _take: ClassVar[dict[str, Callable[[Reader, Element, Said, Looks], None]]] = {
        **dict.fromkeys(_tags("ins", "moveTo", "smartTag", "customXml", "dir", "bdo"), _walk),
        **dict.fromkeys(_tags("sdt", "sdtContent", "ruby", "rubyBase"), _walk),
        **dict.fromkeys(_tags("del", "moveFrom", "delText"), _gone),
        **dict.fromkeys(_tags("drawing", "pict", "object"), _drawing),
        **dict.fromkeys(_tags("footnoteReference", "endnoteReference"), _note),
        **dict.fromkeys((f"{MATH}oMath", f"{MATH}oMathPara"), _formula),
        **dict.fromkeys(_SIGNS, _sign),
        CHOICES: _choose,
        f"{W}r": _run,
        f"{W}t": _text,
        f"{W}br": _break,
        f"{W}sym": _symbol,
        f"{W}rt": _hide,
        f"{W}bookmarkStart": _target,
        f"{W}hyperlink": _link,
        f"{W}fldSimple": _simple_field,
        f"{W}fldChar": _field_sign,
        f"{W}instrText": _field_code,
    }
    """How each element within a paragraph is read; what is not here shows nothing."""


def _sign_of(char: str | None) -> str:
    """A sign of a font of symbols, by its place in hexadecimal digits."""
    try:
        place = int(char or "", 16)
    except ValueError:
        return "□"
    if place in _SYMBOLS:
        return _SYMBOLS[place]
    return escape(clean(chr(place))) if _FIRST <= place < _OWN else "□"
