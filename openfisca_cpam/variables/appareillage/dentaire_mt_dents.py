"""Les examens de prévention M'T dents, et les soins qui les suivent."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.articles import L325_1, L871_1
from openfisca_cpam.variables.appareillage.commun import CouvertureComplementaire, par_membre, part_regime_local

L162_1_12 = [
    "Article L. 162-1-12 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284949",
]
L2132_2_1 = [
    "Article L. 2132-2-1 du code de la santé publique",
]
L160_13 = [
    "Article L. 160-13, I, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284908",
    "Article R. 160-5, 3° bis, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053285637",
]


class RadiographieExamen(Enum):
    aucune = "Aucune radiographie"
    une_ou_deux = "Une ou deux radiographies intrabuccales"
    trois_ou_quatre_ou_panoramique = "Trois ou quatre radiographies, ou une panoramique"


class MotifExamenPrevention(Enum):
    sans_objet = "Aucun examen de prévention ce jour-là"
    eligible = "Examen de prévention pris en charge à cet âge"
    eligible_grossesse = "Examen de prévention pris en charge pendant ou après la grossesse"
    age_non_prevu = "Pas d'examen de prévention à cet âge"
    deja_realise = "L'examen de cette année d'âge, ou de cette grossesse, a déjà été réalisé"


class NatureSoinConsecutif(Enum):
    aucun = "Aucun soin"
    soin_conservateur_chirurgical_ou_radiographie = "Soin conservateur, soin chirurgical ou radiographie"
    inlay_onlay = "Inlay-onlay"
    prothese = "Prothèse"
    orthodontie = "Orthopédie dento-faciale"


class MotifSoinConsecutif(Enum):
    sans_objet = "Aucun soin ce jour-là"
    eligible = "Soin consécutif à l'examen, pris en charge comme lui"
    sans_examen = "Pas d'examen de prévention auparavant : règles ordinaires"
    delai_depasse = "Plus de six mois après l'examen : règles ordinaires"
    nature_exclue = "Soin exclu (inlay-onlay, prothèse, orthopédie dento-faciale) : règles ordinaires"


class dentaire_mt_dents_prix(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix facturé pour l'examen de prévention"
    label_en = "Price of the exam"
    reference = L2132_2_1
    documentation = "0 quand il n'y a pas d'examen."


class dentaire_mt_dents_radiographies(Variable):
    value_type = Enum
    possible_values = RadiographieExamen
    default_value = RadiographieExamen.aucune
    entity = Individu
    definition_period = DAY
    label = "Radiographies de l'examen de prévention"
    label_en = "Radiographs of the exam"
    reference = L2132_2_1


class dentaire_mt_dents_tarif_devis(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Tarif de l'examen avec radiographies, quand il n'est pas connu"
    label_en = "Tariff of the exam with radiographs"
    reference = L2132_2_1
    documentation = "À donner depuis avril 2025 pour un examen avec radiographies."


class dentaire_mt_dents_examen_precedent_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Précédent examen de prévention"
    label_en = "Previous exam"
    reference = L2132_2_1
    documentation = "À défaut (1970-01-01), aucun."


class dentaire_mt_dents_examen_grossesse_deja_realise(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'examen de cette grossesse a déjà été réalisé"
    label_en = "Exam of this pregnancy already done"
    reference = L2132_2_1


class dentaire_mt_dents_limite_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour l'examen de l'année d'âge en cours"
    label_en = "Last day for this year's exam"
    reference = L2132_2_1
    documentation = "La veille du prochain anniversaire. Sans objet (1970-01-01) à un âge sans examen."

    def formula_2019_04_01(individu, period, parameters):
        """Douze mois à compter de l'anniversaire."""
        regles = parameters(period).appareillage.dentaire.mt_dents
        age = individu("age", period)
        anniversaire = ajoute_annees(individu("date_naissance", period), age)
        fin = ajoute_jours(ajoute_mois(anniversaire, regles.delai_realisation_mois), -1)
        return where(numpy.isin(age, regles.ages), fin, NON_RENSEIGNEE)


def _periode_grossesse(individu, period, debut_mois, fin):
    """Vrai du début du quatrième mois de grossesse à la fin de la période, comptée depuis l'accouchement."""
    presumee, accouchement = individu("date_presumee_accouchement", period), individu("date_accouchement", period)
    jour = premier_jour(period)
    depart = where(est_renseignee(presumee), presumee, accouchement)
    terme = where(est_renseignee(accouchement), accouchement, presumee)
    return est_renseignee(depart) & (ajoute_mois(depart, -debut_mois) <= jour) & (jour <= fin(terme))


