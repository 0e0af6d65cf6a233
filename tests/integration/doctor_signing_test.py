"""The doctor says when nobody signs any more, and when nobody else keeps what was signed."""
import shutil
import unittest

from program import ProgramTest

CLOCK = ["--clock", "2022-10-25T07:55:00+07:00"]


class DoctorSigning(ProgramTest):
    def setUp(self):
        super().setUp()
        self.ask(*CLOCK, "import", *self.demo_files(), "--effective", "2022-10-25")
        self.key = self.data / "audit" / "key"
        self.witness = self.folder / "mount" / "witness"

    def look(self, name, level, *options):
        check = self.doctor(*options).get(name)
        self.assertEqual(check and check["level"], level, check)
        if level != "ok":
            self.assertTrue(check["do"], check)
        return check

    def act(self):
        self.run_program("--clock", "2022-10-25T07:56:00+07:00", "act", "2.8", "complete",
                         "--actor", "lan")

    def sign(self):
        return self.run_program("audit", "checkpoint").stdout

    def name_witness(self):
        self.witness.parent.mkdir()
        (self.data / "settings.yaml").write_text(
            f"audit:\n  witness_file: {self.witness}\n", encoding="utf-8")

    def test_a_log_nobody_signs_is_not_complained_of(self):
        checks = self.doctor()
        self.assertEqual(checks["audit"]["level"], "ok")
        self.assertNotIn("key", checks)
        self.assertNotIn("witness", checks)

    def test_a_log_that_grew_since_it_was_signed(self):
        self.sign()
        later = ["--clock", "2022-11-02T08:00:00+07:00"]
        self.look("audit", "ok", *later)  # it did not grow
        self.act()
        self.look("audit", "ok", "--clock", "2022-10-25T08:30:00+07:00")
        check = self.look("audit", "warn", "--clock", "2022-10-25T09:30:00+07:00")
        self.assertIn("audit checkpoint", check["do"])
        self.look("audit", "bad", *later)
        self.sign()
        self.look("audit", "ok", *later)

    def test_a_key_and_nothing_signed(self):
        self.run_program("audit", "key")
        self.look("audit", "warn")

    def test_a_lost_key(self):
        self.sign()
        self.look("key", "ok")
        self.key.chmod(0o644)
        self.assertIn("chmod 600", self.look("key", "bad")["found"])
        self.key.unlink()
        self.assertIn("--replace-lost", self.look("key", "bad")["do"])
        (self.data / "audit" / "checkpoint").unlink()
        self.assertNotIn("key", self.doctor())  # the log itself does not know it either

    def test_a_lost_key_that_the_log_names(self):
        self.run_program(*CLOCK, "audit", "rotate-key")
        shutil.rmtree(self.data / "audit")
        self.look("key", "bad")

    def test_keys_that_are_all_retired(self):
        self.run_program(*CLOCK, "audit", "rotate-key")
        both = self.key.read_bytes()
        self.run_program(*CLOCK, "audit", "rotate-key", "--retire")
        self.look("key", "ok")
        new = self.key.read_bytes()
        self.key.write_bytes(both)
        self.look("key", "ok")  # one of the two signs
        self.key.write_bytes(both.replace(new, b""))
        self.look("key", "bad")

    def test_a_head_that_the_log_does_not_keep(self):
        self.sign()
        shutil.rmtree(self.data / "store")
        (self.data / "anchor").unlink()
        self.ask(*CLOCK, "import", *self.demo_files()[:1], "--effective", "2022-10-25")
        self.assertIn("root", self.look("audit", "bad")["found"])

    def test_a_witness_in_step(self):
        self.name_witness()
        self.look("witness", "ok")  # nothing was signed yet
        self.sign()
        self.look("witness", "ok")

    def test_a_witness_out_of_reach(self):
        self.name_witness()
        self.sign()
        self.witness.unlink()  # as if its disk were not mounted
        self.assertIn(str(self.witness), self.look("witness", "warn")["found"])
        self.witness.mkdir()
        self.look("witness", "warn")
        shutil.rmtree(self.witness.parent)
        self.assertIn("witness_file", self.look("settings", "bad")["found"])
        self.look("disk", "ok")

    def test_a_witness_that_is_behind_or_says_otherwise(self):
        self.name_witness()
        first = self.sign()
        self.act()
        self.sign()
        self.witness.write_text(first, encoding="utf-8")
        self.look("witness", "warn")
        self.witness.write_text(first[:-20], encoding="utf-8")
        self.look("witness", "warn")
        lines = first.split("\n")
        lines[1] = str(int(lines[1]) - 1)
        self.witness.write_text("\n".join(lines), encoding="utf-8")
        self.look("witness", "bad")


if __name__ == "__main__":
    unittest.main()
