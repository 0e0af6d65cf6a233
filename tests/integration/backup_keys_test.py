"""A backup holds the keys of just those who live at its head, whatever comes in between."""
import json
import os
import select
import subprocess
import unittest

from program import PROGRAM, SECONDS_MAX, SOURCE
from sealed import NAME, SealedTest


class Pause:
    """A backup that waits at the moment it opens a file, until it is told to go on."""

    def __init__(self, test, at):
        shim = test.folder / "pausing_open.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-o", shim,
                        SOURCE / "tests/integration/pausing_open.c"], check=True)
        pipes = {}
        for name in ("SAYS", "HEARS"):
            path = test.folder / name
            os.mkfifo(path)
            pipes[f"DUNGHAN_PAUSE_{name}"] = str(path)
        self.says = os.open(pipes["DUNGHAN_PAUSE_SAYS"], os.O_RDWR)  # never waits for the other end
        self.hears = os.open(pipes["DUNGHAN_PAUSE_HEARS"], os.O_RDWR)
        for pipe in (self.says, self.hears):
            test.addCleanup(os.close, pipe)
        self.process = subprocess.Popen(
            [PROGRAM, "--data", test.data, "--json", "backup", "--to", test.to], text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, "LD_PRELOAD": str(shim), "DUNGHAN_PAUSE_AT": str(at), **pipes})
        test.addCleanup(self.process.kill)
        if not select.select([self.says], [], [], SECONDS_MAX)[0]:
            self.process.kill()
            test.fail(f"the backup never opened {at}: {self.process.communicate()}")

    def go_on(self):
        os.write(self.hears, b"\n")
        out, errors = self.process.communicate(timeout=SECONDS_MAX)
        return self.process.returncode, out, errors


class BackupKeys(SealedTest):
    def setUp(self):
        super().setUp()
        self.to = self.folder / "backup"
        self.describe()
        self.key = self.key_of().read_bytes()

    def backup(self, code=0):
        return self.run_program("--json", "backup", "--to", self.to, code=code)

    def restored(self, *options, source=None):
        to = self.folder / f"restored-{len(list(self.folder.iterdir()))}"
        self.answer = subprocess.run(
            [PROGRAM, "restore", "--json", "--from", source or self.to, "--to", to, *options],
            capture_output=True, text=True, timeout=SECONDS_MAX, check=False)
        self.assertEqual(self.answer.returncode, 0, self.answer.stderr)
        return to

    def names_in(self, data):
        return {p["person"]: p["name"] for p in self.ask("person", "list", data=data)["list"]}

    def test_an_erasure_between_the_store_and_its_keys_is_in_the_backup(self):
        self.describe("cb-018", "so-noi-vu")
        pause = Pause(self, self.key_of())
        self.erase()
        code, out, errors = pause.go_on()
        self.assertEqual(code, 0, errors)
        self.assertEqual(json.loads(out)["keys_lost"], [])
        self.assertEqual(json.loads(out)["size"], len(self.events()))
        self.assertEqual(self.files_with(self.key, self.to), [])
        self.assertEqual(self.names_in(self.restored()), {"cb-017": "[erased]", "cb-018": NAME})

    def test_two_erasures_one_after_the_other_are(self):
        self.describe("cb-018", "so-noi-vu")
        pause = Pause(self, self.key_of("cb-018"))  # the key before it has been read
        self.erase("cb-018")
        self.erase("cb-017")
        code, _, errors = pause.go_on()
        self.assertEqual(code, 0, errors)
        self.assertEqual(set(self.names_in(self.restored()).values()), {"[erased]"})
        self.assertEqual(self.files_with(self.key, self.to), [])

    def test_a_key_that_outlived_its_erasure_is_not_taken(self):
        self.erase()
        self.put(self.key_of(), self.key)  # as if the process had ended between event and key
        self.backup()
        self.assertEqual(self.files_with(self.key, self.to), [])

    def test_a_key_nobody_described_a_person_under_is_not_taken(self):
        other = bytes(reversed(self.key))
        self.put(self.key_of("cb-099"), other)  # made, and the process ended before the event
        self.backup()
        self.assertEqual(self.files_with(other, self.to), [])
        self.assertEqual(len(self.files_with(self.key, self.to)), 1)

    def test_a_lost_key_is_said_and_its_last_copy_stays(self):
        for spoil in (lambda: self.key_of().unlink(), lambda: self.put(self.key_of(), b"\0" * 40)):
            self.backup()
            spoil()
            result = self.backup(code=76)
            self.assertEqual(json.loads(result.stdout)["keys_lost"], ["cb-017"])
            copies = self.files_with(self.key, self.to)
            self.assertEqual(len(copies), 1)
            self.assertIn(str(copies[0]), result.stderr)
            self.assertEqual(self.names_in(self.restored()), {"cb-017": NAME})
            self.put(self.key_of(), copies[0].read_bytes())
            self.backup()

    def test_a_lost_key_without_a_copy_does_not_keep_the_log_from_being_backed_up(self):
        self.key_of().unlink()
        result = self.backup(code=76)
        self.assertIn("cb-017.key", result.stderr)
        self.assertTrue((self.to / "MANIFEST").exists())
        self.assertEqual(self.backup(code=76).returncode, 76)


if __name__ == "__main__":
    unittest.main()
