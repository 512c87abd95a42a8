"""Ce qui est payé et par qui pour une prothèse dentaire ; les honoraires irréguliers."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.articles import D911_1, L162_9, L325_1, L861_3, L871_1, R160_16
from openfisca_cpam.variables.appareillage.commun import (
    CouvertureComplementaire,
    TiersPayantAppareillage,
    depassement_du_plafond,
    part_amo,
    part_complementaire,
    part_regime_local,
    parts_legales,
    reste_a_charge,
    taux_de_la_personne,
    tiers_payant,
    total_d_une_ligne,
)
from openfisca_cpam.variables.appareillage.dentaire_acte import ActeDentaire, PanierDentaire, est_resine

L160_13 = [
    "Article L. 160-13, I, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284908",
    "Article R. 160-5, 3° bis, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053285637",
]
R871_2 = [
    "Article R. 871-2, 5°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000052861614",
]


class dentaire_garantie_totale(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Garantie du contrat pour les actes modérés ou libres, part de l'Assurance Maladie comprise"
    label_en = "Contract guarantee"
    reference = R871_2
    documentation = (
        "En euros, par acte ; une garantie en pourcentage se multiplie par la base. 0 quand le contrat ne "
        "paie que la participation."
    )


class dentaire_acte_principalement_medical(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Acte qu'un arrêté dit réalisé principalement par des médecins"
    label_en = "Act mainly done by doctors"
    reference = L160_13
    documentation = "L'acte décide, non la profession."


class dentaire_hospitalisation_acte_couteux(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Acte réalisé pendant une hospitalisation à acte coûteux (R. 160-16, I, 2 ou 3)"
    label_en = "Act done during a stay with a costly act"
    reference = R160_16
    documentation = "La participation du séjour est alors seule due : elle se compte avec l'hospitalisation."


class dentaire_exigence_particuliere(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Exigence particulière du patient bénéficiaire de la C2S"
    label_en = "Particular demand of a C2S patient"
    reference = L861_3
    documentation = (
        "Heure ou lieu inhabituels, article hors de la liste : la somme au-delà du maximum reste au patient, "
        "sans irrégularité."
    )


class dentaire_taux(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "/1"
    label = "Taux de prise en charge de l'acte par l'Assurance Maladie"
    label_en = "Rate of coverage"
    reference = L160_13 + R160_16

    def formula_2009_01_01(individu, period, parameters):
        """70 %, puis 60 % depuis le 15 octobre 2023 ; 70 % pour un acte principalement médical ; 100 % en cas
        d'exonération ou dans un séjour à acte coûteux.
        """
        taux = parameters(period).soins.taux_remboursement
        medical = individu("dentaire_acte_principalement_medical", period)
        taux_exonere = parameters(period).appareillage.taux.exonere
        de_l_acte = where(medical, taux.dentaire_acte_medical, taux.dentaire)
        de_l_acte = where(individu("dentaire_hospitalisation_acte_couteux", period), taux_exonere, de_l_acte)
        return taux_de_la_personne(individu, period, parameters, de_l_acte)


def _prix(individu, period):
    return individu("dentaire_eligible", period) * arrondi_centime(individu("dentaire_honoraires", period))


class dentaire_part_amo(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'Assurance Maladie pour l'acte"
    label_en = "Assurance Maladie's part"
    reference = L160_13

    def formula_2009_01_01(individu, period, parameters):
        """Le taux sur le plus petit des honoraires et de la base ; base majorée en accident du travail, frais réels
        après un acte de terrorisme.
        """
        base = individu("dentaire_base_remboursement", period)
        taux = individu("dentaire_taux", period)
        return part_amo(individu, period, parameters, _prix(individu, period), base, taux=taux, majorable=True)


class dentaire_part_regime_local(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part du régime local d'Alsace-Moselle pour l'acte"
    label_en = "Part of the local scheme"
    reference = L325_1

    def formula_2009_01_01(individu, period, parameters):
        """Le complément jusqu'à 90 % de la base."""
        base, amo = individu("dentaire_base_remboursement", period), individu("dentaire_part_amo", period)
        return part_regime_local(individu, period, parameters, _prix(individu, period), base, amo=amo)


