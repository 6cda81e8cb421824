from rez_next.objects.system.platform_map import platform_mapped

__all__ = ["platform_mapped"]
