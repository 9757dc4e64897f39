"""Of many organizations at once what a verdict asks of their documents, and nothing else of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import BindParameter, Connection, String, bindparam, select, type_coerce

from linkreg.eligibility import EvidenceFact, validity
from linkreg.models import Evidence
from linkreg.records import counts
from linkreg.vocabulary import EvidenceKind, EvidenceState

_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_E = Evidence.__table__.c

#: Bare columns, and codes that are looked up here: ten documents to an organization make an object for
#: each, and the column's own way to a member of its vocabulary, too long.
_EVIDENCE = select(
    *(_E.organization_id, _E.replaced_by, _E.id, _E.fiscal_year),
    *(type_coerce(_E.kind, String), type_coerce(_E.state, String)),
    *(_E.issued_on, _E.valid_from, _E.valid_until),
).where(_E.organization_id.in_(_IDS), _E.withdrawn_at.is_(None))

_KINDS = {kind.value: kind for kind in EvidenceKind}
_STATES = {state.value: state for state in EvidenceState}


def read_evidence_facts(
    connection: Connection, ids: Sequence[str]
) -> dict[str, list[EvidenceFact]]:
    """Return the documents of each organization that count, in no order: a verdict asks for none."""
    facts: dict[str, list[EvidenceFact]] = defaultdict(list)
    for (
        organization_id,
        replaced_by,
        evidence_id,
        fiscal_year,
        kind_code,
        state_code,
        *days,
    ) in connection.execute(_EVIDENCE, {"ids": ids}).all():
        kind, state = _KINDS[kind_code], _STATES[state_code]
        if counts(state, replaced_by):
            fact = EvidenceFact(evidence_id, kind, state, validity(kind, *days), fiscal_year)
            facts[organization_id].append(fact)
    return facts
