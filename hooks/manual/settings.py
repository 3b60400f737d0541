"""The settings of a manual: `site_url` and `extra.manual` in `mkdocs.yml`."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from manual.address import SETTINGS, SITUATIONS
from manual.country import (
    HERE,
    Country,
    check_country,
    check_region,
    check_zone,
    is_country,
    is_zone,
    zones_by_country,
)
from manual.days import Day
from manual.language import check_language
from manual.markup.safe import HOST, is_mail_address, is_one_address
from manual.numbers.scheme import DEFAULT, Example
from manual.problem import Problem, ProblemsError, RefusedError, nearest
from manual.text.source import Data, read_yaml
from manual.text.values import validate

if TYPE_CHECKING:
    pass


def _check_report(address: str) -> str:
    if not address.startswith(("mailto:", "https://")):
        message = "it begins with neither 'mailto:' nor 'https://'"
        hint = "write mailto:name@example.org, or the address of a form"
        raise RefusedError("report-address-wrong", message, hint)
    if not address.isprintable() or " " in address:
        message = "it holds a space, a line break or a character that nobody sees"
        hint = "write the one address on one line, and nothing else"
        raise RefusedError("report-address-wrong", message, hint)
    if address.startswith("mailto:"):
        _check_mail(address.removeprefix("mailto:"))
    else:
        _check_form(address)
    return address


def _check_mail(address: str) -> None:
    """Raise where it is not one mail address: the program adds what a report says."""
    if set(address) & set("?&#%"):
        message = "something follows the mail address"
        hint = "end it with the address: the program adds the subject and the text"
        raise RefusedError("report-address-wrong", message, hint)
    if set(address) & set(",;") or address.count("@") > 1:
        message = "it names several mail addresses"
        hint = "write one, such as that of a shared mailbox"
        raise RefusedError("report-address-wrong", message, hint)
    if not is_mail_address(address):
        message = "it is not a mail address, or has letters that look like others"
        hint = "write mailto:name@example.org, in the letters a to z, digits, dots and hyphens"
        raise RefusedError("report-address-wrong", message, hint)


def _check_form(address: str) -> None:
    """Raise where a browser would go elsewhere than it seems to, or nowhere."""
    try:
        parts = urlsplit(address if is_one_address(address) else "")
        parts.port  # noqa: B018 - it raises where it is no number
    except ValueError:
        parts = urlsplit("")
    if "@" in parts.netloc:
        message = "a name and '@' come before the form's host"
        hint = "write it as the browser shows it: https://www.example.org/form"
        raise RefusedError("report-address-wrong", message, hint)
    if not HOST.fullmatch(parts.hostname or ""):
        message = "it is not the address of a form, or has letters that look like others"
        hint = "write it as the browser shows it: https://www.example.org/form"
        raise RefusedError("report-address-wrong", message, hint)


def _check_line(text: str) -> str:
    if len(text.splitlines()) > 1:
        message = "it has more than one line"
        hint = "write it on one line, without a bar '|' after the key"
        raise RefusedError("several-lines", message, hint)
    return text


Phrase = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80),
    AfterValidator(_check_line),
]
"""Words of one line on a phone, or two."""


NOBODY_READS = "nobody reads reports yet: the address is an example"
"""What a reader who would report a mistake is told, where it is so."""
_EXAMPLE = re.compile(r"(?:^|\.)example(?:\.(?:com|net|org))?\.?$", re.IGNORECASE)
_FORMER_WORDS = {"whom_to_ring": "who_to_call"}
"""Keys of `words` that were called otherwise, and what they are called now."""


def is_example(host: str) -> bool:
    """Whether nobody can have `host`, since it is kept for examples (RFC 2606, sections 2 and 3).

    >>> is_example("manual.example.org"), is_example("example.org.uk")
    (True, False)
    """
    return _EXAMPLE.search(host) is not None


class Words(BaseModel):
    """`extra.manual.words`: what the software itself says about the subject of a manual."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    who_to_call: Phrase = "Who to call"
    """The heading above the contacts at the foot of every page."""
    other_areas: Phrase = "Other areas"
    """What opens the contacts of areas that are not the reader's own."""
    not_found: Phrase = "For any other concern, see the contacts"
    """The link to the contacts where an address leads nowhere, below the number for danger."""
    report: Phrase = "Do not write anything about a person here."
    """The last line of the mail that reports a mistake."""
    record: Phrase = "Record of a decision"
    """The title of the record that a reader makes at the end of a flowchart."""
    reference: Phrase = "Case reference"
    """The field of that record by which it is found again: `Item number`."""
    done: Phrase = "What was done, by whom, and how"
    """The field of that record for what came of the decision."""


