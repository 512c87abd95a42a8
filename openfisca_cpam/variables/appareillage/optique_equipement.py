"""L'équipement d'optique : une monture et deux verres, leur classe, leur prix, leur correction et leur base."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.articles import L165_3, LPP, R871_2
from openfisca_cpam.variables.appareillage.commun import par_membre

L861_3 = [
    "Article L. 861-3, 3°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046812151",
]


class ClasseOptique(Enum):
    a = "Classe A, à prise en charge renforcée (100 % santé)"
    b = "Classe B, à prix libre"


class TypeVerre(Enum):
    unifocal = "Verre unifocal"
    multifocal_progressif = "Verre multifocal ou progressif"


class ConnaissanceBaseOptique(Enum):
    connue = "Bases et prix limites connus"
    estimee = "Base estimée à 30 % du prix limite de vente : à confirmer sur le devis"
    plafond_inconnu = (
        "Prix limite de vente d'un verre de classe A inconnu : prise en charge incomplète, à lire sur le devis"
    )
    inconnue = (
        "Base et prix limite d'un verre de classe A inconnus : rien n'est calculé pour ce verre, à lire sur le devis"
    )


class optique_classe_monture(Variable):
    value_type = Enum
    possible_values = ClasseOptique
    default_value = ClasseOptique.b
    entity = Individu
    definition_period = DAY
    label = "Classe de la monture"
    label_en = "Class of the frame"
    reference = LPP
    documentation = "Chaque élément est de classe A ou B, indépendamment des autres. Sans effet avant 2020."


class optique_prix_monture(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix de la monture, toutes taxes comprises"
    label_en = "Price of the frame"
    reference = LPP
    documentation = "0 quand l'élément n'est pas acheté."


class optique_classe_verre_droit(Variable):
    value_type = Enum
    possible_values = ClasseOptique
    default_value = ClasseOptique.b
    entity = Individu
    definition_period = DAY
    label = "Classe du verre droit"
    label_en = "Class of the right lens"
    reference = LPP
    documentation = "Chaque élément est de classe A ou B, indépendamment des autres. Sans effet avant 2020."


class optique_prix_verre_droit(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix du verre droit, toutes taxes comprises"
    label_en = "Price of the right lens"
    reference = LPP
    documentation = "0 quand l'élément n'est pas acheté."


class optique_classe_verre_gauche(Variable):
    value_type = Enum
    possible_values = ClasseOptique
    default_value = ClasseOptique.b
    entity = Individu
    definition_period = DAY
    label = "Classe du verre gauche"
    label_en = "Class of the left lens"
    reference = LPP
    documentation = "Chaque élément est de classe A ou B, indépendamment des autres. Sans effet avant 2020."


class optique_prix_verre_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix du verre gauche, toutes taxes comprises"
    label_en = "Price of the left lens"
    reference = LPP
    documentation = "0 quand l'élément n'est pas acheté."


class optique_type_verre_droit(Variable):
    value_type = Enum
    possible_values = TypeVerre
    default_value = TypeVerre.unifocal
    entity = Individu
    definition_period = DAY
    label = "Type du verre droit"
    label_en = "Kind of the right lens"
    reference = LPP


class optique_type_verre_gauche(Variable):
    value_type = Enum
    possible_values = TypeVerre
    default_value = TypeVerre.unifocal
    entity = Individu
    definition_period = DAY
    label = "Type du verre gauche"
    label_en = "Kind of the left lens"
    reference = LPP


class optique_sphere_verre_droit(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = -40
    maximum = 40
    label = "Sphère du verre droit, en dioptries"
    label_en = "Sphere of the right lens"
    reference = LPP


class optique_cylindre_verre_droit(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = -20
    maximum = 20
    label = "Cylindre du verre droit, en dioptries"
    label_en = "Cylinder of the right lens"
    reference = LPP
    documentation = "Négatif ou positif : le calcul le récrit positif."


class optique_axe_verre_droit(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 180
    label = "Axe du cylindre du verre droit, en degrés"
    label_en = "Axis of the right lens"
    reference = LPP


class optique_addition_verre_droit(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 10
    label = "Addition du verre droit, en dioptries"
    label_en = "Addition of the right lens"
    reference = LPP


class optique_sphere_verre_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = -40
    maximum = 40
    label = "Sphère du verre gauche, en dioptries"
    label_en = "Sphere of the left lens"
    reference = LPP


class optique_cylindre_verre_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = -20
    maximum = 20
    label = "Cylindre du verre gauche, en dioptries"
    label_en = "Cylinder of the left lens"
    reference = LPP
    documentation = "Négatif ou positif : le calcul le récrit positif."


class optique_axe_verre_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 180
    label = "Axe du cylindre du verre gauche, en degrés"
    label_en = "Axis of the left lens"
    reference = LPP


class optique_addition_verre_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 10
    label = "Addition du verre gauche, en dioptries"
    label_en = "Addition of the left lens"
    reference = LPP


class optique_sphere_verre_droit_precedent(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = -40
    maximum = 40
    label = "Sphère du verre droit dans la prescription précédente, en dioptries"
    label_en = "Sphere of the right lens in the previous prescription"
    reference = LPP


class optique_cylindre_verre_droit_precedent(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = -20
    maximum = 20
    label = "Cylindre du verre droit dans la prescription précédente, en dioptries"
    label_en = "Cylinder of the right lens in the previous prescription"
    reference = LPP
    documentation = "Négatif ou positif : le calcul le récrit positif."


class optique_axe_verre_droit_precedent(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 180
    label = "Axe du cylindre du verre droit dans la prescription précédente, en degrés"
    label_en = "Axis of the right lens in the previous prescription"
    reference = LPP


class optique_addition_verre_droit_precedent(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 10
    label = "Addition du verre droit dans la prescription précédente, en dioptries"
    label_en = "Addition of the right lens in the previous prescription"
    reference = LPP


class optique_sphere_verre_gauche_precedent(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = -40
    maximum = 40
    label = "Sphère du verre gauche dans la prescription précédente, en dioptries"
    label_en = "Sphere of the left lens in the previous prescription"
    reference = LPP


class optique_cylindre_verre_gauche_precedent(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = -20
    maximum = 20
    label = "Cylindre du verre gauche dans la prescription précédente, en dioptries"
    label_en = "Cylinder of the left lens in the previous prescription"
    reference = LPP
    documentation = "Négatif ou positif : le calcul le récrit positif."


class optique_axe_verre_gauche_precedent(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 180
    label = "Axe du cylindre du verre gauche dans la prescription précédente, en degrés"
    label_en = "Axis of the left lens in the previous prescription"
    reference = LPP


class optique_addition_verre_gauche_precedent(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 10
    label = "Addition du verre gauche dans la prescription précédente, en dioptries"
    label_en = "Addition of the left lens in the previous prescription"
    reference = LPP


class optique_base_devis_verre_droit(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Base de remboursement du verre droit de classe A, lue sur le devis"
    label_en = "Reimbursement base of the right lens, from the quote"
    reference = LPP
    documentation = "0 quand elle n'est pas connue : 30 % du prix limite de vente est alors retenu, et signalé."


class optique_base_devis_verre_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Base de remboursement du verre gauche de classe A, lue sur le devis"
    label_en = "Reimbursement base of the left lens, from the quote"
    reference = LPP
    documentation = "0 quand elle n'est pas connue : 30 % du prix limite de vente est alors retenu, et signalé."


class optique_prix_limite_vente_monture(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prix limite de vente de la monture"
    label_en = "Maximum price of the frame"
    reference = L165_3
    documentation = "0 pour une monture à prix libre."

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020, une monture de classe A a un prix limite de vente."""
        classe_a = individu("optique_classe_monture", period) == ClasseOptique.a
        return classe_a * parameters(period).appareillage.optique.classe_a.monture_prix_limite_vente


