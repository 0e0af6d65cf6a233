"""Many wishes through one pipe: each answered in its place when it is durable, none stopping the rest."""
import json
import subprocess

from program import PROGRAM, SECONDS_MAX, ProgramTest


def wish(name, task="2.1", action="start", **fields):
    return {"id": name, "task": task, "action": action, "actor": "lan", **fields}


class Commands(ProgramTest):
    def setUp(self):
        super().setUp()
        plan = self.write_plan("plan.csv", [
            ["2.1", "Kế hoạch", "Sở Du lịch", "", "Tháng 5/2022", "", "ĐTH-Đ"]])
        self.ask("import", plan, "--effective", "2022-05-01")

    def pipe(self, *lines, code=0, options=()):
        text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n"
                       for line in lines)
        result = subprocess.run(
            [PROGRAM, "--data", self.data, "commands", *options], input=text,
            capture_output=True, text=True, timeout=SECONDS_MAX, check=False)
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        return [json.loads(line) for line in result.stdout.splitlines()]

    def test_wishes_of_one_task_keep_their_order_within_a_group(self):
        answers = self.pipe(
            wish("assign", task="7.1", action="assign", title="Việc mới", at="2022-06-01",
                 holder="Sở Du lịch, Sở Y tế", deadline="Tháng 12/2022"),
            wish("start", task="7.1", at="2022-06-02"),
            wish("done", task="7.1", action="complete", at="2022-06-03", expect_version=2))
        self.assertEqual([a["id"] for a in answers], ["assign", "start", "done"])
        self.assertEqual([a["version"] for a in answers], [1, 2, 3])
        task = self.ask("task", "7.1", "--as-of", "2022-06-30")
        self.assertEqual(task["verdict"], "completed")
        self.assertEqual([e["type"] for e in self.events("--stream", "task/7.1")],
                         ["task_assigned", "progress_reported", "progress_reported"])

    def test_repeated_it_is_answered_and_not_done_again(self):
        lines = [wish(str(n), action="evidence", number=f"{n}/QĐ-UBND") for n in range(200)]
        first = self.pipe(*lines)
        events = self.events()
        again = self.pipe(*lines)
        self.assertEqual([a.pop("repeated") for a in first], [False] * 200)
        self.assertEqual([a.pop("repeated") for a in again], [True] * 200)
        self.assertEqual(first, again)
        self.assertEqual(self.events(), events)

    def test_a_bad_line_is_named_and_the_rest_goes_on(self):
        answers = self.pipe(
            wish("1", rating="HT"),
            wish("2", colour="red"),
            '{"id":"3","id":"4","task":"2.1","action":"start","actor":"lan"}',
            '{"id":"5","task":"2.1","action":"meet","actor":"lan","milestone":1.5}',
            "[" * 200_000,
            '{"id":"6","task":"2.1"',
            '{"id":"7","task":"2.1","action":"start"}',
            "",
            '{"id":"' + "x" * 300_000,
            wish("8", action="fly"),
            wish("9", action="set-deadline", until="mai kia"),
            wish("10"),
            code=65)
        said = [(a["id"], a.get("line"), a.get("code")) for a in answers]
        self.assertEqual(said, [
            ("1", 1, "invalid"), ("2", 2, "invalid"), ("3", 3, "invalid"), ("5", 4, "invalid"),
            (None, 5, "invalid"), ("6", 6, "invalid"), ("7", 7, "invalid"),
            (None, 9, "limit_exceeded"), ("8", 10, "invalid"), ("9", 11, "invalid"),
            ("10", None, None)])
        for answer, field in zip(answers, ["rating", "colour", "'id'", "milestone", "object",
                                           "column 23", "actor", "262144", "action", "until"]):
            self.assertIn(field, answer["detail"])
        self.assertTrue(answers[-1]["ok"])

    def test_what_the_domain_refuses_ends_with_one(self):
        answers = self.pipe(wish("1", task="9.9"), wish("2", expect_version=1),
                            wish("3", action="cancel"), wish("4"), code=1)
        self.assertEqual([a.get("code") for a in answers],
                         ["not_found", "conflict", "reason_required", None])

    def test_an_answer_comes_before_the_next_line_is_sent(self):
        with subprocess.Popen([PROGRAM, "--data", self.data, "commands"], text=True,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            before = len(self.events())
            for n in range(3):
                process.stdin.write(json.dumps(wish(str(n), note=str(n))) + "\n")
                process.stdin.flush()
                self.assertEqual(json.loads(process.stdout.readline())["id"], str(n))
            self.assertIn("in use", self.run_program(
                "act", "2.1", "submit", "--actor", "lan", code=78).stderr)
            self.assertEqual(len(self.events()), before + 3)
        self.assertEqual(process.returncode, 0)

    def test_a_file_serves_as_well(self):
        path = self.folder / "wishes.jsonl"
        path.write_text(json.dumps(wish("a")))  # the last line need not end
        self.assertTrue(json.loads(self.run_program("commands", path).stdout)["ok"])
        self.assertIn("cannot read", self.run_program("commands", "nowhere", code=66).stderr)

    def test_act_reads_the_same_words(self):
        self.ask("act", "7.2", "assign", "--title", "Việc", "--holder", "Sở Y tế", "--deadline",
                 "Hàng năm", "--actor", "lan", "--id", "x")
        answer, = self.pipe(wish("x", task="7.2", action="assign", title="Việc",
                                 holder="Sở Y tế", deadline="Hàng năm"))
        self.assertEqual((answer["version"], answer["repeated"]), (1, True))
        result = self.run_program("act", "7.2", "start", "--rating", "HT", "--actor", "lan", code=65)
        self.assertIn("rating", result.stderr)
