"""Records what NumPy does with structured, sub-array and void dtypes.

    python3 -m venv v && v/bin/pip install 'numpy>=2.4' && v/bin/python record_struct.py

Writes struct-*.tsv to ../resources/dev/ambi/core, in the manner of record.py. A dtype is written as
the literal from which NumPy makes it.
"""

import io
import warnings

import numpy as np
from record import npy, text, write

PLAIN = [("a", "<i4"), ("b", "<f8")]
SWAPPED = [("a", ">i4"), ("b", ">f8")]
OTHER = [("x", "<f4"), ("y", "<i2")]
ONE = [("a", "<i4")]
NESTED = [("p", PLAIN), ("q", "S3")]
DEEP = [("p", [("q", [("r", ">u2"), ("s", "?", (2,))], (2,))]), ("t", "<U2")]
SUB = [("a", "<i4", (2,)), ("b", "<f8")]
SUB3 = [("a", "<i4", (3,)), ("b", "<f8")]
TITLED = [(("t", "a"), "<i4"), ("b", "<f8")]
GAPS = {"names": ["a", "b"], "formats": ["<i4", "<f8"], "offsets": [0, 8], "itemsize": 24}
LATE = {"names": ["a", "b"], "formats": ["<i4", "<f8"], "offsets": [4, 8]}
TURNED = {"names": ["a", "b"], "formats": ["<i4", "<f8"], "offsets": [8, 0]}
OVERLAP = {"names": ["a", "b"], "formats": ["<i4", "<u2"], "offsets": [0, 2]}
ALIGNED = {"names": ["a", "b"], "formats": ["<i4", "<f8"], "aligned": True}
MIXED = [("a", "<f4"), ("b", "?"), ("c", "<U3"), ("d", "<c8"), ("e", "V2"), ("f", ">i2"),
         ("g", "S3"), ("h", "<f2", (2,)), ("i", "|u1")]
TIMES = [("a", "<M8[s]"), ("b", "<m8[D]")]

GOOD = [
    PLAIN, SWAPPED, OTHER, ONE, NESTED, DEEP, SUB, SUB3, TITLED, GAPS, LATE, TURNED, OVERLAP,
    ALIGNED, MIXED, TIMES, [],
    "V8", "V", "V0", "void", "|V3", ">V3", "V2147483647", "V1",
    "i4,f8", "2f4, (2,3)i2", "i4,", "(2,3)f8", "(2,)f8", "2f8", "1f8", "(1,)f8", "()f8", "0f8",
    "(0,)f8", ">i4, <f8, |S5, U3, 3V4", "int32, float64", "i4, (2,3)f8, a5, ?, M8[s]", "3V", "3S",
    "3U", "(2, 3)f8", "( 2,3 ) f8", "i4,()f8", ">(2,)f8", ">2f8", "(2,)>f8", "2>f8,i4", ">2>f8,i4",
    "1i4,2f8", "1i4", "3float32", "2i4,3i", "i4,f8 ", "i4  ,   f8", "M8[s],m8[ms]", "M8[25s]",
    ("i4", (2, 3)), (("i4", (2, 3)), (4,)), ("i4", ()), ("i4", 1), ("i4", (1,)), ("S", 3),
    (PLAIN, (2,)), (">i4", (2, 3)),
    [("a", "i4", 1)], [("a", "i4", (1,))], [("", "i1"), ("", ">i8")],
    [("", "V4"), ("b", "i4")], [("a", "S"), ("b", "U"), ("c", "V")], [("a", ("i4", (2,)), (3,))],
    [("a'b", "i4"), ('c"d', "f8"), ("é\n\t\\", "i1"), ("\x01\u2028\U0001F600", "i1")],
    [("p", GAPS), ("q", "i1")], [("p", GAPS, (2,)), ("q", "i1")], [("p", ALIGNED), ("q", "i1")],
    {"names": ["x", "p", "q"], "formats": ["i1", ALIGNED, "i1"], "aligned": True},
    {"names": ["p"], "formats": [ALIGNED], "aligned": True},
    {"names": ["p"], "formats": [PLAIN], "aligned": True},
    {"names": ["a", "b"], "formats": ["i1", "i4"], "aligned": True},
    {"names": ["a", "b", "c"], "formats": ["i1", "i8", "i2"], "aligned": True},
    {"names": ["a", "b"], "formats": ["i1", "i4"], "aligned": True, "itemsize": 16},
    {"names": ["a", "b"], "formats": ["i1", "i4"], "offsets": [0, 8], "aligned": True,
     "titles": ["x", None]},
    {"names": ["b", "a"], "formats": ["i4", "i4"], "offsets": [4, 0], "aligned": True},
    {"names": ["a", "b"], "formats": ["i1", "i2"], "titles": ["A", None]},
    {"names": ["a"], "formats": [("i4", (2,))], "offsets": [4]},
    {"names": ["a", ""], "formats": ["i1", "i2"]},
    {"names": [], "formats": []}, {"names": [], "formats": [], "itemsize": 5},
]

