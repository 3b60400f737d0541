"""Finds in what is published what a hostile text may never bring about.

It knows nothing of the rules that refuse such texts: it reads what comes out as a reader's browser,
phone, search or feed reader would.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import yaml
from forbidden import as_published, forbidden
from invented import LOADER

NUMBERS = ("01632960099", "441632960099", "447700900123", "09060960099")
ABROAD = ("33109758351", "12025550199")
SHORT_NUMBERS = ("116117", "118118", "118500")
"""Telephone numbers of the hostile texts; no contact has them."""
DIALLED = {"+441632960001", "999", "101"}
"""What the invented manual may dial."""
LOOKALIKES = str.maketrans("OoIl|", "00111")
EVALUATED = str(1000003 * 7)
"""What a template would make of the sum in a hostile text."""
EVIL = "evil"
"""In every address to which no link may lead."""
HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]+(?::\d+)?")
ADDRESS = re.compile(r"(?:https?://|www\.)?(?:\w+@)?fair\.test(?:/\S*)?")
_GAP = r"[^0-9]{0,4}"
FOUND = {
    number: re.compile((r"(?<!\d)" if number in SHORT_NUMBERS else "") + _GAP.join(number)).search
    for number in (*NUMBERS, *ABROAD, *SHORT_NUMBERS)
}
"""Says of each number whether its digits are in a text, with little between them."""
LOADING = ("src", "srcset", "poster", "data")
CARD = re.compile(r"(?:item\d\.)?[A-Z-]+(?:;[A-Z=,]+)*:.*|item\d\.X-ABLabel:.*")
ONCE = ("BEGIN", "END", "FN", "TEL")
JOINERS = {"\u200c", "\u200d", "\ufe0f", "\ufe0e"}
"""They are judged by their neighbours, and so not here."""


def harm(pages: Mapping[str, str], files: Mapping[str, str]) -> Iterator[str]:
    """Every fault in the pages (Markdown, as the build hands them on) and files of a manual."""
    for path, page in pages.items():
        yield from (f"{path}: {fault}" for fault in harm_of_page(page))
    for path, text in files.items():
        name = re.sub(r"\.[0-9a-f]{8}\.", ".", path)
        yield from (f"{name}: {fault}" for fault in _harm_of_file(path, text))


@lru_cache(maxsize=256)
def harm_of_page(page: str) -> tuple[str, ...]:
    """The faults of one page; most pages are the same whatever the text."""
    html = as_published(page)
    reader = Reader()
    reader.feed(html)
    reader.close()
    return (*forbidden(html), *_harm_of_head(page), *reader.harm(), *harm_of_text(reader.text))


def _harm_of_head(page: str) -> Iterator[str]:
    """The keys at the head of a page, which the templates around it show."""
    head = re.match(r"---\n(.*?)\n---\n", page, re.DOTALL)
    for key, value in (yaml.load(head[1], LOADER) or {}).items() if head else ():
        if key == "report":
            yield from harm_of_link("Report a mistake", value)
        elif isinstance(value, str):
            yield from harm_of_text(value)


class Reader(HTMLParser):
    """What a browser makes of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.ids: Counter[str] = Counter()
        self.links: list[tuple[str, str]] = []
        self.loaded: list[str] = []
        self._open: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids[values["id"]] += 1
        if tag == "a" and "href" in values:
            self._open = (values["href"], len(self.text))
        self.loaded += [values[name] for name in LOADING if name in values]
        said = [values[name] for name in ("alt", "title", "aria-label") if name in values]
        self.text += " ".join(["", *said, ""] if said else [])

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open:
            address, start = self._open
            self.links.append((self.text[start:], address))
            self._open = None

    def handle_data(self, data: str) -> None:
        self.text += data

    def harm(self) -> Iterator[str]:
        yield from (f"id {name} is there {n} times" for name, n in self.ids.items() if n > 1)
        yield from (f"loads {one}" for one in self.loaded if _scheme(one) or _is_foreign(one))
        for words, address in self.links:
            yield from harm_of_link(words, address)


def _scheme(address: str) -> str:
    return re.match(r"[a-z][a-z0-9+.-]*(?=:)|", re.sub(r"[\x00-\x20]", "", address).lower())[0]


def _is_foreign(address: str) -> bool:
    return bool(re.match(r"[\s/\\]*[/\\]{2}", address))


def _host(address: str) -> str:
    """What stands where the host of an address does, or all of a mail address."""
    match = re.match(r"[a-z]+:/*([^/?#]*)|[/\\]{2}([^/?#]*)", address.lower())
    return (match[1] or match[2] or "") if match else ""


