"""Le séjour à l'hôpital : dates, service, tarif, ce qui dispense (R38, R41 à R45).

Un séjour se donne le jour de son règlement, qui est par défaut celui de la sortie.
"""

from openfisca_cpam.base import *
from openfisca_cpam.variables.hospitalisation.articles import L174_4, R160_5, R160_6, R160_16
from openfisca_cpam.variables.individu.droits import TypeALD
from openfisca_cpam.variables.soins.articles import R160_17

L160_14 = [
    "Article L. 160-14 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284968",
]


class Service(Enum):
    aucun = "Aucun séjour"
    mco = "Médecine, chirurgie, obstétrique ou odontologie"
    psychiatrie = "Psychiatrie"
    ssr = "Soins médicaux et de réadaptation (SSR)"
    had = "Hospitalisation à domicile"
    usld = "Unité de soins de longue durée"
    ehpad = "Établissement d'hébergement pour personnes âgées dépendantes"
    hopital_de_jour = "Hôpital de jour"


class MotifExonerationSejour(Enum):
    aucune = "Aucune exonération : participation de 20 % pendant trente jours"
    ame = "Aide médicale de l'État"
    at_mp = "Accident du travail ou maladie professionnelle (L. 432-1)"
    terrorisme = "Victime d'un acte de terrorisme, soin lié (L. 169-2)"
    maternite = "Période de maternité (L. 160-9, D. 160-3)"
    nouveau_ne = "Nouveau-né : séjour commencé dans les trente jours de la naissance (R. 160-17, I, 1°)"
    ald = "Affection de longue durée exonérante, séjour lié (R. 160-11)"
    pension_militaire = "Titulaire d'une pension militaire d'invalidité (L. 371-6)"
    detenu = "Personne détenue (L. 382-35)"
    violences_sexuelles = "Violences sexuelles subies pendant la minorité (R. 160-17, II)"
    ivg = "Interruption volontaire de grossesse (R. 160-17, I, 4°)"
    don = "Don d'éléments du corps humain (R. 160-17, I, 3°)"
    infertilite = "Infertilité (R. 160-17, I, 2°)"
    amp = "Assistance médicale à la procréation (R. 160-17, I, 9°)"
    pension_invalidite = "Titulaire d'une pension d'invalidité (R. 160-10)"
    rente_at_mp = "Rente d'accident du travail d'au moins deux tiers, ou ayant droit (R. 160-10)"
    maternite_en_partie = (
        "Période de maternité pour une partie du séjour : participation pour les autres jours (L. 160-9)"
    )


class MotifForfaitJournalier(Enum):
    sans_sejour = "Aucun séjour"
    du = "Le forfait journalier est dû"
    sans_nuit = "Non dû : séjour de moins de vingt-quatre heures sur un seul jour civil, ou hôpital de jour"
    hors_champ = "Non dû : unité de soins de longue durée ou Ehpad (L. 174-4, L. 174-6)"
    had = "Non dû : hospitalisation à domicile"
    maternite = "Pris en charge : assurance maternité (L. 174-4)"
    at_mp = "Pris en charge : accident du travail ou maladie professionnelle (L. 174-4)"
    don = "Pris en charge : donneur d'éléments du corps humain (L. 174-4)"
    pension_militaire = "Pris en charge : pension militaire, séjour pour l'infirmité pensionnée (L. 174-4)"
    enfant_handicape = "Pris en charge : enfant handicapé hébergé en éducation spéciale (L. 174-4)"
    terrorisme = "Non dû : victime d'un acte de terrorisme, séjour lié (L. 169-2)"
    detenu = "Pris en charge : personne détenue (L. 382-35)"
    nouveau_ne = "Non dû : nouveau-né de trente jours au plus"
    ame = "Pris en charge : aide médicale de l'État"


class hospitalisation_service(Variable):
    value_type = Enum
    possible_values = Service
    default_value = Service.aucun
    entity = Individu
    definition_period = DAY
    label = "Service où se passe le séjour"
    label_en = "Ward of the stay"
    reference = L174_4


