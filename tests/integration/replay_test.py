"""Any instant, as known at any other: what replay and diff say of the demo plan."""
import json
import subprocess
import unittest

from program import PROGRAM, SECONDS_MAX, SOURCE, ProgramTest

IMPORTED = "2022-10-25T07:55:00+07:00"  # the simulated clock when the plan came in
LATER = "2022-11-20T09:00:00+07:00"
CLOCK_CHANGES = {"verdict", "code", "days_late", "days_left"}
MAY = {"2.1", "2.2", "2.3", "2.4", "2.5", "2.8", "4.1", "4.2"}
JUNE = {"2.7", "2.9", "2.10", "3.1", "3.2", "4.3", "5.2"}


class ReplayTest(ProgramTest):
    def at(self, clock, *arguments):
        return self.ask("--clock", clock, *arguments)

    def replay(self, as_of, as_known=None, **options):
        known = ("--as-known", as_known) if as_known else ()
        # The contract: --json stands after the command
        return json.loads(
            self.run_program("replay", "--as-of", as_of, *known, "--json", **options).stdout)

    def diff(self, *arguments):
        return json.loads(self.run_program("diff", *arguments, "--json").stdout)

    @staticmethod
    def by_code(answer):
        return {task["task"]: task for task in answer["tasks"]}


