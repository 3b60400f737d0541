"""The rules that a text, a setting or a record can break, each by its id, in one plain sentence.

The ids are stable: reports for code hosts use them, and PROBLEMS.md explains each with an example.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from manual.record_rules import OF_THE_SEAL, OF_WHAT_WAS_PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Mapping

SUBJECTS: Mapping[str, Mapping[str, str]] = {
    "Files": {
        "file-missing": "A manual has the files that it cannot be built without.",
        "file-name-wrong": (
            "The name of a page's file becomes its address, so it is made of letters, digits and "
            "hyphens."
        ),
        "file-kind": "Only pages, pictures and documents of certain kinds can be published.",
        "file-acts": "A form holds no macros, no scripts and no template from elsewhere.",
        "file-not-its-kind": "The bytes of a file are of the kind that its name says.",
        "file-too-large": "A form or a picture is no larger than the setting 'largest_file_mb'.",
        "file-unused": "A form or a picture is one that a text leads to.",
        "file-needs-signal": (
            "The copy on readers' devices holds the forms and pictures up to 'offline_files_mb'."
        ),
        "file-is-link": "A file is the file itself, not a link to another one.",
        "file-not-utf-8": "A text is saved as UTF-8, so that every letter is read as it was meant.",
        "text-too-long": "A text has a maximum length, far above what a page needs.",
        "build-day-wrong": (
            "The variable SOURCE_DATE_EPOCH, where somebody has set it, gives a time in seconds."
        ),
        "generated-stale": "A generated file matches the files that it is made from.",
        "address-taken": "Each address belongs to one page: no text takes another page's place.",
        "module-missing": "A script names only scripts that exist.",
        "modules-in-circle": "No two scripts depend on each other.",
    },
    "Text of every kind": {
        "html-raw": "Texts are written in Markdown, without HTML.",
        "character-forbidden": (
            "A text has no characters that nobody can see and that change how the rest is shown."
        ),
        "line-too-long": "A line has a maximum length.",
        "nesting-too-deep": "Lists, quotations and groups of keys are not nested too deep.",
        "brackets-too-many": (
            "A paragraph has no more opening brackets, and marks of code, than a page can need."
        ),
        "marks-too-many": (
            "A text, and each paragraph of it, has no more lines and marks than a page can need."
        ),
        "row-too-wide": "A row of a table has no more cells than a page can show.",
        "code-open": "Code has a line ``` above it and one below it.",
        "link-scheme": "A link leads to a page, a web address, a mail address or a telephone.",
        "link-nowhere": "A link to a page or a file of the manual names one that exists.",
        "link-name-unknown": "A link to a name, [words][name], has a line that gives its address.",
        "link-broken": "What looks like a link is one: [words](address).",
        "table-uneven": "The rows of a table have no more cells than its head.",
        "definition-unused": "What gives a name its address, [name]: address, is used by a link.",
        "link-dials": "A link in a text dials 999 or 101 alone, and shows the number.",
        "link-mail": "A link that opens a mail has one address, and at most a subject.",
        "link-host": "A web address shows plainly whose website it leads to.",
        "link-elsewhere": "A link whose words are an address or a number leads there.",
        "code-marks": "The mark that opens code names a language, and nothing else.",
        "heading-id-taken": ("A heading has words that give it an address of its own on the page."),
        "picture-without-words": "A picture has words for those who cannot see it.",
        "picture-not-one": "What is shown as a picture is one.",
        "picture-foreign": "A picture is a file of the manual, not one of another website.",
        "placeholder-unknown": "A name in braces is one that the manual fills in.",
        "placeholder-misplaced": "A block that the manual fills in has a line of its own.",
        "placeholder-twice": "A block that the manual fills in is on a page once.",
        "box-unknown": "A box that begins with !!! is of a kind that the manual knows.",
        "box-empty": "A box that begins with !!! has a text, indented below its line.",
        "markup-unknown": (
            "A text has the marks that EDITING.md lists: readers would see others as they are "
            "written."
        ),
        "footnote-without-words": "A footnote has its words in the paragraph that has its mark.",
        "footnote-without-mark": "A footnote has its mark in the paragraph that has its words.",
        "footnote-twice": "A footnote has its words only once.",
        "list-unclear": "What looks like an item of a list is one, or does not begin its line.",
        "note-empty": "A note !!! confirm has a text, indented below its line.",
        "note-open": "A note !!! confirm is there until what it asks is settled.",
    },
    "Paragraphs and sections": {
        "reference-missing": "A paragraph or section that a text refers to exists.",
        "clause-missing": "A sub-paragraph that a text refers to exists.",
        "clause-twice": "No two lists of a paragraph have the same marks.",
        "number-twice": "A number belongs to one paragraph of a section.",
        "number-out-of-order": "The paragraphs of a section are in the order of their numbers.",
        "number-of-another-section": (
            "The numbers of paragraphs begin with the number of their section."
        ),
        "number-unreadable": (
            "What looks like the number of a paragraph is written as one: at the start of the "
            "line, with a space after it."
        ),
        "number-with-mark": "After the number of a paragraph comes a space, and no other mark.",
        "number-shared": "No two paragraphs of the manual have one number, or one address.",
        "number-within-paragraph": "A number that starts a paragraph has a blank line above it.",
        "number-without-text": "A numbered paragraph has a text.",
        "text-without-number": "Text below a heading begins with a numbered paragraph.",
        "heading-without-paragraph": "A heading has a numbered paragraph below it.",
        "title-in-text": (
            "The title of a section is written once, at the head of its file; headings in the text "
            "begin with ##."
        ),
        "numbers-example-wrong": "How paragraphs are numbered is shown by one number.",
        "section-number-wrong": "A section's number begins the numbers of its paragraphs.",
        "section-number-twice": "A number belongs to one section.",
        "section-of-another-chapter": "A section is in the folder of the chapter in its number.",
        "record-misplaced": "The record of an amendment is in docs/amendments/.",
        "section-without-chapter": "The folder of a section has an index.md that opens a chapter.",
        "section-file-missing": (
            "A section that was ever published keeps its file, so that its address still leads "
            "somewhere."
        ),
        "withdrawn-with-text": "A section that is withdrawn has no text.",
        "chapter-number-twice": "A number belongs to one chapter.",
        "no-section": "A manual has at least one chapter with a section.",
        "folder-taken": "A chapter's folder does not have the name of a page that the build makes.",
        "review-before-last": "The next review of a section comes after the last one.",
        "review-overdue": "A section is reviewed again by the day that it gives.",
    },
    "Addresses of pages that have moved": {
        "former-address-wrong": (
            "'moved_from' holds addresses of pages of this site, without the site's own address."
        ),
        "moved-from-itself": "'moved_from' names addresses that the page no longer has.",
        "moved-from-taken": "'moved_from' names an address at which no other page is.",
        "moved-from-twice": "No two pages say that they were at the same address.",
    },
    "Glossary": {
        "term-without-explanation": "Each term of the glossary has an explanation.",
        "explanation-without-term": "Each explanation of the glossary has its term above it.",
        "term-without-blank-line": "A blank line separates a term from the explanation before it.",
        "explanation-stray": "After the first term the glossary holds terms and explanations only.",
        "term-twice": "A term is explained once.",
        "term-id-taken": "A term has an address of its own on the page.",
        "terms-out-of-order": "The terms are in alphabetical order.",
    },
    "Contacts": {
        "contact-missing": "A contact that a text or a flowchart names is in docs/contacts.yml.",
        "contact-not-in-every-area": (
            "A contact that is named without an area is one that every area has."
        ),
        "contact-id-twice": "A contact of an area has an id that no contact of all areas has.",
        "telephone-in-text": (
            "Telephone numbers are in docs/contacts.yml alone, so that each is changed in one "
            "place."
        ),
        "telephone-impossible": "A telephone number is one that can be dialled here.",
        "hours-unreadable": "Opening hours are days and 24-hour times.",
        "hours-without-number": "Opening hours are those of a telephone number.",
        "form-address-wrong": "A form is given by its whole web address.",
        "form-not-secure": "A form has an address that begins with https://.",
        "web-address-wrong": "A source is given by its whole web address.",
        "month-wrong": "A month is written as year and month.",
        "contact-unconfirmed": (
            "A person has called each number, or opened each form, and has written down the day."
        ),
        "contact-overdue": "Each number is called, and each form opened, from time to time.",
        "contact-changed-unchecked": (
            "A number or form that has changed is checked again, on a later day than the last."
        ),
        "check-in-future": "The day of a check is not in the future.",
        "check-before-new-number": "A check was made when the present number was already in use.",
    },
    "Flowchart": {
        "answer-nowhere": "Each answer leads to a question or an outcome of the flowchart.",
        "answer-without-id": "Each answer gives an id: from its words, or from 'id'.",
        "answers-alike": "No two answers to a question are alike.",
        "first-no-question": "'first' names the question with which the flowchart begins.",
        "step-unreachable": "Each question and each outcome can be reached by some answers.",
        "questions-in-circle": "Each path ends in an outcome; none leads back to where it was.",
        "id-malformed": "An id is made of small letters, digits and hyphens.",
        "id-reserved": "An id is not one that another part of the page has.",
        "step-id-twice": "An id belongs to one question or to one outcome.",
        "named-twice": "A question or an outcome names a paragraph or a contact once.",
        "edition-without-change": "The edition of a flowchart has an entry in 'changes'.",
        "change-after-edition": "No change of a flowchart is later than its edition.",
        "change-step-unknown": "A change names questions and outcomes that exist, or once did.",
        "replaced-still-there": "What was replaced is no longer there.",
        "replaced-by-unknown": "What took the place of a question or an outcome exists.",
        "edition-unchanged": "A flowchart that has changed has a new edition.",
        "edition-unsealed": "The edition of a flowchart is sealed when it is published.",
        "step-gone": "A question or outcome that was published stays, or says what replaced it.",
    },
    "Rules of a flowchart": {
        "rule-broken": "Each rule of a flowchart holds on every path.",
        "rule-form": (
            "A rule says which outcomes some answers never or always lead to, or which question "
            "is asked before some outcomes."
        ),
        "rule-without-outcome": "'never', 'always' and 'before' name kinds or outcomes.",
        "rule-exception-form": "An exception names an outcome, or one answer to one question.",
        "rule-names-nothing": "A rule names questions, answers and outcomes that exist.",
        "rule-never-met": "Some path gives the answers that a rule is about.",
        "rule-unbreakable": "A rule can be broken by at least one outcome.",
        "rule-emptied": "The exceptions to a rule leave at least one path to which it applies.",
        "rule-twice": "No two rules of a flowchart have the same words.",
    },
    "Worked cases of a flowchart": {
        "cases-without-tree": "A file of worked cases is named after a flowchart.",
        "case-unanswered": "A case gives each question on its path one of its answers.",
        "case-answer-unused": "A case answers only questions on its path.",
        "case-wrong-outcome": "The answers of a case lead to the outcome that it expects.",
        "step-without-case": "Each question and each outcome is part of some case.",
        "answer-without-case": "Each answer is given in some case.",
    },
    "Amendments": {
        "change-unrecorded": "Each change of wording is recorded in an amendment.",
        "recording-not-begun": "A manual that is published has its first edition on record.",
        "no-amendment": "A manual that is sealed has at least one amendment.",
        "nothing-changed": "An amendment is recorded when a wording has changed.",
        "amendment-empty": "An amendment changes something.",
        "amendment-number-twice": "A number belongs to one amendment.",
        "amendment-number-withdrawn": "The number of a withdrawn amendment is not used again.",
        "amendment-not-pending": "Only an amendment whose day has not come can be revised.",
        "corrects-nothing": "'corrects' names an amendment that exists.",
        "corrects-later": "'corrects' names an amendment that came before.",
        "entry-no-provisions": (
            "The lists of an amendment name paragraphs, ranges of paragraphs, or sections."
        ),
        "inserted-nothing": "What an amendment inserts is there after it.",
        "inserted-with-wording": "What an amendment inserts had no wording before.",
        "insertion-unrecorded": "Each paragraph was inserted by some amendment.",
        "deleted-still-there": "What an amendment deletes is gone.",
        "deleted-without-wording": "An amendment holds the last wording of what it deletes.",
        "renumbered-no-number": "'renumbered' holds pairs of numbers.",
        "renumbered-section": "Paragraphs are renumbered; a section keeps its number.",
        "renumbered-to-itself": "A new number differs from the old one.",
        "renumbered-to-one": "No two paragraphs are given the same new number.",
        "renumbered-to-nothing": "A paragraph that was renumbered is there under its new number.",
        "renumbered-still-there": "No paragraph is left at a number that was given up.",
        "number-used-again": "A number that was given up is never given to another paragraph.",
        "wording-of-nothing": (
            "The earlier wordings in an amendment are of paragraphs that it changes or deletes."
        ),
        "wording-twice": "An amendment holds one earlier wording of a paragraph.",
        "wording-unchanged": "An earlier wording differs from the one that replaced it.",
        "approver-empty": "An amendment that is approved says by whom.",
        "approver-marked": "Who approved an amendment is a plain name on one line.",
        "approver-too-long": "Who approved an amendment is named in a line.",
        "approval-by-nobody": "The day of an approval stands beside who approved.",
        "approval-to-come": "An approval is recorded once it has been given.",
        "record-text-stray": (
            "Below its head an amendment holds earlier wordings only, each after its number."
        ),
    },
    "The record that is sealed": OF_THE_SEAL,
    "What was published": OF_WHAT_WAS_PUBLISHED,
    "What is verified": {
        "verify-unsealed": "Only what was sealed can be verified.",
        "served-unreachable": "A host that is verified answers.",
        "served-missing": "A host serves each file that was built.",
        "served-altered": "A host serves each file byte for byte as it was built.",
        "served-another-build": "What a host serves is compared with the build of the same day.",
    },
    "Settings": {
        "settings-missing": "The settings of the manual are in mkdocs.yml, under 'extra: manual:'.",
        "site-url-wrong": "'site_url' is the web address at which the site is published.",
        "report-address-wrong": "Reports of mistakes go to a mail address or to a form.",
        "starter-left": "A manual keeps no words of the example with which it began.",
        "address-example": "The addresses of a manual that is published are its own.",
        "adoption-incomplete": "A manual that is adopted says by whom and on which day.",
        "several-lines": "Words that the program shows are on one line.",
        "synonym-unused": "A synonym leads to words that the manual uses.",
        "name-former": "A setting or a block is called by its present name.",
    },
    "Keys and their values": {
        "key-unknown": "A key is one that is known where it is written.",
        "key-missing": "No key that is needed is missing.",
        "key-twice": "A key is given once in its group.",
        "key-misplaced": "A key is in the group that it belongs to.",
        "group-empty": "The lines of a group are indented further than the name of the group.",
        "keys-expected": "A group is made of lines with a key and a value each.",
        "text-expected": "A single text is not written as a list.",
        "list-expected": "A list is written as a list, even of one entry.",
        "list-too-short": "A list has as many entries as it needs.",
        "value-missing": "A key that needs a text has one.",
        "value-too-long": "A text is short enough for where it is shown.",
        "value-unknown": "A value is one of those to choose from.",
        "value-no-date": "A day is written as year, month and day, and is in the calendar.",
        "value-no-number": "A number is written in digits, from 1.",
        "value-no-truth": "A value that is true or false is written with one of these words.",
        "value-wrong": "A value is of the kind that its key needs.",
    },
    "The head of a page": {
        "front-matter-missing": "A page of the manual begins with its keys.",
        "front-matter-not-opened": "A line --- is above the keys of a page.",
        "front-matter-not-closed": "A line --- is below the keys of a page.",
        "front-matter-not-first": "The line --- above the keys is the first of the page.",
        "front-matter-mark": "The lines above and below the keys are three hyphens.",
        "front-matter-empty": "A page that begins with a line --- has keys below it.",
        "front-matter-without-keys": "What is between the two lines --- is keys with values.",
    },
    "How keys and values are written (YAML)": {
        "yaml-tab": "Lines are indented with spaces, not with tabs.",
        "yaml-odd-space": "Lines are indented with plain spaces, as the space bar types them.",
        "yaml-indentation": "The lines of one group begin with the same number of spaces.",
        "yaml-hyphen-space": "After the hyphen of an entry comes a space.",
        "yaml-hyphen-missing": "Each entry of a list has a hyphen.",
        "yaml-hyphen-stray": "A hyphen comes before an entry of a list, and before nothing else.",
        "yaml-colon-missing": "A colon is between a key and its value.",
        "yaml-colon-space": "After the colon of a key comes a space.",
        "yaml-colon-in-text": "A text with a colon and a space in it is in quotation marks.",
        "yaml-two-colons": "Within brackets, a comma is between two keys.",
        "yaml-comma-missing": "Within brackets, a comma is between two entries.",
        "yaml-bracket-open": "A bracket that is opened is closed.",
        "yaml-bracket-stray": "A bracket that closes has one that opens.",
        "yaml-bracket-first": "A text that begins with a bracket is in quotation marks.",
        "yaml-quotation-open": "A quotation mark that is opened is closed.",
        "yaml-quotation-early": (
            "Quotation marks are around the whole text; those within it are of the other kind."
        ),
        "yaml-special-character": (
            "A text that begins with a character like @, *, & or ! is in quotation marks."
        ),
        "yaml-remark": "A text with a space and # in it is in quotation marks.",
        "yaml-stray-mark": "A line does not begin with a comma, a colon or a closing bracket.",
        "yaml-alias": "A value is written out wherever it is needed.",
        "yaml-key-not-text": "A key is a plain text.",
        "yaml-second-document": "A file holds its keys once, with no line --- between them.",
        "yaml-unreadable": "Each line can be read as a key, a value or an entry of a list.",
    },
}
"""Subjects with their rules: of each its id, and the rule in a sentence."""
RULES: Mapping[str, str] = {rule: said for of in SUBJECTS.values() for rule, said in of.items()}
"""The rule, in a sentence, by its id."""
