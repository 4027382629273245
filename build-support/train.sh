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
if ! {
  "${CC:-cc}" -std=c11 -O1 -fPIC -shared -I "$root/headers/include" \
    "$root/build-support/warm/warm.c" -o "$work/warm.$suffix" \
    && "$@" "-XX:AOTCacheOutput=$work/cache" -p "$path" -m dev.ambi.cli/dev.ambi.cli.Main \
      call "$work/warm.$suffix" mean "@$root/tests/data/jfk_weather_2013.npy"
} >"$cache.log" 2>&1 </dev/null || [ ! -s "$work/cache" ]; then
  : >"$work/cache"
fi
mv "$work/cache" "$cache"
rm -rf "$work"
