"""Readings over HTTP say what the command line says, at any instant."""
import json
import unittest

from api import AGENCY, OTHERS, OWN, ApiTest


class ApiRead(ApiTest):
    def setUp(self):
        super().setUp()
        self.auditor = self.token("auditor")["token"]
        self.start()

    def all_tasks(self, query, limit):
        found, cursor = [], ""
        while True:
            page = self.get(f"/v1/tasks?limit={limit}{query}{cursor}", self.auditor)
            self.assertEqual(page.status, 200, page.text)
            found += page.json["items"]
            if page.json["next"] is None:
                return found
            self.assertEqual(len(page.json["items"]), limit)
            cursor = f"&cursor={page.json['next']}"

    def test_pages_hold_every_task_once_in_each_order(self):
        for sort in ("stream", "due", "days_late"):
            tasks = self.all_tasks(f"&sort={sort}", 7)
            streams = [task["stream"] for task in tasks]
            self.assertEqual(len(streams), 131, sort)
            self.assertEqual(len(set(streams)), 131, sort)
        late = [task["days_late"] for task in self.all_tasks("&sort=days_late", 50)]
        self.assertEqual(late, sorted(late, reverse=True))
        self.assertEqual(self.all_tasks("", 500), self.all_tasks("", 13))

    def test_what_is_late_is_what_the_command_line_lists(self):
        listed = {row["task"] for row in self.ask("overdue", "--as-of", "2022-10-25")}
        late = {task["task"] for verdict in ("overdue", "start_missed")
                for task in self.all_tasks(f"&as_of=2022-10-25&verdict={verdict}", 500)}
        self.assertEqual(late, listed)

    def test_a_task_is_read_as_of_any_instant_as_known_at_any_other(self):
        now = self.get(f"/v1/tasks/{OWN}", self.auditor)
        self.assertEqual(now.status, 200, now.text)
        self.assertEqual(now.json["item"]["verdict"], "start_missed")
        self.assertEqual(now.fields["etag"], f'"{now.json["item"]["version"]}"')
        before = self.get(f"/v1/tasks/{OWN}?as_of=2022-07-15", self.auditor)
        self.assertEqual(before.json["item"]["verdict"], "no_due_date")
        self.assertNotIn("etag", before.fields)
        unborn = self.get(f"/v1/tasks/{OWN}?as_of=2021-01-01", self.auditor)
        self.assertEqual((unborn.status, unborn.json["code"]), (404, "not_found"))
        unknown = self.get(f"/v1/tasks/{OWN}?as_known=2021-01-01", self.auditor)
        self.assertEqual(unknown.status, 404)

    def test_the_agency_filter_finds_what_it_holds(self):
        own = self.all_tasks(f"&agency={AGENCY}", 100)
        self.assertIn(OWN, {task["task"] for task in own})
        self.assertNotIn(OTHERS, {task["task"] for task in own})

    def test_what_cannot_be_read_is_named(self):
        for query, field in [("as_of=yesterday", "as_of"), ("as_known=x", "as_known"),
                             ("limit=0", "limit"), ("limit=501", "limit"), ("limit=a", "limit"),
                             ("kind=thing", "kind"), ("verdict=late", "verdict"),
                             ("sort=age", "sort"), ("cursor=zz", "cursor"),
                             ("colour=red", "colour")]:
            answer = self.get(f"/v1/tasks?{query}", self.auditor)
            self.assertEqual((answer.status, answer.json["field"]), (400, field), query)
            self.assertIn("Expected", answer.json["detail"])
            self.assertEqual(answer.fields["content-type"], "application/problem+json")

    def test_the_history_and_the_log_are_the_log(self):
        events = self.events()
        pages, after = [], 0
        while after is not None:
            page = self.get(f"/v1/events?limit=100&after={after}", self.auditor).json
            pages += page["items"]
            after = page["next"]
        self.assertEqual(pages, events)
        exported = self.get("/v1/events/export", self.auditor)
        self.assertEqual(exported.fields["content-type"], "application/x-ndjson")
        self.assertEqual([event["position"] for event in map(json.loads, exported.text.splitlines())],
                         [event["position"] for event in events])
        stream = self.get(f"/v1/tasks/{OWN}", self.auditor).json["item"]["stream"]
        history = self.get(f"/v1/tasks/{OWN}/events?limit=500", self.auditor).json["items"]
        self.assertEqual(history, [event for event in events if event["stream"] == stream])

    def test_rules_agencies_and_deliveries_are_there(self):
        agencies = self.get("/v1/agencies", self.auditor).json["items"]
        self.assertIn(AGENCY, {agency["id"] for agency in agencies})
        for kind in ("directory", "policies", "calendars", "definitions", "series"):
            self.assertEqual(self.get(f"/v1/rules/{kind}", self.auditor).status, 200, kind)
        calendars = self.get("/v1/rules/calendars", self.auditor).json["items"]
        self.assertEqual({row["data"]["id"] for row in calendars}, {"vn", "khanh-hoa"})
        self.assertEqual(self.get("/v1/rules/laws", self.auditor).status, 404)
        self.assertEqual(self.get("/v1/deliveries", self.auditor).status, 200)


class ApiReadAtMidnight(ApiTest):
    """What is kept of a task for the next reading holds until the clock says otherwise."""

    def test_a_verdict_turns_at_its_instant_though_nothing_is_recorded(self):
        self.clock = ["--clock", "2022-10-31T23:59:56+07:00"]
        token = self.token("coordinator")["token"]
        self.start(rate="2")
        made = self.post("/v1/tasks", token, {
            "task": "9.9", "title": "Báo cáo tháng 10", "holder": "Sở Du lịch",
            "deadline": "Tháng 10/2022"}, Idempotency_Key="made")
        self.assertEqual(made.status, 201, made.text)
        seen = set()
        while "overdue" not in seen:
            answer = self.get("/v1/tasks/9.9", token).json
            self.assertEqual(
                answer["item"]["verdict"] == "overdue",
                answer["as_of"] >= answer["item"]["milestones"][0]["due_in_force"], answer)
            seen.add(answer["item"]["verdict"])
        self.assertEqual(seen, {"due_soon", "overdue"})


if __name__ == "__main__":
    unittest.main()
