"""The parts in which an organization fills in its profile."""

from __future__ import annotations

from linkreg.vocabulary.labeled import Labeled


class Section(Labeled):
    """A part of a profile that is filled in, and told complete or not, by itself."""

    IDENTITY = "identity", "Identitas dan kontak"
    LEGAL = "legal", "Legalitas"
    ACTIVITY = "activity", "Bidang dan wilayah kerja"
    PEOPLE = "people", "Pengurus dan tenaga"
    EVIDENCE = "evidence", "Dokumen bukti"
