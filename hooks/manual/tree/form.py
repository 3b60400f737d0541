"""What every part of a flowchart's file has in common: the form of its values."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
Kind = Literal["urgent", "share", "do-not-share", "advice"]
"""What sort of outcome it is."""


Labelled = Literal[Kind, "do", "tell", "record", "contacts"]
"""What a flowchart can call by words of its own: a kind of outcome, or a part of one."""


class Part(BaseModel):
    """A part of a flowchart: frozen, and without keys that are unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
