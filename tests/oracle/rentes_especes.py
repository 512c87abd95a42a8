"""Seconde lecture des rentes, des pensions et des capitaux : accident du travail, invalidité, décès, veuvage.

Même façon que prestations_especes.py : une fonction par règle, des nombres exacts, le dossier et les articles seuls.
"""

from fractions import Fraction

from .prestations_especes import INDEPENDANTS, LIBERAUX, Dossier, regle
from .valeurs_especes import (
    ALLOCATION_VEUVAGE,
    CAPITAL,
    CAPITAL_DECES,
    INVALIDITE_MINIMUM,
    INVALIDITE_TAUX,
    PASS,
    PCRTP,
    REVALORISATION,
    REVALORISATION_2020_PETITES,
    SALAIRE_MINIMUM_RENTE,
    SANS_DATE,
    SMIC,
    TIERCE_PERSONNE,
    D,
    Jour,
    ans_plus,
    arrondi,
    au,
    borne,
    fin_du_mois,
    jours_plus,
    mois_plus,
    premier_du_mois,
    premier_janvier_avant,
    tronque,
)

REFORME = Jour(2026, 11, 1)


# --------------------------------------------------------------------------------------------------------------------
# Incapacité permanente (R26 à R29)


def taux(d) -> Fraction:
    return Fraction(d["at_mp_taux_incapacite"])


def prestation(d) -> str:
    """R26, R. 434-1, R. 434-4."""
    if taux(d) <= 0:
        return "aucune"
    if d.date("at_mp_consolidation_date") is None:
        return "consolidation_non_renseignee"
    if taux(d) >= Fraction(1, 10):
        return "rente"
    anterieurs = Fraction(d["at_mp_taux_anterieurs"])
    if anterieurs > 0 and anterieurs + taux(d) >= Fraction(1, 10):
        return "option"
    return "capital"


def rente_due(d) -> bool:
    """Dix pour cent, ou le choix de la rente."""
    return prestation(d) == "rente" or (prestation(d) == "option" and bool(d["at_mp_option_rente"]))


def du_bareme(pourcentage, jour):
    entier = int(Fraction(pourcentage) * 100)
    return au(CAPITAL[entier], jour) if 1 <= entier <= 9 else D(0)


def capital(d):
    """Le barème du jour de la consolidation ; sans choix, c'est lui qui est versé."""
    if prestation(d) not in {"capital", "option"} or rente_due(d):
        return D(0)
    ancien = Fraction(d["at_mp_revision_taux_ancien"]) if d.date("at_mp_revision_date") else 0
    return du_bareme(ancien or taux(d), d.date("at_mp_consolidation_date"))


def capital_revision(d):
    """R. 434-1-1 : nouveau taux moins ancien, au barème de la révision ; R. 434-1-2 : en entier, après une rente."""
    jour, ancien = d.date("at_mp_revision_date"), Fraction(d["at_mp_revision_taux_ancien"])
    if jour is None or ancien <= 0 or taux(d) >= Fraction(1, 10):
        return D(0)
    if ancien >= Fraction(1, 10):
        return du_bareme(taux(d), jour)
    return du_bareme(taux(d), jour) - du_bareme(ancien, jour) if taux(d) > ancien else D(0)


def salaire_minimum(d):
    return au(SALAIRE_MINIMUM_RENTE, d.date("at_mp_consolidation_date") or d.date("date_deces"))


def salaire_utile(d, minimum=None) -> Fraction:
    """R27, R. 434-28 : le double du minimum en entier, le tiers de la suite, huit fois le minimum au plus."""
    minimum = Fraction(minimum or salaire_minimum(d))
    salaire = max(Fraction(d["at_mp_salaire_annuel"]), minimum)
    return min(salaire, 2 * minimum) + max(min(salaire, 8 * minimum) - 2 * minimum, Fraction(0)) / 3


def taux_utile(d) -> Fraction:
    """R. 434-2 et R. 434-2-1 : les taux antérieurs remplissent d'abord les cinquante premiers points."""
    demi = min(taux(d), max(Fraction(0), Fraction(1, 2) - Fraction(d["at_mp_taux_anterieurs"])))
    return demi / 2 + (taux(d) - demi) * 3 / 2


