"""What is asked of Bottleneck: every function, over arrays, parameters and wrong uses.

`all_cases()` gives the same cases in the same order in every Python, and needs no NumPy.
"""

import dataclasses
import itertools
import math

import arrays
from values import View, scalar

# Module, parameter names, functions.
SIGNATURES = [
    ("reduce", ("a", "axis"),
     ["nansum", "nanmean", "nanmin", "nanmax", "nanargmin", "nanargmax", "ss", "median",
      "nanmedian", "anynan", "allnan"]),
    ("reduce", ("a", "axis", "ddof"), ["nanstd", "nanvar"]),
    ("nonreduce", ("a", "old", "new"), ["replace"]),
    ("nonreduce_axis", ("a", "kth", "axis"), ["partition", "argpartition"]),
    ("nonreduce_axis", ("a", "axis"), ["rankdata", "nanrankdata"]),
    ("nonreduce_axis", ("a", "n", "axis"), ["push"]),
    ("move", ("a", "window", "min_count", "axis"),
     ["move_sum", "move_mean", "move_min", "move_max", "move_argmin", "move_argmax",
      "move_median", "move_rank"]),
    ("move", ("a", "window", "min_count", "axis", "ddof"), ["move_std", "move_var"]),
]


@dataclasses.dataclass(frozen=True)
class Case:
    id: str
    module: str
    function: str
    args: tuple
    kwargs: dict


def all_cases():
    for module, names, functions in SIGNATURES:
        for function in functions:
            calls = itertools.chain(right_calls(module, names), wrong_calls(module, names),
                                    fallback_calls(module, names))
            for number, (args, kwargs) in enumerate(calls):
                yield Case(f"{module}.{function}/{number}", module, function, args, kwargs)


# Right calls --------------------------------------------------------------------------------------


def right_calls(module, names):
    parameters = {"reduce": reduce_parameters, "nonreduce": replace_parameters,
                  "nonreduce_axis": axis_parameters, "move": move_parameters}[module]
    for dtype in arrays.FLOATS + arrays.INTEGERS:
        for number, (layout, array) in enumerate(arrays.inputs(dtype)):
            for rest in parameters(names, array, layout, number):
                yield arrange((array, *rest), names, number)
    for array in array_likes():
        yield (array,) + some_parameters(names, 1), {}


def arrange(values, names, number):
    """The values of the parameters, in turns by position, by name, and mixed; ... is left out."""
    positional = number % 3 if ... not in values else 3
    if positional == 0:
        while values and values[-1] is ...:
            values = values[:-1]
        return values, {}
    split = 1 if positional == 1 or ... in values else 0
    kwargs = {name: value for name, value in zip(names[split:], values[split:]) if value is not ...}
    return values[:split], kwargs


def axes(array, layout):
    """Every axis counted from the front, and where the layout is plain also from the back."""
    ndim = len(array.shape)
    return [*range(ndim), *(range(-ndim, 0) if layout == "C" else ())]


def reduce_parameters(names, array, layout, number):
    yield (None,) if number % 2 else (...,) * (len(names) - 1)
    for axis in axes(array, layout):
        yield (axis,)
    if "ddof" in names:
        length = math.prod(array.shape)
        for axis in [None, *range(len(array.shape))]:
            yield (axis, (1, 0, 2, length, -1)[number % 5])
        yield (..., 1)


def replace_parameters(names, array, layout, number):
    if array.dtype in arrays.FLOATS:
        nan = float("nan")
        yield from [(nan, 0.0), (0.0, -1.5), (1.0, nan), (0.1, 5), (math.inf, nan), (-0.0, 1)]
    else:
        yield from [(0, 9), (1, -1), (1.0, 2.0), (float("nan"), 0), (1.5, 0), (1, 0.5),
                    (1, float("nan")), (1, math.inf), (3e9, 0), (1e30, 1), (5, 1e30)]


