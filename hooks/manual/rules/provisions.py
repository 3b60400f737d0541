"""The rules of paragraphs and sections, of pages that have moved, and of the glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_PROVISIONS: Mapping[str, str] = {
    "reference-missing": (
        "A paragraph or section that a text refers to exists: otherwise readers would be sent "
        "nowhere."
    ),
    "clause-missing": (
        "A sub-paragraph that a text refers to exists: otherwise readers would be sent to the "
        "wrong words."
    ),
    "clause-twice": (
        "No two lists of a paragraph have the same marks: nobody could tell which (a) is meant."
    ),
    "number-twice": (
        "A number belongs to one paragraph: with two, nobody could tell which is meant."
    ),
    "number-out-of-order": (
        "The paragraphs of a section are in the order of their numbers: otherwise readers would "
        "look for one in the wrong place."
    ),
    "number-of-another-section": (
        "The number of a paragraph begins with the number of its section: otherwise it would be "
        "found in the wrong section."
    ),
    "number-unreadable": (
        "What looks like the number of a paragraph is written as one, at the start of a line "
        "with a space after it: otherwise its text would become part of the paragraph above."
    ),
    "number-with-mark": (
        "After the number of a paragraph comes a space, and no other mark: otherwise it would "
        "not be read as a number."
    ),
    "number-shared": (
        "No two paragraphs of the manual have the same number, or the same address: a reference "
        "could mean either."
    ),
    "number-within-paragraph": (
        "A number that starts a paragraph has a blank line above it: otherwise it would be part "
        "of the paragraph before."
    ),
    "number-without-text": (
        "A numbered paragraph says something: an empty one is usually half of an edit."
    ),
    "text-without-number": (
        "Text below a heading begins with a numbered paragraph: nobody could cite text without "
        "a number, and no amendment could record it."
    ),
    "heading-without-paragraph": (
        "A heading has a numbered paragraph below it: a heading alone is usually left over."
    ),
    "title-in-text": (
        "The title of a section is written once, at the head of its file, and the headings in "
        "the text begin with ##: otherwise the page would have two titles."
    ),
    "numbers-example-wrong": (
        "'numbers' shows by one example how paragraphs are numbered: from anything else the "
        "manual could not tell."
    ),
    "section-number-wrong": (
        "The number of a section begins the numbers of its paragraphs: otherwise none of them "
        "could belong to it."
    ),
    "section-number-twice": (
        "A number belongs to one section: with two, nobody could tell which is meant."
    ),
    "section-of-another-chapter": (
        "A section is in the folder of the chapter that its number names: otherwise it would be "
        "listed under another chapter."
    ),
    "record-misplaced": (
        "The record of an amendment is in docs/amendments/: anywhere else it would not be read."
    ),
    "section-without-chapter": (
        "The folder of a section has an index.md that opens a chapter: without it the section "
        "would be in no list of contents."
    ),
    "section-file-missing": (
        "A section that was ever published keeps its file: links to it on paper and in other "
        "documents must still lead somewhere."
    ),
    "withdrawn-with-text": (
        "A section that is withdrawn has no text: readers would take what is left for valid."
    ),
    "chapter-number-twice": (
        "A number belongs to one chapter: with two, nobody could tell which is meant."
    ),
    "no-section": (
        "A manual has at least one chapter with a section: without one there is nothing to read."
    ),
    "folder-taken": (
        "The folder of a chapter does not have the name of a page that the build makes, such as "
        "search: one would hide the other."
    ),
    "review-before-last": (
        "The next review of a section comes after the last one: one of the two days is mistyped."
    ),
    "review-overdue": (
        "A section is reviewed by the day that it names: readers are told when that day has passed."
    ),
}
OF_MOVED_PAGES: Mapping[str, str] = {
    "former-address-wrong": (
        "'moved_from' holds addresses of pages of this site, without the site's own address."
    ),
    "moved-from-itself": (
        "'moved_from' names addresses that the page no longer has: the present one would lead "
        "to itself."
    ),
    "moved-from-taken": (
        "'moved_from' names an address at which no other page is: that page could not be reached."
    ),
    "moved-from-twice": (
        "No two pages say that they were at the same address: an old link can lead to one of "
        "them only."
    ),
}
OF_THE_GLOSSARY: Mapping[str, str] = {
    "term-without-explanation": (
        "Each term of the glossary has an explanation below it, which begins with a colon: "
        "otherwise it would be read as plain text."
    ),
    "explanation-without-term": (
        "Each explanation of the glossary has its term on the line above: otherwise nobody "
        "knows what it explains."
    ),
    "term-without-blank-line": (
        "A blank line separates a term from the explanation before it: otherwise the term would "
        "become part of that explanation."
    ),
    "explanation-stray": (
        "After the first term the glossary holds only terms and explanations: other text would "
        "be lost between them."
    ),
    "definition-unreadable": (
        "An earlier definition in a record stands below its own name, glossary/front-door, so that "
        "everybody can tell which it is."
    ),
    "definitions-unsealed": (
        "What the glossary says is sealed: otherwise a meaning could change in silence."
    ),
    "term-twice": "A term is explained once: of two explanations a reader would see only one.",
    "term-id-taken": (
        "A term has an address of its own on the page: otherwise links to it would lead to "
        "another term."
    ),
    "terms-out-of-order": (
        "The terms are in alphabetical order, so that a reader finds one on paper too."
    ),
}
