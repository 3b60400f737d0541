"""Which tables need small type on a sheet, and which parted words."""

import re

import pytest
from manual.markup.render import render
from manual.markup.tables import fit_tables


def fit_of(*rows: list[str]) -> list[str]:
    head, *rest = (f"| {' | '.join(row)} |" for row in rows)
    made = fit_tables(render("\n".join([head, "|---" * len(rows[0]) + "|", *rest])))
    return re.findall(r'<table data-fit="(\w+)">', made)


@pytest.mark.parametrize(
    ("rows", "fit"),
    [
        ([["When", "Whom"], ["At once", "The desk"]], []),
        ([["When", "Whom"], ["a " * 500, "b " * 500]], []),
        ([["x" * 34, "y" * 34], ["1", "2"]], []),
        ([["x" * 35, "y" * 35], ["1", "2"]], ["small"]),
        ([["x", "y"], ["1", "z" * 80]], ["small"]),
        ([["x", "y"], ["1", "z" * 200]], ["broken"]),
        ([["x", "y"], [f"**{'z' * 50}**`{'z' * 50}`", "1"]], ["broken"]),
        ([["x", "y"], ["1", "multi-" * 40]], []),
        ([[str(n) for n in range(31)], ["1"] * 31], ["broken"]),
    ],
)
def test_fit(rows: list[list[str]], fit: list[str]):
    assert fit_of(*rows) == fit


def test_what_is_no_table_stays_as_it_is():
    text = f"<p>{'x' * 300} &lt;table&gt;</p>"
    assert fit_tables(text) == text


def test_a_row_that_is_short_counts_and_attributes_stay():
    html = f'<table class="a"><tr><th>{"x" * 40}</th></tr><tr><td>1</td><td>{"y" * 40}</td></tr>'
    assert '<table class="a" data-fit="small">' in fit_tables(html + "</table>")
