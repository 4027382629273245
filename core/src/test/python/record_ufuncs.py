"""Records what NumPy's ufuncs answer, for the tests of core.

    python3 -m venv v && v/bin/pip install 'numpy>=2.4' mpmath && v/bin/python record_ufuncs.py

Writes tab-separated files to ../resources/dev/ambi/core. An array is dtype|shape|bits, the bits
compressed by zlib, in base64. What is not exact is recorded from mpmath, rounded to the dtype,
wherever NumPy's own answer is finite: the answers of C libraries differ in their last places.
"""

import base64
import pathlib
import warnings
import zlib

import mpmath
import numpy as np

OUT = pathlib.Path(__file__).parent.parent / "resources" / "dev" / "ambi" / "core"
NUMERIC = "? i1 u1 i2 u2 i4 u4 i8 u8 f2 f4 f8 c8 c16".split()
RANDOM = np.random.default_rng(20241201)
UFUNCS = sorted({getattr(np, n).__name__ for n in dir(np) if isinstance(getattr(np, n), np.ufunc)})
UFUNCS = [n for n in UFUNCS if getattr(np, n).signature is None and n != "isnat"]
UNARY = [n for n in UFUNCS if getattr(np, n).nin == 1]
BINARY = [n for n in UFUNCS if getattr(np, n).nin == 2]

warnings.simplefilter("ignore")
np.seterr(all="ignore")
mpmath.mp.prec = 1400


def cell(array):
    array = np.asarray(array)
    bits = zlib.compress(np.ascontiguousarray(array).tobytes(), 9)
    shape = ",".join(map(str, array.shape))
    return f"{array.dtype.str}|{shape}|{base64.b64encode(bits).decode()}"


def cells(result):
    return ";".join(map(cell, result)) if isinstance(result, tuple) else cell(result)


def text(s):
    return s.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def error(e):
    kinds = {OverflowError: "ArithmeticException", IndexError: "IndexOutOfBoundsException"}
    name = next((v for k, v in kinds.items() if isinstance(e, k)), "IllegalArgumentException")
    if isinstance(e, ValueError) and "read-only" in str(e):
        name = "UnsupportedOperationException"
    return f"!{name}:{text(str(e))}"


def write(name, rows):
    lines = ["\t".join(row) + "\n" for row in rows]
    (OUT / name).write_text("".join(lines), encoding="utf-8")
    print(name, len(lines), sum(map(len, lines)))


# ---------------------------------------------------------------------------------------- inputs

FLOAT_EDGES = [0.0, 1.0, 0.5, 1.5, 2.5, 2.0, 3.0, 10.0, 0.1, 1 / 3, np.pi, np.pi / 2, np.e, 0.9999,
               1.0001, 1e-5, 1e-10, 1e-20, 20.0, 22.5, 50.0, 88.0, 89.5, 103.0, 104.5, 700.0, 709.5,
               710.2, 745.1, 746.0, 1023.5, 1075.0, 1e5, 1e10, 1e15, 1e22, 1e300, np.inf, 0.7071,
               1.4142, 2.0**24 + 1, 2.0**52 + 1, 0.49999999999999994, 8388607.5, 4.5, 64.0, 1000.0]


def float_values(dtype):
    info = np.finfo(dtype)
    own = [info.max, info.tiny, info.smallest_subnormal, 1 + info.eps, 1 - info.eps / 2,
           info.tiny / 3]
    positive = np.array(FLOAT_EDGES + [float(x) for x in own]).astype(dtype)
    wide = 2.0 ** RANDOM.uniform(np.log2(float(info.smallest_subnormal)),
                                 np.log2(float(info.max)), 40)
    near = RANDOM.uniform(-10, 10, 40)
    unit = RANDOM.uniform(-1, 1, 30)
    one = 1 + 2.0 ** RANDOM.uniform(np.log2(float(info.eps)), 0, 20)
    many = np.concatenate([wide, -wide[:10], near, unit, one, 1 / one]).astype(dtype)
    return np.concatenate([positive, -positive, [np.nan], many]).astype(dtype)


