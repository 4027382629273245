"""Records NumPy's answers for the tests of core.

    python3 -m venv v && v/bin/pip install 'numpy>=2.4' && v/bin/python record.py

Writes tab-separated files to ../resources/dev/ambi/core. Arrays are .npy files, compressed by zlib,
in base64; in texts a newline is \\n, a tab \\t and a backslash \\\\.
"""

import base64
import io
import itertools
import pathlib
import warnings
import zlib

import numpy as np

OUT = pathlib.Path(__file__).parent.parent / "resources" / "dev" / "ambi" / "core"
NUMERIC = "? i1 u1 i2 u2 i4 u4 i8 u8 f2 f4 f8 c8 c16".split()
RANDOM = np.random.default_rng(20240607)


def npy(array):
    out = io.BytesIO()
    np.save(out, array)
    return base64.b64encode(zlib.compress(out.getvalue(), 9)).decode()


def text(s):
    return s.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def write(name, rows):
    lines = ["\t".join(row) + "\n" for row in rows]
    (OUT / name).write_text("".join(lines), encoding="utf-8")
    print(name, len(lines))


def edge_values(dtype):
    """Values at the ends and turning points of the dtype."""
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return np.array([True, False, True])
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        candidates = [0, 1, 2, -1, -2, 7, 100, 127, 128, 255, 256, 32767, 32768, 65535, 65536,
                      2**24 + 1, 2**24 + 3, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**53 + 1,
                      2**54 + 6, 2**63 - 1, 2**63, 2**63 + 1025, 2**64 - 1, 2049, 4099, 65519,
                      65520, -128, -129, -2**15, -2**31, -2**63, 2**40 + 2**15 + 1]
        return np.array([c for c in candidates if info.min <= c <= info.max], dtype)
    candidates = [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -2.5, 0.1, 1 / 3, 127.9, -128.5, 255.99,
                  300.0, -300.0, 32768.0, 65504.0, 65519.9, 65520.0, 1e5, 2.0**31, 2.0**31 - 0.5,
                  -2.0**31 - 0.5, -2.0**31 - 1, 2.0**32, -3e9, 1e10, 2.0**53 + 2, 2.0**63, -2.0**63,
                  2.0**64, 1e19, -1e19, 1e22, 1e300, 5e-324, 2.0**-24, 2.0**-25, 1.5 * 2.0**-25,
                  6e-8, 1e-45, 3.4028235e38, 3.4028236e38, 1 + 2.0**-11, 1 + 3 * 2.0**-11,
                  1 + 2.0**-11 + 2.0**-40, 1 + 2.0**-24, np.inf, -np.inf, np.nan]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if dtype.kind == "c":
            reals = np.array(candidates, dtype)
            both = np.array([complex(a, b) for a in (0.0, -0.0, 1.5, -2.0, np.nan, np.inf)
                             for b in (0.0, -0.0, 2.5, -1e-7, np.nan, -np.inf)], dtype)
            return np.concatenate([reals, both])
        return np.array(candidates, dtype)


def casts():
    for source in NUMERIC:
        values = edge_values(source)
        for target in NUMERIC:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                v = values
                # C leaves open what becomes of a number that does not fit an integer. On x86-64
                # NumPy's answers are always the same, but for uint32, where they differ between
                # contiguous and strided arrays.
                if np.dtype(source).kind in "fc" and target == "u4":
                    real = v.real.astype("f8")
                    v = v[(real > -1) & (real < 2**32)]
                yield source, target, npy(v), npy(v.astype(target))
        for target in "S U S4 U4".split():
            if np.dtype(source).kind == "c" and target in "S4 U4":
                continue
            yield source, target, npy(values), npy(values.astype(target))
    words = np.array(["", "a", "abc", "1", "True", "\t "])
    for source in "U S U6 S6 >U4".split():
        for target in "? U S U2 S2 >U5 S9".split():
            v = words.astype(source)
            yield source, target, npy(v), npy(v.astype(target))
    digits = np.array(["1", " -12", "+7 ", "1_0", "0"])
    for source in "US":
        for target in NUMERIC:
            v = digits[[0, 2, 3, 4]] if np.dtype(target).kind == "u" else digits
            yield source, target, npy(v.astype(source)), npy(v.astype(source).astype(target))
    reals = np.array(["1.5", "-1e5", ".5", "5.", "inf", "-Infinity", "nan", "1_0.2_5e-1", " 7 "])
    for target in "f2 f4 f8 c8 c16".split():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield "U", target, npy(reals), npy(reals.astype(target))
    parts = np.array(["1+2j", "(1-2j)", "j", "-j", "2.5e3j", "1e5-infj", "nan+nanj", " 3 "])
    for target in "c8 c16".split():
        yield "U", target, npy(parts), npy(parts.astype(target))


