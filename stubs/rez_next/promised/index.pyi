from typing import NamedTuple

class IndexInfo(NamedTuple):
    file: str | None
    problem: str | None
    definitions: int
    listings: int
    resolves: int
    bytes: int

def index_info() -> IndexInfo: ...
def clear_index() -> None: ...
