import re
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from invented import BASE, LOADER, TODAY, TREE, change, report
from manual.address import CHAIN, SEAL, TREE_TEMPLATE
from manual.build import build
from manual.folder import build_day
from manual.generate.files import generate
from manual.generate.schemas import TREE as TREE_SCHEMA
from manual.keep import seal
from manual.problem import Problem, ProblemsError
from manual.read import read_manual
from manual.text.limits import LONGEST_VALUE
from manual.text.source import LARGEST
from manual.tree.check import TAKEN
from manual.tree.load import load_tree
from manual.tree.model import Tree
from manual.tree.paths import MOST, count_paths, walk_paths, write_paths
from support import ROOT
from trees import Raw, frame, grow, ladder, outcome, question, trees, write

# Not shrunk: the trees are small as they are, and to shrink one takes minutes.
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
SEVERAL = settings(max_examples=40, deadline=None, phases=QUICK)
README = ROOT / "decision_tree/README.md"

# The invented manual without its own tree, whose place a test's tree takes.
MANUAL = {path: text for path, text in BASE.items() if not path.endswith(".cases.yml")}


def tree_of(raw: Raw) -> Tree:
    return load_tree(TREE, write(raw)).tree


def problems(text: str) -> tuple[Problem, ...]:
    """Every fault of a tree with this text, in the small invented manual."""
    try:
        read_manual({**MANUAL, TREE: text}, TODAY)
    except ProblemsError as error:
        return error.problems
    return ()


# What is generated and committed


def test_lists_of_paths_and_schemas_are_current(own_texts):
    made = generate(read_manual(own_texts, build_day()))
    endings = (".paths.txt", ".json")
    committed = {path: text for path, text in own_texts.items() if path.endswith(endings)}
    for sealed in (SEAL, CHAIN):
        committed.pop(sealed, None)
    assert committed.keys() == made.keys(), "run 'manual generate', and delete what is left over"
    for path, text in made.items():
        assert committed[path] == text, f"{path} is out of date: run 'manual generate'"


def test_a_generated_file_that_is_out_of_date_or_missing_is_told(own_texts):
    stale = next(path for path in own_texts if path.endswith(".paths.txt"))
    own_texts[stale] += "\n"
    del own_texts[TREE_SCHEMA]
    told = [str(notice) for notice in build(own_texts, build_day()).notices]
    hint = "\n    hint: run 'manual generate'"
    assert f"{stale}:1: this generated file is out of date{hint}" in told
    assert f"{TREE_SCHEMA}:1: this generated file is missing{hint}" in told


# Paths


@SEVERAL
@given(trees())
def test_paths_are_as_many_as_counted_and_each_leads_to_its_outcome(raw: Raw):
    tree = tree_of(raw)
    paths = list(walk_paths(tree))
    ends = [end for _, end in paths]
    assert count_paths(tree) == {name: ends.count(name) for name in tree.outcomes}
    assert len({tuple((q, a.name) for q, a in steps) for steps, _ in paths}) == len(paths)
    for steps, end in paths:
        at = tree.first
        for name, answer in steps:
            assert name == at
            assert answer in tree.questions[name].answers
            at = answer.go
        assert at == end
        assert at in tree.outcomes
    assert {end for _, end in paths} == set(tree.outcomes)
    given_answers = {(name, answer.name) for steps, _ in paths for name, answer in steps}
    assert given_answers == {(edge.question, edge.answer.name) for edge in tree.edges}


def test_list_has_each_path_with_its_answers_outcome_and_paragraphs():
    raw = frame(
        {
            "dusk": question("Is it dusk?", ("Yes", "oil"), ("No", "wait")),
            "oil": {**question("Is there oil?", ("Yes", "light"), ("No", "wait")), "see": ["2.10"]},
        },
        {"light": outcome("Light it"), "wait": {**outcome("Wait"), "see": ["2.1.3", "2.1.1"]}},
    )
    assert "".join(write_paths(tree_of(raw))) == (
        "Shall we? Edition of 2026-11-22.\n"
        "Every path from the first question to an outcome, with the paragraphs that it rests on.\n"
        "This file is made by the command `manual generate`. Do not change it by hand: read it.\n"
        "\nThere are 3 paths. They lead to\n   Light it: 1\n   Wait: 2\n"
        "\nWhat each outcome says:\n"
        "\nLight it (advice)\n   What to do:\n      Do it.\n   Who to tell: none\n"
        "   What to record:\n      When.\n   Who to call: none\n"
        "\nWait (advice)\n   What to do:\n      Do it.\n   Who to tell: none\n"
        "   What to record:\n      When.\n   Who to call: none\n"
        "\nEach path begins with the end of its address, which opens it in the flowchart.\n"
        "\n#dusk=yes&oil=yes\n"
        "   Is it dusk? Yes\n   Is there oil? Yes\n   → Light it\n   Paragraphs 2.1.1, 2.10\n"
        "\n#dusk=yes&oil=no\n"
        "   Is it dusk? Yes\n   Is there oil? No\n   → Wait\n"
        "   Paragraphs 2.1.1, 2.10, 2.1.3\n"
        "\n#dusk=no\n   Is it dusk? No\n   → Wait\n   Paragraphs 2.1.1, 2.1.3\n"
    )


