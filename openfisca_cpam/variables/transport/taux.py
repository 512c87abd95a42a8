"""Le taux de prise en charge et les exonérations de la participation (E1 à E17 ; elles ne se cumulent pas)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.individu.droits import TypeALD
from openfisca_cpam.variables.transport.article_80 import CasArticle80
from openfisca_cpam.variables.transport.situations import ObjetTransport

R160_5 = [
    "Article R. 160-5, 9°, du code de la sécurité sociale et décisions de l'UNCAM",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053285637",
]
R160_8 = [
    "Article R. 160-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049902774",
]
R160_16 = [
    "Article R. 160-16 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037964533",
]
R160_17 = [
    "Article R. 160-17 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049902786",
]


class MotifExoneration(Enum):
    aucune = "Aucune exonération : taux de droit commun"
    soin_at_mp = "E2 - Accident du travail ou maladie professionnelle (L. 432-1)"
    ald_exonerante = "E1 - Soin lié à une affection de longue durée exonérante (R. 160-11)"
    engagement_maternite = "E17 - Engagement maternité (L. 160-9)"
    maternite = "E4 - Période de maternité (L. 160-9, D. 160-3)"
    nouveau_ne = "E5 - Nouveau-né de trente jours au plus (R. 160-17, I, 1°)"
    infertilite = "E3 - Infertilité ou assistance médicale à la procréation (R. 160-17, I)"
    acte_couteux = "E6 - Urgence suivie d'une hospitalisation avec un acte coûteux (R. 160-16, II, 2)"
    samu = "E7 - Transport demandé par le SAMU (R. 160-17, I, 10°)"
    hospitalisation_suite_directe = "E8 - Seconde hospitalisation en lien direct avec la première (R. 160-16, I, 3)"
    transfert = "E9 - Transfert pour un traitement mieux adapté (R. 160-8)"
    pension_invalidite = "E10 - Pension d'invalidité (R. 160-10)"
    rente_at_mp = "E11 - Rente d'accident du travail d'au moins deux tiers (L. 371-1, R. 160-10)"
    pension_militaire = "E12 - Pension militaire d'invalidité (L. 371-6)"
    aspa = "E13 - Allocation de solidarité aux personnes âgées (R. 160-9)"
    camsp_cmpp = "E14 - CAMSP ou CMPP (L. 160-14, 19°, R. 160-8)"
    terrorisme = "E15 - Victime d'un acte de terrorisme, soin lié (L. 169-2)"
    violences_sexuelles = "E15 - Mineur victime de violences sexuelles, soin lié (R. 160-17, II)"
    don = "E16 - Don d'organe, de tissu ou de cellules (R. 160-17, I, 3°)"
    vaccination = "S11 - Vaccination contre la covid-19 (décret n° 2021-182)"
    ame = "Aide médicale de l'État (L. 251-2 du code de l'action sociale et des familles)"


# R. 160-8 exonère le transfert d'un patient hospitalisé vers « un autre établissement d'hospitalisation » : ni un EHPAD, ni
# le domicile, ni un cabinet n'en est un, et le patient d'une première hospitalisation n'était pas encore hospitalisé.
_PAS_ENTRE_DEUX_HOPITAUX = (
    CasArticle80.premiere_hospitalisation,
    CasArticle80.ehpad,
    CasArticle80.domicile_pour_had,
    CasArticle80.dialyse_domicile,
    CasArticle80.radiotherapie_ville_moins_48h,
)


class transport_nouveau_ne(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = (
        "Nouveau-né : hospitalisation commencée, ou soin donné en établissement, dans les trente jours de la naissance"
    )
    label_en = "Newborn: stay begun, or care given in hospital, within thirty days of birth"
    reference = R160_17
    documentation = "Donner le rang du jour dans l'hospitalisation pour qu'une sortie plus tardive garde l'exonération."

    def formula_2006_12_30(individu, period, parameters):
        """R. 160-17, I, 1° : l'âge compté est celui de l'admission pour une hospitalisation, sinon celui du jour."""
        hospitalisation = individu("transport_objet", period) == ObjetTransport.hospitalisation
        jours_de_sejour = max_(0, individu("transport_rang_jour_hospitalisation", period) - 1)
        age = individu("age_en_jours", period) - hospitalisation * jours_de_sejour
        limite = parameters(period).individu.nouveau_ne.age_jours
        return (age >= 0) & (age <= limite) & individu("transport_soin_en_etablissement", period)


class transport_soin_infertilite(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Diagnostic ou traitement de l'infertilité, accepté par la caisse"
    label_en = "Diagnosis or treatment of infertility"
    reference = R160_17


class transport_soin_amp(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Assistance médicale à la procréation sans lien avec une stérilité"
    label_en = "Assisted procreation not linked to sterility"
    reference = R160_17


class transport_soin_en_etablissement(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Soin donné dans un établissement de santé"
    label_en = "Care given in a hospital"
    reference = R160_17

    def formula_2006_12_30(individu, period):
        """Vrai pour une hospitalisation, une séance, un transfert et un passage aux urgences, sauf réponse donnée."""
        return parmi(
            individu("transport_objet", period),
            ObjetTransport.hospitalisation,
            ObjetTransport.seance_chimio_radio_dialyse,
            ObjetTransport.transfert_hospitalise,
            ObjetTransport.passage_urgences_sans_admission,
        )


class transport_acte_tarif(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100_000
    label = "Tarif de l'acte le plus coûteux de l'hospitalisation qui suit le transport"
    label_en = "Tariff of the costliest act of the stay"
    reference = R160_16
    documentation = (
        "Les tarifs des actes faits dans le même temps par le même praticien se cumulent : donner leur somme."
    )


class transport_acte_coefficient(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "letter-key"
    minimum = 0
    maximum = 10_000
    label = "Coefficient de l'acte le plus coûteux de l'hospitalisation qui suit le transport"
    label_en = "Coefficient of the costliest act of the stay"
    reference = R160_16
    documentation = (
        "Les coefficients des actes faits dans le même temps par le même praticien se cumulent : donner leur somme."
    )


class transport_acte_couteux(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'hospitalisation comporte un acte coûteux"
    label_en = "The stay includes a costly act"
    reference = R160_16

    def formula_2006_12_30(individu, period, parameters):
        """Tarif ou coefficient au moins égal au seuil."""
        seuils = parameters(period).transport.acte_couteux
        return (individu("transport_acte_tarif", period) >= seuils.seuil_euros) | (
            individu("transport_acte_coefficient", period) >= seuils.coefficient
        )


class transport_hospitalisation_suite_directe(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Seconde hospitalisation, en lien direct avec une première où fut pratiqué un acte coûteux"
    label_en = "Second stay in direct link with a first one with a costly act"
    reference = R160_16
    documentation = (
        "Entre les deux établissements, ou entre l'établissement et le domicile en hospitalisation à domicile."
    )


class transport_vers_convalescence(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Transfert vers une maison de repos ou de convalescence"
    label_en = "Transfer to a rest or convalescent home"
    reference = R160_8


class transport_soin_lie_terrorisme(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Soin en rapport avec l'acte de terrorisme dont la personne est victime"
    label_en = "Care linked to the act of terrorism"
    reference = [
        "Article L. 169-2 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048702157",
    ]


class transport_soin_lie_violences_sexuelles(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Soin consécutif à des violences sexuelles subies pendant la minorité"
    label_en = "Care following sexual violence suffered as a minor"
    reference = R160_17


class transport_soin_lie_pension_militaire(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Soin de l'infirmité qui donne droit à la pension militaire"
    label_en = "Care of the pensioned infirmity"
    reference = [
        "Article L. 160-13, III, du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284908",
    ]


class transport_don(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Soin d'un donneur d'organe, de tissu ou de cellules, pour le don"
    label_en = "Care of a donor for the donation"
    reference = R160_17


class transport_exoneration_motif(Variable):
    value_type = Enum
    possible_values = MotifExoneration
    default_value = MotifExoneration.aucune
    entity = Individu
    definition_period = DAY
    label = "Exonération de la participation aux frais de transport, et pourquoi"
    label_en = "Exemption from the patient's share, and why"
    reference = R160_8 + R160_16 + R160_17
    documentation = (
        "Une seule est retenue : la première de la liste qui s'applique. Le taux est le même pour toutes. E6 et E7 ne valent "
        "que pour le trajet vers l'hôpital : décrire le retour à part. E9 vaut d'un hôpital à un autre, unité de soins de longue "
        "durée comprise (lecture), non vers un EHPAD ni vers le domicile. E4 suit la lecture de l'Assurance Maladie (tout "
        "motif, sans franchise) ; l'article L. 160-9 ne nomme pas les transports."
    )

    def formula_2006_12_30(individu, period, parameters):
        """Les cas E1 à E17, avec leurs dates : 28 mai 2014 (CAMSP), 30 septembre 2021 (AMP), 10 février 2023 (SAMU).

        E9 (R. 160-8) : d'un établissement de soins vers un autre établissement d'hospitalisation seulement. E6
        (R. 160-16, II, 2) vaut aussi quand la première hospitalisation suit un simple passage dans un autre établissement.
        """
        transport = parameters(period).transport
        mois = period.first_month
        objet = individu("transport_objet", period)
        urgence = individu("transport_urgence", period)
        cas = individu("transport_cas_article_80", period)
        transfert = objet == ObjetTransport.transfert_hospitalise
        premiere_hospitalisation = transfert & (cas == CasArticle80.premiere_hospitalisation)
        hospitalisation = (objet == ObjetTransport.hospitalisation) | premiere_hospitalisation
        soin_lie_ald = individu("transport_soin_lie_ald", period)
        return premier_vrai(
            [
                (individu("transport_soin_lie_at_mp", period), MotifExoneration.soin_at_mp),
                (
                    soin_lie_ald & (individu("ald_type", mois) == TypeALD.exonerante),
                    MotifExoneration.ald_exonerante,
                ),
                (individu("transport_situation_engagement_maternite", period), MotifExoneration.engagement_maternite),
                (individu("periode_maternite", period), MotifExoneration.maternite),
                (individu("transport_nouveau_ne", period), MotifExoneration.nouveau_ne),
                (
                    individu("transport_soin_infertilite", period)
                    | (individu("transport_soin_amp", period) & transport.amp_sans_sterilite),
                    MotifExoneration.infertilite,
                ),
                (
                    hospitalisation & urgence & individu("transport_acte_couteux", period),
                    MotifExoneration.acte_couteux,
                ),
                (individu("transport_demande_samu", period) & transport.samu_exonere, MotifExoneration.samu),
                (
                    individu("transport_hospitalisation_suite_directe", period),
                    MotifExoneration.hospitalisation_suite_directe,
                ),
                (
                    transfert
                    & not_(individu("transport_vers_convalescence", period))
                    & not_(parmi(cas, *_PAS_ENTRE_DEUX_HOPITAUX)),
                    MotifExoneration.transfert,
                ),
                (individu("beneficiaire_pension_invalidite", mois), MotifExoneration.pension_invalidite),
                (individu("rente_at_mp_deux_tiers", mois), MotifExoneration.rente_at_mp),
                (individu("beneficiaire_pension_militaire", mois), MotifExoneration.pension_militaire),
                (individu("beneficiaire_aspa", mois), MotifExoneration.aspa),
                (individu("transport_situation_camsp_cmpp", period), MotifExoneration.camsp_cmpp),
                (
                    individu("victime_terrorisme", mois) & individu("transport_soin_lie_terrorisme", period),
                    MotifExoneration.terrorisme,
                ),
                (
                    individu("transport_soin_lie_violences_sexuelles", period),
                    MotifExoneration.violences_sexuelles,
                ),
                (individu("transport_don", period), MotifExoneration.don),
                (individu("transport_situation_vaccination", period), MotifExoneration.vaccination),
                (individu("beneficiaire_ame", mois), MotifExoneration.ame),
            ],
            sinon=MotifExoneration.aucune,
        )


class transport_taux(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "/1"
    label = "Taux de prise en charge du transport par l'Assurance Maladie"
    label_en = "Rate of coverage"
    reference = R160_5

    def formula_2006_12_30(individu, period, parameters):
        """Le taux de droit commun (65 %, puis 55 % depuis le 1er août 2023), ou 100 % en cas d'exonération."""
        taux = parameters(period).transport.taux_prise_en_charge
        exonere = individu("transport_exoneration_motif", period) != MotifExoneration.aucune
        return where(exonere, taux.exonere, taux.droit_commun)
