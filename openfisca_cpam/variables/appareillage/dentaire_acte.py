"""Les prothèses dentaires : l'acte, son panier, sa base de remboursement, son honoraire limite."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.articles import L162_9, L861_3
from openfisca_cpam.variables.appareillage.commun import MotifAppareillage, par_membre, sans_base

CCAM = [
    "Article L. 162-1-7 du code de la sécurité sociale (classification commune des actes médicaux)",
]
R871_2 = [
    "Article R. 871-2, 5°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000052861614",
]


class ActeDentaire(Enum):
    aucun = "Aucun acte"
    hbld038 = "HBLD038 - couronne métallique non précieuse, toute dent"
    hbld634 = "HBLD634 - couronne céramo-métallique, incisive, canine ou première prémolaire"
    hbld680 = "HBLD680 - couronne céramique monolithique hors zircone, incisive, canine ou première prémolaire"
    hbld350 = "HBLD350 - couronne zircone monolithique, sauf molaire"
    hbld073 = "HBLD073 - couronne zircone monolithique, molaire"
    hbld158 = "HBLD158 - couronne céramique monolithique hors zircone, deuxième prémolaire ou molaire"
    hbld491 = "HBLD491 - couronne céramo-métallique, deuxième prémolaire"
    hbld734 = "HBLD734 - couronne céramo-métallique, molaire"
    hbld403 = "HBLD403 - couronne céramo-céramique"
    hbld090 = "HBLD090 - inlay-core sous une couronne sans reste à charge"
    inlay_core_autre = "Autre inlay-core"
    hbld490 = "HBLD490 - couronne transitoire liée à une couronne sans reste à charge"
    hbld033 = "HBLD033 - bridge de trois éléments, tout métal"
    hbld785 = "HBLD785 - bridge de trois éléments céramo-métallique remplaçant une incisive"
    hbld099 = "HBLD099 - bridge tout zircone monolithique"
    hbld426 = "HBLD426 - bridge tout céramique autre que zircone monolithique"
    bridge_ceramo_metallique_autre = "Bridge céramo-métallique remplaçant une dent autre qu'une incisive"
    bridge_pilier_ceramo_metallique = "Bridge, un pilier céramo-métallique et le reste en métal"
    prothese_resine_definitive = "Prothèse amovible définitive en résine"
    prothese_resine_transitoire = "Prothèse amovible transitoire en résine"
    reparation_resine = "Réparation d'une plaque en résine fissurée, sans renfort métallique"
    reparation_resine_renfort_metal = "Réparation d'une plaque en résine fissurée, avec renfort métallique"
    adjonction_element = "Dents ou crochets ajoutés à un appareil"
    inlay_onlay = "Inlay-onlay de deux faces ou plus, composite ou métal"
    non_remboursable = "Implant ou autre acte non remboursable"
    autre = "Autre prothèse dentaire : panier, base et honoraire limite à donner"


class MateriauCouronne(Enum):
    non_renseigne = "Matériau non renseigné"
    metal_non_precieux = "Métal non précieux"
    ceramo_metallique = "Céramo-métallique"
    ceramique_monolithique = "Céramique monolithique hors zircone"
    zircone_monolithique = "Zircone monolithique"
    ceramo_ceramique = "Céramo-céramique"


class LocalisationDent(Enum):
    non_renseignee = "Dent non renseignée"
    incisive = "Incisive"
    canine = "Canine"
    premiere_premolaire = "Première prémolaire"
    deuxieme_premolaire = "Deuxième prémolaire"
    molaire = "Molaire"


class PanierDentaire(Enum):
    rac_zero = "Panier sans reste à charge (100 % santé)"
    modere = "Panier au reste à charge modéré"
    libre = "Panier à honoraires libres"


class dentaire_couronne_materiau(Variable):
    value_type = Enum
    possible_values = MateriauCouronne
    default_value = MateriauCouronne.non_renseigne
    entity = Individu
    definition_period = DAY
    label = "Matériau de la couronne, quand le code de l'acte n'est pas donné"
    label_en = "Crown material"
    reference = CCAM


class dentaire_localisation(Variable):
    value_type = Enum
    possible_values = LocalisationDent
    default_value = LocalisationDent.non_renseignee
    entity = Individu
    definition_period = DAY
    label = "Dent soignée"
    label_en = "Tooth"
    reference = CCAM


class dentaire_acte(Variable):
    value_type = Enum
    possible_values = ActeDentaire
    default_value = ActeDentaire.aucun
    entity = Individu
    definition_period = DAY
    label = "Acte de prothèse dentaire"
    label_en = "Dental act"
    reference = CCAM
    documentation = "Donné par le devis ; à défaut, déduit du matériau de la couronne et de la dent."

    def formula_2009_01_01(individu, period):
        """Une couronne se code par son matériau et sa dent (annexe IV de la convention de 2018)."""
        materiau, dent = individu("dentaire_couronne_materiau", period), individu("dentaire_localisation", period)
        connue = dent != LocalisationDent.non_renseignee
        molaire, deuxieme = dent == LocalisationDent.molaire, dent == LocalisationDent.deuxieme_premolaire
        visible = connue & not_(molaire) & not_(deuxieme)
        ceramo_metallique = materiau == MateriauCouronne.ceramo_metallique
        ceramique = materiau == MateriauCouronne.ceramique_monolithique
        zircone = materiau == MateriauCouronne.zircone_monolithique
        return premier_vrai(
            [
                (materiau == MateriauCouronne.metal_non_precieux, ActeDentaire.hbld038),
                (materiau == MateriauCouronne.ceramo_ceramique, ActeDentaire.hbld403),
                (ceramo_metallique & molaire, ActeDentaire.hbld734),
                (ceramo_metallique & deuxieme, ActeDentaire.hbld491),
                (ceramo_metallique & visible, ActeDentaire.hbld634),
                (ceramique & visible, ActeDentaire.hbld680),
                (ceramique & connue, ActeDentaire.hbld158),
                (zircone & molaire, ActeDentaire.hbld073),
                (zircone & connue, ActeDentaire.hbld350),
            ],
            sinon=ActeDentaire.aucun,
        )


class dentaire_nombre_dents(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 14
    label = "Nombre de dents de la prothèse amovible"
    label_en = "Teeth of the denture"
    reference = CCAM
    documentation = "De 1 à 14, 14 pour un appareil complet."


class dentaire_deux_arcades_completes(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Prothèse complète des deux arcades (28 dents)"
    label_en = "Complete dentures, both jaws"
    reference = CCAM


class dentaire_plaque_metallique(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Plaque base métallique"
    label_en = "Metal base plate"
    reference = CCAM


class dentaire_nombre_elements(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 28
    label = "Dents ou crochets ajoutés"
    label_en = "Added teeth or hooks"
    reference = CCAM


class dentaire_inlay_core_clavette(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Inlay-core à clavette"
    label_en = "Inlay-core with key"
    reference = CCAM


class dentaire_honoraires(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Honoraires facturés pour l'acte"
    label_en = "Fee billed"
    reference = CCAM


class dentaire_praticien_conventionne(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Le praticien est conventionné"
    label_en = "The dentist is in the convention"
    reference = L162_9


class dentaire_tarif_autorite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Tarif d'autorité, chez un praticien non conventionné"
    label_en = "Authority tariff"
    reference = L162_9
    documentation = "Base de remboursement d'un praticien hors convention ; 0 quand elle n'est pas connue."


class dentaire_base_devis(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Base de remboursement lue sur le devis"
    label_en = "Base from the quote"
    reference = CCAM
    documentation = "L'emporte sur la table ; à donner pour un acte hors de la table."


class dentaire_honoraire_limite_devis(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Honoraire limite lu sur le devis"
    label_en = "Fee cap from the quote"
    reference = L162_9
    documentation = "L'emporte sur la table : à donner pour un acte sans valeur vérifiée ou après une hausse."


class dentaire_tarif_maximum_c2s_devis(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Montant maximal de la C2S pour l'acte, lu sur le devis"
    label_en = "C2S maximum from the quote"
    reference = L861_3
    documentation = "L'emporte sur la table : les montants d'après le 31 décembre 2024 n'ont pas été vus."


def par_nombre_de_dents(noeud, nombres):
    """Valeur d'une table par nombre de dents (dents_4, dents_1_a_3…) ; 0 où elle n'en a pas."""
    montants = numpy.zeros(nombres.shape)
    for nom in noeud:
        if nom.startswith("dents_"):
            bornes = [int(borne) for borne in nom.removeprefix("dents_").split("_a_")]
            montants = where((nombres >= bornes[0]) & (nombres <= bornes[-1]), valeur(noeud, nom), montants)
    return montants


def _resine(individu, period, noeud):
    """Valeur d'une table de prothèses amovibles : les deux arcades complètes, ou le nombre de dents."""
    deux = individu("dentaire_deux_arcades_completes", period)
    nombres = individu("dentaire_nombre_dents", period)
    return where(deux, valeur(noeud, "deux_arcades", sinon=0), par_nombre_de_dents(noeud, nombres))


