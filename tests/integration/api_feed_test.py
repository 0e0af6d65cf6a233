"""A calendar subscribes to one agency's dates: read back by two parsers."""
import json
import subprocess
import unittest

import icalendar

from api import AGENCY, ApiTest
from program import SOURCE


class ApiFeed(ApiTest):
    def setUp(self):
        super().setUp()
        self.feed = self.token("feed")
        self.officer = self.token("officer")["token"]
        self.coordinator = self.token("coordinator")["token"]
        self.process = self.start()

    def read(self):
        answer = self.get(f"/feeds/{self.feed['token']}.ics")
        self.assertEqual(answer.status, 200, answer.text)
        self.assertEqual(answer.fields["content-type"], "text/calendar; charset=utf-8")
        self.assertIn("no-referrer", answer.fields["referrer-policy"])
        return answer.text

    def by_python(self, text):
        return [{"uid": str(event["UID"]), "day": event["DTSTART"].dt.isoformat(),
                 "summary": str(event["SUMMARY"]), "status": str(event["STATUS"]),
                 "sequence": int(event["SEQUENCE"])}
                for event in icalendar.Calendar.from_ical(text).walk("VEVENT")]

    def by_javascript(self, text):
        file = self.folder / "feed.ics"
        file.write_bytes(text.encode())
        result = subprocess.run(["node", "ics_reader.js", file], cwd=SOURCE / "tests/integration",
                                capture_output=True, text=True, check=True)
        return json.loads(result.stdout)

    def test_two_parsers_read_the_dates_of_one_agency(self):
        text = self.read()
        entries = self.by_python(text)
        self.assertEqual(entries, self.by_javascript(text))
        theirs = self.get("/v1/tasks?limit=500", self.officer).json["items"]
        dated = {task["stream"] for task in theirs
                 if any(milestone["due_in_force"] for milestone in task["milestones"])}
        self.assertTrue(dated)
        self.assertEqual({entry["uid"].rsplit("/", 1)[0] for entry in entries}, dated)
        self.assertEqual(len({entry["uid"] for entry in entries}), len(entries))

    def test_a_date_keeps_its_name_and_is_called_off_when_nothing_is_due(self):
        self.post("/v1/tasks", self.coordinator, {
            "task": "9.9", "title": "Việc mới", "holder": "Sở Du lịch", "deadline": "Tháng 12/2022"})
        before = {e["uid"]: e for e in self.by_python(self.read())}["task/9.9/0@dunghan"]
        self.assertEqual((before["day"], before["status"]), ("2022-12-31", "CONFIRMED"))
        self.post("/v1/tasks/9.9/complete", self.coordinator, {})
        after = {e["uid"]: e for e in self.by_python(self.read())}["task/9.9/0@dunghan"]
        self.assertEqual(after["status"], "CANCELLED")
        self.assertGreater(after["sequence"], before["sequence"])

    def test_the_address_is_the_secret_and_opens_nothing_else(self):
        token = self.feed["token"]
        self.assertEqual(self.get("/v1/tasks", token).status, 401)
        for path in (f"/feeds/{self.officer}.ics", f"/feeds/{token}", f"/feeds/{token[:-1]}.ics",
                     "/feeds/x.ics"):
            self.assertEqual(self.get(path).status, 404, path)
        self.stop(self.process)
        self.ask(*self.clock, "token", "revoke", self.feed["id"], "--reason", "lộ", "--actor", "lan")
        self.start()
        self.assertEqual(self.get(f"/feeds/{token}.ics").status, 404)
        self.assertEqual(AGENCY, self.feed["agency"])


if __name__ == "__main__":
    unittest.main()
