"""Kinds of work as data, by the program alone: published, followed, explained, certified."""

import json
import pathlib
import re
import subprocess
import tempfile
import unittest

from program import PROGRAM, SOURCE

CONFIG = SOURCE / "config"
CLOCK = ["--clock", "2026-11-09T08:00:00+07:00"]
VERIFIER = pathlib.Path(PROGRAM).parent / "dunghan-verify"


class Workflow(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.data = self.folder / "data"
        self.run_ok("import", str(CONFIG / "demo" / "ho-so.csv"), "--effective", "2022-10-25")
        self.run_ok(
            "publish", str(CONFIG / "calendars" / "vn.yaml"),
            str(CONFIG / "definitions" / "security-dossier.yaml"), "--actor", "lan")

    def run_dunghan(self, *arguments, clock=CLOCK):
        # Readers ask about the end of the log, writers go on from there.
        clock = clock if arguments[0] in {"import", "publish", "act"} else []
        command = [PROGRAM, "--data", str(self.data), *clock, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    def run_ok(self, *arguments, clock=CLOCK):
        done = self.run_dunghan(*arguments, clock=clock)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def assign_bound(self):
        self.run_ok(
            "act", "hs-moi", "assign", "--kind", "dossier", "--title", "Hồ sơ mới",
            "--holder", "Sở Du lịch", "--deadline", "Hàng năm", "--actor", "lan")
        self.run_ok(
            "act", "hs-moi", "bind", "--definition", "security-dossier", "--actor", "lan")

    def test_a_term_is_explained_and_its_certificate_verified_offline(self):
        self.assign_bound()
        task = json.loads(self.run_ok("--json", "task", "hs-moi"))
        self.assertEqual(task["definition"], "security-dossier")
        text = self.run_ok("explain", "hs-moi", "--milestone", "257")
        self.assertIn("lịch", text)
        certificate = self.run_ok("--json", "explain", "hs-moi", "--milestone", "257")
        kept = self.folder / "certificate.json"
        kept.write_text(certificate, encoding="utf-8")
        verified = subprocess.run(
            [VERIFIER, str(kept)], capture_output=True, text=True, check=False, timeout=60)
        self.assertEqual(verified.returncode, 0, verified.stderr + verified.stdout)
        due = json.loads(certificate)["due_before"]
        kept.write_text(certificate.replace(due, "2030-01-01T00:00:00.000Z"), encoding="utf-8")
        refused = subprocess.run(
            [VERIFIER, str(kept)], capture_output=True, text=True, check=False, timeout=60)
        self.assertEqual(refused.returncode, 1, refused.stdout)
        self.run_ok("replay", "--verify")

    def dossier(self, *changes):
        text = (CONFIG / "definitions" / "security-dossier.yaml").read_text(encoding="utf-8")
        for old, new in changes:
            self.assertIn(old, text)
            text = text.replace(old, new)
        path = self.folder / "security-dossier.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    def test_running_tasks_stay_on_their_version_and_their_migration_is_previewed(self):
        for code in ("hs-a", "hs-b"):
            self.run_ok(
                "act", code, "assign", "--kind", "dossier", "--title", "Hồ sơ mới",
                "--holder", "Sở Du lịch", "--deadline", "Hàng năm", "--actor", "lan")
        self.run_ok("act", "hs-a", "bind", "--definition", "security-dossier", "--actor", "lan")

        def staying(file):
            lines = self.run_ok("--json", "preview", "publish", file, "--days", "1").splitlines()
            answers = [json.loads(line) for line in lines]
            self.assertEqual(answers[-1]["staying"], 1)
            line, = [answer for answer in answers if answer.get("change") == "stays"]
            return line

        def due():
            return json.loads(self.run_ok("--json", "explain", "hs-a", "--milestone", "257"))["due_before"]

        longer = self.dossier(("version: 1", "version: 2"),
                              ("budget: 30 working_days", "budget: 31 working_days"))
        line = staying(longer)
        self.assertEqual(line, {
            "agency": "so-du-lich", "change": "stays", "task": "hs-a", "title": "Hồ sơ mới",
            "definition": "security-dossier", "version": 1, "newest": 2, "state": line["state"],
            "refused": None, "terms": [
                {"milestone": 256, "label": "Lập và gửi hồ sơ",
                 "before": "2026-12-22T17:00:00.000Z", "after": "2026-12-23T17:00:00.000Z"}]})
        text = self.run_ok("preview", "publish", longer, "--days", "1")
        self.assertIn("chuyển sang bản 2: Lập và gửi hồ sơ 22/12/2026 → 23/12/2026", text)
        self.run_ok("publish", longer, "--actor", "lan")
        self.assertEqual(due(), line["terms"][0]["before"])
        self.assertEqual(staying(longer), line)  # it is published, and still on the old one
        self.run_ok("act", "hs-a", "migrate", "--definition", "security-dossier/2",
                    "--reason", "hướng dẫn mới", "--actor", "lan")
        self.assertEqual(due(), line["terms"][0]["after"])

        elsewhere = self.dossier(("version: 1", "version: 3"),
                                 (line["state"], line["state"] + "-anew"))
        self.assertIn(f"has no '{line['state']}'; name one", staying(elsewhere)["refused"])
        self.assertIn("không chuyển ngay được sang bản 3",
                      self.run_ok("preview", "publish", elsewhere, "--days", "1"))

    def test_a_term_that_reaches_a_year_without_a_notice_is_provisional(self):
        def bound(code, clock):
            self.run_ok(
                "act", code, "assign", "--kind", "dossier", "--title", "Hồ sơ mới",
                "--holder", "Sở Du lịch", "--deadline", "Hàng năm", "--actor", "lan", clock=clock)
            self.run_ok("act", code, "bind", "--definition", "security-dossier", "--actor", "lan",
                        clock=clock)
            words = ("explain", code, "--milestone", "257")
            return json.loads(self.run_ok("--json", *words)), self.run_ok(*words)

        certificate, text = bound("hs-nam-nay", CLOCK)
        self.assertEqual(certificate["computed"],
                         {"due_before": "2026-12-22T17:00:00.000Z", "provisional": False})
        self.assertNotIn("tạm tính", text)
        december = ["--clock", "2026-12-01T08:00:00+07:00"]
        certificate, text = bound("hs-sang-nam", december)
        self.assertEqual(certificate["computed"],
                         {"due_before": "2027-01-12T17:00:00.000Z", "provisional": True})
        self.assertIn("tạm tính", text)

    def test_a_corrected_calendar_is_gone_through_and_says_how_far(self):
        self.assign_bound()
        text = (CONFIG / "calendars" / "vn.yaml").read_text(encoding="utf-8")
        text = re.sub(r"(?m)^version: (\d+)", self.next_version, text)
        version = re.search(r"(?m)^version: (\d+)", text).group(1)
        corrected = self.folder / "vn.yaml"
        corrected.write_text(
            text + "  - { date: 2026-11-12, kind: day_off, name: Bão, notice: CV 7 }\n", encoding="utf-8")
        self.run_ok("publish", str(corrected), "--actor", "lan")
        served = subprocess.run(
            [PROGRAM, "--data", str(self.data), "--json", *CLOCK, "--clock-rate", "3600", "serve",
             "--until", "2026-11-09T08:10:00+07:00"],
            capture_output=True, text=True, check=False, timeout=120)
        self.assertEqual(served.returncode, 0, served.stderr)
        told = [json.loads(line) for line in served.stdout.splitlines()]
        sums = [line for line in told if "reckoned" in line]
        for line in sums:
            del line["at"]
        calendars = f"khanh-hoa/1+vn/{version}"  # nothing was served before: neither is through yet
        self.assertEqual(
            sums, [{"calendars": calendars, "reckoned": 1, "touched": 1, "moved": 1, "applied": True}], told)

    @staticmethod
    def next_version(found):
        return f"version: {int(found.group(1)) + 1}"

    def test_publishing_a_broken_file_beside_a_good_one_publishes_neither(self):
        broken = self.folder / "broken.yaml"
        good = (CONFIG / "definitions" / "plan-task.yaml").read_text(encoding="utf-8")
        broken.write_text(good.replace("initial: ", "initial: no-such-"), encoding="utf-8")
        before = self.run_ok("log", "--json")
        done = self.run_dunghan(
            "publish", str(CONFIG / "definitions" / "fan-out-duty.yaml"), str(broken),
            "--actor", "lan")
        self.assertEqual(done.returncode, 65, done.stderr)
        self.assertIn("broken.yaml:", done.stderr)
        self.assertEqual(self.run_ok("log", "--json"), before)

    def test_an_acknowledgement_and_a_silence_are_said_shown_and_ended(self):
        self.run_ok("publish", str(CONFIG / "policies" / "statutory.yaml"), "--actor", "lan")
        self.run_ok(
            "act", "hs-moi", "assign", "--kind", "dossier", "--title", "Hồ sơ mới",
            "--holder", "Sở Du lịch", "--deadline", "9/11/2026", "--actor", "lan")
        early = self.run_dunghan(
            "act", "hs-moi", "acknowledge", "--party", "Sở Du lịch", "--actor", "tran")
        self.assertNotEqual(early.returncode, 0)
        self.assertIn("reminded of hs-moi", early.stderr)
        # The last day ends; the scheduler tells the agency in the next slot
        served = subprocess.run(
            [PROGRAM, "--data", str(self.data), *CLOCK, "--clock-rate", "36000", "serve",
             "--until", "2026-11-11T08:05:00+07:00"],
            capture_output=True, text=True, check=False, timeout=120)
        self.assertEqual(served.returncode, 0, served.stderr)
        later = ["--clock", "2026-11-11T09:00:00+07:00"]

        def act(*arguments):
            command = [PROGRAM, "--data", str(self.data), *later, "act", "hs-moi", *arguments]
            return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

        bad = act("acknowledge", "--party", "Sở Du lịch", "--promise", "mai", "--actor", "tran")
        self.assertIn("Expected 'promise' to be a day like 2026-11-20, but got 'mai'", bad.stderr)
        done = act("acknowledge", "--party", "Sở Du lịch", "--promise", "2026-11-20",
                   "--note", "đang trình ký", "--actor", "tran")
        self.assertEqual(done.returncode, 0, done.stderr)
        task = json.loads(self.run_ok("--json", "task", "hs-moi"))
        self.assertEqual([a["promise"] for a in task["acknowledged"]], ["2026-11-20"])
        # The first working day after the promise: Monday 23/11
        self.assertEqual(task["acknowledged"][0]["rests_until"], "2026-11-22T17:00:00.000Z")
        self.assertIn("hẹn 20/11/2026", self.run_ok("task", "hs-moi"))
        done = act("silence", "--until", "2026-11-13", "--reason", "bão số 9", "--actor", "lan")
        self.assertEqual(done.returncode, 0, done.stderr)
        task = json.loads(self.run_ok("--json", "task", "hs-moi"))
        self.assertEqual(task["silent_until"], "2026-11-13T17:00:00.000Z")
        self.assertIn("bão số 9", self.run_ok("task", "hs-moi"))
        self.assertIn("a reason", act("end-silence", "--actor", "lan").stderr)
        done = act("end-silence", "--reason", "bão tan", "--actor", "lan")
        self.assertEqual(done.returncode, 0, done.stderr)
        task = json.loads(self.run_ok("--json", "task", "hs-moi"))
        self.assertEqual(task["silent_until"], "")
        self.run_ok("replay", "--verify")


if __name__ == "__main__":
    unittest.main()
