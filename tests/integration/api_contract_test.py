"""The API and its document agree: by a validator, a generated client and a schema-driven tester."""
import json
import subprocess
import unittest

from api import ApiTest
from program import SECONDS_MAX, SOURCE

ROUNDS = 12
# What only a task in a certain state takes: mostly refused, with 422. And what only somebody with
# a password or a session does.
NEED_A_STATE = ("logIn", "logOut", "changePassword", "revokeToken", "takeTask", "migrateTask", "restartTask", "resumeTask", "acknowledgeTask",
                "grantExtensionTask", "refuseExtensionTask",
                "withdrawEgress", "readSeries")


class ApiContract(ApiTest):
    def test_no_answer_that_the_document_does_not_describe(self):
        admin, feed = (self.token(role)["token"] for role in ("admin", "feed"))
        for endpoint in ("ioc", "off", "gone"):
            self.ask(*self.clock, "endpoint", "create", endpoint, "--url", "https://ioc.example/",
                     "--owner", "ioc@khanhhoa.example", "--actor", "lan")
        self.start()
        result = subprocess.run(
            ["node", "api_contract.js", f"http://127.0.0.1:{self.port}", admin, feed, str(ROUNDS)],
            cwd=SOURCE / "tests/integration", capture_output=True, text=True,
            timeout=5 * SECONDS_MAX, check=False)
        self.assertEqual(result.returncode, 0, result.stderr)
        report = json.loads(result.stdout)
        self.assertEqual(report["problems"], [], report["problem_count"])
        self.assertEqual(report["generated"], report["operations"])
        self.assertEqual(report["sent"], 2 * ROUNDS * (report["operations"] - 1))
        # Good and bad input of every operation was sent, and both kinds of answers came.
        for name, statuses in report["statuses"].items():
            good = sum(count for status, count in statuses.items() if status[0] == "2")
            if name not in NEED_A_STATE:
                self.assertGreater(good, 0, (name, statuses))
        self.assertEqual(report["client"], {"page": 3, "created": 201, "completed": 1,
                                            "verdict": "completed"})


if __name__ == "__main__":
    unittest.main()
