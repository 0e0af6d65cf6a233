"""A backup beside a busy writer is whole, a damaged one is refused, and a restored log sends nothing
until a person releases it."""
import datetime
import email
import hashlib
import json
import shutil
import socket
import struct
import subprocess
import threading

from program import PROGRAM, SECONDS_MAX, SOURCE, ProgramTest

BACKUPS = 12
IN_FLIGHT = 16
WISHES = 2_000  # for each backup: more than can be done while it is taken
TASKS = ["2.8", "3.1", "4.1"]


def leaf(octets):
    return hashlib.sha256(b"\0" + octets).digest()


def root_of(leaves):
    """RFC 6962, 2.1, bottom up: neighbours are joined, an odd one moves up as it is."""
    while len(leaves) > 1:
        pairs = [hashlib.sha256(b"\1" + leaves[i] + leaves[i + 1]).digest()
                 for i in range(0, len(leaves) - 1, 2)]
        leaves = pairs + (leaves[-1:] if len(leaves) % 2 else [])
    return leaves[0] if leaves else hashlib.sha256().digest()


def records_in(backup):
    """Stored records of a backup, read as docs/formats/backup.md says, without the program."""
    for line in (backup / "MANIFEST").read_text(encoding="utf-8").splitlines():
        if not line.startswith("log "):
            continue
        _, first, last, _, _ = line.split(" ")
        octets = (backup / "log" / f"{int(first):012}-{int(last):012}").read_bytes()
        at = 0
        while at < len(octets):
            end = at + 4 + struct.unpack_from("<I", octets, at)[0]
            yield octets[at:end]
            at = end


class Writer:
    """A process that takes wishes all the time; remembers which were acknowledged."""

    def __init__(self, data):
        self.process = subprocess.Popen(
            [PROGRAM, "--data", data, "commands", "--in-flight", str(IN_FLIGHT)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.acknowledged = []
        self.refused = []
        self.heard = threading.Condition()
        self.room = threading.Semaphore(IN_FLIGHT)
        self.allowed = threading.Semaphore(0)
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self.wish), threading.Thread(target=self.hear)]
        for thread in self.threads:
            thread.start()

    def wish(self):
        for number in range(BACKUPS * WISHES):
            self.allowed.acquire()
            if self.stopping.is_set() or not self.room.acquire(timeout=SECONDS_MAX):
                break
            line = {"id": f"w{number}", "task": TASKS[number % len(TASKS)], "actor": "lan",
                    "action": "start" if number % 2 else "submit", "note": f"w{number}"}
            self.process.stdin.write((json.dumps(line) + "\n").encode())
            self.process.stdin.flush()
        self.process.stdin.close()

    def hear(self):
        for line in self.process.stdout:
            answer = json.loads(line)
            with self.heard:
                done = answer["ok"] and answer["events"] == 1
                (self.acknowledged if done else self.refused).append(answer["id"])
                self.heard.notify()
            self.room.release()

    def begin(self, more):
        """Goes on writing; returns, in the midst of it, what has been acknowledged by then."""
        self.allowed.release(WISHES)
        with self.heard:
            goal = len(self.acknowledged) + more
            self.heard.wait_for(lambda: len(self.acknowledged) >= goal, SECONDS_MAX)
            return set(self.acknowledged)

    def stop(self):
        self.stopping.set()
        self.allowed.release(1)
        for thread in self.threads:
            thread.join(SECONDS_MAX)
        self.process.wait(SECONDS_MAX)
        self.process.stdout.close()
        self.process.stderr.close()


