"""Quand il reste à payer : aides des caisses, de l'Urssaf, des collectivités ; facture d'un hôpital ; soins à l'étranger."""

from openfisca_cpam.base import *

L262_1 = [
    "Article L. 262-1 du code de la sécurité sociale (action sanitaire et sociale des caisses)",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043894170",
]
ACED = [
    "Aide aux cotisants en difficulté, conseil de la protection sociale des travailleurs indépendants",
    "https://secu-independants.fr/action-sociale/demander-une-aide/aide-aux-cotisants-en-difficulte/",
]
L1617_5 = ["Article L. 1617-5, 2°, du code général des collectivités territoriales (non relu)"]
L160_11 = [
    "Article L. 160-11 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000033714761",
]


class demarches_reste_trop_lourd(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La personne dit que le reste à payer, ou une perte de revenus, est trop lourd pour elle"
    label_en = "What is left to pay, or a loss of income, is too much for the person"
    reference = L262_1


class demarches_aced_affiliation_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Affiliation comme travailleur indépendant"
    label_en = "Start as a self-employed person"
    reference = ACED


class demarches_aced_cotisations_versees(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Des cotisations personnelles ont déjà été versées"
    label_en = "Personal contributions were already paid"
    reference = ACED


class demarches_hopital_titre_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Réception d'un avis des sommes à payer d'un hôpital public"
    label_en = "Receipt of a bill of a public hospital"
    reference = L1617_5


class demarches_hopital_titre_regle(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'avis des sommes à payer est réglé"
    label_en = "The bill is paid"
    reference = L1617_5


class demarches_aide_caisse_possible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Une aide de l'action sanitaire et sociale de la caisse peut être demandée"
    label_en = "Discretionary help of the caisse may be asked for"
    reference = L262_1
    documentation = "Aide facultative : la caisse apprécie selon son programme et ses moyens ; aucun montant n'est dû."

    def formula_2005_01_01(individu, period):
        """Ressources modestes, et un reste à payer trop lourd ou laissé par les soins du jour."""
        lourd = individu("demarches_reste_trop_lourd", period) & individu("ressources_modestes", period.first_month)
        return lourd | individu("soins_orientation_action_sociale", period)


class demarches_aced_possible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'aide aux cotisants en difficulté peut être demandée"
    label_en = "The aid to self-employed contributors in difficulty may be asked for"
    reference = ACED
    documentation = "Aide facultative du conseil de la protection sociale des travailleurs indépendants."

    def formula_2018_01_01(individu, period, parameters):
        """Indépendant en difficulté, affilié depuis plus d'un an, qui a versé des cotisations."""
        mois = parameters(period).demarches.independants.aced_affiliation_mois
        depuis = individu("demarches_aced_affiliation_date", period)
        ancien = est_renseignee(depuis) & (ajoute_mois(depuis, mois) < premier_jour(period))
        difficulte = individu("travailleur_independant_en_difficulte", period.first_month)
        return difficulte & ancien & individu("demarches_aced_cotisations_versees", period)


class demarches_hopital_contestation_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour contester l'avis des sommes à payer d'un hôpital public"
    label_en = "Last day to challenge the bill of a public hospital"
    reference = L1617_5

    def formula_2007_01_01(individu, period, parameters):
        """Deux mois depuis la réception, devant le juge compétent ; sans objet une fois l'avis réglé."""
        recu = individu("demarches_hopital_titre_date", period)
        mois = parameters(period).demarches.hopital.contestation_mois
        du = est_renseignee(recu) & not_(individu("demarches_hopital_titre_regle", period))
        return where(du, ajoute_mois(recu, mois), NON_RENSEIGNEE)


class demarches_etranger_remboursement_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour demander le remboursement de soins reçus à l'étranger"
    label_en = "Last day to claim care received abroad"
    reference = L160_11

    def formula_2019_11_01(individu, period, parameters):
        """Deux ans du premier jour du trimestre qui suit les soins."""
        annees = parameters(period).soins.demande.prescription_annees
        trimestre = premier_du_trimestre_suivant(premier_jour(period))
        limite = ajoute_jours(ajoute_annees(trimestre, annees), -1)
        return where(individu("ceam_eligible", period), limite, NON_RENSEIGNEE)
