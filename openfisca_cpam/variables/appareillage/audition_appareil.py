"""Les aides auditives : conditions, âge ou cécité, classe, base et prix limite, oreille par oreille."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.articles import AUDITION, L165_3, L165_6_1
from openfisca_cpam.variables.appareillage.commun import par_membre


class ClasseAuditive(Enum):
    classe_1 = "Classe I, à prise en charge renforcée (100 % santé)"
    classe_2 = "Classe II, à prix libre"


class AncienneClasseAuditive(Enum):
    non_renseignee = "Classe non renseignée"
    a = "Classe A"
    b = "Classe B"
    c = "Classe C"
    d = "Classe D"


class GroupeTarifaireAuditif(Enum):
    adulte = "Vingt ans et plus"
    moins_20_ans_ou_cecite = "Moins de vingt ans, ou cécité"


class audition_cecite(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Cécité : acuité visuelle inférieure à un vingtième après correction"
    label_en = "Blindness"
    reference = AUDITION


class audition_ordonnance_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de l'ordonnance d'aide auditive"
    label_en = "Date of the prescription"
    reference = AUDITION
    documentation = "À défaut (1970-01-01), aucune ordonnance. Les six mois de l'article R. 165-40 ne s'appliquent pas."


class audition_inscrit_liste(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "L'aide auditive est inscrite sur la liste des produits et prestations"
    label_en = "The aid is listed"
    reference = AUDITION


class audition_distributeur_conforme(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Le distributeur remplit ses conditions d'exercice et d'installation"
    label_en = "The dispenser meets its conditions"
    reference = L165_6_1


class audition_classe_oreille_droite(Variable):
    value_type = Enum
    possible_values = ClasseAuditive
    default_value = ClasseAuditive.classe_2
    entity = Individu
    definition_period = DAY
    label = "Classe de l'aide de l'oreille droite"
    label_en = "Class, right ear"
    reference = AUDITION
    documentation = "Classes I et II depuis 2019."


class audition_ancienne_classe_oreille_droite(Variable):
    value_type = Enum
    possible_values = AncienneClasseAuditive
    default_value = AncienneClasseAuditive.non_renseignee
    entity = Individu
    definition_period = DAY
    label = "Classe de l'aide de l'oreille droite, avant 2019"
    label_en = "Former class, right ear"
    reference = AUDITION
    documentation = "Elle décide de la base avant vingt ans ou en cas de cécité, jusqu'à la fin de 2018."


class audition_prix_oreille_droite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix de l'aide de l'oreille droite, toutes taxes comprises"
    label_en = "Price, right ear"
    reference = AUDITION
    documentation = "Adaptation et suivi compris ; 0 quand cette oreille n'est pas appareillée ce jour."


class audition_perte_moyenne_oreille_droite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 150
    label = "Perte moyenne de l'oreille droite, en décibels"
    label_en = "Mean loss, right ear"
    reference = AUDITION


class audition_seuil_intelligibilite_oreille_droite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 150
    label = "Seuil d'intelligibilité de l'oreille droite dans le silence, en décibels"
    label_en = "Speech threshold, right ear"
    reference = AUDITION


class audition_ecart_signal_bruit_oreille_droite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 100
    label = "Écart du rapport signal sur bruit de l'oreille droite à la norme, en décibels"
    label_en = "Signal to noise gap, right ear"
    reference = AUDITION


class audition_perte_aigue_oreille_droite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 150
    label = "Perte de l'oreille droite à partir de 2 000 Hz, en décibels"
    label_en = "High-frequency loss, right ear"
    reference = AUDITION


class audition_intelligibilite_alteree_oreille_droite(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Intelligibilité altérée de l'oreille droite"
    label_en = "Impaired intelligibility, right ear"
    reference = AUDITION


class audition_classe_oreille_gauche(Variable):
    value_type = Enum
    possible_values = ClasseAuditive
    default_value = ClasseAuditive.classe_2
    entity = Individu
    definition_period = DAY
    label = "Classe de l'aide de l'oreille gauche"
    label_en = "Class, left ear"
    reference = AUDITION
    documentation = "Classes I et II depuis 2019."


class audition_ancienne_classe_oreille_gauche(Variable):
    value_type = Enum
    possible_values = AncienneClasseAuditive
    default_value = AncienneClasseAuditive.non_renseignee
    entity = Individu
    definition_period = DAY
    label = "Classe de l'aide de l'oreille gauche, avant 2019"
    label_en = "Former class, left ear"
    reference = AUDITION
    documentation = "Elle décide de la base avant vingt ans ou en cas de cécité, jusqu'à la fin de 2018."


class audition_prix_oreille_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix de l'aide de l'oreille gauche, toutes taxes comprises"
    label_en = "Price, left ear"
    reference = AUDITION
    documentation = "Adaptation et suivi compris ; 0 quand cette oreille n'est pas appareillée ce jour."


class audition_perte_moyenne_oreille_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 150
    label = "Perte moyenne de l'oreille gauche, en décibels"
    label_en = "Mean loss, left ear"
    reference = AUDITION


class audition_seuil_intelligibilite_oreille_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 150
    label = "Seuil d'intelligibilité de l'oreille gauche dans le silence, en décibels"
    label_en = "Speech threshold, left ear"
    reference = AUDITION


class audition_ecart_signal_bruit_oreille_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 100
    label = "Écart du rapport signal sur bruit de l'oreille gauche à la norme, en décibels"
    label_en = "Signal to noise gap, left ear"
    reference = AUDITION


class audition_perte_aigue_oreille_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 150
    label = "Perte de l'oreille gauche à partir de 2 000 Hz, en décibels"
    label_en = "High-frequency loss, left ear"
    reference = AUDITION


class audition_intelligibilite_alteree_oreille_gauche(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Intelligibilité altérée de l'oreille gauche"
    label_en = "Impaired intelligibility, left ear"
    reference = AUDITION


def _indication(individu, period, parameters, oreille):
    """Un critère au moins est dépassé ; sans aucune mesure, l'indication de l'ordonnance est tenue pour vérifiée."""
    seuils = parameters(period).appareillage.audition.criteres_decibels
    perte = individu(f"audition_perte_moyenne_{oreille}", period)
    seuil = individu(f"audition_seuil_intelligibilite_{oreille}", period)
    ecart = individu(f"audition_ecart_signal_bruit_{oreille}", period)
    aigue = individu(f"audition_perte_aigue_{oreille}", period)
    alteree = individu(f"audition_intelligibilite_alteree_{oreille}", period)
    mesuree = (perte > 0) | (seuil > 0) | (ecart > 0) | (aigue > 0)
    atteint = (
        (perte > seuils.perte_moyenne)
        | (seuil > seuils.seuil_intelligibilite)
        | (ecart > seuils.ecart_signal_bruit)
        | ((aigue > seuils.perte_aigue) & alteree)
    )
    return atteint | not_(mesuree)


def _adulte(individu, period):
    return individu("audition_groupe_tarifaire", period) == GroupeTarifaireAuditif.adulte


def _ancienne_base(individu, period, parameters, oreille):
    """Base jusqu'à la fin de 2018 : un montant pour l'adulte, un par ancienne classe pour les autres."""
    audition = parameters(period).appareillage.audition
    classes = codes(individu(f"audition_ancienne_classe_{oreille}", period))
    par_classe = par_membre(audition.base_remboursement_anciennes_classes, AncienneClasseAuditive)
    return where(_adulte(individu, period), audition.base_remboursement_adulte, numpy.take(par_classe, classes))


def _base(individu, period, parameters):
    audition = parameters(period).appareillage.audition
    return where(
        _adulte(individu, period),
        audition.base_remboursement_adulte,
        audition.base_remboursement_moins_20_ans_ou_cecite,
    )


def _prix_limite(individu, period, parameters, oreille):
    classe_1 = parameters(period).appareillage.audition.classe_1
    en_classe_1 = individu(f"audition_classe_{oreille}", period) == ClasseAuditive.classe_1
    prix_limite = where(
        _adulte(individu, period),
        classe_1.prix_limite_vente_adulte,
        classe_1.prix_limite_vente_moins_20_ans_ou_cecite,
    )
    return en_classe_1 * prix_limite


class audition_indication_oreille_droite(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'indication d'une aide auditive de l'oreille droite est remplie"
    label_en = "Indication fulfilled, right ear"
    reference = AUDITION
    documentation = "Peut être donnée ; sinon elle se déduit des mesures."

    def formula_2009_01_01(individu, period, parameters):
        """Perte moyenne ou seuil d'intelligibilité de plus de 30 dB, écart signal sur bruit de plus de 3 dB, ou perte
        aiguë de plus de 30 dB avec une intelligibilité altérée.
        """
        return _indication(individu, period, parameters, "oreille_droite")


class audition_indication_oreille_gauche(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'indication d'une aide auditive de l'oreille gauche est remplie"
    label_en = "Indication fulfilled, left ear"
    reference = AUDITION
    documentation = "Peut être donnée ; sinon elle se déduit des mesures."

    def formula_2009_01_01(individu, period, parameters):
        """Perte moyenne ou seuil d'intelligibilité de plus de 30 dB, écart signal sur bruit de plus de 3 dB, ou perte
        aiguë de plus de 30 dB avec une intelligibilité altérée.
        """
        return _indication(individu, period, parameters, "oreille_gauche")


class audition_groupe_tarifaire(Variable):
    value_type = Enum
    possible_values = GroupeTarifaireAuditif
    default_value = GroupeTarifaireAuditif.adulte
    entity = Individu
    definition_period = DAY
    label = "Groupe de tarif : adulte, ou moins de vingt ans ou cécité"
    label_en = "Tariff group"
    reference = AUDITION

    def formula_2009_01_01(individu, period, parameters):
        """Avant le vingtième anniversaire au jour de la délivrance, ou cécité."""
        jeune = individu("age", period) < parameters(period).appareillage.audition.age_seuil
        special = jeune | individu("audition_cecite", period.first_month)
        return premier_vrai(
            [(special, GroupeTarifaireAuditif.moins_20_ans_ou_cecite)], sinon=GroupeTarifaireAuditif.adulte
        )


class audition_base_remboursement_oreille_droite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Base de remboursement de l'aide de l'oreille droite"
    label_en = "Reimbursement base, right ear"
    reference = AUDITION
    documentation = "0 quand elle n'est pas connue : voir audition_base_inconnue."

    def formula_2009_01_01(individu, period, parameters):
        """Jusqu'à la fin de 2018 : l'adulte a un montant unique, les autres un montant par classe A à D."""
        return _ancienne_base(individu, period, parameters, "oreille_droite")

    def formula_2019_01_01(individu, period, parameters):
        """Depuis 2019 : un montant par groupe de tarif, quelle que soit la classe."""
        return _base(individu, period, parameters)


class audition_prix_limite_vente_oreille_droite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prix limite de vente de l'aide de l'oreille droite"
    label_en = "Maximum price, right ear"
    reference = L165_3
    documentation = "0 en classe II et avant 2019 : le prix est libre."

    def formula_2019_01_01(individu, period, parameters):
        """Depuis 2019, en classe I : 1 300 €, 1 100 € en 2020, 950 € depuis 2021 ; 1 400 € avant vingt ans ou en cas
        de cécité.
        """
        return _prix_limite(individu, period, parameters, "oreille_droite")


class audition_base_remboursement_oreille_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Base de remboursement de l'aide de l'oreille gauche"
    label_en = "Reimbursement base, left ear"
    reference = AUDITION
    documentation = "0 quand elle n'est pas connue : voir audition_base_inconnue."

    def formula_2009_01_01(individu, period, parameters):
        """Jusqu'à la fin de 2018 : l'adulte a un montant unique, les autres un montant par classe A à D."""
        return _ancienne_base(individu, period, parameters, "oreille_gauche")

    def formula_2019_01_01(individu, period, parameters):
        """Depuis 2019 : un montant par groupe de tarif, quelle que soit la classe."""
        return _base(individu, period, parameters)


class audition_prix_limite_vente_oreille_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prix limite de vente de l'aide de l'oreille gauche"
    label_en = "Maximum price, left ear"
    reference = L165_3
    documentation = "0 en classe II et avant 2019 : le prix est libre."

    def formula_2019_01_01(individu, period, parameters):
        """Depuis 2019, en classe I : 1 300 €, 1 100 € en 2020, 950 € depuis 2021 ; 1 400 € avant vingt ans ou en cas
        de cécité.
        """
        return _prix_limite(individu, period, parameters, "oreille_gauche")


class audition_base_inconnue(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La base d'une aide achetée n'est pas connue : rien n'est calculé pour elle"
    label_en = "Unknown base"
    reference = AUDITION

    def formula_2009_01_01(individu, period):
        """Avant 2019, avant vingt ans ou en cas de cécité, quand la classe n'est pas donnée."""
        inconnue = numpy.zeros(individu.count, dtype=bool)
        for oreille in ("oreille_droite", "oreille_gauche"):
            achetee = individu(f"audition_prix_{oreille}", period) > 0
            inconnue = inconnue | (achetee & (individu(f"audition_base_remboursement_{oreille}", period) == 0))
        return inconnue


