#!/bin/sh
# Puts the library of Capstone, the disassembler, and its licence among the classes of a module.
#
#   unpack-capstone.sh JAVA_HOME CLASSES
#
# Both come out of the wheel of Capstone's binding for Python, which fetch-wheels.sh fetches and checks.
# There is a wheel for x86-64 Linux in its list; elsewhere nothing is put there.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
java_home=$1 classes=$2
[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || exit 0

requirement=$(sed -n 's/^\(capstone==[^ ]*\) .*/\1/p' "$here/../tests/answers/wheels.txt")
hash=$(sed -n 's/^capstone==.* //p' "$here/../tests/answers/wheels.txt")
library=$classes/dev/ambi/bridge/native/linux-x86_64/libcapstone.so
licence=$classes/META-INF/licenses/capstone/LICENSE.TXT
stamp=$classes/../capstone-unpacked
if [ -f "$library" ] && [ -f "$licence" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$hash" ]; then
  exit 0
fi

wheel=$(sh "$here/fetch-wheels.sh" "" "$requirement")
mkdir -p "${library%/*}" "${licence%/*}"
scratch=$(mktemp -d "$classes/../capstone.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
info=capstone-${requirement#*==}.dist-info
(cd "$scratch" && "$java_home/bin/jar" xf "$wheel" capstone/lib/libcapstone.so "$info/LICENSE.TXT")
mv "$scratch/$info/LICENSE.TXT" "$licence"
mv "$scratch/capstone/lib/libcapstone.so" "$library"
printf '%s\n' "$hash" >"$stamp"
