#!/bin/sh
# What preparing a layer by hand takes: `unzip-and-copy.sh ZIP IMAGE FOLDER`.
set -eu
unzip -q "$1" -d "$3"
container=$(docker create "$2")
docker cp --quiet "$3/." "$container:/opt"
docker rm "$container" >/dev/null
