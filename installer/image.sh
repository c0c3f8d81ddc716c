# Sourced by ./package: makes the image of one program, a folder that runs wherever it lies. Wants `root`, `run`, `work`,
# `version`, `epoch`.

modules=java.base,java.desktop,java.logging,java.management,java.naming,java.net.http,java.sql,jdk.charsets,jdk.crypto.ec
modules+=,jdk.httpserver,jdk.jfr,jdk.localedata,jdk.management,jdk.unsupported

# make_image PROGRAM (desk, server) NAME MAIN-CLASS -> $work/PROGRAM/NAME
make_image() {
  local program=$1 name=$2 main=$3 input=$work/$1/input runtime=$work/$1/runtime image=$work/$1/$2
  mkdir -p "$input"
  take_jars "$program" "$input" "$work/$program/natives" "$name"
  make_runtime "$program" "$runtime"
  pack_image "$name" "$main" "$program" "$input" "$runtime"
  # What is trained is what will run: it compares its files, too.
  list_files "$image"
  clamp "$image"
  say "training the start-up cache of $name ..."
  "train_$program" "$image" >"$work/$program/training.log" 2>&1 || {
    tail -n 20 "$work/$program/training.log" >&2
    say "the training of $name failed"
    return 70
  }
  mv "$work/$program/$name.aot" "$image/lib/app/$name.aot"
  sed -i '/^java-options=-XX:AOTCacheOutput=/d' "$image/lib/app/$name.cfg"
  printf 'java-options=-XX:AOTCache=$APPDIR/%s.aot\n' "$name" >>"$image/lib/app/$name.cfg"
  chmod 644 "$image/lib/app/$name.aot"
  clamp "$image"
}

# The jars of the class path, without what the program does not use and without natives, which lie beside them.
take_jars() {
  local program=$1 input=$2 natives=$3 name=$4 each kind jar entries library
  cp -p "$run"/lib/*.jar "$input"
  if [ "$program" = server ]; then
    while read -r kind jar entries; do
      case $kind in
        jar) rm -f "$input/$jar"-[0-9]*.jar ;;
        entries) read -ra entries <<<"$entries"; zip -q -d "$input/$jar"-[0-9]*.jar "${entries[@]}" ;;
      esac
    done < <(grep -v '^#' "$root/installer/server/left-out")
  fi
  "$JAVA_HOME/bin/java" "$root/installer/java/Cacheable.java" "$input"
  "$JAVA_HOME/bin/java" "$root/installer/java/Natives.java" "$root/installer/natives" "$(uname -m)" "$program" \
    "$input" "$natives"
  mark_installed "$name" "$input"
  "$JAVA_HOME/bin/java" "$root/installer/java/Stored.java" "$input"
  # Some were built with the folders of their builder among those they look into.
  find "$natives" -type f -exec strip --strip-unneeded {} +
  for each in "$natives"/*; do
    if [ ! -L "$each" ] && [ -n "$(patchelf --print-rpath "$each")" ]; then patchelf --set-rpath '$ORIGIN' "$each"; fi
  done
  while read -r _ _ each library; do
    if [ -e "$natives/$each" ]; then patchelf --remove-needed "$library" "$natives/$each"; fi
  done < <(grep '^without ' "$root/installer/natives")
  chmod 644 "$input"/*.jar "$natives"/*
}

make_runtime() {
  local program=$1 runtime=$2 path=() add=$modules
  if [ "$program" = desk ]; then
    path=(--module-path "$run/fx")
    add+=,javafx.controls,javafx.fxml,javafx.swing
  fi
  "$JAVA_HOME/bin/jlink" "${path[@]}" --add-modules "$add" --no-header-files --no-man-pages --strip-java-debug-attributes \
    --include-locales=en,zh --exclude-resources '/javafx.*/*.so,/javafx.*/*.jar' \
    --dedup-legal-notices=error-if-not-same-content \
    --output "$runtime" 2>&1 | { grep -v 'No JDK Modules found' >&2 || true; }
  # Nothing here plays sound, shows AWT's windows or runs the JDK's tools.
  rm -f "$runtime"/lib/lib{jsound,awt_xawt,jawt,splashscreen}.so "$runtime"/bin/{jfr,jrunscript,jwebserver}
  [ "$program" != desk ] || take_javafx "$runtime/lib"
  chmod -R u+w,go-w "$runtime"
  strip --strip-unneeded "$runtime"/bin/* "$runtime"/lib/*.so "$runtime"/lib/server/*.so "$runtime/lib/jexec" \
    "$runtime/lib/jspawnhelper"
}

# JavaFX looks for its natives beside those of the JDK before it unpacks any into a home.
take_javafx() {
  local jar
  for jar in "$run"/fx/javafx-*.jar; do
    unzip -qo "$jar" '*.so' -d "$1" 2>/dev/null || [ $? = 11 ] # none in it
  done
  rm -f "$1/libavplugin"* "$1/libjfxwebkit.so"
  chmod 644 "$1"/lib{glass,prism,javafx}*.so "$1"/libdecora*.so
}

pack_image() {
  local name=$1 main=$2 program=$3 input=$4 runtime=$5 image=$work/$3/$1 arguments=() line
  while read -r line; do
    # the services know no JavaFX
    [ "$program" = desk ] || line=${line/javafx.graphics,/}
    arguments+=(--java-options "$line")
  done < <(cat "$root/installer/java.options" "$root/installer/image.options")
  "$JAVA_HOME/bin/jpackage" --type app-image --name "$name" --app-version "$version" --dest "$work/$program" \
    --runtime-image "$runtime" --input "$input" --main-jar "penseal-app-$version.jar" --main-class "$main" \
    --vendor PenSeal --description "PenSeal" --icon "$work/icons/256.png" "${arguments[@]}"
  # the order of a folder's entries is not that of another
  local cfg=$image/lib/app/$name.cfg
  { grep -v '^app.classpath=' "$cfg" | sed '/^\[ArgOptions\]/,$d' | sed "/^\[JavaOptions\]/,\$d"
    printf '%s\n' "$input"/*.jar | sed 's#.*/#app.classpath=$APPDIR/#' | sort
    sed -n '/^\[JavaOptions\]/,$p' "$cfg"; } >"$work/cfg"
  mv "$work/cfg" "$cfg"
  # Beside the image: what Java writes on its way is no file of the program.
  printf 'java-options=-XX:AOTCacheOutput=$APPDIR/../../../%s.aot\n' "$name" >>"$cfg"
  cp -a "$work/$program/natives" "$image/lib/app/natives"
  cp "$root/installer/launch.sh" "$image/lib/launch.sh"
  rm -f "$image/lib/app/.package" "$image/lib/app/.jpackage.xml"
  chmod -R u+w,go-w "$image"
  chmod 644 "$image/lib/launch.sh" "$cfg"
  strip --strip-unneeded "$image/bin/$name" "$image/lib/libapplauncher.so"
}

