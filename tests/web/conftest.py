"""The pages in a browser: the application on a free port, the system's Chromium, a fresh page a test."""

import importlib.util
import os
import shutil
import threading

import pytest

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


@pytest.fixture(scope="session")
def serveur(systeme):
    """The address of the application, served for the session."""
    from werkzeug.serving import make_server

    from openfisca_cpam.web.application import application

    server = make_server("127.0.0.1", 0, application(systeme), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium, driven by playwright; the test is left out, with the reason, where one is missing."""
    if importlib.util.find_spec("playwright") is None:
        pytest.skip("playwright n'est pas installé (pip install playwright)")
    if not shutil.which(CHROMIUM):
        pytest.skip(f"pas de Chromium à {CHROMIUM} (apt-get install chromium, ou CHROMIUM=/chemin)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def ouvre(chromium, serveur):
    """``ouvre("/loi", width=360, …)``: a page at an address, in a context of its own, that asks nothing outside.

    Keyword arguments are playwright's (``java_script_enabled``, ``color_scheme``…); an error of a script, or a request
    to another host, fails the test.
    """
    contexts, faults = [], []

    def open_page(path: str = "/", width: int = 1280, height: int = 900, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, base_url=serveur, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script : {error}"))
        page.on("console", lambda line: faults.append(f"console : {line.text}") if _refused(line) else None)
        page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith((serveur, "data:", "blob:"))
                else faults.append(f"requête dehors : {asked.url}")
            ),
        )
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, faults


def _refused(line) -> bool:
    return line.type == "error" and "Content Security Policy" in line.text


@pytest.fixture
def accessible():
    """``accessible(page, **options)``: assert that axe, with its own options, finds no serious or critical fault."""
    pytest.importorskip("axe_playwright_python")
    from axe_playwright_python.sync_playwright import Axe

    def check(page, **options) -> None:
        found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
        serious = [
            f"{one['id']} ({one['impact']}) : {node['target']} {node.get('failureSummary', '')}"
            for one in found
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]
        assert not serious, "\n".join(serious)

    return check
