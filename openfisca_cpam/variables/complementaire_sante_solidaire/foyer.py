"""Le foyer de l'article R. 861-2 : qui en est, à quel titre, et le coefficient de l'article R. 861-3.

Le jour d'un calcul est celui du dépôt de la demande. Un tableau de personnes donne ici le foyer de la C2S, qui n'est
ni le foyer fiscal ni la liste des personnes d'un logement.
"""

from openfisca_cpam.base import *

R861_2 = [
    "Article R. 861-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000018052382",
]
R861_3 = [
    "Article R. 861-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038701537",
]
R861_16 = [
    "Article R. 861-16 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045602004",
]
L861_1 = [
    "Article L. 861-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037950247",
]
R861_16_5 = [
    "Article R. 861-16-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045601961",
]


class LienConjoint(Enum):
    imposition_commune = "Marié ou pacsé, imposition commune"
    imposition_separee = "Marié ou pacsé, impositions séparées"
    concubin = "Concubin à la date de la demande"


class Rattachement(Enum):
    foyer_fiscal = "Rattaché au foyer fiscal du demandeur ou de son conjoint"
    meme_toit = "Déclaration de revenus propre, sous le même toit que le demandeur"
    pension_deduite = "Pension alimentaire déduite des revenus du foyer, sans décision judiciaire"
    pension_judiciaire = "Pension alimentaire versée sur décision judiciaire"
    aucun = "Aucun rattachement"


class ResidenceAlternee(Enum):
    non = "Pas de résidence alternée"
    charge_partagee = "Résidence alternée, à charge égale des deux parents pour l'impôt"
    rattache_ici = "Résidence alternée, rattaché au seul foyer décrit"
    rattache_autre_parent = "Résidence alternée, rattaché à l'autre parent seul"


class DemandePersonnelle(Enum):
    aucune = "Pas de demande à titre personnel"
    mineur_rupture_familiale = "Mineur d'au moins seize ans, liens familiaux rompus, décision du directeur (L. 861-1)"
    etudiant_aide_annuelle = "Étudiant titulaire d'une aide spécifique annuelle (L. 861-1)"
    rattachement_termine = "Rattachement terminé depuis la dernière déclaration fiscale (R. 861-16)"
    rsa_moins_25_ans = "Titulaire du RSA de moins de vingt-cinq ans en son propre nom"


class MotifFoyer(Enum):
    demandeur = "Demandeur"
    conjoint_imposition_commune = "Conjoint ou partenaire soumis à imposition commune (R. 861-2)"
    concubin = "Concubin à la date de la demande (R. 861-2)"
    enfant_rattache = "Enfant de moins de vingt-cinq ans rattaché au foyer fiscal (R. 861-2, 1°)"
    autre_personne_rattachee = "Autre personne de moins de vingt-cinq ans rattachée au foyer fiscal (R. 861-2, 1°)"
    enfant_meme_toit = "Enfant de moins de vingt-cinq ans sous le même toit, déclaration propre (R. 861-2, 2°)"
    enfant_pension_deduite = "Enfant majeur de moins de vingt-cinq ans, pension déduite (R. 861-2, 3°)"
    enfant_residence_alternee = "Enfant mineur en résidence alternée, à charge des deux parents (R. 861-2, R. 861-3)"
    decede_avant_la_demande = "Hors du foyer : décédé avant la demande"
    arrivee_apres_la_demande = "Hors du foyer : arrivé après la demande (R. 861-16-5)"
    imposition_separee = "Hors du foyer : époux ou partenaire imposé séparément"
    demande_personnelle = "Hors du foyer : demande à titre personnel (L. 861-1, R. 861-16)"
    pas_a_charge = "Hors du foyer : pas à la charge réelle et continue du demandeur ou de son conjoint"
    age_limite = "Hors du foyer : vingt-cinq ans ou plus à la date de la demande"
    residence_alternee_autre_parent = "Hors du foyer : résidence alternée, rattaché à l'autre parent seul"
    pension_judiciaire = "Hors du foyer : pension versée sur décision judiciaire (R. 861-2, 3°)"
    sans_rattachement = "Hors du foyer : aucune des trois voies de rattachement"


