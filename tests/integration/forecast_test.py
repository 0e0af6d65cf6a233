"""The days ahead: as they come, and as a change of the rules would make them."""
import datetime
import hashlib
import json
import subprocess

from program import PROGRAM, SOURCE, ProgramTest

START = "2022-10-25T07:55:00+07:00"
ACTOR = ("--actor", "vt-01")


class Ahead(ProgramTest):
    def setUp(self):
        super().setUp()
        self.clock = ["--clock", START]
        self.ask(*self.clock, "import", *self.demo_files(), "--effective", "2022-10-25")

    def lines(self, *arguments):
        out = self.run_program("--json", *arguments).stdout
        return out.splitlines(), [json.loads(line) for line in out.splitlines()]

    def forecast(self, *arguments):
        return self.lines("forecast", *arguments)[1]

    def store_octets(self):
        """Of every file of the store, apart from what RocksDB says of its own work."""
        return {str(path.relative_to(self.data)): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in sorted(self.data.rglob("*"))
                if path.is_file() and not path.name.startswith("LOG")}

    def serve_until(self, until, rate=36000):
        return self.run_program(*self.clock, "--clock-rate", rate, "serve", "--until", until)

    def policy(self, *changes, version=2):
        text = (SOURCE / "config/policy.yaml").read_text(encoding="utf-8")
        for old, new in (("version: 1", f"version: {version}"), *changes):
            self.assertIn(old, text)
            text = text.replace(old, new)
        path = self.folder / f"policy-{version}.yaml"
        path.write_text(text, encoding="utf-8")
        return path


