from __future__ import annotations

from collections.abc import Callable

import pytest

from fixtures.factories import IdentifierFactory
from linkreg.records import OrganizationRecord
from linkreg.vocabulary import BeneficiaryGroup, IdentifierScheme
from tests.pages.conftest import Site, Visitor

LogIn = Callable[[str], Visitor]


@pytest.fixture
def record(site: Site) -> OrganizationRecord:
    """A complete organization with a NIB, which the form has no field for."""
    numbers = (IdentifierFactory(nib=True), IdentifierFactory())
    groups = (BeneficiaryGroup.WOMEN, BeneficiaryGroup.CHILDREN)
    return site.add(
        name="Yayasan Contoh Lama", identifiers=numbers, beneficiaries=groups, keeper="pengurus"
    )


def test_saving_the_form_as_it_is_changes_nothing(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), f"/ormas/{record.id}/ubah"
    page = keeper.send(keeper.open(action), action)
    assert "Perubahan tersimpan." in page.text
    assert site.registry.get(record.id).version == record.version
    assert set(site.registry.get(record.id).profile.identifiers) == set(record.profile.identifiers)


def test_what_is_changed_is_saved_and_what_is_emptied_is_cleared(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), f"/ormas/{record.id}/ubah"
    keeper.send(
        keeper.open(action),
        action,
        name="Yayasan Contoh Baru",
        short_name="",
        region="Kabupaten Gowa",
        urusan=None,
        beneficiaries=["women", "disability"],
        board__0__name="",
        board__0__position="",
        personnel__permanent="",
        personnel__by_sex__male="",
        personnel__by_sex__female="",
        npwp="",
    )
    profile = site.registry.get(record.id).profile
    assert profile.name == "Yayasan Contoh Baru"
    assert profile.short_name is None
    assert profile.region == "73.06"
    assert profile.urusan == ()
    assert profile.beneficiaries == (BeneficiaryGroup.WOMEN, BeneficiaryGroup.DISABILITY)
    assert [member.position for member in profile.board] == ["Sekretaris", "Bendahara"]
    assert profile.personnel.permanent is None
    assert profile.identifier(IdentifierScheme.NPWP) is None
    assert profile.identifier(IdentifierScheme.NIB) is not None
    assert profile.experiences == record.profile.experiences


def test_a_mistake_keeps_the_form_and_the_version_it_was_made_from(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), f"/ormas/{record.id}/ubah"
    page = keeper.send(
        keeper.open(action), action, region="Negeri Antah", npwp="1", description="Teks baru"
    )
    assert page.status == 422
    assert '<a href="#region">' in page.html
    assert '<a href="#npwp">' in page.html
    sent = page.forms[action].sent
    assert sent["description"] == ["Teks baru"]
    assert sent["version"] == [str(record.version)]


def test_who_comes_second_sees_what_differs_and_may_save_again(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), f"/ormas/{record.id}/ubah"
    form = keeper.open(action)
    site.registry.update(record.id, {"address": "Jl. Contoh Lain 5"}, version=record.version)
    page = keeper.send(form, action, description="Uraian saya")
    assert page.status == 412
    assert "Profil ini sudah diubah pihak lain" in page.text
    assert "Berbeda dengan data tersimpan: Alamat kantor, Uraian kegiatan." in page.text
    assert page.forms[action].sent["description"] == ["Uraian saya"]
    assert site.registry.get(record.id).profile.description == record.profile.description
    done = keeper.send(page, action, address="Jl. Contoh Lain 5")
    assert "Perubahan tersimpan." in done.text
    profile = site.registry.get(record.id).profile
    assert (profile.description, profile.address) == ("Uraian saya", "Jl. Contoh Lain 5")


def test_officers_of_the_region_may_correct_too(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    officer, action = logged_in("petugas-kota"), f"/ormas/{record.id}/ubah"
    officer.send(officer.open(action), action, short_name="YCL")
    assert site.registry.get(record.id).profile.short_name == "YCL"


def test_others_may_not(
    site: Site, record: OrganizationRecord, public: Visitor, logged_in: LogIn
) -> None:
    site.add(keeper="lain")
    for name in ("lain", "tetangga"):
        visitor = logged_in(name)
        for page in ("ubah", "pengalaman"):
            assert visitor.open(f"/ormas/{record.id}/{page}").status == 403
    answer = public.client.get(f"/ormas/{record.id}/ubah")
    assert answer.location == f"/masuk?next=/ormas/{record.id}/ubah"


def test_work_is_added_to_the_track_record(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), f"/ormas/{record.id}/pengalaman"
    refused = keeper.send(
        keeper.open(action), action, title="", start_year="2025", end_year="2024", urusan=["1.06"]
    )
    assert refused.status == 422
    assert "Tidak boleh kosong" in refused.text or "Wajib diisi" in refused.text
    done = keeper.send(
        refused, action, title="Survei Contoh", end_year="", value="250.000.000", urusan=["1.06"]
    )
    assert "Rp 250.000.000" in done.text
    works = site.registry.get(record.id).profile.experiences
    assert works[:-1] == record.profile.experiences
    assert (works[-1].title, works[-1].value, works[-1].urusan) == (
        "Survei Contoh",
        250_000_000,
        ("1.06",),
    )
