"""From a computed situation to the tree of its steps."""

import json

import pytest

from openfisca_cpam.explanation import Reference, en_json, references
from openfisca_cpam.situation import calcule, lit

FAMILLE = """
individus:
  Anne:
    distance: {2024-03-31: 10}
    date_naissance: {ETERNITY: 1980-05-01}
    remboursement: {2024-03-31: null}
    remboursement_eligible: {2024-03-31: null}
    age_ce_jour: {2024-03-31: null}
  Léo:
    distance: {2024-03-31: 0.5}
    remboursement: {2024-03-31: null}
foyers:
  maison:
    demandeur: Anne
    personnes_a_charge: [Léo]
    foyer_total: {2024-03-31: null}
"""


@pytest.fixture
def resultats(petit):
    report = calcule(lit(FAMILLE, petit)[0], petit, etapes=True)
    return {(one.variable, one.id): one for one in report.resultats}


def below(step, name):
    return next(child for child in step.etapes if child.variable == name)


def test_valeurs_natures_et_regle(resultats):
    step = resultats["remboursement", "Anne"].explication
    assert (step.valeur, step.unite, step.entite, step.id, step.periode) == (
        10.0,
        "currency",
        "individu",
        "Anne",
        "2024-03-31",
    )
    assert step.nature == "calcul"
    assert step.regle == "Depuis 2010, tant par kilomètre (article R. 1)."
    assert step.regle_depuis == "2010-01-01"
    assert step.references == [Reference("Article R. 1 du code d'essai", "https://exemple.fr/r1")]
    assert (below(step, "distance").valeur, below(step, "distance").nature) == (10.0, "donnee")
    assert (below(step, "trajets").valeur, below(step, "trajets").nature) == (1, "defaut")
    assert (below(step, "regime_local").periode, below(step, "regime_local").nature) == ("2024-03", "defaut")


def test_le_parametre_porte_l_article_du_jour(resultats):
    (read,) = resultats["remboursement", "Anne"].explication.parametres
    assert (read.nom, read.libelle, read.valeur, read.unite) == ("essai.par_km", "Par kilomètre", 1, "currency/km")
    assert (read.date, read.depuis, read.confiance, read.verifie_au) == ("2024-03-31", "2024-01-01", "C", "2026-11-22")
    assert read.references == [Reference("Article D. 1 nouveau", "https://exemple.fr/d1")]


def test_la_veille_du_changement(petit):
    text = "period: 2023-12-31\ninput: {distance: 1}\noutput: [remboursement]\n"
    (result,) = calcule(lit(text, petit)[0], petit, etapes=True).resultats
    (read,) = result.explication.parametres
    assert (read.valeur, read.depuis, read.confiance) == (0.5, "2010-01-01", "A")
    assert read.references == [Reference("Article D. 1 ancien")]


def test_chaque_personne_a_ses_valeurs(resultats):
    assert below(resultats["remboursement", "Léo"].explication, "distance").valeur == 0.5
    assert below(resultats["remboursement", "Léo"].explication, "remboursement_eligible").valeur is False


def test_une_etape_deja_citee_ne_l_est_qu_une_fois(resultats):
    first = below(resultats["remboursement", "Anne"].explication, "remboursement_eligible")
    assert (first.deja_vu, len(first.etapes)) == (False, 1)
    again = resultats["remboursement_eligible", "Anne"].explication
    assert (again.deja_vu, again.etapes, again.valeur) == (True, [], True)
    other = below(resultats["remboursement", "Léo"].explication, "remboursement_eligible")
    assert other.deja_vu is False


def test_un_resultat_deja_calcule_garde_ses_etapes(petit):
    text = "period: 2024-03-31\ninput: {distance: 5}\noutput: [remboursement_eligible, remboursement]\n"
    results = calcule(lit(text, petit)[0], petit, etapes=True).resultats
    assert [child.variable for child in results[0].explication.etapes] == ["distance"]


def test_le_foyer_montre_tous_ses_membres(resultats):
    step = resultats["foyer_total", "maison"].explication
    assert (step.entite, step.id, step.valeur) == ("foyer", "maison", 10.0)
    members = below(step, "remboursement")
    assert (members.valeur, members.valeurs) == (None, {"Anne": 10.0, "Léo": 0.0})
    assert below(members, "distance").valeurs == {"Anne": 10.0, "Léo": 0.5}


def test_une_donnee_eternelle_est_une_donnee(resultats):
    birth = below(resultats["age_ce_jour", "Anne"].explication, "date_naissance")
    assert (birth.valeur, birth.nature, birth.periode) == ("1980-05-01", "donnee", "ETERNITY")


def test_le_json_est_valide(resultats):
    for result in resultats.values():
        json.dumps(en_json(result.explication), allow_nan=False)


def test_references_en_paires():
    assert references(["Article 1", "https://a", "Article 2", {"title": "Article 3", "href": "https://c"}]) == [
        Reference("Article 1", "https://a"), Reference("Article 2"), Reference("Article 3", "https://c"),
    ]  # fmt: skip
    assert references(None) == []
    assert references("https://seul") == [Reference("https://seul", "https://seul")]


def test_une_loi_reelle_cite_ses_articles(systeme):
    from openfisca_cpam.situation import shipped

    situation = lit(shipped.path("transport_100_km_2024").read_bytes(), systeme)[0]
    report = calcule(situation, systeme, etapes=True)
    reads = []

    def walk(step):
        reads.extend(step.parametres)
        for child in step.etapes:
            walk(child)

    for result in report.resultats:
        walk(result.explication)
    assert all(read.references and read.unite and read.depuis for read in reads if read.nombre == 1)
    kilometre = next(read for read in reads if read.nom == "transport.indemnite_kilometrique")
    assert (kilometre.valeur, kilometre.depuis, kilometre.unite) == (0.3, "2015-04-19", "currency/km")
    assert kilometre.references[0].titre.startswith("Article R. 322-10-5")


DEUX_MODES = """
individus:
  Anne: {mode: {2024-03-31: taxi}, tarif_du_mode: {2024-03-31: null}, tarif_indexe: {2024-03-31: null}}
  Léo: {mode: {2024-03-31: ambulance}, tarif_du_mode: {2024-03-31: null}, tarif_indexe: {2024-03-31: null}}
foyers: {f: {demandeur: Anne, conjoint: Léo}}
"""


def test_d_une_table_par_choix_la_ligne_du_cas(petit):
    report = calcule(lit(DEUX_MODES, petit)[0], petit, etapes=True)
    reads = {(one.variable, one.id): one.explication.parametres for one in report.resultats}
    for name, mode, euros in (("Anne", "taxi", 20), ("Léo", "ambulance", 50)):
        (read,) = reads["tarif_du_mode", name]
        assert (read.nom, read.libelle, read.valeur) == (f"essai.par_mode.{mode}", f"Tarif, {mode}", euros)
        (read,) = reads["tarif_indexe", name]
        assert (read.nom, read.libelle, read.valeur) == ("essai.par_mode", "Tarif par mode", euros)


def test_un_bareme_entier_tient_en_une_ligne(petit):
    text = "period: 2024-03-31\ninput: {distance: 1}\noutput: [somme_du_bareme]\n"
    (result,) = calcule(lit(text, petit)[0], petit, etapes=True).resultats
    (read,) = result.explication.parametres
    assert (read.nom, read.libelle, read.valeur, read.nombre) == ("essai.bareme", "Barème à dix rangs", None, 10)
    assert read.references == [Reference("Article D. 2")]