def _achetee(individu, period, classe_1_seule):
    """Une aide est achetée ce jour, de classe I seulement si on le demande."""
    achetee = numpy.zeros(individu.count, dtype=bool)
    for oreille in ("oreille_droite", "oreille_gauche"):
        classe_1 = individu(f"audition_classe_{oreille}", period) == ClasseAuditive.classe_1
        retenue = classe_1 if classe_1_seule else True
        achetee = achetee | ((individu(f"audition_prix_{oreille}", period) > 0) & retenue)
    return achetee


class audition_valeurs_a_confirmer(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La base ou le prix limite de cette période est à confirmer"
    label_en = "Values to be confirmed"
    reference = AUDITION

    def formula_2019_01_01(individu, period):
        """En 2019 : prix limite de la classe I, chez l'adulte, connu sans source ; les autres sont de source
        officielle.
        """
        return _achetee(individu, period, classe_1_seule=True) & _adulte(individu, period)

    def formula_2020_01_01(individu, period):
        """En 2020 : base de l'adulte et prix limite connus sans source."""
        return _achetee(individu, period, classe_1_seule=False) & _adulte(individu, period)

    def formula_2021_01_01(individu, period):
        """Depuis 2021 : valeurs de source officielle."""
        return numpy.zeros(individu.count, dtype=bool)


class audition_essai_debut_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour de l'essai"
    label_en = "First day of the trial"
    reference = AUDITION


class audition_essai_fin_minimum_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour avant lequel l'achat ne peut être conclu : fin de l'essai minimal"
    label_en = "End of the minimum trial"
    reference = AUDITION
    documentation = "Sans objet (1970-01-01) sans essai."

    def formula_2019_01_01(individu, period, parameters):
        """Depuis 2019 : trente jours au moins."""
        debut = individu("audition_essai_debut_date", period)
        jours = parameters(period).appareillage.audition.essai_jours_minimum
        return where(est_renseignee(debut), ajoute_jours(debut, jours), NON_RENSEIGNEE)


class audition_garantie_fin_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour de la garantie d'une aide délivrée ce jour"
    label_en = "Last day of the guarantee"
    reference = AUDITION

    def formula_2019_01_01(individu, period, parameters):
        """Depuis 2019 : quatre ans."""
        annees = parameters(period).appareillage.audition.garantie_annees
        return ajoute_jours(ajoute_annees(numpy.full(individu.count, premier_jour(period)), annees), -1)
