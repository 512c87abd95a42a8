"""Les ressources non prises en compte (L. 861-2, R. 861-10), montrées comme telles, chacune depuis sa date.

Montants de la période de référence.
"""

from openfisca_cpam.base import *

L861_2 = [
    "Article L. 861-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048702111",
]
R861_10 = [
    "Article R. 861-10 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051821125",
]

# Les ressources exclues : une donnée d'entrée « c2s_percu_… » et un paramètre daté du même nom.
EXCLUES = (
    "rsa",
    "prime_activite",
    "aeeh",
    "allocation_rentree_scolaire",
    "prime_demenagement",
    "aide_tierce_personne",
    "allocation_deces_enfant",
    "allocation_remplacement",
    "indemnite_capital_at",
    "prime_reeducation",
    "paje_hors_prepare",
    "aide_insertion",
    "secours_organisme_social",
    "secours_autre_personne_morale",
    "bourse_sur_criteres_sociaux",
    "autre_bourse",
    "frais_funeraires",
    "capital_deces",
    "deces_assurance_chomage",
    "fonds_anciens_combattants",
    "aide_conjoints_suppletifs",
    "service_civique",
    "reparation_orphelins",
    "allocation_reconnaissance",
    "allocation_cej",
    "ajpp",
    "aide_retour_emploi",
    "ajpa",
    "accompagnement_fin_de_vie",
    "aide_violences_conjugales",
    "entretien_enfant_accueilli",
    "revenu_solidarite_outre_mer",
    "allocation_demandeur_asile",
)


class c2s_percu_rsa(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Revenu de solidarité active"
    label_en = "Received: rsa"
    reference = L861_2
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er novembre 2019."
    )


class c2s_percu_prime_activite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Prime d'activité"
    label_en = "Received: prime activite"
    reference = L861_2
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er novembre 2019."
    )


class c2s_percu_aeeh(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Allocation d'éducation de l'enfant handicapé, compléments et majoration"
    label_en = "Received: aeeh"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er novembre 2019."
    )


class c2s_percu_allocation_rentree_scolaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Allocation de rentrée scolaire"
    label_en = "Received: allocation rentree scolaire"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er novembre 2019."
    )


class c2s_percu_prime_demenagement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Prime de déménagement"
    label_en = "Received: prime demenagement"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er novembre 2019."
    )


class c2s_percu_aide_tierce_personne(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Tierce personne : prestation complémentaire, majoration, PCH, ACTP, APA"
    label_en = "Received: aide tierce personne"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er novembre 2019."
    )


class c2s_percu_allocation_deces_enfant(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Allocation forfaitaire en cas de décès d'un enfant"
    label_en = "Received: allocation deces enfant"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le 25 "
        "mars 2021, compté avant."
    )


class c2s_percu_allocation_remplacement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Indemnités et allocations de remplacement des non-salariés"
    label_en = "Received: allocation remplacement"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er novembre 2019."
    )


class c2s_percu_indemnite_capital_at(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Indemnité en capital d'accident du travail"
    label_en = "Received: indemnite capital at"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er novembre 2019."
    )


class c2s_percu_prime_reeducation(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Prime de rééducation et prêt d'honneur"
    label_en = "Received: prime reeducation"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er novembre 2019."
    )


class c2s_percu_paje_hors_prepare(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Prestation d'accueil du jeune enfant, sauf la PreParE"
    label_en = "Received: paje hors prepare"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er novembre 2019."
    )


class c2s_percu_aide_insertion(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Aides affectées à l'insertion (logement, transports, éducation, formation)"
    label_en = "Received: aide insertion"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er novembre 2019."
    )


class c2s_percu_secours_organisme_social(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Secours irréguliers d'organismes à vocation sociale"
    label_en = "Received: secours organisme social"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er novembre 2019."
    )


class c2s_percu_secours_autre_personne_morale(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Secours irréguliers d'autres personnes morales"
    label_en = "Received: secours autre personne morale"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er juillet 2025, compté avant."
    )


class c2s_percu_bourse_sur_criteres_sociaux(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Bourse d'études sous condition de ressources d'un enfant du foyer"
    label_en = "Received: bourse sur criteres sociaux"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; jusqu'au 30 juin 2025, exclu pour une personne à charge "
        "du foyer seulement."
    )


class c2s_percu_autre_bourse(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Autres bourses d'études et bourses pour la diversité dans la fonction publique"
    label_en = "Received: autre bourse"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er juillet 2025, compté avant."
    )


class c2s_percu_frais_funeraires(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Frais funéraires"
    label_en = "Received: frais funeraires"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er novembre 2019."
    )


class c2s_percu_capital_deces(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Capital décès d'un régime de sécurité sociale"
    label_en = "Received: capital deces"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er novembre 2019."
    )


class c2s_percu_deces_assurance_chomage(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Sommes versées par l'assurance chômage en cas de décès"
    label_en = "Received: deces assurance chomage"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er avril 2022, compté avant."
    )


