"""The second reading itself gives the worked examples of the dossier."""

from decimal import Decimal

import pytest

from . import complementaire_sante_solidaire as lecture
from .complementaire_sante_solidaire import Jour, Menage, Personne

ADULTE = Jour(1980, 3, 10)


def adulte(naissance=ADULTE, role="demandeur", **dit):
    return Personne(role, naissance, dit)


def enfant(naissance, **dit):
    return Personne("personne_a_charge", naissance, dit)


def droit(jour, *personnes, **dit):
    return lecture.decision(Menage(jour, list(personnes or [adulte()]), dit))[0]


def mensuel(jour, montants):
    return dict(zip(lecture.fenetre(jour), map(Decimal, montants), strict=True))


@pytest.mark.parametrize(
    ("jour", "debut", "fin"),
    [
        (Jour(2026, 11, 22), (2025, 10), (2026, 9)),
        (Jour(2025, 3, 5), (2024, 2), (2025, 1)),
        (Jour(2021, 12, 10), (2020, 12), (2021, 11)),
    ],
)
def test_w1_fenetre(jour, debut, fin):
    mois = lecture.fenetre(jour)
    assert (mois[0], mois[-1], len(mois)) == (debut, fin, 12)


@pytest.mark.parametrize(
    ("salaires", "attendu"),
    [(9400, "sans_participation"), (9420, "avec_participation"), (13100, "aucun")],
)
def test_w2_proprietaire(salaires, attendu):
    assert droit(Jour(2025, 5, 15), adulte(c2s_salaires=salaires), statut_logement="proprietaire") == attendu


@pytest.mark.parametrize(
    ("ressources", "attendu"), [("10339.00", "avec_participation"), ("10338.99", "sans_participation")]
)
def test_w3_au_plafond(ressources, attendu):
    assert droit(Jour(2025, 5, 15), adulte(c2s_autres_ressources=Decimal(ressources))) == attendu


@pytest.mark.parametrize(("aide", "base"), [(210, "9675.16"), (60, "9520")])
def test_w4_aide_au_logement(aide, base):
    menage = Menage(Jour(2023, 6, 10), [adulte(c2s_salaires=8800)], {"c2s_aide_logement": aide * 12})
    assert lecture.base_ressources(menage) == Decimal(base)


def test_w5_chomage():
    menage = Menage(
        Jour(2025, 9, 3),
        [
            adulte(c2s_salaires=10000, c2s_chomage=4000, c2s_chomage_indemnise=True),
            adulte(role="conjoint", c2s_salaires=8000),
        ],
        {"c2s_aide_logement": 1800},
    )
    assert lecture.base_ressources(menage) == 20800
    assert lecture.decision(menage)[0] == "avec_participation"
    menage.demandeur.dit["c2s_chomage_indemnise"] = False
    assert lecture.decision(menage)[0] == "aucun"


def test_w6_aah():
    jour = Jour(2025, 6, 12)
    personne = adulte()
    personne.mois["aah"] = mensuel(jour, ["1016.05"] * 11 + ["1033.32"])
    menage = Menage(jour, [personne], {"c2s_aide_logement": 3000})
    assert lecture.base_ressources(menage) == Decimal("12324.83")


def test_w7_couple_aspa():
    couple = [
        adulte(Jour(1956, 5, 1), c2s_aspa=7800, c2s_retraites=6000, c2s_percoit_aspa=True),
        adulte(Jour(1953, 5, 1), "conjoint", c2s_aspa=7800, c2s_percoit_aspa=True),
    ]
    menage = Menage(Jour(2025, 10, 2), couple, {"statut_logement": "proprietaire"})
    assert lecture.base_ressources(menage) == Decimal("21909.24")
    assert lecture.decision(menage) == ("avec_participation", "presomption_aspa")
    assert [lecture.participation(menage, p) for p in couple] == [25, 30]


@pytest.mark.parametrize(("local", "total"), [(False, "52"), (True, "18.2")])
def test_w8_famille_de_cinq(local, total):
    naissances = [Jour(1985, 6, 1), Jour(1987, 6, 1), Jour(2011, 6, 1), Jour(2014, 6, 1), Jour(2020, 6, 1)]
    roles = ["demandeur", "conjoint", *["personne_a_charge"] * 3]
    personnes = [
        Personne(role, naissance, {"regime_local_alsace_moselle": local})
        for role, naissance in zip(roles, naissances, strict=True)
    ]
    personnes[0].dit["c2s_salaires"] = 30000
    menage = Menage(Jour(2024, 6, 15), personnes)
    assert lecture.plafonds(menage) == (25414, 34310)
    assert sum(lecture.participation(menage, p) for p in personnes) == Decimal(total)


def test_w9_residence_alternee():
    partage = enfant(Jour(2015, 1, 1), c2s_residence_alternee="charge_partagee")
    assert lecture.plafonds(Menage(Jour(2025, 10, 15), [adulte(), partage])) == (12924, 17447)


