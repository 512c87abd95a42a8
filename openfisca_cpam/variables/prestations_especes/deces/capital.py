"""Le capital décès : conditions, montant, bénéficiaire, délais."""

from openfisca_cpam.base import *
from openfisca_cpam.helpers.calendrier import lit_au_jour, premier_janvier
from openfisca_cpam.helpers.maxima import en_dix_milliemes, tronque_sous_maximum
from openfisca_cpam.variables.individu.travail import StatutProfessionnel
from openfisca_cpam.variables.prestations_especes.maladie.arret import DOMAINES, jour_couvert

L361_1 = [
    "Article L. 361-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000029962902",
]
L361_4 = [
    "Article L. 361-4 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006742713",
]
D361_1 = [
    "Article D. 361-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000030049441",
]
R313_6 = [
    "Article R. 313-6 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031827945",
]
R361_3 = [
    "Article R. 361-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006749466",
]
R361_5 = [
    "Article R. 361-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006749468",
]
L332_1 = [
    "Article L. 332-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031686666",
]
D646_5 = [
    "Article D. 646-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041926331",
]
L311_5 = [
    "Article L. 311-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000044628937",
]
# Periods over which hours or contributions are counted.
DUREES = ("mois", "trois_mois", "annee")
MAINTENU = (
    "Au chômage ou en droit maintenu : avant la fin de l'emploi ; sans réponse, la condition est tenue pour remplie."
)
L646_4 = [
    "Article L. 646-4 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000044628911",
]
CPSTI = ["Règlement du régime invalidité-décès du Conseil de la protection sociale des travailleurs indépendants"]


class SituationDeces(Enum):
    aucune = "Aucune situation ouvrant droit"
    activite = "Activité salariée, ou indépendante, moins de trois mois avant le décès"
    chomage = "Allocation de chômage, moins de trois mois avant le décès"
    pension_invalidite = "Pension d'invalidité, moins de trois mois avant le décès"
    rente_at_mp = "Rente d'accident du travail, moins de trois mois avant le décès"
    maintien_droits = "Droit maintenu au jour du décès (article L. 161-8)"
    retraite = "Retraité sans activité"


class MotifCapitalDeces(Enum):
    sans_deces = "La date du décès n'est pas donnée, ou précède la période couverte"
    ouvert = "Droit ouvert au capital décès"
    situation = (
        "Ni activité, ni chômage, ni pension, ni rente dans les trois mois, ni droit maintenu (article L. 361-1)"
    )
    rente_insuffisante = "Rente d'accident du travail inférieure aux deux tiers (article L. 371-1)"
    activite_insuffisante = "Heures ou cotisations insuffisantes (article R. 313-6)"
    profession_liberale = "Profession libérale : capital de sa caisse de retraite, hors du régime"


class BeneficiaireCapital(Enum):
    aucun = "Aucun bénéficiaire connu"
    conjoint_a_charge = "Conjoint ou partenaire à la charge effective, totale et permanente"
    enfants_a_charge = "Enfants à la charge effective, totale et permanente"
    ascendants_a_charge = "Ascendants à la charge effective, totale et permanente"
    conjoint = "Conjoint non séparé ou partenaire de Pacs"
    descendants = "Descendants"
    ascendants = "Ascendants"


class capital_deces_situation(Variable):
    value_type = Enum
    possible_values = SituationDeces
    default_value = SituationDeces.aucune
    entity = Individu
    definition_period = ETERNITY
    label = "Situation de la personne avant son décès"
    label_en = "Situation before death"
    reference = L361_1


