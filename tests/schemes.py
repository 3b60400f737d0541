"""Small invented manuals, one for each way to number that a manual may have."""

from collections.abc import Mapping
from typing import NamedTuple

from invented import BASE


class Written(NamedTuple):
    """A manual whose numbers are written in a way of their own."""

    name: str
    settings: str
    """The lines that are added to `extra: manual:`."""
    chapter: str
    """Those that are added to the head of the chapter."""
    sections: Mapping[str, tuple[str, str]]
    """By file name: the lines at its head that have to do with numbers, and its text."""
    numbers: Mapping[str, str]
    """Every number of a paragraph as it is cited, in order, with its plain form."""
    references: Mapping[str, tuple[str, ...]]
    """What a text says, and the plain forms of the numbers that it names."""


SCHEMES = (
    Written(
        "three levels",
        "",
        "",
        {"lamp": ("section: 2.1", "2.1.1 Light it.\n\n2.1.1A Trim it.\n\n2.1.2 Fill it.")},
        {"2.1.1": "2.1.1", "2.1.1A": "2.1.1A", "2.1.2": "2.1.2"},
        {"See paragraphs 2.1.1, 2.1.1A and 2.1.2": ("2.1.1", "2.1.1A", "2.1.2")},
    ),
    Written(
        "two levels",
        'numbers: "11.1"',
        "",
        {
            "lamp": ("section: 11", "11.1 Light it.\n\n11.2 Fill it.\n\n11.10 Trim it."),
            "boat": ("section: 12", "12.1 Row out.\n\n12.2 Row back."),
        },
        {n: n for n in ("11.1", "11.2", "11.10", "12.1", "12.2")},
        {
            "See paragraphs 11.2 to 11.10": ("11.2", "11.10"),
            "Section 12 has more": ("12",),
            "section 47 of the Act": (),
            "as the Oil Act 1994 section 47 and the Oil Act 1994, s. 48, say": (),
        },
    ),
    Written(
        "four levels",
        "numbers: 2.1.3.1",
        "",
        {"lamp": ("section: 2.1", "2.1.1 Light it.\n\n2.1.1.1 At dusk.\n\n2.1.1.2 At night.")},
        {n: n for n in ("2.1.1", "2.1.1.1", "2.1.1.2")},
        {"See paragraph 2.1.1.2": ("2.1.1.2",), "paragraphs 2.1.1.1–2": ("2.1.1.1", "2.1.1.2")},
    ),
    Written(
        "small letters",
        "numbers: 2.1.3a",
        "",
        {"lamp": ("section: 2.1", "2.1.1 Light it.\n\n2.1.1a Trim it.\n\n2.1.2 Fill it.")},
        {n: n for n in ("2.1.1", "2.1.1a", "2.1.2")},
        {"See paragraph 2.1.1a": ("2.1.1a",)},
    ),
    Written(
        "letters ahead",
        "",
        "numbers: A1.2",
        {
            "lamp": ("section: A1", "A1.1 Light it.\n\nA1.2 Fill it."),
            "boat": ("section: A10", "A10.1 Row out."),
            "oil": ("section: A2", "A2.1 Buy oil."),
        },
        {n: n for n in ("A1.1", "A1.2", "A2.1", "A10.1")},
        {"See paragraphs A1.2 and A10.1": ("A1.2", "A10.1")},
    ),
    Written(
        "a letter for the section",
        "",
        "numbers: B.3",
        {"lamp": ("section: A", "A.1 Light it."), "boat": ("section: B", "B.1 Row.\n\nB.2 Rest.")},
        {n: n for n in ("A.1", "B.1", "B.2")},
        {"See paragraph B.2": ("B.2",)},
    ),
    Written(
        "from nought",
        "",
        "",
        {"lamp": ("section: 0.1", "0.1.1 Light it.\n\n0.1.2 Fill it.")},
        {"0.1.1": "0.1.1", "0.1.2": "0.1.2"},
        {},
    ),
    Written(
        "rules through parts",
        "numbers: Rule 7",
        "",
        {
            "lamp": ("section: Part 1\nfirst: Rule 1", "Rule 1 Light it.\n\nRule 2 Fill it."),
            "boat": (
                "section: Part 2\nfirst: Rule 3",
                "Rule 3 Row out:\n\n(1) early;\n\n(2) late.\n\nRule 3A Row back.\n\nRule 12 Rest.",
            ),
        },
        {
            "Rule 1": "rule-1",
            "Rule 2": "rule-2",
            "Rule 3": "rule-3",
            "Rule 3A": "rule-3A",
            "Rule 12": "rule-12",
        },
        {
            "See Rules 2, 3A and 12": ("rule-2", "rule-3A", "rule-12"),
            "rule 3(2) says so": ("rule-3(2)",),
            "Part 2 has more": ("part-2",),
            "Rule 3 of the Rules of Golf": (),
            "the Lamp Rules 2010, rule 99, and the Boat Order 2011 (Part 9)": (),
        },
    ),
    Written(
        "articles, each a page",
        "numbers: Article 5",
        "",
        {
            "lamp": ("section: Article 1", "Light it."),
            "boat": ("section: Article 2", "Row out.\n\n(1) at dusk;\n\n(2) at dawn."),
        },
        {},
        {"See Article 2": ("article-2",), "Article 2 of the Convention": ()},
    ),
    Written(
        "a sign ahead",
        "numbers: § 12",
        "",
        {"lamp": ("section: Part 1\nfirst: § 1", "§ 1 Light it.\n\n§ 2 Fill it.")},
        {"§ 1": "s-1", "§ 2": "s-2"},
        {
            "See § 2": ("s-2",),
            "See §§ 1 and 2": ("s-1", "s-2"),
            "§ 9 Nr. 1 des Lampengesetzes, § 9 Abs. 2 und 3 der Bootsordnung, § 9 LampG": (),
            "§ 2 Absatz 1 gilt": ("s-2",),
            "in § 7, § 8, 9 oder § 6 des Lampengesetzes und §§ 7 und 8 LampG": (),
            "Nach § 1, § 2": ("s-1", "s-2"),
        },
    ),
    Written(
        "two words ahead",
        "numbers: Standing Order 14",
        "",
        {
            "lamp": (
                "section: Part 1\nfirst: Standing Order 1",
                "Standing Order 1 Light it.\n\nStanding Order 2 Fill it.",
            )
        },
        {"Standing Order 1": "standing-order-1", "Standing Order 2": "standing-order-2"},
        {"See Standing Order 2": ("standing-order-2",)},
    ),
    Written(
        "numbers with a dot",
        'numbers: "7."',
        "",
        {"lamp": ("section: Part 1\nfirst: 1.", "1. Light it.\n\n2. Fill it.\n\n2A. Trim it.")},
        {"1": "1", "2": "2", "2A": "2A"},
        {"See paragraphs 1 and 2A": ("1", "2A")},
    ),
    Written(
        "Roman articles with sections",
        'numbers: "Article II, Section 3"',
        "",
        {
            "lamp": (
                "section: Article II",
                "1 Light it.\n\n2 Fill it.\n\nArticle II, Section 2A Trim it.",
            ),
            "boat": ("section: Article IX", "1 Row out."),
            "oil": ("section: Article X", "1 Buy oil."),
        },
        {
            "Article II, Section 1": "article-II.1",
            "Article II, Section 2": "article-II.2",
            "Article II, Section 2A": "article-II.2A",
            "Article IX, Section 1": "article-IX.1",
            "Article X, Section 1": "article-X.1",
        },
        {
            "See Article II, Sections 1 and 2A": ("article-II.1", "article-II.2A"),
            "See Section 1 of Article IX": ("article-IX.1", "article-IX"),
            "Articles IX and X say so": ("article-IX", "article-X"),
        },
    ),
    Written(
        "Roman numbers ahead",
        "numbers: II.2.1",
        "",
        {
            "lamp": ("section: I.1", "I.1.1 Light it.\n\nI.1.2 Fill it."),
            "boat": ("section: V.1", "V.1.1 Row out."),
            "oil": ("section: IX.2", "IX.2.1 Buy oil."),
        },
        {n: n for n in ("I.1.1", "I.1.2", "V.1.1", "IX.2.1")},
        {"See paragraphs I.1.2 and IX.2.1, and section V.1": ("I.1.2", "IX.2.1", "V.1")},
    ),
    Written(
        "Roman articles through Roman parts",
        "numbers: Article IV",
        "",
        {
            "lamp": (
                "section: Part I\nfirst: Article I",
                "Article I Light it.\n\nArticle II Fill it.",
            ),
            "boat": (
                "section: Part V\nfirst: Article IV",
                "Article IV Row out.\n\nArticle IX Rest.",
            ),
            "oil": ("section: Part IX\nfirst: Article XII", "Article XII Buy oil."),
        },
        {f"Article {n}": f"article-{n}" for n in ("I", "II", "IV", "IX", "XII")},
        {"See Articles I and XII": ("article-I", "article-XII"), "Part IX": ("part-IX",)},
    ),
    Written(
        "schedules",
        "",
        "",
        {
            "lamp": ("section: 2.1", "2.1.1 Light it."),
            "oil": (
                'section: Schedule 1\nnumbers: "Schedule 1, paragraph 2"',
                "1 Buy oil.\n\n2 Store it.",
            ),
            "boat": (
                'section: Schedule 2\nnumbers: "Schedule 1, paragraph 2"',
                "1 Row out.\n\n1A Row back.",
            ),
        },
        {
            "2.1.1": "2.1.1",
            "Schedule 1, paragraph 1": "schedule-1.1",
            "Schedule 1, paragraph 2": "schedule-1.2",
            "Schedule 2, paragraph 1": "schedule-2.1",
            "Schedule 2, paragraph 1A": "schedule-2.1A",
        },
        {
            "See Schedule 1, paragraphs 1 and 2": ("schedule-1.1", "schedule-1.2"),
            "See paragraph 1A of Schedule 2": ("schedule-2.1A", "schedule-2"),
            "See paragraph 2.1.1": ("2.1.1",),
            "Schedule 2 lists it": ("schedule-2",),
            "See Schedule 9 to the Care Act 2014": (),
            "See paragraph 18 of Schedule 9 to the Data Protection Act 2018": (),
            "See Schedule 9 to the School (Meals) Regulations of 1999": (),
            "Add Schedule 2 to the file": ("schedule-2",),
            "See para 2 of Schedule 1": ("schedule-1.2", "schedule-1"),
            "See paras 1 and 1A, Schedule 2": ("schedule-2.1", "schedule-2.1A", "schedule-2"),
            "See Schedule 1, paras. 1–2": ("schedule-1.1", "schedule-1.2"),
            "See Schedule 1 (paragraph 2)": ("schedule-1.2",),
            "See paragraph 2 of Part 3 of Schedule 1": ("schedule-1.2", "schedule-1"),
            "See Schedule 9, paragraph 18 of that Act": (),
            "See Schedule 9, para 18 of the Care Act 2014": (),
            "the Care Act 2014, Schedule 9, paragraph 18": (),
            "the Care Act 2014 (Schedule 9)": (),
            "paras 3 and 4 of Schedule 9 to the DPA 2018": (),
            "Schedule 9 to that Act, Schedule 9 to the 2018 Act": (),
            "Schedule 9, Care Act 2014; Schedule 9 DPA 2018": (),
            "Schedule 2 to this Act": ("schedule-2",),
        },
    ),
)

_KEYS = "reviewed: 2026-11-01\nreview_by: 2027-11-01\n"


def texts_of(written: Written) -> dict[str, str]:
    """The source texts of the manual, never published, without a flowchart."""
    texts = {
        path: text
        for path, text in BASE.items()
        if not path.startswith(("docs/lighthouse/", "docs/amendments/", "decision_tree/"))
    }
    texts["docs/index.md"] = "---\ntitle: Home\n---\n\n# Keeping the light\n"
    settings = f"\n    {written.settings}\n" if written.settings else "\n"
    texts["mkdocs.yml"] = texts["mkdocs.yml"].rstrip() + settings
    number = 0 if "section: 0.1" in str(written.sections) else 2
    head = f"chapter: {number}\ntitle: Keeping the light\n{written.chapter}"
    texts["docs/lighthouse/index.md"] = f"---\n{head.rstrip()}\n---\n\nHow it is kept.\n"
    for name, (keys, text) in written.sections.items():
        own = f"---\n{keys}\ntitle: The {name}\n{_KEYS}---\n\n{text}\n"
        texts[f"docs/lighthouse/{name}.md"] = own
    return texts
