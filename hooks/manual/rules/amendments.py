"""The rules of amendments."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_AMENDMENTS: Mapping[str, str] = {
    "change-unrecorded": (
        "Each change of wording is recorded in an amendment: otherwise readers are not told "
        "that the text has changed."
    ),
    "recording-not-begun": (
        "A manual that is published has its first edition on record: later changes are told "
        "from there."
    ),
    "no-amendment": "A manual that is sealed has at least one amendment: the first edition is one.",
    "nothing-changed": (
        "An amendment is recorded when a wording has changed: without a change there is nothing "
        "to record."
    ),
    "amendment-empty": (
        "An amendment changes, inserts or deletes something: an empty one tells readers nothing."
    ),
    "amendment-number-twice": (
        "A number belongs to one amendment: with two, nobody could tell which is meant."
    ),
    "amendment-number-withdrawn": (
        "The number of a withdrawn amendment is not used again: whoever read of the old one "
        "would take it for the new."
    ),
    "amendment-not-pending": (
        "Only an amendment that is not yet in force can be revised: the others are in force, and "
        "are corrected by another amendment."
    ),
    "corrects-nothing": (
        "'corrects' names an amendment that exists: readers follow it to what was wrong."
    ),
    "corrects-later": (
        "'corrects' names an earlier amendment: nothing can correct what comes after it."
    ),
    "entry-no-provisions": (
        "The lists of an amendment name paragraphs, ranges of paragraphs, or sections: from "
        "other words nobody could tell what has changed."
    ),
    "inserted-nothing": (
        "What an amendment inserts is there after it: otherwise it records what never happened."
    ),
    "inserted-with-wording": (
        "What an amendment inserts had no wording before: with one, it was amended and not "
        "inserted."
    ),
    "insertion-unrecorded": (
        "Each paragraph was inserted by some amendment: otherwise nobody can tell since when it "
        "holds."
    ),
    "deleted-still-there": (
        "What an amendment deletes is gone: otherwise readers would follow words that no longer "
        "hold."
    ),
    "deleted-without-wording": (
        "An amendment holds the last wording of what it deletes: otherwise nobody could read it "
        "any more."
    ),
    "renumbered-no-number": "'renumbered' holds pairs of numbers, the old and the new.",
    "renumbered-section": (
        "Paragraphs are renumbered, and a section keeps its number: too much elsewhere refers "
        "to it."
    ),
    "renumbered-to-itself": (
        "A new number differs from the old one: otherwise nothing was renumbered."
    ),
    "renumbered-to-one": (
        "No two paragraphs are given the same new number: references to them would mix."
    ),
    "renumbered-to-nothing": (
        "A paragraph that was renumbered is there under its new number: references are led to it."
    ),
    "renumbered-still-there": (
        "No paragraph is left at a number that was given up: old references would lead to it, "
        "and not to the one that moved."
    ),
    "number-used-again": (
        "A number that was given up is never given to another paragraph: somebody may still "
        "cite it, and mean the old one."
    ),
    "wording-of-nothing": (
        "The earlier wordings in an amendment are of paragraphs that it changes or deletes: "
        "others have nothing to be compared with."
    ),
    "wording-twice": (
        "An amendment holds one earlier wording of a paragraph: with two, nobody could tell "
        "which was in force."
    ),
    "wording-unchanged": (
        "An earlier wording differs from the one that replaced it: otherwise nothing has changed."
    ),
    "approver-empty": "An amendment that is approved says by whom: a draft leaves the line out.",
    "approver-marked": (
        "Who approved an amendment is a plain name on one line: marks would not be shown as "
        "they are meant."
    ),
    "approver-too-long": "The name of who approved an amendment fits on a line.",
    "approval-by-nobody": (
        "The day of an approval stands beside the name of who approved: alone it proves nothing."
    ),
    "approval-to-come": (
        "An approval is recorded once it has been given: a day to come is no approval yet."
    ),
    "record-text-stray": (
        "Below its head an amendment holds only earlier wordings, each after its number: other "
        "text would not be shown."
    ),
}
