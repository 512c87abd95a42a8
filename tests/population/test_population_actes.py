"""Claims: what comes out is what acts handled one by one give, and what the dossier's caps give by hand."""

import os
import signal
import subprocess
import sys
from datetime import date, timedelta

import numpy
import pytest

pyarrow = pytest.importorskip("pyarrow", reason="l'extra « tables » n'est pas installé")
pq = pytest.importorskip("pyarrow.parquet")
pyarrow_csv = pytest.importorskip("pyarrow.csv")

from openfisca_core.simulation_builder import SimulationBuilder  # noqa: E402

from openfisca_cpam.population import TableError, simulate_actes  # noqa: E402

SORTIES = [
    "franchise_transport_retenue", "franchise_acte_paramedical_retenue", "franchise_medicament_retenue",
    "participation_retenue", "transport_versement",
]  # fmt: skip
NAISSANCE = date(1960, 3, 2)


def table(actes: list[dict]) -> pyarrow.Table:
    """Claims with a few usual columns filled in."""
    noms = dict.fromkeys(nom for acte in actes for nom in acte)
    defauts = {
        "transport_mode": "aucun", "transport_objet": "autre_soin", "transport_prix_trajet": 0.0,
        "transport_aller_retour": False, "transport_deficience_referentiel": True, "transport_distance_aller": 10.0,
        "franchise_medicament_remboursement": 0.0, "franchise_acte_paramedical_remboursement": 0.0,
        "soins_nature": "aucun", "soins_tarif": 0.0, "transport_prescription_date": date(1970, 1, 1),
        "soins_nombre_actes": 1, "franchise_medicament_nombre_boites": 0, "franchise_acte_paramedical_nombre": 0,
    }  # fmt: skip
    return pyarrow.table({nom: [acte.get(nom, defauts.get(nom)) for acte in actes] for nom in noms})


def personnes(*ids, naissance=NAISSANCE):
    return pyarrow.table({"individu_id": list(ids), "date_naissance": [naissance] * len(ids)})


def taxi(personne, jour, **autres):
    """A return trip to a stay at hospital, 40 € each way: 65 or 55 % reimbursed, two trips liable to the franchise."""
    return {
        "individu_id": personne, "date": jour, "transport_mode": "taxi", "transport_objet": "hospitalisation",
        "transport_prix_trajet": 40.0, "transport_aller_retour": True, "transport_deficience_referentiel": True,
        "transport_prescription_date": jour - timedelta(days=3), "transport_distance_aller": 10.0,
    } | autres  # fmt: skip


def boites(personne, jour, nombre):
    return {
        "individu_id": personne,
        "date": jour,
        "franchise_medicament_nombre_boites": nombre,
        "franchise_medicament_remboursement": 500.0,
    }


def seance(personne, jour, nombre=1):
    return {
        "individu_id": personne,
        "date": jour,
        "franchise_acte_paramedical_nombre": nombre,
        "franchise_acte_paramedical_remboursement": 100.0,
    }


def colonne(calcul, nom):
    return calcul.table.column(nom).to_pylist()


def test_le_plafond_du_jour_des_transports_court_d_un_acte_a_l_autre():
    """D. 160-11: 8 € a day since 31 March 2024. Three single trips at 4 € on the same day: 4, 4, then nothing.

    The next day starts again; another person too. The rows are given in another order; ``ordre`` says which is first.
    """
    jour = date(2026, 4, 14)
    un = {"transport_aller_retour": False}
    actes = table(
        [
            taxi("a", jour, ordre=3, **un), taxi("a", jour + timedelta(days=1), ordre=1, **un),
            taxi("b", jour, ordre=1, **un), taxi("a", jour, ordre=1, **un), taxi("a", jour, ordre=2, **un),
        ]
    )  # fmt: skip
    calcul = simulate_actes(actes, personnes("a", "b"), outputs=["franchise_transport_retenue"])
    assert colonne(calcul, "franchise_transport_retenue") == [0, 4, 4, 4, 4]
    assert colonne(calcul, "individu_id") == ["a", "a", "b", "a", "a"]


