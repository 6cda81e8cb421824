name = "os"

version = "Rocky-9"

description = "Operating system release."
