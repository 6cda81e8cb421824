"""A command plugin found on `plugin_path`, whose settings come back from the configuration."""

import os
import sys

from rez.config import config
from rez.plugin_managers import plugin_manager

folder = os.path.join(sys.argv[2], "plugins", "rezplugins", "command")
os.makedirs(folder)
for package in (os.path.dirname(folder), folder):
    with open(os.path.join(package, "__init__.py"), "w") as stream:
        stream.write("")
with open(os.path.join(folder, "greet.py"), "w") as stream:
    stream.write(
        """
from rez.command import Command

command_behavior = {"hidden": False, "arg_mode": None}

def setup_parser(parser, completions=False):
    parser.add_argument("--name")

def command(opts, parser=None, extra_arg_groups=None):
    print("hello", opts.name)

class Greet(Command):
    schema_dict = {"polite": bool, "words": [str]}

    @classmethod
    def name(cls):
        return "greet"

def register_plugin():
    return Greet
"""
    )
with open(os.path.join(folder, "rezconfig.py"), "w") as stream:
    stream.write("greet = {'polite': True, 'words': ['good', 'day']}\n")
config.override("plugin_path", [os.path.join(sys.argv[2], "plugins")])
print(plugin_manager.get_plugins("command"))
print(plugin_manager.get_plugin_class("command", "greet").__name__)
print(config.plugins.command.greet.polite, config.plugins.command.greet.words)
module = plugin_manager.get_plugin_module("command", "greet")
print(module.command_behavior, sorted(plugin_manager.get_plugin_types()))