def complex_values(dtype):
    part = np.dtype(dtype).type(0).real.dtype
    info = np.finfo(part)
    axis = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, np.inf, -np.inf, np.nan, 800.0, -100.0, 1e-9,
            float(info.max), -float(info.tiny), float(info.smallest_subnormal)]
    grid = [complex(a, b) for a in axis for b in axis]
    r = RANDOM.uniform
    small = r(-3, 3, (60, 2)) @ [1, 1j]
    wide = (r(-1, 1, (30, 2)) * 10.0 ** r(-30, 30, (30, 2))) @ [1, 1j]
    circle = np.exp(1j * r(-np.pi, np.pi, 15)) * (1 + 10.0 ** r(-12, -1, 15))
    axes = np.concatenate([(1 + 10.0 ** r(-12, -1, 10)) + 1j * 10.0 ** r(-12, -1, 10),
                           1j * (1 - 10.0 ** r(-12, -1, 10)) + 10.0 ** r(-12, -1, 10),
                           10.0 ** r(-12, -1, 10) * np.exp(1j * r(-np.pi, np.pi, 10))])
    # Not through arithmetic, which would turn an infinite part and a zero into a NaN.
    out = np.empty(len(grid) + 60 + 30 + 15 + 30, dtype)
    rest = np.concatenate([small, wide, circle, axes])
    out.real = [z.real for z in grid] + list(rest.real)
    out.imag = [z.imag for z in grid] + list(rest.imag)
    return out


def integer_values(dtype):
    info = np.iinfo(dtype)
    candidates = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 31, 32, 33, 63, 64, 65, 100, 127, 128, 200, 255,
                  256, 1000, 32767, 32768, 65535, 65536, 2**31 - 1, 2**31, 2**32 - 1, 2**32,
                  2**53 + 1, 2**63 - 1, 2**63, 2**64 - 1, info.max - 1, info.max // 2]
    candidates += [-c for c in candidates if c <= 2**63] + [info.min + 1]
    return np.array(list(dict.fromkeys(c for c in candidates if info.min <= c <= info.max)), dtype)


def values(dtype):
    kind = np.dtype(dtype).kind
    if kind == "b":
        return np.array([False, True])
    return {"i": integer_values, "u": integer_values, "f": float_values,
            "c": complex_values}[kind](dtype)


def few(dtype):
    """Values of which every pair is tried."""
    kind = np.dtype(dtype).kind
    if kind == "b":
        return np.array([False, True])
    if kind in "iu":
        info = np.iinfo(dtype)
        c = [0, 1, 2, 3, 7, 10, 31, 63, 64, 65, 100, info.max, info.max - 1, info.max // 3, -1, -2,
             -3, -7, -64, -100, info.min, info.min + 1]
        return np.array(list(dict.fromkeys(x for x in c if info.min <= x <= info.max)), dtype)
    if kind == "f":
        info = np.finfo(dtype)
        c = [0.0, 1.0, 0.5, 1.5, 2.0, 3.0, 7.25, 100.0, 0.1, float(info.max), float(info.tiny),
             float(info.smallest_subnormal), np.inf, 1.0001]
        return np.array(c + [-x for x in c] + [np.nan]).astype(dtype)
    re = [0.0, -0.0, 1.0, -2.5, np.inf, np.nan, 3.0]
    im = [0.0, -0.0, 1.5, -0.5, -np.inf, np.nan]
    return np.array([complex(a, b) for a in re for b in im], dtype)


def mixed(dtype, n=12):
    """A handful of values, to be paired with those of another dtype."""
    v = few(dtype)
    return np.resize(v[RANDOM.permutation(len(v))], n)


# -------------------------------------------------------------------------------------- accuracy

ULP = {"exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "sinh", "cosh",
       "tanh", "arcsin", "arccos", "arctan", "arcsinh", "arccosh", "arctanh", "cbrt", "sqrt", "power",
       "float_power", "hypot", "arctan2", "logaddexp", "logaddexp2", "degrees", "radians", "deg2rad",
       "rad2deg", "absolute"}
# Complex powers ("power") are measured by the size of the exponent's product with a logarithm too.
# Where parts cancel, an error is measured against the size of the number, not of the part; for
# logaddexp ("terms") against that of the larger term.
NORM = {"divide", "reciprocal", "sign", "expm1"}
# Infinite parts of products hang on whether a machine adds and multiplies in one go.
PRODUCT = {"multiply", "square"}


