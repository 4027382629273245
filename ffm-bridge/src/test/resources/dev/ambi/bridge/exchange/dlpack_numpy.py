"""Records what NumPy writes into DLPack's structs: run with NumPy 2.1 or later, the output is dlpack_numpy.csv.

Each array is a view of numpy.arange(120) of a dtype, in memory of its own, by an index.
"""
import ctypes as c
import sys

import numpy as np


class DLTensor(c.Structure):
    _fields_ = [("data", c.c_void_p), ("device_type", c.c_int32), ("device_id", c.c_int32), ("ndim", c.c_int32),
                ("code", c.c_uint8), ("bits", c.c_uint8), ("lanes", c.c_uint16), ("shape", c.POINTER(c.c_int64)),
                ("strides", c.POINTER(c.c_int64)), ("byte_offset", c.c_uint64)]


class Versioned(c.Structure):
    _fields_ = [("major", c.c_uint32), ("minor", c.c_uint32), ("manager_ctx", c.c_void_p), ("deleter", c.c_void_p),
                ("flags", c.c_uint64), ("tensor", DLTensor)]


pointer = c.pythonapi.PyCapsule_GetPointer
pointer.restype, pointer.argtypes = c.c_void_p, [c.py_object, c.c_char_p]

DTYPES = "int8 uint8 int16 uint16 int32 uint32 int64 uint64 float16 float32 float64 complex64 complex128 bool".split()
INDICES = ["...", "::2", "::-1", "3", "1:, ::-2", "..., 1", "2:2", "0:1", "..., ::3", "3, 2, 4"]


def line(dtype, index, readonly, copy):
    base = np.arange(120).astype(dtype).reshape(4, 5, 6)
    a = eval(f"base[{index}]", {"base": base})
    a = np.asarray(a)
    if a.base is None:  # a scalar: the view of no dimensions
        a = base[3:4, 2:3, 4:5].reshape(())
    a.flags.writeable = not readonly
    capsule = a.__dlpack__(max_version=(1, 0), copy=True if copy else None)
    m = c.cast(pointer(capsule, b"dltensor_versioned"), c.POINTER(Versioned)).contents
    t = m.tensor
    at = "-" if copy else t.data + t.byte_offset - base.ctypes.data
    row = [dtype, index, int(readonly), int(copy), f"{m.major}.{m.minor}", m.flags, t.device_type, t.code, t.bits,
           t.lanes, at, " ".join(str(t.shape[i]) for i in range(t.ndim)),
           " ".join(str(t.strides[i]) for i in range(t.ndim))]
    return "|".join(map(str, row))


print(f"# {sys.argv[0].rsplit('/', 1)[-1]}, NumPy {np.__version__}")
print("# dtype|index|read-only|copy|version|flags|device|code|bits|lanes|byte of the first element|shape|strides")
for d in DTYPES:
    print(line(d, "...", False, False))
for i in INDICES:
    for readonly in (False, True):
        print(line("float64", i, readonly, False))
    print(line("float64", i, False, True))
