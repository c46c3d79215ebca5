# Sourced by scripts that need a built host; expects JAVA_HOME (scripts/jdk.sh) and the repository
# as working directory. Builds when there is nothing built or a source is newer than what is built.
hearth_jar() {
  ls runtime-host/target/runtime-host-*.jar 2>/dev/null | head -n 1
}

hearth_is_built() {
  local stamp=runtime-host/target/hearth.built
  [ -f "$stamp" ] && [ -n "$(hearth_jar)" ] || return 1
  [ -z "$(find pom.xml function-api runtime-host/pom.xml runtime-host/src/main sample-functions \
    -name target -prune -o -type f -newer "$stamp" -print -quit)" ]
}

hearth_build() {
  if ! hearth_is_built; then
    echo "Building Hearth (the first time takes some minutes, for Maven fetches what it needs) ..." >&2
    mvn -q -B -ntp package -DskipTests >&2
    touch runtime-host/target/hearth.built
  fi
}

# The options of a JVM with the compiler for the languages of the polyglot sandbox, one a line. It takes the
# place of an empty module of the JDK, and shares the others with the languages. It knows nothing of the Shenandoah
# collector, so these stand behind scripts/java-options and choose another.
hearth_jit() {
  local modules=() name
  for name in compiler truffle-compiler word collections nativeimage jniutils; do
    modules+=("$(ls "$1/runtime-host/target/polyglot/$name"-[0-9]*.jar)")
  done
  printf '%s\n' -XX:-UseShenandoahGC -XX:+UseG1GC -XX:+UnlockExperimentalVMOptions -XX:+EnableJVMCI --add-modules=jdk.graal.compiler \
    "--upgrade-module-path=$(IFS=:; echo "${modules[*]}")"
}

# A cache of loaded and linked classes that makes the host start in about half the time, made by a
# short run of the host. It is only a help: where it cannot be made, the host starts without it.
hearth_train() {
  local cache=runtime-host/target/hearth.aot scratch host line
  if [ -f "$cache" ] && [ ! "$(hearth_jar)" -nt "$cache" ]; then
    return 0
  fi
  echo "Training the start-up cache ..." >&2
  rm -f "$cache"
  scratch=$(mktemp -d)
  "$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$cache" @scripts/java-options \
    -p "$(hearth_jar):runtime-host/target/lib" -m dev.hearth.host/dev.hearth.host.HearthMain \
    --data "$scratch/data" --gateway 127.0.0.1:0 --admin 127.0.0.1:0 >"$scratch/log" 2>&1 &
  host=$!
  for _ in $(seq 1 300); do
    if grep -q 'Hearth is ready' "$scratch/log" 2>/dev/null || ! kill -0 "$host" 2>/dev/null; then
      break
    fi
    sleep 0.1
  done
  hearth_exercise "$scratch" || true
  kill -TERM "$host" 2>/dev/null || true
  wait "$host" 2>/dev/null || true
  rm -rf "$scratch"
  [ -f "$cache" ]
}

# Deploys two samples to the host whose log is in $1/log, and calls them often enough for the cache to
# know which code runs hot: a host that starts from it compiles that first.
hearth_exercise() {
  local gateway admin key name
  gateway=$(sed -n 's/^gateway  *//p' "$1/log")
  admin=$(sed -n 's/^admin  *http/http/p' "$1/log")
  key=$(cat "$1/data/admin.key")
  for name in hello-http map-function; do
    curl -fsS -o /dev/null -X PUT -H "Authorization: Bearer $key" \
      -F "artifact=@sample-functions/$name/target/$name.jar" "$admin/v1/functions/$name" || return
    curl -fsS -d '{"name":"Ada"}' "$gateway/fn/$name?[1-10000]" >/dev/null || return
  done
}
