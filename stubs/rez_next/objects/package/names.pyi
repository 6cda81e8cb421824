from re import Pattern

PACKAGE_NAME_REGSTR: str
PACKAGE_NAME_REGEX: Pattern[str]
