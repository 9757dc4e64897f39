"""Of many organizations at once what a verdict asks of their documents, and nothing else of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import BindParameter, Connection, String, bindparam, select, type_coerce

from linkreg.eligibility import EvidenceFact, Ruleset, validity
from linkreg.models import Evidence
from linkreg.records import counts
from linkreg.vocabulary import EvidenceKind, EvidenceState

_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_ASKED_FOR: BindParameter[str] = bindparam("kinds", expanding=True)
_E = Evidence.__table__.c

#: Bare columns, and codes that are looked up here: ten documents to an organization make an object for
#: each, and the column's own way to a member of its vocabulary, too long.
_EVIDENCE = select(
    *(_E.organization_id, _E.replaced_by, _E.id, _E.fiscal_year),
    *(type_coerce(_E.kind, String), type_coerce(_E.state, String)),
    *(_E.issued_on, _E.valid_from, _E.valid_until),
).where(
    _E.organization_id.in_(_IDS),
    _E.withdrawn_at.is_(None),
    type_coerce(_E.kind, String).in_(_ASKED_FOR),
)

_KINDS = {kind.value: kind for kind in EvidenceKind}
_STATES = {state.value: state for state in EvidenceState}


def read_evidence_facts(
    connection: Connection, ids: Sequence[str], ruleset: Ruleset
) -> dict[str, list[EvidenceFact]]:
    """Return the documents of each organization that count for a verdict by this text.

    In no order: a verdict asks for none.
    """
    asked = {
        kind.value for criterion in ruleset.criteria for it in criterion.documents for kind in it
    }
    rows = connection.execute(_EVIDENCE, {"ids": ids, "kinds": sorted(asked)}).all()
    facts: dict[str, list[EvidenceFact]] = defaultdict(list)
    for (
        about,
        replaced_by,
        evidence_id,
        fiscal_year,
        kind_code,
        state_code,
        issued,
        start,
        end,
    ) in rows:
        kind, state = _KINDS[kind_code], _STATES[state_code]
        if counts(state, replaced_by):
            valid = validity(kind, issued, start, end)
            facts[about].append(EvidenceFact(evidence_id, kind, state, valid, fiscal_year))
    return facts
