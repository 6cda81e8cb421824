"""The protocol as Python sees it; the forms of its messages are in the stub beside this file.

Generated from src/protocol by `node scripts/generate-protocol.ts write`.
"""

PACKAGE_VERSION = "0.1.0"

# "read" may be repeated on a fresh engine after a crash; "write" may not.
EFFECTS = {
    "initialize": "read",
    "engine/ping": "read",
    "engine/statistics": "read",
    "cache/statistics": "read",
    "cache/history": "read",
    "cache/inspect": "read",
    "cache/entries": "read",
    "cache/clear": "read",
    "configuration/read": "read",
    "repository/families": "read",
    "repository/family": "read",
    "repository/packages": "read",
    "repository/forget": "read",
    "repository/locate": "write",
    "repository/removeCopies": "write",
    "package/read": "read",
    "package/variants": "read",
    "package/develop": "read",
    "package/make": "read",
    "package/validate": "read",
    "context/resolve": "read",
    "context/environ": "read",
    "context/script": "read",
    "context/shell": "read",
    "context/explain": "read",
    "context/why": "read",
    "graph/svg": "read",
    "rex/convertOldCommands": "read",
    "shell/activation": "read",
    "search/completions": "read",
    "search/reverseDependencies": "read",
    "search/plugins": "read",
    "shell/systemPaths": "read",
    "shell/write": "read",
    "shell/escaped": "read",
    "shell/join": "read",
    "shell/startup": "read",
    "shell/spawn": "read",
    "solver/solve": "read",
    "version/sort": "read",
    "version/filter": "read",
    "version/latest": "read",
    "version/group": "read",
}
