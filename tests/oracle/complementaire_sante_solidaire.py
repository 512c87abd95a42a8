"""Seconde lecture de la Complémentaire santé solidaire, de la PUMa et de l'AME.

Une feuille de calcul de juriste : nombres exacts, une personne après l'autre, une fonction par règle (les numéros
« R » sont ceux du dossier, les articles ceux du code de la sécurité sociale). Rien ici ne vient des formules du
paquet : les valeurs sont recopiées du dossier. Seuls les noms des entrées et des résultats sont communs.
"""

import calendar
import contextlib
import datetime
import functools
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

Jour = datetime.date
D = Decimal
SANS_DATE = Jour(1970, 1, 1)

# --------------------------------------------------------------------------------------------------------------------
# Valeurs

# L. 861-1 : plafond d'une personne seule, en métropole, sans participation.
BASES = [
    (Jour(2019, 4, 1), 8951),
    (Jour(2020, 4, 1), 9032),
    (Jour(2021, 4, 1), 9041),
    (Jour(2022, 4, 1), 9203),
    (Jour(2022, 7, 1), 9571),
    (Jour(2023, 4, 1), 9719),
    (Jour(2024, 4, 1), 10166),
    (Jour(2025, 4, 1), 10339),
    (Jour(2026, 4, 1), 10422),
]

# Tables publiées : 1, 2, 3, 4 personnes, puis chaque personne de plus ; sans participation, avec participation.
METROPOLE = [
    (Jour(2019, 11, 1), (8951, 13427, 16112, 18797, 3580), (12084, 18126, 21751, 25376, 4834)),
    (Jour(2020, 4, 1), (9032, 13548, 16258, 18967, 3613), (12193, 18290, 21948, 25606, 4877)),
    (Jour(2021, 4, 1), (9041, 13562, 16274, 18986, 3616), (12205, 18308, 21970, 25631, 4882)),
    (Jour(2022, 4, 1), (9203, 13805, 16565, 19326, 3681), (12424, 18636, 22363, 26091, 4970)),
    (Jour(2022, 7, 1), (9571, 14357, 17228, 20099, 3828), (12921, 19381, 23258, 27134, 5168)),
    (Jour(2023, 4, 1), (9719, 14578, 17494, 20409, 3887), (13120, 19680, 23616, 27553, 5248)),
    (Jour(2024, 4, 1), (10166, 15249, 18298, 21348, 4066), (13724, 20586, 24703, 28820, 5490)),
    (Jour(2025, 4, 1), (10339, 15508, 18609, 21711, 4135), (13957, 20936, 25123, 29311, 5583)),
    (Jour(2026, 4, 1), (10422, 15633, 18760, 21886, 4169), (14070, 21105, 25325, 29546, 5628)),
]
OUTRE_MER = [
    (Jour(2019, 11, 1), (9962, 14944, 17932, 20921, 3985), (13449, 20174, 24209, 28244, 5380)),
    (Jour(2020, 4, 1), (10053, 15079, 18095, 21110, 4021), (13571, 20357, 24428, 28499, 5428)),
    (Jour(2021, 4, 1), (10063, 15094, 18113, 21132, 4025), (13585, 20377, 24452, 28528, 5434)),
    (Jour(2022, 4, 1), (10243, 15364, 18437, 21510, 4097), (13828, 20742, 24890, 29039, 5531)),
    (Jour(2022, 7, 1), (10653, 15979, 19175, 22370, 4261), (14381, 21571, 25886, 30200, 5752)),
    (Jour(2023, 4, 1), (10817, 16226, 19471, 22716, 4327), (14603, 21905, 26286, 30667, 5841)),
    (Jour(2024, 4, 1), (11315, 16972, 20366, 23760, 4526), (15275, 22912, 27494, 32077, 6110)),
    (Jour(2025, 4, 1), (11507, 17260, 20712, 24164, 4603), (15534, 23301, 27962, 32622, 6214)),
    (Jour(2026, 4, 1), (11600, 17400, 20879, 24359, 4640), (15660, 23489, 28187, 32885, 6264)),
]
OUVERTURE_A_MAYOTTE = Jour(2024, 1, 1)

# Montant forfaitaire du RSA (R. 861-5 et R. 861-7), par mois.
RSA = [
    (Jour(2019, 4, 1), D("559.74")),
    (Jour(2020, 4, 1), D("564.78")),
    (Jour(2021, 4, 1), D("565.34")),
    (Jour(2022, 4, 1), D("575.52")),
    (Jour(2022, 7, 1), D("598.54")),
    (Jour(2023, 4, 1), D("607.75")),
    (Jour(2024, 4, 1), D("635.71")),
    (Jour(2025, 4, 1), D("646.52")),
    (Jour(2026, 4, 1), D("651.69")),
]

# Abattements par mois (L. 861-2, arrêté du 20 avril 2018) : seul, ou le couple entier.
ABATTEMENT_AAH = [(Jour(2019, 11, 1), D(68))]
ABATTEMENT_ASPA = [(Jour(2020, 4, 1), (D(71), D(110)))]
ABATTEMENT_ASI = [(Jour(2020, 4, 1), (D(20), D(34))), (Jour(2021, 4, 1), (D(49), D(86)))]

# Participation mensuelle (L. 861-11) : jusqu'à cet âge, régime général, régime local d'Alsace-Moselle.
PARTICIPATIONS = [
    (29, D(8), D("2.8")),
    (49, D(14), D("4.9")),
    (59, D(21), D("7.3")),
    (69, D(25), D("8.7")),
    (999, D(30), D("10.5")),
]

# Contrat de sortie, par mois (L. 861-12, depuis 2020) : jusqu'à cet âge.
SORTIES = [(29, D(16)), (49, D(28)), (59, D(42)), (69, D(50)), (999, D(60))]

# Abattements du micro (CGI, 50-0, 102 ter, 64 bis), 305 € au moins.
MICRO = {"vente": D("0.71"), "services_bic": D("0.50"), "liberale_bnc": D("0.34"), "agricole": D("0.87")}

TOUJOURS = Jour(2019, 11, 1)
# R. 861-10 : première date de demande à laquelle la somme ne compte pas.
EXCLUSIONS = {
    "c2s_percu_rsa": TOUJOURS,
    "c2s_percu_prime_activite": TOUJOURS,
    "c2s_percu_aeeh": TOUJOURS,
    "c2s_percu_allocation_rentree_scolaire": TOUJOURS,
    "c2s_percu_prime_demenagement": TOUJOURS,
    "c2s_percu_aide_tierce_personne": TOUJOURS,
    "c2s_percu_allocation_deces_enfant": Jour(2021, 3, 25),
    "c2s_percu_allocation_remplacement": TOUJOURS,
    "c2s_percu_indemnite_capital_at": TOUJOURS,
    "c2s_percu_prime_reeducation": TOUJOURS,
    "c2s_percu_paje_hors_prepare": TOUJOURS,
    "c2s_percu_secours_organisme_social": TOUJOURS,
    "c2s_percu_secours_autre_personne_morale": Jour(2025, 7, 1),
    "c2s_percu_aide_insertion": TOUJOURS,
    "c2s_percu_autre_bourse": Jour(2025, 7, 1),
    "c2s_percu_frais_funeraires": TOUJOURS,
    "c2s_percu_capital_deces": TOUJOURS,
    "c2s_percu_deces_assurance_chomage": Jour(2022, 4, 1),
    "c2s_percu_fonds_anciens_combattants": TOUJOURS,
    "c2s_percu_aide_conjoints_suppletifs": TOUJOURS,
    "c2s_percu_service_civique": TOUJOURS,
    "c2s_percu_reparation_orphelins": Jour(2022, 1, 1),
    "c2s_percu_allocation_reconnaissance": Jour(2023, 7, 29),
    "c2s_percu_allocation_cej": Jour(2023, 7, 29),
    "c2s_percu_ajpp": Jour(2025, 1, 1),
    "c2s_percu_aide_retour_emploi": Jour(2025, 1, 1),
    "c2s_percu_ajpa": Jour(2025, 1, 1),
    "c2s_percu_accompagnement_fin_de_vie": Jour(2025, 1, 1),
    "c2s_percu_aide_violences_conjugales": Jour(2025, 1, 1),
    "c2s_percu_entretien_enfant_accueilli": Jour(2025, 1, 1),
    "c2s_percu_revenu_solidarite_outre_mer": Jour(2025, 7, 1),
    "c2s_percu_allocation_demandeur_asile": Jour(2025, 7, 1),
}
BOURSE_SOCIALE = "c2s_percu_bourse_sur_criteres_sociaux"
TOUTE_BOURSE_EXCLUE = Jour(2025, 7, 1)

