#!/bin/sh
# Run once by the Postgres image, when its data folder is new: an owner of the tables that is no superuser, and a role a
# process. `golos prepare` gives each what it needs. Passwords are hexadecimal or the like: no quotes.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<SQL
create role golos_owner login password '${OWNER_PASSWORD}' nosuperuser nocreaterole;
create role golos_web login password '${WEB_PASSWORD}';
create role golos_worker login password '${WORKER_PASSWORD}';
create role golos_sender login password '${SENDER_PASSWORD}';
create database golos owner golos_owner encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' template template0;
SQL
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname golos --command 'create extension pg_trgm'
