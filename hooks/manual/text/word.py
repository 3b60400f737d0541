"""A word that may stand in place of a value, such as `none`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic_core import core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler


@dataclass(frozen=True)
class OrWord:
    """An annotation: in place of a value of the type `of` a single word may stand.

    The model then has `meaning`. Whether the word begins with a capital does not matter. Without
    this a union would tell of each fault twice, and name types where editors know keys.
    """

    word: str
    of: Any
    meaning: Any

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """How pydantic reads and writes the value."""

        def read(value: Any, inner: core_schema.ValidatorFunctionWrapHandler) -> Any:
            said = isinstance(value, str) and value.strip().lower() == self.word
            return self.meaning if said else inner(value)

        def write(value: Any, inner: core_schema.SerializerFunctionWrapHandler) -> Any:
            return value if value == self.meaning else inner(value)

        return core_schema.no_info_wrap_validator_function(
            read,
            handler.generate_schema(self.of),
            serialization=core_schema.wrap_serializer_function_ser_schema(write),
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The JSON Schema: of what editors write, or of the data that are published."""
        inner = dict(schema)
        inner.pop("serialization", None)
        alone = self.word if handler.mode == "validation" else self.meaning
        return {"anyOf": [handler(inner), {"const": alone}]}