# Ce qui vaut quand rien n'est dit.
DEFAUTS = {
    "c2s_rattachement": "foyer_fiscal",
    "c2s_enfant_du_foyer": True,
    "c2s_charge_effective": True,
    "c2s_residence_alternee": "non",
    "c2s_conjoint_lien": "imposition_commune",
    "c2s_demande_personnelle": "aucune",
    "c2s_non_salarie_situation": "aucune",
    "c2s_micro_activite": "services_bic",
    "c2s_adhesion": True,
    "c2s_gestionnaire_informe_arrivee": True,
    "c2s_ressources_declarees": True,
    "puma_foyer_en_france": True,
    "puma_sejour_regulier": True,
    "puma_exclusion": "aucune",
    "puma_dispense_delai": "aucune",
    "zone_residence": "metropole",
    "statut_logement": "locataire",
}

# --------------------------------------------------------------------------------------------------------------------
# Le dossier d'un ménage


@dataclass
class Personne:
    """Une personne : son rôle, sa naissance, ce qui est dit au jour de la demande, ses sommes de chaque mois."""

    role: str
    naissance: Jour
    dit: dict = field(default_factory=dict)
    mois: dict = field(default_factory=dict)

    def lit(self, nom):
        return self.dit.get(nom, DEFAUTS.get(nom))

    def somme(self, nom) -> Decimal:
        return D(self.dit.get(nom, 0))

    def du_mois(self, nom, mois) -> Decimal:
        return self.mois.get(nom, {}).get(mois, D(0))

    def arrivee(self, jour: Jour) -> Jour | None:
        """L'arrivée dans le foyer, donnée, ou la naissance quand elle suit le jour de la demande."""
        donnee = self.dit.get("c2s_arrivee_date")
        return donnee or (self.naissance if self.naissance > jour else None)

    @property
    def sortie(self) -> Jour | None:
        """Le premier jour donné du décès ou du départ de France."""
        donnees = [self.dit[nom] for nom in ("c2s_sortie_date", "date_deces") if self.dit.get(nom)]
        return min(donnees, default=None)


@dataclass
class Menage:
    """Les personnes, le jour de la demande, ce qui est dit du ménage."""

    demande: Jour
    personnes: list[Personne]
    dit: dict = field(default_factory=dict)
    mois: dict = field(default_factory=dict)
    memoire: dict | None = None

    def lit(self, nom):
        return self.dit.get(nom, DEFAUTS.get(nom))

    @property
    def demandeur(self) -> Personne:
        return next(p for p in self.personnes if p.role == "demandeur")

    @property
    def conjoint(self) -> Personne | None:
        return next((p for p in self.personnes if p.role == "conjoint"), None)


@contextlib.contextmanager
def memoire(menage):
    """Le temps d'un calcul, pendant lequel le dossier du ménage ne change pas."""
    menage.memoire = {}
    try:
        yield
    finally:
        menage.memoire = None


def une_fois(regle):
    """Ne pas recalculer une règle pendant le calcul d'un ménage (`menage.memoire`)."""

    @functools.wraps(regle)
    def appel(menage, *personne):
        if menage.memoire is None:
            return regle(menage, *personne)
        cle = (regle.__name__, *map(id, personne))
        if cle not in menage.memoire:
            menage.memoire[cle] = regle(menage, *personne)
        return menage.memoire[cle]

    return appel


# --------------------------------------------------------------------------------------------------------------------
# Dates et nombres


def en_vigueur(table, jour):
    """La dernière ligne dont la date est passée ; rien avant la première."""
    lignes = [ligne for ligne in table if ligne[0] <= jour]
    return lignes[-1] if lignes else None


def a_l_euro(montant: Decimal) -> Decimal:
    """L'euro le plus proche, 0,50 compté pour 1 (L. 861-1)."""
    return montant.quantize(D(1), ROUND_HALF_UP)


def au_centime(montant: Decimal) -> Decimal:
    return montant.quantize(D("0.01"), ROUND_HALF_UP)


def mois_plus(jour: Jour, mois: int) -> Jour:
    """Même quantième tant de mois plus tard, ou le dernier jour du mois."""
    rang = jour.year * 12 + jour.month - 1 + mois
    annee, numero = divmod(rang, 12)
    return Jour(annee, numero + 1, min(jour.day, calendar.monthrange(annee, numero + 1)[1]))


def fin_de_duree(jour: Jour, mois: int) -> Jour:
    """La veille du quantième ; la fin du mois quand il lui manque (un an depuis un 29 février : 28 février)."""
    meme = mois_plus(jour, mois)
    return meme if meme.day < jour.day else jours_plus(meme, -1)


def premier_du_mois(jour: Jour) -> Jour:
    return jour.replace(day=1)


def premier_du_mois_suivant(jour: Jour) -> Jour:
    return mois_plus(jour.replace(day=1), 1)


def fin_du_mois(jour: Jour) -> Jour:
    return premier_du_mois_suivant(jour) - datetime.timedelta(days=1)


def jours_plus(jour: Jour, jours: int) -> Jour:
    return jour + datetime.timedelta(days=jours)


def age(naissance: Jour, jour: Jour) -> int:
    """Âge révolu. Né un 29 février, on a un an de plus le 1er mars des années ordinaires."""
    return jour.year - naissance.year - ((jour.month, jour.day) < (naissance.month, naissance.day))


def suite_de_mois(debut: Jour, combien: int):
    return [(j.year, j.month) for j in (mois_plus(debut, rang) for rang in range(combien))]


# --------------------------------------------------------------------------------------------------------------------
# R2 à R6 : le foyer (R. 861-2)


def demande_personnelle_recevable(personne: Personne, jour: Jour) -> bool:
    """R6 : L. 861-1, quatrième et cinquième alinéas ; R. 861-16, dernier alinéa."""
    titre = personne.lit("c2s_demande_personnelle")
    ans = age(personne.naissance, jour)
    if titre == "mineur_rupture_familiale":
        return 16 <= ans < 18
    if titre == "etudiant_aide_annuelle":
        return True
    if titre == "rattachement_termine":
        if personne.role == "conjoint":
            return personne.lit("c2s_conjoint_lien") != "concubin"
        return personne.lit("c2s_rattachement") in ("foyer_fiscal", "pension_deduite")
    if titre == "rsa_moins_25_ans":
        return ans < 25
    return False


def place_au_foyer(personne: Personne, jour: Jour, jour_de_l_age: Jour | None = None) -> str:
    """R2 à R5 : membre ou non, et par quelle voie."""
    jour_de_l_age = jour_de_l_age or jour
    if personne.role == "demandeur":
        return "demandeur"
    deces, arrivee = personne.dit.get("date_deces"), personne.arrivee(jour)
    if deces and deces < jour:
        return "decede_avant_la_demande"
    if arrivee and arrivee > jour:
        return "arrivee_apres_la_demande"
    if demande_personnelle_recevable(personne, jour):
        return "demande_personnelle"
    if personne.role == "conjoint" and personne.lit("c2s_conjoint_lien") == "imposition_separee":
        return "imposition_separee"
    if personne.role == "conjoint":
        return "concubin" if personne.lit("c2s_conjoint_lien") == "concubin" else "conjoint_imposition_commune"
    return voie_d_une_personne_a_charge(personne, jour_de_l_age)


