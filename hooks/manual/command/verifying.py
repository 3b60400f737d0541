"""The command that proves a manual to somebody who trusts neither its host nor its editors."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from manual.address import NEWEST
from manual.command.common import count, root_option, tell
from manual.copies.proof import read_proof, show_proof
from manual.fetch import fetch, fetch_files, fetch_seal
from manual.folder import list_files, read_project
from manual.problem import Problem
from manual.published import hold_against
from manual.seal.chain import Chain
from manual.verify import (
    Verified,
    compare_day,
    compare_served,
    find_sheet,
    served_addresses,
    tell_bare,
    tell_sheet,
    verify_folder,
)


class _Proof(click.ParamType[str]):
    """A proof as it was read from paper."""

    name = "PROOF"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The proof in capitals and without gaps."""
        try:
            return read_proof(str(value))
        except ValueError as error:
            raise click.BadParameter(str(error), ctx, param) from error


@click.command()
@click.option(
    "--site",
    metavar="URL",
    help="The address of the manual: its seal, its chain and every file that it serves are "
    "compared with this folder and with what was built here (make build).",
)
@click.option("--sheet", type=_Proof(), help="The 16 characters at the foot of a printed sheet.")
@root_option
def verify(site: str | None, sheet: str | None, root: Path) -> None:
    """Prove that the record of the manual was not rewritten.

    Every record, wording and sealing in this folder is worked out again and compared. It ends
    with 0 where all is proved, with 1 where something is not, and with 2 if it was called wrongly.
    """
    if site and not site.startswith(("http://", "https://")):
        raise click.UsageError(f"'{site}' is not a web address: write https://manual.example.org/")
    texts, today, faults = read_project(root)
    verified = verify_folder(texts, today)
    problems = [*faults, *verified.problems]
    for line in verified.told():
        click.echo(line, err=True)
    if site:
        problems += _verify_site(root, f"{site.rstrip('/')}/", verified)
    is_found = sheet is None or _find(verified.reading.chain, sheet)
    tell(problems)
    click.echo(count(problems, "problem"), err=True)
    sys.exit(0 if is_found and not problems else 1)


def _verify_site(root: Path, site: str, verified: Verified) -> list[Problem]:
    """The problems of what a host serves: of its seal and chain, and then of each file."""
    problems = [*hold_against(verified.reading, [fetch_seal(site)]).problems]
    built = root / "site"
    if not (built / NEWEST).is_file():
        raise click.UsageError(f"{built} holds no built site to compare with: run 'make build'")
    answer = fetch(f"{site}{NEWEST}")
    here = (built / NEWEST).read_text(encoding="utf-8")
    days = [*compare_day(here, answer.text, f"{site}{NEWEST}")]
    if days:
        return [*problems, *days]
    files = list_files(built)
    addresses = served_addresses(files)
    problems += compare_served(files, fetch_files(site, addresses), site)
    click.echo(f"Compared with the build: {count([*addresses], 'file')} at {site}", err=True)
    return problems


def _find(chain: Chain | None, proof: str) -> bool:
    """Tell what a proof says, and whether the chain has it, with what was sealed in its line."""
    found = find_sheet(chain, proof) if chain else None
    bare = ""
    if chain and found:
        click.echo(tell_sheet(*found), err=True)
        if bare := tell_bare(chain, found[0]):
            click.echo(bare, err=True)
        click.echo("A proof can be copied: compare the words of the sheet, too.", err=True)
    else:
        click.echo(f"{show_proof(proof)} is the proof of no sealing of this manual.", err=True)
    return found is not None and not bare
