from rez_next.host.source import SourceCode as SourceCode
from rez_next.objects.text.yaml_files import dump_yaml as dump_yaml
from rez_next.objects.text.yaml_files import load_yaml as load_yaml
from rez_next.objects.text.yaml_files import save_yaml as save_yaml
from rez_next.values.requirement import Requirement as Requirement
from rez_next.values.version import Version as Version

__all__ = [
    "Requirement",
    "SourceCode",
    "Version",
    "dump_yaml",
    "load_yaml",
    "save_yaml",
]