def test_le_plafond_du_jour_des_actes_paramedicaux():
    """D. 160-11: 4 € a day since 31 March 2024 (2 € before), 1 € an act (0.50 € before).

    2024-03-30: three acts then two: 1.50, then 0.50 of the 2 € left. 2024-03-31: three then two: 3, then 1.
    """
    veille, jour = date(2024, 3, 30), date(2024, 3, 31)
    actes = table([seance("a", veille, 3), seance("a", veille, 2), seance("a", jour, 3), seance("a", jour, 2)])
    calcul = simulate_actes(actes, personnes("a"), outputs=["franchise_acte_paramedical_retenue"])
    assert colonne(calcul, "franchise_acte_paramedical_retenue") == [1.5, 0.5, 3, 1]


def test_le_plafond_de_l_annee_civile():
    """D. 160-10: 50 € a civil year. Forty boxes at 1 € on 30 December, eleven on the 31st, five on 1 January.

    40, then 10 of the 11, then 5 of the new year.
    """
    actes = table(
        [boites("a", date(2026, 1, 1), 5), boites("a", date(2025, 12, 31), 11), boites("a", date(2025, 12, 30), 40)]
    )
    calcul = simulate_actes(actes, personnes("a"), outputs=["franchise_medicament_retenue"])
    assert colonne(calcul, "franchise_medicament_retenue") == [5, 10, 40]


def test_le_plafond_est_commun_aux_trois_franchises():
    """Forty-five boxes, then on the same day a return trip of two franchises at 4 €: 45, then 5 of the 8 €."""
    jour = date(2026, 4, 14)
    actes = table([boites("a", jour - timedelta(days=1), 45), taxi("a", jour)])
    calcul = simulate_actes(actes, personnes("a"), outputs=SORTIES)
    assert colonne(calcul, "franchise_medicament_retenue") == [45, 0]
    assert colonne(calcul, "franchise_transport_retenue") == [0, 5]
    # 80 € × 55 % = 44 €, less 5 €.
    assert colonne(calcul, "transport_versement") == [0, 39]


def test_la_date_du_remboursement_fixe_l_ordre_et_l_annee():
    """D. 160-10: the year is that of the reimbursement. Care of December reimbursed in January counts in January."""
    actes = pyarrow.table(
        {
            "individu_id": ["a", "a", "a"],
            "date": [date(2025, 12, 20), date(2025, 12, 28), date(2026, 1, 5)],
            "franchises_remboursement_date": [date(2026, 1, 10), date(2025, 12, 29), date(2026, 1, 6)],
            "franchise_medicament_nombre_boites": [40, 30, 20],
            "franchise_medicament_remboursement": [500.0] * 3,
        }
    )
    calcul = simulate_actes(actes, personnes("a"), outputs=["franchise_medicament_retenue"])
    # 2025: 30. 2026, in the order of reimbursement: 20 on the 6th, then 30 of the 40 on the 10th.
    assert colonne(calcul, "franchise_medicament_retenue") == [30, 30, 20]


def consultation(personne, jour, **autres):
    return {
        "individu_id": personne,
        "date": jour,
        "soins_nature": "medecin",
        "soins_tarif": 30.0,
    } | autres


def test_les_participations_d_un_meme_professionnel():
    """D. 160-8: four a day with one professional. Three consultations then two with the same, one with another."""
    jour = date(2026, 4, 14)
    meme = {"soins_meme_professionnel": True}
    actes = table(
        [
            consultation("a", jour, soins_nombre_actes=3, professionnel_id="p", **meme),
            consultation("a", jour, soins_nombre_actes=2, professionnel_id="p", **meme),
            consultation("a", jour, soins_nombre_actes=1, professionnel_id="q", **meme),
        ]
    )
    calcul = simulate_actes(actes, personnes("a"), outputs=["participation_retenue"])
    # 2 € an act: 6, then 2 (one act left of the four), then 2.
    assert colonne(calcul, "participation_retenue") == [6, 2, 2]


def test_le_nombre_annuel_des_participations():
    """D. 160-6: twenty-five a year since 2025. Twenty-four on distinct days, then two on one day: one is left."""
    actes = [consultation("a", date(2026, 1, 1) + timedelta(days=rang), soins_nombre_actes=1) for rang in range(24)]
    actes.append(consultation("a", date(2026, 3, 1), soins_nombre_actes=2))
    calcul = simulate_actes(table(actes), personnes("a"), outputs=["participation_retenue"])
    assert colonne(calcul, "participation_retenue") == [2] * 24 + [2]
    assert sum(colonne(calcul, "participation_retenue")) == 50