def wide(paths: int) -> Tree:
    """A tree of two questions with this number of paths, which is at least 100."""
    rest = paths - 99
    return Tree.model_validate(
        frame(
            {
                "a": question("A?", *((f"A{n}", "end") for n in range(99)), ("On", "b")),
                "b": question("B?", *((f"B{n}", "end") for n in range(rest))),
            },
            {"end": outcome("The end")},
        )
    )


def test_from_ten_thousand_paths_on_the_list_has_the_answers_instead_and_says_so():
    assert MOST == 10_000
    few, many = wide(MOST - 1), wide(MOST)
    assert [count_paths(few), count_paths(many)] == [{"end": 9_999}, {"end": 10_000}]
    listed = "".join(write_paths(few))
    assert "\nThere are 9,999 paths. They lead to\n   The end: 9,999\n" in listed
    assert listed.count("→") == 9_999
    instead = "".join(write_paths(many))
    assert "\nThere are 10,000 paths. They lead to\n   The end: 10,000\n" in instead
    assert "\nThe paths are too many to read. Each answer instead:\n" in instead
    assert "\nA?\n   A0 → The end\n" in instead
    assert "   On → B?\n   Paragraphs 2.1.1\n" in instead
    assert instead.count("→") == 99 + 1 + 9_901


def test_paths_stream_however_many_there_are():
    tree = tree_of(ladder(200))
    assert count_paths(tree) == {"end": 2**200}
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        steps, end = next(walk_paths(tree))
        for _ in islice(walk_paths(tree), 2_000):
            pass
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (len(steps), end) == (200, "end")
    assert most - before < 200_000, "bytes: a few paths, not two thousand of them"


def test_a_tree_of_a_thousand_questions_in_one_chain_can_be_followed():
    tree = tree_of(ladder(1_000))
    assert tree.find_cycle() == ()
    assert tree.questions_left["q0"] == 999
    assert tree.questions_left["q999"] == tree.questions_left["end"] == 0
    assert len(next(walk_paths(tree))[0]) == 1_000


@SEVERAL
@given(trees())
def test_questions_left_is_the_longest_way_that_follows(raw: Raw):
    tree = tree_of(raw)
    longest = dict.fromkeys(tree.steps, 0)
    for steps, _ in walk_paths(tree):
        for place, (name, _) in enumerate(steps):
            longest[name] = max(longest[name], len(steps) - place - 1)
    assert tree.questions_left == longest


# No valid tree is refused, and what is written stays as it is


@SEVERAL
@given(trees())
def test_a_valid_tree_has_no_problem(raw: Raw):
    text = write(raw)
    assert [str(problem) for problem in problems(text)] == []


@SEVERAL
@given(trees())
def test_words_stay_as_they_were_written(raw: Raw):
    tree = tree_of(raw)
    for name, written in raw["questions"].items():
        read = tree.questions[name]
        assert [read.ask, read.help] == [written["ask"], written.get("help")]
        assert list(read.see) == written["see"]
        assert [a.answer for a in read.answers] == [a["answer"] for a in written["answers"]]
    for name, written in raw["outcomes"].items():
        read = tree.outcomes[name]
        assert [read.title, read.do, list(read.see)] == [written[k] for k in ("title", "do", "see")]
        assert read.resume == (written.get("resume") == "true")


