# Generated from src/protocol by `node scripts/generate-protocol.ts write`.

from typing import Any, Callable, Literal, Protocol, TypedDict, overload

from typing_extensions import NotRequired, Unpack

PACKAGE_VERSION: str
IS_REPEATABLE: dict[str, bool]

class PackageFilterData(TypedDict):
    """Filters, each of which may hide a package. The host is asked where only it can tell."""

    askHost: bool
    filters: list[OneFilterData]

class OneFilterData(TypedDict):
    """What a filter excludes, and what of it not."""

    excludes: list[FamilyRulesData]
    includes: list[FamilyRulesData]

class FamilyRulesData(TypedDict):
    """A family's rules; those without a family may match any."""

    family: str | None
    rules: list[RuleData]

class GlobRuleData(TypedDict):
    """Matches packages by a pattern as of files."""

    type: Literal["glob"]
    pattern: str

class RegexRuleData(TypedDict):
    """Matches packages by a regular expression."""

    type: Literal["regex"]
    pattern: str

class RangeRuleData(TypedDict):
    """Matches what a requirement allows."""

    type: Literal["range"]
    requirement: str

class TimestampRuleData(TypedDict):
    """Matches what was released until a time."""

    type: Literal["timestamp"]
    timestamp: float
    after: bool
    matchUntimestamped: bool

class NullOrderData(TypedDict):
    """Versions in no order."""

    type: Literal["no_order"]

class SortedOrderData(TypedDict):
    """By version."""

    type: Literal["sorted"]
    descending: bool

class VersionSplitOrderData(TypedDict):
    """First the versions up to one."""

    type: Literal["version_split"]
    firstVersion: str

class TimestampOrderData(TypedDict):
    """First what was released until a time."""

    type: Literal["soft_timestamp"]
    timestamp: float
    rank: int

class HostOrderData(TypedDict):
    """The host knows."""

    type: Literal["host"]

class ResolveProblem(TypedDict):
    """What is solved for."""

    requests: list[str]
    implicits: list[str]
    paths: list[str]
    filter: PackageFilterData | None
    orders: dict[str, OrderData]
    building: bool
    testing: bool

class ShellStart(TypedDict):
    """What a shell is started for, and how."""

    folder: str
    rxtPath: str
    contextPath: str | None
    rcfile: str | None
    norc: bool
    stdin: bool
    command: str | list[str] | None
    preCommand: list[str]
    quiet: bool
    sourcedFirst: bool
    addRez: bool

class ShellFile(TypedDict):
    """A file to be written for a shell's start."""

    path: str
    text: str
    kind: Literal["context", "script", "shell"]

class SpawnPlan(TypedDict):
    """How a shell is started."""

    files: list[ShellFile]
    startupVariable: str | None
    argv: list[str]
    stdin: bool
    throughSystemShell: bool
    warnings: list[str]

class InitializeParams(TypedDict):
    """The first message. Shim and engine ship together and must be of one version."""

    packageVersion: str
    pythonVersion: str
    platform: str

class InitializeResult(TypedDict):
    """Answers initialize."""

    packageVersion: str
    nodeVersion: str
    pid: int

class EnginePingParams(TypedDict):
    """Answers at once; measures a crossing."""

class EnginePingResult(TypedDict):
    """Answers engine/ping."""

class EngineStatisticsParams(TypedDict):
    """The engine's process: how long it lives and how much memory it holds."""

class EngineStatisticsResultMemory(TypedDict):
    """Part of EngineStatisticsResultMemory."""

    rss: int
    heapUsed: int
    heapTotal: int

class EngineStatisticsResult(TypedDict):
    """Answers engine/statistics."""

    pid: int
    nodeVersion: str
    uptimeSeconds: float
    memory: EngineStatisticsResultMemory

class CacheStatisticsParams(TypedDict):
    """What the tiers of the cache found and saved since the engine started."""

class CacheCounters(TypedDict):
    """What one tier did for one kind of thing."""

    tier: Literal["memory", "disk", "memcached"]
    kind: Literal["definitions", "listings", "resolves", "environments"]
    hits: int
    misses: int
    stale: int
    evictions: int
    entries: int
    bytes: int
    savedMilliseconds: float
    preheatsMade: int
    preheatsUsed: int
    preheatsWasted: int

class CacheStatisticsResult(TypedDict):
    """Answers cache/statistics."""

    counters: list[CacheCounters]
    memoryBytes: int
    diskBytes: int
    problems: list[str]

class CacheHistoryParams(TypedDict):
    """What the caches had found and saved at some times, while that was noted down."""

class CacheHistoryResultSamplesItem(TypedDict):
    """Part of CacheHistoryResultSamplesItem."""

    time: float
    hits: int
    asked: int
    savedMilliseconds: float
    memoryBytes: int

class CacheHistoryResult(TypedDict):
    """Answers cache/history."""

    samples: list[CacheHistoryResultSamplesItem]

class CacheInspectParams(TypedDict):
    """Where the index of packages lies, and what it holds."""

class CacheInspectResult(TypedDict):
    """Answers cache/inspect."""

    file: str | None
    problem: str | None
    definitions: int
    listings: int
    resolves: int
    bytes: int

class CacheEntriesParams(TypedDict):
    """What is kept, the largest first."""

    kinds: list[Literal["definitions", "listings", "resolves", "environments"]]
    limit: int

