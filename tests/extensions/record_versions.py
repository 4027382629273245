#!/usr/bin/env python3
"""Records on which NumPy each build of capi_versions is accepted, and what it answers there.

    python3 tests/extensions/record_versions.py [--output FILE] [--work DIRECTORY]

Writes a line for each build and NumPy: the build, the release, "accepted" or "refused", and the answers as JSON or
the error. Needs Python 3.11 with pip and a C compiler; fetches five releases of NumPy.
"""

import argparse
import json
import pathlib
import subprocess

from record import HERE, answers_recorder

OUTPUT = HERE.parent / "src/test/resources/extensions/versions.tsv"
BUILDS = [
    "versions-1.26-default", "versions-1.26-1.25", "versions-2.0-default", "versions-2.0-1.25", "versions-2.0-2.0",
    "versions-2.4-default", "versions-2.4-1.23", "versions-2.4-2.0", "versions-2.4-2.3", "versions-2.4-2.4",
]
NUMPY = ["1.23.5", "1.26.4", "2.0.2", "2.2.6", "2.4.6"]

# Runs in the environment of each NumPy. Of an array its shape and sum say enough.
CALLS = r"""
import importlib.util, json, sys, warnings
warnings.simplefilter("ignore")
import numpy as np

def load(path):
    spec = importlib.util.spec_from_file_location("capi_versions", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

try:
    module = load(sys.argv[1])
except Exception as e:
    print(json.dumps({"refused": type(e).__name__ + ": " + str(e).splitlines()[0] if str(e) else type(e).__name__}))
    sys.exit()

def text(call):
    try:
        value = call()
    except Exception as e:
        return type(e).__name__
    if isinstance(value, np.ndarray):
        return [list(value.shape), float(value.sum())]
    return value

answers = {"versions": module.versions()}
for name in json.loads(sys.argv[2]):
    answers["descriptor " + name] = text(lambda: module.descriptor(name))
for size in (0, 5, 1000000):
    answers["sized %d" % size] = text(lambda: module.sized(size))
a = np.arange(6, dtype="i4").reshape(2, 3)
answers["copied"] = text(lambda: module.copied(a))
for nd in (0, 3, 32):
    answers["ndim %d" % nd] = text(lambda: module.ndim(np.ones((1,) * nd)))
for nd in (0, 32, 33, 64, 65):
    made = text(lambda: module.of_ndim(nd))
    answers["of_ndim %d" % nd] = made if isinstance(made, str) else len(made[0])
print(json.dumps({"accepted": answers}, sort_keys=True))
"""
DTYPES = ["?", "i2", ">i4", "f8", "c16", "S7", "U3", "V5", "M8[ns]", "m8[25s]", "i4,f8", "i1,S3,>u2", "O"]


def main():
    recorder = answers_recorder()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=pathlib.Path, default=OUTPUT)
    parser.add_argument("--work", type=pathlib.Path, default=recorder.default_work())
    options = parser.parse_args()
    python = recorder.python_311()
    built = subprocess.run(["sh", HERE / "build.sh", options.work / "extensions", *BUILDS], check=True, text=True,
                           stdout=subprocess.PIPE).stdout.splitlines()
    files = {name: path for state, name, path in (line.split(" ", 2) for line in built) if state == "built"}
    lines = []
    for build in BUILDS:
        for version in NUMPY:
            executable = recorder.environment(python, options.work, version)
            out = subprocess.run([executable, "-c", CALLS, files[build], json.dumps(DTYPES)], check=True, text=True,
                                 stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
            (outcome, value), = json.loads(out).items()
            lines.append("\t".join([build, version.rsplit(".", 1)[0], outcome, json.dumps(value, sort_keys=True)]))
    options.output.write_text("build\tnumpy\toutcome\tanswers\n" + "\n".join(lines) + "\n")
    print(f"wrote {options.output}: {len(lines)} lines")


if __name__ == "__main__":
    main()
