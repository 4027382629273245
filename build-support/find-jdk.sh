# Sourced by mvnw and ambi. find_jdk sets JDK to the home of a JDK of version 25 or later, and
# JDK_VERSION to its feature version; where there is none it says so and fails. The launcher calls
# it at every start, so nothing here starts a process on the usual paths: versions are read from
# the file `release` that every JDK has.

JDK_NEEDED=25

# Sets version to the feature version of the JDK at $1; fails when there is no compiler in it.
jdk_version() {
  version=
  [ -x "$1/bin/javac" ] || return 1
  if [ -f "$1/release" ]; then
    while IFS='=' read -r key value; do
      if [ "$key" = JAVA_VERSION ]; then
        value=${value#\"}
        version=${value%%\"*}
        break
      fi
    done <"$1/release"
  fi
  if [ -z "$version" ]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p')
  fi
  version=${version#1.} # 1.8.0 is 8
  version=${version%%[!0-9]*}
  [ -n "$version" ]
}

# Takes $1 when it is a JDK that is new enough, and newer than what was taken before.
consider_jdk() {
  jdk_version "$1" || return 0
  if [ "$version" -ge "$JDK_NEEDED" ] && [ "$version" -gt "$JDK_VERSION" ]; then
    JDK=$1
    JDK_VERSION=$version
  fi
}

# The home of the `java` on the PATH, behind its symbolic links or, for a shim, as it says itself.
jdk_on_path() {
  java=$(command -v java) || return 0
  java=$(readlink -f "$java" 2>/dev/null || echo "$java")
  home=${java%/bin/java}
  if [ ! -f "$home/release" ]; then
    home=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
  fi
  consider_jdk "$home"
}

find_jdk() {
  JDK=
  JDK_VERSION=0
  if [ -n "${JAVA_HOME:-}" ]; then
    consider_jdk "$JAVA_HOME"
    [ -z "$JDK" ] || return 0
  fi
  jdk_on_path
  [ -z "$JDK" ] || return 0

  # One line of patterns is one place: the newest in it wins, and the first place with one ends the
  # search. A pattern that matches nothing stays as it is, and is no JDK.
  while read -r place; do
    case $place in "~/"*) place=${HOME:-}/${place#"~/"} ;; esac
    old_ifs=$IFS
    IFS='
' # so that a directory may have a space in its name
    for candidate in $place; do
      consider_jdk "$candidate"
    done
    IFS=$old_ifs
    [ -z "$JDK" ] || return 0
  done <<'EOF'
/usr/lib/jvm/*
/usr/lib64/jvm/*
/usr/java/*
/usr/local/java/*
/opt/java/*
/opt/jdk*
/opt/*jdk*
~/.sdkman/candidates/java/*
~/.jdks/*
~/.asdf/installs/java/*
~/.local/share/mise/installs/java/*
/Library/Java/JavaVirtualMachines/*/Contents/Home
~/Library/Java/JavaVirtualMachines/*/Contents/Home
/opt/homebrew/opt/openjdk*
/usr/local/opt/openjdk*
EOF
  if [ -x /usr/libexec/java_home ]; then
    consider_jdk "$(/usr/libexec/java_home -v "$JDK_NEEDED+" 2>/dev/null || echo /none)"
    [ -z "$JDK" ] || return 0
  fi

  echo "Ambi needs a JDK of version $JDK_NEEDED or later, and none was found in JAVA_HOME, on the PATH or where systems keep them: install one, or set JAVA_HOME." >&2
  return 1
}
