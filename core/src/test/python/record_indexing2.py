"""Records NumPy's answers about indices with arrays and masks in them, and about take and its kin.

    v/bin/python record_indexing2.py      (see record.py)

Cells are as in record.py. An index is entries separated by ";": what Python writes, or "@" and an
array. An error is "error: ", its class, ": " and its message.
"""

import numpy as np

from record import npy, write

RANDOM = np.random.default_rng(20240611)
DTYPES = "? i1 i2 f4 f8 c8 c16 S3 U1 U3 S5".split()


def plain(array):
    """The array in row-major order, with its shape also where it has no dimensions."""
    return np.array(array, order="C", copy=True)


def base(shape, dtype):
    n = int(np.prod(shape))
    if dtype == "?":
        return RANDOM.integers(0, 2, shape).astype(bool)
    return (np.arange(n) % 120).astype(dtype).reshape(shape)


def outcome(f):
    try:
        return npy(plain(f()))
    except (IndexError, ValueError, TypeError, OverflowError) as e:
        return "error: " + type(e).__name__ + ": " + str(e)


def random_shape(top=4):
    ndim = int(RANDOM.integers(1, 5))
    return tuple(int(n) for n in RANDOM.choice([0, 1, 2, 3, top], ndim, p=[.04, .16, .3, .3, .2]))


def random_slice(n):
    def bound():
        return None if RANDOM.random() < .4 else int(RANDOM.integers(-n - 1, n + 2))
    step = int(RANDOM.choice([1, 1, 2, -1, -2]))
    return slice(bound(), bound(), step)


def cell(entry):
    if isinstance(entry, slice):
        def show(x):
            return "" if x is None else str(x)
        return f"{show(entry.start)}:{show(entry.stop)}:{show(entry.step)}"
    if entry is None:
        return "None"
    if entry is Ellipsis:
        return "..."
    if isinstance(entry, np.ndarray):
        return "@" + npy(entry)
    return str(entry)


def random_index(shape):
    """An index that mostly fits the shape, with an array in it."""
    common = tuple(int(n) for n in RANDOM.choice([1, 2, 3], int(RANDOM.integers(1, 3))))
    entries = []
    axis = 0
    ellipsis = False
    while axis < len(shape):
        n = shape[axis]
        kind = RANDOM.choice("array mask int slice slice none ellipsis scalar stop bool0".split(),
                             p=[.34, .12, .12, .13, .13, .06, .04, .02, .03, .01])
        if kind == "array":
            cut = int(RANDOM.integers(0, len(common) + 1))
            s = tuple(1 if RANDOM.random() < .2 else d for d in common[cut:])
            wrong = RANDOM.random() < .02
            top = max(n, 1)
            i = RANDOM.integers(-top, top + (2 if wrong else 0), s)
            if i.ndim == 0:
                i = np.array(i)
            entries.append(i.astype(RANDOM.choice(["i8", "i4", "i1", ">i8"])))
            axis += 1
        elif kind == "mask":
            k = int(RANDOM.integers(1, min(2, len(shape) - axis) + 1))
            s = shape[axis:axis + k]
            if RANDOM.random() < .03:
                s = tuple(d + 1 for d in s)
            entries.append(RANDOM.random(s) < .5)
            axis += k
        elif kind == "int" and (n > 0 or RANDOM.random() < .2):
            entries.append(int(RANDOM.integers(-max(n, 1), max(n, 1))))
            axis += 1
        elif kind == "slice":
            entries.append(random_slice(n))
            axis += 1
        elif kind == "none":
            entries.append(None)
        elif kind == "scalar":
            entries.append(np.array(int(RANDOM.integers(-max(n, 1), max(n, 1)))))
            axis += 1
        elif kind == "bool0":
            entries.append(np.array(bool(RANDOM.integers(0, 2))))
        elif kind == "ellipsis" and not ellipsis:
            ellipsis = True
            entries.append(Ellipsis)
            axis += int(RANDOM.integers(0, len(shape) - axis + 1))
        elif kind == "stop":
            break
    if not any(isinstance(e, np.ndarray) for e in entries):
        return random_index(shape)
    return tuple(entries)


