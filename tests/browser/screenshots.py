"""Pictures of every page at two widths: ``python -m tests.browser.screenshots FOLDER``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fixtures.loading import KEEPER, OFFICER, DemoAccount
from linkreg import Registry, journal
from linkreg.actor import SYSTEM
from linkreg.vocabulary import OrganizationStatus, Role, Verdict
from tests.browser import papers
from tests.browser.chromium import find_chromium, running_chromium
from tests.browser.site import sample_registry, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (1280, 390)
NEWCOMER = DemoAccount("baru@contoh.example", "kalimat sandi yang panjang", Role.ORGANIZATION)
ORGANIZATIONS = 300


@dataclass(frozen=True, slots=True)
class Shot:
    """A page to photograph; ``act`` names a further step of ``_ACTIONS`` to take on it."""

    name: str
    path: str
    account: DemoAccount | None = None
    act: str = ""
    scheme: str = "light"


def shots(registry: Registry) -> Iterator[Shot]:
    """Yield every page and its telling states."""
    yield from _searches()
    yield from _coverages()
    yield from _organizations(registry)
    yield from _comparisons(registry)
    yield from _forms(registry)
    yield from _rules()
    yield from _desks(registry)
    yield Shot("tentang", "/tentang")
    yield Shot("tidak-ada", "/ormas/tidak-ada")


def _rules() -> Iterator[Shot]:
    check = "/persyaratan/periksa"
    some = "&legal_form=yayasan&permanent_staff=5&deed=1&ministerial_decree=1&articles=1"
    yield Shot("persyaratan", "/persyaratan")
    yield Shot("persyaratan-lama", "/persyaratan?aturan=lkpp-8-2018")
    yield Shot("periksa", check)
    yield Shot("periksa-hasil", f"{check}?dijawab=1{some}&kswp-issued_on=2025-02-01")
    yield Shot("periksa-gelap", f"{check}?dijawab=1{some}&package_urusan=1.02", scheme="dark")
    yield Shot("periksa-keliru", f"{check}?dijawab=1{some}&kswp=1&permanent_staff=lima")
    yield Shot("panduan", "/panduan")


def _desks(registry: Registry) -> Iterator[Shot]:
    boss = DemoAccount(papers.ADMINISTRATOR, papers.PASSWORD, Role.ADMINISTRATOR)
    pdf, picture, bare = _handed_in(registry)
    one = "/petugas/dokumen"
    yield Shot("petugas", "/petugas", OFFICER)
    yield Shot("petugas-gelap", "/petugas", OFFICER, scheme="dark")
    yield Shot("petugas-dokumen", f"{one}/{pdf}", OFFICER)
    yield Shot("petugas-gambar", f"{one}/{picture}", OFFICER)
    yield Shot("petugas-gambar-gelap", f"{one}/{picture}", OFFICER, scheme="dark")
    yield Shot("petugas-tanpa-berkas", f"{one}/{bare}", OFFICER)
    yield Shot("petugas-ditolak", f"{one}/{bare}", OFFICER, act="reject without a reason")
    yield Shot("pencarian-tersimpan", "/pencarian-tersimpan", OFFICER)
    yield Shot("admin", "/admin", boss)
    yield Shot("admin-akun", "/admin/akun", boss)
    yield Shot("admin-akun-satu", f"/admin/akun/{_officer_account(registry)}", boss)


def _handed_in(registry: Registry) -> list[str]:
    """Return the documents of ``_prepare_desk``."""
    found = registry.search(_HANDED_IN).results[0].record
    return [document.id for document in registry.get(found.id).evidence]


def _officer_account(registry: Registry) -> str:
    return registry.get_account_by_email(OFFICER.email).id


def _searches() -> Iterator[Shot]:
    yield Shot("cari", "/")
    yield Shot("cari-hasil", "/?q=kesehatan+ibu")
    yield Shot("cari-gelap", "/?q=kesehatan+ibu", scheme="dark")
    yield Shot("cari-saring", "/?q=pelatihan&region=73&urusan=1.06&urusan=2.08")
    yield Shot("cari-panel", "/?region=73.71&qualified_on=2026-11-20#saring")
    yield Shot("cari-kelebihan", "/?strength=audited&strength=accountability")
    yield Shot("cari-kosong", "/?q=kesehatan&region=96.71&urusan=3.26&legal_form=perkumpulan")
    yield Shot("cari-tempat", "/?q=kesehatan+ibu+di+Bandung")
    yield Shot("cari-ejaan", "/?q=kesehtan+ibu")
    yield Shot("cari-keliru", "/?q=air+bersih&qualified_on=besok&urusan=9.99")


def _coverages() -> Iterator[Shot]:
    yield Shot("cakupan", "/cakupan")
    yield Shot("cakupan-gelap", "/cakupan", scheme="dark")
    yield Shot("cakupan-bidang", "/cakupan?urusan=1.02")
    yield Shot("cakupan-provinsi", "/cakupan?region=32&basis=declared")
    yield Shot("cakupan-keduanya", "/cakupan?region=73&urusan=1.02")
    yield Shot("cakupan-kosong", "/cakupan?region=96&urusan=3.26")
    yield Shot("cakupan-keliru", "/cakupan?qualified_on=besok&urusan=9.99")
    yield Shot("cakupan-cetak", "/cakupan", act="print")


def _organizations(registry: Registry) -> Iterator[Shot]:
    ids = _telling_organizations(registry)
    for verdict, organization_id in ids.items():
        yield Shot(f"ormas-{verdict}", f"/ormas/{organization_id}")
    some = ids[Verdict.NOT_QUALIFIED]
    yield Shot("ormas-gelap", f"/ormas/{some}", scheme="dark")
    yield Shot("ormas-cetak", f"/ormas/{ids[Verdict.QUALIFIED]}", act="print")
    yield Shot("ormas-petugas", f"/ormas/{_in_region(registry, '73')}", OFFICER)
    yield Shot("ormas-sendiri", f"/ormas/{_own(registry)}", KEEPER)
    yield Shot("ormas-menunggu", f"/ormas/{_submitted(registry)}", OFFICER)
    yield Shot("ormas-draf", f"/ormas/{_draft(registry)}", OFFICER)
    yield Shot("ormas-sanksi", f"/ormas/{_sanctioned(registry)}")
    yield Shot("ormas-sendiri-cetak", f"/ormas/{_own(registry)}", KEEPER, act="print")
    yield Shot("ormas-riwayat", f"/ormas/{some}/riwayat")
    yield Shot("ormas-riwayat-sendiri", f"/ormas/{_own(registry)}/riwayat", KEEPER)
    yield Shot("ormas-kontrak", f"/ormas/{some}?until=2027-06-30&on=2026-11-20")


def _comparisons(registry: Registry) -> Iterator[Shot]:
    found = registry.search("", region=["73"], limit=10).results
    ids = [it.record.id for it in found] + [it.record.id for it in registry.search("").results]
    some = "&".join(f"id={it}" for it in dict.fromkeys(ids[:2] + ids[-3:]))
    pair = f"id={ids[0]}&id={ids[-1]}"
    yield Shot("cari-dipilih", f"/?q=pelatihan&{some.replace('id=', 'banding=')}")
    yield Shot("bandingkan", f"/bandingkan?{some}")
    yield Shot("bandingkan-gelap", f"/bandingkan?{some}", scheme="dark")
    yield Shot("bandingkan-cetak", f"/bandingkan?{some}", act="print")
    yield Shot("bandingkan-beda", f"/bandingkan?{pair}&hanya=beda&basis=declared")
    yield Shot("bandingkan-tambah", f"/bandingkan?id={ids[0]}&id=tidak-ada&cari=pelatihan")
    yield Shot("bandingkan-kosong", "/bandingkan")
    yield Shot("bandingkan-keliru", f"/bandingkan?{pair}&on=besok")


def _forms(registry: Registry) -> Iterator[Shot]:
    own = f"/ormas/{_own(registry)}"
    yield Shot("dokumen-ubah", f"{own}/dokumen/{_document(registry)}/ubah", KEEPER)
    for step in ("identitas", "legalitas", "bidang", "pengurus", "bukti", "periksa", "pratinjau"):
        yield Shot(f"isi-{step}", f"{own}/isi/{step}", KEEPER)
    begun = f"/ormas/{_begun(registry)}/isi"
    yield Shot("isi-baru", f"{begun}/identitas", NEWCOMER)
    yield Shot("isi-baru-bukti", f"{begun}/bukti", NEWCOMER, act="send badly")
    yield Shot("isi-baru-periksa", f"{begun}/periksa", NEWCOMER)
    yield Shot("isi-baru-periksa-keliru", f"{begun}/periksa", NEWCOMER, act="submit")
    yield Shot("isi-keliru", f"{begun}/legalitas", NEWCOMER, act="fill in badly")
    yield Shot("isi-ketikan", f"{begun}/legalitas", NEWCOMER)
    yield Shot("isi-gelap", f"{begun}/legalitas", NEWCOMER, scheme="dark")
    yield Shot("isi-periksa-gelap", f"{begun}/periksa", NEWCOMER, scheme="dark")
    yield Shot("pengalaman", f"{own}/pengalaman", KEEPER)
    yield Shot("daftar", "/daftar")
    yield Shot("daftar-keliru", "/daftar", act="register badly")
    yield Shot("masuk", "/masuk")
    yield Shot("masuk-salah", "/masuk", act="log in wrongly")


def _telling_organizations(registry: Registry) -> dict[Verdict, str]:
    found = {}
    for offset in (0, 100, 200):
        for row in registry.search("", limit=100, offset=offset).results:
            found.setdefault(row.assessment.verdict, row.record.id)
    return found


def _in_region(registry: Registry, region: str) -> str:
    return registry.search("", region=[region]).results[-1].record.id


def _own(registry: Registry) -> str:
    return registry.search("", region=["73"], limit=1).results[0].record.id


def _document(registry: Registry) -> str:
    return registry.get(_own(registry)).evidence[0].id


def _draft(registry: Registry) -> str:
    with registry.reading() as tx:
        *_, last = (
            it.subject for it in journal.read_after(tx.session, 0, 10**6) if it.verb == "registered"
        )
    return last.removeprefix(journal.ORGANIZATION)


def _sanctioned(registry: Registry) -> str:
    return registry.search("", region=["73"], limit=2).results[-1].record.id


def _submitted(registry: Registry) -> str:
    for record in registry.list_waiting(SYSTEM).unpublished.records:
        if record.profile.region.startswith("73"):
            return record.id
    return registry.list_waiting(SYSTEM).unpublished.records[0].id


def main(folder: Path) -> None:
    """Write the pictures; an existing one is replaced."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("tidak ada: Chromium")
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        sample_registry(Path(scratch), ORGANIZATIONS) as registry,
        serving(registry) as address,
        running_chromium(chromium) as browser,
    ):
        _leave_one_waiting(registry)
        _prepare_desk(registry)
        _begin_one(registry)
        for shot in shots(registry):
            for width in WIDTHS:
                _take(browser, address, shot, width, folder)


