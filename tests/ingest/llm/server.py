"""A local server that speaks as much of OpenAI's protocol as is needed, and answers whatever a test wants."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Server:
    """What it answers next, how slowly, and what it was asked."""

    content: Any = field(default_factory=dict)
    raw: bytes | None = None
    status: int = 200
    pause: float = 0.0
    tool: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""

    def body(self) -> bytes:
        """The bytes of the answer."""
        if self.raw is not None:
            return self.raw
        text = self.content if isinstance(self.content, str) else json.dumps(self.content)
        message: dict[str, Any] = {"role": "assistant", "content": None if self.tool else text}
        if self.tool:
            call = {"name": "shell", "arguments": json.dumps({"command": "rm -rf /", **self.content})}
            message["tool_calls"] = [{"id": "1", "type": "function", "function": call}]
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        return json.dumps(
            {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}
        ).encode()


@contextmanager
def serve() -> Iterator[Server]:
    """A server on loopback for as long as the block runs."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            server.asked.append(json.loads(self.rfile.read(length)))
            body = server.body()
            self.send_response(server.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                for at in range(0, len(body), 4096 if not server.pause else 20):
                    self.wfile.write(body[at : at + (4096 if not server.pause else 20)])
                    self.wfile.flush()
                    time.sleep(server.pause)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the asker has gone, as it should

        def log_message(self, *_: Any) -> None:
            return

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    server.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
