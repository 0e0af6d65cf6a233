"""An older backup does not bring back who was erased after it was taken."""
import hashlib
import json
import subprocess
import unittest

from program import PROGRAM, SECONDS_MAX
from sealed import A_MINUTE_LATER, NAME, SealedTest


class RestoreErasures(SealedTest):
    def setUp(self):
        super().setUp()
        self.older = self.folder / "older"
        self.target = self.folder / "restored"
        self.list = self.data / "keys" / "erased"
        self.describe()
        self.describe("cb-018", "so-noi-vu")
        self.key = self.key_of().read_bytes()
        self.run_program("backup", "--to", self.older)

    def restore(self, *erasures, to=None, code=0):
        options = [word for place in erasures for word in ("--erasures", place)]
        result = subprocess.run(
            [PROGRAM, "restore", "--json", "--from", self.older, "--to", to or self.target,
             *options], capture_output=True, text=True, timeout=SECONDS_MAX, check=False)
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        return json.loads(result.stdout) if code == 0 else result.stderr

    def erased_at(self):
        """As the log has it: the clock goes on while the program starts."""
        return self.events("--type", "person_erased")[-1]["occurred_at"]

    def names_in(self, data):
        return {p["person"]: p["name"] for p in self.ask("person", "list", data=data)["list"]}

    def test_the_list_names_the_key_that_was_destroyed(self):
        self.erase()
        *lines, end = self.list.read_text("utf-8").splitlines(keepends=True)
        digest = hashlib.sha256(self.key).hexdigest()
        self.assertEqual(lines, [
            "dunghan erased 1\n",
            f"erased cb-017 {self.erased_at()} {digest} Đơn ngày 25/10/2022\n"])
        self.assertEqual(end, f"end {hashlib.sha256(''.join(lines).encode()).hexdigest()}\n")
        self.assertTrue((self.older / "kept" / digest).exists(), "its name in a backup")
        self.assertEqual(self.found_in(self.data / "keys"), [])

    def test_whoever_was_erased_since_stays_erased(self):
        self.erase()
        newer = self.folder / "newer"
        self.run_program("backup", "--to", newer)
        for number, place in enumerate((self.data, newer, self.list)):
            with self.subTest(place=place):
                to = self.folder / f"restored-{number}"
                self.assertEqual(self.restore(place, to=to)["erased_again"], ["cb-017"])
                self.assertEqual(self.files_with(self.key, to), [])
                self.assertEqual(self.names_in(to), {"cb-017": "[erased]", "cb-018": NAME})
                self.assertEqual((to / "keys" / "erased").read_bytes(), self.list.read_bytes())
                live, again = (self.events("--type", "person_erased", data=data)[-1]
                               for data in (self.data, to))
                self.assertEqual(again["actor"], "restore")
                self.assertEqual(again["data"]["basis"], live["data"]["basis"])
                self.assertTrue(self.ask("replay", "--verify", data=to)["ok"])

    def test_without_the_list_the_restore_says_who_may_have_come_back(self):
        self.erase()
        result = subprocess.run([PROGRAM, "restore", "--from", self.older, "--to", self.target],
                                capture_output=True, text=True, timeout=SECONDS_MAX, check=True)
        self.assertIn("--erasures", result.stdout)
        self.assertEqual(self.names_in(self.target)["cb-017"], NAME)

    def test_an_erasure_whose_key_was_lost_is_on_the_list_too(self):
        self.key_of().unlink()
        self.erase()
        self.assertIn(" - Đơn", self.list.read_text("utf-8"))
        self.restore(self.data)
        self.assertEqual(self.files_with(self.key, self.target), [])
        self.assertEqual(self.names_in(self.target)["cb-017"], "[erased]")

    def test_the_list_of_another_log_is_refused_and_nothing_is_left(self):
        other = self.folder / "other"
        self.data, ours = other, self.data
        self.ask(*A_MINUTE_LATER, "import", *self.demo_files(), "--effective", "2022-10-25")
        self.describe()
        self.erase()
        self.data = ours
        self.assertIn("cb-017", self.restore(other, code=78))
        self.assertFalse(self.target.exists())
        self.assertFalse(self.target.with_name("restored.partial").exists())
        self.restore(self.data)  # nobody was erased: no list, and none is missed
        self.restore(self.folder / "nothing", to=self.folder / "r", code=66)

    def test_a_damaged_list_is_refused_and_made_again_from_the_log(self):
        self.erase()
        octets = self.list.read_bytes()
        self.list.write_bytes(octets.replace(b"cb-017", b"cb-018"))
        self.assertIn("keys/erased", self.restore(self.data, code=76))
        act = [*A_MINUTE_LATER, "act", "2.8", "complete", "--actor", "lan"]
        self.assertIn("take this file out", self.run_program(*act, code=76).stderr)
        self.list.unlink()
        self.run_program(*act)
        self.assertIn(f"erased cb-017 {self.erased_at()} - Đơn", self.list.read_text("utf-8"))

    def test_a_list_is_made_for_those_a_log_erased_before_there_was_one(self):
        self.erase()
        self.list.unlink()
        self.run_program("backup", "--to", self.older)  # a reader: it writes nothing to the folder
        self.assertFalse(self.list.exists())
        self.assertEqual(len(self.files_with(b"erased cb-017 ", self.older)), 1)


if __name__ == "__main__":
    unittest.main()