#: The organization whose documents have files.
_HANDED_IN = "Yayasan Contoh Berkas Lengkap dan Terbaca"


def _prepare_desk(registry: Registry) -> None:
    """Give the officer files to look at and searches of their own, and add an administrator."""
    papers.keep_searches(registry, OFFICER.email, OFFICER.password)
    papers.add_administrator(registry)
    papers.hand_in(registry, _HANDED_IN, "73.71")


def _begin_one(registry: Registry) -> None:
    """Let an organization register that has filled in next to nothing."""
    data = {"name": "Perkumpulan Contoh Pemberdayaan Masyarakat Pesisir", "region": "73.08"}
    registry.sign_up(NEWCOMER.email, NEWCOMER.password, data | {"address": "Jl. Contoh 1"})


def _begun(registry: Registry) -> str:
    return registry.get_account_by_email(NEWCOMER.email).organization_id or ""


def _leave_one_waiting(registry: Registry) -> None:
    """See to it that the officer has something to publish."""
    waiting = registry.list_waiting(SYSTEM).unpublished.records
    if not any(record.profile.region.startswith("73") for record in waiting):
        data = {"name": "Perkumpulan Contoh Menunggu Penayangan", "region": "73.08"}
        registry.register(data, status=OrganizationStatus.SUBMITTED)