def revalorisee(montant, premier, jour):
    """L. 434-17 : chaque coefficient depuis le premier jour de la rente, tronqué."""
    for date, coefficient in REVALORISATION:
        if premier < date <= jour:
            montant = tronque(Fraction(montant) * Fraction(coefficient))
    return montant


def rente_annuelle(d, jour):
    """R27, L. 434-2 : pas plus que le salaire ; pas moins que la pension d'invalidité (deux tiers)."""
    deces = d.date("date_deces")
    if not rente_due(d) or (deces and jour > fin_du_mois(deces)):
        return D(0)
    montant = tronque(min(salaire_utile(d) * taux_utile(d), salaire_utile(d)))
    if taux(d) >= Fraction(2, 3):
        montant = max(montant, D(d["at_mp_pension_invalidite_comparee"]))
    return revalorisee(montant, jours_plus(d.date("at_mp_consolidation_date"), 1), jour)


def retenue(d, jour):
    """R. 434-1-1, R. 434-4 : 30 % au plus, jusqu'à la moitié des capitaux."""
    reste = Fraction(d["at_mp_capitaux_deja_verses"]) / 2 - Fraction(d["at_mp_capitaux_deja_recuperes"])
    return tronque(max(Fraction(0), min(Fraction(rente_annuelle(d, jour)) * 3 / 10, reste)))


def versement(d, jour):
    fois = 12 if taux(d) >= Fraction(1, 2) else 4
    return tronque(Fraction(rente_annuelle(d, jour) - retenue(d, jour)) / fois)


def rente_debut(d):
    """R. 434-33 : le lendemain de la consolidation ; R. 434-1-1, b : la révision qui crée la rente."""
    lendemain = jours_plus(d.date("at_mp_consolidation_date"), 1)
    revision, ancien = d.date("at_mp_revision_date"), Fraction(d["at_mp_revision_taux_ancien"])
    return max(lendemain, revision) if revision and 0 < ancien < Fraction(1, 10) else lendemain


def tierce_personne_at(d, jour):
    """R29, R. 434-3, D. 434-2."""
    if not rente_due(d) or taux(d) < Fraction(8, 10) or jour < rente_debut(d):
        return D(0)
    actes = d["at_mp_actes_impossibles_nombre"]
    if d["at_mp_danger_pour_soi_ou_autrui"] or actes >= 7:
        return au(PCRTP, jour)[2]
    return au(PCRTP, jour)[1] if actes >= 5 else au(PCRTP, jour)[0] if actes >= 3 else D(0)


def incapacite(d, jour) -> dict:
    due, consolidation = rente_due(d), d.date("at_mp_consolidation_date")
    resultats = {
        "at_mp_prestation": prestation(d),
        "at_mp_rente_due": due,
        "at_mp_capital_revision": capital_revision(d),
        "at_mp_rente_annuelle": rente_annuelle(d, jour),
        "at_mp_rente_retenue_annuelle": retenue(d, jour) if due else D(0),
        "at_mp_rente_versement": versement(d, jour) if due else D(0),
        "at_mp_tierce_personne": tierce_personne_at(d, jour),
        "at_mp_part_fonctionnelle_non_calculee": bool(consolidation) and consolidation >= REFORME and taux(d) > 0,
    }
    resultats["at_mp_capital"] = capital(d)
    if due:
        resultats |= {
            "at_mp_rente_debut_date": rente_debut(d),
            "at_mp_salaire_minimum_rente": salaire_minimum(d),
            "at_mp_salaire_utile": salaire_utile(d),
            "at_mp_taux_utile": taux_utile(d),
            "at_mp_rente_mensuelle_versement": taux(d) >= Fraction(1, 2),
        }
    if d.date("at_mp_option_notification_date") and prestation(d) == "option":
        resultats["at_mp_option_date_limite"] = mois_plus(d.date("at_mp_option_notification_date"), 2)
    return resultats


