"""Serving the application: gunicorn with sane time-outs, no access log."""

import gc
from collections.abc import Callable

from flask import Flask

DELAI = 30


def settle() -> None:
    """Leave the law, which stays for ever, out of the collections of garbage, and collect after a few requests only."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def serve(app: Flask, host: str, port: int, workers: int, ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C.

    Args:
        app: the application, loaded once and shared by the workers.
        host, port: address to listen on.
        workers: processes.
        ready: called once, when the port answers.
    """
    settle()
    try:
        from gunicorn.app.base import BaseApplication
    except ImportError:  # no gunicorn on this system
        from werkzeug.serving import run_simple

        ready()
        run_simple(host, port, app, threaded=True)
        return

    class _Server(BaseApplication):
        def load_config(self) -> None:
            options = {
                "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
                "workers": workers,
                "worker_class": "openfisca_cpam.web.worker.Worker",
                "preload_app": True,
                "timeout": DELAI,
                "graceful_timeout": 5,
                # Warnings of gunicorn quote the request line.
                "loglevel": "error",
                "when_ready": lambda _server: ready(),
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return app

    _Server().run()
