from collections.abc import Sequence

from rez_next.objects.text.printer import Printer

def columnise(rows: Sequence[Sequence[object]], padding: int = 2) -> list[str]: ...
def print_colored_columns(
    printer: Printer, rows: Sequence[Sequence[object]], padding: int = 2
) -> None: ...
