"""Endpoints: from a recorded event to a signed call, as their receivers see it."""
import json
import pathlib
import stat
import time
import unittest

from endpoints import FOR_TESTS, SETTINGS, EndpointTest
from program import SECONDS_MAX

DELAYS = [5, 300, 1800, 7200, 18000]  # seconds


class Slice(EndpointTest):
    def setUp(self):
        super().setUp()
        self.admin = self.token("admin")["token"]

    def test_a_change_is_told_signed_and_others_can_read_it(self):
        secret = self.create()["secret"]
        self.serve()
        answer = self.report()
        self.assertEqual(answer.status, 200, answer.text)
        [call] = self.receiver.wait_for(1)
        self.assertEqual(call.id, f"khanhhoa-{answer.json['position']}")
        self.assertEqual(call.headers["content-type"],
                         "application/cloudevents+json; charset=utf-8")
        self.assertEqual(call.event["type"], "vn.dunghan.progress.reported")
        self.assertEqual(call.event["data"]["note"], "đang làm")

    def test_the_official_packages_verify_it_on_the_real_clock(self):
        # Their tolerance is five minutes, so this log lives by the real clock.
        self.clock = []
        self.data = self.folder / "real"
        self.ask("import", *self.demo_files(), "--effective", "2022-10-25")
        self.settle(FOR_TESTS)
        self.admin = self.token("admin")["token"]
        old = self.create()["secret"]
        pair = self.create("--key-pair", id="lgsp")["secret"]
        new = self.endpoint("rotate", "ioc", "--overlap-hours", "1")["secret"]
        self.serve(rate="1")
        self.report()
        calls = self.receiver.wait_for(2)
        by_v1 = next(call for call in calls if "v1," in call.headers["webhook-signature"])
        by_v1a = next(call for call in calls if "v1a," in call.headers["webhook-signature"])
        read = by_v1.read_by_others([old, new])
        self.assertEqual(read["secrets"], [True, True])
        self.assertFalse(read["changed"])
        self.assertEqual(read["event"]["id"], by_v1.id)
        other = by_v1a.read_by_others([old], key=pair)
        self.assertTrue(other["v1a"])
        self.assertFalse(other["v1aChanged"])
        self.assertEqual(by_v1.body, by_v1a.body)

    def test_after_the_overlap_only_the_new_secret_signs(self):
        self.create()
        self.endpoint("rotate", "ioc", "--overlap-hours", "0")
        self.serve()
        self.report()
        [call] = self.receiver.wait_for(1)
        self.assertEqual(call.headers["webhook-signature"].count("v1,"), 1)

    def test_a_restart_goes_on_where_it_was(self):
        self.create()
        first = self.serve()
        self.report()
        self.receiver.wait_for(1)
        self.stop(first)
        self.serve()
        self.report("2.9")
        calls = self.receiver.wait_for(2)
        self.assertEqual(len({call.id for call in calls}), 2)
        self.assertEqual([call.event["subject"] for call in calls], ["task/2.8", "task/2.9"])

    def test_a_kill_between_the_call_and_the_ledger_repeats_it_under_the_same_id(self):
        self.create()
        process = self.serve()

        def die(call):
            process.kill()
            return 200

        self.receiver.status = die
        self.report()
        self.receiver.wait_for(1)
        process.wait(SECONDS_MAX)
        self.receiver.status = lambda call: 200
        self.serve()
        calls = self.receiver.wait_for(2)
        self.assertEqual(calls[0].id, calls[1].id)
        self.assertEqual(calls[0].body, calls[1].body)

    def test_secrets_are_in_files_of_their_owner_and_nowhere_else(self):
        secret = self.create()["secret"]
        files = list((pathlib.Path(self.data) / "secrets").iterdir())
        self.assertEqual([stat.S_IMODE(file.stat().st_mode) for file in files], [0o600])
        self.assertNotIn(secret[6:], self.run_program("--json", "log").stdout)
        self.assertNotIn(secret[6:], json.dumps(self.shown()))
        for file in pathlib.Path(self.data).rglob("*"):
            if file.is_file() and file not in files:
                self.assertNotIn(secret[6:].encode(), file.read_bytes(), file)

    def test_secrets_that_sign_no_more_are_destroyed(self):
        self.create()
        self.create(id="other")
        self.endpoint("rotate", "ioc", "--overlap-hours", "0")
        self.endpoint("remove", "other", "--reason", "thôi")
        files = pathlib.Path(self.data) / "secrets"
        self.assertEqual(len(list(files.iterdir())), 3)
        self.serve()
        self.report()
        self.receiver.wait_for(1)
        [left] = files.iterdir()
        self.assertEqual(left.name.split(".")[1], self.shown()["secrets"][-1]["id"])

    def test_a_test_is_told_and_named_as_one(self):
        self.create("--type", "deadline_set")
        self.endpoint("test", "ioc")
        self.serve()
        [call] = self.receiver.wait_for(1)
        self.assertEqual(call.event["type"], "vn.dunghan.endpoint.tested")

    def test_metrics_say_how_far_endpoints_have_come(self):
        self.create()
        self.create(id="away", url="https://away.khanhhoa.example/")
        self.endpoint("disable", "away", "--reason", "thử")
        self.serve()
        position = self.report().json["position"]
        self.receiver.wait_for(1)
        for _ in range(SECONDS_MAX * 50):
            lines = self.get("/metrics", self.admin).text.splitlines()
            if 'dunghan_endpoint_calls{endpoint="ioc",calls="open"} 0' in lines:
                break
            time.sleep(0.02)
        self.assertIn('dunghan_endpoint_behind_events{endpoint="ioc"} 0', lines)
        self.assertIn('dunghan_endpoint_calls{endpoint="ioc",calls="dead"} 0', lines)
        self.assertIn('dunghan_endpoints{state="active"} 1', lines)
        self.assertIn('dunghan_endpoints{state="disabled"} 1', lines)
        behind = next(line for line in lines if line.startswith("dunghan_endpoint_behind_events{endpoint=\"away\"}"))
        created = self.shown("away")["cursor"]
        head = next(int(line.split()[1]) for line in lines if line.startswith("dunghan_log_events_total"))
        self.assertEqual(int(behind.split()[-1]), head - created)
        self.assertGreaterEqual(head, position)

    def test_an_agency_is_never_told_of_the_tasks_of_another(self):
        self.create("--agency", "so-du-lich")
        self.serve()
        for task in ["5.2", "6.6#3"]:
            self.assertEqual(self.report(task).status, 200)
        self.receiver.wait_for(1)
        self.report("6.6#3", note="vẫn làm")
        calls = self.receiver.wait_for(2)
        self.assertEqual({call.event["subject"] for call in calls}, {"task/6.6#3"})


