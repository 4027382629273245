"""The input arrays: which values, in which shapes, laid out in memory in which ways."""

import itertools
import math
import random

from values import NAN, NEGATIVE_NAN, PAYLOAD_NAN, Bits, View, pack

FLOATS = ["<f8", "<f4"]
INTEGERS = ["<i8", "<i4"]

# What lies around and between the items of a view. Nothing may read it, with one exception:
# Bottleneck's `replace` takes every array for one of unit stride, and so reads and writes items
# that are not in the view. That is an answer too, as long as it stays inside of the buffer: hence
# the margin on both sides of every view that is not contiguous.
GAP = 77


def _plain(rng, count):
    return [rng.randrange(-32, 32) * 0.25 for _ in range(count)]


def _rough(rng, count):
    return [rng.uniform(-1, 1) * 10.0 ** rng.randrange(-3, 4) for _ in range(count)]


def _sprinkled(base, *specials):
    def values(rng, count):
        items = base(rng, count)
        for i in range(count):
            if rng.random() < 0.35:
                items[i] = specials[rng.randrange(len(specials))]
        if count:
            items[rng.randrange(count)] = specials[0]
        return items
    return values


def _constant(*items):
    return lambda rng, count: [items[i % len(items)] for i in range(count)]


FLOAT_VALUES = {
    "plain": _plain,
    "rough": _rough,
    "nan": _sprinkled(_plain, Bits(NAN)),
    "roughnan": _sprinkled(_rough, Bits(NAN)),
    "allnan": _constant(Bits(NAN)),
    "inf": _sprinkled(_plain, math.inf),
    "neginf": _sprinkled(_plain, -math.inf),
    "infs": _sprinkled(_plain, math.inf, -math.inf),
    "naninf": _sprinkled(_plain, Bits(NAN), math.inf, -math.inf),
    "allinf": _constant(math.inf),
    "nanbits": _sprinkled(_plain, Bits(NEGATIVE_NAN), Bits(PAYLOAD_NAN), Bits(NAN)),
    "zeros": _constant(0.0, -0.0, -0.0, 0.0, 0.0),
    "negzeros": _constant(-0.0),
    "ones": _constant(1.0),
    "huge": _sprinkled(_plain, 3e38, -3e38, 1e38),
    "vast": _sprinkled(_plain, 1.5e308, -1.5e308, 1e308),
    "tiny": _sprinkled(_constant(0.0), 1e-45, -3e-42, 1e-38),
}


def _small_integers(rng, count):
    return [rng.randrange(-6, 7) for _ in range(count)]


def _extreme_integers(dtype):
    bits = 8 * int(dtype[2:])
    low, high = -(1 << bits - 1), (1 << bits - 1) - 1
    return _sprinkled(_small_integers, high, low, high - 1, low + 1)


def kinds(dtype):
    if dtype in INTEGERS:
        return ["plain", "extreme", "ones"]
    return [kind for kind in FLOAT_VALUES if dtype == "<f8" or kind != "vast"]


def values(dtype, kind, count):
    """The same values on every machine and in every version: seeded by the names."""
    rng = random.Random(f"{kind} {count}")
    if dtype in FLOATS:
        return FLOAT_VALUES[kind](rng, count)
    if kind == "ones":
        return [1] * count
    return (_small_integers if kind == "plain" else _extreme_integers(dtype))(rng, count)


def lay_out(dtype, shape, items, order=None, steps=None, margin=0):
    """Lays the items (in C order of the shape) out in a buffer.

    `order` lists the axes from the slowest to the fastest in memory; `steps` gives each axis a step
    in items (negative: backwards; 0: all items of the axis are the first one's).
    """
    ndim = len(shape)
    order = order or tuple(range(ndim))
    steps = steps or (1,) * ndim
    strides = [0] * ndim
    size = 1
    first = 0
    for axis in reversed(order):
        strides[axis] = size * steps[axis]
        if steps[axis] < 0:
            first += (shape[axis] - 1) * size * -steps[axis] if shape[axis] else 0
        size *= max(1, shape[axis] * abs(steps[axis]))
    buffer = [GAP] * (size + 2 * margin)
    for index, item in zip(itertools.product(*map(range, shape)), items):
        if all(i == 0 or step for i, step in zip(index, steps)):
            buffer[margin + first + sum(i * s for i, s in zip(index, strides))] = item
    data = b"".join(pack(dtype, item) for item in buffer)
    width = len(pack(dtype, buffer[0]))
    return View(dtype, tuple(shape), tuple(s * width for s in strides),
                (margin + first) * width, data)


def layouts(ndim):
    """Names and parameters of the ways to lay out an array of so many dimensions."""
    ways = {"C": {}}
    if ndim == 0:
        return ways
    axes = range(ndim)

    def steps(*changed, step):
        return {"steps": tuple(step if i in changed else 1 for i in axes), "margin": 40}

    if ndim > 1:
        ways["F"] = {"order": tuple(reversed(axes))}
    if ndim > 2:
        for order in itertools.islice(itertools.permutations(axes), 1, None, 1 if ndim < 4 else 5):
            ways["order" + "".join(map(str, order))] = {"order": order}
        ways["permuted2"] = {"order": (1, 0, *axes[2:]), **steps(0, ndim - 1, step=2)}
    ways["step2"] = steps(*axes, step=2)
    ways["backwards"] = steps(*axes, step=-1)
    ways["backwards2"] = steps(*axes, step=-2)
    ways["inside"] = {"margin": 40}
    ways["broadcast"] = steps(0, step=0)
    if ndim > 1:
        ways["last2"] = steps(ndim - 1, step=2)
        ways["first3"] = steps(0, step=3)
        ways["lastbackwards"] = steps(ndim - 1, step=-1)
        ways["firstbackwards"] = steps(0, step=-1)
        ways["lastbroadcast"] = steps(ndim - 1, step=0)
        ways["Fstep2"] = {"order": tuple(reversed(axes)), **steps(*axes, step=2)}
    return ways


def array(dtype, shape, kind="plain", layout="C"):
    count = math.prod(shape)
    return lay_out(dtype, shape, values(dtype, kind, count), **layouts(len(shape))[layout])


# The shapes whose every kind of values is asked in C order, those whose every layout is asked, and
# those that are asked plainly: the empty, the thin and the small.
EVERY_KIND = [(), (1,), (7,), (3, 4)]
EVERY_LAYOUT = [(7,), (3, 4), (2, 3, 4), (2, 3, 2, 2)]
PLAIN = [
    (0,), (2,), (3,), (4,), (10,), (0, 3), (3, 0), (0, 0), (1, 5), (5, 1), (1, 1), (2, 2),
    (2, 0, 3), (0, 2, 2), (2, 2, 0), (1, 3, 1), (2, 1, 3), (1, 2, 0, 2), (2, 2, 1, 2), (1, 1, 1, 1),
]
LARGE = [(200,), (20, 15), (1000,)]


def inputs(dtype):
    """Every input array of a dtype, with its layout's name; no two are the same."""
    special = "nan" if dtype in FLOATS else "plain"
    for shape in EVERY_KIND:
        for kind in kinds(dtype):
            yield "C", array(dtype, shape, kind)
    for shape in PLAIN:
        yield "C", array(dtype, shape, special)
    for shape in LARGE:
        yield "C", array(dtype, shape, "roughnan" if dtype in FLOATS else "plain")
    for shape in EVERY_LAYOUT:
        for name in layouts(len(shape)):
            if name != "C" or shape not in EVERY_KIND:
                yield name, array(dtype, shape, special, name)
