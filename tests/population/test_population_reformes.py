"""The cost of a reform: totals worked out by hand, who wins and loses, the error of the sample."""

import json
import subprocess
import sys
from datetime import date

import numpy
import pytest
from openfisca_core.reforms import Reform

pyarrow = pytest.importorskip("pyarrow", reason="l'extra « tables » n'est pas installé")
pc = pytest.importorskip("pyarrow.compute")
pq = pytest.importorskip("pyarrow.parquet")

from openfisca_cpam.population import TableError, mesures  # noqa: E402
from openfisca_cpam.population.cout import INTERVALLE, Loi, cout, livrees, reforme_nommee  # noqa: E402
from openfisca_cpam.population.generate import generate  # noqa: E402
from openfisca_cpam.reforms.parametres import lit  # noqa: E402

DOUBLEES = "franchises.medicament.par_boite: {2026-01-01: 2}\nfranchises.plafond_annuel: {2026-01-01: 100}\n"


def personnes():
    """Two households: a couple of 1960 (30 and 80 boxes), a young man alone (10 boxes)."""
    return pyarrow.table(
        {
            "individu_id": [1, 2, 3],
            "foyer_id": [1, 1, 2],
            "foyer_role": ["demandeur", "conjoint", "demandeur"],
            "date_naissance": [date(1960, 5, 1), date(1960, 5, 1), date(2000, 5, 1)],
            "ald_type": ["exonerante", "aucune", "aucune"],
            "franchises_annee_nombre_boites": [30, 80, 10],
            "niveau_de_vie": [20_000.0, 20_000.0, 30_000.0],
            "poids": [100.0, 100.0, 50.0],
        }
    )


def calcule(table=None, **options):
    demande = {
        "reform": Loi(texte=DOUBLEES),
        "period": "2026-04",
        "mesures_par_payeur": {"amo": "-franchises_annee", "menages": "franchises_annee"},
    }
    return cout(personnes() if table is None else table, **demande | options)


def ligne(trouve, dimension, groupe, payeur="menages"):
    return next(une for une in trouve.lignes if (une.dimension, une.groupe, une.payeur) == (dimension, groupe, payeur))


def test_le_total_est_celui_du_calcul_a_la_main():
    """Boxes at 1 € then 2 €, cap 50 € then 100 €: 30, 50, 10 before; 60, 100, 20 after; weights 100, 100, 50."""
    trouve = calcule()
    tous = ligne(trouve, "ensemble", "tous")
    assert (tous.personnes, tous.avant, tous.apres) == (
        250,
        30 * 100 + 50 * 100 + 10 * 50,
        60 * 100 + 100 * 100 + 20 * 50,
    )
    assert tous.ecart == 8_500 and tous.par_personne == 34
    assert (tous.gagnants, tous.perdants) == (0, 250)
    assert ligne(trouve, "ensemble", "tous", "amo").ecart == -8_500
    # By group: the 65-year-old couple, then the man of 25.
    assert ligne(trouve, "âge", "60 à 74 ans").par_personne == 40
    assert ligne(trouve, "âge", "25 à 39 ans").par_personne == 10
    assert ligne(trouve, "santé", "affection de longue durée").ecart == 3_000
    assert ligne(trouve, "type de foyer", "couple sans enfant").ecart == 8_000
    assert ligne(trouve, "type de foyer", "personne seule").ecart == 500
    assert (
        sum(une.ecart for une in trouve.lignes if une.dimension == "niveau de vie" and une.payeur == "menages") == 8_500
    )


def test_l_intervalle_est_celui_d_un_tirage_de_foyers():
    """Two households whose weighted differences are 8,000 and 500: the variance of their sum is n s² = 56,250,000."""
    tous = ligne(calcule(), "ensemble", "tous")
    z = numpy.array([8_000.0, 500.0])
    demi = INTERVALLE * (len(z) * z.var(ddof=1)) ** 0.5
    assert demi == pytest.approx(1.96 * 7500)
    assert (tous.ecart_min, tous.ecart_max) == pytest.approx((8_500 - demi, 8_500 + demi))
    # The mean is a ratio: residuals z - 34 w, with w = 200 and 50: 1,200 and -1,200.
    residus = numpy.array([8_000 - 34 * 200, 500 - 34 * 50])
    demi = INTERVALLE * (2 * (residus**2).sum()) ** 0.5 / 250
    assert (tous.par_personne_min, tous.par_personne_max) == pytest.approx((34 - demi, 34 + demi))


