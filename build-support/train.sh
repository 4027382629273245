#!/bin/sh
# Makes the ahead-of-time cache $1 (JEP 483, 514): the JVM runs one call as the launcher `ambi` would, and
# keeps the classes that it loaded, linked. $2 is the module path; then come the JVM and its options.
#
# The cache only saves time. When it cannot be made, an empty file says so, so that nobody tries again
# before the next build.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cache=$1
path=$2
shift 2

echo "ambi: preparing a fast start (once after a build) ..." >&2
work=$cache.work
rm -rf "$work"
mkdir -p "$work"
suffix=cpython-311-$(uname -m)-linux-gnu.so
wheel=$work/warm-1.0-cp311-cp311-linux_$(uname -m).whl

# ambi_call JVM-OPTION...
ambi_call() {
  AMBI_CACHE=$work/wheels "$@" -p "$path" -m dev.ambi.cli/dev.ambi.cli.Main \
    call "$wheel::warm" mean "@$root/tests/data/jfk_weather_2013.npy"
}

# First without training, which unpacks the wheel: what is trained for is a call that finds it
# unpacked. The cache holds what was loaded until the end, however the call ended.
{
  "${CC:-cc}" -std=c11 -O1 -fPIC -shared -I "$root/headers/include" \
    "$root/build-support/warm/warm.c" -o "$work/warm.$suffix" \
    && "$1" "$root/build-support/warm/MakeWheel.java" "$work/warm.$suffix" "$wheel" \
    && ambi_call "$@"
  ambi_call "$@" "-XX:AOTCacheOutput=$work/cache"
} >"$cache.log" 2>&1 </dev/null || true
[ -s "$work/cache" ] || : >"$work/cache"
mv "$work/cache" "$cache"
rm -rf "$work"
