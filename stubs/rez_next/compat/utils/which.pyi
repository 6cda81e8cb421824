from rez_next.objects.files.programs import which

__all__ = ["which"]
