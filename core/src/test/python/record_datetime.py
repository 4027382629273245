"""Records NumPy's answers for datetime64 and timedelta64; run as record.py."""

import itertools
import warnings

import numpy as np

from record import npy, text, write

UNITS = "Y M W D h m s ms us ns ps fs as".split()
STEPS = UNITS + "generic 25s 7D 1000us 3M 2W 1000000ns 60s 12M 5Y 2147483647s 2000ms 2s".split()
NAT = -(2**63)
RANDOM = np.random.default_rng(1970)
LEVELS = "no equiv safe same_kind unsafe".split()


def cell(a):
    """An array; numbers, counts and texts of one dimension as such, for brevity."""
    if a.ndim == 1 and a.dtype.kind in "Mm":
        return a.dtype.str + ":" + ",".join(str(n) for n in a.astype("i8").tolist())
    if a.ndim == 1 and a.dtype.kind in "biu":
        return a.dtype.str + ":" + ",".join(str(int(n)) for n in a.tolist())
    if a.ndim == 1 and a.dtype.kind == "f":
        return a.dtype.str + ":" + ",".join(str(n) for n in a.tolist())
    if a.ndim == 1 and a.dtype.kind == "U" and a.dtype.isnative:
        return a.dtype.str + ":" + ",".join(a.tolist())
    return npy(a)


def failure(e):
    return "error: " + type(e).__name__ + ": " + text(str(e))


def attempt(f):
    try:
        return f()
    except (TypeError, ValueError, OverflowError, RuntimeError) as e:
        return failure(e)


def dtype_of(kind, step):
    return kind + "8" + ("" if step == "generic" else "[" + step + "]")


