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


def sets():
    rows = np.array([[1, 2, 0], [0, 1, 1], [1, 2, 0], [0, 1, 0]])
    several = [rows.astype(d) for d in ("?", "i1", "u2", "i8", "f2", "f8", "c16", "M8[D]", "m8[s]", "S3", "U2")]
    nan = np.array([[1, np.nan], [1, np.nan], [0, -0.0], [-0.0, 0]])
    structures = np.array([(1, 2.0), (1, 2.0), (0, np.nan), (0, np.nan)], "i4,f8")
    nat = np.array([["NaT", 1], ["NaT", 1], [2, 1]], "m8[s]")
    cube = np.arange(12).reshape(2, 3, 2) % 2
    more = [nan, nat, structures.reshape(2, 2), structures, structures.reshape(4, 1), cube, rows[:0], rows[:, :0],
            np.zeros((0, 0)), nan + 1j, np.zeros((2, 3), "V3"), rows[:, 0], np.arange(40).reshape(20, 2) // 7]
    for a in several + more:
        for axis in range(-1, a.ndim):
            record("unique", lambda x, axis: np.unique(x, axis=axis), a, axis=axis)
            record("unique_all", lambda x, axis: tuple(np.unique(
                x, axis=axis, return_index=True, return_inverse=True, return_counts=True)), a, axis=axis)
    record("unique", lambda x, axis: np.unique(x, axis=axis), rows, axis=2)
    record("unique", lambda x, axis: np.unique(x, axis=axis), np.array(3), axis=0)


def correlation():
    x = RANDOM.integers(-20, 20, (3, 7)) / 4
    f = np.array([1, 2, 0, 3, 1, 1, 2])
    w = np.array([0.5, 1, 1, 2, 0.25, 1, 3])
    close = {"exact": "chain"}
    for a in (x, x.astype("f4"), (x * 4).astype("i4"), x + 1j * x[::-1], x[0], x[:1], x[:0], x[:, :1], x[:, :2],
              np.array(3.0), np.zeros((3, 0)), x > 0):
        record("cov", lambda m: np.cov(m), a, **close)
        record("cov", lambda m, ddof: np.cov(m, ddof=ddof), a, ddof=0, **close)
        record("cov", lambda m, rowvar: np.cov(m, rowvar=False), a, rowvar="no", **close)
        record("corrcoef", lambda m: np.corrcoef(m), a, **close)
    for y in (x[0], x[1:], x[0] + 1j):
        record("cov y", lambda m, y: np.cov(m, y), x, y, **close)
        record("corrcoef y", lambda m, y: np.corrcoef(m, y), x, y, **close)
    for ddof in (0, 1, 2):
        record("cov weights", lambda m, f, w, ddof: np.cov(m, fweights=f, aweights=w, ddof=ddof), x, f, w, ddof=ddof, **close)
        record("cov fweights", lambda m, f, ddof: np.cov(m, fweights=f, ddof=ddof), x, f, ddof=ddof, **close)
        record("cov aweights", lambda m, w, ddof: np.cov(m, aweights=w, ddof=ddof), x, w, ddof=ddof, **close)
    record("cov", lambda m: np.cov(m), np.zeros((2, 2, 2)))
    record("cov y", lambda m, y: np.cov(m, y), x, np.zeros((2, 2, 2)))
    for bad in (w[:3], f[:, None], -f):
        record("cov fweights", lambda m, f, ddof: np.cov(m, fweights=f, ddof=ddof), x, bad, ddof=1)
        record("cov aweights", lambda m, f, ddof: np.cov(m, aweights=f, ddof=ddof), x, bad * 1.0, ddof=1)


def histograms():
    ints = np.array([1, 2, 2, 5, 0])
    for x in (ints, ints.astype("i1"), ints.astype("u4"), ints > 1, ints[:0]):
        for least in (0, 3, 9):
            record("bincount", lambda x, least: np.bincount(x, minlength=least), x, least=least)
        record("bincount weights", lambda x, w: np.bincount(x, w), x, np.arange(len(x)) / 4)
        record("bincount weights", lambda x, w: np.bincount(x, w), x, np.arange(len(x), dtype="f4"))
    for bad in (ints - 1, ints / 2, ints[:, None], np.array(1), ints.astype("u8") if False else np.array(["a"])):
        if bad.ndim == 1 or bad.ndim == 0:
            record("bincount", lambda x, least: np.bincount(x, minlength=least), bad, least=0)
    record("bincount", lambda x, least: np.bincount(x, minlength=least), ints, least=-1)
    record("bincount weights", lambda x, w: np.bincount(x, w), ints, np.ones(2))
    record("bincount weights", lambda x, w: np.bincount(x, w), ints, np.ones(5) * 1j,
           said="Cannot cast array data from dtype('complex128') to dtype('float64') according to the rule 'safe'")
    record("bincount weights", lambda x, w: np.bincount(x, w), ints, np.array(list("abcde")))

    v = RANDOM.integers(-40, 40, 60) / 8
    w = RANDOM.integers(0, 9, 60) / 4
    close = {"exact": "ulp"}
    for a in (v, v.astype("f4"), v.astype("f2"), (v * 8).astype("i1"), np.abs(v * 8).astype("u2"), v > 1,
              v.reshape(6, 10), v[:0], np.array([5, 5]), np.array(3.0), np.array([0.1, 0.2, 0.3, 0.7, 0.8, 1.1])):
        for bins in (1, 3, 10, 17):
            record("histogram", lambda a, bins: np.histogram(a, bins), a, bins=bins, **close)
            record("histogram", lambda a, bins, low, high: np.histogram(a, bins, (low, high)), a, bins=bins, low=-2,
                   high=4, **close)
            if a.size:
                record("histogram", lambda a, bins, density: np.histogram(a, bins, density=True), a, bins=bins,
                       density="yes", **close)
            record("histogram_bin_edges", lambda a, bins: np.histogram_bin_edges(a, bins), a, bins=bins, **close)
    for x in (w, w.astype("f4"), (w * 4).astype("i4"), w + 1j):
        record("histogram weights", lambda a, w, bins: np.histogram(a, bins, weights=w), v, x, bins=7, **close)
        record("histogram edges weights", lambda a, e, w: np.histogram(a, e, weights=w), v, np.array([-3, 0, 1.5, 4]), x, **close)
    record("histogram weights", lambda a, w, bins, density: np.histogram(a, bins, weights=w, density=True), v, w, bins=7,
           density="yes", **close)
    days = np.array(["2001-01-01", "2002-03-04", "2003-01-01"], "M8[D]")
    for a, e in ((v, np.array([-3, 0, 1.5, 4])), (v, np.array([1])), (v, np.array([0, 0, 1])), ((v * 8).astype("i1"), np.array([-9, 0, 3])),
                 (v.astype("f4"), np.array([0, 1.0])), (days, days), (np.append(v, np.nan), np.array([0, 1, 9.0])), (v[:0], np.array([0, 1]))):
        record("histogram edges", lambda a, e: np.histogram(a, e), a, e)
    record("histogram edges", lambda a, e, density: np.histogram(a, e, density=True), v, np.array([-3, 0, 1.5, 4]), density="yes", **close)
    record("histogram", lambda a, bins: np.histogram(a, bins), np.append(v, np.nan), bins=3)
    record("histogram", lambda a, bins: np.histogram(a, bins), np.append(v, np.inf), bins=3,
           said=f"autodetected range of [{v.min()}, inf] is not finite")
    record("histogram", lambda a, bins: np.histogram(a, bins), v, bins=0)
    record("histogram", lambda a, bins: np.histogram(a, bins), v, bins=-3)
    record("histogram", lambda a, bins, low, high: np.histogram(a, bins, (low, high)), v, bins=3, low=4, high=1)
    record("histogram", lambda a, bins, low, high: np.histogram(a, bins, (float(low), float(high))), v, bins=3, low="-inf", high=1)
    record("histogram weights", lambda a, w, bins: np.histogram(a, bins, weights=w), v, w[:5], bins=7)
    record("histogram edges", lambda a, e: np.histogram(a, e), v, np.array([3, 2, 1]))
    record("histogram edges", lambda a, e: np.histogram(a, e), v, np.array([[3, 2, 1]]))
    record("histogram", lambda a, bins: np.histogram(a, bins), np.array(["a", "b"]), bins=3)


def lines():
    x = np.array([-5, 0, 1, 1.5, 2.72, 3.14, np.nan, np.inf, -np.inf, 2, 7, 1e300])
    xp = np.array([0, 1, 2, 3, 4.5, 7])
    fp = np.array([3, 2, 0, -1, np.inf, np.inf])
    close = {"exact": "ulp"}
    for n in (1, 2, 3, 4, 5, 6):
        for y in (fp[:n], fp[:n] + 1j * fp[:n][::-1], (fp[:n] > 0).astype("i4"), fp[:n].astype("f4")):
            for at in (x, x.reshape(3, 4), x[3], x[:0], np.array([1, 2]), x.astype("f2")):
                record("interp", lambda x, xp, fp: np.interp(x, xp, fp), at, xp[:n], y, **close)
        record("interp", lambda x, xp, fp, left, right: np.interp(x, xp, fp, left, right), x, xp[:n], fp[:n], left=-7, right=8.5)
    record("interp", lambda x, xp, fp: np.interp(x, xp, fp), x, np.array([1, np.nan, 2]), fp[:3])
    record("interp", lambda x, xp, fp: np.interp(x, xp, fp), x, np.array([-np.inf, 2]), fp[:2])
    turn = (np.array([190, -190, 350, -350.0]), np.array([5, 10, 3, 4]))
    for period in (360, -360, 100.5):
        record("interp", lambda x, xp, fp, period: np.interp(x, xp, fp, period=period), np.array([-180, -170, 5, 720, 185.5]), *turn, period=period, **close)
        record("interp", lambda x, xp, fp, period: np.interp(x, xp, fp, period=period), np.array([-180, 5]), turn[0], turn[1] * 1j, period=period, **close)
    record("interp", lambda x, xp, fp, period: np.interp(x, xp, fp, period=period), x, *turn, period=0)
    record("interp", lambda x, xp, fp, period: np.interp(x, xp, fp, period=period), x, turn[0], turn[1][:2], period=360)
    record("interp", lambda x, xp, fp, period: np.interp(x, xp, fp, period=period), x, turn[0][None], turn[1], period=360)
    record("interp", lambda x, xp, fp: np.interp(x, xp, fp), x, xp, fp[:2])
    record("interp", lambda x, xp, fp: np.interp(x, xp, fp), x, xp[:0], fp[:0])
    record("interp", lambda x, xp, fp: np.interp(x, xp, fp), x, xp[None], fp[None])
    record("interp", lambda x, xp, fp: np.interp(x, xp, fp), x * 1j, xp, fp,
           said="Cannot cast array data from dtype('complex128') to dtype('float64') according to the rule 'safe'")


def choices():
    four = [np.arange(4) + 10 * k for k in range(4)]
    for which in (np.array([2, 3, 1, 0]), np.array([2, 4, 1, 0]), np.array([-1, 0, 5, 9]), np.array([[1], [3]]), np.array(2),
                  np.zeros(0, int).reshape(0, 1), np.array([True, False, True, True]), np.array([2, 1, 0, 0], "u1")):
        for mode in ("raise", "wrap", "clip"):
            record("choose", lambda a, *c, mode: np.choose(a, c, mode=mode), which, *four, mode=mode)
            record("choose", lambda a, *c, mode: np.choose(a, c, mode=mode), which, four[0].astype("i2"), np.array(2.5), four[2][:, None], four[1] * 1j, mode=mode)
    texts = np.array(["a", "bb", "ccc", ""])
    record("choose", lambda a, *c, mode: np.choose(a, c, mode=mode), np.array([0, 1, 1, 0]), texts, texts[::-1], mode="raise")
    many = [np.full(3, k) for k in range(50)]
    record("choose", lambda a, *c, mode: np.choose(a, c, mode=mode), np.array([0, 49, 33]), *many, mode="raise")
    record("choose", lambda a, *c, mode: np.choose(a, c, mode=mode), np.array([0.0, 1.0]), *four, mode="raise")
    record("choose", lambda a, *c, mode: np.choose(a, c, mode=mode), np.array([0, 1]), four[0][:2], four[0][:3], mode="raise")
    record("choose", lambda a, *c, mode: np.choose(a, c, mode=mode), np.array([0, 1], "u8"), *four, mode="raise")
    record("choose", lambda a, mode: np.choose(a, [], mode=mode), np.array([0, 1]), mode="raise")
    yes, no = np.array([True, False, False]), np.array([True, True, False])
    a, b = np.array([1, 2, 3]), np.array([4.5, 5, 6])
    for otherwise in (0, 9, 1.5):
        f = lambda *all, otherwise: np.select(all[: len(all) // 2], all[len(all) // 2 :], otherwise)
        record("select", f, yes, a, otherwise=otherwise)
        record("select", f, yes, no, a, b, otherwise=otherwise)
        record("select", f, yes, no, a.astype("i1"), b.astype("f4"), otherwise=otherwise)
        record("select", f, yes[:, None], no, a, b[:1], otherwise=otherwise)
        record("select", f, yes[0], no[2], a[0], b[0], otherwise=otherwise)
        record("select", f, yes[:0], a[:0], otherwise=otherwise)
        record("select", f, yes, a[:2], otherwise=otherwise)
        record("select", f, a, a, otherwise=otherwise)
    record("select", f, yes, a.astype("i1"), otherwise=300)
    record("select", lambda otherwise: np.select([], [], otherwise), otherwise=0)
    record("select too few", lambda c, otherwise: np.select([c], [], otherwise), yes, otherwise=0)


def angles():
    z = np.array([1, -1, 0, -0.0, 1j, -1j, 1 + 1j, complex(-1, -0.0), complex(-1, 0.0), complex(np.inf, -np.inf), np.nan])
    for a in (z, z.astype("c8"), z.real, z.real.astype("f4"), z.real.astype("f2"), np.array([1, -2, 0], "i4"),
              np.array([3, 0], "u1"), np.array([True, False]), z[6], z[:0]):
        record("angle", lambda z: np.angle(z), a, exact="ulp")
        record("angle", lambda z, deg: np.angle(z, deg=True), a, deg="yes", exact="ulp")
    record("angle", lambda z: np.angle(z), np.array([1], "m8[s]"))
    x = np.array([7.5, -7.5, 0, -0.0, np.inf, 3, 1e300, 5e-324])
    for dtype in ("f8", "f4", "f2", "i4"):
        v = x[:6].astype(dtype) if dtype != "i4" else np.array([7, -7, 0, 9])
        record("divmod", np.divmod, v, v.dtype.type(2))
        if dtype != "i4":
            record("ldexp", np.ldexp, v, np.array(3))
            record("spacing", np.spacing, v)
            record("nextafter", np.nextafter, v, v.dtype.type(1))
        record("frexp", np.frexp, v)
        record("modf", np.modf, v)
    record("ldexp", np.ldexp, x, np.array(2.0))
    record("isnat", np.isnat, np.array(["NaT", "2001"], "M8[D]"))
    record("isnat", np.isnat, x)
    record("frexp", np.frexp, z)


def without_loops():
    """What ufuncs say to text and void."""
    names = sorted({getattr(np, n).__name__ for n in dir(np) if isinstance(getattr(np, n), np.ufunc)})
    odd = [np.array(["a"]), np.array([b"a"]), np.zeros(1, "V3"), np.zeros(1, "i4,i4")]
    beside = [odd[0], odd[1], np.array([1.5]), np.array([True]), np.array([1], "m8[s]")]
    for name in names:
        u = getattr(np, name)
        if name in ("multiply", "logical_and", "logical_or", "logical_xor"):
            continue
        for a in odd:
            if u.signature:
                a = np.stack([a, a])
            if u.nin == 1:
                record("ufunc " + name, u, a)
                continue
            for b in beside:
                if u.signature:
                    b = np.stack([b])
                record("ufunc " + name, u, a, b)
                record("ufunc " + name, u, b, a)


def products():
    """Generalized ufuncs."""
    def values(dtype, shape):
        v = RANDOM.integers(-6, 7, shape) / (2 if np.dtype(dtype).kind in "fc" else 1)
        v = v + 0.5j * RANDOM.integers(-6, 7, shape) if np.dtype(dtype).kind == "c" else v
        return np.asarray(v).astype("i8").astype(dtype) if np.dtype(dtype).kind in "bui" else np.asarray(v).astype(dtype)

    shapes = {"matmul": [((2, 3), (3, 4)), ((3,), (3, 4)), ((2, 3), (3,)), ((3,), (3,)), ((5, 2, 3), (3, 4)),
                         ((3,), (5, 3, 2)), ((5, 2, 3), (3,)), ((4, 1, 2, 3), (5, 3, 2)), ((0, 3), (3, 2)), ((2, 0), (0, 3)),
                         ((0, 2, 3), (3, 1)), ((2, 3), (4, 3)), ((3,), (4,)), ((), (3,)), ((3,), ()), ((2, 2, 3), (3, 3, 4)),
                         ((2, 3), (5,))],
              "vecdot": [((3,), (3,)), ((2, 3), (3,)), ((4, 1, 3), (2, 3)), ((0,), (0,)), ((2, 0), (0,)), ((0, 3), (3,)),
                         ((3,), (2,)), ((), (3,)), ((2, 3), (3, 3))],
              "matvec": [((2, 3), (3,)), ((4, 2, 3), (3,)), ((2, 3), (4, 3)), ((4, 2, 3), (5, 1, 3)), ((0, 3), (3,)),
                         ((2, 0), (0,)), ((3,), (3,)), ((2, 3), (2,)), ((2, 2, 3), (3, 3))],
              "vecmat": [((3,), (3, 2)), ((4, 3), (3, 2)), ((3,), (4, 3, 2)), ((5, 1, 3), (4, 3, 2)), ((0,), (0, 2)),
                         ((3,), (3,)), ((2,), (3, 2)), ((2, 3), (3, 3, 4))]}
    for name, pairs in shapes.items():
        u = getattr(np, name)
        for left, right in pairs:
            for dtype in "? i1 u2 i4 u8 i8 f2 f4 f8 c8 c16".split():
                record("ufunc " + name, u, values(dtype, left), values(dtype, right))
        record("ufunc " + name, u, values("f4", pairs[0][0]), values("i2", pairs[0][1]))
        record("ufunc " + name, u, values("i1", pairs[0][0]), values("u8", pairs[0][1]))
        record("ufunc " + name, u, values("i4", pairs[0][0]).astype("m8[s]"), values("f8", pairs[0][1]))
        record("ufunc " + name, u, values("i4", pairs[0][0]).astype("m8[s]"), values("i8", pairs[0][1]).astype("m8[s]"))


def main():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        structures()
        times()
        texts()
        medians()
        sets()
        correlation()
        histograms()
        lines()
        choices()
        angles()
        without_loops()
        products()
        write("functions.tsv", ROWS)


if __name__ == "__main__":
    main()