class dentaire_plafond_c2s_non_verifie(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le montant maximal de la C2S n'est pas connu : l'honoraire limite le remplace"
    label_en = "C2S maximum not verified"
    reference = L861_3
    documentation = "Le patient ne doit rien sur un acte sans reste à charge ; le montant exact lie le praticien."

    def formula_2009_01_01(individu, period):
        """Bénéficiaire de la C2S, acte sans reste à charge, aucun maximum à cette date."""
        couverture = individu("appareillage_couverture_complementaire", period)
        sans_reste = individu("dentaire_panier", period) == PanierDentaire.rac_zero
        inconnu = individu("dentaire_tarif_maximum_c2s", period) == 0
        facture = individu("dentaire_eligible", period)
        return facture & (couverture == CouvertureComplementaire.c2s) & sans_reste & inconnu


class dentaire_c2s_maximum_inconnu(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le maximum d'un acte de la liste n'est pas connu à cette date : seule la base est payée"
    label_en = "C2S maximum unknown"
    reference = L861_3

    def formula_2009_01_01(individu, period):
        """Acte de la liste de la CMU complémentaire ou de la C2S, hors du panier sans reste à charge, sans montant à
        cette date.
        """
        couverture = individu("appareillage_couverture_complementaire", period)
        acte = individu("dentaire_acte", period)
        liste = est_resine(acte) | parmi(
            acte,
            ActeDentaire.hbld038,
            ActeDentaire.hbld634,
            ActeDentaire.reparation_resine,
            ActeDentaire.reparation_resine_renfort_metal,
        )
        inconnu = individu("dentaire_tarif_maximum_c2s", period) == 0
        hors_panier = individu("dentaire_panier", period) != PanierDentaire.rac_zero
        eligible = individu("dentaire_eligible", period) & (couverture == CouvertureComplementaire.c2s)
        return eligible & liste & inconnu & hors_panier


class dentaire_c2s_maximum_a_confirmer(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le maximum de la C2S de l'acte est calculé : à confirmer"
    label_en = "C2S maximum to be confirmed"
    reference = L861_3

    def formula_2024_02_25(individu, period):
        """Du 25 février au 31 décembre 2024 : HBLD680 et HBLD350, par calcul."""
        couverture = individu("appareillage_couverture_complementaire", period)
        calcule = parmi(individu("dentaire_acte", period), ActeDentaire.hbld680, ActeDentaire.hbld350)
        du_devis = individu("dentaire_tarif_maximum_c2s_devis", period) > 0
        return calcule & not_(du_devis) & (couverture == CouvertureComplementaire.c2s)

    def formula_2025_01_01(individu, period):
        """Depuis 2025, aucun maximum n'est dans la table."""
        return numpy.zeros(individu.count, dtype=bool)


class dentaire_garantie_retenue(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Garantie du contrat retenue pour l'acte, minimum légal compris"
    label_en = "Guarantee used"
    reference = R871_2 + D911_1

    def formula_2009_01_01(individu, period, parameters):
        """La garantie du contrat, au moins 125 % de la base pour un contrat collectif obligatoire d'entreprise (depuis
        2016), hors des actes sans reste à charge (D. 911-1, 2°).
        """
        coefficient = parameters(period).appareillage.dentaire.garantie_ani_coefficient
        minimum = arrondi_centime(coefficient * individu("dentaire_base_remboursement", period))
        ani = individu("complementaire_panier_ani", period.first_month)
        ani = ani & (individu("dentaire_panier", period) != PanierDentaire.rac_zero)
        return max_(individu("dentaire_garantie_totale", period), ani * minimum)


class dentaire_prise_en_charge_totale(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prise en charge par l'Assurance Maladie, le régime local et la complémentaire ensemble"
    label_en = "Total paid by all bodies"
    reference = R871_2 + L861_3 + D911_1

    def formula_2009_01_01(individu, period):
        """Contrat responsable : jusqu'à l'honoraire limite sans reste à charge, sinon la base ou la garantie. C2S :
        jusqu'au maximum de la liste.
        """
        prix, base = _prix(individu, period), individu("dentaire_base_remboursement", period)
        limite = individu("dentaire_honoraire_limite", period)
        sans_reste = individu("dentaire_panier", period) == PanierDentaire.rac_zero
        maximum = individu("dentaire_tarif_maximum_c2s", period)
        maximum = where((maximum == 0) & sans_reste, limite, maximum)
        garantie = individu("dentaire_garantie_retenue", period)
        vise = total_d_une_ligne(
            individu,
            period,
            prix,
            base,
            plafond=limite,
            renforcee=sans_reste,
            garantie=garantie,
            maximum_c2s=maximum,
        )
        return arrondi_centime(max_(vise, parts_legales(individu, period, "dentaire")))


class dentaire_part_complementaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part du contrat complémentaire ou de la Complémentaire santé solidaire pour l'acte"
    label_en = "Complementary part"
    reference = R871_2 + L861_3

    def formula_2009_01_01(individu, period):
        """La prise en charge totale moins les parts de l'Assurance Maladie et du régime local."""
        return part_complementaire(individu, period, "dentaire")


class dentaire_reste_a_charge(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Reste à charge du patient pour l'acte"
    label_en = "What is left to the patient"
    reference = L160_13
    documentation = "Ni participation forfaitaire, ni franchise, ni participation de 24 € sur une prothèse dentaire."

    def formula_2009_01_01(individu, period):
        """Les honoraires moins la prise en charge totale."""
        return reste_a_charge(individu, period, "dentaire", individu("dentaire_honoraires", period))


class dentaire_plafond_opposable(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Montant que le praticien ne peut dépasser"
    label_en = "Cap on the fee"
    reference = L162_9 + L861_3
    documentation = "0 quand les honoraires sont libres."

    def formula_2009_01_01(individu, period):
        """L'honoraire limite des actes sans reste à charge ou modérés ; pour un bénéficiaire de la C2S, le maximum de
        la liste, sauf exigence particulière.
        """
        conventionne = individu("dentaire_praticien_conventionne", period)
        encadre = individu("dentaire_panier", period) != PanierDentaire.libre
        limite = conventionne * encadre * individu("dentaire_honoraire_limite", period)
        c2s = individu("appareillage_couverture_complementaire", period) == CouvertureComplementaire.c2s
        maximum = individu("dentaire_tarif_maximum_c2s", period)
        plafond = where(c2s & conventionne & (maximum > 0), maximum, limite)
        return where(c2s & individu("dentaire_exigence_particuliere", period), 0, plafond)


class dentaire_montant_irregulier(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Somme facturée au-delà du plafond opposable"
    label_en = "Sum billed above the cap"
    reference = L162_9 + L861_3
    documentation = "Somme que le praticien ne peut pas facturer ; elle reste dans le reste à charge calculé."

    def formula_2009_01_01(individu, period):
        """Des honoraires égaux au plafond sont réguliers."""
        honoraires = arrondi_centime(individu("dentaire_honoraires", period))
        return depassement_du_plafond(honoraires, individu("dentaire_plafond_opposable", period))


class dentaire_prix_irregulier(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Les honoraires dépassent le plafond opposable"
    label_en = "The fee breaks the cap"
    reference = L162_9 + L861_3

    def formula_2009_01_01(individu, period):
        """Vrai dès le premier centime au-delà."""
        return individu("dentaire_montant_irregulier", period) > 0


class dentaire_tiers_payant(Variable):
    value_type = Enum
    possible_values = TiersPayantAppareillage
    default_value = TiersPayantAppareillage.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Tiers payant sur l'acte"
    label_en = "Third-party payment"
    reference = L871_1 + L861_3

    def formula_2009_01_01(individu, period, parameters):
        """Intégral avec la C2S ; jusqu'à la base avec un contrat responsable depuis 2017 ; jusqu'à l'honoraire limite sans reste à
        charge depuis 2022.
        """
        sans_reste = individu("dentaire_panier", period) == PanierDentaire.rac_zero
        return tiers_payant(individu, period, parameters, individu("dentaire_eligible", period), sans_reste)
