"""``openfisca-cpam serve``: the application, and the process that serves it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest


@pytest.fixture(scope="module")
def client(systeme):
    from openfisca_cpam.web.application import application

    return application(systeme).test_client()


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(port: int) -> subprocess.Popen:
    code = f"from openfisca_cpam.cli import main; main(['serve', '--port', '{port}', '--workers', '1', '--cors', '*'])"
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_une_variable_dit_son_unite(client):
    page = client.get("/variable/transport_versement").get_json()
    assert page["unit"] == "currency"
    assert page["description"]
    assert page["references"]
    assert client.get("/variables").get_json()["transport_versement"]["unit"] == "currency"


def test_un_parametre_dit_son_unite_et_ses_articles(client):
    page = client.get("/parameter/franchises.transport.par_trajet").get_json()
    assert page["metadata"]["unit"] == "currency"
    assert page["metadata"]["reference"]["2024-03-31"][0]["title"].startswith("Article D. 160-9")
    assert page["values"]["2024-03-31"] == 4


def test_ce_qui_n_existe_pas(client):
    for url in ("/variable/absente", "/parameter/absent", "/situations/absente"):
        assert client.get(url).status_code == 404


def test_spec_montre_les_exemples(client):
    paths = client.get("/spec").get_json()["paths"]
    answered = paths["/calculate"]["post"]["responses"]["200"]["content"]["application/json"]["example"]
    assert answered["individus"]["patient"]["transport_versement"] == {"2024-05-06": 16.5}
    (parameter,) = (one for one in paths["/parameter/{id}"]["get"]["parameters"] if one["in"] == "path")
    assert parameter["example"] == "franchises.transport.par_trajet"


def test_chaque_situation_fournie_est_servie_et_se_calcule(client):
    listed = client.get("/situations").get_json()
    assert "transport_100_km_2024" in listed
    for name in listed:
        situation = client.get(f"/situations/{name}").get_json()
        answer = client.post("/calculate", json=situation)
        assert answer.status_code == 200
        assert json.loads(answer.data, parse_constant=pytest.fail)
        assert b"null" not in json.dumps(answer.get_json()["foyers"]).encode()


def test_les_dates_sont_iso(client):
    situation = client.get("/situations/transport_100_km_2024").get_json()
    patient = client.post("/calculate", json=situation).get_json()["individus"]["patient"]
    assert patient["transport_demande_date_limite"] == {"2024-05-06": "2026-06-30"}


def test_servir_puis_ctrl_c(port):
    server = serve(port)
    try:
        assert server.stdout.readline() == f"openfisca-cpam sert sur http://127.0.0.1:{port}\n"
        assert "Ouvrez cette adresse dans un navigateur" in server.stdout.readline()
        assert f"curl -s http://127.0.0.1:{port}/calculate" in server.stdout.readline()
        assert server.stdout.readline().strip() == (
            f"curl -s http://127.0.0.1:{port}/parameter/franchises.transport.par_trajet"
        )
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/situations", timeout=10) as answer:
            assert "transport_100_km_2024" in json.load(answer)
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
    finally:
        os.kill(server.pid, signal.SIGINT)
        _, err = server.communicate(timeout=20)
    assert server.returncode == 0
    assert "Traceback" not in err


def test_ctrl_c_pendant_une_demande(port):
    server = serve(port)
    try:
        for _ in range(4):
            server.stdout.readline()
        corps = b'{"individus": {}}'
        with socket.create_connection(("127.0.0.1", port), timeout=10) as demande:
            demande.sendall(
                b"POST /calculate HTTP/1.1\r\nHost: essai\r\nContent-Type: application/json\r\n"
                b"Content-Length: %d\r\n\r\n" % len(corps) + corps[:5]
            )
            time.sleep(0.5)  # the worker is waiting for the rest
            os.kill(server.pid, signal.SIGINT)
            time.sleep(0.5)
            demande.sendall(corps[5:])
            assert b" 400 " in demande.recv(100)
    finally:
        _, err = server.communicate(timeout=20)
    assert (server.returncode, err) == (0, "")


def test_un_port_pris(port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        started = time.monotonic()
        server = serve(port)
        out, err = server.communicate(timeout=20)
    assert (server.returncode, out) == (2, "")
    assert err == f"openfisca-cpam: le port {port} est déjà pris sur 127.0.0.1 : choisissez-en un autre avec --port\n"
    assert time.monotonic() - started < 10
