"""``/v1/organizations.csv``, ``.xlsx``, ``.jsonl``: all that a search finds, to be saved."""

from __future__ import annotations

from flask import Response

from api.identity import registry
from api.route import route
from api.streaming import stream
from linkreg.actor import Actor
from linkreg.schemas.query import ExportQuerySchema
from linkreg.search import SearchQuery
from linkreg.services.exports import ExportFormat

_CSV = "text/csv"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_JSONL = "application/jsonl"


@route(
    "GET",
    "/organizations.csv",
    summary="Save all that a search finds as CSV",
    query=ExportQuerySchema,
    answer=None,
    streams=_CSV,
)
def export_csv(actor: Actor, query: SearchQuery) -> Response:
    """Answer a header and a line for each organization."""
    return _saved(actor, query, ExportFormat.CSV, f"{_CSV}; charset=utf-8")


@route(
    "GET",
    "/organizations.xlsx",
    summary="Save all that a search finds as a spreadsheet in which every cell is text",
    query=ExportQuerySchema,
    answer=None,
    streams=_XLSX,
)
def export_xlsx(actor: Actor, query: SearchQuery) -> Response:
    """Answer a workbook of one sheet."""
    return _saved(actor, query, ExportFormat.XLSX, _XLSX)


@route(
    "GET",
    "/organizations.jsonl",
    summary="Save all that a search finds as JSON lines, which can be imported again",
    query=ExportQuerySchema,
    answer=None,
    streams=_JSONL,
)
def export_jsonl(actor: Actor, query: SearchQuery) -> Response:
    """Answer a JSON object a line."""
    return _saved(actor, query, ExportFormat.JSONL, _JSONL)


def _saved(actor: Actor, query: SearchQuery, form: ExportFormat, media_type: str) -> Response:
    served = registry()
    return stream(
        lambda: served.export(query, form, actor=actor), media_type, f"organisasi.{form.value}"
    )
