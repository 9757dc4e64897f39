"""Where the stretches of a verdict lie on a drawing."""

from __future__ import annotations

from datetime import date

import pytest

from api.pages.timeline import draw
from linkreg.dates import DateRange
from linkreg.eligibility import Stretch, load_rulesets
from linkreg.vocabulary import Verdict
from tests.pages.conftest import Site, Visitor

TODAY = date(2026, 7, 2)
_RULES = load_rulesets().all[-1]


def _stretches(*turns: tuple[date | None, Verdict]) -> list[Stretch]:
    starts = [start for start, _ in turns[1:]]
    found, previous = [], None
    for (start, verdict), following in zip(turns, [*starts, None], strict=True):
        end = following and date.fromordinal(following.toordinal() - 1)
        found.append(Stretch(DateRange(start, end), _RULES, verdict, previous))
        previous = verdict
    return found


def test_without_a_turn_the_years_around_today_are_drawn() -> None:
    drawing = draw(_stretches((date(2018, 6, 8), Verdict.INCOMPLETE)), TODAY)
    assert [tick.year for tick in drawing.ticks] == [2025, 2026, 2027]
    (piece,) = drawing.pieces
    assert (piece.x, piece.width) == (0, 100)
    assert drawing.today == pytest.approx(50, abs=0.2)


def test_pieces_follow_each_other_without_gap_to_the_end() -> None:
    drawing = draw(
        _stretches(
            (date(2018, 6, 8), Verdict.INCOMPLETE),
            (date(2025, 1, 1), Verdict.QUALIFIED),
            (date(2027, 1, 1), Verdict.NOT_QUALIFIED),
        ),
        TODAY,
    )
    assert (drawing.first, drawing.last) == (date(2024, 1, 1), date(2028, 12, 31))
    assert [it.x for it in drawing.pieces] == [drawing.ticks[n].x for n in (0, 1, 3)]
    for piece, following in zip(drawing.pieces, drawing.pieces[1:], strict=False):
        assert piece.x + piece.width == pytest.approx(following.x, abs=0.02)
    assert drawing.pieces[-1].x + drawing.pieces[-1].width == pytest.approx(100)


@pytest.mark.parametrize("turn", [date(1990, 5, 1), date(2099, 5, 1), date.max])
def test_what_is_far_away_makes_the_drawing_no_longer(turn: date) -> None:
    drawing = draw(_stretches((None, Verdict.INCOMPLETE), (turn, Verdict.QUALIFIED)), TODAY)
    assert [tick.year for tick in drawing.ticks] == [2025, 2026, 2027]
    assert len(drawing.pieces) == 1


def test_the_page_draws_each_verdict_in_a_pattern_of_its_own(site: Site, public: Visitor) -> None:
    page = public.open(f"/ormas/{site.add_qualified().id}")
    drawing = page.html[page.html.index('class="timeline"') : page.html.index("</figure>")]
    assert 'class="qualified"' in drawing
    assert 'fill="url(#pola-not_qualified)"' in drawing
    assert "hari ini, 20 November 2026, ditandai" in drawing
    assert "hari ini" in page.text
    for verdict in ("Memenuhi syarat", "Tidak memenuhi syarat"):
        assert verdict in drawing
