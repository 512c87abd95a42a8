"""Ce que paie la complémentaire (R49 à R51 ; L. 871-1, R. 871-1, R. 871-2)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.individu.complementaire import TypeComplementaire
from openfisca_cpam.variables.soins.acte import NatureSoin, Secteur, ServiceMedical, Specialite

L871_1 = [
    "Article L. 871-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051382496",
]
R871_1 = [
    "Article R. 871-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000029779013",
]
R871_2 = [
    "Article R. 871-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000052861614",
]


class MotifComplementaire(Enum):
    aucune = "Aucune complémentaire"
    c2s = "Complémentaire santé solidaire : elle paie le reste de la base"
    base_nulle = "Rien à compléter : soin non remboursé par l'Assurance Maladie"
    facultatif = "Soin qu'un contrat responsable n'est pas obligé de couvrir (R. 871-2, 1°)"
    hors_parcours = "Contrat responsable hors du parcours : ni la majoration, ni le dépassement autorisé (R. 871-1)"
    ticket_et_depassement = "Ticket modérateur, et dépassement dans la limite de la garantie"
    ticket = "Ticket modérateur seul"


class soins_complementaire_facultative(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Soin qu'un contrat responsable n'est pas obligé de couvrir"
    label_en = "Care that a responsible contract need not cover"
    reference = R871_2

    def formula_2005_01_01(individu, period):
        """Médicaments à 30 % et à 15 %, homéopathie, cures thermales (6°, 14°, 7° et 10° de l'article R. 160-5)."""
        nature = individu("soins_nature", period)
        medicament = parmi(nature, NatureSoin.medicament, NatureSoin.honoraire_dispensation)
        classe = parmi(
            individu("soins_medicament_service", period),
            ServiceMedical.modere,
            ServiceMedical.faible,
            ServiceMedical.homeopathie,
        )
        cure = parmi(nature, NatureSoin.cure_forfait_thermal, NatureSoin.cure_hebergement)
        return (medicament & classe) | cure


class soins_complementaire_depassement_maximum(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Dépassement que la garantie du contrat peut payer"
    label_en = "Excess that the guarantee may pay"
    reference = R871_1 + R871_2

    def formula_2005_01_01(individu, period, parameters):
        """Garantie au-delà de 100 % de la base ; pour un contrat responsable, limites des non-Optam depuis avril 2015."""
        mois = period.first_month
        base = individu("soins_base_remboursement", period)
        supplement = individu("complementaire_taux_garantie", mois) - 1
        responsable = individu("complementaire_type", mois) == TypeComplementaire.contrat_responsable
        medecin = individu("soins_nature", period) == NatureSoin.medecin
        secteur = individu("soins_secteur", period)
        regle = valeur(parameters(period).soins, "complementaire", sinon=None)
        plafond = valeur(regle, "plafond_non_optam", sinon=numpy.inf)
        ecart = valeur(regle, "ecart_non_optam", sinon=0)
        non_optam = medecin & parmi(secteur, Secteur.secteur_2_non_optam, Secteur.secteur_3)
        limite = min_(plafond, max_(0, supplement - ecart))
        supplement = where(responsable & non_optam, limite, supplement)
        hors = not_(individu("soins_dans_parcours", period))
        autorise = hors & (secteur == Secteur.secteur_1)
        autorise = autorise & (individu("soins_specialite", period) != Specialite.generaliste)
        return where(responsable & autorise, 0, arrondi_centime(base * supplement))


class soins_part_complementaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de la complémentaire privée"
    label_en = "Part of the private complementary insurance"
    reference = L871_1 + R871_1 + R871_2
    documentation = "Après le régime local. Jamais les participations forfaitaires ni les franchises."

    def formula_2005_01_01(individu, period):
        """Ticket modérateur, sans la majoration hors parcours pour un contrat responsable, puis dépassement garanti."""
        mois = period.first_month
        type_contrat = individu("complementaire_type", mois)
        facultatif = individu("soins_complementaire_facultative", period) & not_(
            individu("complementaire_couvre_facultatif", mois)
        )
        couvert = (
            (type_contrat != TypeComplementaire.aucune)
            & not_(individu("beneficiaire_c2s", mois))
            & individu("soins_remboursable", period)
            & not_((type_contrat == TypeComplementaire.contrat_responsable) & facultatif)
        )
        couverts = Seuls(individu, couvert)
        responsable = couverts("complementaire_type", mois) == TypeComplementaire.contrat_responsable
        ticket = couverts("soins_ticket_moderateur", period) - couverts("soins_part_regime_local", period)
        majoration = min_(couverts("soins_majoration_hors_parcours", period), ticket)
        ticket = max_(0, arrondi_centime(ticket - where(responsable, majoration, 0)))
        depassement = min_(
            couverts("soins_depassement", period), couverts("soins_complementaire_depassement_maximum", period)
        )
        return couverts.rend(arrondi_centime(ticket + depassement))


class soins_complementaire_motif(Variable):
    value_type = Enum
    possible_values = MotifComplementaire
    default_value = MotifComplementaire.aucune
    entity = Individu
    definition_period = DAY
    label = "Ce que paie la complémentaire, et pourquoi"
    label_en = "What the complementary insurance pays, and why"
    reference = L871_1 + R871_1 + R871_2

    def formula_2005_01_01(individu, period):
        """C2S, contrat responsable ou non."""
        mois = period.first_month
        type_contrat = individu("complementaire_type", mois)
        responsable = type_contrat == TypeComplementaire.contrat_responsable
        facultatif = individu("soins_complementaire_facultative", period) & not_(
            individu("complementaire_couvre_facultatif", mois)
        )
        depassement = min_(
            individu("soins_depassement", period), individu("soins_complementaire_depassement_maximum", period)
        )
        M = MotifComplementaire
        return premier_vrai(
            [
                (individu("beneficiaire_c2s", mois), M.c2s),
                (type_contrat == TypeComplementaire.aucune, M.aucune),
                (not_(individu("soins_remboursable", period)), M.base_nulle),
                (responsable & facultatif, M.facultatif),
                (responsable & not_(individu("soins_dans_parcours", period)), M.hors_parcours),
                (depassement > 0, M.ticket_et_depassement),
            ],
            sinon=M.ticket,
        )
