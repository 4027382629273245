#!/bin/sh
# Finds the real headers of NumPy and CPython, for the tests that compare the layouts with them.
#
#   tests/layouts/headers.sh [--all] [DIRECTORY]
#
# NumPy's come out of the wheels named in numpy.txt, fetched with pip, which checks their SHA-256; only
# the headers are kept, in DIRECTORY: by default "headers" in the cache, which is $AMBI_CACHE, or
# $XDG_CACHE_HOME/ambi, or ~/.cache/ambi. $AMBI_PYTHON names the Python whose pip is used; any Python 3
# will do. CPython's are those of a Python on this machine, or, where apt is there, of the package
# libpython3.11-dev, unpacked into DIRECTORY and not installed.
#
# Prints progress on standard error, and on standard output a line for each set of headers:
#
#   numpy 1.26.4 INCLUDE-DIRECTORY
#   cpython 3.11.7 INCLUDE-DIRECTORY [INCLUDE-DIRECTORY]
#   missing numpy 1.26.4 REASON
#   missing cpython 3.11 REASON
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
all=no
if [ "${1:-}" = --all ]; then
  all=yes
  shift
fi
directory=${1:-${AMBI_CACHE:-${XDG_CACHE_HOME:-${HOME:-.}/.cache}/ambi}/headers}

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "headers: $*"
  exit 1
}

# The pip that downloads: the first Python that has one; asked for only when something is missing.
python=
find_pip() {
  for candidate in ${AMBI_PYTHON:-python3 python}; do
    if "$candidate" -m pip --version >/dev/null 2>&1; then
      python=$candidate
      return
    fi
  done
  return 1
}

# numpy VERSION REQUIREMENT
# The directory gets its final name only when it is whole.
numpy() {
  include=$directory/numpy-$1
  if [ ! -d "$include" ]; then
    if [ -z "$python" ] && ! find_pip; then
      echo "missing numpy $1 no pip: install Python 3 with pip; it only downloads wheels"
      return
    fi
    say "fetching the headers of NumPy $1"
    rm -rf "$scratch/wheel" "$scratch/include"
    printf '%s\n' "$2" >"$scratch/requirement"
    if ! "$python" -m pip download --quiet --disable-pip-version-check --retries 1 --no-deps \
      --only-binary=:all: --implementation cp --python-version 3.11 --abi cp311 \
      --platform manylinux2014_x86_64 \
      --platform manylinux_2_27_x86_64 --require-hashes --dest "$scratch/wheel" \
      -r "$scratch/requirement" >"$scratch/log" 2>&1; then
      cat "$scratch/log" >&2
      echo "missing numpy $1 pip could not download it: is there a network?"
      return
    fi
    "$python" - "$scratch/wheel" "$scratch/include" <<'END'
import os, sys, zipfile
wheels, include = sys.argv[1:]
for wheel in os.listdir(wheels):
    with zipfile.ZipFile(os.path.join(wheels, wheel)) as archive:
        for name in archive.namelist():
            for root in "numpy/core/include/", "numpy/_core/include/":
                if name.startswith(root) and name.endswith(".h"):
                    target = os.path.join(include, name[len(root):])
                    os.makedirs(os.path.dirname(target), exist_ok=True)
                    with open(target, "wb") as out:
                        out.write(archive.read(name))
END
    [ -f "$scratch/include/numpy/arrayobject.h" ] || fail "the wheel of NumPy $1 has no headers."
    mv "$scratch/include" "$include" 2>/dev/null || [ -d "$include" ] || fail "$include cannot be made."
  fi
  echo "numpy $1 $include"
}

# What Python.h says of itself: prints the version if it is of the release, as 3.11.
version() {
  sed -n 's/^#define PY_VERSION[[:space:]]*"\([0-9.]*\).*/\1/p' "$1/patchlevel.h" 2>/dev/null |
    grep "^$2\."
}

# cpython RELEASE
cpython() {
  asked=$(for command in "python$1" python3 python; do
    "$command" -c 'import sysconfig; print(sysconfig.get_path("include"))' 2>/dev/null || true
  done)
  home=${HOME:-/nonexistent}
  for include in $asked "/usr/include/python$1" "/usr/local/include/python$1" \
    "$home"/.pyenv/versions/"$1".*/include/"python$1" \
    "$home"/.local/share/uv/python/cpython-"$1".*/include/"python$1" \
    "/opt/homebrew/opt/python@$1/Frameworks/Python.framework/Headers"; do
    if [ -f "$include/Python.h" ] && found=$(version "$include" "$1"); then
      echo "cpython $found $include"
      return
    fi
  done
  unpacked=$directory/cpython-$1/usr/include
  [ -d "$unpacked" ] || unpack "$1" || true
  if found=$(version "$unpacked/python$1" "$1"); then
    echo "cpython $found $unpacked/python$1 $unpacked"
    return
  fi
  echo "missing cpython $1 no Python.h: install the headers of Python $1" \
    "(on Debian and Ubuntu the package python$1-dev)"
}

unpack() {
  command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1 || return 1
  say "looking for the headers of CPython $1 in apt's packages"
  (cd "$scratch" && apt-get download "libpython$1-dev" >/dev/null 2>&1) || return 1
  dpkg-deb -x "$scratch/libpython$1-dev"_*.deb "$scratch/cpython" || return 1
  mv "$scratch/cpython" "$directory/cpython-$1"
}

mkdir -p "$directory" 2>/dev/null || fail "the directory $directory cannot be made."
scratch=$(mktemp -d "$directory/.fetch.XXXXXX") || fail "the directory $directory is not writable."
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

while read -r line; do
  case $line in
    '# more') [ "$all" = yes ] || break ;;
    '' | '#'*) ;;
    *)
      wanted=${line#numpy==}
      numpy "${wanted%% *}" "$line" </dev/null
      ;;
  esac
done <"$here/numpy.txt"
for release in 3.11 3.12 3.13; do
  cpython "$release"
done
