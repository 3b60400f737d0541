"""Commands that keep the record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from manual.command.common import DayParam, fail, read_sources, root_option, save
from manual.keep import amend as amend_texts
from manual.keep import revise as revise_texts
from manual.keep import seal as seal_texts
from manual.problem import ProblemsError
from manual.seal.draft import Heading, Revision


@click.command()
@click.argument("title", required=False)
@click.option("--reason", help="Why the wording changed, in a sentence or two.")
@click.option("--action", help="What a practitioner does differently from the date.")
@click.option(
    "--in-force",
    type=DayParam(),
    help="The day from which it holds, such as 2027-03-01. Without it: today; with --revise, as "
    "it was.",
)
@click.option(
    "--editorial/--substantive",
    default=None,
    help="Whether it changes nothing in substance. Without either: substantive.",
)
@click.option("--corrects", type=int, metavar="N", help="It mends a mistake in amendment N.")
@click.option(
    "--revise",
    type=int,
    metavar="N",
    help="Record anew what pending amendment N changes, or withdraw it if nothing is left. It "
    "keeps its title, its day and all else, but for what you give.",
)
@root_option
def amend(  # noqa: PLR0913, PLR0917 - click passes each option as an argument
    title: str | None,
    reason: str | None,
    action: str | None,
    in_force: date | None,
    editorial: bool | None,  # noqa: FBT001 - click passes an option by its name
    corrects: int | None,
    revise: int | None,
    root: Path,
) -> None:
    """Record what you have changed in docs/ as an amendment, and seal it.

    TITLE says in a few words what the amendment is about.
    """
    given = {"TITLE": title, "--reason": reason, "--action": action}
    missing = ", ".join(name for name, value in given.items() if not value)
    if missing and revise is None:
        raise click.UsageError(
            f"an amendment needs a title, a reason, an action; missing: {missing}"
        )
    texts, today = read_sources(root)
    try:
        if revise is None:
            heading = Heading(
                0,
                title or "",
                in_force or today,
                reason or "",
                action or "",
                bool(editorial),
                corrects,
            )
            changes = amend_texts(texts, today, heading)
        else:
            revision = Revision(title, in_force, reason, action, editorial, corrects)
            changes = revise_texts(texts, today, revise, revision)
    except ProblemsError as error:
        fail(error)
    save(root, changes)


@click.command()
@root_option
def seal(root: Path) -> None:
    """Seal what was recorded by hand; after a merge, make one seal of two."""
    texts, today = read_sources(root)
    try:
        changes = seal_texts(texts, today)
    except ProblemsError as error:
        fail(error)
    save(root, changes)