class dentaire_mt_dents_periode_grossesse(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Dans la période de l'examen de prévention de la femme enceinte"
    label_en = "Within the pregnancy exam period"
    reference = L2132_2_1

    def formula_2019_04_01(individu, period, parameters):
        """Du quatrième mois de grossesse au douzième jour après l'accouchement."""
        regles = parameters(period).appareillage.dentaire.mt_dents
        debut_mois = regles.maternite_debut_mois_avant_dpa
        return _periode_grossesse(
            individu, period, debut_mois, lambda terme: ajoute_jours(terme, regles.maternite_fin_jours_apres)
        )

    def formula_2025_04_01(individu, period, parameters):
        """Depuis le 1er avril 2025, jusqu'à six mois après l'accouchement."""
        regles = parameters(period).appareillage.dentaire.mt_dents
        debut_mois = regles.maternite_debut_mois_avant_dpa
        return _periode_grossesse(
            individu, period, debut_mois, lambda terme: ajoute_mois(terme, regles.maternite_fin_mois_apres)
        )


class dentaire_mt_dents_motif(Variable):
    value_type = Enum
    possible_values = MotifExamenPrevention
    default_value = MotifExamenPrevention.sans_objet
    entity = Individu
    definition_period = DAY
    label = "L'examen de prévention est-il pris en charge, et pourquoi"
    label_en = "Whether the exam is covered, and why"
    reference = L2132_2_1

    def formula_2019_04_01(individu, period, parameters):
        """Aux âges prévus, un examen par année d'âge ; ou pendant la période de la grossesse."""
        ages = parameters(period).appareillage.dentaire.mt_dents.ages
        age = individu("age", period)
        anniversaire = ajoute_annees(individu("date_naissance", period), age)
        precedent = individu("dentaire_mt_dents_examen_precedent_date", period)
        deja = est_renseignee(precedent) & (precedent >= anniversaire)
        deja_grossesse = individu("dentaire_mt_dents_examen_grossesse_deja_realise", period)
        grossesse = individu("dentaire_mt_dents_periode_grossesse", period)
        prevu = numpy.isin(age, ages)
        return premier_vrai(
            [
                (individu("dentaire_mt_dents_prix", period) == 0, MotifExamenPrevention.sans_objet),
                (prevu & not_(deja), MotifExamenPrevention.eligible),
                (grossesse & not_(deja_grossesse), MotifExamenPrevention.eligible_grossesse),
                (prevu | grossesse, MotifExamenPrevention.deja_realise),
            ],
            sinon=MotifExamenPrevention.age_non_prevu,
        )


class dentaire_mt_dents_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'examen de prévention est pris en charge"
    label_en = "The exam is covered"
    reference = L2132_2_1

    def formula_2019_04_01(individu, period):
        """Vrai à un âge prévu ou pour une grossesse."""
        motif = individu("dentaire_mt_dents_motif", period)
        return parmi(motif, MotifExamenPrevention.eligible, MotifExamenPrevention.eligible_grossesse)


class dentaire_mt_dents_tarif(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Tarif de l'examen de prévention"
    label_en = "Tariff of the exam"
    reference = L2132_2_1
    documentation = "0 quand il n'est pas connu : voir dentaire_mt_dents_tarif_inconnu."

    def formula_2019_04_01(individu, period, parameters):
        """Selon les radiographies ; le montant donné l'emporte."""
        tarifs = par_membre(parameters(period).appareillage.dentaire.mt_dents.tarif, RadiographieExamen)
        donne = individu("dentaire_mt_dents_tarif_devis", period)
        return where(donne > 0, donne, numpy.take(tarifs, codes(individu("dentaire_mt_dents_radiographies", period))))


class dentaire_mt_dents_tarif_inconnu(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le tarif de l'examen n'est pas connu : rien n'est calculé"
    label_en = "Unknown tariff"
    reference = L2132_2_1

    def formula_2019_04_01(individu, period):
        """Examen avec radiographies depuis avril 2025, sans montant donné."""
        return individu("dentaire_mt_dents_eligible", period) & (individu("dentaire_mt_dents_tarif", period) == 0)


class dentaire_mt_dents_periode_a_confirmer(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le premier jour de la période de la grossesse est calculé : à confirmer"
    label_en = "Pregnancy start to be confirmed"
    reference = L2132_2_1

    def formula_2019_04_01(individu, period):
        """« Dès le quatrième mois » : six mois avant la date présumée, par calcul."""
        return individu("dentaire_mt_dents_motif", period) == MotifExamenPrevention.eligible_grossesse


def _part_amo(individu, period, parameters):
    """Part de l'Assurance Maladie : tout sans complémentaire ou en cas d'exonération."""
    regles = parameters(period).appareillage.dentaire.mt_dents
    sans = individu("appareillage_couverture_complementaire", period) == CouvertureComplementaire.aucune
    seule = sans | individu("appareillage_exonere", period)
    return where(seule, regles.part_amo_sans_complementaire, regles.part_amo)


def _prix_retenu(individu, period):
    """Le prix de l'examen pris en charge, dans la limite du tarif."""
    prix = arrondi_centime(individu("dentaire_mt_dents_prix", period))
    return individu("dentaire_mt_dents_eligible", period) * min_(prix, individu("dentaire_mt_dents_tarif", period))


class dentaire_mt_dents_part_amo(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'Assurance Maladie pour l'examen de prévention"
    label_en = "Assurance Maladie's part"
    reference = L162_1_12

    def formula_2019_04_01(individu, period, parameters):
        """Tout jusqu'au 31 mars 2025 ; 60 % depuis, tout sans complémentaire."""
        return arrondi_centime(_prix_retenu(individu, period) * _part_amo(individu, period, parameters))


class dentaire_mt_dents_part_regime_local(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part du régime local d'Alsace-Moselle pour l'examen de prévention"
    label_en = "Part of the local scheme"
    reference = L325_1

    def formula_2019_04_01(individu, period, parameters):
        """Le complément jusqu'à 90 % du tarif, avant la complémentaire."""
        retenu, amo = _prix_retenu(individu, period), individu("dentaire_mt_dents_part_amo", period)
        return part_regime_local(individu, period, parameters, retenu, retenu, amo=amo)


class dentaire_mt_dents_part_complementaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part complémentaire pour l'examen de prévention"
    label_en = "Complementary part"
    reference = L871_1

    def formula_2019_04_01(individu, period):
        """Le reste du tarif, quel que soit le contrat (L. 871-1), ou la C2S ; après le régime local."""
        parts = individu("dentaire_mt_dents_part_amo", period) + individu("dentaire_mt_dents_part_regime_local", period)
        return arrondi_centime(_prix_retenu(individu, period) - parts)


class dentaire_mt_dents_reste_a_charge(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Reste à charge pour l'examen de prévention"
    label_en = "What is left"
    reference = L162_1_12
    documentation = "0 au tarif : ni avance, ni dépassement."

    def formula_2019_04_01(individu, period):
        """Le prix moins les parts."""
        parts = individu("dentaire_mt_dents_part_amo", period) + individu("dentaire_mt_dents_part_regime_local", period)
        parts = parts + individu("dentaire_mt_dents_part_complementaire", period)
        return arrondi_centime(arrondi_centime(individu("dentaire_mt_dents_prix", period)) - parts)


class dentaire_mt_dents_prix_irregulier(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le prix de l'examen de prévention dépasse son tarif"
    label_en = "The price breaks the tariff"
    reference = L2132_2_1

    def formula_2019_04_01(individu, period):
        """Aucun dépassement n'est permis."""
        tarif = individu("dentaire_mt_dents_tarif", period)
        prix = arrondi_centime(individu("dentaire_mt_dents_prix", period))
        return individu("dentaire_mt_dents_eligible", period) & (tarif > 0) & (prix > tarif)


class dentaire_mt_dents_dispense_avance(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'examen est intégralement dispensé d'avance de frais"
    label_en = "No advance for the exam"
    reference = L162_1_12

    def formula_2019_04_01(individu, period):
        """Part de l'Assurance Maladie, et depuis avril 2025 part complémentaire."""
        return individu("dentaire_mt_dents_eligible", period)


class dentaire_mt_dents_soins_limite_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour des soins consécutifs à l'examen précédent"
    label_en = "Last day of the following care"
    reference = L162_1_12
    documentation = "Sans objet (1970-01-01) sans examen."

    def formula_2019_04_01(individu, period, parameters):
        """Six mois après l'examen, ce jour compris."""
        examen = individu("dentaire_mt_dents_examen_precedent_date", period)
        mois = parameters(period).appareillage.dentaire.mt_dents.delai_soins_consecutifs_mois
        return where(est_renseignee(examen), ajoute_mois(examen, mois), NON_RENSEIGNEE)


class dentaire_mt_dents_soin_nature(Variable):
    value_type = Enum
    possible_values = NatureSoinConsecutif
    default_value = NatureSoinConsecutif.aucun
    entity = Individu
    definition_period = DAY
    label = "Nature du soin qui suit l'examen"
    label_en = "Nature of the following care"
    reference = L162_1_12


class dentaire_mt_dents_soin_prix(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix du soin qui suit l'examen"
    label_en = "Price of the following care"
    reference = L162_1_12


class dentaire_mt_dents_soin_base(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Base de remboursement du soin qui suit l'examen"
    label_en = "Base of the following care"
    reference = L162_1_12


class dentaire_mt_dents_soin_motif(Variable):
    value_type = Enum
    possible_values = MotifSoinConsecutif
    default_value = MotifSoinConsecutif.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Le soin suit-il l'examen, et pourquoi"
    label_en = "Whether the care follows the exam, and why"
    reference = L162_1_12

    def formula_2019_04_01(individu, period, parameters):
        """Dans les six mois de l'examen ; ni prothèse, ni orthopédie dento-faciale, ni inlay-onlay."""
        nature = individu("dentaire_mt_dents_soin_nature", period)
        exclu = parmi(nature, NatureSoinConsecutif.prothese, NatureSoinConsecutif.orthodontie)
        inlay = nature == NatureSoinConsecutif.inlay_onlay
        exclu = exclu | (inlay & parameters(period).appareillage.dentaire.mt_dents.inlay_onlay_exclu)
        jour = premier_jour(period)
        examen = individu("dentaire_mt_dents_examen_precedent_date", period)
        sans_examen = not_(est_renseignee(examen)) | (jour < examen)
        return premier_vrai(
            [
                (nature == NatureSoinConsecutif.aucun, MotifSoinConsecutif.sans_objet),
                (exclu, MotifSoinConsecutif.nature_exclue),
                (sans_examen, MotifSoinConsecutif.sans_examen),
                (jour > individu("dentaire_mt_dents_soins_limite_date", period), MotifSoinConsecutif.delai_depasse),
            ],
            sinon=MotifSoinConsecutif.eligible,
        )


def _soin_retenu(individu, period):
    suit = individu("dentaire_mt_dents_soin_motif", period) == MotifSoinConsecutif.eligible
    prix = arrondi_centime(individu("dentaire_mt_dents_soin_prix", period))
    return suit * min_(prix, arrondi_centime(individu("dentaire_mt_dents_soin_base", period)))


class dentaire_mt_dents_soin_part_amo(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'Assurance Maladie pour le soin qui suit l'examen"
    label_en = "Assurance Maladie's part"
    reference = L162_1_12
    documentation = "0 quand le soin suit les règles ordinaires, calculées ailleurs."

    def formula_2019_04_01(individu, period, parameters):
        """Tout jusqu'au 31 mars 2025 ; 60 % depuis, tout sans complémentaire."""
        return arrondi_centime(_soin_retenu(individu, period) * _part_amo(individu, period, parameters))


class dentaire_mt_dents_soin_part_regime_local(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part du régime local d'Alsace-Moselle pour le soin qui suit l'examen"
    label_en = "Part of the local scheme"
    reference = L325_1

    def formula_2019_04_01(individu, period, parameters):
        """Le complément jusqu'à 90 % de la base, avant la complémentaire."""
        retenu, amo = _soin_retenu(individu, period), individu("dentaire_mt_dents_soin_part_amo", period)
        return part_regime_local(individu, period, parameters, retenu, retenu, amo=amo)


class dentaire_mt_dents_soin_part_complementaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part complémentaire pour le soin qui suit l'examen"
    label_en = "Complementary part"
    reference = L871_1

    def formula_2019_04_01(individu, period):
        """Le reste de la base, après le régime local."""
        parts = individu("dentaire_mt_dents_soin_part_amo", period)
        parts = parts + individu("dentaire_mt_dents_soin_part_regime_local", period)
        return arrondi_centime(_soin_retenu(individu, period) - parts)
