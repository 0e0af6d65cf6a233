"""Endpoints behind a gateway that wants an access token: as the gateway sees it."""
import base64
import json
import pathlib
import unittest

from endpoints import FOR_TESTS, EndpointTest

SECRET = "bi mat: của trục"  # blanks, a colon and letters: all encoded before Basic joins them


class Gateway(EndpointTest):
    def setUp(self):
        super().setUp()
        self.admin = self.token("admin")["token"]
        self.tokens = 0
        self.receiver.status = self.answer
        secret = pathlib.Path(self.data) / "lgsp-secret"
        secret.touch(mode=0o600)
        secret.write_text(SECRET + "\n")
        origin = self.receiver.url.removesuffix("/events")
        self.settle(FOR_TESTS + f"""  gateways:
    - origin: {origin}
      token_url: {origin}/token
      client_id: dunghan
      client_secret_file: lgsp-secret
""")

    def answer(self, call):
        if call.path == "/token":
            self.tokens += 1
            return 200, {}, json.dumps({"access_token": f"ve-{self.tokens}",
                                        "token_type": "Bearer", "expires_in": 3600,
                                        "scope": "default"}).encode()
        # The first token was withdrawn behind everybody's back.
        known = call.headers.get("authorization") not in (None, "Bearer ve-1")
        return 200 if known else 401

    def test_calls_carry_a_token_that_is_renewed_when_it_is_refused(self):
        self.create()
        self.serve(rate="1")
        self.report()
        # A token, a call that is refused, five seconds later another of both.
        first, refused, second, taken = self.receiver.wait_for(4)
        for asked in (first, second):
            self.assertEqual(asked.path, "/token")
            self.assertEqual(asked.body, b"grant_type=client_credentials")
            kind, pair = asked.headers["authorization"].split(" ")
            self.assertEqual(kind, "Basic")
            self.assertEqual(base64.b64decode(pair),
                             b"dunghan:bi+mat%3A+c%E1%BB%A7a+tr%E1%BB%A5c")
            self.assertNotIn("webhook-signature", asked.headers)
        self.assertEqual(refused.headers["authorization"], "Bearer ve-1")
        self.assertEqual(taken.headers["authorization"], "Bearer ve-2")
        self.assertEqual(refused.id, taken.id)
        self.assertTrue(taken.headers["webhook-signature"].startswith("v1,"))
        attempts = self.get("/v1/endpoints/ioc/attempts", self.admin)
        self.assertNotIn("ve-", attempts.text)
        self.assertNotIn("bi mat", attempts.text)

    def test_settings_that_cannot_work_are_refused_before_anything_is_served(self):
        for wrong, said in [
            ("origin: https://lgsp.vn/api", "origin: Expected no path, but got /api"),
            ("origin: lgsp.vn", "origin: url: Expected https://"),
        ]:
            self.settle(FOR_TESTS + f"""  gateways:
    - {wrong}
      token_url: https://lgsp.vn/token
      client_id: dunghan
      client_secret_file: lgsp-secret
""")
            run = self.run_program(*self.clock, "serve", "--until", "2022-10-25T07:45:00+07:00",
                                   code=None)
            self.assertNotEqual(run.returncode, 0)
            self.assertIn("webhooks.gateways: " + said, run.stderr)


del EndpointTest

if __name__ == "__main__":
    unittest.main()
