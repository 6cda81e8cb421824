name = "os"

version = "CentOS-7"

description = "Operating system release."