def au_hasard(graine: int, personnes_nombre: int, actes_nombre: int) -> pyarrow.Table:
    """Acts over the days around every change of amount and of year."""
    hasard = numpy.random.default_rng(graine)
    jours = [
        date(2024, 3, 30), date(2024, 3, 31), date(2024, 5, 14), date(2024, 5, 15), date(2024, 12, 31),
        date(2025, 1, 1), date(2025, 6, 2), date(2025, 12, 30),
    ]  # fmt: skip
    actes = []
    for _ in range(actes_nombre):
        qui, jour = int(hasard.integers(personnes_nombre)), jours[hasard.integers(len(jours))]
        genre = hasard.integers(4)
        if genre == 0:
            actes.append(taxi(qui, jour, transport_aller_retour=bool(hasard.integers(2))))
        elif genre == 1:
            actes.append(boites(qui, jour, int(hasard.integers(1, 30))))
        elif genre == 2:
            actes.append(seance(qui, jour, int(hasard.integers(1, 5))))
        else:
            actes.append(consultation(qui, jour, soins_nombre_actes=int(hasard.integers(1, 12))))
    return table(actes)


def un_par_un(systeme, actes: pyarrow.Table, noms: list[str]) -> dict[str, list]:
    """Each act alone in a simulation, what was withheld before given by hand."""
    lignes = actes.to_pylist()
    resultats = {nom: [None] * len(lignes) for nom in noms}
    jour_de, annee_de = {}, {}
    for rang in sorted(range(len(lignes)), key=lambda un: (lignes[un]["date"], un)):
        acte = dict(lignes[rang])
        qui, quand = acte.pop("individu_id"), acte.pop("date")
        jour = jour_de.setdefault((qui, quand), {"transport": 0.0, "acte": 0.0})
        annee = annee_de.setdefault((qui, quand.year), {"nombre": 0, "montant": 0.0, "franchises": 0.0})
        acte |= {
            "franchise_transport_deja_retenue_jour": jour["transport"],
            "franchise_acte_paramedical_deja_retenue_jour": jour["acte"],
            "participation_nombre_deja_annee": annee["nombre"],
            "participation_montant_deja_annee": annee["montant"],
            "franchises_deja_retenues_annee": annee["franchises"],
        }
        personne = {"date_naissance": {"ETERNITY": str(NAISSANCE)}}
        for nom, valeur in acte.items():
            personne[nom] = {str(quand): str(valeur) if isinstance(valeur, date) else valeur}
        simulation = SimulationBuilder().build_from_dict(
            systeme, {"individus": {"x": personne}, "foyers": {"f": {"demandeur": ["x"]}}}
        )

        def lu(nom, simulation=simulation, quand=quand):
            return simulation.calculate(nom, str(quand))[0].item()

        for nom in noms:
            resultats[nom][rang] = lu(nom)
        jour["transport"] += lu("franchise_transport_due")
        jour["acte"] += lu("franchise_acte_paramedical_due")
        annee["nombre"] += lu("participation_nombre_du")
        annee["montant"] += lu("participation_retenue")
        annee["franchises"] += lu("franchises_retenues_jour")
    return resultats


@pytest.fixture(scope="module")
def actes():
    return au_hasard(11, 6, 160)


@pytest.fixture(scope="module")
def attendu(systeme, actes):
    return un_par_un(systeme, actes, SORTIES)


def lus(lue, noms=SORTIES):
    return {nom: lue.column(nom).to_pylist() for nom in noms}


def test_comme_si_les_actes_etaient_traites_un_par_un(actes, attendu):
    calcul = simulate_actes(actes, personnes(*range(6)), outputs=SORTIES)
    assert lus(calcul.table) == attendu
    # Some caps are reached, some are not: the draw says something.
    assert {0.0, 50.0} <= set(attendu["franchise_medicament_retenue"]) | {50.0}
    assert 0 < sum(valeur == 0 for valeur in attendu["participation_retenue"]) < len(actes)
    par_annee = {}
    for acte, *retenues in zip(actes.to_pylist(), *(attendu[nom] for nom in SORTIES[:3]), strict=True):
        cle = (acte["individu_id"], acte["date"].year)
        par_annee[cle] = par_annee.get(cle, 0) + sum(retenues)
    assert max(par_annee.values()) == 50


