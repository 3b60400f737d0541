"""What a proposed change does to every kind of file, the most dangerous first, as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from manual.address import (
    CHAIN,
    CONTACTS,
    DOCS,
    GLOSSARY,
    RECORDS,
    SEAL,
    SETTINGS,
    SITUATIONS,
    TREES,
    cases_sources,
    is_record,
    tree_sources,
)
from manual.problem import ProblemsError
from manual.proposal.values import (
    UNREADABLE,
    differences,
    entry_of,
    in_line,
    list_lines,
    list_values,
    plain,
)
from manual.provisions.glossary import load_glossary
from manual.published import find_rewritten
from manual.seal.chain import compare_chains, read_chain
from manual.seal.draft import compare
from manual.seal.file import read_seal
from manual.seal.forgotten import find_forgotten
from manual.seal.model import Seal
from manual.seal.preview import escape, preview
from manual.text.flat import flatten
from manual.text.source import read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from manual.model import Reading
    from manual.problem import Problem
    from manual.proposal.model import Proposal
    from manual.text.flat import Keys, Values

_DIALLED = ("phone", "extension", "out_of_hours", "form", "email")
_OF_READERS = ("site_name", "site_url", "site_description", "copyright", "extra")
"""The keys of `mkdocs.yml` that are settings; the others say what the build runs."""
_MOST = 100_000
"""Characters told of one kind: a code host shows no page of a million, and a kind that is padded
must not push out those below it."""


def show_proposal(proposal: Proposal) -> str:
    """All that differs, kind by kind, as Markdown; texts are shown, never obeyed."""
    found = [(kind, lines) for kind, find in KINDS if (lines := list(find(proposal)))]
    if not found:
        return "## Nothing that readers see changes\n"
    counts = ", ".join(f"{kind.lower()} ({len(lines)})" for kind, lines in found)
    parts = [f"What changes: {counts}.", *(_show_kind(kind, lines) for kind, lines in found)]
    return "\n\n".join(parts) + "\n"


def _show_kind(kind: str, lines: list[str]) -> str:
    head = f"## {kind}"
    if kind == REWRITTEN:
        head = f"## {REWRITTEN}: do not agree"
    if kind == SOFTWARE:
        files = "1 file" if len(lines) == 1 else f"{len(lines)} files"
        head = f"## Software changed: {files}: look closely"
    text = "\n".join([f"{head}\n", *lines])
    if len(text) <= _MOST:
        return text
    kept = text[:_MOST].rpartition("\n")[0]
    return f"{kept}\n\n**This is cut here: look at the files themselves.**"


def _rewritten(proposal: Proposal) -> Iterator[str]:
    """What the seal of the published branch has in force, and the proposal alters or drops."""
    _, after = proposal.readings
    try:
        published = read_seal(proposal.texts(SEAL)[0]) if SEAL in proposal.before else Seal()
    except ProblemsError:
        yield entry_of("seal", (), "that of the published branch cannot be read")
        return
    if SEAL in proposal.before and not after.is_whole:
        yield entry_of("seal", (), "nothing is compared with it while a text has a mistake")
    forked = list(_forks(proposal, after))
    forgotten = find_forgotten(published, proposal.readings[0].chain, after.seal or published)
    for problem in (*find_rewritten(after, published), *forked, *forgotten):
        yield entry_of(problem.where.path, (), escape(problem.message))


def _forks(proposal: Proposal, after: Reading) -> Iterator[Problem]:
    before = proposal.readings[0].chain
    if before and after.chain:
        yield from compare_chains(before, after.chain)


def _contacts(proposal: Proposal) -> Iterator[str]:
    """What is dialled, and the forms; then the rest of each contact."""
    found = [(*_contact(keys), becomes) for keys, becomes in list_values(proposal, CONTACTS)]
    found.sort(key=lambda entry: _DIALLED.index(entry[1][-1]) if _is_dialled(entry[1]) else 9)
    for who, what, becomes in found:
        yield entry_of(who, what, becomes)


def _is_dialled(keys: Keys) -> bool:
    return bool(keys) and keys[-1] in _DIALLED


def _contact(keys: Keys) -> tuple[str, Keys]:
    """The whole name of a contact, `east-sussex/front-door`, or its area's; and what of it."""
    match keys:
        case ("areas", area, "contacts", name, *rest):
            return f"{area}/{name}", tuple(rest)
        case ("areas", area, *rest):
            return area, tuple(rest)
        case ("everywhere", name, *rest):
            return name, tuple(rest)
    return CONTACTS, keys