def accuracy(name, dtype):
    kind = np.dtype(dtype).kind
    if kind == "c" and name in NORM | PRODUCT:
        return "norm" if name in NORM else "product"
    if kind == "c" and "power" in name:
        return "power"
    if name.startswith("logaddexp"):
        return "terms"
    if name == "sqrt" and kind == "f" or name == "absolute" and kind != "c":
        return "exact"
    return "ulp" if name in ULP and kind in "fc" else "exact"


def log2(z):
    return mpmath.log(z) / mpmath.log(2)


def logaddexp(a, b):
    return max(a, b) + mpmath.log1p(mpmath.exp(-abs(a - b)))


REFERENCE = {
    "exp": mpmath.exp, "exp2": lambda z: mpmath.power(2, z), "expm1": mpmath.expm1,
    "log": mpmath.log, "log2": log2, "log10": mpmath.log10,
    "log1p": lambda z: mpmath.log(1 + z),
    "sin": mpmath.sin, "cos": mpmath.cos, "tan": mpmath.tan, "sinh": mpmath.sinh,
    "cosh": mpmath.cosh, "tanh": mpmath.tanh, "arctan": mpmath.atan, "arcsinh": mpmath.asinh,
    "arcsin": mpmath.asin, "arccos": mpmath.acos, "arccosh": mpmath.acosh, "arctanh": mpmath.atanh,
    "cbrt": lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), "sqrt": mpmath.sqrt,
    "power": mpmath.power, "float_power": mpmath.power, "hypot": mpmath.hypot,
    "arctan2": mpmath.atan2, "logaddexp": logaddexp,
    "logaddexp2": lambda a, b: max(a, b) + log2(1 + mpmath.power(2, -abs(a - b))),
    "degrees": mpmath.degrees, "rad2deg": mpmath.degrees, "radians": mpmath.radians,
    "deg2rad": mpmath.radians, "absolute": abs, "reciprocal": lambda z: 1 / z,
    "sign": lambda z: z / abs(z),
}
# Where NumPy overflows on the way to a complex number that is finite.
ALWAYS = {"log1p", "expm1", "reciprocal", "sign"}


def number(x, as_complex):
    if as_complex:
        return mpmath.mpc(float(x.real), float(x.imag))
    return mpmath.mpf(float(x))


def rounded(x, dtype):
    """The nearest number of a dtype, give or take half an ulp by rounding to float64 first."""
    m = mpmath.mpf(x)
    if m != 0 and abs(m) < mpmath.ldexp(1, -1022):
        tiny = float(int(mpmath.nint(mpmath.ldexp(abs(m), 1074)))) * 5e-324
        return dtype(np.copysign(tiny, float(mpmath.sign(m))))
    if abs(m) >= mpmath.ldexp(1, 1024):
        return dtype(np.copysign(np.inf, float(mpmath.sign(m))))
    return dtype(float(m))


def on_cut(name, z):
    """Where the side of a branch cut hangs on the sign of a zero, which mpmath has not."""
    cuts = {"log": z.real < 0 and z.imag == 0, "arcsin": z.imag == 0 and abs(z.real) > 1,
            "arctan": z.real == 0 and abs(z.imag) > 1, "arccosh": z.imag == 0 and z.real < 1,
            "arcsinh": z.real == 0 and abs(z.imag) > 1, "log1p": z.imag == 0 and z.real < -1}
    same = {"log2": "log", "log10": "log", "sqrt": "log", "power": "log", "float_power": "log",
            "arccos": "arcsin", "arctanh": "arcsin"}
    return cuts.get(same.get(name, name), False)


def reference(name, inputs, result):
    """The answers of mpmath where NumPy's are finite and not zero, NumPy's elsewhere."""
    f = REFERENCE.get(name)
    if f is None:
        return result
    exact = result.copy()
    flat = exact.reshape(-1)
    arrays = [np.broadcast_to(i, result.shape).reshape(-1) for i in inputs]
    is_complex = any(np.iscomplexobj(i) for i in inputs)
    part = result.dtype.type(0).real.dtype.type
    for k in range(flat.size):
        at = [a[k] for a in arrays]
        if not np.isfinite(flat[k]) and not (is_complex and name in ALWAYS) or not all(np.isfinite(x) for x in at):
            continue
        if is_complex and on_cut(name, at[0]) or name in ("arctan2", "power", "float_power") and 0 in at:
            continue
        try:
            r = f(*(number(x, is_complex) for x in at))
        except (ZeroDivisionError, ValueError):
            continue
        if not is_complex or not np.iscomplexobj(result):
            if flat[k] != 0:
                flat[k] = rounded(mpmath.re(r), part)
        else:
            re, im = flat[k].real, flat[k].imag
            if mpmath.re(r) != 0:
                re = rounded(mpmath.re(r), part)
            if mpmath.im(r) != 0:
                im = rounded(mpmath.im(r), part)
            elif np.isnan(im):
                im = np.copysign(0, at[0].imag)
            flat[k:k + 1].real = re
            flat[k:k + 1].imag = im
    return exact


