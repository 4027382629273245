# Sourced by mvnw. find_maven sets MAVEN to a Maven of version 3.8 or later: the one on the PATH, or
# one fetched once into the user's cache directory.

MAVEN_VERSION=3.9.11
MAVEN_SHA512=bcfe4fe305c962ace56ac7b5fc7a08b87d5abd8b7e89027ab251069faebee516b0ded8961445d6d91ec1985dfe30f8153268843c89aa392733d1a3ec956c9978

# Whether the Maven at $1 runs and is new enough.
maven_suits() {
  version=$("$1" -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p')
  case $version in
    3.[0-7] | '') return 1 ;;
    3.* | [4-9]*) return 0 ;;
    *) return 1 ;;
  esac
}

# Fetches Maven into $1. Python's pip knows how this machine reaches its package index, and a
# package there how to reach Maven's: so no address stands here.
fetch_maven() {
  cache=$1
  python=
  for candidate in python3 python; do
    if "$candidate" -m pip --version >/dev/null 2>&1; then
      python=$candidate
      break
    fi
  done
  if [ -z "$python" ]; then
    echo "Ambi needs Maven 3.8 or later, or Python's pip to fetch it with: install either." >&2
    return 1
  fi

  work=$cache/fetch.$$
  mkdir -p "$work" || {
    echo "Ambi cannot write to its cache directory $cache." >&2
    return 1
  }
  echo "Fetching Apache Maven $MAVEN_VERSION into $cache (once, 9 MB) ..." >&2
  if ! "$python" -m pip install --quiet --disable-pip-version-check --target "$work/python" \
    maven-artifact==0.3.5 >"$work/log" 2>&1 \
    || ! PYTHONPATH=$work/python "$python" -m maven_artifact.main \
      "org.apache.maven:apache-maven:tar.gz:bin:$MAVEN_VERSION" "$work/maven.tar.gz" \
      >>"$work/log" 2>&1 \
    || [ ! -s "$work/maven.tar.gz" ]; then
    echo "Maven could not be fetched: $(sed -n '/[^ ]/h;${x;p;}' "$work/log")" >&2
    rm -rf "$work"
    return 1
  fi

  sum=$("$python" -c 'import hashlib, sys; print(hashlib.sha512(open(sys.argv[1], "rb").read()).hexdigest())' \
    "$work/maven.tar.gz")
  if [ "$sum" != "$MAVEN_SHA512" ]; then
    echo "The Maven that was fetched is not the one expected: its SHA-512 is $sum, not $MAVEN_SHA512." >&2
    rm -rf "$work"
    return 1
  fi

  tar -xzf "$work/maven.tar.gz" -C "$work" || return 1
  # Another mvnw may have been faster: then its copy stays.
  mv "$work/apache-maven-$MAVEN_VERSION" "$cache/" 2>/dev/null || true
  rm -rf "$work"
}

find_maven() {
  MAVEN=$(command -v mvn || true)
  if [ -n "$MAVEN" ] && maven_suits "$MAVEN"; then
    return 0
  fi
  cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/ambi
  MAVEN=$cache/apache-maven-$MAVEN_VERSION/bin/mvn
  [ -x "$MAVEN" ] || fetch_maven "$cache" || return 1
  [ -x "$MAVEN" ]
}
