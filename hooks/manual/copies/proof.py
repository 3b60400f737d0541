"""The proof: 16 characters by which a sheet of paper names a sealing of the chain.

They are the first 80 bits of a hash in the base 32 of Crockford, which has no I, L, O and U, so
that they can be read out over the telephone: O is read as 0, I and L as 1.
Source: https://www.crockford.com/base32.html

>>> proof = make_proof("7" * 64)
>>> show_proof(proof)
'EXVQ-EXVQ-EXVQ-EXVQ'
>>> read_proof("exvq exvq EXVQ-exvq") == proof
True
"""

from __future__ import annotations

import re

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans("OIL", "011")
LENGTH = 16
_BITS = 5
_DIGITS = LENGTH * _BITS // 4


def make_proof(digest: str) -> str:
    """The proof of a hash, which is given in hexadecimal digits."""
    value = int(digest[:_DIGITS], 16)
    places = range(LENGTH - 1, -1, -1)
    return "".join(_LETTERS[value >> _BITS * place & 31] for place in places)


def show_proof(proof: str) -> str:
    """A proof in groups of four."""
    return "-".join(proof[start : start + 4] for start in range(0, len(proof), 4))


def read_proof(text: str) -> str:
    """The proof that somebody typed or read from paper, in capitals and without gaps.

    The whole code of a sheet will do: its proof is what follows the last `&`.

    Raises `ValueError`, in words for that person, where it is none.
    """
    plain = re.sub(r"[\s.\-\u2010-\u2015]", "", text.rpartition("&")[2]).upper().translate(_ALIKE)
    wrong = next((letter for letter in plain if letter not in _LETTERS), None)
    if wrong:
        raise ValueError(
            f"'{wrong}' cannot be in a proof: "
            "it has digits and the letters A to Z, except I, L, O and U"
        )
    if len(plain) != LENGTH:
        raise ValueError(f"a proof has {LENGTH} characters, and this has {len(plain)}")
    return plain
