"""Who signs, beside whom, and what keeps a signature from being given: other processes, the witness."""
import json
import os
import shutil
import signal
import subprocess
import time
import unittest

from auditing import AuditTest
from program import PROGRAM, SECONDS_MAX, ProgramTest


class Witness(AuditTest):
    def rewritten(self):
        """Another history of about the same length, under the same key."""
        copy = self.folder / "rewritten"
        rows = self.demo_files()
        self.run_program("import", *rows[:2], "--effective", "2022-10-24", data=copy)
        self.run_program("import", *rows, "--effective", "2022-10-25", data=copy)
        shutil.copytree(self.data / "audit", copy / "audit")
        return copy

    def test_a_rewritten_history_is_not_signed(self):
        witness = self.folder / "witness"
        first = self.audit("checkpoint", "--witness", witness).stdout
        self.assertEqual(witness.read_text(), first)
        copy = self.rewritten()
        result = self.run_program("audit", "checkpoint", data=copy, code=76)
        self.assertIn(first.split("\n")[2], result.stderr)  # both heads are said
        (copy / "audit" / "checkpoint").unlink()
        self.run_program("audit", "checkpoint", "--witness", witness, data=copy, code=76)
        self.run_program("audit", "verify", "--witness", witness, data=copy, code=76)
        self.run_program("audit", "verify", data=copy)  # nobody but the witness can tell
        self.assertEqual(witness.read_text(), first)

    def test_the_auditors_own_checkpoint_finds_it_too(self):
        old = self.folder / "old"
        old.write_text(self.audit("checkpoint").stdout)
        key = self.key()
        copy = self.rewritten()
        (copy / "audit" / "checkpoint").unlink()
        self.run_program("audit", "export", "--out", self.folder / "lie", data=copy)
        self.verify(self.folder / "lie", "--key", key)
        answer = self.verify(self.folder / "lie", "--key", key, "--old", old, code=1)
        self.assertIn("rewritten", answer["fault"])

    def test_settings_name_the_witness(self):
        (self.data / "settings.yaml").write_text("audit:\n  witness_file: ../witness\n")
        first = self.audit("checkpoint").stdout
        self.assertEqual((self.folder / "witness").read_text(), first)


class BesideAWriterThatSigns(AuditTest):
    """Between what a reader sees of the log and what it reads of its checkpoints, more is signed."""

    def sign_more_while(self, path_end, *arguments):
        at, environment = self.held(path_end)
        reader = subprocess.Popen([PROGRAM, "--data", self.data, "--json", "audit", *arguments],
                                  env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  text=True)
        try:
            self.wait_until(at.exists, reader)
            self.run_program("act", "2.8", "evidence", "--number", self.id(), "--actor", "an")
            signed = self.audit_json("checkpoint")
        finally:
            at.unlink(missing_ok=True)
            output, errors = reader.communicate(timeout=SECONDS_MAX)
        self.assertEqual(reader.returncode, 0, errors)
        return json.loads(output), signed

    def test_a_sound_log_is_called_sound(self):
        self.audit("checkpoint")
        answer, signed = self.sign_more_while("audit/checkpoint", "verify")
        self.assertTrue(answer["ok"])
        self.assertEqual(answer["size"], signed["size"])

    def test_a_sound_log_is_signed_again(self):
        self.audit("checkpoint")
        answer, signed = self.sign_more_while("audit/lock", "checkpoint")
        self.assertEqual(answer, signed)

    def test_a_sound_log_is_exported(self):
        self.audit("checkpoint")
        answer, signed = self.sign_more_while(
            "audit/lock", "export", "--out", str(self.folder / "bundle"))
        self.assertEqual(answer["size"], signed["size"])
        self.verify(self.folder / "bundle", "--key", self.key())


