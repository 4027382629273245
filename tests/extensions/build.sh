#!/bin/sh
# Compiles the test extensions with the real headers of CPython 3.11 and NumPy.
#
#   tests/extensions/build.sh DIRECTORY [BUILD...]
#
# Puts each build into a directory of its own in DIRECTORY, and prints a line for each on standard output; without
# a BUILD, for all that there are:
#
#   built objects FILE           module capi_objects, which uses no NumPy
#   built phases FILE            module capi_phases, likewise
#   built numpy1 FILE            module capi_arrays, with the headers of NumPy 1.26
#   built numpy2 FILE            the same sources with those of 2.4, which by default build for both ABIs
#   built numpy2-for-1.22 FILE   with those of 2.4, for 1.22 and later: runs on both too
#   built numpy2-only FILE       with those of 2.4, for 2.4 and later
#   built versions-HEADERS-TARGET FILE  module capi_versions, with the headers of 1.26, 2.0 or 2.4, for TARGET and
#                                later; "default" is what the headers do by themselves
#   built migration-before1 FILE     module capi_migration with habits of 1.x, with the headers of 1.26
#   built migration-before2 FILE     the same sources with those of 2.4
#   built migration-after1 FILE      module capi_migration repaired, with the headers of 1.26
#   built migration-after2 FILE      the same sources with those of 2.4
#   built copied-table FILE      module capi_copied, which calls through a copy of NumPy's table, with those of 2.4
#   built descriptors1 FILE          module capi_descriptors, with the headers of NumPy 1.26
#   built descriptors2 FILE          the same source with those of 2.4
#   built datetimes FILE             module capi_datetimes, with the headers of 2.4, for 2.0 and later
#   built objects-own FILE           the modules again, with the headers of this project alone (headers/include): no Python.h,
#   built phases-own FILE            no NumPy
#   built arrays-own FILE
#   built descriptors-own FILE
#   built datetimes-offered FILE     the same for 1.23 and later: it takes the functions of 2.0 from their slots in any table
#   missing BUILD REASON
#
# What was built of the same sources, headers and compiler before is kept. $CC names the compiler, by default cc. The
# headers are found or fetched by tests/layouts/headers.sh.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
directory=${1:?usage: build.sh DIRECTORY [BUILD...]}
shift
wanted=" ${*:-objects phases numpy1 numpy2 numpy2-for-1.22 numpy2-only \
  versions-1.26-default versions-1.26-1.25 versions-2.0-default versions-2.0-1.25 versions-2.0-2.0 \
  versions-2.4-default versions-2.4-1.23 versions-2.4-2.0 versions-2.4-2.3 versions-2.4-2.4 \
  migration-before1 migration-before2 migration-after1 migration-after2 copied-table \
  descriptors1 descriptors2 datetimes datetimes-offered \
  objects-own phases-own arrays-own descriptors-own} "
compiler=${CC:-cc}

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "extensions: $*"
  exit 1
}

command -v "${compiler%% *}" >/dev/null 2>&1 || {
  for build in $wanted; do
    echo "missing $build no C compiler: install gcc or clang"
  done
  exit
}

headers=$(sh "$here/../layouts/headers.sh")

# headers PRODUCT RELEASE
# The directories to include, or nothing.
include() {
  printf '%s\n' "$headers" | while read -r product version directories; do
    case $product-$version in "$1-$2" | "$1-$2".*) echo "$directories" ;; esac
  done
}

reason() {
  printf '%s\n' "$headers" | while read -r missing product version words; do
    case $missing-$product-$version in "missing-$1-$2" | "missing-$1-$2".*) echo "$words" ;; esac
  done
}