def test_w10_reunion():
    personnes = [adulte(c2s_salaires=20800), adulte(role="conjoint"), enfant(Jour(2015, 1, 1))]
    assert droit(Jour(2025, 6, 15), *personnes, zone_residence="dom") == "avec_participation"


@pytest.mark.parametrize(
    ("activite", "attendu"),
    [("services_bic", "avec_participation"), ("liberale_bnc", "aucun"), ("vente", "sans_participation")],
)
def test_w11_micro(activite, attendu):
    personne = adulte(
        c2s_non_salarie_situation="micro_non_declare", c2s_micro_activite=activite, c2s_chiffre_affaires=24000
    )
    assert droit(Jour(2025, 11, 15), personne) == attendu


@pytest.mark.parametrize(
    ("jour", "salaires", "dit", "effet"),
    [
        (Jour(2025, 2, 15), 0, {"c2s_decision_date": Jour(2025, 3, 18)}, Jour(2025, 4, 1)),
        (Jour(2025, 2, 15), 0, {"c2s_attribution_immediate": True}, Jour(2025, 2, 1)),
        (Jour(2025, 5, 1), 0, {"c2s_hospitalisation_date": Jour(2025, 4, 15)}, Jour(2025, 4, 1)),
        (
            Jour(2025, 2, 15),
            12000,
            {"c2s_decision_date": Jour(2025, 3, 18), "c2s_paiement_elements_date": Jour(2025, 4, 4)},
            Jour(2025, 5, 1),
        ),
    ],
)
def test_w12_effet(jour, salaires, dit, effet):
    assert lecture.effet_du_droit(Menage(jour, [adulte(c2s_salaires=salaires)], dit))[0] == effet


@pytest.mark.parametrize(
    ("naissance", "decision", "attendu"),
    [
        (Jour(1976, 6, 15), Jour(2026, 10, 3), 14),
        (Jour(1996, 1, 1), Jour(2025, 12, 18), 8),
        (Jour(1996, 1, 1), Jour(2026, 1, 5), 14),
    ],
)
def test_w13_w26_age_de_participation(naissance, decision, attendu):
    personne = adulte(naissance, c2s_salaires=12000)
    menage = Menage(lecture.mois_plus(decision, -1), [personne], {"c2s_decision_date": decision})
    assert lecture.participation(menage, personne) == attendu


@pytest.mark.parametrize(
    ("dit", "attendu"),
    [
        (
            {"c2s_impaye_information_date": Jour(2026, 3, 10), "c2s_suspension_notification_date": Jour(2026, 4, 28)},
            (Jour(2026, 4, 9), Jour(2026, 5, 1), Jour(2026, 5, 28), None, Jour(2026, 5, 29)),
        ),
        (
            {
                "c2s_impaye_information_date": Jour(2026, 3, 10),
                "c2s_suspension_notification_date": Jour(2026, 4, 28),
                "c2s_impaye_reglement_date": Jour(2026, 5, 20),
            },
            (Jour(2026, 4, 9), Jour(2026, 5, 1), Jour(2026, 5, 28), Jour(2026, 6, 1), None),
        ),
        (
            {"c2s_impaye_information_date": Jour(2026, 3, 1)},
            (Jour(2026, 3, 31), Jour(2026, 4, 1), None, None, None),
        ),
        (
            {"c2s_impaye_information_date": Jour(2026, 3, 2)},
            (Jour(2026, 4, 1), Jour(2026, 5, 1), None, None, None),
        ),
    ],
)
def test_w14_impaye(dit, attendu):
    menage = Menage(Jour(2025, 10, 1), [adulte()], {"c2s_mensualites_impayees": 2, **dit})
    assert tuple(lecture.impaye(menage).values()) == attendu


def test_w15_rsa():
    assert droit(Jour(2026, 5, 1), adulte(c2s_salaires=50000), beneficiaire_rsa=True) == "sans_participation"


@pytest.mark.parametrize(("jour", "recevable"), [(Jour(2026, 9, 20), True), (Jour(2026, 10, 20), False)])
def test_w16_titre_expire(jour, recevable):
    personne = adulte(puma_titre_expiration_date=Jour(2026, 3, 10), puma_notification_envoi_date=Jour(2026, 10, 5))
    assert lecture.fin_du_maintien(personne) == Jour(2026, 9, 30)
    assert lecture.fermeture_au_plus_tot(personne) == Jour(2026, 11, 19)
    assert lecture.demande_c2s_recevable(personne, jour) is recevable


@pytest.mark.parametrize(
    ("naissance", "rattachement", "place"),
    [
        (Jour(2003, 2, 1), "pension_deduite", "enfant_pension_deduite"),
        (Jour(2003, 2, 1), "pension_judiciaire", "pension_judiciaire"),
        (Jour(2000, 5, 1), "pension_deduite", "age_limite"),
    ],
)
def test_w17_etudiant(naissance, rattachement, place):
    etudiant = enfant(naissance, c2s_rattachement=rattachement)
    assert lecture.place_au_foyer(etudiant, Jour(2025, 5, 1)) == place


