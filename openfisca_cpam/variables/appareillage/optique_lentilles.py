"""Les lentilles de contact : indication, forfait annuel par œil, parts."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.articles import L160_13, L325_1, R871_2
from openfisca_cpam.variables.appareillage.commun import (
    MotifAppareillage,
    part_amo,
    part_regime_local,
    total_d_une_ligne,
)
from openfisca_cpam.variables.appareillage.prescription import L160_8, sans_echange_oral

LENTILLES = [
    "Liste des produits et prestations, titre II, chapitre 2 (lentilles de contact)",
    "Article L. 165-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046822845",
]


class IndicationLentilles(Enum):
    aucune = "Aucune indication de la liste"
    astigmatisme_irregulier = "Astigmatisme irrégulier"
    myopie_forte = "Myopie de huit dioptries ou plus"
    strabisme_accommodatif = "Strabisme accommodatif"
    aphakie = "Aphakie"
    anisometropie = "Anisométropie d'au moins trois dioptries, non corrigible par des lunettes"
    keratocone = "Kératocône"


class optique_lentilles_indication(Variable):
    value_type = Enum
    possible_values = IndicationLentilles
    default_value = IndicationLentilles.aucune
    entity = Individu
    definition_period = DAY
    label = "Indication des lentilles de contact"
    label_en = "Indication of contact lenses"
    reference = LENTILLES


class optique_lentilles_dioptries(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 60
    label = "Myopie ou anisométropie, en dioptries et en valeur absolue"
    label_en = "Myopia or anisometropia in dioptres"
    reference = LENTILLES
    documentation = "Regardée pour ces deux indications seulement."


class optique_lentilles_prix_oeil_droit(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix des lentilles de l'œil droit"
    label_en = "Price, right eye"
    reference = LENTILLES


class optique_lentilles_forfait_consomme_oeil_droit(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Forfait de l'année déjà consommé pour l'œil droit"
    label_en = "Yearly sum already used, right eye"
    reference = LENTILLES
    documentation = "Base déjà retenue depuis un an, de date à date."


class optique_lentilles_prix_oeil_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix des lentilles de l'œil gauche"
    label_en = "Price, left eye"
    reference = LENTILLES


class optique_lentilles_forfait_consomme_oeil_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Forfait de l'année déjà consommé pour l'œil gauche"
    label_en = "Yearly sum already used, left eye"
    reference = LENTILLES
    documentation = "Base déjà retenue depuis un an, de date à date."


class optique_lentilles_garantie_totale(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Garantie du contrat pour les lentilles, par œil, part de l'Assurance Maladie comprise"
    label_en = "Contract guarantee for lenses"
    reference = R871_2


class optique_lentilles_motif(Variable):
    value_type = Enum
    possible_values = MotifAppareillage
    default_value = MotifAppareillage.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Les lentilles sont-elles prises en charge, et pourquoi"
    label_en = "Whether lenses are covered, and why"
    reference = LENTILLES + L160_8

    def formula_2009_01_01(individu, period, parameters):
        """Une ordonnance valable et une indication de la liste. L'échange oral s'exige des prescriptions établies
        depuis le 28 décembre 2023.
        """
        prix = individu("optique_lentilles_prix_oeil_droit", period) + individu(
            "optique_lentilles_prix_oeil_gauche", period
        )
        ordonnance = individu("optique_lentilles_ordonnance_date", period)
        fin = individu("optique_lentilles_ordonnance_fin_validite_date", period)
        jour = premier_jour(period)
        indication = individu("optique_lentilles_indication", period)
        seuils = parameters(period).appareillage.optique.lentilles
        dioptries = individu("optique_lentilles_dioptries", period)
        insuffisante = ((indication == IndicationLentilles.myopie_forte) & (dioptries < seuils.myopie_dioptries)) | (
            (indication == IndicationLentilles.anisometropie) & (dioptries < seuils.anisometropie_dioptries)
        )
        return premier_vrai(
            [
                (prix == 0, MotifAppareillage.sans_objet),
                (not_(est_renseignee(ordonnance)) | (jour < ordonnance), MotifAppareillage.sans_ordonnance),
                (sans_echange_oral(individu, period, parameters, ordonnance), MotifAppareillage.sans_echange_oral),
                (fin < jour, MotifAppareillage.ordonnance_perimee),
                ((indication == IndicationLentilles.aucune) | insuffisante, MotifAppareillage.indication_absente),
            ],
            sinon=MotifAppareillage.eligible,
        )


class optique_lentilles_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Les lentilles sont prises en charge"
    label_en = "Lenses are covered"
    reference = LENTILLES

    def formula_2009_01_01(individu, period):
        """Vrai quand toutes les conditions sont remplies."""
        return individu("optique_lentilles_motif", period) == MotifAppareillage.eligible


def _yeux(individu, period, parameters):
    """Prix et base de chaque œil : la base est ce qui reste du forfait de l'année."""
    forfait = parameters(period).appareillage.optique.lentilles.forfait_annuel_par_oeil
    eligible = individu("optique_lentilles_eligible", period)
    for oeil in ("oeil_droit", "oeil_gauche"):
        prix = eligible * arrondi_centime(individu(f"optique_lentilles_prix_{oeil}", period))
        consomme = individu(f"optique_lentilles_forfait_consomme_{oeil}", period)
        yield prix, arrondi_centime(max_(0, forfait - consomme))