# --------------------------------------------------------------------------------------------------------------------
# Rentes d'ayants droit (R30)


def conjoint_eligible(d) -> bool:
    """L. 434-8, R. 434-10."""
    ancien = d["at_mp_couple_avant_accident_ou_enfant"] or d["at_mp_couple_annees"] >= 2
    return bool(d.date("date_deces") and d["at_mp_conjoint_survivant"] and ancien)


def salaire_des_ayants_droit(d) -> Fraction:
    return salaire_utile(d, au(SALAIRE_MINIMUM_RENTE, d.date("date_deces")))


def parts(d) -> dict:
    """La fraction du salaire de chaque catégorie, avant la réduction à 85 %."""
    utile = salaire_des_ayants_droit(d)
    age, incapacite_ = d["at_mp_conjoint_age"] >= 55, Fraction(d["at_mp_conjoint_incapacite"]) >= Fraction(1, 2)
    orphelins = d["at_mp_orphelins_nombre"]
    divorce = min(Fraction(d["at_mp_divorce_pension_alimentaire"]) / utile, Fraction(2, 10))
    # L. 434-8, quatrième alinéa : les 40 % se partagent, le complément reste au seul nouveau conjoint.
    conjoint = Fraction(4, 10) - divorce + (Fraction(2, 10) if age or incapacite_ else 0)
    return {
        "conjoint": conjoint if conjoint_eligible(d) else Fraction(0),
        "divorce": divorce,
        "orphelins": Fraction(25, 100) * min(orphelins, 2)
        + Fraction(20, 100) * max(0, orphelins - 2)
        + Fraction(30, 100) * d["at_mp_orphelins_doubles_nombre"],
        "ascendants": min(Fraction(d["at_mp_ascendants_nombre"], 10), Fraction(3, 10)),
    }


def ayants_droit(d, jour) -> dict:
    """R. 434-16 : 85 % du salaire au plus."""
    total = sum(parts(d).values())
    coefficient = min(Fraction(1), Fraction(85, 100) / total) if total else Fraction(1)
    # R. 434-33 : le lendemain du décès, ou le mois suivant si la victime avait déjà une rente.
    deces = d.date("date_deces")
    titulaire = rente_due(d) and rente_debut(d) <= deces
    premier = jours_plus(fin_du_mois(deces) if titulaire else deces, 1)
    salaire = salaire_des_ayants_droit(d)
    rentes = {nom: revalorisee(tronque(part * coefficient * salaire), premier, jour) for nom, part in parts(d).items()}
    return {
        "at_mp_conjoint_eligible": conjoint_eligible(d),
        "at_mp_ayants_droit_reduction": coefficient,
        "at_mp_rente_conjoint": rentes["conjoint"],
        "at_mp_rente_divorce": rentes["divorce"],
        "at_mp_rente_orphelins": rentes["orphelins"],
        "at_mp_rente_ascendants": rentes["ascendants"],
        "at_mp_remariage_indemnite": 3 * rentes["conjoint"],
    }


# --------------------------------------------------------------------------------------------------------------------
# Procédure et inaptitude (R24, R25b)


def decision_limite(d):
    """R. 441-7, R. 441-8, R. 461-9, R. 461-10 : jours francs, ni le premier ni le dernier ne comptent."""
    recu, comite = d.date("at_mp_dossier_reception_date"), d.date("at_mp_comite_saisine_date")
    if recu is None or recu < Jour(2019, 12, 1):
        return SANS_DATE
    if d["at_mp_maladie_professionnelle"]:
        return jours_plus(comite or recu, 121)
    return jours_plus(recu, 91 if d["at_mp_enquete"] else 31)


def inaptitude(d) -> dict:
    """D. 433-4 à D. 433-7 : un mois au plus, depuis le lendemain de l'avis."""
    avis, sortie = d.date("at_mp_inaptitude_avis_date"), d.date("at_mp_inaptitude_sortie_date")
    if avis is None:
        return {}
    dernier = max(jours_plus(mois_plus(jours_plus(avis, 1), 1), -1), mois_plus(avis, 1))
    dernier = min(dernier, sortie) if sortie else dernier
    jours = max(0, (dernier - avis).days)
    total = jours * D(d["at_mp_inaptitude_journaliere"]) - D(d["at_mp_inaptitude_rente_mensuelle"])
    return {"at_mp_inaptitude_fin_date": dernier, "at_mp_inaptitude_total": max(D(0), total)}


