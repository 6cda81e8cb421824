"""rez.cli: of the command line of rez, what tools run in a process or as a file."""
