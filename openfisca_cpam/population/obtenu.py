"""What a drawn population holds against its margins: asked, got, difference, confidence, source."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import pyarrow
import pyarrow.compute as pc
import pyarrow.parquet as pq

from openfisca_cpam.population.generate import MAJORITE
from openfisca_cpam.population.marges import marge, valeur
from openfisca_cpam.population.menages import TYPES, groupe
from openfisca_cpam.population.revenus import MOIS

# Sums by name and kind: a number, or an array of them.
Mesure = dict[tuple[str, str], Any]
# Living standards are counted by euro, up to this one.
_EUROS = 500_000


@dataclass(frozen=True)
class Ligne:
    """One item of a margin, in real persons, households or euros.

    Attributes:
        marge, poste: which margin, and which of its items.
        demande, obtenu: the value asked and the value of the drawn population.
        confiance: of the margin, A to C.
        source: title of its first reference.
    """

    marge: str
    poste: str
    demande: float
    obtenu: float
    confiance: str
    source: str

    @property
    def ecart(self) -> float:
        """Relative difference."""
        return self.obtenu / self.demande - 1 if self.demande else 0.0


def obtenu(individus: pyarrow.Table, foyers: pyarrow.Table) -> list[Ligne]:
    """Compare a population with its margins.

    Args:
        individus, foyers: as ``generate`` gives them (all their columns).

    Returns:
        One line an item, margins in the order of the draw.
    """
    return _lignes([_mesure(individus, foyers)], individus.column("poids")[0].as_py())


def obtenu_dans(individus: Path, foyers: Path) -> list[Ligne]:
    """Compare the files that ``write`` makes with their margins, a chunk of the draw at a time.

    Args:
        individus, foyers: the files; each chunk is a row group of both.
    """
    personnes, menages = pq.ParquetFile(individus), pq.ParquetFile(foyers)
    poids = personnes.read_row_group(0, ["poids"]).column("poids")[0].as_py()
    mesures = (
        _mesure(personnes.read_row_group(rang, _LUES), menages.read_row_group(rang))
        for rang in range(personnes.num_row_groups)
    )
    return _lignes(mesures, poids)


_LUES = [
    "foyer_id", "age_tire", "sexe", "activite", "c2s_aah", "c2s_aspa", "c2s_asi", "c2s_ass", "c2s_chomage",
    "c2s_pensions_invalidite_rentes", "niveau_de_vie", "ald_type", "c2s_residence_alternee",
    "franchises_annee_nombre_boites", "franchises_annee_nombre_actes", "sejours_hopital", "nuits_hopital",
]  # fmt: skip


def _mesure(individus: pyarrow.Table, foyers: pyarrow.Table) -> Mesure:
    """What a chunk adds to each sum; « a, nombre » and « a, somme » make a mean."""
    age = individus.column("age_tire").to_numpy()
    homme = pc.equal(individus.column("sexe"), "homme").to_numpy()
    mesure: Mesure = {}
    for sexe in ("homme", "femme"):
        mesure["age", sexe] = numpy.bincount(groupe(age[homme if sexe == "homme" else ~homme]), minlength=20)
    mesure |= {("menage", nom): nombre for nom, nombre in _compte_distinct(foyers, "menage_type", "menage_id").items()}
    mesure |= {("activite", nom): nombre for nom, nombre in _comptes(individus.column("activite")).items()}
    mesure["rsa", "nombre"] = foyers.column("beneficiaire_rsa").to_numpy().sum()
    for nom, table in (*((nom, individus) for nom in _REVENUS), ("aide_logement", foyers)):
        montants = table.column(f"c2s_{nom}").to_numpy()
        mesure[nom, "nombre"], mesure[nom, "somme"] = (montants > 0).sum(), montants.sum()
    # The published distribution is that of the métropole.
    zones = (
        foyers.column("zone_residence")
        .cast(pyarrow.string())
        .take(pc.index_in(individus.column("foyer_id"), foyers.column("foyer_id").combine_chunks()))
    )
    niveaux = individus.column("niveau_de_vie").to_numpy()[pc.equal(zones, "metropole").to_numpy()]
    euros = numpy.clip(niveaux, 0, _EUROS - 1).astype(numpy.int64)
    mesure["niveaux", "euros"] = numpy.bincount(euros, minlength=_EUROS)
    mesure["niveaux", "nombre"], mesure["niveaux", "somme"] = len(niveaux), niveaux.sum()
    mesure["niveaux", "pauvres"] = (niveaux < valeur("niveau_de_vie")["seuil_pauvrete"]).sum()
    taux = numpy.array([[ages[sexe] for ages in valeur("ald").values()] for sexe in ("homme", "femme")]) / 100
    mesure["ald", "attendues"] = taux[numpy.where(homme, 0, 1), groupe(age)].sum()
    mesure["ald", "nombre"] = pc.equal(individus.column("ald_type"), "exonerante").to_numpy().sum()
    bande = numpy.digitize(age, (5, 15, 25, 45, 65, 75, 85))
    for nom, colonne in _SOINS.items():
        profil = numpy.array(list(valeur(f"soins_{nom}").values()), dtype=float)
        mesure[nom, "attendus"], mesure[nom, "somme"] = profil[bande].sum(), individus.column(colonne).to_numpy().sum()
    alternee = pc.equal(individus.column("c2s_residence_alternee"), "charge_partagee").to_numpy()
    mesure["mineurs", "nombre"], mesure["mineurs", "alternes"] = (age < MAJORITE).sum(), alternee[age < MAJORITE].sum()
    mesure["personnes", "nombre"] = len(age)
    return mesure


def _lignes(mesures: Iterable[Mesure], poids: float) -> list[Ligne]:
    """The lines of the report, from the sums of the chunks."""
    sommes: Mesure = {}
    for mesure in mesures:
        for cle, nombre in mesure.items():
            sommes[cle] = sommes.get(cle, 0) + nombre
    lignes: list[Ligne] = []

    def note(nom: str, poste: str, demande: float, trouve: float) -> None:
        de = marge(nom)
        lignes.append(
            Ligne(de.description, poste, float(demande), float(trouve), de.confiance, de.references[0]["title"])
        )

    def par_mois(nom: str) -> float:
        return sommes[nom, "somme"] / max(sommes[nom, "nombre"], 1) / MOIS

    total = valeur("effectif")["total"]
    echelle = total / (sum(sum(ages.values()) for ages in valeur("personnes_sexe_age").values()) * 1000)
    for sexe in ("homme", "femme"):
        nombres = sommes["age", sexe] * poids
        for rang, (tranche, ages) in enumerate(valeur("personnes_sexe_age").items()):
            note("personnes_sexe_age", f"{sexe}s de {tranche} ans", ages[sexe] * 1000 * echelle, nombres[rang])
    for nom in TYPES[:-1]:
        demande = valeur("menages_type")[nom]["menages"] * echelle
        note("menages_type", nom, demande, sommes.get(("menage", nom), 0) * poids)
    attendues: dict[str, float] = {}
    for ligne in valeur("activite_age").values():
        for nom, nombre in ligne.items():
            attendues[nom] = attendues.get(nom, 0) + nombre * 1000 * echelle
    for nom, nombre in attendues.items():
        note("activite_age", nom, nombre, sommes.get(("activite", nom), 0) * poids)
    for nom in ("aah", "aspa", "asi", "ass"):
        minimum = valeur("minima_sociaux")[nom]
        note("minima_sociaux", f"{nom}, personnes", minimum["nombre"], sommes[nom, "nombre"] * poids)
        note("minima_sociaux", f"{nom}, montant mensuel", minimum["montant"], par_mois(nom))
    note("minima_sociaux", "rsa, foyers", valeur("minima_sociaux")["rsa"]["nombre"], sommes["rsa", "nombre"] * poids)
    note("chomage", "personnes indemnisées", valeur("chomage")["nombre"], sommes["chomage", "nombre"] * poids)
    note("chomage", "montant mensuel", valeur("chomage")["montant"], par_mois("chomage"))
    pensions = sommes["pensions_invalidite_rentes", "nombre"] * poids
    note("invalidite", "pensions", valeur("invalidite")["nombre"], pensions)
    note("aides_logement", "ménages", valeur("aides_logement")["nombre"], sommes["aide_logement", "nombre"] * poids)
    note("aides_logement", "montant mensuel", valeur("aides_logement")["montant"], par_mois("aide_logement"))
    table, nombre = valeur("niveau_de_vie"), sommes["niveaux", "nombre"]
    for numero in range(1, 10):
        note("niveau_de_vie", f"décile {numero}", table[f"d{numero}"], _decile(sommes["niveaux", "euros"], numero))
    note("niveau_de_vie", "moyenne", table["moyenne"], sommes["niveaux", "somme"] / nombre)
    pauvres = sommes["niveaux", "pauvres"] / nombre
    note("niveau_de_vie", "part sous le seuil de pauvreté", table["taux_pauvrete"], pauvres)
    note("ald", "personnes", sommes["ald", "attendues"] * poids, sommes["ald", "nombre"] * poids)
    for nom in _SOINS:
        personnes = sommes["personnes", "nombre"]
        note(f"soins_{nom}", "par personne", sommes[nom, "attendus"] / personnes, sommes[nom, "somme"] / personnes)
    note(
        "residence_alternee",
        "part des mineurs",
        valeur("residence_alternee")["part_des_mineurs"],
        sommes["mineurs", "alternes"] / sommes["mineurs", "nombre"],
    )
    return lignes


def _decile(par_euro: numpy.ndarray, numero: int) -> float:
    """The value below which so many tenths stand, within a euro."""
    cumul = numpy.cumsum(par_euro)
    return numpy.searchsorted(cumul, cumul[-1] * numero / 10) + 0.5


_REVENUS = ("aah", "aspa", "asi", "ass", "chomage", "pensions_invalidite_rentes")
_SOINS = {
    "boites": "franchises_annee_nombre_boites",
    "auxiliaires": "franchises_annee_nombre_actes",
    "sejours": "sejours_hopital",
    "nuits": "nuits_hopital",
}


def _comptes(colonne: pyarrow.ChunkedArray) -> dict[str, int]:
    return {str(un["values"]): un["counts"] for un in pc.value_counts(colonne.cast(pyarrow.string())).to_pylist()}


def _compte_distinct(table: pyarrow.Table, nom: str, cle: str) -> dict[str, int]:
    """Number of different keys for each value."""
    texte = pyarrow.table({nom: table.column(nom).cast(pyarrow.string()), cle: table.column(cle)})
    groupes = texte.group_by(nom).aggregate([(cle, "count_distinct")])
    return dict(zip(groupes.column(nom).to_pylist(), groupes.column(f"{cle}_count_distinct").to_pylist(), strict=True))
