"""Le taux de remboursement : selon la nature du soin, puis l'exonération, puis le parcours (R7, R8, R18, R24, R25)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.soins.acte import NatureSoin, ServiceMedical, TypeActe
from openfisca_cpam.variables.soins.exonerations import SANS_MAJORATION, MotifExonerationSoins

R160_5 = [
    "Article R. 160-5 du code de la sécurité sociale et décisions de l'UNCAM",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053285637",
]
R160_6 = [
    "Article R. 160-6 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031796275",
    "Article L. 162-5-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048691431",
]
R160_9 = [
    "Article R. 160-9 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031796366",
]


class MotifTaux(Enum):
    non_rembourse = "Aucun remboursement"
    ordinaire = "Taux ordinaire de la nature du soin (R. 160-5)"
    exoneration = "Participation supprimée : 100 % de la base"
    mt_dents = "M'T dents : part obligatoire, la complémentaire paie le reste (L. 871-1)"
    aspa = "Participation limitée à 20 % : titulaire de l'Aspa (R. 160-9)"
    hors_parcours = "Taux réduit : hors du parcours de soins (R. 160-6)"
    exoneration_hors_parcours = "Participation supprimée, sauf la majoration hors du parcours (R. 160-6, al. 2)"


class soins_taux_nature(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "/1"
    label = "Taux ordinaire de remboursement de cette nature de soin"
    label_en = "Ordinary reimbursement rate of this kind of care"
    reference = R160_5

    def formula_2005_01_01(individu, period, parameters):
        """Table de l'article R. 160-5 : dentaire à 60 % depuis le 15 octobre 2023, médicaments selon leur classe."""
        soins = parameters(period).soins
        taux = soins.taux_remboursement
        natures = table(
            NatureSoin,
            {
                NatureSoin.medecin: taux.medecin,
                NatureSoin.sage_femme: taux.sage_femme,
                NatureSoin.dentaire: taux.dentaire,
                NatureSoin.dentaire_prothese: taux.dentaire,
                NatureSoin.orthodontie: taux.dentaire,
                NatureSoin.dentaire_acte_medical: taux.dentaire_acte_medical,
                NatureSoin.auxiliaire_medical: taux.auxiliaire_medical,
                NatureSoin.biologie: taux.biologie,
                NatureSoin.biologie_medecin: taux.biologie_medecin,
                NatureSoin.vaccin: taux.vaccin,
                NatureSoin.dispositif_medical: taux.dispositif_medical,
                NatureSoin.grand_appareillage: taux.grand_appareillage,
                NatureSoin.produit_sanguin: taux.produit_sanguin,
                NatureSoin.cure_surveillance: taux.cure.honoraires_surveillance,
                NatureSoin.cure_forfait_thermal: taux.cure.forfait_thermal,
                NatureSoin.cure_hebergement: taux.cure.hebergement,
                NatureSoin.psychologue: valeur(taux, "psychologue", sinon=0),
                NatureSoin.telesurveillance: valeur(taux, "telesurveillance", sinon=0),
                NatureSoin.dispositif_numerique: valeur(taux, "dispositif_numerique", sinon=0),
            },
        )
        classes = table(
            ServiceMedical,
            {
                ServiceMedical.majeur_important: taux.medicament.majeur_important,
                ServiceMedical.irremplacable: taux.medicament.irremplacable,
                ServiceMedical.modere: taux.medicament.modere,
                ServiceMedical.faible: valeur(taux.medicament, "faible", sinon=0),
                ServiceMedical.homeopathie: valeur(taux.medicament, "homeopathie", sinon=0),
            },
        )
        nature = individu("soins_nature", period)
        de_la_classe = lit(classes, codes(individu("soins_medicament_service", period)))
        honoraire = nature == NatureSoin.honoraire_dispensation
        lignes = valeur(valeur(soins, "honoraire_dispensation", sinon=None), "nombre_lignes", sinon=numpy.inf)
        nombreuses = honoraire & (individu("soins_medicament_nombre_lignes", period) >= lignes)
        resultat = where((nature == NatureSoin.medicament) | honoraire, de_la_classe, lit(natures, codes(nature)))
        return individu("soins_remboursable", period) * where(nombreuses, 1, resultat)