@pytest.mark.parametrize(
    "word",
    [
        "Yes",
        "No",
        "yes",
        "no",
        "On",
        "Off",
        "true",
        "False",
        "Y",
        "N",
        "2.10",
        "010",
        "1_000",
        "0x1F",
        "1e3",
        ".inf",
        "12:30",
    ],
)
def test_plain_word_is_no_boolean_and_no_number(word: str):
    text = write(
        frame({"q": question("Is it?", ("A", "end"), ("B", "end"))}, {"end": outcome("E")})
    )
    text = text.replace("answer: A", f"answer: {word}").replace("ask: Is it?", f"ask: {word}")
    tree = load_tree(TREE, text).tree
    assert tree.questions["q"].ask == word
    assert tree.questions["q"].answers[0].answer == word


@settings(SEVERAL, max_examples=10)
@given(trees())
def test_a_valid_tree_becomes_a_page(raw: Raw):
    output = build({**MANUAL, TREE: write(raw)}, TODAY)
    assert report(output) == ""
    page = output.pages.pages["flowchart/light.md"]
    for step in (*raw["questions"], *raw["outcomes"]):
        assert f'id="{step}"' in page


# Faults: each is put into a valid tree, and must be the one problem found, with its line


class Fault(NamedTuple):
    raw: Raw
    at: tuple[str | int, ...]
    """The keys that lead to the value at fault."""
    message: str
    edit: tuple[str, str] = ("", "")
    """What is written for what in the text, where a tree without fault could not have it."""


def line_of(text: str, keys: tuple[str | int, ...]) -> int:
    """The line of the key, or of the entry of a list, to which `keys` lead."""
    node = yaml.compose(text, Loader=LOADER)
    line = node.start_mark.line
    for key in keys:
        if isinstance(key, int):
            node = node.value[key]
            line = node.start_mark.line
        else:
            name, node = next(pair for pair in node.value if pair[0].value == key)
            line = name.start_mark.line
    return line + 1


Draw = Callable[[st.SearchStrategy[Any]], Any]


def one(draw: Draw, of: Any) -> Any:
    return draw(st.sampled_from(list(of)))


def add_answer(raw: Raw, name: str, go: str, words: str = "By another way") -> tuple[Any, ...]:
    answers = raw["questions"][name]["answers"]
    answers.append({"answer": words, "go": go})
    return ("questions", name, "answers", len(answers) - 1)


def places(raw: Raw) -> list[tuple[tuple[str | int, ...], Raw]]:
    """Each group of keys in a tree, with the keys that lead to it."""
    found: list[tuple[tuple[str | int, ...], Raw]] = [((), raw)]
    found += [(("changes", n), change) for n, change in enumerate(raw["changes"])]
    for name, asked in raw["questions"].items():
        found.append((("questions", name), asked))
        found += [(("questions", name, "answers", n), a) for n, a in enumerate(asked["answers"])]
    found += [(("outcomes", name), made) for name, made in raw["outcomes"].items()]
    return found


def spell(keys: tuple[str | int, ...]) -> str:
    return ", ".join(f"no. {key + 1}" if isinstance(key, int) else key for key in keys)


NEEDED = {"title", "edition", "changes", "about", "urgent", "first", "questions", "outcomes"}
NEEDED |= {"ask", "see", "answers", "answer", "go", "kind", "title", "do", "date", "what"}
NEEDED |= {"tell", "record", "contacts"}
TEXTS = {"title", "about", "urgent", "ask", "help", "answer", "do", "tell", "record"}


def texts(raw: Raw) -> list[tuple[tuple[str | int, ...], Raw, str]]:
    """Each text that a reader sees: the keys that lead to it, its group and its key."""
    return [((*at, key), group, key) for at, group in places(raw) for key in group if key in TEXTS]


def unknown_key(draw: Draw, raw: Raw) -> Fault:
    at, group = one(draw, places(raw))
    group["colour"] = "red"
    return Fault(raw, (*at, "colour"), f"unknown key '{spell((*at, 'colour'))}'")


def missing_key(draw: Draw, raw: Raw) -> Fault:
    at, group = one(draw, places(raw))
    key = one(draw, sorted(NEEDED & group.keys()))
    del group[key]
    return Fault(raw, at, f"'{spell((*at, key))}' is missing")


def duplicate_key(draw: Draw, raw: Raw) -> Fault:
    at, group = one(draw, places(raw))
    key = one(draw, sorted(group))
    group["SECOND"] = "again"
    first = line_of(write(raw), (*at, key))
    message = f"'{key}' is given twice: it is at line {first} already"
    return Fault(raw, (*at, "SECOND"), message, ("SECOND:", f"{key}:"))


