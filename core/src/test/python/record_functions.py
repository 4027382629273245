"""Records NumPy's answers to functions of many kinds, for the tests of core; see record.py.

Writes functions.tsv: the function, how exact its answer is, its options, its arrays and the answer,
which is arrays or an error.
"""

import warnings

import numpy as np

from record import npy, text, write

ROWS = []
RANDOM = np.random.default_rng(7)


def cells(result):
    many = result if isinstance(result, tuple) else (result,)
    return ";".join(npy(np.asarray(r)) for r in many)


def error(e):
    kinds = {OverflowError: "ArithmeticException", IndexError: "IndexOutOfBoundsException"}
    name = next((v for k, v in kinds.items() if isinstance(e, k)), "IllegalArgumentException")
    return f"!{name}:{text(str(e))}"


def record(name, f, *arrays, exact="exact", said=None, **options):
    """Calls f with the arrays and the options; an error may be said in other words."""
    arrays = [np.asarray(a) for a in arrays]
    try:
        answer = cells(f(*arrays, **options))
    except Exception as e:
        answer = error(e) if said is None else f"!{error(e).split(':')[0][1:]}:{said}"
    shown = " ".join(f"{k}={str(v).replace(' ', '')}" for k, v in options.items())
    ROWS.append((name, exact, shown, ";".join(map(npy, arrays)), answer))


def structures():
    a = np.array([(1, 2.0), (3, np.nan), (3, 4)], "i4,f8")
    b = np.array([(1, 2.0), (3, 4), (3, -0.0)], "i8,f4")
    n = np.array([((1, 2), [3, 4], "ab"), ((1, 5), [3, 4], "c"), ((1, 2), [3, 5], "ab")],
                 [("p", "i4,i4"), ("q", "i2", (2,)), ("s", "U3")])
    m = n.copy()
    m["q"][0, 1] = 9
    v = np.array([b"abc", b"ab\0", b"abd"], "V3")
    w = np.zeros((2, 3), [("x", "f4", (2, 2)), ("y", "S3")])
    w["x"][1, 2, 0, 1] = np.nan
    gaps = np.array([(1, 2), (3, 4)], np.dtype({"names": ["a", "b"], "formats": ["i1", "i4"],
                                                "offsets": [0, 8], "itemsize": 16}))
    times = np.array([(5, "2001"), (6, "NaT")], [("a", "m8[s]"), ("b", "M8[D]")])
    minutes = np.array([(5, "2001"), (6, "NaT")], [("a", "m8[m]"), ("b", "M8[s]")])
    for name, f in (("equal", lambda x, y: x == y), ("not_equal", lambda x, y: x != y)):
        pairs = [(a, a), (a, b), (b, a), (a, a[:1]), (a, a[1]), (a[0], a[0]), (a[:, None], b), (n, n),
                 (n, m), (n, n[:1]), (v, v), (v, v[:1]), (v, v[::-1]), (w, w), (w, w[0]), (w, w[:, :1]),
                 (gaps, gaps), (times, times), (times, minutes), (a[:0], a[:0]), (a[:0], a[0]),
                 (np.zeros(3, []), np.zeros(3, [])), (np.zeros(2, "V0"), np.zeros((4, 1), "V0")),
                 (np.zeros(2, [("a", "S3")]), np.zeros(2, [("a", "S5")])),
                 (np.zeros(2, [("a", "S3")]), np.zeros(2, [("a", "i4")])),
                 (np.zeros(2, [("a", "i4")]), np.zeros(2, [("a", "S3")]))]
        for x, y in pairs:
            record(name, f, x, y)
        c = np.array([(1, 2.0)], [("x", "i4"), ("y", "f8")])
        wrong = [(a, c), (v, np.zeros(3, "V4")), (a, np.ones(3)), (np.ones(3), v), (a, np.zeros(2, a.dtype)),
                 (w, np.zeros((2, 3), [("x", "f4", (2, 1)), ("y", "S3")])),
                 (np.zeros(2, [("a", "M8[s]")]), np.zeros(2, [("a", "i4")]))]
        for x, y in wrong:
            record(name, f, x, y)
        record(name, f, a, v, said="Cannot compare structured with unstructured void arrays: "
               "dtype([('f0', '<i4'), ('f1', '<f8')]) and dtype('V3')")


