"""A digest of the contacts: two copies that bear the same one say the same."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from manual.contacts.model import Contact, Contacts

_SAID = {"name", "for_", "phone", "hours", "out_of_hours", "note"}
"""What a reader acts on. The day of the last check and the source come and go without it."""


def digest(contacts: Contacts) -> str:
    """The first 8 hexadecimal digits of a SHA-256 of all that a reader acts on."""

    def say(named: dict[str, Contact]) -> dict[str, object]:
        return {
            # One without a form says what it said before there were any.
            name: contact.model_dump(include=_SAID | ({"form"} if contact.form else set()))
            for name, contact in named.items()
        }

    said = {
        "everywhere": say(contacts.everywhere),
        "areas": [
            [id_, area.name, area.covers, say(area.contacts)]
            for id_, area in contacts.areas.items()
        ],
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
