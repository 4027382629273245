#!/bin/sh
# Fetches the wheels named in tests/answers/wheels.txt with pip and checks their SHA-256.
#
#   build-support/fetch-wheels.sh [DIRECTORY [REQUIREMENT...]]
#
# Without a REQUIREMENT (bottleneck==1.6.0) all of the list are fetched.
# Prints progress on standard error, and on standard output the path of every wheel, one a line.
# DIRECTORY is by default "wheels" in the cache: $AMBI_CACHE, or $XDG_CACHE_HOME/ambi, or
# ~/.cache/ambi. A wheel that is already there with the right hash is not fetched again.
# $AMBI_PYTHON names the Python whose pip is used; any Python 3 will do.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
list=$here/../tests/answers/wheels.txt
directory=${1:-${AMBI_CACHE:-${XDG_CACHE_HOME:-${HOME:-.}/.cache}/ambi}/wheels}

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "fetch-wheels: $*"
  exit 1
}

# The pip that downloads: the first Python that has one.
pip=
find_pip() {
  for candidate in ${AMBI_PYTHON:-python3 python}; do
    if "$candidate" -m pip --version >/dev/null 2>&1; then
      pip=$candidate
      return
    fi
  done
  fail "no pip: install Python 3 with pip (on Debian and Ubuntu the package python3-pip);" \
    "it only downloads the wheels."
}

sha256() {
  if command -v sha256sum >/dev/null 2>&1; then
    sha256sum "$1" | cut -d ' ' -f 1
  elif command -v shasum >/dev/null 2>&1; then
    shasum -a 256 "$1" | cut -d ' ' -f 1
  else
    fail "neither sha256sum nor shasum is installed, and wheels are not used unchecked."
  fi
}

# download REQUIREMENT FILE SHA256
# A private directory first, so that a wheel under its final name is always whole and checked,
# also when two of these scripts run at once. The tags that pip is to look for are those of the file
# name, NAME-VERSION-PYTHON-ABI-PLATFORM[.PLATFORM...].whl; one platform is enough, and pip before
# 20.3 takes only one.
download() {
  [ -n "$pip" ] || find_pip
  say "fetching $1"
  tags=${2%.whl}
  platform=${tags##*-}
  tags=${tags%-*}
  abi=${tags##*-}
  tags=${tags%-*}
  case $tags in
    *-cp*) python=${tags##*-cp} ;;
    *) python=311 ;; # for any Python 3: so also for this one
  esac
  "$pip" -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
    --implementation cp --python-version "$python" --abi "$abi" --platform "${platform%%.*}" \
    --dest "$scratch" "$1" >"$scratch/log" 2>&1 || {
    cat "$scratch/log" >&2
    fail "pip could not download $1: is there a network, and does pip reach its package index?"
  }
  [ -f "$scratch/$2" ] || fail "pip downloaded another file for $1 than $2."
  got=$(sha256 "$scratch/$2")
  [ "$got" = "$3" ] || fail "$2 has the SHA-256 $got, but $3 is expected: not used."
  mv -f "$scratch/$2" "$directory/$2"
}

# wanted REQUIREMENT [REQUIREMENT...]
# Whether the first is among the others, or there are no others.
wanted() {
  [ $# -gt 1 ] || return 0
  one=$1
  shift
  for other; do
    [ "$one" != "$other" ] || return 0
  done
  return 1
}

[ $# = 0 ] || shift
[ -f "$list" ] || fail "the list of wheels, $list, is missing."
mkdir -p "$directory" 2>/dev/null || fail "the directory $directory cannot be made."
scratch=$(mktemp -d "$directory/.fetch.XXXXXX") || fail "the directory $directory is not writable."
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

while read -r requirement file hash; do
  case $requirement in '' | '#'*) continue ;; esac
  wanted "$requirement" "$@" || continue
  if [ -f "$directory/$file" ] && [ "$(sha256 "$directory/$file")" = "$hash" ]; then
    say "have $file"
  else
    download "$requirement" "$file" "$hash"
  fi
  printf '%s\n' "$directory/$file"
done <"$list"