def est_resine(acte):
    return parmi(acte, ActeDentaire.prothese_resine_definitive, ActeDentaire.prothese_resine_transitoire)


def _hors_liste(individu, period, parameters):
    """L'acte n'est pas remboursé : la table lui donne une base nulle ; une base absente est inconnue."""
    bases = par_membre(parameters(period).appareillage.dentaire.base_remboursement, ActeDentaire, sinon=-1)
    return numpy.take(bases, codes(individu("dentaire_acte", period))) == 0


class dentaire_base_remboursement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Base de remboursement de l'acte"
    label_en = "Reimbursement base"
    reference = CCAM
    documentation = (
        "0 quand l'acte n'est pas remboursable ou que sa base n'est pas connue : voir dentaire_base_inconnue."
    )

    def formula_2009_01_01(individu, period, parameters):
        """La table par acte ; par nombre de dents pour une prothèse amovible, plus la plaque métallique de chaque
        arcade ; le tarif d'autorité hors convention.
        """
        dentaire = parameters(period).appareillage.dentaire
        acte = individu("dentaire_acte", period)
        base = numpy.take(par_membre(dentaire.base_remboursement, ActeDentaire), codes(acte))
        inlay_core = parmi(acte, ActeDentaire.hbld090, ActeDentaire.inlay_core_autre)
        base = where(
            inlay_core & individu("dentaire_inlay_core_clavette", period), dentaire.base_inlay_core_clavette, base
        )
        plaques = 1 + individu("dentaire_deux_arcades_completes", period)
        plaque = individu("dentaire_plaque_metallique", period) * plaques * dentaire.base_plaque_metallique
        resine = _resine(individu, period, dentaire.base_prothese_resine)
        base = where(est_resine(acte), resine + (resine > 0) * plaque, base)
        elements = individu("dentaire_nombre_elements", period)
        ajouts = (elements > 0) * (
            dentaire.base_adjonction.premier + max_(0, elements - 1) * dentaire.base_adjonction.suivant
        )
        base = where(acte == ActeDentaire.adjonction_element, ajouts, base)
        devis = individu("dentaire_base_devis", period)
        base = where(devis > 0, devis, base)
        autorite = individu("dentaire_tarif_autorite", period)
        base = where(individu("dentaire_praticien_conventionne", period), base, autorite)
        # Un acte hors de la liste n'a pas de base, quels que soient le devis et le praticien.
        return arrondi_centime(not_(_hors_liste(individu, period, parameters)) * base)


