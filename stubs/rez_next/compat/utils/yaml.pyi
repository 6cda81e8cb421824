from rez_next.objects.text.yaml_files import dump_yaml as dump_yaml
from rez_next.objects.text.yaml_files import load_yaml as load_yaml
from rez_next.objects.text.yaml_files import save_yaml as save_yaml

__all__ = ["dump_yaml", "load_yaml", "save_yaml"]
