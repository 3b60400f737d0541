"""Everyday words and situations, as `docs/situations.yml` gives them."""

from __future__ import annotations

from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from manual.problem import RefusedError


def _check_line(text: str) -> str:
    if len(text.splitlines()) > 1:
        message = "it has more than one line"
        hint = "write it on one line, without a bar '|' after the key"
        raise RefusedError("several-lines", message, hint)
    return text


Phrase = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80),
    AfterValidator(_check_line),
]
"""A few words, of one line on a phone or two."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Situation(_Model):
    """Something that happens to readers, and the one place that answers it."""

    title: Phrase
    """What has happened, as a reader would say it."""
    says: tuple[Phrase, ...] = Field(min_length=1)
    """What people type for it, in their own words."""
    paragraph: str
    """The number of the paragraph that answers it."""
    contact: str
    """Whom to call: `front-door` for that of each area, `east-sussex/front-door` for one."""
    flowchart: str | None = None
    """The name of the flowchart that helps to decide."""
    step: str | None = None
    """The id of an outcome of it, or of its first question; without it that question."""

    @model_validator(mode="after")
    def _a_step_is_of_a_flowchart(self) -> Situation:
        if self.step and not self.flowchart:
            hint = "name the flowchart of the step as 'flowchart', or leave 'step' out"
            raise RefusedError("situation-step", "'step' is given without 'flowchart'", hint)
        return self

    @property
    def phrases(self) -> tuple[str, ...]:
        """All words that it is found by, its title first."""
        return (self.title, *self.says)


class Situations(_Model):
    """All that helps readers who do not know the manual's words."""

    words: dict[str, tuple[Phrase, ...]] = Field(default_factory=dict)
    """Everyday words, each with the words of the manual that a search looks for too."""
    situations: dict[str, Situation] = Field(default_factory=dict)
    """Each situation by its id, those that most readers need first."""
