"""Rules over HTTP: published together or not at all, and read as they were known."""
import datetime
import unittest

from api import ApiTest
from program import SOURCE


def document(path):
    return {"name": path.name, "text": path.read_text(encoding="utf-8")}


class ApiRules(ApiTest):
    def setUp(self):
        super().setUp()
        self.admin = self.token("admin")["token"]
        self.start(rate="1")
        self.definition = document(SOURCE / "config/definitions/plan-task.yaml")

    def renamed(self, name):
        text = self.definition["text"].replace("id: plan-task", f"id: {name}", 1)
        self.assertNotEqual(text, self.definition["text"])
        return {"name": f"{name}.yaml", "text": text}

    def publish(self, *documents, token=None):
        return self.post("/v1/rules", token or self.admin, {"documents": list(documents)})

    def keys(self, kind, query=""):
        page = self.get(f"/v1/rules/{kind}{query}", self.admin)
        self.assertEqual(page.status, 200, page.text)
        return {item["key"] for item in page.json["items"]}

    def test_what_is_published_is_in_force_at_its_position(self):
        answer = self.publish(self.renamed("first-kind"), self.renamed("second-kind"))
        self.assertEqual(answer.status, 200, answer.text)
        self.assertEqual([item["events"] for item in answer.json["documents"]], [1, 1])
        self.assertLessEqual({"definition/first-kind/1", "definition/second-kind/1"},
                             self.keys("definitions"))
        last = self.get(f"/v1/events?after={answer.json['position'] - 1}", self.admin).json["items"]
        self.assertEqual((last[0]["stream"], last[0]["actor"]),
                         ("definition/second-kind", "person:cb-admin"))
        again = self.publish(self.renamed("first-kind"))
        self.assertEqual([item["events"] for item in again.json["documents"]], [0])

    def test_one_that_is_refused_keeps_all_of_them_out(self):
        before = self.keys("definitions")
        changed = {**self.definition, "text": self.definition["text"].replace("name:", "name: x", 1)}
        refused = self.publish(self.renamed("first-kind"), changed)
        self.assertEqual((refused.status, refused.json["code"]), (422, "refused"), refused.text)
        unread = self.publish(self.renamed("first-kind"), {"name": "bad.yaml", "text": "kind: [\n"})
        self.assertEqual(unread.status, 400)
        self.assertIn("bad.yaml:", unread.json["detail"])
        for body in ({}, {"documents": []}, {"documents": [1]}, {"documents": [{"name": "x"}]},
                     {"documents": [], "more": 1}):
            self.assertEqual(self.post("/v1/rules", self.admin, body).json["field"], "documents")
        self.assertEqual(self.keys("definitions"), before)

    def test_rules_are_read_as_they_were_known(self):
        before = {kind: self.keys(kind)
                  for kind in ("directory", "policies", "calendars", "definitions", "series")}
        position = self.publish(self.renamed("first-kind")).json["position"]
        event = self.get(f"/v1/events?after={position - 1}", self.admin).json["items"][0]
        at = datetime.datetime.fromisoformat(event["recorded_at"])
        earlier = (at - datetime.timedelta(milliseconds=1)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        for kind, keys in before.items():
            self.assertEqual(self.keys(kind, f"?as_known={earlier}"), keys, kind)
            self.assertEqual(self.keys(kind, "?as_known=2021-01-01"), set(), kind)
        self.assertEqual(self.keys("definitions", f"?as_known={event['recorded_at']}"),
                         before["definitions"] | {"definition/first-kind/1"})
        known = self.get(f"/v1/events?as_known={earlier}&after={position - 1}", self.admin)
        self.assertEqual(known.json["items"], [])

    def test_the_newest_of_the_past_is_what_the_present_holds(self):
        for kind in ("directory", "policies", "calendars", "definitions", "series"):
            now = self.get(f"/v1/rules/{kind}", self.admin).json["items"]
            past = self.get(f"/v1/rules/{kind}?as_known=2030-01-01", self.admin).json["items"]
            self.assertEqual(past, now, kind)


if __name__ == "__main__":
    unittest.main()