def getting():
    for _ in range(600):
        shape = random_shape()
        a = base(shape, RANDOM.choice(DTYPES))
        i = random_index(shape)
        yield npy(a), ";".join(map(cell, i)), outcome(lambda: np.asarray(a[i], a.dtype))
    for shape in [(5,), (9,), (40,), (70,), (3, 7), (4, 5, 6), (0,), (3, 0), (1, 1), (17, 9)]:
        for dtype in DTYPES:
            a = base(shape, dtype)
            for p in (0, .1, .5, .95, 1):
                m = RANDOM.random(shape) < p
                yield npy(a), cell(m), outcome(lambda: a[m])


def random_value(shape, dtype):
    r = RANDOM.random()
    if r < .15:
        shape = ()
    elif r < .5:
        shape = tuple(1 if RANDOM.random() < .3 else d for d in shape)
        shape = shape[int(RANDOM.integers(0, len(shape) + 1)):]
    elif r < .6:
        shape = (1, *shape)
    elif r < .63:
        shape = (*shape, 7)
    n = int(np.prod(shape))
    v = np.asarray(n - np.arange(n) % 100).astype(dtype)
    return v.reshape(shape)


def setting():
    for _ in range(500):
        shape = random_shape()
        dtype = RANDOM.choice(DTYPES)
        a = base(shape, dtype)
        i = random_index(shape)
        try:
            selected = a[i].shape
        except IndexError:
            selected = ()
        v = random_value(selected, dtype if dtype[0] in "SU" else RANDOM.choice(["i8", "f8", "u1"]))
        before = plain(a)
        if v.ndim and selected == () and not any(np.ndim(e) for e in i):
            continue  # one element: NumPy asks Python what the array is as a scalar

        def assign():
            a[i] = v
            return a
        yield npy(before), ";".join(map(cell, i)), npy(v), outcome(assign)
    for shape in [(5,), (40,), (3, 7), (4, 5, 6), (0,), (17, 9)]:
        for dtype in DTYPES:
            for p in (0, .1, .5, 1):
                a = base(shape, dtype)
                before = plain(a)
                m = RANDOM.random(shape) < p
                n = int(m.sum())
                n = int(RANDOM.choice([n, n, n, 1, n + 1, n - 1 if n else 0]))
                v = (100 - np.arange(n) % 90).astype(dtype)
                if RANDOM.random() < .1:
                    v = v.reshape(1, n)

                def assign():
                    a[m] = v
                    return a
                yield npy(before), cell(m), npy(v), outcome(assign)


def number(x):
    return "" if x is None else str(x)


def taking():
    for _ in range(160):
        shape = random_shape()
        a = base(shape, RANDOM.choice(DTYPES))
        axis = None if RANDOM.random() < .2 else int(RANDOM.integers(-len(shape), len(shape)))
        n = a.size if axis is None else shape[axis]
        mode = str(RANDOM.choice(["raise", "wrap", "clip"]))
        wild = RANDOM.random() < .1 if mode == "raise" else True
        low, high = (-2 * n - 3, 2 * n + 4) if wild else (-n, max(n, 1 - n))
        i = np.asarray(RANDOM.integers(low, max(high, low + 1), random_shape()[1:]))
        i = i.astype(RANDOM.choice(["i8", "i4", ">i2"]))
        if n == 0 and mode == "wrap":
            continue
        yield ("take", npy(a), npy(i), number(axis), mode,
               outcome(lambda: np.asarray(np.take(a, i, axis, mode=mode), a.dtype)))
        if a.size == 0 and mode == "wrap":
            continue  # NumPy never comes back
        b = plain(a)
        v = np.asarray(90 - np.arange(int(RANDOM.integers(0, 5))))
        v = v.astype(a.dtype if a.dtype.kind in "SU" else "i8")

        def put():
            np.put(b, i, v, mode)
            return b
        yield "put", npy(a), npy(i), "", mode, outcome(put), npy(v)


def along_axis():
    for _ in range(200):
        shape = random_shape()
        a = base(shape, RANDOM.choice(["i4", "f8", "c16", "U3"]))
        axis = None if RANDOM.random() < .1 else int(RANDOM.integers(-len(shape), len(shape)))
        if axis is None:
            n, s = a.size, (int(RANDOM.integers(0, 5)),)
        else:
            n = shape[axis]
            s = [1 if RANDOM.random() < .15 else d for d in shape]
            s[axis] = int(RANDOM.integers(0, 5))
            if RANDOM.random() < .03:
                s = s[1:]
            if RANDOM.random() < .03:
                s = [d + 1 for d in s]
        high = n + (2 if RANDOM.random() < .05 else 0)
        i = np.asarray(RANDOM.integers(-n, max(high, 1 - n), s))
        i = i.astype(RANDOM.choice(["i8", "i4", "f8" if RANDOM.random() < .1 else "i8"]))
        yield ("take", npy(a), npy(i), number(axis),
               outcome(lambda: np.take_along_axis(a, i, axis)))
        b = plain(a)
        v = np.asarray(7 if RANDOM.random() < .3 else np.arange(i.size).reshape(i.shape) % 50)
        v = v.astype(a.dtype if a.dtype.kind == "U" else "i8")

        def put():
            np.put_along_axis(b, i, v, axis)
            return b
        yield "put", npy(a), npy(i), number(axis), outcome(put), npy(v)


