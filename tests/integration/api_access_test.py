"""Who may what: each role with each operation, on its own tasks and on others'."""
import shutil
import subprocess
import unittest

from prometheus_client.parser import text_string_to_metric_families

from api import AGENCY, OTHERS, OWN, ROLES, ApiTest

YES, OWN_ONLY, NO = "yes", "own", "no"

# What docs/formats/access.md says, cell by cell.           adm  coo  off       head      aud  int
MATRIX = {
    "listTasks":             [YES, YES, OWN_ONLY, OWN_ONLY, YES, YES],
    "readTask":              [YES, YES, OWN_ONLY, OWN_ONLY, YES, YES],
    "readHistory":           [YES, YES, OWN_ONLY, OWN_ONLY, YES, YES],
    "listEvents":            [YES, YES, OWN_ONLY, OWN_ONLY, YES, YES],
    "exportEvents":          [YES, YES, OWN_ONLY, OWN_ONLY, YES, YES],
    "streamEvents":          [YES, YES, OWN_ONLY, OWN_ONLY, YES, YES],
    "listAgencies":          [YES, YES, NO, NO, YES, NO],
    "listRules":             [YES, YES, NO, NO, YES, NO],
    "publishRules":          [YES, NO, NO, NO, NO, NO],
    "listTokens":            [YES, NO, NO, NO, NO, NO],
    "createToken":           [YES, NO, NO, NO, NO, NO],
    "revokeToken":           [YES, NO, NO, NO, NO, NO],
    "listDeliveries":        [YES, YES, NO, NO, YES, NO],
    "listReminders":         [YES, YES, YES, YES, YES, YES],
    "readPlan":              [YES, YES, YES, YES, YES, YES],
    "readSeries":            [YES, YES, NO, NO, YES, NO],
    "readSession":           [YES, YES, YES, YES, YES, YES],
    "metrics":               [YES, YES, NO, NO, YES, NO],
    "assignTask":            [YES, YES, NO, NO, NO, NO],
    "startTask":             [YES, YES, OWN_ONLY, NO, NO, YES],
    "submitTask":            [YES, YES, OWN_ONLY, NO, NO, YES],
    "completeTask":          [YES, YES, OWN_ONLY, NO, NO, YES],
    "meetTask":              [YES, YES, OWN_ONLY, NO, NO, YES],
    "evidenceTask":          [YES, YES, OWN_ONLY, NO, NO, YES],
    "requestExtensionTask":  [YES, YES, OWN_ONLY, OWN_ONLY, NO, NO],
    "acknowledgeTask":       [YES, YES, OWN_ONLY, OWN_ONLY, NO, NO],
    "takeTask":              [YES, YES, OWN_ONLY, NO, NO, NO],
    "setDeadlineTask":       [YES, YES, NO, NO, NO, NO],
    "waitOnTask":            [YES, YES, NO, NO, NO, NO],
    "rateTask":              [YES, YES, NO, NO, NO, NO],
    "grantExtensionTask":    [YES, YES, NO, NO, NO, NO],
    "refuseExtensionTask":   [YES, YES, NO, NO, NO, NO],
    "cancelTask":            [YES, YES, NO, NO, NO, NO],
    "bindTask":              [YES, YES, NO, NO, NO, NO],
    "suspendTask":           [YES, YES, NO, NO, NO, NO],
    "resumeTask":            [YES, YES, NO, NO, NO, NO],
    "restartTask":           [YES, YES, NO, NO, NO, NO],
    "migrateTask":           [YES, YES, NO, NO, NO, NO],
    "silenceTask":           [YES, YES, NO, NO, NO, NO],
    "endSilenceTask":        [YES, YES, NO, NO, NO, NO],
    "listEndpoints":        [YES, NO, NO, NO, YES, YES],
    "readEndpoint":         [YES, NO, NO, NO, YES, YES],
    "listAttempts":         [YES, NO, NO, NO, YES, YES],
    "createEndpoint":       [YES, NO, NO, NO, NO, YES],
    "changeEndpoint":       [YES, NO, NO, NO, NO, YES],
    "rotateSecret":         [YES, NO, NO, NO, NO, YES],
    "testEndpoint":         [YES, NO, NO, NO, NO, YES],
    "replayEndpoint":       [YES, NO, NO, NO, NO, YES],
    "enableEndpoint":       [YES, NO, NO, NO, NO, YES],
    "disableEndpoint":      [YES, NO, NO, NO, NO, YES],
    "removeEndpoint":       [YES, NO, NO, NO, NO, YES],
    "grantEgress":          [YES, NO, NO, NO, NO, NO],
    "withdrawEgress":       [YES, NO, NO, NO, NO, NO],
}
# A token has no session to end, and no password to change.
OPEN_TO_ALL = {"logOut", "logIn", "changePassword", "health", "ready", "openapi", "docs", "readFeed"}
BODIES = {
    "acknowledgeTask": {"party": "Sở Du lịch"},
    "takeTask": {"transition": "none", "as": "holder"},
    "assignTask": {"task": "9.9", "title": "t", "holder": "Sở Du lịch", "deadline": "Năm 2023"},
}


