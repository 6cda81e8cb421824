"""Settings of rez's version control systems."""

tag_name = "{qualified_name}"
# Patterns; none of them is all branches.
releasable_branches = []  # type: ignore[var-annotated]
check_tag = False

git = {"allow_no_upstream": False}