def procedure(d) -> dict:
    resultats = {"at_mp_decision_date_limite": decision_limite(d)} | inaptitude(d)
    if d.date("at_mp_accident_date"):
        resultats["at_mp_declaration_victime_date_limite"] = ans_plus(d.date("at_mp_accident_date"), 2)
    return resultats


# --------------------------------------------------------------------------------------------------------------------
# Invalidité (R31 à R34, R36)


def du_regime_independant(d) -> bool:
    return d["statut_professionnel"] in INDEPENDANTS


def arret_ou_effet(d):
    return d.date("invalidite_arret_date") or d.date("invalidite_date_effet")


def age_atteint(d, ans):
    return ans_plus(d.date("date_naissance"), ans)


@regle
def salaire_moyen(d) -> Fraction:
    """R. 341-4 : les dix meilleures années civiles avant l'arrêt."""
    if d["invalidite_salaire_annuel_moyen_donne"]:
        return Fraction(d["invalidite_salaire_annuel_moyen_donne"])
    jour = arret_ou_effet(d)
    annees = d.dit.get("invalidite_salaire_annuel", {})
    meilleures = sorted((v for annee, v in annees.items() if jour and annee < jour.year and v > 0), reverse=True)[:10]
    return sum(map(Fraction, meilleures)) / len(meilleures) if meilleures else Fraction(0)


def periode_de_douze_mois(jour):
    return mois_plus(premier_du_mois(jour), -12)


def seuil_invalidite(d) -> Fraction:
    return 2030 * Fraction(au(SMIC, premier_janvier_avant(periode_de_douze_mois(arret_ou_effet(d)))))


def refus_invalidite(d) -> set:
    """R31, R36."""
    if d["invalidite_categorie"] in {0, "aucune"}:
        return {"sans_categorie"}
    if d.date("invalidite_date_effet") is None:
        return {"date_non_renseignee"}
    raisons = set()
    # Les deux tiers s'écrivent aussi 66 % (lecture).
    if Fraction(d.dit.get("invalidite_perte_capacite", 1)) < Fraction(66, 100):
        raisons.add("capacite")
    if d.date("date_naissance") and d.date("invalidite_date_effet") >= age_atteint(d, 62):
        raisons.add("age")
    if d["invalidite_mois_affiliation"] < 12:
        raisons.add("affiliation")
    if du_regime_independant(d):
        plafonds = [Fraction(au(PASS, Jour(arret_ou_effet(d).year - rang, 1, 1))) for rang in (1, 2, 3)]
        en_cours = d["invalidite_indemnites_journalieres_en_cours"]
        if Fraction(d["invalidite_revenu_independant_moyen"]) < sum(plafonds) / 30 and not en_cours:
            raisons.add("revenu_independant")
    elif Fraction(d["invalidite_heures_12_mois"]) < 600 and Fraction(
        d["invalidite_remuneration_12_mois"]
    ) < seuil_invalidite(d):
        raisons.add("activite")
    if salaire_moyen(d) == 0:
        raisons.add("salaire_non_renseigne")
    return raisons


def invalidite_fin(d):
    """R34 : fin du mois des soixante-deux ans ; au plus soixante-sept en activité, soixante-deux et demi au chômage."""
    if d.date("date_naissance") is None:
        return None
    situation, demande = d["invalidite_situation_a_62_ans"], d.date("invalidite_retraite_demande_date")
    normale = fin_du_mois(age_atteint(d, 62))
    if situation == "activite":
        ultime = fin_du_mois(age_atteint(d, 67))
    elif situation == "chomage" and not du_regime_independant(d):
        ultime = fin_du_mois(mois_plus(age_atteint(d, 62), 6))
    else:
        return normale
    if demande is None:
        return ultime
    return max(normale, min(ultime, jours_plus(demande, -1)))