BAD = [
    "V-1", "V99999999999", "void64", "i4,,f8", ",i4", ",", "(2)f8x", "3i4,2(2,)f8", "i4:f8",
    "i4, bogus", "(2,-1)f8", "-1f8", "(2,2147483647)f8", "99999999999f8", " i4", " i4 , f8 ",
    "i4;f8", "(2,),f8", ">2<f8,i4", "(2,3f8", "2,3)f8", "i4,(2,(3,))f8", "i4 f8", "V8,V3000000000",
    [("a", "i1"), ("a", ">i8")], [("f1", "i1"), ("", ">i8")], [("a", "i4", (-1,))],
    [("a", "i4", (2147483648,))], [("a", "i4", (65536, 65536))], [("a", "i4", "x")],
    ["i4", "f8"], [("a",)], [("a", "i4", (2,), 3)], [(1, "i4")], [("a", "bogus")], [1], [("a", "i4"), 5],
    [("a", "i4", (1,) * 65)], [(("a", "a"), "i4")], [(("b", "a"), "i4"), ("b", "i4")],
    {"names": ["a", "b"], "formats": ["i4", "i4"], "offsets": [0, -2]},
    {"names": ["a", "b"], "formats": ["i4", "i4"], "offsets": [0, 8], "itemsize": 10},
    {"names": ["a", "b"], "formats": ["i4", "i4"], "offsets": [0, 2], "aligned": True},
    {"names": ["a", "b"], "formats": ["i1", "i4"], "itemsize": 6, "aligned": True},
    {"names": ["a", "b"], "formats": ["i1", "i4"], "itemsize": 9, "aligned": True},
    {"names": ["a", "b"], "formats": ["i1", "i4"], "itemsize": -6},
    {"names": ["a", "b"], "formats": ["i1"]},
    {"names": ["a", "b"], "formats": ["i1", "i2"], "titles": ["A", "A"]},
    {"names": ["a", "b"], "formats": ["i1", "i2"], "titles": ["b", None]},
    {"names": ["a", "a"], "formats": ["i1", "i2"]},
    {"names": ["a"], "formats": ["i4"], "offsets": [2**40]},
    {"formats": ["i4"]}, {"names": ["a"]},
]


def literal(spec):
    return text(spec if isinstance(spec, str) else repr(spec))


def good():
    for spec in GOOD:
        d = np.dtype(spec)
        yield (literal(spec), text(str(d)), text(repr(d)), str(d.itemsize), str(d.alignment), d.str,
               d.name, "1" if d.isnative else "0", d.kind)


def bad():
    for spec in BAD:
        try:
            d = np.dtype(spec)
        except Exception as e:
            yield literal(spec), type(e).__name__, text(str(e))
        else:
            raise AssertionError((spec, d))


