"""On a finished page, with the theme's frame around it, an id is that of one thing."""

import re
from collections import Counter
from pathlib import Path

from manual.address import FRAME_IDS, PART_IDS, slug

ID = re.compile(r'\sid="([^"]*)"')
BARE = ("search/index.html", "contents/index.html", "current/index.html", "404.html")
"""Pages on which the build puts nothing that an editor names."""


def ids_of(page: Path) -> Counter[str]:
    return Counter(ID.findall(page.read_text(encoding="utf-8")))


def test_no_id_stands_twice_on_a_finished_page(built_site: Path):
    twice = {
        str(page.relative_to(built_site)): [id_ for id_, count in ids_of(page).items() if count > 1]
        for page in built_site.rglob("*.html")
    }
    assert len(twice) > len(BARE)
    assert {page: ids for page, ids in twice.items() if ids} == {}


def test_what_the_frame_bears_is_refused_as_the_id_of_a_text(built_site: Path):
    found = {id_ for page in BARE for id_ in ids_of(built_site / page)}
    # No slug is an id of the theme's own: those begin with two lines.
    of_slugs = {id_ for id_ in found if slug(id_) == id_}
    assert of_slugs - {*FRAME_IDS, *PART_IDS} == set()
    assert {id_ for id_ in found - of_slugs if not id_.startswith("__")} == set()
