"""Graphs of resolves cut down to a package, rendered and shown."""

from __future__ import annotations

import os
import sys

from rez_next.exceptions import PackageRequestError
from rez_next.objects.config.config import config
from rez_next.objects.graph.graph import digraph, read_graph_from_string, write_dot
from rez_next.objects.package.request import PackageRequest
from rez_next.objects.shell.process import Popen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def prune_graph(graph_str: str, package_name: str) -> str:
    """A graph with only what leads to a package, in dot's language.

    Args:
        graph_str: The graph.
        package_name: The package's name.

    Raises:
        ValueError: The package is not in the graph.
    """
    graph = read_graph_from_string(graph_str)
    wanted = {node for node in graph.nodes() if _package_of(graph, node) == package_name}
    if not wanted:
        raise ValueError("The package %r does not appear in the graph." % package_name)
    leading, ahead = set(wanted), list(wanted)
    while ahead:
        for node in graph.incidents(ahead.pop()):
            if node not in leading:
                leading.add(node)
                ahead.append(node)
    for node in graph.nodes():
        if node not in leading:
            graph.del_node(node)
    return write_dot(graph)


def _package_of(graph: digraph, node: Any) -> str | None:
    labels = [value for name, value in graph.node_attributes(node) if name == "label"]
    if not labels:
        return None
    try:
        return PackageRequest(_request_from_label(labels[0])).name
    except PackageRequestError:
        return None


def _request_from_label(label: str) -> str:
    return label.strip('"').strip("'").rsplit("[", 1)[0]


def save_graph(
    graph_str: str, dest_file: str, fmt: str | None = None, image_ratio: float | None = None
) -> str:
    """Render a graph to an image, by graphviz's program `dot`.

    Where it is not installed, the engine draws SVG.

    Args:
        graph_str: The graph, in dot's language.
        dest_file: The image's path.
        fmt: Its format, by default that of its extension.
        image_ratio: Height to width.

    Returns:
        The format that was written.

    Raises:
        RuntimeError: `dot` cannot render it, or is not installed and the format is not SVG.
    """
    from subprocess import PIPE

    from rez_next.objects.files.programs import which

    fmt = fmt or os.path.splitext(dest_file)[1].lower().strip(".") or "png"
    program = which("dot")
    if program is None:
        if fmt != "svg":
            raise RuntimeError(
                "an image in the format %s is rendered by graphviz's program 'dot', which is not "
                "on PATH: install graphviz, or save the graph as .svg, which needs no program" % fmt
            )
        _save_svg(graph_str, dest_file, image_ratio)
        return fmt
    command = [program, "-T" + fmt, "-o", dest_file]
    if image_ratio:
        command.append("-Gratio=%s" % image_ratio)
    process = Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True)
    problem = process.communicate(graph_str)[1]
    if process.returncode:
        raise RuntimeError("the graph cannot be rendered as %s: %s" % (fmt, problem.strip()))
    return fmt


def _save_svg(graph_str: str, dest_file: str, image_ratio: float | None) -> None:
    from rez_next.exceptions import RezSystemError
    from rez_next.objects.graph.picture import svg_of_dot

    if image_ratio:
        # As dot's -G: for a graph that says nothing of it.
        graph_str = graph_str.replace("{", "{ratio=%s\n" % float(image_ratio), 1)
    try:
        svg = svg_of_dot(graph_str)
    except (RezSystemError, TimeoutError) as error:
        raise RuntimeError("the graph cannot be rendered as svg: %s" % error) from error
    with open(dest_file, "w", encoding="utf-8", newline="\n") as file:
        file.write(svg)


def save_graph_object(
    g: Any, dest_file: str, fmt: str | None = None, image_ratio: float | None = None
) -> str:
    """The same of a graph object: one of pydot's, or one of `read_graph_from_string`."""
    text = g.to_string() if hasattr(g, "to_string") else write_dot(g)
    return save_graph(text, dest_file, fmt, image_ratio)


def view_graph(graph_str: str, dest_file: str | None = None) -> None:
    """Show a graph in the image viewer of the settings, or in the browser.

    Args:
        graph_str: The graph, in dot's language.
        dest_file: The image's path; None is a temporary file.
    """
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        print("Unable to open display.", file=sys.stderr)
        sys.exit(1)
    dest_file = _write_graph(graph_str, dest_file)
    print("loading image viewer (%s)..." % (config.image_viewer or "browser"))
    if config.image_viewer:
        with Popen([config.image_viewer, dest_file]) as process:
            process.wait()
        if not process.returncode:
            return
    import webbrowser

    webbrowser.open_new("file://" + dest_file)


def _write_graph(graph_str: str, dest_file: str | None) -> str:
    if not dest_file:
        from tempfile import mkstemp

        from rez_next.objects.files.programs import which

        image_format = config.dot_image_format if which("dot") else "svg"
        handle, dest_file = mkstemp(prefix="resolve-dot-", suffix="." + image_format)
        os.close(handle)
    print("rendering image to " + dest_file + "...")
    save_graph(graph_str, dest_file)
    return dest_file
