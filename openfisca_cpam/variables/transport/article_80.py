"""Les transports à la charge de l'hôpital (« article 80 », L. 162-21-2 et D. 162-17), depuis le 1er octobre 2018."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.transport.situations import ObjetTransport

D162_17 = [
    "Article D. 162-17 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051257424",
    "Article L. 162-21-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048702971",
]
D162_17_2 = [
    "Article D. 162-17-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038661672",
]


class CasArticle80(Enum):
    aucun = "Le patient n'est pas hospitalisé, ou entre à l'hôpital ou en sort"
    meme_entite = "Trajet à l'intérieur d'une même entité juridique"
    entre_etablissements = "Transfert entre deux établissements"
    permission = "Permission de sortie"
    transfert_moins_48h = "Transfert provisoire de moins de 48 heures pour des soins au-dehors"
    had_moins_48h_lie = "Hospitalisation à domicile : transfert de moins de 48 heures lié à elle"
    premiere_hospitalisation = "Première hospitalisation après un simple passage dans l'établissement"
    had_autre = "Hospitalisation à domicile : autre transport prescrit"
    usld = "Vers une unité de soins de longue durée, ou depuis elle"
    ehpad = "Vers un EHPAD, ou depuis lui"
    radiotherapie_ville_moins_48h = "Radiothérapie de moins de 48 heures en cabinet ou en centre de santé"
    dialyse_domicile = "Dialyse à domicile"
    domicile_pour_had = "Retour au domicile pour y être admis en hospitalisation à domicile"


class MotifPermission(Enum):
    therapeutique = "Permission à visée thérapeutique"
    organisation = "Permission pour l'organisation du service"
    convenance = "Permission pour la convenance du patient, sans motif médical"


class MotifArticle80(Enum):
    assurance_maladie = "Les règles de l'Assurance Maladie s'appliquent"
    smur = "Véhicule du SMUR : financé par l'hôpital"
    etablissement = "Transport d'un patient hospitalisé : à la charge de l'établissement"
    convenance = "Déplacement pour la convenance du patient, sans motif médical : à sa charge"


class EtablissementPayeur(Enum):
    sans_objet = "Sans objet"
    depart = "L'établissement que le patient quitte"
    arrivee = "L'établissement qui le reçoit"


class transport_cas_article_80(Variable):
    value_type = Enum
    possible_values = CasArticle80
    default_value = CasArticle80.aucun
    entity = Individu
    definition_period = DAY
    label = "Déplacement d'un patient hospitalisé : cas de l'article D. 162-17"
    label_en = "Journey of an in-patient: case of article D. 162-17"
    reference = D162_17

    def formula_2006_12_30(individu, period):
        """Une permission et un transfert se déduisent de l'objet du déplacement ; les autres cas sont à donner."""
        objet = individu("transport_objet", period)
        return premier_vrai(
            [
                (objet == ObjetTransport.permission_sortie, CasArticle80.permission),
                (objet == ObjetTransport.transfert_hospitalise, CasArticle80.entre_etablissements),
            ],
            sinon=CasArticle80.aucun,
        )


