"""Tables in, tables out: the results are those of the engine, whatever the form and the order of the tables."""

import os
import signal
import subprocess
import sys
import time
from datetime import date

import numpy
import pytest

pyarrow = pytest.importorskip("pyarrow", reason="l'extra « tables » n'est pas installé")
pyarrow_csv = pytest.importorskip("pyarrow.csv")
pq = pytest.importorskip("pyarrow.parquet")
from openfisca_core.simulation_builder import SimulationBuilder  # noqa: E402

from openfisca_cpam.population import TableError, batches, simulate  # noqa: E402

from .conftest import PERIODE  # noqa: E402

SORTIES = ["c2s_droit", "c2s_motif", "c2s_ressources_personne", "c2s_plafond_sans_participation", "c2s_effet_date"]
FOYER = ["c2s_droit", "c2s_motif"]


def par_le_moteur(systeme, individus, foyers, noms, jour="2026-04-01"):
    """The results as OpenFisca's own builder gives them, a row a person."""
    batisseur = SimulationBuilder()
    batisseur.create_entities(systeme)
    batisseur.declare_person_entity("individu", individus["individu_id"].to_pylist())
    declares = batisseur.declare_entity("foyer", foyers["foyer_id"].to_pylist())
    de = individus["foyer_id"].to_numpy() - 100
    batisseur.join_with_persons(declares, de, roles=individus["foyer_role"].to_pylist())
    simulation = batisseur.build(systeme)
    simulation.set_input("date_naissance", "ETERNITY", individus["date_naissance"].to_numpy())
    for nom in ("c2s_salaires", "c2s_percoit_ass"):
        simulation.set_input(nom, jour, individus[nom].to_numpy(zero_copy_only=False))
    simulation.set_input("statut_logement", jour[:7], numpy.array(foyers["statut_logement"].to_pylist()))
    resultats = {}
    for nom in noms:
        tableau = simulation.calculate(nom, jour)
        tableau = tableau.decode_to_str() if hasattr(tableau, "decode_to_str") else tableau
        par_personne = systeme.variables[nom].entity.is_person
        resultats[nom] = (tableau if par_personne else tableau[de]).tolist()
    return resultats


def lus(table, noms=SORTIES):
    """The columns as lists; a date that there is not is the engine's first of January 1970."""
    colonnes = {nom: table.column(nom).to_pylist() for nom in noms}
    for nom, valeurs in colonnes.items():
        if nom.endswith("_date"):
            absente = numpy.datetime64("1970-01-01").item()
            colonnes[nom] = [absente if valeur is None else valeur for valeur in valeurs]
    return colonnes


@pytest.fixture(scope="module")
def attendu(systeme, population):
    return par_le_moteur(systeme, *population, SORTIES)


def test_les_tables_donnent_ce_que_donne_le_moteur(population, attendu):
    individus, foyers = population
    calcul = simulate(individus, foyers, period=PERIODE, outputs=SORTIES, keep=["poids"])
    assert lus(calcul.table) == attendu
    assert len(set(attendu["c2s_droit"])) > 2  # the draw reaches several answers
    assert calcul.table.column("individu_id").equals(individus.column("individu_id"))
    assert calcul.rows == individus.num_rows
    assert "c2s_retraites" in calcul.defaults and "c2s_salaires" not in calcul.defaults
    assert "statut_logement" not in calcul.defaults and "zone_residence" in calcul.defaults


@pytest.mark.parametrize("bloc", [1, 7, 299, 300, 1000])
def test_la_taille_des_blocs_ne_change_rien(population, attendu, bloc):
    assert lus(simulate(*population, period=PERIODE, outputs=SORTIES, keep=["poids"], block=bloc).table) == attendu


def test_l_ordre_des_lignes_est_rendu(population, attendu):
    individus, foyers = population
    ordre = numpy.random.default_rng(1).permutation(individus.num_rows)
    autre = numpy.random.default_rng(2).permutation(foyers.num_rows)
    calcul = simulate(
        individus.take(ordre), foyers.take(autre), period=PERIODE, outputs=SORTIES, keep=["poids"], block=11
    )
    assert calcul.table.column("individu_id").to_pylist() == individus.column("individu_id").take(ordre).to_pylist()
    assert lus(calcul.table) == {nom: [valeurs[rang] for rang in ordre] for nom, valeurs in attendu.items()}


def test_pandas_et_polars(population, attendu):
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    individus, foyers = population
    for forme in (lambda table: table.to_pandas(), polars.from_arrow):
        calcul = simulate(forme(individus), forme(foyers), period=PERIODE, outputs=SORTIES, keep=["poids"])
        assert lus(calcul.table) == attendu
    assert isinstance(calcul.table.to_pandas(), pandas.DataFrame)


