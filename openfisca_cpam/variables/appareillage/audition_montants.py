"""Ce qui est payé et par qui pour des aides auditives ; le destinataire du devis ; les piles."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.articles import AUDITION, L160_13, L165_3, L325_1, L861_3, L871_1
from openfisca_cpam.variables.appareillage.audition_appareil import ClasseAuditive, GroupeTarifaireAuditif
from openfisca_cpam.variables.appareillage.commun import (
    TiersPayantAppareillage,
    depassement_du_plafond,
    part_amo,
    part_regime_local,
    parts_legales,
    taux_de_la_personne,
    tiers_payant,
    total_d_une_ligne,
)
from openfisca_cpam.variables.appareillage.complementaire import GestionnaireC2S

R871_2 = [
    "Article R. 871-2, 4°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000052861614",
]


class DestinataireDevisAudition(Enum):
    sans_objet = "Sans objet : pas de Complémentaire santé solidaire"
    cpam = "La caisse primaire d'assurance maladie"
    organisme_complementaire = "L'organisme complémentaire qui gère la Complémentaire santé solidaire"


class audition_garantie_totale(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Garantie du contrat par aide auditive, part de l'Assurance Maladie comprise"
    label_en = "Contract guarantee per aid"
    reference = R871_2
    documentation = (
        "En euros, par oreille ; 0 quand le contrat ne paie que la participation. Limitée à 1 700 € en classe"
        " II depuis 2021."
    )


_OREILLES = ("oreille_droite", "oreille_gauche")


def _prix(individu, period, oreille):
    """Prix d'une aide prise en charge, 0 pour les autres."""
    return individu(f"audition_{oreille}_eligible", period) * arrondi_centime(
        individu(f"audition_prix_{oreille}", period)
    )


def _part(individu, period, parameters, oreille):
    base = individu(f"audition_base_remboursement_{oreille}", period)
    libre = individu(f"audition_prix_limite_vente_{oreille}", period) == 0
    taux = individu("audition_taux", period)
    return part_amo(individu, period, parameters, _prix(individu, period, oreille), base, taux=taux, majorable=libre)


def _total(individu, period, parameters, oreille, *, renforcee, garantie):
    """Prise en charge d'une oreille par tous les organismes, jamais moins que les parts légales."""
    prix = _prix(individu, period, oreille)
    base = individu(f"audition_base_remboursement_{oreille}", period)
    plafond = individu(f"audition_prix_limite_vente_{oreille}", period)
    maximum = individu("audition_c2s_tarif_maximum", period)
    vise = total_d_une_ligne(
        individu,
        period,
        prix,
        base,
        plafond=plafond,
        renforcee=renforcee,
        garantie=garantie,
        maximum_c2s=maximum,
    )
    amo = individu(f"audition_part_amo_{oreille}", period)
    local = part_regime_local(individu, period, parameters, prix, base, amo=amo)
    return arrondi_centime(max_(vise, amo + local))


def _total_depuis_2021(individu, period, parameters, oreille):
    audition = parameters(period).appareillage.audition
    classe_1 = individu(f"audition_classe_{oreille}", period) == ClasseAuditive.classe_1
    garantie = individu("audition_garantie_totale", period)
    limitee = where(classe_1, garantie, min_(garantie, audition.contrat_responsable.plafond_classe_2))
    renforcee = classe_1 & audition.classe_1.prise_en_charge_renforcee
    return _total(individu, period, parameters, oreille, renforcee=renforcee, garantie=limitee)


