"""Tokens managed over HTTP: shown once, listed without their secret, revoked for ever."""
import unittest

from api import AGENCY, ApiTest


class ApiToken(ApiTest):
    def setUp(self):
        super().setUp()
        self.admin = self.token("admin")["token"]
        self.start()

    def create(self, **wish):
        return self.post("/v1/tokens", self.admin, wish)

    def test_a_token_made_over_http_opens_what_its_role_may_until_it_is_revoked(self):
        made = self.create(role="officer", agency=AGENCY, holder="cb-017", days=1)
        self.assertEqual(made.status, 201, made.text)
        self.assertEqual(made.fields["cache-control"], "no-store")
        text, ident = made.json["token"], made.json["id"]
        self.assertTrue(text.startswith(f"dh_{ident}_"))
        self.assertEqual(made.json["expires"][:10], "2022-10-26")
        self.assertEqual(self.get("/v1/tasks", text).status, 200)
        self.assertEqual(self.get("/v1/tokens", text).status, 403)

        revoked = self.post(f"/v1/tokens/{ident}/revoke", self.admin, {"reason": "lost"})
        self.assertEqual((revoked.status, revoked.json["id"]), (200, ident))
        self.assertGreater(revoked.json["position"], made.json["position"])
        self.assertEqual(self.get("/v1/tasks", text).status, 401)
        again = self.post(f"/v1/tokens/{ident}/revoke", self.admin, {"reason": "again"})
        self.assertEqual((again.status, again.json["position"]), (200, 0))

    def test_the_list_tells_every_token_and_no_secret(self):
        made = self.create(role="auditor", holder="cb-aud").json
        self.post(f"/v1/tokens/{made['id']}/revoke", self.admin, {"reason": "gone"})
        page = self.get("/v1/tokens", self.admin)
        rows = {row["id"]: row for row in page.json["items"]}
        self.assertEqual(len(rows), 2)
        self.assertEqual(rows[made["id"]]["reason"], "gone")
        self.assertTrue(rows[made["id"]]["revoked"])
        for text in (made["token"], self.admin):
            self.assertNotIn(text[-43:], page.text)
        self.assertNotIn("hash", page.text)

    def test_the_list_goes_on_where_its_page_ended_and_tells_kinds_apart(self):
        for holder in ("cb-1", "cb-2", "cb-3"):
            self.create(role="auditor", holder=holder)
        seen, cursor = [], ""
        while cursor is not None:
            page = self.get(f"/v1/tokens?limit=3&cursor={cursor}", self.admin).json
            self.assertLessEqual(len(page["items"]), 3)
            seen += [row["id"] for row in page["items"]]
            cursor = page["next"]
        self.assertEqual(len(seen), 4)
        self.assertEqual(seen, sorted(set(seen)))
        everything = {row["id"] for row in self.get("/v1/tokens?kind=token", self.admin).json["items"]}
        self.assertEqual(everything, set(seen))
        for kind in ("account", "session"):
            self.assertEqual(self.get(f"/v1/tokens?kind={kind}", self.admin).json["items"], [])
        self.assertEqual(self.get("/v1/tokens?kind=other", self.admin).status, 400)

    def test_who_made_and_revoked_it_stands_in_the_log(self):
        made = self.create(role="auditor", holder="cb-aud").json
        self.post(f"/v1/tokens/{made['id']}/revoke", self.admin, {"reason": "gone"})
        events = self.get("/v1/events?limit=500", self.admin)
        mine = [event for event in events.json["items"]
                if event["stream"] == f"token/{made['id']}"]
        self.assertEqual([event["type"] for event in mine], ["token_created", "token_revoked"])
        self.assertEqual({event["actor"] for event in mine}, {"person:cb-admin"})
        self.assertNotIn(made["token"][-43:], events.text)

    def test_bad_wishes_say_their_field_and_make_nothing(self):
        good = {"role": "auditor", "holder": "cb-1"}
        for change, status, field in (
                ({"role": "king"}, 400, "role"), ({"role": None}, 400, "role"),
                ({"days": 0}, 400, "days"), ({"days": 367}, 400, "days"),
                ({"days": "9"}, 400, "days"), ({"days": 1.5}, 400, "days"),
                ({"secret": "x"}, 400, "secret"), ({"agency": 7}, 400, "agency"),
                ({"holder": "Nguyễn Văn A"}, 422, None), ({"agency": AGENCY}, 422, None),
                ({"role": "officer"}, 422, None)):
            with self.subTest(change=change):
                answer = self.post("/v1/tokens", self.admin, good | change)
                self.assertEqual(answer.status, status, answer.text)
                self.assertEqual(answer.json.get("field"), field)
                self.assertNotIn("Nguyễn", answer.text)
        self.assertEqual(len(self.get("/v1/tokens", self.admin).json["items"]), 1)

    def test_revoking_what_is_no_token_or_for_no_reason_changes_nothing(self):
        secret = self.admin[-43:]
        for path in ("/v1/tokens/000000000000/revoke", f"/v1/tokens/{self.admin}/revoke"):
            answer = self.post(path, self.admin, {"reason": "x"})
            self.assertEqual(answer.status, 404, answer.text)
            self.assertNotIn(secret, answer.text)
        ident = self.admin.split("_")[1]
        self.assertEqual(self.post(f"/v1/tokens/{ident}/revoke", self.admin, {}).status, 422)
        self.assertEqual(self.get("/v1/tokens", self.admin).status, 200)


if __name__ == "__main__":
    unittest.main()