def test_les_lignes_melangees_donnent_les_memes_sommes(actes, attendu):
    """Within a day the order of the rows counts; the totals of a person and a day do not change."""
    ordre = numpy.random.default_rng(2).permutation(actes.num_rows)
    numerotes = actes.append_column("ordre", pyarrow.array(numpy.arange(actes.num_rows)))
    calcul = simulate_actes(numerotes.take(ordre), personnes(*range(6)), outputs=SORTIES)
    assert lus(calcul.table) == {nom: [valeurs[rang] for rang in ordre] for nom, valeurs in attendu.items()}


def test_de_fichier_a_fichier_par_paquets_et_repris(tmp_path, actes, attendu, monkeypatch):
    from openfisca_cpam.population import actes as module

    monkeypatch.setattr(module, "ACTES_PAR_PAQUET", 60)
    pq.write_table(actes.append_column("acte_id", pyarrow.array(numpy.arange(actes.num_rows))), tmp_path / "A.parquet")
    pq.write_table(personnes(*range(6)), tmp_path / "I.parquet")
    calcule, faits = module._bucket, []

    def tombe(*tout):
        if len(faits) == 1:
            raise KeyboardInterrupt
        faits.append(tout[1])
        return calcule(*tout)

    chemins = tmp_path / "A.parquet", tmp_path / "I.parquet"
    monkeypatch.setattr(module, "_bucket", tombe)
    with pytest.raises(KeyboardInterrupt):
        simulate_actes(*chemins, outputs=SORTIES, output=tmp_path / "O.parquet")
    assert not (tmp_path / "O.parquet").exists()
    monkeypatch.setattr(module, "_bucket", calcule)
    calcul = simulate_actes(*chemins, outputs=SORTIES, output=tmp_path / "O.parquet")
    assert calcul.resumed > 0
    lue = pq.read_table(tmp_path / "O.parquet")
    rangs = lue.column("acte_id").to_pylist()
    assert sorted(rangs) == list(range(actes.num_rows))
    assert lus(lue) == {nom: [valeurs[rang] for rang in rangs] for nom, valeurs in attendu.items()}
    assert not list(tmp_path.glob("*.morceaux"))


@pytest.fixture
def paquets(tmp_path, actes, monkeypatch):
    """The same acts in files, shared out in several buckets."""
    from openfisca_cpam.population import actes as module

    monkeypatch.setattr(module, "ACTES_PAR_PAQUET", 40)
    pq.write_table(actes.append_column("acte_id", pyarrow.array(numpy.arange(actes.num_rows))), tmp_path / "A.parquet")
    pq.write_table(personnes(*range(6)), tmp_path / "I.parquet")
    return tmp_path / "A.parquet", tmp_path / "I.parquet"


