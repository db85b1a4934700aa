#!/bin/sh
# Runs once, on an empty data directory: a database and a role for each service, which no other role may connect to.
# Passwords come by environment and reach psql by \getenv, so that no process list shows them.
set -eu

for service in journey events personalization; do
  variable="$(printf '%s' "$service" | tr '[:lower:]' '[:upper:]')_DB_PASSWORD"
  if [ -z "$(printenv "$variable")" ]; then
    echo "$variable is not set" >&2
    exit 1
  fi
  psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="${POSTGRES_USER:-postgres}" --dbname=postgres \
    --set=service="$service" --set=variable="$variable" <<'SQL'
\getenv password :variable
CREATE ROLE :"service" LOGIN PASSWORD :'password';
CREATE DATABASE :"service" OWNER :"service" ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE :"service" FROM PUBLIC;
SQL
done