class CacheEntry(TypedDict):
    """Something that is kept."""

    tier: Literal["memory", "disk", "memcached"]
    kind: Literal["definitions", "listings", "resolves", "environments"]
    name: str
    entries: int
    bytes: int
    made: float | None
    used: float | None
    dependsOn: list[str]
    dependsOnCount: int

class CacheEntriesResult(TypedDict):
    """Answers cache/entries."""

    entries: list[CacheEntry]

class CacheClearParams(TypedDict):
    """Forgets what is kept, which fills again as packages are read."""

    tiers: list[Literal["memory", "disk", "memcached"]]
    kinds: list[Literal["definitions", "listings", "resolves", "environments"]]

class CacheClearResult(TypedDict):
    """Answers cache/clear."""

    notCleared: list[str]

class ConfigurationReadParams(TypedDict):
    """What a YAML file holds: a configuration, or a context of old."""

    path: str

class ConfigurationReadResult(TypedDict):
    """Answers configuration/read."""

    data: Any

class RepositoryFamiliesParams(TypedDict):
    """Every family of every path; a name comes once for each repository that has it."""

    paths: list[str]

class FamilyRecord(TypedDict):
    """All versions of a name in one repository."""

    handle: ResourceHandle
    uri: str
    path: str

class ResourceHandle(TypedDict):
    """A resource's address by value, exactly as rez writes it into contexts."""

    key: str
    variables: dict[str, Any]

class RepositoryFamiliesResult(TypedDict):
    """Answers repository/families."""

    families: list[FamilyRecord]

class RepositoryFamilyParams(TypedDict):
    """The family of a name in one repository, or null."""

    name: str
    path: str

class RepositoryFamilyResult(TypedDict):
    """Answers repository/family."""

    family: FamilyRecord | None

class RepositoryPackagesParams(TypedDict):
    """The packages of each name, by their addresses."""

    names: list[str]
    paths: list[str]
    extension: NotRequired[Literal["py", "yaml"]]

class Listing(TypedDict):
    """The packages of a name; of equal versions only that of the first path."""

    packages: list[FamilyVersions]
    basis: list[list[Any]] | None
    error: ErrorRecord | None

class FamilyVersions(TypedDict):
    """Packages of a family: its address, and their versions as its repository spells them."""

    family: ResourceHandle
    versions: list[str]

class ErrorRecord(TypedDict):
    """An error as a value: the name of rez's class, its text, and its data."""

    type: str
    message: str
    data: dict[str, Any] | None

class RepositoryPackagesResult(TypedDict):
    """Answers repository/packages."""

    listings: list[Listing]

class RepositoryForgetParams(TypedDict):
    """Forgets what was read from repositories; the next call reads it again."""

class RepositoryForgetResult(TypedDict):
    """Answers repository/forget."""

class RepositoryLocateParams(TypedDict):
    """Where a repository lies: the folder itself, or the copy of one at a git URL."""

    source: str
    ref: str | None
    refresh: bool
    environ: dict[str, str]
    timeout: float

class RepositoryLocateResult(TypedDict):
    """Answers repository/locate."""

    location: str
    url: str | None
    ref: str | None
    commit: str | None

class RepositoryRemoveCopiesParams(TypedDict):
    """Removes all copies of the repository at a git URL."""

    source: str

class RepositoryRemoveCopiesResult(TypedDict):
    """Answers repository/removeCopies."""

class PackageReadParams(TypedDict):
    """Packages by address: what their definitions set, or what is wrong with them."""

    packages: list[FamilyVersions]
    states: list[str | None]

class PackageReadResult(TypedDict):
    """Answers package/read."""

    files: list[str]
    states: list[str | None]
    attributes: list[str | None]
    attributeErrors: dict[str, dict[str, ErrorRecord]]
    errors: dict[str, ErrorRecord]

class PackageVariantsParams(TypedDict):
    """The records of variants by address."""

    handles: list[ResourceHandle]

class VariantRecord(TypedDict):
    """A variant: its address and its payload."""

    handle: ResourceHandle
    uri: str
    path: str
    index: int | None
    base: str | None
    root: str | None
    subpath: str | None
    package: PackageAddress

class PackageAddress(TypedDict):
    """A package as its variants know it: where it is, without its attributes."""

    handle: ResourceHandle
    uri: str
    path: str

class PackageVariantsResult(TypedDict):
    """Answers package/variants."""

    variants: list[VariantRecord]

class PackageDevelopParams(TypedDict):
    """The data of a developer's own definition, tagged and not validated yet."""

    path: str
    format: Literal["py", "yaml"] | None
    askHost: NotRequired[bool]

class PackageDevelopResult(TypedDict):
    """Answers package/develop."""

    file: str
    data: dict[str, Any]

class PackageMakeParams(TypedDict):
    """A package made of data, in no repository."""

    name: str
    data: dict[str, Any]
    file: str
    location: str
    rezVersion: str
    paths: list[str]

class PackageMakeResult(TypedDict):
    """Answers package/make."""

    attributes: dict[str, Any]

class PackageValidateParamsMade(TypedDict):
    """Part of PackageValidateParamsMade."""

    name: str
    data: dict[str, Any]
    file: str
    location: str
    rezVersion: str

class PackageValidateParamsSyntaxErrorsItem(TypedDict):
    """Part of PackageValidateParamsSyntaxErrorsItem."""

    key: str
    message: str
    line: int

class PackageValidateParams(TypedDict):
    """Reviews a package of a repository, or one that was made of data."""

    handle: ResourceHandle | None
    made: PackageValidateParamsMade | None
    paths: list[str]
    system: dict[str, Any]
    builtins: list[str]
    syntaxErrors: list[PackageValidateParamsSyntaxErrorsItem]

