"""The address book: every path and address that is needed in more than one place.

A *source* is a path from the project's folder. A *path* is that of a page relative to `docs/`,
as the site generator wants it. An *address* is relative to the site's root, as browsers see it, and
ends in a slash where it is a page's:

>>> amendment_path(2)
'amendments/2.md'
>>> address_of(amendment_path(2))
'amendments/2/'
>>> link_to("amendments/2/", "information-sharing/introduction/#2.1.3")
'../../information-sharing/introduction/#2.1.3'
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

# Sources

STARTER = "starter/"
"""The example with which another manual begins."""
SETTINGS = "mkdocs.yml"
DOCS = "docs/"
"""The folder of the texts that readers read."""
CONTACTS = "docs/contacts.yml"
SITUATIONS = "docs/situations.yml"
GLOSSARY = "docs/glossary.md"
RECORDS = "docs/amendments/"
"""The folder of the records, the seal among them."""
SEAL = "docs/amendments/seal.json"
CHAIN = "docs/amendments/chain.json"
TREES = "decision_tree/"
"""The folder of the flowcharts and their worked cases."""
CASES_ENDING = ".cases.yml"
TREE_TEMPLATE = "decision_tree/flowchart/flowchart.html"


_NO_TEXT = "sha256 "
"""What the text of a file in `docs/` that is no text, such as a picture, begins with."""


def is_file(path: str) -> bool:
    """Whether a path is that of a form or a picture beside the texts, which is no text."""
    hidden = any(part.startswith(".") for part in path.split("/"))
    is_text = path.endswith(".md") or path in {CONTACTS, SITUATIONS, SEAL, CHAIN}
    return path.startswith(DOCS) and not hidden and not is_text


def text_of_file(digest: str, *facts: str) -> str:
    """What a file that is no text has for its text: the SHA-256 of its bytes, and facts of them.

    >>> text_of_file("0a1b", "bytes=24680", "is=png", "size=640x480")
    'sha256 0a1b bytes=24680 is=png size=640x480'
    """
    return f"{_NO_TEXT}{' '.join((digest, *facts))}"


def hash_of_file(text: str) -> str:
    """The SHA-256 of a file that is no text, by what it has for its text; of a text empty."""
    if not text.startswith(_NO_TEXT) or "\n" in text:
        return ""
    return text.removeprefix(_NO_TEXT).partition(" ")[0]


def facts_of_file(text: str) -> dict[str, str]:
    """The facts in what a file has for its text, by name: `bytes`, `is`, `size`, `acts`."""
    pairs = (word.partition("=") for word in text.split()[2:]) if hash_of_file(text) else ()
    return {name: value for name, _, value in pairs}


def kept_path(number: int, path: str) -> str:
    """Where the file at `path` in `docs/` is kept as it was before the amendment with a number.

    >>> kept_path(5, "visits/agreement.docx")
    'amendments/0005/visits/agreement.docx'
    """
    return f"{RECORDS.removeprefix(DOCS)}{number:04}/{path}"


_KEPT = re.compile(r"amendments/\d{4,}/(.+)")


def path_of_kept(path: str) -> str:
    """The path that a file which is kept beside a record had; empty where it is not one."""
    match = _KEPT.fullmatch(path)
    return match[1] if match else ""


NAMED_FILES = ("apple-touch-icon.png", "favicon.ico", "robots.txt", "security.txt")
"""Files at the site's root that are asked for by their names."""


def file_address(path: str, digest: str) -> str:
    """The address of a form or a picture: its path in `docs/`, with a fingerprint of its bytes.

    One that is kept beside a record is where it was before.

    >>> file_address("visits/agreement.docx", "1a2b3c4d5e")
    'visits/agreement.1a2b3c4d.docx'
    >>> file_address("amendments/0005/visits/agreement.docx", "0d9e8f7a6b")
    'visits/agreement.0d9e8f7a.docx'
    """
    path = path_of_kept(path) or path
    if path in NAMED_FILES or not digest:
        return path
    stem, _, ending = path.rpartition(".")
    return f"{stem}.{digest[:8]}.{ending}"


def opens_chapter(source: str) -> bool:
    """Whether `source` is the `index.md` of a chapter's folder."""
    folder, _, name = source.rpartition("/")
    return name == "index.md" and source.startswith(DOCS) and f"{folder}/" not in (DOCS, RECORDS)


def chapter_folders(sources: Iterable[str]) -> list[str]:
    """The folders of chapters among the `sources`, in order."""
    return sorted({source.rpartition("/")[0] for source in sources if opens_chapter(source)})


