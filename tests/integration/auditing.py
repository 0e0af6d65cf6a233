"""What the tests of signatures and proofs share: a log, its auditor, and a second verifier."""
import json
import pathlib
import subprocess

import independent_verifier
from program import PROGRAM, SECONDS_MAX, ProgramTest

VERIFIER = PROGRAM.parent / "dunghan-verify"


class AuditTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.run_program("import", *self.demo_files(), "--effective", "2022-10-25")

    def audit(self, *arguments, code=0):
        return self.run_program("audit", *arguments, code=code)

    def audit_json(self, *arguments, code=0):
        return json.loads(self.run_program("--json", "audit", *arguments, code=code).stdout)

    def key(self):
        return self.audit("key").stdout.split()[0]

    def export(self, name="bundle"):
        self.audit("export", "--out", self.folder / name)
        return self.folder / name

    def verify(self, file, *arguments, code=0):
        result = subprocess.run([VERIFIER, "--json", *map(str, arguments), file],
                                capture_output=True, text=True, timeout=SECONDS_MAX, check=False)
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        return json.loads(result.stdout) if result.stdout else None

    def second_opinion(self, file, *keys):
        size, root = independent_verifier.verify(pathlib.Path(file).read_bytes(), keys)
        return size, independent_verifier.base64.b64encode(root).decode()
