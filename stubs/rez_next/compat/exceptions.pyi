from rez_next.exceptions import *  # noqa: F403
