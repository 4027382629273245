"""The arguments of a recorded call, described without NumPy, and their encoding as JSON.

Inputs are recorded as the bytes they were made of, never as a recipe that two languages would have
to follow alike. README.md describes the encoding.
"""

import base64
import dataclasses
import struct

# struct's code of one item of each dtype that is described by values; others give bytes.
ITEM_CODES = {
    "<f8": "<d", "<f4": "<f", "<f2": "<e", ">f8": ">d", ">f4": ">f", "<i8": "<q", "<i4": "<i",
    "<i2": "<h", "|i1": "<b", ">i8": ">q", ">i4": ">i", "<u8": "<Q", "<u4": "<I", "<u2": "<H",
    "|u1": "<B", "|b1": "<?",
}

# Python gives a NaN a sign and a payload only through its bits, and narrows it by rules of its own.
NAN = 0x7FF8000000000000
NEGATIVE_NAN = 0xFFF8000000000000
PAYLOAD_NAN = 0x7FF8000020000000


@dataclasses.dataclass(frozen=True)
class Bits:
    """A float64 by its bits; in a float32 array, the float32 that has them."""

    bits: int

    def narrowed(self):
        high = self.bits >> 32
        return (high & 0x80000000) | 0x7F800000 | ((self.bits >> 29) & 0x7FFFFF)


@dataclasses.dataclass(frozen=True)
class View:
    """An array over a buffer: `data[offset:]` seen through `shape` and `strides` (in bytes)."""

    dtype: str
    shape: tuple
    strides: tuple
    offset: int
    data: bytes

    @property
    def itemsize(self):
        return int(self.dtype[2:]) * (4 if self.dtype[1] == "U" else 1)


@dataclasses.dataclass(frozen=True)
class Scalar:
    """A NumPy scalar: one item of a dtype."""

    dtype: str
    data: bytes


@dataclasses.dataclass(frozen=True)
class Made:
    """What another function of the module gives, for what has no other description."""

    function: str
    args: tuple


def pack(dtype, value):
    """The bytes of one item."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, Bits):
        if dtype == "<f8":
            return struct.pack("<Q", value.bits)
        return struct.pack("<I", value.narrowed())
    return struct.pack(ITEM_CODES[dtype], value)


def scalar(dtype, value):
    return Scalar(dtype, pack(dtype, value))


def float_bits(value):
    return struct.pack(">d", value).hex()


class Encoder:
    """Encodes values; every distinct buffer is given a number and handed to `emit` once."""

    def __init__(self, emit):
        self.emit = emit
        self.numbers = {}

    def buffer(self, data):
        if data not in self.numbers:
            self.numbers[data] = len(self.numbers)
            text = base64.b64encode(data).decode("ascii")
            self.emit({"buffer": self.numbers[data], "data": text})
        return self.numbers[data]

    def array(self, dtype, shape, strides, offset, data):
        return {"array": {"dtype": dtype, "shape": list(shape), "strides": list(strides),
                          "offset": offset, "buffer": self.buffer(data)}}

    def value(self, value):
        if value is None or isinstance(value, (bool, int, str)):
            return value
        if isinstance(value, float):
            return {"float": float_bits(value)}
        if isinstance(value, complex):
            return {"complex": [float_bits(value.real), float_bits(value.imag)]}
        if isinstance(value, bytes):
            return {"bytes": base64.b64encode(value).decode("ascii")}
        if isinstance(value, (list, tuple)):
            return {type(value).__name__: [self.value(item) for item in value]}
        if isinstance(value, dict):
            return {"dict": [[self.value(key), self.value(item)] for key, item in value.items()]}
        if isinstance(value, Scalar):
            return {"scalar": {"dtype": value.dtype, "data": value.data.hex()}}
        if isinstance(value, Made):
            return {"call": {"function": value.function, "args": [self.value(v) for v in value.args]}}
        if isinstance(value, View):
            return self.array(value.dtype, value.shape, value.strides, value.offset, value.data)
        raise TypeError(f"cannot encode {value!r}")