class PackageProblem(TypedDict):
    """What a reviewer would say of a package, and where."""

    severity: Literal["error", "warning"]
    message: str
    file: str
    line: int | None
    key: str | None

class PackageValidateResult(TypedDict):
    """Answers package/validate."""

    problems: list[PackageProblem]

class ContextResolveParams(TypedDict):
    """Resolves a request. A request that cannot be met is a result, not an error."""

    requests: list[str]
    implicits: list[str]
    paths: list[str]
    filter: PackageFilterData | None
    orders: dict[str, OrderData]
    building: bool
    testing: bool
    maxFails: float
    timeLimit: float
    caching: bool
    hasCallback: bool
    hasLoadCallback: bool

class ContextResolveResult(TypedDict):
    """Answers context/resolve."""

    status: Literal["solved", "failed", "aborted"]
    resolvedPackages: list[VariantRecord]
    resolvedEphemerals: list[str]
    failureDescription: str | None
    conflicts: list[str]
    graph: str
    solveTime: float
    loadTime: float
    numLoadedPackages: int

class ContextRecord(TypedDict):
    """A resolved context, as far as its environment depends on it."""

    packages: list[ResourceHandle]
    requests: list[str]
    implicits: list[str]
    ephemerals: list[str]
    paths: list[str]
    times: list[str]
    writtenTimes: list[str] | None
    building: bool
    testing: bool
    appendSysPath: bool
    loadPath: str | None
    rezVersion: str
    rezPath: str
    verbosity: int
    parentSuitePath: str | None
    cachedRoots: dict[str, str]

class Surroundings(TypedDict):
    """What an environment is made in, besides the calling process."""

    parentEnviron: dict[str, str] | None
    shell: str

class ContextEnvironParams(TypedDict):
    """The variables that a context sets, and what commands() want done besides."""

    context: ContextRecord
    surroundings: Surroundings
    purpose: Literal["look", "command", "apply", "actions"]

class PrintEffect(TypedDict):
    """A line for standard output, or standard error."""

    kind: Literal["info", "error"]
    text: str

class CommandEffect(TypedDict):
    """A command to be run."""

    kind: Literal["command"]
    args: str | list[str]
    environ: dict[str, str]
    origin: list[str] | None

class SearchPathEffect(TypedDict):
    """A change of sys.path."""

    kind: Literal["sys_path"]
    how: Literal["set", "prepend", "append"]
    value: str

class VariableAction(TypedDict):
    """Sets a variable, or adds to it."""

    kind: Literal["setenv", "prependenv", "appendenv"]
    key: str
    value: str | TextInParts | UnformattedText

class TextInParts(TypedDict):
    """A text of which parts are literal: each part, after whether it is."""

    parts: list[list[Any]]

class UnformattedText(TypedDict):
    """A text as it was given."""

    unformatted: str

class ResetAction(TypedDict):
    """Sets a variable, whatever it was before."""

    kind: Literal["resetenv"]
    key: str
    value: str | TextInParts | UnformattedText
    friends: NotRequired[list[str] | None]

class UnsetAction(TypedDict):
    """Removes a variable."""

    kind: Literal["unsetenv"]
    key: str

class AliasAction(TypedDict):
    """Defines a command of the shell."""

    kind: Literal["alias"]
    key: str
    value: str

class PrintAction(TypedDict):
    """Prints a line."""

    kind: Literal["info", "error"]
    value: str | TextInParts | UnformattedText

class CommandAction(TypedDict):
    """Runs a command: a line, or its words."""

    kind: Literal["command"]
    value: str | TextInParts | UnformattedText | list[str | TextInParts | UnformattedText]

class ScriptAction(TypedDict):
    """Writes a comment, or sources a file."""

    kind: Literal["comment", "source"]
    value: str

class ShebangAction(TypedDict):
    """Writes the first line of a script."""

    kind: Literal["shebang"]

class Basis(TypedDict):
    """The files that an answer was made from: it stays right while they are unchanged."""

    files: list[list[Any]]
    timeless: bool

class ContextEnvironResult(TypedDict):
    """Answers context/environ."""

    environ: dict[str, str]
    effects: list[Effect]
    actions: list[RexAction] | None
    basis: Basis | None

class ContextScriptParams(TypedDict):
    """The script that makes a context's environment in a running shell."""

    context: ContextRecord
    surroundings: Surroundings
    style: Literal["file", "eval"]

class ContextScriptResult(TypedDict):
    """Answers context/script."""

    script: str
    basis: Basis | None

class ContextShellParams(TypedDict):
    """How a shell is started in a context: files to write, argv, environ."""

    context: ContextRecord
    surroundings: Surroundings
    folder: str
    rxtPath: str
    contextPath: str | None
    rcfile: str | None
    norc: bool
    stdin: bool
    command: str | list[str] | None
    preCommand: list[str]
    quiet: bool
    sourcedFirst: bool
    addRez: bool
    now: str
    completionFolder: str
    hasActionsCallback: bool
    hasPostActionsCallback: bool

class ContextShellResult(TypedDict):
    """Answers context/shell."""

    files: list[ShellFile]
    startupVariable: str | None
    argv: list[str]
    stdin: bool
    throughSystemShell: bool
    warnings: list[str]
    environ: dict[str, str]
    basis: Basis | None

