"""C2S for a million households in memory, on one core, everything counted; and what that rate is held against.

    python benchmarks/c2s.py [--menages 1000000] [--bloc 100000] [--tours 5] [--mois 2024-12]

One run, one draw of households, the columns that an analyst has: who is in the household, births, the resources of the
reference period, housing, zone, the month of the application. Three things are timed in turn on the same columns:

- the package: Arrow tables in, checked, blocks of whole households, all the law's variables, an Arrow table out;
- the same law written by hand in NumPy for these columns alone, by blocks of its own best size; its four results must
  be the package's, to the cent, or the run fails;
- openfisca-france 176.1.8, in its own environment and with its own core (``.venv-openfisca-france``), on part of the
  same households; its inputs are the twelve months of the same amounts, set by arrays, and everything else that its
  formulas would look for is given as zero. Its results differ where docs/comparaison_openfisca_france.md says so; the
  share of equal rights is printed. Absent, it is said so.

Ratios are those of the processor's time, the best of the rounds: a busy machine stretches both sides alike. The three
have the same setting of the C library's memory (``helpers/memoire.py``). Goals: three million households a second, ten
times openfisca-france, at most two and a half times NumPy.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy
import pyarrow

from openfisca_cpam import CountryTaxBenefitSystem
from openfisca_cpam.helpers.arrondis import arrondi_centime, arrondi_euro, sans_bruit, tronque_centime
from openfisca_cpam.helpers.dates import age_revolu, ajoute_mois, premier_de_l_annee
from openfisca_cpam.helpers.memoire import PLUS_GRAND_TABLEAU, RENDUE_AU_DELA, garde_la_memoire
from openfisca_cpam.population.block import compute
from openfisca_cpam.population.columns import plan
from openfisca_cpam.variables.complementaire_sante_solidaire.decision import DroitC2S, MotifC2S
from openfisca_cpam.variables.complementaire_sante_solidaire.foyer import ResidenceAlternee
from openfisca_cpam.variables.foyer.logement import StatutLogement, ZoneResidence

ICI = Path(__file__).parent
RESULTATS = ("c2s_base_ressources", "c2s_motif", "c2s_droit", "c2s_participation_mensuelle_foyer")
BUTS = {"débit": 3.0, "openfisca-france": 10.0, "numpy": 2.5}


def tire(menages: int, mois: str, graine: int = 7) -> tuple[dict[str, numpy.ndarray], dict[str, numpy.ndarray]]:
    """Columns of persons (members of a household together) and of households."""
    hasard = numpy.random.default_rng(graine)
    couple = hasard.random(menages) < 0.45
    enfants = hasard.choice(6, menages, p=[0.55, 0.2, 0.16, 0.06, 0.02, 0.01])
    foyer = numpy.repeat(numpy.arange(menages), 1 + couple + enfants)
    total = foyer.size
    rang = numpy.arange(total) - numpy.searchsorted(foyer, foyer)
    role = numpy.where(rang == 0, 0, numpy.where((rang == 1) & couple[foyer], 1, 2)).astype(numpy.uint8)
    enfant = role == 2
    age = numpy.where(enfant, hasard.integers(0, 28, total), hasard.integers(17, 92, total))
    jours = (age * 365.25 + hasard.integers(0, 365, total)).astype("timedelta64[D]")
    naissance = numpy.datetime64(f"{mois}-01", "D") - jours
    actif, vieux = ~enfant & (age < 63), ~enfant & (age >= 63)

    def part(probabilite, condition):
        return (hasard.random(total) < probabilite) & condition

    def montant(bas, haut, qui):
        return numpy.round(qui * hasard.uniform(bas, haut, total) * 12, 2)

    chomeur, malade, aspa, asi = part(0.1, actif), part(0.06, actif), part(0.05, vieux), part(0.01, actif)
    statut = hasard.choice(3, menages, p=[0.45, 0.5, 0.05])
    personnes = {
        "foyer_id": foyer,
        "foyer_role": role,
        "date_naissance": naissance,
        "c2s_salaires": montant(100, 2400, part(0.7, actif) | part(0.2, enfant & (age >= 17))),
        "c2s_chomage": montant(200, 1200, chomeur),
        "c2s_indemnites_journalieres": montant(200, 900, malade),
        "c2s_retraites": montant(300, 1900, part(0.93, vieux)),
        "c2s_aah": montant(30, 1016, part(0.03, actif)),
        "c2s_asi": montant(10, 500, asi),
        "c2s_aspa": montant(60, 700, aspa),
        "c2s_pensions_alimentaires_recues": montant(50, 400, part(0.06, actif)),
        "c2s_avis_pensions_alimentaires_versees": montant(50, 400, part(0.06, actif)),
        "c2s_chomage_indemnise": chomeur,
        "c2s_arret_maladie_plus_six_mois": malade & (hasard.random(total) < 0.4),
        "c2s_percoit_aspa": aspa,
        "c2s_percoit_asi": asi,
        "c2s_residence_alternee": part(0.1, enfant).astype(numpy.uint8) * numpy.uint8(_CHARGE_PARTAGEE),
        "regime_local_alsace_moselle": part(0.05, numpy.ones(total, dtype=bool)),
    }
    foyers = {
        "foyer_id": numpy.arange(menages),
        "zone_residence": (hasard.random(menages) < 0.04).astype(numpy.uint8) * numpy.uint8(ZoneResidence.dom.index),
        "statut_logement": numpy.take(_STATUTS, statut),
        "c2s_aide_logement": numpy.round(
            (hasard.random(menages) < 0.5) * (statut == 0) * hasard.uniform(20, 400, menages) * 12, 2
        ),
        "beneficiaire_rsa": hasard.random(menages) < 0.06,
    }
    return personnes, foyers


_CHARGE_PARTAGEE = ResidenceAlternee.charge_partagee.index
_STATUTS = numpy.array(
    [StatutLogement[nom].index for nom in ("locataire", "proprietaire", "heberge_gratuitement")], dtype=numpy.uint8
)


def par_blocs(personnes, foyers, taille):
    """The same columns, cut into blocks of whole households."""
    menages = foyers["foyer_id"].size
    bords = [*range(0, menages, taille), menages]
    lignes = numpy.searchsorted(personnes["foyer_id"], bords)
    for a, b, c, d in zip(bords, bords[1:], lignes, lignes[1:], strict=False):
        yield {nom: une[c:d] for nom, une in personnes.items()}, {nom: une[a:b] for nom, une in foyers.items()}


def le_paquet(systeme, personnes, foyers, mois, taille):
    """The results of the package, block by block, from tables that are already in memory."""
    individus, menages = pyarrow.table(personnes), pyarrow.table(foyers)
    prevu = plan(
        systeme,
        f"{mois}-01",
        list(RESULTATS),
        {"individu": ("individus", individus.schema), "foyer": ("foyers", menages.schema)},
    )
    bords = [*range(0, menages.num_rows, taille), menages.num_rows]
    lignes = numpy.searchsorted(personnes["foyer_id"], bords)

    def calcule():
        return [
            compute(prevu, individus.slice(c, d - c), menages.slice(a, b - a))[0]
            for a, b, c, d in zip(bords, bords[1:], lignes, lignes[1:], strict=False)
        ]

    return calcule


def a_la_main(systeme, mois, personnes, foyers) -> list[numpy.ndarray]:
    """The four results of one block, the law of the day written out for these columns."""
    jour = numpy.datetime64(f"{mois}-01", "D")
    loi = systeme.get_parameters_at_instant(str(jour))
    c2s, ages = loi.complementaire_sante_solidaire, loi.complementaire_sante_solidaire.foyer
    periode = c2s.ressources.periode_reference
    du_foyer = personnes["foyer_id"] - foyers["foyer_id"][0]
    nombre = foyers["foyer_id"].size

    def somme(valeurs):
        return numpy.bincount(du_foyer, weights=valeurs, minlength=nombre)

    # The household.
    role, naissance = personnes["foyer_role"], personnes["date_naissance"]
    age = age_revolu(naissance, jour)
    enfant = role == 2
    mineur = age < ages.age_majorite
    membre = ~enfant | (age < ages.age_limite_personne_a_charge)
    alternes = enfant & mineur & (personnes["c2s_residence_alternee"] == _CHARGE_PARTAGEE)
    personnes_du_foyer = somme(membre).astype(numpy.int64)

    # The resources.
    abattu = personnes["c2s_chomage_indemnise"] | personnes["c2s_arret_maladie_plus_six_mois"]
    total = personnes["c2s_salaires"] * (1 - c2s.abattement.revenus_activite * abattu)
    for nom in ("c2s_chomage", "c2s_indemnites_journalieres", "c2s_retraites", "c2s_pensions_alimentaires_recues"):
        total += personnes[nom]
    debut = numpy.datetime64(mois, "M") - periode.recul_mois
    abattements = [
        systeme.get_parameters_at_instant(f"{debut + rang}-01").complementaire_sante_solidaire.abattement
        for rang in range(periode.nombre_mois)
    ]
    for nom, lit in (("aah", None), ("asi", lambda un: un.asi), ("aspa", lambda un: un.aspa)):
        recoit = numpy.flatnonzero(personnes[f"c2s_{nom}"])
        mensuel = personnes[f"c2s_{nom}"][recoit] / periode.nombre_mois
        if lit is not None:
            du_couple = numpy.zeros(role.size, dtype=bool)
            du_couple[recoit] = role[recoit] < 2
            les_deux = (somme(du_couple) > 1)[du_foyer[recoit]] & du_couple[recoit]
        percoit_aah = personnes["c2s_aah"][recoit] > 0
        for un in abattements:
            if lit is None:
                abattement = un.aah
            else:
                abattement = numpy.where(les_deux, lit(un).couple / 2, lit(un).personne_seule)
                if nom == "asi":
                    abattement = numpy.where(percoit_aah, 0, abattement)
            total[recoit] += numpy.maximum(0, mensuel - abattement)
    versees = personnes["c2s_avis_pensions_alimentaires_versees"]
    base = somme(membre * (total - versees))
    forfaits, rsa = c2s.forfait_logement, loi.references_nationales.rsa
    coefficients = numpy.array([rsa.coefficient.personnes_1, rsa.coefficient.personnes_2, rsa.coefficient.personnes_3])

    def forfait(taux):
        parts = numpy.array([taux.personnes_1, taux.personnes_2, taux.personnes_3_et_plus])
        return arrondi_centime(parts * coefficients * rsa.montant_base)

    taille = numpy.minimum(personnes_du_foyer, 3) - 1
    aide = foyers["c2s_aide_logement"] / periode.nombre_mois
    avantage = numpy.isin(foyers["statut_logement"], _STATUTS[1:]) * forfait(forfaits.taux_sans_aide_logement)[taille]
    plafonnee = numpy.minimum(aide, forfait(forfaits.taux_avec_aide_logement)[taille])
    base += periode.nombre_mois * numpy.where(aide > 0, plafonnee, avantage)
    base = sans_bruit(numpy.maximum(0, base))

    # The ceilings: the published scale, or the formula when a child counts for half.
    outre_mer = foyers["zone_residence"] != ZoneResidence.metropole.index
    majoration, plafonds = c2s.plafond.majoration, []
    rangs = numpy.flatnonzero(somme(alternes))
    coefficient = _coefficients(rangs, du_foyer, personnes, membre, alternes, majoration)
    for droit, hausse in (("sans_participation", 0), ("avec_participation", c2s.plafond.majoration_avec_participation)):
        baremes = [getattr(zone, droit) for zone in (c2s.plafond.bareme.metropole, c2s.plafond.bareme.outre_mer)]
        grand = int(personnes_du_foyer.max()) + 1
        table = numpy.array(
            [
                [
                    getattr(bareme, f"personnes_{min(max(n, 1), 4)}") + max(n - 4, 0) * bareme.personne_supplementaire
                    for n in range(grand)
                ]
                for bareme in baremes
            ]
        )
        plafond = table.ravel()[outre_mer * grand + personnes_du_foyer]
        zone = 1 + outre_mer[rangs] * c2s.plafond.majoration_dom
        plafond[rangs] = arrondi_euro(c2s.plafond.base_personne_seule * coefficient * zone * (1 + hausse))
        plafonds.append(plafond)

    # The decision.
    adulte = role < 2
    presume = numpy.zeros(role.size, dtype=bool)
    par = {}
    for nom in ("aspa", "asi"):
        titulaire = personnes[f"c2s_percoit_{nom}"] & membre & getattr(c2s.presomption, nom)
        couvert = titulaire | (adulte & (somme(titulaire & adulte) > 0)[du_foyer])
        par[nom] = couvert & ~presume
        presume = presume | couvert
    tous = somme(presume & membre) == personnes_du_foyer
    motif = numpy.full(nombre, MotifC2S.plafond_depasse.index, dtype=numpy.uint8)
    for condition, un in (
        (base <= plafonds[1], MotifC2S.ressources_avec_participation),
        (tous & (somme(par["asi"]) > 0), MotifC2S.presomption_asi),
        (tous & (somme(par["aspa"]) > 0), MotifC2S.presomption_aspa),
        (base < plafonds[0], MotifC2S.ressources_sans_participation),
        (foyers["beneficiaire_rsa"], MotifC2S.rsa),
        (somme((role == 0) & mineur) > 0, MotifC2S.mineur),
    ):
        motif[condition] = un.index
    table = numpy.full(len(MotifC2S), DroitC2S.aucun.index, dtype=numpy.uint8)
    for un in (MotifC2S.rsa, MotifC2S.ressources_sans_participation):
        table[un.index] = DroitC2S.sans_participation.index
    for un in (MotifC2S.presomption_aspa, MotifC2S.presomption_asi, MotifC2S.ressources_avec_participation):
        table[un.index] = DroitC2S.avec_participation.index
    droit = table[motif]

    # The contribution, at the age of 1 January of the year of the tacit decision.
    decision = ajoute_mois(jour, c2s.delais.decision_mois)
    avec = (droit == DroitC2S.avec_participation.index)[du_foyer]
    doit = membre & (avec | (presume & (motif == MotifC2S.plafond_depasse.index)[du_foyer]))
    rangs = numpy.flatnonzero(doit)
    ages_retenus = numpy.maximum(0, age_revolu(naissance[rangs], premier_de_l_annee(decision)))
    tarifs = numpy.where(
        personnes["regime_local_alsace_moselle"][rangs],
        c2s.participation.regime_local.calc(ages_retenus),
        c2s.participation.regime_general.calc(ages_retenus),
    )
    limite = tronque_centime(
        c2s.participation.plafond_taux * c2s.plafond.base_personne_seule / c2s.participation.mois_par_an
    )
    due = numpy.bincount(du_foyer[rangs], weights=numpy.minimum(tarifs, limite), minlength=nombre)
    return [base, motif, droit, arrondi_centime(due)]


def _coefficients(foyers, du_foyer, personnes, membre, alternes, majoration) -> numpy.ndarray:
    """The coefficient of the ceiling of the households where a child counts for half."""
    choisis = numpy.zeros(int(du_foyer[-1]) + 1, dtype=bool)
    choisis[foyers] = True
    rangs = numpy.flatnonzero(choisis[du_foyer] & membre)
    ordre = numpy.lexsort(
        (alternes[rangs], personnes["date_naissance"][rangs], personnes["foyer_role"][rangs], du_foyer[rangs])
    )
    rangs = rangs[ordre]
    siens = du_foyer[rangs]
    place = numpy.arange(rangs.size) - numpy.searchsorted(siens, siens)
    taux = numpy.array([1, majoration.personne_2, majoration.personnes_3_et_4, majoration.personnes_3_et_4])
    taux = numpy.append(taux, majoration.personne_5_et_plus)[numpy.minimum(place, 4)]
    taux = taux * numpy.where(alternes[rangs], majoration.coefficient_residence_alternee, 1)
    return numpy.bincount(siens, weights=taux, minlength=choisis.size)[foyers]


def openfisca_france(personnes, foyers, mois, menages, python):
    """Households a second of openfisca-france on part of the same columns, and its rights; None when it is absent."""
    if not python.is_file():
        return None
    partie = next(par_blocs(personnes, foyers, menages))
    with tempfile.TemporaryDirectory() as dossier:
        entree, sortie = Path(dossier) / "entree.npz", Path(dossier) / "sortie.npz"
        numpy.savez(entree, mois=mois, **partie[0], **{nom: une for nom, une in partie[1].items() if nom != "foyer_id"})
        fait = subprocess.run(
            [str(python), str(ICI / "c2s_openfisca_france.py"), str(entree), str(sortie)],
            capture_output=True,
            text=True,
            check=True,
            env={
                "PATH": os.environ["PATH"],
                "MALLOC_TRIM_THRESHOLD_": str(RENDUE_AU_DELA),
                "MALLOC_MMAP_THRESHOLD_": str(PLUS_GRAND_TABLEAU),
            },
        )
        return json.loads(fait.stdout.splitlines()[-1]), dict(numpy.load(sortie))


def identiques(paquet, ecrite) -> bool:
    """Whether every result is the same, to the cent; what differs is printed."""
    for rang, nom in enumerate(RESULTATS):
        colonne = pyarrow.chunked_array([morceau.column(nom).combine_chunks() for morceau in paquet])
        if pyarrow.types.is_dictionary(colonne.type):
            membres = list({"c2s_motif": MotifC2S, "c2s_droit": DroitC2S}[nom])
            la = numpy.concatenate([un[rang] for un in ecrite])
            ici = numpy.array(colonne.cast(pyarrow.string()).to_pylist())
            differents = numpy.flatnonzero(ici != numpy.array([membre.name for membre in membres])[la])
        else:
            la, ici = numpy.concatenate([un[rang] for un in ecrite]), colonne.to_numpy()
            differents = numpy.flatnonzero(numpy.abs(ici - la) > 0.001)
        if differents.size:
            premier = differents[0]
            print(f"{nom} : {differents.size} foyers diffèrent, dont le {premier} : {ici[premier]} et {la[premier]}")
            return False
    return True


def main() -> int:
    """Print the rate and the ratios; 1 when a result differs."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--menages", type=int, default=1_000_000)
    options.add_argument("--bloc", type=int, default=100_000, help="households a block of the package")
    options.add_argument("--bloc-numpy", type=int, default=20_000, help="households a block of the law in NumPy")
    options.add_argument("--tours", type=int, default=5)
    options.add_argument("--mois", default="2024-12")
    choisi = options.parse_args()
    garde_la_memoire()
    systeme = CountryTaxBenefitSystem()
    personnes, foyers = tire(choisi.menages, choisi.mois)
    calcule = le_paquet(systeme, personnes, foyers, choisi.mois, choisi.bloc)
    temps: dict[str, list[float]] = {"le paquet": [], "NumPy": []}
    horloge: list[float] = []
    for _ in range(choisi.tours):
        debut, mur = time.process_time(), time.perf_counter()
        paquet = calcule()
        milieu = time.process_time()
        horloge.append(time.perf_counter() - mur)
        ecrite = [a_la_main(systeme, choisi.mois, *bloc) for bloc in par_blocs(personnes, foyers, choisi.bloc_numpy)]
        temps["le paquet"].append(milieu - debut)
        temps["NumPy"].append(time.process_time() - milieu)
    if not identiques(paquet, ecrite):
        return 1
    mieux = {nom: min(tous) for nom, tous in temps.items()}
    debit = choisi.menages / mieux["le paquet"] / 1e6
    total = personnes["foyer_id"].size
    print(f"{choisi.menages:,} foyers, {total:,} personnes, demande de {choisi.mois}, blocs de {choisi.bloc:,}")
    print(
        f"le paquet : {debit:.2f} million de foyers par seconde de processeur (but : {BUTS['débit']:g} ; à l'horloge "
        f"{choisi.menages / min(horloge) / 1e6:.2f}) ; {mieux['le paquet'] / total * 1e9:.0f} ns par personne"
    )
    print(
        f"le paquet / NumPy écrit à la main : {mieux['le paquet'] / mieux['NumPy']:.2f} (but : {BUTS['numpy']:g} au "
        f"plus) ; NumPy {choisi.menages / mieux['NumPy'] / 1e6:.2f} million par seconde ; mêmes centimes"
    )
    python = Path(os.environ.get("OPENFISCA_FRANCE_PYTHON", ICI.parent / ".venv-openfisca-france" / "bin" / "python"))
    part = min(choisi.menages, 100_000)
    ailleurs = openfisca_france(personnes, foyers, choisi.mois, part, python)
    if ailleurs is None:
        print("openfisca-france : absent (.venv-openfisca-france ou OPENFISCA_FRANCE_PYTHON)")
        return 0
    mesure, resultats = ailleurs
    droit = numpy.concatenate([un[2] for un in ecrite])[:part]
    egaux = ((droit == DroitC2S.sans_participation.index) == (resultats["cmu_c"] > 0)).mean()
    leur = part / mesure["secondes"]
    print(
        f"le paquet / openfisca-france {mesure['version']} : {debit * 1e6 / leur:.0f} fois son débit (but : "
        f"{BUTS['openfisca-france']:g}) ; lui {leur:,.0f} foyers par seconde sur {part:,}, par blocs de "
        f"{mesure['bloc']:,} ; droit sans participation égal pour {egaux:.1%} des foyers"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