PAIRED = [PLAIN, SWAPPED, OTHER, ONE, NESTED, SUB, SUB3, TITLED, GAPS, LATE, ALIGNED, [],
          [("b", "<i4"), ("a", "<f8")], [("x", "<i4"), ("y", "<f8")], [("a", "<f8"), ("b", "<c16")],
          [("a", [("b", "<i4")])], [("a", [("b", "<i4"), ("c", "<i4")])],
          [("a", "<i8", (2,)), ("b", "<f8")], [("a", "<i4", (1,))], [("a", "<i4", (1, 1))],
          [("a", "<i4", (2,))], [("p", "<i4"), ("q", "S3")], [("p", OTHER), ("q", "S5")],
          [("p", PLAIN), ("q", "U3")], [("a", "V4")], [("a", "V2"), ("b", "V9")], "V8", "V4", "V12",
          "V20", "(2,)i4", "(2,)i8", "(3,)i8", "(2,3)f4", "i1", "<i4", ">i4", "i8", "f8", "?", "c16",
          "S2", "S20", "U2", "M8[s]", "m8[D]"]
LEVELS = ["no", "equiv", "safe", "same_kind", "unsafe"]


def promotion():
    for x in PAIRED:
        for y in PAIRED:
            a, b = np.dtype(x), np.dtype(y)
            if a.names is None and b.names is None and a.kind != "V" and b.kind != "V":
                continue
            try:
                common = str(np.promote_types(a, b))
            except TypeError as e:
                common = "error: " + str(e)
            levels = "".join("1" if np.can_cast(a, b, level) else "0" for level in LEVELS)
            yield literal(x), literal(y), text(common), levels


def filled(spec, n=3):
    """Elements whose bytes all differ, where any bytes are a value."""
    d = np.dtype(spec)
    a = np.zeros(n, d)
    fill(a, np.random.default_rng(7))
    return a


def fill(a, random):
    if a.dtype.names is not None:
        for name in a.dtype.names:
            fill(a[name], random)
    elif a.dtype.kind in "SU":
        a[...] = random.integers(1, 99, a.shape).astype("U2")
    elif a.dtype.kind == "V" and a.nbytes:
        a.view(a.dtype)[...] = np.frombuffer(random.bytes(a.nbytes), a.dtype).reshape(a.shape)
    elif a.dtype.kind == "V":
        pass
    elif a.dtype.kind in "fc":
        a[...] = np.round(random.normal(0, 100, a.shape), 2)
    else:
        a[...] = random.integers(0, 100, a.shape)


def casts():
    sources = [PLAIN, SWAPPED, ONE, NESTED, SUB, TITLED, GAPS, LATE, MIXED, DEEP, [],
               [("a", "<i8", (2, 3))], [("a", "<i8", (2,))], [("a", "<i8", (1,))], [("a", "<i8")],
               [("a", [("b", "<i4")])], "V8", "V4", "<i4", ">i4", "f8", "?", "U2", "S2", "M8[s]",
               "c16", "V0"]
    targets = [PLAIN, SWAPPED, OTHER, ONE, NESTED, SUB, SUB3, TITLED, GAPS, LATE, [],
               [("a", "<i8", (3,))], [("a", "<i8", (3, 4))], [("a", "<i8", (2, 2, 2))],
               [("a", "<i8", (1,))], [("a", "<f4", (1, 3))], [("p", "<i4"), ("q", "S3")],
               [("a", [("b", "<i4"), ("c", "<i4")]), ("d", "<f4")], "V8", "V4", "V12", "V1", "V",
               "i8", ">f4", "?", "S4", "U4", "c8", "M8[s]", "(2,)f8", "(2,3)i4"]
    for x in sources:
        a = filled(x)
        for y in targets:
            d = np.dtype(y)
            plain = [t for t in (a.dtype, d) if t.names is None and t.subdtype is None]
            if len(plain) == 2 and all(t.kind != "V" for t in plain):
                continue
            if a.dtype.kind == "V" and a.dtype.itemsize == 0:
                continue  # reads beyond its buffer
            try:
                yield literal(x), npy(a), literal(y), npy(a.astype(d))
            except (TypeError, ValueError) as e:
                yield literal(x), npy(a), literal(y), "error: " + text(str(e))
            except RuntimeError:
                pass  # a time in a text that is too short for it