class ContextExplainParams(TypedDict):
    """Why a request cannot be met, and what would resolve it; solved for again and again."""

    requests: list[str]
    implicits: list[str]
    paths: list[str]
    filter: PackageFilterData | None
    orders: dict[str, OrderData]
    building: bool
    testing: bool
    asked: str | None
    resolved: list[str]
    budgetSeconds: float

class ConflictRecordRequestsItem(TypedDict):
    """Part of ConflictRecordRequestsItem."""

    request: str
    origin: Literal["request", "implicit", "asked"]

class ConflictRecordRequirementsItem(TypedDict):
    """Part of ConflictRecordRequirementsItem."""

    family: str
    versions: list[str]
    packages: str
    requires: list[list[str]]

class ConflictRecordMissingItemHiddenItem(TypedDict):
    """Part of ConflictRecordMissingItemHiddenItem."""

    version: str
    by: str

class ConflictRecordMissingItem(TypedDict):
    """Part of ConflictRecordMissingItem."""

    name: str
    isFamilyMissing: bool
    wanted: list[str]
    isWantedThere: bool
    existing: str
    near: list[str]
    paths: list[str]
    hidden: list[ConflictRecordMissingItemHiddenItem]

class ConflictRecordWithoutItem(TypedDict):
    """Part of ConflictRecordWithoutItem."""

    request: str
    outcome: str
    description: str

class ConflictRecord(TypedDict):
    """Requests and requirements that cannot hold together."""

    kind: Literal["conflict", "cycle", "missing family", "missing package", "invalid package"]
    text: str
    description: str
    requests: list[ConflictRecordRequestsItem]
    requirements: list[ConflictRecordRequirementsItem]
    missing: list[ConflictRecordMissingItem]
    isMinimal: bool
    without: list[ConflictRecordWithoutItem]

class FixRecord(TypedDict):
    """A change of the request that was solved for, and resolves."""

    kind: Literal["change", "drop", "unhide"]
    text: str
    drop: list[str]
    add: list[str]
    requests: list[str]
    implicits: list[str]
    packages: list[str]

class ExplanationGraphNodesItem(TypedDict):
    """Part of ExplanationGraphNodesItem."""

    id: str
    label: str
    kind: Literal["request", "packages", "family"]

# Part of ExplanationGraphEdgesItem.
ExplanationGraphEdgesItem = TypedDict(
    "ExplanationGraphEdgesItem",
    {
        "from": str,
        "to": str,
        "label": str,
    },
)

class ExplanationGraph(TypedDict):
    """Who asks for what, as nodes and edges."""

    nodes: list[ExplanationGraphNodesItem]
    edges: list[ExplanationGraphEdgesItem]

class ContextExplainResult(TypedDict):
    """Answers context/explain."""

    status: Literal["impossible", "resolves", "gave up"]
    text: str
    packages: list[str]
    conflicts: list[ConflictRecord]
    fixes: list[FixRecord]
    isComplete: bool
    seconds: float
    graph: ExplanationGraph

class ContextWhyParams(TypedDict):
    """The chains of requirements that lead from the requests to a package of a context."""

    context: ContextRecord
    name: str

class ContextWhyResultNeededByItem(TypedDict):
    """Part of ContextWhyResultNeededByItem."""

    by: str | None
    requirement: str
    package: str

class ContextWhyResultChainsItemItem(TypedDict):
    """Part of ContextWhyResultChainsItemItem."""

    by: str | None
    requirement: str
    package: str

class ContextWhyResult(TypedDict):
    """Answers context/why."""

    name: str
    package: str | None
    requests: list[str]
    neededBy: list[ContextWhyResultNeededByItem]
    chains: list[list[ContextWhyResultChainsItemItem]]
    text: str

class GraphSvgParams(TypedDict):
    """A graph in dot's language, laid out and drawn."""

    dot: str

class GraphSvgResult(TypedDict):
    """Answers graph/svg."""

    svg: str

class RexConvertOldCommandsParams(TypedDict):
    """rez-1 commands, lines of a shell, as rex code."""

    commands: list[str]
    annotate: bool

class RexConvertOldCommandsResult(TypedDict):
    """Answers rex/convertOldCommands."""

    code: str

class ShellActivationParams(TypedDict):
    """The script that puts a folder behind the others on a running shell's PATH."""

    shell: str
    folder: str

class ShellActivationResult(TypedDict):
    """Answers shell/activation."""

    script: str

class SearchCompletionsParams(TypedDict):
    """The families and packages whose names begin with what was typed."""

    prefix: str
    paths: list[str]
    familyOnly: bool

class SearchCompletionsResult(TypedDict):
    """Answers search/completions."""

    completions: list[str]

class SearchReverseDependenciesParams(TypedDict):
    """The families that need a family, those that need these, and who needs whom."""

    name: str
    depth: int | None
    paths: list[str]
    buildRequires: bool
    privateBuildRequires: bool

class SearchReverseDependenciesResult(TypedDict):
    """Answers search/reverseDependencies."""

    levels: list[list[str]]
    edges: list[list[str]]

class SearchPluginsParams(TypedDict):
    """The families whose latest package is a plugin of a package."""

    name: str
    paths: list[str]

class SearchPluginsResult(TypedDict):
    """Answers search/plugins."""

    families: list[str]

class ShellSystemPathsParams(TypedDict):
    """What a shell has on PATH of its own."""

    shell: str

class ShellSystemPathsResult(TypedDict):
    """Answers shell/systemPaths."""

    paths: list[str]

