"""Reference data: ``/v1/regions``, ``/v1/urusan``, ``/v1/vocabulary``."""

from __future__ import annotations

from flask import Response

from api.answer import answer
from api.route import route
from linkreg.actor import Actor
from linkreg.reference import all_urusan
from linkreg.schemas.listing import RegionsQuery, RegionsQuerySchema
from linkreg.schemas.lists import present_list
from linkreg.schemas.reference_views import (
    RegionListView,
    RegionView,
    UrusanListView,
    VocabularyView,
)
from linkreg.services import geography


@route(
    "GET",
    "/regions",
    summary="List regions, or those that a name as people write it may mean",
    query=RegionsQuerySchema,
    answer=RegionListView,
)
def list_regions(_actor: Actor, query: RegionsQuery) -> Response:
    """Answer regions in the order of codes."""
    return answer(RegionListView().dump(geography.find_regions(query)))


@route("GET", "/regions/{code}", summary="Read a region", answer=RegionView)
def read_region(_actor: Actor, code: str) -> Response:
    """Answer one region."""
    return answer(RegionView().dump(geography.get(code)))


@route("GET", "/urusan", summary="List fields of government", answer=UrusanListView)
def list_urusan(_actor: Actor) -> Response:
    """Answer the affairs and the supporting functions."""
    return answer(present_list(UrusanListView, all_urusan()))


@route(
    "GET", "/vocabulary", summary="Read every closed list with its labels", answer=VocabularyView
)
def read_vocabulary(_actor: Actor) -> Response:
    """Answer codes with their Indonesian labels."""
    return answer(VocabularyView().dump(None))