class OfOneAgency(EndpointTest):
    """An integration of one agency over HTTP: nothing of another's is told, listed or repeated."""

    def setUp(self):
        super().setUp()
        self.admin = self.token("admin")["token"]
        made = self.ask(*self.clock, "token", "create", "--role", "integration", "--agency",
                        "so-du-lich", "--holder", "ioc-dl", "--days", 30, "--actor", "lan")
        self.own = made["token"]
        self.create("--agency", "so-noi-vu", id="noi-vu", url="https://noi-vu.example/")
        self.create(id="tinh", url="https://tinh.example/")
        self.serve()

    def content(self, **more):
        return {"url": self.receiver.url, "owner": "dl@khanhhoa.example",
                "agency": "so-du-lich", **more}

    def create_own(self):
        made = self.post("/v1/endpoints", self.own, self.content(id="dl"))
        self.assertEqual(made.status, 201, made.text)
        granted = self.post("/v1/endpoints/dl/grant", self.admin, {
            "range": "127.0.0.1/32", "port": self.receiver.port, "reason": "thử", "days": 1})
        self.assertEqual(granted.status, 200, granted.text)

    def test_it_makes_none_of_another_agency_or_of_all(self):
        self.create_own()
        for agency in ["so-noi-vu", ""]:
            made = self.post("/v1/endpoints", self.own, self.content(id="x", agency=agency))
            self.assertEqual(made.status, 404, made.text)
            moved = self.call("PUT", "/v1/endpoints/dl", self.own, self.content(agency=agency))
            self.assertEqual(moved.status, 404, moved.text)
        self.assertEqual(self.get("/v1/endpoints/x", self.admin).status, 404)
        self.assertEqual(self.get("/v1/endpoints/dl", self.admin).json["agency"], "so-du-lich")

    def test_it_sees_and_changes_none_of_anothers(self):
        self.create_own()
        listed = self.get("/v1/endpoints", self.own).json["items"]
        self.assertEqual([each["id"] for each in listed], ["dl"])
        for other in ["noi-vu", "tinh"]:
            before = self.get(f"/v1/endpoints/{other}", self.admin)
            for answer in self.everything_asked_of(other):
                self.assertEqual(answer.status, 404, answer.text)
                self.assertNotIn(f"{other}.example", answer.text)
            after = self.get(f"/v1/endpoints/{other}", self.admin)
            self.assertEqual(after.fields["etag"], before.fields["etag"])
        for answer in self.everything_asked_of("dl"):  # the same calls, to its own
            self.assertEqual(answer.status, 200, answer.text)

    def everything_asked_of(self, id):
        path, why = f"/v1/endpoints/{id}", {"reason": "thử"}
        yield self.get(path, self.own)
        yield self.get(f"{path}/attempts", self.own)
        yield self.call("PUT", path, self.own, self.content())
        yield self.post(f"{path}/test", self.own, {})
        yield self.post(f"{path}/replay", self.own, {"since": "2022-10-01", **why})
        yield self.post(f"{path}/rotate", self.own, {})
        yield self.post(f"{path}/disable", self.own, why)
        yield self.post(f"{path}/enable", self.own, why)
        yield self.post(f"{path}/remove", self.own, why)

    def test_it_is_told_and_repeated_its_own_tasks_alone(self):
        self.receiver.status = lambda call: 500
        self.create_own()
        for task in ["5.2", "6.6#3", "2.8"]:
            self.assertEqual(self.report(task).status, 200)
        [failed] = self.receiver.wait_for(1)
        self.receiver.status = lambda call: 200
        asked = self.post("/v1/endpoints/dl/replay", self.own,
                          {"since": "2022-10-01", "reason": "đã sửa"})
        self.assertEqual(asked.status, 200, asked.text)
        calls = self.receiver.wait_for(2)
        self.assertEqual(calls[1].id, failed.id)
        tested = self.post("/v1/endpoints/dl/test", self.own, {})
        self.assertEqual(tested.status, 200, tested.text)
        calls = self.receiver.wait_for(3)
        self.assertEqual([call.event["subject"] for call in calls],
                         ["task/6.6#3", "task/6.6#3", "endpoint/dl"])
        kept = self.get("/v1/endpoints/dl/attempts", self.own).json["items"]
        self.assertLessEqual({each["message"] for each in kept}, {call.id for call in calls})


