"""Columns as Arrow: the same results as JSON, the same guard, streams that cannot hurt."""

import io
from datetime import date

import pytest

pyarrow = pytest.importorskip("pyarrow", reason="pyarrow n'est pas installé")

from pyarrow import ipc  # noqa: E402

from openfisca_cpam.web import arrow  # noqa: E402
from openfisca_cpam.web.application import application  # noqa: E402
from openfisca_cpam.web.limits import Limits  # noqa: E402

DAY = "2026-04-14"
ARROW = "application/vnd.apache.arrow.stream"
ADDRESS = (
    f"/calculate/columns?period={DAY}&output=transport_versement,transport_motif&output=transport_demande_date_limite"
)
COLUMNS = {
    "transport_mode": ["vsl", "taxi", "aucun"],
    "transport_objet": ["hospitalisation"] * 3,
    "transport_prescription_date": ["2026-04-01"] * 3,
    "transport_prix_trajet": [40.0, 60, 0],
    "beneficiaire_c2s": [False, True, False],
}


@pytest.fixture(scope="module")
def client(systeme):
    return application(systeme).test_client()


def stream(columns: dict, **options) -> bytes:
    table = columns if isinstance(columns, pyarrow.Table) else pyarrow.table(columns)
    sink = io.BytesIO()
    with ipc.new_stream(sink, table.schema, options=ipc.IpcWriteOptions(**options)) as writer:
        writer.write_table(table)
    return sink.getvalue()


def post(client, columns, address: str = ADDRESS, **headers):
    body = columns if isinstance(columns, bytes) else stream(columns)
    return client.post(address, data=body, content_type=ARROW, headers=headers)


def test_arrow_in_and_out_is_json_in_and_out(client):
    names = ["transport_versement", "transport_motif", "transport_demande_date_limite"]
    expected = client.post("/calculate/columns", json={"period": DAY, "individus": COLUMNS, "output": names}).get_json()
    assert post(client, COLUMNS).get_json() == expected
    answer = post(client, COLUMNS, Accept=ARROW)
    assert answer.mimetype == ARROW
    table = ipc.open_stream(answer.data).read_all()
    assert table.schema.metadata[b"period"] == DAY.encode()
    assert table.column_names == names
    assert table["transport_versement"].to_pylist() == [18.0, 33.0, 0.0]
    assert table["transport_motif"].to_pylist() == expected["individus"]["transport_motif"]
    assert table["transport_demande_date_limite"].to_pylist() == [
        date(2028, 6, 30),
        date(2028, 6, 30),
        date(1970, 1, 1),
    ]


def test_types_of_arrow(client):
    columns = {
        **COLUMNS,
        "transport_mode": pyarrow.array(COLUMNS["transport_mode"]).dictionary_encode(),
        "transport_prescription_date": pyarrow.array([date(2026, 4, 1)] * 3),
        "transport_prix_trajet": pyarrow.array([40, 60, 0], pyarrow.float32()),
    }
    assert post(client, columns).get_json()["individus"]["transport_versement"] == [18.0, 33.0, 0.0]


def test_households(client):
    columns = {
        "foyer": [7, 8, 7],
        "role": ["demandeur", "demandeur", "personne_a_charge"],
        "date_naissance": ["1980-01-01", "1990-01-01", "2015-01-01"],
    }
    address = f"/calculate/columns?period={DAY}&output=foyer_nombre_personnes"
    assert post(client, columns, address).get_json()["foyers"] == {"foyer_nombre_personnes": [2, 1]}
    table = ipc.open_stream(post(client, columns, address, Accept=ARROW).data).read_all()
    assert table["foyer_nombre_personnes"].to_pylist() == [2, 1, 2]


def test_a_value_of_the_household_stands_on_each_of_its_rows(client, systeme):
    name = next(
        name
        for name, one in systeme.variables.items()
        if one.entity.key == "foyer" and not one.formulas and one.value_type is bool
    )
    columns = {"foyer": ["a", "a"], "role": ["demandeur", "conjoint"], name: [True, True]}
    address = f"/calculate/columns?period={DAY}&output={name}"
    assert post(client, columns, address).get_json()["foyers"] == {name: [True]}
    error = post(client, {**columns, name: [True, False]}, address).get_json()["error"]
    assert error["mistakes"][0]["path"] == f"/foyers/{name}/1"