class dentaire_honoraire_limite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Honoraire limite de facturation de l'acte"
    label_en = "Fee cap"
    reference = L162_9
    documentation = "0 quand il n'y en a pas ou qu'il n'est pas connu."

    def formula_2009_01_01(individu, period, parameters):
        """La table par acte et par nombre de dents ; le montant du devis l'emporte. Aucun avant le 1er avril 2019."""
        dentaire = parameters(period).appareillage.dentaire
        acte = individu("dentaire_acte", period)
        limite = numpy.take(par_membre(dentaire.honoraire_limite, ActeDentaire), codes(acte))
        sans_plaque = not_(individu("dentaire_plaque_metallique", period))
        definitive = sans_plaque * _resine(individu, period, dentaire.honoraire_limite_resine_definitive)
        transitoire = sans_plaque * _resine(individu, period, dentaire.honoraire_limite_resine_transitoire)
        limite = where(acte == ActeDentaire.prothese_resine_definitive, definitive, limite)
        limite = where(acte == ActeDentaire.prothese_resine_transitoire, transitoire, limite)
        devis = individu("dentaire_honoraire_limite_devis", period)
        return where(devis > 0, devis, limite)


class dentaire_panier(Variable):
    value_type = Enum
    possible_values = PanierDentaire
    default_value = PanierDentaire.libre
    entity = Individu
    definition_period = DAY
    label = "Panier de l'acte"
    label_en = "Basket"
    reference = L162_9 + R871_2
    documentation = "Peut être donné, pour un acte hors de la table."

    def formula_2009_01_01(individu, period, parameters):
        """Le panier sans reste à charge depuis son premier jour (2020, 2021 ou 2026 selon l'acte) ; sinon modéré si
        l'acte a un honoraire limite ; sinon libre.
        """
        acte = individu("dentaire_acte", period)
        sans_reste = numpy.take(
            par_membre(parameters(period).appareillage.dentaire.panier_rac_zero, ActeDentaire), codes(acte)
        )
        stellite = est_resine(acte) & individu("dentaire_plaque_metallique", period)
        return premier_vrai(
            [
                ((sans_reste > 0) & not_(stellite), PanierDentaire.rac_zero),
                (individu("dentaire_honoraire_limite", period) > 0, PanierDentaire.modere),
            ],
            sinon=PanierDentaire.libre,
        )


