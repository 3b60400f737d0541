"""The rules of files, and of texts of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_FILES: Mapping[str, str] = {
    "file-missing": (
        "A few files must be there, such as mkdocs.yml and docs/contacts.yml: without one of "
        "them no page can be made."
    ),
    "file-name-wrong": (
        "The name of a page's file becomes its address, so it is made of letters, digits and "
        "hyphens."
    ),
    "file-kind": (
        "Only pages, pictures and documents can be published: a file of another kind could run "
        "something on a reader's device."
    ),
    "file-acts": (
        "A form holds no macros, no scripts and no template from elsewhere: whoever opens it would "
        "run them."
    ),
    "file-not-its-kind": (
        "The bytes of a file are of the kind that its name says: otherwise devices cannot open it."
    ),
    "file-too-large": (
        "A form or a picture is no larger than the setting 'largest_file_mb': on a phone with a "
        "weak signal it would never arrive."
    ),
    "file-unused": "A form or a picture is one that a text leads to: nobody would find it.",
    "file-needs-signal": (
        "The copy on readers' devices holds the forms and pictures up to 'offline_files_mb': what "
        "is beyond that needs a signal."
    ),
    "picture-without-words": "A picture has words for those who cannot see it.",
    "picture-not-one": "What is shown as a picture is one: browsers would show a broken mark.",
    "file-is-link": (
        "A file is the file itself, and not a link to another place: what a link leads to may "
        "be missing, or private, on another computer."
    ),
    "file-unreadable": (
        "A file can be read by whoever builds the manual: what cannot be read cannot be shown."
    ),
    "file-not-utf-8": (
        "A text is saved as UTF-8: in another coding letters such as é would come out as nonsense."
    ),
    "text-too-long": (
        "A text has a maximum length, far above what a page needs: a longer one is usually a "
        "file that was pasted by mistake."
    ),
    "build-day-wrong": (
        "SOURCE_DATE_EPOCH tells the build which day it is, in seconds since 1970: with "
        "anything else the pages would have the wrong day."
    ),
    "generated-stale": (
        "A generated file says the same as the files that it is made from: where it lags "
        "behind, reviewers and editors read something old."
    ),
    "address-taken": (
        "Each address leads to one page: if two texts had the same one, readers would see only "
        "one of them."
    ),
    "module-missing": (
        "A script names only scripts that exist: otherwise the page would stop working in the "
        "browser."
    ),
    "modules-in-circle": (
        "No two scripts depend on each other, even by way of others: the browser could not tell "
        "which to run first."
    ),
}
OF_TEXTS: Mapping[str, str] = {
    "html-raw": (
        "Texts are written in Markdown, without HTML: HTML could break the page, or run "
        "something on a reader's device."
    ),
    "character-forbidden": (
        "A text has no characters that nobody can see and that change how the rest is shown: "
        "reviewers would approve one thing, and readers would see another."
    ),
    "line-too-long": (
        "A line has a maximum length: in a longer one nobody could see what has changed."
    ),
    "nesting-too-deep": (
        "Lists, quotations and groups of keys are not nested deeper than a reader can follow."
    ),
    "brackets-too-many": (
        "A paragraph has no more opening brackets, and marks of code, than a page can need: "
        "thousands of them would stop the build."
    ),
    "marks-too-many": (
        "A text, and each paragraph of it, has no more lines and marks than a page can need: "
        "thousands of them would stop the build."
    ),
    "row-too-wide": "A row of a table has no more cells than a screen can show.",
    "code-open": (
        "A line ``` opens code, and another closes it: without the second one the rest of the "
        "page would be shown as code."
    ),
    "link-scheme": (
        "A link leads to a page, a web address, a mail address or a telephone: an address of "
        "another kind could run something."
    ),
    "link-nowhere": (
        "A link to a page or a file of the manual names one that exists: otherwise readers "
        'would meet "Page not found".'
    ),
    "link-name-unknown": (
        "A link to a name, [words][name], needs a line [name]: address: without it readers "
        "would see the brackets."
    ),
    "link-broken": (
        "What looks like a link is a whole one, [words](address): otherwise readers would see "
        "the brackets."
    ),
    "table-uneven": (
        "No row of a table has more cells than its head: what is in the others would be lost."
    ),
    "definition-unused": (
        "A line [name]: address is not shown, so it is there only if a link uses its name: "
        "otherwise words may be lost in it."
    ),
    "link-dials": (
        "A link in a text dials only a number such as 999 or 101, and shows it: other numbers come "
        "from docs/contacts.yml, where they are checked."
    ),
    "link-mail": (
        "A link that opens a mail has one address, and at most a subject: readers must see to "
        "whom they write."
    ),
    "link-host": (
        "A web address shows plainly whose website it leads to: some ways of writing it hide that."
    ),
    "link-elsewhere": (
        "If the words of a link are an address or a number, the link leads there: readers trust "
        "what they read."
    ),
    "code-marks": (
        "After the mark ``` comes the name of a language or nothing: anything else is not shown."
    ),
    "heading-id-taken": (
        "The words of a heading give it an address of its own on the page: otherwise a link to "
        "it would lead to another place."
    ),
    "picture-foreign": (
        "A picture is a file of the manual: one of another website could change or vanish, and "
        "would tell that website who reads the page."
    ),
    "placeholder-unknown": (
        "A name in braces, such as {status}, is one that the manual fills in: otherwise readers "
        "would see the braces."
    ),
    "placeholder-misplaced": (
        "A block that the manual fills in has a line to itself: within a sentence there is no "
        "room for it."
    ),
    "placeholder-twice": (
        "A block that the manual fills in is on a page once: the second one would only repeat it."
    ),
    "box-unknown": (
        "A box that begins with !!! is of a kind that the manual knows: otherwise readers would "
        "see the marks."
    ),
    "box-empty": (
        "A box that begins with !!! has a text, indented below its line: text that is not "
        "indented stands outside the box."
    ),
    "markup-unknown": (
        "A text has only the marks that EDITING.md lists: readers would see any other mark as "
        "it is written."
    ),
    "footnote-without-words": (
        "A footnote has its words below the paragraph that has its mark: otherwise the mark "
        "would lead nowhere."
    ),
    "footnote-without-mark": (
        "The words of a footnote have a mark in the paragraph above them: otherwise nobody "
        "would find them."
    ),
    "footnote-twice": "A footnote is written once: of two only one would be shown.",
    "list-unclear": (
        "A line that begins like an item of a list is one: otherwise it runs on into the "
        "sentence before it."
    ),
    "note-empty": (
        "A note !!! confirm says what is to be confirmed, indented below its line: an empty one "
        "helps nobody."
    ),
    "note-open": (
        "A note !!! confirm asks somebody to settle something: it is a reminder until that is "
        "done, and readers see it too."
    ),
}
