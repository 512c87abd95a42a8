"""Ce qu'un séjour coûte, qui le paie et ce qui reste (R36 à R45) : participation de 20 %, forfait journalier, imputation."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.hospitalisation.articles import L174_4, R160_5, R160_6, R160_16, R162_27
from openfisca_cpam.variables.hospitalisation.sejour import (
    MotifExonerationSejour,
    MotifForfaitJournalier,
    Service,
    jours_en_maternite,
)
from openfisca_cpam.variables.individu.complementaire import TypeComplementaire

D174_1 = [
    "Article D. 174-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006735547",
]
D325_6 = [
    "Article D. 325-6, 2°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031813511",
]
L861_3 = [
    "Article L. 861-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046812151",
]
L871_1 = [
    "Article L. 871-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051382496",
]


def _periodes_du_forfait(individu, parameters):
    """The spans of dates over which the daily charges do not change: first day, day after the last, the two amounts."""
    noeud = individu.simulation.tax_benefit_system.parameters.children["hospitalisation"].children["forfait_journalier"]
    debuts = sorted({entree.instant_str for parametre in noeud.children.values() for entree in parametre.values_list})
    for debut, fin in zip(debuts, [*debuts[1:], None], strict=True):
        forfaits = parameters(debut).hospitalisation.forfait_journalier
        yield (
            numpy.datetime64(debut, "D"),
            None if fin is None else numpy.datetime64(fin, "D"),
            valeur(forfaits, "general", sinon=0),
            valeur(forfaits, "psychiatrie", sinon=0),
        )


def _par_periode(individu, period, parameters, debut, fin, montant):
    """Sum, over the spans of constant charge, of the days of [debut, fin) out of the maternity period, times an amount."""
    psychiatrie = individu("hospitalisation_service", period) == Service.psychiatrie
    total = numpy.zeros(individu.count)
    for commence, finit, general, de_psychiatrie in _periodes_du_forfait(individu, parameters):
        forfait = where(psychiatrie, de_psychiatrie, general)
        premier = numpy.maximum(debut, commence)
        dernier = fin if finit is None else numpy.minimum(fin, finit)
        jours = max_(0, jours_entre(premier, dernier)) - jours_en_maternite(individu, period, premier, dernier)
        total = total + jours * montant(forfait)
    return arrondi_centime(total)


def _jours_du_ticket(individu, period, parameters):
    """Billed days among the first thirty, those before a transfer counted; none under an exemption of the whole stay."""
    maximum = parameters(period).hospitalisation.nombre_jours_ticket_moderateur
    reste = max_(0, maximum - individu("hospitalisation_jours_anterieurs", period))
    participe = parmi(
        individu("hospitalisation_exoneration_motif", period),
        MotifExonerationSejour.aucune,
        MotifExonerationSejour.maternite_en_partie,
    )
    return participe * min_(individu("hospitalisation_jours_factures", period), reste)


def _du(individu, period):
    return individu("hospitalisation_forfait_motif", period) == MotifForfaitJournalier.du


class hospitalisation_frais_sejour(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Frais du séjour : tarif journalier par journées facturées"
    label_en = "Costs of the stay"
    reference = R160_5

    def formula_2007_01_01(individu, period):
        """Journées facturées par tarif."""
        return arrondi_centime(
            individu("hospitalisation_jours_factures", period) * individu("hospitalisation_tarif_journalier", period)
        )


class hospitalisation_acte_couteux(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le séjour comporte un acte coûteux, ou en suit un"
    label_en = "The stay includes a costly act, or follows one"
    reference = R160_16

    def formula_2007_01_01(individu, period, parameters):
        """Tarif ou coefficient au moins égal au seuil (91 € ou 50 avant mars 2011, 120 € ou 60 depuis)."""
        seuils = parameters(period).soins.participation_actes_couteux
        acte = (individu("hospitalisation_acte_tarif", period) >= seuils.seuil_tarif) | (
            individu("hospitalisation_acte_coefficient", period) >= seuils.seuil_coefficient
        )
        suite = individu("hospitalisation_suite_acte_couteux", period)
        return individu("hospitalisation_sejour", period) & (acte | suite)


class hospitalisation_jours_avec_participation(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Journées facturées avec la participation de 20 %"
    label_en = "Days billed with the 20 % share"
    reference = R160_16

    def formula_2007_01_01(individu, period, parameters):
        """Les trente premiers jours consécutifs, ceux d'avant un transfert compris ; aucun en cas d'exonération.

        Les jours de la période de maternité n'en portent pas (L. 160-9), mais comptent parmi les trente.
        """
        jours = _jours_du_ticket(individu, period, parameters)
        entree = individu("hospitalisation_date_entree", period)
        return jours - jours_en_maternite(individu, period, entree, ajoute_jours(entree, jours))


class hospitalisation_participation_jour(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Participation de 20 % d'une journée"
    label_en = "20 % share of one day"
    reference = R160_5

    def formula_2007_01_01(individu, period, parameters):
        """Tarif moins 80 % du tarif, arrondi au centime."""
        tarif = individu("hospitalisation_tarif_journalier", period)
        return arrondi_centime(tarif - arrondi_centime(tarif * parameters(period).hospitalisation.taux_remboursement))


class hospitalisation_participation_proportionnelle(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Participation de 20 % du séjour, avant sa réduction pour acte coûteux"
    label_en = "20 % share of the stay"
    reference = R160_5

    def formula_2007_01_01(individu, period):
        """Participation d'une journée par journées concernées."""
        return arrondi_centime(
            individu("hospitalisation_jours_avec_participation", period)
            * individu("hospitalisation_participation_jour", period)
        )


