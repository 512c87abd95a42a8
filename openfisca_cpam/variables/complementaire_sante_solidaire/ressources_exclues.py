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

DEPUIS_LE_DEBUT = "non pris en compte pour une demande déposée depuis le 1er novembre 2019."


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
    documentation = f"Montant perçu sur la période de référence ; {DEPUIS_LE_DEBUT}"


# Les ressources exclues : une donnée d'entrée « c2s_percu_… » et un paramètre daté du même nom.
EXCLUES = ["rsa"]


def _percue(nom, label, depuis=None, regle=None, reference=R861_10):
    """Une ressource de la liste, et le jour depuis lequel elle est exclue : à défaut, depuis le début de la C2S."""
    regle = regle or (
        f"non pris en compte pour une demande déposée depuis le {depuis}, compté avant." if depuis else DEPUIS_LE_DEBUT
    )
    comme(
        c2s_percu_rsa,
        f"c2s_percu_{nom}",
        label=label,
        label_en=f"Received: {nom.replace('_', ' ')}",
        reference=reference,
        documentation=f"Montant perçu sur la période de référence ; {regle}",
    )
    EXCLUES.append(nom)


_percue("prime_activite", "Prime d'activité", reference=L861_2)
_percue("aeeh", "Allocation d'éducation de l'enfant handicapé, compléments et majoration")
_percue("allocation_rentree_scolaire", "Allocation de rentrée scolaire")
_percue("prime_demenagement", "Prime de déménagement")
_percue("aide_tierce_personne", "Tierce personne : prestation complémentaire, majoration, PCH, ACTP, APA")
_percue("allocation_deces_enfant", "Allocation forfaitaire en cas de décès d'un enfant", depuis="25 mars 2021")
_percue("allocation_remplacement", "Indemnités et allocations de remplacement des non-salariés")
_percue("indemnite_capital_at", "Indemnité en capital d'accident du travail")
_percue("prime_reeducation", "Prime de rééducation et prêt d'honneur")
_percue("paje_hors_prepare", "Prestation d'accueil du jeune enfant, sauf la PreParE")
_percue("aide_insertion", "Aides affectées à l'insertion (logement, transports, éducation, formation)")
_percue("secours_organisme_social", "Secours irréguliers d'organismes à vocation sociale")
_percue("secours_autre_personne_morale", "Secours irréguliers d'autres personnes morales", depuis="1er juillet 2025")
_percue(
    "bourse_sur_criteres_sociaux",
    "Bourse d'études sous condition de ressources d'un enfant du foyer",
    regle="jusqu'au 30 juin 2025, exclu pour une personne à charge du foyer seulement.",
)
_percue(
    "autre_bourse",
    "Autres bourses d'études et bourses pour la diversité dans la fonction publique",
    depuis="1er juillet 2025",
)
_percue("frais_funeraires", "Frais funéraires")
_percue("capital_deces", "Capital décès d'un régime de sécurité sociale")
_percue("deces_assurance_chomage", "Sommes versées par l'assurance chômage en cas de décès", depuis="1er avril 2022")
_percue("fonds_anciens_combattants", "Allocation du fonds de solidarité des anciens combattants d'Afrique du Nord")
_percue("aide_conjoints_suppletifs", "Aide aux conjoints survivants de membres des formations supplétives")
_percue("service_civique", "Indemnités de service civique")
_percue(
    "reparation_orphelins", "Réparations aux orphelins des persécutions et de la barbarie", depuis="1er janvier 2022"
)
_percue("allocation_reconnaissance", "Allocation de reconnaissance et allocation viagère", depuis="29 juillet 2023")
_percue("allocation_cej", "Allocation du contrat d'engagement jeune", depuis="29 juillet 2023")
_percue("ajpp", "Allocation journalière de présence parentale", depuis="1er janvier 2025")
_percue("aide_retour_emploi", "Aide personnalisée de retour à l'emploi", depuis="1er janvier 2025")
_percue("ajpa", "Allocation journalière du proche aidant", depuis="1er janvier 2025")
_percue(
    "accompagnement_fin_de_vie",
    "Allocation journalière d'accompagnement d'une personne en fin de vie",
    depuis="1er janvier 2025",
)
_percue("aide_violences_conjugales", "Aide d'urgence aux victimes de violences conjugales", depuis="1er janvier 2025")
_percue("entretien_enfant_accueilli", "Indemnités d'entretien des assistants familiaux", depuis="1er janvier 2025")
_percue("revenu_solidarite_outre_mer", "Revenu de solidarité (outre-mer)", depuis="1er juillet 2025")
_percue("allocation_demandeur_asile", "Allocation pour demandeur d'asile", depuis="1er juillet 2025")


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