def standard(name, inputs, result):
    """The answers of the array API standard where NumPy's are others."""
    if name == "sign" and np.iscomplexobj(result):
        result[np.isnan(inputs[0])] = complex(np.nan, np.nan)
    if name == "nextafter":
        a, b = np.broadcast_arrays(*inputs)
        result = np.where(a == b, b, result).astype(result.dtype)
    return result


def compare(name, tolerance, got, want):
    """Tells where NumPy itself is far from the reference."""
    if tolerance != "ulp" or got.dtype.kind not in "fc":
        return
    pairs = [(got.real, want.real)]
    if got.dtype.kind == "c":
        pairs.append((got.imag, want.imag))
    for g, w in pairs:
        ok = np.isfinite(w) & np.isfinite(g)
        error = np.abs(g[ok].astype("f8") - w[ok])
        worst = np.max(error / np.spacing(np.abs(w[ok])).astype("f8"), initial=0)
        if worst > 4:
            print(f"  NumPy's {name} {got.dtype} is {worst:.3g} ulp off")


def as_float(a, dtype):
    """An input as the ufunc computes with it."""
    a = np.asarray(a)
    return a.astype(dtype) if a.dtype.kind in "biuO" else a


def answer(name, tolerance, *inputs):
    try:
        result = getattr(np, name)(*inputs)
    except Exception as e:
        return error(e)
    if tolerance != "exact" and not isinstance(result, tuple):
        exact = reference(name, [as_float(i, result.dtype) for i in inputs], result)
        compare(name, tolerance, result, exact)
        result = exact
    if not isinstance(result, tuple):
        result = standard(name, inputs, result)
    return cells(result)


# ----------------------------------------------------------------------------------------- files

VALUES = {d: values(d) for d in NUMERIC}
FEW = {d: few(d) for d in NUMERIC}
MIXED = {d: mixed(d) for d in NUMERIC}
TURNS = {d: VALUES[d][np.isfinite(VALUES[d]) & (np.abs(VALUES[d].imag) < 100)]
         for d in ("c8", "c16")}


def inputs():
    for d, array in TURNS.items():
        yield "turns " + d, cell(array)
    for d in NUMERIC:
        yield "values " + d, cell(VALUES[d])
        yield "left " + d, cell(FEW[d][:, None])
        yield "right " + d, cell(FEW[d][None, :])
        yield "mixed " + d, cell(MIXED[d])


def kind_of(name, *dtypes):
    """The accuracy for the dtype of the answer."""
    try:
        result = getattr(np, name)(*(np.ones(1, d) for d in dtypes))
    except Exception:
        return "exact"
    result = result[0] if isinstance(result, tuple) else result
    complex_in = any(np.dtype(d).kind == "c" for d in dtypes)
    return accuracy(name, "c16" if complex_in else result.dtype)


def unary():
    for name in UNARY:
        for d in NUMERIC:
            tolerance = kind_of(name, d)
            # The angle of exp2 is a product: of a large number it is anything. What NumPy says of
            # infinities and NaNs here is not what the array API standard says.
            some = name in ("exp2", "expm1", "log1p") and d in TURNS
            x = "turns " if some else "values "
            array = TURNS[d] if x == "turns " else VALUES[d]
            yield name, tolerance, x + d, answer(name, tolerance, array)


def binary():
    for name in BINARY:
        for a in NUMERIC:
            for b in NUMERIC:
                tolerance = kind_of(name, a, b)
                if a == b:
                    x, y, left, right = FEW[a][:, None], FEW[b][None, :], "left ", "right "
                else:
                    x, y, left, right = MIXED[a], MIXED[b], "mixed ", "mixed "
                yield name, tolerance, left + a, right + b, answer(name, tolerance, x, y)


