"""The rules of the record: of what is sealed, published and verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_THE_SEAL: Mapping[str, str] = {
    "sealing-not-begun": (
        "A manual that is published is sealed: without a seal nobody would notice that its "
        "record was rewritten."
    ),
    "amendment-unsealed": (
        "An amendment that is recorded is sealed: until then it could be changed unnoticed."
    ),
    "record-altered": (
        "An amendment that is sealed stays as it was: it tells people what held on a day, and a "
        "mistake in it is corrected by another amendment."
    ),
    "record-gone": "An amendment that is sealed keeps its file: people may have acted on it.",
    "approval-altered": (
        "Who approved an amendment, when, and its source stay as sealed: they say who answers "
        "for it."
    ),
    "approval-backdated": (
        "An amendment was not approved before a day on which it was published as a draft: "
        "readers were told then that nobody had approved it."
    ),
    "approval-unsealed": (
        "An approval, or a source, that is added to an amendment is sealed: until then it could "
        "be changed unnoticed."
    ),
    "approval-given": (
        "An amendment is approved once: a second approval would hide who answered for it first."
    ),
    "approval-of-nothing": (
        "What is approved is an amendment that is recorded: a number alone says nothing."
    ),
    "record-too-early": (
        "A new amendment comes into force no earlier than the last that is in force: otherwise "
        "the wording of a past day would change."
    ),
    "record-overtakes": (
        "A new amendment leaves alone what a pending amendment of a later day changes: "
        "otherwise that one would undo it, or no longer fit."
    ),
    "revise-before-seal": (
        "An amendment that was written by hand can be revised once the manual was sealed: "
        "before that there is nothing to compare it with."
    ),
    "page-gone": (
        "A page that was published stays at its address, or leads on from there: links to it "
        "are kept elsewhere."
    ),
    "number-gone": (
        "A number that was published has its paragraph, or an amendment that tells what became "
        "of it: somebody may still cite it."
    ),
    "file-unrecorded": (
        "A form or a picture changes, or goes, by an amendment that names it: readers may be "
        "using the old one."
    ),
    "file-of-nothing": (
        "An amendment names files that it changes or takes away: another name is usually mistyped."
    ),
    "file-not-kept": (
        "A form or a picture that an amendment changes is kept beside the record as it was: "
        "otherwise nobody could see what it said."
    ),
    "feed-ids-changed": (
        "The ids in the feed stay the same when the site moves: otherwise everything would be "
        "told to readers again as new."
    ),
    "change-unfinished": (
        "A command that was cut off while it wrote is finished: until then the files do not fit "
        "together."
    ),
    "merge-unfinished": (
        "Two changes of the seal that have met are made one: the file holds both halves, and "
        "cannot be read."
    ),
    "seal-unreadable": (
        "The seal is as the program wrote it: from anything else nobody can tell what was "
        "published."
    ),
    "seal-older": (
        "The seal is of the newest form: an older one does not hold all that is protected now."
    ),
    "seal-altered": "Nobody changes the seal by hand: it would no longer prove what was published.",
    "chain-not-begun": (
        "Beside the seal is the chain of all sealings: it shows that none was dropped."
    ),
    "chain-unreadable": (
        "The chain is as the program wrote it: from anything else nothing can be proved."
    ),
    "chain-broken": (
        "Lines are added to the chain, and never altered, dropped or moved: otherwise the "
        "proofs on printed sheets no longer fit."
    ),
    "chain-other-manual": (
        "Each line of the chain names an edition that the manual had: another one comes from "
        "elsewhere."
    ),
    "chain-seal-apart": (
        "The last line of the chain is of the seal beside it: otherwise one of the two was "
        "changed alone."
    ),
    "chain-rewrites": (
        "No line of the chain alters or drops what was settled before it: that is what a chain of "
        "sealings is for."
    ),
    "chain-leaves-missing": (
        "What each sealing changed is kept, up to the last line of the chain: without it nobody "
        "can see what a line has altered."
    ),
    "chain-leaves-altered": (
        "What each sealing changed makes the root of its line: otherwise it is not what was sealed."
    ),
    "chain-ahead": (
        "No sealing is of a day to come: a clock that is ahead dates every later sealing, too."
    ),
    "record-does-otherwise": (
        "An amendment does what it did when it was sealed: otherwise a wording before it or after "
        "it was altered."
    ),
}
OF_WHAT_WAS_PUBLISHED: Mapping[str, str] = {
    "published-unreachable": (
        "A published seal that is to be compared with can be read: if it cannot, nothing has "
        "been compared."
    ),
    "published-missing": (
        "Where the manual is published, its seal is published too: without it nobody can tell "
        "what was rewritten."
    ),
    "published-no-seal": (
        "What is compared with is the seal of a manual: another file proves nothing."
    ),
    "published-other-manual": (
        "A manual is compared with what was published of itself: the address is usually that of "
        "another one."
    ),
    "published-nothing": (
        "What is published first has nothing to be compared with: from the next time on it has."
    ),
    "published-chain-missing": (
        "Where a seal is published, its chain is published beside it: without it nobody can tell "
        "whether lines were altered."
    ),
    "published-record-gone": (
        "An amendment that was published keeps its record: people may have acted on it."
    ),
    "published-record-altered": (
        "An amendment that was published stays as it was: a mistake in it is corrected by "
        "another amendment."
    ),
    "published-approval-altered": (
        "What was published of an amendment's approval, and its source, stay: readers were told "
        "who answers for it."
    ),
    "published-approval-backdated": (
        "An amendment that was published as a draft was not approved before that: readers were "
        "told then that nobody had approved it."
    ),
    "published-approval-carried": (
        "An approval is of the wordings that an amendment had then: for other words it has to "
        "be given again."
    ),
    "published-earlier-altered": (
        "An earlier wording that was published stays as it was: it shows what held when "
        "somebody acted on it."
    ),
    "published-backdated": (
        "A new amendment comes into force no earlier than the last that was published and is in "
        "force: otherwise the wording of a past day would change."
    ),
    "published-wording-changed": (
        "A wording that was published changes only by an amendment: otherwise readers are not told."
    ),
    "published-chain-forked": (
        "A line of the chain that was published stays as it was: printed sheets carry its proof."
    ),
    "published-seal-forgotten": (
        "What a published seal remembers, each later one does, with the days of its sealing: "
        "otherwise part of the past is lost."
    ),
    "published-number-gone": (
        "A number that was published has its paragraph, or an amendment that tells what became "
        "of it: somebody may still cite it."
    ),
    "published-address-gone": (
        "A page that was published stays, or leads on from its address: links to it are kept "
        "elsewhere."
    ),
    "published-feed-altered": (
        "The ids in the feed stay as they were published: otherwise everything would be told to "
        "readers again as new."
    ),
    "published-file-altered": (
        "A form or a picture that was published changes only by an amendment: readers may be "
        "using the old one."
    ),
    "published-step-gone": (
        "A step of a flowchart that was published is there, or one that took its place: links "
        "to it are kept in case files."
    ),
    "published-flowchart-altered": (
        "A flowchart that was published changes with a new edition: otherwise a reader with an "
        "old link would not be told."
    ),
    "published-edition-altered": (
        "What was published of an earlier edition of a flowchart stays as it was: decisions "
        "were made by it."
    ),
    "published-check-altered": (
        "What was published as checked of a contact changes together with the day of the check: "
        "otherwise a number that nobody has called would count as checked."
    ),
}
OF_WHAT_IS_VERIFIED: Mapping[str, str] = {
    "verify-unsealed": (
        "Only what was sealed can be verified: without a seal there is nothing to compare with."
    ),
    "served-unreachable": (
        "A host that is verified answers: if it does not, nothing of it has been verified."
    ),
    "served-missing": (
        "A host serves each file that was built: without one, some page is not as it should be."
    ),
    "served-altered": (
        "A host serves each file byte for byte as it was built: if not, somebody or something "
        "changed it on the way."
    ),
    "served-another-build": (
        "What a host serves is compared with a build of the same day: pages say the day, so "
        "others differ."
    ),
}