class ApiAccess(ApiTest):
    def setUp(self):
        super().setUp()
        self.token_of = self.tokens()
        self.spare = self.token("auditor", holder="cb-spare")
        self.ask(*self.clock, "endpoint", "create", "ioc", "--url", "https://ioc.example/",
                 "--owner", "ioc@khanhhoa.example", "--actor", "lan")
        self.prepare()
        self.start()
        self.operations = {}
        for path, item in self.get("/openapi.json").json["paths"].items():
            for method, operation in item.items():
                self.operations[operation["operationId"]] = (method.upper(), path)

    def prepare(self):
        pass

    def status(self, name, role, task):
        method, path = self.operations[name]
        path = path.replace("{task}", task).replace("{kind}", "calendars")
        path = path.replace("{token}", self.spare["id"])
        path = path.replace("{endpoint}", "ioc").replace("{series}", "monthly-report")
        if name == "streamEvents":
            return self.first_status(path, role)
        body = None if method == "GET" else BODIES.get(name, {})
        return self.call(method, path, self.token_of[role], body).status

    def first_status(self, path, role):
        self.live(path, self.token_of[role])  # asserts 200
        return 200


class ApiMatrix(ApiAccess):
    def prepare(self):
        self.publish_series()

    def test_every_operation_stands_in_the_matrix(self):
        self.assertEqual(set(self.operations), set(MATRIX) | OPEN_TO_ALL)

    def test_each_role_may_what_the_matrix_says_and_nothing_else(self):
        for name, row in MATRIX.items():
            for role, may in zip(ROLES, row):
                about_one = "{task}" in self.operations[name][1]
                own, others = (self.status(name, role, task) for task in (OWN, OTHERS))
                with self.subTest(operation=name, role=role):
                    if may == NO:
                        self.assertEqual((own, others), (403, 403))
                    else:
                        self.assertNotIn(own, (401, 403, 404, 500, 503))
                    if about_one and may == OWN_ONLY:
                        self.assertEqual(others, 404)
                    if may == YES:
                        self.assertNotIn(others, (401, 403, 404, 500, 503))


