"""La décision : sans participation, avec participation ou refus, et pourquoi (L. 861-1, L. 861-2).

Le jour d'un calcul est celui du dépôt de la demande.
"""

from openfisca_cpam.base import *
from openfisca_cpam.variables.complementaire_sante_solidaire.foyer import DemandePersonnelle, ResidenceAlternee
from openfisca_cpam.variables.complementaire_sante_solidaire.presomptions import MotifPresomption
from openfisca_cpam.variables.foyer.logement import ZoneResidence

L861_1 = [
    "Article L. 861-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037950247",
]
L861_2 = [
    "Article L. 861-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048702111",
]
L861_5 = [
    "Article L. 861-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046806509",
]
R861_16_3 = [
    "Article R. 861-16-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000044492458",
]
R861_16_5 = [
    "Article R. 861-16-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045601961",
]
R861_31 = [
    "Article R. 861-31 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038677021",
]
R861_36 = [
    "Article R. 861-36 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045598338",
]


class DroitC2S(Enum):
    aucun = "Aucun droit"
    sans_participation = "Complémentaire santé solidaire sans participation"
    avec_participation = "Complémentaire santé solidaire avec participation"


class ExamenRessources(Enum):
    plafond_depasse = "Ressources supérieures au plafond majoré de 35 %"
    sans_participation = "Ressources inférieures au plafond"
    avec_participation = "Ressources comprises entre le plafond et le plafond majoré de 35 %"


class MotifC2S(Enum):
    avant_c2s = "Refus : la Complémentaire santé solidaire n'existe que depuis le 1er novembre 2019"
    sans_puma = "Refus : le demandeur n'a pas la prise en charge de ses frais de santé (L. 160-1, L. 861-1)"
    mayotte_non_ouverte = "Refus : la C2S n'est ouverte à Mayotte que depuis le 1er janvier 2024"
    mineur = "Refus : un mineur ne demande lui-même qu'à seize ans et en rupture familiale (L. 861-1)"
    droit_suspendu = "Refus : pas de nouvelle demande pendant la suspension du droit (R. 861-31)"
    impaye = "Refus : des participations d'un droit précédent restent dues (L. 861-5, R. 861-36)"
    opposition = "Refus : opposition à l'attribution automatique avec le RSA (L. 861-2)"
    rsa = "Accord sans participation : foyer bénéficiaire du RSA (L. 861-2)"
    ressources_sans_participation = "Accord sans participation : ressources inférieures au plafond (L. 861-1, 1°)"
    presomption_aspa = "Accord avec participation : présomption, ASPA (L. 861-2, 1°)"
    presomption_asi = "Accord avec participation : présomption, ASI (L. 861-2, 2°)"
    presomption_aah = "Accord avec participation : présomption, AAH (L. 861-2, 3°)"
    presomption_ass = "Accord avec participation : présomption, ASS (L. 861-2, 4°)"
    presomption_cej = "Accord avec participation : présomption, contrat d'engagement jeune (L. 861-2, 5°)"
    ressources_non_declarees = "À compléter : les ressources n'ont pas été déclarées"
    non_salarie_avant_2022 = "À examiner par la caisse : règles des non-salariés d'avant 2022, non calculées"
    ressources_avec_participation = "Accord avec participation : ressources entre les deux plafonds (L. 861-1, 2°)"
    plafond_depasse = "Refus : ressources supérieures au plafond majoré de 35 % (L. 861-1, 2°)"


class MotifDroitPersonne(Enum):
    aucun_droit = "Le foyer n'a pas de droit"
    hors_foyer = "La personne n'est pas du foyer de la C2S"
    sans_puma = "La personne n'a pas la prise en charge de ses frais de santé (L. 160-1)"
    non_adherente = "Le demandeur n'a pas demandé le droit pour cette personne (R. 861-16-3)"
    droit_du_foyer = "Droit du foyer"
    presomption_personnelle = "Présomption propre à la personne, le foyer n'ayant pas de droit (L. 861-2)"
    arrivee_en_cours = "Enfant arrivé en cours de droit (R. 861-16-5)"


class c2s_ressources_declarees(Variable):
    value_type = bool
    default_value = True
    entity = Foyer
    definition_period = DAY
    label = "Les ressources du foyer sont déclarées"
    label_en = "The resources are declared"
    reference = L861_2
    documentation = "Faux : une personne présumée satisfaire aux conditions n'a pas déclaré ses ressources."