def printed():
    arrays = [filled(s) for s in (PLAIN, SWAPPED, OTHER, ONE, NESTED, DEEP, SUB, TITLED, GAPS, LATE,
                                  MIXED, TIMES, [], "V8", "V1", "V0")]
    arrays += [filled(PLAIN, 0), filled(PLAIN, 6).reshape(2, 3), filled(PLAIN, 1).reshape(()),
               filled(MIXED, 1).reshape(()), filled("V3", 1).reshape(()), filled(MIXED, 12),
               np.zeros((0, 2), PLAIN), np.zeros(2000, PLAIN), np.zeros(2000, SUB),
               np.zeros((60, 60), ONE), filled(PLAIN, 40), filled("V3", 1500),
               np.zeros(5, [("some_long_name_%d" % i, "f8") for i in range(9)]),
               np.zeros(2, [("a", "i4", (3, 2000))]), np.zeros(2, [("a", "f8", (0,))]),
               np.zeros(2, [("a", "f8", (2, 0))]), np.zeros(2, [("a", PLAIN, (2,))]),
               np.zeros((), [("a", "?"), ("b", "?", (2,))]),
               np.array([(1e10, 1), (2, 3)], [("a", "f8"), ("b", "c16")]),
               np.array([(np.nan, True, "ab"), (-100.25, False, "c'")],
                        [("a", "f8"), ("b", "?"), ("c", "U3")]),
               np.array([([1.5, 100],), ([np.inf, -0.0],)], [("a", "f4", (2,))]),
               filled(PLAIN, 6).reshape(2, 3).T,
               np.zeros(2, [("ł", "i4"), ("é", "f4")]), np.zeros(2, [("é", "i4")]),
               np.zeros(1, [("f%d" % i, "f8") for i in range(3000)]),
               np.zeros(2, [("a'b\n\\", "i4"), ("\u2028", "i1")])]
    for a in arrays:
        first = text(str(a.reshape(-1)[0])) if a.size else ""
        yield npy(a), text(str(a)), text(repr(a)), first


def fields():
    cases = [(PLAIN, ["a"]), (PLAIN, ["b"]), (NESTED, ["p"]), (SUB, ["a"]), (TITLED, ["t"]),
             (TITLED, ["a"]), (MIXED, ["h"]), (GAPS, ["b"]), (OVERLAP, ["b"]), (DEEP, ["p"]),
             (PLAIN, ["c"]), (PLAIN, [""]), (PLAIN, ["b", "a"]), (MIXED, ["a", "h", "c"]),
             (GAPS, ["b", "a"]), (NESTED, ["q", "p"]), (PLAIN, ["a", "c"]), (PLAIN, ["a", "a"]),
             (TITLED, ["b", "t"]), (ALIGNED, ["b", "a"])]
    for spec, names in cases:
        a = filled(spec, 6).reshape(2, 3)
        try:
            view = a[names[0] if len(names) == 1 else names]
            answer = (text(str(view.dtype)), ",".join(map(str, view.shape)),
                      ",".join(map(str, view.strides)), text(repr(view)))
        except (ValueError, KeyError) as e:
            answer = "error: " + text(str(e.args[0])), "", "", ""
        yield (literal(spec), ",".join(names), bytes_of(a)) + answer


def bytes_of(a):
    """Every byte, gaps too, which a .npy file need not keep."""
    return npy(np.frombuffer(a.tobytes(), "u1"))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    write("struct-dtypes.tsv", good())
    write("struct-hostile.tsv", bad())
    write("struct-promotion.tsv", promotion())
    write("struct-casts.tsv", casts())
    write("struct-printing.tsv", printed())
    write("struct-fields.tsv", fields())
