# Sourced by test-packages.sh: one version after another, removing, and .rpm files.

archive=$system/home/clerk/demo/data/archive.db

form() { sqlite3 "$archive" "SELECT max(version) FROM flyway_schema_history WHERE success"; }

cases() { as_user penseal evidence list --data /home/clerk/demo/data >"$tried/$1" 2>&1; }

# Takes the archive of the demo back to the form before the newest one, as a version of that time would have left it.
age_archive() {
  local newest
  newest=$(cd "$root/app/src/main/resources/db/migration" && printf '%s\n' V*__*.sql | sed 's/^V//; s/__.*//' | sort -n | tail -n 1)
  [ "$newest" = 8 ] && [ "$(form)" = 8 ] || wrong "age_archive knows the way back from form 8 only, not from $newest"
  sqlite3 "$archive" "
    DROP INDEX case_by_number;
    DROP INDEX case_by_name;
    DROP INDEX case_by_time;
    ALTER TABLE signing_case DROP COLUMN number_index;
    ALTER TABLE signing_case DROP COLUMN name_index;
    ALTER TABLE signing_case DROP COLUMN kind;
    DELETE FROM flyway_schema_history WHERE version = '8';"
}

# An older version whose postinst fails: it stays half-configured, and the newer one goes over it, and over its archive.
upgrade() {
  local old=$tried/old
  cases list.before || wrong "the archive before the upgrade"
  dpkg-deb -R "$desk" "$old"
  sed -i 's/^Version: .*/Version: 0.0.1~older/' "$old/DEBIAN/control"
  touch "$old/usr/lib/penseal/lib/app/of-the-older.jar"
  printf '#!/bin/sh\nexit 1\n' >"$old/DEBIAN/postinst"
  chmod 755 "$old/DEBIAN/postinst"
  dpkg-deb -Znone --root-owner-group -b "$old" "$system/root/old.deb" >/dev/null
  rm -rf "$old"
  if inside dpkg -i --force-downgrade /root/old.deb >"$tried/old.log" 2>&1; then wrong "the broken script did not fail"; fi
  age_archive
  cp "$desk" "$system/root/new.deb"
  inside dpkg -i /root/new.deb >"$tried/upgrade.log" 2>&1 || { cat "$tried/upgrade.log"; wrong "upgrade"; }
  rm "$system"/root/*.deb
  [ ! -e "$system/usr/lib/penseal/lib/app/of-the-older.jar" ] || wrong "files of the older version are left"
  if inside dpkg --audit | grep .; then wrong "dpkg --audit"; fi
  passed "an upgrade goes over an older version whose script fails"
  cases list.after && cmp "$tried/list.before" "$tried/list.after" || wrong "cases are missing after the upgrade"
  as_user penseal evidence verify --data /home/clerk/demo/data >"$tried/list.log" 2>&1 ||
    { cat "$tried/list.log"; wrong "the log of the archive after the upgrade"; }
  [ "$(form)" = 8 ] || wrong "the archive has form $(form) after the upgrade"
  passed "an archive of the form before is brought forward by its first use; cases and log are whole"
}

# As somebody finds it who went back to an older version.
newer_archive() {
  local sum
  sqlite3 "$archive" "INSERT INTO flyway_schema_history
    SELECT installed_rank + 1, '9', 'of a newer version', type, 'V9__of_a_newer_version.sql', 1, installed_by, installed_on,
    execution_time, 1 FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1"
  sum=$(sha256sum "$archive")
  if cases newer.log; then wrong "an archive of a newer version is opened"; fi
  grep -q '^\[archive-newer\] The archive .* newer version' "$tried/newer.log" || { cat "$tried/newer.log"; wrong "not told in words"; }
  if as_user penseal evidence list --lang zh --data /home/clerk/demo/data >"$tried/newer.log" 2>&1; then
    wrong "an archive of a newer version is opened"
  fi
  grep -q '^\[archive-newer\] 档案库' "$tried/newer.log" || { cat "$tried/newer.log"; wrong "not told in Chinese"; }
  [ "$sum" = "$(sha256sum "$archive")" ] || wrong "an archive of a newer version was changed"
  as_user penseal verify /home/clerk/demo/signed.pdf --trust /home/clerk/demo/trust >"$tried/verify.log" || wrong "verify"
  sqlite3 "$archive" "DELETE FROM flyway_schema_history WHERE version = '9'"
  cases list.after && cmp "$tried/list.before" "$tried/list.after" || wrong "cases are missing"
  passed "an older version refuses the archive of a newer one in words and leaves it as it is"
}

remove() {
  echo '{"version": 1, "listen": [{"address": "127.0.0.1:1"}]}' >"$system/etc/penseal/serve.json"
  inside dpkg -r penseal penseal-server >"$tried/remove.log" 2>&1 || { cat "$tried/remove.log"; wrong "dpkg -r"; }
  [ -e "$system/etc/penseal/serve.json" ] || wrong "removing took the settings"
  inside dpkg -P penseal penseal-server >>"$tried/remove.log" 2>&1 || { cat "$tried/remove.log"; wrong "dpkg -P"; }
  local left
  left=$(find "$system/usr" "$system/etc" -iname '*penseal*' -not -path '*/etc/passwd*')
  [ -z "$left" ] || wrong "left after purging: $left"
  [ -d "$system/var/lib/penseal-server" ] || wrong "purging took the data of the services"
  [ -d "$system/home/clerk/demo" ] || wrong "purging took the data of a user"
  passed "removed and purged: the data stay, nothing else"
}

rpms() {
  local each place=$tried/rpm
  for each in "$packages"/*.rpm; do
    mkdir -p "$place"
    rpm -i --root "$place" --dbpath /var/lib/rpm --nodeps --noscripts --ignorearch "$each" 2>"$tried/rpm.log" ||
      { cat "$tried/rpm.log"; wrong "rpm -i ${each##*/}"; }
    passed "rpm installs ${each##*/}; it asks for $(rpm -qp --requires "$each" 2>/dev/null | grep -c '\.so') libraries"
  done
  [ ! -d "$place" ] || [ "$("$place/usr/lib/penseal/bin/penseal" --version)" = "PenSeal $version" ] || wrong "the .rpm's program"
  rm -rf "$place"
}

# Debian's own trial: installed, removed, purged and installed again, what is left behind is told.
piuparts_both() {
  piuparts --basetgz "$tried/piuparts.tar" --distribution trixie --mirror http://deb.debian.org/debian --warn-on-others \
    --allow-database "$desk" "$server" >"$tried/piuparts.log" 2>&1 ||
    { grep -E 'ERROR|FAIL' "$tried/piuparts.log" | tail -n 20; wrong "piuparts: $tried/piuparts.log"; }
  rm "$tried/piuparts.tar"
  passed "piuparts finds nothing left behind"
}
