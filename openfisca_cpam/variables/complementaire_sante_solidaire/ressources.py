"""Les ressources de chaque membre, puis la base du foyer comparée aux plafonds (L. 861-2, R. 861-4 à R. 861-10)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.foyer.logement import ZoneResidence

L861_2 = [
    "Article L. 861-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048702111",
]
R861_4 = [
    "Article R. 861-4 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051821170",
]
R861_6 = [
    "Article R. 861-6 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000018052371",
]
R861_6_1 = [
    "Article R. 861-6-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038701529",
]
R861_8 = [
    "Article R. 861-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051821176",
]
R861_9 = [
    "Article R. 861-9 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000047899655",
]


class c2s_stage_formation_interrompu(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La rémunération de stage a cessé de manière certaine, sans revenu de substitution possible"
    label_en = "Training pay has certainly stopped, with no replacement income"
    reference = R861_8


class c2s_capital_non_productif(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100_000_000
    label = "Capital non productif de revenus, ou aux revenus non imposables (livret A…)"
    label_en = "Capital that yields no taxable income"
    reference = R861_6
    documentation = "Compté pour une demande déposée jusqu'au 30 juin 2025."


class c2s_valeur_locative_batiments(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Valeur locative des immeubles bâtis non loués, hors résidence principale"
    label_en = "Rental value of buildings, main home aside"
    reference = R861_6
    documentation = "Comptée pour une demande déposée jusqu'au 30 juin 2025."


class c2s_valeur_locative_terrains(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Valeur locative des terrains non bâtis et non loués"
    label_en = "Rental value of land"
    reference = R861_6
    documentation = "Comptée pour une demande déposée jusqu'au 30 juin 2025."


class c2s_ressources_avis(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Ressources lues sur le dernier avis d'imposition (hors revenu non salarié)"
    label_en = "Resources read on the last tax notice"
    reference = R861_8

    def formula_2019_11_01(individu, period, parameters):
        """Patrimoine, placements ; depuis octobre 2025 droits d'auteur, revenus étrangers, pensions reçues."""
        loi = parameters(period).complementaire_sante_solidaire
        patrimoine = max_(0, individu("c2s_avis_revenus_patrimoine", period))
        total = patrimoine * (1 - loi.abattement.revenus_patrimoine)
        if loi.ressources.revenus_de_l_avis:
            total = (
                total
                + individu("c2s_avis_droits_auteur", period)
                + individu("c2s_avis_salaires_etrangers", period)
                + individu("c2s_avis_pensions_etrangeres", period)
                + individu("c2s_avis_pensions_alimentaires_recues", period)
            )
        return sans_bruit(total)


