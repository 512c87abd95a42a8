"""A population to start from: persons and households whose margins are the published ones.

Frame (households, ages, territories), activity and incomes, health and care of a year, in that order; each draw reads
dated margins with their sources (``marges/``). A chunk is drawn at a time: the size is not bounded by the memory.
"""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy
import pyarrow
import pyarrow.parquet as pq

from openfisca_cpam.population import menages as cadre
from openfisca_cpam.population import revenus, sante
from openfisca_cpam.population.columns import GARDEE
from openfisca_cpam.population.marges import valeur
from openfisca_cpam.population.menages import CONJOINT, ENFANT, REFERENCE, TYPES, Menages

PERSONNES_PAR_MORCEAU = 400_000
ROLES = ("demandeur", "conjoint", "personne_a_charge")
_STATUTS = ("locataire", "proprietaire", "heberge_gratuitement")
_LIENS = ("imposition_commune", "imposition_separee", "concubin")
_MICRO = ("vente", "services_bic", "liberale_bnc", "agricole")
MAJORITE, AGE_ENFANT = 18, 25


@dataclass
class Population:
    """A drawn population.

    Attributes:
        individus, foyers: tables ready for ``simulate``; columns that are no variables are marked and carried along.
        poids: real persons that each drawn one stands for.
    """

    individus: pyarrow.Table
    foyers: pyarrow.Table
    poids: float


def generate(individus: int, seed: int = 0, day: str = "2026-04-01") -> Population:
    """Draw a population in memory.

    Args:
        individus: number of persons, exact.
        seed: the same seed gives the same population.
        day: ages are counted on this day; the trip and the stay of each person are of this day.

    Raises:
        ValueError: for fewer than a thousand persons.
    """
    morceaux = list(_morceaux(individus, seed, day))
    return Population(
        pyarrow.concat_tables([personnes for personnes, _ in morceaux]),
        pyarrow.concat_tables([foyers for _, foyers in morceaux]),
        valeur("effectif")["total"] / individus,
    )