def section_sources(sources: Iterable[str], folder: str) -> list[str]:
    """The sources of the sections in a chapter's `folder`, in order."""
    beside = (source for source in sorted(sources) if source.rpartition("/")[0] == folder)
    return [source for source in beside if source.endswith(".md") and not opens_chapter(source)]


def record_sources(sources: Iterable[str]) -> list[str]:
    """The sources of the records, in order."""
    return [source for source in sorted(sources) if is_record(source)]


def is_record(source: str) -> bool:
    """Whether `source` is the record of an amendment.

    An `index.md` among them would be the register, which the build makes.
    """
    return (
        source.startswith(RECORDS) and source.endswith(".md") and not source.endswith("/index.md")
    )


def plain_sources(sources: Collection[str]) -> list[str]:
    """The sources of the pages that are no chapter, section, record or glossary."""
    folders = chapter_folders(sources)
    return [
        source
        for source in sorted(sources)
        if source.startswith(DOCS)
        and source.endswith(".md")
        and source != GLOSSARY
        and not is_record(source)
        and source.rpartition("/")[0] not in folders
    ]


def tree_sources(sources: Iterable[str]) -> list[str]:
    """The sources of the flowcharts, in order."""
    return [source for source in _tree_files(sources) if not source.endswith(CASES_ENDING)]


def cases_sources(sources: Iterable[str]) -> list[str]:
    """The sources of worked cases, in order."""
    return [source for source in _tree_files(sources) if source.endswith(CASES_ENDING)]


def _tree_files(sources: Iterable[str]) -> list[str]:
    named = (source for source in sorted(sources) if source.startswith(TREES))
    return [one for one in named if one.endswith(".yml") and "/" not in one.removeprefix(TREES)]


def tree_name(source: str) -> str:
    """The name of the flowchart that is in `source`, or whose worked cases are.

    >>> tree_name("decision_tree/information-sharing.cases.yml")
    'information-sharing'
    """
    return source.removeprefix(TREES).removesuffix(CASES_ENDING).removesuffix(".yml")


def record_source(number: int, title: str) -> str:
    """The source of the record of a new amendment.

    >>> record_source(5, "A new title")
    'docs/amendments/0005-a-new-title.md'
    """
    return f"{RECORDS}{number:04}-{slug(title)[:60].strip('-') or 'amendment'}.md"


# Pages

HOME_PATH = "index.md"
ABOUT_PATH = "about.md"
CONTACTS_PATH = "contacts.md"
CONTENTS_PATH = "contents.md"
CURRENT_PATH = "current.md"
FLOWCHARTS_PATH = "flowchart/index.md"
FORMS_PATH = "forms.md"
"""The list of forms, where there are any and no page of an editor's is there."""
GLOSSARY_PATH = "glossary.md"
REGISTER_PATH = "amendments/index.md"
POSTER_PATH = "poster.md"
SEARCH_PATH = "search.md"
WHOLE_PATH = "print/index.md"
"""The whole manual as one page for paper."""
GENERATED_PATHS = (
    REGISTER_PATH,
    CONTENTS_PATH,
    CURRENT_PATH,
    FLOWCHARTS_PATH,
    WHOLE_PATH,
    SEARCH_PATH,
)
"""Pages without a source of their own, which a link may name all the same."""


def amendment_path(number: int) -> str:
    """The path of an amendment's page."""
    return f"amendments/{number}.md"


def flowchart_path(name: str) -> str:
    """The path of the page of the flowchart called `name`."""
    return f"flowchart/{name}.md"


def as_at_path(path: str, day: date) -> str:
    """The path of the page of an earlier wording: that of the section at `path`, from `day` on.

    >>> from datetime import date
    >>> as_at_path("information-sharing/introduction.md", date(2017, 8, 18))
    'information-sharing/introduction/as-at/2017-08-18.md'
    """
    return f"{path.removesuffix('.md')}/as-at/{day}.md"


def contents_as_at_path(day: date) -> str:
    """The path of the contents of the whole manual as they were on the day of an edition."""
    return f"contents/as-at/{day}.md"


def paper_path(path: str) -> str:
    """The path of the page for paper of the chapter at `path`."""
    return f"print/{path.rpartition('/')[0]}.md"


# Addresses

