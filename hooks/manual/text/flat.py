"""The values of a YAML text, each by the keys and names that lead to it."""

from __future__ import annotations

Keys = tuple[str, ...]
Values = dict[Keys, str]
"""Each value of a file by the keys that lead to it."""

_NAMES = ("id", "answer", "case", "phone", "what", "name", "rule")
"""What an entry of a list is called by, the first that it has."""


def flatten(value: object, keys: Keys = ()) -> Values:
    """The values within `value`, each with the keys or names that lead to it."""
    if isinstance(value, list) and any(isinstance(entry, (dict, list)) for entry in value):
        value = _by_name(value)
    if isinstance(value, dict) and value:
        parts = (flatten(inner, (*keys, str(key))) for key, inner in value.items())
        return {name: text for part in parts for name, text in part.items()}
    if isinstance(value, list):
        return {keys: ", ".join(map(str, value)) or "(none)"}
    return {keys: "(empty)" if value in (None, {}) else str(value)}


def _by_name(entries: list[object]) -> dict[str, object]:
    """The entries of a list, each under its name, or its place where it has none."""
    named: dict[str, object] = {}
    for place, entry in enumerate(entries, 1):
        names = [entry[key] for key in _NAMES if entry.get(key)] if isinstance(entry, dict) else []
        name = str(names[0]) if names else str(place)
        named[f"{name} ({place})" if name in named else name] = entry
    return named
