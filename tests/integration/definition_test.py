"""Kinds of work: checked from files, published whole or not at all, listed, drawn."""
import json
import subprocess
import unittest
import xml.etree.ElementTree as ElementTree

from program import DEMO, PROGRAM, SECONDS_MAX, SOURCE, ProgramTest

SHIPPED = sorted((SOURCE / "config" / "definitions").glob("*.yaml"))
BROKEN = sorted((SOURCE / "tests" / "unit" / "config" / "broken").glob("definition-*.yaml"))
ACTOR = ("--actor", "vt-01")
SVG = "{http://www.w3.org/2000/svg}"


class DefinitionTest(ProgramTest):
    def run_without_data(self, *arguments, code=0):
        result = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True,
                                timeout=SECONDS_MAX, check=False)
        self.assertEqual(result.returncode, code, f"{arguments}\n{result.stdout}\n{result.stderr}")
        return result

    def published(self):
        return [event for event in self.events() if event["type"] == "definition_published"]

    def changed(self, name, *changes):
        text = (SOURCE / "config" / "definitions" / f"{name}.yaml").read_text(encoding="utf-8")
        for old, new in changes:
            self.assertIn(old, text)
            text = text.replace(old, new, 1)
        path = self.folder / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        return path


class Check(DefinitionTest):
    def test_the_shipped_ones_are_fit_and_no_store_is_needed(self):
        self.assertEqual(len(SHIPPED), 8)
        out = self.run_without_data("definition", "check", *SHIPPED).stdout
        self.assertEqual(out.count("Hợp lệ"), 8)
        answers = json.loads(self.run_without_data("--json", "definition", "check", *SHIPPED).stdout)
        self.assertEqual([answer["id"] for answer in answers], [path.stem for path in SHIPPED])
        self.assertTrue(all(answer["ok"] for answer in answers))

    def test_each_broken_one_is_told_at_its_line(self):
        self.assertGreaterEqual(len(BROKEN), 8)
        for path in BROKEN:
            expected = path.with_suffix(".expected").read_text(encoding="utf-8").strip()
            result = self.run_without_data("definition", "check", path, code=65)
            self.assertEqual(result.stderr, f"dunghan: {path}:{expected}\n")

    def test_every_fault_of_a_file_is_told(self):
        path = self.changed("fan-out-duty", ("to: in-progress", "to: in-progres"),
                            ("terms: [acknowledge]", "terms: [acknowledged]"))
        answer, = json.loads(
            self.run_without_data("--json", "definition", "check", path, code=65).stdout)
        self.assertFalse(answer["ok"])
        lines = path.read_text(encoding="utf-8").splitlines()
        places = [f"{path}:{number}:{line.index(value) + 1}"
                  for value in ("acknowledged]", "in-progres") for number, line in enumerate(lines, 1)
                  if line.endswith(f" {value}") or line.endswith(f"[{value}")]
        self.assertEqual([fault.split(": Expected")[0] for fault in answer["faults"]], places)

    def test_whatever_else_needs_its_data(self):
        self.assertIn("--data", self.run_without_data("definition", "list", code=2).stderr)
        self.run_without_data("definition", "check", self.folder / "none.yaml", code=2)


