"""Where a mangled address leads: by the ids of a page alone, without a browser."""

from urllib.parse import quote

import pytest
from scripts import Scripts

FIND = """async (load, { fragment, ids }) => {
    const { findTarget } = await load("frame/fragment.mjs");
    return findTarget(fragment, ids);
}"""
MEND = """async (load, pathname) => {
    const { mendPath } = await load("frame/fragment.mjs");
    return mendPath(pathname);
}"""
IDS = [
    "content", "footer-contacts", "2.1", "2.1.3", "2.1.3A", "2.1.4", "2.1.4(b)", "2.1.4(b)(ii)",
    "2.1.5", "rule-7", "B.3", "schedule-1", "schedule-1.2", "history-2.1.3", "golden-rules",
]  # fmt: skip


def find(scripts: Scripts, fragment: str, ids: list[str] = IDS) -> tuple[str, str]:
    """The id that a fragment means, and the number that it names in vain."""
    target = scripts.run(FIND, {"fragment": fragment, "ids": ids})
    return target["id"], target["missing"]


CLINGING = (
    "", ".", ")", "%29", ").", "%29.", "?utm_source=x", "%3Futm_source%3Dx", '"', "%22", "'", "”",
    ">", "%3E", "]", "%5D", "]]", ",", ":", ";", "!", "*", "**", "_", "`", "|", "\\", "/", "-", "–",
    "%E2%80%8B", "%E2%80%8B.", "%EF%BB%BF", "%C2%AD", "%20", "%20and", "%0A", "%C2%A0", "\u200b",
    "&amp;", "&amp;utm_medium=mail", "&data=05%7C01%7Cx&sdata=y&reserved=0", "&gt;", "&quot;",
    "%", "%2", ".%20The", ".Thanks", "...", "…", "%2520", "–2.1.5", ",2.1.4", "/2.1.4",
    "%20(see%20there)", "=", "<br>", "}", "~", "^",
)  # fmt: skip
AHEAD = ("", "%20", "#", "%23", "%2523", '"', "%22", "(", "[", "<", "%E2%80%8B", "/", "§%20")


@pytest.mark.parametrize("clinging", CLINGING)
def test_what_clings_to_the_end_of_a_number_is_left_out(scripts: Scripts, clinging: str):
    assert find(scripts, f"#2.1.3{clinging}") == ("2.1.3", "")
    assert find(scripts, f"#golden-rules{clinging}")[0] == "golden-rules"


@pytest.mark.parametrize("ahead", AHEAD)
def test_what_stands_ahead_of_it_is_left_out(scripts: Scripts, ahead: str):
    assert find(scripts, f"#{ahead}2.1.3") == ("2.1.3", "")
    assert find(scripts, f"#{ahead}2.1.3).") == ("2.1.3", "")


@pytest.mark.parametrize(
    ("fragment", "id_"),
    [
        ("#2.1.4(b)", "2.1.4(b)"),
        ("#2.1.4(b", "2.1.4(b)"),
        ("#2.1.4(b.", "2.1.4(b)"),
        ("#2.1.4%28b", "2.1.4(b)"),
        ("#2.1.4%28b%29", "2.1.4(b)"),
        ("#2.1.4%2528b%2529", "2.1.4(b)"),
        ("#2.1.4(b))", "2.1.4(b)"),
        ("#2.1.4(b).", "2.1.4(b)"),
        ("#2.1.4(B)", "2.1.4(b)"),
        ("#2.1.4%20(b)", "2.1.4(b)"),
        ("#2.1.4(b)(ii", "2.1.4(b)(ii)"),
        ("#2.1.4(b)(", "2.1.4(b)"),
        ("#2.1.4(", "2.1.4"),
    ],
)
def test_a_bracket_that_was_cut_off_is_supplied(scripts: Scripts, fragment: str, id_: str):
    assert find(scripts, fragment) == (id_, "")


@pytest.mark.parametrize(
    ("fragment", "id_"),
    [
        ("#2.1.3a", "2.1.3A"),
        ("#2.1.3a).", "2.1.3A"),
        ("#Golden-Rules", "golden-rules"),
        ("#b.3", "B.3"),
        ("#RULE-7,", "rule-7"),
        ("#2.1.3-2.1.5", "2.1.3"),
        ("#\uff12.\uff11.\uff13", "2.1.3"),
        ("#history-2.1.3)", "history-2.1.3"),
        ("#schedule-1.2.", "schedule-1.2"),
    ],
)
def test_an_id_in_other_letters_is_found(scripts: Scripts, fragment: str, id_: str):
    assert find(scripts, fragment) == (id_, "")


