"""What to try after an error, by its class and by what its message says."""

from __future__ import annotations

#: The first whose pattern is found in the message, of the error's class or else of its bases.
ADVICE = {
    "PackageFamilyNotFoundError": (
        (
            r"\(searched: \)",
            "packages_path is empty: set it in a rezconfig.py, or REZ_PACKAGES_PATH.",
        ),
        (
            "was required by",
            "A package requires what no searched repository has: add that repository to "
            "packages_path, or correct `requires` in the definition of the package that is "
            "named.",
        ),
        (
            "",
            "No searched repository has a package of that name. Check its spelling, and that "
            "each repository is there (`python -m rez_next doctor`); `error.explain()` names "
            "what is near.",
        ),
    ),
    "PackageNotFoundError": (
        ("to test", "Check the request, and that its repository is among the paths searched."),
        ("equivalent variant", "Add the repository that has it to the package paths."),
        (
            "",
            "No version that is seen fits. `error.explain()` lists those there are; a timestamp"
            " or a package filter may hide others.",
        ),
    ),
    "PackageRequestError": (
        ("PEP440", "That is of the distribution's own metadata: install another version of it."),
        (
            "",
            "A request is a name, such as `maya`, with a version or a range, such as "
            "`maya-2024` or `usd-23.05+<24`; each request is a text of its own.",
        ),
    ),
    "VersionError": (
        (
            "version syntax|version token|Invalid version '",
            "A version is letters, digits and _ in tokens with . or - between them: 1.2.3-beta.",
        ),
        (
            "",
            "A range is such as 1.2, ==1.2.3, 1.2+, 1.2+<2 or 1|2; its end comes after its "
            "beginning.",
        ),
    ),
    "ResolvedContextError": (
        ("search paths differ", "Compare contexts that were resolved with the same package_paths."),
        ("has no graph", "Its requests are `context.requested_packages()`: resolve them again."),
        (
            "failed context",
            "Its request was not resolved: `context.failure_description` says why, and "
            "`context.explain()` what would resolve. Ask for `context.success` first.",
        ),
        (
            "Failed to load context",
            "The file is damaged, or no saved context. Resolve its request again and save it, "
            "with `context.save(path)`.",
        ),
    ),
    "PackageMetadataError": (
        (
            "^Missing package definition file",
            "Its definition is not there any more: resolve anew, or put it back.",
        ),
        (
            "No package definition file|Missing package definition|did not exist",
            "Name the folder that holds the package.py, or make one there.",
        ),
        (
            "rez version",
            "rez-next stands for the release of rez that is named: the package needs a newer "
            "one, or `requires_rez_version` is too high.",
        ),
        ("Unversioned", "Give the package a version, or set allow_unversioned_packages."),
        (
            "",
            "Correct that key in the file. `rez_next.PackageValidator` finds all that is wrong "
            "in a definition at once.",
        ),
    ),
    "ResourceError": (
        (
            ": permission denied$",
            "This user may not read it: see its rights, and those of the folders above it.",
        ),
        ("the file is gone", "It has been removed meanwhile: ask for its package anew."),
        (
            ": its values are larger than",
            "Let the definition compute less: what is large belongs into a file of the payload.",
        ),
        (
            "Problem loading",
            "The definition cannot be read: correct it at the line that is named. Its other "
            "versions are not concerned: a request that leaves this one out resolves.",
        ),
        ("@early", "Write it as `def name():` or `def name(this):`."),
        (
            "without variants",
            "Versions differ in their variants, one package cannot: give it variants as the "
            "installed one has, or another version.",
        ),
        (
            "UUID",
            "That name is taken by another package: install into another repository, or correct"
            " `uuid` in the definition.",
        ),
        ("file format", "A definition is a package.py or a package.yaml."),
        (
            "Unexpected error|No package family",
            "It has been removed meanwhile, or lies in another repository: ask for it anew.",
        ),
        (
            "resource|handle|mismatch|Expected|Not a version",
            "Handles and resources are given by a repository, and are of use there alone: take "
            "one of `resource.handle`.",
        ),
    ),
    "PackageCommandError": (
        (
            "undefined environment variable",
            "Nothing has set the variable before: set it in these commands, require the package"
            ' that does, or use env.get("NAME").',
        ),
        (
            "",
            "The commands of the package that is named failed, with the error that is given: "
            "correct its definition, or ask for another version of it.",
        ),
    ),
    "SourceCodeError": (
        (
            "",
            "Code in a package's definition failed. The last lines say where and why; correct "
            "that definition, or ask for another version of it.",
        ),
    ),
    "ConfigurationError": (
        (
            "Error loading configuration",
            "Correct the file that is named. REZ_CONFIG_FILE and ~/.rezconfig say which are "
            "read; `python -m rez_next info` lists them.",
        ),
        (
            "package filter",
            "A rule is glob(maya-*), regex(maya-.*), range(maya-2024+), or before(0) and after(0).",
        ),
        (
            "",
            "Correct the setting in the configuration file or in the variable that sets it; "
            "`python -m rez_next doctor` names the files.",
        ),
    ),
    "RezPluginError": (
        (
            "could not be loaded",
            "It was found: mend in its module what is said to have failed, or install what that "
            "needs.",
        ),
        (
            "Unrecognised",
            "Check the name. `plugin_manager.get_plugins(type)` says what there is; a plugin of"
            " yours is found by the setting plugin_path.",
        ),
        (
            "",
            "The plugin or what it needs is not there: see its message, and the setting "
            "plugin_path.",
        ),
    ),
    "SuiteError": (
        (
            "already in suite",
            "Take another name, or remove the first: `suite.remove_context(name)`.",
        ),
        ("No such tool", "`suite.context(name).get_tools()` has the tools of a context."),
        (
            "path exists",
            "Save it elsewhere; a suite that was loaded from there may be saved there again.",
        ),
        (
            "not resolved",
            "`context.failure_description` says why it was not, and `context.explain()` what "
            "would resolve.",
        ),
        (
            "^Error in context",
            "What is wrong in that context is said: resolve its request again, and give the suite "
            "the new context.",
        ),
        ("No such context", "`suite.context_names` has the names of those there are."),
        (
            "already aliased",
            "A tool has one alias: take the first away with `suite.unalias_tool(context, tool)`.",
        ),
        ("Not a suite", "A suite is a folder with a suite.yaml, as `suite.save(path)` makes it."),
        (
            "",
            "`suite.validate()` finds what is wrong; a damaged suite.yaml is made anew by "
            "saving the suite again.",
        ),
    ),
    "PackageCopyError": (
        ("over itself", "Name another repository, or another name or version to copy to."),
        (
            "contain the variants",
            "`variants` counts from 0, in the order of the package's `variants`.",
        ),
        (
            "have a root",
            "Packages without files of their own, as of a memory repository, are made with "
            "`make_package`.",
        ),
        (
            "non-relocatable",
            "Its files may name the place they lie in. `force=True` copies it nevertheless; "
            "`relocatable = True` in its definition says that it may be.",
        ),
        ("on disk", "Its payload is not there to be copied: install the package again."),
        ("", "`overwrite=True` replaces what is there; the message says what is."),
    ),
    "PackageMoveError": (
        (
            "already exists",
            "Nothing was removed from its place. Name another repository, or remove the package"
            " that is there first.",
        ),
        (
            "",
            "Nothing was removed from its place. Copy the package, and hide the old one "
            "(`ignore_package`), if the message cannot be helped.",
        ),
    ),
    "BuildError": (
        ("variants", "`variants` counts from 0, in the order of the package's `variants`."),
        (
            "build system failed",
            "The output above is of the build itself: correct what it says, and build again.",
        ),
        ("Found no python", "Install python as a package, such as with `rez-bind python`."),
        (
            "download source",
            "The lines say what pip met: the address, the network, or the name of the "
            "distribution.",
        ),
    ),
    "BuildProcessError": (
        (
            "Unknown",
            "`rez.build_process.get_build_process_types()` has those there are; 'local' is the "
            "usual one.",
        ),
        ("mismatched VCS", "Leave `vcs` out: it is found from the working directory."),
    ),
    "BuildSystemError": (
        (
            "Not a valid",
            "That folder has none of the files that this build system builds from: name another"
            " folder, or another build system.",
        ),
        (
            "could be built",
            "Name one, with `build_system` in the package or `rez-build --build-system`.",
        ),
        (
            "No build system",
            "Give the package a `build_command`, or the folder a CMakeLists.txt or a Makefile, "
            "or name the `build_system`.",
        ),
    ),
    "ContextBundleError": (("", "Name a folder that is not there yet."),),
    "InvalidPackageError": (
        (
            "no include path",
            "Set package_definition_python_path to the folder of the modules that definitions "
            "share.",
        ),
        ("does not exist", "Put the module there, or correct its name in `@include`."),
        (
            "installed python|python installation",
            "Install python as a package, such as with `rez-bind python`, with that module in it.",
        ),
        ("", "Correct that function of the definition; what it met is given."),
    ),
    "ReleaseVCSError": (
        (
            "^command failed|branch or trunk",
            "The program of that version control says why: try the same by hand in the checkout. "
            "Where the tag was to be set, the package is released already.",
        ),
        (
            "No version control|^Could not find .* repository|is not (a|an|the root of a) .*"
            "(repository|working copy)",
            "Release from a checkout (`git init`), or without one, by the kind `stub` "
            "(`rez-release --vcs stub`).",
        ),
        ("find executable|call hg binary", "Install that program, or put it on PATH."),
        (
            "uncommitted changes|outstanding changes|svn-checkin",
            "Nothing was released. Commit or put away what is changed, and release again.",
        ),
        (
            "^Could not release|^Release cancelled",
            "Nothing was released. Bring the checkout into the state that the message asks for,"
            " and release again.",
        ),
        (
            "Unknown version control|Several version control",
            "Name the kind: `rez-release --vcs NAME`.",
        ),
        ("", "Try in the checkout, by hand, what the message says has failed."),
    ),
    "ReleaseError": (
        (
            "newer package version",
            "Nothing was released. Raise the version of the package and release again.",
        ),
        (
            "post-release hook",
            "The package is released, and its source has no tag: set that by hand once what the "
            "hook complains of is mended.",
        ),
        (
            "pre-build hook",
            "Variants that were built before this one are released. Mend what the hook complains "
            "of, and release again: they are kept.",
        ),
        (
            "release tag name",
            "Correct the setting plugins.release_vcs.tag_name: it may name attributes that the "
            "package has.",
        ),
        ("", "Nothing was released. Correct what the message says, and release again."),
    ),
    "ReleaseHookCancellingError": (
        (
            "^The following .* commands failed",
            "The commands are those of the setting plugins.release_hook.command.",
        ),
    ),
    "RezBindError": (
        (
            "Bind module not found",
            "There is a module for each program that can be bound: see `rez_next.package_bind`,"
            " or add one to the setting bind_module_path.",
        ),
        (
            "find executable|failed to execute|not a file|version of module|parse version",
            "Name the program's place with its option, or put it on PATH.",
        ),
        ("within range", "Install a version within that range, or bind another one."),
        (
            "different versions",
            "Name the two programs of one version, with the options of the module.",
        ),
        ("graphical", "`rez bind rezgui` of an installed rez makes that package."),
        (
            "function missing",
            "A module to bind has a function `bind`, as those of `rez_next.package_bind` have.",
        ),
        ("no Node", "`python -m rez_next doctor` says which Node is looked for, and where."),
        (
            "locate module",
            "Install that module into this Python, or bind with the Python that has it.",
        ),
    ),
    "PackageTestError": (
        (
            "not found in package",
            "`runner.get_test_names()` has the tests that the package defines.",
        ),
        ("", "The output of the tests stands above. Correct what fails."),
    ),
    "PackageCacheError": (
        (
            "does not appear on disk|does not have a root",
            "Its payload is not there: install the package again.",
        ),
        ("temp repository", "It is there for the tests before an install, and goes with them."),
        (
            "^Not cached",
            "The package is used from where it is. The settings of the package cache say what "
            "is cached: package_cache_local, package_cache_same_device, and `cachable` of a "
            "package.",
        ),
        ("lock", "Wait for the other process, or remove the lock if there is none."),
        (
            "Not a directory",
            "Check that the folder of the package cache is there and yours to write "
            "(cache_packages_path), or resolve with package_caching=False.",
        ),
        ("", "Resolve with package_caching=False, which uses packages from where they are."),
    ),
    "TypeError": (
        (
            "^invalid parameters of",
            "A value was given that is of another kind: paths and requests are lists of texts, "
            "limits and times are numbers.",
        ),
    ),
    "EngineError": (
        (
            "needs Node|another installation",
            "`python -m rez_next doctor` looks at Node, the C library and the installed files.",
        ),
        (
            "during",
            "What was being written may be there in part: look at it, and do it again. The next"
            " call starts a new engine.",
        ),
        (
            "",
            "`python -m rez_next doctor` checks the installation. If it finds nothing, this is "
            "an error of rez-next: report it with `python -m rez_next info --json`.",
        ),
    ),
    "PackageRepositoryError": (
        ("need git", "Install git, or put it on PATH."),
        ("not allowed by", "REZ_NEXT_GIT_PROTOCOLS says which protocols may be used."),
        (
            "git URL|file URL|ssh takes|names (a program|no branch)|two references|Not a "
            "repository",
            "A git repository is https://host/path, ssh://user@host/path, user@host:path or "
            "file:///path, with #NAME of a branch, tag or commit behind it where one is meant.",
        ),
        (
            "Cannot read the git",
            "Try `git ls-remote` with that URL: it must work without a question, by keys or a "
            "credential helper.",
        ),
        (
            "others may write",
            "Take the right to write from others (chmod go-w), or name another folder by "
            "REZ_NEXT_CACHE.",
        ),
        ("is gone", "`manager.refresh()` copies it anew."),
        ("no folder for copies", "Set REZ_NEXT_CACHE to a folder of your own."),
        (
            "Timeout",
            "If no other process is at work in the repository, one was killed there: remove the"
            " lock that is named.",
        ),
        ("create", "Look whether the folder above it is there, and yours to write."),
        ("non-empty", "Remove its packages first, or pass `force=True`."),
        ("package attribute", "A package keeps its name and version: install another one."),
    ),
    "ParseException": (("", "A range is such as 1.2, ==1.2.3, 1.2+, 1.2+<2 or 1|2."),),
    "ProfilingError": (
        (
            "damaged|no profile|another release",
            "Profile again, and save it with `profiler.save(path)`.",
        ),
        ("cannot be written|cannot be read", "Look whether the path is right, and yours to use."),
        (
            "no Python at|cannot be run|cannot be measured[,:]",
            "A Python that has rez is named by get_baseline(python=...) or REZ_NEXT_REZ_PYTHON.",
        ),
        ("arguments", "Plain data can be sent: texts, numbers, lists and dicts."),
        ("runs that compare|measure it again", "Measure it again: `profiler.get_baseline()`."),
        ("", "`help(rez_next.PerformanceProfiler)` shows how each of its methods is used."),
    ),
    "ResolveError": (
        (
            "internal requirements conflict",
            "Both cannot hold: correct the requires of the definition that is named.",
        ),
        ("already been started", "Make a new Solver, or call its `reset()` first."),
        (
            "this solver",
            "A Solver that is made with a request is rez's, and has solve(); one without has "
            "resolve(request).",
        ),
        ("load callback", "Leave those variants of the list that the callback is given."),
    ),
    "ResourceNotFoundError": (
        ("", "It has been removed meanwhile, or lies in another repository: ask for it anew."),
    ),
    "RezError": (
        (
            "^Cannot diff package|^No package to diff",
            "Name the version to compare with: `rez-diff PACKAGE OTHER`.",
        ),
        (
            "^there is no Python to start",
            "Start the command from a Python of its own: `python -m rez_next`.",
        ),
        (
            "^there is nothing to clear",
            "Set memcached_uri, such as to ['127.0.0.1:11211'], or clear the other tiers.",
        ),
        (
            "^there is nothing to explain",
            "`context.explain()` explains a failed context; an error of a resolve has an "
            "explanation of its own.",
        ),
        (
            " holds rez-next | is not empty, and no portable",
            "What is in that folder was left as it is.",
        ),
    ),
    "RezSystemError": (
        ("^Error running command", "Run that command in a shell to see what it says."),
        (
            "Invalid executable file",
            "Make the file anew, with `rez.utils.execution.create_executable_script`.",
        ),
        ("set_manager", "A `RexExecutor` does so: make the interpreter part of one."),
        (
            "^cannot detect operating",
            "A Linux says what it is in /etc/os-release or by lsb_release: provide one of them.",
        ),
        (
            "^pip>=",
            "`python -m ensurepip --upgrade` or `python -m pip install --upgrade pip` puts it "
            "there.",
        ),
        ("^the graph cannot", "Look at its text, as `graph(as_dot=True)` gives it."),
    ),
    "RuntimeError": (
        (
            "^Couldn't find executable",
            "Install that shell, or name another one; the settings `default_shell` and "
            "`plugins.shell.<name>.executable_fullpath` say which is used.",
        ),
    ),
    "SchemaError": (("", "The value and what it should be are given: correct the value."),),
    "BuildContextResolveError": (
        (
            "",
            "Its `context` is the environment that was asked for: `error.context.explain()` "
            "says what would resolve.",
        ),
    ),
}
