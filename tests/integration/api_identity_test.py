"""People whom a provider of identities signs in: tokens that the package `jose` makes."""
import datetime
import json
import pathlib
import subprocess
import time
import unittest

from api import START, ApiTest
from program import PROGRAM, SECONDS_MAX, SOURCE

ISSUER = "https://sso.khanhhoa.example/realms/tinh"
NOW = int(datetime.datetime.fromisoformat(START).timestamp())
SETTINGS = f"""identity:
  issuer: {ISSUER}
  audience: dunghan
  jwks_file: jwks.json
"""


class IdentityTest(ApiTest):
    def setUp(self):
        super().setUp()
        self.ask(*self.clock, "user", "create", "cb-017", "--role", "officer",
                 "--agency", "so-du-lich", "--actor", "lan")
        self.jwks = pathlib.Path(self.data) / "jwks.json"
        self.settings = pathlib.Path(self.data) / "settings.yaml"
        self.settings.write_text(SETTINGS)

    def make(self, **more):
        claims = {"iss": ISSUER, "aud": "dunghan", "sub": "cb-017", "exp": NOW + 300, **more}
        out = subprocess.run(["node", "jwt_maker.js", json.dumps(claims)], check=True,
                             cwd=SOURCE / "tests/integration", capture_output=True, text=True)
        made = json.loads(out.stdout)
        self.jwks.write_text(json.dumps(made["jwks"]))
        return made["tokens"]


class People(IdentityTest):
    def test_each_algorithm_opens_what_the_account_may(self):
        tokens = self.make()
        self.start()
        for algorithm, token in tokens.items():
            self.assertEqual(self.get("/v1/tasks/6.6%233", token).status, 200, algorithm)
            self.assertEqual(self.get("/v1/tasks/5.2", token).status, 404, algorithm)
            self.assertEqual(self.get("/v1/tokens", token).status, 403, algorithm)
        answer = self.post("/v1/tasks/6.6%233/start", tokens["ES256"], {"note": "đang làm"})
        self.assertEqual(answer.status, 200, answer.text)
        log = self.run_program("--json", "log").stdout
        [line] = [line for line in log.splitlines() if '"progress_reported"' in line
                  and "đang làm" in line]
        self.assertIn("person:cb-017", line)

    def test_whatever_is_wrong_the_answer_is_the_same(self):
        good = self.make()["EdDSA"]
        self.start()
        bad = {"letters": good[:-2] + "AA", "none": "eyJhbGciOiJub25lIn0.e30.", "empty": ""}
        answers = {name: self.get("/v1/tasks", token or "x") for name, token in bad.items()}
        answers["unknown"] = self.get("/v1/tasks", "dh_0123456789ab_" + 43 * "A")
        self.assertEqual({answer.status for answer in answers.values()}, {401})
        self.assertEqual(len({answer.text for answer in answers.values()}), 1)
        self.assertEqual(self.get("/v1/tasks", good).status, 200)

    def test_only_who_has_an_account_that_is_good_is_let_in(self):
        token = self.make()["EdDSA"]
        self.ask(*self.clock, "user", "disable", "cb-017", "--reason", "nghỉ việc", "--actor", "lan")
        self.start()
        self.assertEqual(self.get("/v1/tasks", token).status, 401)

    def test_nobody_without_an_account_is_let_in(self):
        for name in ("cb-099", "", "../cb-017", "CB-017"):
            token = self.make(sub=name)["EdDSA"]
            process = self.start()
            self.assertEqual(self.get("/v1/tasks", token).status, 401, name)
            self.stop(process)

    def test_a_token_ends_when_it_says(self):
        token = self.make(exp=NOW + 1)["EdDSA"]
        self.start(rate="60")  # a minute of leeway, each second
        self.assertEqual(self.get("/v1/tasks", token).status, 200)
        end = time.monotonic() + SECONDS_MAX
        while self.get("/v1/tasks", token).status == 200:
            self.assertLess(time.monotonic(), end)
            time.sleep(0.02)
        self.assertEqual(self.get("/v1/tasks", token).status, 401)


class Keys(IdentityTest):
    def wait_until(self, token, status):
        end = time.monotonic() + SECONDS_MAX
        while self.get("/v1/tasks", token).status != status:
            self.assertLess(time.monotonic(), end)
            time.sleep(0.02)

    def test_new_keys_count_without_a_restart_and_broken_ones_change_nothing(self):
        old = self.make()["EdDSA"]
        self.start()
        self.wait_until(old, 200)
        new = self.make()["EdDSA"]
        self.wait_until(new, 200)
        self.assertEqual(self.get("/v1/tasks", old).status, 401)
        self.jwks.write_text("{")
        newest = self.make()  # on disk for a moment only
        self.jwks.write_text('{"keys":')
        end = time.monotonic() + 2.5  # more than two looks at the file
        while time.monotonic() < end:
            self.assertIn(200, {self.get("/v1/tasks", token).status for token in (new, newest["EdDSA"])})
            time.sleep(0.02)

    def test_serve_does_not_begin_without_keys(self):
        self.make()
        for text, words in [('{"keys":[]}', "none signs"), ("{", "no object"),
                            ('{"keys":[{"kty":"OKP","kid":"k","d":"AA"}]}', "private")]:
            self.jwks.write_text(text)
            run = subprocess.run([PROGRAM, "--data", self.data, *self.clock, "serve", "--listen",
                                  "127.0.0.1:0"], capture_output=True, text=True,
                                 timeout=SECONDS_MAX)
            self.assertNotEqual(run.returncode, 0)
            self.assertIn(words, run.stderr)
            self.assertIn("jwks.json", run.stderr)


del ApiTest, IdentityTest

if __name__ == "__main__":
    unittest.main()
