"""Les contrats responsables en optique : catégorie de l'équipement, plancher, plafond, prise en charge."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.articles import R871_2
from openfisca_cpam.variables.appareillage.commun import CouvertureComplementaire, par_membre, part_amo
from openfisca_cpam.variables.appareillage.optique_equipement import ClasseOptique, TypeVerre, correction

D911_1 = [
    "Article D. 911-1, 1°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038093115",
]


class CategorieEquipement(Enum):
    """Catégories des a à f du 3° de l'article R. 871-2."""

    sans_objet = "Aucune catégorie : avant le 1er avril 2015"
    a = "a - deux verres unifocaux de correction faible"
    b = "b - un verre du a et un verre du c"
    c = "c - verres unifocaux forts, ou multifocaux ou progressifs de correction faible"
    d = "d - un verre du a et un verre du f"
    e = "e - un verre du c et un verre du f"
    f = "f - verres multifocaux ou progressifs forts"


class CategorieVerre(Enum):
    sans_objet = "Aucune catégorie : avant le 1er avril 2015"
    a = "a - verre unifocal de correction faible"
    c = "c - verre unifocal fort, ou multifocal ou progressif de correction faible"
    f = "f - verre multifocal ou progressif fort"


class optique_garantie_totale(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Garantie du contrat pour les éléments de classe B, part de l'Assurance Maladie comprise"
    label_en = "Contract guarantee for class B"
    reference = R871_2
    documentation = (
        "En euros, pour tous les éléments de classe B de l'équipement ensemble ; avant 2020, pour tout "
        "l'équipement. 0 quand le contrat ne paie que la participation."
    )


class optique_contrat_equipement_precedent_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Précédent équipement couvert par le contrat, avant 2020"
    label_en = "Previous equipment covered by the contract"
    reference = R871_2

    def formula_2015_04_01(individu, period):
        """À défaut, celui que l'Assurance Maladie a remboursé."""
        return individu("optique_delivrance_precedente_date", period)


def _categorie_verre(individu, period, parameters, verre):
    """Catégorie d'un verre depuis 2020 : sphère, cylindre écrit positif, et leur somme."""
    limites = parameters(period).appareillage.optique.categories.limites_dioptries
    sphere, cylindre = correction(individu, period, verre)
    spherique, negative = cylindre == 0, sphere <= 0
    faible_unifocal = where(
        spherique,
        numpy.abs(sphere) <= limites.unifocal_sphere,
        where(
            negative,
            (sphere >= -limites.unifocal_sphere) & (cylindre <= limites.unifocal_cylindre),
            sphere + cylindre <= limites.unifocal_somme,
        ),
    )
    faible_multifocal = where(
        spherique,
        numpy.abs(sphere) <= limites.multifocal_sphere_spherique,
        where(
            negative,
            (sphere >= -limites.multifocal_sphere_spherocylindrique) & (cylindre <= limites.multifocal_cylindre),
            sphere + cylindre <= limites.multifocal_somme,
        ),
    )
    return _membre(individu, period, verre, faible_unifocal, faible_multifocal)


def _ancienne_categorie_verre(individu, period, parameters, verre):
    """Catégorie d'un verre du 1er avril 2015 au 31 décembre 2019."""
    limites = parameters(period).appareillage.optique.categories.limites_dioptries
    sphere, cylindre = correction(individu, period, verre)
    faible_unifocal = (numpy.abs(sphere) <= limites.unifocal_sphere) & (cylindre <= limites.unifocal_cylindre)
    limite = where(cylindre == 0, limites.multifocal_sphere_spherique, limites.multifocal_sphere_spherocylindrique)
    return _membre(individu, period, verre, faible_unifocal, numpy.abs(sphere) <= limite)


def _membre(individu, period, verre, faible_unifocal, faible_multifocal):
    unifocal = individu(f"optique_type_{verre}", period) == TypeVerre.unifocal
    return premier_vrai(
        [
            (unifocal & faible_unifocal, CategorieVerre.a),
            (unifocal | faible_multifocal, CategorieVerre.c),
        ],
        sinon=CategorieVerre.f,
    )


def _elements(individu, period, parameters):
    """Prix retenu, minimum pris en charge et base de chaque élément pris en charge.

    Le minimum d'une ligne est la base retenue, ou la part de l'Assurance Maladie quand elle la dépasse (L. 432-3).
    """
    eligibles = {
        "monture": individu("optique_monture_eligible", period),
        "verre_droit": individu("optique_verres_eligible", period),
        "verre_gauche": individu("optique_verres_eligible", period),
    }
    for element, eligible in eligibles.items():
        prix = eligible * arrondi_centime(individu(f"optique_prix_{element}", period))
        base = individu(f"optique_base_remboursement_{element}", period)
        yield element, prix, max_(min_(prix, base), individu(f"optique_part_amo_{element}", period)), base


def classes_en_vigueur(period, parameters):
    """Depuis 2020, l'optique a des classes : le prix de la classe A, de l'appairage et du filtre est fixé."""
    return valeur_connue(parameters(period).appareillage.optique.classe_a, "monture_prix_limite_vente")


def supplements(individu, period, parameters):
    """Prix, base, prix limite et majoration possible de l'appairage et du filtre, quand les verres sont pris en charge.

    La majoration des accidents du travail (L. 432-3) ne vaut que tant que leur prix n'est pas fixé.
    """
    eligible = individu("optique_verres_eligible", period)
    prix_libre = not classes_en_vigueur(period, parameters)
    for supplement in ("appairage", "filtre"):
        yield (
            eligible * arrondi_centime(individu(f"optique_prix_{supplement}", period)),
            individu(f"optique_base_remboursement_{supplement}", period),
            individu(f"optique_prix_limite_vente_{supplement}", period),
            prix_libre,
        )


def minimum_annexe(individu, period, parameters, prix, base, majorable):
    """Minimum pris en charge d'une prestation annexe : la base, ou la part de l'Assurance Maladie si elle la dépasse."""
    taux = individu("optique_taux", period)
    part = part_amo(individu, period, parameters, prix, base, taux=taux, majorable=majorable)
    return max_(min_(prix, base), part)


def minimum_des_supplements(individu, period, parameters):
    """Minimum pris en charge de l'appairage et du filtre ensemble."""
    return sum(
        minimum_annexe(individu, period, parameters, prix, base, majorable)
        for prix, base, _, majorable in supplements(individu, period, parameters)
    )


def adaptation(individu, period, parameters):
    """Minimum pris en charge de la prestation d'adaptation, quand les verres sont pris en charge."""
    prix = individu("optique_verres_eligible", period) * arrondi_centime(individu("optique_prix_adaptation", period))
    base = individu("optique_base_remboursement_adaptation", period)
    return minimum_annexe(individu, period, parameters, prix, base, majorable=True)


def _avec_garantie(individu, period, parameters, *, deja_pris, base_libre, prix_monture, prix_verres, admise):
    """Prise en charge des éléments libres : la base, ou la garantie entre plancher et plafond de tout l'équipement."""
    contrat = parameters(period).appareillage.optique.contrat_responsable
    garantie = individu("optique_garantie_totale", period)
    # Le contrat collectif obligatoire n'a de minimums que depuis 2016 (L. 911-7).
    ani = individu("complementaire_panier_ani", period.first_month) & (
        individu("optique_plancher_contrat_ani", period) > 0
    )
    plancher = where(
        ani,
        max_(individu("optique_plancher_contrat_ani", period), individu("optique_plancher_contrat", period)),
        individu("optique_plancher_contrat", period),
    )
    plafond = individu("optique_plafond_contrat", period)
    garantis = min_(max_(deja_pris + garantie, plancher), plafond) - deja_pris
    plafonnes = min_(garantis, min_(prix_monture, contrat.plafond_monture) + prix_verres)
    etendue = admise & ((garantie > 0) | ani)
    return where(etendue, max_(base_libre, plafonnes), base_libre)


class optique_categorie_verre_droit(Variable):
    value_type = Enum
    possible_values = CategorieVerre
    default_value = CategorieVerre.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Catégorie du verre droit selon sa correction"
    label_en = "Category of the right lens"
    reference = R871_2

    def formula_2015_04_01(individu, period, parameters):
        """Du 1er avril 2015 à la fin de 2019 (décret n° 2014-1374)."""
        return _ancienne_categorie_verre(individu, period, parameters, "verre_droit")

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020 : la somme de la sphère et du cylindre compte quand la sphère est positive."""
        return _categorie_verre(individu, period, parameters, "verre_droit")


class optique_categorie_verre_gauche(Variable):
    value_type = Enum
    possible_values = CategorieVerre
    default_value = CategorieVerre.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Catégorie du verre gauche selon sa correction"
    label_en = "Category of the left lens"
    reference = R871_2

    def formula_2015_04_01(individu, period, parameters):
        """Du 1er avril 2015 à la fin de 2019 (décret n° 2014-1374)."""
        return _ancienne_categorie_verre(individu, period, parameters, "verre_gauche")

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020 : la somme de la sphère et du cylindre compte quand la sphère est positive."""
        return _categorie_verre(individu, period, parameters, "verre_gauche")


class optique_categorie_equipement(Variable):
    value_type = Enum
    possible_values = CategorieEquipement
    default_value = CategorieEquipement.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Catégorie de l'équipement selon ses deux verres"
    label_en = "Category of the equipment"
    reference = R871_2

    def formula_2015_04_01(individu, period):
        """Deux verres de même catégorie la gardent ; a et c font b, a et f font d, c et f font e."""
        droit, gauche = (
            individu("optique_categorie_verre_droit", period),
            individu("optique_categorie_verre_gauche", period),
        )
        un_a = (droit == CategorieVerre.a) | (gauche == CategorieVerre.a)
        un_c = (droit == CategorieVerre.c) | (gauche == CategorieVerre.c)
        un_f = (droit == CategorieVerre.f) | (gauche == CategorieVerre.f)
        return premier_vrai(
            [
                (un_a & un_c, CategorieEquipement.b),
                (un_a & un_f, CategorieEquipement.d),
                (un_c & un_f, CategorieEquipement.e),
                (un_a, CategorieEquipement.a),
                (un_c, CategorieEquipement.c),
            ],
            sinon=CategorieEquipement.f,
        )


class optique_plancher_contrat(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Minimum pris en charge par équipement si le contrat va au-delà de la participation"
    label_en = "Floor of the contract"
    reference = R871_2

    def formula_2015_04_01(individu, period, parameters):
        """Depuis le 1er avril 2015, selon la catégorie, part de l'Assurance Maladie comprise."""
        categories = codes(individu("optique_categorie_equipement", period))
        table_des_categories = par_membre(
            parameters(period).appareillage.optique.contrat_responsable.plancher, CategorieEquipement
        )
        return numpy.take(table_des_categories, categories)


class optique_plancher_contrat_ani(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Minimum pris en charge par équipement par un contrat collectif obligatoire d'entreprise"
    label_en = "Floor of an employer contract"
    reference = D911_1

    def formula_2016_01_01(individu, period, parameters):
        """Depuis 2016, selon la catégorie, part de l'Assurance Maladie comprise."""
        categories = codes(individu("optique_categorie_equipement", period))
        table_des_categories = par_membre(
            parameters(period).appareillage.optique.contrat_responsable.plancher_ani, CategorieEquipement
        )
        return numpy.take(table_des_categories, categories)


class optique_plafond_contrat(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Maximum pris en charge par équipement"
    label_en = "Ceiling of the contract"
    reference = R871_2

    def formula_2015_04_01(individu, period, parameters):
        """Depuis le 1er avril 2015, selon la catégorie, part de l'Assurance Maladie comprise."""
        categories = codes(individu("optique_categorie_equipement", period))
        table_des_categories = par_membre(
            parameters(period).appareillage.optique.contrat_responsable.plafond, CategorieEquipement
        )
        return numpy.take(table_des_categories, categories)


class optique_contrat_periode_ecoulee(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "La période du contrat responsable est écoulée depuis le précédent équipement"
    label_en = "The contract's period has elapsed"
    reference = R871_2

    def formula_2015_04_01(individu, period, parameters):
        """Du 1er avril 2015 à la fin de 2019 : deux ans, un an pour un mineur ou si la vue a évolué."""
        optique = parameters(period).appareillage.optique
        periodes = optique.contrat_responsable.ancienne_periode_mois
        mineur = individu("age", period) < optique.ancien_tarif.age_adulte
        courte = mineur | individu("optique_degradation_attestee", period)
        precedente = individu("optique_contrat_equipement_precedent_date", period)
        fin = ajoute_mois(precedente, where(courte, periodes.mineur_ou_evolution, periodes.ordinaire))
        return not_(est_renseignee(precedente)) | (fin <= premier_jour(period))

    def formula_2020_01_01(individu, period):
        """Depuis 2020, la période est celle du renouvellement : voir optique_monture_motif et optique_verres_motif."""
        return numpy.ones(individu.count, dtype=bool)


class optique_contrat_a_confirmer(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La limite de la monture ou la catégorie f de cette période est à confirmer"
    label_en = "Frame limit or category f to be confirmed"
    reference = R871_2

    def formula_2015_04_01(individu, period):
        """Du 1er avril 2015 à la fin de 2019 : monture limitée à 150 € et catégorie f connues sans source."""
        couverture = individu("appareillage_couverture_complementaire", period)
        responsable = couverture == CouvertureComplementaire.contrat_responsable
        monture = individu("optique_prix_monture", period) > 0
        droit, gauche = (
            individu("optique_categorie_verre_droit", period),
            individu("optique_categorie_verre_gauche", period),
        )
        return responsable & (monture | (droit == CategorieVerre.f) | (gauche == CategorieVerre.f))

    def formula_2020_01_01(individu, period):
        """Depuis 2020, valeurs lues dans l'article."""
        return numpy.zeros(individu.count, dtype=bool)


class optique_prise_en_charge_contrat(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prise en charge par l'Assurance Maladie et un contrat responsable ensemble"
    label_en = "Paid by AMO and a responsible contract together"
    reference = R871_2 + D911_1
    documentation = "Ce que donnerait un contrat responsable, que la personne en ait un ou non."

    def formula_2009_01_01(individu, period, parameters):
        """Jusqu'au 31 mars 2015 : la base, ou la garantie du contrat, sans plancher ni plafond."""
        base = sum(retenu for _, _, retenu, _ in _elements(individu, period, parameters))
        prix = sum(montant for _, montant, _, _ in _elements(individu, period, parameters))
        autres = adaptation(individu, period, parameters) + minimum_des_supplements(individu, period, parameters)
        return max_(base, min_(prix, individu("optique_garantie_totale", period))) + autres

    def formula_2015_04_01(individu, period, parameters):
        """Du 1er avril 2015 à la fin de 2019 : tout l'équipement est libre, entre plancher et plafond, la monture
        limitée.
        """
        elements = {element: (prix, retenu) for element, prix, retenu, _ in _elements(individu, period, parameters)}
        base = sum(retenu for _, retenu in elements.values())
        prix_monture = elements["monture"][0]
        prix_verres = elements["verre_droit"][0] + elements["verre_gauche"][0]
        autres = adaptation(individu, period, parameters) + minimum_des_supplements(individu, period, parameters)
        admise = individu("optique_contrat_periode_ecoulee", period)
        return autres + _avec_garantie(
            individu,
            period,
            parameters,
            deja_pris=0,
            base_libre=base,
            prix_monture=prix_monture,
            prix_verres=prix_verres,
            admise=admise,
        )

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020 : la classe A jusqu'à son prix limite ; les éléments de classe B entre le plancher et le plafond
        de l'équipement entier.
        """
        renforcee = base_libre = prix_monture = prix_verres = 0
        for element, prix, retenu, base in _elements(individu, period, parameters):
            classe_a = individu(f"optique_classe_{element}", period) == ClasseOptique.a
            plafond = individu(f"optique_prix_limite_vente_{element}", period)
            renforcee = renforcee + classe_a * max_(retenu, min_(prix, max_(plafond, base)))
            base_libre = base_libre + not_(classe_a) * retenu
            if element == "monture":
                prix_monture = not_(classe_a) * prix
            else:
                prix_verres = prix_verres + not_(classe_a) * prix
        for prix, base, plafond, majorable in supplements(individu, period, parameters):
            minimum = minimum_annexe(individu, period, parameters, prix, base, majorable)
            renforcee = renforcee + max_(minimum, min_(prix, max_(plafond, base)))
        libre = _avec_garantie(
            individu,
            period,
            parameters,
            deja_pris=renforcee,
            base_libre=base_libre,
            prix_monture=prix_monture,
            prix_verres=prix_verres,
            admise=True,
        )
        return arrondi_centime(renforcee + libre + adaptation(individu, period, parameters))
