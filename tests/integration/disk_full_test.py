"""A full disk: writers refuse and say so, readers go on, and nothing acknowledged is lost.

On a small tmpfs of its own, which only root may mount; without that the tests are skipped.
"""
import json
import os
import subprocess
import time

from program import PROGRAM, SECONDS_MAX, ProgramTest

DISK = 128 << 20
NOTE = "x" * 900


def number_of(event):
    return json.dumps(event["data"]).split('"number": "')[1].split('"')[0]


class DiskFull(ProgramTest):
    def setUp(self):
        super().setUp()
        self.disk = self.folder / "disk"
        self.disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "none", self.disk],
                                 capture_output=True, text=True, check=False)
        if mounted.returncode != 0:
            self.skipTest("mounting a small disk needs root: " + mounted.stderr.strip())
        self.addCleanup(subprocess.run, ["umount", "--lazy", self.disk], check=True)
        self.data = self.disk / "data"
        self.ask("import", *self.demo_files(), "--effective", "2022-10-25")
        self.count = 0
        self.acknowledged = []

    def free(self):
        disk = os.statvfs(self.disk)
        return disk.f_bavail * disk.f_frsize

    def fill_to(self, octets):
        (self.disk / "filler").unlink(missing_ok=True)
        with (self.disk / "filler").open("wb") as filler:
            while (left := self.free() - octets) > 0:
                filler.write(bytes(min(left, 1 << 20)))
                filler.flush()

    def wishes(self, count):
        lines = []
        for _ in range(count):
            self.count += 1
            lines.append(json.dumps({"id": f"w{self.count}", "task": "2.8", "action": "evidence",
                                     "number": str(self.count), "note": NOTE, "actor": "an"}))
        return "\n".join(lines) + "\n"

    def send(self, count):
        """One life of `dunghan commands`; notes what was acknowledged."""
        result = subprocess.run([PROGRAM, "--data", self.data, "commands", "--in-flight", "16"],
                                input=self.wishes(count), capture_output=True, text=True,
                                timeout=SECONDS_MAX, check=False)
        answers = [json.loads(line) for line in result.stdout.splitlines()]
        oks = [answer["ok"] for answer in answers]
        if False in oks:
            self.assertNotIn(True, oks[oks.index(False):], "acknowledged after the error")
        self.acknowledged += [answer["id"] for answer in answers if answer["ok"]]
        return result

    def assert_nothing_lost(self):
        found = [number_of(e) for e in self.events("--type", "evidence_added")
                 if e["actor"] == "person:an"]
        self.assertEqual(len(found), len(set(found)), "something was done twice")
        missing = {wish[1:] for wish in self.acknowledged} - set(found)
        self.assertEqual(missing, set(), "acknowledged and lost")

    def assert_reading_goes_on(self):
        self.assertGreater(self.ask("status")["tasks"], 0)
        self.assert_nothing_lost()

    def assert_goes_on_with_room(self):
        (self.disk / "filler").unlink()
        before = len(self.acknowledged)
        self.assertEqual(self.send(50).returncode, 0)
        self.assertEqual(len(self.acknowledged), before + 50)
        self.assert_nothing_lost()
        self.assertTrue(self.ask("replay", "--verify")["ok"])

    def test_below_the_reserve_writers_refuse_before_the_disk_is_full(self):
        self.assertEqual(self.send(100).returncode, 0)
        self.fill_to(DISK // 20)
        for attempt in ("commands", "serve"):
            refused = self.run_program(attempt, code=75) if attempt == "serve" else self.send(1)
            self.assertEqual(refused.returncode, 75, refused.stderr)
            self.assertIn("Disk full", refused.stderr)
            self.assertIn("make room", refused.stderr)
        self.assert_reading_goes_on()
        self.assert_goes_on_with_room()

    def test_the_doctor_says_what_the_writers_do(self):
        for settings, left, level, code in (("", DISK // 4, "ok", 0),
                                            ("", DISK // 6, "warn", 0),
                                            ("", DISK // 13, "bad", 75),
                                            ("store:\n  reserve_mib: 5\n", DISK // 13, "warn", 0),
                                            ("store:\n  reserve_mib: 5\n", DISK // 40, "bad", 75),
                                            ("store:\n  reserve_mib: 0\n", DISK // 40, "ok", 0)):
            with self.subTest(settings=settings, left=left):
                (self.data / "settings.yaml").write_text(settings, encoding="utf-8")
                self.fill_to(left)
                check = self.doctor()["disk"]
                self.assertEqual(check["level"], level, check)
                self.assertEqual(self.send(1).returncode, code)

    def test_a_writer_stops_when_others_fill_the_disk(self):
        writer = subprocess.Popen([PROGRAM, "--data", self.data, "commands"], text=True,
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE)
        self.addCleanup(writer.kill)
        writer.stdin.write(self.wishes(20))
        writer.stdin.flush()
        answers = [json.loads(writer.stdout.readline()) for _ in range(20)]
        self.assertTrue(all(answer["ok"] for answer in answers))
        self.acknowledged += [answer["id"] for answer in answers]
        self.fill_to(DISK // 20)
        out, errors = writer.communicate(self.wishes(20), timeout=SECONDS_MAX)
        self.assertEqual(writer.returncode, 75, errors)
        self.assertIn("Disk full", errors)
        self.assertNotIn('"ok":true', out)
        self.assert_reading_goes_on()
        self.assert_goes_on_with_room()

    def test_without_a_reserve_the_disk_itself_refuses_and_nothing_is_lost(self):
        (self.data / "settings.yaml").write_text("store:\n  reserve_mib: 0\n")
        self.fill_to(3 << 20)
        result = self.send(20_000)
        self.assertEqual(result.returncode, 75, result.stderr)
        self.assertIn("No space left on device", result.stderr)
        self.assertIn("start it again", result.stderr)
        self.assertGreater(len(self.acknowledged), 100)
        self.assertEqual(self.free(), 0)
        self.assert_reading_goes_on()
        self.assert_goes_on_with_room()

    def test_serve_ends_within_a_second_or_two_and_says_why(self):
        serve = subprocess.Popen([PROGRAM, "--data", self.data, "serve"], text=True,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(serve.kill)
        self.assertIn("dunghan", serve.stdout.readline())
        self.fill_to(1 << 20)
        begun = time.monotonic()
        _, errors = serve.communicate(timeout=SECONDS_MAX)
        self.assertLess(time.monotonic() - begun, 5)  # a tick is a second; the machine may be busy
        self.assertEqual(serve.returncode, 75)
        self.assertIn("Disk full", errors)
        self.assert_reading_goes_on()