def test_une_ligne_par_foyer(population, attendu):
    individus, foyers = population
    table = simulate(individus, foyers, period=PERIODE, outputs=FOYER, keep=["poids"]).table
    assert table.column_names == ["foyer_id", "poids", *FOYER]
    assert table.column("poids").equals(foyers.column("poids"))
    de = (individus["foyer_id"].to_numpy() - 100).tolist()
    droits = table.column("c2s_droit").to_pylist()
    assert [droits[rang] for rang in de] == attendu["c2s_droit"]


def test_personnes_sans_foyer(systeme):
    personnes = pyarrow.table({"date_naissance": [date(1960, 1, 1), date(2010, 1, 1)]})
    table = simulate(personnes, period="2026-04-14", outputs=["age", "c2s_droit"]).table
    assert table.column("age").to_pylist() == [66, 16]
    assert table.num_rows == 2


def test_mois_nommes_et_centimes(population):
    """A wage named for two months; whole cents in and out give the same as euros."""
    personnes = {"individu_id": [1, 2], "date_naissance": [date(1980, 1, 1)] * 2}
    euros = pyarrow.table(personnes | {"salaire_net@2025-05": [1000.01, 0.0], "salaire_net@2026-01": [500.5, 7.0]})
    centimes = pyarrow.table(personnes | {"salaire_net@2025-05": [100001, 0], "salaire_net@2026-01": [50050, 700]})
    demande = {"period": "2026-04", "outputs": ["c2s_salaires_de_la_periode"]}
    assert simulate(euros, **demande).table.column(1).to_pylist() == [1500.51, 7.0]
    table = simulate(centimes, **demande, cents=True).table
    assert table.column(1).to_pylist() == [150051, 700]
    assert table.schema.field(1).metadata == {b"unit": b"centime"}
    # The mark on the field says it too, without the option.
    marques = centimes.cast(
        pyarrow.schema(
            [champ.with_metadata({b"unit": b"centime"}) if "@" in champ.name else champ for champ in centimes.schema]
        )
    )
    assert simulate(marques, **demande).table.column(1).to_pylist() == [1500.51, 7.0]


@pytest.mark.parametrize("codes", [True, False])
def test_enums_en_codes_ou_en_dictionnaire(systeme, population, attendu, codes):
    individus, foyers = population
    membres = [membre.name for membre in systeme.variables["statut_logement"].possible_values]
    colonne = foyers.column("statut_logement")
    forme = (
        pyarrow.array([membres.index(nom) for nom in colonne.to_pylist()], pyarrow.int16())
        if codes
        else colonne.dictionary_encode()
    )
    foyers = foyers.set_column(foyers.column_names.index("statut_logement"), "statut_logement", forme)
    roles = pyarrow.array(
        [["demandeur", "conjoint", "personne_a_charge"].index(role) for role in individus["foyer_role"].to_pylist()]
    )
    individus = individus.set_column(individus.column_names.index("foyer_role"), "foyer_role", roles)
    assert lus(simulate(individus, foyers, period=PERIODE, outputs=SORTIES, keep=["poids"]).table) == attendu


# Files


@pytest.fixture
def fichiers(tmp_path, population):
    individus, foyers = population
    pq.write_table(individus, tmp_path / "I.parquet", row_group_size=97)
    pq.write_table(foyers, tmp_path / "F.parquet", row_group_size=41)
    return tmp_path


def calcule_les_fichiers(dossier, sortie="O.parquet", **options):
    return simulate(
        dossier / "I.parquet", dossier / "F.parquet", period=PERIODE, outputs=SORTIES, keep=["poids"],
        output=dossier / sortie, **options,
    )  # fmt: skip


def test_de_parquet_a_parquet(fichiers, attendu, monkeypatch):
    monkeypatch.setattr("openfisca_cpam.population.source.PERSONNES_PAR_LECTURE", 50)
    calcul = calcule_les_fichiers(fichiers, block=33)
    assert calcul.table is None
    assert lus(pq.read_table(calcul.path)) == attendu
    assert sorted(chemin.name for chemin in fichiers.iterdir()) == ["F.parquet", "I.parquet", "O.parquet"]


def test_plusieurs_taches_et_plusieurs_processus(fichiers, attendu, monkeypatch):
    from openfisca_cpam.population import source

    monkeypatch.setattr(source.Parquet.tasks, "__defaults__", (90,), raising=False)
    taches = source.Parquet(fichiers / "I.parquet", fichiers / "F.parquet").tasks(90)
    assert len(taches) > 5 and sum(tache.rows for tache in taches) == len(attendu["c2s_droit"])
    assert lus(pq.read_table(calcule_les_fichiers(fichiers, workers=2).path)) == attendu


