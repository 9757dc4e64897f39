"""The parameters of an assessment, as a form sends them: texts, some repeated, some empty."""

from __future__ import annotations

from typing import Any

import pytest

from linkreg.eligibility import PackageFacts
from linkreg.errors import InvalidInput
from linkreg.schemas.assessment import AssessmentQuery, load_assessment_query
from linkreg.schemas.query import gather


@pytest.mark.parametrize(
    ("parameters", "package"),
    [
        ({}, None),
        ({"package_urusan": "", "partnering": ""}, None),
        ({"partnering": "false"}, None),
        ({"package_urusan": "1.02"}, PackageFacts(frozenset({"1.02"}))),
        ({"package_urusan": ["1.02", "", "1.06"]}, PackageFacts(frozenset({"1.02", "1.06"}))),
        ({"partnering": "true"}, PackageFacts(frozenset(), partnering=True)),
    ],
)
def test_a_package_is_what_was_said_of_it(
    parameters: dict[str, Any], package: PackageFacts | None
) -> None:
    assert load_assessment_query(parameters) == AssessmentQuery(package=package)


def test_a_query_string_may_repeat_the_fields_of_a_package() -> None:
    given = gather([("on", ""), ("package_urusan", "1.02"), ("package_urusan", "1.06")])
    query = load_assessment_query(given)
    assert query.package == PackageFacts(frozenset({"1.02", "1.06"}))


def test_an_unknown_field_is_refused_with_its_place() -> None:
    with pytest.raises(InvalidInput) as caught:
        load_assessment_query({"package_urusan": ["1.02", "9.99"]})
    assert [mistake.pointer for mistake in caught.value.mistakes] == ["/package_urusan/1"]
