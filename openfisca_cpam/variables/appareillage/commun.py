"""Ce que les appareils ont en commun : motifs, tiers payant, calcul d'une ligne (un verre, une oreille, un acte)."""

from openfisca_cpam.base import *


class MotifAppareillage(Enum):
    sans_objet = "Aucun article ou acte de ce genre ce jour-là"
    eligible = "Pris en charge"
    hors_liste = (
        "Pas pris en charge : l'article ou l'acte n'est pas sur la liste des remboursements (L. 165-1, L. 162-1-7)"
    )
    ancienne_liste_expiree = (
        "Pas pris en charge : l'ancienne nomenclature ne s'applique plus, ou pas encore la nouvelle"
    )
    sans_ordonnance = "Pas pris en charge : une ordonnance est nécessaire"
    prescripteur_non_habilite = "Pas pris en charge : le prescripteur ne peut pas prescrire cet article à cet âge"
    sans_echange_oral = "Pas pris en charge : téléconsultation sans échange oral avec le prescripteur (L. 160-8)"
    ordonnance_perimee = (
        "Pas pris en charge : l'ordonnance est trop ancienne (R. 165-40 ; code de la santé publique pour l'optique)"
    )
    prescription_trop_longue = "Pas pris en charge : la prescription dépasse la durée admise (R. 165-36)"
    delivrance_trop_importante = "Pas pris en charge : la quantité délivrée dépasse un mois (R. 165-41)"
    non_delivre = "Pas pris en charge : l'article n'a pas été effectivement délivré (R. 165-43)"
    indication_absente = "Pas pris en charge : l'état de santé n'est pas l'un de ceux qui ouvrent droit à cet article"
    distributeur_non_conforme = (
        "Pas pris en charge : le distributeur ne remplit pas ses conditions d'exercice (L. 165-6-1)"
    )
    engagement_restitution_absent = (
        "Pas pris en charge : l'engagement de rendre le dispositif manque (L. 165-1-8, R. 165-105)"
    )
    accord_absent = "Pas pris en charge : l'accord préalable manque ou a été refusé (L. 315-2, R. 165-23)"
    accord_perime = "Pas pris en charge : le traitement a commencé trop tard après l'accord préalable"
    age_depasse = "Pas pris en charge : la condition d'âge n'est pas remplie"
    semestres_epuises = "Pas pris en charge : le nombre d'actes admis est atteint"
    location_epuisee = "Pas pris en charge : la durée de location de courte durée est atteinte"
    garantie_en_cours = "Pas pris en charge : la garantie de l'appareil précédent court encore (R. 165-24)"
    encore_utilisable = "Pas pris en charge : l'appareil précédent n'est ni hors d'usage, ni inadapté (R. 165-24)"
    delai_non_ecoule = "Pas encore pris en charge : le délai de renouvellement n'est pas écoulé"
    base_inconnue = "Rien n'est calculé : la base de remboursement n'est pas connue, elle se lit sur le devis"


class TiersPayantAppareillage(Enum):
    sans_objet = "Sans objet : rien n'est pris en charge"
    amo_seul = "Tiers payant possible sur la seule part de l'Assurance Maladie"
    base = "Tiers payant du contrat responsable jusqu'à la base de remboursement (L. 871-1)"
    jusqu_au_plafond = "Tiers payant du contrat responsable jusqu'au prix ou à l'honoraire limite (L. 871-1)"
    integral = "Tiers payant intégral : aucune avance pour ce qui est pris en charge (L. 861-3, L. 382-35)"


class CouvertureComplementaire(Enum):
    aucune = "Aucune complémentaire santé"
    contrat_non_responsable = "Contrat non responsable, tenu ici pour ne payer que le ticket modérateur"
    contrat_responsable = "Contrat responsable (L. 871-1)"
    c2s = "Complémentaire santé solidaire (L. 861-3)"


def sans_base(individu, period, base):
    """La base n'est pas connue : ce n'est pas un refus. Les frais réels n'ont pas besoin d'elle (L. 169-3)."""
    return (base == 0) & not_(individu("appareillage_frais_reels", period))


def taux_de_la_personne(individu, period, parameters, taux):
    """Le taux donné, ou 100 % quand la participation de la personne est supprimée."""
    exonere = individu("appareillage_exonere", period)
    return where(exonere, parameters(period).appareillage.taux.exonere, taux)


def part_amo(individu, period, parameters, prix, base, *, taux, majorable):
    """Part de l'Assurance Maladie d'une ligne.

    Le taux sur le plus petit du prix et de la base ; en accident du travail, la base entière, majorée d'un coefficient
    où le prix n'est pas fixé (L. 432-3) ; les frais réels après un acte de terrorisme (L. 169-3).
    """
    coefficient = where(majorable, parameters(period).appareillage.taux.coefficient_at_mp, 1)
    ordinaire = arrondi_centime(taux * min_(prix, base))
    at_mp = arrondi_centime(min_(prix, coefficient * base))
    part = where(individu("appareillage_soin_lie_at_mp", period), at_mp, ordinaire)
    return where(individu("appareillage_frais_reels", period), prix, part)