class OfTheDemoPlan(ReplayTest):
    def setUp(self):
        super().setUp()
        self.at(IMPORTED, "import", *self.demo_files(), "--effective", "2022-10-25")

    def test_the_whole_state_has_the_known_numbers(self):
        state = self.replay("2022-10-25")
        self.assertEqual(state["as_of"], "2022-10-24T17:00:00.000Z")
        self.assertEqual(state["position"], len(self.events()))
        self.assertEqual(state["counts"]["kinds"], {"dossier": 11, "report": 60, "task": 60})
        self.assertEqual({code: state["counts"]["ratings"][code]
                          for code in ("HT", "ĐTH-Đ", "ĐTH-T", "CTH-T")},
                         {"HT": 27, "ĐTH-Đ": 23, "ĐTH-T": 6, "CTH-T": 4})
        tasks = [task for task in state["tasks"] if task["kind"] == "task"]
        derived = [task["code"] for task in tasks]
        self.assertEqual({code: derived.count(code) for code in set(derived)},
                         {"HT": 27, "ĐTH-Đ": 20, "ĐTH-T": 9, "CTH-T": 4})
        self.assertEqual([task["task"] for task in tasks
                          if task["rating"]["code"] != task["code"]], ["2.8", "3.1", "5.2"])
        streams = [task["stream"].encode() for task in state["tasks"]]
        self.assertEqual(streams, sorted(streams))
        self.assertEqual(state["policy"]["content"]["name"], "default")
        self.assertEqual(len(state["directory"]["content"]["agencies"]), 30)

    def test_it_agrees_with_every_other_reading(self):
        for as_of in ("2022-06-30", "2022-08-01", "2022-10-01", "2022-10-25"):
            state = self.replay(as_of)
            late = {(task["task"], task["verdict"], task["days_late"]) for task in state["tasks"]
                    if task["verdict"] in ("overdue", "start_missed")}
            rows = self.ask("overdue", "--as-of", as_of)
            self.assertEqual(late, {(row["task"], row["verdict"], row["days_late"])
                                    for row in rows}, as_of)
            self.assertEqual(sum(task["kind"] == "task" for task in state["tasks"]),
                             self.ask("status", "--as-of", as_of)["tasks"])

    def test_an_instant_is_told_the_same_for_ever(self):
        question = ("replay", "--as-of", "2022-10-25", "--as-known", IMPORTED, "--json")
        before = self.run_program(*question).stdout
        self.assertEqual(before, self.run_program(*question).stdout)
        self.at(LATER, "act", "2.8", "complete", "--actor", "lan", "--at", "2022-10-20")
        self.assertEqual(before, self.run_program(*question).stdout)

    def test_back_dated_facts_are_seen_only_by_who_knew_them(self):
        self.at(LATER, "act", "2.8", "complete", "--actor", "lan", "--at", "2022-10-26")
        now = self.by_code(self.replay("2022-11-01"))["2.8"]
        then = self.replay("2022-11-01", "2022-11-01")
        # Learnt late: known by whoever asks today, unknown to whoever asked then
        self.assertEqual((now["progress"]["progress"], now["progress"]["occurred_at"]),
                         ("completed", "2022-10-25T17:00:00.000Z"))
        self.assertEqual(self.by_code(then)["2.8"]["verdict"], "overdue")
        self.assertEqual(then["position"], len(self.events()) - 1)
        rows = self.diff("--by", "known", "--from", "2022-11-01", "--to", "2022-11-21",
                         "--as-of", "2022-11-01")["tasks"]
        self.assertEqual([row["task"] for row in rows], ["2.8"])
        self.assertEqual([(event["position"], event["type"], event["actor"])
                          for event in rows[0]["events"]],
                         [(len(self.events()), "progress_reported", "person:lan")])

    def test_terms_end_by_the_clock_alone(self):
        answer = self.diff("--from", "2022-06-30T16:59:59.999Z", "--to", "2022-06-30T17:00:00Z")
        due = {row["task"] for row in answer["tasks"]
               if row["fields"]["verdict"]["after"] == "overdue"}
        self.assertEqual(due, JUNE)
        for row in answer["tasks"]:
            self.assertEqual((row["change"], row["verdict_moved_by"], row["events"]),
                             ("changed", "clock", []), row)
            self.assertLessEqual(set(row["fields"]), CLOCK_CHANGES)
            self.assertEqual(row["fields"]["days_late"], {"before": 0, "after": 1})
        self.assertEqual(answer["counts"]["by_clock_alone"], len(answer["tasks"]))

    def test_the_plan_appears_with_the_events_that_brought_it(self):
        answer = self.diff("--from", "2022-06-01", "--to", "2022-06-13")
        came = [row for row in answer["tasks"] if row["change"] == "appeared"]
        self.assertEqual(len(came), 60)
        for row in came:
            self.assertEqual([event["type"] for event in row["events"]], ["task_assigned"])
            self.assertEqual(row["events"][0]["occurred_at"], "2022-06-12T17:00:00.000Z")
        late = {row["task"] for row in came if row["fields"]["verdict"]["after"] == "overdue"}
        self.assertEqual(late, MAY)

    def test_one_task_is_told_as_among_all(self):
        span = ("--from", "2022-06-30", "--to", "2022-10-25")
        among = {row["task"]: row for row in self.diff(*span)["tasks"]}
        for code in ("2.8", "6.6#3", "hs-so-du-lich"):
            self.assertEqual(self.diff(*span, "--task", code)["tasks"],
                             [among[code]] if code in among else [])
        fields = among["2.8"]["fields"]
        self.assertEqual(fields["rating"]["before"], None)
        self.assertEqual(fields["rating"]["after"]["code"], "ĐTH-Đ")
        self.assertEqual((fields["days_late"]["before"], fields["days_late"]["after"]), (30, 147))
        self.run_program("diff", *span, "--task", "9.99", code=66)

    def test_mails_are_known_from_when_they_were_made(self):
        self.run_program("--clock", IMPORTED, "--clock-rate", 3600, "serve",
                         "--until", "2022-10-25T08:05:00+07:00")
        slot = "2022-10-25T08:00:00+07:00"
        before = "2022-10-25T07:59:59+07:00"
        end = "2022-10-25T08:10:00+07:00"
        self.assertEqual(self.replay(slot, before)["digests"], [])
        self.assertEqual(self.replay(before, end)["digests"], [])
        digests = self.replay(end)["digests"]
        self.assertEqual(len(digests), 17)
        self.assertEqual({digest["delivery"] for digest in digests}, {"sent"})
        listed = self.ask("digests")
        self.assertEqual([digest["message_id"] for digest in digests],
                         [digest["message_id"] for digest in listed])
        self.assertEqual(self.ask("digests", "--as-known", before), [])
        self.assertEqual(self.ask("digests", "--as-of", before), [])
        # What each had come to by the instant of the first: on a slow machine the clock stands still
        # at the end of the run, and all of it is of one instant.
        known = self.events("--type", "digest_issued")[0]["recorded_at"]
        ids = {event["stream"]: event["data"]["message_id"]
               for event in self.events("--type", "digest_issued")}
        came_to = {}
        for kind, state in (("digest_issued", "owed"), ("delivery_claimed", "claimed"),
                            ("delivery_sent", "sent")):
            for event in self.events("--type", kind):
                if event["recorded_at"] <= known:
                    came_to[ids[event["stream"]]] = state
        made = self.ask("digests", "--as-known", known)
        self.assertEqual({digest["message_id"]: digest["delivery"] for digest in made}, came_to)

    def test_the_log_and_one_task_honour_both_times(self):
        self.at(LATER, "act", "2.8", "complete", "--actor", "lan", "--at", "2022-10-26")
        events = self.events()
        known = self.events("--as-known", "2022-11-01")
        self.assertEqual(known, events[:-1])
        occurred = self.events("--as-of", "2022-06-13")
        self.assertEqual(occurred, [event for event in events
                                    if event["occurred_at"] <= "2022-06-12T17:00:00.000Z"])
        task = self.ask("task", "2.8", "--as-of", "2022-11-01", "--as-known", "2022-11-01")
        self.assertEqual(task["history"], [event for event in known
                                           if event["stream"] == "task/2.8"])
        status = self.ask("status", "--as-of", "2022-11-01", "--as-known", "2022-11-01")
        self.assertEqual(status["position"], len(known))
        late = {row["task"]: row["days_late"] for row in
                self.ask("overdue", "--as-of", "2022-11-01", "--as-known", "2022-11-01")}
        self.assertEqual(late["2.8"], 154)

    def test_persons_are_told_without_what_was_sealed(self):
        planted = "Nguyễn Thử Nghiệm"
        self.at(LATER, "person", "set", "cb-017", "--agency", "so-du-lich", "--name", planted,
                "--actor", "lan")
        then = "2022-11-20T09:30:00+07:00"
        question = ("replay", "--as-of", then, "--as-known", then, "--json")
        before = self.run_program(*question).stdout
        self.assertNotIn(planted, before)
        person, = json.loads(before)["persons"]
        self.assertEqual((person["person"], person["agency"], person["data"]),
                         ("cb-017", "so-du-lich", "[sealed]"))
        end = "2022-12-01T09:00:00+07:00"
        self.at(end, "erase", "cb-017", "--basis", "yêu cầu 12", "--actor", "lan")
        self.assertEqual(self.run_program(*question).stdout, before)
        person, = self.replay("2022-12-01T09:01:00+07:00")["persons"]  # the clock went on
        self.assertEqual((person["data"], person["basis"]), ("[erased]", "yêu cầu 12"))
        self.assertEqual(self.replay("2022-10-25")["persons"], [])

    def test_it_is_the_audit_program_that_answers(self):
        beside = subprocess.run(
            [PROGRAM.parent / "dunghan-audit", "--data", self.data, "replay", "--as-of",
             "2022-10-25", "--json"], capture_output=True, timeout=SECONDS_MAX, check=True)
        ours = self.run_program("replay", "--as-of", "2022-10-25", "--json").stdout
        self.assertEqual(beside.stdout.decode(), ours)

    def test_people_read_tables(self):
        table = self.run_program("replay", "--as-of", "2022-10-25").stdout
        self.assertIn("Tổng số: 131 việc", table)
        self.assertIn("147 ngày", table)
        table = self.run_program("diff", "--from", "2022-06-30", "--to", "2022-10-25").stdout
        self.assertRegex(table, r"2\.8 +theo hạn +trễ hạn 30 ngày +trễ hạn 147 ngày +#\d+ progress")
        table = self.run_program("diff", "--from", "2022-06-30", "--to", "2022-07-01").stdout
        self.assertRegex(table, r"2\.7 +theo hạn +sắp đến hạn +trễ hạn 1 ngày +đồng hồ")
        nothing = self.run_program("diff", "--from", "2022-06-30", "--to", "2022-06-30").stdout
        self.assertIn("Không có gì thay đổi", nothing)

    def test_questions_that_make_no_sense_are_refused(self):
        self.run_program("replay", code=2)
        self.run_program("replay", "--as-known", "2022-10-25", code=2)
        self.run_program("replay", "--verify", "--as-of", "2022-10-25", code=2)
        self.run_program("replay", "--as-of", "gestern", code=65)
        self.run_program("diff", "--from", "2022-10-25", code=2)
        self.run_program("diff", "--from", "2022-10-25", "--to", "2022-10-24", code=65)
        self.run_program("diff", "--from", "2022-10-24", "--to", "2022-10-25", "--by", "guess",
                         code=2)
        self.run_program("diff", "--from", "2022-10-24", "--to", "2022-10-25", "--as-of",
                         "2022-10-25", code=2)

    def test_rebuilt_views_have_a_fingerprint(self):
        first = self.ask("replay", "--verify")
        self.assertTrue(first["ok"])
        self.assertEqual(sorted(first["views"]),
                         ["digest", "due", "endpoint", "notice", "outbox", "pending", "person", "task", "timer"])
        self.assertEqual(first["views"]["task"]["rows"], 131)
        self.assertEqual(first, self.ask("replay", "--verify"))
        self.at(LATER, "act", "2.8", "complete", "--actor", "lan")
        second = self.ask("replay", "--verify")
        differing = {name for name in first["views"]
                     if first["views"][name] != second["views"][name]}
        self.assertEqual(differing, {"task", "due"})


