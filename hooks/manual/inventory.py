"""What the manual serves now: every page, step, flowchart and provision that a seal remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.address import (
    DOCS,
    GLOSSARY,
    GLOSSARY_PATH,
    address_of,
    flowchart_address,
    hash_of_file,
    is_record,
    plain_sources,
    tree_name,
    tree_sources,
)
from manual.seal.check import Inventory
from manual.seal.model import SealedTree, hash_values, values_of
from manual.text.moved import former_addresses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from manual.model import Reading
    from manual.text.moved import PastAddress
    from manual.tree.load import LoadedTree


def take_inventory(reading: Reading) -> Inventory:
    """What the manual serves now, to be compared with the seal, or sealed."""
    trees = {loaded.name: loaded for loaded in reading.trees}
    return Inventory(
        addresses=frozenset(_addresses(reading)),
        steps={
            name: frozenset((*loaded.tree.steps, *loaded.tree.replaced))
            for name, loaded in trees.items()
        },
        trees={name: sealed_tree(loaded) for name, loaded in trees.items()},
        editions={name: loaded.data.where("edition") for name, loaded in trees.items()},
        places={provision.number: provision.where for provision in reading.wordings()},
        feed=reading.site.authority if reading.site else "",
        files={
            path.removeprefix(DOCS): digest
            for path, text in reading.texts.items()
            if path.startswith(DOCS) and (digest := hash_of_file(text))
        },
    )


def sealed_tree(loaded: LoadedTree) -> SealedTree:
    """A flowchart as a seal keeps it.

    One without rules has the hash that it had before there were any.
    """
    tree = loaded.tree
    editions = {str(revision.date): revision.what for revision in tree.changes}
    values = values_of(tree)
    steps = frozenset(tree.steps)
    return SealedTree(str(tree.edition), hash_values(values), steps, editions, values)


def _addresses(reading: Reading) -> Iterable[str]:
    """The address of every page that an editor could remove, with those that have moved."""
    yield from served_addresses(reading)
    for path in _unread_pages(reading):
        yield address_of(path.removeprefix(DOCS))
        yield from former_addresses(reading.texts[path])
    yield from (moved.address for _, moved in moved_addresses(reading))


def served_addresses(reading: Reading) -> Iterable[str]:
    """The address of every page that has a source."""
    for chapter in reading.chapters:
        yield address_of(chapter.path)
        yield from (address_of(section.path) for section in chapter.sections)
    for source in plain_sources(reading.texts):
        yield address_of(source.removeprefix(DOCS))
    if GLOSSARY in reading.texts:
        yield address_of(GLOSSARY_PATH)
    # A flowchart with problems still counts as there.
    yield from (flowchart_address(tree_name(source)) for source in tree_sources(reading.texts))


def _unread_pages(reading: Reading) -> Iterable[str]:
    """The pages that could not be read: they are there all the same."""
    read = {chapter.source for chapter in reading.chapters}
    read |= {section.source for chapter in reading.chapters for section in chapter.sections}
    read |= {f"{DOCS}{page.path}" for page in reading.pages_beside_chapters()}
    for path in reading.texts:
        own = path.startswith(DOCS) and path.endswith(".md") and not is_record(path)
        if own and path not in read:
            yield path


def moved_addresses(reading: Reading) -> Iterable[tuple[str, PastAddress]]:
    """The present address of each page that has moved, with each address that it had."""
    for chapter in reading.chapters:
        yield from ((address_of(chapter.path), moved) for moved in chapter.moved_from)
        for section in chapter.sections:
            yield from ((address_of(section.path), moved) for moved in section.moved_from)
    for page in reading.pages_beside_chapters():
        yield from ((address_of(page.path), moved) for moved in page.moved_from)