class c2s_opposition_attribution_automatique(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Opposition expresse à l'attribution avec le RSA"
    label_en = "Opposed the automatic attribution"
    reference = L861_2


class c2s_participations_impayees(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Des participations d'un droit précédent restent dues, sans remise, aide ni échéancier respecté"
    label_en = "Contributions of a former right are unpaid"
    reference = L861_5 + R861_36


class c2s_fermeture_impaye_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Date d'effet de la fermeture du droit précédent pour impayé"
    label_en = "Date of the former closure for non-payment"
    reference = R861_36


class c2s_droit_suspendu(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Le droit est suspendu pour impayé à la date de la demande"
    label_en = "The right is suspended on the day"
    reference = R861_31


class c2s_adhesion(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Le demandeur fait valoir le droit pour cette personne"
    label_en = "The right is claimed for this person"
    reference = R861_16_3
    documentation = "Avec participation, le demandeur peut ne couvrir que certains membres, par exemple les enfants."


class c2s_gestionnaire_informe_arrivee(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Le gestionnaire a été informé de l'arrivée de l'enfant"
    label_en = "The manager was told of the child's arrival"
    reference = R861_16_5


class c2s_impaye_fait_obstacle(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "La dette de participation fait obstacle à un nouveau droit"
    label_en = "The debt bars a new right"
    reference = L861_5 + R861_36

    def formula_2019_11_01(foyer, period, parameters):
        """Tant que la dette n'est pas réglée ; depuis le 1er juin 2022, deux ans au plus après la fermeture."""
        impaye = parameters(period).complementaire_sante_solidaire.impaye
        dette = foyer("c2s_participations_impayees", period)
        if not valeur_connue(impaye, "exclusion_annees"):
            return numpy.zeros(foyer.count, dtype=bool)
        fermeture = foyer("c2s_fermeture_impaye_date", period)
        fin = ajoute_annees(fermeture, impaye.exclusion_annees)
        return dette & not_(est_renseignee(fermeture) & (premier_jour(period) > fin))


class c2s_examen_ressources(Variable):
    value_type = Enum
    possible_values = ExamenRessources
    default_value = ExamenRessources.plafond_depasse
    entity = Foyer
    definition_period = DAY
    label = "Ressources comparées aux plafonds"
    label_en = "Resources against the ceilings"
    reference = L861_1

    def formula_2019_11_01(foyer, period):
        """« Inférieures » au plafond : sans participation. « Comprises entre », bornes incluses : avec."""
        base = foyer("c2s_base_ressources", period)
        return premier_vrai(
            [
                (base < foyer("c2s_plafond_sans_participation", period), ExamenRessources.sans_participation),
                (base <= foyer("c2s_plafond_avec_participation", period), ExamenRessources.avec_participation),
            ],
            sinon=ExamenRessources.plafond_depasse,
        )


class c2s_foyer_presume(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Chaque membre du foyer est couvert par une présomption"
    label_en = "Every member is covered by a presumption"
    reference = L861_2
    documentation = (
        "Lecture C : un autre membre, comme l'enfant à charge d'un couple à l'ASPA, appelle l'examen du foyer."
    )

    def formula_2022_04_01(foyer, period):
        """Depuis le 1er avril 2022 : le foyer est présumé quand tous ses membres le sont."""
        presume = foyer.members("c2s_presomption_motif", period) != MotifPresomption.aucune
        membres = foyer("c2s_nombre_personnes", period)
        presumes = foyer.sum(presume & foyer.members("c2s_membre", period))
        return (membres > 0) & (presumes == membres)


class c2s_motif(Variable):
    value_type = Enum
    possible_values = MotifC2S
    default_value = MotifC2S.avant_c2s
    entity = Foyer
    definition_period = DAY
    label = "Décision de Complémentaire santé solidaire, et pourquoi"
    label_en = "Decision, and why"
    reference = L861_1 + L861_2 + L861_5

    def formula_2019_11_01(foyer, period, parameters):
        """Conditions d'accès, RSA, ressources, présomptions : le plus favorable des deux droits."""
        loi = parameters(period).complementaire_sante_solidaire
        mois = period.first_month
        demandeur = foyer.members("foyer_demandeur", mois)
        demande = foyer.members("c2s_demande_personnelle", period)
        seul_recevable = foyer.members("c2s_demande_personnelle_recevable", period) & (
            demande != DemandePersonnelle.rattachement_termine
        )
        mineur = foyer.members("age", period) < loi.foyer.age_majorite
        puma = foyer.members("puma_demande_c2s_recevable", period)
        mayotte = foyer("zone_residence", mois) == ZoneResidence.mayotte
        rsa = foyer("beneficiaire_rsa", mois)
        opposition = foyer("c2s_opposition_attribution_automatique", period) & loi.presomption.rsa_automatique
        declarees = foyer("c2s_ressources_declarees", period)
        inconnu = foyer.members("c2s_membre", period) & not_(foyer.members("c2s_revenu_non_salarie_connu", period))
        calculees = not_(un_des_membres(foyer, inconnu))
        examinees = declarees & calculees
        examen = foyer("c2s_examen_ressources", period)
        presume = foyer("c2s_foyer_presume", period)
        presomption = foyer.members("c2s_presomption_motif", period)

        def presume_par(*motifs):
            return presume & un_des_membres(foyer, parmi(presomption, *motifs))

        return premier_vrai(
            [
                (un_des_membres(foyer, demandeur & not_(puma)), MotifC2S.sans_puma),
                (mayotte & not_(loi.plafond.mayotte_ouvert), MotifC2S.mayotte_non_ouverte),
                (un_des_membres(foyer, demandeur & mineur & not_(seul_recevable)), MotifC2S.mineur),
                (foyer("c2s_droit_suspendu", period), MotifC2S.droit_suspendu),
                (foyer("c2s_impaye_fait_obstacle", period), MotifC2S.impaye),
                (rsa & opposition, MotifC2S.opposition),
                (rsa, MotifC2S.rsa),
                (
                    examinees & (examen == ExamenRessources.sans_participation),
                    MotifC2S.ressources_sans_participation,
                ),
                (presume_par(MotifPresomption.aspa, MotifPresomption.conjoint_aspa), MotifC2S.presomption_aspa),
                (presume_par(MotifPresomption.asi, MotifPresomption.conjoint_asi), MotifC2S.presomption_asi),
                (presume_par(MotifPresomption.aah), MotifC2S.presomption_aah),
                (presume_par(MotifPresomption.ass), MotifC2S.presomption_ass),
                (presume_par(MotifPresomption.cej), MotifC2S.presomption_cej),
                (not_(declarees), MotifC2S.ressources_non_declarees),
                (not_(calculees), MotifC2S.non_salarie_avant_2022),
                (examen == ExamenRessources.avec_participation, MotifC2S.ressources_avec_participation),
            ],
            sinon=MotifC2S.plafond_depasse,
        )


class c2s_droit(Variable):
    value_type = Enum
    possible_values = DroitC2S
    default_value = DroitC2S.aucun
    entity = Foyer
    definition_period = DAY
    label = "Droit du foyer à la Complémentaire santé solidaire"
    label_en = "Right of the household"
    reference = L861_1

    def formula_2019_11_01(foyer, period):
        """Ce que dit la décision."""
        motif = foyer("c2s_motif", period)
        return premier_vrai(
            [
                (parmi(motif, MotifC2S.rsa, MotifC2S.ressources_sans_participation), DroitC2S.sans_participation),
                (
                    parmi(
                        motif,
                        MotifC2S.presomption_aspa,
                        MotifC2S.presomption_asi,
                        MotifC2S.presomption_aah,
                        MotifC2S.presomption_ass,
                        MotifC2S.presomption_cej,
                        MotifC2S.ressources_avec_participation,
                    ),
                    DroitC2S.avec_participation,
                ),
            ],
            sinon=DroitC2S.aucun,
        )


class c2s_eligible(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Le foyer a droit à la Complémentaire santé solidaire"
    label_en = "The household is eligible"
    reference = L861_1

    def formula_2019_11_01(foyer, period):
        """Avec ou sans participation."""
        return foyer("c2s_droit", period) != DroitC2S.aucun


class c2s_attribution_automatique(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Droit attribué automatiquement avec le RSA"
    label_en = "Granted automatically with the RSA"
    reference = L861_2

    def formula_2019_11_01(foyer, period, parameters):
        """Depuis le 1er janvier 2022 ; avant, les bénéficiaires du RSA devaient le demander."""
        automatique = parameters(period).complementaire_sante_solidaire.presomption.rsa_automatique
        return (foyer("c2s_motif", period) == MotifC2S.rsa) & automatique


class c2s_rejoint_droit_en_cours(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Enfant à charge arrivé après la demande, qui rejoint le droit en cours"
    label_en = "Dependent child who joins the current right"
    reference = R861_16_5

    def formula_2019_11_01(individu, period, parameters):
        """Moins de vingt-cinq ans à l'arrivée depuis le 1er avril 2022 ; mineur seulement jusqu'au 31 mars 2022."""
        mois = period.first_month
        arrivee = individu("c2s_arrivee_retenue_date", period)
        arrive_apres = (
            (arrivee > premier_jour(period))
            & individu("c2s_enfant_du_foyer", period)
            & individu("c2s_gestionnaire_informe_arrivee", period)
            & not_(individu("foyer_demandeur", mois) | individu("foyer_conjoint", mois))
        )
        naissance = individu("date_naissance", period)

        def limite(jour):
            loi = parameters(jour).complementaire_sante_solidaire
            majeurs = loi.participation.arrivee_majeur_payante
            return loi.foyer.age_limite_personne_a_charge if majeurs else loi.foyer.age_majorite

        rejoint = pour_les_seuls(
            arrive_apres,
            lambda rangs: age_revolu(naissance[rangs], arrivee[rangs]) < a_la_date(arrivee[rangs], limite),
            sinon=False,
        )
        # Un enfant « à charge » (R. 861-16-5) ; le mineur en résidence alternée l'est selon son rattachement.
        alternee = individu("c2s_residence_alternee", period)
        majorite = parameters(period).complementaire_sante_solidaire.foyer.age_majorite
        mineur = pour_les_seuls(
            rejoint, lambda rangs: age_revolu(naissance[rangs], arrivee[rangs]) < majorite, sinon=False
        )
        return rejoint & where(
            mineur & (alternee != ResidenceAlternee.non),
            alternee != ResidenceAlternee.rattache_autre_parent,
            individu("c2s_charge_effective", period),
        )


class c2s_droit_personne_motif(Variable):
    value_type = Enum
    possible_values = MotifDroitPersonne
    default_value = MotifDroitPersonne.aucun_droit
    entity = Individu
    definition_period = DAY
    label = "La personne est-elle couverte, et pourquoi"
    label_en = "Whether the person is covered, and why"
    reference = L861_1 + L861_2 + R861_16_3 + R861_16_5

    def formula_2019_11_01(individu, period):
        """Membres du foyer, personnes présumées d'un foyer refusé ou non examiné, enfants arrivés en cours de droit."""
        droit = individu.foyer("c2s_droit", period)
        avec = droit == DroitC2S.avec_participation
        sans_droit = droit == DroitC2S.aucun
        membre = individu("c2s_membre", period)
        adhesion = individu("c2s_adhesion", period)
        # Les personnes présumées sont « réputées satisfaire aux conditions » : rien ne les oblige à déclarer.
        sans_examen_favorable = parmi(
            individu.foyer("c2s_motif", period), MotifC2S.plafond_depasse, MotifC2S.ressources_non_declarees
        )
        presume = individu("c2s_presomption_motif", period) != MotifPresomption.aucune
        puma = individu("puma_couvert", period)
        rejoint = individu("c2s_rejoint_droit_en_cours", period)
        return premier_vrai(
            [
                (
                    membre & presume & sans_examen_favorable & puma & adhesion,
                    MotifDroitPersonne.presomption_personnelle,
                ),
                (sans_droit, MotifDroitPersonne.aucun_droit),
                (not_(membre | rejoint), MotifDroitPersonne.hors_foyer),
                (not_(puma), MotifDroitPersonne.sans_puma),
                (avec & not_(adhesion), MotifDroitPersonne.non_adherente),
                (rejoint & not_(membre), MotifDroitPersonne.arrivee_en_cours),
            ],
            sinon=MotifDroitPersonne.droit_du_foyer,
        )


class c2s_droit_personne(Variable):
    value_type = Enum
    possible_values = DroitC2S
    default_value = DroitC2S.aucun
    entity = Individu
    definition_period = DAY
    label = "Droit de la personne à la Complémentaire santé solidaire"
    label_en = "Right of the person"
    reference = L861_1 + L861_2

    def formula_2019_11_01(individu, period):
        """Le droit du foyer, ou celui qu'une présomption donne à la personne."""
        motif = individu("c2s_droit_personne_motif", period)
        couverte = parmi(motif, MotifDroitPersonne.droit_du_foyer, MotifDroitPersonne.arrivee_en_cours)
        droit = individu.foyer("c2s_droit", period)
        return premier_vrai(
            [
                (motif == MotifDroitPersonne.presomption_personnelle, DroitC2S.avec_participation),
                (couverte & (droit == DroitC2S.sans_participation), DroitC2S.sans_participation),
                (couverte & (droit == DroitC2S.avec_participation), DroitC2S.avec_participation),
            ],
            sinon=DroitC2S.aucun,
        )
