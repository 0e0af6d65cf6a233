"""The plan comes in: counts, verdicts, differences, doubtful cells."""
import unittest

from program import DEMO, SEED, ProgramTest

EFFECTIVE = ("--effective", "2022-10-25")


class ImportOfTheReport(ProgramTest):
    def setUp(self):
        super().setUp()
        self.needs_seed()

    def import_seed(self, ending):
        data = self.folder / ending
        return data, self.ask("import", SEED / f"bao-cao-3166.{ending}", *EFFECTIVE, data=data)

    def test_three_formats_say_the_same(self):
        answers = {}
        for ending in ("docx", "xlsx", "txt"):
            data, answer = self.import_seed(ending)
            self.assertEqual((answer["tasks"], answer["dossiers"], answer["reports"]), (60, 11, 60))
            self.assertEqual(answer["milestones"], 67)
            self.assertEqual(answer["undecided"], [])
            self.assertEqual(answer["refused"], [])
            answers[ending] = answer["digest"]
            status = self.ask("status", "--as-of", "2022-10-25", data=data)
            self.assertEqual(status["tasks"], 60)
            self.assertEqual(status["rated"], {"HT": 27, "ĐTH-Đ": 23, "ĐTH-T": 6, "CTH-T": 4})
            self.assertEqual(status["derived"],
                             {"HT": 27, "ĐTH-Đ": 20, "ĐTH-T": 9, "CTH-T": 4, "CTH-Đ": 0})
            self.assertEqual([(d["task"], d["rated"], d["derived"], d["days_late"])
                              for d in status["disagreements"]],
                             [("2.8", "ĐTH-Đ", "ĐTH-T", 147), ("3.1", "ĐTH-Đ", "ĐTH-T", 117),
                              ("5.2", "ĐTH-Đ", "ĐTH-T", 117)])
            late = self.ask("overdue", "--as-of", "2022-10-25", data=data)
            self.assertEqual(sum(row["kind"] == "task" for row in late), 13)
            dossiers = [row for row in late if row["kind"] == "dossier"]
            self.assertEqual(len(dossiers), 11)
            self.assertEqual({row["days_late"] for row in dossiers}, {482})
            self.assertEqual(self.ask("agencies", "--as-of", "2022-10-25", data=data)["lagging"], 18)
        self.assertEqual(len(set(answers.values())), 1, answers)

    def test_the_demo_plan_states_the_same_facts(self):
        _, report = self.import_seed("docx")
        files = sorted(DEMO.glob("*.csv"))
        demo = self.ask("import", *files, *EFFECTIVE, data=self.folder / "demo")
        self.assertEqual(demo["digest"], report["digest"])

    def test_the_text_form_reports_what_its_body_claims(self):
        _, answer = self.import_seed("txt")
        self.assertEqual(
            [(entry["what"], entry["claimed"], entry["counted"])
             for entry in answer["inconsistencies"]], [("ĐTH-T", 5, 6), ("CTH-T", 5, 4)])

    def test_the_same_file_twice_adds_no_event(self):
        data, first = self.import_seed("docx")
        self.assertGreater(first["events"], 300)
        again = self.ask("import", SEED / "bao-cao-3166.docx", *EFFECTIVE, data=data)
        self.assertEqual(again["events"], 0)
        later = self.ask("import", SEED / "bao-cao-3166.docx", "--effective", "2022-11-25",
                         data=data)
        self.assertEqual(later["events"], 0)

    def test_one_log_tells_every_month(self):
        data, _ = self.import_seed("docx")

        def due_sets(as_of):
            rows = self.ask("overdue", "--as-of", as_of, data=data)
            return {row["task"] for row in rows
                    if row["kind"] == "task" and row["verdict"] == "overdue"}

        may = {"2.1", "2.2", "2.3", "2.4", "2.5", "2.8", "4.1", "4.2"}
        june = {"2.7", "2.9", "2.10", "3.1", "3.2", "4.3", "5.2"}
        july = {"5.3", "6.1"}
        september = {"6.2", "6.3", "6.4"}
        self.assertEqual(due_sets("2022-06-12"), set())
        self.assertEqual(due_sets("2022-06-30"), may)
        self.assertEqual(due_sets("2022-07-01"), may | june)
        self.assertEqual(due_sets("2022-08-01"), may | june | july)
        self.assertEqual(due_sets("2022-09-01"), may | june | july)
        self.assertEqual(due_sets("2022-10-01"), may | june | july | september)
        # What the report says on 25/10 takes the finished ones away
        done = may - {"2.8", "4.2"} | june - {"2.7", "3.1", "5.2"}
        self.assertEqual(due_sets("2022-10-25"), (may | june | july | september) - done)

    def test_starts_missed_are_told_apart(self):
        data, _ = self.import_seed("docx")
        rows = self.ask("overdue", "--as-of", "2022-10-25", data=data)
        missed = {row["task"]: row["days_late"] for row in rows if row["verdict"] == "start_missed"}
        self.assertEqual(missed, {"6.6#3": 86, "6.9#3": 25, "6.13#3": 117})