class ShellWriteParams(TypedDict):
    """The lines of a shell's script for actions, each action's of its own."""

    shell: str
    actions: list[RexAction]

class ShellWriteResult(TypedDict):
    """Answers shell/write."""

    lines: list[list[str]]

class ShellEscapedParams(TypedDict):
    """Text as it stands in a shell's script, variables that it refers to left to the shell."""

    shell: str
    text: str | TextInParts | UnformattedText
    isPath: bool

class ShellEscapedResult(TypedDict):
    """Answers shell/escaped."""

    text: str

class ShellJoinParams(TypedDict):
    """A list of arguments as a command line of a shell."""

    shell: str
    words: list[str]

class ShellJoinResult(TypedDict):
    """Answers shell/join."""

    command: str

class ShellStartupParams(TypedDict):
    """What start-up options come to together."""

    shell: str
    rcfile: str | None
    norc: bool
    stdin: bool
    command: str | None

class ShellStartupResult(TypedDict):
    """Answers shell/startup."""

    rcfile: str | None
    norc: bool
    stdin: bool
    command: str | None
    warnings: list[str]

class ShellSpawnParams(TypedDict):
    """How a shell is started on a script that there is: files to write, argv."""

    shell: str
    contextPath: str
    folder: str
    rcfile: str | None
    norc: bool
    stdin: bool
    command: str | None
    preCommand: list[str]
    quiet: bool
    sourcedFirst: bool
    addRez: bool
    completionFolder: str

class ShellSpawnResult(TypedDict):
    """Answers shell/spawn."""

    files: list[ShellFile]
    startupVariable: str | None
    argv: list[str]
    stdin: bool
    throughSystemShell: bool
    warnings: list[str]

class SolveEnding(TypedDict):
    """What a callback wanted, and why."""

    answer: Literal["keep_going", "abort", "fail"]
    reason: str | None

class SolverSolveParams(TypedDict):
    """Solves a request, whole or up to a step; the same each time."""

    requests: list[str]
    implicits: list[str]
    paths: list[str]
    filter: PackageFilterData | None
    orders: dict[str, OrderData]
    building: bool
    testing: bool
    optimised: bool
    pruneUnfailed: bool
    steps: int | None
    ending: SolveEnding | None
    failure: int | None
    isTraced: bool
    hasCallback: bool
    hasLoadCallback: bool

class TracedLine(TypedDict):
    """What rez prints of a solve."""

    kind: Literal["header", "heading", "line"]
    text: str

class PhaseRecord(TypedDict):
    """A phase of a solve, its text in rez's notation."""

    label: str
    status: Literal["pending", "solved", "exhausted", "failed", "cyclic"]
    text: str

class SolverFailureConflictsItem(TypedDict):
    """Part of SolverFailureConflictsItem."""

    dependency: str
    conflictingRequest: str

class SolverFailureReductionsItem(TypedDict):
    """Part of SolverFailureReductionsItem."""

    dependency: str
    conflictingRequest: str
    name: str
    version: str
    variantIndex: int | None

class SolverFailurePackagesItem(TypedDict):
    """Part of SolverFailurePackagesItem."""

    name: str
    version: str

class SolverFailure(TypedDict):
    """Why a step of a solve failed."""

    description: str
    kind: Literal["DependencyConflicts", "TotalReduction", "Cycle"] | None
    conflicts: list[SolverFailureConflictsItem]
    reductions: list[SolverFailureReductionsItem]
    packages: list[SolverFailurePackagesItem]
    graph: str

class SolverSolveResult(TypedDict):
    """Answers solver/solve."""

    status: Literal["pending", "solved", "exhausted", "failed", "cyclic", "unsolved"]
    abortReason: str | None
    isCyclic: bool
    numSolves: int
    numFails: int
    trace: list[TracedLine]
    openPhases: list[PhaseRecord]
    droppedPhases: list[PhaseRecord]
    extractions: int
    intersections: int
    intersectionBroadTests: int
    intersectionTests: int
    reductions: int
    reductionBroadTests: int
    reductionTests: int
    extractionTime: float
    intersectionTime: float
    reductionTime: float
    resolvedPackages: list[VariantRecord]
    resolvedEphemerals: list[str]
    failure: SolverFailure | None
    graph: str | None
    solveTime: float
    loadTime: float

class VersionSortParams(TypedDict):
    """Versions in rez's order, or in that of semver.org."""

    versions: list[str]
    descending: bool
    order: Literal["rez", "semver"]

class VersionSortResult(TypedDict):
    """Answers version/sort."""

    versions: list[str]

class VersionFilterParams(TypedDict):
    """The versions within a range, in the order they came in."""

    versions: list[str]
    range: str

class VersionFilterResult(TypedDict):
    """Answers version/filter."""

    versions: list[str]

class VersionLatestParams(TypedDict):
    """The greatest version, within a range if one is given."""

    versions: list[str]
    range: str | None

class VersionLatestResult(TypedDict):
    """Answers version/latest."""

    version: str | None

class VersionGroupParams(TypedDict):
    """Versions by their first token."""

    versions: list[str]

class VersionGroupResultGroupsItem(TypedDict):
    """Part of VersionGroupResultGroupsItem."""

    major: str
    versions: list[str]

class VersionGroupResult(TypedDict):
    """Answers version/group."""

    groups: list[VersionGroupResultGroupsItem]