class OfRulesThatChange(ReplayTest):
    """Policy and directory are those known then, not the latest."""
    row = ["2.1", "Kế hoạch", "Sở Du lịch", "", "Tháng 5/2022", "", "ĐTH-Đ"]

    def changed(self, name, *changes):
        text = (SOURCE / "config" / name).read_text(encoding="utf-8")
        for old, new in (("version: 1\n", "version: 2\n"), *changes):
            self.assertIn(old, text)
            text = text.replace(old, new, 1)
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def setUp(self):
        super().setUp()
        self.plan = self.write_plan("plan.csv", [self.row])
        self.at("2022-05-02T09:00:00+07:00", "import", self.plan, "--effective", "2022-05-01")
        directory = self.changed("directory.yaml",
                                 ("name: Sở Du lịch\n    aliases: []",
                                  "name: Sở Du lịch và Lữ hành\n    aliases: [Sở Du lịch]"))
        policy = self.changed("policy.yaml", ("due_soon_days: 7", "due_soon_days: 30"))
        self.at("2022-05-10T09:00:00+07:00", "import", self.plan, "--effective", "2022-05-01",
                "--directory", directory, "--policy", policy)

    def test_a_month_flips_at_its_last_instant(self):
        before = self.by_code(self.replay("2022-05-31T16:59:59.999Z"))["2.1"]
        after = self.by_code(self.replay("2022-05-31T17:00:00Z"))["2.1"]
        self.assertEqual((before["verdict"], before["days_late"]), ("due_soon", 0))
        self.assertEqual((after["verdict"], after["days_late"]), ("overdue", 1))
        self.assertEqual({name for name in after if after[name] != before[name]}, CLOCK_CHANGES)
        change = self.diff("--from", "2022-05-31T16:59:59.999Z", "--to", "2022-05-31T17:00:00Z",
                           "--task", "2.1")["tasks"]
        self.assertEqual([row["verdict_moved_by"] for row in change], ["clock"])

    def test_every_reading_names_and_judges_by_what_was_known(self):
        late = ("--as-of", "2022-06-13")
        old = ("--as-known", "2022-05-05")
        for read in ("overdue", "agencies"):
            self.assertIn("Sở Du lịch và Lữ hành", self.run_program("--json", read, *late).stdout)
            known = self.run_program("--json", read, *late, *old).stdout
            self.assertIn("Sở Du lịch", known)
            self.assertNotIn("Sở Du lịch và Lữ hành", known)
        self.assertEqual(self.ask("task", "2.1", *late)["holder"], "Sở Du lịch và Lữ hành")
        self.assertEqual(self.ask("task", "2.1", *late, *old)["holder"], "Sở Du lịch")
        soon = ("--as-of", "2022-05-12")
        self.assertEqual(self.ask("task", "2.1", *soon)["verdict"], "due_soon")
        self.assertEqual(self.ask("task", "2.1", *soon, *old)["verdict"], "on_schedule")
        state = self.replay("2022-05-12", "2022-05-05")
        self.assertEqual(state["policy"]["content"]["version"], 1)
        self.assertEqual(state["directory"]["content"]["version"], 1)
        self.assertEqual(self.replay("2022-05-12")["policy"]["content"]["version"], 2)

    def test_before_anything_was_known_there_is_nothing(self):
        state = self.replay("2022-06-13", "2022-01-01")
        self.assertEqual((state["position"], state["tasks"], state["policy"], state["directory"]),
                         (0, [], None, None))
        self.assertEqual(self.ask("overdue", "--as-of", "2022-06-13", "--as-known", "2022-01-01"),
                         [])

    def test_a_policy_moves_a_verdict_by_itself(self):
        row, = self.diff("--by", "known", "--from", "2022-05-05", "--to", "2022-05-12",
                         "--as-of", "2022-05-12")["tasks"]
        self.assertEqual((row["task"], row["verdict_moved_by"], row["events"]),
                         ("2.1", "policy", []))
        self.assertEqual(row["fields"]["verdict"], {"before": "on_schedule", "after": "due_soon"})

    def test_cells_wait_from_when_they_were_known(self):
        doubtful = self.write_plan("b.csv", [self.row, ["2.4", "Việc", "Sở Du lịch", "",
                                                        "Tháng 5/2022", "", "XYZ"]])
        self.at("2022-05-20T09:00:00+07:00", "import", doubtful, "--effective", "2022-05-01")
        self.assertEqual([cell["text"] for cell in self.ask("undecided")], ["XYZ"])
        self.assertEqual(self.ask("undecided", "--as-known", "2022-05-19"), [])


if __name__ == "__main__":
    unittest.main()