def times():
    spans = np.array([[1, 2, 4], [5, 7, 9], [-8, 3, 3]], "m8[s]")
    some = np.array([[1, "NaT", 4], [5, 7, "NaT"], ["NaT", "NaT", "NaT"]], "m8[ms]")
    days = np.array(["2001-01-01", "2003-01-05", "2002-01-01", "1999-12-31"], "M8[D]")
    unknown = np.array(["2001-01-01", "NaT", "1999-12-31"], "M8[us]")
    for a in (spans, some, days, unknown, spans[:0], spans[0, 1], days[:0], np.full(2, 2**62, "m8[s]")):
        for name in ("mean median std var sum prod cumsum cumprod min max ptp argmin argmax any all nanmean "
                     "nanmedian nansum nanmin nanmax nanstd sort count_nonzero nanargmin nanargmax diff").split():
            if name in ("sort", "diff", "cumsum") and a.ndim == 0:
                continue
            f = getattr(np, name)
            record(name, lambda x, f=f: f(x), a)
            if a.ndim == 2 and name != "prod" and a.size:
                for axis in (0, 1):
                    record(name, lambda x, axis, f=f: f(x, axis=axis), a, axis=axis)
        if a.size and a.dtype.kind in "mM":
            for q in (0, 0.3, 0.5, 0.77, 1):
                record("quantile", lambda x, q: np.quantile(x, q), a, q=q)
                record("nanquantile", lambda x, q: np.nanquantile(x, q), a, q=q)
    record("mean", lambda x, axis, where: np.mean(x, axis=axis, where=where != "none"), spans, axis=0, where="none")
    record("median", lambda x, axis: np.median(x, axis=axis), spans, axis=7)


def texts():
    words = np.array([["b", "a", "cc"], ["c", "a", "b"], ["", "cc", "\u00e9\U0001f600"]])
    for a in (words, np.array([b"b", b"a", b"ab", b"b"]), words[:0], np.array("x"), words[0]):
        for name in "argmin argmax min max ptp sum mean median any all cumsum count_nonzero nanmin".split():
            f = getattr(np, name)
            record(name, lambda x, f=f: f(x), a)
            if a.ndim == 2 and a.size and name.startswith("arg"):
                for axis in (0, 1):
                    record(name, lambda x, axis, f=f: f(x, axis=axis), a, axis=axis)
    record("argmax", np.argmax, np.zeros(3, "V3"), said="data type not ordered: dtype('V3')")
    record("argmin", np.argmin, np.zeros(2, "i4,i4"),
           said="data type not ordered: dtype([('f0', '<i4'), ('f1', '<i4')])")


def medians():
    z = np.array([[1 + 2j, 3 - 1j, 3 - 2j, 0], [1, -1, 1j, -1j], [2, np.nan, 1, 1j]])
    for dtype in ("c16", "c8"):
        a = z.astype(dtype)
        for x in (a, a[:2], a[0], a[0, :3], a[0, 1], a[:0], a[:, :0], a[2, 1:2]):
            record("median", lambda x: np.median(x), x)
            for axis in range(x.ndim):
                record("median", lambda x, axis: np.median(x, axis=axis), x, axis=axis)
        record("nanmedian", lambda x: np.nanmedian(x), a)
        record("nanmedian", lambda x, axis: np.nanmedian(x, axis=axis), a, axis=1)
    for dtype in ("f8", "f4", "f2", "i4", "u1", "?"):
        a = np.array([[1, 5, 3, 2], [0, 0, 1, 7], [4, 4, 4, 4]]).astype(dtype)
        if np.dtype(dtype).kind == "f":
            a[0, 1] = a[2] = np.nan
        for axis in (None, 0, 1):
            for name in "nanmedian nanquantile nanargmax nanargmin".split():
                if name == "nanquantile" and dtype == "f2":
                    continue
                f = {"nanquantile": lambda x, axis, q: np.nanquantile(x, q, axis=axis)}.get(
                    name, lambda x, axis, name=name, **k: getattr(np, name)(x, axis=axis))
                more = {"q": 0.4} if name == "nanquantile" else {}
                record(name, f, a, axis=axis, exact="ulp", **more)
                record(name, f, a[:2], axis=axis, exact="ulp", **more)
    for x in (np.zeros(0), np.array(np.nan), np.array(2.0), np.array([np.nan, 1j]),
              np.array([np.nan, -np.inf]), np.array([np.nan, np.inf]), np.zeros((0, 2))):
        for name in "nanargmax nanargmin".split():
            record(name, lambda x, f=getattr(np, name): f(x), x)
    for x in (np.zeros(0), np.array([np.nan]), np.array(2.0)):
        record("nanmedian", lambda x: np.nanmedian(x), x)
    record("nanmedian", lambda x, axis: np.nanmedian(x, axis=axis), np.ones((2, 2)), axis=2)


def main():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        structures()
        times()
        texts()
        medians()
        write("functions.tsv", ROWS)


if __name__ == "__main__":
    main()