class ImportOfAPlan(ProgramTest):
    row = ["2.1", "Kế hoạch", "Sở Du lịch", "", "Tháng 5/2022", "", "ĐTH-Đ"]

    def test_a_month_flips_at_its_last_instant(self):
        plan = self.write_plan("plan.csv", [self.row])
        self.ask("import", plan, "--effective", "2022-05-01")
        before = self.ask("overdue", "--as-of", "2022-05-31T16:59:59.999Z")
        after = self.ask("overdue", "--as-of", "2022-05-31T17:00:00Z")
        self.assertEqual(before, [])
        self.assertEqual([(row["task"], row["days_late"]) for row in after], [("2.1", 1)])

    def test_a_changed_file_adds_only_its_differences(self):
        plan = self.write_plan("plan.csv", [self.row, ["2.2", *self.row[1:]]])
        self.ask("import", plan, "--effective", "2022-05-01")
        changed = [*self.row]
        changed[4], changed[6] = "Tháng 7/2022", "HT"
        plan = self.write_plan("plan.csv", [changed, ["2.2", *self.row[1:]]])
        answer = self.ask("import", plan, "--effective", "2022-06-01")
        self.assertEqual(answer["changed"], 1)
        new = self.events("--stream", "task/2.1")[-answer["events"]:]
        self.assertEqual([event["type"] for event in new],
                         ["deadline_set", "progress_reported", "task_rated"])

    def test_the_order_of_columns_is_free(self):
        plan = self.write_plan("a.csv", [self.row])
        order = [6, 2, 4, 0, 5, 1, 3]
        from program import HEADINGS
        shuffled = self.write_plan("b.csv", [[self.row[i] for i in order]],
                                   headings=[HEADINGS[i] for i in order])
        one = self.ask("import", plan, "--effective", "2022-05-01", data=self.folder / "a")
        other = self.ask("import", shuffled, "--effective", "2022-05-01", data=self.folder / "b")
        self.assertEqual(one["digest"], other["digest"])

    def test_what_cannot_be_read_waits_for_a_person_and_the_rest_goes_in(self):
        rows = [self.row,
                ["2.2", "Việc hai", "Sở Không Có", "", "Tháng 5/2022", "", "ĐTH-Đ"],
                ["2.3", "Việc ba", "Sở Du lịch", "", "khi có kinh phí", "", "ĐTH-Đ"],
                ["2.4", "Việc bốn", "Sở Du lịch", "", "Tháng 13/2022", "", "XYZ"]]
        answer = self.ask("import", self.write_plan("plan.csv", rows), "--effective", "2022-10-25")
        self.assertEqual(answer["tasks"], 4)
        found = {(cell["task"], cell["column"], cell["text"]) for cell in answer["undecided"]}
        self.assertEqual(found, {
            ("2.2", "Đơn vị chủ trì", "Sở Không Có"),
            ("2.3", "Thời gian thực hiện", "khi có kinh phí"),
            ("2.4", "Thời gian thực hiện", "Tháng 13/2022"),
            ("2.4", "Đánh giá mức độ thực hiện", "XYZ")})
        for cell in answer["undecided"]:
            self.assertTrue(cell["table"] and cell["row"] > 0 and cell["why"], cell)
        self.assertEqual(len(self.events("--type", "cell_set_aside")), 4)
        status = self.ask("status", "--as-of", "2022-10-25")
        self.assertEqual(status["undecided"], 2)
        self.assertEqual(sum(status["derived"].values()), 2)
        again = self.ask("import", self.folder / "plan.csv", "--effective", "2022-10-25")
        self.assertEqual(again["events"], 0)
        waiting = [(entry["task"], entry["what"], entry["text"]) for entry in self.ask("undecided")]
        self.assertEqual(waiting, [("2.2", "holder", "Sở Không Có"),
                                   ("2.3", "deadline", "khi có kinh phí"),
                                   ("2.4", "deadline", "Tháng 13/2022"), ("2.4", "cell", "XYZ")])
        # What a person decides is no longer waiting
        self.ask("act", "2.3", "set-deadline", "--until", "Tháng 12/2022", "--actor", "lan")
        waiting = [(entry["task"], entry["what"]) for entry in self.ask("undecided")]
        self.assertNotIn(("2.3", "deadline"), waiting)

    def test_a_dry_run_shows_what_would_happen_and_writes_nothing(self):
        plan = self.write_plan("plan.csv", [self.row])
        would = self.ask("import", plan, "--effective", "2022-05-01", "--dry-run")
        self.assertFalse(self.data.exists())
        did = self.ask("import", plan, "--effective", "2022-05-01")
        self.assertEqual(would["events"], did["events"])
        head = len(self.events())
        self.assertEqual(self.ask("import", plan, "--effective", "2022-05-01",
                                  "--dry-run")["events"], 0)
        self.assertEqual(len(self.events()), head)

    def test_a_file_that_is_no_plan_is_refused_and_nothing_is_half_done(self):
        good = self.write_plan("good.csv", [self.row])
        bad = self.folder / "bad.docx"
        bad.write_bytes(b"PK\x03\x04 this is no archive")
        result = self.run_program("import", good, bad, "--effective", "2022-05-01", code=65)
        self.assertIn("bad.docx", result.stderr)
        self.assertEqual([e["type"] for e in self.events() if e["stream"].startswith("task/")], [])

    def test_an_effective_day_that_has_not_come_is_refused(self):
        plan = self.write_plan("plan.csv", [self.row])
        result = self.run_program("import", plan, "--effective", "2999-01-01", code=65)
        self.assertIn("2998-12-31T17:00:00", result.stderr)


if __name__ == "__main__":
    unittest.main()
