"""L'âge : à un jour donné, et au 1er janvier de l'année civile."""

from openfisca_cpam.base import *


class date_naissance(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date de naissance"
    label_en = "Date of birth"
    reference = ["Article 34 du code civil"]
    documentation = "À défaut, 1970-01-01 : la personne est tenue pour adulte."


class age(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "year"
    minimum = 0
    maximum = 130
    label = "Âge révolu ce jour-là"
    label_en = "Completed years of age on the day"
    reference = [
        "Article R. 322-10-7 du code de la sécurité sociale (âge du patient au jour du transport)",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006749258",
    ]

    def formula_1945_01_01(individu, period):
        """L'âge se compte en années révolues, de date à date."""
        return age_revolu(individu("date_naissance", period), premier_jour(period))


class age_en_jours(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Âge en jours ce jour-là (0 le jour de la naissance)"
    label_en = "Age in days"
    reference = [
        "Article R. 160-17, I, 1°, du code de la sécurité sociale (trente jours qui suivent la naissance)",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049902786",
    ]

    def formula_1945_01_01(individu, period):
        """Nombre de jours écoulés depuis la naissance ; négatif avant elle."""
        return jours_entre(individu("date_naissance", period), premier_jour(period))


class mineur_au_1er_janvier(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    set_input = etend_la_periode
    label = "Moins de dix-huit ans au 1er janvier de l'année civile"
    label_en = "Under 18 on 1 January"
    reference = [
        "Article D. 160-12 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031806440",
        "Article L. 160-15 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037950367",
    ]
    documentation = (
        "L'exonération vaut pour toute l'année du dix-huitième anniversaire. Une personne née un 1er janvier n'est "
        "plus mineure le jour de ses dix-huit ans."
    )

    def formula_2005_01_01(individu, period, parameters):
        """Depuis 2005 pour la participation forfaitaire, depuis 2008 pour les franchises : âge au 1er janvier."""
        majorite = parameters(period).individu.age_majorite_franchises
        return moins_de(individu("date_naissance", period), premier_jour(period), majorite)


class nouveau_ne(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Né depuis trente jours au plus"
    label_en = "Newborn (thirty days at most)"
    reference = [
        "Article R. 160-17, I, 1°, du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049902786",
    ]

    def formula_2005_01_01(individu, period, parameters):
        """Les trente jours qui suivent la naissance ; le jour de la naissance est compris."""
        jours = individu("age_en_jours", period)
        return (jours >= 0) & (jours <= parameters(period).individu.nouveau_ne.age_jours)