class c2s_percu_fonds_anciens_combattants(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Allocation du fonds de solidarité des anciens combattants d'Afrique du Nord"
    label_en = "Received: fonds anciens combattants"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er novembre 2019."
    )


class c2s_percu_aide_conjoints_suppletifs(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Aide aux conjoints survivants de membres des formations supplétives"
    label_en = "Received: aide conjoints suppletifs"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er novembre 2019."
    )


class c2s_percu_service_civique(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Indemnités de service civique"
    label_en = "Received: service civique"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er novembre 2019."
    )


class c2s_percu_reparation_orphelins(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Réparations aux orphelins des persécutions et de la barbarie"
    label_en = "Received: reparation orphelins"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er janvier 2022, compté avant."
    )


class c2s_percu_allocation_reconnaissance(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Allocation de reconnaissance et allocation viagère"
    label_en = "Received: allocation reconnaissance"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le 29 "
        "juillet 2023, compté avant."
    )


class c2s_percu_allocation_cej(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Allocation du contrat d'engagement jeune"
    label_en = "Received: allocation cej"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le 29 "
        "juillet 2023, compté avant."
    )


class c2s_percu_ajpp(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Allocation journalière de présence parentale"
    label_en = "Received: ajpp"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er janvier 2025, compté avant."
    )


class c2s_percu_aide_retour_emploi(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Aide personnalisée de retour à l'emploi"
    label_en = "Received: aide retour emploi"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er janvier 2025, compté avant."
    )


class c2s_percu_ajpa(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Allocation journalière du proche aidant"
    label_en = "Received: ajpa"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er janvier 2025, compté avant."
    )


class c2s_percu_accompagnement_fin_de_vie(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Allocation journalière d'accompagnement d'une personne en fin de vie"
    label_en = "Received: accompagnement fin de vie"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er janvier 2025, compté avant."
    )


class c2s_percu_aide_violences_conjugales(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Aide d'urgence aux victimes de violences conjugales"
    label_en = "Received: aide violences conjugales"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er janvier 2025, compté avant."
    )


class c2s_percu_entretien_enfant_accueilli(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Indemnités d'entretien des assistants familiaux"
    label_en = "Received: entretien enfant accueilli"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er janvier 2025, compté avant."
    )


class c2s_percu_revenu_solidarite_outre_mer(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Revenu de solidarité (outre-mer)"
    label_en = "Received: revenu solidarite outre mer"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er juillet 2025, compté avant."
    )


class c2s_percu_allocation_demandeur_asile(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Allocation pour demandeur d'asile"
    label_en = "Received: allocation demandeur asile"
    reference = R861_10
    documentation = (
        "Montant perçu sur la période de référence ; non pris en compte pour une demande déposée depuis le "
        "1er juillet 2025, compté avant."
    )


class c2s_ressources_exclues(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Ressources perçues et non prises en compte"
    label_en = "Resources received and disregarded"
    reference = L861_2 + R861_10
    documentation = "Montrées pour information : elles n'entrent pas dans la base."

    def formula_2019_11_01(individu, period, parameters):
        """Ce que la liste en vigueur à la date de la demande écarte."""
        exclues, _ = _partage(individu, period, parameters)
        return arrondi_centime(exclues)


class c2s_ressources_non_encore_exclues(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Ressources de la liste d'exclusion qui comptaient encore à la date de la demande"
    label_en = "Listed resources that still counted on the day"
    reference = L861_2 + R861_10

    def formula_2019_11_01(individu, period, parameters):
        """Ce que la liste n'écartait pas encore à la date de la demande."""
        _, comptees = _partage(individu, period, parameters)
        return arrondi_centime(comptees)


def _partage(individu, period, parameters):
    """Les sommes exclues et les sommes comptées, selon la liste du jour de la demande ; seules les données se lisent."""
    ressources = parameters(period).complementaire_sante_solidaire.ressources
    exclues = comptees = uniforme(0.0, individu.count)
    donnees = [nom for nom in EXCLUES if period in individu.get_holder(f"c2s_percu_{nom}").get_known_periods()]
    for nom in donnees:
        montant = individu(f"c2s_percu_{nom}", period)
        if getattr(ressources.exclues, nom):
            exclues = exclues + montant
        else:
            comptees = comptees + montant
    # Les aides des proches sont écartées depuis le 10° bis ; avant, le foyer les compte au-delà d'un seuil.
    if not ressources.biens_et_aides_comptes:
        exclues = exclues + individu("c2s_aides_proches_de_la_periode", period)
    # Tant que seules les bourses des enfants du foyer sont exclues, celle du demandeur ou de son conjoint compte.
    enfant = individu("c2s_enfant_du_foyer", period)
    if "bourse_sur_criteres_sociaux" in donnees and not ressources.exclues.autre_bourse:
        mois = period.first_month
        adulte = individu("foyer_demandeur", mois) | individu("foyer_conjoint", mois) | not_(enfant)
        bourse_d_adulte = where(adulte, individu("c2s_percu_bourse_sur_criteres_sociaux", period), 0)
        exclues, comptees = exclues - bourse_d_adulte, comptees + bourse_d_adulte
    return exclues, comptees
