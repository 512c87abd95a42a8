"""Le revenu des travailleurs non salariés et des dirigeants (R. 861-15)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.complementaire_sante_solidaire.fenetre import fenetre, mois_avant, montant_de_la_periode

R861_15 = [
    "Article R. 861-15 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000044492462",
]


class SituationNonSalarie(Enum):
    aucune = "Pas d'activité non salariée"
    declare = "Revenu déjà déclaré : celui du dernier avis"
    micro_non_declare = "Rien n'a encore été déclaré : chiffre d'affaires de quatre trimestres civils"
    dirigeant_is_debutant = "Dirigeant débutant d'une société soumise à l'impôt sur les sociétés"
    dirigeant_article_62_debutant = "Dirigeant débutant relevant de l'article 62 du code général des impôts"


class ActiviteMicro(Enum):
    vente = "Vente de marchandises ou fourniture de logement"
    services_bic = "Prestations de services (bénéfices industriels et commerciaux)"
    liberale_bnc = "Activité libérale (bénéfices non commerciaux)"
    agricole = "Activité agricole"


class c2s_non_salarie_situation(Variable):
    value_type = Enum
    possible_values = SituationNonSalarie
    default_value = SituationNonSalarie.aucune
    entity = Individu
    definition_period = DAY
    label = "Situation de travailleur non salarié ou de dirigeant"
    label_en = "Self-employed situation"
    reference = R861_15


class c2s_micro_activite(Variable):
    value_type = Enum
    possible_values = ActiviteMicro
    default_value = ActiviteMicro.services_bic
    entity = Individu
    definition_period = DAY
    label = "Nature de l'activité non encore déclarée"
    label_en = "Kind of activity not yet declared"
    reference = R861_15


class c2s_avis_revenu_non_salarie(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = -10_000_000
    maximum = 10_000_000
    label = "Revenu professionnel non salarié net du dernier avis d'imposition"
    label_en = "Self-employed income of the last tax notice"
    reference = R861_15


class c2s_part_imposable_article_62(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Part du bénéfice imposée selon l'article 62 du code général des impôts, sur la période de référence"
    label_en = "Share of profit taxed under article 62"
    reference = R861_15


class c2s_chiffre_affaires(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Chiffre d'affaires hors taxe des quatre trimestres civils précédant la demande"
    label_en = "Turnover of the four civil quarters before the application"
    reference = R861_15
    documentation = "L'emporte sur les mois de la personne."


class c2s_chiffre_affaires_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Chiffre d'affaires hors taxe des quatre trimestres civils, montant retenu"
    label_en = "Turnover of the four civil quarters, amount used"
    reference = R861_15

    def formula_2022_01_01(individu, period, parameters):
        """Le montant donné ; à défaut, la somme des mois donnés des quatre trimestres civils qui précèdent celui de la demande."""
        ressources = parameters(period).complementaire_sante_solidaire.ressources
        par_trimestre = ressources.non_salaries.mois_par_trimestre
        annee_entiere = ressources.periode_reference.nombre_mois
        dans_le_trimestre = (period.start.month - 1) % par_trimestre
        quatre_trimestres = mois_avant(period.first_month, annee_entiere + dans_le_trimestre, annee_entiere)
        return montant_de_la_periode(
            individu, period, "c2s_chiffre_affaires", quatre_trimestres, "chiffre_affaires_hors_taxe"
        )


class c2s_remuneration_dirigeant(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Rémunération du dirigeant débutant sur la période de référence"
    label_en = "Pay of a new director in the reference period"
    reference = R861_15
    documentation = "L'emporte sur les mois de la personne."


class c2s_remuneration_dirigeant_de_la_periode(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Rémunération du dirigeant débutant, montant retenu"
    label_en = "Pay of a new director, amount used"
    reference = R861_15

    def formula_2022_01_01(individu, period, parameters):
        """Le montant donné pour la personne ; à défaut, la somme de ses mois."""
        plage = fenetre(period, parameters)
        return montant_de_la_periode(individu, period, "c2s_remuneration_dirigeant", plage, "remuneration_dirigeant")


class c2s_revenu_non_salarie_connu(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Le revenu non salarié se calcule"
    label_en = "Whether the self-employed income can be computed"
    reference = R861_15
    documentation = "Faux pour un non-salarié avant le 1er janvier 2022 : les règles d'alors ne sont pas calculées."

    def formula_2019_11_01(individu, period, parameters):
        """Depuis le 1er janvier 2022 (décret n° 2021-1642)."""
        connu = parameters(period).complementaire_sante_solidaire.ressources.non_salaries.calcul_connu
        salarie = individu("c2s_non_salarie_situation", period) == SituationNonSalarie.aucune
        return salarie | connu


class c2s_revenu_non_salarie(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Revenu non salarié pris en compte, avant l'abattement d'activité"
    label_en = "Self-employed income before the activity abatement"
    reference = R861_15
    documentation = "Un déficit compte pour zéro : il ne réduit pas les autres ressources."

    def formula_2022_01_01(individu, period, parameters):
        """Depuis 2022 : dernier avis, chiffre d'affaires abattu, rémunération moins 10 %, ou part imposée."""
        regles = parameters(period).complementaire_sante_solidaire.ressources.non_salaries
        situation = individu("c2s_non_salarie_situation", period)
        taux = table(
            ActiviteMicro, {activite: getattr(regles.abattement_micro, activite.name) for activite in ActiviteMicro}
        )
        chiffre = individu("c2s_chiffre_affaires_de_la_periode", period)
        abattement = max_(chiffre * lit(taux, codes(individu("c2s_micro_activite", period))), regles.abattement_minimum)
        dirigeant = individu("c2s_remuneration_dirigeant_de_la_periode", period) * (1 - regles.abattement_dirigeant)
        revenu = (
            (situation == SituationNonSalarie.declare) * individu("c2s_avis_revenu_non_salarie", period)
            + (situation == SituationNonSalarie.micro_non_declare) * max_(0, chiffre - abattement)
            + (situation == SituationNonSalarie.dirigeant_is_debutant) * dirigeant
            + (situation == SituationNonSalarie.dirigeant_article_62_debutant)
            * individu("c2s_part_imposable_article_62", period)
        )
        return sans_bruit(max_(0, revenu))
