name = "gpu_denoiser"

version = "1.0.2"

description = "Denoises renders on the GPU; built once for each system of the farm."

authors = ["Rendering"]

tools = ["denoise"]

requires = ["openexr-3", "tbb"]

variants = [
    ["platform-linux", "os-Rocky-9"],
    ["platform-linux", "os-CentOS-7"],
]


def commands():
    env.PATH.append("{root}/bin")
