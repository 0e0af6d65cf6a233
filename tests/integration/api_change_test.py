"""Changes over HTTP: durable when answered, done once, refused with a reason."""
import http.client
import itertools
import threading
import unittest

from api import OTHERS, ApiTest

NEW = {"task": "9.9", "title": "Việc mới", "holder": "Sở Du lịch", "deadline": "Tháng 12/2022"}


class ApiChange(ApiTest):
    def setUp(self):
        super().setUp()
        self.coordinator = self.token("coordinator")["token"]
        self.admin = self.token("admin")["token"]
        self.process = self.start()

    def test_a_new_task_is_there_for_the_next_reader_and_in_the_log(self):
        made = self.post("/v1/tasks", self.coordinator, NEW)
        self.assertEqual(made.status, 201, made.text)
        self.assertEqual(made.json["events"], 1)
        read = self.get("/v1/tasks/9.9", self.coordinator)
        self.assertGreaterEqual(read.json["position"], made.json["position"])
        self.assertEqual(read.json["item"]["title"], "Việc mới")
        event = self.events("--from", made.json["position"], "--limit", 1)[0]
        self.assertEqual(event["actor"], "person:cb-coordinator")
        self.assertEqual(event["type"], "task_assigned")

    def test_a_key_that_is_repeated_is_answered_not_done_again(self):
        first = self.post("/v1/tasks", self.coordinator, NEW, Idempotency_Key="k1")
        again = self.post("/v1/tasks", self.coordinator, NEW, Idempotency_Key="k1")
        self.assertEqual((first.json["repeated"], again.json["repeated"]), (False, True))
        self.assertEqual(again.json["position"], first.json["position"])
        other = self.post("/v1/tasks", self.coordinator, {**NEW, "title": "Khác"},
                          Idempotency_Key="k1")
        self.assertEqual((other.status, other.json["code"]), (422, "id_in_use"))
        self.assertEqual(len(self.events("--stream", "task/9.9")), 1)

    def test_two_callers_never_share_a_key(self):
        self.post("/v1/tasks", self.coordinator, NEW, Idempotency_Key="k1")
        other = self.post("/v1/tasks", self.admin, {**NEW, "task": "9.8"}, Idempotency_Key="k1")
        self.assertEqual((other.status, other.json["repeated"]), (201, False))

    def test_whoever_read_an_older_version_is_told(self):
        self.post("/v1/tasks", self.coordinator, NEW)
        tag = self.get("/v1/tasks/9.9", self.coordinator).fields["etag"]
        done = self.post("/v1/tasks/9.9/start", self.coordinator, {}, If_Match=tag)
        self.assertEqual(done.status, 200, done.text)
        self.assertNotEqual(done.fields["etag"], tag)
        late = self.post("/v1/tasks/9.9/complete", self.coordinator, {}, If_Match=tag)
        self.assertEqual(late.status, 412, late.text)
        bad = self.post("/v1/tasks/9.9/complete", self.coordinator, {}, If_Match="7")
        self.assertEqual(bad.status, 400, bad.text)

    def test_no_reader_is_told_less_than_was_acknowledged_before_it_asked(self):
        self.post("/v1/tasks", self.coordinator, NEW)
        acknowledged, trouble, over = [0], [], threading.Event()

        def read():
            while not over.is_set():
                before = acknowledged[0]
                read = self.get("/v1/tasks/9.9", self.admin)
                told = int(read.fields["etag"].strip('"'))
                if read.json["position"] < before or told < before:
                    trouble.append((before, told, read.json["position"]))

        readers = [threading.Thread(target=read) for _ in range(4)]
        for reader in readers:
            reader.start()
        for note in range(200):
            done = self.post("/v1/tasks/9.9/start", self.coordinator, {"note": str(note)})
            acknowledged[0] = int(done.fields["etag"].strip('"'))
        over.set()
        for reader in readers:
            reader.join()
        self.assertEqual(trouble, [])
        self.assertGreater(acknowledged[0], 200)

    def test_every_step_of_a_task_goes_over_http(self):
        steps = [
            ("start", {}), ("wait-on", {"party": "Sở Tài chính", "reason": "thẩm định"}),
            ("request-extension", {"until": "Tháng 1/2023", "reason": "chờ vốn"}),
            ("grant-extension", {"until": "Tháng 1/2023", "basis": "CV 1", "reason": "đồng ý"}),
            ("evidence", {"issuer": "UBND tỉnh", "number": "2180/QĐ-UBND", "date": "2022-08-05"}),
            ("silence", {"until": "2022-11-20", "reason": "đang chờ"}), ("end-silence", {"reason": "xong"}),
            ("submit", {"note": "đã gửi"}), ("complete", {}),
            ("rate", {"rating": "HT", "reason": "đúng"})]
        self.post("/v1/tasks", self.coordinator, NEW)
        for action, body in steps:
            answer = self.post(f"/v1/tasks/9.9/{action}", self.coordinator, body)
            self.assertEqual(answer.status, 200, (action, answer.text))
        item = self.get("/v1/tasks/9.9", self.coordinator).json["item"]
        self.assertEqual((item["verdict"], item["code"]), ("completed", "HT"))

    def test_what_is_wrong_is_named_and_nothing_is_written(self):
        before = len(self.events())
        for body, field in [({**NEW, "deadline": "sớm"}, "deadline"),
                            ({**NEW, "holder": "Sở Không Có"}, "holder"),
                            ({**NEW, "colour": "red"}, ""), ({**NEW, "actor": "x"}, "actor"),
                            ({**NEW, "title": 7}, "title"), ([], ""), ("x", ""), ({}, "title")]:
            answer = self.post("/v1/tasks", self.coordinator, body)
            self.assertEqual(answer.status, 400, (body, answer.text))
            self.assertEqual(answer.json.get("field", ""), field, (body, answer.text))
        plain = self.call("POST", "/v1/tasks", self.coordinator, NEW, Content_Type="text/plain")
        self.assertEqual(plain.status, 400)
        unknown = self.post("/v1/tasks/nope/start", self.coordinator, {})
        self.assertEqual((unknown.status, unknown.json["code"]), (404, "not_found"))
        refused = self.post(f"/v1/tasks/{OTHERS}/cancel", self.coordinator, {})
        self.assertEqual(refused.status, 422, refused.text)
        self.assertEqual(len(self.events()), before)

    def test_what_is_asked_while_it_stops_is_answered_or_refused_and_nothing_is_lost(self):
        made, statuses, enough = [], set(), threading.Event()

        def ask(caller):
            for n in itertools.count():
                code = f"9.{caller}.{n}"
                try:
                    answer = self.post("/v1/tasks", self.coordinator, {**NEW, "task": code})
                except (OSError, http.client.HTTPException):
                    return  # nobody listens any more
                statuses.add(answer.status)
                if answer.status == 201:
                    made.append(code)
                if len(made) > 40:
                    enough.set()

        callers = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
        for caller in callers:
            caller.start()
        self.assertTrue(enough.wait(60))
        self.process.terminate()
        self.assertEqual(self.process.wait(60), 0)
        for caller in callers:
            caller.join()
        self.assertLessEqual(statuses, {201, 503})
        codes = {event["data"]["code"] for event in self.events("--type", "task_assigned")}
        self.assertLessEqual(set(made), codes)


if __name__ == "__main__":
    unittest.main()
