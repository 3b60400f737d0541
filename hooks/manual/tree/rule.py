"""What is proved of a flowchart at each build: the list `rules` of its file.

A rule has one of two forms. Where some answers are given, the outcome is never, or always, one of
some outcomes. Or a question is asked before any of some outcomes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, model_validator

from manual.problem import RefusedError
from manual.text.word import OrWord
from manual.tree.form import Kind, Part, Text

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic_core import CoreSchema

ANY: Literal["any"] = "any"
_FORMS = frozenset(
    frozenset((first, second))
    for first, seconds in (
        ("given", ("never", "always")),
        ("given_answer", ("never", "always")),
        ("asks", ("before",)),
        ("asks_one_of", ("before",)),
    )
    for second in seconds
)
_HINT = (
    "write 'given: {question: answer}' or 'given_answer: answer', with 'never' or 'always'; "
    "or 'asks: question' with 'before'"
)


class Target(Part):
    """Some outcomes: those of certain kinds, and those that are named."""

    kinds: tuple[Kind, ...] = Field(default=(), min_length=1)
    """Every outcome of these kinds."""
    outcomes: tuple[str, ...] = Field(default=(), min_length=1)
    """Ids of outcomes."""

    @model_validator(mode="before")
    @classmethod
    def _names_some(cls, written: Any) -> Any:
        if not isinstance(written, dict) or not written:
            hint = "write {kinds: [do-not-share]} or {outcomes: [refer]}, with what you mean; "
            hint += "'before' may be any"
            raise RefusedError("rule-without-outcome", "names no outcome", hint)
        return written


class LetOff(Part):
    """What a rule does not hold for: the paths to an outcome, or those that give an answer."""

    outcome: str | None = None
    """The id of the outcome."""
    question: str | None = None
    """The id of the question."""
    answer: str | None = None
    """The words of the answer."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, written: Any) -> Any:
        """An editor writes `refer`, or `{duty: Not sure}`."""
        if isinstance(written, str) and written.strip():
            return {"outcome": written}
        if isinstance(written, dict) and len(written) == 1:
            [(question, answer)] = written.items()
            if isinstance(answer, str) and answer.strip():
                return {"question": question, "answer": answer}
        message = "is neither an outcome nor one answer to one question"
        hint = "write the id of an outcome, or {question: answer}; give each of them an entry"
        raise RefusedError("rule-exception-form", message, hint)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The JSON Schema: of what editors write, or of the data that are published."""
        if handler.mode == "serialization":
            return handler(schema)
        text = {"type": "string", "minLength": 1, "pattern": r"\S"}
        answer = {
            "type": "object",
            "additionalProperties": text,
            "minProperties": 1,
            "maxProperties": 1,
        }
        return {"anyOf": [text, answer], "description": "An outcome, or `{question: answer}`."}


class Rule(Part):
    """Something that holds on every path from the first question to an outcome."""

    rule: Text
    """What holds, in a sentence for readers."""
    why: tuple[str, ...] = Field(min_length=1)
    """Numbers of the provisions that ask for it."""
    given: dict[str, Text] | None = Field(default=None, min_length=1)
    """The ids of questions with the words of an answer to each: paths that give all of these."""
    given_answer: Text | None = None
    """The words of an answer: paths that give it to any question."""
    asks: Text | None = None
    """The id of a question that must be asked."""
    asks_one_of: tuple[str, ...] | None = Field(default=None, min_length=2)
    """The ids of questions of which one, at least, must be asked."""
    never: Target | None = None
    """Where these paths must not end."""
    always: Target | None = None
    """Where these paths must end."""
    before: Annotated[Target | Literal["any"] | None, OrWord(ANY, Target | None, ANY)] = None
    """The outcomes before which it must be asked, or `any`."""
    except_: tuple[LetOff, ...] = Field(default=(), alias="except")
    """What the rule does not hold for: outcomes by id, or `{question: answer}`."""

    @model_validator(mode="after")
    def _has_a_form(self) -> Rule:
        keys = ("given", "given_answer", "asks", "asks_one_of", "never", "always", "before")
        used = [key for key in keys if getattr(self, key) is not None]
        if frozenset(used) not in _FORMS:
            names = [f"'{key}'" for key in used] or ["the sentence"]
            what = f"{names[0]} alone does not make a rule"
            if names[1:]:
                what = f"{', '.join(names[:-1])} and {names[-1]} do not go together"
            raise RefusedError("rule-form", what, _HINT)
        return self

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions that it says must be asked: one of them is enough."""
        return (self.asks,) if self.asks else self.asks_one_of or ()
