"""Vers qui se tourner quand le reste est lourd (R52 à R54) : des conditions, jamais un montant."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.individu.complementaire import TypeComplementaire
from openfisca_cpam.variables.soins.acte import NatureSoin

ACTION_SOCIALE = ["Article L. 262-1 du code de la sécurité sociale (action sanitaire et sociale des caisses)"]
HELP = ["Dispositif Help (Urssaf, CPAM, Carsat, Cramif, Caf)"]
INFORMATION = ["Article L. 1111-3-2 du code de la santé publique", "Arrêté du 2 octobre 2008"]


class OrientationSoins(Enum):
    aucune = "Aucune démarche proposée"
    help_independant = "Dispositif Help : un seul questionnaire, pour les travailleurs indépendants en difficulté"
    c2s = "Demander la Complémentaire santé solidaire, puis l'aide de la caisse"
    action_sociale = (
        "Aide financière de l'action sanitaire et sociale de la caisse, sans garantie : pièce d'identité, adresse, "
        "ressources des trois derniers mois, devis, certificat médical, réponse de la complémentaire"
    )
    complementaire = "Comparer les complémentaires santé : sans elles, le ticket modérateur reste au patient"


class DevisSoins(Enum):
    aucun = "Aucun écrit n'est obligatoire"
    devis = "Devis obligatoire avant le soin"
    information_ecrite = "Information écrite préalable obligatoire à partir du seuil"


class soins_orientation_action_sociale(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Peut demander une aide à l'action sanitaire et sociale de la caisse"
    label_en = "May ask the local fund for discretionary help"
    reference = ACTION_SOCIALE
    documentation = "Aide facultative : la caisse apprécie. Le reste élevé et les ressources faibles se cumulent."

    def formula_2005_01_01(individu, period):
        """Un reste à charge et des ressources modestes."""
        reste = individu("soins_reste_a_charge", period) > 0
        return reste & individu("ressources_modestes", period.first_month)


class soins_orientation_aides_locales(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Peut s'adresser au centre communal d'action sociale, au département, au service social de l'hôpital"
    label_en = "May ask local social services"
    reference = ACTION_SOCIALE

    def formula_2005_01_01(individu, period):
        """Les mêmes conditions que l'aide de la caisse."""
        return individu("soins_orientation_action_sociale", period)


class soins_orientation_help(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Peut remplir le questionnaire Help des travailleurs indépendants"
    label_en = "May use the Help scheme"
    reference = HELP

    def formula_2005_01_01(individu, period):
        """Travailleur indépendant qui déclare une difficulté."""
        return individu("travailleur_independant_en_difficulte", period.first_month)


class soins_orientation(Variable):
    value_type = Enum
    possible_values = OrientationSoins
    default_value = OrientationSoins.aucune
    entity = Individu
    definition_period = DAY
    label = "Première démarche à faire quand il reste une somme à payer"
    label_en = "First step when something is left to pay"
    reference = ACTION_SOCIALE + HELP
    documentation = "Le paiement en plusieurs fois n'est pas un droit : il se demande au professionnel."

    def formula_2005_01_01(individu, period):
        """Help, la C2S sans complémentaire, l'aide de la caisse, une complémentaire."""
        mois = period.first_month
        reste = individu("soins_reste_a_charge", period) > 0
        modeste = individu("soins_orientation_action_sociale", period)
        sans = (
            (individu("complementaire_type", mois) == TypeComplementaire.aucune)
            & not_(individu("beneficiaire_c2s", mois))
            & not_(individu("beneficiaire_ame", mois))
        )
        return premier_vrai(
            [
                (reste & individu("soins_orientation_help", period), OrientationSoins.help_independant),
                (modeste & sans, OrientationSoins.c2s),
                (modeste, OrientationSoins.action_sociale),
                (reste & sans & (individu("soins_ticket_moderateur", period) > 0), OrientationSoins.complementaire),
            ],
            sinon=OrientationSoins.aucune,
        )


class soins_devis(Variable):
    value_type = Enum
    possible_values = DevisSoins
    default_value = DevisSoins.aucun
    entity = Individu
    definition_period = DAY
    label = "Écrit que le professionnel doit remettre avant le soin"
    label_en = "Written estimate owed before the care"
    reference = INFORMATION

    def formula_2009_02_01(individu, period, parameters):
        """Devis pour les prothèses dentaires, l'audition et l'optique ; information écrite à partir du seuil."""
        seuil = parameters(period).soins.devis.seuil_information_ecrite
        nature = individu("soins_nature", period)
        devis = parmi(
            nature, NatureSoin.dentaire_prothese, NatureSoin.dispositif_medical, NatureSoin.grand_appareillage
        )
        informe = (individu("soins_depassement", period) > 0) & (individu("soins_depense", period) >= seuil)
        return premier_vrai(
            [(devis, DevisSoins.devis), (informe, DevisSoins.information_ecrite)], sinon=DevisSoins.aucun
        )
