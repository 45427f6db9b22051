#!/bin/sh
# Gives each process of compose.yaml its own keyring, out of the set in secrets/keys (docs/OPERATIONS.md, "In containers").
# Each is replaced as a whole in a folder of its own: a process sees it within a second, and stops in order to be started
# with it. A file that is mounted by itself would stay the old one inside.
set -eu
cd "$(dirname "$0")/../secrets"
for role in web worker sender; do
  cmp -s "keys/$role.json" "$role/keyring.json" && continue
  # With its owner and its mode: run this as root.
  cp -p "keys/$role.json" "$role/keyring.json.new"
  mv "$role/keyring.json.new" "$role/keyring.json"
  echo "$role has another keyring."
done
