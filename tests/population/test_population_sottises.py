"""Nonsense in tables: nothing read is overwritten, no column is ignored without a word, one sentence a mistake."""

import pytest

pyarrow = pytest.importorskip("pyarrow", reason="l'extra « tables » n'est pas installé")
pq = pytest.importorskip("pyarrow.parquet")

from openfisca_cpam.population import TableError, simulate, simulate_actes  # noqa: E402
from openfisca_cpam.population.cout import Loi  # noqa: E402

TETE = "individu_id,foyer_id,foyer_role,date_naissance,{}\n"
LIGNES = "a,f1,demandeur,1990-01-01,{}\nb,f2,demandeur,1980-01-01,{}\n"
ACTES = "individu_id,date,transport_mode\na,2026-04-14,vsl\n"


def table(tmp_path, colonne="salaire_net", un="100", deux="2000", nom="i.csv"):
    chemin = tmp_path / nom
    chemin.write_text(TETE.format(colonne) + LIGNES.format(un, deux), encoding="utf-8")
    return chemin


def refuse(*tables, **options):
    with pytest.raises(TableError) as refus:
        simulate(*tables, **{"period": "2026-04", "outputs": ["c2s_droit"], **options})
    return refus.value.lines


def test_le_resultat_ne_prend_pas_la_place_d_une_table_lue(tmp_path):
    individus, foyers = table(tmp_path), tmp_path / "f.csv"
    foyers.write_text("foyer_id\nf1\nf2\n")
    actes = tmp_path / "a.csv"
    actes.write_text(ACTES)
    for lue in (individus, foyers, tmp_path / "." / "i.csv"):
        avant = lue.read_bytes()
        (phrase,) = refuse(individus, foyers, output=lue)
        assert "prendrait la place d'une table lue" in phrase
        assert lue.read_bytes() == avant
    with pytest.raises(TableError, match="prendrait la place d'une table lue"):
        simulate_actes(actes, outputs=["transport_versement"], output=actes)
    assert actes.read_text() == ACTES


def test_la_reforme_n_ecrit_pas_sur_ce_qu_elle_lit(commande, tmp_path):
    individus = table(tmp_path)
    avant = individus.read_bytes()
    arguments = ["--period", "2026-04", "--reform", "franchises_doublees", "--output", str(individus)]
    status, _, err = commande("reform", "--individus", str(individus), *arguments)
    assert (status, individus.read_bytes()) == (2, avant)
    assert "prendrait la place d'une table lue" in err


@pytest.mark.parametrize(
    ("sortie", "phrase"),
    [
        ("", "résultats : le nom d'un fichier .parquet ou .csv, ou d'un dossier, est attendu"),
        ("dossier.csv", "un dossier porte déjà ce nom"),
        ("fichier", "un fichier porte déjà ce nom"),
    ],
)
def test_une_sortie_qui_n_en_est_pas_une(tmp_path, monkeypatch, sortie, phrase):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dossier.csv").mkdir()
    (tmp_path / "fichier").touch()
    (dite,) = refuse(table(tmp_path), output=sortie)
    assert phrase in dite


def test_un_dossier_de_resultats_ne_garde_pas_les_morceaux_d_avant(tmp_path):
    sortie = tmp_path / "resultats"
    sortie.mkdir()
    (sortie / "part-000007.parquet").touch()
    (sortie / "notes.txt").touch()
    simulate(table(tmp_path), period="2026-04", outputs=["c2s_droit"], output=sortie)
    assert sorted(one.name for one in sortie.iterdir()) == ["notes.txt", "part-000000.parquet"]


def test_une_colonne_que_rien_ne_lit_est_dite(tmp_path, commande, systeme, monkeypatch):
    """The C2S reads the resources of the twelve months before: those of the month alone change nothing."""
    import openfisca_cpam

    monkeypatch.setattr(openfisca_cpam, "CountryTaxBenefitSystem", lambda: systeme)
    run = simulate(table(tmp_path), period="2026-04", outputs=["c2s_droit"])
    assert run.unread == ["salaire_net"]
    assert run.table.column("c2s_droit").to_pylist() == ["sans_participation"] * 2
    run = simulate(table(tmp_path, "salaire_net@2025"), period="2026-04", outputs=["c2s_droit"])
    assert run.unread == []
    assert run.table.column("c2s_droit").to_pylist() == ["sans_participation", "aucun"]
    actes = tmp_path / "a.csv"
    actes.write_text(ACTES)
    personnes = tmp_path / "p.csv"
    personnes.write_text("individu_id,salaire_net\na,3\n")
    run = simulate_actes(actes, personnes, outputs=["transport_versement"])
    assert "salaire_net" in run.unread
    assert "transport_mode" not in run.unread
    arguments = ["--period", "2026-04", "--output", str(tmp_path / "o.csv"), "c2s_droit"]
    _, _, err = commande("simulate", "--individus", str(table(tmp_path)), *arguments)
    assert "attention : aucun résultat demandé ne lit, pour sa période : salaire_net\n" in err


