#!/usr/bin/env bash
# AWS's runtime client for Java, with what it needs.   java-ric.sh OUT_DIR GROUP:ARTIFACT:VERSION…
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=maven.sh
. "$(dirname "$0")/maven.sh"

maven_jars "$CONTENT/lib" "$@"
names=''
for coordinate; do IFS=: read -r _ artifact version <<<"$coordinate"; names+="${names:+ }$artifact $version"; done
label "$names"