def bad_id(draw: Draw, raw: Raw) -> Fault:
    name = one(draw, ("Public_Interest", "two words", "é", "-a", "a--b", "UP", "a.b"))
    raw["outcomes"][name] = outcome("An end")
    add_answer(raw, one(draw, raw["questions"]), name)
    return Fault(raw, ("outcomes", name), f"'{name}' cannot be an id")


def id_in_both_groups(draw: Draw, raw: Raw) -> Fault:
    name = one(draw, raw["questions"])
    raw["outcomes"][name] = outcome("An end")
    line = line_of(write(raw), ("questions", name))
    message = f"outcome '{name}' has the id of the question in line {line}"
    return Fault(raw, ("outcomes", name), message)


def go_to_nowhere(draw: Draw, raw: Raw) -> Fault:
    name = one(draw, raw["questions"])
    at = add_answer(raw, name, "nowhere-at-all")
    said = "answer 'By another way' goes to 'nowhere-at-all', which is not defined"
    return Fault(raw, (*at, "go"), f"question '{name}': {said}")


def unreachable_outcome(_: Draw, raw: Raw) -> Fault:
    raw["outcomes"]["lonely-end"] = outcome("An end")
    return Fault(raw, ("outcomes", "lonely-end"), "no answer leads to outcome 'lonely-end'")


def unreachable_question(draw: Draw, raw: Raw) -> Fault:
    end = one(draw, raw["outcomes"])
    raw["questions"]["lonely-one"] = question("Is it?", ("Yes", end), ("No", end))
    return Fault(raw, ("questions", "lonely-one"), "no answer leads to question 'lonely-one'")


def one_answer(draw: Draw, raw: Raw) -> Fault:
    name = one(draw, raw["questions"])
    del raw["questions"][name]["answers"][1:]
    at = ("questions", name, "answers")
    return Fault(raw, at, f"'{spell(at)}' has too few entries")


def answers_alike(draw: Draw, raw: Raw) -> Fault:
    name = one(draw, raw["questions"])
    first = raw["questions"][name]["answers"][0]
    words = f"{first['answer'].upper()}!!"
    at = add_answer(raw, name, first["go"], words)
    return Fault(
        raw, at, f"question '{name}': the answers '{first['answer']}' and '{words}' read alike"
    )


def no_citation(draw: Draw, raw: Raw) -> Fault:
    group = one(draw, ("questions", "outcomes"))
    name = one(draw, raw[group])
    raw[group][name]["see"] = []
    at = (group, name, "see")
    return Fault(raw, at, f"'{spell(at)}' has too few entries")


def unknown_citation(draw: Draw, raw: Raw) -> Fault:
    group = one(draw, ("questions", "outcomes"))
    name = one(draw, raw[group])
    see = raw[group][name]["see"]
    number = one(draw, ("2.1.10", "2.9.1", "9", "2.10", "paragraph 2.1.1", "the law"))
    see.append(number)
    message = f"{group[:-1]} '{name}' cites {number}, which does not exist"
    return Fault(raw, (group, name, "see", len(see) - 1), message)


def named(step: Raw, key: str) -> list[str]:
    """What a step names, to be added to; there may be `none` yet."""
    if step[key] == "none":
        step[key] = []
    return step[key]


def unknown_contact(draw: Draw, raw: Raw) -> Fault:
    name = one(draw, raw["outcomes"])
    contacts = named(raw["outcomes"][name], "contacts")
    contacts.append("harbour-master")
    at = ("outcomes", name, "contacts", len(contacts) - 1)
    return Fault(raw, at, "the contact 'harbour-master' does not exist")


def empty_text(draw: Draw, raw: Raw) -> Fault:
    at, group, key = one(draw, texts(raw))
    group[key] = one(draw, ("", " ", "\n", " \n\t"))
    if key == "help" and not group[key]:  # the one text that may be left out
        group[key] = " "
    said = "is empty" if group[key] else "has no text"
    return Fault(raw, at, f"'{spell(at)}' {said}")


def raw_html(draw: Draw, raw: Raw) -> Fault:
    at, group, key = one(draw, [text for text in texts(raw) if text[2] != "answer"])
    tag = one(draw, ("<b>", "<img src=x onerror=alert(1)>", "<script>", "</div>", "<!-- x -->"))
    group[key] = f"Some words {tag} and more"
    shown = tag.split()[0].rstrip(">") + ">"
    return Fault(raw, at, f"'{', '.join(map(str, at))}': there is raw HTML in the text: {shown}")


