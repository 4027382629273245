#!/usr/bin/env python3
"""Records what CPython and NumPy answer, for the tests to compare with. README.md says more.

    python3 tests/answers/record.py [--output DIRECTORY] [--work DIRECTORY] [VERSION...]

VERSION is a version of Bottleneck; without one, all are recorded.
"""

import argparse
import gzip
import json
import os
import pathlib
import struct
import subprocess
import sys
import zipfile

from cases import SIGNATURES, all_cases
from values import Encoder, View

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OUTPUT = HERE.parent / "src/test/resources/answers"

# The versions of NumPy on which each version of Bottleneck runs.
RUNS_ON = {
    "1.3.8": ["1.26.4"],
    "1.4.2": ["1.26.4", "2.4.6"],
    "1.6.0": ["1.26.4", "2.4.6"],
}

FORMAT = 1


def say(text):
    print(text, file=sys.stderr, flush=True)


def python_311():
    for candidate in [sys.executable, "python3.11"]:
        try:
            version = subprocess.run([candidate, "-c", "import sys; print(*sys.version_info[:2])"],
                                     capture_output=True, text=True, check=True).stdout.split()
        except (OSError, subprocess.CalledProcessError):
            continue
        if version == ["3", "11"]:
            return candidate
    raise SystemExit("record.py: no Python 3.11, which the recorded wheels are built for: "
                     "install it as python3.11, or start this script with it.")


def default_work():
    cache = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    return pathlib.Path(os.environ.get("AMBI_CACHE") or pathlib.Path(cache, "ambi")) / "answers"


def environment(python, work, numpy_version):
    """The Python of a virtual environment that has this NumPy and nothing else."""
    directory = work / f"numpy-{numpy_version}"
    executable = directory / "bin/python"
    if not (directory / "complete").exists():
        say(f"making an environment with NumPy {numpy_version}")
        subprocess.run([python, "-m", "venv", "--clear", directory], check=True)
        subprocess.run([executable, "-m", "pip", "install", "--quiet",
                        "--disable-pip-version-check", f"numpy=={numpy_version}"], check=True)
        (directory / "complete").touch()
    return executable


