#!/usr/bin/env python3
"""Records what the test extensions answer in CPython with NumPy, for the tests to compare with.

    python3 tests/extensions/record.py [--output DIRECTORY] [--work DIRECTORY] [NAME...]

NAME is one of calls/*.json; without one, all are recorded. README.md says more.
"""

import argparse
import importlib.util
import json
import os
import pathlib
import subprocess

from calls import HERE, calls
from values import Encoder

OUTPUT = HERE.parent / "src/test/resources/extensions"
WITHOUT_NUMPY = "none"

# The builds whose answers are recorded for each file of calls, and on which NumPy.
RUNS_ON = {
    "objects": {"objects": [WITHOUT_NUMPY], "objects-own": [WITHOUT_NUMPY]},
    "phases": {"phases": [WITHOUT_NUMPY], "phases-own": [WITHOUT_NUMPY]},
    "arrays": {
        "numpy1": ["1.26.4"],
        "numpy2": ["1.26.4", "2.4.6"],
        "numpy2-for-1.22": ["1.26.4", "2.4.6"],
        "numpy2-only": ["2.4.6"],
        "arrays-own": ["1.26.4", "2.4.6"],
    },
    "descriptors": {"descriptors1": ["1.26.4"], "descriptors2": ["1.26.4", "2.4.6"],
                    "descriptors-own": ["1.26.4", "2.4.6"]},
    "datetimes": {"datetimes": ["2.4.6"], "datetimes-offered": ["2.4.6"]},
}

# NumPy's own test modules, as its wheels have them: each runs on the NumPy that it came with.
NUMPY_MODULES = {
    "numpy_multiarray": "_multiarray_tests",
    "numpy_umath": "_umath_tests",
    "numpy_rational": "_rational_tests",
    "numpy_struct_ufunc": "_struct_ufunc_tests",
    "numpy_operand_flags": "_operand_flag_tests",
}
WHEELS = {"wheel-1.26.4": ("1.26.4", "numpy/core"), "wheel-2.4.6": ("2.4.6", "numpy/_core")}
RUNS_ON.update({name: {wheel: [version] for wheel, (version, _) in WHEELS.items()}
                for name in NUMPY_MODULES})


def answers_recorder():
    """The recorder of Bottleneck's answers, which knows how to make environments."""
    spec = importlib.util.spec_from_file_location("answers_record", HERE.parent / "answers/record.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def built(work, names):
    """The files of the builds that some calls are made to."""
    builds = [build for name in names if name not in NUMPY_MODULES for build in RUNS_ON[name]]
    if not builds:
        return {}
    lines = subprocess.run(["sh", HERE / "build.sh", work / "extensions", *builds], check=True,
                           text=True, stdout=subprocess.PIPE).stdout.splitlines()
    missing = [line for line in lines if line.startswith("missing ")]
    if missing:
        raise SystemExit("record.py: " + "; ".join(missing))
    return {name: path for _, name, path in (line.split(" ", 2) for line in lines)}


def in_environment(python, name, build):
    """The file of one of NumPy's test modules in the environment whose Python this is."""
    directory = python.parent.parent / "lib/python3.11/site-packages" / WHEELS[build][1]
    (file,) = directory.glob(NUMPY_MODULES[name] + ".cpython-311-*.so")
    return file


def outcomes(python, name, path, package):
    # 1.26's _umath_tests adds a loop through the dtype API, which was experimental there.
    process = subprocess.run([python, HERE / "run_calls.py", name, path, package], stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, text=True,
                             env={**os.environ, "NUMPY_EXPERIMENTAL_DTYPE_API": "1"})
    lines = process.stdout.splitlines()
    if process.returncode:
        raise SystemExit(f"record.py: {path} ended with {process.returncode} after {lines[-1:]}:\n{process.stderr}")
    return [json.loads(line) for line in lines]


def encode(encoder, value):
    """Bytes are hexadecimal in what run_calls.py prints; here they are put into the table."""
    if not isinstance(value, dict):
        return value
    (tag, inside), = value.items()
    if tag == "bytes":
        return encoder.value(bytes.fromhex(inside))
    if tag in ("list", "tuple"):
        return {tag: [encode(encoder, item) for item in inside]}
    if tag == "dict":
        return {tag: [[encode(encoder, k), encode(encoder, v)] for k, v in inside]}
    if tag == "array":
        return encode_array(encoder, inside)
    if tag == "foreign":
        return {tag: {**inside, "shape": list(inside["shape"])}}
    return value


def encode_array(encoder, array):
    fields = {key: array[key] for key in ("dtype", "shape", "strides", "offset")}
    return encoder.array(**fields, data=bytes.fromhex(array["buffer"]))


def encode_outcome(encoder, outcome):
    encoded = {key: value for key, value in outcome.items() if key != "id"}
    if "result" in encoded:
        encoded["result"] = encode(encoder, encoded["result"])
    if "after" in encoded:
        encoded["after"] = {number: encoder.buffer(bytes.fromhex(data))
                            for number, data in encoded["after"].items()}
    return encoded


def record(name, runs, output, write):
    """`runs` are the outcomes of every build on every NumPy, by BUILD/NUMPY."""
    lines = []
    encoder = Encoder(lines.append)
    differ = 0
    for call, *results in zip(calls(name), *runs.values(), strict=True):
        asked = {"id": call.id, "module": call.module, "function": call.function,
                 "args": [encoder.value(value) for value in call.args]}
        if call.kwargs:
            asked["kwargs"] = {key: encoder.value(v) for key, v in call.kwargs.items()}
        merged = {}
        for run, outcome in zip(runs, results):
            if "absent" in outcome:
                continue
            merged.setdefault(json.dumps(outcome), []).append(run)
        differ += len(merged) > 1
        for outcome, on in merged.items():
            lines.append({**asked, "on": on, **encode_outcome(encoder, json.loads(outcome))})
    path = output / f"{name}.jsonl.gz"
    write(path, lines)
    print(f"wrote {path}: {len(lines)} lines, {path.stat().st_size} bytes, {differ} calls differ "
          "between the builds and versions")


def main():
    recorder = answers_recorder()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=pathlib.Path, default=OUTPUT)
    parser.add_argument("--work", type=pathlib.Path, default=recorder.default_work())
    parser.add_argument("names", nargs="*", metavar="NAME", default=list(RUNS_ON))
    options = parser.parse_args()
    if unknown := set(options.names) - set(RUNS_ON):
        parser.error(f"no calls {', '.join(sorted(unknown))}; there are {', '.join(RUNS_ON)}")
    python = recorder.python_311()
    options.work.mkdir(parents=True, exist_ok=True)
    options.output.mkdir(parents=True, exist_ok=True)
    files = built(options.work, options.names)
    for name in options.names:
        runs = {}
        for build, versions in RUNS_ON[name].items():
            for version in versions:
                executable = (python if version == WITHOUT_NUMPY
                              else recorder.environment(python, options.work, version))
                file = in_environment(executable, name, build) if name in NUMPY_MODULES else files[build]
                package = WHEELS[build][1].replace("/", ".") + "." if name in NUMPY_MODULES else ""
                runs[f"{build}/{version}"] = outcomes(executable, name, file, package)
        record(name, runs, options.output, recorder.write)


if __name__ == "__main__":
    main()