class HostEvaluateDefinitionParams(TypedDict):
    """Runs a package.py, by its text or else its file, and gives its attributes, tagged."""

    path: str
    source: str | None

class HostEvaluateDefinitionResult(TypedDict):
    """Answers host/evaluateDefinition."""

    data: dict[str, Any]
    isSelfContained: bool

class CommandsCode(TypedDict):
    """A function of a package: its text, and how rez would call it."""

    source: str
    filepath: str | None
    funcname: str | None
    evalAsFunction: bool
    includes: list[str]

class CommandsBindings(TypedDict):
    """What is the same for every function of one context."""

    building: bool
    testing: bool
    request: list[str]
    implicits: list[str]
    ephemerals: list[str]
    resolve: list[BoundVariant]
    optionvars: dict[str, Any]
    system: dict[str, Any]
    parent_variables: list[str] | Literal[True]
    env_var_separators: dict[str, str]
    parent_environ: list[list[str]]
    path_separator: str
    variable_pattern: str | None

class BoundVariant(TypedDict):
    """A variant of a context: where it is, without its attributes."""

    name: str
    version: str
    index: int | None
    base: str | None
    root: str | None
    originalRoot: str | None
    subpath: str | None
    uri: str
    isLocal: bool
    handle: ResourceHandle

class HostRunCommandsParams(TypedDict):
    """Runs a function of a package's commands and gives the actions it made."""

    code: CommandsCode
    attribute: str
    package: str | None
    bindings: CommandsBindings | None
    environIsWhole: bool
    environ: list[list[str]]
    mentioned: list[str]
    interpreter: Literal["passive", "python", "shell"]
    due: list[Effect]

class CommandsFailure(TypedDict):
    """What a function raised."""

    type: str
    exception: str
    message: str
    text: str

class HostRunCommandsResult(TypedDict):
    """Answers host/runCommands."""

    actions: list[RexAction]
    mentioned: list[str]
    changesPackages: bool
    error: CommandsFailure | None

class HostRunActionsParams(TypedDict):
    """Calls the user's function that adds rex actions to a shell's environment."""

    moment: Literal["before", "after"]
    environ: list[list[str]]
    mentioned: list[str]
    actions: list[RexAction]

class HostRunActionsResult(TypedDict):
    """Answers host/runActions."""

    actions: list[RexAction]
    mentioned: list[str]
    binds: bool

class PackageRecord(TypedDict):
    """A package: its address, and what its definition sets."""

    handle: ResourceHandle
    uri: str
    attributes: str
    attributeErrors: dict[str, ErrorRecord]

class HostEvaluateLateParams(TypedDict):
    """Runs a late-bound attribute of a package."""

    package: PackageRecord
    key: str
    ofVariants: bool

class HostEvaluateLateResult(TypedDict):
    """Answers host/evaluateLate."""

    value: Any

class HostSolverCallbackParams(TypedDict):
    """Asks the user's callback whether a solve should go on."""

    numSolves: int
    numFails: int
    phase: str

class HostSolverCallbackResult(TypedDict):
    """Answers host/solverCallback."""

    answer: Literal["keep_going", "abort", "fail"]
    reason: str | None

class HostPackageLoadedParams(TypedDict):
    """Shows the user's callback what a solve has read; it may choose among variants."""

    packages: list[PackageRecord]

class HostPackageLoadedResult(TypedDict):
    """Answers host/packageLoaded."""

    variants: list[list[int | None] | None]

class HostFilterPackagesParams(TypedDict):
    """Asks the user's package filter which packages of a family it hides."""

    packages: list[ResourceHandle]

class HostFilterPackagesResult(TypedDict):
    """Answers host/filterPackages."""

    excluded: list[bool]

class HostOrderVersionsParams(TypedDict):
    """Asks the user's orderer of a family what versions are sorted by."""

    family: str
    versions: list[str]

class VersionKey(TypedDict):
    """What a version of a family is sorted by."""

    family: str
    version: str
    key: Any

class HostOrderVersionsResult(TypedDict):
    """Answers host/orderVersions."""

    keys: list[VersionKey]

class HostWarnParamsWarningsItem(TypedDict):
    """Part of HostWarnParamsWarningsItem."""

    kind: str | None
    message: str

class HostWarnParams(TypedDict):
    """Tells what rez warns of, as far as settings want it, and what the caches do without."""

    warnings: list[HostWarnParamsWarningsItem]

class HostWarnResult(TypedDict):
    """Answers host/warn."""

class HostRepositoryFamiliesParams(TypedDict):
    """Asks a repository in Python for the names of its families."""

    path: str

class HostRepositoryFamiliesResult(TypedDict):
    """Answers host/repositoryFamilies."""

    families: list[str]

class HostRepositoryVersionsParams(TypedDict):
    """Asks a repository in Python for the versions of a family; null is no family."""

    path: str
    name: str

class HostRepositoryVersionsResult(TypedDict):
    """Answers host/repositoryVersions."""

    versions: list[str] | None

class HostRepositoryPackageParams(TypedDict):
    """Asks a repository in Python for a package: its attributes, tagged."""

    path: str
    name: str
    version: str

class HostRepositoryPackageResult(TypedDict):
    """Answers host/repositoryPackage."""

    uri: str
    base: str | None
    data: dict[str, Any]
    variants: NotRequired[list[int | None] | None]

class ConfigurationUpdateParams(TypedDict):
    """The settings changed; requests sent after this one see the new ones."""

    settings: dict[str, Any]

