#!/bin/sh
# Runs tests of the C API in CPython 3.11 itself, to see that they expect what it does.
#
#   run.sh BUILD TEST...       for example: run.sh /tmp/build call_test type_test
#
# PYTHON chooses the interpreter (python3.11); its headers and its shared library must be there.
set -eu

[ $# -ge 2 ] || { echo "usage: run.sh BUILD TEST..." >&2; exit 2; }
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
build=$1
shift
PYTHON=${PYTHON:-python3.11}
CC=${CC:-cc}
ask() { "$PYTHON" -c "import sys, sysconfig; print($1)"; }
headers=$(ask 'sysconfig.get_path("include")')
libraries=$(ask 'sysconfig.get_config_var("LIBDIR")')

mkdir -p "$build"
failed=
for test; do
  # check.h is found beside the test, ambi.h in this directory: libambi's own is not on the path.
  "$CC" -g -Wall -Wextra -I"$here" -isystem "$headers" "$here/../$test.c" -L"$libraries" \
    -Wl,-rpath,"$libraries" -lpython3.11 -lm -o "$build/cpython_$test"
  printf '%s in CPython: ' "$test"
  PYTHONHOME=$(ask sys.prefix) "$build/cpython_$test" || failed="$failed $test"
done
[ -z "$failed" ] || { echo "failed:$failed" >&2; exit 1; }
