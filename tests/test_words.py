"""A text is published with every word of it, or it is refused at its line. Nothing is swallowed.

`make test` tries a few random texts, always the same. `make fuzz` tries ten thousand, and others
each time; two hundred of them are printed too (tests/browser/test_words_on_paper.py).
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from invented import TODAY
from manual.build import build
from shelf import MANUAL, PLACES, Shown, Text, publish
from writing import documents, written

FUZZ = int(os.environ.get("FUZZ", "0"))
"""How many texts, in tens; 0 for the few of `make test`."""
AT_ONCE = 60
"""Texts in one manual."""


@pytest.mark.parametrize("name", PLACES)
@settings(
    max_examples=12,
    derandomize=not FUZZ,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(document=documents)
def test_every_word_is_published_or_the_text_is_refused_at_its_line(name, document):
    place = PLACES[name]
    lines, words = written(document)
    texts, span = place.put(MANUAL, lines)
    output = build(texts, TODAY)
    if output.pages is None:
        told = {(one.where.path, one.where.line): str(one) for one in output.problems}
        own = {(place.path, line) for line in span}
        assert [said for at, said in told.items() if at not in own] == [], "\n".join(lines)
        return
    assert [*Shown(output).missing(place, words)] == [], "\n".join(lines)


def invent(count: int, *, derandomize: bool) -> list[Text]:
    """Random texts, no two of which have a word in common."""
    found: list[Text] = []

    @settings(
        max_examples=count,
        derandomize=derandomize,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(document=documents)
    def keep(document):
        at = len(found)
        own = "".join(chr(97 + at // part % 26) for part in (676, 26, 1))
        found.append(Text(*map(tuple, written(document, own))))

    keep()
    return found


def test_ten_thousand_texts_are_published_whole_or_refused_at_their_line():
    texts = invent(FUZZ * 10 or AT_ONCE, derandomize=not FUZZ)
    published, faults = 0, []
    for first in range(0, len(texts), AT_ONCE):
        shelf = publish(texts[first : first + AT_ONCE])
        faults += shelf.stray
        if shelf.output.pages is None:
            continue
        shown = Shown(shelf.output)
        for place, text in shelf.published:
            faults += [f"{one}:\n{text}" for one in shown.missing(place, text.words)][:1]
        published += len(shelf.published)
    print(f"{published} of {len(texts)} texts are published")  # noqa: T201 - `make fuzz -s` says it
    assert faults == []
    assert published > len(texts) / 2
