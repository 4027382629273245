"""Asks NumPy about special-cases.tsv: what it does otherwise than the standard wants is to be named.

Prints every row where NumPy does not what the table says of it, and every row where it does what
the standard wants although the table says otherwise.
"""

import itertools
import math
import pathlib
import sys
import warnings
from fractions import Fraction

import numpy as np

TABLE = pathlib.Path(__file__).parents[1] / "resources/dev/ambi/core/special-cases.tsv"
REAL = [np.float16, np.float32, np.float64]
COMPLEX = [np.complex64, np.complex128]
KINDS = {"real": REAL, "complex": COMPLEX}
NAMES = {"round": "rint"}


def pool(dtype, few=False):
    """Real numbers of a dtype, both signs of each."""
    info = np.finfo(dtype)
    some = [0.0, 1.0, 2.5, math.inf, math.nan]
    if not few:
        some += [0.3, 0.5, 1.5, 2, 3, 7.25, 10000, info.max, info.tiny, info.smallest_subnormal]
        some += [1 + info.eps, 1 - info.epsneg]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        a = np.array(some, dtype)
    return np.concatenate([a, np.copysign(a, -1)]).astype(dtype)


WORDS = {
    "any": lambda x: True,
    "nan": math.isnan,
    "inf": math.isinf,
    "+inf": lambda x: x == math.inf,
    "-inf": lambda x: x == -math.inf,
    "zero": lambda x: x == 0,
    "+0": lambda x: x == 0 and math.copysign(1, x) > 0,
    "-0": lambda x: x == 0 and math.copysign(1, x) < 0,
    "finite": math.isfinite,
    "nonzero": lambda x: not math.isnan(x) and x != 0,
    "pos": lambda x: x > 0,
    "neg": lambda x: x < 0,
    "integer": lambda x: math.isfinite(x) and x == math.floor(x),
    "odd": lambda x: math.isfinite(x) and math.fmod(x, 2) in (1, -1),
    "half": lambda x: math.isfinite(x) and math.fmod(x, 1) in (0.5, -0.5),
    "bit0": lambda x: math.copysign(1, x) > 0,
    "bit1": lambda x: math.copysign(1, x) < 0,
}
COMPARE = {">": lambda x, y: x > y, "<": lambda x, y: x < y, "=": lambda x, y: x == y}


def holds(word, x):
    if word[0] == "!":
        return not holds(word[1:], x)
    if word in WORDS:
        return WORDS[word](x)
    if word.startswith("mag"):
        word, x = word[3:], abs(x)
    return COMPARE[word[0]](x, float(word[1:]))


def sign(x):
    return math.copysign(1, x)


PAIRS = {
    "opposite": lambda x, y: all(-p == q for p, q in zip(x, y)),
    "equal": lambda x, y: all(p == q for p, q in zip(x, y)),
    "unequal": lambda x, y: any(p != q for p, q in zip(x, y)),
    "same-sign": lambda x, y: all(sign(p) == sign(q) for p, q in zip(x, y)),
    "other-sign": lambda x, y: all(sign(p) != sign(q) for p, q in zip(x, y)),
}


