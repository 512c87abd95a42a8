"""Ce qui est payé et par qui pour un équipement d'optique : Assurance Maladie, régime local, complémentaire, reste."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.articles import L160_13, L165_3, L325_1, L861_3, L871_1, R871_2
from openfisca_cpam.variables.appareillage.commun import (
    MotifAppareillage,
    TiersPayantAppareillage,
    depassement_du_plafond,
    par_couverture,
    part_amo,
    part_complementaire,
    part_regime_local,
    parts_legales,
    reste_a_charge,
    taux_de_la_personne,
    tiers_payant,
)
from openfisca_cpam.variables.appareillage.optique_contrat import (
    adaptation,
    classes_en_vigueur,
    minimum_annexe,
    minimum_des_supplements,
    supplements,
)
from openfisca_cpam.variables.appareillage.optique_equipement import ClasseOptique

_ELEMENTS = ("monture", "verre_droit", "verre_gauche")


def _eligible(individu, period, element):
    return individu("optique_monture_eligible" if element == "monture" else "optique_verres_eligible", period)


def _part_element(individu, period, parameters, element):
    """Part de l'Assurance Maladie d'un élément ; en accident du travail, la classe B est majorée (L. 432-3)."""
    prix = _eligible(individu, period, element) * arrondi_centime(individu(f"optique_prix_{element}", period))
    base = individu(f"optique_base_remboursement_{element}", period)
    # Avant 2020, il n'y a ni classe ni prix fixé.
    en_classe_b = individu(f"optique_classe_{element}", period) == ClasseOptique.b
    libre = en_classe_b if classes_en_vigueur(period, parameters) else True
    return part_amo(individu, period, parameters, prix, base, taux=individu("optique_taux", period), majorable=libre)


def _supplements_et_adaptation(individu, period, parameters):
    """Prix, base et majoration possible de chaque prestation annexe prise en charge."""
    for prix, base, _, majorable in supplements(individu, period, parameters):
        yield prix, base, majorable
    prix = individu("optique_verres_eligible", period) * arrondi_centime(individu("optique_prix_adaptation", period))
    yield prix, individu("optique_base_remboursement_adaptation", period), True


class optique_taux(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "/1"
    label = "Taux de prise en charge de l'optique par l'Assurance Maladie"
    label_en = "Rate of coverage"
    reference = L160_13

    def formula_2009_01_01(individu, period, parameters):
        """Le taux de la liste (65 %, puis 60 % depuis mai 2011), ou 100 % en cas d'exonération."""
        return taux_de_la_personne(
            individu, period, parameters, parameters(period).soins.taux_remboursement.dispositif_medical
        )