class ApiSight(ApiAccess):
    def test_without_a_good_token_nothing_is_told(self):
        good = self.token_of["admin"]
        answers = set()
        for token in (None, "", "x", good[:-1], good + "A", good[:-1] + ("A" if good[-1] != "A" else "B"),
                      "dh_000000000000_" + good.rsplit("_", 1)[1]):
            for path in ("/v1/tasks", f"/v1/tasks/{OWN}", "/v1/events", "/v1/events/stream"):
                answer = self.get(path, token)
                self.assertEqual(answer.status, 401, (token, path))
                answers.add(answer.text)
        self.assertEqual(len(answers), 1)
        self.assertEqual(self.get("/healthz").status, 200)

    def test_an_officer_sees_its_own_alone_in_lists_logs_and_live(self):
        officer, admin = self.token_of["officer"], self.token_of["admin"]
        mine = self.get("/v1/tasks?limit=500", officer).json["items"]
        self.assertIn(OWN, {task["task"] for task in mine})
        everything = self.get("/v1/tasks?limit=500", admin).json["items"]
        self.assertLess(len(mine), len(everything))
        streams = {task["stream"] for task in mine}
        theirs = self.get(f"/v1/tasks?limit=500&agency={AGENCY}", admin).json["items"]
        self.assertEqual(mine, theirs)  # groups by their members
        page = self.get("/v1/events?limit=500", officer).json["items"]
        self.assertTrue(page)
        self.assertLessEqual({event["stream"] for event in page}, streams)
        lines = self.get("/v1/events/export", officer).text
        self.assertNotIn(f'"task/{OTHERS}"', lines)
        # By a filter, a cursor or a version that names another's it comes no further.
        self.assertEqual(self.get(f"/v1/events?stream=task/{OTHERS}", officer).json["items"], [])
        after = self.get(f"/v1/tasks?cursor=0:task/{OTHERS}", officer).json["items"]
        self.assertNotIn(OTHERS, {task["task"] for task in after})
        for path in (f"/v1/tasks/{OTHERS}", f"/v1/tasks/{OTHERS}/events"):
            there, nowhere = self.get(path, officer), self.get(path.replace(OTHERS, "99.9"), officer)
            self.assertEqual(there.text.replace(OTHERS, "99.9"), nowhere.text)
        there = self.post(f"/v1/tasks/{OTHERS}/start", officer, {})
        nowhere = self.post("/v1/tasks/99.9/start", officer, {})
        self.assertEqual(there.text.replace(OTHERS, "99.9"), nowhere.text)

    def test_an_agency_speaks_for_itself_alone(self):
        officer = self.token_of["officer"]
        other = self.post(f"/v1/tasks/{OWN}/acknowledge", officer, {"party": "Sở Tài chính"})
        self.assertEqual((other.status, other.json["code"]), (403, "forbidden"))
        above = self.post(f"/v1/tasks/{OWN}/take", officer, {"transition": "x", "as": "coordinator"})
        self.assertEqual((above.status, above.json["field"]), (403, "as"))
        unsaid = self.post(f"/v1/tasks/{OWN}/take", officer, {"transition": "x"})
        self.assertEqual(unsaid.status, 403)

    def test_who_was_turned_away_stands_in_the_log_but_never_fills_it(self):
        officer, admin = self.token_of["officer"], self.token_of["admin"]
        for _ in range(30):
            self.post(f"/v1/tasks/{OTHERS}/start", officer, {})
            self.post(f"/v1/tasks/{OWN}/cancel", officer, {})
        denied = self.get("/v1/events?type=access_denied&limit=500", admin).json["items"]
        self.assertEqual(len(denied), 10)
        self.assertEqual({event["actor"] for event in denied}, {"person:cb-officer"})
        self.assertEqual({event["data"]["operation"] for event in denied},
                         {"report_progress", "cancel"})
        metrics = self.get("/metrics", admin).text
        self.assertIn("dunghan_denials_total 60\n", metrics)

    def test_metrics_are_what_prometheus_reads(self):
        text = self.get("/metrics", self.token_of["auditor"]).text
        families = {family.name: family for family in text_string_to_metric_families(text)}
        self.assertGreater(len(families), 10)
        for name, family in families.items():
            self.assertTrue(name.startswith("dunghan_"), name)
            self.assertTrue(family.documentation.endswith("."), name)
            self.assertIn(family.type, ("counter", "gauge", "histogram"), name)
        if linter := shutil.which("promtool"):  # Debian's package starts a server; not installed
            result = subprocess.run([linter, "check", "metrics"], input=text, text=True,
                                    capture_output=True, check=False)
            self.assertEqual((result.returncode, result.stdout), (0, ""), result.stderr)

    def test_metrics_agree_with_the_log(self):
        admin = self.token_of["admin"]
        self.post("/v1/tasks", admin, BODIES["assignTask"])
        text = self.get("/metrics", admin).text
        values = dict(line.rsplit(" ", 1) for line in text.splitlines() if line[0] != "#")
        self.assertEqual(int(values["dunghan_log_events_total"]), len(self.events()))
        tasks = sum(int(value) for name, value in values.items()
                    if name.startswith("dunghan_tasks{"))
        self.assertEqual(tasks, 132)
        late = int(values['dunghan_tasks{kind="task",verdict="overdue"}'])
        page = self.get("/v1/tasks?kind=task&verdict=overdue&limit=500", admin).json["items"]
        self.assertEqual(late, len(page))
        self.assertEqual(int(values["dunghan_commands_total"]), 1)
        self.assertEqual(int(values["dunghan_group_commands_count"]), 1)


if __name__ == "__main__":
    unittest.main()
