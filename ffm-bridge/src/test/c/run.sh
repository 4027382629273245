#!/bin/sh
# Builds and runs the tests of libambi's C code: each *_test.c beside this script is one program.
#
#   run.sh BUILD [GENERATED [TEST...]]
#
# BUILD      where object files and programs go; only what is stale is rebuilt
# GENERATED  where the generator wrote its C. Without it (or with - or no such directory), the NumPy types,
#            which need it, are left out, and what nobody defines is left unresolved: calling it ends
#            the test with a crash.
# TEST       names such as getargs_test; all by default
#
#   run.sh --cpython BUILD TEST...
#
# builds and runs the tests against CPython 3.11 instead (python3.11-config on the PATH), to prove what they expect.
#
# CC chooses another compiler; AMBI_SANITIZE the sanitizers (address,undefined by default; "none").
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
CC=${CC:-cc}

if [ "${1:-}" = --cpython ]; then
  [ $# -ge 3 ] || { echo "usage: run.sh --cpython BUILD TEST..." >&2; exit 2; }
  build=$2
  shift 2
  mkdir -p "$build"
  for test; do
    # shellcheck disable=SC2046
    "$CC" -std=gnu11 -O1 -g -Wall -Wno-format -Wno-format-zero-length -DAMBI_AGAINST_CPYTHON $(python3.11-config --includes) "$here/$test.c" \
      $(python3.11-config --ldflags --embed) -o "$build/$test-cpython"
    printf '%s, CPython: ' "$test"
    "$build/$test-cpython"
  done
  exit 0
fi

[ $# -ge 1 ] || { echo "usage: run.sh BUILD [GENERATED [TEST...]]" >&2; exit 2; }
sources=$(CDPATH='' cd -- "$here/../../main/c" && pwd)
headers=$(CDPATH='' cd -- "$here/../../../../headers/include" && pwd)
build=$1 generated=${2:--}
if [ $# -ge 2 ]; then shift 2; else shift; fi
command -v "$CC" >/dev/null 2>&1 || { echo "run.sh: there is no C compiler '$CC'" >&2; exit 1; }

flags="-std=c11 -O1 -g -fno-omit-frame-pointer -Wall -Wextra -Werror -I$headers -I$sources"
sanitize=${AMBI_SANITIZE:-address,undefined}
[ "$sanitize" = none ] || flags="$flags -fsanitize=$sanitize -fno-sanitize-recover=undefined"
if [ -d "$generated" ]; then
  flags="$flags -I$generated" link=''
else
  generated='' link='-no-pie -Wl,--unresolved-symbols=ignore-all'
fi

mkdir -p "$build"
settings="$CC $flags"
[ "$(cat "$build/settings" 2>/dev/null)" = "$settings" ] || {
  rm -rf "$build"
  mkdir -p "$build"
  printf '%s\n' "$settings" >"$build/settings"
}
# Whether an object is missing, or older than what it was made from (as the compiler wrote it down beside it).
is_stale() {
  [ -f "$1" ] && [ -f "${1%.o}.d" ] || return 0
  # shellcheck disable=SC2046
  [ -n "$(find $(sed -e 's/^[^:]*://' -e 's/\\$//' "${1%.o}.d") -newer "$1" 2>&1 | head -n 1)" ]
}

# Prints source and object of each source that is to be compiled, and adds the others' objects to the link.
stale() {
  for source; do
    case $source in
      "$here"/*) name=test_${source#"$here"/} ;;
      "$sources"/*) name=main_${source#"$sources"/} ;;
      *) name=generated_${source#"$generated"/} ;;
    esac
    object=$build/$(printf '%s' "${name%.c}" | tr '/' '_').o
    case $name in *_test.c) ;; *) printf '%s\n' "$object" >>"$build/link" ;; esac
    if is_stale "$object"; then printf '%s\n%s\n' "$source" "$object"; fi
  done
}

sources_to_build() {
  if [ -n "$generated" ]; then
    find "$sources" "$generated" -name '*.c'
  else
    find "$sources" -name '*.c' -exec grep -LE '#include "(generated|numpy_|array_view)' {} +
  fi
}

[ $# -gt 0 ] || { set -- "$here"/*_test.c; [ -f "$1" ] || { echo "run.sh: no tests" >&2; exit 1; }; }
tests=
for test; do
  test=$(basename -- "$test" .c)
  [ -f "$here/$test.c" ] || { echo "run.sh: there is no test $test" >&2; exit 2; }
  tests="$tests $test"
done

: >"$build/link"
# shellcheck disable=SC2046
stale $(sources_to_build | LC_ALL=C sort) "$here/stub_upcall.c" \
  $(printf "$here/%s.c " $tests) >"$build/stale"
if [ -s "$build/stale" ]; then
  echo "cc: $(($(wc -l <"$build/stale") / 2)) C files"
  # shellcheck disable=SC2016
  xargs -n 2 -P 2 sh -c '"$1" $2 -MMD -c "$3" -o "$4" || { rm -f "$4"; exit 1; }' sh "$CC" "$flags" <"$build/stale" \
    || { echo "run.sh: compiling failed" >&2; exit 1; }
fi

failed=
for test in $tests; do
  # shellcheck disable=SC2046,SC2086
  "$CC" $flags "$build/test_$test.o" $(cat "$build/link") $link ${LDFLAGS:-} -lm -lpthread -o "$build/$test"
  printf '%s: ' "$test"
  if ! ASAN_OPTIONS="detect_leaks=0:${ASAN_OPTIONS:-}" UBSAN_OPTIONS="print_stacktrace=1:${UBSAN_OPTIONS:-}" \
    "$build/$test"; then
    failed="$failed $test"
  fi
done
[ -z "$failed" ] || { echo "failed:$failed" >&2; exit 1; }