class Forecast(Ahead):
    def test_the_day_comes_as_it_was_foreseen(self):
        days = self.forecast()
        self.assertEqual(len(days), 30)
        self.assertEqual([days[0]["day"], days[-1]["day"]], ["2022-10-25", "2022-11-23"])
        self.serve_until("2022-10-25T08:05:00+07:00")
        issued = [e for e in self.events("--type", "reminder_issued")]
        self.assertEqual(
            sorted((e["stream"], r["rung"], r["occurrence"], tuple(r["recipients"]))
                   for e in issued for r in e["data"]["reached"]),
            sorted((r["stream"], r["rung"], r["occurrence"], tuple(r["recipients"]))
                   for r in days[0]["reminders"]))
        self.assertEqual(sorted(e["data"]["message_id"] for e in self.events("--type", "digest_issued")),
                         sorted(mail["message_id"] for mail in days[0]["mails"]))
        self.assertIn("[Chuyển đổi số] Sở Du lịch: 01 nhiệm vụ trễ hạn, 01 hồ sơ cấp độ trễ hạn "
                      "(đến 25/10/2022)".removeprefix("[Chuyển đổi số] "),
                      " ".join(mail["subject"] for mail in days[0]["mails"]))
        # Told once: of the same day nothing is left
        self.assertEqual(self.forecast("--days", "1")[0]["mails"], [])

    def test_a_day_is_one_object_with_every_list(self):
        days = self.forecast("--days", "10")
        for day in days:
            self.assertEqual(list(day), ["day", "due", "overdue", "start_missed", "reminders",
                                         "mails", "events", "troubles"])
        self.assertEqual(days[4]["day"], "2022-10-29")  # a Saturday
        self.assertEqual([days[4]["reminders"], days[4]["mails"]], [[], []])
        last = next(day for day in days if day["day"] == "2022-10-31")
        first = next(day for day in days if day["day"] == "2022-11-01")
        self.assertEqual({d["task"] for d in last["due"]}, {d["task"] for d in first["overdue"]})

    def test_nothing_is_written_and_nothing_leaves(self):
        self.forecast("--days", "1")  # the first reader may tidy up
        before = self.store_octets()
        events = self.events()
        self.run_program("forecast", "--days", "365")
        self.assertEqual(self.store_octets(), before)
        self.assertEqual(self.events(), events)
        self.assertFalse((self.data / "mail").exists())

    def test_it_runs_beside_a_writer(self):
        with subprocess.Popen([PROGRAM, "--data", self.data, *self.clock, "serve"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            try:
                self.assertIn("dunghan đang chạy", process.stdout.readline().decode())
                self.assertEqual(len(self.forecast("--days", "3")), 3)
                self.assertIsNone(process.poll())
            finally:
                process.terminate()
                self.assertEqual(process.wait(60), 0, process.stderr.read())

    def test_one_agency_sees_what_concerns_it(self):
        day = self.forecast("--days", "1", "--agency", "so-du-lich")[0]
        self.assertEqual([mail["recipient"] for mail in day["mails"]], ["so-du-lich"])
        self.assertTrue(day["reminders"])
        for reminder in day["reminders"]:
            self.assertIn("so-du-lich", reminder["recipients"])
        unknown = self.run_program("forecast", "--agency", "so-kim", code=66)
        self.assertIn("there is no 'so-kim'", unknown.stderr)

    def test_people_see_a_chart_and_then_the_days(self):
        text = self.run_program("forecast", "--days", "8").stdout
        mails = len(self.forecast("--days", "1")[0]["mails"])
        chart = next(line for line in text.splitlines() if line.startswith("Thứ ba"))
        self.assertIn("25/10/2022", chart)
        self.assertIn("█", chart)
        self.assertIn(f" {mails} ", chart)
        self.assertIn("Thứ ba, 25/10/2022", text)

    def test_bounds_and_a_store_that_is_not_there(self):
        self.run_program("forecast", "--days", "0", code=2)
        self.run_program("forecast", "--days", "3661", code=2)
        self.run_program("forecast", data=self.folder / "nowhere", code=66)


class ForecastOfARealLog(Ahead):
    def setUp(self):
        ProgramTest.setUp(self)
        self.ask("import", *self.demo_files(), "--effective", "2022-10-25")

    def test_it_begins_now(self):
        def today():
            zone = datetime.timezone(datetime.timedelta(hours=7))
            return datetime.datetime.now(zone).date().isoformat()
        earliest = today()
        days = self.forecast("--days", "7")
        self.assertIn(days[0]["day"], (earliest, today()))
        self.assertEqual(len(days), 7)
        self.assertTrue(any(day["mails"] for day in days), "a catch-up in the first slot")


class Preview(Ahead):
    def preview(self, *arguments):
        lines, answers = self.lines("preview", "publish", *arguments)
        return lines, answers[0], answers[1:-1], answers[-1]

    def test_what_it_says_is_what_publishing_does(self):
        # The first warning three days earlier
        policy = self.policy(("offset_days: -8", "offset_days: -11"))
        days = ("--days", "80")
        before = self.forecast(*days)
        _, head, changes, totals = self.preview(policy, *days)
        self.assertEqual(head["base"]["position"], len(self.events()))
        self.assertEqual([c["change"] for c in changes], ["reminder"] * len(changes))
        self.ask(*self.clock, "publish", policy, *ACTOR, "--plan", totals["plan"], *days)
        after = self.forecast(*days)

        def reminders(days):
            return {(recipient, r["task"], r["rung"], r["occurrence"], r["anchor"], r["slot"])
                    for day in days for r in day["reminders"] for recipient in r["recipients"]}

        def changed(goes):
            return {(c["agency"], c["task"], c["rung"], c["occurrence"], c["anchor"], c["slot"])
                    for c in changes if c["goes"] == goes}
        self.assertTrue(changed(True))
        self.assertEqual(changed(True), reminders(after) - reminders(before))
        self.assertEqual(changed(False), reminders(before) - reminders(after))
        self.assertEqual([totals["reminders_going"], totals["reminders_withdrawn"]],
                         [len(changed(True)), len(changed(False))])

    def test_the_plan_is_the_hash_of_its_lines(self):
        policy = self.policy(("due_soon_days: 7", "due_soon_days: 90"))
        lines, _, changes, totals = self.preview(policy, "--days", "3")
        text = "".join(line + "\n" for line in lines[:-1])
        self.assertEqual(totals["plan"], hashlib.sha256(text.encode()).hexdigest())
        self.assertEqual({c["change"] for c in changes}, {"verdict"})
        self.assertEqual({(c["before"], c["after"]) for c in changes}, {("on_schedule", "due_soon")})
        self.assertEqual([c["agency"] for c in changes], sorted(c["agency"] for c in changes))
        self.assertIn(totals["plan"], self.run_program(
            "preview", "publish", policy, "--days", "3").stdout)

    def test_another_plan_is_refused_and_nothing_is_written(self):
        policy = self.policy(("offset_days: -8", "offset_days: -11"))
        plan = self.preview(policy)[3]["plan"]
        events = self.events()

        def refused(file, *options):
            told = self.run_program(
                *self.clock, "publish", file, *ACTOR, "--plan", plan, *options, code=78)
            self.assertRegex(told.stderr, f"Expected plan {plan}, but got [0-9a-f]{{64}}; preview again")
            self.assertEqual(self.events(), events)
        # Another document; other days
        refused(self.policy(("offset_days: -8", "offset_days: -12"), version=3))
        refused(policy, "--days", "31")
        # Another log
        self.run_program(*self.clock, "act", "2.1", "evidence", "--number", "1/QĐ", "--actor", "vt-01")
        events = self.events()
        refused(policy)
        plan = self.preview(policy)[3]["plan"]
        self.ask(*self.clock, "publish", policy, *ACTOR, "--plan", plan)

    def test_a_document_that_changes_nothing_or_is_refused(self):
        same = self.preview(SOURCE / "config/policy.yaml")
        self.assertEqual(same[2], [])
        self.run_program("preview", "publish", self.policy(
            ("due_soon_days: 7", "due_soon_days: 3"), version=1), code=78)
        self.run_program("preview", code=2)

    def test_nothing_is_written(self):
        policy = self.policy(("offset_days: -8", "offset_days: -11"))
        self.preview(policy, "--days", "1")
        before = self.store_octets()
        self.preview(policy)
        self.assertEqual(self.store_octets(), before)