def maximum_invalidite(d) -> Fraction:
    """R. 341-5 : à la date d'effet."""
    return Fraction(INVALIDITE_TAUX[d["invalidite_categorie"]]) * Fraction(au(PASS, d.date("invalidite_date_effet")))


@regle
def pension_initiale(d):
    calculee = Fraction(INVALIDITE_TAUX[d["invalidite_categorie"]]) * salaire_moyen(d)
    return borne(calculee, maximum_invalidite(d))


def pension_annuelle(d, jour):
    """L. 341-6 : revalorisée, chaque étape tronquée ; L. 341-5 : portée au minimum."""
    montant, effet = pension_initiale(d), d.date("invalidite_date_effet")
    for date, coefficient in REVALORISATION:
        if effet < date <= jour:
            jour_2020, plus, limite = REVALORISATION_2020_PETITES
            petite = date == jour_2020 and montant / 12 <= limite
            montant = tronque(Fraction(montant) * Fraction(plus if petite else coefficient))
    return montant if du_regime_independant(d) else max(montant, au(INVALIDITE_MINIMUM, jour))


def tierce_personne(d, jour):
    """R. 341-6 : suspendue après la fin du mois qui suit l'hospitalisation."""
    if d["invalidite_categorie"] != "categorie_3":
        return D(0)
    hospitalise = d.date("invalidite_hospitalisation_debut")
    if hospitalise and jour > fin_du_mois(mois_plus(premier_du_mois(hospitalise), 1)):
        return D(0)
    return max(tronque(Fraction(pension_annuelle(d, jour)) * 4 / 10 / 12), au(TIERCE_PERSONNE, jour))


# R33, cumul avec un revenu


def seuil_cumul(d, jour) -> Fraction:
    coefficient = Fraction(d.dit.get("invalidite_coefficient_seuil", 1))
    precedent = Fraction(d["invalidite_salaire_annee_precedente"])
    if jour < Jour(2022, 4, 1):
        return precedent * coefficient / 4
    if du_regime_independant(d):
        multiple = 4 if d["invalidite_categorie"] == "categorie_1" else Fraction(12, 5)
        return multiple * Fraction(pension_annuelle(d, jour))
    plafond = Fraction(au(PASS, Jour(arret_ou_effet(d).year - 1, 1, 1)))
    plafond *= Fraction(3, 2) if jour >= Jour(2023, 7, 30) else 1
    moyen = Fraction(d["invalidite_salaire_annuel_moyen_revalorise"]) or salaire_moyen(d)
    return max(moyen, min(precedent, plafond) * coefficient)


def pension_de_reference(d, jour) -> Fraction:
    """R. 341-17, II : du treizième au deuxième mois civils avant le contrôle, ou l'année civile précédente."""
    non_salarie = d["invalidite_revenus_non_salaries_12_mois"]
    debut = Jour(jour.year - 1, 1, 1) if non_salarie else mois_plus(premier_du_mois(jour), -13)
    premiers = [mois_plus(debut, rang) for rang in range(12)]
    effet = d.date("invalidite_date_effet")
    # A month before the pension counts at the amount of the first whole month that follows.
    au_plus_tot = effet if effet.day == 1 else mois_plus(premier_du_mois(effet), 1)
    montants = [pension_annuelle(d, max(premier, min(au_plus_tot, jour))) for premier in premiers]
    return sum(map(Fraction, montants), Fraction(0)) / 12


def depassement(d, jour) -> Fraction:
    pension, seuil = Fraction(pension_annuelle(d, jour)), seuil_cumul(d, jour)
    if jour < Jour(2022, 4, 1):
        dernier = pension / 4 + Fraction(d["invalidite_revenus_trimestre"]) - seuil
        avant = pension / 4 + Fraction(d["invalidite_revenus_trimestre_precedent"]) - seuil
        return dernier if dernier > 0 and avant > 0 else Fraction(0)
    revenus = Fraction(d["invalidite_revenus_activite_12_mois"])
    revenus += Fraction(d["invalidite_revenus_non_salaries_12_mois"]) * 5 / 4
    return max(Fraction(0), pension_de_reference(d, jour) + revenus - seuil)