class transport_meme_implantation(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'unité de soins de longue durée ou l'EHPAD est sur le même site que l'établissement"
    label_en = "The long-stay unit or EHPAD stands on the same site"
    reference = D162_17


class transport_smur(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Transport par un véhicule du SMUR"
    label_en = "Vehicle of the SMUR"
    reference = D162_17


class transport_permission_motif(Variable):
    value_type = Enum
    possible_values = MotifPermission
    default_value = MotifPermission.therapeutique
    entity = Individu
    definition_period = DAY
    label = "Motif de la permission de sortie"
    label_en = "Ground of the leave"
    reference = D162_17


class transport_transfert_convenance(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Transfert demandé par le patient pour sa convenance"
    label_en = "Transfer asked by the patient for convenience"
    reference = D162_17
    documentation = "Se rapprocher de son domicile, par exemple, sans motif médical."


class transport_article_80_motif(Variable):
    value_type = Enum
    possible_values = MotifArticle80
    default_value = MotifArticle80.assurance_maladie
    entity = Individu
    definition_period = DAY
    label = "Qui finance le déplacement d'un patient hospitalisé"
    label_en = "Who funds the journey of an in-patient"
    reference = D162_17

    def formula_2006_12_30(individu, period):
        """Avant le 1er octobre 2018, seul le véhicule du SMUR et la convenance échappent à l'Assurance Maladie."""
        return premier_vrai(
            [
                (individu("transport_smur", period), MotifArticle80.smur),
                (individu("transport_transfert_convenance", period), MotifArticle80.convenance),
            ],
            sinon=MotifArticle80.assurance_maladie,
        )

    def formula_2018_10_01(individu, period, parameters):
        """D. 162-17 : I met à la charge de l'établissement, II excepte, et l'exception l'emporte.

        Ambulance, VSL et taxi seulement. Le transfert d'hospitalisation à domicile de moins de 48 heures n'est entré au
        I que le 17 juin 2019 ; la radiothérapie en ville, la dialyse à domicile et le retour au domicile en
        hospitalisation à domicile sont exceptés depuis le même jour ; les permissions des moins de vingt ans en sont
        sorties le 12 décembre 2019. Le SAMU fait exception, sauf véhicule du SMUR.
        """
        dates = parameters(period).transport.article_80
        cas = individu("transport_cas_article_80", period)
        a_vehicule = individu("transport_vehicule_facture", period)
        meme_site = individu("transport_meme_implantation", period)
        convenance = individu("transport_transfert_convenance", period) | (
            (cas == CasArticle80.permission)
            & (individu("transport_permission_motif", period) == MotifPermission.convenance)
        )
        permission_du_chapitre = individu("transport_situation_permission_sortie", period)
        en_permission = Seuls(individu, (cas == CasArticle80.permission) & not_(permission_du_chapitre))
        # Une seconde permission de la semaine d'un moins de vingt ans relève de R. 322-10-8, qui la refuse.
        permission = en_permission.rend(not_(_permission_de_trop(en_permission, period, parameters)), sinon=False)
        a_la_charge = (
            parmi(cas, CasArticle80.meme_entite, CasArticle80.entre_etablissements, CasArticle80.transfert_moins_48h)
            | permission
            | ((cas == CasArticle80.had_moins_48h_lie) & dates.had_moins_48h_lie)
            | (parmi(cas, CasArticle80.usld, CasArticle80.ehpad) & meme_site)
            | (
                parmi(
                    cas,
                    CasArticle80.radiotherapie_ville_moins_48h,
                    CasArticle80.dialyse_domicile,
                    CasArticle80.domicile_pour_had,
                )
                & (not dates.exceptions_2019)
            )
        )
        samu = individu("transport_demande_samu", period)
        return premier_vrai(
            [
                (individu("transport_smur", period), MotifArticle80.smur),
                (convenance & not_(permission_du_chapitre), MotifArticle80.convenance),
                (a_la_charge & a_vehicule & not_(samu), MotifArticle80.etablissement),
            ],
            sinon=MotifArticle80.assurance_maladie,
        )


def _permission_de_trop(individu, period, parameters):
    """La permission d'un moins de vingt ans, à compter du quatorzième jour, au-delà d'une par semaine."""
    rang = individu("transport_rang_permission_semaine", period)
    if not parameters(period).transport.article_80.permission_moins_20_ans_exclue:
        return numpy.zeros(rang.shape, dtype=bool)
    permission = parameters(period).transport.permission_sortie
    return (
        (individu("age", period) < permission.age_limite)
        & (individu("transport_rang_jour_hospitalisation", period) >= permission.rang_jour_hospitalisation)
        & (rang > permission.allers_retours_par_semaine)
    )


class transport_champ_activite_different(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Transfert de moins de deux jours vers un autre champ d'activité"
    label_en = "Transfer of less than two days to another field of activity"
    reference = D162_17_2


class transport_transfert_psychiatrique(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = (
        "Patient d'une unité pour malades difficiles, ou en soins sans consentement envoyé à l'établissement désigné"
    )
    label_en = "Patient of a secure psychiatric unit, or in care without consent sent to the designated hospital"
    reference = D162_17_2
    documentation = "Soins psychiatriques à la demande d'un tiers, en cas de péril imminent ou sur décision du représentant de l'État."


class transport_etablissement_payeur(Variable):
    value_type = Enum
    possible_values = EtablissementPayeur
    default_value = EtablissementPayeur.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Établissement qui paie le transport"
    label_en = "Which hospital pays"
    reference = D162_17_2

    def formula_2018_10_01(individu, period):
        """Du 1er octobre 2018 au 16 juin 2019 : l'établissement quitté ; celui qui reçoit d'un autre champ ou pour une séance."""
        return _payeur(individu, period, _recu_moins_de_deux_jours(individu, period))

    def formula_2019_06_17(individu, period):
        """D. 162-17-2, depuis le 17 juin 2019 : de même, et l'établissement qui reçoit un patient de la psychiatrie.

        L'établissement quitté (I) ; celui qui reçoit, pour moins de deux jours, d'un autre champ d'activité ou pour une
        séance de chimiothérapie, de radiothérapie ou de dialyse (II, 1° et 2°), un patient d'une unité pour malades
        difficiles ou en soins psychiatriques sans consentement (II, 3° et 4°).
        """
        psychiatrie = individu("transport_transfert_psychiatrique", period)
        return _payeur(individu, period, _recu_moins_de_deux_jours(individu, period) | psychiatrie)


def _recu_moins_de_deux_jours(individu, period):
    seance = individu("transport_objet", period) == ObjetTransport.seance_chimio_radio_dialyse
    return individu("transport_champ_activite_different", period) | seance


def _payeur(individu, period, recu):
    """L'établissement qui reçoit ou celui qui est quitté, quand l'un des deux paie."""
    a_charge = individu("transport_article_80_motif", period) == MotifArticle80.etablissement
    return premier_vrai(
        [(a_charge & recu, EtablissementPayeur.arrivee), (a_charge, EtablissementPayeur.depart)],
        sinon=EtablissementPayeur.sans_objet,
    )
