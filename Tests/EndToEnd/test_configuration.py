"""The configuration as editors and people meet it: its JSON Schema, and what the command says."""

import json
import re

import jsonschema
import pytest
from programs import ROOT, run
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

BROKEN = ROOT / "Tests/ConfigurationFileTests/Broken"


def load(text):
    """As the YAML language server reads it: YAML 1.2, in which dates and 18:00 are texts."""

    class Constructor(SafeConstructor):
        pass

    Constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", lambda self, node: self.construct_scalar(node))
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = Constructor
    return reader.load(text)


@pytest.fixture(scope="module")
def validator():
    schema = json.loads(run("config", "schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def examples():
    page = (ROOT / "docs/configuration.md").read_text()
    yield (ROOT / "samples/pantau.yaml").read_text()
    yield from re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("text", list(examples()))
def test_the_schema_takes_what_the_documentation_shows(validator, text):
    assert [error.message for error in validator.iter_errors(load(text))] == []


@pytest.mark.parametrize("name, path", [
    ("unknown-key", ["defaults"]), ("unknown-top", []), ("wrong-type-number", ["defaults", "sensitivity"]),
    ("out-of-range", ["defaults", "sensitivity"]), ("wrong-type-list", ["defaults", "event_gap"]),
    ("two-corners", ["defaults", "masks"]), ("numbers", ["defaults", "masks"]),
    ("key-of-other-type", ["feeds", "jetty", "rules", "night"]),
    ("no-lines", ["feeds", "jetty", "rules", "out"]),
    ("wrong-type-of-rule", ["feeds", "jetty", "rules", "night"]), ("list", []),
])
def test_the_schema_refuses_what_has_no_good_shape(validator, name, path):
    text = (BROKEN / f"{name}.yaml").read_text()
    places = [list(error.absolute_path) for error in validator.iter_errors(load(text))]
    assert places and all(place[:len(path)] == path for place in places), places


def test_the_sample_is_sound_and_told_in_words():
    done = run("config", "check", ROOT / "samples/pantau.yaml")
    assert done.stderr == ""
    assert "is sound" in done.stdout
    assert "weekdays 18:00–06:00, and all day on weekends and on 17 August" in done.stdout


def test_a_check_can_be_read_by_programs():
    done = run("config", "check", "--json", BROKEN / "unknown-key.yaml", check=False)
    assert done.returncode == 2
    problem, summary = (json.loads(line) for line in done.stdout.splitlines())
    assert (problem["line"], problem["column"], problem["code"]) == (2, 3, "unknown_key")
    assert problem["meant"] == "did you mean 'sensitivity'?"
    assert summary["summary"]["sound"] is False
    assert summary["summary"]["errors"] == 1