# build NAME MODULE SOURCES NUMPY [FLAG...]
build() {
  name=$1 module=$2 sources=$here/$3 release=$4
  shift 4
  case $wanted in *" $name "*) ;; *) return 0 ;; esac
  case $release in
    none) ;;
    own) set -- "$@" -I"$here/own" -I"$here/../../headers/include" ;;
    *) set -- "$@" -I"$(include numpy "$release")" ;;
  esac
  for product in cpython-3.11 "numpy-$release"; do
    [ "$release" != own ] || break
    if [ "$product" != numpy-none ] && [ -z "$(include "${product%-*}" "${product##*-}")" ]; then
      echo "missing $name $(reason "${product%-*}" "${product##*-}")"
      return
    fi
  done
  if [ "$release" != own ]; then
    for path in $(include cpython 3.11); do
      set -- "$@" -I"$path"
    done
  fi
  mkdir -p "$directory/$name"
  file=$directory/$name/$module.cpython-311-$(uname -m)-linux-gnu.so
  # The flags name the headers by their versions. A file is replaced only by one that is whole.
  stamp=$(printf '%s\n' "$compiler" "$@" && cat "$sources"/*.c "$sources"/*.h "$here"/../../headers/include/ambi/*.h 2>/dev/null | cksum)
  if [ ! -f "$file" ] || [ "$(cat "$directory/$name/stamp" 2>/dev/null)" != "$stamp" ]; then
    say "compiling $module ($name)"
    $compiler -std=c11 -O2 -g -Wall -Wextra -Werror -Wno-missing-field-initializers -fPIC -shared "$@" "$sources"/*.c \
      -o "$file.$$" -lpthread >&2 || fail "$module ($name) does not compile; the reason is above."
    mv -f "$file.$$" "$file"
    printf '%s\n' "$stamp" >"$directory/$name/stamp"
  fi
  echo "built $name $file"
}

build objects capi_objects objects none
build phases capi_phases phases none
build numpy1 capi_arrays arrays 1.26 -DNPY_NO_DEPRECATED_API=NPY_1_7_API_VERSION
build numpy2 capi_arrays arrays 2.4 -DNPY_NO_DEPRECATED_API=NPY_1_7_API_VERSION
build numpy2-for-1.22 capi_arrays arrays 2.4 -DNPY_NO_DEPRECATED_API=NPY_1_7_API_VERSION \
  -DNPY_TARGET_VERSION=NPY_1_22_API_VERSION
build numpy2-only capi_arrays arrays 2.4 -DNPY_NO_DEPRECATED_API=NPY_1_7_API_VERSION \
  -DNPY_TARGET_VERSION=NPY_2_4_API_VERSION

for headers_of in 1.26 2.0 2.4; do
  build "versions-$headers_of-default" capi_versions versions "$headers_of" -DNPY_NO_DEPRECATED_API=NPY_1_7_API_VERSION
done
for pair in 1.26-1.25 2.0-1.25 2.0-2.0 2.4-1.23 2.4-2.0 2.4-2.3 2.4-2.4; do
  target=${pair#*-}
  build "versions-$pair" capi_versions versions "${pair%%-*}" -DNPY_NO_DEPRECATED_API=NPY_1_7_API_VERSION \
    "-DNPY_TARGET_VERSION=NPY_${target%.*}_${target#*.}_API_VERSION"
done

for repair in before after; do
  build migration-${repair}1 capi_migration migration/$repair 1.26 -DNPY_NO_DEPRECATED_API=NPY_1_7_API_VERSION
  build migration-${repair}2 capi_migration migration/$repair 2.4 -DNPY_NO_DEPRECATED_API=NPY_1_7_API_VERSION
done
build copied-table capi_copied copied 2.4 -DNPY_NO_DEPRECATED_API=NPY_1_7_API_VERSION

build descriptors1 capi_descriptors descriptors 1.26 -DNPY_NO_DEPRECATED_API=NPY_1_7_API_VERSION
build descriptors2 capi_descriptors descriptors 2.4 -DNPY_NO_DEPRECATED_API=NPY_1_7_API_VERSION

build objects-own capi_objects objects own
build phases-own capi_phases phases own
build arrays-own capi_arrays arrays own
build descriptors-own capi_descriptors descriptors own

build datetimes capi_datetimes datetimes 2.4 -DNPY_NO_DEPRECATED_API=NPY_1_7_API_VERSION \
  -DNPY_TARGET_VERSION=NPY_2_0_API_VERSION
build datetimes-offered capi_datetimes datetimes 2.4 -DNPY_NO_DEPRECATED_API=NPY_1_7_API_VERSION \
  -DNPY_TARGET_VERSION=NPY_1_23_API_VERSION
