"""Counts by urusan and region at once."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from linkreg.search import DateRange, Facet, SearchQuery
from linkreg.search.memory import MemoryEngine
from linkreg.vocabulary import Basis, OrganizationStatus
from search_index.analysis import indonesian
from search_index.engine import WhooshEngine
from tests.search_contract.conftest import World

SPRING = DateRange(date(2026, 3, 1), date(2026, 5, 31))


def tabulated(world, **query):
    (table,) = world.engine.tabulate([SearchQuery(**query)])
    return table


def test_an_organization_counts_in_each_of_its_urusan_and_once_in_the_total(world):
    world.add("a", urusan=("1.02", "1.06"), region="73.71")
    world.add("b", urusan=("1.02",), region="11.01")
    world.add("none", region="11.01")
    table = tabulated(world)
    assert table.cells == {("1.02", "73.71"): 1, ("1.06", "73.71"): 1, ("1.02", "11.01"): 1}
    assert table.urusan == {"1.02": 2, "1.06": 1}
    assert table.regions == {"73.71": 1, "11.01": 2}
    assert table.total == 3
    assert table.position == world.position


def test_a_value_named_twice_counts_once(world):
    world.add("a", urusan=("1.02", "1.02"))
    assert tabulated(world).cells == {("1.02", "73.71"): 1}


def test_only_matches_count_whatever_is_filtered_by(world):
    world.add("a", urusan=("1.02", "1.06"), region="73.71", qualified={Basis.VERIFIED: (SPRING,)})
    world.add("b", urusan=("1.02",), region="11.01")
    world.add("draft", urusan=("1.02",), region="73.71", status=OrganizationStatus.DRAFT)
    assert tabulated(world, regions=("73",)).regions == {"73.71": 1}
    assert tabulated(world, urusan=("1.06",)).urusan == {"1.02": 1, "1.06": 1}
    in_april = tabulated(world, qualified_on=date(2026, 4, 1))
    assert (in_april.total, in_april.urusan) == (1, {"1.02": 1, "1.06": 1})
    assert tabulated(world, qualified_on=date(2026, 6, 1)).cells == {}
    declared = tabulated(world, qualified_on=date(2026, 4, 1), basis=Basis.DECLARED)
    assert (declared.total, declared.urusan, declared.regions) == (0, {}, {})


def test_several_questions_are_answered_in_their_order_and_from_one_snapshot(world):
    world.add("a", urusan=("1.02",), region="73.71")
    world.add("b", urusan=("1.02",), region="11.01")
    queries = [SearchQuery(regions=("73",)), SearchQuery(), SearchQuery(regions=("12",))]
    tables = world.engine.tabulate(queries)
    assert [table.total for table in tables] == [1, 2, 0]
    assert {table.position for table in tables} == {world.position}
    assert world.engine.tabulate([]) == ()


def test_what_was_changed_or_removed_counts_as_it_is_now(world):
    world.add("a", urusan=("1.02",), region="73.71")
    world.add("b", urusan=("1.06",), region="73.71")
    world.add("a", urusan=("1.03",), region="11.01")
    world.remove("b")
    assert tabulated(world).cells == {("1.03", "11.01"): 1}


def test_nothing_is_counted_where_nobody_is(world):
    world.change()
    table = tabulated(world)
    assert (table.total, table.cells, table.urusan, table.regions) == (0, {}, {}, {})


_DOCUMENTS = st.lists(
    st.fixed_dictionaries(
        {
            "urusan": st.lists(st.sampled_from(["1.01", "1.02", "2.08"]), unique=True).map(tuple),
            "region": st.sampled_from(["11", "11.01", "73.71", "73.72"]),
            "status": st.sampled_from([OrganizationStatus.PUBLISHED, OrganizationStatus.DRAFT]),
        }
    ),
    max_size=12,
)


@settings(max_examples=15, deadline=None)
@given(documents=_DOCUMENTS)
def test_every_cell_is_the_total_of_the_search_for_it(tmp_path_factory, documents):
    folder = tmp_path_factory.mktemp("index")
    tables = []
    for engine in (MemoryEngine(indonesian()), WhooshEngine(folder, lock_wait=0)):
        world = World(engine)
        for start in range(0, len(documents) + 1, 5):  # several segments
            some = list(enumerate(documents))[start : start + 5]
            world.change(put=[world.make(str(number), **facts) for number, facts in some])
        table = tabulated(world)
        for (urusan, region), count in table.cells.items():
            exactly = world.counts(Facet.REGION, urusan=(urusan,))
            assert (region, count) in exactly
        for urusan, count in table.urusan.items():
            assert world.page(urusan=(urusan,)).total == count
        tables.append(table)
    assert tables[0] == tables[1]
