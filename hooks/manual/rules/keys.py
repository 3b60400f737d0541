"""The rules of settings, and of keys and values in YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_SETTINGS: Mapping[str, str] = {
    "settings-missing": (
        "The settings of the manual are in mkdocs.yml, under 'extra: manual:': without them the "
        "manual has no name and no publisher."
    ),
    "site-url-wrong": (
        "'site_url' is the web address at which the site is published: it is printed on every "
        "sheet."
    ),
    "report-address-wrong": (
        "Reports of mistakes go to a mail address or to a form: a wrong one loses them."
    ),
    "starter-left": (
        "A manual keeps no words of the example with which it began: readers would take them "
        "for the rules."
    ),
    "address-example": (
        "A manual that is published has addresses of its own: at an example nobody reads the "
        "reports of mistakes."
    ),
    "country-unknown": (
        "The country of a manual is two letters that stand for one: from it telephone numbers and "
        "public holidays are known."
    ),
    "region-unknown": (
        "The region of a manual is a part of its country that has holidays of its own: they say on "
        "which days nobody answers."
    ),
    "zone-missing": (
        "A manual of a country with more than one time zone says which it keeps: otherwise opening "
        "hours would be wrong in part of it."
    ),
    "zone-unknown": "The time zone of a manual is one that clocks know, such as Europe/London.",
    "language-unknown": (
        "The language of a text is given by its tag, such as cy or en-GB: screen readers speak it "
        "accordingly."
    ),
    "adoption-incomplete": (
        "A manual that is adopted says by whom and on which day: otherwise nobody could rely on it."
    ),
    "several-lines": "Words that the program shows are on one line: there is no room for more.",
    "synonym-unused": (
        "A synonym leads to words that the manual uses: otherwise the search finds nothing by it."
    ),
    "nav-unread": (
        "The contents follow from the numbers of chapters and sections: a list of pages in "
        "mkdocs.yml would have no effect."
    ),
    "name-former": (
        "A setting or a block has a new name: the old one is still read, until it is changed."
    ),
}
OF_KEYS: Mapping[str, str] = {
    "key-unknown": (
        "A key is one that is known where it is written: another one would have no effect, and "
        "is usually mistyped."
    ),
    "key-missing": "No key that is needed is missing: without it a page would have a gap.",
    "key-twice": "A key is given once in its group: of two only one could count.",
    "key-misplaced": "A key is in the group that it belongs to: elsewhere it would have no effect.",
    "group-empty": (
        "The lines of a group are indented further than its name: otherwise they do not belong "
        "to it."
    ),
    "keys-expected": (
        "A group is made of lines with a key and a value each: nothing else can be read there."
    ),
    "text-expected": "A single text is written beside its key, and not as a list with hyphens.",
    "list-expected": (
        "A list is written with hyphens or in brackets, even if it has only one entry."
    ),
    "list-too-short": (
        "A list has at least as many entries as it needs, such as two answers to a question."
    ),
    "value-missing": "A key that needs a text has one: an empty one would leave a gap on the page.",
    "value-too-long": (
        "A text is short enough for where it is shown: a longer one would be cut off or push "
        "the rest away."
    ),
    "value-unknown": "A value is one of those to choose from: another one would mean nothing.",
    "value-no-date": (
        "A day is written as year, month and day, such as 2026-11-30, and is in the calendar."
    ),
    "value-no-number": "A number is written in digits, from 1.",
    "value-no-truth": (
        "A value that is true or false is written as true or false: another word could mean either."
    ),
    "value-wrong": "A value is of the kind that its key needs, such as a day or a list.",
}
OF_HEADS: Mapping[str, str] = {
    "front-matter-missing": (
        "A page of the manual begins with its keys, such as 'title', between two lines ---: "
        "without them it has no title."
    ),
    "front-matter-not-opened": (
        "A line --- is above the keys of a page: without it readers would see the keys as text."
    ),
    "front-matter-not-closed": (
        "A line --- is below the keys of a page: without it the whole page would be read as keys."
    ),
    "front-matter-not-first": (
        "The line --- above the keys is the first of the page: further down it is a line across "
        "the text."
    ),
    "front-matter-mark": "The lines above and below the keys are three hyphens.",
    "front-matter-empty": (
        "A page that begins with a line --- has keys below it, and then a second line ---."
    ),
    "front-matter-without-keys": (
        "Between the two lines --- are keys with values: other text there would be lost."
    ),
}
OF_YAML: Mapping[str, str] = {
    "yaml-tab": (
        "Lines are indented with spaces, and not with tabs: programs disagree on how wide a tab is."
    ),
    "yaml-odd-space": (
        "Lines are indented with plain spaces, as the space bar types them: a space that was "
        "copied from a web page may be another character."
    ),
    "yaml-indentation": (
        "The lines of one group begin with the same number of spaces: otherwise nobody can tell "
        "what belongs together."
    ),
    "yaml-hyphen-space": (
        "After the hyphen of an entry comes a space: without it the hyphen is part of the word."
    ),
    "yaml-hyphen-missing": (
        "Each entry of a list has a hyphen: without it the line belongs to nothing."
    ),
    "yaml-hyphen-stray": "A hyphen comes before an entry of a list, and before nothing else.",
    "yaml-colon-missing": (
        "A colon stands between a key and its value: without it the line has no key."
    ),
    "yaml-colon-space": (
        "After the colon of a key comes a space: without it the colon is part of the word."
    ),
    "yaml-colon-in-text": (
        "A text with a colon and a space in it is in quotation marks: otherwise the words "
        "before the colon would be read as a key."
    ),
    "yaml-two-colons": "Within brackets, a comma is between two keys.",
    "yaml-comma-missing": "Within brackets, a comma is between two entries.",
    "yaml-bracket-open": (
        "A bracket that is opened is closed: otherwise the lines below would be read as part of it."
    ),
    "yaml-bracket-stray": "A bracket that closes has one that opens: one of the two was lost.",
    "yaml-bracket-first": (
        "A text that begins with a bracket is in quotation marks: otherwise it would be read as "
        "a list."
    ),
    "yaml-quotation-open": (
        "A quotation mark that is opened is closed: otherwise the lines below would be read as "
        "part of the text."
    ),
    "yaml-quotation-early": (
        "Quotation marks are around the whole text; those within it are of the other kind."
    ),
    "yaml-special-character": (
        "A text that begins with a character like @, *, & or ! is in quotation marks: YAML uses "
        "these characters for something else."
    ),
    "yaml-remark": (
        "A text with a space and # in it is in quotation marks: otherwise all that follows the "
        "# would be left out."
    ),
    "yaml-stray-mark": (
        "A line does not begin with a comma, a colon or a closing bracket: one is usually left "
        "over from an edit."
    ),
    "yaml-alias": (
        "A value is written out wherever it is needed: the short forms & and * hide what is "
        "read there."
    ),
    "yaml-key-not-text": "A key is a plain text: a list or a group cannot name anything.",
    "yaml-second-document": (
        "A file holds its keys once, with no line --- between them: what follows such a line "
        "would be left out."
    ),
    "yaml-unreadable": "Each line can be read as a key, a value or an entry of a list.",
}
