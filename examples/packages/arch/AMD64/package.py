name = "arch"

version = "AMD64"

description = "Machine architecture."
