"""The lock, the commit and what readers see of them."""

import pytest

from linkreg.errors import IndexLocked
from linkreg.search import SearchQuery


def test_put_replaces_the_document_of_that_id(world):
    world.add("a", text="nelayan")
    world.add("a", text="petani")
    assert world.found("nelayan") == set()
    assert world.found("petani") == {"a"}
    assert world.engine.status().documents == 1


def test_put_twice_in_one_writer_leaves_the_last(world, make):
    world.change(put=[make("a", text="nelayan"), make("a", text="petani")])
    assert world.found("nelayan") == set()
    assert world.ids("petani") == ["a"]
    assert world.engine.status().documents == 1


def test_put_and_remove_in_one_writer_leaves_nothing(world, make):
    world.add("b")
    world.change(put=[make("a")], remove=["a"])
    assert world.ids() == ["b"]


def test_remove_takes_away_and_passes_over_unknown_ids(world):
    world.add("a")
    world.add("b")
    world.change(remove=["a", "unknown"])
    assert world.ids() == ["b"]
    assert world.engine.status().documents == 1


def test_a_removed_document_never_comes_back(world):
    world.add("gone", text="nelayan")
    world.remove("gone")
    for number in range(15):  # enough commits for segments to be folded
        world.add(f"{number:02}", text="petani")
        assert world.found("nelayan") == set()


def test_a_removed_document_counts_in_no_score(world):
    world.add("a", text="nelayan")
    world.add("b", text="petani")
    before = world.page("nelayan").hits
    world.add("c", text="nelayan nelayan nelayan")
    world.remove("c")
    assert world.page("nelayan").hits == before


def test_nothing_is_seen_before_the_commit(world, make):
    world.add("a")
    with world.engine.writer() as writer:
        writer.put(make("b"))
        assert world.ids() == ["a"]
        writer.commit(2)
        assert world.ids() == ["a", "b"]


def test_leaving_without_commit_changes_nothing(world, make):
    world.add("a")
    with world.engine.writer() as writer:
        writer.put(make("b"))
        writer.remove("a")
    assert world.ids() == ["a"]
    assert world.engine.status().position == 1


def test_an_error_changes_nothing_and_frees_the_lock(world, make):
    world.add("a")
    writer = world.engine.writer()
    writer.__enter__().put(make("b"))
    writer.__exit__(OSError, OSError("disk full"), None)
    world.add("c")
    assert world.found() == {"a", "c"}


def test_one_writer_at_a_time(world):
    world.add("a")
    with world.engine.writer():
        second = world.engine.writer()
        with pytest.raises(IndexLocked, match="sedang ditulis"):
            second.__enter__()
        third = world.engine.rebuilder()
        with pytest.raises(IndexLocked):
            third.__enter__()
    world.add("b")
    assert world.found() == {"a", "b"}


def test_a_new_index_begins_at_position_zero(world):
    with world.engine.writer() as writer:
        assert writer.position == 0
        writer.commit(0)
    assert world.engine.status().documents == 0
    assert world.page().total == 0


def test_the_position_comes_with_the_documents(world, make):
    with world.engine.writer() as writer:
        writer.put(make("a"))
        writer.commit(41)
    assert world.page().position == 41
    assert world.engine.status().position == 41
    with world.engine.writer() as writer:
        assert writer.position == 41


def test_a_commit_may_move_the_position_alone(world):
    world.add("a")
    with world.engine.writer() as writer:
        writer.commit(99)
    assert (world.page().position, world.ids()) == (99, ["a"])


def test_rebuild_replaces_everything_at_its_commit(world, make):
    world.add("old")
    with world.engine.rebuilder() as writer:
        assert writer.position == 1
        writer.put(make("new"))
        assert world.ids() == ["old"]
        writer.commit(7)
    assert world.ids() == ["new"]
    assert world.engine.status().position == 7


def test_a_rebuild_given_up_leaves_the_old_index(world, make):
    world.add("old")
    with world.engine.rebuilder() as writer:
        writer.put(make("new"))
    assert world.ids() == ["old"]


def test_a_rebuild_can_leave_nothing(world):
    world.add("old")
    with world.engine.rebuilder() as writer:
        writer.commit(2)
    assert list(world.engine.all_hits(SearchQuery())) == []
    assert world.engine.status().documents == 0
