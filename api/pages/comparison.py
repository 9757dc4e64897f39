"""``/bandingkan``: two to five organizations side by side, on a page and as a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from api.errors import InvalidRequest
from api.identity import registry, session_actor
from api.pages.addresses import public_address, search_address
from api.pages.paper import qr_code
from api.streaming import stream
from linkreg.errors import InvalidInput
from linkreg.schemas.comparison import MAX_IDS, ComparisonQuery, load_comparison_query
from linkreg.schemas.query import load_query
from linkreg.search import SearchQuery
from linkreg.services.catalogue import Result
from linkreg.services.comparisons import AT_LEAST, AT_MOST, Comparison
from linkreg.vocabulary import Basis
from linkreg.vocabulary.comparison import ASPECT_LABELS, GROUP_LABELS

blueprint = Blueprint("comparison", __name__)

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: Parameters of the page alone: words to find another organization by, and what to leave out.
_WORDS, _ONLY, _DIFFERING = "cari", "hanya", "beda"

#: How many organizations are offered to be added.
_OFFERED = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is asked; ``words`` look for another organization to add."""

    query: ComparisonQuery
    only_differing: bool = False
    words: str = ""

    def address(self, ids: Iterable[str], endpoint: str = "pages.comparison.show") -> str:
        """Return where the same is asked of other organizations."""
        return url_for(endpoint, **self.parameters(ids))

    def parameters(self, ids: Iterable[str]) -> dict[str, Any]:
        """Return what asks the same of other organizations."""
        basis = self.query.basis
        return {
            "id": list(ids),
            "on": self.query.on,
            "basis": None if basis is Basis.VERIFIED else basis.value,
            _ONLY: _DIFFERING if self.only_differing else None,
        }


@blueprint.get("/bandingkan")
def show() -> tuple[str, int]:
    """Compare what can be; what cannot is named, and why."""
    asked = Asked(
        ComparisonQuery(tuple(request.args.getlist("id")[:MAX_IDS])),
        request.args.get(_ONLY) == _DIFFERING,
        request.args.get(_WORDS, "").strip(),
    )
    try:
        sound = replace(asked, query=_query())
        return _page(sound, _compared(sound.query))
    except InvalidInput as error:
        return _page(asked, _compared(asked.query), error)


@blueprint.get("/bandingkan.xlsx")
def save() -> Response:
    """Save the same as a workbook."""
    try:
        query, actor = _query(), session_actor()
    except InvalidInput as error:
        raise InvalidRequest(error.message, error.mistakes) from error
    served = registry()
    return stream(
        lambda: served.export_comparison(query.ids, on=query.on, basis=query.basis, actor=actor),
        _XLSX,
        "perbandingan.xlsx",
    )


def _query() -> ComparisonQuery:
    given = request.args.to_dict()
    rest = {name: given[name] for name in given.keys() - {"id", _WORDS, _ONLY}}
    return load_comparison_query({**rest, "id": request.args.getlist("id")})


def _compared(query: ComparisonQuery) -> Comparison:
    return registry().compare(query.ids, on=query.on, basis=query.basis, actor=session_actor())


def _page(asked: Asked, found: Comparison, problem: InvalidInput | None = None) -> tuple[str, int]:
    address = public_address(
        "pages.comparison.show", **{**asked.parameters(found.ids), "on": found.on}
    )
    page = render_template(
        "comparison.html",
        asked=asked,
        found=found,
        problem=problem,
        offers=_offers(asked.words, found.ids),
        labels=ASPECT_LABELS,
        groups=GROUP_LABELS,
        same=sum(not row.differs for row in found.rows),
        at_least=AT_LEAST,
        at_most=AT_MOST,
        bases=(Basis.VERIFIED, Basis.DECLARED),
        picking=search_address(SearchQuery(), picked=found.ids),
        paper_address=address,
        qr_code=qr_code(address) if found.compared else "",
    )
    unfound = found.absent and not found.compared
    return page, 400 if problem else 404 if unfound else 200


def _offers(words: str, ids: tuple[str, ...]) -> tuple[Result, ...] | None:
    """Return organizations that the words find and that are not there yet; ``None``: not asked."""
    if not words:
        return None
    try:
        query = load_query({"q": words, "limit": str(_OFFERED + len(ids))})
    except InvalidInput:
        return ()
    results = registry().search(query, actor=session_actor()).results
    return tuple(it for it in results if it.record.id not in ids)[:_OFFERED]
