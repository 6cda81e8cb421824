name = "arch"

version = "x86_64"

description = "Machine architecture."