class hospitalisation_participation_reduite(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La participation est réduite au forfait d'acte coûteux : le forfait journalier ne s'y impute pas"
    label_en = "The share is reduced to the lump sum: no set-off"
    reference = R160_16 + L174_4

    def formula_2007_01_01(individu, period, parameters):
        """Acte coûteux, et 20 % supérieurs au forfait, ou à ce qu'il en reste à payer : sinon rien n'est limité."""
        montant = parameters(period).soins.participation_actes_couteux.montant
        acquitte = individu("hospitalisation_forfait_acte_couteux_deja_acquitte", period)
        participation = individu("hospitalisation_participation_proportionnelle", period)
        return individu("hospitalisation_acte_couteux", period) & (participation > where(acquitte, 0, montant))


class hospitalisation_participation_actes_couteux(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Forfait d'acte coûteux laissé à l'assuré pour le séjour"
    label_en = "Lump sum of the costly act"
    reference = R160_16
    documentation = "Montant du jour de la sortie."

    def formula_2007_01_01(individu, period, parameters):
        """18, 24 (2019), puis 32 € (22 avril 2026) ; 0 si les 20 % sont moindres, ou s'il a déjà été acquitté."""
        montant = parameters(period).soins.participation_actes_couteux.montant
        du = individu("hospitalisation_participation_reduite", period) & not_(
            individu("hospitalisation_forfait_acte_couteux_deja_acquitte", period)
        )
        return du * montant


class hospitalisation_majoration_hors_parcours(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Majoration de la participation d'un séjour hors du parcours de soins"
    label_en = "Increase for a stay out of the pathway"
    reference = R160_6

    def formula_2007_01_01(individu, period, parameters):
        """Une fois pour tout le séjour ; les assurés exonérés la supportent, sauf maternité, AT/MP, AME, moins de 16 ans."""
        parcours = parameters(period).soins.parcours
        motif = individu("hospitalisation_exoneration_motif", period)
        M = MotifExonerationSejour
        epargne = parmi(motif, M.ame, M.at_mp, M.terrorisme, M.maternite, M.nouveau_ne, M.pension_militaire, M.detenu)
        due = (
            individu("hospitalisation_sejour", period)
            & individu("hospitalisation_hors_parcours", period)
            & not_(epargne)
            & (individu("age", period) >= parcours.age_minimum)
        )
        base = individu("hospitalisation_frais_sejour", period)
        return due * min_(parcours.majoration_plafond, base)


class hospitalisation_ticket_moderateur(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part des frais de séjour que l'Assurance Maladie ne paie pas"
    label_en = "Part of the stay that the Assurance Maladie does not pay"
    reference = R160_5 + R160_16

    def formula_2007_01_01(individu, period):
        """Les 20 %, ou le forfait d'acte coûteux, et la majoration hors du parcours."""
        participation = where(
            individu("hospitalisation_participation_reduite", period),
            individu("hospitalisation_participation_actes_couteux", period),
            individu("hospitalisation_participation_proportionnelle", period),
        )
        total = participation + individu("hospitalisation_majoration_hors_parcours", period)
        return min_(individu("hospitalisation_frais_sejour", period), arrondi_centime(total))


class hospitalisation_part_amo(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'Assurance Maladie dans les frais de séjour"
    label_en = "Assurance Maladie's part of the stay"
    reference = R160_5

    def formula_2007_01_01(individu, period):
        """Frais moins ticket modérateur."""
        frais = individu("hospitalisation_frais_sejour", period)
        return arrondi_centime(frais - individu("hospitalisation_ticket_moderateur", period))


class hospitalisation_forfait_journalier_total(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Forfait journalier du séjour, avant imputation"
    label_en = "Daily charge of the stay, before the set-off"
    reference = L174_4

    def formula_2007_01_01(individu, period, parameters):
        """Chaque jour de présence au montant de ce jour : 16, 18 (2010), 20 (2018), 23 € (mars 2026), moins en psychiatrie.

        Les jours de la période de maternité sont à la charge de l'assurance maternité (L. 174-4).
        """
        debut = individu("hospitalisation_date_entree", period)
        fin = ajoute_jours(debut, individu("hospitalisation_jours_forfait", period))
        total = _par_periode(individu, period, parameters, debut, fin, lambda forfait: forfait)
        return _du(individu, period) * total


class hospitalisation_forfait_journalier_impute(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Partie du forfait journalier absorbée par la participation de 20 %"
    label_en = "Part of the daily charge set off against the 20 %"
    reference = L174_4 + D174_1
    documentation = (
        "Jour par jour : le patient paie le plus grand des deux. Jamais quand la participation est réduite au forfait "
        "d'acte coûteux, ni pour la part du régime local."
    )

    def formula_2007_01_01(individu, period, parameters):
        """Pour chaque journée facturée avec participation, le plus petit du forfait et des 20 %."""
        debut = individu("hospitalisation_date_entree", period)
        jours = min_(_jours_du_ticket(individu, period, parameters), individu("hospitalisation_jours_forfait", period))
        fin = ajoute_jours(debut, jours)
        participation = individu("hospitalisation_participation_jour", period)
        impute = _par_periode(individu, period, parameters, debut, fin, lambda forfait: min_(forfait, participation))
        sans = individu("hospitalisation_participation_reduite", period) | individu(
            "regime_local_alsace_moselle", period.first_month
        )
        return _du(individu, period) * where(sans, 0, impute)


class hospitalisation_forfait_journalier(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Forfait journalier qui s'ajoute à la participation"
    label_en = "Daily charge added to the share"
    reference = L174_4

    def formula_2007_01_01(individu, period):
        """Forfait total moins la partie imputée."""
        total = individu("hospitalisation_forfait_journalier_total", period)
        return arrondi_centime(total - individu("hospitalisation_forfait_journalier_impute", period))


class hospitalisation_chambre_prix_jour(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000
    label = "Prix par jour de la chambre particulière demandée par le patient"
    label_en = "Daily price of the single room"
    reference = R162_27


class hospitalisation_chambre_prescrite(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Isolement prescrit, réanimation, soins intensifs ou surveillance continue"
    label_en = "Isolation prescribed, or intensive care"
    reference = R162_27
    documentation = "La chambre seule est alors sans supplément."


class hospitalisation_chambre_prix_habituel(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le prix de la chambre particulière est dans la fourchette indicative"
    label_en = "The price of the single room is within the usual range"
    reference = R162_27
    documentation = "Vrai aussi sans chambre particulière. Indication seule : le prix est libre."

    def formula_2007_01_01(individu, period):
        """Aucune fourchette connue avant 2023."""
        return numpy.ones(individu.count, dtype=bool)

    def formula_2023_01_01(individu, period, parameters):
        """Entre 30 et 120 € par jour."""
        chambre = parameters(period).hospitalisation.chambre_particuliere
        prix = individu("hospitalisation_chambre_prix_jour", period)
        return (prix == 0) | ((prix >= chambre.prix_bas) & (prix <= chambre.prix_haut))


def _jours_de_chambre(individu, period):
    """Article R. 162-27, 1°: the days of presence, the day of exit left out after a transfer or a death."""
    sans_sortie = individu("hospitalisation_sortie_par_transfert", period) | individu(
        "hospitalisation_sortie_par_deces", period
    )
    nuits = jours_entre(
        individu("hospitalisation_date_entree", period), individu("hospitalisation_date_sortie", period)
    )
    due = individu("hospitalisation_sejour", period) & not_(individu("hospitalisation_chambre_prescrite", period))
    return due * (nuits + 1 - sans_sortie)


class hospitalisation_chambre_particuliere(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Supplément pour chambre particulière"
    label_en = "Single room"
    reference = R162_27

    def formula_2007_01_01(individu, period):
        """Par jour de présence, jour de sortie compris sauf décès ou transfert ; rien si l'isolement est prescrit."""
        prix = individu("hospitalisation_chambre_prix_jour", period)
        return arrondi_centime(_jours_de_chambre(individu, period) * prix)


class hospitalisation_depense(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Dépense du séjour : frais, forfait journalier ajouté, chambre particulière"
    label_en = "What the stay costs"
    reference = R160_5 + L174_4

    def formula_2007_01_01(individu, period):
        """Le forfait imputé n'est pas compté deux fois."""
        return arrondi_centime(
            individu("hospitalisation_frais_sejour", period)
            + individu("hospitalisation_forfait_journalier", period)
            + individu("hospitalisation_chambre_particuliere", period)
        )


class hospitalisation_part_regime_local(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part du régime local d'Alsace-Moselle dans le séjour"
    label_en = "Part of the local scheme"
    reference = L174_4 + D325_6 + D174_1

    def formula_2007_01_01(individu, period, parameters):
        """Ticket modérateur, forfait journalier et forfait d'acte coûteux ; ni la majoration, ni la chambre."""
        taux_total = parameters(period).soins.regime_local_alsace_moselle.taux_total.hospitalisation
        ticket = individu("hospitalisation_ticket_moderateur", period)
        majoration = min_(ticket, individu("hospitalisation_majoration_hors_parcours", period))
        part = ticket - majoration + individu("hospitalisation_forfait_journalier", period)
        affilie = individu("regime_local_alsace_moselle", period.first_month)
        return affilie * arrondi_centime(part * taux_total)


class hospitalisation_part_c2s(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de la Complémentaire santé solidaire dans le séjour"
    label_en = "Part of the C2S"
    reference = L861_3

    def formula_2007_01_01(individu, period):
        """Ticket modérateur et forfait journalier ; hors du parcours, la participation reste au patient."""
        ticket = individu("hospitalisation_ticket_moderateur", period)
        majoration = individu("hospitalisation_majoration_hors_parcours", period)
        forfait = individu("hospitalisation_forfait_journalier", period)
        local = individu("hospitalisation_part_regime_local", period)
        forfait_non_paye = forfait - max_(0, local - (ticket - majoration))
        reste = where(majoration > 0, forfait_non_paye, ticket + forfait - local)
        return individu("beneficiaire_c2s", period.first_month) * max_(0, arrondi_centime(reste))


class hospitalisation_complementaire_chambre_jour(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000
    label = "Garantie du contrat pour la chambre particulière, par jour"
    label_en = "Guarantee for the single room, by day"
    reference = L871_1


class hospitalisation_part_complementaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de la complémentaire privée dans le séjour"
    label_en = "Part of the private complementary insurance"
    reference = [*L871_1, "Article R. 871-2 du code de la sécurité sociale"]

    def formula_2007_01_01(individu, period):
        """Ticket modérateur sans la majoration, forfait journalier sans limite de durée, chambre selon la garantie."""
        mois = period.first_month
        type_contrat = individu("complementaire_type", mois)
        responsable = type_contrat == TypeComplementaire.contrat_responsable
        ticket = individu("hospitalisation_ticket_moderateur", period)
        majoration = min_(ticket, individu("hospitalisation_majoration_hors_parcours", period))
        ticket = ticket - where(responsable, majoration, 0)
        reste = ticket + individu("hospitalisation_forfait_journalier", period)
        reste = max_(0, arrondi_centime(reste - individu("hospitalisation_part_regime_local", period)))
        prix = individu("hospitalisation_chambre_prix_jour", period)
        par_jour = min_(prix, individu("hospitalisation_complementaire_chambre_jour", period))
        chambre = arrondi_centime(_jours_de_chambre(individu, period) * par_jour)
        couvert = (type_contrat != TypeComplementaire.aucune) & not_(individu("beneficiaire_c2s", mois))
        return couvert * arrondi_centime(reste + chambre)


class hospitalisation_reste_a_charge(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Reste à charge du patient pour le séjour"
    label_en = "What is left to the patient for the stay"
    reference = R160_5 + L174_4
    documentation = "Dépense = part de l'Assurance Maladie + régime local + C2S + complémentaire + reste."

    def formula_2007_01_01(individu, period):
        """Participation, forfait journalier et chambre non couverts."""
        paye = (
            individu("hospitalisation_part_amo", period)
            + individu("hospitalisation_part_regime_local", period)
            + individu("hospitalisation_part_c2s", period)
            + individu("hospitalisation_part_complementaire", period)
        )
        return arrondi_centime(individu("hospitalisation_depense", period) - paye)


class hospitalisation_tiers_payant(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'hôpital est payé directement par la caisse"
    label_en = "The hospital is paid directly by the fund"
    reference = [
        "Conventions entre les établissements et les caisses",
        "Article L. 161-36-4 du code de la sécurité sociale",
    ]

    def formula_2007_01_01(individu, period):
        """Pour tout séjour, sur la part de l'Assurance Maladie."""
        return individu("hospitalisation_sejour", period)


class hospitalisation_devis_obligatoire(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Un devis est obligatoire avant le séjour : supplément programmé"
    label_en = "A written estimate is owed before the stay"
    reference = ["Article L. 1111-3-2 du code de la santé publique"]

    def formula_2007_01_01(individu, period):
        """Chambre particulière demandée par le patient."""
        return individu("hospitalisation_chambre_particuliere", period) > 0


class hospitalisation_a_confirmer(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le résultat repose sur un point que le texte ou la pratique ne règle pas"
    label_en = "The result rests on an open point"
    reference = R160_16 + R160_6

    def formula_2007_01_01(individu, period):
        """Second séjour avec forfait après transfert, majoration hors du parcours (plafond calculé)."""
        suite = individu("hospitalisation_suite_acte_couteux", period)
        return suite | (individu("hospitalisation_majoration_hors_parcours", period) > 0)
