"""Records NumPy's answers about sorting, searching and sets for the tests of core.

    python3 -m venv v && v/bin/pip install 'numpy>=2.4' && v/bin/python record_sorting.py

Writes sorting.tsv, searching.tsv and sets.tsv; see record.py for what a cell holds.
"""

import warnings

import numpy as np

from record import NUMERIC, edge_values, npy, text, write

RANDOM = np.random.default_rng(20250614)
TIMES = ["M8[s]", "m8[h]"]
TEXTS = ["S3", "S17", "U2", "U9", ">U3"]
STRUCTS = ["V5", [("a", "i2"), ("b", ">f8")], [("name", "U3"), ("z", "c8"), ("raw", "V3")]]


def values(dtype, n):
    """Elements of a dtype, with many that are equal and all that are special."""
    dtype = np.dtype(dtype)
    if dtype.names:
        out = np.zeros(n, dtype)
        for name in dtype.names:
            out[name] = RANDOM.choice(values(dtype[name], 4), n) if n else []
        return out
    if dtype.kind in "mM":
        pool = np.array([0, 1, -1, 5, 5, 2**62, -2**63, -2**63 + 1, -2**63], "i8").view(
            dtype.str[1:]).astype(dtype)
    elif dtype.kind == "U":
        words = ["", "a", "ab", "b", "aa", "abc", "abcdefghi", "abcdefghj", "é", "\U0001f600", "z\0z"]
        pool = np.array(words).astype(dtype)
    elif dtype.kind == "S":
        words = [b"", b"a", b"ab", b"\xff", b"\x80a", b"abc", b"abcdefghijklmnop", b"abcdefghijklmnopq",
                 b"z\0z"]
        pool = np.array(words).astype(dtype)
    elif dtype.kind == "V":
        pool = RANDOM.integers(0, 3, (6, dtype.itemsize), "u1").view(dtype)[:, 0]
    else:
        pool = edge_values(dtype.newbyteorder("=")).astype(dtype)
        if dtype.kind in "iu" and n > 100:
            info = np.iinfo(dtype)
            fresh = RANDOM.integers(info.min, info.max, n, dtype.newbyteorder("="), endpoint=True)
            pool = np.concatenate([pool, fresh.astype(dtype)])
        elif dtype.kind in "fc" and n > 100:
            fresh = RANDOM.standard_normal(n)
            if dtype.kind == "c":
                fresh = np.round(fresh) + 1j * RANDOM.standard_normal(n)
            pool = np.concatenate([np.repeat(pool, 3), fresh.astype(dtype)])
    return RANDOM.choice(pool, n).astype(dtype)


def settled(a):
    """Without -0.0 and half NaNs: which of equal elements is kept is open if a sort is unstable."""
    if a.dtype.kind not in "fc":
        return a
    a = (a + 0).astype(a.dtype)
    if a.dtype.kind == "c":
        a[np.isnan(a)] = complex(np.nan, np.nan)
    return a


def dtypes():
    swapped = [">" + d for d in NUMERIC if np.dtype(d).itemsize > 1]
    return [*NUMERIC, *swapped, *TIMES, ">m8[us]", *TEXTS]


def sorting():
    for dtype in dtypes():
        for shape in [(0,), (1,), (13,), (37,), (150,), (400,), (4, 2, 7), (0, 3)]:
            a = values(dtype, int(np.prod(shape))).reshape(shape)
            for axis in range(-1, len(shape) - 1):
                yield ("sort", npy(a), str(axis), npy(np.sort(a, axis=axis, kind="stable")),
                       npy(np.argsort(a, axis=axis, kind="stable")))
    keys = [values("i1", 60) % 3, values("f2", 60), values("U2", 60), values("?", 60)]
    for count in range(1, 5):
        k = keys[:count]
        yield ("lexsort", " ".join(map(npy, k)), "-1", npy(np.lexsort(k)))
        k = [x.reshape(6, 10) for x in k]
        yield ("lexsort", " ".join(map(npy, k)), "0", npy(np.lexsort(k, axis=0)))
        yield ("lexsort", " ".join(map(npy, k)), "1", npy(np.lexsort(k, axis=1)))
    yield "lexsort", npy(np.array(5)), "-1", npy(np.array(np.lexsort((np.array(5),))))
    for f, arrays in [("sort", [np.array(1.0)]), ("sort", [np.zeros((2, 3))]),
                      ("argsort", [np.array(1.0)]), ("lexsort", [np.zeros(2), np.zeros(3)]),
                      ("lexsort", [np.zeros((2, 2))]), ("partition", [np.array(1)])]:
        for axis in (-3, -1, 0, 2):
            try:
                if f == "lexsort":
                    r = np.lexsort(arrays, axis=axis)
                elif f == "partition":
                    r = np.partition(arrays[0], 0, axis=axis)
                else:
                    r = getattr(np, f)(arrays[0], axis=axis)
                yield f + "!", " ".join(map(npy, arrays)), str(axis), npy(r)
            except (ValueError, IndexError) as e:
                yield f + "!", " ".join(map(npy, arrays)), str(axis), "error: " + text(str(e))
    for n, kth in [(3, 3), (3, -4), (3, -1), (1, 1), (0, 0), (0, 7)]:
        try:
            yield "partition", str(n), str(kth), npy(np.partition(np.arange(n), kth))
        except ValueError as e:
            yield "partition", str(n), str(kth), "error: " + text(str(e))


