"""Records NumPy's answers about manipulating and creating arrays.

    v/bin/python record_manipulation.py      (see record.py)

A row is a function's name, its arguments, and what came of it: an array, "list: " and arrays
separated by spaces, or "error: ", the error's class, ": " and its message. Arrays in arguments begin
with "@"; lists of numbers are separated by commas.
"""

import warnings

import numpy as np

from record import npy, write
from record_indexing2 import base, plain, random_shape

RANDOM = np.random.default_rng(20240612)
DTYPES = "? i1 i4 f4 f8 c16 S3 U2 >i2 >f8".split()


def outcome(f):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            r = f()
    except (IndexError, ValueError, TypeError, OverflowError) as e:
        return "error: " + type(e).__name__ + ": " + str(e)
    if isinstance(r, (list, tuple)):
        return "list: " + " ".join(npy(plain(x)) for x in r)
    return npy(plain(r))


def cell(x):
    if isinstance(x, np.ndarray):
        return "@" + npy(plain(x))
    if isinstance(x, (list, tuple)):
        return " ".join(map(cell, x)) if any(isinstance(y, np.ndarray) for y in x) else (
            ",".join(map(str, x)))
    return str(x)


def row(name, f, *arguments):
    return (name, outcome(lambda: f(*arguments)), *map(cell, arguments))


def axis_of(ndim, wild=.05):
    return int(RANDOM.integers(-ndim, max(ndim, 1)) if RANDOM.random() > wild else ndim + 1)


def axes_of(ndim, top=3):
    n = int(RANDOM.integers(0, min(ndim, top) + 1))
    if RANDOM.random() < .05:
        return tuple(int(x) for x in RANDOM.integers(-ndim - 1, ndim + 1, n))
    return tuple(int(x) - (ndim if RANDOM.random() < .3 else 0)
                 for x in RANDOM.permutation(ndim)[:n])


def some():
    shape = random_shape()
    return base(shape, RANDOM.choice(DTYPES))


def rearranging():
    for _ in range(70):
        a = some()
        n = a.ndim
        yield row("expandDims", lambda a, x: np.expand_dims(a, tuple(x)), a,
                  tuple(int(x) for x in RANDOM.integers(-n - 1, n + 2, int(RANDOM.integers(1, 3)))))
        x = axes_of(n)
        yield row("flip", lambda a, x: np.flip(a, x if x else None), a, x)
        x, y = axes_of(n), axes_of(n)
        k = len(x) if RANDOM.random() < .05 else min(len(x), len(y))
        yield row("moveaxis", np.moveaxis, a, x[:k], y[:k])
        p = [int(q) for q in RANDOM.permutation(n)]
        if RANDOM.random() < .05:
            p[0] = p[-1]
        yield row("permuteDims", np.permute_dims, a, p)
        yield row("rollFlat", np.roll, a, int(RANDOM.integers(-30, 31)))
        yield row("roll", np.roll, a, int(RANDOM.integers(-5, 6)), axis_of(n))
        k = int(RANDOM.integers(1, 3))
        shifts = [int(q) for q in RANDOM.integers(-5, 6, k)]
        x = [axis_of(n) for _ in range(int(RANDOM.integers(1, 3)))]
        yield row("rollAxes", lambda a, s, x: np.roll(a, tuple(s), tuple(x)), a, shifts, x)
        if n > 1:
            yield row("rot90", lambda a, k, x, y: np.rot90(a, k, (x, y)), a,
                      int(RANDOM.integers(-5, 6)), *[int(q) for q in RANDOM.permutation(n)[:2]])
        yield row("squeeze", lambda a, x: np.squeeze(a, x if x else None), a, axes_of(n, 1))
        yield row("unstack", lambda a, x: [np.asarray(q, a.dtype) for q in np.unstack(a, axis=x)], a, axis_of(n))
        yield row("arraySplit", lambda a, k, x: np.array_split(a, k, x), a,
                  int(RANDOM.integers(0, 5)), axis_of(n, 0))
        yield row("split", lambda a, k, x: np.split(a, k, x), a, int(RANDOM.integers(1, 4)),
                  axis_of(n, 0))
        yield row("splitAt", lambda a, k, x: np.split(a, k, x), a,
                  [int(q) for q in RANDOM.integers(-4, 6, int(RANDOM.integers(1, 4)))],
                  axis_of(n, 0))
        b = some()
        yield row("broadcastArrays", lambda x: [np.array(y) for y in np.broadcast_arrays(*x)],
                  [a, b])