def wheels(work):
    """The wheel of each version of Bottleneck: its path and SHA-256."""
    fetch = ROOT / "build-support/fetch-wheels.sh"
    subprocess.run(["sh", fetch, work / "wheels"], check=True, stdout=subprocess.DEVNULL)
    found = {}
    for line in (HERE / "wheels.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            requirement, file, sha256 = line.split()
            found[requirement.removeprefix("bottleneck==")] = (work / "wheels" / file, sha256)
    return found


def plain_processor(executable):
    """An environment variable that keeps NumPy from code for newer processors: which of several
    NaNs its sort puts first depends on that, and `rankdata` shows it."""
    features = subprocess.run(
        [executable, "-c",
         "import numpy\n"
         "core = getattr(numpy, '_core', None) or numpy.core\n"
         "print(*core._multiarray_umath.__cpu_dispatch__)"],
        capture_output=True, text=True, check=True).stdout.strip()
    return {**os.environ, "NPY_DISABLE_CPU_FEATURES": features}


def outcomes(executable, directory):
    """The first line and the last line, which describe the run, and the outcomes between them."""
    process = subprocess.run([executable, "-W", "ignore", HERE / "run_cases.py", directory],
                             stdout=subprocess.PIPE, text=True, env=plain_processor(executable))
    lines = process.stdout.splitlines()
    if process.returncode:
        raise SystemExit(f"record.py: run_cases.py ended with {process.returncode}; "
                         f"the last outcome was {lines[-1:]}")
    first, *middle, last = (json.loads(line) for line in lines)
    return first, middle, last


def count_nans(view):
    code = {"<f8": "d", "<f4": "f"}.get(view.dtype)
    if code is None:
        return 0
    usable = len(view.data) // view.itemsize * view.itemsize
    return sum(value != value for value, in struct.iter_unpack("<" + code, view.data[:usable]))


def order_of_nans(case):
    """Whether the answer shows in which order NumPy sorts several NaNs, which it leaves open."""
    arrays = [v for v in (*case.args, *case.kwargs.values()) if isinstance(v, View)]
    return case.function == "rankdata" and any(count_nans(array) > 1 for array in arrays)


def merge(versions, results):
    """The outcomes of one case, each with the versions of NumPy that gave it."""
    merged = []
    for version, outcome in zip(versions, results):
        for known in merged:
            if known[1] == outcome:
                known[0].append(version)
                break
        else:
            merged.append(([version], outcome))
    return merged


def encode_outcome(encoder, outcome):
    """The outcome with its buffers, which are hexadecimal, put into the table of buffers."""
    encoded = {key: value for key, value in outcome.items() if key != "id"}
    result = encoded.get("result")
    if isinstance(result, dict) and "array" in result:
        array = dict(result["array"])
        array["buffer"] = encoder.buffer(bytes.fromhex(array["buffer"]))
        encoded["result"] = {"array": array}
    if "after" in encoded:
        encoded["after"] = {number: encoder.buffer(bytes.fromhex(data))
                            for number, data in encoded["after"].items()}
    return encoded


def write(path, lines):
    # Neither the time nor the file name: the same recording is the same bytes.
    with open(path, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as zipped:
        for line in lines:
            zipped.write(json.dumps(line, separators=(",", ":")).encode("ascii") + b"\n")


def record(version, wheel, sha256, python, work, output):
    directory = work / wheel.stem
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(directory)
    runs = []
    for numpy_version in RUNS_ON[version]:
        executable = environment(python, work, numpy_version)
        say(f"recording Bottleneck {version} on NumPy {numpy_version}")
        runs.append(outcomes(executable, directory))

    first, _, last = runs[0]
    asked = {module: [] for module, _, _ in SIGNATURES}
    for module, _, functions in SIGNATURES:
        asked[module] = sorted(asked[module] + functions)
    if any(run[2]["functions"] != asked for run in runs):
        raise SystemExit(f"record.py: {wheel.name} has functions that cases.py does not ask for, "
                         f"or the reverse: {last['functions']}")

    lines = [{"format": FORMAT, "wheel": wheel.name, "sha256": sha256, "version": version,
              "python": first["python"], "numpy": RUNS_ON[version],
              "functions": last["functions"]}]
    encoder = Encoder(lines.append)
    for case, *results in zip(all_cases(), *(middle for _, middle, _ in runs), strict=True):
        asked_for = {"id": case.id, "module": case.module, "function": case.function,
                     "args": [encoder.value(value) for value in case.args]}
        if case.kwargs:
            asked_for["kwargs"] = {name: encoder.value(v) for name, v in case.kwargs.items()}
        if order_of_nans(case):
            asked_for["nan_order"] = True
        for numpy_versions, outcome in merge(RUNS_ON[version], results):
            if outcome["id"] != case.id:
                raise SystemExit(f"record.py: {outcome['id']} answered for {case.id}")
            lines.append({**asked_for, "on": numpy_versions, **encode_outcome(encoder, outcome)})

    path = output / f"bottleneck-{version}.jsonl.gz"
    write(path, lines)
    say(f"wrote {path}: {len(lines)} lines, {path.stat().st_size} bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=pathlib.Path, default=OUTPUT)
    parser.add_argument("--work", type=pathlib.Path, default=default_work(),
                        help="where environments and wheels are kept (default: the cache)")
    parser.add_argument("versions", nargs="*", metavar="VERSION", default=list(RUNS_ON))
    options = parser.parse_args()
    unknown = set(options.versions) - set(RUNS_ON)
    if unknown:
        parser.error(f"no Bottleneck {', '.join(sorted(unknown))}; there are {', '.join(RUNS_ON)}")
    python = python_311()
    options.work.mkdir(parents=True, exist_ok=True)
    options.output.mkdir(parents=True, exist_ok=True)
    found = wheels(options.work)
    for version in options.versions:
        record(version, *found[version], python, options.work, options.output)


if __name__ == "__main__":
    main()
