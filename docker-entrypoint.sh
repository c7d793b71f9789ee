#!/bin/sh
# Migrates as the owner of the database, then starts the processes that serve, without the owner's connection.
# `cli <command>` is an operator's command instead (cli doctor, cli migrate).
set -eu
cd "$(dirname "$0")"

if [ "${1:-}" = cli ]; then
  shift
  exec node apps/api/dist/cli.js "$@"
fi

if [ "${1:-}" = pm2-runtime ]; then
  missing=''
  [ -n "${PUBLIC_URL:-}" ] || missing=' PUBLIC_URL'
  for name in DATABASE_APP_URL DATABASE_SYSTEM_URL ENCRYPTION_KEY; do
    eval "value=\${$name:-}\${${name}_FILE:-}"
    [ -n "$value" ] || missing="$missing $name"
  done
  if [ -n "$missing" ]; then
    echo "Parley cannot start. Not set:$missing (a secret may also be given as NAME_FILE=path)." >&2
    echo 'Every setting is described in .env.example and docs/deployment.md.' >&2
    exit 1
  fi
  if [ -n "${DATABASE_URL:-}${DATABASE_URL_FILE:-}" ] && [ "${PARLEY_MIGRATE:-1}" != 0 ]; then
    node apps/api/dist/cli.js migrate
  fi
fi

unset DATABASE_URL DATABASE_URL_FILE DATABASE_READER_URL value
exec "$@"
