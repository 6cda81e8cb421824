"""Submit a job to a farm: resolve once, where the artist is, and run the same packages everywhere.

    python examples/python/farm_submit.py submit JOB.json maya-2024 my_tool -- my_tool
    python examples/python/farm_submit.py run JOB.json 0

`submit` writes the job and, beside it, the resolved context as an `.rxt` file. `run` is what the
farm calls for each task: it loads the context and resolves nothing, so that a package that is
released in between changes no frame of the job.
"""

import json
import os
import sys
from pathlib import Path

import samples  # noqa: F401

import rez_next as rez


def submit(job_file, words):
    split = words.index("--")
    request, command = words[:split], words[split + 1 :]
    context = rez.ResolvedContext(request)
    if not context.success:
        raise SystemExit(str(context.explain()))
    context_file = job_file.with_suffix(".rxt")
    context.save(str(context_file))
    job = {"context": context_file.name, "command": command, "tasks": 2}
    job_file.write_text(json.dumps(job, indent=2), "utf-8")
    packages = [variant.qualified_package_name for variant in context.resolved_packages]
    print(f"submitted {job['tasks']} tasks of {' '.join(command)!r} with {' '.join(packages)}")


def run(job_file, task):
    job = json.loads(job_file.read_text("utf-8"))
    context = rez.ResolvedContext.load(str(job_file.parent / job["context"]))
    print(f"task {task}:", flush=True)
    parent = {**os.environ, "TASK": str(task)}
    return context.execute_command(job["command"], parent_environ=parent).wait()


if __name__ == "__main__":
    action, job, *rest = sys.argv[1:]
    if action == "submit":
        submit(Path(job), rest)
    else:
        sys.exit(run(Path(job), int(rest[0])))
