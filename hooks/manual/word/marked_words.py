"""The words of a paragraph of Word with every tracked change rejected, or every one accepted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from manual.word.block import Run
from manual.word.content import CHOICES, MATH, R, chosen
from manual.word.look import CODE_WORDS
from manual.word.package import W
from manual.word.styles import Styles, is_on, value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from xml.etree.ElementTree import Element

INSERTED = {f"{W}ins", f"{W}moveTo"}
DELETED = {f"{W}del", f"{W}moveFrom"}
_THROUGH = {
    *INSERTED,
    *DELETED,
    *(
        f"{W}{name}"
        for name in ("smartTag", "customXml", "dir", "bdo", "sdt", "sdtContent", "fldSimple")
    ),
    *(f"{W}{name}" for name in ("ruby", "rubyBase")),
}
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
}
_REFUSED = {
    f"{W}drawing": ("a picture or a drawing", "save it as .png beside the text, and link it there"),
    f"{W}pict": ("a picture or a drawing", "save it as .png beside the text, and link it there"),
    f"{W}object": ("a file within the text", "attach it as a form: see documentation/files.md"),
    f"{W}sym": ("a sign of a font of symbols", "type the sign itself, or a word"),
    f"{W}endnoteReference": ("an endnote", "make it a footnote"),
}
_OWN_LOOKS = {"manual number", "hyperlink", "footnote reference", "annotation reference"}
"""Styles of characters that say nothing about the words."""


class Refusal(NamedTuple):
    """Something that cannot be carried into the texts."""

    place: int
    """The paragraph, from 1."""
    what: str
    hint: str


@dataclass
class Words:
    """Reads the words of paragraphs in one of the two ways."""

    accepted: bool
    """Whether changes are accepted; otherwise they are rejected."""
    styles: Styles
    related: Mapping[str, tuple[str, bool]]
    faults: dict[Refusal, None] = field(default_factory=dict)
    place: int = 0
    _open: list[bool] = field(default_factory=list)
    """Of each open field, whether its code is being read."""

    def refuse(self, what: str, hint: str) -> None:
        """Note something that cannot be carried, at the present paragraph."""
        self.faults.setdefault(Refusal(self.place, what, hint))

    def hides(self, tag: str) -> bool:
        """Whether what stands in such an element is not there."""
        return tag in (DELETED if self.accepted else INSERTED)

    def read(self, paragraph: Element) -> list[Run]:
        """The runs of a paragraph, as they are written."""
        runs: list[Run] = []
        self._walk(paragraph, "", runs.append)
        return runs

    def _walk(self, element: Element, link: str, add: Callable[[Run], None]) -> None:
        for child in element:
            tag = str(child.tag)
            if tag == f"{W}r":
                self._run(child, link, add)
            elif self.hides(tag):
                continue
            elif tag in _THROUGH:
                self._walk(child, link, add)
            elif tag == f"{W}hyperlink":
                address, outside = self.related.get(child.get(f"{R}id", ""), ("", False))
                self._walk(child, address if outside else link, add)
            elif tag == CHOICES:
                one = chosen(child)
                if one is not None:
                    self._walk(one, link, add)
            elif tag.startswith(MATH):
                self.refuse("a formula", "write it in words, or with signs such as ×")

    def _run(self, run: Element, link: str, add: Callable[[Run], None]) -> None:
        look = self._look(self._properties(run))._replace(link=link)
        for child in run:
            self._piece(child, look, add)

    def _piece(self, child: Element, look: Run, add: Callable[[Run], None]) -> None:
        tag = str(child.tag)
        if tag == f"{W}fldChar":
            self._field(value(child, "fldCharType"))
        elif self._open and self._open[-1]:
            return
        elif tag in {f"{W}t", f"{W}delText"}:
            add(look._replace(text=_clean(child.text or "")))
        elif tag in _SIGNS:
            add(look._replace(text=_SIGNS[tag]))
        elif tag == f"{W}br" and value(child, "type") in {None, "textWrapping"}:
            add(look._replace(text="\n"))
        elif tag == f"{W}footnoteReference":
            add(Run("", note=value(child, "id") or ""))
        elif tag in _REFUSED:
            self.refuse(*_REFUSED[tag])
        elif tag == CHOICES:
            one = chosen(child)
            for inner in one if one is not None else ():
                self._piece(inner, look, add)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._open.append(True)
        elif kind == "separate" and self._open:
            self._open[-1] = False
        elif kind == "end" and self._open:
            self._open.pop()

    def _properties(self, run: Element) -> Element | None:
        """How a run looks; with changes rejected, how it looked."""
        properties = run.find(f"{W}rPr")
        if properties is None or self.accepted:
            return properties
        changed = properties.find(f"{W}rPrChange")
        return properties if changed is None else changed.find(f"{W}rPr")

    def _look(self, properties: Element | None) -> Run:
        if properties is None:
            return Run("")
        style = value(properties.find(f"{W}rStyle"))
        name = self.styles.name(style) if style else ""
        if is_on(properties.find(f"{W}vanish")):
            self.refuse("hidden words", "show them, or delete them")
        struck = (is_on(properties.find(f"{W}{name}")) for name in ("strike", "dstrike"))
        if any(struck):
            self.refuse(
                "words that are struck through, and not deleted", "delete them with changes tracked"
            )
        named = style if style and name not in _OWN_LOOKS else None
        raised = value(properties.find(f"{W}vertAlign")) if name not in _OWN_LOOKS else None
        return Run(
            "",
            bold=self._toggled(properties, named, "b"),
            slanting=self._toggled(properties, named, "i"),
            code=name == CODE_WORDS,
            raised={"superscript": 1, "subscript": -1}.get(raised or "", 0),
        )

    def _toggled(self, properties: Element, style: str | None, tag: str) -> bool:
        own = properties.find(f"{W}{tag}")
        if own is not None:
            return is_on(own)
        return bool(style) and self.styles.toggled(style, tag)


_GONE = str.maketrans("", "", "\u00ad\u200b\ufeff\u2028\u2029")


def _clean(text: str) -> str:
    """Words without signs that no text may hold; line ends within them are spaces."""
    return text.translate(_GONE).replace("\r", " ").replace("\n", " ")
