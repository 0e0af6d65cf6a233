"""Working time on the command line, and certificates that two strangers compute again."""
import json
import random
import subprocess

from program import PROGRAM, SOURCE, ProgramTest

CALENDARS = SOURCE / "config" / "calendars"
VERIFY = PROGRAM.parent / "dunghan-verify"
WORKING_DAYS = [("2026-01-09", 1, "2026-01-10"), ("2026-02-10", 5, "2026-02-24"),
                ("2026-02-14", 2, "2026-02-24"), ("2026-02-10", 15, "2026-03-10"),
                ("2026-04-24", 2, "2026-04-29"), ("2026-08-20", 3, "2026-08-24"),
                ("2026-08-28", 1, "2026-09-03"), ("2026-11-14", 2, "2026-11-17"),
                ("2026-11-20", 3, "2026-11-26")]


class Calendar(ProgramTest):
    def publish(self, *names):
        files = [CALENDARS / name for name in names]
        return self.ask("calendar", "publish", *files, "--actor", "vt-01")

    def add(self, start, amount, *more):
        return self.ask("calendar", "add", start, amount, *more)

    def test_counts_in_the_published_calendar(self):
        self.publish("vn.yaml", "khanh-hoa.yaml")
        answer = self.add("2026-11-20", 3, "--unit", "working-days")
        self.assertEqual(answer, {
            "due": "2026-11-26", "provisional": False, "calendar": "khanh-hoa", "version": 1})
        of_the_nation = self.add("2026-11-20", 3, "--calendar", "vn", "--explain")
        self.assertEqual(of_the_nation["label"], "vn/1")
        self.assertEqual(of_the_nation["due_before"], "2026-11-26T17:00:00.000Z")
        whys = [(line["date"][8:], line["why"]) for line in of_the_nation["certificate"]["lines"]]
        self.assertEqual(whys, [
            ("20", "first_day"), ("21", "not_worked"), ("22", "not_worked"), ("23", "counted"),
            ("24", "not_worked"), ("25", "counted"), ("26", "counted")])
        for start, amount, due in WORKING_DAYS:
            self.assertEqual(self.add(start, amount)["due"], due, (start, amount))
        self.assertTrue(self.add("2026-12-28", 5)["provisional"])
        hours = self.add("2026-08-21T16:00", 8, "--unit", "working-hours", "--explain")
        self.assertEqual(hours["due"], "2026-08-22T09:30:00.000Z")
        self.assertEqual(hours["label"], "vn/1+khanh-hoa/1")
        self.assertEqual(self.add("2026-01-31", 1, "--unit", "months")["due"], "2026-02-28")
        self.assertEqual(self.add("2026-01-31", 1, "--unit", "months", "--roll")["due"], "2026-03-02")

    def test_counts_in_the_calendar_of_the_policy(self):
        text = (SOURCE / "config" / "policy.yaml").read_text(encoding="utf-8")
        policy = self.folder / "policy.yaml"
        days = "  days: [mon, tue, wed, thu, fri]\n"
        self.assertIn(days, text)
        policy.write_text(text.replace(days, "").replace("\nslot:\n", "\ncalendar: vn\nslot:\n"),
                          encoding="utf-8")
        self.ask("publish", CALENDARS / "vn.yaml", CALENDARS / "khanh-hoa.yaml", policy,
                 "--actor", "vt-01")
        self.assertEqual(self.add("2026-11-20", 3)["calendar"], "vn")

    def test_the_first_import_publishes_the_shipped_ones(self):
        self.run_program("--clock", "2022-10-25T08:00", "import", *self.demo_files(),
                         "--effective", "2022-10-25")
        self.assertEqual(self.add("2026-11-20", 3)["due"], "2026-11-26")
        published = [e["stream"] for e in self.events() if e["type"] == "calendar_published"]
        self.assertEqual(published, ["calendar/vn", "calendar/khanh-hoa"])

    def test_says_that_none_is_published(self):
        self.run_program("calendar", "add", "2026-11-20", 3, code=66)
        self.ask("publish", SOURCE / "config" / "policy.yaml", "--actor", "vt-01")
        refused = self.run_program("calendar", "add", "2026-11-20", 3, code=66)
        self.assertIn("none is published", refused.stderr)
        self.assertIn("calendar publish FILE", refused.stderr)
        self.publish("vn.yaml")
        unknown = self.run_program("calendar", "add", "2026-11-20", 3, "--calendar", "hn", code=66)
        self.assertIn("it holds vn", unknown.stderr)

    def test_counts_in_files_without_a_store(self):
        words = (PROGRAM, "calendar", "add", "2026-11-20", "3")
        told = subprocess.run(words, capture_output=True, text=True, check=False)
        self.assertEqual(told.returncode, 66)
        self.assertIn("give --data, or --file", told.stderr)
        told = subprocess.run([*words, "--file", CALENDARS / "vn.yaml"],
                              capture_output=True, text=True, check=True)
        self.assertIn("3 ngày làm việc từ T6 20/11/2026: hết hạn hết ngày T5 26/11/2026", told.stdout)
        answer = self.add("2026-11-20", 3, "--file", CALENDARS / "vn.yaml")
        self.assertEqual((answer["due"], answer["calendar"]), ("2026-11-26", "vn"))
        layers = ("--file", CALENDARS / "vn.yaml", "--file", CALENDARS / "khanh-hoa.yaml")
        self.assertEqual(self.add("2026-11-20", 3, *layers, "--explain")["label"], "vn/1+khanh-hoa/1")
        self.run_program("calendar", "add", "2026-11-20", 3, "--file",
                         CALENDARS / "khanh-hoa.yaml", code=65)
        self.assertFalse(self.data.exists())

    def test_publishing_takes_calendars_whose_layers_stand(self):
        refused = self.run_program("calendar", "publish", CALENDARS / "khanh-hoa.yaml",
                                   "--actor", "vt-01", code=78)
        self.assertIn("there is no 'vn'", refused.stderr)
        other = self.run_program("calendar", "publish", SOURCE / "config" / "policy.yaml",
                                 "--actor", "vt-01", code=65)
        self.assertIn("policy.yaml", other.stderr)
        self.publish("vn.yaml")
        self.assertEqual(self.publish("vn.yaml")["documents"][0]["events"], 0)
        changed = self.folder / "vn.yaml"
        text = (CALENDARS / "vn.yaml").read_text(encoding="utf-8")
        changed.write_text(text.replace("2026-08-31", "2026-08-28"), encoding="utf-8")
        taken = self.run_program("calendar", "publish", changed, "--actor", "vt-01", code=78)
        self.assertIn("Expected a version of calendar 'vn' above 1", taken.stderr)
        changed.write_text(text.replace("2026-08-31", "2026-08-28").replace(
            "version: 1", "version: 2"), encoding="utf-8")
        self.ask("calendar", "publish", changed, "--actor", "vt-01")
        self.assertEqual(self.add("2026-08-27", 1)["due"], "2026-08-31")
        first = self.events()[-2]["recorded_at"]
        self.assertEqual(self.add("2026-08-27", 1, "--as-known", first)["due"], "2026-08-28")

    def test_shows_a_month_with_its_notices(self):
        month = ("calendar", "show", "--month", "2026-11", "--file", CALENDARS / "vn.yaml")
        shown = self.run_program(*month).stdout
        self.assertIn("Tháng 11/2026 · 20 ngày làm việc", shown)
        self.assertIn("(24)", shown)
        self.assertIn("T3 24/11/2026  nghỉ: Ngày Văn hóa Việt Nam (NQ 28/2026/QH16) · vn/1", shown)
        answer = self.ask(*month)
        self.assertEqual(answer["working_days"], 20)
        self.assertEqual(len(answer["days"]), 30)
        self.assertEqual(answer["days"][23]["notice"], "NQ 28/2026/QH16")
        august = self.run_program(*month[:3], "2026-08", *month[4:]).stdout
        self.assertIn("+22", august)
        self.run_program(*month[:3], "2026-13", *month[4:], code=65)

    def test_check_reads_and_writes_nothing(self):
        answer = self.ask("calendar", "check", CALENDARS / "vn.yaml")
        self.assertEqual([y["year"] for y in answer["years"]], list(range(2021, 2027)))
        broken = self.folder / "x.yaml"
        broken.write_text("kind: calendar\nid: x\nversion: 1\nname: X\nweekdays: [mon]\n",
                          encoding="utf-8")
        refused = self.run_program("calendar", "check", broken, code=65)
        self.assertIn("x.yaml:1:1: Expected hours", refused.stderr)
        self.assertFalse(self.data.exists())

    def test_doctor_says_how_far_the_data_reaches(self):
        def level(moment):
            answer = subprocess.run(
                [PROGRAM, "--data", self.data, "--json", "--clock", moment, "doctor"],
                capture_output=True, text=True, check=False).stdout
            return next(c for c in json.loads(answer)["checks"] if c["name"] == "calendar")

        policy = SOURCE / "config" / "policy.yaml"
        self.run_program("--clock", "2026-01-05", "publish", policy, "--actor", "vt-01")
        self.assertEqual(level("2026-01-05")["level"], "warn")  # none is published
        self.run_program("--clock", "2026-01-05", "calendar", "publish", CALENDARS / "vn.yaml",
                         "--actor", "vt-01")
        for moment, expected in (("2026-01-06", "ok"), ("2026-08-31", "ok"), ("2026-09-01", "warn"),
                                 ("2026-11-30", "warn"), ("2026-12-01", "bad"), ("2027-02-01", "bad")):
            self.assertEqual(level(moment)["level"], expected, moment)
        self.assertIn("2026", level("2026-01-06")["found"])