def test_les_colonnes_lues_se_savent_apres_une_reprise_et_sur_plusieurs_blocs(tmp_path):
    run = simulate(table(tmp_path), period="2026-04", outputs=["age"], output=tmp_path / "o.parquet", block=1)
    assert run.unread == ["salaire_net"]


def test_deux_colonnes_d_un_nom_sont_refusees(tmp_path):
    assert refuse(table(tmp_path, "c2s_droit"), keep=["c2s_droit"]) == [
        "colonnes gardées : colonne « c2s_droit » : un résultat demandé porte déjà ce nom"
    ]
    foyers = tmp_path / "f.csv"
    foyers.write_text("foyer_id,poids\nf1,1\nf2,1\n")
    assert refuse(table(tmp_path, "poids"), foyers, keep=["poids"]) == [
        "colonnes gardées : colonne « poids » : les deux tables en ont une de ce nom"
    ]
    double = table(tmp_path, "date_naissance", "1990-01-01", "1990-01-01")
    assert refuse(double) == [f"{double} : colonne « date_naissance » : colonne en double"]
    run = simulate(table(tmp_path), period="2026-04", outputs=["age"], keep=["individu_id"])
    assert run.table.column_names == ["individu_id", "foyer_id", "age"]


@pytest.mark.parametrize("jour", ["0001-01-01", "1790-01-01", "9999-12-31"])
def test_une_date_d_une_autre_epoque_est_refusee(tmp_path, jour):
    chemin = table(tmp_path)
    chemin.write_text(chemin.read_text().replace("1980-01-01", jour))
    phrase = f"ligne 2 : « {jour} » : année hors de 1800 à 2200"
    assert refuse(chemin) == [f"individus : colonne « date_naissance » : {phrase}"]


def test_un_acte_a_son_jour(tmp_path):
    for texte, phrase in (
        (
            ACTES.replace("2026", "9999"),
            "actes : colonne « date » : ligne 1 : « 9999-04-14 » : année hors de 1800 à 2200",
        ),
        (
            ACTES.replace("transport_mode", "foyer_id"),
            "actes : colonne « foyer_id » : un acte est d'une personne, sans foyer : ôtez cette colonne",
        ),
        (
            ACTES.replace("transport_mode", "transport_mode@2026-04-14"),
            "actes : colonne « transport_mode@2026-04-14 » : la période d'un acte est sa date ; "
            "vouliez-vous dire « transport_mode » ?",
        ),
    ):  # fmt: skip
        (tmp_path / "a.csv").write_text(texte)
        with pytest.raises(TableError) as refus:
            simulate_actes(tmp_path / "a.csv", outputs=["transport_versement"])
        assert refus.value.lines == [phrase]


@pytest.mark.parametrize(
    ("colonne", "un", "phrase"),
    [
        ("salaire_net", "１２", "« １２ », nombre attendu"),
        ("salaire_net", '"1 000,5"', "« 1 000,5 », nombre attendu ; vouliez-vous dire « 1000.5 » ?"),
        ("date_deces", "20240131", "« 20240131 », date attendue (2024-03-31) ; vouliez-vous dire « 2024-01-31 » ?"),
        ("date_deces", "31/01/2024", "« 31/01/2024 », date attendue (2024-03-31) ; vouliez-vous dire « 2024-01-31 » ?"),
        ("beneficiaire_aspa", "2", "« 2 », true ou false attendu"),
        ("soins_cure_personnes_a_charge", "1.5", "« 1.5 », nombre entier attendu"),
    ],
)  # fmt: skip
def test_une_valeur_d_un_csv_a_sa_ligne_et_son_ecriture(tmp_path, colonne, un, phrase):
    bon = {"date_deces": "2024-01-31", "beneficiaire_aspa": "TRUE"}.get(colonne, "1")
    chemin = table(tmp_path, colonne, bon, un)
    assert refuse(chemin) == [f"{chemin} : colonne « {colonne} » : ligne 2 : {phrase}"]


def test_ce_qui_n_est_pas_une_table(tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"PK")
    assert refuse(tmp_path / "x.xlsx") == [f"{tmp_path / 'x.xlsx'} : une table est un fichier .parquet ou .csv"]
    assert refuse(tmp_path) == [f"{tmp_path} : c'est un dossier ; une table est un fichier .parquet ou .csv"]


@pytest.mark.parametrize(
    ("classe", "phrase"),
    [
        ("os.system", "« os » n'a pas de classe Reform de ce nom"),
        ("openfisca_cpam.entities.Foyer", "« openfisca_cpam.entities » n'a pas de classe Reform de ce nom"),
        ("nulle_part.Reforme", "le module « nulle_part » ne s'importe pas"),
    ],
)
def test_une_classe_qui_n_est_pas_une_reforme_n_est_pas_appelee(classe, phrase):
    with pytest.raises(TableError, match=phrase):
        Loi(classe=classe)()
