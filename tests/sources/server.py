"""A web server on the loopback address whose answers a test writes itself, byte by byte."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Answering = Callable[[socket.socket, "Request"], None]


class Request:
    """What was asked: the path, and the headers by their names in small letters."""

    def __init__(self, head: str) -> None:
        first, *lines = head.split("\r\n")
        self.path = first.split(" ")[1]
        pairs = (line.partition(":") for line in lines if line)
        self.headers = {name.strip().lower(): value.strip() for name, _, value in pairs}


class Server:
    """Answers by path; a path without an answer is 404. ``asked`` keeps the requests in order."""

    def __init__(self) -> None:
        self.answers: dict[str, Answering] = {}
        self.asked: list[Request] = []
        self.ending = threading.Event()  # endless answers look at it
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def close(self) -> None:
        self.ending.set()
        with suppress(OSError):  # closed already by the test
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(10)
            head = b""
            try:
                while b"\r\n\r\n" not in head:
                    piece = connection.recv(65536)
                    if not piece:
                        return
                    head += piece
                request = Request(head.partition(b"\r\n\r\n")[0].decode("latin-1"))
                self.asked.append(request)
                answer = self.answers.get(request.path) or page(b"nothing here", status=404)
                answer(connection, request)
            except OSError:
                return  # the client went away, as it should from a hostile server

    def paths(self) -> list[str]:
        return [request.path for request in self.asked]


def page(
    body: bytes | str,
    media_type: str = "text/html; charset=utf-8",
    *,
    status: int = 200,
    **headers: str,
) -> Answering:
    """A well-behaved answer; ``etag="x"`` becomes a header, underscores become hyphens."""
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(content)}", "Connection: close"]
    lines += [f"Content-Type: {media_type}"] if media_type else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return raw("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + content)


def raw(answer: bytes) -> Answering:
    """These very bytes."""
    return lambda connection, request: connection.sendall(answer)


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join(5)