def reduite(d, jour):
    exces, mensuelle = depassement(d, jour), Fraction(pension_annuelle(d, jour)) / 12
    retrait = exces / 3 if jour < Jour(2022, 4, 1) else exces / 2 / 12
    return tronque(max(Fraction(0), mensuelle - retrait))


def invalidite(d, jour) -> dict:
    refuses = refus_invalidite(d)
    resultats = {"invalidite_motif": refuses or {"ouvert"}}
    if d["invalidite_categorie"] in {0, "aucune"} or d.date("invalidite_date_effet") is None:
        return resultats | {"invalidite_eligible": False, "invalidite_pension_annuelle": D(0)}
    fin = invalidite_fin(d)
    servie = not refuses and d.date("invalidite_date_effet") <= jour and (fin is None or jour <= fin)
    resultats |= {
        "invalidite_eligible": servie,
        "invalidite_seuil_remuneration": seuil_invalidite(d),
        "invalidite_salaire_annuel_moyen": salaire_moyen(d),
        "invalidite_maximum_annuel": maximum_invalidite(d),
        "invalidite_pension_annuelle": pension_annuelle(d, jour) if servie else D(0),
        "invalidite_pension_mensuelle": tronque(Fraction(pension_annuelle(d, jour)) / 12) if servie else D(0),
        "invalidite_tierce_personne": tierce_personne(d, jour) if servie else D(0),
    }
    if not refuses and fin:
        resultats |= {"invalidite_fin_date": fin, "invalidite_retraite_date": jours_plus(fin, 1)}
    if servie and d["invalidite_salaire_annee_precedente"]:
        exces = depassement(d, jour)
        resultats |= {
            "invalidite_cumul_seuil": seuil_cumul(d, jour),
            "invalidite_cumul_depassement": exces,
            "invalidite_pension_mensuelle_reduite": reduite(d, jour),
        }
        if exces:
            longue = jour >= Jour(2022, 4, 1) and d["invalidite_revenus_non_salaries_12_mois"]
            resultats["invalidite_cumul_mois"] = 12 if longue else 3
    if d.date("invalidite_demande_depuis"):
        resultats["invalidite_demande_date_limite"] = mois_plus(d.date("invalidite_demande_depuis"), 12)
    return resultats


# --------------------------------------------------------------------------------------------------------------------
# Veuf ou veuve invalide (R35)


def principale(d, jour) -> Fraction:
    """R. 342-1 : celle du défunt, ou celle de la deuxième catégorie qu'il aurait eue."""
    if d["invalidite_veuvage_pension_defunt"]:
        return Fraction(d["invalidite_veuvage_pension_defunt"])
    plafond = Fraction(au(PASS, jour)) / 2
    return Fraction(borne(Fraction(d["invalidite_veuvage_salaire_moyen_defunt"]) / 2, plafond))


def theorique(d, jour):
    """D. 342-1, L. 342-4, R. 342-2, D. 342-3."""
    base, personnels = principale(d, jour), Fraction(d["invalidite_veuvage_avantages_personnels"])
    pension = max(Fraction(tronque(base * Fraction(54, 100))), Fraction(au(INVALIDITE_MINIMUM, jour)))
    if personnels:
        plancher = Fraction(au(PASS, jour)) / 2 * Fraction(73, 100)
        limite = max((personnels + base) * Fraction(52, 100), plancher)
        pension = min(pension, Fraction(tronque(max(Fraction(0), limite - personnels))))
    if d["invalidite_veuvage_enfants_nombre"] >= 3:
        pension *= Fraction(11, 10)
    return tronque(pension)


