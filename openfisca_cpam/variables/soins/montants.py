"""Ce qui est payé et par qui, dans l'ordre de la loi : taux, participation, franchise, régime local, C2S, reste (R2 à R6)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.soins.acte import NatureSoin, ServiceMedical
from openfisca_cpam.variables.soins.articles import L861_3, R160_16
from openfisca_cpam.variables.soins.confiance import est_a_confirmer
from openfisca_cpam.variables.soins.exonerations import MotifExonerationSoins

L160_13 = [
    "Article L. 160-13 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284908",
]
L325_1 = [
    "Article L. 325-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048702040",
    "Article D. 325-7 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031813563",
]

# Lines invoiced as a whole: the amount is rounded once, not for each box or item.
PAR_LIGNE = (
    NatureSoin.medicament,
    NatureSoin.honoraire_dispensation,
    NatureSoin.vaccin,
    NatureSoin.dispositif_medical,
    NatureSoin.grand_appareillage,
    NatureSoin.produit_sanguin,
)


def part_de_la_base(individu, period, taux):
    """A share of the base, rounded act by act, or once for a line of pharmacy."""
    nombre = individu("soins_nombre_rembourse", period)
    base_acte = individu("soins_base_acte", period)
    par_ligne = parmi(individu("soins_nature", period), *PAR_LIGNE)
    return pour_les_seuls(
        par_ligne,
        lambda rangs: arrondi_centime(centimes_fois(base_acte[rangs], nombre[rangs]) * taux[rangs]),
        sinon=centimes_fois(arrondi_centime(base_acte * taux), nombre),
    )


class soins_participation_ordinaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Participation proportionnelle, avant forfait d'acte coûteux et majoration"
    label_en = "Proportional share, before the lump sum and the increase"
    reference = L160_13

    def formula_2005_01_01(individu, period):
        """Base moins base par taux."""
        paye = part_de_la_base(individu, period, individu("soins_taux_parcours", period))
        return arrondi_centime(individu("soins_base_remboursement", period) - paye)


class soins_participation_dans_parcours(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Participation de l'assuré, hors majoration pour défaut de parcours"
    label_en = "Patient's share, without the increase"
    reference = L160_13 + R160_16

    def formula_2005_01_01(individu, period):
        """La participation proportionnelle."""
        return individu("soins_participation_ordinaire", period)

    def formula_2006_09_01(individu, period, parameters):
        """Réduite au forfait pour un acte coûteux (18, 24, puis 32 €), supprimée pour l'imagerie coûteuse.

        Plusieurs actes coûteux d'un même praticien au cours d'une même consultation n'en supportent qu'un (R. 160-16, I).
        """
        montant = parameters(period).soins.participation_actes_couteux.montant
        ordinaire = individu("soins_participation_ordinaire", period)
        ensemble = individu("soins_actes_cumules", period) | individu("soins_meme_professionnel", period)
        nombre = where(ensemble, 1, individu("soins_nombre_rembourse", period))
        reduite = where(individu("soins_acte_couteux", period), min_(ordinaire, montant * nombre), ordinaire)
        return where(individu("soins_participation_supprimee_imagerie", period), 0, reduite)


class soins_participation_actes_couteux(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Forfait d'acte coûteux laissé à l'assuré"
    label_en = "Lump sum of the costly act"
    reference = R160_16

    def formula_2006_09_01(individu, period):
        """La participation d'un acte coûteux ; 0 quand elle est supprimée."""
        return individu("soins_acte_couteux", period) * individu("soins_participation_dans_parcours", period)