def _take(browser: Browser, address: str, shot: Shot, width: int, folder: Path) -> None:
    with _page(browser, width, shot.scheme) as page:
        if shot.account:
            _log_in(page, address, shot.account)
        page.goto(address + shot.path)
        _ACTIONS[shot.act](page)
        page.screenshot(path=folder / f"{shot.name}-{width}.png", full_page=True)


@contextmanager
def _page(browser: Browser, width: int, scheme: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        java_script_enabled=False,
        color_scheme="dark" if scheme == "dark" else "light",
        locale="id-ID",
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def _log_in(page: Page, address: str, account: DemoAccount) -> None:
    page.goto(f"{address}/masuk")
    page.get_by_label("Surel").fill(account.email)
    page.get_by_label("Kata sandi").fill(account.password)
    page.get_by_role("button", name="Masuk").click()


def _register_badly(page: Page) -> None:
    page.get_by_role("textbox", name="Nama organisasi").fill("YAYASAN CONTOH SEHAT SEJAHTERA")
    page.get_by_role("combobox", name="Kabupaten atau kota").fill("Bandung")
    page.get_by_label("Surel untuk masuk").fill("pengurus")
    page.get_by_label("Kata sandi").fill("pendek")
    page.get_by_role("button", name="Buka akun").click()


def _fill_in_badly(page: Page) -> None:
    page.get_by_role("radio", name="Yayasan").check()
    page.get_by_role("textbox", name="NPWP organisasi").fill("12345")
    page.get_by_role("textbox", name="Tanggal berdiri").fill("tahun lalu")
    page.get_by_role("button", name="Simpan dan lanjutkan").click()


def _send_badly(page: Page) -> None:
    page.locator("#bukti-kswp summary").click()
    page.locator("#kswp-issuer").fill("Direktorat Jenderal Pajak")
    page.locator("#bukti-kswp").get_by_role("button", name="Kirim").click()


def _submit(page: Page) -> None:
    page.get_by_role("button", name="Kirim ke petugas").click()


def _log_in_wrongly(page: Page) -> None:
    page.get_by_label("Surel").fill("siapa@contoh.example")
    page.get_by_label("Kata sandi").fill("kata sandi yang salah")
    page.get_by_role("button", name="Masuk").click()


def _reject_without_a_reason(page: Page) -> None:
    page.get_by_role("button", name="Rencanakan penolakan").click()


_ACTIONS = {
    "reject without a reason": _reject_without_a_reason,
    "": lambda page: None,
    "print": lambda page: page.emulate_media(media="print"),
    "register badly": _register_badly,
    "fill in badly": _fill_in_badly,
    "send badly": _send_badly,
    "submit": _submit,
    "log in wrongly": _log_in_wrongly,
}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python -m tests.browser.screenshots FOLDER")
    main(Path(sys.argv[1]))
