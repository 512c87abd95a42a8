"""The drawn population holds its margins, is the same for the same seed, and runs as it is."""

import subprocess
import sys

import numpy
import pytest
import yaml

pyarrow = pytest.importorskip("pyarrow", reason="l'extra « tables » n'est pas installé")
pc = pytest.importorskip("pyarrow.compute")
pq = pytest.importorskip("pyarrow.parquet")

from openfisca_cpam.population import menages, simulate  # noqa: E402
from openfisca_cpam.population.generate import generate, write  # noqa: E402
from openfisca_cpam.population.marges import DOSSIER, marge, toutes  # noqa: E402
from openfisca_cpam.population.obtenu import obtenu, obtenu_dans  # noqa: E402


@pytest.fixture(scope="module")
def tiree():
    return generate(30_000, 7)


def test_chaque_marge_a_sa_date_sa_source_et_sa_confiance():
    lues = toutes()
    assert len(lues) > 25
    for une in lues:
        contenu = yaml.safe_load((DOSSIER / f"{une.nom}.yaml").read_text("utf-8"))
        assert set(contenu) == {"description", "values", "metadata", "documentation"}, une.nom
        assert set(contenu["metadata"]["confidence"]) == set(contenu["metadata"]["reference"]) == set(contenu["values"])
        assert une.confiance in "ABC" and une.references[0]["title"] and une.documentation
    with pytest.raises(KeyError):
        marge("inconnue")


def test_le_calage_atteint_les_marges_exactement():
    """The weights of the pool meet every margin to the thousandth of a per cent."""
    vivier = menages.vivier(numpy.random.default_rng(3), 12_000)
    comptes, cibles, noms = menages.contraintes(vivier)
    depart = comptes.sum(axis=0) * cibles.sum() / comptes.sum()
    assert numpy.abs(depart / cibles - 1).max() > 0.2  # the raw pool does not
    poids = menages.cale(vivier)
    assert poids.min() > 0
    numpy.testing.assert_allclose(comptes.T @ poids, cibles, rtol=1e-5, err_msg=str(noms))
    # Persons of the pyramid, thousands: 68,043 as the source's total.
    assert round(menages.pyramide().sum()) == 68_035 or abs(menages.pyramide().sum() - 68_043) < 10


def test_un_vivier_qui_ne_peut_pas_atteindre_les_marges_est_refuse():
    vivier = menages.vivier(numpy.random.default_rng(3), 3_000)
    hommes = menages.Menages(
        vivier.genre, vivier.territoire, vivier.de, vivier.age, numpy.ones_like(vivier.homme), vivier.place
    )
    with pytest.raises(ArithmeticError, match="les marges ne sont pas atteintes"):
        menages.cale(hommes, tours=15)


def test_le_nombre_de_personnes_est_exact_et_les_roles_sont_justes(tiree):
    assert tiree.individus.num_rows == 30_000
    assert tiree.poids == pytest.approx(69_100_000 / 30_000)
    roles = tiree.individus.column("foyer_role").cast(pyarrow.string())
    assert pc.sum(pc.equal(roles, "demandeur")).as_py() == tiree.foyers.num_rows
    foyers = tiree.individus.column("foyer_id").to_numpy()
    assert (numpy.diff(foyers) >= 0).all() and foyers[-1] == tiree.foyers.num_rows - 1
    age, place = tiree.individus.column("age_tire").to_numpy(), roles.to_numpy(zero_copy_only=False)
    assert (age[place == "personne_a_charge"] < 25).all()
    assert (age[place == "conjoint"] >= 17).all()


def test_les_marges_sont_tenues(tiree):
    lignes = {(ligne.marge, ligne.poste): ligne for ligne in obtenu(tiree.individus, tiree.foyers)}
    assert len(lignes) > 80
    for (nom, poste), ligne in lignes.items():
        # What is drawn by number is exact; the rest varies as a draw of 30,000 does.
        relatif = abs(ligne.ecart)
        taille = ligne.demande / tiree.poids if ligne.demande > 10_000 else 300
        assert relatif < max(0.12, 5 / numpy.sqrt(max(taille, 1))), (nom, poste, ligne)
    rsa = next(ligne for (_, poste), ligne in lignes.items() if poste == "rsa, foyers")
    assert abs(rsa.ecart) < 0.002