class optique_prix_limite_vente_verre_droit(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix limite de vente du verre droit de classe A, lu sur le devis"
    label_en = "Maximum price of the right lens, from the quote"
    reference = L165_3
    documentation = "0 quand il n'est pas connu, et pour un verre de classe B."


class optique_prix_limite_vente_verre_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix limite de vente du verre gauche de classe A, lu sur le devis"
    label_en = "Maximum price of the left lens, from the quote"
    reference = L165_3
    documentation = "0 quand il n'est pas connu, et pour un verre de classe B."


def correction(individu, period, verre):
    """Sphère et cylindre d'un verre, le cylindre écrit positif."""
    sphere = individu(f"optique_sphere_{verre}", period)
    cylindre = individu(f"optique_cylindre_{verre}", period)
    return where(cylindre < 0, sphere + cylindre, sphere), numpy.abs(cylindre)


def _ancienne_base(individu, period, parameters, element):
    """Base d'une monture ou d'un verre jusqu'à la fin de 2019, selon l'âge et la correction."""
    ancien = parameters(period).appareillage.optique.ancien_tarif
    mineur = individu("age", period) < ancien.age_adulte

    def tarif(nom):
        return where(mineur, ancien.moins_de_18_ans[nom], ancien.a_partir_de_18_ans[nom])

    if element == "monture":
        return tarif("monture")
    limites = ancien.limites_dioptries
    sphere, cylindre = correction(individu, period, element)
    sphere = numpy.abs(sphere)
    spherique = cylindre == 0
    unifocal = individu(f"optique_type_{element}", period) == TypeVerre.unifocal
    faible, peu_cylindrique = sphere <= limites.unifocal_sphere, cylindre <= limites.unifocal_cylindre
    base_unifocal = numpy.select(
        [
            spherique & faible,
            spherique & (sphere <= limites.unifocal_sphere_forte),
            spherique,
            peu_cylindrique & faible,
            peu_cylindrique,
            faible,
        ],
        [
            tarif("unifocal_spherique_faible"),
            tarif("unifocal_spherique_moyen"),
            tarif("unifocal_spherique_fort"),
            tarif("unifocal_cylindre_faible_sphere_faible"),
            tarif("unifocal_cylindre_faible_sphere_forte"),
            tarif("unifocal_cylindre_fort_sphere_faible"),
        ],
        tarif("unifocal_cylindre_fort_sphere_forte"),
    )
    base_multifocal = numpy.select(
        [
            spherique & (sphere <= limites.multifocal_sphere_spherique),
            spherique,
            sphere <= limites.multifocal_sphere_spherocylindrique,
        ],
        [
            tarif("multifocal_spherique_faible"),
            tarif("multifocal_spherique_fort"),
            tarif("multifocal_spherocylindrique_faible"),
        ],
        tarif("multifocal_spherocylindrique_fort"),
    )
    return where(unifocal, base_unifocal, base_multifocal)


def _base_verre(individu, period, parameters, verre):
    """Base d'un verre depuis 2020 : celle du devis ou une part du prix limite en classe A, un montant fixe en B."""
    optique = parameters(period).appareillage.optique
    devis = individu(f"optique_base_devis_{verre}", period)
    part = optique.classe_a.verre_base_part_du_prix_limite
    estimee = arrondi_centime(part * individu(f"optique_prix_limite_vente_{verre}", period))
    classe_a = individu(f"optique_classe_{verre}", period) == ClasseOptique.a
    return where(classe_a, where(devis > 0, devis, estimee), optique.classe_b.verre_base_remboursement)


class optique_base_remboursement_monture(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Base de remboursement de la monture"
    label_en = "Reimbursement base of the frame"
    reference = LPP

    def formula_2009_01_01(individu, period, parameters):
        """Jusqu'au 31 décembre 2019 : un tarif selon l'âge (dix-huitième anniversaire) et la correction."""
        return _ancienne_base(individu, period, parameters, "monture")

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020 : un montant par classe."""
        optique = parameters(period).appareillage.optique
        classe_a = individu("optique_classe_monture", period) == ClasseOptique.a
        return where(classe_a, optique.classe_a.monture_base_remboursement, optique.classe_b.monture_base_remboursement)


class optique_base_remboursement_verre_droit(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Base de remboursement du verre droit"
    label_en = "Reimbursement base of the right lens"
    reference = LPP

    def formula_2009_01_01(individu, period, parameters):
        """Jusqu'au 31 décembre 2019 : un tarif selon l'âge (dix-huitième anniversaire) et la correction."""
        return _ancienne_base(individu, period, parameters, "verre_droit")

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020 : selon la classe ; en classe A, la base du devis, sinon une part du prix limite de vente."""
        return _base_verre(individu, period, parameters, "verre_droit")


class optique_base_remboursement_verre_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Base de remboursement du verre gauche"
    label_en = "Reimbursement base of the left lens"
    reference = LPP

    def formula_2009_01_01(individu, period, parameters):
        """Jusqu'au 31 décembre 2019 : un tarif selon l'âge (dix-huitième anniversaire) et la correction."""
        return _ancienne_base(individu, period, parameters, "verre_gauche")

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020 : selon la classe ; en classe A, la base du devis, sinon une part du prix limite de vente."""
        return _base_verre(individu, period, parameters, "verre_gauche")


class optique_base_motif(Variable):
    value_type = Enum
    possible_values = ConnaissanceBaseOptique
    default_value = ConnaissanceBaseOptique.connue
    entity = Individu
    definition_period = DAY
    label = "Les bases et les prix limites des verres sont-ils connus"
    label_en = "Whether bases and maximum prices are known"
    reference = LPP
    documentation = (
        "La grille de la classe A par correction n'a pas pu être vérifiée : la base et le prix limite se "
        "lisent sur le devis normalisé."
    )

    def formula_2020_01_01(individu, period):
        """Depuis 2020, pour les verres de classe A achetés."""
        inconnue = plafond_inconnu = estimee = numpy.zeros(individu.count, dtype=bool)
        for verre in ("verre_droit", "verre_gauche"):
            achete_en_classe_a = (individu(f"optique_classe_{verre}", period) == ClasseOptique.a) & (
                individu(f"optique_prix_{verre}", period) > 0
            )
            sans_base = individu(f"optique_base_devis_{verre}", period) == 0
            sans_plafond = individu(f"optique_prix_limite_vente_{verre}", period) == 0
            inconnue = inconnue | (achete_en_classe_a & sans_base & sans_plafond)
            plafond_inconnu = plafond_inconnu | (achete_en_classe_a & sans_plafond)
            estimee = estimee | (achete_en_classe_a & sans_base)
        return premier_vrai(
            [
                (inconnue, ConnaissanceBaseOptique.inconnue),
                (plafond_inconnu, ConnaissanceBaseOptique.plafond_inconnu),
                (estimee, ConnaissanceBaseOptique.estimee),
            ],
            sinon=ConnaissanceBaseOptique.connue,
        )


class optique_prix_limite_a_verifier(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Un prix limite donné est hors de la grille connue de la classe A"
    label_en = "A given maximum price lies outside the known grid"
    reference = L165_3

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020 : de 32,50 à 117,50 € pour un unifocal, de 75 à 170 € pour un progressif."""
        classe_a = parameters(period).appareillage.optique.classe_a
        minimums = par_membre(classe_a.prix_limite_vente_verre_minimum, TypeVerre)
        maximums = par_membre(classe_a.prix_limite_vente_verre_maximum, TypeVerre)
        hors_grille = numpy.zeros(individu.count, dtype=bool)
        for verre in ("verre_droit", "verre_gauche"):
            type_verre = codes(individu(f"optique_type_{verre}", period))
            prix_limite = individu(f"optique_prix_limite_vente_{verre}", period)
            en_classe_a = individu(f"optique_classe_{verre}", period) == ClasseOptique.a
            trop_bas = prix_limite < numpy.take(minimums, type_verre)
            trop_haut = prix_limite > numpy.take(maximums, type_verre)
            hors_grille = hors_grille | (en_classe_a & (prix_limite > 0) & (trop_bas | trop_haut))
        return hors_grille


class optique_prix_appairage(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix de l'appairage de verres d'indices différents"
    label_en = "Price of the pairing of lenses"
    reference = R871_2


class optique_base_remboursement_appairage(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Base de remboursement de l'appairage de verres d'indices différents"
    label_en = "Base of the pairing of lenses"
    reference = LPP


class optique_prix_limite_vente_appairage(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix limite de l'appairage de verres d'indices différents"
    label_en = "Maximum price of the pairing of lenses"
    reference = R871_2


class optique_prix_filtre(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix du supplément pour verres avec filtre"
    label_en = "Price of the filter supplement"
    reference = R871_2


class optique_base_remboursement_filtre(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Base de remboursement du supplément pour verres avec filtre"
    label_en = "Base of the filter supplement"
    reference = LPP


class optique_prix_limite_vente_filtre(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix limite du supplément pour verres avec filtre"
    label_en = "Maximum price of the filter supplement"
    reference = R871_2


class optique_prix_adaptation(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix de la prestation d'adaptation de l'opticien"
    label_en = "Price of the optician's adaptation"
    reference = LPP


class optique_base_remboursement_adaptation(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Base de remboursement de la prestation d'adaptation"
    label_en = "Base of the adaptation"
    reference = LPP


class optique_c2s_tarif_maximum_monture(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prise en charge maximale de la monture au titre de la CMU complémentaire, avant 2020"
    label_en = "CMU-C maximum of the frame before 2020"
    reference = L861_3
    documentation = (
        "Montant de la liste de la CMU complémentaire, jusqu'au 31 décembre 2019 ; 0 quand il n'est pas connu"
        " : seule la base est alors payée."
    )


class optique_c2s_tarif_maximum_verre_droit(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prise en charge maximale du verre droit au titre de la CMU complémentaire, avant 2020"
    label_en = "CMU-C maximum of the right lens before 2020"
    reference = L861_3
    documentation = (
        "Montant de la liste de la CMU complémentaire, jusqu'au 31 décembre 2019 ; 0 quand il n'est pas connu"
        " : seule la base est alors payée."
    )


class optique_c2s_tarif_maximum_verre_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prise en charge maximale du verre gauche au titre de la CMU complémentaire, avant 2020"
    label_en = "CMU-C maximum of the left lens before 2020"
    reference = L861_3
    documentation = (
        "Montant de la liste de la CMU complémentaire, jusqu'au 31 décembre 2019 ; 0 quand il n'est pas connu"
        " : seule la base est alors payée."
    )