class ProcessFacts(TypedDict):
    """The calling process and its machine."""

    environ: dict[str, str]
    home: str | None
    system: dict[str, Any]

class ProgressParams(TypedDict):
    """How far a running request is."""

    requestId: int
    title: str
    done: int
    total: int | None

RuleData = GlobRuleData | RegexRuleData | RangeRuleData | TimestampRuleData

OrderData = (
    NullOrderData | SortedOrderData | VersionSplitOrderData | TimestampOrderData | HostOrderData
)

Effect = PrintEffect | CommandEffect | SearchPathEffect

RexAction = (
    VariableAction
    | ResetAction
    | UnsetAction
    | AliasAction
    | PrintAction
    | CommandAction
    | ScriptAction
    | ShebangAction
)

ProcessUpdateParams = ProcessFacts

HostHandlers = TypedDict(
    "HostHandlers",
    {
        "host/evaluateDefinition": Callable[
            [HostEvaluateDefinitionParams], HostEvaluateDefinitionResult
        ],
        "host/runCommands": Callable[[HostRunCommandsParams], HostRunCommandsResult],
        "host/runActions": Callable[[HostRunActionsParams], HostRunActionsResult],
        "host/evaluateLate": Callable[[HostEvaluateLateParams], HostEvaluateLateResult],
        "host/solverCallback": Callable[[HostSolverCallbackParams], HostSolverCallbackResult],
        "host/packageLoaded": Callable[[HostPackageLoadedParams], HostPackageLoadedResult],
        "host/filterPackages": Callable[[HostFilterPackagesParams], HostFilterPackagesResult],
        "host/orderVersions": Callable[[HostOrderVersionsParams], HostOrderVersionsResult],
        "host/warn": Callable[[HostWarnParams], HostWarnResult],
        "host/repositoryFamilies": Callable[
            [HostRepositoryFamiliesParams], HostRepositoryFamiliesResult
        ],
        "host/repositoryVersions": Callable[
            [HostRepositoryVersionsParams], HostRepositoryVersionsResult
        ],
        "host/repositoryPackage": Callable[
            [HostRepositoryPackageParams], HostRepositoryPackageResult
        ],
    },
    total=False,
)

class AskOptions(TypedDict, total=False):
    """How a method is asked, whatever it is; `ask` says what they mean."""

    timeout: float | None
    serve: HostHandlers | None
    settings: bytes | None
    process: bytes | None