class audition_taux(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "/1"
    label = "Taux de prise en charge des aides auditives par l'Assurance Maladie"
    label_en = "Rate of coverage"
    reference = L160_13

    def formula_2009_01_01(individu, period, parameters):
        """Le taux de la liste, ou 100 % en cas d'exonération."""
        return taux_de_la_personne(
            individu, period, parameters, parameters(period).soins.taux_remboursement.dispositif_medical
        )


class audition_c2s_tarif_maximum(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prise en charge totale par aide auditive d'un bénéficiaire de la C2S"
    label_en = "C2S maximum per aid"
    reference = L861_3
    documentation = (
        "0 quand le montant n'est pas connu : la C2S ne paie alors que la participation. Embout, premières "
        "piles, adaptation et suivi de deux ans compris."
    )

    def formula_2009_01_01(individu, period, parameters):
        """700 € depuis juin 2014 et 800 € depuis 2019 pour un adulte ; 1 400 € depuis 2019 avant vingt ans ou en cas
        de cécité.
        """
        c2s = parameters(period).appareillage.audition.c2s
        adulte = individu("audition_groupe_tarifaire", period) == GroupeTarifaireAuditif.adulte
        return where(
            adulte,
            valeur(c2s, "tarif_maximum_adulte", sinon=0),
            valeur(c2s, "tarif_maximum_moins_20_ans_ou_cecite", sinon=0),
        )


class audition_c2s_maximum_inconnu(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le maximum de la C2S n'est pas connu à cette date : seule la participation est payée"
    label_en = "C2S maximum unknown"
    reference = L861_3

    def formula_2009_01_01(individu, period):
        """Avant juin 2014 pour un adulte, avant 2019 pour les autres."""
        inconnu = individu("audition_c2s_tarif_maximum", period) == 0
        achat = individu("audition_prix_total", period) > 0
        return individu("beneficiaire_c2s", period.first_month) & achat & inconnu


class audition_prix_total(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prix des aides auditives"
    label_en = "Price of the aids"
    reference = L160_13

    def formula_2009_01_01(individu, period):
        """La somme des deux oreilles, prises en charge ou non."""
        return arrondi_centime(
            sum(arrondi_centime(individu(f"audition_prix_{oreille}", period)) for oreille in _OREILLES)
        )


class audition_part_amo_oreille_droite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'Assurance Maladie pour l'aide de l'oreille droite"
    label_en = "Assurance Maladie's part, right ear"
    reference = L160_13

    def formula_2009_01_01(individu, period, parameters):
        """Le taux sur le plus petit du prix et de la base, arrondi au centime."""
        return _part(individu, period, parameters, "oreille_droite")


class audition_part_amo_oreille_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'Assurance Maladie pour l'aide de l'oreille gauche"
    label_en = "Assurance Maladie's part, left ear"
    reference = L160_13

    def formula_2009_01_01(individu, period, parameters):
        """Le taux sur le plus petit du prix et de la base, arrondi au centime."""
        return _part(individu, period, parameters, "oreille_gauche")


class audition_prise_en_charge_totale_oreille_droite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prise en charge par tous les organismes de l'aide de l'oreille droite"
    label_en = "Total paid, right ear"
    reference = R871_2 + L861_3

    def formula_2009_01_01(individu, period, parameters):
        """Jusqu'à la fin de 2020, un contrat responsable n'est tenu qu'à la participation ; au-delà, sa garantie."""
        garantie = individu("audition_garantie_totale", period)
        return _total(individu, period, parameters, "oreille_droite", renforcee=False, garantie=garantie)

    def formula_2021_01_01(individu, period, parameters):
        """Depuis 2021 : la classe I jusqu'au prix limite, la classe II selon la garantie, limitée à 1 700 €."""
        return _total_depuis_2021(individu, period, parameters, "oreille_droite")


class audition_prise_en_charge_totale_oreille_gauche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prise en charge par tous les organismes de l'aide de l'oreille gauche"
    label_en = "Total paid, left ear"
    reference = R871_2 + L861_3

    def formula_2009_01_01(individu, period, parameters):
        """Jusqu'à la fin de 2020, un contrat responsable n'est tenu qu'à la participation ; au-delà, sa garantie."""
        garantie = individu("audition_garantie_totale", period)
        return _total(individu, period, parameters, "oreille_gauche", renforcee=False, garantie=garantie)

    def formula_2021_01_01(individu, period, parameters):
        """Depuis 2021 : la classe I jusqu'au prix limite, la classe II selon la garantie, limitée à 1 700 €."""
        return _total_depuis_2021(individu, period, parameters, "oreille_gauche")


class audition_part_amo(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'Assurance Maladie pour les aides auditives"
    label_en = "Assurance Maladie's part"
    reference = L160_13

    def formula_2009_01_01(individu, period):
        """La somme des deux oreilles."""
        return arrondi_centime(sum(individu(f"audition_part_amo_{oreille}", period) for oreille in _OREILLES))


class audition_part_regime_local(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part du régime local d'Alsace-Moselle pour les aides auditives"
    label_en = "Part of the local scheme"
    reference = L325_1

    def formula_2009_01_01(individu, period, parameters):
        """Oreille par oreille, le complément jusqu'à 90 % de la base."""
        total = 0
        for oreille in _OREILLES:
            base = individu(f"audition_base_remboursement_{oreille}", period)
            amo = individu(f"audition_part_amo_{oreille}", period)
            total = total + part_regime_local(
                individu, period, parameters, _prix(individu, period, oreille), base, amo=amo
            )
        return arrondi_centime(total)


class audition_part_complementaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part du contrat complémentaire ou de la Complémentaire santé solidaire"
    label_en = "Complementary part"
    reference = R871_2 + L861_3

    def formula_2009_01_01(individu, period):
        """La prise en charge totale moins les parts de l'Assurance Maladie et du régime local."""
        total = sum(individu(f"audition_prise_en_charge_totale_{oreille}", period) for oreille in _OREILLES)
        return arrondi_centime(total - parts_legales(individu, period, "audition"))


class audition_reste_a_charge(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Reste à charge du patient pour les aides auditives"
    label_en = "What is left to the patient"
    reference = L160_13

    def formula_2009_01_01(individu, period):
        """Le prix moins la prise en charge totale."""
        total = sum(individu(f"audition_prise_en_charge_totale_{oreille}", period) for oreille in _OREILLES)
        return arrondi_centime(individu("audition_prix_total", period) - total)


class audition_montant_irregulier(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Somme facturée au-delà du prix limite de vente"
    label_en = "Sum billed above the maximum price"
    reference = L165_3
    documentation = (
        "Elle reste dans le reste à charge calculé. La classe II est à prix libre ; un prix au-dessus du "
        "maximum de la C2S est permis si le patient a choisi une aide plus chère."
    )

    def formula_2019_01_01(individu, period):
        """Depuis 2019, la classe I a un prix limite."""
        total = 0
        for oreille in _OREILLES:
            prix = arrondi_centime(individu(f"audition_prix_{oreille}", period))
            total = total + depassement_du_plafond(prix, individu(f"audition_prix_limite_vente_{oreille}", period))
        return arrondi_centime(total)


class audition_prix_irregulier(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Un prix dépasse le prix limite de vente"
    label_en = "A price breaks the cap"
    reference = L165_3

    def formula_2019_01_01(individu, period):
        """Depuis 2019 ; un prix égal au prix limite est régulier."""
        return individu("audition_montant_irregulier", period) > 0


class audition_tiers_payant(Variable):
    value_type = Enum
    possible_values = TiersPayantAppareillage
    default_value = TiersPayantAppareillage.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Tiers payant sur les aides auditives"
    label_en = "Third-party payment"
    reference = L871_1 + L861_3

    def formula_2009_01_01(individu, period, parameters):
        """Intégral avec la C2S ; jusqu'à la base avec un contrat responsable depuis 2017 ; jusqu'au prix limite en classe I depuis
        2022.
        """
        eligible = renforcee = numpy.zeros(individu.count, dtype=bool)
        for oreille in _OREILLES:
            prise_en_charge = individu(f"audition_{oreille}_eligible", period)
            eligible = eligible | prise_en_charge
            classe_1 = individu(f"audition_classe_{oreille}", period) == ClasseAuditive.classe_1
            renforcee = renforcee | (prise_en_charge & classe_1)
        return tiers_payant(individu, period, parameters, eligible, renforcee)


class audition_destinataire_devis(Variable):
    value_type = Enum
    possible_values = DestinataireDevisAudition
    default_value = DestinataireDevisAudition.sans_objet
    entity = Individu
    definition_period = DAY
    label = "À qui le devis d'un bénéficiaire de la C2S est envoyé"
    label_en = "Where the quote of a C2S patient goes"
    reference = L861_3
    documentation = "Le destinataire notifie la décision."

    def formula_2009_01_01(individu, period):
        """À la caisse si elle gère la C2S, avant vingt ans ou en cas de cécité ; sinon à l'organisme complémentaire
        gestionnaire.
        """
        mois = period.first_month
        special = individu("audition_groupe_tarifaire", period) == GroupeTarifaireAuditif.moins_20_ans_ou_cecite
        par_la_caisse = individu("appareillage_c2s_gestionnaire", mois) == GestionnaireC2S.cpam
        return premier_vrai(
            [
                (not_(individu("beneficiaire_c2s", mois)), DestinataireDevisAudition.sans_objet),
                (par_la_caisse | special, DestinataireDevisAudition.cpam),
            ],
            sinon=DestinataireDevisAudition.organisme_complementaire,
        )


class audition_piles_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 100
    label = "Plaquettes de piles achetées"
    label_en = "Battery packs bought"
    reference = AUDITION
    documentation = "Dans la limite annuelle de la liste, qui n'a pas été relevée."


class audition_piles_prix(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100000
    label = "Prix des plaquettes de piles"
    label_en = "Price of the battery packs"
    reference = AUDITION


def _base_piles(individu, period, parameters):
    base = valeur(parameters(period).appareillage.audition, "piles_base_plaquette", sinon=0)
    return individu("audition_piles_nombre", period) * base


class audition_piles_part_amo(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part de l'Assurance Maladie pour les piles"
    label_en = "Assurance Maladie's part, batteries"
    reference = AUDITION + L160_13

    def formula_2009_01_01(individu, period, parameters):
        """Le taux de la liste sur la base par plaquette, connue depuis 2019."""
        prix = arrondi_centime(individu("audition_piles_prix", period))
        base = _base_piles(individu, period, parameters)
        return part_amo(
            individu, period, parameters, prix, base, taux=individu("audition_taux", period), majorable=True
        )


class audition_piles_part_regime_local(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part du régime local d'Alsace-Moselle pour les piles"
    label_en = "Part of the local scheme, batteries"
    reference = L325_1

    def formula_2009_01_01(individu, period, parameters):
        """Le complément jusqu'à 90 % de la base."""
        prix = arrondi_centime(individu("audition_piles_prix", period))
        amo = individu("audition_piles_part_amo", period)
        return part_regime_local(individu, period, parameters, prix, _base_piles(individu, period, parameters), amo=amo)


class audition_piles_part_complementaire(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Part complémentaire pour les piles"
    label_en = "Complementary part, batteries"
    reference = R871_2 + L861_3

    def formula_2009_01_01(individu, period, parameters):
        """La participation sur la base, pour un contrat comme pour la C2S."""
        prix = arrondi_centime(individu("audition_piles_prix", period))
        vise = total_d_une_ligne(individu, period, prix, _base_piles(individu, period, parameters))
        return max_(0, arrondi_centime(vise - parts_legales(individu, period, "audition_piles")))


class audition_piles_reste_a_charge(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Reste à charge pour les piles"
    label_en = "What is left, batteries"
    reference = L160_13

    def formula_2009_01_01(individu, period):
        """Le prix moins toutes les parts."""
        payes = parts_legales(individu, period, "audition_piles") + individu(
            "audition_piles_part_complementaire", period
        )
        return arrondi_centime(arrondi_centime(individu("audition_piles_prix", period)) - payes)