def a_charge(personne: Personne, jour: Jour) -> bool:
    """R. 861-2 : la charge réelle et continue ; le mineur en alternance y est « considéré » selon son rattachement."""
    alternance = personne.lit("c2s_residence_alternee") if age(personne.naissance, jour) < 18 else "non"
    if alternance == "non":
        return personne.lit("c2s_charge_effective")
    return alternance != "rattache_autre_parent"


def voie_d_une_personne_a_charge(personne: Personne, jour: Jour) -> str:
    """R3 à R5 : les trois voies, la résidence alternée du mineur, l'âge limite."""
    ans = age(personne.naissance, jour)
    alternance = personne.lit("c2s_residence_alternee") if ans < 18 else "non"
    if not personne.lit("c2s_charge_effective") and not a_charge(personne, jour):
        return "pas_a_charge"
    if ans >= 25:
        return "age_limite"
    if alternance == "rattache_autre_parent":
        return "residence_alternee_autre_parent"
    if alternance == "charge_partagee":
        return "enfant_residence_alternee"
    if alternance == "rattache_ici":
        return "enfant_rattache"
    enfant = personne.lit("c2s_enfant_du_foyer")
    rattachement = personne.lit("c2s_rattachement")
    if rattachement == "foyer_fiscal":
        return "enfant_rattache" if enfant else "autre_personne_rattachee"
    if rattachement == "meme_toit" and enfant:
        return "enfant_meme_toit"
    if rattachement == "pension_deduite" and enfant and ans >= 18:
        return "enfant_pension_deduite"
    if rattachement == "pension_judiciaire":
        return "pension_judiciaire"
    return "sans_rattachement"


VOIES = (
    "demandeur",
    "conjoint_imposition_commune",
    "concubin",
    "enfant_rattache",
    "autre_personne_rattachee",
    "enfant_meme_toit",
    "enfant_pension_deduite",
    "enfant_residence_alternee",
)


@une_fois
def membres(menage: Menage) -> list[Personne]:
    return [p for p in menage.personnes if place_au_foyer(p, menage.demande) in VOIES]


def a_demi_taux(personne: Personne, jour: Jour) -> bool:
    """R9 : mineur en résidence alternée, à charge égale de ses deux parents pour l'impôt."""
    return place_au_foyer(personne, jour) == "enfant_residence_alternee"


# --------------------------------------------------------------------------------------------------------------------
# R8 à R10 : le plafond


@une_fois
def coefficient(menage: Menage) -> Decimal:
    """R8, R9 : le conjoint, puis les autres du plus âgé au plus jeune ; à égalité, l'enfant à taux plein d'abord."""
    jour = menage.demande
    suite = [p for p in membres(menage) if p.role == "conjoint"]
    suite += sorted(
        (p for p in membres(menage) if p.role == "personne_a_charge"),
        key=lambda p: (p.naissance, a_demi_taux(p, jour)),
    )
    total = D(1)
    for rang, personne in enumerate(suite, start=2):
        taux = D("0.5") if rang == 2 else D("0.3") if rang <= 4 else D("0.4")
        total += taux / 2 if a_demi_taux(personne, jour) else taux
    return total


@une_fois
def plafonds(menage: Menage) -> tuple[Decimal, Decimal]:
    """Sans, avec participation. La table publiée ; la formule quand un enfant compte pour moitié."""
    jour, zone = menage.demande, menage.lit("zone_residence")
    if zone == "mayotte" and jour < OUVERTURE_A_MAYOTTE:
        return D(0), D(0)
    nombre = len(membres(menage))
    if any(a_demi_taux(p, jour) for p in membres(menage)):
        produit = D(en_vigueur(BASES, jour)[1]) * coefficient(menage)
        if zone != "metropole":
            produit *= D("1.113")
        return a_l_euro(produit), a_l_euro(produit * D("1.35"))
    _, sans, avec = en_vigueur(METROPOLE if zone == "metropole" else OUTRE_MER, jour)

    def cellule(ligne):
        return D(ligne[nombre - 1]) if nombre <= 4 else D(ligne[3] + (nombre - 4) * ligne[4])

    return cellule(sans), cellule(avec)


def examen(ressources: Decimal, sans: Decimal, avec: Decimal) -> str:
    """R10 : « inférieures », puis « comprises entre »."""
    if ressources < sans:
        return "sans_participation"
    return "avec_participation" if ressources <= avec else "plafond_depasse"


# --------------------------------------------------------------------------------------------------------------------
# R11 à R25 : les ressources


@functools.cache
def fenetre(jour: Jour):
    """R11 : les douze mois civils, du treizième au deuxième précédant la demande ; avant 2022, les douze derniers."""
    return suite_de_mois(mois_plus(premier_du_mois(jour), -13 if jour >= Jour(2022, 1, 1) else -12), 12)


