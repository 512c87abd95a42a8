"""L'orthopédie dento-faciale (orthodontie) : accord préalable, âge, semestres, base, parts."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.articles import D911_1, L162_9, L325_1, L861_3, R160_16
from openfisca_cpam.variables.appareillage.commun import (
    CouvertureComplementaire,
    MotifAppareillage,
    depassement_du_plafond,
    par_membre,
    part_complementaire,
    part_regime_local,
    parts_legales,
    reste_a_charge,
    taux_de_la_personne,
    total_d_une_ligne,
)

NGAP = [
    "Nomenclature générale des actes professionnels, orthopédie dento-faciale",
]
ACCORD = [
    "Article R. 165-23 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006747767",
    "Article R. 315-15 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000042271009",
]
L160_13 = [
    "Article L. 160-13, I, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284908",
    "Article R. 160-5, 3° bis, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053285637",
]
R871_2 = [
    "Article R. 871-2, 5°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000052861614",
]
L169_2_1 = [
    "Article L. 169-2-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000033690127",
]


class ActeOrthodontie(Enum):
    aucun = "Aucun acte"
    semestre = "Semestre de traitement actif"
    surveillance = "Séance de surveillance"
    contention_annee_1 = "Contention, première année"
    contention_annee_2 = "Contention, deuxième année"
    semestre_avant_chirurgie = "Semestre avant chirurgie des maxillaires"


class dentaire_orthodontie_acte(Variable):
    value_type = Enum
    possible_values = ActeOrthodontie
    default_value = ActeOrthodontie.aucun
    entity = Individu
    definition_period = DAY
    label = "Acte d'orthopédie dento-faciale"
    label_en = "Orthodontic act"
    reference = NGAP


class dentaire_orthodontie_honoraires(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Honoraires de l'acte d'orthopédie dento-faciale"
    label_en = "Fee"
    reference = NGAP


class dentaire_orthodontie_debut_traitement_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier acte du traitement"
    label_en = "First act of the treatment"
    reference = NGAP
    documentation = "À défaut, le jour de l'acte."


class dentaire_orthodontie_accord_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de l'accord préalable qui couvre l'acte"
    label_en = "Date of the agreement for this act"
    reference = ACCORD
    documentation = "Donnée, ou déduite de la demande d'accord préalable. La demande se renouvelle à chaque semestre."

    def formula_2009_01_01(individu, period):
        """L'accord exprès ou tacite de la caisse."""
        return individu("appareillage_accord_prealable_date", period)


class dentaire_orthodontie_premier_accord_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de l'accord préalable donné avant le début du traitement"
    label_en = "Date of the first agreement"
    reference = ACCORD

    def formula_2009_01_01(individu, period):
        """À défaut, celle de l'accord qui couvre l'acte : vrai pour le premier semestre."""
        return individu("dentaire_orthodontie_accord_date", period)


def _premier_accord(individu, period):
    """Le premier accord ; celui qui couvre l'acte pour une personne dont il n'est pas donné."""
    premier = individu("dentaire_orthodontie_premier_accord_date", period)
    return where(est_renseignee(premier), premier, individu("dentaire_orthodontie_accord_date", period))


class dentaire_orthodontie_numero_semestre(Variable):
    value_type = int
    default_value = 1
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 1
    maximum = 20
    label = "Rang du semestre de traitement"
    label_en = "Rank of the semester"
    reference = NGAP