train_desk() {
  local image=$1 folder=$work/desk/training screen options main
  find_screen
  use_utf8
  read_image "$image" penseal
  mkdir -p "$folder"
  PENSEAL_DATA=$folder/data HOME=$folder "${screen[@]}" "$image/lib/runtime/bin/java" "${options[@]}" \
    org.penseal.app.Training "$folder"
}

# The demonstration is asked for what clients ask most, and then told to stop; Java writes the cache at its end.
train_server() {
  local image=$1 folder=$work/server/training options main server port code=0
  use_utf8
  read_image "$image" penseal-server
  mkdir -p "$folder"
  port=$((20000 + RANDOM % 10000))
  "$image/lib/runtime/bin/java" "${options[@]}" "$main" --demo --data "$folder" --port "$port" >"$folder/log" 2>&1 &
  server=$!
  for _ in $(seq 600); do
    if grep -q '^ready ' "$folder/log" || ! kill -0 "$server"; then break; fi
    sleep 0.1
  done
  visit "http://127.0.0.1:$port" "$folder" || code=$?
  kill -TERM "$server"
  wait "$server" || [ $? = 143 ] || code=70
  cat "$folder/log"
  return $code
}

visit() {
  local services=$1 folder=$2 pdf=$root/testdata/pdf/libreoffice-form.pdf ask
  ask=(curl -sSf --noproxy '*' --max-time 60 -o /dev/null -H "Authorization: Bearer $(cat "$folder/serve-demo/token")")
  for _ in $(seq 20); do
    "${ask[@]}" -d hello "$services/v1/digest"
    "${ask[@]}" --data-binary "@$pdf" "$services/v1/pdf/sign?key=seal-sm2&profile=pades-t" -o "$folder/signed.pdf"
    "${ask[@]}" --data-binary "@$folder/signed.pdf" "$services/v1/pdf/verify"
    "${ask[@]}" --data-binary "@$pdf" "$services/v1/data/sign?key=seal-sm2&attached=true&timestamp=true" \
      -o "$folder/signed.p7m"
    "${ask[@]}" --data-binary "@$folder/signed.p7m" "$services/v1/cms/verify"
    "${ask[@]}" --data-binary hello "$services/v1/encrypt?key=vault&context=training"
  done
}

clamp() {
  find "$1" -depth -exec touch -h -d "@$epoch" {} +
}