class History(EndpointTest):
    def setUp(self):
        super().setUp()
        self.admin = self.token("admin")["token"]

    def read(self, path):
        answer = self.get(path, self.admin)
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json

    def test_an_endpoint_is_told_as_it_was(self):
        self.create(url="https://ioc.khanhhoa.example/old")
        day_before, self.clock = self.clock, ["--clock", "2022-10-27T08:00:00+07:00"]
        self.endpoint("change", "ioc", "--url", "https://ioc.khanhhoa.example/new",
                      "--owner", "ioc@khanhhoa.example")
        self.assertNotEqual(day_before, self.clock)
        self.serve()
        now = self.read("/v1/endpoints/ioc")
        self.assertTrue(now["url"].endswith("/new"))
        self.assertLessEqual(now["position"], self.read("/v1/endpoints")["position"])
        for when in ("as_of", "as_known"):
            then = self.read(f"/v1/endpoints/ioc?{when}=2022-10-26")
            self.assertTrue(then["url"].endswith("/old"), when)
            self.assertIsNone(then["cursor"])
            self.assertEqual(self.get(f"/v1/endpoints/ioc?{when}=2022-10-01", self.admin).status, 404)
            self.assertEqual(self.read(f"/v1/endpoints?{when}=2022-10-01")["items"], [])
            [item] = self.read(f"/v1/endpoints?{when}=2022-10-26")["items"]
            self.assertTrue(item["url"].endswith("/old"), when)

    def test_a_list_goes_on_where_its_page_ended(self):
        for id in ["c", "a", "b"]:
            self.create(id=id, url="https://ioc.khanhhoa.example/")
        self.serve()
        first = self.read("/v1/endpoints?limit=2")
        second = self.read(f"/v1/endpoints?limit=2&cursor={first['next']}")
        self.assertEqual([item["id"] for item in first["items"] + second["items"]], ["a", "b", "c"])
        self.assertIsNone(second["next"])


