"""A disk that fails under the programs: they stop and say so, and nothing acknowledged is lost."""
import json
import os
import subprocess

from program import PROGRAM, SECONDS_MAX, SOURCE, ProgramTest

SYNCS_MAX = 200
WISHES = 60


class FailingDisk(ProgramTest):
    def setUp(self):
        super().setUp()
        self.shim = self.folder / "failing_disk.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-o", self.shim,
                        SOURCE / "tests/integration/failing_disk.c"], check=True)

    def failing(self, **how):
        return {**os.environ, "LD_PRELOAD": str(self.shim), **how}

    def copy_of(self, name):
        copy = self.folder / name
        subprocess.run(["cp", "-r", "--", self.data, copy], check=True)
        return copy

    def wishes(self):
        return "".join(json.dumps({"id": f"w{n}", "task": "2.8", "action": "evidence",
                                   "number": str(n), "actor": "an"}) + "\n" for n in range(WISHES))

    def send(self, data, **how):
        return subprocess.run([PROGRAM, "--data", data, "commands", "--in-flight", "1"],
                              input=self.wishes(), env=self.failing(**how) if how else None,
                              capture_output=True, text=True, timeout=SECONDS_MAX, check=False)

    def test_whichever_sync_fails_nothing_acknowledged_is_lost(self):
        self.ask("import", *self.demo_files(), "--effective", "2022-10-25")
        failed = 0
        for at in range(1, SYNCS_MAX, 3):
            data = self.copy_of(f"data-{at}")
            result = self.send(data, DUNGHAN_FAIL_SYNC=str(at))
            if result.returncode == 0:
                break
            failed += 1
            self.assertIn(result.returncode, (75, -6), result.stderr)  # -6: RocksDB's own assertion
            answers = [json.loads(line) for line in result.stdout.splitlines()]
            oks = [answer["ok"] for answer in answers]
            self.assertNotIn(True, oks[oks.index(False):] if False in oks else [])
            again = self.send(data)  # the same ids: what was unknown is settled
            self.assertEqual(again.returncode, 0, again.stderr)
            settled = [json.loads(line) for line in again.stdout.splitlines()]
            for first, second in zip(answers, settled):
                if first["ok"]:
                    self.assertTrue(second["repeated"], "acknowledged and lost")
            done = [e for e in self.events("--type", "evidence_added", data=data)
                    if e["actor"] == "person:an"]
            self.assertEqual(len(done), WISHES)
        self.assertGreater(failed, 10)

    def test_serve_ends_with_75_and_what_it_did_not_acknowledge_is_done_by_the_next(self):
        clock = ["--clock", "2022-10-25T07:59:00+07:00"]
        self.ask(*clock, "import", *self.demo_files(), "--effective", "2022-10-25")
        gone = self.folder / "gone"
        serve = subprocess.Popen(
            [PROGRAM, "--data", self.data, *clock, "--clock-rate", "20", "serve"],
            env=self.failing(DUNGHAN_FAIL_WHEN=str(gone)), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(serve.kill)
        self.assertIn("dunghan", serve.stdout.readline())
        gone.touch()
        _, errors = serve.communicate(timeout=SECONDS_MAX)  # at 08:00 it writes
        self.assertEqual(serve.returncode, 75, errors)
        self.assertIn("outcome is unknown", errors)
        gone.unlink()
        self.run_program(*clock, "--clock-rate", 3600, "serve", "--until",
                         "2022-10-25T08:05:00+07:00")
        digests = [e["data"]["recipient"] for e in self.events("--type", "digest_issued")]
        self.assertEqual(len(digests), 17)
        self.assertEqual(len(set(digests)), 17)
        self.assertTrue(self.ask("replay", "--verify")["ok"])


class Recover(ProgramTest):
    """What a person does when the store refuses."""

    def setUp(self):
        super().setUp()
        self.ask("import", *self.demo_files(), "--effective", "2022-10-25")
        self.head = self.ask("status")["position"]

    def log(self):
        return max((self.data / "store").glob("*.log"))

    def refusal(self, *command):
        return self.run_program(*command, code=76).stderr

    def test_what_the_log_lost_the_anchor_brings_back(self):
        log = self.log()
        log.write_bytes(log.read_bytes()[:-10])
        waiting = self.run_program("status", code=75).stderr
        self.assertIn("Nothing is lost", waiting)
        answer = self.ask("recover")
        self.assertGreater(answer["written_again"], 0)
        self.assertGreaterEqual(answer["size"], self.head)
        self.assertTrue(self.ask("replay", "--verify")["ok"])

    def test_without_its_anchor_a_store_waits_for_a_person_who_says_so_by_name(self):
        (self.data / "anchor").unlink()
        refusal = self.refusal("serve")
        self.assertEqual(self.refusal("status"), refusal, "readers and writers say the same")
        self.assertIn(f"--accept-data-loss {self.head + 1}..", refusal)
        self.run_program("recover", "--accept-data-loss", "1..", "--reason", "x", "--actor", "an",
                         code=76)
        self.run_program("recover", "--accept-data-loss", f"{self.head + 1}..", code=2)
        answer = self.ask("recover", "--accept-data-loss", f"{self.head + 1}..",
                          "--reason", "tệp neo bị xoá nhầm", "--actor", "an")
        self.assertTrue(answer["loss_accepted"])
        event, = self.events("--type", "data_loss_accepted")
        self.assertEqual(event["actor"], "person:an")
        self.assertEqual(event["data"], {"first": self.head + 1, "last": 0,
                                         "reason": "tệp neo bị xoá nhầm"})
        self.assertTrue(self.ask("replay", "--verify")["ok"])

    def test_where_nothing_is_lost_nothing_is_accepted(self):
        refused = self.run_program("recover", "--accept-data-loss", "5..9", "--reason", "x",
                                   "--actor", "an", code=78)
        self.assertIn("nothing is", refused.stderr)
        self.assertEqual(self.events("--type", "data_loss_accepted"), [])
        self.run_program("recover", "--accept-data-loss", "five", "--reason", "x", "--actor", "an",
                         code=65)

    def test_a_lost_log_is_refused_unchanged_until_a_backup_is_restored(self):
        backup = self.folder / "backup"
        self.run_program("backup", "--to", backup)
        self.ask("recover")  # opens the store to write: the log becomes tables
        tables = list((self.data / "store").glob("*.sst"))
        self.assertGreater(len(tables), 0)
        for table in tables:
            table.unlink()
        before = {path: path.read_bytes() for path in sorted(self.data.rglob("*"))
                  if path.is_file() and not path.name.startswith("LO")}
        self.assertIn("estore", self.refusal("serve"))
        self.assertEqual({path: path.read_bytes() for path in before}, before)
        restored = self.folder / "restored"
        subprocess.run([PROGRAM, "restore", "--from", backup, "--to", restored], check=True,
                       capture_output=True, timeout=SECONDS_MAX)
        self.assertEqual(self.ask("status", data=restored)["position"], self.head + 1)