def test_deux_processus_se_partagent_les_paquets(paquets, actes, attendu, monkeypatch):
    from openfisca_cpam.population import actes as module

    calcule, ici = module._bucket, []

    def note(job, rang, *autres):
        ici.append(rang)
        return calcule(job, rang, *autres)

    note.__module__, note.__qualname__ = module.__name__, "_bucket"  # l'autre processus a la sienne
    monkeypatch.setattr(module, "_bucket", note)
    calcul = simulate_actes(*paquets, outputs=SORTIES, workers=2)
    assert len(ici) < -(-actes.num_rows // 40)
    rangs = calcul.table.column("acte_id").to_pylist()
    assert sorted(rangs) == list(range(actes.num_rows))
    assert lus(calcul.table) == {nom: [valeurs[rang] for rang in rangs] for nom, valeurs in attendu.items()}


def _meurt():
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(("garde", "suite"), [(False, ""), (True, " ; la même commande reprend ce qui était fait")])
def test_un_processus_mort_est_dit_en_une_phrase(paquets, tmp_path, monkeypatch, garde, suite):
    from openfisca_cpam.population import processes

    monkeypatch.setattr(processes, "_nothing", _meurt)
    with pytest.raises(TableError) as faute:
        simulate_actes(*paquets, outputs=SORTIES, output=tmp_path / "O.parquet" if garde else None, workers=2)
    assert faute.value.lines == [f"un processus de calcul s'est arrêté (mémoire ?){suite}"]


def test_csv_et_centimes(tmp_path, actes, attendu):
    pyarrow_csv.write_csv(actes, tmp_path / "A.csv")
    pyarrow_csv.write_csv(personnes(*range(6)), tmp_path / "I.csv")
    simulate_actes(tmp_path / "A.csv", tmp_path / "I.csv", outputs=SORTIES, output=tmp_path / "O.csv")
    assert lus(pyarrow_csv.read_csv(tmp_path / "O.csv")) == attendu
    entiers = actes
    for rang, champ in enumerate(actes.schema):
        if pyarrow.types.is_floating(champ.type) and champ.name != "transport_distance_aller":
            montants = pyarrow.array([round(100 * un) for un in actes.column(champ.name).to_pylist()])
            entiers = entiers.set_column(rang, champ.name, montants)
    calcul = simulate_actes(entiers, personnes(*range(6)), outputs=SORTIES, cents=True)
    assert lus(calcul.table) == {nom: [round(100 * un) for un in valeurs] for nom, valeurs in attendu.items()}


def lignes(*tout, **options):
    with pytest.raises(TableError) as erreur:
        simulate_actes(*tout, **{"outputs": ["franchise_medicament_retenue"]} | options)
    return erreur.value.lines


def test_refus():
    jour = date(2026, 4, 14)
    deux = table([boites("a", jour, 1), boites("b", jour, 2)])
    assert lignes(deux, personnes("a")) == [
        "actes : colonne « individu_id » : ligne 2 : « b » n'est pas dans la table des individus"
    ]
    assert lignes(deux, personnes("a", "b", "a")) == [
        "individus : colonne « individu_id » : lignes 1 et 3 : « a » est en double"
    ]
    assert lignes(table([boites("a", jour, -1)])) == [
        "actes : colonne « franchise_medicament_nombre_boites » : ligne 1 : « -1 » hors limites (de 0 à 1000)"
    ]
    assert lignes(table([boites("a", date(2007, 12, 31), 1)])) == [
        "actes : colonne « date » : ligne 1 : les règles demandées sont couvertes à partir du 1er janvier 2008"
    ]
    assert lignes(deux.rename_columns(["individu_id", "dat", *deux.column_names[2:]]))[0] == (
        "actes : la colonne « date » manque ; vouliez-vous dire « dat » ?"
    )
    assert "c2s_droit est un résultat de foyer" in lignes(deux, outputs=["c2s_droit"])[0]
    assert (
        "vouliez-vous dire « franchise_medicament_retenue »" in lignes(deux, outputs=["franchise_medicament_retenu"])[0]
    )
    vide = pyarrow.table(
        {"individu_id": ["a", None], "date": [jour, jour], "franchise_medicament_nombre_boites": [1, 1]}
    )
    assert lignes(vide) == ["actes : colonne « individu_id » : ligne 2 : valeur vide"]


def test_la_commande(tmp_path, actes):
    pq.write_table(actes, tmp_path / "A.parquet")
    pq.write_table(personnes(*range(6)), tmp_path / "I.parquet")
    commande = [
        sys.executable, "-m", "openfisca_cpam.cli", "simulate", "--actes", str(tmp_path / "A.parquet"),
        "--individus", str(tmp_path / "I.parquet"), "--output", str(tmp_path / "O.parquet"), *SORTIES,
    ]  # fmt: skip
    fait = subprocess.run(commande, capture_output=True, text=True, check=False)
    assert (fait.returncode, "Traceback" in fait.stderr) == (0, False), fait.stderr
    assert fait.stdout.startswith(f"{actes.num_rows} actes, ") and "actes" in fait.stderr
    refus = subprocess.run([*commande, "--period", "2026-04"], capture_output=True, text=True, check=False)
    assert refus.returncode == 2 and "« --period » ne va pas avec « --actes »" in refus.stderr
