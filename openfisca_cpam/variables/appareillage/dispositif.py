"""Ce que les dispositifs de la liste ont en commun : les sommes d'un article unique, de son prix au reste à charge.

``dispositif`` est le début du nom des variables : ``appareillage_lpp``, ``appareillage_fauteuil``,
``appareillage_capillaire``.
"""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.commun import (
    depassement_du_plafond,
    part_amo,
    part_regime_local,
    parts_legales,
    tiers_payant,
    total_d_une_ligne,
)


def prix_pris_en_charge(individu, period, dispositif):
    """Prix de l'article pris en charge, 0 pour les autres."""
    return individu(f"{dispositif}_eligible", period) * arrondi_centime(individu(f"{dispositif}_prix", period))


def part_amo_du_dispositif(individu, period, parameters, dispositif):
    """Le taux sur le plus petit du prix et de la base ; la base n'est majorée (L. 432-3) que si le prix est libre."""
    return part_amo(
        individu,
        period,
        parameters,
        prix_pris_en_charge(individu, period, dispositif),
        individu(f"{dispositif}_base_remboursement", period),
        taux=individu(f"{dispositif}_taux", period),
        majorable=individu(f"{dispositif}_prix_limite_vente", period) == 0,
    )


def part_regime_local_du_dispositif(individu, period, parameters, dispositif):
    """Le complément du régime local sur la base (D. 325-7)."""
    prix = prix_pris_en_charge(individu, period, dispositif)
    base = individu(f"{dispositif}_base_remboursement", period)
    return part_regime_local(individu, period, parameters, prix, base, amo=individu(f"{dispositif}_part_amo", period))


def prise_en_charge_totale_du_dispositif(individu, period, dispositif, *, maximum_c2s):
    """Prise en charge par tous les organismes, jamais moins que les parts légales (R. 871-2, L. 861-3)."""
    vise = total_d_une_ligne(
        individu,
        period,
        prix_pris_en_charge(individu, period, dispositif),
        individu(f"{dispositif}_base_remboursement", period),
        plafond=individu(f"{dispositif}_prix_limite_vente", period),
        renforcee=individu(f"{dispositif}_prise_en_charge_renforcee", period),
        garantie=individu(f"{dispositif}_garantie_totale", period),
        maximum_c2s=maximum_c2s,
    )
    return arrondi_centime(max_(vise, parts_legales(individu, period, dispositif)))


def montant_irregulier_du_dispositif(individu, period, dispositif):
    """Ce qui est facturé au-delà du prix limite de vente (L. 165-3) ; un prix égal est régulier."""
    prix = arrondi_centime(individu(f"{dispositif}_prix", period))
    return depassement_du_plafond(prix, individu(f"{dispositif}_prix_limite_vente", period))


def tiers_payant_du_dispositif(individu, period, parameters, dispositif):
    """Le tiers payant de l'article, selon qu'il est à prise en charge renforcée ou non (L. 871-1)."""
    eligible = individu(f"{dispositif}_eligible", period)
    return tiers_payant(
        individu, period, parameters, eligible, individu(f"{dispositif}_prise_en_charge_renforcee", period)
    )
