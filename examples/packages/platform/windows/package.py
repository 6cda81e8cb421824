name = "platform"

version = "windows"

description = "Operating system family; every resolve carries a weak request for the current one."
