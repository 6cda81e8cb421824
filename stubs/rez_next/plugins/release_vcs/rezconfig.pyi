tag_name: str
releasable_branches: list[str]
check_tag: bool
git: dict[str, object]