def promotions():
    dtypes = NUMERIC + "S0 S1 S5 S21 S32 S64 U0 U1 U5 U21 U32 U64 >i2 >f8 >U5".split()
    for a, b in itertools.product(dtypes, dtypes):
        levels = [np.can_cast(a, b, c) for c in "no equiv safe same_kind unsafe".split()]
        yield (np.dtype(a).str, np.dtype(b).str, np.promote_types(a, b).str,
               "".join("01"[bool(x)] for x in levels))


def dtype_facts():
    names = NUMERIC + list("bBhHiIlLqQefdFD?") + """
        S S1 S5 U U1 U3 a7 <i2 >i2 =f8 |b1 |u1 <U3 >U3 |S4 >c8 <f2 bool int8 uint64 float16
        float32 float64 complex64 complex128 int uint float complex half single double csingle
        cdouble byte ubyte short ushort intc uintc long ulong longlong ulonglong intp uintp str
        bytes""".split()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in names:
            d = np.dtype(name)
            yield (name, d.str, d.name, d.kind, str(d.itemsize), str(d.alignment),
                   str(d.isnative), str(d))


def scalars():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for dtype in NUMERIC:
            for v in edge_values(dtype):
                yield dtype, npy(v), text(str(v))
        for dtype, bits in (("f2", "u2"), ("f4", "u4"), ("f8", "u8")):
            top = np.iinfo(bits).max
            some = RANDOM.integers(0, top, 150, bits, endpoint=True).view(dtype)
            plain = (RANDOM.standard_normal(60) * 10.0 ** RANDOM.integers(-6, 19, 60)).astype(dtype)
            powers = (10.0 ** np.arange(-8.0, 24)).astype(dtype)
            for v in np.concatenate([some, plain, powers]):
                yield dtype, npy(v), text(str(v))
            # A power of two has neighbours at two distances.
            for e in range(-30, 80, 7):
                v = np.dtype(dtype).type(2.0**e)
                yield dtype, npy(v), text(str(v))
        for v in [5e-324, 1e-323, 2e-323, 9007199254740993.0, 2e23, 1.7976931348623157e308]:
            yield "f8", npy(np.float64(v)), text(str(np.float64(v)))
        for v in [1e-45, 3e-45, 8.5899346e9, 3.4028235e38, 1.17549435e-38]:
            yield "f4", npy(np.float32(v)), text(str(np.float32(v)))
    for s in ["", "a", "it's", "\"'", "tab\t\\", "é\x7f\x00b", "\u2028\ud7ff\U0001f600"]:
        yield "U", npy(np.array(s)), text(str(np.array(s)))
        if s.isascii():
            yield "S", npy(np.array(s.encode())), text(str(np.array(s.encode())))


