#!/bin/sh
# Builds libambi from the C sources beside this script and the generated ones.
#
#   build.sh GENERATED OBJECTS OUT
#
# GENERATED  where the generator wrote its C
# OBJECTS    where object files go; only what is older than its source, or than any header, is rebuilt
# OUT        the library is OUT/<os>-<arch>/libambi.so (.dylib on macOS)
#
# CC chooses another compiler. AMBI_SANITIZE=address,undefined builds with those sanitizers, into
# OBJECTS-sanitized and OUT-sanitized, for the tests of the C code.
set -eu

[ $# -eq 3 ] || { echo "usage: build.sh GENERATED OBJECTS OUT" >&2; exit 2; }
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
headers=$(CDPATH='' cd -- "$here/../../../../headers/include" && pwd)
generated=$1 objects=$2 out=$3
CC=${CC:-cc}

command -v "$CC" >/dev/null 2>&1 || {
  echo "Ambi needs a C compiler, and there is no '$CC' on the PATH (install gcc or clang, or set CC)." >&2
  exit 1
}

arch=$(uname -m)
case $arch in amd64) arch=x86_64 ;; arm64) arch=aarch64 ;; esac
case $(uname -s) in
  Linux) os=linux library=libambi.so
    link="-shared -Wl,-soname,$library -Wl,-z,defs -lm -lpthread" ;;
  Darwin) os=macos library=libambi.dylib
    link="-dynamiclib -Wl,-install_name,@rpath/$library -lm" ;;
  *) echo "Ambi's native library is not written for $(uname -s) yet." >&2; exit 1 ;;
esac

flags="-std=c11 -O2 -Wall -Wextra -Werror -fPIC -fvisibility=hidden -fno-semantic-interposition"
flags="$flags -ftls-model=initial-exec"
if [ -n "${AMBI_SANITIZE:-}" ]; then
  objects=$objects-sanitized out=$out-sanitized
  flags="$flags -g -fno-omit-frame-pointer -fsanitize=$AMBI_SANITIZE"
  link="$link -fsanitize=$AMBI_SANITIZE"
fi
out=$out/$os-$arch
mkdir -p "$objects" "$out"

# Another compiler or other flags make every object file stale.
settings="$CC $flags $link"
[ "$(cat "$objects/settings" 2>/dev/null)" = "$settings" ] || {
  rm -rf "$objects"
  mkdir -p "$objects"
  printf '%s\n' "$settings" >"$objects/settings"
}

list=$objects/list
stale=$objects/stale
find "$here" "$generated" -name '*.c' 2>/dev/null | LC_ALL=C sort >"$list"
[ -s "$list" ] || { echo "build.sh: there is no C source in $here or $generated" >&2; exit 1; }

# An object file is stale when its source, or the newest of all headers, is newer than it is.
newest_header=$(find "$headers" "$here" "$generated" -name '*.h' -exec ls -t {} + | head -n 1)

object_of() {
  # src/main/c/object/list.c -> object_list.o, generated-c/stubs.c -> generated_stubs.o
  case $1 in
    "$here"/*) name=${1#"$here"/} ;;
    *) name=generated_${1#"$generated"/} ;;
  esac
  printf '%s/%s.o' "$objects" "$(printf '%s' "${name%.c}" | tr '/' '_')"
}

# Both lists quote their paths, as xargs and the compiler's @file understand it.
: >"$stale"
: >"$objects/link"
while IFS= read -r source; do
  object=$(object_of "$source")
  printf '"%s"\n' "$object" >>"$objects/link"
  if [ ! -f "$object" ] || [ -n "$(find "$source" "$newest_header" -newer "$object")" ]; then
    printf '"%s" "%s"\n' "$source" "$object" >>"$stale"
  fi
done <"$list"

if [ -s "$stale" ]; then
  echo "cc: $(wc -l <"$stale" | tr -d ' ') of $(wc -l <"$list" | tr -d ' ') C files"
  # shellcheck disable=SC2016,SC2086
  xargs -n 2 -P 2 sh -c '"$1" $2 -I "$3" -I "$4" -I "$5" -c "$6" -o "$7" || { rm -f "$7"; exit 1; }' \
    sh "$CC" "$flags" "$headers" "$here" "$generated" <"$stale" \
    || { echo "cc: compiling libambi failed" >&2; exit 1; }
fi

if [ -s "$stale" ] || [ ! -f "$out/$library" ] || ! cmp -s "$objects/link" "$objects/linked"; then
  # shellcheck disable=SC2086
  "$CC" $flags "@$objects/link" $link -o "$out/$library.new"
  mv "$out/$library.new" "$out/$library"
  cp "$objects/link" "$objects/linked"
fi