def write(
    individus: int,
    seed: int,
    day: str,
    paths: tuple[Path, Path],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Draw a population into two Parquet files, a chunk at a time; nothing is left of a run that fails.

    Args:
        individus, seed, day: as ``generate`` takes them.
        paths: of the persons and of the households.
        progress: called with the persons drawn and their total.
    """
    pending = [path.with_name(path.name + ".encours") for path in paths]
    writers: list[pq.ParquetWriter] = []
    done = 0
    try:
        with contextlib.ExitStack() as stack:
            for tables in _morceaux(individus, seed, day):
                for rank, table in enumerate(tables):
                    if len(writers) <= rank:
                        writers.append(
                            stack.enter_context(pq.ParquetWriter(pending[rank], table.schema, compression="zstd"))
                        )
                    writers[rank].write_table(table)
                done += tables[0].num_rows
                progress(done, individus)
        for source, path in zip(pending, paths, strict=True):
            os.replace(source, path)
    finally:
        for path in pending:
            path.unlink(missing_ok=True)


def _morceaux(individus: int, seed: int, day: str):
    if individus < 1000:
        raise ValueError("mille personnes au moins : au-dessous, les marges ne veulent plus rien dire")
    nombre = max(1, round(individus / PERSONNES_PAR_MORCEAU))
    tailles = [individus // nombre + (rang < individus % nombre) for rang in range(nombre)]
    racine = numpy.random.SeedSequence(seed)
    cadre_graine, *graines = racine.spawn(nombre + 1)
    hasard = numpy.random.default_rng(cadre_graine)
    vivier = cadre.vivier(hasard)
    poids = cadre.cale(vivier)
    personne, foyer, menage = 0, 0, 0
    for taille, graine in zip(tailles, graines, strict=True):
        hasard = numpy.random.default_rng(graine)
        tires = vivier.choisis(cadre.echantillon(hasard, poids, vivier, taille))
        tables = _tables(hasard, tires, valeur("effectif")["total"] / individus, day, (personne, foyer, menage))
        personne, foyer, menage = personne + taille, foyer + tables[1].num_rows, menage + len(tires)
        yield tables


def _foyers(hasard, menages: Menages) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The household of article R. 861-2 of each person, and the role in it.

    A child under 25 of the household is in it, four in five times from the age of majority; older children and the
    persons without family have one of their own.
    """
    enfant = menages.place == ENFANT
    rattache = enfant & ((menages.age < MAJORITE) | ((menages.age < AGE_ENFANT) & (hasard.random(len(enfant)) < 0.8)))
    tete = (menages.place == REFERENCE) | (~rattache & (menages.place != CONJOINT))
    role = numpy.where(tete, 0, numpy.where(menages.place == CONJOINT, 1, 2))
    return rattache, role


def _date(hasard, age: numpy.ndarray, day: str) -> numpy.ndarray:
    """A date of birth for each age, on a day."""
    jour = numpy.datetime64(day, "D")
    annee, reste = jour.astype("datetime64[Y]"), (jour - jour.astype("datetime64[Y]")).astype(int)
    anniversaire = (annee - age.astype("timedelta64[Y]")).astype("datetime64[D]") + reste
    return anniversaire - hasard.integers(0, 365, len(age))


def _tables(hasard, menages: Menages, poids: float, day: str, debuts: tuple[int, int, int]):
    rattache, role = _foyers(hasard, menages)
    # The attached members follow the reference and the partner; then each of the others, alone.
    ordre = numpy.lexsort((role, ~(rattache | (menages.place <= CONJOINT)), menages.de))
    menages = Menages(
        menages.genre,
        menages.territoire,
        menages.de[ordre],
        menages.age[ordre],
        menages.homme[ordre],
        menages.place[ordre],
    )
    role = role[ordre]
    de, nombre = menages.de, len(ordre)
    foyer = numpy.cumsum(role == 0) - 1
    tete = numpy.flatnonzero(role == 0)
    recus = revenus.tire(hasard, menages, poids)
    malade = sante.ald(hasard, menages, recus.niveau_de_vie)
    sources = recus.sources
    territoire = menages.territoire[de]
    local = (territoire == 1) & (hasard.random(nombre) < valeur("regime_local")["part"])
    principal = numpy.zeros(len(tete), dtype=bool)  # the first household of each dwelling carries its tenure
    principal[foyer[numpy.flatnonzero(numpy.diff(de, prepend=-1))]] = True
    alternee = _alternee(hasard, menages)
    dixieme = numpy.minimum((_rang(recus.niveau_de_vie[de]) * 10).astype(int), 9)
    sans = hasard.random(nombre) < numpy.array(valeur("sans_complementaire")["dixiemes"])[dixieme]
    sans = sans[tete][foyer]
    lien = revenus.conjoint_lien(hasard, menages)

    allers = sante.trajets(hasard, menages, malade, 68_043_000)
    trajet = sante.transport_type(hasard, nombre)
    modes = (*valeur("transports"), "aucun")
    sejours = sante.recours(hasard, menages, malade, "sejours")
    par_sejour = sante.nuits_par_sejour(hasard, menages)
    jour = numpy.datetime64(day, "D")
    recours_c2s, exoneres = valeur("c2s_recours"), valeur("sejours_exoneres")
    demande = hasard.random(len(tete)) < numpy.where(recus.rsa[de[tete]], recours_c2s["rsa"], recours_c2s["autres"])

    def euros(values: numpy.ndarray) -> numpy.ndarray:
        return numpy.round(values, 2)

    individus = {
        "individu_id": numpy.arange(debuts[0], debuts[0] + nombre),
        "foyer_id": foyer + debuts[1],
        "foyer_role": _noms(ROLES, role),
        "date_naissance": _date(hasard, menages.age, day),
        "sexe": _noms(("femme", "homme"), menages.homme.astype(int)),
        "regime_local_alsace_moselle": local,
        "ald_type": _noms(("aucune", "exonerante"), malade.astype(int)),
        "c2s_salaires": euros(sources["salaires"]),
        "c2s_retraites": euros(sources["retraites"]),
        "c2s_chomage": euros(sources["chomage"]),
        "c2s_chomage_indemnise": sources["chomage"] > 0,
        "c2s_pensions_invalidite_rentes": euros(sources["invalidite"]),
        "c2s_aah": euros(sources["aah"]),
        "c2s_aspa": euros(sources["aspa"]),
        "c2s_percoit_aspa": sources["aspa"] > 0,
        "c2s_asi": euros(sources["asi"]),
        "c2s_percoit_asi": sources["asi"] > 0,
        "c2s_ass": euros(sources["ass"]),
        "c2s_percoit_ass": sources["ass"] > 0,
        "c2s_prestations_familiales": euros(sources["prestations_familiales"]),
        "c2s_autres_ressources": euros(sources["patrimoine"]),
        "c2s_avis_revenu_non_salarie": euros(numpy.where(recus.micro, 0, sources["non_salarie"])),
        "c2s_chiffre_affaires": euros(numpy.where(recus.micro, sources["non_salarie"] / 0.6, 0)),
        "c2s_micro_activite": _noms(_MICRO, hasard.choice(4, nombre, p=[0.25, 0.35, 0.38, 0.02])),
        "c2s_conjoint_lien": _noms(_LIENS, lien),
        "c2s_residence_alternee": _noms(("non", "charge_partagee"), alternee.astype(int)),
        "participation_annee_nombre_actes": sante.recours(hasard, menages, malade, "medecins")
        + sante.recours(hasard, menages, malade, "biologie")
        + sante.recours(hasard, menages, malade, "urgences"),
        "franchises_annee_nombre_boites": sante.recours(hasard, menages, malade, "boites"),
        "franchises_annee_nombre_actes": sante.recours(hasard, menages, malade, "auxiliaires"),
        "franchises_annee_nombre_trajets": allers,
        "complementaire_type": _noms(("contrat_responsable", "aucune"), sans.astype(int)),
        # A trip and a stay of each person, of the reference day; how many a year stands beside them.
        "transport_mode": _noms(modes, numpy.where(allers > 0, trajet["mode"], len(modes) - 1)),
        "transport_objet": _noms(
            ("hospitalisation", "soin_lie_ald"), (malade & (hasard.random(nombre) < 0.85)).astype(int)
        ),
        "transport_distance_aller": trajet["distance"],
        "transport_prix_trajet": trajet["prix"],
        "transport_aller_retour": numpy.ones(nombre, dtype=bool),
        "transport_deficience_referentiel": numpy.ones(nombre, dtype=bool),
        "transport_prescription_date": numpy.full(nombre, jour - 7),
        "hospitalisation_service": _noms(("aucun", "mco"), (sejours > 0).astype(int)),
        "hospitalisation_date_entree": jour - par_sejour,
        "hospitalisation_date_sortie": numpy.full(nombre, jour),
        "hospitalisation_tarif_journalier": numpy.full(nombre, float(valeur("hospitalisation_tarif")["montant"])),
        "hospitalisation_lie_ald": malade & (hasard.random(nombre) < exoneres["lie_ald"]),
        "hospitalisation_acte_tarif": numpy.where(
            hasard.random(nombre) < exoneres["acte_couteux"], float(exoneres["tarif_acte"]), 0.0
        ),
        "journees_transport": allers // 2,
        "avec_complementaire": ~sans,
        "recours_c2s": demande[foyer],
        "depense_c2s": numpy.full(nombre, float(valeur("c2s_depense")["montant"])),
        "activite": _noms(revenus.ACTIVITES, recus.activite),
        "age_tire": menages.age,
        "sans_complementaire": sans,
        "nuits_hopital": sejours * par_sejour,
        "sejours_hopital": sejours,
        "niveau_de_vie": euros(recus.niveau_de_vie[de]),
        "poids": numpy.full(nombre, poids),
    }
    foyers = {
        "foyer_id": numpy.arange(len(tete)) + debuts[1],
        "statut_logement": _noms((*_STATUTS, "autre"), numpy.where(principal, recus.statut[de[tete]], 2)),
        "zone_residence": _noms(("metropole", "dom", "mayotte"), numpy.array([0, 0, 1, 2])[territoire[tete]]),
        "beneficiaire_rsa": recus.rsa[de[tete]] & principal,
        "c2s_aide_logement": euros(numpy.where(principal, recus.aide_logement[de[tete]], 0)),
        "menage_id": de[tete] + debuts[2],
        "menage_type": _noms(TYPES, menages.genre[de[tete]]),
        "alsace_moselle": territoire[tete] == 1,
        "niveau_de_vie_foyer": euros(recus.niveau_de_vie[de[tete]]),
        "poids_foyer": numpy.full(len(tete), poids),
    }
    return _marquee(individus, _PAS_VARIABLES), _marquee(foyers, _PAS_VARIABLES)


_PAS_VARIABLES = frozenset(
    (
        "journees_transport", "avec_complementaire", "recours_c2s", "depense_c2s", "activite", "age_tire",
        "sans_complementaire", "nuits_hopital", "sejours_hopital", "niveau_de_vie", "poids",
        "menage_id", "menage_type", "alsace_moselle", "niveau_de_vie_foyer", "poids_foyer",
    )
)  # fmt: skip


def _marquee(columns: dict[str, object], gardees: frozenset[str]) -> pyarrow.Table:
    """The table, its columns that are no variables marked so that a run keeps them."""
    arrays = {name: pyarrow.array(values) for name, values in columns.items()}
    fields = [
        pyarrow.field(name, array.type, metadata=GARDEE if name in gardees else None) for name, array in arrays.items()
    ]
    return pyarrow.Table.from_arrays(list(arrays.values()), schema=pyarrow.schema(fields))


def _noms(names: tuple[str, ...], ranks: numpy.ndarray) -> pyarrow.DictionaryArray:
    return pyarrow.DictionaryArray.from_arrays(
        pyarrow.array(numpy.asarray(ranks, dtype=numpy.int8)), pyarrow.array(names)
    )


def _rang(values: numpy.ndarray) -> numpy.ndarray:
    return numpy.argsort(numpy.argsort(values, kind="stable")) / max(len(values), 1)


def _alternee(hasard, menages: Menages) -> numpy.ndarray:
    """Minors in shared custody: children of one parent, three quarters of them, the others of recomposed couples."""
    mineur = (menages.place == ENFANT) & (menages.age < MAJORITE)
    part = valeur("residence_alternee")["part_des_mineurs"]
    seul = TYPES.index("famille_monoparentale") == menages.genre[menages.de]
    voulus = part * mineur.sum()
    return revenus.parmi(hasard, mineur & seul, 0.73 * voulus) | revenus.parmi(hasard, mineur & ~seul, 0.27 * voulus)