class soins_taux_parcours(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "/1"
    label = "Taux de remboursement avant la majoration hors du parcours"
    label_en = "Rate before the increase for care out of the pathway"
    reference = R160_5 + R160_9

    def formula_2005_01_01(individu, period, parameters):
        """Exonération, sinon Aspa (auxiliaires et biologie seulement), sinon taux de la nature."""
        taux = individu("soins_taux_nature", period)
        aspa = individu("soins_taux_aspa", period)
        exonere = individu("soins_exoneration_motif", period) != MotifExonerationSoins.aucune
        taux = where(aspa, max_(taux, parameters(period).soins.taux_remboursement.aspa), taux)
        return where(exonere, individu("soins_taux_exonere", period), taux)


class soins_taux_aspa(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Participation limitée à 20 % pour un titulaire de l'Aspa"
    label_en = "Share limited to 20 % for a recipient of ASPA"
    reference = R160_9

    def formula_2005_01_01(individu, period):
        """Actes des auxiliaires médicaux et biologie ; jamais les spécialités pharmaceutiques, ni les médecins."""
        concerne = parmi(individu("soins_nature", period), NatureSoin.auxiliaire_medical, NatureSoin.biologie)
        return concerne & individu("beneficiaire_aspa", period.first_month) & individu("soins_remboursable", period)


def majoration_due(individu, period):
    """Out of the pathway, unless an exemption that is not of article L. 160-14 spares it; a matter of rate, not of base."""
    motif = individu("soins_exoneration_motif", period)
    hors = not_(individu("soins_dans_parcours", period))
    return hors & individu("soins_remboursable", period) & not_(parmi(motif, *SANS_MAJORATION))


def majoration_pleine(individu, period, points):
    """What the lower rate takes away from the act, each reimbursement rounded."""
    base, taux = individu("soins_base_acte", period), individu("soins_taux_parcours", period)
    majore = arrondi_centime(base * arrondi_centime(taux - points))
    return arrondi_centime(arrondi_centime(base * taux) - majore)


def est_plafonnee(individu, period, parcours):
    """Technical acts, and consultations when the parameter follows the letter of R. 160-6, al. 3."""
    technique = individu("soins_type_acte", period) == TypeActe.acte_technique
    return technique | bool(parcours.plafond_majoration_consultations)


class soins_majoration_acte(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Majoration de la participation d'un acte hors du parcours de soins"
    label_en = "Increase of the share of one act out of the pathway"
    reference = R160_6
    documentation = (
        "Les actes techniques sont plafonnés ; les consultations le sont selon "
        "soins.parcours.plafond_majoration_consultations (la pratique ou la lettre du texte)."
    )

    def formula_2006_01_01(individu, period, parameters):
        """10, puis 20 (2 septembre 2007), puis 40 points (31 janvier 2009) de moins, dans la limite du plafond."""
        parcours = parameters(period).soins.parcours
        majores = Seuls(individu, majoration_due(individu, period))
        majoration = majoration_pleine(majores, period, parcours.majoration_taux)
        limitee = min_(majoration, parcours.majoration_plafond)
        return majores.rend(where(est_plafonnee(majores, period, parcours), limitee, majoration))


class soins_majoration_hors_parcours(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Majoration de la participation hors du parcours de soins"
    label_en = "Increase of the patient's share out of the pathway"
    reference = R160_6

    def formula_2006_01_01(individu, period):
        """Celle d'un acte, par nombre d'actes."""
        return centimes_fois(individu("soins_majoration_acte", period), individu("soins_nombre_rembourse", period))


class soins_taux(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "/1"
    label = "Taux de remboursement appliqué à la base"
    label_en = "Reimbursement rate applied to the base"
    reference = R160_5 + R160_6
    documentation = (
        "Quand la majoration hors du parcours est plafonnée, elle est un montant à part et ne change pas ce taux."
    )

    def formula_2005_01_01(individu, period):
        """Avant le parcours de soins."""
        return individu("soins_taux_parcours", period)

    def formula_2006_01_01(individu, period, parameters):
        """Le taux, moins la majoration quand elle n'est pas plafonnée."""
        parcours = parameters(period).soins.parcours
        points = parcours.majoration_taux
        limitee = majoration_pleine(individu, period, points) > parcours.majoration_plafond
        entiere = majoration_due(individu, period) & not_(est_plafonnee(individu, period, parcours) & limitee)
        taux = individu("soins_taux_parcours", period)
        return where(entiere, arrondi_centime(taux - points), taux)


class soins_taux_motif(Variable):
    value_type = Enum
    possible_values = MotifTaux
    default_value = MotifTaux.non_rembourse
    entity = Individu
    definition_period = DAY
    label = "Pourquoi ce taux"
    label_en = "Why this rate"
    reference = R160_5 + R160_6 + R160_9

    def formula_2005_01_01(individu, period):
        """Exonération, Aspa, parcours, ou taux ordinaire."""
        exoneration = individu("soins_exoneration_motif", period)
        exonere = exoneration != MotifExonerationSoins.aucune
        majore = majoration_due(individu, period)
        partiel = exonere & (individu("soins_taux_exonere", period) < 1)
        return premier_vrai(
            [
                (not_(individu("soins_remboursable", period)), MotifTaux.non_rembourse),
                (partiel, MotifTaux.mt_dents),
                (exonere & majore, MotifTaux.exoneration_hors_parcours),
                (exonere, MotifTaux.exoneration),
                (majore, MotifTaux.hors_parcours),
                (individu("soins_taux_aspa", period), MotifTaux.aspa),
            ],
            sinon=MotifTaux.ordinaire,
        )