class Backup(ProgramTest):
    def setUp(self):
        super().setUp()
        self.to = self.folder / "backup"

    def backup(self, data=None, to=None):
        return self.ask("backup", "--to", to or self.to, data=data)

    def restore(self, to, code=0, source=None):
        result = subprocess.run(
            [PROGRAM, "restore", "--json", "--from", source or self.to, "--to", to],
            capture_output=True, text=True, timeout=SECONDS_MAX, check=False)
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        return json.loads(result.stdout) if code == 0 else result.stderr

    def import_demo(self, *options):
        self.ask(*options, "import", *self.demo_files(), "--effective", "2022-10-25")

    def test_under_load_nothing_acknowledged_is_missing_and_restored_equals_source(self):
        self.import_demo()
        writer = Writer(self.data)
        self.addCleanup(writer.stop)
        taken = []
        for number in range(BACKUPS):
            known = writer.begin(20)
            answer = self.backup()
            self.assertGreater(len(writer.acknowledged), len(known), "it wrote all the while")
            restored = self.folder / f"restored-{number}"
            self.assertEqual(self.restore(restored)["root"], answer["root"])
            marks = {e["data"]["note"] for e in
                     self.events("--type", "progress_reported", data=restored)}
            self.assertGreaterEqual(len(known), 20)
            self.assertEqual(known - marks, set())
            self.assertTrue(self.ask("replay", "--verify", data=restored)["ok"])
            taken.append((answer, restored))
        writer.stop()
        self.assertEqual(writer.process.returncode, 0)
        self.assertEqual(writer.refused, [])
        sizes = [answer["size"] for answer, _ in taken]
        self.assertEqual(sizes, sorted(set(sizes)), "the log grew between any two")

        self.backup()
        leaves = [leaf(record) for record in records_in(self.to)]
        for answer, restored in taken:
            root = root_of(leaves[:answer["size"]]).hex()
            held = self.events("--from", answer["size"] + 1, data=restored)
            self.assertEqual([e["type"] for e in held], ["outbox_held"])
            self.assertEqual((held[0]["data"]["root"], held[0]["data"]["size"]),
                             (root, answer["size"]))
            again = self.folder / "again" / restored.name
            self.assertEqual(self.backup(data=restored, to=again)["size"], answer["size"] + 1)
            ours = [leaf(record) for record in records_in(again)]
            self.assertEqual(root_of(ours[:-1]).hex(), root)

    def test_what_is_there_is_not_copied_again(self):
        self.import_demo()
        self.assertEqual(self.backup()["copied"], 1)
        again = self.backup()
        self.assertEqual((again["copied"], again["files"]), (0, 2))
        (self.data / "settings.yaml").write_text("mail:\n  contact: 123\n", encoding="utf-8")
        self.assertEqual(self.backup()["copied"], 1)

    def serve(self, data, until, rate=36000):
        return self.run_program("--clock", "2022-10-25T07:55:00+07:00", "--clock-rate", rate,
                                "serve", "--until", until, data=data)

    def mails(self, data):
        return [email.message_from_bytes(f.read_bytes())["Message-ID"]
                for part in ("new", "cur") if (data / "mail" / part).is_dir()
                for f in (data / "mail" / part).iterdir()]

    def owing_backup(self):
        """A backup of a log whose mails were made, and could not be delivered: no relay answers."""
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            port = closed.getsockname()[1]
        self.import_demo("--clock", "2022-10-25T07:55:00+07:00")
        (self.data / "settings.yaml").write_text(
            f"mail:\n  transport: smtp://127.0.0.1:{port}\n  starttls: never\n", encoding="utf-8")
        self.serve(self.data, "2022-10-25T08:05:00+07:00", rate=3600)
        self.backup()
        return [f"<{e['data']['message_id']}>" for e in self.events("--type", "digest_issued")]

    def test_a_restored_log_sends_nothing_until_released_then_each_mail_once(self):
        owed = self.owing_backup()
        self.assertEqual(len(owed), 17)
        restored = self.folder / "restored"
        self.assertTrue(self.restore(restored)["outbox_held"])
        self.assertIn("smtp://127.0.0.1", (restored / "settings.yaml").read_text("utf-8"))
        (restored / "settings.yaml").unlink()  # to the Maildir from here on

        # Held: through open slots, and a new day
        before = len(self.events(data=restored))
        for until in ("2022-10-25T09:00:00+07:00", "2022-10-26T10:00:00+07:00"):
            result = self.serve(restored, until)
            self.assertIn("THƯ ĐANG BỊ GIỮ", result.stderr)
            self.assertIn("release-outbox", result.stderr)
        self.assertEqual(self.mails(restored), [])
        types = [e["type"] for e in self.events("--from", before + 1, data=restored)]
        self.assertEqual(set(types) - {"delivery_uncertain"}, set())
        self.assertTrue(self.ask("status", data=restored)["outbox_held"])
        self.assertIn("THƯ ĐANG BỊ GIỮ", self.run_program("status", data=restored).stderr)

        # Released: under the Message-IDs they always had, once
        clock = ("--clock", "2022-10-25T07:55:00+07:00")
        self.run_program(*clock, "release-outbox", "--actor", "lan", "--reason", "đã đối chiếu",
                         data=restored)
        self.assertFalse(self.ask("status", data=restored)["outbox_held"])
        released = self.events("--type", "outbox_released", data=restored)
        self.assertEqual([e["actor"] for e in released], ["person:lan"])
        for until in ("2022-10-25T16:00:00+07:00", "2022-10-25T16:30:00+07:00"):
            self.serve(restored, until)
            mails = self.mails(restored)
            self.assertEqual(sorted(m for m in mails if m in owed), sorted(owed))
            self.assertEqual(len(mails), len(set(mails)))
        self.assertTrue(self.ask("replay", "--verify", data=restored)["ok"])
        self.run_program(*clock, "release-outbox", "--actor", "lan", data=restored, code=1)

    def test_one_other_octet_in_any_file_is_refused_by_name_and_leaves_nothing_behind(self):
        self.import_demo()
        (self.data / "settings.yaml").write_text("mail:\n  contact: 123\n", encoding="utf-8")
        (self.data / "keys").mkdir()
        (self.data / "keys" / "an").write_bytes(b"thirty-two octets of a secret key")
        self.backup()
        target = self.folder / "restored"
        files = [f for f in sorted(self.to.rglob("*")) if f.is_file() and f.name != "LOCK"]
        self.assertEqual(len(files), 4)
        for file in files:
            octets = file.read_bytes()
            for at in range(0, len(octets), max(len(octets) // 6, 1)):
                changed = bytearray(octets)
                changed[at] ^= 0x10
                file.write_bytes(changed)
                with self.subTest(file=file.name, at=at):
                    error = self.restore(target, code=76)
                    self.assertIn(file.name, error)
                    self.assertRegex(error, "octet|line|position")
                    self.assertFalse(target.exists())
                    self.assertFalse(target.with_name("restored.partial").exists())
            file.write_bytes(octets)
        self.restore(target)
        self.assertEqual((target / "keys" / "an").read_bytes(),
                         (self.data / "keys" / "an").read_bytes())

    def test_neither_another_log_nor_a_folder_in_use_is_written_over(self):
        self.import_demo()
        self.backup()
        other = self.folder / "other"
        self.ask("--clock", "2022-10-25T07:55:00+07:00", "import", *self.demo_files(),
                 "--effective", "2022-10-25", data=other)
        error = self.run_program("backup", "--to", self.to, data=other, code=78).stderr
        self.assertIn(str(self.to), error)
        self.assertIn(str(other), error)
        self.assertIn("--to", self.restore(other, code=78))
        self.restore(self.folder / "nothing", code=66, source=self.folder)

    def test_an_interrupted_restore_is_begun_again_and_strangers_are_left_alone(self):
        self.import_demo()
        self.backup()
        partial = self.folder / "restored.partial"
        partial.mkdir()
        (partial / "letter.txt").write_text("mine", encoding="utf-8")
        self.assertIn(str(partial), self.restore(self.folder / "restored", code=78))
        self.assertTrue((partial / "letter.txt").exists())
        (partial / "RESTORING").touch()
        self.restore(f"{self.folder / 'restored'}/")
        self.assertFalse(partial.exists())
        self.assertEqual(self.ask("status", "--as-of", "2022-10-25",
                                  data=self.folder / "restored")["tasks"], 60)


class Doctor(ProgramTest):
    def doctor(self, data=None, code=0):
        answer = json.loads(self.run_program("--json", "doctor", data=data, code=code).stdout)
        self.assertEqual(answer["ok"], code == 0)
        return {check["name"]: check for check in answer["checks"]}

    def import_demo(self):
        # Whose holidays are known as far as a calendar can know them
        calendar = self.folder / "known.yaml"
        years = ", ".join(f"{{ year: {year}, notice: TB }}" for year in range(2022, 2200))
        calendar.write_text("kind: calendar\nid: known\nversion: 1\nname: Biết trước\n"
                            "weekdays: [mon, tue, wed, thu, fri]\n"
                            'hours: [{ from: "08:00", until: "16:00" }]\n'
                            f"years: [{years}]\n", encoding="utf-8")
        self.ask("calendar", "publish", calendar, "--actor", "lan")
        self.ask("import", *self.demo_files(), "--effective", "2022-10-25")

    def octets(self):
        return {f: f.read_bytes() for f in self.data.rglob("*")
                if f.is_file() and not f.name.startswith("LOG")}

    def test_says_how_a_store_is_and_what_to_do_and_changes_nothing(self):
        self.import_demo()
        before = self.octets()
        checks = self.doctor()
        self.assertEqual(self.octets(), before)
        self.assertEqual(checks["backup"]["level"], "warn")
        self.assertIn("backup --to", checks["backup"]["do"])
        for name in ("store", "head", "clock", "outbox", "disk", "tzdata", "calendar"):
            self.assertEqual(checks[name]["level"], "ok", checks[name])
        size = len(self.events())
        self.assertIn(f"{size} sự kiện", checks["head"]["found"])
        self.assertIn("đến hết năm 2199", checks["calendar"]["found"])

        self.ask("backup", "--to", self.folder / "b")
        self.assertEqual(self.doctor()["backup"]["level"], "ok")
        note = json.loads((self.data / "backup.json").read_text("utf-8"))
        self.assertEqual(note["size"], size)
        for days, level in ((2, "warn"), (8, "bad")):
            note["at"] = self.days_ago(days)
            (self.data / "backup.json").write_text(json.dumps(note), encoding="utf-8")
            self.assertEqual(self.doctor(code=1 if level == "bad" else 0)["backup"]["level"], level)
        note["at"] = self.days_ago(0)
        (self.data / "backup.json").write_text(json.dumps(note), encoding="utf-8")
        shutil.rmtree(self.folder / "b")
        self.assertEqual(self.doctor()["backup"]["level"], "warn")

    @staticmethod
    def days_ago(days):
        at = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=days)
        return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")

    def test_a_held_outbox_is_bad(self):
        self.import_demo()
        self.ask("backup", "--to", self.folder / "b")
        restored = self.folder / "r"
        subprocess.run([PROGRAM, "restore", "--from", self.folder / "b", "--to", restored],
                       check=True, capture_output=True, timeout=SECONDS_MAX)
        checks = self.doctor(data=restored, code=1)
        self.assertEqual(checks["outbox"]["level"], "bad")
        self.assertIn("release-outbox", checks["outbox"]["do"])

    def test_what_was_never_served_lags(self):
        clock = ["--clock", "2022-10-25T07:55:00+07:00"]
        self.ask(*clock, "import", *self.demo_files(), "--effective", "2022-10-25")
        self.assertEqual(self.doctor()["lag"]["level"], "ok")
        for moment, level in (("2022-10-25T08:30:00+07:00", "warn"),
                              ("2022-11-01T08:30:00+07:00", "bad")):
            result = subprocess.run(
                [PROGRAM, "--data", self.data, "--json", "--clock", moment, "doctor"],
                capture_output=True, text=True, timeout=SECONDS_MAX, check=False)
            lag = {c["name"]: c for c in json.loads(result.stdout)["checks"]}["lag"]
            self.assertEqual(lag["level"], level, lag)

    def test_a_store_that_does_not_open_is_bad(self):
        self.import_demo()
        current = self.data / "store" / "CURRENT"
        current.write_bytes(b"MANIFEST-999999\n")
        checks = self.doctor(code=1)
        self.assertEqual(checks["store"]["level"], "bad")
        self.assertEqual(checks["disk"]["level"], "ok")


class Migrate(ProgramTest):
    def test_the_store_of_the_first_release_is_refused_with_the_way_out_then_migrated(self):
        shutil.copytree(SOURCE / "tests" / "golden" / "stores" / "0.1.0", self.data)
        error = self.run_program("status", code=78).stderr
        self.assertIn("release 0.1.0", error)
        self.assertIn(f"--data {self.data} migrate", error)
        self.assertEqual(self.ask("migrate"), {"ok": True, "from": 1, "to": 2})
        self.assertEqual(self.ask("migrate"), {"ok": True, "from": 2, "to": 2})
        self.assertTrue(self.ask("replay", "--verify")["ok"])
        status = self.ask("status", "--as-of", "2022-10-25")
        self.assertEqual((status["tasks"], status["dossiers"]["total"], status["reports"]["total"]),
                         (60, 11, 60))
        answer = self.ask("backup", "--to", self.folder / "b")
        kept = (SOURCE / "tests" / "golden" / "stores" / "0.1.0.txt").read_text("utf-8")
        root = root_of([leaf(record) for record in records_in(self.folder / "b")])
        self.assertIn(f"size {answer['size']}\nroot {root.hex()}\n", kept)
