"""Le décès de la personne, que lisent le capital décès et les rentes des ayants droit."""

from openfisca_cpam.base import *


class date_deces(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date du décès de la personne"
    label_en = "Date of death"
    reference = ["Article L. 361-1 du code de la sécurité sociale", "Article L. 434-7 du code de la sécurité sociale"]
