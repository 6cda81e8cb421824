"""The protocol as Python sees it; the forms of its messages are in the stub beside this file.

Generated from src/protocol by `node scripts/generate-protocol.ts write`.
"""

PACKAGE_VERSION = "0.1.0"

# Whether a method is asked again on a fresh engine after a crash.
IS_REPEATABLE = {
    "initialize": True,
    "engine/ping": True,
    "engine/statistics": True,
    "cache/statistics": True,
    "cache/history": True,
    "cache/inspect": True,
    "cache/entries": True,
    "cache/clear": True,
    "configuration/read": True,
    "repository/families": True,
    "repository/family": True,
    "repository/packages": True,
    "repository/forget": True,
    "repository/locate": False,
    "repository/removeCopies": False,
    "package/read": True,
    "package/variants": True,
    "package/develop": True,
    "package/make": True,
    "package/validate": True,
    "context/resolve": True,
    "context/environ": True,
    "context/script": True,
    "context/shell": True,
    "context/explain": True,
    "context/why": True,
    "graph/svg": True,
    "rex/convertOldCommands": True,
    "shell/activation": True,
    "search/completions": True,
    "search/reverseDependencies": True,
    "search/plugins": True,
    "shell/systemPaths": True,
    "shell/write": True,
    "shell/escaped": True,
    "shell/join": True,
    "shell/startup": True,
    "shell/spawn": True,
    "solver/solve": True,
    "version/sort": True,
    "version/filter": True,
    "version/latest": True,
    "version/group": True,
}
