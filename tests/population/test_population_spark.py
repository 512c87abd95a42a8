"""Spark's ``mapInArrow`` gives what ``simulate`` gives; households are kept whole by their key."""

import importlib.util
import shutil
import sys

import pytest

pyarrow = pytest.importorskip("pyarrow", reason="l'extra « tables » n'est pas installé")

from openfisca_cpam.population import batches, simulate  # noqa: E402
from openfisca_cpam.population.stream import ddl, plain  # noqa: E402

from .conftest import PERIODE, tire  # noqa: E402

SORTIES = ["c2s_droit", "c2s_motif", "c2s_ressources_personne", "c2s_effet_date"]

pytestmark = [
    pytest.mark.complet,
    pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark n'est pas installé"),
    pytest.mark.skipif(shutil.which("java") is None, reason="java n'est pas sur la machine"),
]


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as environment:
        # Spark's workers are this Python, not the first of the machine.
        environment.setenv("PYSPARK_PYTHON", sys.executable)
        environment.setenv("PYSPARK_DRIVER_PYTHON", sys.executable)
        yield from _session(SparkSession)


def _session(SparkSession):
    session = (
        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4").config("spark.driver.bindAddress", "127.0.0.1").getOrCreate()
    )  # fmt: skip
    yield session
    session.stop()


def test_map_in_arrow_donne_les_memes_resultats(spark, systeme):
    individus, foyers = tire(250)
    attendu = simulate(individus, foyers, period=PERIODE, outputs=SORTIES, keep=["poids"]).table
    joint = individus.append_column(
        "statut_logement", foyers.column("statut_logement").take(pyarrow.array(individus["foyer_id"].to_numpy() - 100))
    )
    demande = {"period": PERIODE, "outputs": SORTIES}
    cadre = spark.createDataFrame(plain(joint))
    resultats = (
        cadre.repartition(4, "foyer_id").sortWithinPartitions("foyer_id")
        .mapInArrow(batches(**demande), ddl(systeme, SORTIES, joint.schema))
    )  # fmt: skip
    lus = {ligne["individu_id"]: ligne.asDict() for ligne in resultats.collect()}
    assert len(lus) == individus.num_rows
    for ligne in attendu.to_pylist():
        assert {nom: lus[ligne["individu_id"]][nom] for nom in SORTIES} == {nom: ligne[nom] for nom in SORTIES}
