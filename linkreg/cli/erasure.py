"""``linkreg privacy erase``: take a person out of an organization's present and past (Law 27/2022)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from linkreg.cli.index import tell_progress
from linkreg.cli.listing import ask, json_option, moment, print_list
from linkreg.cli.opening import opened_registry
from linkreg.errors import FilesUnavailable, NotReady
from linkreg.records import ErasureRecord
from linkreg.registry import Registry
from linkreg.schemas.oversight_views import ErasureListView
from linkreg.schemas.privacy import load_erasure

_ID = click.argument("organization_id", metavar="ID")


@click.command()
@_ID
@click.option("--text", "texts", metavar="NAMA", multiple=True, help="Boleh berulang.")
@click.option("--ground", metavar="TEKS", required=True, help="Mengapa, tanpa menyebut orangnya.")
@click.option(
    "--document",
    "documents",
    metavar="EVIDENCE_ID",
    multiple=True,
    help="Dokumen tentang orang itu, yang berkasnya dibuang; boleh berulang.",
)
@click.option("--yes", is_flag=True, help="Jangan bertanya.")
def erase(
    organization_id: str,
    texts: tuple[str, ...],
    ground: str,
    documents: tuple[str, ...],
    yes: bool,
) -> None:
    """Hapus data seseorang dari organisasi ID, sekarang dan dari riwayat. Tidak dapat dibatalkan.

    Sebutkan setiap teks yang menunjuk orang itu: nama menurut setiap ejaan, surel, nomor.
    """
    request = {"texts": list(texts), "ground": ground, "documents": list(documents)}
    with opened_registry() as registry:
        record = registry.get(organization_id)
        load_erasure(request)  # a mistake is told before anything is asked
        _tell_plan(record.profile.name, texts, documents)
        if not yes and not ask("Hapus sekarang?", "Beri --yes bila sudah yakin."):
            click.echo("Tidak ada yang dihapus.")
            return
        _erase(registry, organization_id, request)
        _clear_index(registry)
    click.echo(
        "Yang masih harus Anda lakukan: hapus juga dari cadangan basis data, berkas, dan indeks, "
        "serta dari hasil ekspor. Bila cadangan lama dipulihkan, ulangi penghapusan ini."
    )


def _erase(registry: Registry, organization_id: str, request: dict[str, Any]) -> None:
    erased = registry.erase_person(organization_id, request)
    try:
        registry.finish_erasures()  # harmless where the erasure itself could finish
    except FilesUnavailable as error:
        raise click.ClickException(
            f"{error.message} Dari basis data sudah dihapus, berkasnya belum: jalankan `linkreg "
            "evidence check`, lalu `linkreg index rebuild`."
        ) from error
    click.echo(
        f"Dihapus dari {erased.versions} versi, {len(erased.files)} berkas dibuang "
        f"(penghapusan {erased.id})."
    )


def _clear_index(registry: Registry) -> None:
    """Build the index anew: its files still hold what it no longer finds by."""
    try:
        count = registry.rebuild_index(tell_progress)
    except NotReady as error:
        raise click.ClickException(
            f"{error.message} Datanya sudah dihapus, tetapi sisanya masih ada dalam berkas indeks: "
            "jalankan `linkreg index rebuild`."
        ) from error
    click.echo(f"Indeks dibangun ulang: {count} organisasi.")


def _tell_plan(name: str, texts: tuple[str, ...], documents: tuple[str, ...]) -> None:
    click.echo(f"Dari {name} akan dihapus, tanpa dapat dikembalikan:")
    for text in texts:
        click.echo(
            f"  - teks {text!r}, dari profil, dokumen, pemberitahuan, tanda, dan semua versi"
        )
    for document in documents:
        click.echo(f"  - berkas dokumen {document}, juga berkas lamanya")
    click.echo(
        "Siapa di antara pengurus yang bernama demikian dikeluarkan dari daftar pengurus; akun "
        "organisasi dengan surel demikian ditutup."
    )


@click.command()
@_ID
@json_option
def erasures(organization_id: str, as_json: bool) -> None:
    """Daftar penghapusan data orang dari organisasi ID, yang terbaru dahulu."""
    with opened_registry() as registry:
        found = registry.list_erasures(organization_id)
    print_list(found, ErasureListView, _lines, as_json=as_json, empty="Belum pernah ada.")


def _lines(erasure: ErasureRecord) -> Iterator[str]:
    yield f"{moment(erasure.at)}  {erasure.id}: {erasure.ground} ({len(erasure.files)} berkas)"