def test_la_meme_graine_donne_la_meme_population(tiree):
    encore = generate(30_000, 7)
    assert encore.individus.equals(tiree.individus) and encore.foyers.equals(tiree.foyers)
    assert not generate(30_000, 8).individus.equals(tiree.individus)


def test_ages_au_jour_demande(tiree):
    dates = tiree.individus.column("date_naissance").to_numpy().astype("datetime64[D]")
    calcul = simulate(tiree.individus, tiree.foyers, period="2026-04-01", outputs=["age"], keep=[])
    assert calcul.table.column("age").to_pylist() == tiree.individus.column("age_tire").to_pylist()
    assert dates.max() <= numpy.datetime64("2026-04-01")


def test_elle_se_calcule_telle_quelle(tiree):
    calcul = simulate(tiree.individus, tiree.foyers, period="2026-01", outputs=["c2s_droit", "participation_annee"])
    droits = calcul.table.column("c2s_droit").cast(pyarrow.string()).to_pylist()
    # About thirteen million who could (Drees), 7.9 million beneficiaries in June 2025, of 69.1 million.
    ouvre = numpy.array([droit != "aucun" for droit in droits])
    recourt = tiree.individus.column("recours_c2s").to_numpy(zero_copy_only=False)
    assert ouvre.sum() * tiree.poids == pytest.approx(13e6, rel=0.12)
    assert (ouvre & recourt).sum() * tiree.poids == pytest.approx(7.9e6, rel=0.15)
    assert {"poids", "activite", "menage_type"} <= set(calcul.table.column_names)


def test_par_morceaux_dans_des_fichiers(tmp_path, monkeypatch):
    from openfisca_cpam.population import generate as module

    monkeypatch.setattr(module, "PERSONNES_PAR_MORCEAU", 2_000)
    chemins = tmp_path / "i.parquet", tmp_path / "f.parquet"
    vus = []
    write(7_001, 1, "2026-01-01", chemins, lambda fait, total: vus.append((fait, total)))
    individus, foyers = (pq.read_table(chemin) for chemin in chemins)
    assert individus.num_rows == 7_001 and vus[-1] == (7_001, 7_001) and len(vus) == 4
    assert individus.column("individu_id").to_pylist() == list(range(7_001))
    assert foyers.column("foyer_id").to_pylist() == list(range(foyers.num_rows))
    calcul = simulate(*chemins, period="2026-01", outputs=["age"], output=tmp_path / "o.parquet")
    assert pq.read_table(calcul.path).num_rows == 7_001
    # The report of the files, a chunk at a time, is that of the whole.
    for une, autre in zip(obtenu_dans(*chemins), obtenu(individus, foyers), strict=True):
        assert (une.marge, une.poste, une.demande) == (autre.marge, autre.poste, pytest.approx(autre.demande))
        assert une.obtenu == pytest.approx(autre.obtenu), une
    entier = individus.column("niveau_de_vie").to_numpy()
    mediane = next(ligne for ligne in obtenu_dans(*chemins) if ligne.poste == "décile 5")
    assert abs(mediane.obtenu - numpy.quantile(entier, 0.5)) < 0.02 * entier.mean()


def test_trop_petite():
    with pytest.raises(ValueError, match="mille personnes"):
        generate(999)


def test_la_commande(tmp_path):
    commande = [sys.executable, "-m", "openfisca_cpam.cli", "population", "generate"]
    fait = subprocess.run(
        [*commande, "--individus", "2000", "--folder", str(tmp_path), "--report", str(tmp_path / "r.csv")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (fait.returncode, "Traceback" in fait.stderr) == (0, False), fait.stderr
    assert (tmp_path / "r.csv").read_text("utf-8").startswith("marge,poste,demande,obtenu,confiance,source,ecart")
    assert pq.read_table(tmp_path / "individus.parquet").num_rows == 2000
    for faux, message in (
        (["--individus", "10"], "--individus : nombre entier d'au moins 1000 attendu, « 10 » reçu"),
        (["--individus", "2000", "--day", "2026-02-30"], "ce jour n'existe pas"),
        (["--individus", "2000", "--report", "r.pdf"], "doit finir par .csv ou .json"),
    ):
        refus = subprocess.run([*commande, *faux], capture_output=True, text=True, check=False)
        assert refus.returncode == 2 and message in refus.stderr, refus.stderr