def conditions():
    """compress, extract, place, nonzero and kin, by a condition of some dtype."""
    for _ in range(120):
        shape = random_shape()
        a = base(shape, RANDOM.choice(["i4", "f8", "?", "c16", "U3"]))
        axis = None if RANDOM.random() < .4 else int(RANDOM.integers(-len(shape), len(shape)))
        n = a.size if axis is None else shape[axis]
        c = RANDOM.integers(0, 3, int(RANDOM.integers(0, n + 2))).astype(RANDOM.choice(["?", "i8"]))
        yield ("compress", npy(c), npy(a), number(axis),
               outcome(lambda: np.compress(c, a, axis)))
        m = RANDOM.integers(0, 3, shape).astype(RANDOM.choice(["?", "f8"]))
        yield "extract", npy(m), npy(a), "", outcome(lambda: np.extract(m, a))
        b = plain(a)
        v = np.asarray(90 - np.arange(int(RANDOM.integers(0, 4)))).astype(a.dtype)

        def place():
            np.place(b, m, v)
            return b
        yield "place", npy(m), npy(a), npy(v), outcome(place)
        z = (RANDOM.integers(-1, 2, shape) * RANDOM.integers(0, 2, shape)).astype(
            RANDOM.choice(["?", "i1", "f4", "c16", ">i4"]))
        yield "argwhere", npy(z), "", "", outcome(lambda: np.argwhere(z))
        yield "flatnonzero", npy(z), "", "", outcome(lambda: np.flatnonzero(z))
        for k, x in enumerate(np.nonzero(z)):
            yield "nonzero", npy(z), "", str(k), npy(x)
        yield ("countNonzero", npy(z), "", number(axis),
               outcome(lambda: np.count_nonzero(z, axis=axis)))


def places():
    """unravel_index, ravel_multi_index, diagonal and diag."""
    for _ in range(120):
        shape = random_shape()
        size = int(np.prod(shape))
        order = str(RANDOM.choice(["C", "F"]))
        wild = RANDOM.random() < .1
        i = np.asarray(RANDOM.integers(-1 if wild else 0, max(size, 1) + wild, random_shape()[1:]))
        yield ("unravel", npy(i), ",".join(map(str, shape)), order, "",
               outcome(lambda: np.stack(np.unravel_index(i, shape, order))))
        mode = str(RANDOM.choice(["raise", "wrap", "clip"]))
        wild = mode != "raise" or RANDOM.random() < .1
        m = np.array([RANDOM.integers(-2 if wild else 0, max(d, 1) + (3 if wild else 0), 4)
                      for d in shape])
        yield ("ravel", npy(m), ",".join(map(str, shape)), order, mode,
               outcome(lambda: np.ravel_multi_index(tuple(m), shape, mode, order)))
    for shape in [(3, 4), (4, 3), (2, 3, 4), (0, 3), (1, 1), (5,), (2, 2, 2, 3)]:
        a = base(shape, "f8")
        for k in (-4, -2, -1, 0, 1, 2, 3, 9):
            for x, y in ((0, 1), (1, 0), (-1, 0), (0, 0), (1, 5)):
                yield ("diagonal", npy(a), str(k), str(x), str(y),
                       outcome(lambda: np.diagonal(a, k, x, y)))
            yield "diag", npy(a), str(k), "", "", outcome(lambda: np.diag(a, k))


def main():
    write("indexing-get.tsv", getting())
    write("indexing-set.tsv", setting())
    write("indexing-take.tsv", taking())
    write("indexing-along-axis.tsv", along_axis())
    write("indexing-conditions.tsv", conditions())
    write("indexing-places.tsv", places())


if __name__ == "__main__":
    main()