def veuvage_invalide(d, jour) -> dict:
    deces = d.date("invalidite_veuvage_conjoint_decede_date")
    if deces is None or jour < deces:
        return {"invalidite_veuvage_motif": {"sans_objet"}, "invalidite_veuvage_pension_annuelle": D(0)}
    raisons = set()
    if not d["invalidite_veuvage_invalide"]:
        raisons.add("non_invalide")
    # R. 342-6 : remplacée à la première échéance qui suit l'anniversaire ; le mois de l'anniversaire reste payé.
    if d.date("date_naissance") and jour > fin_du_mois(age_atteint(d, 55)):
        raisons.add("age")
    if d["invalidite_veuvage_remarie"]:
        raisons.add("remariage")
    montant = theorique(d, jour)
    if Fraction(d["invalidite_veuvage_reversion"]) > montant:
        raisons.add("reversion")
    resultats = {
        "invalidite_veuvage_motif": raisons or {"ouvert"},
        "invalidite_veuvage_pension_annuelle": D(0) if raisons else montant,
        "invalidite_veuvage_pension_mensuelle": D(0) if raisons else tronque(Fraction(montant) / 12),
    }
    demande = d.date("invalidite_veuvage_demande_date")
    if demande and not raisons:
        depart = deces if demande <= ans_plus(deces, 1) else demande
        reconnaissance = d.date("invalidite_veuvage_reconnaissance_date")
        if reconnaissance and reconnaissance > demande:
            depart = reconnaissance
        resultats["invalidite_veuvage_effet_date"] = mois_plus(premier_du_mois(depart), 1)
    return resultats


# --------------------------------------------------------------------------------------------------------------------
# Allocation veuvage (R39)


def allocation_fin(d):
    """D. 356-5 : deux ans du premier jour du mois du décès ; jusqu'à 55 ans pour qui en avait 50."""
    deces = d.date("allocation_veuvage_conjoint_decede_date")
    deux_ans = jours_plus(ans_plus(premier_du_mois(deces), 2), -1)
    if d.date("date_naissance") and deces >= age_atteint(d, 50):
        return max(deux_ans, jours_plus(age_atteint(d, 55), -1))
    return deux_ans


def allocation(d, mois) -> dict:
    """mois : son premier jour."""
    deces = d.date("allocation_veuvage_conjoint_decede_date")
    if deces is None:
        return {"allocation_veuvage_motif": {"sans_objet"}, "allocation_veuvage_montant": D(0)}
    raisons = set()
    if d.date("date_naissance") and mois >= age_atteint(d, 55):
        raisons.add("age")
    if d["allocation_veuvage_nouveau_couple"]:
        raisons.add("couple")
    if d["allocation_veuvage_mois_affiliation"] < 3:
        raisons.add("affiliation")
    if mois > allocation_fin(d) or fin_du_mois(mois) < premier_du_mois(deces):
        raisons.add("duree")
    maximum = Fraction(au(ALLOCATION_VEUVAGE, mois))
    ressources = Fraction(d.dit.get("allocation_veuvage_ressources_trimestre", {}).get((mois.year, mois.month), 0))
    plafond = maximum * Fraction("3.75")
    if ressources > plafond:
        raisons.add("ressources")
    montant = D(0) if raisons else borne(min(maximum, (plafond - ressources) / 3), maximum)
    return {"allocation_veuvage_motif": raisons or {"ouvert"}, "allocation_veuvage_montant": montant}


# --------------------------------------------------------------------------------------------------------------------
# Capital décès (R37, R38)


def activite_suffisante(d) -> bool:
    """R. 313-6."""
    deces = d.date("date_deces")
    mois = premier_du_mois(deces)

    def assez(nom, fois, jour):
        return Fraction(d[nom]) >= fois * Fraction(au(SMIC, jour))

    return (
        Fraction(d["capital_deces_heures_mois"]) >= 60
        or Fraction(d["capital_deces_heures_trois_mois"]) >= 120
        or Fraction(d["capital_deces_heures_annee"]) >= 400
        or assez("capital_deces_remuneration_mois", 60, mois_plus(mois, -1))
        or assez("capital_deces_remuneration_trois_mois", 120, mois_plus(mois, -3))
        or assez("capital_deces_remuneration_annee", 400, Jour(deces.year, 1, 1))
    )


