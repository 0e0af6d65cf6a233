"""Personal data are sealed wherever they lie, and gone when the person is erased."""
import base64
import json
import os
import pwd
import shutil
import subprocess
import unittest

from gossip_relay import GossipRelay
from program import PROGRAM, SECONDS_MAX
from sealed import CLOCK, EMAIL, NAME, PHONE, TRACES, SealedTest


class Erasure(SealedTest):
    def mails_to(self, address):
        box = self.data / "mail" / "new"
        return [f for f in box.iterdir() if address.encode() in f.read_bytes()]

    def test_the_search_finds_what_is_planted(self):
        planted = self.folder / "planted"
        planted.mkdir()
        for number, form in enumerate(sorted(TRACES)):
            (planted / str(number)).write_bytes(b"abc" + form + b"xyz")
            self.assertTrue(self.found_in(planted), form)
            (planted / str(number)).unlink()
        for lead in range(6):
            (planted / "b64").write_bytes(base64.b64encode(b"q" * lead + NAME.encode() + b"qqq"))
            self.assertTrue(self.found_in(planted), lead)

    def test_nothing_is_plain_before_and_nothing_is_left_after(self):
        self.describe()
        self.serve()
        self.assertEqual(len(self.mails_to(EMAIL)), 1, "the officer is told")
        shown = self.ask("person", "show", "cb-017")
        self.assertEqual((shown["name"], shown["email"], shown["phone"]), (NAME, EMAIL, PHONE))
        self.assertEqual(self.found_in(self.data / "store"), [], "sealed from the beginning")
        self.assertTrue(self.ask("replay", "--verify")["ok"])
        self.said.clear()

        self.erase()

        for read in (["log"], ["--json", "log"], ["digests", "so-du-lich"], ["--json", "digests"],
                     ["person", "list"], ["person", "show", "cb-017"], ["status"], ["agencies"]):
            self.run_program(*read)
        self.assertEqual([form for text in self.said for form in TRACES if form in text.encode()],
                         [])
        shown = self.ask("person", "show", "cb-017")
        self.assertEqual((shown["name"], shown["email"], shown["phone"]), ("[erased]",) * 3)
        self.assertIn("[đã xoá]", self.run_program("person", "show", "cb-017").stdout)
        self.assertTrue(self.ask("replay", "--verify")["ok"])
        hits = self.found_in(self.data)
        self.assertTrue(hits, "the mail that left is outside the log")
        self.assertTrue(all("/mail/" in path for path, _ in hits), hits)
        self.assertEqual(self.keys(), [])

    def test_the_past_is_erased_with_the_present(self):
        self.describe()
        self.erase()
        described = self.events("--type", "person_described")[0]["occurred_at"]
        then = self.ask("person", "show", "cb-017", "--as-of", described)
        self.assertEqual(then["name"], "[erased]")
        self.run_program("person", "show", "cb-017", "--as-of", "2022-10-24", code=66)

    def test_an_owed_mail_goes_to_the_agency_and_says_so(self):
        self.describe()
        key = self.key_of()
        hidden = key.rename(self.folder / "hidden")
        self.serve()  # the address cannot be opened: loud, and tried again
        self.assertIn(str(key), self.said[-1], "whoever runs it is told where")
        failed = self.events("--type", "delivery_failed")
        self.assertIn("person list", failed[0]["data"]["answer"])
        for path in (".key", str(self.data)):
            self.assertNotIn(path, self.run_program("--json", "log").stdout, "for ever in the log")
        hidden.rename(key)
        self.erase()

        self.serve("2022-10-26T09:00:00+07:00")

        self.assertEqual(self.mails_to(EMAIL), [])
        sent = [e for e in self.events("--type", "delivery_sent")
                if "cb-017 is erased" in e["data"]["answer"]]
        self.assertEqual(len(sent), 1, "the log says where it went and why")
        self.assertEqual(self.found_in(self.data), [])

    def test_an_erasure_without_an_actor_names_who_runs_it(self):
        login = pwd.getpwuid(os.getuid()).pw_name
        for person, email, actor in (
                ("cb-017", EMAIL, f"operator:{login}"),
                ("cb-018", f"{login}@khanhhoa.example", f"operator:uid-{os.getuid()}")):
            self.run_program(*CLOCK, "person", "set", person, "--email", email, "--actor", "a")
            self.run_program(*CLOCK, "erase", person, "--basis", "Đơn ngày 25/10/2022")
            self.assertEqual(self.events("--type", "person_erased")[-1]["actor"], actor)
        self.run_program(*CLOCK, "erase", "cb-017", "--basis", "b", "--actor", "", code=65)

    @unittest.skipUnless(os.getuid() == 0, "only root becomes somebody nobody knows")
    def test_an_operator_without_a_login_name_is_known_by_number(self):
        self.describe()
        program = shutil.copy(PROGRAM, self.folder)  # where that user may look
        subprocess.run(["chown", "-R", "54321", self.folder], check=True)
        result = subprocess.run(
            [program, "--data", self.data, *CLOCK, "erase", "cb-017", "--basis", "b"], user=54321,
            capture_output=True, text=True, timeout=SECONDS_MAX, check=False)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(self.events("--type", "person_erased")[0]["actor"], "operator:uid-54321")

    def test_erasing_twice_and_describing_again(self):
        self.describe()
        self.erase()
        before = len(self.events())
        self.erase()
        self.assertEqual(len(self.events()), before)
        refused = self.run_program(*CLOCK, "person", "set", "cb-017", "--name", "x", "--actor", "a",
                                   code=78)
        self.assertIn("new id", refused.stderr)
        self.assertEqual(self.keys(), [], "no key of who is erased")
        self.run_program(*CLOCK, "erase", "cb-099", "--basis", "b", "--actor", "a", code=1)

    def test_an_erasure_that_was_cut_short_is_finished_by_the_next_writer(self):
        self.describe()
        key = self.key_of()
        octets = key.read_bytes()
        self.erase()
        self.put(key, octets)  # as if the process had ended between the event and the key

        self.assertEqual(self.ask("person", "show", "cb-017")["name"], "[erased]")
        self.serve()

        self.assertFalse(key.exists())

    def test_a_missing_key_is_no_erasure(self):
        self.describe()
        key = self.key_of()
        octets = key.read_bytes()
        key.unlink()
        result = self.run_program("person", "show", "cb-017", code=76)
        self.assertIn("cb-017.key", result.stderr)
        self.put(key, octets[:-1])
        self.run_program("person", "show", "cb-017", code=76)
        self.put(key, octets)
        self.assertEqual(self.ask("person", "show", "cb-017")["name"], NAME)

    def test_bad_input_is_refused_without_repeating_it(self):
        for document in ('{"name": 1}', '{"nome": "x"}', "[]", "{", ""):
            self.run_program(*CLOCK, "person", "set", "cb-1", "--from", "-", "--actor", "a",
                             stdin=document, code=65)
        result = self.run_program(*CLOCK, "person", "set", "cb-1", "--email", "moc@", "--actor",
                                  "a", code=65)
        self.assertNotIn("moc@", result.stderr)
        self.run_program(*CLOCK, "person", "set", "Nguyễn A", "--actor", "a", code=65)
        self.run_program(*CLOCK, "person", "set", "cb-1", "--agency", "x", "--actor", "a", code=65)
        self.assertFalse((self.data / "keys").exists())
        self.assertEqual(self.events("--type", "person_described"), [])


    def test_what_a_relay_repeats_stays_out_of_the_log(self):
        local = EMAIL.split("@")[0]
        for refuses in (False, True):
            with self.subTest(refuses=refuses), \
                    GossipRelay(EMAIL, f"{NAME} tel {PHONE} {local}", refuses) as relay:
                self.data = data = self.folder / f"relay-{refuses}"
                self.run_program(*CLOCK, "import", *self.demo_files(), "--effective", "2022-10-25")
                (data / "settings.yaml").write_text(relay.settings, encoding="utf-8")
                self.describe()
                self.serve()
                told = [to for to, _ in relay.mails]
                self.assertEqual(told.count(EMAIL), 0 if refuses else 1)
                self.assertGreater(len(told), 10, "the other agencies are told as ever")
                self.run_program("digests")
                stream = "digest/2022-10-25T01:00:00.000Z/so-du-lich"
                outcome = self.events("--stream", stream)[-1]["data"]
                self.assertEqual(outcome["answer"],
                                 "recipient: 550 5.1.1 to person:cb-017" if refuses
                                 else "content: 250 2.0.0 to person:cb-017")
                self.assertEqual(outcome.get("message_sha256", ""), "",
                                 "a hash by which the address could be guessed")
                self.assertEqual(self.found_in(data / "store"), [])
                self.assertEqual([form for text in self.said for form in TRACES
                                  if form in text.encode()], [])

    def test_no_command_takes_personal_data_where_they_would_stay(self):
        self.describe()
        before = len(self.events())
        self.said.clear()
        plain = NAME.casefold().replace("đ", "d")
        for wish in (["erase", "cb-017", "--basis", f"Đơn của {NAME}", "--actor", "a"],
                     ["erase", "cb-017", "--basis", f"đơn của {plain}", "--actor", "a"],
                     ["erase", "cb-017", "--basis", "b", "--reason", PHONE, "--actor", "a"],
                     ["erase", "cb-017", "--basis", "b", "--actor", EMAIL],
                     ["erase", "cb-017", "--basis", "b", "--actor", EMAIL.split("@")[0]],
                     ["erase", NAME, "--basis", "b", "--actor", "a"],
                     ["person", "set", "tran-thi-moc-danh-dau", "--name", NAME, "--actor", "a"],
                     ["person", "set", NAME, "--actor", "a"],
                     ["person", "set", "cb-018", "--name", "x", "--actor", NAME],
                     ["person", "set", "cb-018", "--agency", NAME, "--actor", "a"],
                     ["act", "2.8", "complete", "--actor", EMAIL],
                     ["act", "2.8", "complete", "--actor", NAME]):
            self.run_program(*CLOCK, *wish, code=65)
        self.run_program("person", "show", NAME, code=66)
        # A name that was not quoted is left over
        for rest in (["set", "cb-018", "--actor", "a", "--name", *NAME.split()],
                     ["show", "a", NAME]):
            self.run_program(*CLOCK, "person", *rest, code=2)
        self.assertEqual([word for text in self.said for word in (*NAME.split(), EMAIL, PHONE)
                          if word in text], [], "said by an error")
        self.assertEqual(len(self.events()), before)

    def test_what_is_not_said_stays_and_saying_it_again_changes_nothing(self):
        self.describe()
        before = len(self.events())
        self.run_program(*CLOCK, "person", "set", "cb-017", "--phone", "1", "--actor", "vt-01")
        shown = self.ask("person", "show", "cb-017")
        self.assertEqual((shown["name"], shown["email"], shown["phone"], shown["agency"]),
                         (NAME, EMAIL, "1", "so-du-lich"))
        self.run_program(*CLOCK, "person", "set", "cb-017", "--phone", "1", "--actor", "vt-01")
        self.run_program(*CLOCK, "person", "set", "cb-017", "--name", NAME, "--actor", "vt-01")
        self.assertEqual(len(self.events()), before + 1)
        self.run_program(*CLOCK, "person", "set", "cb-017", "--email", "", "--actor", "vt-01")
        self.assertEqual(self.ask("person", "show", "cb-017")["email"], "")
        self.serve()
        self.assertEqual(self.mails_to(EMAIL), [])

    def test_an_officer_without_an_address_is_not_called_erased(self):
        self.describe()
        key = self.key_of()
        hidden = key.rename(self.folder / "hidden")
        self.serve()
        hidden.rename(key)
        self.run_program(*CLOCK, "person", "set", "cb-017", "--email", "", "--actor", "vt-01")

        self.serve("2022-10-26T09:00:00+07:00")

        answers = [e["data"]["answer"] for e in self.events("--type", "delivery_sent")
                   if "cb-017" in e["data"]["answer"]]
        self.assertEqual(len(answers), 1)
        self.assertIn("no address any more", answers[0])

    def test_octets_that_are_no_text_are_refused(self):
        result = subprocess.run(
            [PROGRAM, "--data", self.data, *CLOCK, "person", "set", "cb-017", "--actor", "a",
             "--name", b"\xff\xfe"], capture_output=True, timeout=SECONDS_MAX, check=False)
        self.assertEqual(result.returncode, 65, result.stderr)
        self.assertEqual(self.events("--type", "person_described"), [])

    def test_a_key_that_others_may_read_is_refused(self):
        self.describe()
        key = self.key_of()
        key.chmod(0o640)
        result = self.run_program("person", "show", "cb-017", code=78)
        self.assertIn("chmod 600", result.stderr)
        key.chmod(0o600)
        self.assertEqual(self.ask("person", "show", "cb-017")["name"], NAME)

    def test_a_lost_key_hides_one_person_and_not_the_others(self):
        self.describe()
        self.describe("cb-018", "so-noi-vu")
        self.describe("cb-019", "so-y-te")
        for spoil in (lambda key: key.unlink(), lambda key: self.put(key, b"x" * 40)):
            spoil(self.key_of("cb-018"))
            table = self.run_program("person", "list", code=76)
            self.assertIn("cb-018.key", table.stderr)
            self.assertEqual(table.stdout.count(NAME), 2)
            self.assertIn("mất khoá", table.stdout)
            answer = self.run_program("--json", "person", "list", code=76)
            listed = json.loads(answer.stdout)
            self.assertEqual([p["person"] for p in listed["list"]], ["cb-017", "cb-019"])
            self.assertEqual([p["person"] for p in listed["lost"]], ["cb-018"])
            self.assertIn("cb-018.key", listed["lost"][0]["problem"])
            self.put(self.key_of("cb-018"), b"")
        self.erase("cb-018")
        self.assertEqual(self.ask("person", "list")["lost"], [])

    def test_a_lost_key_keeps_nobody_from_being_erased(self):
        self.describe()
        self.key_of().unlink()
        self.run_program(*CLOCK, "person", "set", "cb-017", "--phone", "1", "--actor", "a", code=76)
        self.erase()
        self.assertEqual(self.ask("person", "show", "cb-017")["name"], "[erased]")


if __name__ == "__main__":
    unittest.main()
