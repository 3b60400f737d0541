"""How lines of a YAML text begin: with tabs and odd spaces, or unlike the rest of their group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.problem import listing
from manual.text.spot import Fault

if TYPE_CHECKING:
    from manual.text.rows import Row
    from manual.text.spot import Spot


def tab(spot: Spot, row: Row) -> Fault | None:
    """A tab at the beginning of a line, or after its hyphen."""
    if "\t" in row.dashes:
        return Fault(
            "yaml-tab", row.line, "there is a tab after the hyphen", "type a space in its place"
        )
    if "\t" not in row.ahead:
        return None
    more = sum("\t" in other.ahead for other in spot.rows) - 1
    others = (
        f"; {more} more {'line begins' if more == 1 else 'lines begin'} with one" if more else ""
    )
    hint = f"delete the tab{_type(spot.wanted(row))}{others}"
    return Fault("yaml-tab", row.line, "this line begins with a tab", hint)


def odd_space(spot: Spot, row: Row) -> Fault | None:
    """A character that web pages and word processors use instead of a space."""
    odd = next((character for character in row.ahead if character not in " \t"), "")
    if not odd:
        return None
    message = f"this line begins with what looks like a space but is not one (U+{ord(odd):04X})"
    hint = f"delete everything before its first word{_type(spot.wanted(row))}"
    return Fault("yaml-odd-space", row.line, message, hint)


def deeper(spot: Spot, _row: Row) -> Fault | None:
    """A line that is indented more than the one above, although that already has its value."""
    row = spot.rows[spot.at]
    before, after = spot.before(row), spot.after(row)
    if before is None or before.opens or row.indent <= max(before.levels):
        return None
    above = spot.before(before)
    if above and row.indent in above.levels:
        return _unlike(before, [(row.indent, above)])
    if after and after.indent == row.indent:
        return _unlike(before, [(row.indent, row)])
    fault = _unlike(row, [(max(before.levels), before)])
    if row.dashes:
        return fault
    goes_on = (
        f"; if it goes on with the text of '{before.key}', put all of that into quotation marks"
    )
    return Fault(fault.rule, fault.line, fault.message, fault.hint + goes_on)


def shallower(spot: Spot, _row: Row) -> Fault | None:
    """A line that is indented less than the one above, but not as much as any group above it."""
    row = spot.rows[spot.at]
    before, after = spot.before(row), spot.after(row)
    groups = _open_groups(spot.rows[: spot.at])
    if before is None or row.indent >= max(before.levels) or row.indent in groups:
        return None
    if after and after.indent == row.indent and not before.dashes:
        return _unlike(before, [(row.indent, row)])
    nearest = sorted(groups, key=lambda level: abs(level - row.indent))[:2]
    if after and after.indent in groups and after.indent >= row.indent:
        nearest = [after.indent]
    return _unlike(row, [(level, groups[level]) for level in sorted(nearest)])


def _open_groups(rows: tuple[Row, ...]) -> dict[int, Row]:
    """The groups that the next line may belong to: their indentation, and the last line of each."""
    groups: dict[int, Row] = {}
    for row in rows:
        groups = {level: other for level, other in groups.items() if level <= row.indent}
        for level in row.levels:
            groups[level] = row
    return groups


def _unlike(row: Row, groups: list[tuple[int, Row]]) -> Fault:
    """The fault of a row that belongs to one of these groups: their indentation, a row of each."""
    alike = listing(f"{spaces(level)} (like {_place_of(other, level)})" for level, other in groups)
    message = f"this line begins with {spaces(row.indent)}, unlike those around it"
    return Fault(
        "yaml-indentation",
        row.line,
        message,
        f"lines of one group begin alike: begin it with {alike}",
    )


def _place_of(row: Row, level: int) -> str:
    """What begins at a level of a row: its hyphen, or what comes after it."""
    if row.dashes and row.key and level == row.indent:
        return f"the '-' of line {row.line}"
    return f"line {row.line}, '{row.label}'"


def spaces(count: int) -> str:
    """A number of spaces in words: `no space`, `1 space`, `2 spaces`."""
    return "no space" if count == 0 else "1 space" if count == 1 else f"{count} spaces"


def _type(count: int) -> str:
    """What to type in place of what was deleted, as the end of a sentence."""
    times = {1: "once", 2: "twice"}.get(count, f"{count} times")
    return f", and press the space bar {times}" if count else ": this line begins at the very left"
