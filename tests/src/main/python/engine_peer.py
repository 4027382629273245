"""The peer of the benchmark `engine`: times statements of NumPy. The benchmark starts it and asks.

    engine_peer.py CLOCK      CLOCK is a function of the module `time`, such as perf_counter_ns

Requests are lines of fields with tabs between them; each is answered by a line.

    case STATEMENT INPUT...   makes the inputs that are not there yet and compiles the statement;
                              "ok". An input is NAME=KIND:DTYPE:SEED:SHIFT:SCALE:SHAPE:STEP
    time K                    the nanoseconds that K runs take
    check FILE                "ok" if the statement gives what is in the .npy file, else what differs
    forget                    drops all inputs; "ok"
"""

import gc
import math
import sys
import time
import timeit

import numpy as np

clock = getattr(time, sys.argv[1])
inputs = {}
timer = None
statement = None


def uniform(seed, n):
    """The numbers of [0, 1) that EngineInputs makes too: splitmix64."""
    z = np.arange(1, n + 1, dtype=np.uint64)
    z *= np.uint64(0x9E3779B97F4A7C15)
    z += np.uint64(seed)
    z ^= z >> np.uint64(30)
    z *= np.uint64(0xBF58476D1CE4E5B9)
    z ^= z >> np.uint64(27)
    z *= np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    z >>= np.uint64(11)
    return z * 2.0**-53


def make(spec):
    kind, dtype, seed, shift, scale, shape, step = spec.split(":", 6)
    if kind == "file":
        return shape
    shape = tuple(int(n) for n in shape.split("x"))
    values = uniform(int(seed), math.prod(shape) * (2 if dtype == "complex128" else 1))
    values *= float(scale)
    values += float(shift)
    if dtype == "bool":
        values = values.astype(np.int8)
    values = values.view(dtype) if dtype == "complex128" else values.astype(dtype)
    if step == "1":
        return values.reshape(shape)
    base = np.zeros(shape[:-1] + (shape[-1] * int(step),), dtype)
    base[..., :: int(step)] = values.reshape(shape)
    return base[..., :: int(step)]


def case(code, *specs):
    global timer, statement
    for spec in specs:
        name, text = spec.split("=", 1)
        if name not in inputs:
            inputs[name] = make(text)
    statement = code
    timer = timeit.Timer(code, timer=clock, globals={"np": np, **inputs})
    return "ok"


def time_of(repeats):
    return timer.timeit(int(repeats))


def check(file):
    expected = np.asarray(eval(statement, {"np": np, **inputs}))
    actual = np.load(file)
    if actual.dtype != expected.dtype or actual.shape != expected.shape:
        return f"{expected.dtype}{expected.shape} in NumPy, {actual.dtype}{actual.shape} here"
    exact = expected.dtype.kind not in "fc"
    tolerance = 0 if exact else 16 * math.sqrt(expected.size + 100) * np.finfo(expected.dtype).eps
    if np.allclose(actual, expected, rtol=tolerance, atol=tolerance):
        return "ok"
    where = np.flatnonzero(~np.isclose(actual, expected, rtol=tolerance, atol=tolerance))[0]
    return f"at {where} {expected.flat[where]} in NumPy, {actual.flat[where]} here"


def forget():
    inputs.clear()
    return "ok"


gc.disable()  # as timeit does
for line in sys.stdin:
    word, *arguments = line.rstrip("\n").split("\t")
    try:
        answer = {"case": case, "time": time_of, "check": check, "forget": forget}[word](*arguments)
    except Exception as e:
        answer = f"failed: {type(e).__name__}: {e}".replace("\n", " ")
    print(answer, flush=True)