def harm_of_link(words: str, address: str) -> Iterator[str]:
    """What is wrong with a link: where it leads, and what it shows of that."""
    scheme = _scheme(address)
    if scheme not in {"", "http", "https", "mailto", "tel"}:
        yield f"a link acts: {address}"
    elif words.strip() == address and scheme in {"http", "https"} and HOST.search(address):
        pass  # it shows where it leads: a web address as it was written
    elif EVIL in _host(address) or (_is_foreign(address) and not scheme):
        yield f"a link leads to {address}"
    elif scheme == "tel":
        number = address.removeprefix("tel:")
        shown = re.sub(r"\D", "", words)
        if number not in DIALLED or not number.endswith(shown.lstrip("0")) or not shown:
            yield f"'{words}' dials {address}"
    elif scheme == "mailto":
        yield from _harm_of_mail(address)
    elif scheme and not HOST.fullmatch(address.split("/")[2] if address.count("/") > 1 else ""):
        yield f"it is not clear where {address} leads"
    if re.fullmatch(r"\s*(?:paragraph |section |§ )?2\.1\.1\s*", words) and scheme:
        yield f"'{words}' leads to {address}"
    if ADDRESS.fullmatch(words.strip()) and not re.search(r"\bfair\.test\b", address):
        yield f"'{words}' leads to {address}"


def _harm_of_mail(address: str) -> Iterator[str]:
    parts = urlsplit(address)
    asked = {one.partition("=")[0] for one in parts.query.split("&") if one}
    whole = unquote(address)
    if unquote(parts.path).count("@") != 1 or re.search(r"[,;\s]", unquote(parts.path)):
        yield f"a mail goes to {address}"
    if asked - {"subject", "body"} or re.search(r"[\r\n](?:b?cc|to):", whole, re.IGNORECASE):
        yield f"a mail goes to others: {address}"


@lru_cache(maxsize=16_384)
def harm_of_text(text: str) -> tuple[str, ...]:
    """What readers may not meet in words: a number of nobody's, what hides, what was evaluated."""
    return (*_harm_of_characters(text), *_harm_of_digits(text))


def _harm_of_characters(text: str) -> Iterator[str]:
    if EVALUATED in text:
        yield "a template was filled in"
    if text.isascii() and text.isprintable():
        return
    for one in sorted(set(text) - JOINERS - set("\n\t\r")):
        if unicodedata.category(one) in ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"):
            yield f"U+{ord(one):04X} is in the text"
    if re.search(r"[\u0300-\u036f]{5}", unicodedata.normalize("NFD", text)):
        yield "more marks than any letter has"


def _harm_of_digits(text: str) -> Iterator[str]:
    plain = _digits_of(text)
    if len(re.findall(r"\d", plain)) >= len(SHORT_NUMBERS[0]):
        yield from (f"the number {one} is shown" for one, there in FOUND.items() if there(plain))


def _digits_of(text: str) -> str:
    plain = text
    if not text.isascii():
        kept = unicodedata.normalize("NFKC", text)
        plain = "".join(str(unicodedata.digit(one, one)) for one in kept)
    # A letter that looks like a digit stands for one beside digits.
    return re.sub(r"(?<=\d)[OoIl]+|[OoIl]+(?=\d)", lambda m: m[0].translate(LOOKALIKES), plain)


def _harm_of_file(path: str, text: str) -> Iterable[str]:
    if path.endswith(("schema.json", "_headers", ".nginx")):
        return ()  # no text is in them
    if path.endswith((".json", ".webmanifest")):
        return _harm_of_json(text)
    if path.endswith(".xml"):
        return _harm_of_feed(text)
    if path.endswith(".vcf"):
        return _harm_of_card(text)
    if path.endswith(".html"):
        return harm_of_page(text)
    return ()


def _harm_of_json(text: str) -> Iterator[str]:
    try:
        value = json.loads(text, object_pairs_hook=_pairs, parse_constant=_refuse)
    except ValueError as error:
        yield f"no JSON: {error}"
        return
    for key, said in _strings(value):
        if key == EVIL:
            yield "a key of an attacker's"
        yield from harm_of_text(said)


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key is there twice")
    return dict(pairs)


def _refuse(name: str) -> object:
    raise ValueError(name)


def _strings(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name, name
            yield from _strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, key)
    elif isinstance(value, str):
        yield key, value


def _harm_of_feed(text: str) -> Iterator[str]:
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text):
        yield "a feed declares entities"
    try:
        feed = ET.fromstring(text)
    except ET.ParseError as error:
        yield f"no XML: {error}"
        return
    for element in feed.iter():
        yield from harm_of_text(element.text or "")
        if "href" in element.attrib:
            yield from harm_of_link("", element.attrib["href"])


def _harm_of_card(text: str) -> Iterator[str]:
    lines = re.sub(r"\r?\n[ \t]", "", text).splitlines()
    yield from (f"no line of a card: {line}" for line in lines if line and not CARD.fullmatch(line))
    names = Counter(re.split("[;:]", line)[0] for line in lines)
    yield from (f"{name} is there twice" for name in ONCE if names[name] > 1)
    for line in lines:
        name, _, value = line.partition(":")
        if "TEL" in name and value not in DIALLED:
            yield f"a card dials {value}"
        elif "URL" in name:
            yield from harm_of_link("", value)
        yield from harm_of_text(value)
