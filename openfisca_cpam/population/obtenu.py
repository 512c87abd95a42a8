"""What a drawn population holds against its margins: asked, got, difference, confidence, source."""

from dataclasses import dataclass

import numpy
import pyarrow
import pyarrow.compute as pc

from openfisca_cpam.population.marges import marge, valeur
from openfisca_cpam.population.menages import TYPES, groupe
from openfisca_cpam.population.revenus import MOIS


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
    poids = individus.column("poids")[0].as_py()
    lignes: list[Ligne] = []

    def note(nom: str, poste: str, demande: float, trouve: float) -> None:
        de = marge(nom)
        lignes.append(
            Ligne(de.description, poste, float(demande), float(trouve), de.confiance, de.references[0]["title"])
        )

    total = valeur("effectif")["total"]
    echelle = total / (sum(sum(ages.values()) for ages in valeur("personnes_sexe_age").values()) * 1000)
    age = individus.column("age_tire").to_numpy()
    homme = pc.equal(individus.column("sexe"), "homme").to_numpy()
    for sexe in ("homme", "femme"):
        qui = homme if sexe == "homme" else ~homme
        nombres = numpy.bincount(groupe(age[qui]), minlength=20) * poids
        for rang, (tranche, ages) in enumerate(valeur("personnes_sexe_age").items()):
            note("personnes_sexe_age", f"{sexe}s de {tranche} ans", ages[sexe] * 1000 * echelle, nombres[rang])
    types = _compte_distinct(foyers, "menage_type", "menage_id")
    for nom in TYPES[:-1]:
        note("menages_type", nom, valeur("menages_type")[nom]["menages"] * echelle, types.get(nom, 0) * poids)
    situations = _comptes(individus.column("activite"))
    attendues: dict[str, float] = {}
    for ligne in valeur("activite_age").values():
        for nom, nombre in ligne.items():
            attendues[nom] = attendues.get(nom, 0) + nombre * 1000 * echelle
    for nom, nombre in attendues.items():
        note("activite_age", nom, nombre, situations.get(nom, 0) * poids)
    for nom in ("aah", "aspa", "asi", "ass"):
        colonne = individus.column(f"c2s_{nom}").to_numpy()
        minimum = valeur("minima_sociaux")[nom]
        note("minima_sociaux", f"{nom}, personnes", minimum["nombre"], (colonne > 0).sum() * poids)
        note(
            "minima_sociaux",
            f"{nom}, montant mensuel",
            minimum["montant"],
            colonne.sum() / max((colonne > 0).sum(), 1) / MOIS,
        )
    rsa = foyers.column("beneficiaire_rsa").to_numpy(zero_copy_only=False)
    note("minima_sociaux", "rsa, foyers", valeur("minima_sociaux")["rsa"]["nombre"], rsa.sum() * poids)
    chomage = individus.column("c2s_chomage").to_numpy()
    note("chomage", "personnes indemnisées", valeur("chomage")["nombre"], (chomage > 0).sum() * poids)
    note("chomage", "montant mensuel", valeur("chomage")["montant"], chomage.sum() / max((chomage > 0).sum(), 1) / MOIS)
    invalidite = individus.column("c2s_pensions_invalidite_rentes").to_numpy()
    note("invalidite", "pensions", valeur("invalidite")["nombre"], (invalidite > 0).sum() * poids)
    aide = foyers.column("c2s_aide_logement").to_numpy()
    note("aides_logement", "ménages", valeur("aides_logement")["nombre"], (aide > 0).sum() * poids)
    note(
        "aides_logement",
        "montant mensuel",
        valeur("aides_logement")["montant"],
        aide.sum() / max((aide > 0).sum(), 1) / MOIS,
    )
    # The published distribution is that of the métropole.
    zones = (
        foyers.column("zone_residence")
        .cast(pyarrow.string())
        .take(pc.index_in(individus.column("foyer_id"), foyers.column("foyer_id").combine_chunks()))
    )
    niveaux = individus.column("niveau_de_vie").to_numpy()[pc.equal(zones, "metropole").to_numpy()]
    table = valeur("niveau_de_vie")
    for numero in range(1, 10):
        note("niveau_de_vie", f"décile {numero}", table[f"d{numero}"], numpy.quantile(niveaux, numero / 10))
    note("niveau_de_vie", "moyenne", table["moyenne"], niveaux.mean())
    note(
        "niveau_de_vie",
        "part sous le seuil de pauvreté",
        table["taux_pauvrete"],
        (niveaux < table["seuil_pauvrete"]).mean(),
    )
    malade = pc.equal(individus.column("ald_type"), "exonerante").to_numpy()
    taux = numpy.array([[ages[sexe] for ages in valeur("ald").values()] for sexe in ("homme", "femme")]) / 100
    attendu = taux[numpy.where(homme, 0, 1), groupe(age)].sum()
    note("ald", "personnes", attendu * poids, malade.sum() * poids)
    for nom, colonnes in _SOINS.items():
        bande = numpy.digitize(age, (5, 15, 25, 45, 65, 75, 85))
        profil = numpy.array(list(valeur(f"soins_{nom}").values()), dtype=float)
        if colonnes is not None:
            note(f"soins_{nom}", "par personne", profil[bande].mean(), individus.column(colonnes).to_numpy().mean())
    alternee = pc.equal(individus.column("c2s_residence_alternee"), "charge_partagee").to_numpy()
    note(
        "residence_alternee",
        "part des mineurs",
        valeur("residence_alternee")["part_des_mineurs"],
        alternee[age < 18].mean(),
    )
    return lignes


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