class Schedule(EndpointTest):
    """The clock runs two thousand times as fast as the machine's."""

    def setUp(self):
        super().setUp()
        self.admin = self.token("admin")["token"]

    def test_attempts_follow_the_schedule_under_one_id_with_new_timestamps(self):
        receiver = self.receive(lambda call: (301, {"Location": self.receiver.url}))
        self.create("--type", "deadline_set", url=receiver.url)  # no reminders
        self.endpoint("test", "ioc")
        self.serve(rate="2000")
        calls = receiver.wait_for(len(DELAYS) + 1)
        self.assertEqual(len({call.id for call in calls}), 1)
        self.assertEqual(len({call.body for call in calls}), 1)
        stamps = [call.timestamp for call in calls]
        for delay, before, after in zip(DELAYS, stamps, stamps[1:]):
            self.assertGreaterEqual(after - before + 1, 0.8 * delay)
            self.assertLessEqual(after - before - 1, 1.2 * delay + 2000)  # a second of the machine
        self.assertEqual(self.receiver.calls, [])  # no redirect was followed

    def test_what_retry_after_asks_for_is_waited_for(self):
        receiver = self.receive(lambda call: (429, {"Retry-After": "120"}))
        self.create("--type", "deadline_set", url=receiver.url)  # no reminders
        self.endpoint("test", "ioc")
        self.serve(rate="200")
        calls = receiver.wait_for(2)
        self.assertGreaterEqual(calls[1].timestamp - calls[0].timestamp, 119)

    def test_gone_disables_at_once(self):
        receiver = self.receive(lambda call: 410)
        self.create("--type", "deadline_set", url=receiver.url)  # no reminders
        self.endpoint("test", "ioc")
        self.serve(rate="2000")
        receiver.wait_for(1)
        self.wait_for_state("disabled")
        self.assertEqual(self.shown()["cause"], "gone")
        self.assertEqual(len(receiver.calls), 1)

    def wait_for_state(self, state):
        end = time.monotonic() + SECONDS_MAX
        while self.get("/v1/endpoints/ioc", self.admin).json["state"] != state:
            self.assertLess(time.monotonic(), end)
            time.sleep(0.02)


class Guard(EndpointTest):
    def test_loopback_is_never_called_without_the_setting_for_tests(self):
        self.create()
        self.settle(SETTINGS)
        self.endpoint("test", "ioc")
        self.admin = self.token("admin")["token"]
        self.serve()
        end = time.monotonic() + SECONDS_MAX
        while not self.get("/v1/endpoints/ioc/attempts", self.admin).json["items"]:
            self.assertLess(time.monotonic(), end)
            time.sleep(0.02)
        self.assertEqual(self.receiver.connections, 0)
        refused = self.create(id="b", code=None)
        self.assertNotEqual(refused.returncode, 0)

    def test_ranges_that_can_never_be_granted_are_refused(self):
        self.create(url="https://ioc.khanhhoa.example/")
        self.settle(SETTINGS)
        for bad in ["127.0.0.0/8", "169.254.0.0/16", "::1/128", "fe80::/10", "10.0.0.1/8"]:
            run = self.endpoint("grant", "ioc", bad, "--reason", "thử", code=None)
            self.assertNotEqual(run.returncode, 0, bad)
        self.endpoint("grant", "ioc", "10.20.0.0/16", "--reason", "mạng nội bộ")
        self.assertEqual(self.shown()["grants"][0]["range"], "10.20.0.0/16")

    def test_a_restored_store_sends_nothing_until_it_is_released(self):
        self.create()
        self.endpoint("test", "ioc")
        source, copy, self.data = self.data, self.folder / "copy", self.folder / "restored"
        self.run_program(*self.clock, "backup", "--to", copy, data=source)
        self.run_program("restore", "--from", copy, "--to", self.data)
        self.settle(FOR_TESTS)
        secrets = pathlib.Path(source) / "secrets"
        self.assertFalse((pathlib.Path(self.data) / "secrets").exists())
        secrets.rename(pathlib.Path(self.data) / "secrets")
        self.run_program("--json", *self.clock, "--clock-rate", "1000", "serve",
                         "--until", "2022-10-25T07:45:00+07:00")
        self.assertEqual(self.receiver.connections, 0)
        self.run_program(*self.clock, "release-outbox", "--reason", "đã đối chiếu",
                         "--actor", "lan")
        self.serve()
        [call] = self.receiver.wait_for(1)
        self.assertEqual(call.event["type"], "vn.dunghan.endpoint.tested")


del EndpointTest

if __name__ == "__main__":
    unittest.main()
