"""Which runs of two texts are equal: right for all, and in little time and memory for long ones."""

import time
import tracemalloc
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manual.text import runs
from manual.text.runs import list_runs, share

SHORT = st.text("abcde ", max_size=30)


@pytest.mark.parametrize("most", [runs.MOST_PAIRS, 40, 0])
@given(SHORT, SHORT)
def test_the_runs_lead_from_one_to_the_other(most: int, old: str, new: str):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "MOST_PAIRS", most)
        found = [*list_runs(old, new)]
    assert "".join(old[run.old : run.old_end] for run in found) == old
    assert "".join(new[run.new : run.new_end] for run in found) == new
    for run in found:
        assert run.equal == (old[run.old : run.old_end] == new[run.new : run.new_end])
    assert all(one.equal != other.equal for one, other in pairwise(found))


LONG = {
    "the same but for one": (["a", *"xy" * 60_000, "b"], ["a", *"xy" * 60_000, "c"], 2),
    "nothing alike": ([*"xy" * 60_000], [*"vw" * 60_000], 1),
    "alike at no place": ([*"xy" * 60_000], [*"yyx" * 40_000], 4),
    "each once": ([*range(90_000)], [*range(100, 90_100)], 3),
    "each once, turned": ([*range(90_000)], [*range(90_000, 0, -1)], 4),
}


@pytest.mark.parametrize("name", LONG)
def test_long_texts_are_compared_in_time_and_memory(name: str):
    old, new, most = LONG[name]
    tracemalloc.start()
    begun = time.process_time()
    assert len([*list_runs(old, new)]) <= most
    assert 0 <= share(old, new) <= 1
    assert time.process_time() - begun < 3
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


def test_what_long_texts_share_is_counted():
    assert share(["a"] * 90_000, ["a"] * 45_000 + ["b"] * 45_000) == 0.5
    assert share(["a"] * 90_000, ["b"] * 90_000, 0.4) == 0
