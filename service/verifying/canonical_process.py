"""One canonicalising process as its parent sees it: started when needed, ended when it is late."""

from __future__ import annotations

import contextlib
import os
import selectors
import struct
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from service.verifying.canonical_worker import read_message, write_message
from service.verifying.contexts import ContextBundle

START_LIMIT_SECONDS = 60.0
"""Most time for a process to start; a busy machine imports slowly."""


class CanonicalProcess:
    """A process that answers one request at a time. Not thread-safe: `CanonicalPool` is."""

    def __init__(self, bundle: ContextBundle) -> None:
        self._bundle = bundle
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, request: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        """Send a request and return its answer, or {"problem": "time" or "memory"}.

        A process that is late or gone is ended; the next request starts another.
        """
        try:
            if self._process is None or self._process.poll() is not None:
                self._start()
            assert self._process is not None and self._process.stdin is not None
            write_message(self._process.stdin, request)
            return self._read(seconds)
        except TimeoutError:  # before OSError, whose kind it is
            self.end()
            return {"problem": "time"}
        except (OSError, ValueError, struct.error):
            self.end()
            return {"problem": "memory"}

    def end(self) -> None:
        """End the process, if there is one."""
        # Taken first: another thread may end it at the same moment.
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def _start(self) -> None:
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "service.verifying.canonical_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        assert self._process.stdin is not None
        write_message(self._process.stdin, [dict(edition) for edition in self._bundle.editions])
        self._read(START_LIMIT_SECONDS)

    def _read(self, seconds: float) -> dict[str, Any]:
        assert self._process is not None and self._process.stdout is not None
        stream = self._process.stdout
        with selectors.DefaultSelector() as waiting:
            waiting.register(stream, selectors.EVENT_READ)
            if not waiting.select(seconds):
                raise TimeoutError
        # An answer is written whole once it is made, so only the wait above can be long.
        answer = read_message(stream)
        if not isinstance(answer, dict):
            raise OSError("process ended")
        return answer