def test_details_stand_in_the_metadata(client):
    answer = post(client, COLUMNS, f"{ADDRESS}&details=true", Accept=ARROW)
    assert b"valeurs_par_defaut" in ipc.open_stream(answer.data).schema.metadata[b"details"]


def zeros(rows: int) -> pyarrow.Table:
    return pyarrow.table({"transport_prix_trajet": pyarrow.array([0.0]).take(pyarrow.array([0] * rows))})


def cut(body: bytes) -> bytes:
    return body[: len(body) // 2]


def scrambled(body: bytes) -> bytes:
    return bytes(byte ^ 0x55 if rank > 40 and rank % 7 == 0 else byte for rank, byte in enumerate(body))


WRONG = {
    "not Arrow": (b"not arrow at all", "Arrow IPC", 400),
    "nothing": (b"", "Arrow IPC", 400),
    "cut": (cut(stream(COLUMNS)), "Arrow IPC", 400),
    "scrambled": (scrambled(stream(COLUMNS)), "", 400),
    "compressed with zstd": (stream(zeros(90_000), compression="zstd"), "compressés", 400),
    "compressed with lz4": (stream(zeros(90_000), compression="lz4"), "compressés", 400),
    "run-end encoded": (
        stream(pyarrow.table({"age": pyarrow.RunEndEncodedArray.from_arrays([2**30], [1])})),
        "run_end_encoded",
        400,
    ),
    "a column of nothing": (stream(pyarrow.table({"age": pyarrow.nulls(50_000)})), "null", 400),
    "too many rows": (stream(pyarrow.table({"beneficiaire_c2s": [False] * 100_001})), "personnes", 422),
    "a missing value": (stream({"transport_prix_trajet": [1.0, None]}), "null", 400),
    "not a number": (stream({"transport_prix_trajet": [float("nan")]}), "nan", 400),
    "out of bounds": (stream({"transport_prix_trajet": [-1.0]}), "hors limites", 400),
    "text for a number": (stream({"transport_prix_trajet": ["9**9"]}), "9**9", 400),
    "an unknown variable": (stream({"transport_pri": [1.0]}), "transport_pri", 400),
    "a list": (stream({"transport_prix_trajet": [[1.0]]}), "list", 400),
    "a column twice": (
        stream(pyarrow.Table.from_arrays([pyarrow.array([1.0])] * 2, names=["transport_prix_trajet"] * 2)),
        "deux fois",
        400,
    ),
}


@pytest.mark.parametrize(("body", "said", "status"), WRONG.values(), ids=WRONG)
def test_a_wrong_stream(client, body, said, status):
    answer = post(client, body)
    assert answer.status_code == status
    error = answer.get_json()["error"]
    assert said in error["message"] or any(said in one["message"] for one in error["mistakes"])


def test_a_long_text_of_a_dictionary_is_read_once(client):
    mode = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * 90_000, pyarrow.int8()), ["x" * 800_000])
    assert post(client, {"transport_mode": mode}).status_code == 400


def test_the_address_is_checked(client):
    assert post(client, COLUMNS, "/calculate/columns").status_code == 400
    assert post(client, COLUMNS, f"/calculate/columns?period={DAY}&output=inconnue").status_code == 400
    assert post(client, COLUMNS, f"{ADDRESS}&details=peut-etre").status_code == 400


def test_without_pyarrow_one_clear_sentence(client, monkeypatch):
    monkeypatch.setattr(arrow, "available", lambda: False)
    answer = post(client, COLUMNS)
    assert answer.status_code == 415
    assert "openfisca-cpam[tables]" in answer.get_json()["error"]["message"]
    sent = {"period": DAY, "individus": COLUMNS, "output": ["transport_versement"]}
    assert client.post("/calculate/columns", json=sent, headers={"Accept": ARROW}).status_code == 406
    assert client.post("/calculate/columns", json=sent).status_code == 200


def test_limits(systeme):
    client = application(systeme, Limits(values=5)).test_client()
    assert post(client, COLUMNS).status_code == 422


@pytest.mark.parametrize("days", [-(10**8), -(10**6), 10**6, 2**31 - 1])
def test_a_day_of_no_calendar_is_refused(client, days):
    births = pyarrow.array([0, days, 0], pyarrow.int32()).cast(pyarrow.date32())
    answer = post(client, {**COLUMNS, "date_naissance": births})
    assert answer.status_code == 400
    (mistake,) = answer.get_json()["error"]["mistakes"]
    assert mistake["path"] == "/date_naissance/1"
    assert mistake["message"].endswith("année hors de 1800 à 2200")
