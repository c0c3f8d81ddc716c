# Sourced by test-packages.sh: the window on a display of its own.

# A display without a window manager; `display` is its number.
open_display() {
  mkdir -p "$system/tmp/.X11-unix"
  exec 8>"$tried/display"
  Xvfb -displayfd 8 -screen 0 1280x860x24 -nolisten tcp >/dev/null 2>&1 &
  children+=($!)
  for _ in $(seq 100); do [ -s "$tried/display" ] && break; sleep 0.1; done
  exec 8>&-
  display=$(cat "$tried/display")
  mount --bind /tmp/.X11-unix "$system/tmp/.X11-unix"
}

close_display() {
  stop_last
  unmount tmp/.X11-unix
}

# on_display COMMAND...: one of this machine.
on_display() { DISPLAY=":$display" "$@"; }

is_drawn() {
  on_display import -window root "$tried/$1.png" 2>/dev/null || return 1
  [ "$(identify -format %k "$tried/$1.png")" -ge 300 ]
}

window() {
  local logs=$system/home/clerk/.local/share/penseal/logs
  as_user env DISPLAY=":$display" penseal window --verify /home/clerk/demo/signed.pdf >"$tried/window.log" 2>&1 &
  children+=($!)
  until_true 300 is_drawn window || { cat "$tried/window.log"; wrong "the window shows nothing"; }
  sleep 20
  on_display import -window root "$tried/window.png"
  if find "$system/home/clerk" -name '*.so*' | grep .; then wrong "JavaFX was unpacked into the home"; fi
  stop_last
  [ -f "$logs/penseal.log" ] || wrong "the window writes no log"
  no_errors "$tried/window.log" "$logs"/*.log
  passed "the window opens with a file and logs no error: $tried/window.png"
}

# The windows that are seen, one number a line; the first one is the oldest.
windows() { on_display xdotool search --onlyvisible --name '^PenSeal$' 2>/dev/null | sort -n; }

is_open() { [ -n "$(windows)" ]; }

fills_screen() {
  local WIDTH=0 HEIGHT=0 X=-1 Y=-1 SCREEN WINDOW
  eval "$(on_display xdotool getwindowgeometry --shell "$1")"
  [ "$WIDTH $HEIGHT $X $Y" = "1280 860 0 0" ] && on_display xprop -id "$1" _NET_WM_STATE | grep -q FULLSCREEN
}

# The question for the code: a window that is neither the first nor the one before.
asks() {
  question=$(windows | grep -vxF -e "$1" -e "$2" | head -n 1)
  [ -n "$question" ]
}

type_code() {
  on_display xdotool windowfocus "$question"
  on_display xdotool type --delay 50 "$1"
  on_display xdotool key Return
}

has_ended() { ! kill -0 "$1" 2>/dev/null; }

# What a desktop starts is no child of this script.
stop_kiosk() {
  local pid
  pid=$(cat "$tried/kiosk.pid" 2>/dev/null) || return 0
  if [ "$(readlink "/proc/$pid/root" || true)" = "$system" ]; then kill "$pid" || true; fi
}

# As a desktop starts it at login, held by the policy: with a window manager, which can be asked to close it.
kiosk() {
  local etc=$system/etc/penseal code="open sesame of the trial" main hash pid question=
  printf '%s\n' "$code" >"$system/home/clerk/code"
  hash=$(as_user penseal workplace kiosk-code --code-file /home/clerk/code)
  mkdir -p "$etc" "$system/etc/xdg/autostart" "$tried/bin"
  sed "s#\"kiosk\": {}#\"kiosk\": {\"code\": \"$hash\"}#" "$system/usr/share/doc/penseal/examples/policy.json" >"$etc/policy.json"
  cp "$system/usr/share/doc/penseal/examples/penseal-kiosk.desktop" "$system/etc/xdg/autostart/"
  # what the entry calls lies in the other system
  printf '#!/bin/bash\necho $$ >%q\nexec %s DISPLAY=:%s penseal "$@" >%q 2>&1\n' "$tried/kiosk.pid" \
    "$(printf '%q ' "${user[@]}")" "$display" "$tried/kiosk.log" >"$tried/bin/penseal"
  chmod 755 "$tried/bin/penseal"
  on_display openbox --sm-disable >"$tried/openbox.log" 2>&1 &
  children+=($!)
  PATH=$tried/bin:$PATH dex --autostart --search-paths "$system/etc/xdg/autostart"
  until_true 120 is_open || { cat "$tried/kiosk.log"; wrong "nothing is started at login"; }
  pid=$(cat "$tried/kiosk.pid")
  main=$(windows | head -n 1)
  until_true 60 fills_screen "$main" || wrong "the window does not fill the screen"
  until_true 60 is_drawn kiosk || wrong "the kiosk's window shows nothing"
  on_display xdotool key Escape
  on_display wmctrl -i -c "$main"
  until_true 60 asks "$main" "" || wrong "closing does not ask for the code"
  type_code "another code of nobody"
  until_true 60 asks "$main" "$question" || wrong "a wrong code is not refused"
  on_display import -window root "$tried/kiosk.png"
  kill -0 "$pid" && fills_screen "$main" || wrong "a wrong code or a key ends the kiosk"
  type_code "$code"
  until_true 60 has_ended "$pid" || wrong "the code does not close the window"
  stop_last
  no_errors "$tried/kiosk.log" "$system"/home/clerk/.local/share/penseal/logs/*.log
  rm -r "$etc/policy.json" "$system/etc/xdg/autostart/penseal-kiosk.desktop" "$system/home/clerk/code" "$tried/bin" \
    "$tried/kiosk.pid"
  passed "started at login by its entry, the kiosk fills the screen and closes only for the code: $tried/kiosk.png"
}
