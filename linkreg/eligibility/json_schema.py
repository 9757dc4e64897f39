"""A JSON Schema for ruleset files, made from the very schemas that read them.

For editors that check while one types. What only reading can find (two equal keys, spans that overlap,
a condition without its necessity) stays with ``linkreg rulesets check``.
"""

from __future__ import annotations

from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema, fields

from linkreg.eligibility.loading import CHECK_TYPES, CheckField, RulesetSchema

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def ruleset_json_schema() -> dict[str, Any]:
    """Return the schema of a ruleset file, for JSON Schema 2020-12."""
    plugin = MarshmallowPlugin(schema_name_resolver=lambda schema: "")  # nested parts stand inline
    APISpec(title="", version="", openapi_version="3.1.0", plugins=[plugin])
    converter: Any = plugin.converter  # untyped in apispec; APISpec has just made it
    converter.add_attribute_function(_one_of_the_checks)
    schema: dict[str, Any] = converter.schema2jsonschema(RulesetSchema())
    return {"$schema": _DIALECT, "title": "linkreg: aturan Swakelola Tipe III", **schema}


def _one_of_the_checks(converter: Any, field: fields.Field[Any], **kwargs: Any) -> dict[str, Any]:
    """Describe a check: one of the closed list, told apart by its type."""
    if not isinstance(field, CheckField):
        return {}
    return {"oneOf": [_check(converter, name, part()) for name, (part, _) in CHECK_TYPES.items()]}


def _check(converter: Any, name: str, part: Schema) -> dict[str, Any]:
    schema: dict[str, Any] = converter.schema2jsonschema(part)
    properties = {"type": {"const": name}, **schema.get("properties", {})}
    required = ["type", *schema.get("required", [])]
    return {**schema, "properties": properties, "required": required}
