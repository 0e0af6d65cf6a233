"""A replay of a log full of mails sends nothing: held from outside the program."""
import json
import shutil
import subprocess
import sys
import unittest

from program import PROGRAM, SECONDS_MAX, ProgramTest

AUDIT = PROGRAM.with_name("dunghan-audit")
CLOCK = ["--clock", "2022-10-25T07:55:00+07:00"]
OPENS_A_SOCKET = [sys.executable, "-c", "import socket; socket.socket().close()"]


def run(*command):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True,
                          timeout=SECONDS_MAX, check=False)


class Silence(ProgramTest):
    def setUp(self):
        super().setUp()
        self.ask(*CLOCK, "import", *self.demo_files(), "--effective", "2022-10-25")
        self.run_program(*CLOCK, "--clock-rate", 3600, "serve",
                         "--until", "2022-10-25T08:05:00+07:00")
        self.replay = [AUDIT, "--data", self.data, "--json", "replay", "--verify"]
        self.before = self.files()
        self.assertGreater(sum(name.startswith("mail/new/") for name in self.before), 15)

    def files(self):
        """Everything under the data directory but the store, whose log files are RocksDB's own."""
        return {str(path.relative_to(self.data)) for path in self.data.rglob("*")
                if path.is_file() and path.relative_to(self.data).parts[0] != "store"}

    def assert_verified(self, output):
        answer = json.loads(output)
        self.assertTrue(answer["ok"], answer)
        self.assertGreater(answer["events"], 200)
        self.assertEqual(self.files(), self.before)

    def test_it_needs_no_network(self):
        for apart in (["unshare", "--net"], ["unshare", "--net", "--map-root-user"]):
            devices = run(*apart, "cat", "/proc/net/dev")
            if devices.returncode == 0:
                break
        else:
            self.skipTest("may not make a network namespace: " + devices.stderr.strip())
        self.assertEqual([line.split(":")[0].strip() for line in devices.stdout.splitlines()[2:]],
                         ["lo"])
        result = run(*apart, *self.replay)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assert_verified(result.stdout)

    def test_it_makes_no_network_call(self):
        if not shutil.which("strace"):
            self.skipTest("wants strace")
        trace = self.folder / "trace"
        # A sanitizer that looks for leaks traces the program itself: two cannot.
        traced = ["strace", "--follow-forks", "--quiet=all", "--trace=%network", "-o", trace,
                  "-E", "ASAN_OPTIONS=detect_leaks=0"]
        if run(*traced, *OPENS_A_SOCKET).returncode != 0:
            self.skipTest("may not trace")
        self.assertIn("socket(", trace.read_text())  # such a call would be seen
        result = run(*traced, *self.replay)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(trace.read_text(), "")
        self.assert_verified(result.stdout)


if __name__ == "__main__":
    unittest.main()
