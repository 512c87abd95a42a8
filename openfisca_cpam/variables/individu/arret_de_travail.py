"""L'arrêt de travail, tel que les démarches le lisent."""

from openfisca_cpam.base import *


class arret_de_travail(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "En arrêt de travail indemnisé"
    label_en = "On paid sick leave"
    reference = ["Article L. 321-1 du code de la sécurité sociale"]
