"""`python -m rez_next.forward SCRIPT`: runs a suite's wrapper, whose first line says so."""

from __future__ import annotations

from rez_next.objects.script.forwarding import main

if __name__ == "__main__":
    main()
