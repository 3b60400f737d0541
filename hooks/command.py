"""The command `manual`, for editors: arguments in, calls of the pure package, messages out."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from folder import build_day, read_texts
from manual.build import build


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Check the manual, and keep its records."""


@main.command()
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default="here",
    help="The project's folder, which holds mkdocs.yml.",
)
def check(root: Path) -> None:
    """Look for mistakes in the texts, and for what is overdue."""
    texts, problems = read_texts(root)
    output = build(texts, build_day(), problems)
    for problem in output.problems:
        click.echo(problem, err=True)
    for notice in output.notices:
        click.echo(f"notice: {notice}", err=True)
    count = len(output.problems)
    click.echo(
        f"{count} problem{'s' if count != 1 else ''}, {len(output.notices)} notices", err=True
    )
    sys.exit(1 if output.problems else 0)