PAPER = "print/"
"""What the addresses of the pages for paper begin with."""
RESERVED = (
    *("amendments/", "assets/", "contents/", "current/", "flowchart/", "poster/", "print/"),
    "search/",
)
"""Where the build puts pages and files of its own."""
FEED = "amendments/feed.xml"
DATA = "manual.json"
DATA_SCHEMA = "manual.schema.json"
JOURNAL = ".manual-change.json"
"""In the project's folder, while a command writes: see `journal.py`."""
NEWEST = "newest.json"
"""What the site serves now, and since which day."""
PUBLISHED_SEAL = "seal.json"
"""Address of the seal of what is published."""
PUBLISHED_CHAIN = "chain.json"
"""Address of its chain."""
PROOFS = "proofs.json"
"""The lines of the chain alone: devices keep them, and look up the proof of a sheet in them."""
SITE_FILES = (DATA, DATA_SCHEMA, NEWEST, PUBLISHED_SEAL, PUBLISHED_CHAIN, PROOFS)
"""Files of the build at the site's root of a kind that an editor may publish too."""
SEARCH_INDEX = "assets/search.json"
"""The plain name of what the search looks through; the published one holds a fingerprint."""


def address_of(path: str) -> str:
    """The address at which the page at `path` is served.

    >>> [address_of(path) for path in ("index.md", "about.md", "information-sharing/index.md")]
    ['', 'about/', 'information-sharing/']
    """
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".md")
    if stem == "index":
        return f"{folder}/" if folder else ""
    return f"{folder}/{stem}/" if folder else f"{stem}/"


def path_at(address: str) -> str:
    """A path for a page that is served at `address`, which is not the site's root.

    It is never that of an `index.md`.
    """
    return f"{address.rstrip('/')}.md"


CONTACTS_ADDRESS = address_of(CONTACTS_PATH)
CURRENT_ADDRESS = address_of(CURRENT_PATH)
SEARCH_ADDRESS = address_of(SEARCH_PATH)
CONTENTS_ADDRESS = address_of(CONTENTS_PATH)
REGISTER_ADDRESS = address_of(REGISTER_PATH)
FORMS_ADDRESS = address_of(FORMS_PATH)
FLOWCHARTS_ADDRESS = address_of(FLOWCHARTS_PATH)
GLOSSARY_ADDRESS = address_of(GLOSSARY_PATH)


def amendment_address(number: int) -> str:
    """The address of an amendment's page."""
    return address_of(amendment_path(number))


def short_address(number: str) -> str:
    """The short address of the section with the plain form `number`.

    >>> short_address("2.1")
    '2.1/'
    """
    return f"{number}/"


def flowchart_address(name: str) -> str:
    """The address of the flowchart called `name`."""
    return address_of(flowchart_path(name))


def as_at_address(path: str, day: date) -> str:
    """The address of an earlier wording: that of the section at `path`, from `day` on."""
    return address_of(as_at_path(path, day))


def card_address(area: str | None, contact: str) -> str:
    """The address of a contact's card for a phone; `area` is None where the contact serves all.

    >>> card_address("east-sussex", "front-door"), card_address(None, "police")
    ('contacts/east-sussex/front-door.vcf', 'contacts/everywhere/police.vcf')
    """
    return f"{CONTACTS_ADDRESS}{area or 'everywhere'}/{contact}.vcf"


@lru_cache(maxsize=8_192)
def link_to(here: str, target: str) -> str:
    """The relative link from the page at address `here` to `target`, which may have a fragment.

    >>> link_to("contacts/", "contacts/#everywhere"), link_to("contacts/", "")
    ('#everywhere', '../')
    """
    address, mark, fragment = target.partition("#")
    if address == here:
        return f"{mark}{fragment}" if mark else "./"
    start = here if here.endswith("/") or not here else posixpath.dirname(here) + "/"
    link = posixpath.relpath("/" + address, "/" + start)
    if address.endswith("/") or not address:
        link += "/"
    return f"{link}{mark}{fragment}"


_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ø": "o",
        "ł": "l",
        "ð": "d",
        "đ": "d",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "ng",
        "ı": "i",
    }
)
"""Letters that are no letter of English with a mark; words.mjs has the same."""
FRAME_IDS = ("content", "footer-contacts", "on-this-page", "top")
"""Ids of the frame around every page."""
PART_IDS = (
    *("amendments-switch", "copy-edition", "copy-edition-hint", "copy-proof", "copy-proof-hint"),
    *("before-switch", "copy-subject", "copy-subject-hint", "copy-subjects", "earlier-editions"),
    *("earlier-wordings", "newest-amendments", "situations", "who-to-call", "words-explained"),
)
"""Ids of what the build sets on some pages beside an editor's text."""


def slug(text: str) -> str:
    """`text` as an id: lower-case letters, digits and hyphens.

    >>> slug("Not sure"), slug("Größe"), slug("Łódź")
    ('not-sure', 'grosse', 'lodz')
    """
    letters = text.lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