class capital_deces_rente_taux(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "/1"
    minimum = 0
    maximum = 1
    label = "Taux de la rente d'accident du travail du défunt"
    label_en = "Rate of the annuity"
    reference = L361_1


class capital_deces_heures_mois(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "hour"
    minimum = 0
    maximum = 744
    label = "Heures de travail d'un mois civil ou de trente jours"
    label_en = "Hours in a month"
    reference = R313_6
    documentation = MAINTENU


class capital_deces_heures_trois_mois(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "hour"
    minimum = 0
    maximum = 2_232
    label = "Heures de travail de trois mois"
    label_en = "Hours in three months"
    reference = R313_6
    documentation = MAINTENU


class capital_deces_heures_annee(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "hour"
    minimum = 0
    maximum = 9_000
    label = "Heures de travail de l'année civile"
    label_en = "Hours in the year"
    reference = R313_6
    documentation = MAINTENU


class capital_deces_remuneration_mois(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Rémunération du mois civil précédant le décès"
    label_en = "Pay of a month"
    reference = R313_6
    documentation = MAINTENU


class capital_deces_remuneration_trois_mois(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Rémunération des trois mois civils précédant le décès"
    label_en = "Pay of three months"
    reference = R313_6
    documentation = MAINTENU


class capital_deces_remuneration_annee(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Rémunération de l'année civile du décès"
    label_en = "Pay of the year"
    reference = R313_6
    documentation = MAINTENU


class capital_deces_revenu_cotise(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Revenu cotisé du praticien conventionné"
    label_en = "Contributory income of the practitioner"
    reference = D646_5


class capital_deces_orphelins_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "count"
    minimum = 0
    maximum = 30
    label = "Enfants ouvrant droit au capital d'orphelin (travailleurs indépendants)"
    label_en = "Orphans, self-employed"
    reference = CPSTI


class capital_deces_conjoint(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Conjoint non séparé ou partenaire de Pacs"
    label_en = "Spouse or partner"
    reference = L361_4


class capital_deces_conjoint_a_charge(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Conjoint ou partenaire à charge, qui invoque sa priorité dans le mois"
    label_en = "Dependent spouse who claims"
    reference = L361_4 + R361_3


class capital_deces_enfants_a_charge_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "count"
    minimum = 0
    maximum = 30
    label = "Enfants à charge qui invoquent leur priorité dans le mois"
    label_en = "Dependent children who claim"
    reference = L361_4 + R361_3


class capital_deces_ascendants_a_charge_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "count"
    minimum = 0
    maximum = 8
    label = "Ascendants à charge qui invoquent leur priorité dans le mois"
    label_en = "Dependent ascendants who claim"
    reference = L361_4 + R361_3


class capital_deces_descendants_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "count"
    minimum = 0
    maximum = 50
    label = "Descendants"
    label_en = "Descendants"
    reference = L361_4


class capital_deces_ascendants_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "count"
    minimum = 0
    maximum = 8
    label = "Ascendants"
    label_en = "Ascendants"
    reference = L361_4


def _independant(individu, period):
    return individu("statut_professionnel", period) == StatutProfessionnel.artisan_commercant


def _praticien(individu, period):
    return individu("statut_professionnel", period) == StatutProfessionnel.praticien_conventionne


class capital_deces_activite_suffisante(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Heures ou cotisations suffisantes pour l'assurance décès"
    label_en = "Enough work for death insurance"
    reference = R313_6

    def formula_2018_01_01(individu, period, parameters):
        """60 heures (ou 60 SMIC) en un mois, 120 en trois mois, 400 dans l'année civile.

        SMIC du premier jour de la période : le mois civil ou les trois mois civils précédant le décès, le 1er janvier.
        """
        conditions = parameters(period).prestations_especes.deces.conditions
        deces = jour_couvert(parameters, period, individu("date_deces", period))
        mois = premier_du_mois(deces)

        def smic(jour):
            return lit_au_jour(
                individu, parameters, jour, lambda jour: jour.references_nationales.smic.horaire_brut, DOMAINES
            )

        remplie = numpy.zeros(individu.count, dtype=bool)
        for nom, seuil, jour in (
            ("mois", conditions.un_mois, ajoute_mois(mois, -1)),
            ("trois_mois", conditions.trois_mois, ajoute_mois(mois, -conditions.mois_avant_deces)),
            ("annee", conditions.annee, premier_janvier(annee(deces))),
        ):
            heures = individu(f"capital_deces_heures_{nom}", period) >= seuil
            cotisations = arrondi_centime(individu(f"capital_deces_remuneration_{nom}", period)) >= arrondi_centime(
                seuil * smic(jour)
            )
            remplie = remplie | heures | cotisations
        return remplie


class capital_deces_motif(Variable):
    value_type = Enum
    possible_values = MotifCapitalDeces
    default_value = MotifCapitalDeces.sans_deces
    entity = Individu
    definition_period = DAY
    label = "Droit au capital décès, ou motif du refus"
    label_en = "Right to the capital, or reason of refusal"
    reference = L361_1 + R313_6 + R361_3 + L311_5 + CPSTI + L646_4

    def formula_2018_01_01(individu, period, parameters):
        """Situation dans les trois mois ; heures ou cotisations pour un salarié en activité.

        Au chômage ou en droit maintenu, le droit acquis avant la fin de l'emploi demeure (L. 311-5, L. 161-8) : les heures ou
        cotisations d'alors sont opposées quand elles sont données, tenues pour suffisantes sinon.

        Un retraité salarié garde la qualité d'assuré tant qu'il remplit ces conditions d'heures ou de cotisations (R. 361-3,
        deuxième alinéa).

        Artisans, commerçants et praticiens : leur règlement, sans condition d'heures ; rien pour un praticien qui a cessé
        d'exercer (L. 646-4, 2°).
        """
        conditions = parameters(period).prestations_especes.deces.conditions
        deces, situation = individu("date_deces", period), individu("capital_deces_situation", period)
        couvert = jour_couvert(parameters, period, deces) == deces
        independant = _independant(individu, period) | _praticien(individu, period)
        suffisante = individu("capital_deces_activite_suffisante", period)
        garde = _independant(individu, period) | (suffisante & not_(_praticien(individu, period)))
        retraite = (situation == SituationDeces.retraite) & not_(garde)
        sans = (situation == SituationDeces.aucune) | retraite
        rente = (situation == SituationDeces.rente_at_mp) & (
            # Two thirds are written 66.66 %, and 66 % is less.
            en_dix_milliemes(individu("capital_deces_rente_taux", period)) < en_dix_milliemes(conditions.rente_taux)
        )
        donnees = numpy.zeros(individu.count, dtype=bool)
        for nom in DUREES:
            donnees = donnees | (individu(f"capital_deces_heures_{nom}", period) > 0)
            donnees = donnees | (individu(f"capital_deces_remuneration_{nom}", period) > 0)
        maintenu = parmi(situation, SituationDeces.chomage, SituationDeces.maintien_droits)
        travail = ((situation == SituationDeces.activite) | (maintenu & donnees)) & not_(independant)
        liberal = individu("statut_professionnel", period) == StatutProfessionnel.profession_liberale
        return premier_vrai(
            [
                (not_(couvert), MotifCapitalDeces.sans_deces),
                (liberal, MotifCapitalDeces.profession_liberale),
                (sans, MotifCapitalDeces.situation),
                (rente, MotifCapitalDeces.rente_insuffisante),
                (travail & not_(suffisante), MotifCapitalDeces.activite_insuffisante),
            ],
            sinon=MotifCapitalDeces.ouvert,
        )


class capital_deces_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Droit au capital décès"
    label_en = "Entitled to the capital"
    reference = L361_1

    def formula_2018_01_01(individu, period):
        """Selon le motif."""
        return individu("capital_deces_motif", period) == MotifCapitalDeces.ouvert


class capital_deces_montant(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Capital décès, au montant du jour du décès"
    label_en = "Death capital"
    reference = D361_1 + CPSTI + D646_5
    documentation = "Sans CSG, ni impôt sur le revenu, ni droits de succession."

    def formula_2018_01_01(individu, period, parameters):
        """Salariés : le forfait. Artisans et commerçants : 20 % du plafond (8 % pour un retraité).

        Praticiens conventionnés : un quart du revenu cotisé, entre 1 % et 25 % du plafond.
        """
        deces = jour_couvert(parameters, period, individu("date_deces", period))

        def au_jour(lecture):
            return lit_au_jour(individu, parameters, deces, lecture, DOMAINES)

        plafond = au_jour(lambda jour: jour.references_nationales.plafond_securite_sociale.annuel)
        ti = parameters(period).prestations_especes.deces.travailleurs_independants
        retraite = individu("capital_deces_situation", period) == SituationDeces.retraite
        artisan = arrondi_centime(where(retraite, ti.retraite, ti.actif) * plafond)
        revenu = ti.praticien_part_revenu * individu("capital_deces_revenu_cotise", period)
        maximum = ti.praticien_maximum * plafond
        praticien = tronque_sous_maximum(min_(max_(revenu, ti.praticien_minimum * plafond), maximum), maximum)
        salarie = au_jour(lambda jour: jour.prestations_especes.deces.montant_salarie)
        montant = where(
            _independant(individu, period), artisan, where(_praticien(individu, period), praticien, salarie)
        )
        return where(individu("capital_deces_eligible", period), montant, 0)


class capital_deces_orphelins(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Capital versé aux orphelins d'un artisan ou commerçant"
    label_en = "Capital of the orphans"
    reference = CPSTI

    def formula_2018_01_01(individu, period, parameters):
        """5 % du plafond du jour du décès pour chaque enfant."""
        deces = jour_couvert(parameters, period, individu("date_deces", period))
        plafond = lit_au_jour(
            individu,
            parameters,
            deces,
            lambda jour: jour.references_nationales.plafond_securite_sociale.annuel,
            DOMAINES,
        )
        part = arrondi_centime(
            parameters(period).prestations_especes.deces.travailleurs_independants.orphelin * plafond
        )
        du = individu("capital_deces_eligible", period) & _independant(individu, period)
        return where(du, part * individu("capital_deces_orphelins_nombre", period), 0)


class capital_deces_beneficiaire(Variable):
    value_type = Enum
    possible_values = BeneficiaireCapital
    default_value = BeneficiaireCapital.aucun
    entity = Individu
    definition_period = DAY
    label = "Bénéficiaires du capital décès"
    label_en = "Beneficiaries"
    reference = L361_4 + R361_3

    def formula_2018_01_01(individu, period):
        """Les personnes à charge qui invoquent leur priorité, dans l'ordre ; sinon conjoint, descendants,
        ascendants.
        """
        return premier_vrai(
            [
                (not_(individu("capital_deces_eligible", period)), BeneficiaireCapital.aucun),
                (individu("capital_deces_conjoint_a_charge", period), BeneficiaireCapital.conjoint_a_charge),
                (individu("capital_deces_enfants_a_charge_nombre", period) > 0, BeneficiaireCapital.enfants_a_charge),
                (
                    individu("capital_deces_ascendants_a_charge_nombre", period) > 0,
                    BeneficiaireCapital.ascendants_a_charge,
                ),
                (individu("capital_deces_conjoint", period), BeneficiaireCapital.conjoint),
                (individu("capital_deces_descendants_nombre", period) > 0, BeneficiaireCapital.descendants),
                (individu("capital_deces_ascendants_nombre", period) > 0, BeneficiaireCapital.ascendants),
            ],
            sinon=BeneficiaireCapital.aucun,
        )


class capital_deces_part(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de chaque bénéficiaire du rang servi"
    label_en = "Share of each beneficiary"
    reference = L361_4

    def formula_2018_01_01(individu, period):
        """Parts égales dans le rang."""
        beneficiaire = individu("capital_deces_beneficiaire", period)
        nombre = numpy.ones(individu.count)
        for membre, nom in (
            (BeneficiaireCapital.enfants_a_charge, "capital_deces_enfants_a_charge_nombre"),
            (BeneficiaireCapital.ascendants_a_charge, "capital_deces_ascendants_a_charge_nombre"),
            (BeneficiaireCapital.descendants, "capital_deces_descendants_nombre"),
            (BeneficiaireCapital.ascendants, "capital_deces_ascendants_nombre"),
        ):
            nombre = where(beneficiaire == membre, individu(nom, period), nombre)
        part = tronque_centime(individu("capital_deces_montant", period) / max_(nombre, 1))
        return where(beneficiaire == BeneficiaireCapital.aucun, 0, part)


class capital_deces_priorite_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour invoquer la priorité des personnes à charge"
    label_en = "Last day to claim priority"
    reference = R361_5

    def formula_2018_01_01(individu, period, parameters):
        """Un mois, de date à date : décès le 15 janvier, jusqu'au 15 février."""
        mois = parameters(period).prestations_especes.deces.priorite_mois
        deces = individu("date_deces", period)
        return where(individu("capital_deces_eligible", period), ajoute_mois(deces, mois), NON_RENSEIGNEE)


class capital_deces_demande_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour demander le capital décès"
    label_en = "Last day to claim"
    reference = L332_1

    def formula_2018_01_01(individu, period, parameters):
        """Deux ans à partir du jour du décès. Le capital n'est jamais versé sans demande."""
        annees = parameters(period).prestations_especes.deces.prescription_annees
        deces = individu("date_deces", period)
        return where(individu("capital_deces_eligible", period), ajoute_annees(deces, annees), NON_RENSEIGNEE)
