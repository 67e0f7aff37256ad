#!/bin/sh
# Java reads certificate authorities from a store of its own; the tool that Debian brings for it fills that.
set -eu
cd /usr/share/ca-certificates/mozilla
for file in *.crt; do echo "+$PWD/$file"; done |
  /var/lang/bin/java -jar /usr/share/ca-certificates-java/ca-certificates-java.jar -storepass changeit >/dev/null