@pytest.mark.parametrize(
    ("fragment", "id_"),
    [
        # as mail programs, HTML and Markdown write signs
        ("#2.1.3=20", "2.1.3"),
        ("#2.1.3=2E", "2.1.3"),
        ("#=202.1.3", "2.1.3"),
        ("#2=2E1=2E3", "2.1.3"),
        ("#2.1.4=28b=29", "2.1.4(b)"),
        ("#2.1.4&#40;b&#41;", "2.1.4(b)"),
        ("#2.1.4&lpar;b&rpar;", "2.1.4(b)"),
        ("#2.1.4%5C(b%5C)", "2.1.4(b)"),
        ("#2.1.4[b]", "2.1.4(b)"),
        ("#2.1.4%7Bb%7D", "2.1.4(b)"),
        ("#2.1.4.b", "2.1.4(b)"),
        ("#2.1.4-b", "2.1.4(b)"),
        ("#2.1.4-b-c", "2.1.4(b)"),
        ("#2.1.4b", "2.1.4(b)"),
        ("#2.1.4b.", "2.1.4(b)"),
        ("#2.1.4+(b)", "2.1.4(b)"),
        # as people type and say them
        ("#paragraph%202.1.3", "2.1.3"),
        ("#Para-2.1.3.", "2.1.3"),
        ("#p2.1.3", "2.1.3"),
        ("#section_2.1", "2.1"),
        ("#2-1-3", "2.1.3"),
        ("#2,1,3", "2.1.3"),
        ("#2_1_3.", "2.1.3"),
        ("#2\u30021\u30023", "2.1.3"),
        ("#2·1·3", "2.1.3"),
        ("#Rule%207", "rule-7"),
        ("#rule_7.", "rule-7"),
        ("#Golden%20Rules", "golden-rules"),
        ("#Schedule%201.2)", "schedule-1.2"),
    ],
)
def test_a_number_in_other_signs_is_found(scripts: Scripts, fragment: str, id_: str):
    assert find(scripts, fragment) == (id_, "")


@pytest.mark.parametrize(
    "fragment", ["#p-7", "#2-1", "#1-2-2026-3", "#personal", "#s", "#2.1.4-bc"]
)
def test_what_only_looks_like_a_number_in_other_signs_is_none(scripts: Scripts, fragment: str):
    assert find(scripts, fragment)[0] in ("", "2.1.4")


@pytest.mark.parametrize(
    ("fragment", "target"),
    [
        ("#2.1.4(c)", ("2.1.4", "2.1.4(c)")),
        ("#2.1.4(b)(iv)", ("2.1.4(b)", "2.1.4(b)(iv)")),
        ("#rule-7(2)", ("rule-7", "rule-7(2)")),
        ("#B.3(a)(i)", ("B.3", "B.3(a)")),
        ("#golden-rules(a)", ("golden-rules", "")),
    ],
)
def test_a_sub_paragraph_that_is_gone_leads_to_what_it_was_in(
    scripts: Scripts, fragment: str, target: tuple[str, str]
):
    assert find(scripts, fragment) == target


def test_an_exact_id_comes_first(scripts: Scripts):
    ids = ["2.1.3", "2.1.3.", "a%20b", "a b", "X", "x"]
    for id_ in ids:
        assert find(scripts, f"#{id_}", ids) == (id_, "")
    assert find(scripts, "#2.1.4(b", ["2.1.4(b", "2.1.4(b)"]) == ("2.1.4(b", "")


@pytest.mark.parametrize(
    ("fragment", "missing"),
    [
        ("#2.6.3", "2.6.3"),
        ("#2.1.99.", "2.1.99"),
        ("#2.1.33", "2.1.33"),
        ("#2.1.4a", "2.1.4A"),
        ("#%20as-at-2.6.3)", "2.6.3"),
        ("#2.1.3.1", "2.1.3.1"),
        ("#2.7", "2.7"),
    ],
)
def test_a_number_that_is_not_on_the_page_is_told(scripts: Scripts, fragment: str, missing: str):
    assert find(scripts, fragment) == ("", missing)


