"""Le renouvellement des aides auditives, oreille par oreille, et le droit à la prise en charge."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.articles import AUDITION, L165_6_1, R165_24
from openfisca_cpam.variables.appareillage.commun import MotifAppareillage, prochain_renouvellement, sans_base
from openfisca_cpam.variables.appareillage.prescription import L160_8, sans_echange_oral


class audition_delivrance_precedente_oreille_droite_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Précédente délivrance d'une aide de l'oreille droite"
    label_en = "Previous dispensing, right ear"
    reference = AUDITION
    documentation = "À défaut (1970-01-01), aucune aide précédente."


class audition_accord_renouvellement_anticipe_oreille_droite(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Décision favorable de la caisse au renouvellement anticipé de l'oreille droite"
    label_en = "Early renewal agreed, right ear"
    reference = R165_24
    documentation = "Après avis du médecin-conseil."


class audition_delivrance_precedente_oreille_gauche_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Précédente délivrance d'une aide de l'oreille gauche"
    label_en = "Previous dispensing, left ear"
    reference = AUDITION
    documentation = "À défaut (1970-01-01), aucune aide précédente."


class audition_accord_renouvellement_anticipe_oreille_gauche(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Décision favorable de la caisse au renouvellement anticipé de l'oreille gauche"
    label_en = "Early renewal agreed, left ear"
    reference = R165_24
    documentation = "Après avis du médecin-conseil."


class audition_appareil_inutilisable(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'appareil est hors d'usage et irréparable, ou ne répond plus au besoin"
    label_en = "The aid is unusable or unfit"
    reference = R165_24
    documentation = "Une perte ou un souhait ne suffisent pas."


class audition_garantie_inutilisable(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La garantie ne peut pas jouer"
    label_en = "The guarantee cannot be used"
    reference = R165_24


class audition_nouvelle_ordonnance(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Une nouvelle ordonnance a été établie"
    label_en = "There is a new prescription"
    reference = R165_24


class audition_renouvellement_apres_achat_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour où une aide délivrée ce jour pourra être renouvelée"
    label_en = "First renewal day of an aid dispensed today"
    reference = AUDITION

    def formula_2019_01_01(individu, period, parameters):
        """Depuis 2019 : quatre ans pour la même oreille."""
        delai = parameters(period).appareillage.audition.renouvellement_mois
        return ajoute_mois(numpy.full(individu.count, premier_jour(period)), delai)


def _anticipe(individu, period, oreille):
    """Toutes les conditions du renouvellement avant quatre ans."""
    return (
        individu("audition_appareil_inutilisable", period)
        & individu("audition_garantie_inutilisable", period)
        & individu("audition_nouvelle_ordonnance", period)
        & individu(f"audition_accord_renouvellement_anticipe_{oreille}", period)
    )


def _date(individu, period, parameters, oreille):
    delai = parameters(period).appareillage.audition.renouvellement_mois
    precedente = individu(f"audition_delivrance_precedente_{oreille}_date", period)
    return prochain_renouvellement(individu, period, precedente, lambda age: delai)


def _motif(individu, period, parameters, oreille, trop_tot):
    ordonnance = individu("audition_ordonnance_date", period)
    sans_ordonnance = not_(est_renseignee(ordonnance)) | (premier_jour(period) < ordonnance)
    non_conforme = not_(individu("audition_distributeur_conforme", period))
    non_conforme = non_conforme & parameters(period).appareillage.audition.condition_distributeur
    return premier_vrai(
        [
            (individu(f"audition_prix_{oreille}", period) == 0, MotifAppareillage.sans_objet),
            (not_(individu("audition_inscrit_liste", period)), MotifAppareillage.hors_liste),
            (sans_ordonnance, MotifAppareillage.sans_ordonnance),
            (sans_echange_oral(individu, period, parameters, ordonnance), MotifAppareillage.sans_echange_oral),
            (not_(individu(f"audition_indication_{oreille}", period)), MotifAppareillage.indication_absente),
            (non_conforme, MotifAppareillage.distributeur_non_conforme),
            (trop_tot, MotifAppareillage.delai_non_ecoule),
            (
                sans_base(individu, period, individu(f"audition_base_remboursement_{oreille}", period)),
                MotifAppareillage.base_inconnue,
            ),
        ],
        sinon=MotifAppareillage.eligible,
    )


def _trop_tot(individu, period, oreille):
    prochain = individu(f"audition_prochain_renouvellement_{oreille}_date", period)
    return (premier_jour(period) < prochain) & not_(_anticipe(individu, period, oreille))


class audition_prochain_renouvellement_oreille_droite_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour où l'aide de l'oreille droite peut être renouvelée"
    label_en = "First renewal day, right ear"
    reference = AUDITION + R165_24
    documentation = "Sans objet (1970-01-01) sans aide précédente, et avant 2019."

    def formula_2019_01_01(individu, period, parameters):
        """Depuis 2019 : quatre ans après la délivrance précédente pour la même oreille."""
        return _date(individu, period, parameters, "oreille_droite")


class audition_prochain_renouvellement_oreille_gauche_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour où l'aide de l'oreille gauche peut être renouvelée"
    label_en = "First renewal day, left ear"
    reference = AUDITION + R165_24
    documentation = "Sans objet (1970-01-01) sans aide précédente, et avant 2019."

    def formula_2019_01_01(individu, period, parameters):
        """Depuis 2019 : quatre ans après la délivrance précédente pour la même oreille."""
        return _date(individu, period, parameters, "oreille_gauche")


class audition_oreille_droite_motif(Variable):
    value_type = Enum
    possible_values = MotifAppareillage
    default_value = MotifAppareillage.sans_objet
    entity = Individu
    definition_period = DAY
    label = "L'aide de l'oreille droite est-elle prise en charge, et pourquoi"
    label_en = "Whether covered and why, right ear"
    reference = AUDITION + R165_24 + L165_6_1 + L160_8

    def formula_2009_01_01(individu, period, parameters):
        """Une ordonnance, une indication, un article de la liste ; avant 2019, aucun délai fixe relevé."""
        return _motif(individu, period, parameters, "oreille_droite", numpy.zeros(individu.count, dtype=bool))

    def formula_2019_01_01(individu, period, parameters):
        """Depuis 2019, quatre ans entre deux aides pour la même oreille, sauf décision favorable de la caisse. L'échange
        oral s'exige des prescriptions établies en téléconsultation depuis le 28 décembre 2023 (L. 160-8).
        """
        return _motif(individu, period, parameters, "oreille_droite", _trop_tot(individu, period, "oreille_droite"))


class audition_oreille_gauche_motif(Variable):
    value_type = Enum
    possible_values = MotifAppareillage
    default_value = MotifAppareillage.sans_objet
    entity = Individu
    definition_period = DAY
    label = "L'aide de l'oreille gauche est-elle prise en charge, et pourquoi"
    label_en = "Whether covered and why, left ear"
    reference = AUDITION + R165_24 + L165_6_1 + L160_8

    def formula_2009_01_01(individu, period, parameters):
        """Une ordonnance, une indication, un article de la liste ; avant 2019, aucun délai fixe relevé."""
        return _motif(individu, period, parameters, "oreille_gauche", numpy.zeros(individu.count, dtype=bool))

    def formula_2019_01_01(individu, period, parameters):
        """Depuis 2019, quatre ans entre deux aides pour la même oreille, sauf décision favorable de la caisse. L'échange
        oral s'exige des prescriptions établies en téléconsultation depuis le 28 décembre 2023 (L. 160-8).
        """
        return _motif(individu, period, parameters, "oreille_gauche", _trop_tot(individu, period, "oreille_gauche"))


class audition_oreille_droite_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'aide de l'oreille droite est prise en charge"
    label_en = "Covered, right ear"
    reference = AUDITION

    def formula_2009_01_01(individu, period):
        """Vrai quand toutes les conditions sont remplies."""
        return individu("audition_oreille_droite_motif", period) == MotifAppareillage.eligible


class audition_oreille_gauche_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'aide de l'oreille gauche est prise en charge"
    label_en = "Covered, left ear"
    reference = AUDITION

    def formula_2009_01_01(individu, period):
        """Vrai quand toutes les conditions sont remplies."""
        return individu("audition_oreille_gauche_motif", period) == MotifAppareillage.eligible
