"""A backup whose log does not begin with the head that was signed is neither taken nor restored."""
import hashlib
import json
import shutil
import subprocess
import unittest

from program import PROGRAM, SECONDS_MAX, ProgramTest


class SignedBackup(ProgramTest):
    def setUp(self):
        super().setUp()
        self.to = self.folder / "backup"
        self.ask("import", *self.demo_files(), "--effective", "2022-10-25")
        self.signed = self.ask("audit", "checkpoint")
        self.other = self.folder / "other"

    def other_log(self, more):
        """Another history, longer than the signed one or shorter, by somebody without the key."""
        files = self.demo_files() if more else self.demo_files()[:1]
        self.ask("import", *files, "--effective", "2022-10-26", data=self.other)
        if more:
            self.run_program("act", "2.8", "complete", "--actor", "lan", data=self.other)
        head = self.ask("audit", "verify", data=self.other)
        self.assertEqual(head["size"] > self.signed["size"], more)
        return head

    def forge(self, log, beside):
        """The records of one backup with the files beside the log of another, made up with care."""
        lines = [line for line in (log / "MANIFEST").read_text("utf-8").splitlines(keepends=True)
                 if not line.startswith(("kept ", "end "))]
        lines += [line for line in (beside / "MANIFEST").read_text("utf-8")
                  .splitlines(keepends=True) if line.startswith("kept ")]
        forged = self.folder / "forged"
        shutil.rmtree(forged, ignore_errors=True)
        shutil.copytree(log, forged)
        shutil.copytree(beside / "kept", forged / "kept", dirs_exist_ok=True)
        text = "".join(lines)
        (forged / "MANIFEST").write_text(
            f"{text}end {hashlib.sha256(text.encode()).hexdigest()}\n", encoding="utf-8")
        return forged

    def restore(self, source, code):
        to = self.folder / "restored"
        result = subprocess.run([PROGRAM, "restore", "--from", source, "--to", to],
                                capture_output=True, text=True, timeout=SECONDS_MAX, check=False)
        self.assertEqual(result.returncode, code, result.stderr)
        if code != 0:
            self.assertFalse(to.exists())
            self.assertFalse(to.with_name("restored.partial").exists())
        return result.stderr

    def assert_names_both(self, error, head):
        for each in (self.signed, head):
            self.assertIn(f"size {each['size']}, root ", error)
        self.assertIn(self.signed["root"], error)

    def test_a_log_made_up_around_a_signed_head_is_not_restored(self):
        self.ask("backup", "--to", self.to)
        for more in (True, False):
            with self.subTest(more=more):
                shutil.rmtree(self.other, ignore_errors=True)
                head = self.other_log(more)
                log = self.folder / f"log-{more}"
                self.ask("backup", "--to", log, data=self.other)
                forged = self.forge(log, beside=self.to)
                error = self.restore(forged, code=76)
                self.assertIn(self.signed["root"], error)
                self.assertIn(str(forged / "kept"), error)
                if not more:
                    self.assert_names_both(error, head)
                    self.assertIn(head["root"], error)
        self.restore(self.forge(self.to, beside=self.to), code=0)  # the forging is well made

    def rewrite(self):
        head = self.other_log(more=True)
        for name in ("store", "anchor"):
            old, new = self.data / name, self.other / name
            shutil.rmtree(old) if old.is_dir() else old.unlink()
            shutil.copytree(new, old) if new.is_dir() else shutil.copy(new, old)
        return head

    def test_a_log_that_was_rewritten_is_not_backed_up(self):
        self.rewrite()
        error = self.run_program("backup", "--to", self.to, code=76).stderr
        self.assertIn(self.signed["root"], error)
        self.assertIn(str(self.data / "audit" / "checkpoint"), error)
        self.assertFalse((self.to / "MANIFEST").exists())

    def test_whoever_rewrites_log_and_backup_does_not_get_rid_of_the_signed_head(self):
        self.ask("backup", "--to", self.to)
        self.rewrite()
        (self.data / "audit" / "checkpoint").unlink()
        log = self.folder / "log"
        self.ask("backup", "--to", log)
        forged = self.forge(log, beside=self.to)
        before = {f: f.read_bytes() for f in forged.rglob("*") if f.is_file()}
        error = self.run_program("backup", "--to", forged, code=76).stderr
        self.assertIn(self.signed["root"], error)
        self.assertEqual({f: f.read_bytes() for f in before}, before)

    def test_a_head_that_a_stranger_signed_is_no_head(self):
        self.ask("backup", "--to", self.to)
        self.other_log(more=True)
        self.ask("audit", "checkpoint", data=self.other)
        checkpoint = (self.other / "audit" / "checkpoint").read_bytes()
        (self.data / "audit" / "checkpoint").write_bytes(checkpoint)
        self.run_program("backup", "--to", self.folder / "b", code=76)

    def test_a_log_that_goes_on_is_backed_up_and_restored(self):
        self.ask("backup", "--to", self.to)
        self.run_program("act", "2.8", "complete", "--actor", "lan")
        self.ask("backup", "--to", self.to)
        self.restore(self.to, code=0)
        restored = self.folder / "restored"
        self.assertEqual(json.loads(self.run_program(
            "--json", "audit", "verify", data=restored).stdout)["ok"], True)


if __name__ == "__main__":
    unittest.main()
