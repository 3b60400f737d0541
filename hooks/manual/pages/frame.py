"""The frame around every page: navigation, status, edition, and whom to ring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from manual.provisions.glossary import PATH as GLOSSARY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from manual.model import Manual
    from manual.pages.context import Context

Nav = list[dict[str, Any]]

_ORDERED = ("index.md", "contacts.md", "about.md")


def nav(manual: Manual) -> Nav:
    """Titles and paths of all pages, in reading order."""
    chapters: Nav = [
        {f"{c.number} {c.title}": [c.path, *(section.path for section in c.sections)]}
        for c in manual.chapters
    ]
    trees: Nav = [{loaded.tree.title: f"flowchart/{loaded.name}.md"} for loaded in manual.trees]
    others: Nav = [
        {str(document.front.value.get("title") or path): path}
        for path, document in manual.plain.items()
        if path not in _ORDERED
    ]
    glossary: Nav = [{"Glossary": GLOSSARY}] if manual.glossary.terms else []
    return [
        *_if_there(manual, "Home", "index.md"),
        *trees,
        *chapters,
        *_if_there(manual, "Contacts", "contacts.md"),
        {"Amendments": "amendments/index.md"},
        *glossary,
        *others,
        *_if_there(manual, "About", "about.md"),
    ]


def _if_there(manual: Manual, title: str, path: str) -> Nav:
    return [{title: path}] if path in manual.plain else []


def chrome(context: Context) -> Mapping[str, Any]:
    """What the templates of the frame show on every page."""
    return {
        "status": context.status,
        "edition": context.edition.id,
        "edition_words": context.edition_words,
        "report": context.report(context.manual.site.name),
        "front_doors": context.front_doors(),
        "emergency": next(iter(context.manual.contacts.everywhere.values()), None),
    }
