"""The command `manual`, for editors: arguments in, calls of the pure package, messages out."""

from __future__ import annotations

import click

from manual.command.bringing import bring
from manual.command.judging import check, compare
from manual.command.recording import amend, approve, seal
from manual.command.verifying import verify
from manual.command.word import word
from manual.command.writing import address, export, generate, headers, new

GROUPS = {
    "To edit": (check, amend, seal, generate),
    "To review and approve": (compare, word, approve),
    "To publish": (address, headers, export),
    "To begin a manual": (new, bring),
    "To audit": (verify,),
}
"""The commands, by who uses them; `--help` lists them so."""


class _Grouped(click.Group):
    """Commands that `--help` lists by who uses them."""

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click names its arguments
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the list of commands."""
        for title, commands in GROUPS.items():
            with formatter.section(title):
                rows = [(f"{one.name:8}", one.get_short_help_str(_WIDTH)) for one in commands]
                formatter.write_dl(rows)


_WIDTH = 66
"""Characters of what `--help` says of a command: a line holds them."""


@click.group(cls=_Grouped, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Check the manual, keep its records, and begin another."""


for command in (one for commands in GROUPS.values() for one in commands):
    main.add_command(command)
