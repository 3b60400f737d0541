"""The rules of the record: of what is sealed, and of what was published. See `rules.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_THE_SEAL: Mapping[str, str] = {
    "sealing-not-begun": "A manual that is published is sealed.",
    "amendment-unsealed": "An amendment that is recorded is sealed.",
    "record-altered": "An amendment that is sealed stays as it was.",
    "record-gone": "An amendment that is sealed keeps its file.",
    "approval-altered": "Who approved an amendment, when, and its source stay as sealed.",
    "approval-backdated": (
        "An amendment was not approved before a day on which it was published as a draft."
    ),
    "approval-unsealed": "An approval, or a source, that is added to an amendment is sealed.",
    "approval-given": "An amendment is approved once.",
    "approval-of-nothing": "What is approved is an amendment that is recorded.",
    "record-too-early": (
        "A new amendment comes into force no earlier than the last that is in force."
    ),
    "record-overtakes": (
        "A new amendment leaves alone what a pending amendment of a later day changes."
    ),
    "revise-before-seal": (
        "An amendment that was written by hand can be revised once the manual was sealed."
    ),
    "page-gone": "A page that was published stays at its address, or leads on from there.",
    "number-gone": (
        "A number that was published has its paragraph, or an amendment that tells what became "
        "of it."
    ),
    "file-unrecorded": "A form or a picture changes, or goes, by an amendment that names it.",
    "file-not-kept": (
        "A form or a picture that an amendment changes is kept beside the record as it was."
    ),
    "file-of-nothing": "An amendment names files that it changes or takes away.",
    "feed-ids-changed": "The ids in the feed stay the same when the site moves.",
    "change-unfinished": "A command that was cut off while it wrote is finished.",
    "merge-unfinished": "Two changes of the seal that have met are made one.",
    "seal-unreadable": "The seal is as the program wrote it.",
    "seal-older": "The seal is of the newest form, which holds most.",
    "seal-altered": "Nobody changes the seal by hand.",
    "chain-not-begun": "Beside the seal is the chain of all sealings.",
    "chain-unreadable": "The chain is as the program wrote it.",
    "chain-broken": "Lines are added to the chain, and never altered, dropped or moved.",
    "chain-other-manual": "Each line of the chain names an edition that the manual had.",
    "chain-seal-apart": "The last line of the chain is of the seal beside it.",
}
OF_WHAT_WAS_PUBLISHED: Mapping[str, str] = {
    "published-unreachable": "A published seal that is to be compared with can be read.",
    "published-missing": "Where the manual is published, its seal is published too.",
    "published-no-seal": "What is compared with is the seal of a manual.",
    "published-other-manual": "A manual is compared with what was published of itself.",
    "published-nothing": "What is published first has nothing to be compared with.",
    "published-record-gone": "An amendment that was published keeps its record.",
    "published-record-altered": "An amendment that was published stays as it was.",
    "published-approval-altered": (
        "What was published of an amendment's approval, and its source, stay."
    ),
    "published-approval-backdated": (
        "An amendment that was published as a draft was not approved before that."
    ),
    "published-approval-carried": (
        "An approval is of the wordings that an amendment had then, and of no others."
    ),
    "published-earlier-altered": "An earlier wording that was published stays as it was.",
    "published-backdated": (
        "A new amendment comes into force no earlier than the last that was published and is "
        "in force."
    ),
    "published-wording-changed": (
        "A wording that was published changes by an amendment and in no other way."
    ),
    "published-chain-forked": "A line of the chain that was published stays as it was.",
    "published-seal-forgotten": (
        "What a published seal remembers, each later one does, with the days of its sealing."
    ),
    "published-number-gone": (
        "A number that was published has its paragraph, or an amendment that tells what became "
        "of it."
    ),
    "published-address-gone": "A page that was published stays, or leads on from its address.",
    "published-feed-altered": "The ids in the feed stay as they were published.",
    "published-file-altered": (
        "A form or a picture that was published changes by an amendment and in no other way."
    ),
    "published-step-gone": (
        "A step of a flowchart that was published is there, or one that took its place."
    ),
    "published-flowchart-altered": ("A flowchart that was published changes with a new edition."),
    "published-edition-altered": (
        "What was published of an earlier edition of a flowchart stays as it was."
    ),
    "published-check-altered": (
        "What was published as checked of a contact changes together with the day of the check."
    ),
}
