# Sourced by the other scripts: finds a JDK 25 or newer and sets JAVA_HOME.
hearth_java_major() {
  "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p'
}

hearth_find_jdk() {
  local candidate major
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$candidate" ] && [ -x "$candidate/bin/javac" ] || continue
    major=$(hearth_java_major "$candidate")
    case "$major" in
      '' | *[!0-9]*) continue ;;
    esac
    if [ "$major" -ge 25 ]; then
      export JAVA_HOME="$candidate"
      return 0
    fi
  done
  cat >&2 <<'MSG'
Hearth needs a JDK 25 or newer and found none in JAVA_HOME or the usual places.
Get one, for instance Eclipse Temurin 25 (https://adoptium.net/temurin/releases/?version=25),
unpack it and say where it is:  export JAVA_HOME=/path/to/jdk-25
MSG
  return 1
}

hearth_find_jdk
if ! command -v mvn >/dev/null 2>&1; then
  echo "Hearth is built with Maven 3.8.7 or newer: install it (Debian: apt-get install maven)." >&2
  exit 1
fi