class soins_part_amo(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'Assurance Maladie, avant participation forfaitaire et franchise"
    label_en = "Assurance Maladie's part, before participation and franchise"
    reference = L160_13

    def formula_2005_01_01(individu, period):
        """Base moins participation, moins majoration hors du parcours."""
        base = individu("soins_base_remboursement", period)
        participation = individu("soins_participation_dans_parcours", period)
        return max_(0, arrondi_centime(base - participation - individu("soins_majoration_hors_parcours", period)))


class soins_ticket_moderateur(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Ticket modérateur : part de la base que l'Assurance Maladie ne paie pas"
    label_en = "Part of the base that the Assurance Maladie does not pay"
    reference = L160_13

    def formula_2005_01_01(individu, period):
        """Base moins part de l'Assurance Maladie, majoration hors du parcours comprise."""
        base = individu("soins_base_remboursement", period)
        return arrondi_centime(base - individu("soins_part_amo", period))


class soins_participation_forfaitaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Participations forfaitaires retenues sur le remboursement"
    label_en = "Participations withheld"
    reference = L160_13

    def formula_2005_01_01(individu, period):
        """Après les plafonds du jour et de l'année."""
        return individu("participation_retenue", period)


class soins_franchise(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Franchises retenues sur le remboursement de ces soins"
    label_en = "Franchises withheld"
    reference = L160_13

    def formula_2008_01_01(individu, period):
        """Médicaments et actes paramédicaux, après les plafonds du jour et de l'année."""
        nature = individu("soins_nature", period)
        medicaments = Seuls(individu, parmi(nature, NatureSoin.medicament, NatureSoin.vaccin))
        actes = Seuls(individu, nature == NatureSoin.auxiliaire_medical)
        return somme_de(
            medicaments.rend(medicaments("franchise_medicament_retenue", period)),
            actes.rend(actes("franchise_acte_paramedical_retenue", period)),
        )


class soins_versement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Versement de l'Assurance Maladie, participation forfaitaire et franchise déduites"
    label_en = "Payment of the Assurance Maladie"
    reference = L160_13

    def formula_2005_01_01(individu, period):
        """Jamais négatif : la retenue ne dépasse pas le remboursement."""
        retenues = individu("soins_participation_forfaitaire", period) + individu("soins_franchise", period)
        return max_(0, arrondi_centime(individu("soins_part_amo", period) - retenues))


class soins_taux_total_regime_local(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "/1"
    label = "Part de la base payée par l'Assurance Maladie et le régime local, dans le parcours"
    label_en = "Share of the base paid with the local scheme"
    reference = L325_1
    documentation = "0 quand aucun complément local n'est connu (cures, vaccins, homéopathie, psychologue)."

    def formula_2005_01_01(individu, period, parameters):
        """90 % des soins de ville ; médicaments 90, 80 et 15 % ; appareillage 90 %."""
        total = parameters(period).soins.regime_local_alsace_moselle.taux_total
        medicaments = valeur(total, "medicament", sinon=None)
        natures = table(
            NatureSoin,
            {
                NatureSoin.medecin: total.medecin,
                NatureSoin.sage_femme: total.sage_femme,
                NatureSoin.auxiliaire_medical: total.auxiliaire_medical,
                NatureSoin.biologie: total.biologie,
                NatureSoin.biologie_medecin: total.medecin,
                NatureSoin.dentaire: total.dentaire,
                NatureSoin.dentaire_prothese: total.dentaire,
                NatureSoin.orthodontie: total.dentaire,
                NatureSoin.dentaire_acte_medical: total.dentaire,
                NatureSoin.dispositif_medical: valeur(total, "dispositif_medical", sinon=0),
            },
        )
        classes = table(
            ServiceMedical,
            {
                ServiceMedical.majeur_important: valeur(medicaments, "majeur_important", sinon=0),
                ServiceMedical.modere: valeur(medicaments, "modere", sinon=0),
                ServiceMedical.faible: valeur(medicaments, "faible", sinon=0),
            },
        )
        nature = individu("soins_nature", period)
        medicament = parmi(nature, NatureSoin.medicament, NatureSoin.honoraire_dispensation)
        service = codes(individu("soins_medicament_service", period))
        return where(medicament, lit(classes, service), lit(natures, codes(nature)))


class soins_part_regime_local(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part du régime local d'Alsace-Moselle"
    label_en = "Part of the local scheme of Alsace-Moselle"
    reference = L325_1
    documentation = (
        "Jamais la participation forfaitaire, la franchise, la majoration hors du parcours ni un dépassement."
    )

    def formula_2005_01_01(individu, period):
        """Le complément jusqu'au taux total ; le forfait d'un acte coûteux en entier."""
        affilies = Seuls(individu, individu("regime_local_alsace_moselle", period.first_month))
        participation = affilies("soins_participation_dans_parcours", period)
        ordinaire = affilies("soins_participation_ordinaire", period)
        total = part_de_la_base(affilies, period, affilies("soins_taux_total_regime_local", period))
        paye = affilies("soins_base_remboursement", period) - ordinaire
        complement = min_(participation, max_(0, arrondi_centime(total - paye)))
        couteux = affilies("soins_acte_couteux", period)
        return affilies.rend(where(couteux, participation, complement))


class soins_part_c2s(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de la Complémentaire santé solidaire"
    label_en = "Part of the Complémentaire santé solidaire"
    reference = L861_3

    def formula_2005_01_01(individu, period):
        """Le reste de la base après l'Assurance Maladie et le régime local ; rien hors du parcours de soins."""
        couverts = Seuls(
            individu,
            individu("beneficiaire_c2s", period.first_month)
            & individu("soins_dans_parcours", period)
            & (individu("soins_nature", period) != NatureSoin.cure_hebergement),
        )
        reste = couverts("soins_ticket_moderateur", period) - couverts("soins_part_regime_local", period)
        return couverts.rend(max_(0, arrondi_centime(reste)))


class soins_reste_a_charge(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Reste à charge du patient"
    label_en = "What is left to the patient"
    reference = L160_13
    documentation = (
        "Dépense = versement + régime local + C2S + complémentaire + reste. À ne pas lire quand soins_tarif_motif dit "
        "que le tarif est inconnu."
    )

    def formula_2005_01_01(individu, period):
        """Ticket modérateur et dépassement non couverts, participation forfaitaire, franchise."""
        paye = (
            individu("soins_versement", period)
            + individu("soins_part_regime_local", period)
            + individu("soins_part_c2s", period)
            + individu("soins_part_complementaire", period)
        )
        return arrondi_centime(individu("soins_depense", period) - paye)


class soins_a_confirmer(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le résultat repose sur une valeur ou une pratique à confirmer"
    label_en = "The result rests on a value that remains to be confirmed"
    reference = L160_13

    def formula_2005_01_01(individu, period):
        """Valeurs de confiance C lues pour cet acte."""
        nature, service = individu("soins_nature", period), individu("soins_medicament_service", period)
        medicament = parmi(nature, NatureSoin.medicament, NatureSoin.honoraire_dispensation)
        classes = table(
            ServiceMedical,
            {
                ServiceMedical.modere: est_a_confirmer(individu, period, "soins.taux_remboursement.medicament.modere"),
                ServiceMedical.faible: est_a_confirmer(individu, period, "soins.taux_remboursement.medicament.faible"),
                ServiceMedical.homeopathie: est_a_confirmer(
                    individu, period, "soins.taux_remboursement.medicament.homeopathie"
                ),
            },
        )
        natures = table(
            NatureSoin,
            {
                NatureSoin.telesurveillance: est_a_confirmer(
                    individu, period, "soins.taux_remboursement.telesurveillance"
                ),
                NatureSoin.dispositif_numerique: est_a_confirmer(
                    individu, period, "soins.taux_remboursement.dispositif_numerique"
                ),
            },
        )
        local = individu("soins_part_regime_local", period) > 0
        hors = not_(individu("soins_dans_parcours", period))
        lpp = (nature == NatureSoin.dispositif_medical) & est_a_confirmer(
            individu, period, "soins.regime_local_alsace_moselle.taux_total.dispositif_medical"
        )
        plafond = est_a_confirmer(individu, period, "soins.parcours.majoration_plafond")
        plafonnee = (individu("soins_majoration_acte", period) > 0) & (
            individu("soins_taux", period) == individu("soins_taux_parcours", period)
        )
        couteux = individu("soins_participation_actes_couteux", period) > 0
        doute_couteux = est_a_confirmer(
            individu,
            period,
            "soins.participation_actes_couteux.montant",
            "soins.participation_actes_couteux.seuil_tarif",
        )
        at_mp = individu("soins_lie_at_mp", period) & parmi(
            nature, NatureSoin.dispositif_medical, NatureSoin.dentaire_prothese
        )
        at_mp = at_mp & est_a_confirmer(individu, period, "soins.at_mp.coefficient_appareillage")
        motifs = table(
            MotifExonerationSoins,
            {
                motif: est_a_confirmer(individu, period, f"soins.exonerations.{nom}")
                for motif, nom in (
                    (MotifExonerationSoins.preservatif, "preservatif_age_limite"),
                    (MotifExonerationSoins.sante_sexuelle, "sante_sexuelle_age_limite"),
                    (MotifExonerationSoins.ivg, "ivg"),
                )
            },
        )
        exoneration = numpy.take(motifs, codes(individu("soins_exoneration_motif", period))) > 0
        generique = individu("soins_medicament_generique_refuse", period) & (
            individu("soins_medicament_prix_generique", period) > 0
        )
        return (
            individu("soins_tarif_a_confirmer", period)
            | (medicament & (numpy.take(classes, codes(service)) > 0))
            | (numpy.take(natures, codes(nature)) > 0)
            | (local & (hors | lpp))
            | (plafonnee & plafond)
            | (couteux & doute_couteux)
            | at_mp
            | exoneration
            | generique
        )
