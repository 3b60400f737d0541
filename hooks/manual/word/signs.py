"""How a place in a list is written: as a digit, a letter, a Roman number."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LARGEST = 4_000


def roman(place: int) -> str:
    """A Roman number in small letters.

    >>> [roman(place) for place in (1, 4, 9, 14, 49, 1994)]
    ['i', 'iv', 'ix', 'xiv', 'xlix', 'mcmxciv']
    """
    written = []
    for worth, signs in _ROMAN:
        count, place = divmod(place, worth)
        written.append(signs * count)
    return "".join(written)


def word_letters(place: int) -> str:
    """Letters as Word counts them: z, then aa, bb.

    >>> [word_letters(place) for place in (1, 26, 27, 28, 53)]
    ['a', 'z', 'aa', 'bb', 'aaa']
    """
    times, letter = divmod(place - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def web_letters(place: int) -> str:
    """Letters as a browser counts them: z, then aa, ab.

    >>> [web_letters(place) for place in (1, 26, 27, 28, 53)]
    ['a', 'z', 'aa', 'ab', 'ba']
    """
    written = ""
    while place > 0:
        place, letter = divmod(place - 1, 26)
        written = chr(ord("a") + letter) + written
    return written


def _ordinal(place: int) -> str:
    tens = place % 100
    ending = "th" if 10 < tens < 14 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")  # noqa: PLR2004
    return f"{place}{ending}"


def write_sign(place: int, form: str) -> str | None:
    """A place in a list in a form of Word, `lowerRoman`; None where the form is unknown.

    >>> [write_sign(4, form) for form in ("decimal", "lowerLetter", "upperRoman", "decimalZero")]
    ['4', 'd', 'IV', '04']
    """
    if form in {"none", "bullet"}:
        return ""
    if form == "decimalZero":
        return f"{place:02}"
    if form == "ordinal":
        return _ordinal(place)
    if form in _LETTERED and 0 < place < _LARGEST:
        written = _LETTERED[form](place)
        return written.upper() if form.startswith("upper") else written
    return str(place) if form == "decimal" or form in _LETTERED else None


_LETTERED = {
    "lowerLetter": word_letters,
    "upperLetter": word_letters,
    "lowerRoman": roman,
    "upperRoman": roman,
}
"""Forms that begin at 1: what lies before or far behind is written in digits."""
