name = "os"

version = "Debian-12"

description = "Operating system release."
