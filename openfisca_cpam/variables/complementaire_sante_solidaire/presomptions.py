"""Les bénéficiaires réputés satisfaire aux conditions de ressources (L. 861-2, R. 861-11)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.complementaire_sante_solidaire.fenetre import mois_avant, mois_connus
from openfisca_cpam.variables.complementaire_sante_solidaire.foyer import MotifFoyer

L861_2 = [
    "Article L. 861-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048702111",
]
R861_11 = [
    "Article R. 861-11 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051821117",
]


class MotifPresomption(Enum):
    aucune = "Aucune présomption"
    aspa = "Titulaire de l'ASPA sans activité pendant trois mois civils (L. 861-2, 1°)"
    conjoint_aspa = "Conjoint d'un titulaire de l'ASPA (L. 861-2, 1°)"
    asi = "Titulaire de l'ASI sans activité pendant trois mois civils (L. 861-2, 2°)"
    conjoint_asi = "Conjoint d'un titulaire de l'ASI (L. 861-2, 2°)"
    aah = "Titulaire de l'AAH à taux plein ou en complément, seul, sans enfant ni activité (L. 861-2, 3°)"
    ass = "Titulaire de l'ASS, seul et sans enfant à charge (L. 861-2, 4°)"
    cej = "Allocation du contrat d'engagement jeune, foyer fiscal non imposable (L. 861-2, 5°)"


class c2s_percoit_aspa(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Perçoit l'ASPA (L. 815-1) à la date de la demande"
    label_en = "Receives ASPA on the day"
    reference = L861_2
    documentation = "L'ancienne allocation supplémentaire n'ouvre pas la présomption."


class c2s_percoit_asi(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Perçoit l'ASI (L. 815-24) à la date de la demande"
    label_en = "Receives ASI on the day"
    reference = L861_2


class c2s_percoit_aah_taux_plein(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Perçoit l'AAH à taux plein, ou en complément d'une pension ou rente, à la date de la demande"
    label_en = "Receives AAH in full or topping up a pension"
    reference = L861_2


class c2s_percoit_allocation_cej(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Perçoit l'allocation du contrat d'engagement jeune à la date de la demande"
    label_en = "Receives the youth commitment allowance"
    reference = L861_2


class c2s_foyer_fiscal_non_imposable(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Constitue un foyer fiscal non imposable, ou y est rattaché"
    label_en = "In a non-taxable fiscal household"
    reference = L861_2


class c2s_vit_avec_autrui(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Vit avec une personne qui n'est pas décrite dans le foyer"
    label_en = "Lives with someone not described"
    reference = L861_2


class c2s_vit_seul(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Vit seul"
    label_en = "Lives alone"
    reference = L861_2

    def formula_2019_11_01(individu, period):
        """Demandeur sans conjoint, époux ou partenaire imposé séparément compris, ni autre personne."""
        mois = period.first_month
        absent = parmi(
            individu("c2s_foyer_motif", period), MotifFoyer.arrivee_apres_la_demande, MotifFoyer.decede_avant_la_demande
        )
        en_couple = un_du_foyer(individu, individu("foyer_conjoint", mois) & not_(absent))
        accompagne = en_couple | individu("c2s_vit_avec_autrui", period)
        return individu("foyer_demandeur", mois) & not_(accompagne)


class c2s_activite_trois_mois(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Activité salariée, indépendante ou en ESAT déclarée dans les trois mois civils précédant la demande"
    label_en = "Declared work in the three civil months before the application"
    reference = R861_11
    documentation = "À donner quand les salaires ou le chiffre d'affaires ne le sont pas mois par mois."


class c2s_activite_recente(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Activité pendant les trois mois civils précédant la demande"
    label_en = "Worked in the three civil months before the application"
    reference = R861_11

    def formula_2019_11_01(individu, period, parameters):
        """Déclarée, ou un salaire ou un chiffre d'affaires donné dans l'un de ces mois."""
        mois = parameters(period).complementaire_sante_solidaire.presomption.periode_mois
        activite = individu("c2s_activite_trois_mois", period)
        for nom in ("salaire_net", "chiffre_affaires_hors_taxe", "remuneration_dirigeant", "salaire_source_etrangere"):
            for connu in mois_connus(individu, nom, mois_avant(period.first_month, mois, mois)):
                activite = activite | (individu(nom, connu) > 0)
        return activite


class c2s_presomption_motif(Variable):
    value_type = Enum
    possible_values = MotifPresomption
    default_value = MotifPresomption.aucune
    entity = Individu
    definition_period = DAY
    label = "Présomption de ressources de la C2S avec participation"
    label_en = "Presumption of resources"
    reference = L861_2 + R861_11
    documentation = "Elle vaut pour la personne et, pour l'ASPA et l'ASI, pour son conjoint."

    def formula_2019_11_01(individu, period, parameters):
        """ASPA depuis avril 2022, ASI le 30 juin 2024, AAH en juillet 2025, ASS et CEJ en juillet 2026."""
        presomption = parameters(period).complementaire_sante_solidaire.presomption
        mois = period.first_month
        membre = individu("c2s_membre", period)
        demandeur = individu("foyer_demandeur", mois)
        # Époux et partenaire imposés à part compris (L. 861-2).
        conjoint = individu("foyer_conjoint", mois) & not_(
            parmi(
                individu("c2s_foyer_motif", period),
                MotifFoyer.decede_avant_la_demande,
                MotifFoyer.arrivee_apres_la_demande,
                MotifFoyer.demande_personnelle,
            )
        )
        du_couple = demandeur | conjoint
        actif = individu("c2s_activite_recente", period)
        couple_actif = un_du_foyer(individu, actif & du_couple)
        # Jusqu'au 28 juillet 2023, seule l'activité du titulaire de l'ASPA comptait.
        aspa_actif = where(du_couple & presomption.conjoint_sans_activite, couple_actif, actif)
        aspa = individu("c2s_percoit_aspa", period) & presomption.aspa & not_(aspa_actif)
        asi = individu("c2s_percoit_asi", period) & presomption.asi & not_(where(du_couple, couple_actif, actif))
        aah = individu("c2s_percoit_aah_taux_plein", period) & presomption.aah & not_(actif)
        ass = individu("c2s_percoit_ass", period) & presomption.ass
        vit_seul, adulte = individu("c2s_vit_seul", period), demandeur | individu("foyer_conjoint", mois)
        seul_sans_enfant = pour_les_seuls(
            vit_seul & (aah | ass),
            lambda rangs: not_(un_du_foyer(individu, membre & not_(adulte))[rangs]),
            sinon=False,
        )
        cej = (
            individu("c2s_percoit_allocation_cej", period)
            & presomption.cej
            & individu("c2s_foyer_fiscal_non_imposable", period)
            & membre
        )
        return premier_vrai(
            [
                (not_(membre), MotifPresomption.aucune),
                (aspa, MotifPresomption.aspa),
                (asi, MotifPresomption.asi),
                (du_couple & un_du_foyer(individu, aspa & du_couple), MotifPresomption.conjoint_aspa),
                (du_couple & un_du_foyer(individu, asi & du_couple), MotifPresomption.conjoint_asi),
                (aah & seul_sans_enfant, MotifPresomption.aah),
                (ass & seul_sans_enfant, MotifPresomption.ass),
                (cej, MotifPresomption.cej),
            ],
            sinon=MotifPresomption.aucune,
        )
