"""Random situations for the second reading of cash benefits: thresholds to the cent, eve and morrow of every change.

A lot is one base date: its situations start on that day, the day before or the day after (or an earlier event, a
consolidation or a death, is drawn about it). The package runs a lot in one simulation.
"""

import datetime
import random
from dataclasses import dataclass
from decimal import Decimal

import numpy
from openfisca_core import periods
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder

from . import prestations_especes as lecture
from .valeurs_especes import (
    PASS,
    SALAIRE_MINIMUM_RENTE,
    SMIC,
    Jour,
    ans_plus,
    au,
    jours_plus,
    mois_plus,
    mois_precedents,
    premier_du_mois,
)

D = Decimal
CENTIME = D("0.01")
FIN = Jour(2026, 11, 22)
# Days when a value or a rule of the dossier changes.
CHANGEMENTS = [
    Jour(2018, 2, 1), Jour(2018, 4, 1), Jour(2019, 1, 1), Jour(2019, 2, 1), Jour(2019, 4, 1), Jour(2019, 7, 1),
    Jour(2019, 8, 23), Jour(2019, 12, 1), Jour(2019, 12, 28), Jour(2020, 1, 1), Jour(2020, 2, 1), Jour(2020, 4, 1),
    Jour(2020, 5, 25), Jour(2020, 6, 2), Jour(2020, 7, 1), Jour(2021, 1, 1), Jour(2021, 2, 1), Jour(2021, 4, 1),
    Jour(2021, 4, 14), Jour(2021, 7, 1), Jour(2021, 8, 8), Jour(2021, 11, 1), Jour(2022, 1, 1), Jour(2022, 2, 1),
    Jour(2022, 2, 23), Jour(2022, 4, 1), Jour(2022, 6, 1), Jour(2022, 7, 1), Jour(2022, 9, 1), Jour(2023, 1, 1),
    Jour(2023, 2, 1), Jour(2023, 4, 1), Jour(2023, 6, 1), Jour(2023, 7, 30), Jour(2023, 8, 20), Jour(2023, 8, 21),
    Jour(2024, 1, 1), Jour(2024, 2, 1), Jour(2024, 2, 27), Jour(2024, 4, 1), Jour(2024, 7, 1), Jour(2024, 12, 1),
    Jour(2025, 1, 1), Jour(2025, 2, 1), Jour(2025, 4, 1), Jour(2025, 7, 1), Jour(2026, 1, 1), Jour(2026, 2, 1),
    Jour(2026, 4, 1), Jour(2026, 7, 1), Jour(2026, 9, 1), Jour(2026, 11, 1),
]  # fmt: skip
SUJETS = {"arret": 70, "incapacite": 6, "ayants_droit": 4, "procedure": 3, "invalidite": 8, "veuvage": 3,
          "allocation": 3, "deces": 5}  # fmt: skip


@dataclass
class Lot:
    """The situations of a base date; `jour` is the day asked."""

    jour: Jour
    sujet: str
    situations: list


def dates() -> list:
    """The eve, the day and the morrow of every change; the ends of February; two days of every quarter."""
    jours = {jours_plus(jour, ecart) for jour in CHANGEMENTS for ecart in (-1, 0, 1)}
    jours |= {Jour(2020, 2, 29), Jour(2021, 2, 28), Jour(2024, 2, 29), FIN, Jour(2018, 1, 1), Jour(2018, 1, 2)}
    for annee in range(2018, 2027):
        jours |= {Jour(annee, mois, 15) for mois in (3, 5, 8, 10)} | {Jour(annee, mois, 30) for mois in (1, 8)}
    return sorted(jour for jour in jours if Jour(2018, 1, 1) <= jour <= FIN)


