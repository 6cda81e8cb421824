from rez_next.objects.system.system import System, system

__all__ = ["System", "system"]
