"""The benchmark suite: ours beside rez and its peers, in one run, as one result file.

``python3 run.py bench`` makes what it needs and runs it; ``python -m bench --help`` in that
environment says the rest.
"""
