"""The command `manual`, for editors: arguments in, calls of the pure package, messages out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from folder import build_day, read_texts, write_texts
from manual.build import build
from manual.generate import generate as generate_texts
from manual.problem import Problem, ProblemsError
from manual.read import read_manual

_root = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default="here",
    help="The project's folder, which holds mkdocs.yml.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Check the manual, and keep its records."""


@main.command()
@_root
def check(root: Path) -> None:
    """Look for mistakes in the texts, and for what is overdue."""
    texts, problems = read_texts(root)
    output = build(texts, build_day(), problems)
    _tell(output.problems)
    for notice in output.notices:
        click.echo(f"notice: {notice}", err=True)
    counts = f"{_count(output.problems, 'problem')}, {_count(output.notices, 'notice')}"
    click.echo(counts, err=True)
    sys.exit(1 if output.problems else 0)


@main.command()
@_root
def generate(root: Path) -> None:
    """Write again what follows from the flowcharts: their lists of paths, and their schema."""
    texts, problems = read_texts(root)
    try:
        manual = read_manual(texts, problems)
    except ProblemsError as error:
        _tell(error.problems)
        sys.exit(1)
    made = generate_texts(manual)
    write_texts(root, made)
    for path in made:
        click.echo(path, err=True)


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(problem, err=True)


def _count(things: Sequence[object], what: str) -> str:
    return f"{len(things)} {what}{'' if len(things) == 1 else 's'}"
