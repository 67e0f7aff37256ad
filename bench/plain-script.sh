#!/bin/sh
# What a person writes who has no lambdock: plain-script.sh IMAGE HANDLER PORT EVENT [docker run option…]
# The image is built beforehand and the port is fixed, so that nothing is asked twice.
set -eu
image=$1 handler=$2 port=$3 event=$4
shift 4
id=$(docker run -d -p "127.0.0.1:$port:8080" "$@" "$image" "$handler")
trap 'docker rm -f "$id" >/dev/null' EXIT
until curl -s --noproxy '*' -o /dev/null "http://127.0.0.1:$port/"; do sleep 0.01; done
curl -sS --noproxy '*' -d "$event" "http://127.0.0.1:$port/2015-03-31/functions/function/invocations"