def test_deux_processus_calculent_et_celui_de_la_commande_en_est_un(fichiers, attendu, monkeypatch):
    from openfisca_cpam.population import run, source

    taches = source.Parquet.tasks
    monkeypatch.setattr(source.Parquet, "tasks", lambda self: taches(self, 40))
    ici, calcule = [], run.run_task

    def note(*tout):
        ici.append(tout[3])
        time.sleep(0.05)
        return calcule(*tout)

    note.__module__, note.__qualname__ = "openfisca_cpam.population.run", "run_task"  # the other process has its own
    monkeypatch.setattr(run, "run_task", note)
    calcul = calcule_les_fichiers(fichiers, workers=2)
    assert 0 < len(ici) < len(source.Parquet(fichiers / "I.parquet", fichiers / "F.parquet").tasks())
    assert lus(pq.read_table(calcul.path)) == attendu


def _meurt(*_):
    os.kill(os.getpid(), signal.SIGKILL)


def test_un_processus_mort_arrete_le_calcul_qui_se_reprend(fichiers, attendu, monkeypatch):
    from openfisca_cpam.population import processes, source

    taches = source.Parquet.tasks
    monkeypatch.setattr(source.Parquet, "tasks", lambda self: taches(self, 40))
    monkeypatch.setattr(processes, "_nothing", _meurt)
    with pytest.raises(TableError, match="un processus de calcul s'est arrêté"):
        calcule_les_fichiers(fichiers, workers=2)
    assert not (fichiers / "O.parquet").exists()
    monkeypatch.undo()
    monkeypatch.setattr(source.Parquet, "tasks", lambda self: taches(self, 40))
    calcul = calcule_les_fichiers(fichiers)
    assert lus(pq.read_table(calcul.path)) == attendu


def test_un_processus_mort_arrete_une_reforme(fichiers, monkeypatch):
    from openfisca_cpam.population import cout, processes, source

    monkeypatch.setattr(source.Parquet.tasks, "__defaults__", (90,), raising=False)
    monkeypatch.setattr(processes, "_nothing", _meurt)
    with pytest.raises(TableError) as faute:
        cout.cout(
            fichiers / "I.parquet", fichiers / "F.parquet", reform=cout.Loi(), period=PERIODE,
            mesures_par_payeur={"menages": "12 * c2s_participation_mensuelle"}, weight="poids", workers=2,
        )  # fmt: skip
    assert faute.value.lines == ["un processus de calcul s'est arrêté (mémoire ?)"]


def test_processus_sur_des_tables(population, attendu):
    calcul = simulate(*population, period=PERIODE, outputs=SORTIES, keep=["poids"], workers=2)
    assert lus(calcul.table) == attendu


def test_un_dossier_de_morceaux(fichiers, attendu):
    calcul = calcule_les_fichiers(fichiers, "resultats")
    assert lus(pq.read_table(calcul.path)) == attendu


def test_de_csv_a_csv(tmp_path, population, attendu):
    for table, nom in zip(population, ("I.csv", "F.csv"), strict=True):
        pyarrow_csv.write_csv(table, tmp_path / nom)
    calcul = simulate(
        tmp_path / "I.csv",
        tmp_path / "F.csv",
        period=PERIODE,
        outputs=SORTIES,
        keep=["poids"],
        output=tmp_path / "O.csv",
    )
    table = pyarrow_csv.read_csv(calcul.path)
    assert lus(table) == attendu


