#!/bin/sh
# Finds HPy's own headers, for the test that compares ambi/hpy.h with them.
#
#   tests/headers/hpy.sh [DIRECTORY]
#
# They come out of the source release named below, fetched with pip, which checks its SHA-256; only the headers are kept, in
# DIRECTORY: by default "headers" in the cache, as in tests/layouts/headers.sh. Prints "hpy 0.9.0 INCLUDE-DIRECTORY", or
# "missing hpy 0.9.0 REASON".
set -eu

requirement='hpy==0.9.0 --hash=sha256:4545310f3a7f9ac249c0f19a80a9b05f46565afb62b7e9225b79493b7b6c70cc'
directory=${1:-${AMBI_CACHE:-${XDG_CACHE_HOME:-${HOME:-.}/.cache}/ambi}/headers}
include=$directory/hpy-0.9.0
python=${AMBI_PYTHON:-python3}

if [ ! -d "$include" ]; then
  mkdir -p "$directory"
  scratch=$(mktemp -d "$directory/.fetch.XXXXXX")
  trap 'rm -rf "$scratch"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  printf '%s\n' "$requirement" >"$scratch/requirement"
  if ! "$python" -m pip download --quiet --disable-pip-version-check --retries 1 --no-deps --no-binary=:all: \
    --require-hashes --dest "$scratch" -r "$scratch/requirement" >"$scratch/log" 2>&1; then
    cat "$scratch/log" >&2
    echo "missing hpy 0.9.0 pip could not download its sources: is there a network?"
    exit
  fi
  tar -xzf "$scratch/hpy-0.9.0.tar.gz" -C "$scratch"
  mv "$scratch/hpy-0.9.0/hpy/devel/include" "$include" 2>/dev/null || [ -d "$include" ]
fi
echo "hpy 0.9.0 $include"