class Settings(BaseModel):
    """`extra.manual`: what a partnership that adopts the manual sets."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    status: Literal["draft", "adopted"]
    """Shown on every page and every printed copy."""
    adopted_by: str | None = None
    """The body that adopted it."""
    adopted_on: Day | None = None
    """The day on which it did: `2027-01-01`."""
    publisher: str = Field(min_length=1)
    """Who is responsible for the manual, in a sentence."""
    report_to: Annotated[str, AfterValidator(_check_report)]
    """Where reports of mistakes go: a `mailto:` address or the `https:` address of a form."""
    since: Day = date(2026, 1, 1)
    """A day on which the site's host was the publisher's: it is part of the feed's ids. Never
    change it (RFC 4151)."""
    former_host: str | None = None
    """The host in the feed's ids, where the site was at another when it was first published."""
    short_name: str = Field(default="Manual", min_length=1, max_length=12)
    """What stands below the icon where the site is installed. More than 12 characters are cut off
    there (https://developer.chrome.com/docs/extensions/reference/manifest/name)."""
    offline: bool = True
    """Whether readers' devices keep a copy for when there is no signal. Where it is false, the
    copies that are kept are taken back."""
    country: Annotated[str, AfterValidator(check_country)] = HERE.code
    """Two letters (ISO 3166). Telephone numbers are written as they are dialled there, and its
    public holidays are those on which hours may differ: `GB`, `IE`, `CA`."""
    region: Annotated[str | None, AfterValidator(check_region)] = None
    """The part of the country whose public holidays count, where they differ: `SCT`, `ON`, `BY`.
    Of `GB` it is `ENG` where it is left out."""
    time_zone: Annotated[str | None, AfterValidator(check_zone)] = Field(
        default=None, validate_default=True
    )
    """The zone in whose time hours are given and days begin: `America/Toronto`. It can be left out
    where the country has one alone."""
    language: Annotated[str, AfterValidator(check_language)] = "en-GB"
    """The language of the texts, as browsers and screen readers know it: `en-CA`, `cy`."""
    largest_file_mb: int = Field(default=20, gt=0)
    """The most, in megabytes, that one form or picture may have."""
    offline_files_mb: int = Field(default=5, ge=0)
    """How many megabytes of forms and pictures readers' devices keep, the smallest first; the
    rest need a signal, and say so."""
    contact_overdue_days: int = Field(default=180, gt=0)
    """Age, in days, from which a contact's last check counts as too long ago."""
    numbers: Example = DEFAULT.example
    """How paragraphs are numbered, by an example: `2.1.3`, `11.1`, `Rule 7`, `§ 12`. A chapter or
    a section may say otherwise."""
    synonyms: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """The former place of everyday words: they are now `words` in `docs/situations.yml`."""
    words: Words = Field(default_factory=Words)
    """What the software says about the manual's subject. What is left out is said in neutral
    words."""

    @property
    def place(self) -> Country:
        """The country, with the region and the zone that count there."""
        region = self.region or (HERE.region if self.country == HERE.code else "")
        zone = self.time_zone or zones_by_country()[self.country][0]
        return Country(self.country, region, zone)

    @property
    def reports_are_read(self) -> bool:
        """Whether reports of mistakes may reach somebody: their address is no example."""
        address = self.report_to.removeprefix("mailto:")
        host = address.partition("@")[2] or urlsplit(address).hostname or ""
        return not is_example(host)

    @model_validator(mode="after")
    def _adoption_is_whole(self) -> Settings:
        if self.status == "adopted" and not (self.adopted_by and self.adopted_on):
            message = "an adopted manual says by whom and when"
            hint = "add 'adopted_by: …' and 'adopted_on: 2026-11-22'"
            raise RefusedError("adoption-incomplete", message, hint)
        return self


class Site(BaseModel):
    """What the manual needs of `mkdocs.yml`."""

    model_config = ConfigDict(frozen=True)

    name: str
    description: str
    """A sentence or two about the site; empty where `mkdocs.yml` has none."""
    url: str
    """Address of the site's root, ending in a slash; it may hold a path."""
    settings: Settings
    renamed: tuple[Problem, ...] = ()
    """A notice for each key that has another name now."""

    @property
    def is_example(self) -> bool:
        """Whether its address is that of an example still, at which nothing is published."""
        return is_example(urlsplit(self.url).hostname or "")

    @property
    def authority(self) -> str:
        """What the feed's ids begin with (RFC 4151): `tag:manual.example.org,2026-11-22`."""
        host = self.settings.former_host or urlsplit(self.url).hostname
        return f"tag:{host},{self.settings.since}"


