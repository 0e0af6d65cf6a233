"""Runs the program as a person or a script would. Standard library only."""
import csv
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest

SOURCE = pathlib.Path(os.environ["DUNGHAN_SOURCE_DIR"])
PROGRAM = pathlib.Path(os.environ["DUNGHAN_PROGRAM"])
SEED = SOURCE.parent / "shared" / "seed"
DEMO = SOURCE / "config" / "demo"
SECONDS_MAX = int(os.environ.get("DUNGHAN_SECONDS_MAX", "60"))  # for one command

HEADINGS = ["STT", "Nội dung, nhiệm vụ", "Đơn vị chủ trì", "Cơ quan phối hợp",
            "Thời gian thực hiện", "Kết quả thực hiện", "Đánh giá mức độ thực hiện"]


class ProgramTest(unittest.TestCase):
    """Each test has a folder of its own, gone when it ends."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="dunghan-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = self.folder / "data"

    def run_program(self, *arguments, data=None, code=0):
        result = subprocess.run(
            [PROGRAM, "--data", data or self.data, *map(str, arguments)],
            capture_output=True, text=True, timeout=SECONDS_MAX, check=False)
        if code is not None:
            self.assertEqual(result.returncode, code,
                             f"{arguments}\n{result.stdout}\n{result.stderr}")
        return result

    def held(self, path_end):
        """Environment of a program that stops where it opens such a file, and the file to wait for."""
        shim = self.folder / "held_file.so"
        if not shim.exists():
            subprocess.run(["cc", "-shared", "-fPIC", "-o", shim,
                            SOURCE / "tests/integration/held_file.c"], check=True)
        at = self.folder / "held"
        return at, {**os.environ, "LD_PRELOAD": str(shim), "DUNGHAN_HOLD_FILE": path_end,
                    "DUNGHAN_HOLD_AT": str(at)}

    def wait_until(self, holds, process):
        deadline = time.monotonic() + SECONDS_MAX
        while not holds():
            self.assertIsNone(process.poll(), "it ended early")
            self.assertLess(time.monotonic(), deadline, "it did not come so far")
            time.sleep(0.01)

    def ask(self, *arguments, data=None):
        return json.loads(self.run_program("--json", *arguments, data=data).stdout)

    def events(self, *arguments, data=None):
        out = self.run_program("--json", "log", *arguments, data=data).stdout
        return [json.loads(line) for line in out.splitlines()]

    def doctor(self, *options, data=None, code=None):
        """What the doctor says, by name; ends with 1 just when something is bad."""
        result = subprocess.run(
            [PROGRAM, "--data", data or self.data, "--json", *options, "doctor"],
            capture_output=True, text=True, timeout=SECONDS_MAX, check=False)
        answer = json.loads(result.stdout)
        self.assertEqual(answer["ok"], result.returncode == 0, result.stderr)
        if code is not None:
            self.assertEqual(result.returncode, code, result.stdout)
        return {check["name"]: check for check in answer["checks"]}

    def write_plan(self, name, rows, caption=None, headings=HEADINGS):
        path = self.folder / name
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            if caption:
                writer.writerow([caption])
            writer.writerow(headings)
            writer.writerows(rows)
        return path

    def demo_files(self):
        return sorted(DEMO.glob("*.csv"))

    def needs_seed(self):
        if not SEED.is_dir():
            self.skipTest(f"needs the report itself in {SEED}, which is not there")
