name = "arch"

version = "arm64"

description = "Machine architecture."
