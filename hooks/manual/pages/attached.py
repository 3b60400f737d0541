"""The forms and pictures that the texts of a manual lead to, on the day of its pages."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from manual.amendments.files import files_at
from manual.files.model import far_addresses
from manual.provisions.attached import links_to_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from manual.files.model import Attachment
    from manual.numbers.number import Number
    from manual.pages.context import Context


class AttachedFiles:
    """What pages show of forms and pictures, each worked out once."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def now(self) -> Mapping[str, Attachment]:
        """The forms and pictures of the day, by path in `docs/`."""
        return self.at(self._context.today)

    def at(self, day: date) -> Mapping[str, Attachment]:
        """The forms and pictures as they were on a day."""
        manual = self._context.manual
        return files_at(manual.files, manual.history.records, day)

    @cached_property
    def far(self) -> frozenset[str]:
        """The addresses of the forms and pictures of the day that no copy on a device holds."""
        settings = self._context.settings
        if not settings.offline:
            return frozenset()
        return frozenset(far_addresses(self.now.values(), settings.offline_files_mb))

    def days(self, section: Number) -> frozenset[date]:
        """The days on which a file changed that a section names."""
        return frozenset(self._days.get(section, ()))

    @cached_property
    def _days(self) -> Mapping[Number, set[date]]:
        """Those days of every section, by its number."""
        context = self._context
        days: dict[Number, set[date]] = defaultdict(set)
        for record in context.manual.history.records:
            changed, day = set(record.front.files), record.in_force
            for section, timeline in context.timelines.items() if changed else ():
                before, folder = date.fromordinal(day.toordinal() - 1), context.folder_of(section)
                # Where it did not stand before, the file of before is none of its own.
                for wording in timeline.at(before).values():
                    named = links_to_files(wording.text, folder, context.numbering)
                    if any(path in changed for path, _ in named):
                        days[section].add(day)
        return days
