"""Les abattements : revenus d'activité interrompue (R. 861-8), AAH, ASPA et ASI (L. 861-2)."""

from collections import Counter

from openfisca_cpam.base import *
from openfisca_cpam.variables.complementaire_sante_solidaire.fenetre import (
    Mensualites,
    chaque_mois,
    fenetre,
    la_ou_connue,
)

R861_8 = [
    "Article R. 861-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051821176",
]
L861_2 = [
    "Article L. 861-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048702111",
    "Arrêté du 20 avril 2018 relatif aux abattements",
]


class MotifAbattementActivite(Enum):
    aucun = "Aucun abattement"
    maladie = "Interruption de travail pour maladie depuis plus de six mois (R. 861-8, 1°)"
    chomage = "Chômage indemnisé, total ou partiel (R. 861-8, 2°)"
    ecroue = "Écroué (R. 861-8, 3°, depuis le 1er octobre 2025)"
    ass = "Allocation de solidarité spécifique (R. 861-8, 4°)"
    stage = "Sans emploi et stage de formation rémunéré (R. 861-8, 5°)"


class c2s_arret_maladie_debut_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour de l'arrêt de travail pour maladie en cours"
    label_en = "First day of the current sick leave"
    reference = R861_8


class c2s_arret_maladie_plus_six_mois(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Interruption de travail pour maladie depuis plus de six mois, si la date de l'arrêt n'est pas donnée"
    label_en = "Off work sick for more than six months"
    reference = R861_8


class c2s_arret_maladie_longue_duree(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "En arrêt de travail pour maladie depuis plus de six mois à la date de la demande"
    label_en = "Long sick leave on the day"
    reference = R861_8

    def formula_2019_11_01(individu, period, parameters):
        """Déclarée, ou plus de six mois de quantième à quantième depuis le début de l'arrêt."""
        mois = parameters(period).complementaire_sante_solidaire.abattement.arret_maladie_mois
        debut = individu("c2s_arret_maladie_debut_date", period)
        six_mois = la_ou_connue(debut, lambda dates, _: ajoute_mois(dates, mois))
        depuis_la_date = est_renseignee(debut) & (six_mois < premier_jour(period))
        return individu("c2s_arret_maladie_plus_six_mois", period) | depuis_la_date


class c2s_chomage_indemnise(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "En chômage indemnisé, total ou partiel, à la date de la demande"
    label_en = "In compensated unemployment on the day"
    reference = R861_8
    documentation = "La rémunération de stage qui a remplacé l'allocation de chômage y est assimilée."


class c2s_percoit_ass(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Perçoit l'ASS à la date de la demande"
    label_en = "Receives ASS on the day"
    reference = R861_8


class c2s_stage_remunere_sans_emploi(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Sans emploi et en stage de formation rémunéré à la date de la demande"
    label_en = "Jobless and in paid training on the day"
    reference = R861_8


class c2s_ecroue(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Écroué à la date de la demande"
    label_en = "Imprisoned on the day"
    reference = R861_8


class c2s_ecroue_affilie_l382_32(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Écroué affilié selon l'article L. 382-32 (travail aux conditions des personnes libres)"
    label_en = "Prisoner insured under article L. 382-32"
    reference = R861_8


class c2s_abattement_activite_motif(Variable):
    value_type = Enum
    possible_values = MotifAbattementActivite
    default_value = MotifAbattementActivite.aucun
    entity = Individu
    definition_period = DAY
    label = "Abattement sur les revenus d'activité, et pourquoi"
    label_en = "Abatement on activity income, and why"
    reference = R861_8
    documentation = "Un seul abattement par personne ; chaque membre est jugé pour lui-même à la date de la demande."

    def formula_2019_11_01(individu, period, parameters):
        """Maladie, chômage indemnisé, ASS, stage depuis 2019 ; les personnes écrouées depuis le 1er octobre 2025."""
        ecroues = parameters(period).complementaire_sante_solidaire.abattement.ecroue
        ecroue = individu("c2s_ecroue", period) & not_(individu("c2s_ecroue_affilie_l382_32", period)) & ecroues
        return premier_vrai(
            [
                (individu("c2s_arret_maladie_longue_duree", period), MotifAbattementActivite.maladie),
                (individu("c2s_chomage_indemnise", period), MotifAbattementActivite.chomage),
                (ecroue, MotifAbattementActivite.ecroue),
                (individu("c2s_percoit_ass", period), MotifAbattementActivite.ass),
                (individu("c2s_stage_remunere_sans_emploi", period), MotifAbattementActivite.stage),
            ],
            sinon=MotifAbattementActivite.aucun,
        )


class c2s_revenus_activite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Revenus d'activité, avant l'abattement"
    label_en = "Activity income before the abatement"
    reference = R861_8
    documentation = (
        "Salaires, revenu non salarié, et droits d'auteur et salaires étrangers tant qu'ils se lisent sur la période "
        "de référence. La part patronale de la complémentaire santé n'est pas une rémunération perçue."
    )

    def formula_2019_11_01(individu, period, parameters):
        """Rémunérations d'activité perçues ; ce qui se lit sur l'avis depuis le 1er octobre 2025 n'y est plus."""
        sur_avis = parameters(period).complementaire_sante_solidaire.ressources.revenus_de_l_avis
        activite = somme_de(individu("c2s_salaires_de_la_periode", period), individu("c2s_revenu_non_salarie", period))
        if sur_avis:
            return activite
        return somme_de(
            activite,
            individu("c2s_droits_auteur_de_la_periode", period),
            individu("c2s_salaires_etrangers_de_la_periode", period),
        )


class c2s_abattement_activite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Abattement sur les revenus d'activité"
    label_en = "Abatement on activity income"
    reference = R861_8

    def formula_2019_11_01(individu, period, parameters):
        """30 % des rémunérations d'activité, une seule fois."""
        taux = parameters(period).complementaire_sante_solidaire.abattement.revenus_activite
        abattu = individu("c2s_abattement_activite_motif", period) != MotifAbattementActivite.aucun
        return sans_bruit(abattu * taux * individu("c2s_revenus_activite", period))


class c2s_aah_prise_en_compte(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "AAH prise en compte, abattement déduit"
    label_en = "AAH after abatement"
    reference = L861_2

    def formula_2019_11_01(individu, period, parameters):
        """Mois par mois, l'abattement du mois déduit de l'allocation, sans descendre sous zéro."""
        plage = fenetre(period, parameters)
        aah = Mensualites(individu, plage, "aah", individu("c2s_aah_de_la_periode", period))

        def apres_abattement(rangs):
            total = 0
            for mois, abattement, fois in _mois(
                plage, parameters, lambda jour: valeur(jour, "aah", sinon=0), aah.uniforme
            ):
                total = total + fois * max_(0, aah(mois, rangs) - abattement)
            return sans_bruit(total)

        return pour_les_seuls(aah.percue, apres_abattement)


class c2s_aspa_prise_en_compte(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "ASPA prise en compte, abattement déduit"
    label_en = "ASPA after abatement"
    reference = L861_2

    def formula_2019_11_01(individu, period, parameters):
        """Mois par mois ; l'abattement du couple, par moitié, les mois où les deux conjoints la perçoivent."""
        plage = fenetre(period, parameters)
        aspa = Mensualites(individu, plage, "aspa", individu("c2s_aspa_de_la_periode", period))

        def apres_abattement(rangs):
            couple = _Couple(individu, period, rangs)
            total = 0
            for mois, abattements, fois in _mois(plage, parameters, lambda jour: _montants(jour.aspa), aspa.uniforme):
                percue = aspa(mois, rangs)
                total = total + fois * max_(0, percue - couple.abattement(percue > 0, abattements))
            return sans_bruit(total)

        return pour_les_seuls(aspa.percue, apres_abattement)


class c2s_asi_prise_en_compte(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "ASI prise en compte, abattement déduit"
    label_en = "ASI after abatement"
    reference = L861_2
    documentation = "Le mois où la personne perçoit aussi l'AAH, le seul abattement est celui de l'AAH."

    def formula_2019_11_01(individu, period, parameters):
        """Mois par mois ; l'abattement du couple, par moitié, les mois où les deux conjoints la perçoivent."""
        plage = fenetre(period, parameters)
        asi = Mensualites(individu, plage, "asi", individu("c2s_asi_de_la_periode", period))
        aah = Mensualites(individu, plage, "aah", individu("c2s_aah_de_la_periode", period))
        regroupe = asi.uniforme and aah.uniforme

        def apres_abattement(rangs):
            couple = _Couple(individu, period, rangs)
            total = 0
            for mois, abattements, fois in _mois(plage, parameters, lambda jour: _montants(jour.asi), regroupe):
                percue = asi(mois, rangs)
                abattement = couple.abattement(percue > 0, abattements)
                total = total + fois * max_(0, percue - where(aah(mois, rangs) > 0, 0, abattement))
            return sans_bruit(total)

        return pour_les_seuls(asi.percue, apres_abattement)


class c2s_abattement_a_confirmer(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Une allocation est comptée en entier, faute d'abattement connu pour certains mois"
    label_en = "An allowance is counted in full, its abatement being unknown"
    reference = L861_2

    def formula_2019_11_01(individu, period, parameters):
        """Mois antérieurs au premier abattement connu : AAH avant novembre 2019, ASPA et ASI avant avril 2020."""
        plage = fenetre(period, parameters)
        debut = parameters(plage.start).complementaire_sante_solidaire.abattement
        doute = numpy.zeros(individu.count, dtype=bool)
        for nom, connu in (
            ("c2s_aah_de_la_periode", valeur_connue(debut, "aah")),
            ("c2s_aspa_de_la_periode", valeur_connue(debut.aspa, "personne_seule")),
            ("c2s_asi_de_la_periode", valeur_connue(debut.asi, "personne_seule")),
        ):
            doute = doute | ((individu(nom, period) > 0) & not_(connu))
        return doute


def _montants(noeud):
    """L'abattement d'une personne seule et celui du couple ; zéro quand il n'est pas connu."""
    return valeur(noeud, "personne_seule", sinon=0), valeur(noeud, "couple", sinon=0)


def _mois(plage, parameters, lecture, regroupe):
    """Les mois de la plage, leur abattement et combien de fois il vaut.

    Quand toutes les mensualités sont égales, les mois de même abattement ne se calculent qu'une fois.
    """
    abattements = {
        mois: lecture(parameters(mois.start).complementaire_sante_solidaire.abattement) for mois in chaque_mois(plage)
    }
    if not regroupe:
        return [(mois, abattement, 1) for mois, abattement in abattements.items()]
    exemples = {abattement: mois for mois, abattement in abattements.items()}
    return [(exemples[abattement], abattement, fois) for abattement, fois in Counter(abattements.values()).items()]


class _Couple:
    """Le demandeur et son conjoint parmi des personnes qui perçoivent une allocation."""

    def __init__(self, individu, period, rangs):
        mois = period.first_month
        membre = individu("c2s_membre", period)[rangs]
        self._demandeur = membre & individu("foyer_demandeur", mois)[rangs]
        self._conjoint = membre & individu("foyer_conjoint", mois)[rangs]
        self._foyers = individu.simulation.populations["foyer"].members_entity_id[rangs]

    def abattement(self, percoit, abattements):
        """L'abattement d'une personne seule, ou la moitié de celui du couple quand les deux conjoints perçoivent."""
        seul, couple = abattements
        demandeurs = nombre_parmi(self._foyers, percoit & self._demandeur)
        conjoints = nombre_parmi(self._foyers, percoit & self._conjoint)
        les_deux = percoit & (self._demandeur | self._conjoint) & (demandeurs > 0) & (conjoints > 0)
        return where(les_deux, couple / max_(demandeurs + conjoints, 1), seul)