class Serving(AuditTest):
    def test_serve_signs_at_its_start_and_at_its_end(self):
        process = subprocess.Popen([PROGRAM, "--data", self.data, "--json", "serve"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            checkpoint = self.data / "audit" / "checkpoint"
            deadline = time.monotonic() + SECONDS_MAX
            while not checkpoint.exists() and time.monotonic() < deadline:
                self.assertIsNone(process.poll())
                time.sleep(0.02)
            # Beside the running writer: everything but a new key works.
            self.assertTrue(self.audit_json("verify")["ok"])
            self.verify(self.export(), "--key", self.key())
            self.audit("rotate-key", code=78)
        finally:
            process.send_signal(signal.SIGTERM)
            _, errors = process.communicate(timeout=SECONDS_MAX)
        self.assertEqual(process.returncode, 0, errors)
        answer = self.audit_json("verify")
        self.assertEqual(answer["checkpoints"][0]["size"], answer["size"])
        self.assertEqual([e["data"]["key"] for e in self.events("--type", "log_key_added")],
                         [self.key()])

    def test_serve_does_not_go_on_from_a_rewritten_history(self):
        self.audit("checkpoint")
        shutil.rmtree(self.data / "store")
        (self.data / "anchor").unlink()  # who rewrites history takes it away as well
        self.run_program("import", *self.demo_files()[:1], "--effective", "2022-10-25")
        self.run_program("serve", code=76)


class HungWitness(ProgramTest):
    """The witness lies on another machine's disk, and that does not answer any more."""
    CLOCK = ["--clock", "2022-10-25T07:59:50+07:00"]

    def setUp(self):
        super().setUp()
        self.run_program(*self.CLOCK, "import", *self.demo_files(), "--effective", "2022-10-25")
        self.witness = self.folder / "witness"
        (self.data / "settings.yaml").write_text("audit:\n  witness_file: ../witness\n")

    def mails(self):
        folder = self.data / "mail" / "new"
        return len(list(folder.iterdir())) if folder.is_dir() else 0

    def serve(self, environment=None):
        process = subprocess.Popen(
            [PROGRAM, "--data", self.data, *self.CLOCK, "--clock-rate", "10", "serve"],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def end(self, process):
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=SECONDS_MAX)
        self.assertEqual(process.returncode, 0, errors)
        return errors

    def serve_held(self):
        """It waits for the witness, and its mails have left all the same."""
        at, environment = self.held("/witness")
        process = self.serve(environment)
        self.wait_until(at.exists, process)
        self.wait_until(lambda: self.mails() > 15, process)
        self.assertTrue(at.exists())
        return process, at

    def test_mail_leaves_meanwhile_and_the_log_is_signed_when_it_answers(self):
        process, at = self.serve_held()
        at.unlink()
        self.wait_until(self.witness.exists, process)
        self.assertIn("does not answer", self.end(process))
        self.assertTrue(self.ask("audit", "verify")["ok"])

    def test_the_end_does_not_wait_for_it_for_ever(self):
        process, _ = self.serve_held()
        self.assertIn("the next start signs", self.end(process))
        self.assertFalse(self.witness.exists())

    def test_what_it_contradicts_ends_when_that_is_heard(self):
        self.run_program("audit", "key")
        longer = self.folder / "longer"
        shutil.copytree(self.data, longer)
        self.run_program(*self.CLOCK, "act", "2.8", "evidence", "--number", "1", "--actor", "an",
                         data=longer)
        self.run_program("audit", "checkpoint", data=longer)
        process, at = self.serve_held()
        at.unlink()
        _, errors = process.communicate(timeout=SECONDS_MAX)
        self.assertEqual(process.returncode, 76, errors)
        self.assertIn("history was cut or rewritten", errors)

    def test_another_process_that_hangs_on_it_does_not_stop_this_one(self):
        at, environment = self.held("/witness")
        hanging = subprocess.Popen([PROGRAM, "--data", self.data, "audit", "checkpoint"],
                                   env=environment, stdout=subprocess.DEVNULL)
        self.addCleanup(hanging.wait)
        self.addCleanup(hanging.kill)
        self.wait_until(at.exists, hanging)
        process = self.serve()
        self.wait_until(lambda: self.mails() > 15, process)
        self.assertIn("does not answer", self.end(process))

    def test_a_pipe_in_its_place_is_told(self):
        os.mkfifo(self.witness)
        process = self.serve()
        self.wait_until(lambda: self.mails() > 15, process)
        self.assertIn("plain file", self.end(process))


if __name__ == "__main__":
    unittest.main()
