"""The calls of the test extensions, read from calls/*.json. README.md describes the notation."""

import itertools
import json
import pathlib
import struct
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "answers"))

from values import Made, Scalar, View, pack  # noqa: E402  (it lies beside the other recorder)


def pack_item(dtype, value):
    """The bytes of one item of any dtype that calls are written with; in hexadecimal where no number says them."""
    if isinstance(value, dict):
        return bytes.fromhex(value["hex"])
    kind = dtype[1]
    if kind in "Mm":
        return struct.pack(dtype[0] + "q", value)
    size = int(dtype[2:])
    if kind == "c":
        real, imag = value if isinstance(value, list) else (value, 0)
        return b"".join(struct.pack(dtype[0] + "fd"[size // 16], part) for part in (real, imag))
    if kind == "S":
        return str(value).encode("latin-1").ljust(size, b"\0")
    if kind == "U":
        return str(value).encode("utf-32-be" if dtype[0] == ">" else "utf-32-le").ljust(4 * size, b"\0")
    if dtype in (">i2", ">u2", ">u4", ">u8"):
        return struct.pack(">" + {"i2": "h", "u2": "H", "u4": "I", "u8": "Q"}[dtype[1:]], value)
    if kind == "f" and isinstance(value, str):
        value = float(value)
    return pack(dtype, bool(value) if kind == "b" else value)


def strides_of(shape, itemsize, layout):
    """The strides of a layout, in bytes."""
    step = itemsize * (2 if layout == "gaps" else 1)
    strides = [0] * len(shape)
    axes = range(len(shape)) if layout == "F" else reversed(range(len(shape)))
    for axis in axes:
        strides[axis] = -step if layout == "backwards" else step
        step *= max(1, shape[axis])
    return strides


def view(dtype, shape, data=None, layout="C", itemsize=None):
    """An array over a buffer: its items are `data`, in C order, or 1, 2, 3 and so on."""
    itemsize = itemsize or (8 if dtype[1] in "Mm" else int(dtype[2:]) * (4 if dtype[1] == "U" else 1))
    indices = list(itertools.product(*map(range, shape)))
    items = data if data is not None else [1 + i for i in range(len(indices))]
    if dtype[0] in "[({" and data is None:  # bytes that count through all items
        items = [{"hex": bytes((i * itemsize + k) % 256 for k in range(itemsize)).hex()} for i in range(len(indices))]
    if len(items) != len(indices):
        raise ValueError(f"{len(items)} items for the shape {shape}")
    strides = strides_of(shape, itemsize, layout)
    low = sum(min(0, (n - 1) * s) for n, s in zip(shape, strides) if n)
    high = sum(max(0, (n - 1) * s) for n, s in zip(shape, strides) if n) + itemsize
    buffer = bytearray(b"\xa5" * (high - low))
    for index, item in zip(indices, items):
        at = sum(i * s for i, s in zip(index, strides)) - low
        buffer[at:at + itemsize] = pack_item(dtype, item)
    return View(dtype, tuple(shape), tuple(strides), -low, bytes(buffer))


class Each(list):
    """Values of which every one makes a call of its own."""


class Reader:
    def __init__(self, arrays):
        self.arrays = {name: view(**description) for name, description in arrays.items()}

    def value(self, node):
        if isinstance(node, list):
            return [self.value(item) for item in node]
        if not isinstance(node, dict):
            return node
        (tag, inside), = node.items()
        return getattr(self, "read_" + tag)(inside)

    def read_tuple(self, inside):
        return tuple(self.value(item) for item in inside)

    def read_dict(self, inside):
        return {self.value(key): self.value(value) for key, value in inside}

    def read_float(self, inside):
        return float(inside)

    def read_complex(self, inside):
        return complex(*inside)

    def read_bytes(self, inside):
        return inside.encode("latin-1")

    def read_scalar(self, inside):
        return Scalar(inside[0], pack_item(*inside))

    def read_array(self, inside):
        return self.arrays[inside] if isinstance(inside, str) else view(**inside)

    def read_call(self, inside):
        function, *args = inside
        return Made(function, tuple(self.value(arg) for arg in args))

    def read_strided(self, inside):
        dtype, shape, strides = inside
        size = sum((n - 1) * s for n, s in zip(shape, strides)) + int(dtype[2:])
        return View(dtype, tuple(shape), tuple(strides), 0, bytes(size))

    def read_each(self, inside):
        return Each(self.value(item) for item in inside)

    def read_arrays(self, inside):
        return Each(self.arrays.values() if inside == "all" else (self.arrays[n] for n in inside))


class Call:
    def __init__(self, id, module, function, args, kwargs):
        self.id = id
        self.module = module
        self.function = function
        self.args = args
        self.kwargs = kwargs


def calls(name):
    """The calls of calls/NAME.json, each with an id."""
    description = json.loads((HERE / "calls" / f"{name}.json").read_text())
    reader = Reader(description.get("arrays", {}))
    number = 0
    for function, *nodes in description["calls"]:
        kwargs = {}
        if nodes and isinstance(nodes[-1], dict) and "kwargs" in nodes[-1]:
            kwargs = {key: reader.value(node) for key, node in nodes.pop()["kwargs"].items()}
        if function.endswith("*"):
            function, nodes = function[:-1], [{"tuple": node} for node in nodes]
        values = [reader.value(node) for node in nodes]
        for args in itertools.product(*(v if isinstance(v, Each) else [v] for v in values)):
            number += 1
            yield Call(f"{name}-{number}", description["module"], function, list(args), kwargs)