def searching():
    for dtype in dtypes():
        for n in (0, 1, 40, 150):
            a = values(dtype, n)
            v = values(dtype, 21).reshape(3, 7)
            order = np.argsort(a, kind="stable")
            for side in ("left", "right"):
                for needles in (v, np.sort(v.ravel(), kind="stable")):
                    yield (npy(a[order]), npy(needles), side, "",
                           npy(np.searchsorted(a[order], needles, side)))
                yield npy(a), npy(v), side, npy(order), npy(np.searchsorted(a, v, side, order))
    for x in NUMERIC + ["U5", ">U7"]:
        for y in NUMERIC + ["U5", ">U7"]:
            if x == y or (x[-2:-1] == "U") != (y[-2:-1] == "U"):
                continue
            a = values(x, 40)
            v = values(y, 9)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                a = a[np.argsort(a.astype(np.promote_types(x, y)), kind="stable")]
                yield npy(a), npy(v), "right", "", npy(np.searchsorted(a, v, "right"))
    yield (npy(np.array([1, 2])), npy(np.array(2)), "left", "",
           npy(np.array(np.searchsorted([1, 2], 2))))
    days = np.array(["2001-01-01", "2001-01-03"], "M8[D]")
    hours = np.array(["2001-01-01T00", "2001-01-02T23", "NaT"], "M8[h]")
    yield npy(days), npy(hours), "right", "", npy(np.searchsorted(days, hours, "right"))


def structs():
    """Arrays as the bytes of their elements, one element a row."""
    def raw(a):
        return npy(a.view("u1").reshape(a.size, a.dtype.itemsize))

    for i, dtype in enumerate(STRUCTS):
        for n in (1, 2, 20, 300):
            a = values(dtype, n)
            v = values(dtype, 9)
            order = np.argsort(a, kind="stable")
            yield (str(i), raw(a), raw(a[order]), npy(order), raw(v),
                   npy(np.searchsorted(a[order], v)), npy(np.searchsorted(a[order], v, "right")))


def bins():
    nan = np.nan
    for edges in [[], [1], [1, 1], [0, 1, 2.5], [2.5, 1, 0], [3, 4, 1], [1, 1, 0], [nan, 1],
                  [0, 0, 1, 1, 2], [2, 2, 1, 1, 0]]:
        for x in [[0.2, 1, 2.5, -1, 9, nan, 0, 2], [[0], [1]]]:
            for right in (False, True):
                row = npy(np.array(x)), npy(np.array(edges, "f8")), str(int(right))
                try:
                    yield *row, npy(np.digitize(x, edges, right))
                except (ValueError, TypeError) as e:
                    yield *row, "error: " + text(str(e))
    for x, edges in [([1j], [1, 2]), ([1], [1j]), ([1], ["a"]), ([1], [[1, 2]]), ([1], 3)]:
        try:
            np.digitize(x, edges)
        except (ValueError, TypeError) as e:
            yield npy(np.array(x)), npy(np.array(edges)), "0", "error: " + text(str(e))


def sets():
    for dtype in dtypes():
        for shape in [(0,), (), (2, 9), (250,)]:
            x = values(dtype, int(np.prod(shape))).reshape(shape)
            r = np.unique_all(x)
            yield ("unique", npy(x), npy(r.values), npy(r.indices),
                   npy(np.asarray(r.inverse_indices)), npy(r.counts))
            v, i, c = np.unique(x, return_index=True, return_counts=True)
            yield "unique nan", npy(x), npy(v), npy(i), "", npy(c)
    functions = [np.intersect1d, np.setdiff1d, np.setxor1d, np.union1d]
    pairs = [(d, d) for d in NUMERIC + ["U3", "S3", "M8[s]", ">i4", ">f8"]]
    pairs += [("i4", "f4"), ("u4", "i2"), ("U3", "U9"), ("?", "c8"), (">i2", "f8")]
    for x, y in pairs:
        for n, m in [(0, 4), (7, 6), (3, 120)]:
            a = settled(values(x, n))
            b = settled(values(y, m))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                for f in functions:
                    yield f.__name__, npy(a), npy(b), npy(f(a, b))
                yield "isin", npy(a), npy(b), npy(np.isin(a, b, kind="sort"))
                v, i, j = np.intersect1d(a, b, return_indices=True)
                yield "intersect1d indices", npy(a), npy(b), npy(v), npy(i), npy(j)
                u = np.unique(a)[::-1]
                yield "setdiff1d unique", npy(u), npy(b), npy(np.setdiff1d(u, b, True))


def main():
    write("sorting.tsv", sorting())
    write("searching.tsv", searching())
    write("sorting-structs.tsv", structs())
    write("digitize.tsv", bins())
    write("sets.tsv", sets())


if __name__ == "__main__":
    main()
