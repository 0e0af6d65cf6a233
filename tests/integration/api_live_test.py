"""Live events: no gap and no duplicate, however often the reader comes again."""
import itertools
import threading
import unittest

from api import OWN, ApiTest

EVENTS = 10_000


class ApiLive(ApiTest):
    def setUp(self):
        super().setUp()
        self.token_of = {role: self.token(role) for role in ("coordinator", "auditor", "officer")}
        self.start()

    def text(self, role):
        return self.token_of[role]["token"]

    def write(self, count):
        """So many events, two hundred at a time on one connection each."""
        made = self.post("/v1/tasks", self.text("coordinator"), {
            "task": "9.9", "title": "Việc mới", "holder": "Sở Du lịch", "deadline": "Năm 2023"})
        self.assertEqual(made.status, 201)

        def some(begin):
            for n in range(begin, count - 1, 8):
                answer = self.post("/v1/tasks/9.9/evidence", self.text("coordinator"),
                                   {"issuer": "UBND", "number": f"{n}/QĐ"})
                assert answer.status == 200, answer.text

        threads = [threading.Thread(target=some, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        return threads

    def test_ten_thousand_events_come_once_each_through_many_resumptions(self):
        start = self.get("/v1/events?after=0&limit=1", self.text("auditor")).json["position"]
        writers = self.write(EVENTS)
        seen, last = [], start
        while len(seen) < EVENTS:
            stream = self.live("/v1/events/stream", self.text("auditor"), Last_Event_ID=str(last))
            for position, _, _ in itertools.islice(stream, min(997, EVENTS - len(seen))):
                seen.append(position)
                last = position
        for writer in writers:
            writer.join()
        self.assertEqual(seen, list(range(start + 1, start + 1 + EVENTS)))

    def test_a_position_of_another_log_is_said_to_be_one(self):
        for last in ("999999999", "x", "-1"):
            stream = self.live("/v1/events/stream", self.text("auditor"), Last_Event_ID=last)
            _, event, data = next(stream)
            self.assertEqual((event, data["code"]), ("reset", "unknown_position"), last)
            self.assertEqual(next(stream)[0], 1)

    def test_a_reader_sees_what_is_written_while_it_waits(self):
        head = self.get("/v1/events?limit=1", self.text("auditor")).json["position"]
        stream = self.live(f"/v1/events/stream?after={head}&type=progress_reported",
                           self.text("auditor"))
        made = self.post(f"/v1/tasks/{OWN}/start", self.text("coordinator"), {"note": "x"})
        position, event, data = next(stream)
        self.assertEqual(position, made.json["position"])
        self.assertEqual((event, data["data"]["note"]), ("progress_reported", "x"))

    def test_an_officer_hears_of_its_own_tasks_alone(self):
        stream = self.live("/v1/events/stream", self.text("officer"))
        self.post("/v1/tasks/2.8/start", self.text("coordinator"), {})
        made = self.post(f"/v1/tasks/{OWN}/start", self.text("coordinator"), {"note": "x"})
        for position, _, data in stream:
            self.assertNotEqual(data["stream"], "task/2.8")
            if position == made.json["position"]:
                return


if __name__ == "__main__":
    unittest.main()
