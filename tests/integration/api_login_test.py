"""People who log in: passwords, sessions, guesses, and requests that others forge."""
import http.cookies
import unittest

from api import AGENCY, OTHERS, OWN, ApiTest


class ApiLogin(ApiTest):
    def setUp(self):
        super().setUp()
        self.password = self.user("cb-017", "officer", "--agency", AGENCY)["password"]

    def user(self, name, role, *more):
        return self.ask(*self.clock, "user", "create", name, "--role", role, *more, "--actor", "lan")

    def log_in(self, name="cb-017", password=None, **fields):
        return self.post("/v1/session", None, {"name": name, "password": password or self.password},
                         **fields)

    def session(self, **arguments):
        answer = self.log_in(**arguments)
        self.assertEqual(answer.status, 200, answer.text)
        cookie = http.cookies.SimpleCookie(answer.fields["set-cookie"])["dunghan"]
        return {"Cookie": f"dunghan={cookie.value}", "X_CSRF_Token": answer.json["csrf"]}

    def test_a_session_is_who_the_account_is(self):
        self.start()
        answer = self.log_in()
        self.assertEqual((answer.json["holder"], answer.json["role"], answer.json["agency"]),
                         ("cb-017", "officer", AGENCY))
        for flag in ("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"):
            self.assertIn(flag, answer.fields["set-cookie"])
        browser = self.session()
        self.assertEqual(self.get(f"/v1/tasks/{OWN}", **browser).status, 200)
        self.assertEqual(self.get(f"/v1/tasks/{OTHERS}", **browser).status, 404)
        who = self.get("/v1/session", **browser).json
        self.assertEqual((who["holder"], who["csrf"]), ("cb-017", browser["X_CSRF_Token"]))
        changed = self.post(f"/v1/tasks/{OWN}/start", None, {"note": "đang làm"}, **browser)
        self.assertEqual(changed.status, 200, changed.text)
        admin = self.start_again_for_admin()
        event = self.get(f"/v1/events?after={changed.json['position'] - 1}", admin).json["items"][0]
        self.assertEqual(event["actor"], "person:cb-017")

    def start_again_for_admin(self):
        self.stop(self.process)
        token = self.token("admin")["token"]
        self.start()
        return token

    def start(self, *more, **rate):
        self.process = super().start(*more, **rate)
        return self.process

    def test_a_cookie_alone_changes_nothing(self):
        self.start()
        browser = self.session()
        cookie = {"Cookie": browser["Cookie"]}
        body = {"note": "x"}
        forged = [
            cookie,
            {**cookie, "X_CSRF_Token": "0" * 64},
            {**browser, "Origin": "https://elsewhere.example"},
            {**browser, "Sec_Fetch_Site": "cross-site"},
            {**browser, "Sec_Fetch_Site": "same-site"}]
        for fields in forged:
            answer = self.post(f"/v1/tasks/{OWN}/start", None, body, **fields)
            self.assertEqual((answer.status, answer.json["code"]), (403, "cross_site"), fields)
        for fields in ({**browser, "Origin": f"http://127.0.0.1:{self.port}"},
                       {**browser, "Sec_Fetch_Site": "same-origin"}):
            self.assertEqual(self.post(f"/v1/tasks/{OWN}/start", None, body, **fields).status, 200)
        for fields in ({"Origin": "https://elsewhere.example"}, {"Sec_Fetch_Site": "cross-site"}):
            self.assertEqual(self.log_in(**fields).status, 403)
        planted = {**browser, "Cookie": f"{browser['Cookie']}; {browser['Cookie']}"}
        self.assertEqual(self.get("/v1/session", **planted).status, 401)

    def test_a_session_is_no_bearer_and_a_bearer_no_session(self):
        token = self.token("officer")["token"]
        self.start()
        browser = self.session()
        text = browser["Cookie"].split("=", 1)[1]
        self.assertEqual(self.get("/v1/tasks", text).status, 401)
        self.assertEqual(self.get("/v1/tasks", Cookie=f"dunghan={token}").status, 401)
        self.assertEqual(self.call("DELETE", "/v1/session", token).status, 403)

    def test_nothing_tells_a_wrong_name_from_a_wrong_password(self):
        self.user("cb-018", "auditor")
        self.ask(*self.clock, "user", "disable", "cb-018", "--reason", "thôi việc", "--actor", "lan")
        self.start()
        answers = {self.log_in(name=name, password="x" * size).text
                   for name in ("cb-017", "cb-018", "cb-999", "", "../x", "a" * 64)
                   for size in (1, 300)}
        self.assertEqual(len(answers), 1)
        self.assertIn("unauthorized", answers.pop())

    def test_who_guesses_waits_whether_the_name_is_there_or_not(self):
        self.start()
        for name in ("cb-017", "cb-999"):
            statuses = [self.log_in(name=name, password="wrong").status for _ in range(6)]
            self.assertEqual(statuses, [401] * 5 + [429], name)
        locked = self.log_in()
        self.assertEqual((locked.status, locked.json["code"]), (429, "too_many_guesses"))
        self.assertEqual(locked.fields["retry-after"], "1")
        admin = self.start_again_for_admin()
        denied = self.get("/v1/events?type=access_denied", admin).json["items"]
        self.assertEqual([(event["stream"], event["data"]["operation"]) for event in denied],
                         [("access/user-cb-017", "log_in")] * 5)

    def test_a_wait_ends_and_the_right_password_opens(self):
        self.start(rate="10")
        for _ in range(6):
            self.log_in(password="wrong")
        while (answer := self.log_in()).status == 429:
            pass
        self.assertEqual(answer.status, 200)

    def test_log_out_reset_and_disable_end_sessions(self):
        self.start()
        first, second = self.session(), self.session()
        self.assertNotEqual(first, second)
        ended = self.call("DELETE", "/v1/session", **first)
        self.assertEqual(ended.status, 200, ended.text)
        self.assertIn("Max-Age=0", ended.fields["set-cookie"])
        self.assertEqual(self.get("/v1/tasks", **first).status, 401)
        self.assertEqual(self.get("/v1/tasks", **second).status, 200)
        self.stop(self.process)
        old, self.password = self.password, self.ask(
            *self.clock, "user", "reset", "cb-017", "--actor", "lan")["password"]
        self.start()
        self.assertEqual(self.get("/v1/tasks", **second).status, 401)
        self.assertEqual(self.log_in(password=old).status, 401)
        third = self.session()
        self.stop(self.process)
        self.ask(*self.clock, "user", "disable", "cb-017", "--reason", "nghỉ", "--actor", "lan")
        self.start()
        self.assertEqual(self.get("/v1/tasks", **third).status, 401)
        self.assertEqual(self.log_in().status, 401)
        self.assertEqual(self.ask("user", "list")[0]["reason"], "nghỉ")

    def change(self, browser, old, new, **more):
        return self.call("PUT", "/v1/session/password", None, {"old": old, "new": new},
                         **{**browser, **more})

    def test_a_person_changes_their_own_password_and_other_sessions_end(self):
        self.user("cb-018", "auditor")
        token = self.token("officer", holder="cb-017")["token"]
        self.start()
        mine, other = self.session(), self.session()
        cookie = {"Cookie": mine["Cookie"]}
        self.assertEqual(self.change(cookie, self.password, "n" * 12).status, 403)
        for size in (0, 11, 257):
            short = self.change(mine, self.password, "n" * size)
            self.assertEqual((short.status, short.json["field"]), (400, "new"))
        self.assertEqual(self.get("/v1/tasks", **other).status, 200)
        changed = self.change(mine, self.password, "mật khẩu mới của tôi")
        self.assertEqual(changed.status, 200, changed.text)
        self.assertEqual(self.get("/v1/tasks", **mine).status, 200)
        self.assertEqual(self.get("/v1/tasks", **other).status, 401)
        self.assertEqual(self.get("/v1/tasks", token).status, 200)
        self.assertEqual(self.log_in().status, 401)
        self.assertEqual(self.log_in(password="mật khẩu mới của tôi").status, 200)
        self.assertEqual(self.call("PUT", "/v1/session/password", token,
                                   {"old": self.password, "new": "n" * 12}).status, 403)

    def test_a_wrong_old_password_is_a_guess(self):
        self.start()
        mine, other = self.session(), self.session()
        answers = [self.change(mine, old, "n" * 12) for old in ("", "x", "x" * 256, "x" * 300, "y")]
        self.assertEqual({(answer.status, answer.text) for answer in answers},
                         {(422, answers[0].text)})
        self.assertEqual(answers[0].json["code"], "wrong_password")
        self.assertEqual(self.change(mine, self.password, "n" * 12).status, 429)
        self.assertEqual(self.log_in().status, 429)
        self.assertEqual(self.get("/v1/tasks", **other).status, 200)
        admin = self.start_again_for_admin()
        denied = self.get("/v1/events?type=access_denied", admin).json["items"]
        self.assertEqual({(event["stream"], event["data"]["code"]) for event in denied},
                         {("access/user-cb-017", "wrong_password")})
        self.assertEqual(self.log_in().status, 200)

    def test_a_session_that_lies_idle_is_over_for_good(self):
        self.start(rate="1200")  # half an hour in one second and a half
        browser = self.session()
        idle = {**browser}
        busy = self.session()
        while self.get("/v1/session", **busy).status == 200 and not self.is_over_half_an_hour(busy):
            pass
        self.assertEqual(self.get("/v1/session", **idle).status, 401)
        self.stop(self.process)
        self.start()
        self.assertEqual(self.get("/v1/session", **idle).status, 401)

    def is_over_half_an_hour(self, browser):
        now = self.get(f"/v1/tasks/{OWN}", **browser).json["as_of"]
        self.began = getattr(self, "began", now)
        return now[:13] > self.began[:13] and now[14:16] >= self.began[14:16]

    def test_no_password_and_no_session_is_kept_where_it_could_be_read(self):
        self.start()
        secret = self.session()["Cookie"][-43:]
        for file in self.data.rglob("*"):
            if file.is_file():
                octets = file.read_bytes()
                self.assertNotIn(self.password.encode(), octets, file)
                self.assertNotIn(secret.encode(), octets, file)
        guarded = self.data / "passwords" / "cb-017.argon2id"
        self.assertTrue(guarded.read_text().startswith("$argon2id$v=19$m=65536,t=2,p=1$"))
        self.assertEqual(guarded.stat().st_mode & 0o777, 0o600)

    def test_what_makes_no_account_is_said(self):
        create = [*self.clock, "user", "create", "--actor", "lan"]
        for arguments, words in [
                (["cb-1", "--role", "feed"], "Expected --role"),
                (["cb-1", "--role", "officer"], "Expected the agency"),
                (["cb-017", "--role", "auditor"], "has been given")]:
            result = self.run_program(*create, *arguments, code=None)
            self.assertNotEqual(result.returncode, 0)
            self.assertIn(words, result.stderr)
        self.assertLess(len(self.ask("user", "list")), 2)
        self.start()
        for body in ({}, {"name": "x"}, {"name": 1, "password": "x"}, [],
                     {"name": "x", "password": "y", "more": ""}):
            self.assertEqual(self.post("/v1/session", None, body).status, 400, body)


if __name__ == "__main__":
    unittest.main()
