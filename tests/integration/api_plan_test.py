"""The plan as a whole, its reminders, and who filed: what the command line says, over HTTP."""
import unittest

from api import OTHERS, OWN, ApiTest


class PlanTest(ApiTest):
    def setUp(self):
        super().setUp()
        self.auditor = self.token("auditor")["token"]
        self.officer = self.token("officer")["token"]

    def read(self, path, token=None):
        answer = self.get(path, token or self.auditor)
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json


class Plan(PlanTest):
    def test_the_counts_are_those_of_the_command_line_at_any_instant(self):
        self.start()
        for day in ("2022-10-25", "2022-08-01"):
            said = self.ask("status", "--as-of", day)
            plan = self.read(f"/v1/plan?as_of={day}")
            self.assertEqual(plan["tasks"]["total"], said["tasks"])
            for side in ("rated", "derived"):
                self.assertEqual(plan["tasks"][side],
                                 {code: n for code, n in said[side].items() if n}, day)
            late = sum(n for verdict, n in plan["dossiers"].items()
                       if verdict in ("overdue", "start_missed"))
            self.assertEqual((sum(plan["dossiers"].values()), late),
                             (said["dossiers"]["total"], said["dossiers"]["overdue"]))
            self.assertEqual(plan["reports"].get("missing", 0), said["reports"]["missing"])
        self.assertEqual(self.read("/v1/plan?as_known=2021-01-01")["tasks"]["total"], 0)

    def test_an_officer_counts_its_own(self):
        self.start()
        mine = self.read("/v1/tasks?limit=500", self.officer)["items"]
        plan = self.read("/v1/plan", self.officer)
        counted = (plan["tasks"]["total"] + sum(plan["dossiers"].values())
                   + sum(plan["reports"].values()))
        self.assertEqual(counted, len(mine))
        self.assertGreater(self.read("/v1/plan")["tasks"]["total"], plan["tasks"]["total"])


class Reminders(PlanTest):
    def setUp(self):
        super().setUp()
        self.run_program("--json", *self.clock, "--clock-rate", "1000", "serve", "--until",
                         "2022-10-25T08:30:00+07:00")
        self.clock = ["--clock", "2022-10-25T08:31:00+07:00"]
        self.start()

    def all(self, query="", token=None, limit=7):
        found, after = [], 0
        while after is not None:
            page = self.read(f"/v1/reminders?limit={limit}&after={after}{query}", token)
            found += page["items"]
            after = page["next"]
        return found

    def test_all_that_was_issued_is_told_once_in_the_words_of_the_log(self):
        issued = [event for event in self.events() if event["type"] == "reminder_issued"]
        told = self.all()
        self.assertGreater(len(told), 20)
        self.assertEqual([item["position"] for item in told],
                         [event["position"] for event in issued])
        for item, event in zip(told, issued):
            self.assertEqual((item["reached"], item["slot"]),
                             (event["data"]["reached"], event["data"]["slot"]))
            self.assertTrue(event["stream"].endswith("/" + item["task"]))
        self.assertEqual(told, self.all(limit=500))

    def test_of_one_task_and_as_known_then(self):
        [one] = self.all(f"&task={OWN.replace('#', '%23')}")
        self.assertEqual(one["task"], OWN)
        self.assertNotEqual(self.all("&as_known=2022-10-25T07:59:00Z"), [])
        self.assertEqual(self.all("&as_known=2022-10-25T00:45:00Z"), [])
        self.assertEqual(self.get("/v1/reminders?task=0.0", self.auditor).status, 404)

    def test_an_officer_sees_those_of_its_own_tasks(self):
        tasks = {item["task"] for item in self.all(token=self.officer)}
        self.assertIn(OWN, tasks)
        self.assertNotIn(OTHERS, tasks)
        mine = {task["task"] for task in self.read("/v1/tasks?limit=500", self.officer)["items"]}
        self.assertLessEqual(tasks, mine)


class Series(PlanTest):
    def setUp(self):
        super().setUp()
        self.publish_series()
        self.start()

    def test_who_filed_is_what_the_command_line_says(self):
        said = self.ask(*self.clock, "series", "show", "monthly-report")
        told = self.read("/v1/series/monthly-report")
        for name in ("series", "period", "counts", "filed", "all", "awaited", "missing", "late"):
            self.assertEqual(told[name], said[name], name)
        self.assertGreater(told["all"], 20)

    def test_a_period_or_series_that_is_not_there_is_named(self):
        for path in ("/v1/series/nothing", "/v1/series/monthly-report?period=2021-01",
                     "/v1/series/monthly-report?as_of=2022-10-01"):
            answer = self.get(path, self.auditor)
            self.assertEqual((answer.status, answer.json["code"]), (404, "not_found"), path)
        self.assertEqual(self.get("/v1/series/monthly-report", self.officer).status, 403)


del ApiTest, PlanTest

if __name__ == "__main__":
    unittest.main()
