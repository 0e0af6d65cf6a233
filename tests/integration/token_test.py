"""Tokens: shown once, kept nowhere, revoked for ever."""
import re
import unittest

from api import ApiTest


class Token(ApiTest):
    def test_a_token_is_shown_once_and_its_secret_is_kept_nowhere(self):
        made = self.token("officer")
        self.assertRegex(made["token"], r"^dh_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$")
        secret = made["token"][len("dh_0123456789ab_"):]
        self.start()
        self.assertEqual(self.get("/v1/tasks", made["token"]).status, 200)
        for file in self.data.rglob("*"):
            if file.is_file():
                self.assertNotIn(secret.encode(), file.read_bytes(), file)
        listed = self.run_program("--json", "token", "list").stdout
        self.assertNotIn(secret, listed)
        self.assertNotIn("hash", listed)
        self.assertIn(made["id"], listed)

    def test_revoking_takes_effect_and_is_for_ever(self):
        made = self.token("auditor")
        process = self.start()
        self.assertEqual(self.get("/v1/tasks", made["token"]).status, 200)
        self.stop(process)
        self.ask(*self.clock, "token", "revoke", made["id"], "--reason", "thôi việc",
                 "--actor", "lan")
        self.start()
        self.assertEqual(self.get("/v1/tasks", made["token"]).status, 401)
        rows = {row["id"]: row for row in self.ask("token", "list")}
        self.assertEqual(rows[made["id"]]["reason"], "thôi việc")

    def test_an_expired_token_opens_nothing(self):
        made = self.token("auditor", days=1)
        self.clock[1] = "2022-10-26T07:40:00+07:00"
        self.start()
        self.assertEqual(self.get("/v1/tasks", made["token"]).status, 401)

    def test_what_makes_no_token_is_said(self):
        create = [*self.clock, "token", "create", "--actor", "lan", "--holder", "cb-1"]
        for arguments, words in [
                (["--role", "king"], "Expected --role"),
                (["--role", "officer"], "Expected the agency"),
                (["--role", "officer", "--agency", "so-khong-co"], "Expected the id of an agency"),
                (["--role", "auditor", "--agency", "so-du-lich"], "Expected no agency")]:
            result = self.run_program(*create, *arguments, code=None)
            self.assertNotEqual(result.returncode, 0)
            self.assertIn(words, result.stderr)
        name = [*self.clock, "token", "create", "--actor", "lan", "--role", "auditor",
                "--holder", "Nguyễn Văn An"]
        result = self.run_program(*name, code=None)
        self.assertNotIn("Nguyễn", result.stderr)
        self.assertNotEqual(result.returncode, 0)
        unquoted = self.run_program(*name, "Trần", code=None)
        self.assertNotIn("Trần", unquoted.stderr)
        self.assertNotEqual(unquoted.returncode, 0)
        self.assertEqual(self.ask("token", "list"), [])
        unknown = self.run_program(*self.clock, "token", "revoke", "ffffffffffff", "--reason", "x",
                                   "--actor", "lan", code=None)
        self.assertIn("token", unknown.stderr)

    def test_the_help_names_the_roles(self):
        text = self.run_program("token", "create", "--help").stdout
        for role in ("admin", "coordinator", "officer", "head", "auditor", "integration"):
            self.assertTrue(re.search(role, text), role)


if __name__ == "__main__":
    unittest.main()