def joining():
    for _ in range(70):
        shape = list(random_shape())
        axis = axis_of(len(shape))
        parts = []
        for _ in range(int(RANDOM.integers(1, 4))):
            s = list(shape)
            if RANDOM.random() < .8 and -len(s) <= axis < len(s):
                s[axis] = int(RANDOM.integers(0, 4))
            if RANDOM.random() < .05:
                s[0] += 1
            if RANDOM.random() < .03:
                s = s[1:]
            parts.append(base(tuple(s), RANDOM.choice(DTYPES)))
        yield row("concat", lambda x, p: np.concatenate(p, x), axis, parts)
        same = [base(tuple(shape), RANDOM.choice(DTYPES)) for _ in parts]
        if RANDOM.random() < .05:
            same.append(base((5,), "i4"))
        yield row("stack", lambda x, p: np.stack(p, x), axis_of(len(shape) + 1), same)
        for name, f in (("vstack", np.vstack), ("hstack", np.hstack), ("dstack", np.dstack),
                        ("columnStack", np.column_stack)):
            s = tuple(shape[:int(RANDOM.integers(0, 3))])
            yield row(name, f, [base(s, RANDOM.choice(["i4", "f8"])) for _ in range(2)])


def repeating():
    for _ in range(70):
        a = some()
        n = a.ndim
        yield row("repeat", np.repeat, a, int(RANDOM.integers(0, 4)), axis_of(n))
        yield row("repeatFlat", np.repeat, a, int(RANDOM.integers(0, 4)))
        x = axis_of(n, 0)
        counts = RANDOM.integers(-1 if RANDOM.random() < .05 else 0, 4,
                                 a.shape[x] + (RANDOM.random() < .05))
        yield row("repeatEach", np.repeat, a, counts.astype(RANDOM.choice(["i8", "u1"])), x)
        yield row("tile", np.tile, a,
                  [int(q) for q in RANDOM.integers(0, 4, int(RANDOM.integers(1, 5)))])
        w = RANDOM.integers(0, 3, (n, 2))
        if RANDOM.random() < .1:
            w *= 6
        mode = str(RANDOM.choice("edge reflect symmetric wrap constant".split()))
        yield row("pad", lambda a, w, m: np.pad(a, np.reshape(w, (-1, 2)), m), a,
                  [int(q) for q in w.ravel()], mode)
        x = axis_of(n, 0)
        d = a.shape[x]
        yield row("delete", np.delete, a, int(RANDOM.integers(-d - 1, d + 1)), x)
        yield row("deleteMany", np.delete, a,
                  RANDOM.integers(-d, max(d, 1 - d), int(RANDOM.integers(0, 4))), x)
        yield row("deleteMask", np.delete, a,
                  RANDOM.random(d + (RANDOM.random() < .05)) < .5, x)
        k = int(RANDOM.integers(1, 3))
        s = list(a.shape)
        s[x] = k
        s = [q if RANDOM.random() < .8 else 1 for q in s]
        v = base(tuple(s), a.dtype.str)
        moved = np.moveaxis(v, x, 0)
        at = int(RANDOM.integers(-d, d + 1))
        yield row("insert", np.insert, a, at, moved, x)
        i = RANDOM.integers(-d, d + 1, s[x] if RANDOM.random() < .9 else 3)
        if i.size == v.shape[x] or v.shape[x] == 1:
            yield row("insertMany", np.insert, a, i, v, x)


