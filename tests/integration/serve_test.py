"""The scheduler tells the lagging agencies, through crashes, once each."""
import email
import email.policy
import random
import signal
import subprocess
import unittest

from program import PROGRAM, SECONDS_MAX, ProgramTest

START = "2022-10-25T07:55:00+07:00"


class Serve(ProgramTest):
    def setUp(self):
        super().setUp()
        self.clock = ["--clock", START]
        self.ask(*self.clock, "import", *self.demo_files(), "--effective", "2022-10-25")

    def serve_until(self, until, rate=3600):
        return self.run_program(*self.clock, "--clock-rate", rate, "serve", "--until", until)

    def mails(self):
        box = self.data / "mail"
        files = [f for part in ("new", "cur") if (box / part).is_dir()
                 for f in (box / part).iterdir()]
        return [email.message_from_bytes(f.read_bytes(), policy=email.policy.default)
                for f in files]

    def digests(self):
        return [e["data"] for e in self.events("--type", "digest_issued")]

    def assert_one_mail_per_recipient(self):
        digests = self.digests()
        recipients = [d["recipient"] for d in digests]
        self.assertEqual(len(recipients), len(set(recipients)), recipients)
        ids = sorted(f"<{d['message_id']}>" for d in digests)
        self.assertEqual(sorted(mail["Message-ID"] for mail in self.mails()), ids)

    def assert_replay_agrees(self):
        answer = self.ask("replay", "--verify")
        self.assertTrue(answer["ok"], answer)

    def test_one_digest_per_lagging_recipient_in_the_first_slot(self):
        self.serve_until("2022-10-25T07:59:59+07:00")
        self.assertEqual(self.digests(), [])
        self.serve_until("2022-10-25T08:05:00+07:00")
        self.assert_one_mail_per_recipient()
        # Of the 18 that lag two wait on the appraiser, and what VP UBND holds is reminded there
        lagging = {row["agency"] for row in self.ask("agencies", "--as-of", "2022-10-25")["list"]
                   if row["lagging"] and row["kind"] == "agency"}
        told = {d["recipient"] for d in self.digests()}
        self.assertEqual(lagging - told, {"ubnd-huyen-dien-khanh", "ubnd-huyen-khanh-son"})
        before = len(self.events())
        self.assert_replay_agrees()
        self.assertEqual(len(self.events()), before)
        self.assert_one_mail_per_recipient()

    def test_the_digest_of_so_du_lich_reads_as_it_should(self):
        self.serve_until("2022-10-25T08:05:00+07:00")
        mail = next(m for m in self.mails() if "Sở Du lịch" in m["Subject"])
        self.assertEqual(mail["Subject"],
                         "[Chuyển đổi số] Sở Du lịch: 01 nhiệm vụ trễ hạn, "
                         "01 hồ sơ cấp độ trễ hạn (đến 25/10/2022)")
        text = mail.get_body(("plain",)).get_content()
        self.assertIn("chưa thực hiện", text)
        self.assertIn("86 ngày", text)
        self.assertIn("482 ngày", text)
        self.assertIn("năm 2023", text)
        self.assertEqual(mail["Auto-Submitted"], "auto-generated")

    def test_none_twice_after_kill_nine_at_ten_random_moments(self):
        seed = random.SystemRandom().randrange(1 << 30)
        chance = random.Random(seed)
        with self.subTest(seed=seed):
            for _ in range(10):
                process = subprocess.Popen(
                    [PROGRAM, "--data", self.data, "--clock", "2022-10-25T07:59:59.990+07:00",
                     "serve"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                try:
                    process.wait(timeout=chance.uniform(0.02, 0.4))
                except subprocess.TimeoutExpired:
                    pass
                process.kill()
                process.wait(timeout=SECONDS_MAX)
            self.serve_until("2022-10-25T09:00:00+07:00")
            self.assertGreater(len(self.digests()), 15)
            self.assert_one_mail_per_recipient()
            self.assert_replay_agrees()

    def test_stops_gracefully_on_sigterm(self):
        process = subprocess.Popen(
            [PROGRAM, "--data", self.data, *self.clock, "serve"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertIn("đang chạy", process.stdout.readline())
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=SECONDS_MAX)
        self.assertEqual(process.returncode, 0, errors)

    def test_the_store_in_use_is_said_so_and_reading_goes_on(self):
        process = subprocess.Popen(
            [PROGRAM, "--data", self.data, *self.clock, "serve"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait, SECONDS_MAX)
        self.addCleanup(process.kill)
        self.assertIn("đang chạy", process.stdout.readline())
        result = self.run_program(*self.clock, "act", "2.8", "complete", "--actor", "a", code=78)
        self.assertIn("in use", result.stderr)
        self.assertEqual(self.ask("status", "--as-of", "2022-10-25")["tasks"], 60)

    def test_each_clock_refuses_the_others_log(self):
        result = self.run_program("serve", code=78)
        self.assertIn("--clock", result.stderr)
        real = self.folder / "real"
        self.ask("import", *self.demo_files(), "--effective", "2022-10-25", data=real)
        result = self.run_program(*self.clock, "serve", data=real, code=78)
        self.assertIn("real", result.stderr)

    def test_a_weekly_reminder_follows_the_catch_up(self):
        # The clock stands still where a run ends, inside the slot: however slow the machine is.
        for day in ("2022-10-25", "2022-10-31", "2022-11-01", "2022-11-04"):
            self.serve_until(f"{day}T08:05:00+07:00", rate=200_000)
        slots = {}
        for digest in self.digests():
            for item in digest["items"]:
                slots.setdefault(item["code"], []).append(digest["slot"][:10])
        # Mondays for all that is overdue; 6.4's second part falls due with October
        self.assertEqual(slots["2.8"], ["2022-10-25", "2022-10-31"])
        self.assertEqual(slots["6.4"], ["2022-10-25", "2022-10-31", "2022-11-01"])
        self.assertEqual({d["slot"][:10] for d in self.digests()
                          if d["recipient"] == "so-thong-tin-va-truyen-thong"},
                         {"2022-10-25", "2022-10-31"})
        self.assert_replay_agrees()


class Act(ProgramTest):
    def setUp(self):
        super().setUp()
        plan = self.write_plan("plan.csv", [
            ["2.1", "Kế hoạch", "Sở Du lịch", "", "Tháng 5/2022", "", "ĐTH-Đ"]])
        self.ask("import", plan, "--effective", "2022-05-01")

    def test_a_wish_with_a_name_is_done_once(self):
        wish = ["act", "2.1", "complete", "--actor", "lan", "--at", "2022-05-20", "--id", "a"]
        first = self.ask(*wish)
        again = self.ask(*wish)
        self.assertEqual((first["events"], first["repeated"]), (1, False))
        self.assertEqual((again["position"], again["repeated"]), (first["position"], True))
        task = self.ask("task", "2.1", "--as-of", "2022-06-30")
        self.assertEqual((task["verdict"], task["code"]), ("completed", "HT"))
        self.assertEqual(task["history"][-1]["actor"], "person:lan")

    def test_an_expected_version_is_checked(self):
        result = self.run_program("act", "2.1", "submit", "--actor", "lan",
                                  "--expect-version", "1", code=1)
        self.assertIn("version", result.stderr)

    def test_an_extension_wants_its_basis(self):
        grant = ["act", "2.1", "grant-extension", "--actor", "lan", "--until", "Tháng 7/2022",
                 "--at", "2022-05-20"]
        result = self.run_program(*grant, code=1)
        self.assertIn("document", result.stderr)
        self.ask(*grant, "--basis", "12/QĐ-UBND")
        self.assertEqual(self.ask("overdue", "--as-of", "2022-07-31"), [])
        self.assertEqual(len(self.ask("overdue", "--as-of", "2022-08-01")), 1)

    def test_an_unknown_task_is_named(self):
        result = self.run_program("task", "9.9", code=66)
        self.assertIn("9.9", result.stderr)


if __name__ == "__main__":
    unittest.main()