class dentaire_tarif_maximum_c2s(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Montant maximal de l'acte pour un bénéficiaire de la C2S, base et dépassement autorisé"
    label_en = "C2S maximum"
    reference = L861_3
    documentation = "0 quand l'acte n'est pas sur la liste ou que le montant n'est pas connu."

    def formula_2009_01_01(individu, period, parameters):
        """La table par acte, jusqu'au 31 décembre 2024 ; le montant du devis l'emporte."""
        c2s = parameters(period).appareillage.dentaire.c2s
        acte = individu("dentaire_acte", period)
        maximum = numpy.take(par_membre(c2s.tarif_maximum, ActeDentaire), codes(acte))
        une_arcade = not_(individu("dentaire_deux_arcades_completes", period))
        resine = par_nombre_de_dents(c2s.tarif_maximum_resine, individu("dentaire_nombre_dents", period))
        plaque = individu("dentaire_plaque_metallique", period) * valeur(
            c2s, "tarif_maximum_plaque_metallique", sinon=0
        )
        maximum = where(est_resine(acte), une_arcade * (resine + (resine > 0) * plaque), maximum)
        devis = individu("dentaire_tarif_maximum_c2s_devis", period)
        return where(devis > 0, devis, maximum)


class dentaire_motif(Variable):
    value_type = Enum
    possible_values = MotifAppareillage
    default_value = MotifAppareillage.sans_objet
    entity = Individu
    definition_period = DAY
    label = "L'acte est-il pris en charge, et pourquoi"
    label_en = "Whether the act is covered, and why"
    reference = CCAM

    def formula_2009_01_01(individu, period, parameters):
        """Un acte de la liste, dont la base est connue."""
        facture = individu("dentaire_honoraires", period) > 0
        base = individu("dentaire_base_remboursement", period)
        return premier_vrai(
            [
                (not_(facture), MotifAppareillage.sans_objet),
                (_hors_liste(individu, period, parameters), MotifAppareillage.hors_liste),
                (sans_base(individu, period, base), MotifAppareillage.base_inconnue),
            ],
            sinon=MotifAppareillage.eligible,
        )


class dentaire_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'acte est pris en charge"
    label_en = "The act is covered"
    reference = CCAM

    def formula_2009_01_01(individu, period):
        """Vrai quand l'acte a une base de remboursement."""
        return individu("dentaire_motif", period) == MotifAppareillage.eligible


class dentaire_base_inconnue(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La base de l'acte n'est pas connue à cette date : rien n'est calculé"
    label_en = "Unknown base"
    reference = CCAM

    def formula_2009_01_01(individu, period, parameters):
        """Base absente de la table et du devis, pour un acte qui n'est pas hors de la liste."""
        facture = individu("dentaire_honoraires", period) > 0
        inconnue = individu("dentaire_base_remboursement", period) == 0
        return facture & inconnue & not_(_hors_liste(individu, period, parameters))


class dentaire_base_a_confirmer(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La base de l'acte vient d'une source faible : à confirmer sur le devis"
    label_en = "Base to be confirmed"
    reference = CCAM

    def formula_2009_01_01(individu, period):
        """Bridges, inlay-onlay, deux arcades complètes, quand le devis ne donne pas la base."""
        acte = individu("dentaire_acte", period)
        faible = parmi(
            acte,
            ActeDentaire.hbld033,
            ActeDentaire.hbld785,
            ActeDentaire.hbld099,
            ActeDentaire.hbld426,
            ActeDentaire.bridge_ceramo_metallique_autre,
            ActeDentaire.bridge_pilier_ceramo_metallique,
            ActeDentaire.inlay_onlay,
        )
        deux_arcades = est_resine(acte) & individu("dentaire_deux_arcades_completes", period)
        de_la_table = (individu("dentaire_base_devis", period) == 0) & individu(
            "dentaire_praticien_conventionne", period
        )
        connue = individu("dentaire_base_remboursement", period) > 0
        return de_la_table & connue & (faible | deux_arcades) & individu("dentaire_eligible", period)


class dentaire_honoraire_limite_inconnu(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'honoraire limite d'un acte sans reste à charge n'est pas connu : à lire sur le devis"
    label_en = "Unknown fee cap"
    reference = L162_9
    documentation = (
        "La complémentaire n'est alors comptée que pour la participation : le reste à charge calculé est trop élevé."
    )

    def formula_2009_01_01(individu, period):
        """Acte du panier sans reste à charge sans valeur vérifiée."""
        sans_reste = individu("dentaire_panier", period) == PanierDentaire.rac_zero
        facture = individu("dentaire_honoraires", period) > 0
        return facture & sans_reste & (individu("dentaire_honoraire_limite", period) == 0)


def _limite_de_la_table(individu, period, actes):
    """L'honoraire limite vient de la table, pour l'un de ces actes."""
    de_la_table = individu("dentaire_honoraire_limite_devis", period) == 0
    connue = individu("dentaire_honoraire_limite", period) > 0
    return de_la_table & connue & parmi(individu("dentaire_acte", period), *actes)


class dentaire_honoraire_limite_a_confirmer(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'honoraire limite de l'acte vient d'une source faible : à confirmer sur le devis"
    label_en = "Fee cap to be confirmed"
    reference = L162_9

    def formula_2020_01_01(individu, period):
        """De 2020 à 2024 : bridges HBLD033 et HBLD785."""
        return _limite_de_la_table(individu, period, (ActeDentaire.hbld033, ActeDentaire.hbld785))

    def formula_2025_01_01(individu, period):
        """Depuis 2025 : valeurs de 2021 augmentées de 3 %, par calcul."""
        actes = (
            ActeDentaire.hbld033,
            ActeDentaire.bridge_ceramo_metallique_autre,
            ActeDentaire.bridge_pilier_ceramo_metallique,
            ActeDentaire.prothese_resine_definitive,
            ActeDentaire.prothese_resine_transitoire,
            ActeDentaire.reparation_resine,
            ActeDentaire.reparation_resine_renfort_metal,
            ActeDentaire.inlay_onlay,
        )
        return _limite_de_la_table(individu, period, actes)