class dentaire_orthodontie_surveillances_deja_facturees(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 20
    label = "Séances de surveillance déjà facturées dans le semestre"
    label_en = "Surveillance sessions already billed"
    reference = NGAP


class dentaire_orthodontie_multi_attaches(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Traitement multi-attaches"
    label_en = "Multi-bracket treatment"
    reference = L861_3


class dentaire_orthodontie_chirurgie_maxillaires(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Chirurgie des maxillaires prévue, lettre du praticien jointe"
    label_en = "Jaw surgery planned"
    reference = NGAP


class dentaire_orthodontie_semestre_chirurgie_deja_pris(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le semestre avant chirurgie a déjà été pris en charge"
    label_en = "Pre-surgery semester already paid"
    reference = NGAP
    documentation = "Il n'est pas renouvelable."


class dentaire_orthodontie_garantie_totale(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Garantie du contrat pour l'acte, part de l'Assurance Maladie comprise"
    label_en = "Contract guarantee"
    reference = R871_2


class dentaire_orthodontie_exigence_particuliere(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Exigence particulière du patient bénéficiaire de la C2S"
    label_en = "Particular demand of a C2S patient"
    reference = L861_3


class dentaire_orthodontie_debut_limite_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour commencer le traitement"
    label_en = "Last day to start"
    reference = ACCORD + NGAP
    documentation = "Sans objet (1970-01-01) sans accord."

    def formula_2009_01_01(individu, period, parameters):
        """Six mois après l'accord, ce jour compris, et la veille du seizième anniversaire au plus tard."""
        regles = parameters(period).appareillage.dentaire.orthodontie
        accord = _premier_accord(individu, period)
        fin_accord = ajoute_mois(accord, regles.delai_debut_apres_accord_mois)
        anniversaire = ajoute_annees(individu("date_naissance", period), regles.age_limite_debut)
        return where(est_renseignee(accord), min_(fin_accord, ajoute_jours(anniversaire, -1)), NON_RENSEIGNEE)


class dentaire_orthodontie_motif(Variable):
    value_type = Enum
    possible_values = MotifAppareillage
    default_value = MotifAppareillage.sans_objet
    entity = Individu
    definition_period = DAY
    label = "L'acte d'orthopédie dento-faciale est-il pris en charge, et pourquoi"
    label_en = "Whether the act is covered, and why"
    reference = NGAP + ACCORD

    def formula_2009_01_01(individu, period, parameters):
        """Accord préalable, traitement commencé avant seize ans et dans les six mois de l'accord, six semestres au
        plus ; un semestre avant chirurgie des maxillaires.
        """
        regles = parameters(period).appareillage.dentaire.orthodontie
        jour = premier_jour(period)
        acte = individu("dentaire_orthodontie_acte", period)
        accord = individu("dentaire_orthodontie_accord_date", period)
        premier_accord = _premier_accord(individu, period)
        debut = individu("dentaire_orthodontie_debut_traitement_date", period)
        debut = where(est_renseignee(debut), debut, jour)
        seizieme = ajoute_annees(individu("date_naissance", period), regles.age_limite_debut)
        tardif = debut > ajoute_mois(premier_accord, regles.delai_debut_apres_accord_mois)
        chirurgie = acte == ActeOrthodontie.semestre_avant_chirurgie
        epuises = (
            (
                (acte == ActeOrthodontie.semestre)
                & (individu("dentaire_orthodontie_numero_semestre", period) > regles.nombre_semestres_maximum)
            )
            | (
                (acte == ActeOrthodontie.surveillance)
                & (
                    individu("dentaire_orthodontie_surveillances_deja_facturees", period)
                    >= regles.surveillances_par_semestre_maximum
                )
            )
            | (chirurgie & individu("dentaire_orthodontie_semestre_chirurgie_deja_pris", period))
        )
        sans_lettre = chirurgie & not_(individu("dentaire_orthodontie_chirurgie_maxillaires", period))
        facture = individu("dentaire_orthodontie_honoraires", period) > 0
        return premier_vrai(
            [
                ((acte == ActeOrthodontie.aucun) | not_(facture), MotifAppareillage.sans_objet),
                (not_(est_renseignee(accord)) | (accord > jour), MotifAppareillage.accord_absent),
                (sans_lettre, MotifAppareillage.indication_absente),
                (not_(chirurgie) & (debut >= seizieme), MotifAppareillage.age_depasse),
                (not_(chirurgie) & tardif, MotifAppareillage.accord_perime),
                (epuises, MotifAppareillage.semestres_epuises),
            ],
            sinon=MotifAppareillage.eligible,
        )


class dentaire_orthodontie_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'acte d'orthopédie dento-faciale est pris en charge"
    label_en = "The act is covered"
    reference = NGAP

    def formula_2009_01_01(individu, period):
        """Vrai quand toutes les conditions sont remplies."""
        return individu("dentaire_orthodontie_motif", period) == MotifAppareillage.eligible


class dentaire_orthodontie_base_remboursement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Base de remboursement de l'acte d'orthopédie dento-faciale"
    label_en = "Reimbursement base"
    reference = NGAP

    def formula_2009_01_01(individu, period, parameters):
        """Un montant par acte."""
        bases = par_membre(parameters(period).appareillage.dentaire.orthodontie.base_remboursement, ActeOrthodontie)
        return numpy.take(bases, codes(individu("dentaire_orthodontie_acte", period)))


def _coefficient_eleve(individu, period, parameters):
    regles = parameters(period).appareillage.dentaire.orthodontie
    coefficients = par_membre(regles.coefficient, ActeOrthodontie)
    return numpy.take(coefficients, codes(individu("dentaire_orthodontie_acte", period))) >= regles.coefficient_seuil


def _prix(individu, period):
    honoraires = arrondi_centime(individu("dentaire_orthodontie_honoraires", period))
    return individu("dentaire_orthodontie_eligible", period) * honoraires


class dentaire_orthodontie_taux(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "/1"
    label = "Taux de prise en charge de l'acte d'orthopédie dento-faciale"
    label_en = "Rate of coverage"
    reference = L160_13 + R160_16

    def formula_2009_01_01(individu, period, parameters):
        """100 % de la base à partir du coefficient seuil (pratique d'Ameli), le taux dentaire au-dessous."""
        regles = parameters(period).appareillage.dentaire.orthodontie
        dentaire = parameters(period).soins.taux_remboursement.dentaire
        taux = where(_coefficient_eleve(individu, period, parameters), regles.taux_coefficient_eleve, dentaire)
        return taux_de_la_personne(individu, period, parameters, taux)


class dentaire_orthodontie_participation_forfaitaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Participation forfaitaire laissée sur l'acte par la lettre de l'article R. 160-16"
    label_en = "Flat patient share"
    reference = R160_16
    documentation = "0 par défaut : la pratique des caisses. Voir le paramètre participation_forfaitaire_appliquee."

    def formula_2009_01_01(individu, period, parameters):
        """18 €, puis 24 € depuis 2019 et 32 € depuis le 22 avril 2026, si le paramètre l'applique, sans exonération."""
        regles = parameters(period).appareillage.dentaire.orthodontie
        due = regles.participation_forfaitaire_appliquee & _coefficient_eleve(individu, period, parameters)
        due = due & not_(individu("appareillage_exonere", period)) & individu("dentaire_orthodontie_eligible", period)
        return due * regles.participation_forfaitaire_montant


class dentaire_orthodontie_part_amo(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'Assurance Maladie pour l'acte d'orthopédie dento-faciale"
    label_en = "Assurance Maladie's part"
    reference = L160_13 + L169_2_1

    def formula_2009_01_01(individu, period):
        """Le taux sur le plus petit des honoraires et de la base, moins la participation forfaitaire quand elle
        s'applique.
        """
        retenu = min_(_prix(individu, period), individu("dentaire_orthodontie_base_remboursement", period))
        part = arrondi_centime(individu("dentaire_orthodontie_taux", period) * retenu)
        return max_(0, arrondi_centime(part - individu("dentaire_orthodontie_participation_forfaitaire", period)))

    def formula_2016_07_15(individu, period):
        """Depuis le 15 juillet 2016, les dépassements qui résultent d'un acte de terrorisme sont pris en charge
        (L. 169-2-1) : les honoraires entiers.
        """
        honoraires = _prix(individu, period)
        retenu = min_(honoraires, individu("dentaire_orthodontie_base_remboursement", period))
        part = arrondi_centime(individu("dentaire_orthodontie_taux", period) * retenu)
        part = max_(0, arrondi_centime(part - individu("dentaire_orthodontie_participation_forfaitaire", period)))
        return where(individu("appareillage_frais_reels", period), honoraires, part)


class dentaire_orthodontie_part_regime_local(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part du régime local d'Alsace-Moselle pour l'acte d'orthopédie dento-faciale"
    label_en = "Part of the local scheme"
    reference = L325_1

    def formula_2009_01_01(individu, period, parameters):
        """Le complément jusqu'à 90 % de la base."""
        base = individu("dentaire_orthodontie_base_remboursement", period)
        amo = individu("dentaire_orthodontie_part_amo", period)
        return part_regime_local(individu, period, parameters, _prix(individu, period), base, amo=amo)


class dentaire_orthodontie_tarif_maximum_c2s(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Montant maximal de l'acte pour un bénéficiaire de la C2S"
    label_en = "C2S maximum"
    reference = L861_3
    documentation = "0 quand il n'est pas connu."

    def formula_2009_01_01(individu, period, parameters):
        """333 € le semestre, 464 € avec multi-attaches ; aucun dépassement pour la surveillance et la contention."""
        maximums = parameters(period).appareillage.dentaire.orthodontie.tarif_maximum_c2s
        acte = individu("dentaire_orthodontie_acte", period)
        multi = individu("dentaire_orthodontie_multi_attaches", period)
        semestre = where(
            multi, valeur(maximums, "semestre_multi_attaches", sinon=0), valeur(maximums, "semestre", sinon=0)
        )
        return numpy.select(
            [
                acte == ActeOrthodontie.aucun,
                acte == ActeOrthodontie.semestre,
                acte == ActeOrthodontie.semestre_avant_chirurgie,
            ],
            [0, semestre, valeur(maximums, "semestre_avant_chirurgie", sinon=0)],
            individu("dentaire_orthodontie_base_remboursement", period),
        )


class dentaire_orthodontie_plafond_c2s_inconnu(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le montant maximal de la C2S n'est pas connu : seule la base est payée"
    label_en = "C2S maximum unknown"
    reference = L861_3

    def formula_2009_01_01(individu, period):
        """Semestre avant chirurgie, depuis le 1er octobre 2017."""
        c2s = individu("appareillage_couverture_complementaire", period) == CouvertureComplementaire.c2s
        inconnu = individu("dentaire_orthodontie_tarif_maximum_c2s", period) == 0
        return individu("dentaire_orthodontie_eligible", period) & c2s & inconnu


class dentaire_orthodontie_c2s_a_confirmer(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le maximum de la C2S de l'acte est connu sans source récente : à confirmer"
    label_en = "C2S maximum to be confirmed"
    reference = L861_3

    def formula_2020_01_01(individu, period):
        """Depuis 2020 : semestre avec multi-attaches."""
        c2s = individu("appareillage_couverture_complementaire", period) == CouvertureComplementaire.c2s
        semestre = individu("dentaire_orthodontie_acte", period) == ActeOrthodontie.semestre
        return c2s & semestre & individu("dentaire_orthodontie_multi_attaches", period)


class DestinataireDevisOrthodontie(Enum):
    sans_objet = "Sans objet : pas de Complémentaire santé solidaire"
    dentiste_conseil = "Le dentiste-conseil de la caisse primaire d'assurance maladie"


class dentaire_orthodontie_destinataire_devis(Variable):
    value_type = Enum
    possible_values = DestinataireDevisOrthodontie
    default_value = DestinataireDevisOrthodontie.sans_objet
    entity = Individu
    definition_period = DAY
    label = "À qui la demande d'accord et le devis d'un bénéficiaire de la C2S sont envoyés"
    label_en = "Where the quote of a C2S patient goes"
    reference = L861_3
    documentation = "La caisse, ou l'organisme complémentaire gestionnaire, notifie la décision."

    def formula_2009_01_01(individu, period):
        """Au dentiste-conseil, avec la mention de la C2S sur le devis."""
        c2s = individu("appareillage_couverture_complementaire", period) == CouvertureComplementaire.c2s
        return premier_vrai(
            [(c2s, DestinataireDevisOrthodontie.dentiste_conseil)], sinon=DestinataireDevisOrthodontie.sans_objet
        )


class dentaire_orthodontie_prise_en_charge_totale(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prise en charge par tous les organismes de l'acte d'orthopédie dento-faciale"
    label_en = "Total paid"
    reference = R871_2 + D911_1 + L861_3

    def formula_2009_01_01(individu, period, parameters):
        """Honoraires libres : la base, ou la garantie du contrat (125 % de la base au moins pour un contrat collectif
        obligatoire) ; C2S jusqu'à son maximum.
        """
        prix, base = _prix(individu, period), individu("dentaire_orthodontie_base_remboursement", period)
        coefficient = parameters(period).appareillage.dentaire.garantie_ani_coefficient
        ani = individu("complementaire_panier_ani", period.first_month) * arrondi_centime(coefficient * base)
        garantie = max_(individu("dentaire_orthodontie_garantie_totale", period), ani)
        maximum = individu("dentaire_orthodontie_tarif_maximum_c2s", period)
        vise = total_d_une_ligne(individu, period, prix, base, garantie=garantie, maximum_c2s=maximum)
        return arrondi_centime(max_(vise, parts_legales(individu, period, "dentaire_orthodontie")))


class dentaire_orthodontie_part_complementaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part complémentaire pour l'acte d'orthopédie dento-faciale"
    label_en = "Complementary part"
    reference = R871_2 + L861_3

    def formula_2009_01_01(individu, period):
        """La prise en charge totale moins les parts de l'Assurance Maladie et du régime local."""
        return part_complementaire(individu, period, "dentaire_orthodontie")


class dentaire_orthodontie_reste_a_charge(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Reste à charge pour l'acte d'orthopédie dento-faciale"
    label_en = "What is left"
    reference = L160_13

    def formula_2009_01_01(individu, period):
        """Les honoraires moins la prise en charge totale."""
        return reste_a_charge(
            individu, period, "dentaire_orthodontie", individu("dentaire_orthodontie_honoraires", period)
        )


class dentaire_orthodontie_montant_irregulier(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Somme facturée au-delà du maximum de la C2S"
    label_en = "Sum billed above the C2S maximum"
    reference = L162_9 + L861_3
    documentation = (
        "Le maximum ne lie le praticien que pour les soins que la C2S prend en charge : les honoraires d'un acte refusé "
        "(début après seize ans, septième semestre, accord absent) sont libres."
    )

    def formula_2009_01_01(individu, period):
        """Acte pris en charge d'un bénéficiaire de la C2S, sans exigence particulière (L. 162-9, dernier alinéa) ; les
        honoraires sont libres pour les autres.
        """
        c2s = individu("appareillage_couverture_complementaire", period) == CouvertureComplementaire.c2s
        opposable = c2s & not_(individu("dentaire_orthodontie_exigence_particuliere", period))
        opposable = opposable & individu("dentaire_orthodontie_eligible", period)
        maximum = opposable * individu("dentaire_orthodontie_tarif_maximum_c2s", period)
        return depassement_du_plafond(arrondi_centime(individu("dentaire_orthodontie_honoraires", period)), maximum)


class dentaire_orthodontie_prix_irregulier(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Les honoraires d'orthopédie dento-faciale dépassent le maximum de la C2S"
    label_en = "The fee breaks the cap"
    reference = L861_3

    def formula_2009_01_01(individu, period):
        """Des honoraires égaux au maximum sont réguliers."""
        return individu("dentaire_orthodontie_montant_irregulier", period) > 0