class hospitalisation_date_entree(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date d'entrée à l'hôpital"
    label_en = "Date of admission"
    reference = L174_4


class hospitalisation_date_sortie(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de sortie de l'hôpital"
    label_en = "Date of discharge"
    reference = L174_4

    def formula_2007_01_01(individu, period):
        """À défaut, le jour où le séjour est réglé."""
        return numpy.full(individu.count, premier_jour(period))


class hospitalisation_tarif_journalier(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100_000
    label = "Tarif journalier servant de base à la participation"
    label_en = "Daily tariff"
    reference = [*R160_5, "Articles L. 162-20-1 et R. 162-22-1 du code de la sécurité sociale"]


class hospitalisation_jours_anterieurs(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    minimum = 0
    maximum = 40_000
    label = "Jours d'hospitalisation consécutifs déjà facturés avant ce séjour (transfert)"
    label_en = "Consecutive days already billed before this stay"
    reference = R160_16
    documentation = (
        "Un transfert n'interrompt pas le décompte des trente jours. Les droits ouverts au mois (C2S, AME, ALD, régime local) "
        "sont ceux du mois de la sortie : si l'un s'ouvre ou finit pendant le séjour, le décrire en deux fois, la première "
        "partie finissant comme un transfert, la seconde donnant ici les jours de la première."
    )


class hospitalisation_sortie_par_transfert(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le séjour finit par un transfert vers un autre établissement"
    label_en = "The stay ends with a transfer"
    reference = L174_4


class hospitalisation_sortie_par_deces(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le séjour finit par un décès"
    label_en = "The stay ends with a death"
    reference = L174_4


class hospitalisation_acte_tarif(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100_000
    label = "Tarif de l'acte le plus coûteux du séjour (ou des actes faits dans le même temps)"
    label_en = "Tariff of the costliest act of the stay"
    reference = R160_16
    documentation = "Les actes d'imagerie ne comptent pas."


class hospitalisation_acte_coefficient(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "letter-key"
    minimum = 0
    maximum = 10_000
    label = "Coefficient de l'acte le plus coûteux du séjour"
    label_en = "Coefficient of the costliest act of the stay"
    reference = R160_16


class hospitalisation_suite_acte_couteux(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Séjour consécutif à un séjour avec acte coûteux, et en lien direct avec lui"
    label_en = "Stay following a stay with a costly act"
    reference = R160_16


class hospitalisation_forfait_acte_couteux_deja_acquitte(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le forfait d'acte coûteux a déjà été acquitté pour cette suite de séjours"
    label_en = "The lump sum has already been paid for these stays"
    reference = R160_16
    documentation = "La pratique après un transfert n'est pas fixée : à défaut, le forfait est dû."


class hospitalisation_hors_parcours(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Séjour hors du parcours de soins, sans urgence"
    label_en = "Stay out of the care pathway, without urgency"
    reference = R160_6


class hospitalisation_lie_ald(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Séjour, ou passage aux urgences avant 2022, lié à l'affection de longue durée"
    label_en = "Stay or visit linked to the long-term condition"
    reference = L160_14


class hospitalisation_lie_at_mp(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Séjour ou passage aux urgences dû à un accident du travail ou à une maladie professionnelle"
    label_en = "Stay or visit due to a work accident"
    reference = ["Article L. 432-1 du code de la sécurité sociale"]


class hospitalisation_lie_terrorisme(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Séjour ou passage aux urgences en rapport avec l'acte de terrorisme"
    label_en = "Stay or visit linked to terrorism"
    reference = ["Article L. 169-2 du code de la sécurité sociale"]


class hospitalisation_lie_violences_sexuelles(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Séjour ou passage consécutif à des violences sexuelles subies pendant la minorité"
    label_en = "Stay or visit following sexual violence suffered as a minor"
    reference = ["Article R. 160-17, II, du code de la sécurité sociale"]


class hospitalisation_lie_don(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Séjour ou passage d'un donneur d'éléments du corps humain, pour le don"
    label_en = "Stay or visit of a donor"
    reference = ["Article R. 160-17, I, 3°, du code de la sécurité sociale"]


class hospitalisation_lie_ivg(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Séjour ou passage pour une interruption volontaire de grossesse"
    label_en = "Stay or visit for an abortion"
    reference = ["Article R. 160-17, I, 4°, du code de la sécurité sociale"]


class hospitalisation_lie_infertilite(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Séjour ou passage pour le diagnostic ou le traitement de l'infertilité, accord de la caisse"
    label_en = "Stay or visit for infertility, agreed by the fund"
    reference = R160_17


class hospitalisation_lie_amp(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Séjour ou passage pour une assistance médicale à la procréation sans stérilité, accord de la caisse"
    label_en = "Stay or visit for assisted reproduction, agreed by the fund"
    reference = R160_17
    documentation = "À 100 % depuis le 30 septembre 2021 ; avant, seul le traitement de l'infertilité l'était."


class hospitalisation_lie_pension_militaire(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Séjour ou passage pour l'infirmité qui ouvre la pension militaire"
    label_en = "Stay or visit for the pensioned infirmity"
    reference = L174_4


class hospitalisation_enfant_handicape_education_speciale(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Enfant ou adolescent handicapé hébergé en éducation spéciale ou professionnelle"
    label_en = "Disabled minor housed in special education"
    reference = L174_4


class hospitalisation_sejour(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Un séjour est décrit"
    label_en = "A stay is described"
    reference = L174_4

    def formula_2007_01_01(individu, period):
        """Un service, une entrée qui n'est pas postérieure à la sortie."""
        entree = individu("hospitalisation_date_entree", period)
        service = individu("hospitalisation_service", period) != Service.aucun
        return service & est_renseignee(entree) & (entree <= individu("hospitalisation_date_sortie", period))


class MotifTarifSejour(Enum):
    sans_objet = "Aucun séjour"
    connu = "Tarif journalier donné"
    inconnu = "Tarif journalier inconnu : la participation de 20 % n'est pas comptée"


class hospitalisation_tarif_motif(Variable):
    value_type = Enum
    possible_values = MotifTarifSejour
    default_value = MotifTarifSejour.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Le tarif journalier est-il connu"
    label_en = "Whether the daily tariff is known"
    reference = R160_5

    def formula_2007_01_01(individu, period):
        """Il dépend de l'établissement et du service : il se donne."""
        connu = individu("hospitalisation_tarif_journalier", period) > 0
        return premier_vrai(
            [
                (not_(individu("hospitalisation_sejour", period)), MotifTarifSejour.sans_objet),
                (connu, MotifTarifSejour.connu),
            ],
            sinon=MotifTarifSejour.inconnu,
        )


class hospitalisation_jours_factures(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Journées facturées"
    label_en = "Days billed"
    reference = R160_16
    documentation = (
        "Une venue sans nuit se facture une journée. Aucune en unité de soins de longue durée ni en Ehpad : les soins y sont "
        "payés par un forfait (L. 174-5 et suivants), l'hébergement est hors champ."
    )

    def formula_2007_01_01(individu, period):
        """Jour d'entrée facturé, jour de sortie non ; une journée pour une venue sans nuit."""
        nuits = _nuits(individu, period)
        forfait_soins = parmi(individu("hospitalisation_service", period), Service.usld, Service.ehpad)
        return individu("hospitalisation_sejour", period) * not_(forfait_soins) * max_(1, nuits)


class hospitalisation_jours_forfait(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Jours de présence qui comptent pour le forfait journalier"
    label_en = "Days counted for the daily charge"
    reference = [*L174_4, "Circulaire du 26 août 1993 (jour de sortie)"]

    def formula_2007_01_01(individu, period):
        """Jours civils de présence, entrée et sortie comprises ; ni transfert, ni décès en court séjour, ni venue d'un jour."""
        du = individu("hospitalisation_forfait_motif", period) != MotifForfaitJournalier.sans_sejour
        hors = parmi(
            individu("hospitalisation_forfait_motif", period),
            MotifForfaitJournalier.sans_nuit,
            MotifForfaitJournalier.hors_champ,
            MotifForfaitJournalier.had,
        )
        return du * not_(hors) * _jours_de_presence(individu, period)


def _jours_de_presence(individu, period):
    """Civil days, entry and exit included; neither the day of a transfer nor that of a death in short stay."""
    deces = individu("hospitalisation_sortie_par_deces", period) & (
        individu("hospitalisation_service", period) == Service.mco
    )
    sans_sortie = individu("hospitalisation_sortie_par_transfert", period) | deces
    return _nuits(individu, period) + 1 - sans_sortie


def jours_en_maternite(individu, period, debut, fin):
    """Days of [debut, fin) within the maternity period: article L. 160-9 covers the costs of those days only."""
    premier = numpy.maximum(debut, individu("date_debut_periode_maternite", period))
    dernier = individu("date_fin_periode_maternite", period)
    return max_(0, jours_entre(premier, numpy.minimum(fin, ajoute_jours(dernier, 1))))


def _tout_en_maternite(individu, period, jours):
    """The first days of the stay, in that number, are all within the maternity period."""
    entree = individu("hospitalisation_date_entree", period)
    en_maternite = jours_en_maternite(individu, period, entree, ajoute_jours(entree, jours))
    return en_maternite >= jours


def _nuits(individu, period):
    return jours_entre(individu("hospitalisation_date_entree", period), individu("hospitalisation_date_sortie", period))


def _nouveau_ne_a_l_entree(individu, period, parameters):
    """Article R. 160-17, I, 1°: the stay begins within thirty days of birth."""
    age = jours_entre(individu("date_naissance", period), individu("hospitalisation_date_entree", period))
    return (age >= 0) & (age <= parameters(period).individu.nouveau_ne.age_jours)


class hospitalisation_exoneration_motif(Variable):
    value_type = Enum
    possible_values = MotifExonerationSejour
    default_value = MotifExonerationSejour.aucune
    entity = Individu
    definition_period = DAY
    label = "Suppression de la participation aux frais de séjour, et pourquoi"
    label_en = "Exemption from the share of the stay, and why"
    reference = L160_14

    def formula_2007_01_01(individu, period, parameters):
        """D'abord celles qui épargnent la majoration hors du parcours ; le nouveau-né s'apprécie au jour de l'entrée.

        La période de maternité s'apprécie jour par jour : elle est le motif quand elle couvre toutes les journées, à
        défaut d'une autre exonération quand elle n'en couvre qu'une partie.
        """
        mois = period.first_month
        nuits = max_(1, _nuits(individu, period))
        entree = individu("hospitalisation_date_entree", period)
        en_partie = jours_en_maternite(individu, period, entree, ajoute_jours(entree, nuits)) > 0
        nouveau_ne = _nouveau_ne_a_l_entree(individu, period, parameters)
        M = MotifExonerationSejour
        return premier_vrai(
            [
                (not_(individu("hospitalisation_sejour", period)), M.aucune),
                (individu("beneficiaire_ame", mois), M.ame),
                (individu("hospitalisation_lie_at_mp", period), M.at_mp),
                (
                    individu("victime_terrorisme", mois) & individu("hospitalisation_lie_terrorisme", period),
                    M.terrorisme,
                ),
                (_tout_en_maternite(individu, period, nuits), M.maternite),
                (individu("beneficiaire_pension_militaire", mois), M.pension_militaire),
                (individu("soins_personne_detenue", mois), M.detenu),
                (nouveau_ne, M.nouveau_ne),
                (
                    individu("hospitalisation_lie_ald", period) & (individu("ald_type", mois) == TypeALD.exonerante),
                    M.ald,
                ),
                (individu("hospitalisation_lie_violences_sexuelles", period), M.violences_sexuelles),
                (
                    individu("hospitalisation_lie_ivg", period) & bool(parameters(period).soins.exonerations.ivg),
                    M.ivg,
                ),
                (individu("hospitalisation_lie_don", period), M.don),
                (individu("hospitalisation_lie_infertilite", period), M.infertilite),
                (
                    individu("hospitalisation_lie_amp", period)
                    & bool(parameters(period).soins.exonerations.amp_sans_sterilite),
                    M.amp,
                ),
                (individu("beneficiaire_pension_invalidite", mois), M.pension_invalidite),
                (individu("rente_at_mp_deux_tiers", mois), M.rente_at_mp),
                (en_partie, M.maternite_en_partie),
            ],
            sinon=M.aucune,
        )


class hospitalisation_forfait_motif(Variable):
    value_type = Enum
    possible_values = MotifForfaitJournalier
    default_value = MotifForfaitJournalier.sans_sejour
    entity = Individu
    definition_period = DAY
    label = "Le forfait journalier est-il dû, et pourquoi"
    label_en = "Whether the daily charge is due, and why"
    reference = L174_4
    documentation = (
        "Ni l'affection de longue durée, ni l'invalidité n'en dispensent. La C2S et le régime local le paient."
    )

    def formula_2007_01_01(individu, period, parameters):
        """Les cas de l'article L. 174-4, puis ceux du terrorisme, des détenus, du nouveau-né et de l'AME.

        La maternité dispense de tout le séjour si elle en couvre tous les jours de présence ; sinon, des siens.
        """
        mois = period.first_month
        exoneration = individu("hospitalisation_exoneration_motif", period)
        service = individu("hospitalisation_service", period)
        sans_nuit = individu("hospitalisation_date_entree", period) == individu("hospitalisation_date_sortie", period)
        E, M = MotifExonerationSejour, MotifForfaitJournalier
        militaire = individu("beneficiaire_pension_militaire", mois) & individu(
            "hospitalisation_lie_pension_militaire", period
        )
        return premier_vrai(
            [
                (not_(individu("hospitalisation_sejour", period)), M.sans_sejour),
                (parmi(service, Service.usld, Service.ehpad), M.hors_champ),
                (service == Service.had, M.had),
                ((service == Service.hopital_de_jour) | sans_nuit, M.sans_nuit),
                (_tout_en_maternite(individu, period, _jours_de_presence(individu, period)), M.maternite),
                (exoneration == E.at_mp, M.at_mp),
                (individu("hospitalisation_lie_don", period), M.don),
                (militaire, M.pension_militaire),
                (individu("hospitalisation_enfant_handicape_education_speciale", period), M.enfant_handicape),
                (exoneration == E.terrorisme, M.terrorisme),
                (individu("soins_personne_detenue", mois), M.detenu),
                (_nouveau_ne_a_l_entree(individu, period, parameters), M.nouveau_ne),
                (exoneration == E.ame, M.ame),
            ],
            sinon=M.du,
        )
