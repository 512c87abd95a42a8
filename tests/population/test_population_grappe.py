"""The same tasks on a Dask cluster: a worker killed during the run changes nothing."""

import functools
import os
import signal
import threading
import time

import pytest

pq = pytest.importorskip("pyarrow.parquet", reason="l'extra « tables » n'est pas installé")
distributed = pytest.importorskip("distributed", reason="l'extra « distributed » n'est pas installé")

from openfisca_cpam.population import TableError, simulate  # noqa: E402
from openfisca_cpam.population.run import law  # noqa: E402

from .conftest import PERIODE, tire  # noqa: E402

SORTIES = ["c2s_droit", "c2s_motif", "c2s_ressources_personne"]


def loi_lente():
    """The law after a while, once a task: the run lasts long enough for a worker to die in it."""
    time.sleep(0.4)
    return law()


@pytest.fixture(scope="module")
def grappe():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster


@pytest.fixture
def fichiers(tmp_path, monkeypatch):
    from openfisca_cpam.population import source

    individus, foyers = tire(400)
    pq.write_table(individus, tmp_path / "I.parquet", row_group_size=100)
    pq.write_table(foyers, tmp_path / "F.parquet")
    monkeypatch.setattr(source.Parquet, "tasks", functools.partialmethod(source.Parquet.tasks, 50))
    return tmp_path


def test_un_ouvrier_tue_pendant_le_calcul(grappe, fichiers):
    demande = {"period": PERIODE, "outputs": SORTIES, "keep": ["poids"]}
    attendu = simulate(pq.read_table(fichiers / "I.parquet"), pq.read_table(fichiers / "F.parquet"), **demande).table
    with distributed.Client(grappe) as client:
        avant = set(client.scheduler_info()["workers"])
        avances = []

        def tue():
            while len(avances) < 3:
                time.sleep(0.01)
            victime = next(iter(grappe.workers.values()))
            os.kill(victime.process.pid, signal.SIGKILL)

        fil = threading.Thread(target=tue)
        fil.start()
        calcul = simulate(
            fichiers / "I.parquet", fichiers / "F.parquet", output=fichiers / "O.parquet", system=loi_lente,
            scheduler=grappe.scheduler_address, progress=lambda fait, total: avances.append(fait), **demande,
        )  # fmt: skip
        fil.join()
        # It did die: the nanny has given another worker in its place, or none yet.
        assert set(client.scheduler_info()["workers"]) != avant
    assert len(avances) > 10 and avances[-1] == attendu.num_rows
    assert pq.read_table(calcul.path).equals(attendu.cast(pq.read_schema(calcul.path)))


def test_un_ordonnanceur_qui_ne_repond_pas(fichiers):
    with pytest.raises(TableError, match=r"rien ne répond à « tcp://127\.0\.0\.1:9 »"):
        simulate(
            fichiers / "I.parquet", fichiers / "F.parquet", period=PERIODE, outputs=SORTIES, keep=["poids"],
            output=fichiers / "O.parquet", scheduler="tcp://127.0.0.1:9",
        )  # fmt: skip