@functools.cache
def quatre_trimestres(jour: Jour):
    """R21 : les quatre trimestres civils qui précèdent la demande."""
    debut = Jour(jour.year, (jour.month - 1) // 3 * 3 + 1, 1)
    return suite_de_mois(mois_plus(debut, -12), 12)


def sur_la_fenetre(personne: Personne, total: str, rubriques, jour: Jour) -> Decimal:
    """La somme donnée pour la période, ou celle de ses mois."""
    if total in personne.dit:
        return personne.somme(total)
    series = [personne.mois[nom] for nom in rubriques if nom in personne.mois]
    return sum((serie.get(mois, D(0)) for serie in series for mois in fenetre(jour)), D(0))


def douze_fois_le_mois(personne: Personne, nom: str, mois) -> Decimal:
    """Douze fois le montant du mois, pour rester exact : la somme donnée pour la période est douze mensualités."""
    if "c2s_" + nom in personne.dit:
        return personne.somme("c2s_" + nom)
    return 12 * personne.du_mois(nom, mois)


def allocation_abattue(menage: Menage, personne: Personne, nom: str) -> Decimal:
    """R19 : chaque mois, le montant moins l'abattement du mois, zéro au moins."""
    jour = menage.demande
    couple = [p for p in membres(menage) if p.role in ("demandeur", "conjoint")]
    total = D(0)
    if nom not in personne.mois and "c2s_" + nom not in personne.dit:
        return total
    for mois in fenetre(jour):
        montant = douze_fois_le_mois(personne, nom, mois)
        if montant <= 0:
            continue
        table = {"aah": ABATTEMENT_AAH, "aspa": ABATTEMENT_ASPA, "asi": ABATTEMENT_ASI}[nom]
        ligne = en_vigueur(table, Jour(*mois, 1))
        abattement = D(0)
        if ligne is not None and nom == "aah":
            abattement = ligne[1]
        elif ligne is not None:
            seul, deux = ligne[1]
            tous_deux = len(couple) == 2 and all(douze_fois_le_mois(p, nom, mois) > 0 for p in couple)
            abattement = deux / 2 if tous_deux and personne in couple else seul
            if nom == "asi" and douze_fois_le_mois(personne, "aah", mois) > 0:
                abattement = D(0)
        total += max(D(0), montant - 12 * abattement)
    return total / 12


def revenu_non_salarie(personne: Personne, jour: Jour) -> Decimal | None:
    """R21 (R. 861-15, depuis 2022) ; None quand les règles d'avant s'appliquent."""
    situation = personne.lit("c2s_non_salarie_situation")
    if situation == "aucune":
        return D(0)
    if jour < Jour(2022, 1, 1):
        return None
    if situation == "declare":
        return max(D(0), personne.somme("c2s_avis_revenu_non_salarie"))
    if situation == "micro_non_declare":
        if "c2s_chiffre_affaires" in personne.dit:
            chiffre = personne.somme("c2s_chiffre_affaires")
        else:
            chiffre = sum(
                (personne.du_mois("chiffre_affaires_hors_taxe", mois) for mois in quatre_trimestres(jour)), D(0)
            )
        abattement = max(D(305), chiffre * MICRO[personne.lit("c2s_micro_activite")])
        return max(D(0), chiffre - abattement)
    if situation == "dirigeant_is_debutant":
        return sur_la_fenetre(personne, "c2s_remuneration_dirigeant", ["remuneration_dirigeant"], jour) * D("0.9")
    return personne.somme("c2s_part_imposable_article_62")


def motif_d_abattement(personne: Personne, jour: Jour) -> str:
    """R15 : un seul abattement de 30 %, selon la situation à la date de la demande."""
    debut = personne.dit.get("c2s_arret_maladie_debut_date")
    if debut and jour > mois_plus(debut, 6):
        return "maladie"
    if personne.lit("c2s_chomage_indemnise"):
        return "chomage"
    if jour >= Jour(2025, 10, 1) and personne.lit("c2s_ecroue") and not personne.lit("c2s_ecroue_affilie_l382_32"):
        return "ecroue"
    if personne.lit("c2s_percoit_ass"):
        return "ass"
    if personne.lit("c2s_stage_remunere_sans_emploi"):
        return "stage"
    return "aucun"


@une_fois
def ressources_de_la_personne(menage: Menage, personne: Personne) -> dict:
    """R12, R13, R15, R16, R19, R21, R23."""
    jour = menage.demande
    avis_elargi = jour >= Jour(2025, 10, 1)

    def recu(total, *rubriques):
        return sur_la_fenetre(personne, total, rubriques, jour)

    activite = recu("c2s_salaires", "salaire_net")
    non_salarie = revenu_non_salarie(personne, jour)
    activite += non_salarie or D(0)
    avis = personne.somme("c2s_avis_revenus_patrimoine")
    autres = D(0)
    if avis_elargi:
        for nom in ("pensions_alimentaires_recues", "droits_auteur", "salaires_etrangers", "pensions_etrangeres"):
            avis += personne.somme("c2s_avis_" + nom)
    else:
        activite += recu("c2s_droits_auteur", "droits_auteur")
        activite += recu("c2s_salaires_etrangers", "salaire_source_etrangere")
        autres += recu("c2s_pensions_alimentaires_recues", "pensions_alimentaires_percues")
        autres += recu("c2s_pensions_etrangeres", "pension_source_etrangere")
    if jour >= Jour(2022, 1, 1):
        autres += recu("c2s_part_patronale", "part_patronale_complementaire_sante")
    autres += recu("c2s_chomage", "chomage_net")
    autres += recu("c2s_ass", "ass")
    autres += recu("c2s_indemnites_journalieres", "indemnites_journalieres")
    autres += recu("c2s_retraites", "retraite_nette")
    autres += recu("c2s_pensions_invalidite_rentes", "pensions_invalidite", "rente_accident_travail")
    autres += recu("c2s_prestations_familiales", "af", "cf", "asf", "paje_prepare")
    autres += recu("c2s_autres_ressources", "autres_ressources")
    if not personne.lit("c2s_stage_formation_interrompu"):
        autres += recu("c2s_stage_formation", "revenus_stage_formation_pro")
    allocations = {nom: allocation_abattue(menage, personne, nom) for nom in ("aah", "aspa", "asi")}
    comptees, exclues = sommes_de_la_liste(personne, jour)
    motif = motif_d_abattement(personne, jour)
    abattement = activite * D("0.3") if motif != "aucun" else D(0)
    return {
        "motif": motif,
        "abattement": abattement,
        "activite": activite,
        "non_salarie": non_salarie,
        "avis": avis,
        "allocations": allocations,
        "comptees": comptees,
        "exclues": exclues,
        "total": activite - abattement + avis + autres + sum(allocations.values()) + comptees,
    }


def sommes_de_la_liste(personne: Personne, jour: Jour) -> tuple[Decimal, Decimal]:
    """R23 : ce qui compte encore à la date de la demande, ce qui ne compte pas."""
    comptees, exclues = D(0), D(0)
    for nom, depuis in EXCLUSIONS.items():
        if jour >= depuis:
            exclues += personne.somme(nom)
        else:
            comptees += personne.somme(nom)
    # R. 861-10, 11° : les bourses « des enfants mentionnés à l'article R. 861-2 ».
    enfant = personne.role == "personne_a_charge" and personne.lit("c2s_enfant_du_foyer")
    if jour >= TOUTE_BOURSE_EXCLUE or enfant:
        exclues += personne.somme(BOURSE_SOCIALE)
    else:
        comptees += personne.somme(BOURSE_SOCIALE)
    if jour >= Jour(2025, 7, 1):  # 10° bis : l'aide de la famille et des proches
        exclues += sur_la_fenetre(personne, "c2s_aides_proches", ["aides_proches"], jour)
    return comptees, exclues


@une_fois
def forfaits_logement(menage: Menage) -> tuple[Decimal, Decimal]:
    """R17, R18 : R. 861-5 et R. 861-7, au RSA de la date de la demande ; sans aide, avec aide, par mois."""
    nombre = len(membres(menage))
    montant = en_vigueur(RSA, menage.demande)[1]
    if menage.lit("zone_residence") == "mayotte":
        montant /= 2
    echelle = {1: D(1), 2: D("1.5")}.get(nombre, D("1.8"))
    sans = {1: D("0.12"), 2: D("0.14")}.get(nombre, D("0.14"))
    avec = {1: D("0.12"), 2: D("0.16")}.get(nombre, D("0.165"))
    return au_centime(montant * echelle * sans), au_centime(montant * echelle * avec)


@une_fois
def ressources_de_logement(menage: Menage) -> Decimal:
    """R17, R18 : mois par mois, l'aide plafonnée, ou le forfait de l'occupant propriétaire ou gratuit."""
    sans, avec = forfaits_logement(menage)
    total = D(0)
    for mois in fenetre(menage.demande):
        if "c2s_aide_logement" in menage.dit:
            douze_aides = D(menage.dit["c2s_aide_logement"])
        else:
            douze_aides = 12 * menage.mois.get("aide_logement", {}).get(mois, D(0))
        if douze_aides > 0:
            total += min(douze_aides, 12 * avec)
        elif menage.lit("statut_logement") in ("proprietaire", "heberge_gratuitement"):
            total += 12 * sans
    return total / 12


def aides_des_proches(menage: Menage) -> Decimal:
    """R22 (R. 861-6-1) : comptées en entier au-delà de 7 % du plafond d'une personne seule, jusqu'au 30 juin 2025."""
    jour, zone = menage.demande, menage.lit("zone_residence")
    if jour >= Jour(2025, 7, 1):
        return D(0)
    recu = sum((sur_la_fenetre(p, "c2s_aides_proches", ["aides_proches"], jour) for p in membres(menage)), D(0))
    seul = D(en_vigueur(METROPOLE if zone == "metropole" else OUTRE_MER, jour)[1][0])
    return recu if recu > seul * D("0.07") else D(0)


def biens_non_productifs(menage: Menage) -> Decimal:
    """R22 (R. 861-6), jusqu'au 30 juin 2025."""
    if menage.demande >= Jour(2025, 7, 1):
        return D(0)
    return sum(
        (
            p.somme("c2s_capital_non_productif") * D("0.03")
            + p.somme("c2s_valeur_locative_batiments") * D("0.5")
            + p.somme("c2s_valeur_locative_terrains") * D("0.8")
            for p in membres(menage)
        ),
        D(0),
    )


def pensions_deduites(menage: Menage) -> Decimal:
    """R14 (R. 861-9) : l'avis ; la fenêtre en 2022 ; la dernière année civile en 2023 ; l'avis depuis 2024."""
    jour = menage.demande
    total = D(0)
    for p in membres(menage):
        if jour.year == 2022:
            total += sur_la_fenetre(
                p, "c2s_pensions_alimentaires_versees_periode", ["pensions_alimentaires_versees_individu"], jour
            )
        elif jour.year == 2023:
            if "c2s_pensions_alimentaires_versees_annee_civile" in p.dit:
                total += p.somme("c2s_pensions_alimentaires_versees_annee_civile")
            else:
                annee = suite_de_mois(Jour(jour.year - 1, 1, 1), 12)
                total += sum((p.du_mois("pensions_alimentaires_versees_individu", mois) for mois in annee), D(0))
        else:
            total += p.somme("c2s_avis_pensions_alimentaires_versees")
    return total


@une_fois
def base_ressources(menage: Menage) -> Decimal:
    """R25 : l'addition, zéro au moins, sans arrondi."""
    total = sum((ressources_de_la_personne(menage, p)["total"] for p in membres(menage)), D(0))
    total += ressources_de_logement(menage) + aides_des_proches(menage) + biens_non_productifs(menage)
    return max(D(0), total - pensions_deduites(menage))


# --------------------------------------------------------------------------------------------------------------------
# R26, R27 : RSA et présomptions


def a_travaille(personne: Personne, jour: Jour) -> bool:
    """Activité salariée ou indépendante pendant les trois mois civils précédant la demande."""
    if personne.lit("c2s_activite_trois_mois"):
        return True
    activites = ("salaire_net", "salaire_source_etrangere", "chiffre_affaires_hors_taxe", "remuneration_dirigeant")
    trois_mois = suite_de_mois(mois_plus(premier_du_mois(jour), -3), 3)
    return any(personne.du_mois(nom, mois) > 0 for nom in activites for mois in trois_mois)


def vit_seul(menage: Menage, personne: Personne) -> bool:
    """Ni époux, même imposé à part, ni concubin, ni partenaire ; la personne à charge vit chez le demandeur."""
    conjoint = menage.conjoint
    ailleurs = ("arrivee_apres_la_demande", "decede_avant_la_demande")
    absent = conjoint is None or place_au_foyer(conjoint, menage.demande) in ailleurs
    return personne.role == "demandeur" and absent


def personne_a_charge(menage: Menage) -> bool:
    return any(p.role == "personne_a_charge" for p in membres(menage))


def l_autre_du_couple(menage: Menage, personne: Personne) -> Personne | None:
    """Le conjoint, concubin ou partenaire, même imposé à part ; non celui qui arrive plus tard ou s'est détaché."""
    conjoint = menage.conjoint
    ailleurs = ("decede_avant_la_demande", "arrivee_apres_la_demande", "demande_personnelle")
    if conjoint is None or place_au_foyer(conjoint, menage.demande) in ailleurs:
        return None
    return {"demandeur": conjoint, "conjoint": menage.demandeur}.get(personne.role)


@une_fois
def presomption(menage: Menage, personne: Personne) -> str:
    """R27 (L. 861-2, R. 861-11) : son allocation d'abord, puis celle de l'autre membre du couple."""
    jour = menage.demande
    autre = l_autre_du_couple(menage, personne)
    if place_au_foyer(personne, jour) not in VOIES:
        return "aucune"
    if titulaire_aspa(menage, personne):
        return "aspa"
    if titulaire_asi(menage, personne):
        return "asi"
    if autre and titulaire_aspa(menage, autre):
        return "conjoint_aspa"
    if autre and titulaire_asi(menage, autre):
        return "conjoint_asi"
    travaille = a_travaille(personne, jour)
    seul = vit_seul(menage, personne) and not personne_a_charge(menage)
    if jour >= Jour(2025, 7, 1) and personne.lit("c2s_percoit_aah_taux_plein") and seul and not travaille:
        return "aah"
    if jour >= Jour(2026, 7, 1):
        if personne.lit("c2s_percoit_ass") and seul:
            return "ass"
        if personne.lit("c2s_percoit_allocation_cej") and personne.lit("c2s_foyer_fiscal_non_imposable"):
            return "cej"
    return "aucune"


@une_fois
def titulaire_aspa(menage: Menage, personne: Personne) -> bool:
    """L. 861-2, 1° : depuis avril 2022 ; l'activité du titulaire, puis celle du couple depuis le 29 juillet 2023."""
    jour = menage.demande
    if jour < Jour(2022, 4, 1) or not personne.lit("c2s_percoit_aspa"):
        return False
    autre = l_autre_du_couple(menage, personne)
    couple_travaille = jour >= Jour(2023, 7, 29) and autre is not None and a_travaille(autre, jour)
    return not a_travaille(personne, jour) and not couple_travaille


@une_fois
def titulaire_asi(menage: Menage, personne: Personne) -> bool:
    """L. 861-2, 2° : depuis le 30 juin 2024, le couple sans activité."""
    jour = menage.demande
    if jour < Jour(2024, 6, 30) or not personne.lit("c2s_percoit_asi"):
        return False
    autre = l_autre_du_couple(menage, personne)
    return not a_travaille(personne, jour) and not (autre is not None and a_travaille(autre, jour))


ORDRE_DES_PRESOMPTIONS = ("aspa", "asi", "aah", "ass", "cej")


# --------------------------------------------------------------------------------------------------------------------
# R52 à R57 : PUMa et AME


def fin_du_maintien(personne: Personne) -> Jour | None:
    """R54 (R. 111-4) : fin du sixième mois qui suit l'expiration du titre ; deuxième après une mesure d'éloignement."""
    titre = personne.dit.get("puma_titre_expiration_date")
    if not titre:
        return None
    mois = 6 if titre >= Jour(2020, 1, 1) else 12  # décret n° 2019-1468 : titres expirant depuis 2020
    if personne.lit("puma_mesure_eloignement_definitive") and titre >= Jour(2020, 11, 15):
        mois = 2
    return fin_du_mois(mois_plus(premier_du_mois(titre), mois))


def fermeture_au_plus_tot(personne: Personne) -> Jour | None:
    """R55, R56 (R. 114-10-1, II) : la fin de la résidence, ou le jour où le titre expiré ferme, le premier des deux."""
    fermeture, residence = fermeture_du_titre(personne), personne.dit.get("puma_residence_fin_date")
    return min((jour for jour in (fermeture, residence) if jour), default=None)


def fermeture_du_titre(personne: Personne) -> Jour | None:
    """Le quarante-cinquième jour de l'envoi et du maintien ; la veille d'une AME accordée avant."""
    fin = fin_du_maintien(personne)
    if fin is None:
        return None
    jour = jours_plus(fin, 45)
    envoi = personne.dit.get("puma_notification_envoi_date")
    if envoi:
        jour = max(jour, jours_plus(envoi, 45))
    ame = personne.dit.get("puma_ame_admission_date")
    if ame and not personne.lit("puma_beneficiaire_c2s_en_cours") and ame <= jour:
        jour = jours_plus(ame, -1)
    return jour


def puma(personne: Personne, jour: Jour) -> str:
    """R52 à R55 : la prise en charge des frais de santé, et pourquoi."""
    titre = personne.dit.get("puma_titre_expiration_date")
    expire = bool(titre) and titre < jour
    irregulier = personne.dit.get("ame_sejour_irregulier_debut_date")
    regulier = personne.lit("puma_sejour_regulier") and not expire and not (irregulier and irregulier <= jour)
    if personne.lit("puma_activite_professionnelle") and regulier:
        return "activite"
    fin_residence = personne.dit.get("puma_residence_fin_date")
    parti = (fin_residence is not None and jour >= fin_residence) or bool(personne.lit("puma_sans_maintien"))
    if parti:
        return "depart"
    if expire and jour <= fermeture_au_plus_tot(personne):
        return "maintien_titre"
    if not regulier:
        return "sejour_irregulier"
    if personne.lit("puma_exclusion") != "aucune":
        return "exclue"
    if not personne.lit("puma_foyer_en_france") and not personne.somme("puma_mois_sejour_annee") > 6:
        return "sejour_insuffisant"
    debut = personne.dit.get("puma_residence_debut_date")
    if debut is None or jour > mois_plus(debut, 3):
        return "residence_stable"
    return "dispense_delai" if personne.lit("puma_dispense_delai") != "aucune" else "residence_trop_courte"


COUVERT = ("activite", "residence_stable", "dispense_delai", "maintien_titre")


def demande_c2s_recevable(personne: Personne, jour: Jour) -> bool:
    """R55 : recevable pendant les six mois, non pendant les quarante-cinq jours."""
    motif = puma(personne, jour)
    if motif == "maintien_titre":
        return jour <= fin_du_maintien(personne)
    return motif in COUVERT


@une_fois
def ame(menage: Menage, personne: Personne) -> str:
    """R57 (CASF, L. 251-1)."""
    jour = menage.demande
    debut_irregulier, titre = (
        personne.dit.get(nom) for nom in ("ame_sejour_irregulier_debut_date", "puma_titre_expiration_date")
    )
    if not debut_irregulier and titre:
        debut_irregulier = jours_plus(titre, 1)
    if not debut_irregulier or debut_irregulier > jour:
        return "sejour_regulier"
    if menage.lit("zone_residence") == "mayotte":
        return "mayotte"
    if age(personne.naissance, jour) < 18:
        return "mineur"
    debut = personne.dit.get("puma_residence_debut_date")
    if debut is not None and jour <= mois_plus(debut, 3):
        return "residence_trop_courte"
    if jour >= Jour(2020, 11, 1) and jour <= mois_plus(debut_irregulier, 3):
        return "sejour_irregulier_trop_court"
    return "accord" if base_ressources(menage) <= plafonds(menage)[0] else "plafond_depasse"


# --------------------------------------------------------------------------------------------------------------------
# La décision


def impaye_fait_obstacle(menage: Menage) -> bool:
    """R33 (L. 861-5, sixième alinéa, et R. 861-36, depuis le 1er juin 2022) : deux ans depuis la fermeture."""
    if menage.demande < Jour(2022, 6, 1) or not menage.lit("c2s_participations_impayees"):
        return False
    fermeture = menage.dit.get("c2s_fermeture_impaye_date")
    return not (fermeture and menage.demande > mois_plus(fermeture, 24))


def mineur_admis_seul(personne: Personne, jour: Jour) -> bool:
    """L. 861-1 : la rupture familiale, l'étudiant aidé ; le RSA en son nom (C). Un mineur ne se détache pas seul."""
    return demande_personnelle_recevable(personne, jour) and (
        personne.lit("c2s_demande_personnelle") != "rattachement_termine"
    )


@une_fois
def decision(menage: Menage) -> tuple[str, str]:
    """Le droit du foyer, et sa raison."""
    jour, demandeur = menage.demande, menage.demandeur
    if not demande_c2s_recevable(demandeur, jour):
        return "aucun", "sans_puma"
    if menage.lit("zone_residence") == "mayotte" and jour < OUVERTURE_A_MAYOTTE:
        return "aucun", "mayotte_non_ouverte"
    if age(demandeur.naissance, jour) < 18 and not mineur_admis_seul(demandeur, jour):
        return "aucun", "mineur"
    if menage.lit("c2s_droit_suspendu"):
        return "aucun", "droit_suspendu"
    if impaye_fait_obstacle(menage):
        return "aucun", "impaye"
    if menage.lit("beneficiaire_rsa"):
        if jour >= Jour(2022, 1, 1) and menage.lit("c2s_opposition_attribution_automatique"):
            return "aucun", "opposition"
        return "sans_participation", "rsa"
    connues = menage.lit("c2s_ressources_declarees")
    calculables = all(revenu_non_salarie(p, jour) is not None for p in membres(menage))
    resultat = examen(base_ressources(menage), *plafonds(menage))
    if connues and calculables and resultat == "sans_participation":
        return "sans_participation", "ressources_sans_participation"
    titres = [presomption(menage, p) for p in membres(menage)]
    if "aucune" not in titres:
        noms = {titre.removeprefix("conjoint_") for titre in titres}
        return "avec_participation", "presomption_" + next(nom for nom in ORDRE_DES_PRESOMPTIONS if nom in noms)
    if not connues:
        return "aucun", "ressources_non_declarees"
    if not calculables:
        return "aucun", "non_salarie_avant_2022"
    if resultat == "avec_participation":
        return "avec_participation", "ressources_avec_participation"
    return "aucun", "plafond_depasse"


# --------------------------------------------------------------------------------------------------------------------
# R29 à R31 : chaque personne, et sa participation


@une_fois
def droit_de_la_personne(menage: Menage, personne: Personne) -> tuple[str, str]:
    """R7, R27, R31 : couverte ou non, et pourquoi."""
    jour = menage.demande
    droit, motif = decision(menage)
    place = place_au_foyer(personne, jour)
    if place == "arrivee_apres_la_demande":
        return droit_de_l_enfant_arrive(menage, personne)
    if droit == "aucun":
        presumee = place in VOIES and presomption(menage, personne) != "aucune"
        couverte = puma(personne, jour) in COUVERT and personne.lit("c2s_adhesion")
        if motif in ("plafond_depasse", "ressources_non_declarees") and presumee and couverte:
            return "avec_participation", "presomption_personnelle"
        return "aucun", "aucun_droit"
    if place not in VOIES:
        return "aucun", "hors_foyer"
    if puma(personne, jour) not in COUVERT:
        return "aucun", "sans_puma"
    if droit == "avec_participation" and not personne.lit("c2s_adhesion"):
        return "aucun", "non_adherente"
    return droit, "droit_du_foyer"


@une_fois
def droit_de_l_enfant_arrive(menage: Menage, personne: Personne) -> tuple[str, str]:
    """R31 (R. 861-16-5, I) : l'enfant à charge suit le droit en cours ; jusqu'en mars 2022, le mineur seulement."""
    droit, _ = decision(menage)
    if droit == "aucun":
        return "aucun", "aucun_droit"
    arrivee = personne.arrivee(menage.demande)
    ans = age(personne.naissance, arrivee)
    limite = 25 if arrivee >= Jour(2022, 4, 1) else 18
    enfant = personne.role == "personne_a_charge" and personne.lit("c2s_enfant_du_foyer") and ans < limite
    if not enfant or not personne.lit("c2s_gestionnaire_informe_arrivee") or not a_charge(personne, arrivee):
        return "aucun", "hors_foyer"
    if puma(personne, menage.demande) not in COUVERT:
        return "aucun", "sans_puma"
    if droit == "avec_participation" and not personne.lit("c2s_adhesion"):
        return "aucun", "non_adherente"
    return droit, "arrivee_en_cours"


def age_de_participation(menage: Menage, personne: Personne) -> int:
    """R29 (R. 861-16-1, II) : l'âge du 1er janvier de l'année de la décision ; sans elle, de l'année de l'effet."""
    attribution = menage.dit.get("c2s_decision_date") or effet_du_droit(menage)[0] or date_de_decision(menage)
    return max(0, age(personne.naissance, Jour(attribution.year, 1, 1)))


@une_fois
def participation(menage: Menage, personne: Personne) -> Decimal:
    """R29 à R31."""
    droit, motif = droit_de_la_personne(menage, personne)
    if droit != "avec_participation":
        return D(0)
    if motif == "arrivee_en_cours" and age(personne.naissance, personne.arrivee(menage.demande)) < 18:
        return D(0)
    ans = age_de_participation(menage, personne)
    _, general, local = next(ligne for ligne in PARTICIPATIONS if ans <= ligne[0])
    return local if personne.lit("regime_local_alsace_moselle") else general


# --------------------------------------------------------------------------------------------------------------------
# R33 à R39 : les dates


def limite_de_decision(menage: Menage) -> Jour:
    """R34 (R. 861-16-1, II) : deux mois depuis le dossier complet."""
    return mois_plus(menage.dit.get("c2s_dossier_complet_date") or menage.demande, 2)


def date_de_decision(menage: Menage) -> Jour:
    """R34 (L. 861-5) : la décision ; à défaut, le silence vaut acceptation le jour où le délai expire."""
    return menage.dit.get("c2s_decision_date") or limite_de_decision(menage)


def limite_de_paiement(menage: Menage) -> Jour | None:
    """R35 (R. 861-16-3) : trois mois depuis l'envoi du bulletin."""
    envoi = menage.dit.get("c2s_bulletin_envoi_date")
    return mois_plus(envoi, 3) if envoi else None


def effet_ordinaire(menage: Menage, droit: str) -> tuple[Jour | None, str]:
    """R35 (L. 861-5) : le mois qui suit la décision et, avec participation, les éléments de paiement."""
    decide = date_de_decision(menage)
    if droit == "sans_participation":
        return premier_du_mois_suivant(decide), "decision"
    elements = menage.dit.get("c2s_paiement_elements_date")
    if not elements:
        return None, "attente_paiement"
    limite = limite_de_paiement(menage)
    if limite and elements > limite:
        return None, "elements_perdus"
    return premier_du_mois_suivant(max(decide, elements)), "paiement"


@une_fois
def effet_du_droit(menage: Menage) -> tuple[Jour | None, str]:
    """R35 à R39 : le premier jour du droit, et ce qui le fixe."""
    jour = menage.demande
    droit = droit_qui_s_ouvre(menage)
    if droit == "aucun":
        return None, "aucun_droit"
    effet, motif = effet_selon_la_demande(menage, jour, droit)
    precedent = menage.dit.get("c2s_droit_precedent_fin_date")
    if effet and precedent:  # le droit en cours court jusqu'à son terme
        effet = max(effet, jours_plus(precedent, 1))
    renonce = menage.dit.get("c2s_renonciation_date")
    if effet and renonce and max(jour, Jour(2022, 6, 1)) <= renonce < effet:  # renoncé avant de s'ouvrir
        effet = None
    return effet, motif


def droit_qui_s_ouvre(menage: Menage) -> str:
    """Celui du foyer, ou celui d'un membre présumé quand le foyer est refusé (R27) ; il faut une personne couverte."""
    droits = {
        droit_de_la_personne(menage, p)[0]
        for p in menage.personnes
        if place_au_foyer(p, menage.demande) != "arrivee_apres_la_demande"
    }
    return next((d for d in ("sans_participation", "avec_participation") if d in droits), "aucun")


def effet_selon_la_demande(menage: Menage, jour: Jour, droit: str) -> tuple[Jour | None, str]:
    """Renouvellement, renonciation, hospitalisation, attribution immédiate, ou règle ordinaire."""
    precedent = menage.dit.get("c2s_droit_precedent_fin_date")
    if precedent and jour <= precedent and not menage.lit("c2s_droit_precedent_ferme_impaye"):
        if jour < mois_plus(precedent, -4):
            return None, "renouvellement_premature"
        effet = renouvellement(menage, precedent, droit)
        if effet:
            return effet, "renouvellement"
        return effet_ordinaire(menage, droit)
    renonce = menage.dit.get("c2s_renonciation_precedente_fin_date")
    if renonce and jour >= Jour(2022, 6, 1):
        debut = premier_du_mois_suivant(renonce)
        if debut <= jour <= fin_du_mois(debut):
            if droit == "sans_participation":
                return debut, "apres_renonciation"
            if effet_ordinaire(menage, droit)[1] == "paiement":
                return premier_du_mois_suivant(menage.dit["c2s_paiement_elements_date"]), "apres_renonciation"
    admission = menage.dit.get("c2s_hospitalisation_date")
    if droit == "avec_participation" and effet_ordinaire(menage, droit)[1] == "elements_perdus":
        return None, "elements_perdus"
    if admission and admission < jour:
        return premier_du_mois(max(admission, mois_plus(jour, -2))), "hospitalisation"
    if menage.lit("c2s_attribution_immediate"):
        return max(premier_du_mois(jour), menage.dit.get("c2s_puma_debut_date", SANS_DATE)), "attribution_immediate"
    return effet_ordinaire(menage, droit)


def renouvellement(menage: Menage, precedent: Jour, droit: str) -> Jour | None:
    """R38 (R. 861-18) : le lendemain de l'expiration, ou rien quand la règle ordinaire s'applique."""
    jour, suite = menage.demande, jours_plus(precedent, 1)
    tardif = menage.lit("c2s_renouvellement_tardif_accorde")
    if jour > mois_plus(precedent, -2) and not tardif:
        return None
    if droit == "sans_participation":
        return suite
    # R. 861-16-2, III, depuis le 1er avril 2022 : pas de nouveau bulletin à montant et gestionnaire inchangés.
    if jour >= Jour(2022, 4, 1) and not menage.lit("c2s_renouvellement_bulletin_necessaire"):
        return suite
    elements = menage.dit.get("c2s_paiement_elements_date")
    limite = limite_de_paiement(menage)
    if not elements or (limite and elements > limite):
        return None
    if elements <= precedent or (tardif and elements < mois_plus(precedent, 1)):
        return suite
    return None


@une_fois
def fin_du_droit(menage: Menage) -> Jour | None:
    """R38, R39, R33 : douze mois, ou la fin du mois de la renonciation, ou la fermeture pour impayé."""
    effet, _ = effet_du_droit(menage)
    if effet is None:
        return None
    fin = fin_de_duree(effet, 12)
    renonce = menage.dit.get("c2s_renonciation_date")
    if renonce and renonce >= max(effet, Jour(2022, 6, 1)):  # plus ancienne, elle regarde un autre droit
        fin = min(fin, fin_du_mois(renonce))
    if ferme_pour_impaye(menage):
        fin = min(fin, jours_plus(impaye(menage)["fermeture"], -1))
    return fin


def ferme_pour_impaye(menage: Menage) -> bool:
    """R33 : la fermeture possible, une fois décidée, ou que le paiement vient trop tard."""
    decidee = menage.lit("c2s_fermeture_decidee") or menage.dit.get("c2s_impaye_reglement_date")
    return bool(impaye(menage)["fermeture"] and decidee)


def periode_de_renouvellement(menage: Menage) -> tuple[Jour | None, Jour | None]:
    """R38 : de quatre à deux mois avant l'expiration ; rien après une fermeture pour impayé (R. 861-34)."""
    fin = fin_du_droit(menage)
    if fin is None or ferme_pour_impaye(menage):
        return None, None
    return mois_plus(fin, -4), mois_plus(fin, -2)


@une_fois
def impaye(menage: Menage) -> dict:
    """R33 (L. 861-11, R. 861-30 à R. 861-32)."""
    dates = {"limite": None, "suspension": None, "limite_suspension": None, "reprise": None, "fermeture": None}
    lettre = menage.dit.get("c2s_impaye_information_date")
    if not lettre or menage.dit.get("c2s_mensualites_impayees", 0) < 2:
        return dates
    regle = menage.dit.get("c2s_impaye_reglement_date")
    dates["limite"] = jours_plus(lettre, 30)
    if regle and regle <= dates["limite"]:
        return dates
    dates["suspension"] = premier_du_mois_suivant(dates["limite"])
    notifie = menage.dit.get("c2s_suspension_notification_date")
    if notifie:
        dates["limite_suspension"] = jours_plus(notifie, 30)
    if regle and (not notifie or regle <= dates["limite_suspension"]):
        dates["reprise"] = premier_du_mois_suivant(regle)
    elif notifie:
        dates["fermeture"] = jours_plus(dates["limite_suspension"], 1)
    return dates


# --------------------------------------------------------------------------------------------------------------------
# R28, R37, R40, R43 : autour du droit


def demande_reputee(menage: Menage) -> Jour:
    """R37 : l'admission à l'hôpital vaut demande, deux mois en arrière au plus."""
    admission = menage.dit.get("c2s_hospitalisation_date")
    if admission and admission < menage.demande:
        return max(admission, mois_plus(menage.demande, -2))
    return menage.demande


def renouvellement_automatique(menage: Menage) -> bool:
    """R28 (L. 861-5, dernier alinéa) : RSA, ASPA de l'un des membres, ancien minimum vieillesse."""
    titres = menage.lit("beneficiaire_rsa") or any(p.lit("c2s_percoit_aspa") for p in membres(menage))
    return effet_du_droit(menage)[0] is not None and bool(titres or menage.lit("c2s_percoit_minimum_vieillesse_ancien"))


def dates_de_la_personne(menage: Menage, personne: Personne) -> tuple[Jour | None, Jour | None]:
    """R31, R40 : le droit du foyer, depuis l'arrivée de l'enfant, jusqu'au décès ou au départ."""
    droit, motif = droit_de_la_personne(menage, personne)
    effet, fin = effet_du_droit(menage)[0], fin_du_droit(menage)
    if droit == "aucun" or effet is None:
        return None, None
    if motif == "arrivee_en_cours" and personne.arrivee(menage.demande) > fin:
        return None, None
    if motif == "arrivee_en_cours":
        effet = max(effet, personne.arrivee(menage.demande))
    sortie = personne.sortie
    if sortie and sortie < effet:
        return None, None
    return effet, min(fin, sortie) if sortie else fin


def contrat_de_sortie(menage: Menage, personne: Personne) -> Decimal:
    """R43 (L. 861-12) : d'un an, chez l'organisme complémentaire qui gérait la C2S ; zéro sans droit à ce contrat.

    Droits qui expirent depuis le 1er janvier 2020 (note de l'article).
    """
    _, fin = dates_de_la_personne(menage, personne)
    if fin is None or fin < Jour(2020, 1, 1) or menage.lit("c2s_gestionnaire") != "organisme_complementaire":
        return D(0)
    if personne.dit.get("date_deces") and personne.dit["date_deces"] <= fin:
        return D(0)
    ans = age(personne.naissance, Jour(jours_plus(fin, 1).year, 1, 1))
    return next(tarif for limite, tarif in SORTIES if ans <= limite)


def ame_dates(personne: Personne) -> dict:
    """R57 : un an depuis l'admission, renouvellement deux mois avant, soins programmés listés après neuf mois."""
    admission = personne.dit.get("ame_admission_date")
    if not admission:
        return {"ame_fin_date": None, "ame_renouvellement_date": None, "ame_soins_non_urgents_date": None}
    fin = fin_de_duree(admission, 12)
    majeur = age(personne.naissance, admission) >= 18
    soins = mois_plus(admission, 9) if majeur and admission >= Jour(2021, 1, 1) else admission
    return {
        "ame_fin_date": fin,
        "ame_renouvellement_date": mois_plus(fin, -2),
        "ame_soins_non_urgents_date": soins,
    }


# --------------------------------------------------------------------------------------------------------------------
# La feuille entière


def calcule(menage: Menage) -> dict:
    """Tous les résultats, par nom ; ceux des personnes dans l'ordre du ménage."""
    with memoire(menage):
        return _calcule(menage)


def _calcule(menage: Menage) -> dict:
    jour = menage.demande
    sans, avec = plafonds(menage)
    droit, motif = decision(menage)
    effet, motif_effet = effet_du_droit(menage)
    fin = fin_du_droit(menage)
    mois = fenetre(jour)
    base = base_ressources(menage)
    forfait_sans, forfait_avec = forfaits_logement(menage)
    comptes = {id(p) for p in membres(menage)}
    details = [ressources_de_la_personne(menage, p) for p in menage.personnes]
    participations = [participation(menage, p) for p in menage.personnes]
    refus = impaye(menage)
    foyer = {
        "c2s_nombre_personnes": len(comptes),
        "c2s_coefficient": coefficient(menage),
        "c2s_plafond_sans_participation": sans,
        "c2s_plafond_avec_participation": avec,
        "c2s_periode_ressources_debut_date": Jour(*mois[0], 1),
        "c2s_periode_ressources_fin_date": fin_du_mois(Jour(*mois[-1], 1)),
        "c2s_forfait_sans_aide_logement": forfait_sans,
        "c2s_forfait_avec_aide_logement": forfait_avec,
        "c2s_ressources_logement": ressources_de_logement(menage),
        "c2s_aides_proches_prises_en_compte": aides_des_proches(menage),
        "c2s_biens_non_productifs": biens_non_productifs(menage),
        "c2s_pensions_alimentaires_deduites": pensions_deduites(menage),
        "c2s_base_ressources": base,
        "c2s_examen_ressources": examen(base, sans, avec),
        "c2s_droit": droit,
        "c2s_motif": motif,
        "c2s_eligible": droit != "aucun",
        "c2s_impaye_fait_obstacle": impaye_fait_obstacle(menage),
        "c2s_participation_mensuelle_foyer": sum(participations, D(0)),
        "c2s_decision_limite_date": limite_de_decision(menage),
        "c2s_decision_retenue_date": date_de_decision(menage),
        "c2s_paiement_limite_date": limite_de_paiement(menage),
        "c2s_effet_date": effet,
        "c2s_effet_motif": motif_effet,
        "c2s_fin_date": fin,
        "c2s_renouvellement_debut_date": periode_de_renouvellement(menage)[0],
        "c2s_renouvellement_fin_date": periode_de_renouvellement(menage)[1],
        "c2s_impaye_regularisation_limite_date": refus["limite"],
        "c2s_suspension_date": refus["suspension"],
        "c2s_suspension_regularisation_limite_date": refus["limite_suspension"],
        "c2s_reprise_date": refus["reprise"],
        "c2s_fermeture_date": refus["fermeture"],
        "c2s_demande_reputee_date": demande_reputee(menage),
        "c2s_provisoire_fin_date": (
            jours_plus(mois_plus(effet, 3), -1) if effet and motif_effet == "attribution_immediate" else None
        ),
        "c2s_tiers_payant_fin_date": mois_plus(fin, 12) if fin else None,
        "c2s_renouvellement_automatique": renouvellement_automatique(menage),
        "c2s_attribution_automatique": motif == "rsa" and jour >= Jour(2022, 1, 1),
    }
    personnes = []
    for p, detail, montant in zip(menage.personnes, details, participations, strict=True):
        membre = id(p) in comptes
        droit_personne, motif_personne = droit_de_la_personne(menage, p)
        personnes.append(
            {
                "c2s_foyer_motif": place_au_foyer(p, jour),
                "c2s_membre": membre,
                "c2s_taux_reduit": a_demi_taux(p, jour),
                "c2s_demande_personnelle_recevable": demande_personnelle_recevable(p, jour),
                "c2s_abattement_activite_motif": detail["motif"],
                "c2s_abattement_activite": detail["abattement"],
                "c2s_revenus_activite": detail["activite"],
                "c2s_aah_prise_en_compte": detail["allocations"]["aah"],
                "c2s_aspa_prise_en_compte": detail["allocations"]["aspa"],
                "c2s_asi_prise_en_compte": detail["allocations"]["asi"],
                "c2s_revenu_non_salarie": detail["non_salarie"] or D(0),
                "c2s_ressources_avis": detail["avis"],
                "c2s_ressources_exclues": detail["exclues"],
                "c2s_ressources_non_encore_exclues": detail["comptees"],
                "c2s_ressources_personne": detail["total"] if membre else D(0),
                "c2s_presomption_motif": presomption(menage, p),
                "c2s_droit_personne": droit_personne,
                "c2s_droit_personne_motif": motif_personne,
                "c2s_participation_mensuelle": montant,
                "c2s_participation_age": age_de_participation(menage, p),
                "c2s_personne_effet_date": dates_de_la_personne(menage, p)[0],
                "c2s_personne_fin_date": dates_de_la_personne(menage, p)[1],
                "c2s_contrat_sortie_eligible": contrat_de_sortie(menage, p) > 0,
                "c2s_contrat_sortie_tarif": contrat_de_sortie(menage, p),
                **ame_dates(p),
                "puma_motif": puma(p, jour),
                "puma_couvert": puma(p, jour) in COUVERT,
                "puma_maintien_fin_date": fin_du_maintien(p),
                "puma_fermeture_date": fermeture_au_plus_tot(p),
                "puma_demande_c2s_recevable": demande_c2s_recevable(p, jour),
                "ame_motif": ame(menage, p),
                "ame_eligible": ame(menage, p) in ("mineur", "accord"),
            }
        )
    return {"foyer": foyer, "personnes": personnes}
