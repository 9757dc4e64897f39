"""Filling in a profile step by step: saved, led back to what is wrong, contested, left and resumed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fixtures.factories import IdentifierFactory
from linkreg.records import OrganizationRecord
from linkreg.vocabulary import BeneficiaryGroup, IdentifierScheme, LegalForm, Role, Service
from tests.pages.conftest import Site, Visitor

LogIn = Callable[[str], Visitor]

STEPS = ("identitas", "legalitas", "bidang", "pengurus")


@pytest.fixture
def record(site: Site) -> OrganizationRecord:
    """A complete organization with a NIB, which no step has a field for."""
    numbers = (IdentifierFactory(nib=True), IdentifierFactory())
    groups = (BeneficiaryGroup.WOMEN, BeneficiaryGroup.CHILDREN)
    return site.add(
        name="Yayasan Contoh Lama", identifiers=numbers, beneficiaries=groups, keeper="pengurus"
    )


def test_saving_every_step_as_it_is_changes_nothing_and_leads_through_all(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper = logged_in("pengurus")
    for number, step in enumerate(STEPS, start=2):
        page = keeper.fill_in(record.id, step)
        assert f"Langkah {number} dari 6" in page.text
    assert site.registry.get(record.id).version == record.version
    assert set(site.registry.get(record.id).profile.identifiers) == set(record.profile.identifiers)


def test_everything_filled_in_is_kept_however_it_is_written(site: Site, logged_in: LogIn) -> None:
    own = site.registry.register({"name": "Yayasan Baru", "region": "73.71"}).id
    site.add_account("baru", Role.ORGANIZATION, organization_id=own)
    keeper = logged_in("baru")
    keeper.fill_in(
        own,
        "identitas",
        short_name="YCB",
        address="Jl. Contoh No. 1\r\nMakassar",
        contact__email="info@contoh.example",
        contact__phone="Telp. (0411) 123456",
        contact__website="baru.contoh.example",
    )
    keeper.fill_in(
        own,
        "legalitas",
        legal_form="yayasan",
        founded_on="3 Pebruari 2015",
        npwp="01.234.567.8-901.000",
        sk_ahu="AHU-0012485.AH.01.04.Tahun 2018",
    )
    keeper.fill_in(
        own,
        "bidang",
        description="Kami mendampingi kader.\r\n\r\nSejak 2015.",
        urusan=["1.02", "1.06"],
        services=["training"],
        beneficiaries=["women"],
        operating_regions="1. Kota Makassar\r\n2. Gowa, Maros, Kota Bandung, Jawa Barat",
    )
    page = keeper.fill_in(
        own,
        "pengurus",
        board__0__name="SITI CONTOHWATI, S.PD.",
        board__pasted="Bendahara : Budi Contoh\r\n3) Ani Contoh - Koordinator\r\n",
        personnel__permanent="1.200",
        personnel__by_sex__male="500",
    )
    assert "Langkah 5 dari 6" in page.text, page.text
    profile = site.registry.get(own).profile
    assert (profile.legal_form, profile.founded_on.isoformat()) == (LegalForm.YAYASAN, "2015-02-03")
    assert profile.identifier(IdentifierScheme.NPWP) == "0012345678901000"
    assert profile.description == "Kami mendampingi kader.\n\nSejak 2015."
    assert profile.address == "Jl. Contoh No. 1 Makassar"
    assert (profile.contact.phone, profile.contact.website) == (
        "0411 123456",
        "https://baru.contoh.example",
    )
    assert (profile.urusan, profile.services) == (("1.02", "1.06"), (Service.TRAINING,))
    assert profile.operating_regions == ("73.71", "73.06", "73.09", "32.73")
    assert [(m.position, m.name) for m in profile.board] == [
        ("Ketua", "Siti Contohwati, S.PD."),
        ("Bendahara", "Budi Contoh"),
        ("Koordinator", "Ani Contoh"),
    ]
    assert (profile.personnel.permanent, profile.personnel.by_sex.male) == (1200, 500)


def test_what_is_changed_is_saved_and_what_is_emptied_is_cleared(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper = logged_in("pengurus")
    keeper.fill_in(record.id, "identitas", short_name="", region="Kabupaten Gowa")
    keeper.fill_in(record.id, "legalitas", npwp="")
    keeper.fill_in(
        record.id, "bidang", urusan=None, beneficiaries=["women", "disability"], description=""
    )
    keeper.fill_in(
        record.id,
        "pengurus",
        board__0__name="",
        board__0__position="",
        personnel__permanent="",
        personnel__by_sex__male="",
        personnel__by_sex__female="",
    )
    profile = site.registry.get(record.id).profile
    assert (profile.short_name, profile.region, profile.urusan) == (None, "73.06", ())
    assert profile.beneficiaries == (BeneficiaryGroup.WOMEN, BeneficiaryGroup.DISABILITY)
    assert [member.position for member in profile.board] == ["Sekretaris", "Bendahara"]
    assert (profile.personnel.permanent, profile.description) == (None, None)
    assert profile.identifier(IdentifierScheme.NPWP) is None
    assert profile.identifier(IdentifierScheme.NIB) is not None
    assert profile.experiences == record.profile.experiences
    assert profile.name == record.profile.name


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("identitas", {"name": "", "region": "Bandung", "contact__email": "bukan surel"}),
        ("identitas", {"contact__phone": "nol empat", "contact__website": "contoh"}),
        ("legalitas", {"founded_on": "kemarin", "npwp": "12345", "legal_form": "kerajaan"}),
        ("legalitas", {"founded_on": "31/02/2015"}),
        ("legalitas", {"founded_on": "1 Januari 2030"}),
        ("bidang", {"description": "NIK saya 7371010101900001"}),
        ("bidang", {"operating_regions": "Makassar\nNegeri Antah"}),
        ("bidang", {"urusan": ["9.99", "1.02"], "services": ["magic"]}),
        ("pengurus", {"personnel__permanent": "9" * 5000}),
        ("pengurus", {"personnel__permanent": "1", "personnel__by_sex__male": "5"}),
    ],
)
def test_every_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(
    site: Site, record: OrganizationRecord, logged_in: LogIn, step: str, typed: dict[str, object]
) -> None:
    page = logged_in("pengurus").fill_in(record.id, step, **typed)
    assert page.status == 422
    told = page.html.count('<li><a href="#')
    assert told == 1 or f"Ada {told} hal yang perlu diperbaiki" in page.text
    assert told >= (1 if "personnel__by_sex__male" in typed else len(typed))
    sent = page.forms[f"/ormas/{record.id}/isi/{step}"].sent
    for name, value in typed.items():
        if name not in {"legal_form", "urusan", "services"}:  # made up: nothing to tick
            assert [it.replace("\r\n", "\n") for it in sent[name.replace("__", "-")]] == [value]
    assert sent["version"] == [str(record.version)]
    assert site.registry.get(record.id).version == record.version


def test_one_of_the_board_without_a_position_is_led_to_its_row(
    record: OrganizationRecord, logged_in: LogIn
) -> None:
    page = logged_in("pengurus").fill_in(record.id, "pengurus", board__pasted="Budi Contoh, S.E.")
    assert page.status == 422
    row = len(record.profile.board)
    assert f'<a href="#board-{row}-position">Jabatan pengurus baris {row + 1}</a>' in page.html
    sent = page.forms[f"/ormas/{record.id}/isi/pengurus"].sent
    assert sent[f"board-{row}-name"] == ["Budi Contoh, S.E."]


def test_more_rows_are_had_without_losing_any(record: OrganizationRecord, logged_in: LogIn) -> None:
    keeper, action = logged_in("pengurus"), f"/ormas/{record.id}/isi/pengurus"
    page = keeper.send(keeper.open(action), action, board__0__name="Belum Disimpan", more="1")
    sent = page.forms[action].sent
    assert sent["board-0-name"] == ["Belum Disimpan"]
    assert f"board-{len(record.profile.board) + 1}-name" in sent
    assert keeper.open(action).forms[action].sent["board-0-name"] == ["Belum Disimpan"]


def test_a_number_that_another_bears_is_told_beside_its_field(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    held = site.add().profile.identifier(IdentifierScheme.NPWP) or ""
    page = logged_in("pengurus").fill_in(record.id, "legalitas", npwp=held)
    assert page.status == 409
    assert '<a href="#npwp">' in page.html
    assert "sudah terdaftar pada organisasi lain" in page.text


@pytest.mark.parametrize(
    ("step", "field"),
    [
        ("identitas", "name"),
        ("identitas", "region"),
        ("bidang", "operating_regions"),
        ("pengurus", "board__0__position"),
        ("legalitas", "npwp"),
    ],
)
def test_hostile_input_comes_back_as_text(
    record: OrganizationRecord, logged_in: LogIn, step: str, field: str
) -> None:
    evil = '"><script>alert(1)</script>' + "x" * 250
    page = logged_in("pengurus").fill_in(record.id, step, **{field: evil})
    assert page.status == 422
    sent = page.forms[f"/ormas/{record.id}/isi/{step}"].sent
    assert sent[field.replace("__", "-")] == [evil]


def test_officers_of_the_region_may_correct_too(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    logged_in("petugas-kota").fill_in(record.id, "identitas", short_name="YCL")
    assert site.registry.get(record.id).profile.short_name == "YCL"


def test_others_may_not(
    site: Site, record: OrganizationRecord, public: Visitor, logged_in: LogIn
) -> None:
    site.add(keeper="lain")
    for name in ("lain", "tetangga"):
        visitor = logged_in(name)
        for page in ("isi", "isi/identitas", "isi/bukti", "isi/periksa", "isi/pratinjau"):
            assert visitor.open(f"/ormas/{record.id}/{page}").status == 403
    answer = public.client.get(f"/ormas/{record.id}/isi/identitas")
    assert answer.location == f"/masuk?next=/ormas/{record.id}/isi/identitas"


def test_the_old_address_and_the_steps_own_lead_to_what_is_missing(
    site: Site, logged_in: LogIn
) -> None:
    own = site.registry.register(
        {"name": "Yayasan", "region": "73.71", "address": "A", "contact": {"phone": "0411-12345"}}
    ).id
    site.add_account("baru", Role.ORGANIZATION, organization_id=own)
    keeper = logged_in("baru")
    for address in ("ubah", "isi"):
        page = keeper.open(f"/ormas/{own}/{address}")
        assert "Langkah 2 dari 6" in page.text
    assert "Identitas lengkap" in page.text
    assert "Bidang belum diisi" in page.text
