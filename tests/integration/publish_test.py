"""Documents become rules: whole, once a version, all of them or none."""
import re

from program import SOURCE, ProgramTest

ACTOR = ("--actor", "vt-01")


class Publish(ProgramTest):
    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def shipped(self, name, *changes):
        text = (SOURCE / "config" / name).read_text(encoding="utf-8")
        for old, new in changes:
            self.assertIn(old, text)
            text = text.replace(old, new)
        return self.write(name, text)

    def types(self):
        return [event["type"] for event in self.events()]

    def test_a_document_is_known_by_its_kind_and_published_once(self):
        directory = self.shipped("directory.yaml")
        policy = self.shipped("policy.yaml", ("version: 1", "kind: policy\nversion: 1"))
        answer = self.ask("publish", policy, directory, *ACTOR)
        self.assertTrue(answer["ok"])
        self.assertEqual([d["document"] for d in answer["documents"]],
                         ["policy default, version 1", "directory, version 1"])
        self.assertEqual([d["events"] for d in answer["documents"]], [1, 1])
        self.assertEqual(self.types(),
                         ["log_started", "policy_published", "directory_published"])
        self.assertEqual(self.events()[-1]["actor"], "person:vt-01")

        again = self.ask("publish", policy, directory, *ACTOR)
        self.assertEqual([d["events"] for d in again["documents"]], [0, 0])
        self.assertEqual(again["head"], answer["head"])

    def test_another_content_needs_a_higher_version(self):
        self.ask("publish", self.shipped("policy.yaml"), *ACTOR)
        changed = self.shipped("policy.yaml", ("due_soon_days: 7", "due_soon_days: 3"))
        refused = self.run_program("publish", changed, *ACTOR, code=78)
        self.assertIn("Expected a version of policy default above 1", refused.stderr)
        self.assertEqual(self.types().count("policy_published"), 1)
        raised = self.shipped("policy.yaml", ("due_soon_days: 7", "due_soon_days: 3"),
                              ("version: 1", "version: 2"))
        self.ask("publish", raised, *ACTOR)
        self.assertEqual(self.types().count("policy_published"), 2)

    def test_a_bad_file_keeps_the_good_ones_out(self):
        self.ask("publish", self.shipped("policy.yaml"), *ACTOR)
        before = self.types()
        good = self.shipped("directory.yaml")
        for name, text, message in (
                ("broken.yaml", "kind: policy\nname: x\nversion: x\n",
                 r"broken\.yaml:3:10: Expected version"),
                ("other.yaml", "kind: kalender\n", r"other\.yaml:1:7: Expected kind to be one of"),
                ("nothing.yaml", "id: vn\n", r"nothing\.yaml:1:1: Expected kind")):
            refused = self.run_program("publish", good, self.write(name, text), *ACTOR, code=65)
            self.assertTrue(re.search(message, refused.stderr), refused.stderr)
        # Readable, but a version that is taken
        taken = self.shipped("policy.yaml", ("due_soon_days: 7", "due_soon_days: 3"))
        self.run_program("publish", good, taken, *ACTOR, code=78)
        self.assertEqual(self.types(), before)

    def test_an_actor_is_a_pseudonym(self):
        refused = self.run_program(
            "publish", self.shipped("policy.yaml"), "--actor", "Lan Nguyen", code=65)
        self.assertIn("pseudonym", refused.stderr)
        self.assertFalse(self.data.exists())
