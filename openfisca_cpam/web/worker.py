"""A process of gunicorn that ends well."""

from typing import Any

from gunicorn.workers.sync import SyncWorker


class Worker(SyncWorker):
    """Gunicorn's own, that answers what it is answering before it stops."""

    def handle_quit(self, sig: int, frame: Any) -> None:
        """Ctrl-C is a stop asked politely: gunicorn's own drops the request and prints where it was."""
        self.handle_exit(sig, frame)
