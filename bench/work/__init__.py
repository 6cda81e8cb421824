"""What workers do, a module for each kind of work: it runs in the Python of any side."""
