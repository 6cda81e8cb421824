"""Prints what every setting is under many values of variables, overrides and nothing at all."""

import json
import os
import warnings

from rez.config import Config, _create_locked_config
from rez.utils.data_utils import ModifyList

warnings.simplefilter("ignore")

VARIABLES = (
    "", "1", "true", "yes", "no", "TRUE", "abc", "a,b c", "a:b", "~/foo:$HOME/b:${HOME}/c", "-3",
    "1.5", "x:1,y:2", "physical_cores", "never", "{system.platform}-z", "~", "force",
)  # fmt: skip
JSON = (
    "null", "1", "true", '"x"', '["a","b"]', '{"a":1}', '[{"a":"b"}]', "1.5", "{bad", '""', "[]",
    '["~/x","$HOME/y"]', "[1]", "{}", "-1", '"never"',
)  # fmt: skip
OVERRIDES = [
    None, 1, True, "x", ["a", "b"], {"a": 1}, [{"a": "b"}], 1.5, "~/x", ["$HOME/y"], (), "never",
    -1, [1], object, ModifyList(append=["z"]), ModifyList(prepend=["a"], append=["b"]),
]  # fmt: skip


def main():
    found = {}
    for name in names():
        found[name] = value(_create_locked_config(), name)
        for suffix, texts in (("", VARIABLES), ("_JSON", JSON)):
            variable = "REZ_" + name.upper() + suffix
            for text in texts:
                os.environ[variable] = text
                found["%s=%s" % (variable, text)] = value(Config._create_main_config(), name)
            del os.environ[variable]
        for number, override in enumerate(OVERRIDES):
            config = _create_locked_config({name: override})
            found["override %d of %s" % (number, name)] = value(config, name)
    print(json.dumps(found))


def names():
    """The settings of rez: what its own configuration has."""
    return sorted(set(_create_locked_config().data) - {"__doc__", "plugins"})


def value(config, name):
    """The setting, or the kind of error; texts of errors name functions by their address."""
    try:
        found = getattr(config, name)
    except Exception as error:
        return {"error": type(error).__name__}
    return json.loads(json.dumps(found, default=lambda other: type(other).__name__))


main()
