"""Makes the calls of one file in CPython, and prints an outcome a line. Started by record.py:

    python run_calls.py NAME FILE PACKAGE

where NAME is that of calls/NAME.json, FILE the extension, and PACKAGE what stands before the module's name ("numpy.core." or
nothing).
"""

import ast
import calls as calls_module
import ctypes
import importlib.machinery
import importlib.util
import json
import sys
import warnings

from calls import Made, Scalar, View, calls
from values import float_bits

try:
    import numpy as np
except ImportError:  # for the calls that need none
    np = None


def load(path, name):
    loader = importlib.machinery.ExtensionFileLoader(name, path)
    spec = importlib.util.spec_from_file_location(name, path, loader=loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def to_dtype(text):
    """Structures are written as NumPy writes them: a list, a dict or a pair."""
    return np.dtype(ast.literal_eval(text) if text[0] in "[({" else text)


# From this type number on, extensions register dtypes.
USER_DTYPES = 256


class Arguments:
    """The arguments of one call, with the arrays among them and their buffers."""

    def __init__(self, call, module):
        self.module = module
        self.arrays = []
        self.buffers = []
        self.args = [self.build(value) for value in call.args]
        self.kwargs = {name: self.build(value) for name, value in call.kwargs.items()}

    def build(self, value):
        if isinstance(value, View):
            buffer = bytearray(value.data)
            array = np.ndarray(value.shape, to_dtype(value.dtype), buffer, value.offset, value.strides)
            self.arrays.append(array)
            self.buffers.append((value.data, buffer))
            return array
        if isinstance(value, Made):
            inner = Arguments(calls_module.Call("", "", value.function, value.args, {}), self.module)
            return getattr(self.module, value.function)(*inner.args)
        if isinstance(value, Scalar):
            return np.frombuffer(value.data, value.dtype)[0]
        if isinstance(value, (list, tuple)):
            return type(value)(self.build(item) for item in value)
        if isinstance(value, dict):
            return {self.build(key): self.build(item) for key, item in value.items()}
        return value


def encode(value, arrays):
    kind = type(value)
    if value is None or kind in (bool, int, str):
        return value
    if kind is float:
        return {"float": float_bits(value)}
    if kind is complex:
        return {"complex": [float_bits(value.real), float_bits(value.imag)]}
    if kind is bytes:
        return {"bytes": value.hex()}
    if kind in (list, tuple):
        return {kind.__name__: [encode(item, ()) for item in value]}
    if kind is dict:
        return {"dict": [[encode(k, ()), encode(v, ())] for k, v in value.items()]}
    for number, array in enumerate(arrays):
        if value is array:
            return {"same": number}
    if np and kind is np.ndarray and value.dtype.num >= USER_DTYPES:
        return {"foreign": {"dtype": str(value.dtype), "shape": value.shape,
                            "items": [repr(item) for item in value.ravel().tolist()]}}
    if np and kind is np.ndarray and value.dtype.char in "gG":  # some of their bytes mean nothing
        return {"foreign": {"dtype": str(value.dtype), "shape": value.shape,
                            "items": [str(item) for item in value.ravel()]}}
    if np and kind is np.ndarray:
        return encode_array(value)
    if np and isinstance(value, np.generic) and kind.__module__ != "numpy":
        return {"opaque": [type_name(kind), repr(value)]}
    if np and isinstance(value, np.generic):
        return {"scalar": {"dtype": value.dtype.str, "data": value.tobytes().hex()}}
    if isinstance(value, type) or (np and isinstance(value, (np.dtype, np.ufunc))):
        return {"opaque": [type_name(kind), repr(value)]}
    raise TypeError(f"an answer of the type {kind}")


def encode_array(array):
    """With the bytes between its first and its last item."""
    lengths = [(n - 1) * s for n, s in zip(array.shape, array.strides)] if array.size else []
    low = sum(min(0, length) for length in lengths)
    size = sum(abs(length) for length in lengths) + (array.itemsize if array.size else 0)
    data = ctypes.string_at(array.__array_interface__["data"][0] + low, size)
    dtype = array.dtype.str if array.dtype.names is None else str(array.dtype)
    return {"array": {"dtype": dtype, "shape": array.shape, "strides": array.strides,
                      "offset": -low, "buffer": data.hex()}}


def type_name(error_type):
    if error_type.__module__ == "builtins":
        return error_type.__qualname__
    return f"{error_type.__module__}.{error_type.__qualname__}"


def call(function, arguments):
    """As a program would write it: CPython 3.11 checks less of what comes from f(*args)."""
    if not all(name.isidentifier() for name in arguments.kwargs):
        return function(*arguments.args, **arguments.kwargs)
    words = [f"args[{i}]" for i in range(len(arguments.args))]
    words += [f"{name}=kwargs['{name}']" for name in arguments.kwargs]
    names = {"function": function, "args": arguments.args, "kwargs": arguments.kwargs}
    return eval(f"function({', '.join(words)})", names)


def answer(function, arguments):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = call(function, arguments)
        except Exception as error:
            outcome = {"error": {"type": type_name(type(error)), "message": str(error)}}
        else:
            outcome = {"result": encode(result, arguments.arrays)}
    if caught:
        outcome["warnings"] = [[type_name(item.category), str(item.message)] for item in caught]
    return outcome


def main():
    name, path, package = sys.argv[1:]
    module = None
    for call in calls(name):
        module = module or load(path, package + call.module)
        if not hasattr(module, call.function):
            print(json.dumps({"id": call.id, "absent": True}), flush=True)
            continue
        arguments = Arguments(call, module)
        outcome = answer(getattr(module, call.function), arguments)
        after = {number: bytes(buffer).hex()
                 for number, (before, buffer) in enumerate(arguments.buffers) if buffer != before}
        if after:
            outcome["after"] = after
        print(json.dumps({"id": call.id, **outcome}), flush=True)


if __name__ == "__main__":
    main()