def named_twice(draw: Draw, raw: Raw) -> Fault:
    group = one(draw, ("questions", "outcomes"))
    name = one(draw, raw[group])
    key = "see" if group == "questions" else one(draw, ("see", "contacts"))
    values = named(raw[group][name], key)
    if not values:
        values.append("police")
    again = one(draw, values)
    values.append(again)
    message = f"{group[:-1]} '{name}' names {again} twice"
    return Fault(raw, (group, name, key, len(values) - 1), message)


def taken_id(draw: Draw, raw: Raw) -> Fault:
    name = one(draw, TAKEN)
    raw["outcomes"][name] = outcome("An end")
    add_answer(raw, one(draw, raw["questions"]), name)
    message = f"'{name}' cannot be an id: another part of the page has it"
    return Fault(raw, ("outcomes", name), message)


def change_of_no_step(_: Draw, raw: Raw) -> Fault:
    raw["changes"][0]["steps"].append("nowhere-at-all")
    message = "a change names the step 'nowhere-at-all', which is not defined"
    return Fault(raw, ("changes", 0, "steps", 0), message)


def alias(draw: Draw, raw: Raw) -> Fault:
    at, group, key = one(draw, texts(raw))
    raw["title"] = "Shall we?"
    if key == "title" and not at[:-1]:
        key, at = "about", ("about",)
    group[key] = "ALIAS"
    return Fault(raw, at, "'*a' stands for another value", ("ALIAS", "*a"))


def deep_nesting(draw: Draw, raw: Raw) -> Fault:
    at, group, key = one(draw, texts(raw))
    group[key] = "DEEP"
    message = "lists and keys are nested more than 20 levels deep"
    return Fault(raw, at, message, ("DEEP", "[" * 10_000))


FAULTS = (
    unknown_key,
    missing_key,
    duplicate_key,
    bad_id,
    id_in_both_groups,
    go_to_nowhere,
    unreachable_outcome,
    unreachable_question,
    one_answer,
    answers_alike,
    no_citation,
    unknown_citation,
    unknown_contact,
    empty_text,
    raw_html,
    named_twice,
    taken_id,
    change_of_no_step,
    alias,
    deep_nesting,
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@SEVERAL
@given(trees(), st.data())
def test_fault_is_named_with_its_line(fault: Callable[..., Fault], raw: Raw, data: st.DataObject):
    made = fault(data.draw, raw)
    text = write(made.raw)
    line = line_of(text, made.at)
    if made.edit[0]:
        assert made.edit[0] in text
        text = text.replace(*made.edit)
    found = problems(text)
    assert [(f.where.path, f.where.line, f.message) for f in found] == [(TREE, line, made.message)]
    assert found[0].hint.strip()


@SEVERAL
@given(trees(), st.data())
def test_circle_is_spelled_out_with_the_line_of_its_first_question(raw: Raw, data: st.DataObject):
    goes = {
        name: {answer["go"] for answer in asked["answers"]}
        for name, asked in raw["questions"].items()
    }
    start = data.draw(st.sampled_from(sorted(goes)))
    end, ahead = start, sorted(go for go in goes[start] if go in goes)
    while ahead and data.draw(st.booleans()):
        end = data.draw(st.sampled_from(ahead))
        ahead = sorted(go for go in goes[end] if go in goes)
    add_answer(raw, end, start)
    goes[end].add(start)
    text = write(raw)
    (found,) = problems(text)
    trip = found.message.removeprefix("the questions go round in a circle: ").split(" → ")
    assert trip[0] == trip[-1]
    assert len(set(trip)) == len(trip) - 1
    for name, go in pairwise(trip):
        assert go in goes[name]
    assert found.where.line == line_of(text, ("questions", trip[0]))


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x"]
)
def test_link_that_runs_a_script_is_a_problem(link: str):
    raw = tree_with_help(f"Read [this]({link}) first.")
    (found,) = problems(write(raw))
    assert found.where.line == line_of(write(raw), ("questions", "q", "help"))


def tree_with_help(words: str) -> Raw:
    asked = {**question("Is it?", ("Yes", "end"), ("No", "end")), "help": words}
    return frame({"q": asked}, {"end": outcome("The end")})