class c2s_ressources_personne(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Ressources du membre prises en compte, hors logement et pensions versées"
    label_en = "Resources of the member"
    reference = L861_2 + R861_4 + R861_8
    documentation = "Zéro pour une personne hors du foyer."

    def formula_2019_11_01(individu, period, parameters):
        """Toutes les ressources nettes, après les abattements, sans celles que la loi exclut."""
        ressources = parameters(period).complementaire_sante_solidaire.ressources
        stage_compte = not_(individu("c2s_stage_formation_interrompu", period))
        part_patronale = individu("c2s_part_patronale_de_la_periode", period)
        sans_abattement = [
            "c2s_ressources_avis",
            "c2s_ressources_non_encore_exclues",
            "c2s_chomage_de_la_periode",
            "c2s_ass_de_la_periode",
            "c2s_indemnites_journalieres_de_la_periode",
            "c2s_retraites_de_la_periode",
            "c2s_pensions_invalidite_rentes_de_la_periode",
            "c2s_prestations_familiales_de_la_periode",
            "c2s_aah_prise_en_compte",
            "c2s_aspa_prise_en_compte",
            "c2s_asi_prise_en_compte",
            "c2s_autres_ressources_de_la_periode",
        ]
        if not ressources.revenus_de_l_avis:
            sans_abattement += [
                "c2s_pensions_alimentaires_recues_de_la_periode",
                "c2s_pensions_etrangeres_de_la_periode",
            ]
        total = somme_de(
            individu("c2s_revenus_activite", period) - individu("c2s_abattement_activite", period),
            stage_compte * individu("c2s_stage_formation_de_la_periode", period),
            ressources.part_patronale_complementaire * part_patronale,
            *(individu(nom, period) for nom in sans_abattement),
        )
        return sans_bruit(individu("c2s_membre", period) * total)


class c2s_biens_non_productifs(Variable):
    value_type = float
    entity = Foyer
    definition_period = DAY
    unit = "currency"
    label = "Biens non productifs de revenus comptés dans les ressources"
    label_en = "Unproductive assets counted"
    reference = R861_6

    def formula_2019_11_01(foyer, period, parameters):
        """Jusqu'au 30 juin 2025 : 3 % des capitaux, 50 % et 80 % des valeurs locatives ; plus rien depuis."""
        ressources = parameters(period).complementaire_sante_solidaire.ressources
        if not ressources.biens_et_aides_comptes:
            return numpy.zeros(foyer.count)
        membre = foyer.members("c2s_membre", period)
        total = (
            foyer.members("c2s_capital_non_productif", period) * ressources.taux_capital
            + foyer.members("c2s_valeur_locative_batiments", period) * ressources.taux_valeur_locative_batiments
            + foyer.members("c2s_valeur_locative_terrains", period) * ressources.taux_valeur_locative_terrains
        )
        return sans_bruit(foyer.sum(membre * total))


class c2s_aides_proches_prises_en_compte(Variable):
    value_type = float
    entity = Foyer
    definition_period = DAY
    unit = "currency"
    label = "Libéralités et aides des proches comptées dans les ressources"
    label_en = "Gifts counted"
    reference = R861_6_1

    def formula_2019_11_01(foyer, period, parameters):
        """Jusqu'au 30 juin 2025 : en entier au-delà de 7 % du plafond d'une personne seule ; plus rien depuis."""
        loi = parameters(period).complementaire_sante_solidaire
        if not loi.ressources.biens_et_aides_comptes:
            return numpy.zeros(foyer.count)
        bareme = loi.plafond.bareme
        outre_mer = foyer("zone_residence", period.first_month) != ZoneResidence.metropole
        plafond = where(
            outre_mer, bareme.outre_mer.sans_participation.personnes_1, bareme.metropole.sans_participation.personnes_1
        )
        membre = foyer.members("c2s_membre", period)
        aides = arrondi_centime(foyer.sum(membre * foyer.members("c2s_aides_proches_de_la_periode", period)))
        return where(aides > arrondi_centime(loi.ressources.seuil_aides_proches * plafond), aides, 0)


class c2s_pensions_alimentaires_deduites(Variable):
    value_type = float
    entity = Foyer
    definition_period = DAY
    unit = "currency"
    label = "Pensions et obligations alimentaires versées, déduites des ressources"
    label_en = "Maintenance paid, deducted"
    reference = L861_2 + R861_9

    def formula_2019_11_01(foyer, period):
        """Jusqu'au 31 décembre 2021 : celles du dernier avis d'imposition."""
        return _pensions_versees(foyer, period, "c2s_avis_pensions_alimentaires_versees")

    def formula_2022_01_01(foyer, period):
        """En 2022 : celles que le foyer a versées dans la période de référence."""
        return _pensions_versees(foyer, period, "c2s_pensions_alimentaires_versees_de_la_periode")

    def formula_2023_01_01(foyer, period):
        """En 2023 : celles de la dernière année civile (décret n° 2023-671, article 2, jusqu'à la fin de 2023)."""
        return _pensions_versees(foyer, period, "c2s_pensions_alimentaires_versees_de_l_annee_civile")

    def formula_2024_01_01(foyer, period):
        """Depuis le 1er janvier 2024 : celles du dernier avis d'imposition."""
        return _pensions_versees(foyer, period, "c2s_avis_pensions_alimentaires_versees")


class c2s_base_ressources(Variable):
    value_type = float
    entity = Foyer
    definition_period = DAY
    unit = "currency"
    label = "Ressources annuelles du foyer, comparées aux plafonds"
    label_en = "Yearly resources compared with the ceilings"
    reference = L861_2

    def formula_2019_11_01(foyer, period):
        """Les ressources des membres, le logement, les biens et libéralités, moins les pensions versées."""
        total = (
            foyer.sum(foyer.members("c2s_ressources_personne", period))
            + foyer("c2s_ressources_logement", period)
            + foyer("c2s_biens_non_productifs", period)
            + foyer("c2s_aides_proches_prises_en_compte", period)
            - foyer("c2s_pensions_alimentaires_deduites", period)
        )
        return sans_bruit(max_(0, total))


class c2s_ressources_a_confirmer(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Ressources à confirmer : un texte ou un montant n'a pas été lu"
    label_en = "Resources to be confirmed"
    reference = L861_2 + R861_8
    documentation = (
        "Abattement d'une allocation inconnu pour d'anciens mois, forfait de logement à Mayotte, ou revenus dont le "
        "texte du 1er janvier au 30 septembre 2025 dit peut-être qu'ils se lisent sur l'avis."
    )

    def formula_2019_11_01(foyer, period, parameters):
        """Ce que les sources lues laissent incertain."""
        ressources = parameters(period).complementaire_sante_solidaire.ressources
        doute = foyer.members("c2s_abattement_a_confirmer", period)
        for nom in (
            "c2s_pensions_alimentaires_recues_de_la_periode",
            "c2s_droits_auteur_de_la_periode",
            "c2s_salaires_etrangers_de_la_periode",
            "c2s_pensions_etrangeres_de_la_periode",
        ):
            doute = doute | ((foyer.members(nom, period) > 0) & ressources.revenus_de_l_avis_incertain)
        mayotte = foyer("zone_residence", period.first_month) == ZoneResidence.mayotte
        return foyer.any(doute & foyer.members("c2s_membre", period)) | (
            mayotte & (foyer("c2s_ressources_logement", period) > 0)
        )


def _pensions_versees(foyer, period, nom):
    """La somme des pensions versées par les membres du foyer."""
    return sans_bruit(foyer.sum(foyer.members("c2s_membre", period) * foyer.members(nom, period)))
