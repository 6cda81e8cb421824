from rez_next.values.requirement import Requirement

class PackageRequest(Requirement):
    ephemeral: bool
    def __init__(self, s: str) -> None: ...

def is_valid_package_name(name: str, raise_error: bool = False) -> bool: ...
