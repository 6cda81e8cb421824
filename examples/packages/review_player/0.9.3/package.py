name = "review_player"

version = "0.9.3"

uuid = "7a6a52f0-9d0d-4d0c-8a0f-4f1c3b1f8e52"

description = """
Plays image sequences for dailies.

Reads OpenEXR natively and everything else through ffmpeg.
"""

authors = ["Editorial", "Pipeline"]

tools = ["review_player"]

requires = ["ffmpeg-5+", "openexr-3", "ocio-2.2+<3", "studio_config"]

build_requires = ["boost-1.80+"]

private_build_requires = ["numpy"]

variants = [
    ["python-3.11", "pyside-6"],
    ["python-3.9", "pyside-5"],
]

build_command = False

relocatable = True

with scope("config") as c:
    c.release_packages_path = "~/released_packages"


def commands():
    env.PATH.append("{root}/bin")
    env.REVIEW_PLAYER_QT = "{resolve.pyside.version.major}"
    env.REVIEW_PLAYER_CODECS = ",".join(["exr", "mov"] + ["mp4"] * (resolve.ffmpeg.version.major >= 5))
    alias("rv", "review_player --dailies")
