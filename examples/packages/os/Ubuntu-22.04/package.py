name = "os"

version = "Ubuntu-22.04"

description = "Operating system release."