class optique_lentilles_prix_total(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prix des lentilles des deux yeux"
    label_en = "Price of the lenses"
    reference = LENTILLES

    def formula_2009_01_01(individu, period):
        """La somme des deux yeux, pris en charge ou non."""
        droit = arrondi_centime(individu("optique_lentilles_prix_oeil_droit", period))
        return arrondi_centime(droit + arrondi_centime(individu("optique_lentilles_prix_oeil_gauche", period)))


class optique_lentilles_part_amo(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'Assurance Maladie pour les lentilles"
    label_en = "Assurance Maladie's part"
    reference = LENTILLES + L160_13

    def formula_2009_01_01(individu, period, parameters):
        """Œil par œil, le taux de la liste sur ce qui reste du forfait annuel."""
        taux = individu("optique_taux", period)
        return arrondi_centime(
            sum(
                part_amo(individu, period, parameters, p, b, taux=taux, majorable=True)
                for p, b in _yeux(individu, period, parameters)
            )
        )


class optique_lentilles_part_regime_local(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part du régime local d'Alsace-Moselle pour les lentilles"
    label_en = "Part of the local scheme"
    reference = L325_1

    def formula_2009_01_01(individu, period, parameters):
        """Œil par œil, le complément jusqu'à 90 % de la base."""
        taux = individu("optique_taux", period)
        total = 0
        for prix, base in _yeux(individu, period, parameters):
            amo = part_amo(individu, period, parameters, prix, base, taux=taux, majorable=True)
            total = total + part_regime_local(individu, period, parameters, prix, base, amo=amo)
        return arrondi_centime(total)


class optique_lentilles_part_complementaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part complémentaire pour les lentilles"
    label_en = "Complementary part"
    reference = R871_2

    def formula_2009_01_01(individu, period, parameters):
        """Œil par œil, au moins la participation sur le forfait ; la garantie du contrat s'il va au-delà ; la C2S ne
        paie que la participation.
        """
        garantie = individu("optique_lentilles_garantie_totale", period)
        taux = individu("optique_taux", period)
        complement = 0
        for prix, base in _yeux(individu, period, parameters):
            vise = total_d_une_ligne(individu, period, prix, base, garantie=garantie)
            amo = part_amo(individu, period, parameters, prix, base, taux=taux, majorable=True)
            local = part_regime_local(individu, period, parameters, prix, base, amo=amo)
            complement = complement + max_(0, arrondi_centime(vise - amo - local))
        return arrondi_centime(complement)


class optique_lentilles_reste_a_charge(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Reste à charge pour les lentilles"
    label_en = "What is left"
    reference = L160_13

    def formula_2009_01_01(individu, period):
        """Le prix moins toutes les parts."""
        parts = ("part_amo", "part_regime_local", "part_complementaire")
        payes = sum(individu(f"optique_lentilles_{part}", period) for part in parts)
        return arrondi_centime(individu("optique_lentilles_prix_total", period) - payes)