def samples(kind, condition, dtype, inputs):
    """Tuples of parts that meet a condition."""
    names = ["a", "b", "c", "d"] if kind == "complex" else ["x1", "x2", "x3"]
    parts = 2 * inputs if kind == "complex" else inputs
    wanted = {"x1" if c.split()[0] == "x" else c.split()[0]: c.split()[1:] for c in condition.split("; ")}
    wanted = {k: list(v) for k, v in wanted.items()}
    part = np.finfo(dtype).dtype.type
    values = []
    for name in names[:parts]:
        p = pool(part, few=parts > 2)
        words = wanted.get(name, [])
        values.append([float(v) for v in p if all(holds(w, float(v)) for w in words)])
    found = list(itertools.product(*values))
    if "pair" in wanted:
        test = PAIRS[wanted["pair"][0]]
        found = [f for f in found if test(f[: parts // 2], f[parts // 2 :])]
    return found


def arrays(kind, found, dtype, inputs):
    part = np.finfo(dtype).dtype
    a = np.array(found, dtype=part)
    if kind == "complex":
        return [np.ascontiguousarray(a[:, 2 * i : 2 * i + 2]).view(dtype)[:, 0] for i in range(inputs)]
    return [np.ascontiguousarray(a[:, i]) for i in range(inputs)]


def close(x, y, dtype):
    if math.isnan(x) or math.isnan(y):
        return math.isnan(x) and math.isnan(y)
    if x == y:
        return x != 0 or sign(x) == sign(y)
    return math.isfinite(x) and abs(x - y) <= 8 * float(np.spacing(np.abs(np.asarray(y, dtype))))


def formula(text, v, dtype):
    """The value of a formula of the inputs, or None."""
    x1, x2, a, b = v.get("x1"), v.get("x2"), v.get("a"), v.get("b")
    exact = {
        "x1+x2": lambda: dtype(x1) + dtype(x2),
        "x1-x2": lambda: dtype(x1) - dtype(x2),
        "x1*x2": lambda: dtype(x1) * dtype(x2),
        "x1/x2": lambda: dtype(x1) / dtype(x2),
        "a+c": lambda: dtype(a) + dtype(v["c"]),
        "b+d": lambda: dtype(b) + dtype(v["d"]),
        "inf*cos(b)": lambda: math.copysign(math.inf, math.cos(b)),
        "inf*sin(b)": lambda: math.copysign(math.inf, math.sin(b)),
        "0*cos(b)": lambda: math.copysign(0, math.cos(b)),
        "0*sin(b)": lambda: math.copysign(0, math.sin(b)),
        "0*sin(2b)": lambda: math.copysign(0, math.sin(b) * math.cos(b)),
        "sign(a)": lambda: sign(a),
        "sign(b)": lambda: sign(b),
        "even(x)": lambda: math.copysign(round(x1), x1),
        "even(a)": lambda: even(a),
        "even(b)": lambda: even(b),
        "floor(x1/x2)": lambda: rounded(math.floor(Fraction(x1) / Fraction(x2)), sign(x1) * sign(x2), dtype),
        "x1%x2": lambda: rounded(Fraction(x1) % Fraction(x2), sign(x2), dtype),
    }
    return exact[text]() if text in exact else None


def even(x):
    return math.copysign(round(x), x) if math.isfinite(x) else x


def rounded(fraction, zero, dtype):
    if fraction == 0:
        return math.copysign(0, zero)
    try:
        return float(dtype(float(fraction)))
    except OverflowError:
        return math.copysign(math.inf, 1 if fraction > 0 else -1)


def whole(text, v, dtype):
    """The complex value of a formula of complex inputs."""
    x1 = complex(v["a"], v["b"])
    x2 = complex(v["c"], v["d"]) if "c" in v else None
    import cmath

    return {
        "x1*x2": lambda: x1 * x2,
        "x1/x2": lambda: x1 / x2,
        "1/x": lambda: 1 / x1,
        "exp(x2*log(x1))": lambda: cmath.exp(x2 * cmath.log(x1)),
    }[text]()


def fits(token, got, v, dtype):
    """Whether one part of a result is what is wanted."""
    if token == "any":
        return True
    if token in ("true", "false"):
        return bool(got) == (token == "true")
    got = float(got)
    if token == "inf?":
        return math.isinf(got)
    if token == "0?":
        return got == 0
    if token == "!zero":
        return got != 0
    if token in ("nan", "+inf", "-inf", "+0", "-0"):
        return WORDS[token](got)
    if token == "-1~":
        return close(got, -1.0, dtype)
    if token in ("nan0", "nan1"):
        return math.isnan(got) and WORDS["bit" + token[3]](got)
    if token in ("bit0", "bit1"):
        return math.isnan(got) or WORDS[token](got)
    if "pi" in token:
        any_sign = token.endswith("?")
        number = token.rstrip("?").replace("pi", "*math.pi")
        number = number.replace("-*", "-1*") if number.startswith("-*") else number.lstrip("*")
        want = eval(number)
        return close(abs(got) if any_sign else got, want, dtype)
    bare = token.lstrip("-").strip("|")
    if bare in v or bare == "x":
        want = v["x1" if bare == "x" else bare]
        want = abs(want) if "|" in token else want
        want = -want if token[0] == "-" else want
        return close(got, want, dtype) and (math.isnan(got) or got == want)
    if token[:3] in ("re(", "im("):
        want = whole(token[3:-1], v, dtype)
        part = want.real if token[0] == "r" else want.imag
        scale = 100 if "exp" in token else 8
        size = abs(want)
        if not math.isfinite(size) or size > np.finfo(dtype).max or size < np.finfo(dtype).tiny:
            return True
        return abs(got - part) <= scale * size * np.finfo(dtype).eps
    f = formula(token, v, dtype)
    if f is not None:
        return close(got, float(f), dtype) and (math.isnan(got) or got == float(f))
    return got == float(token)


def j(x):
    out = np.empty_like(x)
    out.real, out.imag = -x.imag, x.real
    return out


def minus_j(x):
    out = np.empty_like(x)
    out.real, out.imag = x.imag, -x.real
    return out


def over(x, log):
    out = np.empty_like(x)
    out.real, out.imag = x.real / log, x.imag / log
    return out


LAWS = {
    "f(conj(x)) = conj(f(x))": lambda f, x: (f(np.conj(x)), np.conj(f(x))),
    "f(-x) = f(x)": lambda f, x: (f(-x), f(x)),
    "f(-x) = -f(x)": lambda f, x: (f(-x), -f(x)),
    "f(x) = -j*asinh(j*x)": lambda f, x: (f(x), minus_j(np.asinh(j(x)))),
    "f(x) = -j*atanh(j*x)": lambda f, x: (f(x), minus_j(np.atanh(j(x)))),
    "f(x) = cosh(j*x)": lambda f, x: (f(x), np.cosh(j(x))),
    "f(x) = -j*sinh(j*x)": lambda f, x: (f(x), minus_j(np.sinh(j(x)))),
    "f(x) = -j*tanh(j*x)": lambda f, x: (f(x), minus_j(np.tanh(j(x)))),
    "f(x) = log(x)/log(2)": lambda f, x: (f(x), over(np.log(x), np.log(x.real.dtype.type(2)))),
    "f(x) = log(x)/log(10)": lambda f, x: (f(x), over(np.log(x), np.log(x.real.dtype.type(10)))),
    "f(x) = x*x": lambda f, x: (f(x), x * x),
    "f(x) = 1/x": lambda f, x: (f(x), 1 / x),
    "f(x1, x2) = f(x2, x1)": lambda f, x, y: (f(x, y), f(y, x)),
    "f(x1, x2) = f(x1, -x2)": lambda f, x, y: (f(x, y), f(x, -y)),
    "f(x1, x2) = f(-x1, x2)": lambda f, x, y: (f(x, y), f(-x, y)),
}


def same(x, y):
    """Whether two numbers are equal, in their signs where they are zero or infinite."""
    for p, q in ((x.real, y.real), (x.imag, y.imag)):
        if not close(float(p), float(q), np.asarray(x).real.dtype.type):
            size = max(abs(complex(x)), abs(complex(y)))
            if not (math.isfinite(size) and abs(p - q) <= 16 * size * np.finfo(np.asarray(x).dtype).eps):
                return False
    return True


def element_wise(function, kind, condition, token):
    name = NAMES.get(function, function)
    f = getattr(np, name)
    inputs = 3 if function == "clip" else f.nin
    wrong = []
    for dtype in KINDS[kind]:
        part = np.finfo(dtype).dtype.type
        found = samples(kind, condition, dtype, inputs)
        assert found, (function, condition)
        got = f(*arrays(kind, found, dtype, inputs))
        names = ["a", "b", "c", "d"] if kind == "complex" else ["x1", "x2", "x3"]
        tokens = token.split(", ") if token.count("(") == token.count(")") else [token]
        for values, r in zip(found, got):
            v = dict(zip(names, values))
            parts = [r.real, r.imag] if len(tokens) == 2 else [r]
            if not all(fits(t, p, v, part) for t, p in zip(tokens, parts)):
                wrong.append((dtype.__name__, values, complex(r) if kind == "complex" and r.dtype != bool else r))
    return wrong


def law(function, condition, text):
    kind, _, condition = condition.partition("; ")
    f = getattr(np, NAMES.get(function, function))
    wrong = []
    for dtype in KINDS[kind]:
        found = samples(kind, condition or "a any", dtype, f.nin)
        x = arrays(kind, found, dtype, f.nin)
        for values, p, q in zip(found, *LAWS[text](f, *x)):
            if not same(p, q):
                wrong.append((dtype.__name__, values, p, q))
    return wrong


def main():
    np.seterr(all="ignore")
    warnings.simplefilter("ignore")
    bad = 0
    for line in TABLE.read_text().splitlines():
        if line.startswith("#"):
            continue
        function, operands, condition, standard, numpy, _ = (line.split("\t") + ["", "", ""])[:6]
        if operands in ("real", "complex"):
            check = lambda want: element_wise(function, operands, condition, want)
        elif operands == "law":
            check = lambda want: law(function, condition, want) if want in LAWS else []
        else:
            continue
        wrong = check(standard)
        if numpy and not wrong:
            print("does as the standard wants:", line)
            bad += 1
        if numpy:
            wrong = check(numpy)
        if wrong:
            bad += 1
            print(line.split("\t"), len(wrong))
            for w in wrong[:6]:
                print("     ", w)
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
