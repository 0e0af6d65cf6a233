"""Receivers of calls on 127.0.0.1 that answer as they are told, and what others' libraries make of them."""
import base64
import json
import pathlib
import subprocess
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from api import ApiTest
from program import SOURCE

SECONDS_MAX = 60
SETTINGS = "webhooks:\n  log: khanhhoa\n  source: //dunghan.khanhhoa/log\n"
FOR_TESTS = SETTINGS + "  loopback_for_tests: true\n"


class Call:
    def __init__(self, path, headers, body):
        self.path, self.headers, self.body = path, headers, body
        self.at = time.monotonic()

    @property
    def id(self):
        return self.headers["webhook-id"]

    @property
    def timestamp(self):
        return int(self.headers["webhook-timestamp"])

    @property
    def event(self):
        return json.loads(self.body)

    def read_by_others(self, secrets, key=None):
        """What the packages `standardwebhooks` and `cloudevents` make of it."""
        said = {"headers": list(self.headers.items()), "secrets": secrets,
                "body": base64.b64encode(self.body).decode(),
                "key": key or "whpk_" + base64.b64encode(bytes(32)).decode()}
        out = subprocess.run(["node", "webhook_reader.js", json.dumps(said)], check=True,
                             cwd=SOURCE / "tests/integration", capture_output=True, text=True)
        return json.loads(out.stdout)


class Receiver:
    """`status(call)` answers a number, or a number, fields and perhaps a body."""

    def __init__(self, status=lambda call: 200):
        self.status, self.calls, self.connections = status, [], 0
        self.heard = threading.Condition()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self):
                super().setup()
                with outer.heard:
                    outer.connections += 1

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                names = {name.lower(): value for name, value in self.headers.items()}
                call = Call(self.path, names, body)
                with outer.heard:
                    answer = outer.status(call)
                    outer.calls.append(call)
                    outer.heard.notify_all()
                answer = answer if isinstance(answer, tuple) else (answer, {})
                status, fields, said = (*answer, b"")[:3]
                self.send_response(status)
                for name, value in fields.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server.server_address[1]

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/events"

    def wait_for(self, count):
        with self.heard:
            got = self.heard.wait_for(lambda: len(self.calls) >= count, SECONDS_MAX)
            assert got, f"{len(self.calls)} of {count} calls came"
            return list(self.calls)

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class EndpointTest(ApiTest):
    def setUp(self):
        super().setUp()
        self.settle(FOR_TESTS)
        self.receiver = self.receive()

    def settle(self, text):
        (pathlib.Path(self.data) / "settings.yaml").write_text(text)

    def receive(self, status=lambda call: 200):
        receiver = Receiver(status)
        self.addCleanup(receiver.close)
        return receiver

    def endpoint(self, *arguments, code=0):
        run = self.run_program("--json", *self.clock, "endpoint", *arguments, "--actor", "lan",
                               code=code)
        return json.loads(run.stdout) if code == 0 else run

    def create(self, *arguments, id="ioc", url=None, code=0):
        url = url or self.receiver.url
        made = self.endpoint("create", id, "--url", url, "--owner", "ioc@khanhhoa.example",
                             *arguments, code=code)
        if code == 0 and "127.0.0.1" in url:
            port = urllib.parse.urlsplit(url).port
            self.endpoint("grant", id, "127.0.0.1/32", "--port", port, "--reason", "thử")
        return made

    def report(self, task="2.8", **more):
        return self.post(f"/v1/tasks/{task}/start", self.admin, {"note": "đang làm", **more})

    def serve(self, rate="0.001"):
        return self.start(rate=rate)

    def shown(self, id="ioc"):
        return json.loads(self.run_program("--json", "endpoint", "show", id).stdout)
