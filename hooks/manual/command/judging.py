"""Commands that judge texts and change nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from manual.address import SEAL
from manual.build import build
from manual.checkout import read_checkout
from manual.command.common import count, fail, read_sources, root_option
from manual.folder import build_day, read_project, read_text
from manual.keep import compare_since
from manual.problem import FORMS, Form, ProblemsError, write_report
from manual.proposal.model import Proposal
from manual.proposal.show import show_proposal


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="Who reads it: a person, or a code host that shows each at its line of a change.",
)
@root_option
def check(form: Form, root: Path) -> None:
    """Look for mistakes in the texts, and for what is overdue.

    What a code host reads goes to standard output, all else to standard error.
    """
    texts, today, problems = read_project(root)
    output = build(texts, today, problems)
    click.echo(write_report(form, output.problems, output.notices), err=form == "text", nl=False)
    counts = f"{count(output.problems, 'problem')}, {count(output.notices, 'notice')}"
    click.echo(counts, err=True)
    sys.exit(1 if output.problems else 0)


@click.command()
@click.option(
    "--since",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Another seal, such as that of the published branch. Without it: this folder's.",
)
@click.option(
    "--base",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A checkout of the published branch: every file is compared with those in it.",
)
@root_option
def compare(since: Path | None, base: Path | None, root: Path) -> None:
    """Show what has changed, as Markdown: since the seal, or against a checkout.

    With a seal, that is the wordings, word by word. With --base, it is every kind of change, the
    most dangerous first: numbers and forms, flowcharts, settings, records, paragraphs, pages and
    terms, other files, software. No code of either folder is run.
    """
    if since and base:
        raise click.UsageError("give --since or --base, not both")
    try:
        shown = _show_proposal(base, root) if base else _show_since(since, root)
    except ProblemsError as error:
        fail(error)
    except OSError as error:
        name = error.filename or since or root
        raise click.UsageError(f"{name} cannot be read: {error.strerror}") from error
    click.echo(shown, nl=False)


def _show_since(since: Path | None, root: Path) -> str:
    texts, today = read_sources(root)
    sealed = read_text(str(since), since) if since else texts.get(SEAL, "")
    return compare_since(texts, today, sealed, str(since or SEAL))


def _show_proposal(base: Path, root: Path) -> str:
    return show_proposal(Proposal(read_checkout(base), read_checkout(root), build_day()))
