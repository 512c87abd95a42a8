"""Random households and request dates for the second reading of the C2S: thresholds and changes on purpose.

A lot is one request date: its households are run together by the package. Inputs that replace a formula (amounts on
the legal window, date of the decision) are given to every household of a lot, or to none.
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

from . import complementaire_sante_solidaire as lecture
from .complementaire_sante_solidaire import Jour, Menage, Personne

DEBUT, FIN = Jour(2019, 11, 1), Jour(2026, 11, 22)
# Days when a value or a rule of the dossier changes.
CHANGEMENTS = [
    Jour(2020, 4, 1), Jour(2020, 11, 2), Jour(2021, 3, 25), Jour(2021, 4, 1), Jour(2022, 1, 1), Jour(2022, 4, 1),
    Jour(2022, 6, 1), Jour(2022, 7, 1), Jour(2023, 1, 1), Jour(2023, 4, 1), Jour(2023, 7, 29), Jour(2024, 1, 1),
    Jour(2024, 4, 1), Jour(2024, 6, 30), Jour(2025, 1, 1), Jour(2025, 4, 1), Jour(2025, 7, 1), Jour(2025, 10, 1),
    Jour(2026, 1, 1), Jour(2026, 4, 1), Jour(2026, 7, 1),
]  # fmt: skip
AGES = [0, 1, 5, 15, 16, 17, 18, 20, 24, 25, 26, 29, 30, 40, 49, 50, 59, 60, 64, 65, 69, 70, 71, 85]
# Window amounts, with the monthly inputs they replace and usual monthly amounts in euros.
RUBRIQUES = {
    "c2s_salaires": (["salaire_net"], 1400),
    "c2s_part_patronale": (["part_patronale_complementaire_sante"], 40),
    "c2s_chomage": (["chomage_net"], 900),
    "c2s_ass": (["ass"], 550),
    "c2s_indemnites_journalieres": (["indemnites_journalieres"], 700),
    "c2s_retraites": (["retraite_nette"], 900),
    "c2s_pensions_invalidite_rentes": (["pensions_invalidite", "rente_accident_travail"], 600),
    "c2s_aah": (["aah"], 950),
    "c2s_aspa": (["aspa"], 600),
    "c2s_asi": (["asi"], 250),
    "c2s_prestations_familiales": (["af", "cf", "asf", "paje_prepare"], 180),
    "c2s_stage_formation": (["revenus_stage_formation_pro"], 500),
    "c2s_pensions_alimentaires_recues": (["pensions_alimentaires_percues"], 150),
    "c2s_droits_auteur": (["droits_auteur"], 300),
    "c2s_salaires_etrangers": (["salaire_source_etrangere"], 900),
    "c2s_pensions_etrangeres": (["pension_source_etrangere"], 400),
    "c2s_aides_proches": (["aides_proches"], 60),
    "c2s_autres_ressources": (["autres_ressources"], 300),
    "c2s_pensions_alimentaires_versees_periode": (["pensions_alimentaires_versees_individu"], 150),
    "c2s_remuneration_dirigeant": (["remuneration_dirigeant"], 1000),
}
# No child has these.
AGE_MINIMUM = {"aspa": 60, "asi": 18, "aah": 18, "ass": 18, "remuneration_dirigeant": 18, "retraite_nette": 50}
AVIS = [
    "c2s_avis_revenus_patrimoine", "c2s_avis_pensions_alimentaires_recues", "c2s_avis_pensions_alimentaires_versees",
    "c2s_avis_droits_auteur", "c2s_avis_salaires_etrangers", "c2s_avis_pensions_etrangeres",
]  # fmt: skip
DRAPEAUX = [
    "c2s_chomage_indemnise", "c2s_percoit_ass", "c2s_stage_remunere_sans_emploi", "c2s_ecroue",
    "c2s_ecroue_affilie_l382_32", "c2s_stage_formation_interrompu",
]  # fmt: skip


@dataclass
class Lot:
    """The households of one request date, and the names of the window amounts given to all of them."""

    jour: Jour
    menages: list[Menage]
    par_periode: bool


def dates_de_demande() -> list[Jour]:
    """The first, the middle and the last day of every month, the day before and after every change."""
    jours = set()
    mois = DEBUT
    while mois <= FIN:
        jours |= {mois, mois.replace(day=15), lecture.fin_du_mois(mois)}
        mois = lecture.premier_du_mois_suivant(mois)
    for jour in CHANGEMENTS:
        jours |= {lecture.jours_plus(jour, ecart) for ecart in (-1, 0, 1)}
    jours |= {Jour(2020, 2, 29), Jour(2024, 2, 29), FIN}
    return sorted(jour for jour in jours if DEBUT <= jour <= FIN)


def tire(graine: int, menages: int, par_lot: int) -> list[Lot]:
    """Lots of households: every date in turn when there are enough, else dates drawn, changes twice as often."""
    hasard = random.Random(graine)
    dates = dates_de_demande()
    proches = [jour for jour in dates if any(abs((jour - autre).days) <= 1 for autre in CHANGEMENTS)]
    nombre = menages // par_lot
    jours = [hasard.choice(proches if hasard.random() < 0.5 else dates) for _ in range(nombre)]
    if nombre >= len(dates):
        jours[: len(dates)] = dates
    return [tire_un_lot(random.Random(f"{graine}-{rang}"), jour, par_lot) for rang, jour in enumerate(jours)]


def tire_un_lot(hasard: random.Random, jour: Jour, combien: int) -> Lot:
    par_periode = hasard.random() < 0.3
    decisions = hasard.random() < 0.7
    menages = [tire_un_menage(hasard, jour, par_periode, decisions) for _ in range(combien)]
    return Lot(jour, menages, par_periode)


# --------------------------------------------------------------------------------------------------------------------
# One household


def _sort(hasard, **poids):
    """A word, by weight."""
    return hasard.choices(list(poids), weights=list(poids.values()))[0]


def _euros(hasard, usuel) -> Decimal:
    """An amount about the usual one, in cents; often a whole number of euros."""
    centimes = int(hasard.uniform(0.2, 1.8) * usuel * 100)
    return Decimal(centimes // 100) if hasard.random() < 0.3 else Decimal(centimes) / 100


def _naissance(hasard, jour, ans) -> Jour:
    """Born that many years ago to the day, a day earlier or later, on a 1st of January, or in between."""
    annee = jour.year - ans
    fevrier = (jour.month, jour.day) == (2, 29)
    anniversaire = Jour(annee, 2, 28) if fevrier else jour.replace(year=annee)
    sorte = _sort(hasard, anniversaire=3, premier_janvier=1, deux_janvier=1, entre=5)
    if sorte == "anniversaire":
        ne = lecture.jours_plus(anniversaire, hasard.choice([-1, 0, 1]))
    elif sorte == "premier_janvier":
        ne = Jour(annee, 1, 1)
    elif sorte == "deux_janvier":
        ne = Jour(annee, 1, 2)
    else:
        ne = lecture.jours_plus(anniversaire, -hasard.randrange(365))
    return min(ne, jour)


def tire_un_menage(hasard, jour, par_periode, decisions) -> Menage:
    menage = Menage(jour, [], {}, {})
    menage.personnes.append(_personne(hasard, jour, "demandeur", hasard.choice(AGES[3:])))
    if hasard.random() < 0.4:
        menage.personnes.append(_personne(hasard, jour, "conjoint", hasard.choice(AGES[6:])))
    nombre = hasard.choices(range(7), weights=[45, 20, 15, 9, 6, 3, 2])[0]
    for _ in range(nombre):
        menage.personnes.append(_personne(hasard, jour, "personne_a_charge", hasard.choice(AGES[:11])))
    if nombre > 1 and hasard.random() < 0.2:
        menage.personnes[-1].naissance = menage.personnes[-2].naissance
    usage = hasard.choice(["pauvre", "moyen", "moyen", "large"])
    for personne in menage.personnes:
        _ressources(hasard, menage, personne, par_periode, usage)
    _logement(hasard, menage, par_periode)
    _demande(hasard, menage, decisions)
    _vise(hasard, menage, par_periode)
    _suites(hasard, menage)
    return menage


def _personne(hasard, jour, role, ans) -> Personne:
    dit = {}
    personne = Personne(role, _naissance(hasard, jour, ans), dit, {})
    if role == "conjoint":
        if hasard.random() < 0.05:
            dit["c2s_arrivee_date"] = lecture.jours_plus(jour, hasard.choice([0, 1, 60]))
        dit["c2s_conjoint_lien"] = _sort(hasard, imposition_commune=55, imposition_separee=15, concubin=30)
    if role == "personne_a_charge":
        dit["c2s_rattachement"] = _sort(
            hasard, foyer_fiscal=70, meme_toit=10, pension_deduite=10, pension_judiciaire=5, aucun=5
        )
        dit["c2s_enfant_du_foyer"] = hasard.random() < 0.9
        dit["c2s_charge_effective"] = hasard.random() < 0.96
        if dit["c2s_enfant_du_foyer"] and hasard.random() < 0.25:
            dit["c2s_residence_alternee"] = hasard.choice(
                ["charge_partagee", "charge_partagee", "rattache_ici", "rattache_autre_parent"]
            )
            dit["c2s_rattachement"] = "foyer_fiscal"
        if hasard.random() < 0.05:
            dit["c2s_arrivee_date"] = lecture.jours_plus(jour, hasard.choice([0, 1, 60, 120, 200, 300, 500]))
            dit["c2s_gestionnaire_informe_arrivee"] = hasard.random() < 0.9
        elif hasard.random() < 0.05:
            personne.naissance = lecture.jours_plus(jour, hasard.choice([1, 2, 40, 120, 250]))
    if role != "demandeur" and hasard.random() < 0.04:
        dit["date_deces"] = lecture.jours_plus(jour, hasard.choice([-40, -1, 0, 1, 100]))
    if hasard.random() < (0.25 if ans < 20 else 0.04):
        dit["c2s_demande_personnelle"] = hasard.choice(
            ["mineur_rupture_familiale", "etudiant_aide_annuelle", "rattachement_termine", "rsa_moins_25_ans"]
        )
    if role != "demandeur" and hasard.random() < 0.05:
        dit["c2s_adhesion"] = False
    if hasard.random() < 0.1:
        dit["regime_local_alsace_moselle"] = True
    if hasard.random() < (0.12 if role == "demandeur" else 0.03):
        _puma(hasard, jour, dit)
    return personne


def _autour(hasard, jour, mois) -> Jour:
    """About that many months before the day: to the day, a day more, a day less, or some weeks."""
    repere = lecture.mois_plus(jour, -mois)
    return lecture.jours_plus(repere, hasard.choice([-40, -1, 0, 1, 40]))


def _puma(hasard, jour, dit):
    sorte = _sort(hasard, residence=3, exclusion=2, sejour=2, titre=5, depart=1, ame=5)
    if sorte in ("residence", "ame") or hasard.random() < 0.1:
        dit["puma_residence_debut_date"] = _autour(hasard, jour, 3)
        if hasard.random() < 0.3:
            dit["puma_dispense_delai"] = hasard.choice(
                ["refugie", "volontariat_international", "famille_assure", "etablissement", "etudiant_stagiaire"]
            )
    if sorte == "exclusion":
        dit["puma_exclusion"] = hasard.choice(["diplomate", "venu_pour_soins", "demandeur_emploi_ue"])
    if sorte == "sejour":
        dit["puma_foyer_en_france"] = False
        dit["puma_mois_sejour_annee"] = Decimal(hasard.choice(["0", "5.9", "6", "6.1", "9"]))
    if sorte == "depart":
        dit["puma_residence_fin_date"] = lecture.jours_plus(jour, hasard.choice([-30, -1, 0, 1, 30]))
    if sorte == "titre":
        fin_maintien = lecture.mois_plus(jour, -hasard.choice([0, 1, 2, 3, 5, 6, 7, 8, 9]))
        dit["puma_titre_expiration_date"] = lecture.jours_plus(fin_maintien, hasard.choice([-15, -1, 0, 1, 15]))
        if hasard.random() < 0.5:
            envoi = lecture.jours_plus(jour, -hasard.choice([0, 10, 44, 45, 46, 60]))
            dit["puma_notification_envoi_date"] = envoi
        dit["puma_mesure_eloignement_definitive"] = hasard.random() < 0.15
        if hasard.random() < 0.3:
            dit["puma_ame_admission_date"] = lecture.jours_plus(jour, hasard.choice([-20, -1, 0, 1, 2, 20]))
            dit["puma_beneficiaire_c2s_en_cours"] = hasard.random() < 0.3
    if sorte == "ame":
        dit["puma_sejour_regulier"] = hasard.random() < 0.3
        dit["ame_sejour_irregulier_debut_date"] = _autour(hasard, jour, 3)
        if hasard.random() < 0.7:
            dit["ame_admission_date"] = lecture.jours_plus(jour, hasard.randint(0, 60))
        if hasard.random() < 0.5:
            del dit["puma_residence_debut_date"]
    elif sorte != "titre" and hasard.random() < 0.1:
        dit["puma_sejour_regulier"] = False
    if hasard.random() < 0.15:
        dit["puma_activite_professionnelle"] = True


def _mois_d_interet(jour):
    """Months from the January of the last civil year, or fifteen months back, to the month before the request."""
    depart = min(Jour(jour.year - 1, 1, 1), lecture.mois_plus(lecture.premier_du_mois(jour), -15))
    combien = (jour.year - depart.year) * 12 + jour.month - depart.month
    return lecture.suite_de_mois(depart, combien)


def _serie(hasard, jour, usuel) -> dict:
    """An amount each month: the same, stopped, started, or now and then; the last three months decide presumptions."""
    mois = _mois_d_interet(jour)
    montant = _euros(hasard, usuel)
    sorte = _sort(hasard, constant=4, arrete=2, commence=2, parfois=2)
    rupture = hasard.randrange(len(mois))
    if hasard.random() < 0.3:
        rupture = len(mois) - hasard.choice([1, 2, 3, 4])
    serie = {}
    for rang, cle in enumerate(mois):
        if (sorte == "arrete" and rang >= rupture) or (sorte == "commence" and rang < rupture):
            continue
        if sorte == "parfois" and hasard.random() < 0.5:
            continue
        serie[cle] = _euros(hasard, usuel) if sorte == "parfois" else montant
    return serie


def _ressources(hasard, menage, personne, par_periode, usage):
    jour = menage.demande
    chance = {"pauvre": 0.05, "moyen": 0.1, "large": 0.17}[usage]
    for total, (mensuels, usuel) in RUBRIQUES.items():
        for nom in mensuels:
            probable = chance * (3 if nom == "salaire_net" else 1)
            if lecture.age(personne.naissance, jour) < AGE_MINIMUM.get(nom, 0):
                continue
            if hasard.random() < probable:
                personne.mois[nom] = _serie(hasard, jour, usuel)
        if par_periode:
            personne.dit[total] = sum(
                (personne.du_mois(nom, cle) for nom in mensuels for cle in lecture.fenetre(jour)), Decimal(0)
            )
            if total not in ("c2s_salaires", "c2s_remuneration_dirigeant", "c2s_salaires_etrangers"):
                for nom in mensuels:
                    personne.mois.pop(nom, None)
    if par_periode:
        personne.dit["c2s_pensions_alimentaires_versees_annee_civile"] = (
            _euros(hasard, 1500) if hasard.random() < chance else Decimal(0)
        )
    for nom in AVIS:
        if hasard.random() < chance:
            personne.dit[nom] = _euros(hasard, 2000)
    for nom in [*lecture.EXCLUSIONS, lecture.BOURSE_SOCIALE]:
        if hasard.random() < 0.02:
            personne.dit[nom] = _euros(hasard, 900)
    for nom, usuel in (
        ("c2s_capital_non_productif", 20000),
        ("c2s_valeur_locative_batiments", 1500),
        ("c2s_valeur_locative_terrains", 300),
    ):
        if hasard.random() < 0.07:
            personne.dit[nom] = _euros(hasard, usuel)
    for nom in DRAPEAUX:
        if hasard.random() < 0.08:
            personne.dit[nom] = True
    if hasard.random() < 0.05:
        personne.dit["c2s_activite_trois_mois"] = True
    if hasard.random() < 0.1:
        personne.dit["c2s_arret_maladie_debut_date"] = _autour(hasard, jour, 6)
    _allocations(hasard, jour, personne)
    _non_salarie(hasard, jour, personne, par_periode)


def _allocations(hasard, jour, personne):
    """Flags of the presumptions at the date, oftener when the allowance was received."""
    for nom, drapeau in (
        ("aspa", "c2s_percoit_aspa"),
        ("asi", "c2s_percoit_asi"),
        ("aah", "c2s_percoit_aah_taux_plein"),
        ("ass", "c2s_percoit_ass"),
    ):
        if lecture.age(personne.naissance, jour) < AGE_MINIMUM[nom]:
            continue
        if hasard.random() < (0.8 if nom in personne.mois else 0.05):
            personne.dit[drapeau] = True
    if hasard.random() < 0.08:
        personne.dit["c2s_percoit_allocation_cej"] = True
        personne.dit["c2s_foyer_fiscal_non_imposable"] = hasard.random() < 0.7


def _non_salarie(hasard, jour, personne, par_periode):
    if hasard.random() < 0.12:
        situation = hasard.choice(
            ["declare", "micro_non_declare", "dirigeant_is_debutant", "dirigeant_article_62_debutant"]
        )
        if jour < Jour(2022, 1, 1) and hasard.random() < 0.7:
            return
        personne.dit["c2s_non_salarie_situation"] = situation
        personne.dit["c2s_micro_activite"] = hasard.choice(list(lecture.MICRO))
        if situation == "declare":
            personne.dit["c2s_avis_revenu_non_salarie"] = _euros(hasard, 8000) * hasard.choice([1, 1, 1, -1])
        if situation == "micro_non_declare":
            personne.mois["chiffre_affaires_hors_taxe"] = _serie(hasard, jour, hasard.choice([30, 500, 2000]))
        if situation == "dirigeant_article_62_debutant":
            personne.dit["c2s_part_imposable_article_62"] = _euros(hasard, 9000)
    if par_periode:
        personne.dit["c2s_chiffre_affaires"] = sum(
            (personne.du_mois("chiffre_affaires_hors_taxe", cle) for cle in lecture.quatre_trimestres(jour)),
            Decimal(0),
        )


def _logement(hasard, menage, par_periode):
    menage.dit["zone_residence"] = _sort(hasard, metropole=75, dom=17, mayotte=8)
    menage.dit["statut_logement"] = _sort(hasard, locataire=45, proprietaire=25, heberge_gratuitement=20, autre=10)
    if hasard.random() < 0.45:
        serie = _serie(hasard, menage.demande, 150)
        if par_periode:
            menage.dit["c2s_aide_logement"] = sum(
                (serie.get(cle, Decimal(0)) for cle in lecture.fenetre(menage.demande)), Decimal(0)
            )
        else:
            menage.mois["aide_logement"] = serie
    elif par_periode:
        menage.dit["c2s_aide_logement"] = Decimal(0)


def _demande(hasard, menage, decisions):
    """Dates and facts of the request."""
    jour, dit = menage.demande, menage.dit

    def plus(mini, maxi):
        return lecture.jours_plus(jour, hasard.randint(mini, maxi))

    for nom, chance in (
        ("beneficiaire_rsa", 0.06),
        ("c2s_opposition_attribution_automatique", 0.02),
        ("c2s_droit_suspendu", 0.02),
        ("c2s_percoit_minimum_vieillesse_ancien", 0.02),
    ):
        if hasard.random() < chance:
            dit[nom] = True
    if hasard.random() < 0.3:
        dit["c2s_gestionnaire"] = "organisme_complementaire"
    if hasard.random() < 0.03:
        dit["c2s_ressources_declarees"] = False
    if hasard.random() < 0.04:
        dit["c2s_participations_impayees"] = True
        if hasard.random() < 0.7:
            dit["c2s_fermeture_impaye_date"] = _autour(hasard, jour, 24)
    if decisions:
        dit["c2s_decision_date"] = plus(0, 75)
        dit["c2s_dossier_complet_date"] = plus(0, 20)
    if hasard.random() < 0.8:
        decide = lecture.date_de_decision(menage)
        if hasard.random() < 0.7:
            dit["c2s_bulletin_envoi_date"] = lecture.jours_plus(decide, hasard.randint(0, 10))
            limite = lecture.limite_de_paiement(menage)
            dit["c2s_paiement_elements_date"] = lecture.jours_plus(
                limite, hasard.choice([-80, -60, -30, -30, -15, -1, 0, 1])
            )
        else:
            dit["c2s_paiement_elements_date"] = lecture.jours_plus(decide, hasard.randint(0, 70))
    sorte = _sort(hasard, rien=55, renouvellement=20, renonciation=8, hospitalisation=8, immediate=9)
    if sorte == "renouvellement":
        precedent = lecture.fin_du_mois(lecture.mois_plus(jour, hasard.choice([-1, 0, 0, 1, 2, 2, 3, 3, 4, 4, 5])))
        dit["c2s_droit_precedent_fin_date"] = precedent
        for nom in (
            "c2s_renouvellement_tardif_accorde",
            "c2s_renouvellement_bulletin_necessaire",
            "c2s_droit_precedent_ferme_impaye",
        ):
            if hasard.random() < 0.3:
                dit[nom] = True
        if "c2s_paiement_elements_date" in dit and hasard.random() < 0.5:
            dit["c2s_paiement_elements_date"] = lecture.jours_plus(precedent, hasard.choice([-20, 0, 1, 30, 31, 32]))
            dit.pop("c2s_bulletin_envoi_date", None)
    if sorte == "renonciation":
        dit["c2s_renonciation_precedente_fin_date"] = lecture.fin_du_mois(
            lecture.mois_plus(jour, -hasard.choice([1, 1, 1, 2]))
        )
    if sorte == "hospitalisation":
        dit["c2s_hospitalisation_date"] = lecture.jours_plus(jour, -hasard.choice([0, 10, 20, 59, 61, 62, 63, 90]))
    if sorte == "immediate":
        dit["c2s_attribution_immediate"] = True
        if hasard.random() < 0.3:
            dit["c2s_puma_debut_date"] = lecture.jours_plus(jour, hasard.choice([-40, -5, 0, 5]))


def _vise(hasard, menage, par_periode):
    """Half of the households land on a ceiling: a cent below, exactly, a cent above."""
    if hasard.random() < 0.5:
        return
    with lecture.memoire(menage):
        plafond, ressources = hasard.choice(lecture.plafonds(menage)), lecture.base_ressources(menage)
    cible = plafond + hasard.choice([Decimal("-0.01"), 0, Decimal("0.01")])
    ecart = (cible - ressources).quantize(Decimal("0.01"))
    demandeur = menage.demandeur
    if ecart > 0:
        if par_periode:
            demandeur.dit["c2s_autres_ressources"] += ecart
        else:
            _ajoute(demandeur, "autres_ressources", lecture.fenetre(menage.demande)[0], ecart)
    elif menage.demande.year == 2022 and par_periode:
        demandeur.dit["c2s_pensions_alimentaires_versees_periode"] -= ecart
    elif menage.demande.year == 2022:
        _ajoute(demandeur, "pensions_alimentaires_versees_individu", lecture.fenetre(menage.demande)[-1], -ecart)
    elif menage.demande.year == 2023 and par_periode:
        demandeur.dit["c2s_pensions_alimentaires_versees_annee_civile"] -= ecart
    elif menage.demande.year == 2023:
        _ajoute(demandeur, "pensions_alimentaires_versees_individu", (2022, 1), -ecart)
    else:
        nom = "c2s_avis_pensions_alimentaires_versees"
        demandeur.dit[nom] = demandeur.dit.get(nom, Decimal(0)) - ecart


def _ajoute(personne, nom, mois, montant):
    serie = personne.mois.setdefault(nom, {})
    serie[mois] = serie.get(mois, Decimal(0)) + montant


def _suites(hasard, menage):
    """What happens once the right runs: a child who arrives, renunciation, unpaid months."""
    with lecture.memoire(menage):
        effet, _ = lecture.effet_du_droit(menage)
        droit, _ = lecture.decision(menage)
    for personne in menage.personnes:
        # The arrival stays after the request: nothing else of the decision changes.
        if effet and personne.dit.get("c2s_arrivee_date", menage.demande) > menage.demande:
            debut = max(effet, lecture.jours_plus(menage.demande, 1))
            personne.dit["c2s_arrivee_date"] = lecture.jours_plus(debut, hasard.choice([0, 1, 30, 90, 300]))
        elif effet and hasard.random() < 0.04:
            personne.dit["c2s_sortie_date"] = lecture.jours_plus(
                effet, hasard.choice([-40, -1, 0, 1, 100, 300, 364, 400])
            )
        elif effet and hasard.random() < 0.02:
            personne.dit["date_deces"] = lecture.jours_plus(effet, hasard.choice([-1, 0, 1, 100, 364, 400]))
    if effet is None or hasard.random() < 0.7:
        return
    dit = menage.dit
    if hasard.random() < 0.5:
        dit["c2s_renonciation_date"] = lecture.jours_plus(effet, hasard.choice([-20, -1, 0, 1, 27, 100, 200, 330, 364]))
        return
    if droit != "avec_participation":
        return
    dit["c2s_mensualites_impayees"] = hasard.choice([1, 2, 2, 2, 3])
    lettre = lecture.jours_plus(effet, hasard.randint(60, 200))
    if dit["c2s_mensualites_impayees"] > 1 and hasard.random() < 0.8:
        dit["c2s_impaye_information_date"] = lettre
        limite = lecture.jours_plus(lettre, 30)
        notifie = lecture.jours_plus(limite, hasard.randint(1, 20))
        if hasard.random() < 0.7:
            dit["c2s_suspension_notification_date"] = notifie
            dit["c2s_fermeture_decidee"] = hasard.random() < 0.5
        if hasard.random() < 0.6:
            fin = lecture.jours_plus(notifie, 30)
            dit["c2s_impaye_reglement_date"] = hasard.choice(
                [limite, lecture.jours_plus(limite, 1), fin, lecture.jours_plus(fin, 1), lecture.jours_plus(fin, 20)]
            )


# --------------------------------------------------------------------------------------------------------------------
# The package


def simule(systeme, lot: Lot):
    """A simulation of the lot: households in order, persons in order."""
    roles = numpy.array([p.role for m in lot.menages for p in m.personnes])
    rangs = numpy.array([rang for rang, m in enumerate(lot.menages) for _ in m.personnes])
    constructeur = SimulationBuilder()
    constructeur.create_entities(systeme)
    constructeur.declare_person_entity("individu", numpy.arange(len(roles)))
    foyers = constructeur.declare_entity("foyer", numpy.arange(len(lot.menages)))
    constructeur.join_with_persons(foyers, rangs, roles)
    simulation = constructeur.build(systeme)
    personnes = [p for m in lot.menages for p in m.personnes]
    _donne(simulation, systeme, lot.jour, personnes)
    _donne(simulation, systeme, lot.jour, lot.menages)
    naissances = numpy.array([p.naissance for p in personnes], dtype="datetime64[D]")
    simulation.set_input("date_naissance", periods.period("eternity"), naissances)
    return simulation


def _donne(simulation, systeme, jour, dossiers):
    """Every input that one dossier of the lot gives, the default for the others."""
    for nom in sorted({nom for dossier in dossiers for nom in dossier.dit}):
        variable = systeme.variables[nom]
        texte = jour.isoformat()
        periode = periods.period(
            {DateUnit.MONTH: texte[:7], DateUnit.ETERNITY: "eternity"}.get(variable.definition_period, texte)
        )
        valeurs = [dossier.dit.get(nom, variable.default_value) for dossier in dossiers]
        simulation.set_input(nom, periode, _tableau(variable, valeurs))
    for nom in sorted({nom for dossier in dossiers for nom in dossier.mois}):
        for cle in sorted({cle for dossier in dossiers for cle in dossier.mois.get(nom, {})}):
            valeurs = [float(dossier.mois.get(nom, {}).get(cle, 0)) for dossier in dossiers]
            simulation.set_input(nom, periods.period(f"{cle[0]}-{cle[1]:02d}"), numpy.array(valeurs))


def _tableau(variable, valeurs):
    if variable.value_type is Enum:
        return numpy.array([getattr(valeur, "name", valeur) for valeur in valeurs])
    if variable.value_type is datetime.date:
        return numpy.array(valeurs, dtype="datetime64[D]")
    return numpy.array([float(v) if isinstance(v, Decimal) else v for v in valeurs], dtype=variable.dtype)


def resultats(simulation, systeme, nom, jour):
    """The values of a variable as Python ones: a word, a date or nothing, a number."""
    variable = systeme.variables[nom]
    valeurs = simulation.calculate(nom, periods.period(jour.isoformat()))
    if variable.value_type is Enum:
        return list(valeurs.decode_to_str())
    if variable.value_type is datetime.date:
        jours = valeurs.astype("datetime64[D]").tolist()
        return [None if valeur == lecture.SANS_DATE else valeur for valeur in jours]
    return valeurs.tolist()