class _Place(BaseModel):
    """The settings that say where a manual is used, without the others."""

    country: str = HERE.code
    time_zone: str | None = None


def place_of(text: str) -> Country | None:
    """The country that the text of `mkdocs.yml` sets, though other settings are wrong.

    None where that cannot be known.
    """
    try:
        return read_site(text).settings.place
    except ProblemsError:
        pass
    try:
        data = read_yaml(SETTINGS, text)
        found = _Place.model_validate(_settings_data(data, data.value).value)
    except (ProblemsError, ValidationError, AttributeError):
        return None
    if not is_country(found.country):
        return None
    zone = found.time_zone or zones_by_country()[found.country][0]
    return Country(found.country, "", zone if is_zone(zone) else HERE.zone)


def read_site(text: str) -> Site:
    """The site's name, address and settings in the text of `mkdocs.yml`.

    Raises `ProblemsError` with every fault in them.
    """
    data = read_yaml(SETTINGS, text)
    value = data.value if isinstance(data.value, dict) else {}
    problems: list[Problem] = []
    url = value.get("site_url") or ""
    if not _is_web_address(url):
        message = f"'site_url' is not a web address: '{url}'" if url else "'site_url' is missing"
        hint = "write the address at which the site is published: https://manual.example.org/"
        problems.append(Problem("site-url-wrong", data.where("site_url"), message, hint))
    if "nav" in value:
        hint = (
            "delete it: the contents follow from the numbers of chapters and sections, and there "
            "are no parts above chapters"
        )
        message = "'nav' lists the pages, which nothing reads"
        problems.append(Problem("nav-unread", data.where("nav"), message, hint))
    try:
        found, renamed = _with_present_names(_settings_data(data, value))
        settings = validate(Settings, found)
        renamed += _moved_synonyms(found)
    except ProblemsError as error:
        raise ProblemsError([*problems, *error.problems]) from error
    if problems:
        raise ProblemsError(problems)
    return Site(
        name=_text(value.get("site_name")) or "Manual",
        description=_text(value.get("site_description")),
        url=url.rstrip("/") + "/",
        settings=settings,
        renamed=renamed,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _is_web_address(url: object) -> bool:
    if not isinstance(url, str):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"https", "http"} and bool(parts.netloc)


def _settings_data(data: Data, value: dict[str, object]) -> Data:
    prefix = ("extra", "manual")
    extra = value.get("extra")
    inner = extra.get("manual") if isinstance(extra, dict) else None
    if not inner:
        near = nearest("manual", extra) if isinstance(extra, dict) else None
        hint = "write 'manual:' under 'extra:', and under that status, publisher and report_to"
        if near and near != "manual":
            hint = f"was '{near}' meant to be 'manual'?"
        where = data.where("extra", near) if near else data.where("extra")
        raise ProblemsError(
            [Problem("settings-missing", where, "the settings of the manual are missing", hint)]
        )
    lines = {keys[2:]: line for keys, line in data.lines.items() if keys[:2] == prefix}
    return Data(data.path, inner, lines)


def _with_present_names(data: Data) -> tuple[Data, tuple[Problem, ...]]:
    """The settings with each key of `words` under its present name, and a notice for each other.

    A key that stands there under both names keeps both, and the old one is then unknown.
    """
    words = data.value.get("words") if isinstance(data.value, dict) else None
    if not isinstance(words, dict):
        return data, ()
    names = {o: now for o, now in _FORMER_WORDS.items() if o in words and now not in words}
    present = {names.get(name, name): value for name, value in words.items()}
    lines = {
        (*keys[:-1], names.get(str(keys[-1]), keys[-1])) if keys[:-1] == ("words",) else keys: line
        for keys, line in data.lines.items()
    }
    notices = tuple(
        Problem(
            "name-former",
            data.where("words", name),
            f"'words, {name}' is now called '{now}'",
            f"write '{now}:' in its place: it means the same",
        )
        for name, now in names.items()
    )
    return Data(data.path, {**data.value, "words": present}, lines), notices


def _moved_synonyms(data: Data) -> tuple[Problem, ...]:
    """A notice where everyday words are still among the settings, from where they are read too."""
    if not data.value.get("synonyms"):
        return ()
    message = f"'synonyms' is now called 'words', and is in {SITUATIONS}"
    hint = f"move its lines to {SITUATIONS}, under 'words:': they mean the same there"
    return (Problem("name-former", data.where("synonyms"), message, hint),)
