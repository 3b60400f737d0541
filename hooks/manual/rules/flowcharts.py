"""The rules of flowcharts, of what they prove, and of their worked cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_FLOWCHARTS: Mapping[str, str] = {
    "answer-nowhere": (
        "Each answer leads to a question or an outcome of the flowchart: otherwise a reader "
        "would be left without help."
    ),
    "answer-without-id": (
        "Each answer has an id, from its words or from 'id': without one no link could remember it."
    ),
    "answers-alike": "No two answers to a question are alike: nobody could tell them apart.",
    "first-no-question": (
        "'first' names the question with which the flowchart begins: without it nobody could start."
    ),
    "step-unreachable": (
        "Each question and each outcome can be reached by some answers: otherwise no reader "
        "would ever see it."
    ),
    "questions-in-circle": (
        "Each path ends in an outcome: answers that lead back to an earlier question would go "
        "round for ever."
    ),
    "id-malformed": (
        "An id is made of small letters, digits and hyphens, since it becomes part of an address."
    ),
    "id-reserved": (
        "An id is not one that another part of the page has: a link to it would lead to that part."
    ),
    "step-id-twice": (
        "An id belongs to one question or to one outcome: an answer that names it could mean "
        "either."
    ),
    "named-twice": (
        "A question or an outcome names a paragraph or a contact once: readers would see it twice."
    ),
    "edition-without-change": (
        "The edition of a flowchart has an entry in 'changes': it tells readers what is different."
    ),
    "change-after-edition": (
        "No change of a flowchart is later than its edition: one of the two days is mistyped."
    ),
    "change-step-unknown": (
        "A change names questions and outcomes that exist, or once did: readers are told of "
        "them by their titles."
    ),
    "replaced-still-there": (
        "What was replaced is no longer there: otherwise an old link could lead to either."
    ),
    "replaced-by-unknown": (
        "What took the place of a question or an outcome exists: old links are led there."
    ),
    "edition-unchanged": (
        "A flowchart that has changed has a new edition: otherwise a reader with an old link "
        "would not be told."
    ),
    "edition-unsealed": (
        "The edition of a flowchart is sealed when it is published: without that, nobody "
        "notices a later change to it."
    ),
    "step-gone": (
        "A question or outcome that was published stays, or says what replaced it: links to it "
        "are kept in case files."
    ),
}
OF_RULES: Mapping[str, str] = {
    "rule-broken": (
        "Each rule of a flowchart holds on every path: if one does not, some reader is told "
        "what the rule forbids."
    ),
    "rule-form": (
        "A rule says which outcomes some answers never or always lead to, or which question is "
        "asked before some outcomes."
    ),
    "rule-without-outcome": (
        "'never', 'always' and 'before' name kinds or outcomes: without any, the rule says nothing."
    ),
    "rule-exception-form": (
        "An exception is an outcome, or one answer to one question: a whole question would let "
        "off too much."
    ),
    "rule-names-nothing": (
        "A rule names questions, answers and outcomes that exist: otherwise it would prove nothing."
    ),
    "rule-never-met": (
        "Some path gives the answers that a rule is about: otherwise the rule looks safe and "
        "proves nothing."
    ),
    "rule-unbreakable": (
        "At least one outcome could break a rule: a rule that nothing can break proves nothing."
    ),
    "rule-emptied": (
        "The exceptions to a rule leave at least one path to which it applies: otherwise it "
        "proves nothing."
    ),
    "rule-twice": (
        "No two rules of a flowchart have the same words: readers could not tell them apart."
    ),
}
OF_CASES: Mapping[str, str] = {
    "cases-without-tree": (
        "A file of worked cases has the name of a flowchart: otherwise nobody knows which one "
        "it tests."
    ),
    "case-unanswered": "A case answers each question on its path: otherwise it reaches no outcome.",
    "case-answer-unused": (
        "A case answers only questions on its path: another answer is usually left from an "
        "older flowchart."
    ),
    "case-wrong-outcome": (
        "The answers of a case lead to the outcome that it expects: either the case or the "
        "flowchart is wrong."
    ),
    "step-without-case": (
        "Each question and each outcome is part of some case: without one nobody has tried it."
    ),
    "answer-without-case": "Each answer is given in some case: without one nobody has tried it.",
}