SCALARS = [True, 0, 1, -1, 3, 127, 128, 255, 256, 300, -129, 40000, 2**31, 2**32, 2**63 - 1, 2**63,
           2**64, -2**63 - 1, 10**30, 1.5, -0.0, 1e300, 1e5, float("inf"), float("nan"), 2j,
           complex(1, 1e300)]
COMPARE = ("less", "equal", "greater_equal")
WITH_SCALARS = ["add", "subtract", "multiply", "divide", "floor_divide", "remainder", "power",
                "maximum", "less", "equal", "greater_equal", "bitwise_and", "left_shift",
                "logical_and", "hypot", "copysign", "ldexp", "float_power", "divmod"]


def meaningful(name, dtype, scalar):
    """Whether the answer is more than an accident."""
    if isinstance(scalar, int) and not -2**63 <= scalar < 2**63:
        # Any integer is true, or less than another; NumPy wants a long first.
        return not name.startswith("logical") and (dtype != "?" or name not in COMPARE)
    # The angle of such a power is anything.
    return not (isinstance(scalar, complex) and abs(scalar) > 10 and "power" in name)


def scalars():
    for name in WITH_SCALARS:
        for d in NUMERIC:
            array = FEW[d][[1, -1]]
            for s in SCALARS:
                if not meaningful(name, d, s):
                    continue
                tolerance = "exact"
                try:
                    r = getattr(np, name)(array, s)
                    r = r[0] if isinstance(r, tuple) else r
                    c = np.iscomplexobj(array) or isinstance(s, complex)
                    tolerance = accuracy(name, "c16" if c else r.dtype)
                except Exception:
                    pass
                yield name, tolerance, d, repr(s), "right", answer(name, tolerance, array, s)
                if name in ("subtract", "less", "power", "divide", "left_shift") and d != "?":
                    yield name, tolerance, d, repr(s), "left", answer(name, tolerance, s, array)


def small(dtype, shape, start=1):
    """Small multiples of a half, whose sums and products are exact."""
    n = int(np.prod(shape))
    v = (np.arange(n) * 7 + start) % 5
    if np.dtype(dtype).kind in "fc":
        v = v / 2 + (0.5j * (v % 3) if np.dtype(dtype).kind == "c" else 0)
    return v.astype(dtype).reshape(shape)


def method(f):
    try:
        return cells(f())
    except Exception as e:
        return error(e)


def in_order(u, a, dtype):
    """The reduction along the last axis, one element after another.

    NumPy's own vector loops of power, arctan2 and ldexp read elements before they are written.
    """
    r = u.reduce(a, -1, keepdims=True, dtype=dtype)
    x = a.astype(r.dtype)
    one = x[..., :1]
    for k in range(1, a.shape[-1]):
        one = u(one, x[..., k:k + 1] if u.__name__ != "ldexp" else x[..., k:k + 1].astype("i4"))
    return one.astype(r.dtype)


def methods():
    indices = np.array([0, 2, 1, 3])
    for name in BINARY:
        u = getattr(np, name)
        for d in NUMERIC:
            if name in ("gcd", "lcm") and np.dtype(d).kind not in "iu":
                continue
            a = small(d, (4, 3))
            b = small(d, (2, 2), 2)
            tolerance = kind_of(name, d, d)
            tolerance = tolerance if tolerance == "exact" else "chain"
            refused = method(lambda: u.reduce(a, 0)).startswith("!")
            inexact = tolerance != "exact" or name == "ldexp"
            careful = name in ("power", "arctan2", "ldexp") and not refused and inexact

            def at(where, values):
                c = a.copy()
                u.at(c, where, values)
                return c

            def along():
                return in_order(u, a, None) if careful else u.reduce(a, -1, keepdims=True)

            for what, f in [
                ("reduce 0", lambda: u.reduce(a, 0)),
                ("reduce 1", lambda: along()[:, 0]),
                ("reduce all", lambda: u.reduce(a, None)),
                ("reduce keepdims", along),
                ("reduce empty", lambda: u.reduce(a[:0], 0)),
                ("reduce empty all", lambda: u.reduce(a[:, :0], None)),
                ("reduce where", lambda: u.reduce(a, 0, where=a.real > 0.5)),
                ("reduce initial", lambda: u.reduce(a, 0, initial=1)),
                ("reduce where initial", lambda: u.reduce(a, 0, initial=1, where=a.real > 0.5)),
                ("reduce float32", lambda: u.reduce(a, 0, dtype="f4")),
                ("reduce int16", lambda: u.reduce(a, 0, dtype="i2")),
                ("reduce 0-d", lambda: u.reduce(a[0, 0], axis=None)),
                ("accumulate 0", lambda: u.accumulate(a, 0)),
                ("accumulate 1", lambda: u.accumulate(a, 1)),
                ("accumulate empty", lambda: u.accumulate(a[:0], 0)),
                ("accumulate float32", lambda: u.accumulate(a, 0, dtype="f4")),
                ("reduceat 0", lambda: u.reduceat(a, indices, 0)),
                ("reduceat 1", lambda: u.reduceat(a, indices[:3], 1)),
                ("reduceat out of range", lambda: u.reduceat(a, [0, 9], 0)),
                ("outer", lambda: u.outer(a[0], b)),
                ("at", lambda: at([0, 2, 0], a[1])),
                ("at out of range", lambda: at([0, 4], a[1])),
            ]:
                if what in ("reduce 0", "accumulate 0", "reduceat 0", "outer", "at") or not refused:
                    if what == "outer" and u.nout == 2 or name in ("gcd", "lcm", "ldexp") and "float" in what:
                        continue
                    yield name, tolerance, d, what, method(f)


