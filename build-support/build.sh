#!/bin/sh
# Packages the module $1 (cli or tests) and all below it, for the launcher `ambi`: no tests, and on
# standard error a line for each module instead of what Maven says. Needs JAVA_HOME.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
module=$1
cd "$root"
mkdir -p target
log=$root/target/ambi-build.log

# Two launchers at once: the second waits, and then most often finds nothing to do.
if command -v flock >/dev/null 2>&1; then
  exec 9>target/ambi-build.lock
  flock 9
fi

echo "ambi: building (the first time takes a minute or two) ..." >&2
terminal=0
[ ! -t 2 ] || terminal=1
status=$(
  {
    {
      if ./mvnw --batch-mode -DskipTests -Dmaven.test.skip=true -pl ":ambi-$module" -am \
        package 2>&1; then
        echo 0 >&3
      else
        echo 1 >&3
      fi
    } \
      | tee "$log" \
      | awk -v terminal="$terminal" '
          /Downloaded from/ { files++; if (terminal) printf "\r  %d files fetched", files; fflush() }
          /^\[INFO\] Building Ambi [a-z].*\[[0-9]+\/[0-9]+\]$/ {
            printf "%s  %s %s %s\n", (terminal && files ? "\r" : ""), $NF, $3, $4
            fflush()
          }
          /^cc: / { print "        " $0; fflush() }
          END { if (files) printf "  %d files fetched\n", files }
        ' >&2
  } 3>&1
)
if [ "$status" != 0 ]; then
  grep -E '^\[ERROR\]|: error:|^Ambi ' "$log" \
    | sed '/\[Help 1\]/q' | awk '!seen[$0]++' | head -n 40 >&2
  echo "ambi: the build failed; all of its output is in $log" >&2
  exit 1
fi