def part_regime_local(individu, period, parameters, prix, base, *, amo):
    """Part du régime local d'une ligne : le complément jusqu'au taux total, sur la base seulement (D. 325-7)."""
    total = arrondi_centime(parameters(period).appareillage.taux.regime_local_total * min_(prix, base))
    affilie = individu("regime_local_alsace_moselle", period.first_month)
    return affilie * max_(0, arrondi_centime(total - amo))


def par_couverture(individu, period, ticket_moderateur, contrat, c2s):
    """Ce que visent ensemble l'Assurance Maladie et la couverture complémentaire, selon celle-ci ; 0 sans elle."""
    couverture = codes(individu("appareillage_couverture_complementaire", period))
    montants = {
        CouvertureComplementaire.contrat_non_responsable: ticket_moderateur,
        CouvertureComplementaire.contrat_responsable: contrat,
        CouvertureComplementaire.c2s: c2s,
    }
    total = numpy.zeros(couverture.shape)
    for membre, montant in montants.items():
        total = where(couverture == membre.index, montant, total)
    return total


def total_d_une_ligne(individu, period, prix, base, *, plafond=0, renforcee=False, garantie=0, maximum_c2s=0):
    """Prise en charge d'une ligne par l'Assurance Maladie et la complémentaire ensemble, avant le minimum légal.

    Contrat non responsable : la base (le ticket modérateur). Contrat responsable : jusqu'au plafond pour un article à prise en charge renforcée,
    sinon la garantie du contrat. C2S : jusqu'au tarif maximal. Toujours au moins la base, jamais plus que le prix.
    """
    retenu = min_(prix, base)
    contrat = where(renforcee, min_(prix, max_(plafond, base)), max_(retenu, min_(prix, garantie)))
    return par_couverture(individu, period, retenu, contrat, max_(retenu, min_(prix, maximum_c2s)))


def parts_legales(individu, period, article):
    """Parts de l'Assurance Maladie et du régime local sur un article ou un acte, ensemble."""
    return individu(f"{article}_part_amo", period) + individu(f"{article}_part_regime_local", period)


def part_complementaire(individu, period, article):
    """Part du contrat ou de la C2S : la prise en charge totale moins les parts légales."""
    total = individu(f"{article}_prise_en_charge_totale", period)
    return arrondi_centime(total - parts_legales(individu, period, article))


def reste_a_charge(individu, period, article, prix):
    """Le prix, pris en charge ou non, moins la prise en charge totale."""
    return arrondi_centime(arrondi_centime(prix) - individu(f"{article}_prise_en_charge_totale", period))


def tiers_payant(individu, period, parameters, eligible, renforcee):
    """Le tiers payant auquel la personne a droit sur un article pris en charge ou non.

    Un contrat responsable ne doit l'offrir que depuis le 1er janvier 2017 (L. 871-1), comme pour les soins.
    """
    couverture = individu("appareillage_couverture_complementaire", period)
    mois = period.first_month
    sans_avance = individu("beneficiaire_ame", mois) | individu("soins_personne_detenue", mois)
    integral = (couverture == CouvertureComplementaire.c2s) | sans_avance
    complementaire = valeur(parameters(period).soins, "complementaire", sinon=None)
    obligatoire = bool(valeur(complementaire, "tiers_payant_obligatoire", sinon=False))
    responsable = (couverture == CouvertureComplementaire.contrat_responsable) & obligatoire
    etendu = parameters(period).appareillage.complementaire.tiers_payant_jusqu_au_plafond
    return premier_vrai(
        [
            (not_(eligible), TiersPayantAppareillage.sans_objet),
            (integral, TiersPayantAppareillage.integral),
            (responsable & renforcee & etendu, TiersPayantAppareillage.jusqu_au_plafond),
            (responsable, TiersPayantAppareillage.base),
        ],
        sinon=TiersPayantAppareillage.amo_seul,
    )


def depassement_du_plafond(prix, plafond):
    """Ce que le prix a de trop par rapport à un plafond ; 0 quand il n'y a pas de plafond."""
    return where(plafond > 0, max_(0, arrondi_centime(prix - plafond)), 0)


def prochain_renouvellement(individu, period, precedente, delai_selon_age):
    """Premier jour où un appareil se renouvelle, 1970-01-01 s'il n'y en a pas eu.

    Le délai est celui de l'âge à la délivrance : si le délai court encore et que l'âge change d'ici là, c'est l'âge au
    jour du renouvellement qui compte.
    """
    jour, naissance = premier_jour(period), individu("date_naissance", period)
    date_prevue = ajoute_mois(precedente, delai_selon_age(age_revolu(naissance, jour)))
    revue = ajoute_mois(precedente, delai_selon_age(age_revolu(naissance, date_prevue)))
    date_prevue = where(date_prevue > jour, revue, date_prevue)
    return where(est_renseignee(precedente), date_prevue, NON_RENSEIGNEE)


def par_membre(noeud, enumeration, sinon=0):
    """Les valeurs d'une table de paramètres dans l'ordre d'un Enum, à lire par ``numpy.take``."""
    return numpy.array([valeur(noeud, membre.name, sinon=sinon) for membre in enumeration], dtype=numpy.float64)
