name = "platform"

version = "osx"

description = "Operating system family; every resolve carries a weak request for the current one."
