from rez_next.objects.system import System, system

__all__ = ["System", "system"]
