"""A running API to talk to, and tokens of every role."""
import http.client
import json
import subprocess
import urllib.parse

from program import PROGRAM, SECONDS_MAX, SOURCE, ProgramTest

START = "2022-10-25T07:30:00+07:00"
ROLES = ["admin", "coordinator", "officer", "head", "auditor", "integration"]
AGENCY = "so-du-lich"  # of the officer and the head; holds 6.6#3 and a dossier
OWN = "6.6#3"
OTHERS = "5.2"  # held by somebody else


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.fields = {name.lower(): value for name, value in response.getheaders()}
        self.text = response.read().decode()

    @property
    def json(self):
        return json.loads(self.text)


class ApiTest(ProgramTest):
    """The sample plan on a clock of 25 October 2022 that stands almost still."""

    def setUp(self):
        super().setUp()
        self.clock = ["--clock", START]
        self.ask(*self.clock, "import", *self.demo_files(), "--effective", "2022-10-25")

    def token(self, role, agency=AGENCY, holder=None, days=30):
        arguments = ["--role", role, "--holder", holder or f"cb-{role}", "--days", days,
                     "--actor", "lan"]
        if role in ("officer", "head", "feed"):
            arguments += ["--agency", agency]
        return self.ask(*self.clock, "token", "create", *arguments)

    def publish_series(self):
        """Monthly reports from October 2022 on: the first period opens when `serve` begins."""
        series = self.folder / "monthly-report.yaml"
        text = (SOURCE / "config/series/monthly-report.yaml").read_text()
        series.write_text(text.replace("first: 2026-11", "first: 2022-11"))
        config = SOURCE / "config"
        self.run_program(*self.clock, "publish", config / "calendars/vn.yaml",
                         config / "definitions/monthly-report.yaml", "--actor", "lan")
        self.run_program(*self.clock, "publish", series, "--actor", "lan")

    def tokens(self):
        return {role: self.token(role)["token"] for role in ROLES}

    def start(self, *more, rate="0.001"):
        process = subprocess.Popen(
            [PROGRAM, "--data", self.data, "--json", *self.clock, "--clock-rate", rate,
             "serve", "--listen", "127.0.0.1:0", *more],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.stop, process)
        first = process.stdout.readline()
        self.assertTrue(first, process.stderr.read() if not first else "")
        self.port = urllib.parse.urlsplit(json.loads(first)["listening"]).port
        return process

    def stop(self, process):
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=SECONDS_MAX)

    def call(self, method, path, token=None, body=None, **fields):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_MAX)
        headers = {name.replace("_", "-"): value for name, value in fields.items()}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        connection.request(method, urllib.parse.quote(path, safe="/?&=:%"), body=data,
                           headers=headers)
        answer = Answer(connection.getresponse())
        connection.close()
        return answer

    def get(self, path, token=None, **fields):
        return self.call("GET", path, token, **fields)

    def post(self, path, token, body, **fields):
        return self.call("POST", path, token, body, **fields)

    def live(self, path, token, **fields):
        """An open stream of server-sent events; yields (id, event, data)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_MAX)
        self.addCleanup(connection.close)
        headers = {name.replace("_", "-"): value for name, value in fields.items()}
        connection.request("GET", path,
                           headers={"Authorization": f"Bearer {token}", **headers})
        response = connection.getresponse()
        self.assertEqual(response.status, 200, response.status)
        return read_events(response)


def read_events(response):
    event = {}
    for line in response:
        line = line.decode().rstrip("\n")
        if line:
            name, _, value = line.partition(": ")
            event[name] = value
        elif event:
            if "event" in event:
                yield int(event.get("id", 0)), event["event"], json.loads(event["data"])
            event = {}