class c2s_conjoint_lien(Variable):
    value_type = Enum
    possible_values = LienConjoint
    default_value = LienConjoint.imposition_commune
    entity = Individu
    definition_period = DAY
    label = "Lien du conjoint avec le demandeur"
    label_en = "Bond between the partner and the applicant"
    reference = R861_2
    documentation = (
        "L'imposition commune se lit sur le dernier avis ; le concubinage s'apprécie à la date de la demande."
    )


class c2s_rattachement(Variable):
    value_type = Enum
    possible_values = Rattachement
    default_value = Rattachement.foyer_fiscal
    entity = Individu
    definition_period = DAY
    label = "Rattachement de la personne à charge"
    label_en = "How the dependant is attached"
    reference = R861_2
    documentation = "Selon le dernier avis d'imposition, ou la dernière déclaration si elle est plus récente."


class c2s_enfant_du_foyer(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Enfant du demandeur ou de son conjoint"
    label_en = "Child of the applicant or partner"
    reference = R861_2
    documentation = "Une autre personne ne peut être à charge que par le rattachement fiscal."


class c2s_charge_effective(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "À la charge réelle et continue du demandeur ou de son conjoint"
    label_en = "Actually and permanently supported"
    reference = R861_2


class c2s_residence_alternee(Variable):
    value_type = Enum
    possible_values = ResidenceAlternee
    default_value = ResidenceAlternee.non
    entity = Individu
    definition_period = DAY
    label = "Résidence alternée de l'enfant mineur"
    label_en = "Shared custody"
    reference = R861_2 + R861_3


class c2s_demande_personnelle(Variable):
    value_type = Enum
    possible_values = DemandePersonnelle
    default_value = DemandePersonnelle.aucune
    entity = Individu
    definition_period = DAY
    label = "Demande à titre personnel"
    label_en = "Own application"
    reference = L861_1 + R861_16
    documentation = (
        "La personne qui demande pour elle-même n'est plus comptée dans le foyer des autres. Le demandeur dont "
        "l'imposition commune a pris fin ne décrit pas son ancien conjoint."
    )


class c2s_arrivee_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date d'arrivée dans le foyer, si elle suit la demande"
    label_en = "Date of arrival in the household, after the application"
    reference = R861_16_5


class c2s_arrivee_retenue_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date d'arrivée dans le foyer après la demande, naissance comprise"
    label_en = "Date of arrival after the application, a birth included"
    reference = R861_16_5

    def formula_2019_11_01(individu, period):
        """La date donnée ; à défaut, la naissance qui suit le jour de la demande."""
        arrivee, naissance = individu("c2s_arrivee_date", period), individu("date_naissance", period)
        nait_apres = where(naissance > premier_jour(period), naissance, NON_RENSEIGNEE)
        return where(est_renseignee(arrivee), arrivee, nait_apres)


class c2s_demande_personnelle_recevable(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La demande à titre personnel est recevable"
    label_en = "The own application is admissible"
    reference = L861_1 + R861_16

    def formula_2019_11_01(individu, period, parameters):
        """Mineur de seize ans au moins en rupture familiale, étudiant aidé, rattachement terminé, RSA en nom propre."""
        ages = parameters(period).complementaire_sante_solidaire.foyer
        demande = individu("c2s_demande_personnelle", period)
        age = individu("age", period)
        mineur = (age >= ages.age_demande_mineur) & (age < ages.age_majorite)
        voie_fiscale = parmi(
            individu("c2s_rattachement", period), Rattachement.foyer_fiscal, Rattachement.pension_deduite
        )
        # Le concubinage n'est pas un rattachement fiscal (R. 861-16, dernier alinéa).
        concubin = individu("foyer_conjoint", period.first_month) & (
            individu("c2s_conjoint_lien", period) == LienConjoint.concubin
        )
        voie_fiscale = voie_fiscale & not_(concubin)
        return (
            (demande == DemandePersonnelle.etudiant_aide_annuelle)
            | ((demande == DemandePersonnelle.mineur_rupture_familiale) & mineur)
            | ((demande == DemandePersonnelle.rattachement_termine) & voie_fiscale)
            | ((demande == DemandePersonnelle.rsa_moins_25_ans) & (age < ages.age_limite_personne_a_charge))
        )


class c2s_foyer_motif(Variable):
    value_type = Enum
    possible_values = MotifFoyer
    default_value = MotifFoyer.demandeur
    entity = Individu
    definition_period = DAY
    label = "Membre du foyer de la C2S ou non, et pourquoi"
    label_en = "Whether the person is in the household, and why"
    reference = R861_2 + R861_16

    def formula_2019_11_01(individu, period, parameters):
        """Demandeur, conjoint imposé en commun, concubin, personnes à charge de moins de vingt-cinq ans (R. 861-2)."""
        jour, deces = premier_jour(period), individu("date_deces", period)
        ages = parameters(period).complementaire_sante_solidaire.foyer
        mois = period.first_month
        demandeur, conjoint = individu("foyer_demandeur", mois), individu("foyer_conjoint", mois)
        lien = individu("c2s_conjoint_lien", period)
        rattachement = individu("c2s_rattachement", period)
        alternee = individu("c2s_residence_alternee", period)
        enfant = individu("c2s_enfant_du_foyer", period)
        age = individu("age", period)
        mineur = age < ages.age_majorite
        fiscal = rattachement == Rattachement.foyer_fiscal
        # Le mineur en résidence alternée est « considéré » à la charge du parent auquel il est rattaché.
        alterne = mineur & enfant & parmi(alternee, ResidenceAlternee.charge_partagee, ResidenceAlternee.rattache_ici)
        return premier_vrai(
            [
                (demandeur, MotifFoyer.demandeur),
                (est_renseignee(deces) & (deces < jour), MotifFoyer.decede_avant_la_demande),
                (individu("c2s_arrivee_retenue_date", period) > jour, MotifFoyer.arrivee_apres_la_demande),
                (individu("c2s_demande_personnelle_recevable", period), MotifFoyer.demande_personnelle),
                (conjoint & (lien == LienConjoint.imposition_separee), MotifFoyer.imposition_separee),
                (conjoint & (lien == LienConjoint.concubin), MotifFoyer.concubin),
                (conjoint, MotifFoyer.conjoint_imposition_commune),
                (not_(individu("c2s_charge_effective", period) | alterne), MotifFoyer.pas_a_charge),
                (age >= ages.age_limite_personne_a_charge, MotifFoyer.age_limite),
                (
                    mineur & (alternee == ResidenceAlternee.rattache_autre_parent),
                    MotifFoyer.residence_alternee_autre_parent,
                ),
                (
                    mineur & enfant & (alternee == ResidenceAlternee.charge_partagee),
                    MotifFoyer.enfant_residence_alternee,
                ),
                (mineur & enfant & (alternee == ResidenceAlternee.rattache_ici), MotifFoyer.enfant_rattache),
                (fiscal & enfant, MotifFoyer.enfant_rattache),
                (fiscal, MotifFoyer.autre_personne_rattachee),
                (enfant & (rattachement == Rattachement.meme_toit), MotifFoyer.enfant_meme_toit),
                (
                    enfant & not_(mineur) & (rattachement == Rattachement.pension_deduite),
                    MotifFoyer.enfant_pension_deduite,
                ),
                (rattachement == Rattachement.pension_judiciaire, MotifFoyer.pension_judiciaire),
            ],
            sinon=MotifFoyer.sans_rattachement,
        )


class c2s_membre(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Membre du foyer de la C2S à la date de la demande"
    label_en = "Member of the household on the day of the application"
    reference = R861_2

    def formula_2019_11_01(individu, period):
        """Les titres d'appartenance de l'article R. 861-2."""
        return parmi(
            individu("c2s_foyer_motif", period),
            MotifFoyer.demandeur,
            MotifFoyer.conjoint_imposition_commune,
            MotifFoyer.concubin,
            MotifFoyer.enfant_rattache,
            MotifFoyer.autre_personne_rattachee,
            MotifFoyer.enfant_meme_toit,
            MotifFoyer.enfant_pension_deduite,
            MotifFoyer.enfant_residence_alternee,
        )


class c2s_taux_reduit(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Enfant compté à demi-taux dans le plafond"
    label_en = "Child counted at half rate in the ceiling"
    reference = R861_3

    def formula_2019_11_01(individu, period):
        """Mineur en résidence alternée, à charge égale des deux parents pour l'impôt."""
        return individu("c2s_foyer_motif", period) == MotifFoyer.enfant_residence_alternee


class c2s_nombre_personnes(Variable):
    value_type = int
    entity = Foyer
    definition_period = DAY
    unit = "count"
    label = "Nombre de personnes du foyer de la C2S"
    label_en = "Number of persons in the household"
    reference = R861_2
    documentation = "L'enfant en résidence alternée compte pour une personne entière."

    def formula_2019_11_01(foyer, period):
        """Le demandeur, son conjoint, les personnes à charge."""
        return foyer.sum(foyer.members("c2s_membre", period)).astype(numpy.int64)


class c2s_coefficient(Variable):
    value_type = float
    entity = Foyer
    definition_period = DAY
    unit = "/1"
    label = "Coefficient du plafond selon la composition du foyer"
    label_en = "Coefficient of the ceiling"
    reference = R861_3

    def formula_2019_11_01(foyer, period, parameters):
        """1, puis 50 %, 30 % deux fois, 40 % ; moitié du taux de son rang pour l'enfant en résidence alternée."""
        majoration = parameters(period).complementaire_sante_solidaire.plafond.majoration

        def coefficient(personnes):
            autres = personnes - 1
            deuxieme = min_(autres, 1)
            premier_rang_long = majoration.rang_personne_5 - 1
            troisieme_et_quatrieme = min_(max_(autres - 1, 0), premier_rang_long - majoration.rang_personne_3 + 1)
            suivantes = max_(autres + 1 - premier_rang_long, 0)
            return (
                1
                + max_(deuxieme, 0) * majoration.personne_2
                + troisieme_et_quatrieme * majoration.personnes_3_et_4
                + suivantes * majoration.personne_5_et_plus
            )

        entier = par_valeur(foyer("c2s_nombre_personnes", period), coefficient)
        return entier - _reduction_residence_alternee(foyer, period, majoration)


def _reduction_residence_alternee(foyer, period, majoration):
    """Ce que les enfants à demi-taux retirent du coefficient ; les rangs ne se cherchent que dans leurs foyers."""
    reduit = foyer.members("c2s_taux_reduit", period)
    foyers_concernes = un_des_membres(foyer, reduit)
    if not foyers_concernes.any():
        return 0
    du_foyer = foyer.members_entity_id
    membres = numpy.flatnonzero(foyers_concernes[du_foyer] & foyer.members("c2s_membre", period))
    mois = period.first_month
    # Demandeur, conjoint, puis du plus âgé au plus jeune ; à égalité, l'enfant à taux plein d'abord.
    ordre = ordre_dans_le_foyer(
        du_foyer[membres],
        not_(foyer.members("foyer_demandeur", mois)[membres]),
        not_(foyer.members("foyer_conjoint", mois)[membres]),
        foyer.members("date_naissance", period)[membres],
        reduit[membres],
    )
    ranges = membres[ordre]
    leurs_foyers = du_foyer[ranges]
    rang = rang_dans_le_foyer(leurs_foyers)
    taux = where(
        rang >= majoration.rang_personne_5,
        majoration.personne_5_et_plus,
        where(rang >= majoration.rang_personne_3, majoration.personnes_3_et_4, majoration.personne_2),
    )
    retire = taux * (rang > 1) * reduit[ranges] * (1 - majoration.coefficient_residence_alternee)
    return numpy.bincount(leurs_foyers, weights=retire, minlength=foyer.count)
