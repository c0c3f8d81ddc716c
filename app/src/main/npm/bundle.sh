#!/usr/bin/env bash
# bundle.sh FOLDER: writes recheck.js, all of src/main/js with the libraries that it uses as one script, and
# licences.txt, what their authors want said. Run by Maven in the folder of the module.
set -euo pipefail
out=${1:?folder}
modules=$PWD/src/main/npm/node_modules
mkdir -p "$out"
# Code in ASCII and without "</script": it stands inside a script element.
NODE_PATH=$modules "$modules/.bin/esbuild" src/main/js/page/main.js --bundle --format=iife --minify \
  --charset=ascii --target=es2022 --legal-comments=none --log-level=warning --outfile="$out/recheck.js"
for library in @noble/ciphers @noble/curves @noble/hashes fflate; do
  printf '%s %s\n\n' "$library" "$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$modules/$library/package.json")"
  cat "$modules/$library/LICENSE"
  printf '\n\n'
done >"$out/licences.txt"
