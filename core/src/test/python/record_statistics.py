"""Records NumPy's statistics and matrix products for the tests of core; see record.py.

Writes statistics.tsv (name, axis, input, expected) and linalg.tsv (name, left, right, expected).
"""

import warnings

import numpy as np

from record import npy, write

RANDOM = np.random.default_rng(4)
DTYPES = "? i1 u1 i2 u4 i4 i8 u8 f2 f4 f8 c8 c16".split()
SHAPES = [(), (1,), (7,), (40,), (3, 5), (2, 3, 4), (0,), (3, 0)]
NAMES = "sum prod min max mean std var all any argmax argmin ptp median cumsum cumprod".split()


def values(dtype, shape):
    dtype = np.dtype(dtype)
    if dtype.kind == "c":
        return (RANDOM.integers(-9, 9, shape) / 4 + 1j * RANDOM.integers(-9, 9, shape) / 4).astype(dtype)
    if dtype.kind == "f":
        return np.asarray(RANDOM.integers(-20, 20, shape) / 8).astype(dtype)
    low, high = (0, 2) if dtype.kind == "b" else (0 if dtype.kind == "u" else -6, 7)
    return np.asarray(RANDOM.integers(low, high, shape)).astype(dtype)


def statistics():
    for dtype in DTYPES:
        for shape in SHAPES:
            a = values(dtype, shape)
            for name in NAMES:
                for axis in [None, *range(a.ndim)]:
                    try:
                        answer = npy(np.asarray(getattr(np, name)(a, axis=axis)))
                    except (ValueError, TypeError):
                        answer = "error"
                    yield name, "" if axis is None else str(axis), npy(a), answer
    for dtype in ("f4", "f8"):
        a = values(dtype, (5, 6))
        a[2, 3] = np.nan
        for name in [*NAMES, "nansum", "nanmean", "nanmin", "nanmax", "nanstd", "nanprod"]:
            for axis in (None, 0, 1):
                answer = np.asarray(getattr(np, name)(a, axis=axis))
                yield name, "" if axis is None else str(axis), npy(a), npy(answer)


def products():
    pairs = [((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 3), (3, 4)), ((5, 2, 3), (3, 4)),
             ((2, 3), (5, 3, 4)), ((5, 1, 2, 3), (4, 3, 2)), ((0, 3), (3, 2)), ((2, 0), (0, 3)),
             ((9, 33), (33, 26))]
    for dtype in DTYPES:
        for left, right in pairs:
            a, b = values(dtype, left), values(dtype, right)
            for name in ("matmul", "dot"):
                try:
                    answer = npy(np.asarray(getattr(np, name)(a, b)))
                except ValueError:
                    answer = "error"
                yield name, npy(a), npy(b), answer
        a, b = values(dtype, (2, 3)), values(dtype, (2, 3))
        for name in ("inner", "vecdot", "kron", "outer", "vdot"):
            yield name, npy(a), npy(b), npy(np.asarray(getattr(np, name)(a, b)))


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        write("statistics.tsv", list(statistics()))
        write("linalg.tsv", list(products()))