def counts(n=12, turns=13):
    """Counts of every size, and those at the ends and turning points."""
    edges = [NAT, 0, 1, -1, 58, 59, -365, 2**31, -(2**31) - 1, 2**63 - 1, NAT + 1, 11016, 10957]
    sizes = RANDOM.integers(1, 63, n)
    some = [int(RANDOM.integers(-(2**int(b)), 2**int(b))) for b in sizes]
    anywhere = RANDOM.integers(-(2**63), 2**63 - 1, n // 2).tolist()
    return np.array(edges[:turns] + some + anywhere, "i8")


def dtypes():
    names = [k + s for k in ("M8", "m8", "datetime64", "timedelta64", ">M8", "<m8", "=M8", "|m8")
             for s in ("", "[s]", "[25s]", "[generic]", "[ns]", "[D]")]
    names += ["M", "m", ">m", "datetime64[\u03bcs]", "M8[ 2s]", "M8[+2s]", "M8[02s]", "M8[1s]"]
    names += ["M8[" + u + "]" for u in UNITS]
    bad = """M8[xx] M8[25] M8[ns M8[] M8[ns]x M[s] m[s] M4 M16 Datetime64 M8[-2s] M8[B] M8[2147483648s]
        M8[S] M8[s//2] M8[D/] M8[2_s] M8]s[ M8[2""".split() + ["M8 [s]", "M8[2 s]"]
    divided = """Y/12 Y/24 Y/2 Y/3 Y/52 Y/365 Y/730 M/4 M/30 M/5 M/60 M/720 W/7 W/14 W/168 W/10080
        D/2 2D/3 3h/4 2h/2 D/24 D/1440 D/86400 D/7 h/7 h/60 h/3600 m/7 m/60 m/60000 s/3 s/1000
        s/1000000 s/3000 ms/2 us/1000 ns/1000000 ns/1000000000 ps/1000 ps/1000000 fs/8 fs/1000000
        as/2 generic/2 3Y/12 Y/1 s/1""".split()
    for name in names + bad + ["M8[" + d + "]" for d in divided]:
        try:
            d = np.dtype(name)
            yield text(name), d.str, d.name, d.kind + d.char, repr(d), str(d)
        except (TypeError, ValueError) as e:
            yield text(name), failure(e), "", "", "", ""


def promotions():
    times = [dtype_of(k, s) for k in "Mm" for s in STEPS] + [">M8[s]", ">m8[ms]"]
    others = "? i1 u1 i2 u4 i8 u8 f2 f4 f8 c8 c16 S0 S5 S30 U5 U30".split()
    pairs = list(itertools.product(times, times))
    pairs += list(itertools.product(others, times)) + list(itertools.product(times, others))
    for a, b in pairs:
        common = attempt(lambda: np.promote_types(a, b).str)
        levels = "".join("01"[bool(np.can_cast(a, b, c))] for c in LEVELS)
        yield np.dtype(a).str, np.dtype(b).str, common, levels


def cast(values, target):
    return attempt(lambda: cell(values.astype(target)))


def factor_wraps(a, b):
    """Whether the factor between two steps overflows in NumPy unnoticed, so that casts are wrong."""
    def split(step):
        unit = step.lstrip("0123456789")
        return int(step[:len(step) - len(unit)] or 1), unit

    parts = dict(zip(UNITS, [12 * 146097, 146097, 7, 24, 60, 60] + [1000] * 7))
    (m, u), (n, v) = split(a), split(b)
    if UNITS.index(u) > UNITS.index(v):
        (m, u), (n, v) = (n, v), (m, u)
    factor = m
    if (u, v) == ("Y", "M"):
        factor *= 12
    elif u in "YM" and u != v:
        factor *= 146097 // (7 if v == "W" else 1)
        u = v if v == "W" else "D"
    if u not in "YM":
        for x in UNITS[UNITS.index(u):UNITS.index(v)]:
            factor *= parts[x]
    return factor >= 2**64 or n * 400 * 12 * 7 >= 2**64


def casts():
    times = [s for s in STEPS if s != "generic"]
    for kind in "Mm":
        for a, b in itertools.product(times, times):
            too_far = factor_wraps(a, b)
            if a != b and not too_far:
                v = counts(4, 5)
                if kind == "M" and a[-1] in "YM" and b[-1] not in "YM":
                    # Beyond this the days overflow, and what C gives then is not defined.
                    v = v[np.abs(v.astype("f8")) < 2e15]
                v = v.view(dtype_of(kind, a))
                yield cell(v), dtype_of(kind, b), cast(v, dtype_of(kind, b))
        for step in STEPS:
            dtype = dtype_of(kind, step)
            v = counts().view(dtype)
            v = v[:8]
            for target in "? i1 u2 i4 i8 u8 f2 f4 f8 c8 c16 >i8 >f8".split():
                yield cell(v), target, cast(v, target)
            other = dtype_of("mM"["Mm".index(kind)], step)
            yield cell(v), other, cast(v, other)
            yield cell(v), dtype_of(kind, "generic"), cast(v, dtype_of(kind, "generic"))
            for source in "? i1 u8 i8 f2 f4 f8 c8 c16 >f8".split():
                v = np.array([0, 1, 77, 1, 0]).astype(source)
                yield cell(v), dtype, cast(v, dtype)
            if kind == "m" or step != "generic":
                for target in "U S".split():
                    v = counts().view(dtype)
                    yield cell(v), target, cast(v, target)
                for target in "U9 S9 S2 U28".split():
                    v = np.array([3, NAT, -4000]).view(dtype)
                    yield cell(v), target, cast(v, target)
                    yield cell(v[:1]), target, cast(v[:1], target)
    floats = np.array([1.5, -1.5, np.nan, np.inf, -np.inf, 1e30, 2.0**63, -2.0**63, 9e18])
    for target in ("M8[s]", "m8[s]", ">m8[Y]", "m8"):
        for source in "f8 f4 f2 c16".split():
            v = floats.astype(source)
            yield cell(v), target, cast(v, target)


def texts():
    return ["", "NaT", "nat", "NAT", "nAt ", " NaT", "2020", "2020-02", "2020-02-29", "2021-02-29",
            "1900-02-29", "2000-02-29", "2020-02-29T", "2020-02-29T05", "2020-02-29 05",
            "2020-02-29T05:06", "2020-02-29T05:06:07", "2020-02-29T05:06:07.", "-0001-12-31",
            "2020-02-29T05:06:07.1", "2020-02-29T05:06:07.123", "2020-02-29T05:06:07.1234",
            "2020-02-29T05:06:07.123456", "2020-02-29T05:06:07.1234567",
            "2020-02-29T05:06:07.123456789", "2020-02-29T05:06:07.1234567890",
            "1970-01-01T00:00:01.123456789012", "1970-01-01T00:00:01.1234567890123",
            "1970-01-01T00:00:01.123456789012345", "1970-01-01T00:00:01.123456789012345678",
            "1970-01-01T00:00:01.1234567890123456789", "2020-02-29T05:06:07.5Z",
            "2020-02-29T05:06Z", "2020-02-29T05Z", "2020-02-29T05+01", "2020-02-29T05:06+0130",
            "2020-02-29T23:59-01:30", "2020-01-01T00:30+01:00", "2019-12-31T23:30-01:00",
            "2020-02-29T05:06:07+24", "2020-02-29T05:06:07+01:60", "2020-02-29T05:06:07+1",
            "2020-02-29T05:06:07+01:", "2020-02-29T05:06:07 ", "2020-02-29T05:06:07Z  ",
            "2020-02-29T05:06:07 Z", "2020-02-29T05:06:07Zx", "2020-02-29T05:06:07x",
            "2020-13", "2020-00", "2020-1", "2020-01-00", "2020-01-32", "2020-04-31", "2020-01-1",
            "2020-", "2020-01-", "2020-01-01T24", "2020-01-01T23:60", "2020-01-01T23:59:60",
            "2020-01-01T1", "2020-01-01T10:", "2020-01-01T10:1", "2020-01-01T10:10:",
            "2020-01-01T10:10:1", "2020/01/01", "20200101", "202001", "2020-01-01x", "x", "-", "+",
            "+2020", "-2020", "--01", "-2020-05-06T07", "12345-06-07", "+12345-06-07",
            "-12345-06-07", "292277026596-12-04", "-292277022657-01-27", "2147483647123",
            "12345678901234567", " 2020", "  2020-01-01", " -2020", "\t2020", "2020 ",
            "2020-01 ", "2020-01-01 ", "2020-01-01T ", "0", "1", "-1", "0000", "0000-01-01",
            "0001-01-01T00:00:00", "1969-12-31T23:59:59.999999999999999999", "1969-12-31",
            "1677-09-21T00:12:43.145224193", "2262-04-11T23:47:16.854775807",
            "2262-04-11T23:47:16.854775808", "todays", "no w", "2020-02-30T05", "2020-W05",
            "2020-060", "2020-02-29t05", "2020-02-29T05:06:07,5", "+ 5", "5 days", "5", "+7", "-3",
            " 5", " 5 ", "1_0", "1e3", "0x10", "5.5", "\u0663", "\u00e9", "2020\u00e9"]


def parses():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for s in texts():
            a = np.array([s])
            for target in ["M8[" + u + "]" for u in UNITS] + ["M8[25s]", "M8", "m8[s]", "m8"]:
                yield text(s), target, cast(a, target)
        groups = [["2020", "2020-01-01T05"], ["NaT", "2020-01"], ["", "NaT"], ["1970-01-01T00",
                  "1970-01-01T00:00:00.000000000000000001"], ["2020-01-01T00:00:00.1234", "x"]]
        for g in groups:
            v = np.array(g)
            yield cell(v), "M8", cast(v, "M8")
            yield cell(v.astype("S")), "M8", cast(v.astype("S"), "M8")


def written():
    """Texts of counts over the whole range, for every unit."""
    for step in STEPS:
        if step != "generic":
            v = counts(60).view(dtype_of("M", step))
            yield cell(v), cell(v.astype("U"))
    for step in STEPS:
        v = counts(20).view(dtype_of("m", step))
        yield cell(v), cell(np.array([str(x) for x in v]))


def as_strings():
    v = np.array([NAT, 0, -1, 58, 86400 * 365, 3600 * 24000, 60 * 1000000, 123456789012345])
    days = v[:4]
    for step in "Y 3M D 7D h 25s ms as".split():
        a = v.view(dtype_of("M", step))
        for unit in "Y W D h m ms as auto generic".split() + [None]:
            for zone in ("naive", "UTC"):
                for casting in LEVELS:
                    r = attempt(lambda: cell(np.datetime_as_string(
                        a, unit=unit, timezone=zone, casting=casting)))
                    yield cell(a), str(unit), zone, casting, r
    for a in (days.view("M8[D]"), days.view("M8[h]"), days.view("M8[us]")):
        for casting in LEVELS:
            r = attempt(lambda: cell(np.datetime_as_string(a, unit="auto", casting=casting)))
            yield cell(a), "auto", "naive", casting, r


def printing():
    for kind in "Mm":
        for step in STEPS:
            if kind == "M" and step == "generic":
                arrays = [np.array(["NaT", "NaT"], "M8"), np.zeros(0, "M8"), np.array("NaT", "M8")]
            else:
                d = dtype_of(kind, step)
                small = np.array([1, -2, 300, NAT, 40000, 5]).view(d)
                arrays = [small, small[:3], small[3:4], small[:0], small.reshape(2, 3),
                          small[:1].reshape(()), small[3:4].reshape(()), counts(8).view(d),
                          np.resize(small, (3, 400)), np.zeros((2, 0, 3), d),
                          small.astype(np.dtype(d).newbyteorder(">")), np.arange(1200).view(d)[:],
                          np.resize(small, 20)]
            for a in arrays:
                yield npy(a), text(str(a)), text(repr(a))


def arrays_for(step, n=3):
    v = np.array([7, -7, NAT, 0, 1, -8, 40, 2**62, 2**63 - 1, NAT + 1], "i8")
    return known(v, step).view(step)


def known(v, step):
    """Counts of years are kept so small that their days do not overflow."""
    return np.where(v == NAT, v, v % 2**40 - 9) if "Y" in step else v


def operands():
    """Pairs of arrays of one length."""
    times = "m8[s] M8[s] m8[25s] M8[D] m8[Y] M8[Y] m8[ms] m8 >m8[h] >M8[h] m8[as]".split()
    w = np.array([3, -2, 5, NAT, 0, -1, 2**40, 2**62, NAT, -1], "i8")
    small = np.array([3, -2, 5, 1, 0, -1, 100, 2, 7, -1])
    for a in times:
        for b in times:
            yield arrays_for(a), known(w, b).view(b)
        for number in "? i4 u8 >i8 f4 >f8 c16".split():
            n = small.astype(number)
            yield arrays_for(a), n
            yield n, arrays_for(a)
        yield arrays_for(a), np.array(["a"] * 10)
    special = np.array([0.0, -0.0, np.nan, np.inf, -np.inf, 1e30, 0.5, 2.0, 1.0, -1.5])
    for b in (special, special.astype("f4")):
        yield arrays_for("m8[s]"), b
        yield b, arrays_for("m8[s]")


BINARY = """add subtract multiply divide floor_divide remainder divmod equal not_equal less less_equal
    greater greater_equal maximum minimum fmax fmin power""".split()
UNARY = """negative positive absolute sign isnat isnan isinf isfinite square floor logical_not
    sqrt""".split()


def results(r):
    return "|".join(cell(x) for x in r) if isinstance(r, tuple) else cell(r)


def binary():
    for a, b in operands():
        for name in BINARY:
            if name == "multiply" and b.dtype.kind == "U":
                continue
            r = attempt(lambda: results(getattr(np, name)(a, b)))
            n = 1 if r.startswith("error") else len(a)
            yield name, cell(a[:n]), cell(b[:n]), r


def unary():
    for step in STEPS:
        for kind in "Mm":
            if step != "generic" or kind == "m":
                a = arrays_for(dtype_of(kind, step))
                for name in UNARY:
                    yield name, cell(a), attempt(lambda: results(getattr(np, name)(a)))
    for dtype in "f8 i4 ? U3".split():
        yield "isnat", npy(np.zeros(2, dtype)), attempt(lambda: results(np.isnat(np.zeros(2, dtype))))


def reductions():
    shaped = np.array([[3, -4, 5], [10, 0, 7]])
    with_nat = shaped.copy()
    with_nat[1, 1] = NAT
    for dtype in "M8[s] m8[s] m8[25s] >m8[h] >M8[D] m8".split():
        for v in (shaped, with_nat, shaped[:0], shaped[:, :0], shaped[::-1, ::2]):
            a = v.astype("i8").view(dtype) if v.flags.c_contiguous else v.copy().view(dtype)
            names = "add maximum minimum fmax fmin" + (" multiply subtract" if a.dtype.isnative else "")
            for name in names.split():
                if name == "add" and dtype == ">M8[D]":
                    continue
                f = getattr(np, name)
                for axis in (None, 0, 1):
                    if axis is None and name == "subtract":
                        continue
                    yield (name, "reduce", npy(a), str(axis),
                           attempt(lambda: npy(np.asarray(f.reduce(a, axis=axis)))))
                for axis in (0, 1):
                    yield (name, "accumulate", npy(a), str(axis),
                           attempt(lambda: npy(f.accumulate(a, axis=axis))))


def aranges():
    def t(s):
        return np.datetime64(s)

    def d(n, u):
        return np.timedelta64(n, u) if u else np.timedelta64(n)

    cases = [(t("2020-01-01"), t("2020-01-10"), None, None),
             (t("2020-01-01"), t("2020-02"), d(1, "W"), None),
             (t("2020-01"), t("2021-01"), d(2, "M"), None),
             (t("2020-01-01T00"), t("2020-01-01T05"), d(90, "m"), None),
             (t("2020-01-01"), d(5, "D"), None, None), (t("2020-01-01"), 5, 2, None),
             (t("2020-01-05"), t("2020-01-01"), d(-1, "D"), None),
             (t("2020-01-05"), t("2020-01-01"), None, None),
             (d(0, "s"), d(3, "m"), d(30, "s"), None), (0, d(5, "h"), None, None),
             (None, d(5, "h"), None, None), (None, t("2020"), None, None),
             (t("2020-01-01"), t("2020-01-10"), d(0, "D"), None),
             (t("NaT"), t("2020"), None, None), (t("2020"), t("2021"), d("NaT", "Y"), None),
             (t("2020"), t("2021"), t("2021"), None),
             ("2020-01-01", "2020-01-05", None, "M8[D]"), ("2020-01", "2020-05", None, "M8"),
             ("2020-01", "2020-01-05", None, "M8[D]"), (t("2020-01-01"), t("2021"), d(1, "M"), "M8[M]"),
             (t("2020-01-01"), t("2020-01-03"), d(1, "M"), None), (0, 10, 3, "m8[s]"),
             (0, 10, 3, "m8"), (5, 0, -2, "m8[25s]"), (d(1, "D"), d(1, "Y"), None, None),
             (d(1, "Y"), d(3, "Y"), d(5, "M"), None), (0, 3, None, "M8[Y]"), (0, 3, None, "f8"),
             (t("2020"), t("2020-03-01"), d(1, "D"), None)]

    def show(x):
        if isinstance(x, (np.datetime64, np.timedelta64)):
            return cell(np.array([x]))
        return "null" if x is None else repr(x)

    for start, stop, step, dtype in cases:
        if dtype == "f8":
            continue
        yield (show(start), show(stop), show(step), str(dtype),
               attempt(lambda: cell(np.arange(start, stop, step, dtype=dtype))))


def main():
    write("datetime-dtypes.tsv", dtypes())
    write("datetime-promotion.tsv", promotions())
    write("datetime-casts.tsv", casts())
    write("datetime-parse.tsv", parses())
    write("datetime-written.tsv", written())
    write("datetime-as-string.tsv", as_strings())
    write("datetime-printing.tsv", printing())
    warnings.simplefilter("ignore")
    write("datetime-binary.tsv", binary())
    write("datetime-unary.tsv", unary())
    write("datetime-reductions.tsv", reductions())
    write("datetime-arange.tsv", aranges())


if __name__ == "__main__":
    main()