def _flowcharts(proposal: Proposal) -> Iterator[str]:
    sources = [*tree_sources(proposal.changed), *cases_sources(proposal.changed)]
    for path in sources:
        for keys, becomes in list_values(proposal, path):
            yield entry_of(path.removeprefix(TREES), keys, becomes)


def _settings(proposal: Proposal) -> Iterator[str]:
    for keys, becomes in list_values(proposal, SETTINGS):
        if not _is_software(keys, becomes):
            inner = keys[2:] if keys[:2] == ("extra", "manual") else keys
            yield entry_of(inner[0] if inner else SETTINGS, inner[1:], becomes)


def _is_software(keys: Keys, becomes: str) -> bool:
    """Whether a setting says what the build runs; of a file that cannot be read, all may."""
    return keys[0] not in _OF_READERS if keys else becomes.startswith(UNREADABLE)


def _situations(proposal: Proposal) -> Iterator[str]:
    """Where situations lead, and the words by which they are found."""
    for keys, becomes in list_values(proposal, SITUATIONS):
        inner = keys[1:] if keys[:1] == ("situations",) else keys
        yield entry_of(inner[0] if inner else SITUATIONS, inner[1:], becomes)


def _records(proposal: Proposal) -> Iterator[str]:
    for path in filter(is_record, proposal.changed):
        old, new = (_record_values(path, text) for text in proposal.texts(path))
        if proposal.fate(path) == "changed":
            for keys, becomes in differences(old, new):
                yield entry_of(path.removeprefix(RECORDS), keys, becomes)
        else:
            said = ", ".join(f"{'.'.join(k)} {v}" for k, v in (old or new).items() if k != _BODY)
            yield entry_of(
                path.removeprefix(RECORDS), (), f"{proposal.fate(path)}: {in_line(said)}"
            )
    yield from _seal(proposal)
    yield from _chain(proposal)


_BODY = ("earlier wordings",)


def _record_values(path: str, text: str) -> Values:
    if not text:
        return {}
    try:
        document = read_document(path, text)
    except ProblemsError:
        return {_BODY: text}
    return {**flatten(document.front.value), _BODY: document.body}


def _seal(proposal: Proposal) -> Iterator[str]:
    """What the seal no longer remembers of what was published, or remembers otherwise."""
    if SEAL not in proposal.changed:
        return
    if SEAL not in proposal.after:
        yield entry_of("seal", (), "removed: nothing is held against what was published")
        return
    try:
        old, new = (read_seal(text) if text else Seal() for text in proposal.texts(SEAL))
    except ProblemsError:
        yield entry_of("seal", (), "it cannot be read")
        return
    yield entry_of("seal", (), f"{proposal.fate(SEAL)}: it follows from the texts and records")
    for what, lost in _forgotten(old, new):
        if lost:
            yield entry_of("seal", ("forgets", what), escape(", ".join(sorted(map(str, lost)))))
    altered = sorted(n for n, value in old.records.items() if new.records.get(n, value) != value)
    if altered:
        yield entry_of("seal", ("records sealed otherwise",), ", ".join(map(str, altered)))


def _chain(proposal: Proposal) -> Iterator[str]:
    """How many sealings are added to the chain; or that those of before are not as they were."""
    if CHAIN not in proposal.changed:
        return
    try:
        old, new = (read_chain(text).lines if text else () for text in proposal.texts(CHAIN))
    except ProblemsError:
        yield entry_of("chain", (), "it cannot be read")
        return
    if new[: len(old)] != old:
        yield entry_of("chain", (), "its lines are not those of before: sealings are rewritten")
    else:
        yield entry_of("chain", (), f"sealings added: {len(new) - len(old)}")


def _forgotten(old: Seal, new: Seal) -> Iterator[tuple[str, Iterable[object]]]:
    yield "records", old.records.keys() - new.records.keys() - new.withdrawn
    yield "contacts", old.contacts.keys() - new.contacts.keys()
    yield "flowcharts", old.trees.keys() - new.trees.keys()


