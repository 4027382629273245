"""Runs every case in CPython and prints an outcome a line. Started by record.py, in an environment
that has NumPy:

    python run_cases.py DIRECTORY

where DIRECTORY holds the unpacked wheel. It is not put on the module path, so that a function that
turns to `bottleneck.slow` finds that it cannot be imported.
"""

import gc
import importlib.machinery
import importlib.util
import json
import pathlib
import sys
import warnings

import numpy as np

from cases import all_cases
from values import Scalar, View, float_bits

# A call is repeated in rounds to see what it leaves behind. Python's own caches may grow for a few
# dozen calls: a leak is what every round leaves.
REPEATS = 4
ROUNDS = 16

NO_SLOW_MODULE = {"type": "RuntimeError", "message": "Cannot import bottleneck.slow"}


def load(directory, name):
    path, = (pathlib.Path(directory) / "bottleneck").glob(f"{name}.cpython-311-*.so")
    loader = importlib.machinery.ExtensionFileLoader(f"bottleneck.{name}", str(path))
    spec = importlib.util.spec_from_file_location(loader.name, path, loader=loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


class Arguments:
    """The arguments of one call, with the arrays among them and their buffers."""

    def __init__(self, case):
        self.arrays = []
        self.buffers = []
        self.args = tuple(self.build(value) for value in case.args)
        self.kwargs = {name: self.build(value) for name, value in case.kwargs.items()}

    def build(self, value):
        if isinstance(value, View):
            buffer = bytearray(value.data)
            array = np.ndarray(value.shape, value.dtype, buffer, value.offset, value.strides)
            self.arrays.append(array)
            self.buffers.append((value.data, buffer))
            return array
        if isinstance(value, Scalar):
            return np.frombuffer(value.data, value.dtype)[0]
        if isinstance(value, (list, tuple)):
            return type(value)(self.build(item) for item in value)
        return value


def encode(value, arrays):
    if value is None or type(value) in (bool, int, str):
        return value
    if type(value) is float:
        return {"float": float_bits(value)}
    for number, array in enumerate(arrays):
        if value is array:
            return {"same": number}
    if type(value) is np.ndarray:
        return encode_array(value)
    if isinstance(value, np.generic):
        return {"scalar": {"dtype": value.dtype.str, "data": value.tobytes().hex()}}
    raise TypeError(f"an answer of the type {type(value)}")


def encode_array(array):
    order = "C" if array.flags.c_contiguous else "F"
    if not array.flags.forc:
        raise ValueError(f"an answer that is not contiguous: {array.strides}")
    return {"array": {"dtype": array.dtype.str, "shape": array.shape, "strides": array.strides,
                      "offset": 0, "buffer": array.tobytes(order).hex()}}


def type_name(error_type):
    if error_type.__module__ == "builtins":
        return error_type.__qualname__
    return f"{error_type.__module__}.{error_type.__qualname__}"


def answer(function, arguments):
    """The answer, or the error, and the warnings of one call."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            outcome = {"result": encode(function(*arguments.args, **arguments.kwargs),
                                        arguments.arrays)}
        except Exception as error:
            outcome = {"error": {"type": type_name(type(error)), "message": str(error)}}
    if caught:
        outcome["warnings"] = [[type_name(item.category), str(item.message)] for item in caught]
    return outcome


def leaks(function, arguments):
    """How many objects a call leaves behind, and how many references to each array argument."""
    def call():
        try:
            function(*arguments.args, **arguments.kwargs)
        except Exception:
            pass

    before = [sys.getrefcount(array) for array in arguments.arrays]
    calls = 0
    objects = REPEATS * 1000
    while calls < REPEATS * ROUNDS and objects >= REPEATS:
        blocks = sys.getallocatedblocks()
        for _ in range(REPEATS):
            call()
        calls += REPEATS
        objects = min(objects, sys.getallocatedblocks() - blocks)
    after = [sys.getrefcount(array) for array in arguments.arrays]
    return {"objects": max(0, objects) // REPEATS,
            "references": [(b - a) // calls for a, b in zip(before, after)]}


def main():
    modules = {}
    gc.disable()
    print(json.dumps({"numpy": np.__version__, "python": sys.version.split()[0]}))
    for case in all_cases():
        if case.module not in modules:
            modules[case.module] = load(sys.argv[1], case.module)
        function = getattr(modules[case.module], case.function)
        arguments = Arguments(case)
        outcome = answer(function, arguments)
        after = {number: bytes(buffer).hex()
                 for number, (before, buffer) in enumerate(arguments.buffers) if buffer != before}
        if after:
            outcome["after"] = after
        if outcome.get("error") == NO_SLOW_MODULE:
            outcome["slow"] = True  # and what it leaves is what a failed import leaves
        else:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                left = leaks(function, arguments)
            if left["objects"] or any(left["references"]):
                outcome["leaks"] = left
        print(json.dumps({"id": case.id, **outcome}), flush=True)
    names = {name: sorted(n for n in dir(module) if not n.startswith("_"))
             for name, module in modules.items()}
    print(json.dumps({"functions": names}))


if __name__ == "__main__":
    main()
