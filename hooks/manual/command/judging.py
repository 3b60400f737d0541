"""Commands that judge texts and change nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from manual.address import CHAIN, SEAL, SETTINGS
from manual.build import build
from manual.checkout import read_checkout
from manual.command.common import count, fail, read_sources, root_option
from manual.country import HERE
from manual.fetch import fetch_seal
from manual.folder import build_day, read_project, read_text
from manual.problem import FORMS, Form, ProblemsError, write_report
from manual.proposal.model import Proposal
from manual.proposal.show import show_proposal
from manual.published import Comparison, hold_against
from manual.read import Collector, read_texts, stand_in
from manual.settings import place_of
from manual.unrecorded import compare_since

if TYPE_CHECKING:
    from collections.abc import Mapping


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="Who reads it: a person, or a code host that shows each problem at its line.",
)
@click.option(
    "--against",
    metavar="SEAL",
    multiple=True,
    help="A seal that was published: a file, or the address of the site, such as "
    "https://manual.example.org/. Nothing that was in force there may be altered or gone. It can "
    "be given several times.",
)
@root_option
def check(form: Form, against: tuple[str, ...], root: Path) -> None:
    """Look for mistakes in the texts, and for what is overdue.

    What a code host reads goes to standard output, everything else to standard error.
    """
    texts, today, faults = read_project(root)
    output = build(texts, today, faults)
    held = Comparison()
    if against:
        reading = read_texts(stand_in(texts, faults), today, Collector())
        held = hold_against(reading, [fetch_seal(place) for place in against])
    problems = (*held.problems, *output.problems)
    notices = (*held.notices, *output.notices)
    click.echo(write_report(form, problems, notices), err=form == "text", nl=False)
    click.echo(f"{count(problems, 'problem')}, {count(notices, 'notice')}", err=True)
    sys.exit(1 if problems else 0)


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
@click.option(
    "--seal-of-base",
    is_flag=True,
    help="With --base: the seal and the chain of both are those of the base.",
)
@root_option
def compare(since: Path | None, base: Path | None, seal_of_base: bool, root: Path) -> None:  # noqa: FBT001 - click passes an option by its name
    """Show what has changed, as Markdown, for those who must agree.

    Without --base, that is the wordings, word by word. With it, every kind of change, the most
    dangerous first: numbers and forms, flowcharts, settings, records, paragraphs, pages and terms,
    other files, software. No code of either folder is run.
    """
    if since and base:
        raise click.UsageError("give --since or --base, not both")
    try:
        shown = (
            _show_proposal(base, root, same_seal=seal_of_base) if base else _show_since(since, root)
        )
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


def _zone(checkout: Mapping[str, bytes | str]) -> str:
    """The zone that a manual sets; where that cannot be read, what counts else."""
    text = checkout.get(SETTINGS, "")
    place = place_of(text.decode(errors="replace") if isinstance(text, bytes) else text)
    return (place or HERE).zone


def _show_proposal(base: Path, root: Path, *, same_seal: bool) -> str:
    before, after = read_checkout(base), read_checkout(root)
    if same_seal:
        after |= {path: before[path] for path in (SEAL, CHAIN) if path in before}
    return show_proposal(Proposal(before, after, build_day(_zone(after))))