def test_a_part_that_is_not_on_the_page_leads_to_its_paragraph_and_is_told(scripts: Scripts):
    assert find(scripts, "#2.1.3(b)") == ("2.1.3", "2.1.3(b)")
    assert find(scripts, "#2.1.3(b") == ("2.1.3", "2.1.3(b)")
    assert find(scripts, "#2.1.4(b)(ix).") == ("2.1.4(b)", "2.1.4(b)(ix)")
    assert find(scripts, "#2.1.3%20(as%20amended)") == ("2.1.3", "")


def test_an_earlier_wording_is_found_by_its_number(scripts: Scripts):
    ids = ["as-at-2.1", "as-at-2.1.3", "as-at-2.1.3A"]
    for fragment in ("#as-at-2.1.3", "#as-at-2.1.3).", "#2.1.3", "#%202.1.3.", "#AS-AT-2.1.3"):
        assert find(scripts, fragment, ids) == ("as-at-2.1.3", ""), fragment
    assert find(scripts, "#2.1.3a", ids) == ("as-at-2.1.3A", "")
    assert find(scripts, "#2.1.3(b", ids) == ("as-at-2.1.3", "2.1.3(b)")
    assert find(scripts, "#as-at-2.1.3", IDS) == ("", "2.1.3"), "not its present wording"


@pytest.mark.parametrize(
    "fragment", ["", "#", "#%", "#nothing", "#7", "#:~:text=x", "#999.", "#--"]
)
def test_another_fragment_leads_nowhere_and_says_nothing(scripts: Scripts, fragment: str):
    assert find(scripts, fragment) == ("", "")


def test_a_long_fragment_is_read_in_bounded_time(scripts: Scripts):
    for part in ("(", ".", "%25", "2.", "-", "&amp;"):
        assert find(scripts, "#2.1.3" + part * 100_000)[0] in {"2.1.3", ""}


SECTION = "/a/manual/lighthouse/lamp/"


@pytest.mark.parametrize(
    ("pathname", "path", "fragment"),
    [
        (f"{SECTION}%232.1.3", SECTION, "2.1.3"),
        (f"{SECTION}%25232.1.3", SECTION, "2.1.3"),
        (f"{SECTION[:-1]}%232.1.3).", SECTION, "2.1.3)."),
        (f"{SECTION})", SECTION, ""),
        (f"{SECTION}).", SECTION, ""),
        (f"{SECTION}%E2%80%8B", SECTION, ""),
        (f"{SECTION}%3Futm_source=x", SECTION, ""),
        (f"{SECTION}%20", SECTION, ""),
        (f"{SECTION}&amp;data=05%7C01", SECTION, ""),
        (f"{SECTION}%3E", SECTION, ""),
        (f"{SECTION[:-1]},", SECTION, ""),
        ("/a/manual/form.pdf).", "/a/manual/form.pdf", ""),
        (f"{SECTION}=232.1.3=20", SECTION, "2.1.3 "),
        (f"{SECTION}%3D232.1.3", SECTION, "2.1.3"),
        (f"{SECTION}=20", SECTION, ""),
        (f"{SECTION}%EF%BC%832.1.3", SECTION, "2.1.3"),
        (f"{SECTION}index.html", SECTION, ""),
        (f"{SECTION[:-1]}.html%232.1.3", SECTION, "2.1.3"),
        (f"{SECTION[:-1]}.md", SECTION, ""),
    ],
)
def test_a_mangled_path_is_mended(scripts: Scripts, pathname: str, path: str, fragment: str):
    assert scripts.run(MEND, pathname) == {"path": path, "fragment": fragment, "number": ""}


@pytest.mark.parametrize("pathname", ["/", "/nothing", "/nothing/here/", "/a.pdf", "/%C5%82/"])
def test_a_path_that_is_only_wrong_is_left_alone(scripts: Scripts, pathname: str):
    assert scripts.run(MEND, pathname) == {"path": "", "fragment": "", "number": ""}


@pytest.mark.parametrize("ending", ["", "/", ".", ").", "%E2%80%8B", "%29", "/."])
def test_a_path_that_ends_in_a_number_names_it(scripts: Scripts, ending: str):
    for folder in ("/", "/a/manual/", SECTION):
        assert scripts.run(MEND, f"{folder}2.1.3a{ending}")["number"] == "2.1.3A"


@pytest.mark.parametrize("pathname", ["/%23", "/x).", "//evil/x)", f"{SECTION}%23{quote('§')}"])
def test_a_mended_path_is_not_mended_again(scripts: Scripts, pathname: str):
    mended = scripts.run(MEND, pathname)["path"]
    assert scripts.run(MEND, quote(mended))["path"] == ""