@pytest.mark.parametrize(
    ("jour", "travail", "attendu"),
    [
        (Jour(2025, 6, 25), False, "ressources_avec_participation"),
        (Jour(2025, 7, 25), False, "presomption_aah"),
        (Jour(2025, 7, 25), True, "ressources_avec_participation"),
    ],
)
def test_w18_presomption_aah(jour, travail, attendu):
    personne = adulte(c2s_percoit_aah_taux_plein=True, c2s_aah=12200)
    if travail:
        personne.mois["salaire_net"] = {(2025, 6): Decimal(100)}
    assert lecture.decision(Menage(jour, [personne]))[1] == attendu


@pytest.mark.parametrize(("jour", "base"), [(Jour(2025, 6, 20), 1500), (Jour(2025, 7, 20), 0)])
def test_w19_livret(jour, base):
    assert lecture.base_ressources(Menage(jour, [adulte(c2s_capital_non_productif=50000)])) == base


@pytest.mark.parametrize(
    ("jour", "base", "attendu"),
    [
        (Jour(2021, 6, 10), 10200, "avec_participation"),
        (Jour(2022, 5, 10), 9100, "sans_participation"),
        (Jour(2023, 5, 10), 9700, "sans_participation"),
        (Jour(2024, 5, 10), 10200, "avec_participation"),
    ],
)
def test_w20_pensions_versees(jour, base, attendu):
    personne = adulte(
        c2s_salaires=12000,
        c2s_avis_pensions_alimentaires_versees=1800,
        c2s_pensions_alimentaires_versees_periode=2900,
        c2s_pensions_alimentaires_versees_annee_civile=2300,
    )
    menage = Menage(jour, [personne])
    assert (lecture.base_ressources(menage), lecture.decision(menage)[0]) == (base, attendu)


@pytest.mark.parametrize(
    ("jour", "affilie", "attendu"),
    [
        (Jour(2025, 9, 15), False, "aucun"),
        (Jour(2025, 10, 15), False, "sans_participation"),
        (Jour(2025, 10, 15), True, "aucun"),
    ],
)
def test_w21_ecroue(jour, affilie, attendu):
    personne = adulte(c2s_salaires=14000, c2s_ecroue=True, c2s_ecroue_affilie_l382_32=affilie)
    assert droit(jour, personne) == attendu


def test_w22_forfait_de_deux_personnes():
    partage = enfant(Jour(2015, 1, 1), c2s_residence_alternee="charge_partagee")
    menage = Menage(Jour(2025, 10, 15), [adulte(c2s_salaires=11000), partage], {"statut_logement": "proprietaire"})
    assert lecture.base_ressources(menage) == Decimal("12629.24")
    assert lecture.decision(menage)[0] == "sans_participation"


@pytest.mark.parametrize(
    ("jour", "aide", "base"),
    [(Jour(2025, 5, 20), 700, 9900), (Jour(2025, 5, 20), 800, 10700), (Jour(2025, 7, 20), 800, 9900)],
)
def test_w23_aides_des_proches(jour, aide, base):
    assert lecture.base_ressources(Menage(jour, [adulte(c2s_salaires=9900, c2s_aides_proches=aide)])) == base


def test_w24_couple_asi():
    couple = [adulte(c2s_asi=360), adulte(role="conjoint", c2s_asi=4800)]
    menage = Menage(Jour(2023, 6, 1), couple)
    assert [lecture.allocation_abattue(menage, p, "asi") for p in couple] == [0, 4284]


@pytest.mark.parametrize(
    ("recu", "attendu"),
    [(Jour(2026, 4, 20), (Jour(2026, 5, 1), "paiement")), (Jour(2026, 4, 21), (None, "elements_perdus"))],
)
def test_w25_elements_de_paiement(recu, attendu):
    dit = {
        "c2s_decision_date": Jour(2026, 1, 15),
        "c2s_bulletin_envoi_date": Jour(2026, 1, 20),
        "c2s_paiement_elements_date": recu,
    }
    assert lecture.effet_du_droit(Menage(Jour(2025, 12, 20), [adulte(c2s_salaires=12000)], dit)) == attendu


def test_w27_aspa_et_petit_enfant():
    titulaire = adulte(Jour(1950, 1, 1), c2s_retraites=25000, c2s_percoit_aspa=True)
    petit_enfant = enfant(Jour(2015, 1, 1), c2s_enfant_du_foyer=False)
    menage = Menage(Jour(2025, 10, 15), [titulaire, petit_enfant])
    assert lecture.decision(menage) == ("aucun", "plafond_depasse")
    assert lecture.droit_de_la_personne(menage, titulaire) == ("avec_participation", "presomption_personnelle")
    assert lecture.droit_de_la_personne(menage, petit_enfant)[0] == "aucun"