def test_l_intervalle_contient_la_verite_dans_les_memes_proportions():
    """On samples of a population known whole, the interval holds the true mean about 95 times in 100."""
    hasard = numpy.random.default_rng(5)
    boites = hasard.poisson(30 * hasard.gamma(0.5, 2, 20_000))
    # The household pays min(2 n, 100) - min(n, 50) more.
    vraie = (numpy.minimum(2 * boites, 100) - numpy.minimum(boites, 50)).mean()
    dedans = 0
    for _ in range(40):
        tires = hasard.choice(boites, 300)
        table = pyarrow.table(
            {"date_naissance": [date(1980, 1, 1)] * 300, "franchises_annee_nombre_boites": tires.astype(int)}
        )
        tous = ligne(calcule(table), "ensemble", "tous")
        dedans += tous.par_personne_min <= vraie <= tous.par_personne_max
    assert 33 <= dedans <= 40


def test_les_blocs_et_les_processus_ne_changent_rien():
    attendu = calcule().lignes
    assert calcule(block=1).lignes == attendu
    assert [une.ecart for une in calcule(workers=2).lignes] == pytest.approx([une.ecart for une in attendu])


class FranchiseSupprimee(Reform):
    """A reform as OpenFisca writes it."""

    name = "Franchise supprimée"

    def apply(self):
        def change(parametres):
            parametres.franchises.plafond_annuel.update(start="2026-01-01", value=0)
            return parametres

        self.modify_parameters(change)


def test_une_classe_reform():
    trouve = calcule(reform=Loi(classe=f"{__name__}.FranchiseSupprimee"))
    tous = ligne(trouve, "ensemble", "tous")
    assert (tous.avant, tous.apres, tous.gagnants) == (8_500, 0, 250)
    # The law that is compared is untouched.
    assert ligne(calcule(), "ensemble", "tous").avant == 8_500


def test_une_reference_autre_que_la_loi():
    assert ligne(calcule(baseline=Loi(texte=DOUBLEES)), "ensemble", "tous").ecart == 0


def test_les_reformes_livrees_sont_lues_et_changent_la_loi(systeme):
    assert set(livrees()) == {
        "franchises_doublees", "plafonds_c2s_releves", "transports_a_65_pour_cent", "forfait_journalier_a_20_euros",
    }  # fmt: skip
    for une in livrees().values():
        changements = lit(une.path.read_text("utf-8"), systeme, une.path.name)
        for nom, valeurs in changements.items():
            for jour, valeur in valeurs.items():
                en_vigueur = systeme.get_parameters_at_instant(jour)
                for mot in nom.split("."):
                    en_vigueur = getattr(en_vigueur, mot)
                assert en_vigueur != valeur, nom


@pytest.fixture(scope="module")
def tiree():
    return generate(20_000, 3)


@pytest.mark.parametrize(
    ("nom", "bas", "haut"),
    [
        # Published or plausible orders of magnitude, millions of euros a year for the household or all payers.
        ("franchises_doublees", 1_500, 2_800),
        ("plafonds_c2s_releves", -1_000, -100),
        ("transports_a_65_pour_cent", -500, -40),
        ("forfait_journalier_a_20_euros", -350, -60),
    ],
)
def test_les_reformes_livrees_coutent_ce_qui_est_plausible(tiree, nom, bas, haut):
    reforme, livree = reforme_nommee(nom)
    trouve = cout(
        tiree.individus, tiree.foyers, reform=reforme, period=livree.period, mesures_par_payeur=livree.mesures
    )
    payeurs = [une for une in trouve.lignes if une.dimension == "ensemble"]
    a_charge = sum(une.ecart for une in payeurs if une.payeur != "amo") / 1e6
    assert bas < a_charge < haut
    if nom in ("franchises_doublees", "plafonds_c2s_releves"):
        # What households pay more, the Assurance Maladie pays less, to the cent.
        amo = next(une for une in payeurs if une.payeur == "amo")
        assert amo.ecart == pytest.approx(-a_charge * 1e6, abs=1)
    dixiemes = [une for une in trouve.lignes if une.dimension == "niveau de vie" and une.payeur == "menages"]
    assert len(dixiemes) == 10
    personnes = [une.personnes for une in dixiemes]
    assert max(personnes) < 1.05 * min(personnes)


