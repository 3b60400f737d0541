"""The command `manual`, for editors: arguments in, calls of the pure package, messages out."""

from __future__ import annotations

import click

from manual.command.judging import check, compare
from manual.command.recording import amend, seal
from manual.command.verifying import verify
from manual.command.writing import address, export, generate, headers, new


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Check the manual, keep its records, and begin another."""


for command in (check, compare, verify, amend, seal, generate, new, address, headers, export):
    main.add_command(command)
