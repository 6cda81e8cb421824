"""Settings of rez's build systems."""

import os

cmake = {
    "build_target": "Release",
    "build_system": "nmake" if os.name == "nt" else "make",
    "cmake_args": ["-Wno-dev", "--no-warn-unused-cli"],
    "cmake_binary": None,
    "install_pyc": True,
    "make_binary": None,
}