@pytest.mark.parametrize(
    ("payeur", "texte", "message"),
    [
        ("menage", "franchises_annee", "payeur inconnu « menage » ; vouliez-vous dire « menages » ?"),
        ("menages", "franchise_annee", "ni une variable ni une colonne ; vouliez-vous dire « franchises_annee »"),
        ("menages", "c2s_droit_personne", "c2s_droit_personne est un choix, à comparer : c2s_droit_personne!=aucun"),
        ("menages", "c2s_droit_personne==aucu", "vouliez-vous dire « aucun »"),
        ("menages", "date_naissance", "n'est pas un nombre"),
        ("menages", "franchises_annee * __import__('os')", "ni une variable, ni une colonne, ni un nombre"),
        ("menages", "", "une somme de variables est attendue"),
    ],
)  # fmt: skip
def test_mesures_refusees(systeme, payeur, texte, message):
    with pytest.raises(TableError) as erreur:
        mesures.lit(payeur, texte, systeme, ["poids"])
    assert message in str(erreur.value)


def test_une_mesure_lit_sommes_produits_et_choix(systeme):
    une = mesures.lit("amo", "- 12 * franchises_annee + c2s_droit_personne!=aucun * poids", systeme, ["poids"])
    assert une.variables(systeme) == ["franchises_annee", "c2s_droit_personne"]
    resultats = pyarrow.table(
        {
            "franchises_annee": [1.0, 2.0],
            "c2s_droit_personne": pyarrow.DictionaryArray.from_arrays(
                pyarrow.array([0, 1], pyarrow.uint8()),
                pyarrow.array(["aucun", "sans_participation", "avec_participation"]),
            ),
        }
    )
    assert mesures.montants(une, systeme, resultats, {"poids": numpy.array([5.0, 7.0])}).tolist() == [
        -12.0,
        -24.0 + 7.0,
    ]


def test_reformes_refusees(tmp_path):
    with pytest.raises(TableError, match="vouliez-vous dire « franchises_doublees »"):
        reforme_nommee("franchises_doublee")
    with pytest.raises(TableError, match="illisible"):
        reforme_nommee(str(tmp_path / "absente.yaml"))
    with pytest.raises(TableError, match=r"réforme « pas_un_module\.Classe »"):
        calcule(reform=reforme_nommee("pas_un_module.Classe")[0])
    with pytest.raises(TableError, match=r"franchises\.medicament.par_boite"):
        calcule(reform=Loi(texte="franchises.medicament.par_boit: {2026-01-01: 2}"))


def test_la_commande_et_le_rapport(tmp_path):
    pq.write_table(personnes(), tmp_path / "I.parquet")
    (tmp_path / "r.yaml").write_text(DOUBLEES, encoding="utf-8")
    commande = [
        sys.executable, "-m", "openfisca_cpam.cli", "reform", "--individus", str(tmp_path / "I.parquet"),
        "--reform", str(tmp_path / "r.yaml"), "--period", "2026-04", "--mesure", "menages=franchises_annee",
    ]  # fmt: skip
    sorties = [tmp_path / nom for nom in ("o.csv", "o.json", "o.parquet", "o.html")]
    options = [mot for sortie in sorties for mot in ("--output", str(sortie))]
    fait = subprocess.run([*commande, *options], capture_output=True, text=True, check=False)
    assert (fait.returncode, "Traceback" in fait.stderr) == (0, False), fait.stderr
    assert all(sortie.stat().st_size for sortie in sorties)
    assert not list(tmp_path.glob("*.morceaux/*.npz"))
    lignes = json.loads(sorties[1].read_text("utf-8"))["lignes"]
    assert next(une for une in lignes if une["dimension"] == "ensemble")["ecart"] == 8_500
    rapport = sorties[3].read_text("utf-8")
    assert "<svg role=" in rapport and "Par niveau de vie" in rapport
    # Nothing is asked from the network: the only addresses are names of the SVG language.
    assert set(pc.unique(pyarrow.array([m for m in rapport.split('"') if m.startswith("http")])).to_pylist()) <= {
        "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink",
    }  # fmt: skip
    refus = subprocess.run([*commande[:-2]], capture_output=True, text=True, check=False)
    assert refus.returncode == 2 and "« --mesure » manque" in refus.stderr