def _paragraphs(proposal: Proposal) -> Iterator[str]:
    """As `preview` shows them, its heading aside."""
    old, new = proposal.wordings
    if difference := compare(old, new):
        _, _, shown = preview(difference, new).partition("\n\n")
        yield from re.split(r"\n\n(?=\*\*)", shown.rstrip("\n"))


def _pages(proposal: Proposal) -> Iterator[str]:
    """Pages added and removed, their front matter, terms, and what is in no paragraph."""
    for path in proposal.changed:
        if not path.startswith(DOCS) or not path.endswith(".md") or is_record(path):
            continue
        if proposal.fate(path) != "changed":
            yield entry_of(path, (), proposal.fate(path))
        yield from _page(proposal, path)


def _page(proposal: Proposal, path: str) -> Iterator[str]:
    texts = proposal.texts(path)
    try:
        old, new = (read_document(path, text) if text else None for text in texts)
        if path == GLOSSARY:
            for keys, becomes in differences(*map(_terms, texts)):
                yield entry_of(path, keys, becomes)
    except ProblemsError:
        yield entry_of(path, (), "\n".join([UNREADABLE, *list_lines(*texts, known="")]))
        return
    fronts = [flatten(one.front.value) if one and one.front.value else {} for one in (old, new)]
    for keys, becomes in differences(*fronts):
        yield entry_of(path, keys, becomes)
    if path != GLOSSARY:
        before, after = old.body if old else "", new.body if new else ""
        strays = list(list_lines(before, after, known=_known(proposal)))
        if strays:
            yield entry_of(path, (), "\n".join(["lines", *strays]))


def _terms(text: str) -> Values:
    """Each term of a glossary with its explanation, and what stands ahead of them."""
    if not text:
        return {}
    glossary = load_glossary(text)
    marks = {True: " [confirm]", False: ""}
    terms: Values = {
        (" / ".join(term.names),): term.explanation + marks[term.to_confirm]
        for term in glossary.terms
    }
    return {("introduction",): glossary.introduction, **terms}


def _known(proposal: Proposal) -> str:
    """The words of every paragraph that differs: they are told already."""
    old, new = proposal.wordings
    numbers = [number for number in {**old, **new} if old.get(number) != new.get(number)]
    wordings = [side[number] for number in numbers for side in (old, new) if number in side]
    return plain(" ".join(f"{wording.heading} {wording.text}" for wording in wordings))


def _others(proposal: Proposal) -> Iterator[str]:
    """Pictures, documents and lists beside the texts."""
    for path in proposal.changed:
        if _is_other(path):
            size = len(proposal.after.get(path, proposal.before.get(path, b"")))
            yield entry_of(path, (), f"{proposal.fate(path)}, {size:,} bytes")


def _is_other(path: str) -> bool:
    if path.startswith(DOCS):
        return not path.endswith(".md") and path not in {CHAIN, CONTACTS, SEAL, SITUATIONS}
    return path.startswith(TREES) and "/" not in path.removeprefix(TREES) and path.endswith(".txt")


def _software(proposal: Proposal) -> Iterator[str]:
    """Whatever is no text, and the keys of the settings that say what the build runs."""
    for path in proposal.changed:
        if not path.startswith(DOCS) and not _is_other(path) and path not in _texts(proposal):
            yield entry_of(path, (), proposal.fate(path))
    for keys, becomes in list_values(proposal, SETTINGS):
        if _is_software(keys, becomes):
            yield entry_of(SETTINGS, keys, becomes)


def _texts(proposal: Proposal) -> set[str]:
    return {SETTINGS, *tree_sources(proposal.changed), *cases_sources(proposal.changed)}


SOFTWARE = "Software"
REWRITTEN = "Rewrites what was published"
KINDS: tuple[tuple[str, Callable[[Proposal], Iterator[str]]], ...] = (
    (REWRITTEN, _rewritten),
    ("Numbers and forms", _contacts),
    ("Flowcharts", _flowcharts),
    ("Situations", _situations),
    ("Settings", _settings),
    ("Records", _records),
    ("Paragraphs", _paragraphs),
    ("Pages and terms", _pages),
    ("Other files", _others),
    (SOFTWARE, _software),
)
"""The kinds of change, the most dangerous first, each with what lists it."""