def refus_capital(d) -> set:
    """R37."""
    statut, situation = d["statut_professionnel"], d["capital_deces_situation"] or "aucune"
    if d.date("date_deces") is None:
        return {"sans_deces"}
    if statut == "profession_liberale":
        return {"profession_liberale"}
    # R. 361-3 : le retraité reste un assuré tant qu'il remplit les conditions de l'article R. 313-6.
    garde = statut == "artisan_commercant" or (statut not in LIBERAUX and activite_suffisante(d))
    if situation == "aucune" or (situation == "retraite" and not garde):
        return {"situation"}
    if statut in INDEPENDANTS:
        return set()
    # R. 371-1 : les deux tiers, écrits 66,66 %.
    if situation == "rente_at_mp" and Fraction(d["capital_deces_rente_taux"]) < Fraction("0.6666"):
        return {"rente_insuffisante"}
    # L. 311-5, L. 161-8 : le droit acquis se maintient ; les heures d'avant ne sont opposées que si elles sont dites.
    dites = any(
        d[f"capital_deces_{quoi}_{duree}"]
        for quoi in ("heures", "remuneration")
        for duree in ("mois", "trois_mois", "annee")
    )
    opposees = situation == "activite" or (situation in {"chomage", "maintien_droits"} and dites)
    if opposees and not activite_suffisante(d):
        return {"activite_insuffisante"}
    return set()


def montant_capital(d):
    if refus_capital(d):
        return D(0)
    deces, statut = d.date("date_deces"), d["statut_professionnel"]
    plafond = Fraction(au(PASS, deces))
    if statut == "artisan_commercant":
        return arrondi(plafond * Fraction(8 if d["capital_deces_situation"] == "retraite" else 20, 100))
    if statut in LIBERAUX:
        quart = Fraction(d["capital_deces_revenu_cotise"]) / 4
        return borne(max(quart, plafond / 100), plafond / 4)
    return au(CAPITAL_DECES, deces)


RANGS = [
    ("conjoint_a_charge", "capital_deces_conjoint_a_charge"),
    ("enfants_a_charge", "capital_deces_enfants_a_charge_nombre"),
    ("ascendants_a_charge", "capital_deces_ascendants_a_charge_nombre"),
    ("conjoint", "capital_deces_conjoint"),
    ("descendants", "capital_deces_descendants_nombre"),
    ("ascendants", "capital_deces_ascendants_nombre"),
]


def capital_deces(d) -> dict:
    refuses, montant = refus_capital(d), montant_capital(d)
    rang, nombre = next(((rang, int(d[nom])) for rang, nom in RANGS if d[nom]), ("aucun", 0))
    artisan = d["statut_professionnel"] == "artisan_commercant" and not refuses
    orphelins = d["capital_deces_orphelins_nombre"] if artisan else 0
    resultats = {
        "capital_deces_motif": refuses or {"ouvert"},
        "capital_deces_eligible": not refuses,
        "capital_deces_montant": montant,
        "capital_deces_beneficiaire": "aucun" if refuses else rang,
        "capital_deces_part": tronque(Fraction(montant) / nombre) if nombre and not refuses else D(0),
        "capital_deces_orphelins": D(0),
    }
    deces = d.date("date_deces")
    if deces:
        resultats["capital_deces_orphelins"] = orphelins * arrondi(Fraction(au(PASS, deces)) * Fraction(5, 100))
    if not refuses:
        resultats["capital_deces_priorite_date_limite"] = mois_plus(deces, 1)
        resultats["capital_deces_demande_date_limite"] = ans_plus(deces, 2)
    return resultats


def calcule(dit: dict, jour) -> dict:
    """Ce que le dossier demande : les résultats des domaines dont il dit quelque chose."""
    d = Dossier(dit)
    sujets = {
        "incapacite": lambda: incapacite(d, jour),
        "ayants_droit": lambda: ayants_droit(d, jour),
        "procedure": lambda: procedure(d),
        "invalidite": lambda: invalidite(d, jour),
        "veuvage": lambda: veuvage_invalide(d, jour),
        "allocation": lambda: allocation(d, premier_du_mois(jour)),
        "deces": lambda: capital_deces(d),
    }
    return sujets[dit["sujet"]]()
