"""A digest of the contacts: two copies with the same digest say the same."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from manual.contacts.model import Contact, Contacts

_COUNTED = {"name", "for_", "phone", "hours", "out_of_hours", "note"}
"""What readers act on. The last check and the source may change and leave the digest as it was."""
_LATER = {"form", "extension", "email", "address", "by_appointment"}
"""What contacts could not say at first: one without it has the digest that it had before."""


def digest(contacts: Contacts) -> str:
    """The first 8 hexadecimal digits of a SHA-256 of all that a reader acts on."""

    def values(named: dict[str, Contact]) -> dict[str, object]:
        return {
            name: contact.model_dump(include=_COUNTED | {k for k in _LATER if getattr(contact, k)})
            for name, contact in named.items()
        }

    counted = {
        "everywhere": values(contacts.everywhere),
        "areas": [
            [id_, area.name, area.covers, values(area.contacts)]
            for id_, area in contacts.areas.items()
        ],
    }
    text = json.dumps(counted, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
