"""What an auditor is handed, checked by our verifier and by a second one that shares no line with
it; what an operator must not be able to do."""
import json
import random
import shutil
import stat
import subprocess
import unittest

import independent_verifier
from auditing import VERIFIER, AuditTest
from program import SECONDS_MAX


class Verification(AuditTest):
    def test_everything_is_read_and_holds(self):
        answer = self.audit_json("verify")
        self.assertTrue(answer["ok"])
        self.assertEqual(answer["size"], len(self.events()))
        bundle = self.verify(self.export())
        self.assertEqual((bundle["size"], bundle["root"]), (answer["size"], answer["root"]))
        self.assertEqual(self.audit_json("verify")["checkpoints"][0]["size"], answer["size"])

    def test_reading_commands_write_no_event(self):
        before = self.events()
        self.export()
        self.audit("checkpoint")
        self.audit("prove", 3)
        self.assertEqual(self.events(), before)

    def test_a_flipped_octet_in_any_file_of_records_is_found(self):
        self.audit("rotate-key")  # opens the store for writing: what was imported becomes tables
        store = self.data / "store"
        self.assertTrue(list(store.glob("*.sst")))
        damaged = 0
        for file in sorted(store.iterdir()):
            if file.suffix not in (".sst", ".log") or file.stat().st_size < 100:
                continue
            copy = self.folder / "damaged"
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(self.data, copy)
            octets = bytearray((copy / "store" / file.name).read_bytes())
            octets[len(octets) // 2] ^= 0x10
            (copy / "store" / file.name).write_bytes(octets)
            in_the_anchor = file.suffix == ".log"
            result = self.run_program("--json", "audit", "verify", data=copy,
                                      code=75 if in_the_anchor else 76)
            answer = json.loads(result.stdout)
            self.assertFalse(answer["ok"])
            self.assertEqual(answer["code"], "unavailable" if in_the_anchor else "corruption")
            if in_the_anchor:  # nothing is lost: it is written again from there
                self.run_program("recover", data=copy)
                again = json.loads(self.run_program("--json", "audit", "verify", data=copy).stdout)
                self.assertGreaterEqual(again["size"], len(self.events()))
            damaged += 1
        self.assertGreater(damaged, 0)

    def test_no_store_is_not_a_sound_store(self):
        result = self.run_program("--json", "audit", "verify", data=self.folder / "none", code=66)
        self.assertFalse(json.loads(result.stdout)["ok"])

    def test_where_there_is_no_store_nothing_is_signed_or_made(self):
        empty = self.folder / "empty"
        empty.mkdir()
        for data in (empty, self.folder / "none"):
            self.run_program("audit", "checkpoint", data=data, code=66)
        self.assertEqual(list(empty.iterdir()), [])

    def test_a_changed_checkpoint_is_found(self):
        self.audit("checkpoint")
        path = self.data / "audit" / "checkpoint"
        lines = path.read_text().split("\n")
        lines[1] = str(int(lines[1]) - 1)
        path.write_text("\n".join(lines))
        self.assertFalse(self.audit_json("verify", code=76)["ok"])


class Proofs(AuditTest):
    def test_two_verifiers_agree_on_every_kind_of_file(self):
        key = self.key()
        answer = self.audit_json("verify")
        shown = (answer["size"], answer["root"])
        bundle = self.export()
        files = [(bundle, key), (bundle,)]
        for position in (1, 2, 255, 256, 257, answer["size"]):
            out = self.folder / f"record-{position}.tlog-proof"
            self.audit("prove", position, "--out", out)
            said = self.verify(out, "--key", key)
            self.assertEqual(said["position"], position)
            self.assertEqual(said["payload"], self.events()[position - 1]["data"])
            files.append((out, key))
        for size in (1, 2, 255, 256, 300, answer["size"]):
            out = self.folder / f"from-{size}"
            self.audit("prove", "--from", size, "--out", out)
            files.append((out, key))
        files.append((self.data / "audit" / "checkpoint", key))
        for file, *keys in files:
            ours = self.verify(file, *[word for k in keys for word in ("--key", k)])
            self.assertEqual((ours["size"], ours["root"]), shown, file)
            self.assertEqual(self.second_opinion(file, *keys), shown, file)

    def test_two_verifiers_agree_on_changed_files(self):
        key = self.key()
        self.audit("prove", 17, "--out", self.folder / "record")
        self.audit("prove", "--from", 300, "--out", self.folder / "from")
        seed = random.randrange(2**32)
        print(f"seed {seed}")
        chance = random.Random(seed)
        for file in (self.export(), self.folder / "record", self.folder / "from",
                     self.data / "audit" / "checkpoint"):
            original = file.read_bytes()
            for _ in range(20):
                octets = bytearray(original)
                octets[chance.randrange(len(octets))] ^= 1 << chance.randrange(8)
                changed = self.folder / "changed"
                changed.write_bytes(octets)
                answer = self.verify(changed, "--key", key, code=1)
                self.assertTrue(answer["fault"])
                with self.assertRaises(Exception):
                    self.second_opinion(changed, key)

    def test_a_fault_is_named_by_its_position(self):
        bundle = self.export()
        octets = bundle.read_bytes()
        start = octets.rindex(b"\n\n", 0, 1500) + 2
        end = start
        for _ in range(16):
            end += 4 + int.from_bytes(octets[end:end + 4], "little")
        bundle.write_bytes(octets[:end + 120] + bytes([octets[end + 120] ^ 1]) + octets[end + 121:])
        self.assertEqual(self.verify(bundle, code=1)["position"], 17)

    def test_a_checkpoint_kept_earlier_needs_a_proof(self):
        key, old = self.key(), self.folder / "old"
        old.write_text(self.audit("checkpoint").stdout)
        size = old.read_text().split("\n")[1]
        self.run_program("act", "2.8", "evidence", "--number", "1", "--actor", "an")
        record, grown = self.folder / "record", self.folder / "grown"
        self.audit("prove", 3, "--out", record)
        self.audit("prove", "--from", size, "--out", grown)
        for file in (record, self.data / "audit" / "checkpoint"):
            self.verify(file, "--key", key)
            told = self.verify(file, "--key", key, "--old", old, code=1)
            self.assertIn(f"prove --from {size}", told["fault"])
        for file in (grown, self.export()):
            self.assertEqual(self.verify(file, "--key", key, "--old", old)["old_size"], int(size))

    def test_beyond_the_log_there_is_nothing_to_prove(self):
        self.audit("prove", 100_000, code=66)
        self.audit("prove", "--from", 100_000, code=66)
        self.audit("prove", code=2)
        self.audit("prove", 3, "--from", 3, code=2)

    def test_the_verifier_refuses_a_wrong_call(self):
        for arguments in ([], ["--key"], ["--key", "x", "f"], ["/nowhere"], ["a", "b"], ["--what", "f"]):
            result = subprocess.run([VERIFIER, *arguments], capture_output=True, text=True,
                                    timeout=SECONDS_MAX, check=False)
            self.assertEqual(result.returncode, 2, arguments)


class Keys(AuditTest):
    def test_the_key_is_its_owners_alone_and_named_by_him(self):
        key = self.audit("key", "--name", "dunghan.example/log").stdout.strip()
        self.assertTrue(key.startswith("dunghan.example/log+"))
        mode = (self.data / "audit" / "key").stat().st_mode
        self.assertEqual(stat.S_IMODE(mode), 0o600)
        self.assertEqual(self.verify(self.export(), "--key", key)["pinned"], True)

    def test_keys_follow_one_another(self):
        first = self.key()
        old = self.folder / "old"
        old.write_text(self.audit("checkpoint").stdout)
        second = self.audit("rotate-key").stdout.split()[1]
        both = self.verify(self.export("both"), "--key", first, "--old", old)
        self.assertEqual(both["signers"], [first, second])
        self.assertEqual(self.second_opinion(self.folder / "both", second)[0], both["size"])
        self.assertEqual(self.audit("rotate-key", "--retire").stdout.split(), [second])
        alone = self.verify(self.export("alone"), "--key", first, "--old", old)
        self.assertEqual(alone["signers"], [second])  # the first endorsed it in the log
        self.verify(self.folder / "alone", "--key", second)
        for keys in (("--key", second), ()):  # who knows the new key only keeps the old checkpoint
            self.verify(self.folder / "alone", *keys, "--old", old)
        size = int(old.read_text().split("\n")[1])
        self.verify(old, "--key", f"{first}@{size}")
        told = self.verify(old, "--key", f"{first}@{size - 1}", code=1)
        self.assertIn("retired", told["fault"])
        self.assertTrue(self.audit_json("verify")["ok"])
        self.audit("rotate-key", "--retire", code=78)
        types = [event["type"] for event in self.events()]
        self.assertEqual([t for t in types if t.startswith("log_key")],
                         ["log_key_added", "log_key_added", "log_key_retired"])

    def test_a_log_has_sixteen_keys_at_most_and_says_the_way_out(self):
        for _ in range(15):
            keys = self.audit("rotate-key").stdout.split()
        self.assertEqual(len(keys), 16)
        refused = self.audit("rotate-key", code=78)
        self.assertIn("--retire", refused.stderr)
        self.assertEqual(self.verify(self.export(), "--key", keys[0])["signers"], keys)
        self.audit("rotate-key", "--retire")
        self.assertEqual(self.audit("rotate-key").stdout.split()[:15], keys[1:])

    def test_a_retired_key_signs_nothing_later_by_itself(self):
        """Somebody stole the key, and signs the log that says it is retired."""
        first = self.key()
        self.audit("rotate-key")
        seed = independent_verifier.unbase64(
            (self.data / "audit" / "key").read_text().split("\n")[0].split("+", 4)[4])[1:]
        second, = self.audit("rotate-key", "--retire").stdout.split()
        honest = self.export().read_bytes()
        _, text, signature, _ = honest.split(b"\n\n", 3)
        name, key_id, _ = independent_verifier.parse_key(first)
        octets = key_id + independent_verifier.ed25519_sign(seed, text + b"\n")
        forged = f"— {name} {independent_verifier.base64.b64encode(octets).decode()}".encode()
        stolen = self.folder / "stolen"
        stolen.write_bytes(honest.replace(second.encode(), first.encode(), 1)
                           .replace(signature, forged, 1))
        for keys in ((), (first,)):
            told = self.verify(stolen, *[w for k in keys for w in ("--key", k)], code=1)
            self.assertIn("retired", told["fault"])
            with self.assertRaisesRegex(ValueError, "retired"):
                self.second_opinion(stolen, *keys)

    def test_an_outdated_copy_of_the_key_file_signs_nothing(self):
        self.audit("rotate-key")
        file = self.data / "audit" / "key"
        both = file.read_text()
        self.audit("rotate-key", "--retire")
        newest = file.read_text()
        file.write_text(both)  # as if the retirement had been cut off before the file was written
        self.assertEqual(self.audit("checkpoint").stdout.count("\n— "), 1)
        self.assertEqual(self.audit("key").stdout.count("\n"), 1)
        file.write_text(both.replace(newest, ""))
        self.assertIn("newest copy", self.audit("checkpoint", code=78).stderr)

    def test_another_key_is_not_believed(self):
        other = self.folder / "other"
        self.run_program("import", *self.demo_files(), "--effective", "2022-10-25", data=other)
        stranger = self.run_program("audit", "key", data=other).stdout.strip()
        answer = self.verify(self.export(), "--key", stranger, code=1)
        self.assertIn("key", answer["fault"])

    def test_a_lost_key_is_replaced_only_when_asked(self):
        self.audit("checkpoint")
        (self.data / "audit" / "key").unlink()
        self.audit("checkpoint", code=78)
        self.audit("key", code=78)
        key = self.audit("key", "--replace-lost").stdout.strip()
        self.verify(self.export(), "--key", key)


if __name__ == "__main__":
    unittest.main()
