"""Qui est dans le foyer, et à quel titre."""

from openfisca_cpam.base import *


class foyer_demandeur(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Demandeur du foyer"
    label_en = "Applicant of the household"
    reference = ["Article R. 861-2 du code de la sécurité sociale"]
    documentation = "Lu du rôle de la personne ; une table peut le donner directement, ce qui va plus vite."

    def formula_1945_10_04(individu, period):
        """Le rôle de demandeur."""
        return individu.has_role(Foyer.DEMANDEUR)


class foyer_conjoint(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Conjoint du demandeur"
    label_en = "Partner of the applicant"
    reference = ["Article R. 861-2 du code de la sécurité sociale"]

    def formula_1945_10_04(individu, period):
        """Le rôle de conjoint : époux, partenaire de Pacs ou concubin."""
        return individu.has_role(Foyer.CONJOINT)


class foyer_nombre_personnes(Variable):
    value_type = int
    entity = Foyer
    definition_period = MONTH
    unit = "count"
    label = "Nombre de personnes du foyer"
    label_en = "Number of persons in the household"
    reference = ["Article R. 861-2 du code de la sécurité sociale"]

    def formula_1945_10_04(foyer, period):
        """Toutes les personnes listées dans le foyer."""
        return foyer.nb_persons()