def outputs():
    """Answers that depend on options: out, where, dtype, casting."""
    a, b = small("f8", (2, 3)), small("f8", (3,), 3)
    i = small("i4", (2, 3))
    mask = small("i8", (2, 3)) > 2

    def into(dtype, shape=(2, 3)):
        return np.full(shape, 9, dtype)

    cases = [(n, d) for n in ("add", "divide", "less", "sqrt", "modf") for d in NUMERIC]
    for name, d in cases:
        u = getattr(np, name)
        x = (a, b) if u.nin == 2 else (a,)
        y = (i, b.astype("i4")) if u.nin == 2 else (i,)
        out = lambda t: tuple(into(t) for _ in range(u.nout))
        for what, f in [
            ("float64 out " + d, lambda: u(*x, out=out(d))),
            ("int32 out " + d, lambda: u(*y, out=out(d))),
            ("float64 dtype " + d, lambda: u(*x, dtype=d)),
            ("int32 dtype " + d, lambda: u(*y, dtype=d)),
            ("int32 unsafe out " + d, lambda: u(*y, out=out(d), casting="unsafe")),
            ("float64 where out " + d, lambda: u(*x, out=out(d), where=mask)),
            ("float64 no casting " + d, lambda: u(*x, dtype=d, casting="no")),
            ("float64 small out " + d, lambda: u(*x, out=tuple(into(d, (3,)) for _ in range(u.nout)))),
            ("float64 large out " + d, lambda: u(*x, out=tuple(into(d, (2, 2, 3)) for _ in range(u.nout)))),
            ("float64 int mask " + d, lambda: u(*x, out=out(d), where=i)),
        ]:
            yield name, d, what, method(f)


def texts():
    """Comparisons and concatenation of text."""
    s = np.array(["", "a", "ab", "abc", "b", "Z", "a\x01", "ab"])
    t = np.array(["", "b", "ab", "abd", "abcd", "z", "a", "aé"])
    for kind in ("S", "U"):
        x = s.astype(kind)
        y = np.char.encode(t, "latin-1") if kind == "S" else t
        for name in ["equal", "not_equal", "less", "less_equal", "greater", "greater_equal", "add"]:
            r = getattr(np, name)(x, y)
            yield name, cell(x), cell(y), cell(r)


def main():
    (OUT / "ufunc-names.tsv").write_text(
        "".join(f"{n}\t{getattr(np, n).nin}\t{getattr(np, n).nout}\t{getattr(np, n).identity}\n"
                for n in sorted({getattr(np, n).__name__ for n in dir(np)
                                 if isinstance(getattr(np, n), np.ufunc)})))
    write("ufunc-inputs.tsv", inputs())
    write("ufunc-unary.tsv", unary())
    write("ufunc-binary.tsv", binary())
    write("ufunc-scalars.tsv", scalars())
    write("ufunc-methods.tsv", methods())
    write("ufunc-options.tsv", outputs())
    write("ufunc-texts.tsv", texts())


if __name__ == "__main__":
    main()