class Certificate(ProgramTest):
    def certificate(self, *arguments):
        answer = self.ask("calendar", "add", *arguments, "--explain",
                          "--file", CALENDARS / "vn.yaml", "--file", CALENDARS / "khanh-hoa.yaml")
        path = self.folder / "certificate.json"
        path.write_text(json.dumps(answer["certificate"]), encoding="utf-8")
        return path

    def verify(self, path):
        return subprocess.run([VERIFY, "--json", path], capture_output=True, text=True, check=False)

    def stranger(self, path):
        program = SOURCE / "tests" / "integration" / "independent_certificate.py"
        return subprocess.run(["/usr/bin/python3", "-B", program, path],
                              capture_output=True, text=True, check=False)

    def both(self, path, code):
        ours, theirs = self.verify(path), self.stranger(path)
        self.assertEqual((ours.returncode, theirs.returncode), (code, code),
                         f"{ours.stdout}{ours.stderr}\n{theirs.stdout}{theirs.stderr}")
        return json.loads(ours.stdout)

    def test_of_any_term_is_computed_alike_by_three(self):
        chance = random.Random(20261126)
        for _ in range(60):
            unit = chance.choice(["days", "working-days", "working-hours", "weeks", "months"])
            day = f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
            hour = f"T{chance.randint(0, 23):02}:{chance.randint(0, 59):02}:07.125"
            more = ["--roll"] if chance.random() < 0.5 else []
            for _ in range(chance.randint(0, 3)):
                begin = f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 14):02}T09:30"
                end = begin[:8] + f"{chance.randint(15, 28):02}T{chance.randint(7, 18):02}:10"
                more += ["--paused", f"{begin}/{end}"]
            self.both(self.certificate(day + hour, chance.randint(1, 40), "--unit", unit, *more), 0)

    def test_says_what_was_changed(self):
        path = self.certificate("2026-11-20", 3)
        self.assertTrue(self.both(path, 0)["ok"])
        whole = json.loads(path.read_text(encoding="utf-8"))

        def without_the_24th(c):
            c["calendar"]["days"] = []

        def later(c):
            c["computed"]["due_before"] = c["due_before"] = "2026-11-27T17:00:00.000Z"

        def a_line_less(c):
            c["lines"].pop()

        def paused(c):
            c["pauses"].append({"from": "2026-11-23T01:00:00.000Z", "until": "2026-11-24T01:00:00.000Z"})

        for change in (without_the_24th, later, a_line_less, paused):
            certificate = json.loads(json.dumps(whole))
            change(certificate)
            path.write_text(json.dumps(certificate), encoding="utf-8")
            self.assertIn("Expected", self.both(path, 1)["faults"][0], change.__name__)

    def test_nobody_signs_it(self):
        path = self.certificate("2026-11-20", 3)
        refused = subprocess.run([VERIFY, "--key", "dunghan+6d3a1f2b+AQ==", path],
                                 capture_output=True, text=True, check=False)
        self.assertEqual(refused.returncode, 2)