class optique_prix_total(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prix de l'équipement et de ses prestations"
    label_en = "Price of the equipment"
    reference = L160_13

    def formula_2009_01_01(individu, period):
        """La somme des éléments et des prestations, achetés, pris en charge ou non."""
        elements = (*_ELEMENTS, "appairage", "filtre", "adaptation")
        return arrondi_centime(
            sum(arrondi_centime(individu(f"optique_prix_{element}", period)) for element in elements)
        )


class optique_part_amo_monture(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'Assurance Maladie de la monture"
    label_en = "Assurance Maladie's part of the frame"
    reference = L160_13

    def formula_2009_01_01(individu, period, parameters):
        """Le taux sur le plus petit du prix et de la base, arrondi au centime ; rien si l'élément n'est pas pris en
        charge.
        """
        return _part_element(individu, period, parameters, "monture")


class optique_part_amo_verre_droit(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'Assurance Maladie du verre droit"
    label_en = "Assurance Maladie's part of the right lens"
    reference = L160_13

    def formula_2009_01_01(individu, period, parameters):
        """Le taux sur le plus petit du prix et de la base, arrondi au centime ; rien si l'élément n'est pas pris en
        charge.
        """
        return _part_element(individu, period, parameters, "verre_droit")


class optique_part_amo_verre_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'Assurance Maladie du verre gauche"
    label_en = "Assurance Maladie's part of the left lens"
    reference = L160_13

    def formula_2009_01_01(individu, period, parameters):
        """Le taux sur le plus petit du prix et de la base, arrondi au centime ; rien si l'élément n'est pas pris en
        charge.
        """
        return _part_element(individu, period, parameters, "verre_gauche")


class optique_part_amo(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'Assurance Maladie pour l'équipement"
    label_en = "Assurance Maladie's part"
    reference = L160_13

    def formula_2009_01_01(individu, period, parameters):
        """La somme des parts, chaque élément et chaque prestation arrondi au centime."""
        taux = individu("optique_taux", period)
        elements = sum(individu(f"optique_part_amo_{element}", period) for element in _ELEMENTS)
        annexes = sum(
            part_amo(individu, period, parameters, prix, base, taux=taux, majorable=majorable)
            for prix, base, majorable in _supplements_et_adaptation(individu, period, parameters)
        )
        return arrondi_centime(elements + annexes)


class optique_part_regime_local(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part du régime local d'Alsace-Moselle pour l'équipement"
    label_en = "Part of the local scheme"
    reference = L325_1

    def formula_2009_01_01(individu, period, parameters):
        """Élément par élément, le complément jusqu'à 90 % de la base."""
        taux = individu("optique_taux", period)
        total = 0
        for element in _ELEMENTS:
            prix = _eligible(individu, period, element) * arrondi_centime(individu(f"optique_prix_{element}", period))
            base = individu(f"optique_base_remboursement_{element}", period)
            amo = individu(f"optique_part_amo_{element}", period)
            total = total + part_regime_local(individu, period, parameters, prix, base, amo=amo)
        for prix, base, majorable in _supplements_et_adaptation(individu, period, parameters):
            amo = part_amo(individu, period, parameters, prix, base, taux=taux, majorable=majorable)
            total = total + part_regime_local(individu, period, parameters, prix, base, amo=amo)
        return arrondi_centime(total)


def _minimum_element(individu, period, element, prix):
    """Minimum pris en charge d'un élément : la base, ou la part de l'Assurance Maladie si elle la dépasse (L. 432-3)."""
    base = individu(f"optique_base_remboursement_{element}", period)
    return max_(min_(prix, base), individu(f"optique_part_amo_{element}", period))


def _minimums(individu, period, parameters):
    """Somme des minimums, ligne par ligne, de tout ce qui est pris en charge."""
    total = adaptation(individu, period, parameters) + minimum_des_supplements(individu, period, parameters)
    for element in _ELEMENTS:
        prix = _eligible(individu, period, element) * arrondi_centime(individu(f"optique_prix_{element}", period))
        total = total + _minimum_element(individu, period, element, prix)
    return total


def _total(individu, period, parameters, c2s):
    """Prise en charge par l'Assurance Maladie et la complémentaire, jamais moins que les parts légales."""
    contrat = individu("optique_prise_en_charge_contrat", period)
    vise = par_couverture(individu, period, _minimums(individu, period, parameters), contrat, c2s)
    return arrondi_centime(max_(vise, parts_legales(individu, period, "optique")))


class optique_prise_en_charge_totale(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prise en charge par l'Assurance Maladie, le régime local et la complémentaire ensemble"
    label_en = "Total paid by all bodies"
    reference = L861_3 + R871_2

    def formula_2009_01_01(individu, period, parameters):
        """Jusqu'à la fin de 2019, la CMU complémentaire paie jusqu'au maximum de sa liste, quand il est connu."""
        c2s = _minimums(individu, period, parameters)
        for element in _ELEMENTS:
            prix = _eligible(individu, period, element) * arrondi_centime(individu(f"optique_prix_{element}", period))
            maximum = individu(f"optique_c2s_tarif_maximum_{element}", period)
            c2s = c2s + max_(0, min_(prix, maximum) - _minimum_element(individu, period, element, prix))
        return _total(individu, period, parameters, c2s)

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020, la C2S paie la classe A jusqu'au prix limite, et la seule base de la classe B."""
        c2s = _minimums(individu, period, parameters)
        for element in _ELEMENTS:
            prix = _eligible(individu, period, element) * arrondi_centime(individu(f"optique_prix_{element}", period))
            plafond = individu(f"optique_prix_limite_vente_{element}", period)
            classe_a = individu(f"optique_classe_{element}", period) == ClasseOptique.a
            minimum = _minimum_element(individu, period, element, prix)
            c2s = c2s + classe_a * max_(0, min_(prix, plafond) - minimum)
        for prix, base, plafond, majorable in supplements(individu, period, parameters):
            minimum = minimum_annexe(individu, period, parameters, prix, base, majorable)
            c2s = c2s + max_(0, min_(prix, plafond) - minimum)
        return _total(individu, period, parameters, c2s)


class optique_part_complementaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part du contrat complémentaire ou de la Complémentaire santé solidaire"
    label_en = "Complementary part"
    reference = L861_3 + R871_2

    def formula_2009_01_01(individu, period):
        """La prise en charge totale moins les parts de l'Assurance Maladie et du régime local."""
        return part_complementaire(individu, period, "optique")


class optique_reste_a_charge(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Reste à charge du patient pour l'équipement"
    label_en = "What is left to the patient"
    reference = L160_13
    documentation = (
        "Il comprend la somme qu'un opticien aurait facturée au-delà du prix limite : voir optique_montant_irregulier."
    )

    def formula_2009_01_01(individu, period):
        """Le prix moins la prise en charge totale."""
        return reste_a_charge(individu, period, "optique", individu("optique_prix_total", period))


class optique_montant_irregulier(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Somme facturée au-delà des prix limites de vente"
    label_en = "Sum billed above the maximum prices"
    reference = L165_3
    documentation = "Somme que l'opticien ne peut pas facturer ; elle reste dans le reste à charge calculé."

    def formula_2020_01_01(individu, period):
        """Depuis 2020 : la classe A, l'appairage et le filtre ont un prix limite ; la classe B est libre."""
        total = 0
        for element in _ELEMENTS:
            classe_a = individu(f"optique_classe_{element}", period) == ClasseOptique.a
            prix = arrondi_centime(individu(f"optique_prix_{element}", period))
            total = total + classe_a * depassement_du_plafond(
                prix, individu(f"optique_prix_limite_vente_{element}", period)
            )
        for supplement in ("appairage", "filtre"):
            prix = arrondi_centime(individu(f"optique_prix_{supplement}", period))
            total = total + depassement_du_plafond(prix, individu(f"optique_prix_limite_vente_{supplement}", period))
        return arrondi_centime(total)


class optique_prix_irregulier(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Un prix dépasse le prix limite de vente"
    label_en = "A price breaks the cap"
    reference = L165_3

    def formula_2020_01_01(individu, period):
        """Depuis 2020 ; un prix égal au prix limite est régulier."""
        return individu("optique_montant_irregulier", period) > 0


class optique_c2s_maximum_inconnu(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le maximum de la CMU complémentaire n'est pas connu : seule la base est payée"
    label_en = "CMU-C maximum unknown"
    reference = L861_3

    def formula_2009_01_01(individu, period):
        """Jusqu'à la fin de 2019, quand aucun maximum n'est donné pour un élément acheté."""
        inconnu = numpy.zeros(individu.count, dtype=bool)
        for element in _ELEMENTS:
            achete = individu(f"optique_prix_{element}", period) > 0
            inconnu = inconnu | (achete & (individu(f"optique_c2s_tarif_maximum_{element}", period) == 0))
        return individu("beneficiaire_c2s", period.first_month) & inconnu

    def formula_2020_01_01(individu, period):
        """Depuis 2020, le maximum est le prix limite de vente : voir optique_base_motif."""
        return numpy.zeros(individu.count, dtype=bool)


class optique_tiers_payant(Variable):
    value_type = Enum
    possible_values = TiersPayantAppareillage
    default_value = TiersPayantAppareillage.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Tiers payant sur l'équipement"
    label_en = "Third-party payment"
    reference = L871_1 + L861_3

    def formula_2009_01_01(individu, period, parameters):
        """Intégral avec la C2S ; jusqu'à la base avec un contrat responsable depuis 2017 ; jusqu'au prix limite pour la classe A
        depuis 2022.
        """
        monture = individu("optique_monture_motif", period) == MotifAppareillage.eligible
        verres = individu("optique_verres_motif", period) == MotifAppareillage.eligible
        renforcee = monture & (individu("optique_classe_monture", period) == ClasseOptique.a)
        for verre in ("verre_droit", "verre_gauche"):
            achete = individu(f"optique_prix_{verre}", period) > 0
            renforcee = renforcee | (verres & achete & (individu(f"optique_classe_{verre}", period) == ClasseOptique.a))
        return tiers_payant(individu, period, parameters, monture | verres, renforcee)