def tire(graine, nombre: int, par_lot: int) -> list:
    """Lots; at least one of every subject, the dates in turn."""
    hasard = random.Random(f"especes-{graine}")
    jours = dates()
    hasard.shuffle(jours)
    noms = list(SUJETS)
    lots = []
    for rang in range(nombre // par_lot):
        sujet = noms[rang] if rang < len(noms) else hasard.choices(noms, weights=list(SUJETS.values()))[0]
        lots.append(tire_un_lot(random.Random(f"{graine}-{rang}"), jours[rang % len(jours)], sujet, par_lot))
    return lots


def tire_un_lot(hasard, jour, sujet, combien) -> Lot:
    tireur = {
        "arret": arret,
        "incapacite": incapacite,
        "ayants_droit": ayants_droit,
        "procedure": procedure,
        "invalidite": invalidite,
        "veuvage": veuvage,
        "allocation": allocation,
        "deces": deces,
    }[sujet]
    if sujet in {"incapacite", "ayants_droit"}:
        jour = max(jour, Jour(2018, 4, 1))
    if sujet == "allocation":
        jour = max(jour, Jour(2022, 1, 1))
    verses = sujet == "arret" and hasard.random() < 0.2
    situations = []
    for _ in range(combien):
        dit = tireur(hasard, jour, verses) if sujet == "arret" else tireur(hasard, jour)
        situations.append({nom: valeur for nom, valeur in dit.items() if valeur is not None})
    return Lot(jour, sujet, situations)


# --------------------------------------------------------------------------------------------------------------------
# Draws


def sort(hasard, **poids):
    """A word, by weight."""
    return hasard.choices(list(poids), weights=list(poids.values()))[0]


def euros(hasard, mini, maxi) -> Decimal:
    montant = D(hasard.randint(mini * 100, maxi * 100)) / 100
    return D(int(montant)) if hasard.random() < 0.4 else montant


def autour(hasard, seuil, mini, maxi) -> Decimal:
    """One time in two the threshold, a cent below or above; else anything."""
    if hasard.random() < 0.5:
        centimes = int(seuil * 100)
        return max(CENTIME, D(centimes + hasard.choice([-1, 0, 0, 1, 2])) / 100)
    return euros(hasard, mini, maxi)


def chance(hasard, probabilite) -> bool:
    return hasard.random() < probabilite


def pres(hasard, jour) -> Jour:
    return jours_plus(jour, hasard.choice([-1, 0, 0, 0, 1]))


# --------------------------------------------------------------------------------------------------------------------
# A stop


def arret(hasard, jour, verses) -> dict:
    dit = {"sujet": "arret"}
    statut = sort(hasard, salarie=55, chomeur_indemnise=6, maintien_droits=6, artisan_commercant=16,
                  profession_liberale=8, praticien_conventionne=5, sans_activite=1)  # fmt: skip
    dit["statut_professionnel"] = statut
    nature = sort(hasard, maladie=40, affection_longue_duree=12, temps_partiel_therapeutique=8,
                  allocation_grossesse_exposee=2, maternite=12, pathologie_grossesse=2, paternite=6, adoption=4,
                  deuil_enfant=3, naissance_supplementaire=2, at_mp=8, rechute_at_mp=3)  # fmt: skip
    if nature == "naissance_supplementaire" and jour < Jour(2026, 6, 1) and chance(hasard, 0.8):
        nature = "maladie"
    dit["ij_nature"] = nature
    dit["ij_arret_debut"] = max(pres(hasard, jour), Jour(2018, 1, 1))
    duree = hasard.choice([1, 2, 3, 4, 5, 7, 8, 9, 10, 14, 28, 29, 30, 31, 32, 45, 60, 90, 91, 181, 200, 365, 380, 400])
    dit["ij_arret_fin"] = jours_plus(dit["ij_arret_debut"], duree - 1)
    if nature in lecture.CONGES:
        conge(hasard, dit, nature)
    if chance(hasard, 0.02):
        dit["ij_suppression"] = True
    droits(hasard, dit)
    if statut in lecture.INDEPENDANTS:
        independant(hasard, dit)
    if statut in lecture.MAINTENUS:
        maintien(hasard, dit)
    salaires(hasard, dit)
    if nature in lecture.MALADIES:
        maladie(hasard, dit, verses)
    if nature in lecture.ACCIDENTS:
        accident(hasard, dit)
    conditions_au_seuil(hasard, dit)
    return dit


def droits(hasard, dit):
    dit["ij_heures_3_mois"] = D(hasard.choice([0, 60, 149, 150, 151, 300, 455]))
    if chance(hasard, 0.1):
        dit["ij_heures_3_mois"] = D("149.99")
    dit["ij_heures_12_mois"] = D(hasard.choice([0, 300, 599, 600, 601, 1200, 1600]))
    if chance(hasard, 0.15):
        dit["ij_jours_assimiles_3_mois"] = hasard.choice([1, 10, 25, 60])
        dit["ij_jours_assimiles_12_mois"] = hasard.choice([25, 60, 100])
    dit["ij_mois_affiliation"] = hasard.choice([0, 5, 6, 9, 10, 11, 12, 13, 40, 40, 40, 60])


def salaires(hasard, dit):
    """Pays about the ceilings, given in one of the three ways, or not at all."""
    d = lecture.Dossier(dit)
    if lecture.debut(d) is None:
        return
    plafonds = [lecture.plafond_maladie(d), lecture.plafond_maternite(d)]
    if dit["ij_nature"] in lecture.ACCIDENTS:
        plafonds = [lecture.at_plafond(d) * 3042 / 100, lecture.at_plafond(d) * 3042 / 79]
    dit["ij_rythme_paie"] = sort(hasard, mensuel=70, quinzaine=8, semaine=8, saisonnier=14)
    par_an = lecture.RYTHMES[dit["ij_rythme_paie"]][2]
    vise = hasard.choice(plafonds) * 12 / par_an
    facon = sort(hasard, constant=40, total=20, mensuels=37, rien=3)
    nombre = lecture.RYTHMES[dit["ij_rythme_paie"]][0]
    if dit["ij_nature"] in lecture.ACCIDENTS:
        nombre = {"mensuel": 1, "quinzaine": 2, "semaine": 4, "saisonnier": 12}[dit["ij_rythme_paie"]]
    if facon == "constant":
        dit["ij_salaire_constant"] = autour(hasard, vise, 100, int(6000 * 12 / par_an))
    elif facon == "total":
        dit["ij_salaires_periode_reference"] = autour(hasard, vise * nombre, 200, int(6000 * nombre * 12 / par_an))
    elif facon == "mensuels":
        vise = hasard.choice(plafonds)
        mois = mois_precedents(lecture.salaires_reference(d), 12)
        base = autour(hasard, vise, 150, 5000)
        egal = chance(hasard, 0.5)
        dit["salaire_brut"] = {cle: base if egal else autour(hasard, vise, 150, 5000) for cle in mois}


def conditions_au_seuil(hasard, dit):
    """The pay of six and twelve months at the amount required, a cent below or above."""
    d = lecture.Dossier(dit)
    jour = lecture.debut(d) and (lecture.jour_des_conditions(d) or lecture.reference(d))
    if not jour:
        return
    if chance(hasard, 0.35):
        dit["ij_remuneration_6_mois"] = autour(hasard, lecture.seuil_six_mois(jour), 1000, 20000)
    if chance(hasard, 0.35):
        dit["ij_remuneration_12_mois"] = autour(hasard, lecture.seuil_douze_mois(jour), 2000, 40000)


def maladie(hasard, dit, verses):
    debut = dit["ij_arret_debut"]
    nature = dit["ij_nature"]
    if chance(hasard, 0.12):
        dit["ij_arret_initial_debut"] = jours_plus(debut, -hasard.choice([1, 3, 10, 27, 30, 90, 150, 200]))
        if dit["ij_arret_initial_debut"] < Jour(2018, 1, 1):
            del dit["ij_arret_initial_debut"]
    elif chance(hasard, 0.05):
        dit["ij_prolongation"] = True
    elif chance(hasard, 0.35):
        motif = hasard.choice(["deces_enfant", "interruption_spontanee_grossesse", "interruption_medicale_grossesse",
                               "post_natal", "grossesse_6_semaines", "apres_at_mp", "apres_arret_complet",
                               "ti_meme_accident"])  # fmt: skip
        dit["ij_motif_sans_carence"] = motif
        if motif == "deces_enfant":
            dit["ij_deces_enfant_date"] = jours_plus(debut, -hasard.choice([0, 1, 50, 90, 91, 92, 120]))
        if motif == "post_natal" and chance(hasard, 0.6):
            dit["date_accouchement"] = jours_plus(debut, -hasard.choice([70, 126, 154, 900, 1050, 1090]))
    if chance(hasard, 0.03):
        dit["ij_victime_terrorisme"] = True
    if nature == "affection_longue_duree" or (nature == "temps_partiel_therapeutique" and chance(hasard, 0.3)):
        if nature == "temps_partiel_therapeutique":
            dit["ij_temps_partiel_affection_longue_duree"] = True
        if chance(hasard, 0.7):
            annee = hasard.choice([0, 1, 2, 3, 3, 3, 4])
            dit["ij_ald_periode_debut"] = jours_plus(ans_plus(debut, -annee), hasard.choice([-5, -1, 0, 1, 5, 40]))
            if dit["ij_ald_periode_debut"] >= debut:
                dit["ij_ald_periode_debut"] = jours_plus(debut, -20)
            dit["ij_ald_reprise_mois"] = hasard.choice([0, 0, 0, 11, 12, 13])
    if nature == "temps_partiel_therapeutique":
        dit["ij_temps_partiel_direct"] = chance(hasard, 0.4)
        dit["ij_perte_gain_journaliere"] = euros(hasard, 5, 60)
    if verses and nature != "affection_longue_duree":
        dit["ij_maladie_jour_verse"] = jours_verses(hasard, debut)
    elif chance(hasard, 0.3):
        dit["ij_maladie_versees_trois_ans"] = hasard.choice([1, 100, 300, 330, 350, 357, 359, 360])
    if chance(hasard, 0.1):
        dit["ij_pension_vieillesse"] = True
        dit["ij_retraite_versees"] = hasard.choice([0, 0, 30, 58, 59, 60])
    if chance(hasard, 0.04):
        dit["ij_pension_inaptitude"] = True
    if chance(hasard, 0.2):
        dit["ij_enfants_a_charge_nombre"] = hasard.choice([1, 2, 3, 4])
    if chance(hasard, 0.1):
        dit["ij_hospitalise"] = True
    if chance(hasard, 0.05):
        dit["ij_teleconsultation_autre_medecin"] = True
    if chance(hasard, 0.05):
        dit["ij_cure_thermale"] = True
        personnes = hasard.choice([0, 1, 2, 4])
        dit["ij_cure_personnes_nombre"] = personnes
        plafond = lecture.pmss(lecture.reference(lecture.Dossier(dit))) * (2 + personnes) / 2
        dit["ij_cure_ressources_mensuelles"] = autour(hasard, plafond, 500, 9000)
    if chance(hasard, 0.15) and dit["statut_professionnel"] not in lecture.INDEPENDANTS:
        avis(hasard, dit)


def avis(hasard, dit):
    dit["ij_avis_papier"] = True
    dit["ij_prescription_date"] = jours_plus(dit["ij_arret_debut"], -hasard.choice([0, 0, 1, 2]))
    dit["ij_envoi_date"] = jours_plus(dit["ij_arret_debut"], hasard.choice([0, 1, 2, 3, 4, 10, 20]))
    dit["ij_second_envoi_tardif"] = chance(hasard, 0.7)


def jours_verses(hasard, debut) -> list:
    """Days already paid, within or about the three years; never a day of the stop."""
    periodes = []
    for _ in range(hasard.choice([1, 1, 2, 3])):
        longueur = hasard.choice([1, 5, 10, 100, 200, 340, 355, 359, 360])
        dernier = jours_plus(debut, -hasard.choice([30, 200, 380, 700]))
        if chance(hasard, 0.5):
            dernier = jours_plus(ans_plus(debut, -3), hasard.choice([0, 2, 3, 4, 10, 20]))
        dernier = min(dernier, jours_plus(debut, -1))
        periodes.append((jours_plus(dernier, 1 - longueur), dernier))
    return periodes


def accident(hasard, dit):
    if chance(hasard, 0.4):
        dit["at_mp_jours_deja_indemnises"] = hasard.choice([1, 20, 27, 28, 29, 100])
    if dit["ij_nature"] == "rechute_at_mp":
        dit["at_mp_consolidation_anterieure"] = chance(hasard, 0.5)
        dit["at_mp_premiere_indemnite_initiale"] = euros(hasard, 20, 240)
        dit["at_mp_premiere_indemnite_majoree"] = euros(hasard, 30, 320)
        if chance(hasard, 0.4):
            dit["at_mp_rente_maintenue_jour"] = euros(hasard, 1, 40)
    if chance(hasard, 0.05):
        dit["ij_teleconsultation_autre_medecin"] = True


def maintien(hasard, dit):
    debut = lecture.debut(lecture.Dossier(dit))
    limite = mois_plus(debut, -12)
    emploi = hasard.choice([jours_plus(debut, -1), jours_plus(debut, -45), jours_plus(limite, -1), limite,
                            jours_plus(limite, 1), mois_plus(debut, -20)])  # fmt: skip
    dit["ij_fin_emploi_date"] = emploi
    if chance(hasard, 0.3):
        dit["ij_fin_indemnisation_chomage_date"] = min(jours_plus(debut, -1), jours_plus(emploi, 60))


def independant(hasard, dit):
    debut = lecture.reference(lecture.Dossier(dit))
    if debut is None:
        return
    if chance(hasard, 0.8):
        dit["ij_mois_affiliation"] = hasard.choice([9, 10, 12, 12, 30])
    dit["micro_entreprise"] = chance(hasard, 0.3)
    annees = [debut.year - rang for rang in (3, 2, 1)]
    plafonds = {annee: au(PASS, Jour(annee, 1, 1)) for annee in [*annees, debut.year]}
    facteur = 1 if dit["statut_professionnel"] == "artisan_commercant" else 3
    seuil = sum(plafonds[annee] for annee in annees) / 30
    facon = sort(hasard, annees=55, donne=25, debutant=12, nuls=4, rien=4)
    if facon == "annees":
        vises = [seuil, plafonds[debut.year] * facteur, plafonds[annees[0]] * D("0.4")]
        vise = hasard.choice(vises)
        egal = chance(hasard, 0.5)
        montant = autour(hasard, vise, 500, 60000 * facteur)
        dit["revenu_activite_independante"] = {
            annee: montant if egal else autour(hasard, vise, 500, 60000 * facteur) for annee in annees
        }
        if chance(hasard, 0.3):
            dit["ij_ti_part_cotisations_payees"] = {annee: hasard.choice([D(0), D("0.5"), D(1)]) for annee in annees}
            dit["ij_ti_echeancier_respecte"] = chance(hasard, 0.3)
    elif facon == "donne":
        vise = hasard.choice([seuil, plafonds[debut.year] * facteur])
        dit["ij_ti_revenu_moyen_donne"] = autour(hasard, vise, 500, 60000 * facteur)
    elif facon == "debutant":
        dit["ij_ti_revenu_a_ce_jour"] = euros(hasard, 500, 60000)
        dit["ij_ti_jours_activite"] = hasard.randint(365, 1000)
        dit["ij_ti_mois_activite"] = hasard.randint(12, 34)
    elif facon == "nuls":
        dit["ij_ti_revenus_nuls"] = True
    if chance(hasard, 0.06):
        dit["ij_ti_rsa_sans_option"] = True
    if chance(hasard, 0.05):
        dit["ij_ti_pension_invalidite"] = True
    if chance(hasard, 0.04):
        dit["ij_ti_revenu_remplacement"] = True
    if chance(hasard, 0.3):
        dit["ij_ti_duree_prescription_initiale"] = hasard.choice([5, 7, 8, 15])
    if chance(hasard, 0.15):
        dit["ij_ancien_droit_salarie"] = True
        dit["ij_fin_emploi_date"] = hasard.choice(
            [jours_plus(debut, -30), mois_plus(debut, -12), jours_plus(mois_plus(debut, -12), -1)]
        )


def parfois(hasard, debut, durees):
    """A last day, one time in two."""
    return jours_plus(debut, hasard.choice(durees)) if chance(hasard, 0.5) else None


def conge(hasard, dit, nature):
    debut = dit["ij_arret_debut"]
    dit["maternite_enfants_attendus_nombre"] = hasard.choice([1, 1, 1, 2, 3])
    dit["maternite_enfants_deja_nombre"] = hasard.choice([0, 0, 1, 2, 3])
    if nature == "maternite":
        maternite(hasard, dit)
    elif nature == "pathologie_grossesse":
        dit["ij_arret_fin"] = jours_plus(debut, hasard.choice([6, 13, 14, 29, 30]))
    elif nature == "paternite":
        limite = mois_plus(debut, -hasard.choice([0, 1, 2, 4, 6]))
        dit["date_accouchement"] = min(debut, jours_plus(limite, hasard.choice([-1, 0, 1])))
        if chance(hasard, 0.4):
            dit["date_presumee_accouchement"] = jours_plus(dit["date_accouchement"], hasard.choice([-10, 5, 20, 40]))
        if chance(hasard, 0.3):
            dit["paternite_hospitalisation_enfant_jours"] = hasard.choice([5, 29, 30, 31])
        if chance(hasard, 0.2):
            dit["paternite_jours_deja_pris"] = hasard.choice([4, 7, 11])
        dit["ij_arret_fin"] = parfois(hasard, debut, [10, 24, 40, 70])
    elif nature == "adoption":
        dit["adoption_arrivee_date"] = jours_plus(debut, hasard.choice([0, 0, 7, -40]))
        dit["adoption_conge_partage"] = chance(hasard, 0.4)
        dit["adoption_enfants_charge_nombre"] = hasard.choice([1, 2, 3, 4])
        dit["ij_arret_fin"] = parfois(hasard, debut, [30, 69, 111, 130, 160])
    elif nature == "deuil_enfant":
        dit["ij_deces_enfant_date"] = hasard.choice(
            [debut, jours_plus(debut, -30), ans_plus(debut, -1), jours_plus(ans_plus(debut, -1), -1)]
        )
        dit["ij_deuil_jours_deja_pris"] = hasard.choice([0, 0, 3, 7])
        dit["ij_arret_fin"] = parfois(hasard, debut, [3, 7, 14, 20])
    else:
        dit["date_accouchement"] = hasard.choice(
            [mois_plus(debut, -9), jours_plus(mois_plus(debut, -9), -1), jours_plus(debut, -150), Jour(2026, 1, 1)]
        )
        dit["date_accouchement"] = min(dit["date_accouchement"], debut)
        if chance(hasard, 0.2):
            dit["conge_naissance_mois_deja_pris"] = 1
        dit["ij_arret_fin"] = None
    if dit.get("ij_arret_fin", debut) is None:
        del dit["ij_arret_fin"]


def maternite(hasard, dit):
    """By the due date most often: then the first and the last day are the law's."""
    debut = dit["ij_arret_debut"]
    if chance(hasard, 0.15):
        dit["ij_arret_fin"] = jours_plus(debut, hasard.choice([43, 54, 55, 56, 111]))
        return
    categorie = lecture.conge_categorie(lecture.Dossier(dit))
    if categorie in {"rang_trois", "jumeaux"} and chance(hasard, 0.4):
        dit["maternite_supplement_prenatal_semaines"] = hasard.choice([1, 2, 4])
    elif chance(hasard, 0.2):
        dit["maternite_report_postnatal_semaines"] = hasard.choice([1, 3])
    semaines = lecture.semaines_prenatales(lecture.Dossier(dit))
    presumee = jours_plus(debut, 7 * semaines)
    dit["date_presumee_accouchement"] = presumee
    if chance(hasard, 0.6):
        ecart = hasard.choice([-10, -1, 0, 1, 5, 12])
        if "maternite_report_postnatal_semaines" not in dit and chance(hasard, 0.4):
            ecart = -hasard.choice([41, 42, 43, 50, 55, 56, 57, 60, 63, 90])
        dit["date_accouchement"] = jours_plus(presumee, ecart)
        dit["maternite_enfant_hospitalise"] = chance(hasard, 0.5)
    del dit["ij_arret_debut"], dit["ij_arret_fin"]
    if lecture.debut(lecture.Dossier(dit)) < Jour(2018, 1, 1):
        dit.pop("date_accouchement", None)


# --------------------------------------------------------------------------------------------------------------------
# Annuities, pensions, lump sums


def incapacite(hasard, jour) -> dict:
    dit = {"sujet": "incapacite"}
    dit["at_mp_taux_incapacite"] = (
        D(hasard.choice([0, 1, 3, 5, 7, 9, 9, 10, 10, 15, 40, 49, 50, 51, 66, 67, 80, 90, 100])) / 100
    )
    if chance(hasard, 0.4):
        dit["at_mp_taux_anterieurs"] = D(hasard.choice([1, 2, 5, 9, 10, 30, 50, 60])) / 100
    if chance(hasard, 0.95):
        dit["at_mp_consolidation_date"] = max(pres(hasard, jour), Jour(2018, 4, 1))
    dit["at_mp_option_rente"] = chance(hasard, 0.5)
    if chance(hasard, 0.3):
        dit["at_mp_option_notification_date"] = jours_plus(jour, hasard.randint(0, 60))
    if chance(hasard, 0.3) and 0 < dit["at_mp_taux_incapacite"] < D("0.1"):
        dit["at_mp_revision_date"] = pres(hasard, jour)
        dit["at_mp_revision_date"] = max(dit["at_mp_revision_date"], Jour(2018, 4, 1))
        dit["at_mp_revision_taux_ancien"] = D(hasard.choice([1, 2, 4, 8, 10, 12])) / 100
    minimum = au(SALAIRE_MINIMUM_RENTE, jour)
    dit["at_mp_salaire_annuel"] = autour(hasard, minimum * hasard.choice([1, 2, 8]), 8000, 250000)
    if chance(hasard, 0.3):
        dit["at_mp_capitaux_deja_verses"] = euros(hasard, 400, 5000)
        dit["at_mp_capitaux_deja_recuperes"] = hasard.choice([D(0), D(200), D(2000)])
    if chance(hasard, 0.3):
        dit["at_mp_pension_invalidite_comparee"] = euros(hasard, 4000, 24000)
    dit["at_mp_actes_impossibles_nombre"] = hasard.choice([0, 2, 3, 4, 5, 6, 7, 10])
    dit["at_mp_danger_pour_soi_ou_autrui"] = chance(hasard, 0.1)
    return dit


def ayants_droit(hasard, jour) -> dict:
    return {
        "sujet": "ayants_droit",
        "date_deces": max(pres(hasard, jour), Jour(2018, 4, 1)),
        "at_mp_salaire_annuel": autour(
            hasard, au(SALAIRE_MINIMUM_RENTE, jour) * hasard.choice([1, 2, 8]), 8000, 250000
        ),
        "at_mp_conjoint_survivant": chance(hasard, 0.8),
        "at_mp_couple_avant_accident_ou_enfant": chance(hasard, 0.5),
        "at_mp_couple_annees": hasard.choice([0, 1, 2, 3]),
        "at_mp_conjoint_age": hasard.choice([30, 54, 55, 70]),
        "at_mp_conjoint_incapacite": hasard.choice([D(0), D("0.49"), D("0.5")]),
        "at_mp_divorce_pension_alimentaire": hasard.choice([D(0), D(0), D(2400), D("4000.01"), D(90000)]),
        "at_mp_orphelins_nombre": hasard.choice([0, 1, 2, 3, 4]),
        "at_mp_orphelins_doubles_nombre": hasard.choice([0, 0, 0, 1, 3]),
        "at_mp_ascendants_nombre": hasard.choice([0, 0, 1, 3, 4]),
    }


def procedure(hasard, jour) -> dict:
    dit = {
        "sujet": "procedure",
        "at_mp_accident_date": jour,
        "at_mp_dossier_reception_date": pres(hasard, jour),
        "at_mp_maladie_professionnelle": chance(hasard, 0.4),
        "at_mp_enquete": chance(hasard, 0.4),
    }
    if dit["at_mp_maladie_professionnelle"] and chance(hasard, 0.4):
        dit["at_mp_comite_saisine_date"] = jours_plus(jour, hasard.randint(20, 120))
    dit["at_mp_inaptitude_avis_date"] = jour
    if chance(hasard, 0.7):
        dit["at_mp_inaptitude_sortie_date"] = jours_plus(jour, hasard.choice([1, 10, 28, 29, 30, 31, 32, 60]))
    dit["at_mp_inaptitude_journaliere"] = euros(hasard, 20, 250)
    dit["at_mp_inaptitude_rente_mensuelle"] = hasard.choice([D(0), euros(hasard, 10, 900), euros(hasard, 10, 9000)])
    return dit


def naissance_pour(hasard, jour, ages) -> Jour:
    """About that birthday on this day, or any time in the year before it."""
    age = hasard.choice(ages)
    anniversaire = ans_plus(jour, -age)
    return jours_plus(anniversaire, hasard.choice([-1, 0, 1, -40, -200, 20]))


def invalidite(hasard, jour) -> dict:
    dit = {"sujet": "invalidite", "statut_professionnel": sort(hasard, salarie=75, artisan_commercant=25)}
    dit["invalidite_categorie"] = sort(hasard, categorie_1=40, categorie_2=40, categorie_3=15, aucune=5)
    if dit["statut_professionnel"] == "artisan_commercant":
        dit["invalidite_categorie"] = sort(hasard, categorie_1=50, categorie_2=50)
    recul = hasard.choice([0, 0, 0, 1, 30, 200, 400, 800, 1500])
    effet = max(jours_plus(jour, -recul), Jour(2018, 1, 1))
    if chance(hasard, 0.98):
        dit["invalidite_date_effet"] = effet
    if chance(hasard, 0.6):
        dit["invalidite_arret_date"] = max(mois_plus(effet, -hasard.choice([1, 8, 12])), Jour(2018, 1, 1))
    if chance(hasard, 0.2):
        dit["invalidite_perte_capacite"] = hasard.choice([D("0.6"), D("0.66"), D("0.67"), D("0.8")])
    dit["date_naissance"] = naissance_pour(hasard, effet, [40, 55, 61, 62])
    if chance(hasard, 0.4):
        dit["date_naissance"] = naissance_pour(hasard, jour, [61, 62, 62])
    if chance(hasard, 0.4):
        dit["invalidite_situation_a_62_ans"] = hasard.choice(["activite", "chomage"])
        if chance(hasard, 0.5):
            soixante_deux = ans_plus(dit["date_naissance"], 62)
            dit["invalidite_retraite_demande_date"] = premier_du_mois(
                mois_plus(soixante_deux, hasard.choice([1, 3, 7, 40, 61]))
            )
    plafond = au(PASS, effet)
    if chance(hasard, 0.6):
        dit["invalidite_salaire_annuel_moyen_donne"] = autour(
            hasard, hasard.choice([plafond, D(8000), D(13000)]), 3000, int(plafond)
        )
    elif chance(hasard, 0.9):
        dernier = effet.year - hasard.choice([0, 1, 1, 3])
        dit["invalidite_salaire_annuel"] = {
            dernier - rang: euros(hasard, 2000, 39000) for rang in range(hasard.choice([1, 4, 9, 10, 11, 14]))
        }
    dit["invalidite_mois_affiliation"] = hasard.choice([11, 12, 12, 40])
    dit["invalidite_heures_12_mois"] = D(hasard.choice([0, 599, 600, 1200]))
    arrete = dit.get("invalidite_arret_date", effet)
    smic = au(SMIC, Jour(mois_plus(premier_du_mois(arrete), -12).year, 1, 1))
    dit["invalidite_remuneration_12_mois"] = autour(hasard, 2030 * smic, 1000, 30000)
    plafonds = [au(PASS, Jour(arrete.year - rang, 1, 1)) for rang in (1, 2, 3)]
    dit["invalidite_revenu_independant_moyen"] = autour(hasard, sum(plafonds) / 30, 500, 30000)
    dit["invalidite_indemnites_journalieres_en_cours"] = chance(hasard, 0.2)
    if chance(hasard, 0.3):
        dit["invalidite_hospitalisation_debut"] = jours_plus(jour, -hasard.choice([1, 30, 31, 45, 60, 61, 62, 90]))
    if chance(hasard, 0.5):
        cumul(hasard, dit, arrete)
    if chance(hasard, 0.3):
        dit["invalidite_demande_depuis"] = jour
    return dit


def cumul(hasard, dit, arrete):
    plafond = au(PASS, Jour(arrete.year - 1, 1, 1))
    dit["invalidite_salaire_annee_precedente"] = autour(hasard, plafond * hasard.choice([1, D("1.5")]), 5000, 90000)
    dit["invalidite_revenus_activite_12_mois"] = euros(hasard, 0, 60000)
    if chance(hasard, 0.3):
        dit["invalidite_coefficient_seuil"] = hasard.choice([D("1.01"), D("1.056")])
        dit["invalidite_salaire_annuel_moyen_revalorise"] = euros(hasard, 5000, 45000)
    if dit["statut_professionnel"] == "artisan_commercant":
        dit["invalidite_revenus_non_salaries_12_mois"] = euros(hasard, 1, 30000)
    dit["invalidite_revenus_trimestre"] = euros(hasard, 0, 15000)
    dit["invalidite_revenus_trimestre_precedent"] = euros(hasard, 0, 15000)


def veuvage(hasard, jour) -> dict:
    mort = jours_plus(jour, -hasard.choice([0, 1, 30, 364, 365, 366]))
    mort = max(mort, Jour(2018, 1, 1))
    dit = {
        "sujet": "veuvage",
        "invalidite_veuvage_conjoint_decede_date": mort if chance(hasard, 0.95) else None,
        "invalidite_veuvage_invalide": chance(hasard, 0.9),
        "date_naissance": naissance_pour(hasard, jour, [40, 54, 55, 55]),
        "invalidite_veuvage_remarie": chance(hasard, 0.05),
        "invalidite_veuvage_enfants_nombre": hasard.choice([0, 2, 3, 4]),
        "invalidite_veuvage_demande_date": jours_plus(mort, hasard.choice([0, 40, 364, 365, 366, 400])),
    }
    if chance(hasard, 0.5):
        dit["invalidite_veuvage_pension_defunt"] = euros(hasard, 3000, 20000)
    else:
        dit["invalidite_veuvage_salaire_moyen_defunt"] = euros(hasard, 8000, 39000)
    if chance(hasard, 0.4):
        dit["invalidite_veuvage_avantages_personnels"] = euros(hasard, 500, 24000)
    if chance(hasard, 0.2):
        dit["invalidite_veuvage_reversion"] = euros(hasard, 2000, 9000)
    return dit


def allocation(hasard, jour) -> dict:
    mort = jours_plus(jour, -hasard.choice([0, 15, 200, 680, 700, 729, 730, 735, 760, 800]))
    montant = {2022: "632.19", 2023: "662.70", 2024: "697.82", 2025: "713.17", 2026: "719.58"}[jour.year]
    seuils = [D(montant) * D("3.75"), D(montant) * D("0.75")]
    return {
        "sujet": "allocation",
        "allocation_veuvage_conjoint_decede_date": mort if chance(hasard, 0.95) else None,
        "date_naissance": naissance_pour(hasard, hasard.choice([jour, mort]), [40, 49, 50, 54, 55]),
        "allocation_veuvage_nouveau_couple": chance(hasard, 0.05),
        "allocation_veuvage_mois_affiliation": hasard.choice([2, 3, 12]),
        "allocation_veuvage_ressources_trimestre": {
            (jour.year, jour.month): hasard.choice([D(0), autour(hasard, hasard.choice(seuils), 100, 2600)])
        },
    }


def deces(hasard, jour) -> dict:
    dit = {"sujet": "deces", "date_deces": max(pres(hasard, jour), Jour(2018, 1, 1))}
    if chance(hasard, 0.03):
        dit["date_deces"] = None
    statut = sort(hasard, salarie=50, chomeur_indemnise=8, maintien_droits=8, artisan_commercant=20,
                  profession_liberale=4, praticien_conventionne=10)  # fmt: skip
    situations = ["activite", "activite", "pension_invalidite", "rente_at_mp", "retraite", "aucune"]
    if statut in {"chomeur_indemnise", "maintien_droits"}:
        situations = ["chomage", "maintien_droits"]
    if statut == "artisan_commercant":
        situations = ["activite", "pension_invalidite", "retraite", "aucune"]
    if statut == "praticien_conventionne":
        situations = ["activite", "aucune"]
    dit |= {"statut_professionnel": statut, "capital_deces_situation": hasard.choice(situations)}
    dit["capital_deces_rente_taux"] = hasard.choice([D("0.5"), D("0.66"), D("0.67"), D(1)])
    dit["capital_deces_heures_mois"] = D(hasard.choice([0, 59, 60, 0, 0]))
    dit["capital_deces_heures_trois_mois"] = D(hasard.choice([0, 119, 120, 0, 0]))
    dit["capital_deces_heures_annee"] = D(hasard.choice([0, 399, 400, 0, 0]))
    le = dit["date_deces"] or jour
    mois = premier_du_mois(le)
    for nom, fois, debut in (
        ("capital_deces_remuneration_mois", 60, mois_plus(mois, -1)),
        ("capital_deces_remuneration_trois_mois", 120, mois_plus(mois, -3)),
        ("capital_deces_remuneration_annee", 400, Jour(le.year, 1, 1)),
    ):
        if chance(hasard, 0.3):
            dit[nom] = autour(hasard, fois * au(SMIC, debut), 100, 6000)
    plafond = au(PASS, le)
    if chance(hasard, 0.9):
        dit["capital_deces_revenu_cotise"] = autour(hasard, hasard.choice([plafond, plafond / 25]), 100, 90000)
    dit["capital_deces_orphelins_nombre"] = hasard.choice([0, 1, 3])
    for nom in ("conjoint", "conjoint_a_charge"):
        dit[f"capital_deces_{nom}"] = chance(hasard, 0.3)
    for nom in ("enfants_a_charge", "ascendants_a_charge", "descendants", "ascendants"):
        dit[f"capital_deces_{nom}_nombre"] = hasard.choice([0, 0, 0, 1, 2, 3])
    return dit


# --------------------------------------------------------------------------------------------------------------------
# The package


def simule(systeme, lot: Lot):
    """A simulation of the lot: a person a situation, each alone in a household."""
    nombre = len(lot.situations)
    constructeur = SimulationBuilder()
    constructeur.create_entities(systeme)
    constructeur.declare_person_entity("individu", numpy.arange(nombre))
    foyers = constructeur.declare_entity("foyer", numpy.arange(nombre))
    constructeur.join_with_persons(foyers, numpy.arange(nombre), ["demandeur"] * nombre)
    simulation = constructeur.build(systeme)
    for nom in sorted({nom for dit in lot.situations for nom in dit} - {"sujet"}):
        donne(simulation, systeme.get_variable(nom, check_existence=True), [dit.get(nom) for dit in lot.situations])
    return simulation


def donne(simulation, variable, valeurs):
    """One array; one a month, a year or a day when the input has several periods."""
    if variable.definition_period == DateUnit.ETERNITY:
        simulation.set_input(variable.name, periods.period("eternity"), tableau(variable, valeurs))
    elif variable.definition_period == DateUnit.DAY:
        versees(simulation, variable, valeurs)
    else:
        cles = sorted({cle for valeur in valeurs if valeur for cle in valeur})
        for cle in cles:
            periode = f"{cle}" if isinstance(cle, int) else f"{cle[0]}-{cle[1]:02d}"
            a_cette_date = [valeur.get(cle) if valeur else None for valeur in valeurs]
            simulation.set_input(variable.name, periods.period(periode), tableau(variable, a_cette_date))


def versees(simulation, variable, valeurs):
    """Lists of (first day, last day), for each person."""
    jours = {}
    for rang, plages in enumerate(valeurs):
        for premier, dernier in plages or []:
            for ecart in range((dernier - premier).days + 1):
                jours.setdefault(jours_plus(premier, ecart), set()).add(rang)
    for jour, rangs in sorted(jours.items()):
        vrai = numpy.zeros(len(valeurs), dtype=bool)
        vrai[list(rangs)] = True
        simulation.set_input(variable.name, periods.period(jour.isoformat()), vrai)


def tableau(variable, valeurs):
    valeurs = [variable.default_value if valeur is None else valeur for valeur in valeurs]
    if variable.value_type is Enum:
        return numpy.array([getattr(valeur, "name", valeur) for valeur in valeurs])
    if variable.value_type is datetime.date:
        return numpy.array(valeurs, dtype="datetime64[D]")
    return numpy.array([float(v) if isinstance(v, Decimal) else v for v in valeurs], dtype=variable.dtype)


def resultats(simulation, systeme, nom, jour) -> list:
    """The values of a variable as Python ones."""
    variable = systeme.variables[nom]
    periode = {DateUnit.MONTH: f"{jour:%Y-%m}", DateUnit.DAY: jour.isoformat()}[variable.definition_period]
    valeurs = simulation.calculate(nom, periods.period(periode))
    if variable.value_type is Enum:
        return list(valeurs.decode_to_str())
    if variable.value_type is datetime.date:
        return valeurs.astype("datetime64[D]").tolist()
    return valeurs.tolist()