def test_des_foyers_dans_le_desordre(tmp_path, population, attendu):
    """Shared out by household; the rows come in another order, always the same."""
    individus, foyers = population
    ordre = numpy.random.default_rng(3).permutation(individus.num_rows)
    pq.write_table(individus.take(ordre), tmp_path / "I.parquet", row_group_size=97)
    pq.write_table(foyers.take(numpy.random.default_rng(5).permutation(foyers.num_rows)), tmp_path / "F.parquet")
    premiere = pq.read_table(calcule_les_fichiers(tmp_path, block=10).path)
    assert premiere.equals(pq.read_table(calcule_les_fichiers(tmp_path, "P.parquet", block=1000).path))
    rangs = [(numero - 1) // 3 for numero in premiere.column("individu_id").to_pylist()]
    assert sorted(rangs) == list(range(individus.num_rows))
    assert lus(premiere) == {nom: [valeurs[rang] for rang in rangs] for nom, valeurs in attendu.items()}


def test_reprise_apres_un_arret(fichiers, attendu, monkeypatch):
    """A run killed between two tasks, then resumed: nothing lost, nothing doubled, nothing computed twice."""
    from openfisca_cpam.population import run, source

    taches = source.Parquet.tasks
    monkeypatch.setattr(source.Parquet, "tasks", lambda self: taches(self, 90))
    faites, calcule = [], run.run_task

    def tombe(job, tables, tache, rang, *reste):
        if len(faites) == 3:
            raise KeyboardInterrupt
        faites.append(rang)
        return calcule(job, tables, tache, rang, *reste)

    monkeypatch.setattr(run, "run_task", tombe)
    with pytest.raises(KeyboardInterrupt):
        calcule_les_fichiers(fichiers)
    assert not (fichiers / "O.parquet").exists()
    reprises = []
    monkeypatch.setattr(run, "run_task", lambda *tout: reprises.append(tout[3]) or calcule(*tout))
    calcul = calcule_les_fichiers(fichiers)
    assert faites == [0, 1, 2] and min(reprises) == 3
    assert calcul.resumed > 0 and "c2s_retraites" in calcul.defaults
    assert lus(pq.read_table(calcul.path)) == attendu


def test_une_reprise_ne_mele_pas_deux_calculs(fichiers, attendu, monkeypatch):
    from openfisca_cpam.population import run

    monkeypatch.setattr(run, "run_task", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        calcule_les_fichiers(fichiers)
    monkeypatch.undo()
    with pytest.raises(TableError, match="morceaux d'un autre calcul"):
        simulate(fichiers / "I.parquet", fichiers / "F.parquet", period="2026-05", outputs=SORTIES, keep=["poids"],
                 output=fichiers / "O.parquet")  # fmt: skip
    assert lus(pq.read_table(calcule_les_fichiers(fichiers, fresh=True).path)) == attendu


_TUE = """
import sys, time
from openfisca_cpam.population import run, source
taches, calcule = source.Parquet.tasks, run.run_task
source.Parquet.tasks = lambda self: taches(self, 90)
def lent(*tout):
    trouve = calcule(*tout)
    print(tout[3], flush=True)
    time.sleep(0.3)
    return trouve
run.run_task = lent
run.simulate(sys.argv[1] + "/I.parquet", sys.argv[1] + "/F.parquet", period="2026-04", outputs=sys.argv[2].split(),
             keep=["poids"], output=sys.argv[1] + "/O.parquet")
"""


def test_reprise_apres_kill_9(fichiers, attendu):
    processus = subprocess.Popen(
        [sys.executable, "-c", _TUE, str(fichiers), " ".join(SORTIES)], stdout=subprocess.PIPE, text=True
    )
    assert processus.stdout.readline().strip() == "0"
    processus.stdout.readline()
    os.kill(processus.pid, signal.SIGKILL)
    processus.wait()
    processus.stdout.close()
    # The same run as the one killed: the tasks of 90 persons are read from what it left.
    fini = subprocess.run(
        [sys.executable, "-c", _TUE, str(fichiers), " ".join(SORTIES)], capture_output=True, text=True, check=True
    )
    assert int(fini.stdout.split()[0]) >= 1
    assert lus(pq.read_table(fichiers / "O.parquet")) == attendu
    assert not list(fichiers.glob("*.morceaux"))


# Streams


def test_un_flux_de_lots(population, attendu):
    """Spark's form: one table, the columns of households on the rows of the persons, households across batches."""
    individus, foyers = population
    joint = individus.append_column(
        "statut_logement", foyers.column("statut_logement").take(pyarrow.array(individus["foyer_id"].to_numpy() - 100))
    )
    adapte = batches(period=PERIODE, outputs=SORTIES, block=40)
    lots = list(adapte(iter(joint.to_batches(max_chunksize=13))))
    assert lus(pyarrow.Table.from_batches(lots)) == attendu
    assert len(lots) > 5
    with pytest.raises(TableError, match=r"membres du foyer « 10[0-9] » ne se suivent pas"):
        list(adapte(iter([*joint.slice(0, 60).to_batches(), *joint.slice(0, 60).to_batches()])))


def test_un_flux_ou_les_membres_ne_sont_pas_d_accord(population):
    individus, _ = population
    melange = individus.append_column(
        "statut_logement",
        pyarrow.array(["proprietaire", "locataire"] * (individus.num_rows // 2 + 1))[: individus.num_rows],
    )
    with pytest.raises(TableError, match=r"statut_logement.*n'ont pas la même valeur"):
        list(batches(period=PERIODE, outputs=FOYER)(iter(melange.to_batches())))


# Mistakes


def change(table, nom, valeurs):
    return table.set_column(table.column_names.index(nom), nom, valeurs)


def lignes(*tout, **options):
    with pytest.raises(TableError) as erreur:
        simulate(*tout, **{"period": PERIODE, "outputs": FOYER, "keep": ["poids"]} | options)
    return erreur.value.lines


def test_colonnes_refusees(population):
    individus, foyers = population
    assert lignes(
        individus.rename_columns(["individu_id", "foyer_id", "foyer_rol", *individus.column_names[3:]]), foyers
    ) == [
        "individus : colonne « foyer_rol » : variable inconnue (une colonne sans calcul se garde avec « keep ») ; "
        "vouliez-vous dire « foyer_role » ?"
    ]
    assert lignes(individus.append_column("zone_residence", [["metropole"] * individus.num_rows]), foyers) == [
        "individus : colonne « zone_residence » : zone_residence se donne dans la table des foyers"
    ]
    texte = pyarrow.array(["12,5"] * individus.num_rows)
    assert lignes(change(individus, "c2s_salaires", texte), foyers) == [
        "individus : colonne « c2s_salaires » : c2s_salaires : nombre attendu, type string reçu"
    ]
    assert lignes(individus, foyers, outputs=["c2s_droits"], period="2026-13") == [
        "période : « 2026-13 » : le mois va de 01 à 12",
        "résultats : variable inconnue « c2s_droits » ; vouliez-vous dire « c2s_droit » ?",
    ]
    assert lignes(individus, foyers, keep=["poids", "poid"]) == [
        "colonnes gardées : colonne absente « poid » ; vouliez-vous dire « poids » ?"
    ]
    assert lignes(individus.append_column("c2s_salaires@2026-04-01", individus["c2s_salaires"]), foyers) == [
        "individus : colonne « c2s_salaires@2026-04-01 » : « c2s_salaires » donne déjà c2s_salaires pour 2026-04-01"
    ]
    assert "la colonne « foyer_role » manque" in lignes(individus.drop_columns(["foyer_role"]), foyers)[0]
    assert lignes(individus.drop_columns(["foyer_id"]), foyers)[0] == "individus : la colonne « foyer_id » manque"


def test_une_date_que_les_regles_ne_couvrent_pas(population):
    (ligne,) = lignes(*population, period="2018-04", outputs=["c2s_droit"])
    assert ligne == (
        "résultats : c2s_droit n'est pas calculé pour « 2018-04-01 » : les règles sont couvertes à partir du "
        "1er novembre 2019"
    )


def test_valeurs_refusees_lignes_nommees(population):
    individus, foyers = population
    salaires = individus["c2s_salaires"].to_numpy().copy()
    salaires[[2, 9]] = -1
    salaires[11] = numpy.nan
    assert lignes(change(individus, "c2s_salaires", pyarrow.array(salaires, from_pandas=False)), foyers) == [
        "individus : colonne « c2s_salaires » : ligne 12 : nombre fini attendu"
    ]
    salaires[11] = 0
    assert lignes(change(individus, "c2s_salaires", pyarrow.array(salaires)), foyers) == [
        "individus : colonne « c2s_salaires » : lignes 3 et 10 : « -1 » hors limites (de 0 à 10000000)"
    ]
    vide = pyarrow.array([None if rang == 4 else un for rang, un in enumerate(individus["date_naissance"].to_pylist())])
    assert lignes(change(individus, "date_naissance", vide), foyers) == [
        "individus : colonne « date_naissance » : ligne 5 : valeur vide"
    ]
    statut = foyers["statut_logement"].to_pylist()
    statut[7] = "locatair"
    assert lignes(individus, change(foyers, "statut_logement", pyarrow.array(statut))) == [
        "foyers : colonne « statut_logement » : ligne 8 : valeur inconnue « locatair » ; "
        "vouliez-vous dire « locataire » ?"
    ]


def test_foyers_refuses(population):
    individus, foyers = population
    assert lignes(individus, foyers.slice(2)) == [
        "individus : colonne « foyer_id » : 2 foyers absents de la table des foyers : « 100 », « 101 »"
    ]
    seul = individus.filter(pyarrow.compute.not_equal(individus["foyer_id"], 105))
    assert lignes(seul, foyers) == ["foyers : colonne « foyer_id » : 1 foyer sans personne : « 105 »"]
    assert (
        "lignes 1 et 301 : « 100 » est en double"
        in lignes(individus, pyarrow.concat_tables([foyers, foyers.slice(0, 1)]))[0]
    )
    double = pyarrow.concat_tables([individus, individus.slice(3, 1)])
    assert "est en double" in lignes(double, foyers)[0]
    roles = individus["foyer_role"].to_pylist()
    assert (
        "rôle inconnu « enfant »"
        in lignes(change(individus, "foyer_role", pyarrow.array(["enfant", *roles[1:]])), foyers)[0]
    )
    sans = ["personne_a_charge", *roles[1:]]
    assert "foyer sans demandeur" in lignes(change(individus, "foyer_role", pyarrow.array(sans)), foyers)[0]
    tous = pyarrow.array(["demandeur"] * individus.num_rows)
    assert "1 demandeur au plus par foyer" in lignes(change(individus, "foyer_role", tous), foyers)[0]


def test_les_lignes_d_un_fichier_en_desordre_sont_celles_du_fichier(tmp_path, population):
    individus, foyers = population
    salaires = individus["c2s_salaires"].to_numpy().copy()
    salaires[20] = -5
    melange = change(individus, "c2s_salaires", pyarrow.array(salaires))
    ordre = numpy.random.default_rng(8).permutation(melange.num_rows)
    pq.write_table(melange.take(ordre), tmp_path / "I.parquet")
    pq.write_table(foyers, tmp_path / "F.parquet")
    rang = int(numpy.flatnonzero(ordre == 20)[0]) + 1
    with pytest.raises(TableError, match=f"ligne {rang} : « -5 » hors limites"):
        calcule_les_fichiers(tmp_path)
    double = pyarrow.concat_tables([melange, melange.slice(3, 1)]).take(
        numpy.random.default_rng(8).permutation(melange.num_rows + 1)
    )
    pq.write_table(double, tmp_path / "I.parquet")
    with pytest.raises(TableError, match="« 10 » est en double"):
        calcule_les_fichiers(tmp_path)


@pytest.mark.parametrize(
    ("contenu", "message"),
    [
        ("date_naissance\n1980-01-01\n01/02/1980\n", "« date_naissance » : ligne 2 : « 01/02/1980 », date"),
        ("c2s_percoit_ass\noui\npeut-être\n", "« c2s_percoit_ass » : ligne 2 : « peut-être », true ou false"),
        ("individu_id,c2s_salaires\n1,\"12,5\"\n", "colonne « c2s_salaires » : ligne 1 : « 12,5 », nombre attendu"),
        ("individu_id,c2s_salaires\n1\n", "ligne 1 : 2 valeurs attendues, 1 reçues"),
        ("individu_id;c2s_salaires\n1;2\n", "colonnes séparées par « ; »"),
        ("", "fichier vide"),
    ],
)  # fmt: skip
def test_csv_refuses(tmp_path, contenu, message):
    (tmp_path / "I.csv").write_text(contenu, encoding="utf-8")
    with pytest.raises(TableError) as erreur:
        simulate(tmp_path / "I.csv", period=PERIODE, outputs=["age"], output=tmp_path / "O.csv")
    assert message in str(erreur.value)


def test_fichiers_absents_ou_illisibles(tmp_path):
    with pytest.raises(TableError, match=r"I\.parquet : fichier absent"):
        simulate(tmp_path / "I.parquet", period=PERIODE, outputs=["age"], output=tmp_path / "O.parquet")
    (tmp_path / "I.parquet").write_bytes(b"PAR2")
    with pytest.raises(TableError, match="pas un fichier Parquet lisible"):
        simulate(tmp_path / "I.parquet", period=PERIODE, outputs=["age"], output=tmp_path / "O.parquet")
    with pytest.raises(TableError, match=r"fichier \.parquet ou \.csv"):
        simulate({"age": [1]}, period=PERIODE, outputs=["age"], output=tmp_path / "O.xlsx")


def test_la_commande(fichiers, attendu):
    commande = [
        sys.executable, "-m", "openfisca_cpam.cli", "simulate", "--individus", str(fichiers / "I.parquet"),
        "--foyers", str(fichiers / "F.parquet"), "--period", PERIODE, "--keep", "poids",
    ]  # fmt: skip
    fait = subprocess.run(
        [*commande, "--output", str(fichiers / "O.parquet"), *SORTIES], capture_output=True, text=True, check=False
    )
    assert (fait.returncode, "Traceback" in fait.stderr) == (0, False)
    assert "valeur par défaut pour" in fait.stdout and "c2s_retraites" in fait.stdout
    assert "personnes" in fait.stderr and "/s" in fait.stderr
    assert lus(pq.read_table(fichiers / "O.parquet")) == attendu
    refus = subprocess.run(
        [*commande, "--output", "x.parquet", "c2s_droi"], capture_output=True, text=True, check=False
    )
    assert refus.returncode == 2
    assert refus.stderr == "résultats : variable inconnue « c2s_droi » ; vouliez-vous dire « c2s_droit » ?\n"


def test_rien_de_lourd_n_est_importe_avant_d_etre_utile():
    code = (
        "import sys, openfisca_cpam.population, openfisca_cpam.cli.simulate\n"
        "print([m for m in ('pyarrow', 'pandas', 'dask') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_grandes_tailles_en_memoire_bornee(tmp_path):
    """Ten times the households take no more memory than what a task holds."""
    code = (
        "import resource, sys; from openfisca_cpam.population import simulate\n"
        "I, O = (f'{sys.argv[1]}/{name}.parquet' for name in 'IO')\n"
        "simulate(I, period='2026-04', outputs=['age'], output=O, block=5000)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    pics = []
    for nombre in (20_000, 1_500_000):
        dossier = tmp_path / str(nombre)
        dossier.mkdir()
        jours = numpy.datetime64("1950-01-01") + numpy.arange(nombre) % 20_000
        pq.write_table(
            pyarrow.table({"individu_id": numpy.arange(nombre), "date_naissance": jours}), dossier / "I.parquet"
        )
        fait = subprocess.run([sys.executable, "-c", code, str(dossier)], capture_output=True, text=True, check=True)
        pics.append(int(fait.stdout) / 1024)
    assert pics[1] - pics[0] < 150, pics


def test_une_lecture_reprend_ou_elle_s_arrete(tmp_path):
    """Whatever the ranges asked in turn: within a row group, across two, further, back, past the end."""
    from openfisca_cpam.population.source import Lecture

    path = tmp_path / "rangs.parquet"
    pq.write_table(pyarrow.table({"rang": range(100)}), path, row_group_size=30)
    lecture = Lecture(path)
    for start, stop in ((0, 10), (10, 35), (35, 61), (95, 100), (20, 20), (20, 31), (31, 32), (0, 100), (90, 120)):
        rows = [one for batch in lecture.read(start, stop) for one in batch.column(0).to_pylist()]
        assert rows == list(range(start, min(stop, 100))), (start, stop)


# Files that give the bounds of their row groups


@pytest.fixture
def par_groupes(tmp_path, population):
    """Writes tables whose row groups are short, and whose tasks are of one or two of them."""

    def ecrit(individus, foyers, taille=47, autre=31):
        pq.write_table(individus, tmp_path / "I.parquet", row_group_size=taille)
        pq.write_table(foyers, tmp_path / "F.parquet", row_group_size=autre)
        return tmp_path

    return ecrit


@pytest.fixture
def taches_courtes(monkeypatch):
    from openfisca_cpam.population import source

    taches = source.Parquet.tasks
    monkeypatch.setattr(source.Parquet, "tasks", lambda self: taches(self, 90))
    return lambda dossier: source.Parquet(dossier / "I.parquet", dossier / "F.parquet").tasks()


@pytest.mark.parametrize(("taille", "autre"), [(47, 31), (90, 300), (53, 7), (1, 1)])
def test_les_taches_se_lisent_dans_les_bornes(
    population, par_groupes, taches_courtes, attendu, monkeypatch, taille, autre
):
    from openfisca_cpam.population import source

    dossier = par_groupes(*population, taille, autre)
    lues = source.Parquet(dossier / "I.parquet", dossier / "F.parquet")._tasks_read(90)
    monkeypatch.setattr(source.Parquet, "_tasks_read", lambda *_: pytest.fail("les identifiants sont relus"))
    assert taches_courtes(dossier) == lues
    assert len(lues) > 5
    for processus in (1, 2):
        assert lus(pq.read_table(calcule_les_fichiers(dossier, workers=processus, fresh=True).path)) == attendu


def test_une_colonne_gardee_peut_etre_une_liste(population, par_groupes, taches_courtes, attendu):
    individus, foyers = population
    listes = pyarrow.array([[{"a": rang, "b": -rang}] for rang in range(individus.num_rows)])
    dossier = par_groupes(individus.add_column(0, "strates", listes), foyers)
    assert len(taches_courtes(dossier)) > 5
    calcul = simulate(
        dossier / "I.parquet", dossier / "F.parquet", period=PERIODE, outputs=SORTIES, keep=["poids", "strates"],
        output=dossier / "O.parquet",
    )  # fmt: skip
    resultat = pq.read_table(calcul.path)
    assert resultat["strates"].to_pylist() == listes.to_pylist()
    assert lus(resultat.drop_columns(["strates"])) == attendu


def test_des_numeros_qui_se_suivent_sans_trou_ou_avec(population, par_groupes, taches_courtes, attendu):
    individus, foyers = population
    troues = [change(une, "foyer_id", pyarrow.array(une["foyer_id"].to_numpy() ** 2)) for une in (individus, foyers)]
    assert taches_courtes(par_groupes(*troues)) == taches_courtes(par_groupes(individus, foyers))
    resultat = lus(pq.read_table(calcule_les_fichiers(par_groupes(*troues)).path))
    assert resultat["c2s_droit"] == attendu["c2s_droit"]


def _deux_echanges(table, premier, second):
    ordre = numpy.arange(table.num_rows)
    ordre[[premier, second]] = ordre[[second, premier]]
    return table.take(ordre)


@pytest.mark.parametrize("desordre", ["personnes", "foyers", "numéros de personnes"])
@pytest.mark.parametrize("processus", [1, 2])
def test_un_desordre_vu_a_la_lecture_se_range(population, par_groupes, taches_courtes, attendu, desordre, processus):
    """The bounds of the row groups say nothing of two rows exchanged inside one."""
    individus, foyers = population
    if desordre == "foyers":
        foyers = _deux_echanges(foyers, 33, 35)
    elif desordre == "personnes":
        changes = numpy.flatnonzero(numpy.diff(individus["foyer_id"].to_numpy()))
        premier = int(changes[changes > 50][0])
        individus = _deux_echanges(individus, premier, premier + 1)
    else:
        numeros = individus["individu_id"].to_numpy().copy()
        numeros[[60, 61]] = numeros[[61, 60]]
        individus = change(individus, "individu_id", pyarrow.array(numeros))
    dossier = par_groupes(individus, foyers)
    taches_courtes(dossier)
    calcul = calcule_les_fichiers(dossier, workers=processus)
    resultat = pq.read_table(calcul.path)
    assert resultat.num_rows == len(attendu["c2s_droit"])
    if desordre != "numéros de personnes":
        numeros = resultat["individu_id"].to_numpy()
        rang = numpy.argsort(numeros)
        range_attendu = {nom: valeurs for nom, valeurs in attendu.items() if nom in SORTIES}
        assert {nom: lus(resultat.take(rang))[nom] for nom in range_attendu} == range_attendu
    assert not list(dossier.glob("*.morceaux"))


@pytest.mark.parametrize(
    ("gate", "message"),
    [
        (lambda i, f: (i, f.filter(pyarrow.compute.not_equal(f["foyer_id"], 260))), "1 foyer absent de la table"),
        (lambda i, f: (i.filter(pyarrow.compute.not_equal(i["foyer_id"], 260)), f), "1 foyer sans personne : « 260 »"),
        (lambda i, f: (i, pyarrow.concat_tables([f.slice(0, 40), f.slice(39)])), "est en double"),
        (lambda i, f: (pyarrow.concat_tables([i.slice(0, 60), i.slice(59)]), f), "est en double"),
        (lambda i, f: (i.slice(0, i.num_rows - 9), f), "sans personne"),
    ],
)
@pytest.mark.parametrize("processus", [1, 2])
def test_une_faute_vue_a_la_lecture_est_dite(population, par_groupes, taches_courtes, gate, message, processus):
    dossier = par_groupes(*gate(*population))
    with pytest.raises(TableError, match=message):
        calcule_les_fichiers(dossier, workers=processus)
    assert not (dossier / "O.parquet").exists()


def test_un_identifiant_vide_est_vu_avant_tout_calcul(population, par_groupes, taches_courtes, monkeypatch):
    from openfisca_cpam.population import run

    individus, foyers = population
    numeros = individus["foyer_id"].to_pylist()
    numeros[70] = None
    monkeypatch.setattr(run, "run_task", lambda *_: pytest.fail("calculé"))
    with pytest.raises(TableError, match="ligne 71 : identifiant vide"):
        calcule_les_fichiers(par_groupes(change(individus, "foyer_id", pyarrow.array(numeros)), foyers))


def test_une_reforme_de_fichiers_dont_le_desordre_se_voit_a_la_lecture(population, par_groupes, taches_courtes):
    from openfisca_cpam.population.cout import Loi, cout

    individus, foyers = population
    resultats = []
    for rangs in (numpy.arange(foyers.num_rows), numpy.r_[0:33, 34, 33, 35 : foyers.num_rows]):
        dossier = par_groupes(individus, foyers.take(rangs))
        calcul = cout(
            dossier / "I.parquet",
            dossier / "F.parquet",
            reform=Loi(),
            period=PERIODE,
            mesures_par_payeur={"menages": "12 * c2s_participation_mensuelle"},
            weight="poids",
        )
        resultats.append((calcul.personnes, [(une.groupe, round(une.avant, 6)) for une in calcul.lignes]))
    assert resultats[0] == resultats[1]


def test_les_fautes_d_un_autre_processus_restent_des_phrases(fichiers, population, monkeypatch):
    individus, _ = population
    salaires = individus["c2s_salaires"].to_numpy().copy()
    salaires[[20, -1]] = -5
    faux = change(individus, "c2s_salaires", pyarrow.array(salaires))
    with pytest.raises(TableError) as faute:
        simulate(faux, population[1], period=PERIODE, outputs=SORTIES, keep=["poids"], workers=2)
    assert all(ligne.startswith("individus : colonne « c2s_salaires » : ligne ") for ligne in faute.value.lines)