def arrays():
    """Arrays whose text and whose .npy file are compared."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for dtype in NUMERIC:
            values = edge_values(dtype)
            yield values
            yield values[:0]
            yield np.zeros((0, 3), dtype)
            yield np.zeros((3, 0, 2), dtype)
            yield np.zeros((), dtype)
            yield np.ones((2, 2), dtype)
            yield np.resize(values, (3, 4))
            yield np.asfortranarray(np.resize(values[::-1], (2, 3)))
            yield np.resize(values, (2, 3)).astype(np.dtype(dtype).newbyteorder(">"))
            yield np.resize(values, (2, 2, 3))
            yield np.resize(values, 1001)
            yield np.resize(values, (2, 600))
            yield np.resize(values, (600, 2))
            yield np.resize(values, (3, 4, 8))[::-1, ::2]
        for dtype in "f2 f4 f8".split():
            for scale in [1e-6, 1e-4, 1e-2, 1.0, 1e2, 1e3, 1e5, 1e7, 1e8, 1e9, 1e16, 1e30, 1e300]:
                yield (RANDOM.standard_normal(5) * scale).astype(dtype)
                yield (np.arange(4) * scale).astype(dtype)
            for _ in range(30):
                n = int(RANDOM.integers(1, 6))
                v = RANDOM.standard_normal(n) * 10.0 ** RANDOM.integers(-5, 6, n)
                yield v.astype(dtype)
                yield np.round(v, int(RANDOM.integers(0, 5))).astype(dtype)
                some = v.astype(dtype)
                some[0] = RANDOM.choice([np.nan, np.inf, -np.inf, 0.0, -0.0])
                yield some
            yield np.array([np.nan, np.inf], dtype)
            yield np.array([np.nan, -np.inf], dtype)
            yield np.array([np.inf], dtype)
            yield np.array([-0.0], dtype)
            yield np.array([0.0001, 0.1], dtype)
            yield np.array([0.00009999, 0.01], dtype)
            yield np.array([1.0, 1000.0], dtype)
            yield np.array([1.0, 1001.0], dtype)
            yield np.array([0.5, 500.1], dtype)
            yield np.array([999.0], dtype)
            yield np.array([999999.0], dtype)
            yield np.array([99999999.0], dtype)
            yield np.array([9.999999999, 1.0], dtype)
            yield np.array([9.999999999e20, 1.0], dtype)
            yield np.array([0.123456785, 0.123456775, 0.5], dtype)
            yield np.array([[1.5, np.nan], [-np.inf, 2.25]], dtype)
        for dtype in "c8 c16".split():
            for _ in range(20):
                n = int(RANDOM.integers(1, 5))
                a = RANDOM.standard_normal(n) * 10.0 ** RANDOM.integers(-4, 5, n)
                b = np.round(RANDOM.standard_normal(n) * 10.0 ** RANDOM.integers(-4, 5, n), 2)
                yield (a + 1j * b).astype(dtype)
            yield np.array([complex(np.nan, 1), complex(1, np.nan), complex(-np.inf, np.inf)], dtype)
            yield np.array([complex(1, -0.0), complex(-0.0, 0)], dtype)
            yield np.arange(30).astype(dtype) * (1 + 2j)
        for n in [1, 10, 17, 25, 26, 27, 60, 150, 1001, 1200]:
            yield np.arange(n)
            yield np.arange(n) - n // 2
            yield np.arange(n, dtype="i2")
            yield np.arange(n) * 0.25
            yield np.arange(n) % 3 == 0
        for shape in [(1, 1), (3, 3), (2, 1, 2), (1, 30), (30, 2), (2, 3, 4, 2), (1, 1, 1, 1, 1),
                      (1001, 1), (1, 1001), (10, 10, 11), (4, 6, 7, 7), (7, 7, 7, 7)]:
            size = int(np.prod(shape))
            yield np.arange(size).reshape(shape)
            yield (np.arange(size) / 8).reshape(shape)
        words = ["", "a", "abc", "it's", "\"", "\"'", "tab\t", "new\nline", "back\\slash", "é",
                 "\x00x", "\x7f\x80\xad", "\u3000\u2028", "\U0001f600!", "\ue000"]
        yield np.array(words)
        yield np.array(words).reshape(3, 5)
        yield np.array(words)[:4].astype(">U4")
        yield np.array([w.encode("utf-8") for w in words])
        yield np.array(["word%d" % i for i in range(40)])
        yield np.array(["w%d" % i for i in range(1200)])
        yield np.array("text")
        yield np.array(b"it's")
        yield np.array([], "U5")
        yield np.array([b"", b""], "S3")
        yield np.array(["x" * 80, "y"])
        yield np.array([255, 0], "u1")[1:]
        yield np.array([2**64 - 1, 0], "u8")


def printing():
    for a in arrays():
        yield npy(a), text(str(a)), text(repr(a))


def print_options():
    a = RANDOM.standard_normal((3, 4)) * 10.0 ** RANDOM.integers(-7, 3, (3, 4))
    b = np.arange(60).reshape(6, 10)
    c = a.astype("c8")
    for x in (a, b, c, a.astype("f4")):
        for precision, threshold, edge, width, suppress in [
                (8, 1000, 3, 75, False), (3, 1000, 3, 75, False), (3, 1000, 3, 75, True),
                (0, 1000, 3, 75, True), (8, 5, 1, 75, False), (8, 5, 2, 30, False),
                (16, 5, 0, 75, True), (4, 1000, 3, 20, False), (20, 10, 1, 120, False)]:
            with np.printoptions(precision=precision, threshold=threshold, edgeitems=edge,
                                 linewidth=width, suppress=suppress):
                yield (npy(x), str(precision), str(threshold), str(edge), str(width),
                       str(int(suppress)), text(str(x)), text(repr(x)))


def indexing():
    base = np.arange(4 * 5 * 6).reshape(4, 5, 6)
    indices = """0|-1|3|4|-5|1, 2|1, 2, 3|1,2,3,4|:|::|::-1|1:|:2|-2:|:-2|1:3|3:1|10:|:10|-10:|:-10|
        ::2|::3|::10|::-2|3:0:-1|3::-1|:0:-1|10::-3|-1:-4:-1|0:4:2, 1:5:3|:, 1:4|:, :, ::-1|
        ...|..., 0|0, ...|..., ::2|1, ..., 2|None|None, 0|0, None|..., None|:, None, 2|
        None, None, ..., None|..., ...|0, ..., 0, 0|0, ..., 0, 0, 0|0, 0, 0, ...|0,|: ,|
        -9223372036854775808:|:9223372036854775807|::9223372036854775807|::-9223372036854775807|
        1:1|4:|2:2:-1|0:0|:, 5:|:, -6|..., 6|4:, 7""".replace("\n", "").split("|")
    for text_of_index in indices:
        i = text_of_index.strip()
        try:
            r = eval("base[" + i + "]", {"base": base, "None": None})
            r = np.asarray(r)
            yield i, npy(np.ascontiguousarray(r).reshape(r.shape))
        except IndexError as e:
            yield i, "error: " + str(e)


def reshapes():
    base = np.arange(24)
    bases = {
        "c": base.reshape(2, 3, 4), "f": np.asfortranarray(base.reshape(2, 3, 4)),
        "t": base.reshape(4, 6).T, "s": np.arange(48).reshape(4, 12)[:, ::2],
        "r": base.reshape(4, 6)[::-1], "n": base.reshape(4, 6)[:, None],
        "b": np.broadcast_to(np.arange(6), (4, 6)), "e": np.zeros((0, 4), "i8"),
        "o": np.arange(1).reshape(1, 1),
    }
    targets = [(24,), (6, 4), (4, 6), (2, 3, 4), (2, 12), (3, 8), (1, 24), (24, 1), (2, 2, 6),
               (4, 3, 2), (4, 2, 3), (-1,), (-1, 6), (2, -1, 2), (5, -1), (7,), (-1, -1), (0,),
               (0, 5), (4, 0, 2), (), (1, 1, 1), (0, -1), (1, 2, 1, 3, 1, 4, 1)]
    for name, b in bases.items():
        for order in "CF":
            for t in targets:
                row = (npy(b), ",".join(map(str, b.strides)), order, ",".join(map(str, t)))
                try:
                    r = b.reshape(t, order=order)
                    is_view = r.size == 0 or np.shares_memory(r, b)
                    yield (*row, npy(r), str(int(is_view)))
                except ValueError as e:
                    yield (*row, "error: " + str(e), "")


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "recorded-with.txt").write_text("numpy " + np.__version__ + "\n")
    write("dtypes.tsv", dtype_facts())
    write("promotion.tsv", promotions())
    write("casts.tsv", casts())
    write("scalars.tsv", scalars())
    write("printing.tsv", printing())
    write("print-options.tsv", print_options())
    write("indexing.tsv", indexing())
    write("reshape.tsv", reshapes())


if __name__ == "__main__":
    main()