def creating():
    yield row("eye", lambda n, m, k, d: np.eye(n, m, k, d), 3, 4, 1, "f8")
    for _ in range(60):
        n, m = (int(q) for q in RANDOM.integers(0, 5, 2))
        k = int(RANDOM.integers(-6, 7))
        d = str(RANDOM.choice("? i2 f4 c16".split()))
        yield row("eye", lambda n, m, k, d: np.eye(n, m, k, d), n, m, k, d)
        yield row("tri", lambda n, m, k, d: np.tri(n, m, k, d), n, m, k, d)
        a = some()
        if a.dtype.kind not in "SU":
            yield row("tril", np.tril, a, k)
            yield row("triu", np.triu, a, k)
        x = base((int(RANDOM.integers(0, 5)),), RANDOM.choice("i2 i8 f4 f8".split())) % 5
        yield row("vander", lambda x, n, i: np.vander(x, n, i == 1), x, n,
                  int(RANDOM.integers(0, 2)))
        parts = [base((int(RANDOM.integers(0, 4)),), "i4") for _ in range(int(RANDOM.integers(1, 4)))]
        yield row("meshgrid", lambda i, p: np.meshgrid(*p, indexing=i),
                  str(RANDOM.choice(["xy", "ij"])), parts)
        start, stop, step = (int(q) for q in RANDOM.integers(-20, 21, 3))
        step = step or 1
        d = str(RANDOM.choice("i1 u2 i8 f2 f4 f8 c8 c16".split()))
        yield row("arangeLong", lambda a, b, c, d: np.arange(a, b, c, d), start, stop, step, d)
        start, stop = (float(q) for q in RANDOM.standard_normal(2) * 10)
        step = float(RANDOM.standard_normal()) or 1.0
        d = str(RANDOM.choice("i1 i8 f2 f4 f8 c16".split()))
        yield row("arangeDouble", lambda a, b, c, d: np.arange(a, b, c, d), start, stop, step, d)


def spaces():
    ends = [0.0, 1.0, -1.0, 0.1, 1e300, -1e300, 5e-324, 1e-310, 3.7, 100.0, 1 / 3, -0.0]
    for _ in range(250):
        start, stop = (float(q) for q in RANDOM.choice(ends, 2))
        if RANDOM.random() < .5:
            start, stop = (float(q) for q in RANDOM.standard_normal(2) * 10.0 ** RANDOM.integers(-5, 6))
        n = int(RANDOM.choice([0, 1, 2, 3, 4, 7, 10, 49, 50, 51]))
        e = int(RANDOM.integers(0, 2))
        d = str(RANDOM.choice("f8 f8 f4 f2 i4 c16".split()))
        if d == "i4" and max(abs(start), abs(stop)) > 1e9:
            continue
        yield row("linspace", lambda a, b, n, e, d: np.linspace(a, b, n, e == 1, dtype=d),
                  start, stop, n, e, d)
        if n:
            yield row("linspaceStep",
                      lambda a, b, n, e: np.linspace(a, b, n, e == 1, retstep=True)[1],
                      start, stop, n, e)
        # Whole logarithms in tens, where the last digits do not depend on the C library.
        x, y = (float(q) for q in RANDOM.integers(-5, 6, 2))
        yield row("logspace", lambda a, b, n, e, c: np.logspace(a, b, n, e == 1, c), x, y, n, e,
                  float(RANDOM.choice([2.0, 10.0])))
        s = float(RANDOM.choice([1, -1]))
        x, y = (float(q) for q in np.exp(RANDOM.standard_normal(2)))
        yield row("geomspace", lambda a, b, n, e: np.geomspace(a, b, n, e == 1), s * x, s * y, n, e)
    for _ in range(40):
        s = random_shape()[:2]
        a = base(s, RANDOM.choice("f8 f4 i4 c16".split()))
        b = base(tuple(1 if RANDOM.random() < .3 else q for q in s), RANDOM.choice(["f8", "f4"]))
        yield row("linspaceArrays", lambda a, b, n, e, x: np.linspace(a, b, n, e == 1, axis=x),
                  a, b * 3 + 1, int(RANDOM.integers(0, 6)), int(RANDOM.integers(0, 2)),
                  axis_of(len(s) + 1))


def main():
    write("rearranging.tsv", rearranging())
    write("joining.tsv", joining())
    write("repeating.tsv", repeating())
    write("creating.tsv", creating())
    write("spaces.tsv", spaces())


if __name__ == "__main__":
    main()
