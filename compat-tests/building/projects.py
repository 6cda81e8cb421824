"""Sources of packages, and a Python package that they are built with; made in a folder."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

# What a build sees: its variables, as a file in the payload.
DUMP = """
import json, os, sys
seen = {k: v for k, v in os.environ.items() if k.startswith(("REZ_BUILD", "__PARSE_ARG", "PRE_"))}
seen["arguments"] = sys.argv[1:]
seen["folder"] = os.getcwd()
with open("seen.json", "w") as file:
    json.dump(seen, file, indent=1, sort_keys=True)
if os.environ["REZ_BUILD_INSTALL"] == "1":
    import shutil
    shutil.copy("seen.json", os.environ["REZ_BUILD_INSTALL_PATH"])
if os.environ["REZ_BUILD_PROJECT_NAME"] == "broken":
    sys.exit(3)
"""

PROJECTS = {
    "plain": """
        name = "plain"
        version = "1.2.0"
        description = '''
            A "plain" package; $HOME, `id`, it's all text
        '''
        build_requires = ["python"]
        build_command = "python {root}/build.py {install} {name} {version} v{variant_index}"
        def commands():
            env.PLAIN_ROOT = "{root}"
        tests = {"ok": "exit 0", "bad": {"command": ["false"], "run_on": "explicit"}}
    """,
    "listed": """
        name = "listed"
        version = "2"
        private_build_requires = ["python"]
        build_command = ["python", "{root}/build.py", "{install}", "{build_path}"]
        def pre_build_commands():
            env.PRE_TYPE = build.build_type
            env.PRE_INSTALL = str(build.install)
            env.PRE_PATHS = build.build_path + ";" + build.install_path
            env.PRE_NAME = this.name
    """,
    "varied": """
        name = "varied"
        version = "3.1"
        private_build_requires = ["python"]
        variants = [["plain-1"], ["plain-1.2", "!other"], ["python-3"]]
        build_command = "python {root}/build.py {install}"
    """,
    "choices": """
        name = "choices"
        version = "3.1"
        private_build_requires = ["python"]
        variants = [["python"], ["python-3"], ["python-3", "!other"]]
        build_command = "python {root}/build.py {install}"
    """,
    "hashed": """
        name = "hashed"
        version = "3.2"
        private_build_requires = ["python"]
        variants = [["plain-1"], ["plain-1.2", "!other"]]
        hashed_variants = True
        build_command = "python {root}/build.py {install}"
        @early()
        def requires():
            if building:
                return ["plain-%d" % (1 + build_variant_index * 0)]
            return []
    """,
    "commandless": """
        name = "commandless"
        version = "1"
        build_command = False
    """,
    "unversioned": """
        name = "unversioned"
        private_build_requires = ["python"]
        build_command = "python {root}/build.py {install}"
    """,
    "broken": """
        name = "broken"
        version = "1"
        private_build_requires = ["python"]
        build_command = "python {root}/build.py {install}"
    """,
    "unresolved": """
        name = "unresolved"
        version = "1"
        requires = ["plain-1", "!plain-1.2"]
        build_command = "exit 0"
    """,
    "refused": """
        name = "refused"
        version = "1"
        build_command = False
        tests = {"bad": {"command": "exit 4", "run_on": "pre_install"}}
    """,
    "tested": """
        name = "tested"
        version = "1"
        build_command = False
        tests = {
            "good": {"command": "exit 0", "run_on": ["pre_install", "default"]},
            "later": {"command": "exit 1", "run_on": "default"},
        }
    """,
    "systemless": """
        name = "systemless"
        version = "1"
    """,
}


def make_projects(folder: Path) -> Path:
    """Write the projects and return their folder."""
    for name, text in PROJECTS.items():
        project = folder / "source" / name
        project.mkdir(parents=True)
        (project / "package.py").write_text(textwrap.dedent(text), "utf-8")
        (project / "build.py").write_text(DUMP, "utf-8")
    return folder / "source"


def make_python_repository(folder: Path) -> Path:
    """A repository with a package of the Python that runs this."""
    version = "%d.%d.%d" % sys.version_info[:3]
    package = folder / "python" / version
    (package / "bin").mkdir(parents=True)
    for name in ("python", "python3"):
        (package / "bin" / name).symlink_to(sys.executable)
    text = 'name = "python"\nversion = "%s"\ndef commands():\n    env.PATH.prepend("{root}/bin")\n'
    (package / "package.py").write_text(text % version, "utf-8")
    return folder
