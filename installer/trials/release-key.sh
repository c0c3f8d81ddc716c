#!/usr/bin/env bash
# Makes a release key for a trial, as docs/install.md says: `release-key.sh FOLDER` writes release.p12 and its password into
# a folder that it makes anew.
set -euo pipefail
folder=${1:?which folder}
rm -rf "$folder"
mkdir -p "$folder"
cd "$folder"
umask 077
echo of-the-trial >password
openssl req -x509 -newkey sm2 -nodes -sm3 -sigopt distid:1234567812345678 -days 2 -subj "/CN=Release of a trial" \
  -addext keyUsage=critical,digitalSignature -addext basicConstraints=critical,CA:FALSE -keyout release.key -out release.pem \
  2>openssl.log || { cat openssl.log >&2; exit 70; }
openssl pkcs12 -export -inkey release.key -in release.pem -out release.p12 -passout file:password
rm release.key openssl.log