def test_signs_of_html_come_out_as_signs():
    output = build({**MANUAL, TREE: write(tree_with_help("3 < 4 & `<b>` \" '"))}, TODAY)
    assert "<p>3 &lt; 4 &amp; <code>&lt;b&gt;</code>" in output.pages.pages["flowchart/light.md"]


def test_a_text_that_is_too_large_is_told_how_large_is_too_large():
    text = write(tree_with_help("x" * LARGEST))
    (found,) = problems(text)
    assert found.message == f"the text has {len(text):,} characters; at most 1,000,000 are read"
    (found,) = problems(write(tree_with_help("x" * (LONGEST_VALUE + 1))))
    assert found.message == "the text has 10,001 characters; at most 10,000 are read"
    assert problems(write(tree_with_help("x " * (LONGEST_VALUE // 2 - 1)))) == ()


def test_aliases_that_would_fill_the_memory_are_refused():
    levels = [f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 10)}]\n" for n in range(1, 40)]
    found = problems("x0: &x0 [a]\n" + "".join(levels) + write(tree_with_help("Look.")))
    lines = [f.where.line for f in found if "stands for another value" in f.message]
    assert lines == [*range(2, 41)]


def test_a_tree_that_cannot_be_read_is_not_said_to_be_gone():
    sealed = seal(BASE, TODAY).texts
    (found,) = build(
        change({**BASE, **sealed}, TREE, {"first: dusk": "first dusk"}), TODAY
    ).problems
    assert found.where.path == TREE


def test_every_fault_is_told_at_once():
    raw = tree_with_help("<b>")
    add_answer(raw, "q", "nowhere-at-all")
    raw["questions"]["q"]["see"].append("9.9.9")
    raw["outcomes"]["lonely"] = {**outcome("An end"), "contacts": ["harbour-master"]}
    assert len(problems(write(raw))) == 5


# Several trees


def shipped_template() -> str:
    return (ROOT / TREE_TEMPLATE).read_text(encoding="utf-8")


def test_trees_side_by_side_have_a_page_each_and_a_list():
    others = {
        "decision_tree/boat.yml": write(grow(6, 3, 1) | {"title": "Shall I take the boat?"}),
        "decision_tree/fog-horn.yml": write(ladder(3) | {"title": "Shall I sound the horn?"}),
    }
    texts = {**BASE, **others, TREE_TEMPLATE: shipped_template()}
    output = build(texts, TODAY)
    assert report(output) == ""
    pages = output.pages.pages
    titles = {
        "light": "Shall I light the lamp?",
        "boat": "Shall I take the boat?",
        "fog-horn": "Shall I sound the horn?",
    }
    for name, title in titles.items():
        assert f"[{title}]({name}.md)" in pages["flowchart/index.md"]
        assert f"<h1>{title}</h1>" in pages[f"flowchart/{name}.md"]
    assert (
        "<p>6 questions, 3 outcomes. Edition of 22 November 2026.</p>"
        in pages["flowchart/index.md"]
    )
    assert pages["flowchart/index.md"].count("<p>When to use it.</p>") == len(others)
    assert 'id="q5"' in pages["flowchart/boat.md"]
    assert 'id="q5"' not in pages["flowchart/fog-horn.md"]
    made = generate(read_manual({**BASE, **others}, TODAY))
    assert {path for path in made if path.endswith(".txt")} == {
        f"decision_tree/{name}.paths.txt" for name in titles
    }


def test_a_fault_in_one_tree_does_not_hide_those_in_another():
    one_tree, another = tree_with_help("<b>"), tree_with_help("<i>")
    other = "decision_tree/boat.yml"
    output = build({**MANUAL, TREE: write(one_tree), other: write(another)}, TODAY)
    assert [problem.where.path for problem in output.problems] == [other, TREE]


# What editors are told about the language


def fences(language: str) -> Iterator[str]:
    text = README.read_text(encoding="utf-8")
    yield from re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def keys_of_schema() -> set[str]:
    schema = Tree.model_json_schema()
    parts = [schema, *schema["$defs"].values()]
    return {key for part in parts for key in part.get("properties", ())}


def test_every_key_of_the_language_is_told_to_editors_and_stands_in_the_example():
    text = README.read_text(encoding="utf-8")
    example, _ = fences("yaml")
    for key in sorted(keys_of_schema()):
        assert f"`{key}`" in text, key
        assert re.search(rf"\b{key}:", example), key