def axis_parameters(names, array, layout, number):
    every = [..., None, *axes(array, layout)]
    if "kth" in names:
        for axis in every:
            lengths = {...: array.shape[-1:], None: (math.prod(array.shape),)}
            length = sum(lengths[axis] if axis in lengths else (array.shape[axis],))
            picks = sorted({0, length // 2, length - 1})
            for kth in picks if layout == "C" else [picks[number % len(picks)]]:
                yield (kth,) if axis is ... else (kth, axis)
    elif "n" in names:
        for axis in every:
            yield (..., 1, None, 2, 0)[number % 5], axis
            if axis is ...:
                yield from [(..., ...), (1, ...)]
    else:
        for axis in every:
            yield (axis,)


def move_parameters(names, array, layout, number):
    for axis in [..., *axes(array, layout)]:
        length = sum(array.shape[-1:]) if axis is ... else array.shape[axis]
        windows = sorted({1, 2, 3, length // 2, length - 1, length})
        picks = [(window, min_count) for window in windows
                 for min_count in sorted({1, 2, window - 1, window})
                 if 0 < min_count <= window <= length]
        picks += [(window, None if number % 2 else ...) for window in sorted({1, 2, 3, length})
                  if window <= length]
        # All of them on some plain arrays; one or two, in turns, on every array and axis.
        if layout != "C" or axis is not ... or length > 10 or number % 3:
            count = min(2 if layout == "C" else 1, len(picks))
            picks = [picks[(number * 7 + k * 5) % len(picks)] for k in range(count)]
        for pick in picks or [(1, ...)]:
            ddof = (..., 1, 0, 2, length)[number % 5] if "ddof" in names else ...
            yield (*pick, axis, ddof)[:len(names) - 1]


def some_parameters(names, number):
    """Parameters that go with any array of at least one dimension."""
    fitting = {"axis": -1, "ddof": number, "kth": 0, "n": number, "window": 1, "min_count": 1,
               "old": number, "new": 7}
    return tuple(fitting[name] for name in names[1:])


def array_likes():
    """Arguments that NumPy makes an array of one of the four dtypes from."""
    nan = float("nan")
    return [
        [1.0, nan, 3.5], [1, 2, 3], [2, 1.5], [[1.0, 2.0], [3.0, nan]], [[3, 1], [2, 2]], [], [[]],
        [[], []], (4, 3.0), ([1, 2], (3, 4)), [(1.5,)], 5, 5.5, nan, -(2 ** 63), 2 ** 63 - 1,
        [2 ** 62, 1], [[[1.0]]], [1, 2, 3] * 20, scalar("<f8", 2.5), scalar("<f4", 2.5),
        scalar("<i8", -3), scalar("<i4", 4), [scalar("<f8", 1.5), 2], [scalar("<f4", 1.5)],
        [scalar("<i4", 1), scalar("<i4", 2)], [arrays.array("<f8", (2,)), [1, 2]],
        [arrays.array("<i8", ()), 3],
    ]


# Wrong calls --------------------------------------------------------------------------------------


def wrong_calls(module, names):
    array = arrays.array("<f8", (3, 4), "nan")
    right = dict(zip(names, (array, *some_parameters(names, 1))))
    values = tuple(right.values())

    # The number of arguments, and how they are passed.
    yield (), {}
    for count in range(1, len(names) + 1):
        yield values[:count], {}
        yield values[:count], {name: right[name] for name in names[count:]}
        yield values[:count], {name: right[name] for name in names[count - 1:]}
        yield values[:count], {name: right[name] for name in names}
        yield values[:count], {**{name: right[name] for name in names[count:]}, "unknown": 1}
        yield values[:count], {"unknown": 1}
        yield values[:count], {names[-1]: right[names[-1]]}
        yield (), {name: right[name] for name in names[:count]}
        yield (), {name: right[name] for name in names if name != names[count - 1]}
    yield (*values, 1), {}
    yield (*values, 1, 2), {}
    yield (*values, 1, 2, 3), {}
    yield (*values, 1), {"axis": 0}
    for name in ["axis", "ddof", "n", "kth", "window", "min_count", "old", "new", "A", "", "a "]:
        yield (array,), {name: 1}
        yield values[:2], {name: 1}
        yield (), {"a": array, name: 1}

    # Parameters of a wrong type or out of range.
    for number, value in enumerate(odd_values()):
        for name in names[1:]:
            for base in [array, arrays.array("<i8", (3, 4))] if name in ("old", "new") else [array]:
                changed = {**right, "a": base, name: value}
                if number % 2:
                    yield tuple(changed.values()), {}
                else:
                    yield (base,), {key: changed[key] for key in names[1:]}

    # Out of range for arrays of other dimensions and lengths.
    for shape in [(), (5,), (0,), (0, 3), (3, 0), (2, 3, 4), (2, 2, 2, 2)]:
        other = arrays.array("<f8", shape)
        for number in [-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]:
            for name in names[1:]:
                yield tuple({**right, "a": other, name: number}.values()), {}

    # Something that no array of numbers can be made from.
    for value in [[[1.0, 2.0], [3.0]], [[1], 2], [1, [2, 3]], [[[1]], [[1, 2]]]]:
        yield (value, *values[1:]), {}


def odd_values():
    nan = float("nan")
    return [
        None, "text", "", "1", b"bytes", 1.5, 1.0, nan, math.inf, 2 ** 31 - 1, 2 ** 31, -(2 ** 31),
        -(2 ** 31) - 1, 2 ** 32, 2 ** 63 - 1, 2 ** 63, -(2 ** 63), 2 ** 70, -(2 ** 70), True, False,
        [], [1], [1, 2], (), (1,), {}, 1j, -1, -2, -3, 0, 1, 2, 3, 4, 5, 100, scalar("<f8", 1.0),
        scalar("<f4", 0.5), scalar("<i8", 1), scalar("<i8", -1), scalar("<i4", 1),
        scalar("|u1", 1), scalar("<u8", 1), scalar("<i8", 2 ** 40), scalar("|b1", True),
        arrays.array("<i8", (), "ones"), arrays.array("<i4", (), "ones"),
        arrays.array("<f8", (), "ones"), arrays.array("<i8", (1,), "ones"),
        arrays.array("<f8", (1,), "ones"), arrays.array("<i8", (2,), "ones"),
        arrays.array("<i8", (0,)), arrays.array("<i8", (1, 1), "ones"),
    ]


# Calls that Bottleneck leaves to its Python code --------------------------------------------------


def fallback_calls(module, names):
    """Bottleneck asks for its module `bottleneck.slow` where a dtype is not one of its own."""
    for array in foreign_arrays():
        ndim = len(array.shape)
        yield (array, *some_parameters(names, 1)), {}
        if "axis" in names:
            for axis in [None, 0, -1, ndim, "0"]:
                changed = {**dict(zip(names, (array, *some_parameters(names, 1)))), "axis": axis}
                yield tuple(changed.values()), {}
    for value in [None, "text", "", b"bytes", True, [True, False], ["a", "bc"], [None], [1, None],
                  {}, 2 ** 63, 2 ** 70, -(2 ** 70), [2 ** 63], [2 ** 70], 1j, [1j, 2.0],
                  [1, "a"], scalar("<f2", 1.5), scalar("|b1", True), scalar("<u8", 2 ** 63),
                  [b"bytes"], [True, 2 ** 63]]:
        yield (value, *some_parameters(names, 1)), {}


def foreign_arrays():
    for dtype in ["|b1", "|i1", "<i2", "|u1", "<u2", "<u4", "<u8", "<f2", ">f8", ">f4", ">i8",
                  ">i4"]:
        yield arrays.lay_out(dtype, (2, 3), [1, 0, 1, 1, 0, 1])
        yield arrays.lay_out(dtype, (), [1])
    for dtype, width in [("<c8", 8), ("<c16", 16), ("|S3", 3), ("<U2", 8)]:
        yield View(dtype, (2, 3), (3 * width, width), 0, bytes(6 * width))
    yield arrays.lay_out(">f8", (0,), [])
