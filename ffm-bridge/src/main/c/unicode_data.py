#!/usr/bin/env python3.11
"""Writes unicode_data.h: what CPython 3.11 knows of every code point (Unicode 14.0).

Run with the CPython that is to be matched: unicode_data.py > unicode_data.h
"""

import sys

FLAGS = ["isprintable", "isalpha", "islower", "isupper", "istitle", "isdecimal", "isdigit", "isnumeric"]


def properties(c):
    s = chr(c)
    flags = sum(1 << i for i, name in enumerate(FLAGS) if getattr(s, name)())
    # Only what is of title case and not of upper case.
    if s.isupper():
        flags &= ~(1 << FLAGS.index("istitle"))
    flags |= s.isidentifier() << 8 | ("a" + s).isidentifier() << 9
    deltas = []
    for i, case in enumerate((s.upper(), s.lower(), s.title())):
        if len(case) > 1:
            flags |= 1 << (10 + i)
        deltas.append(ord(case) - c if len(case) == 1 else 0)
    return flags, *deltas


def rows(items, width):
    items = list(items)
    return "\n".join("    " + " ".join(items[i : i + width]) for i in range(0, len(items), width))


def main():
    kinds, ranges, previous = {}, [], None
    for c in range(0x110000):
        p = properties(c)
        if p != previous:
            ranges.append(f"0x{c << 8 | kinds.setdefault(p, len(kinds)):x},")
            previous = p
    assert len(kinds) <= 256
    expansions = []
    for which, case in enumerate((str.upper, str.lower, str.title)):
        for c in range(0x110000):
            if len(case(chr(c))) > 1:
                points = [f"0x{ord(x):x}" for x in case(chr(c))]
                expansions.append(f"{{0x{c:x}, {which}, {{{', '.join(points)}}}}},")
    print("/* Written by unicode_data.py; do not edit. */\n")
    print("/* Code point << 8 | index into unicode_kinds: where a run of code points of one kind begins. */")
    print("static const uint32_t unicode_ranges[] = {")
    print(rows(ranges, 10) + "\n};\n")
    print("/* Flags; what to add for upper, lower and title case. */")
    print("static const struct {\n  uint16_t flags;\n  int32_t delta[3];\n} unicode_kinds[] = {")
    print(rows((f"{{0x{f:x}, {{{u}, {l}, {t}}}}}," for f, u, l, t in kinds), 4) + "\n};\n")
    print("/* Where a case is more than one code point: which case, and what it is. */")
    print("static const struct {\n  uint32_t from, which, to[3];\n} unicode_expansions[] = {")
    print(rows(expansions, 3) + "\n};")


if __name__ == "__main__":
    sys.exit(main())