class Publish(DefinitionTest):
    def test_a_broken_one_keeps_the_good_ones_out(self):
        for command in (("definition", "publish"), ("publish",)):
            for path in BROKEN:
                self.run_program(*command, *SHIPPED, path, *ACTOR, code=65)
                self.assertFalse(self.data.exists(), path)
        self.ask("publish", *SHIPPED, *ACTOR)
        before = self.events()
        # Fit, but its version says something else already
        taken = self.changed("plan-task", ("name: Nhiệm vụ kế hoạch", "name: Nhiệm vụ"))
        good = self.changed("monthly-report", ("version: 1", "version: 2"))
        refused = self.run_program("publish", good, taken, *ACTOR, code=78)
        self.assertIn("Expected a version of definition plan-task above 1", refused.stderr)
        self.assertEqual(self.events(), before)

    def test_every_version_is_kept_and_said_once(self):
        first = SOURCE / "config" / "definitions" / "plan-task.yaml"
        second = self.changed("plan-task", ("version: 1", "version: 2"),
                              ("budget: 5 working_days", "budget: 7 working_days"))
        self.ask("definition", "publish", first, *ACTOR)
        known = self.events()[-1]["recorded_at"]
        self.ask("definition", "publish", second, *ACTOR)
        again = self.ask("definition", "publish", first, second, *ACTOR)
        self.assertEqual([document["events"] for document in again["documents"]], [0, 0])
        self.assertEqual([event["stream"] for event in self.published()],
                         ["definition/plan-task"] * 2)
        rows = self.ask("definition", "list")
        self.assertEqual([(row["id"], row["version"], row["terms"]) for row in rows],
                         [("plan-task", 1, 1), ("plan-task", 2, 1)])
        rows = self.ask("definition", "list", "--as-known", known)
        self.assertEqual([row["version"] for row in rows], [1])
        self.assertIn("Nhiệm vụ kế hoạch", self.run_program("definition", "list").stdout)

    def test_the_typed_form_takes_nothing_else(self):
        refused = self.run_program("definition", "publish", SOURCE / "config" / "policy.yaml",
                                   *ACTOR, code=65)
        self.assertIn("Expected kind", refused.stderr)

    def test_the_first_import_publishes_the_shipped_ones_and_no_import_replaces_any(self):
        own = self.changed("plan-task", ("version: 1", "version: 4"))
        self.ask("definition", "publish", own, *ACTOR)
        self.ask("import", *sorted(DEMO.glob("*.csv")), "--effective", "2022-10-25")
        streams = [event["stream"] for event in self.published()]
        self.assertEqual(sorted(streams), [f"definition/{path.stem}" for path in SHIPPED])
        self.ask("import", *sorted(DEMO.glob("*.csv")), "--effective", "2022-10-25")
        self.assertEqual(len(self.published()), 8)
        versions = {row["id"]: row["version"] for row in self.ask("definition", "list")}
        self.assertEqual(versions["plan-task"], 4)
        self.run_program("replay", "--verify")


class Diagram(DefinitionTest):
    def names(self, path):
        lines = path.read_text(encoding="utf-8").splitlines()
        return [line.split(":", 1)[1].split("#")[0].strip() for line in lines
                if line.strip().startswith("name:")]

    def test_the_picture_says_every_name_and_is_whole_by_itself(self):
        for path in SHIPPED:
            svg = self.run_without_data("definition", "diagram", path).stdout
            root = ElementTree.fromstring(svg)
            shown = " ".join(text.text for text in root.iter(f"{SVG}text"))
            for name in self.names(path):
                self.assertIn(name, shown)
            self.assertEqual(root.find(f"{SVG}title").text, self.names(path)[0])
            self.assertNotIn("href", svg)
            self.assertNotIn("<script", svg)
            self.assertEqual("stroke-dasharray" in svg, "deemed:" in path.read_text("utf-8"))

    def test_mermaid_has_a_line_for_every_way(self):
        path = SOURCE / "config" / "definitions" / "postponement-request.yaml"
        text = self.run_without_data("definition", "diagram", path, "--format", "mermaid").stdout
        lines = [line.strip() for line in text.splitlines()]
        self.assertEqual(lines[0], "stateDiagram-v2")
        self.assertIn("[*] --> s_requested", lines)
        ways = {line.split(" : ")[0] for line in lines if " : " in line}
        self.assertEqual(ways, {f"s_{a} --> s_{b}" for a in ("requested", "deciding")
                                for b in ("deciding", "granted", "refused", "withdrawn")})
        self.assertTrue(all(f"s_{end} --> [*]" in lines
                            for end in ("granted", "refused", "withdrawn")))

    def test_one_of_the_log_is_drawn_by_its_id(self):
        second = self.changed("plan-task", ("version: 1", "version: 2"),
                              ("name: Tạm dừng", "name: Tạm hoãn"))
        first = SOURCE / "config" / "definitions" / "plan-task.yaml"
        self.ask("publish", first, *ACTOR)
        self.ask("publish", second, *ACTOR)
        out = self.folder / "picture.svg"
        self.run_program("definition", "diagram", "plan-task", "--out", out)
        self.assertEqual(out.read_text("utf-8"),
                         self.run_without_data("definition", "diagram", second).stdout)
        self.assertEqual(self.run_program("definition", "diagram", "plan-task/1").stdout,
                         self.run_without_data("definition", "diagram", first).stdout)
        for unknown in ("plan-task/3", "plan", "plan-task/x"):
            self.run_program("definition", "diagram", unknown, code=66)
        self.run_without_data("definition", "diagram", "plan-task", code=66)
        self.run_program("definition", "diagram", "plan-task", "--out", self.folder, code=66)

    def test_the_pages_show_what_the_program_draws(self):
        path = SOURCE / "config" / "definitions" / "security-dossier.yaml"
        kept = (SOURCE / "docs" / "formats" / "security-dossier.svg").read_text("utf-8")
        self.assertEqual(self.run_without_data("definition", "diagram", path).stdout, kept,
                         "draw it again: dunghan definition diagram … --out docs/formats/…")


if __name__ == "__main__":
    unittest.main()
