"""The peer of the benchmarks: does in CPython what they do in the JVM. They start it.

    peer.py nanmean   answers lines: "array FILE" with the mean of that array, "round N" with the
                      nanoseconds that N calls take
    peer.py matmul    answers lines: "matrices A B PRODUCT" with "equal" if that is their product,
                      "round N" with the nanoseconds that N products take
    peer.py load      prints the nanoseconds that importing NumPy, a module and another take

A second argument names the function of the module time that rounds are timed by.
"""

import gc
import importlib.util
import itertools
import sys
import sysconfig
import time


def nanmean():
    import numpy
    from bottleneck.reduce import nanmean

    gc.disable()  # as timeit does
    array = None
    for line in sys.stdin:
        word, argument = line.rstrip("\n").split(" ", 1)
        if word == "array":
            array = numpy.load(argument)
            print(repr(float(nanmean(array))), flush=True)
        else:
            print(time_of(nanmean, (array,), int(argument)), flush=True)


def matmul():
    import numpy

    gc.disable()
    a = b = None
    for line in sys.stdin:
        word, *arguments = line.rstrip("\n").split(" ")
        if word == "matrices":
            a, b, product = (numpy.load(file) for file in arguments)
            off = numpy.abs(a @ b - product).max()
            print("equal" if off < 1e-10 else f"by up to {off}", flush=True)
        else:
            print(time_of(numpy.matmul, (a, b), int(arguments[0])), flush=True)


def time_of(function, arguments, repeats):
    calls = itertools.repeat(None, repeats)
    begin = clock()
    for _ in calls:
        function(*arguments)
    return clock() - begin


def load():
    directory = sysconfig.get_path("platlib") + "/bottleneck/"
    suffix = sysconfig.get_config_var("EXT_SUFFIX").split("/")[-1]

    begin = time.perf_counter_ns()
    import numpy  # noqa: F401
    imported = time.perf_counter_ns()
    load_module("reduce", directory + "reduce" + suffix)
    first = time.perf_counter_ns()
    load_module("move", directory + "move" + suffix)
    second = time.perf_counter_ns()
    print(imported - begin, first - imported, second - first)


def load_module(name, file):
    """The one module, without the package around it, which would import all four."""
    spec = importlib.util.spec_from_file_location("bottleneck." + name, file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)


clock = getattr(time, sys.argv[2] if len(sys.argv) > 2 else "perf_counter_ns")
{"nanmean": nanmean, "matmul": matmul, "load": load}[sys.argv[1]]()
