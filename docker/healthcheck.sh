#!/bin/bash
# healthcheck PATH: succeeds when this container's service answers 200 there. The image has no curl; bash has /dev/tcp.
set -u

exec 3<>"/dev/tcp/127.0.0.1/${QUARKUS_HTTP_PORT:-8080}" || exit 1
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "${1:-/q/health/live}" >&3
IFS=' ' read -r -t 2 -u 3 _ status _ || exit 1
[[ $status == 200 ]]