class Ask(Protocol):
    """Asks the engine: the form of `ask` for each method."""

    @overload
    def __call__(
        self,
        method: Literal["initialize"],
        params: InitializeParams,
        **options: Unpack[AskOptions],
    ) -> InitializeResult: ...
    @overload
    def __call__(
        self,
        method: Literal["engine/ping"],
        params: EnginePingParams,
        **options: Unpack[AskOptions],
    ) -> EnginePingResult: ...
    @overload
    def __call__(
        self,
        method: Literal["engine/statistics"],
        params: EngineStatisticsParams,
        **options: Unpack[AskOptions],
    ) -> EngineStatisticsResult: ...
    @overload
    def __call__(
        self,
        method: Literal["cache/statistics"],
        params: CacheStatisticsParams,
        **options: Unpack[AskOptions],
    ) -> CacheStatisticsResult: ...
    @overload
    def __call__(
        self,
        method: Literal["cache/history"],
        params: CacheHistoryParams,
        **options: Unpack[AskOptions],
    ) -> CacheHistoryResult: ...
    @overload
    def __call__(
        self,
        method: Literal["cache/inspect"],
        params: CacheInspectParams,
        **options: Unpack[AskOptions],
    ) -> CacheInspectResult: ...
    @overload
    def __call__(
        self,
        method: Literal["cache/entries"],
        params: CacheEntriesParams,
        **options: Unpack[AskOptions],
    ) -> CacheEntriesResult: ...
    @overload
    def __call__(
        self,
        method: Literal["cache/clear"],
        params: CacheClearParams,
        **options: Unpack[AskOptions],
    ) -> CacheClearResult: ...
    @overload
    def __call__(
        self,
        method: Literal["configuration/read"],
        params: ConfigurationReadParams,
        **options: Unpack[AskOptions],
    ) -> ConfigurationReadResult: ...
    @overload
    def __call__(
        self,
        method: Literal["repository/families"],
        params: RepositoryFamiliesParams,
        **options: Unpack[AskOptions],
    ) -> RepositoryFamiliesResult: ...
    @overload
    def __call__(
        self,
        method: Literal["repository/family"],
        params: RepositoryFamilyParams,
        **options: Unpack[AskOptions],
    ) -> RepositoryFamilyResult: ...
    @overload
    def __call__(
        self,
        method: Literal["repository/packages"],
        params: RepositoryPackagesParams,
        **options: Unpack[AskOptions],
    ) -> RepositoryPackagesResult: ...
    @overload
    def __call__(
        self,
        method: Literal["repository/forget"],
        params: RepositoryForgetParams,
        **options: Unpack[AskOptions],
    ) -> RepositoryForgetResult: ...
    @overload
    def __call__(
        self,
        method: Literal["repository/locate"],
        params: RepositoryLocateParams,
        **options: Unpack[AskOptions],
    ) -> RepositoryLocateResult: ...
    @overload
    def __call__(
        self,
        method: Literal["repository/removeCopies"],
        params: RepositoryRemoveCopiesParams,
        **options: Unpack[AskOptions],
    ) -> RepositoryRemoveCopiesResult: ...
    @overload
    def __call__(
        self,
        method: Literal["package/read"],
        params: PackageReadParams,
        **options: Unpack[AskOptions],
    ) -> PackageReadResult: ...
    @overload
    def __call__(
        self,
        method: Literal["package/variants"],
        params: PackageVariantsParams,
        **options: Unpack[AskOptions],
    ) -> PackageVariantsResult: ...
    @overload
    def __call__(
        self,
        method: Literal["package/develop"],
        params: PackageDevelopParams,
        **options: Unpack[AskOptions],
    ) -> PackageDevelopResult: ...
    @overload
    def __call__(
        self,
        method: Literal["package/make"],
        params: PackageMakeParams,
        **options: Unpack[AskOptions],
    ) -> PackageMakeResult: ...
    @overload
    def __call__(
        self,
        method: Literal["package/validate"],
        params: PackageValidateParams,
        **options: Unpack[AskOptions],
    ) -> PackageValidateResult: ...
    @overload
    def __call__(
        self,
        method: Literal["context/resolve"],
        params: ContextResolveParams,
        **options: Unpack[AskOptions],
    ) -> ContextResolveResult: ...
    @overload
    def __call__(
        self,
        method: Literal["context/environ"],
        params: ContextEnvironParams,
        **options: Unpack[AskOptions],
    ) -> ContextEnvironResult: ...
    @overload
    def __call__(
        self,
        method: Literal["context/script"],
        params: ContextScriptParams,
        **options: Unpack[AskOptions],
    ) -> ContextScriptResult: ...
    @overload
    def __call__(
        self,
        method: Literal["context/shell"],
        params: ContextShellParams,
        **options: Unpack[AskOptions],
    ) -> ContextShellResult: ...
    @overload
    def __call__(
        self,
        method: Literal["context/explain"],
        params: ContextExplainParams,
        **options: Unpack[AskOptions],
    ) -> ContextExplainResult: ...
    @overload
    def __call__(
        self,
        method: Literal["context/why"],
        params: ContextWhyParams,
        **options: Unpack[AskOptions],
    ) -> ContextWhyResult: ...
    @overload
    def __call__(
        self,
        method: Literal["graph/svg"],
        params: GraphSvgParams,
        **options: Unpack[AskOptions],
    ) -> GraphSvgResult: ...
    @overload
    def __call__(
        self,
        method: Literal["rex/convertOldCommands"],
        params: RexConvertOldCommandsParams,
        **options: Unpack[AskOptions],
    ) -> RexConvertOldCommandsResult: ...
    @overload
    def __call__(
        self,
        method: Literal["shell/activation"],
        params: ShellActivationParams,
        **options: Unpack[AskOptions],
    ) -> ShellActivationResult: ...
    @overload
    def __call__(
        self,
        method: Literal["search/completions"],
        params: SearchCompletionsParams,
        **options: Unpack[AskOptions],
    ) -> SearchCompletionsResult: ...
    @overload
    def __call__(
        self,
        method: Literal["search/reverseDependencies"],
        params: SearchReverseDependenciesParams,
        **options: Unpack[AskOptions],
    ) -> SearchReverseDependenciesResult: ...
    @overload
    def __call__(
        self,
        method: Literal["search/plugins"],
        params: SearchPluginsParams,
        **options: Unpack[AskOptions],
    ) -> SearchPluginsResult: ...
    @overload
    def __call__(
        self,
        method: Literal["shell/systemPaths"],
        params: ShellSystemPathsParams,
        **options: Unpack[AskOptions],
    ) -> ShellSystemPathsResult: ...
    @overload
    def __call__(
        self,
        method: Literal["shell/write"],
        params: ShellWriteParams,
        **options: Unpack[AskOptions],
    ) -> ShellWriteResult: ...
    @overload
    def __call__(
        self,
        method: Literal["shell/escaped"],
        params: ShellEscapedParams,
        **options: Unpack[AskOptions],
    ) -> ShellEscapedResult: ...
    @overload
    def __call__(
        self,
        method: Literal["shell/join"],
        params: ShellJoinParams,
        **options: Unpack[AskOptions],
    ) -> ShellJoinResult: ...
    @overload
    def __call__(
        self,
        method: Literal["shell/startup"],
        params: ShellStartupParams,
        **options: Unpack[AskOptions],
    ) -> ShellStartupResult: ...
    @overload
    def __call__(
        self,
        method: Literal["shell/spawn"],
        params: ShellSpawnParams,
        **options: Unpack[AskOptions],
    ) -> ShellSpawnResult: ...
    @overload
    def __call__(
        self,
        method: Literal["solver/solve"],
        params: SolverSolveParams,
        **options: Unpack[AskOptions],
    ) -> SolverSolveResult: ...
    @overload
    def __call__(
        self,
        method: Literal["version/sort"],
        params: VersionSortParams,
        **options: Unpack[AskOptions],
    ) -> VersionSortResult: ...
    @overload
    def __call__(
        self,
        method: Literal["version/filter"],
        params: VersionFilterParams,
        **options: Unpack[AskOptions],
    ) -> VersionFilterResult: ...
    @overload
    def __call__(
        self,
        method: Literal["version/latest"],
        params: VersionLatestParams,
        **options: Unpack[AskOptions],
    ) -> VersionLatestResult: ...
    @overload
    def __call__(
        self,
        method: Literal["version/group"],
        params: VersionGroupParams,
        **options: Unpack[AskOptions],
    ) -> VersionGroupResult: ...
