#!/usr/bin/env bash
# The native part of AWS's runtime client for Node.
#   rapid-client.sh OUT_DIR RIC_VERSION ARCHITECTURE NODE_ADDON_API@VERSION NODE_API_HEADERS@VERSION
# It is an N-API module, so one file serves all Node versions. Its own build takes a minute and a half, nearly all of it in the
# configure scripts of two libraries; compiled directly it takes ten seconds. Without a compiler: JavaScript in its place.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
version=$1 architecture=$2 addon_api=$3 headers=$4
here=$(cd "$(dirname "$0")" && pwd)
readonly NEWEST_GLIBC=2.41 # the one of the root file system

javascript() { # javascript REASON: used now, but not kept, as the next run may find a compiler
  say "$1: taking JavaScript in its place"
  cp -R "$here/../nodejs/rapid-client.node" "$CONTENT/"
  touch "$OUT/volatile"
  label 'JavaScript in place of rapid-client.node'
  exit 0
}

fetch() { # fetch NAME@VERSION FOLDER
  npm_package "$1"
  mv "$WORK/package" "$2"
}

compile() {
  cd "$WORK"
  mkdir objects none
  touch none/{node,uv,v8}.h # included, but not used
  cp "$here/curl_config.h" curl/lib/
  sed 's/@PROJECT_VERSION@/'"$AWS_LAMBDA_CPP_RELEASE"'/; s/@PROJECT_VERSION_[A-Z]*@/0/' cpp/src/version.cpp.in >cpp/src/version.cpp
  {
    for file in curl/lib/*.c curl/lib/vauth/*.c curl/lib/vtls/vtls.c; do
      echo "gcc -w -DHAVE_CONFIG_H -Icurl/lib -c $file"
    done
    for file in runtime logging version; do
      echo "g++ -std=c++11 -fno-exceptions -fno-rtti -DNDEBUG -DAWS_LAMBDA_LOG=0 -Icpp/include -c cpp/src/$file.cpp"
    done
    echo 'g++ -std=c++17 -DNAPI_VERSION=8 -Icpp/include -Inone -Iaddon-api -Iheaders/include -c ric/src/rapid-client.cc'
  } | awk '{ print $0 " -O2 -fPIC -fvisibility=hidden -DCURL_STATICLIB -Icurl/include -o objects/" NR ".o" }' |
    xargs -P "$(nproc)" -I{} sh -c '{}' >log 2>&1 || return 1
  echo '{ global: napi_register_module_v1; node_api_module_get_api_version_v1; local: *; };' >exports
  g++ -shared -s -static-libstdc++ -static-libgcc -Wl,--gc-sections -Wl,--version-script=exports \
    -o rapid-client.node objects/*.o -lpthread >>log 2>&1
}

case $architecture in
  x86_64) machine=x86_64 ;;
  arm64) machine=aarch64 ;;
  *) fail "no client for $architecture" ;;
esac
[[ $(uname -sm) == "Linux $machine" ]] || javascript "cannot compile for $architecture here"
for tool in gcc g++ objdump xargs; do
  command -v "$tool" >/dev/null || javascript "no $tool to compile the native client"
done

fetch "aws-lambda-ric@$version" "$WORK/ric"
fetch "$addon_api" "$WORK/addon-api"
fetch "$headers" "$WORK/headers"
# shellcheck disable=SC1091
. "$WORK/ric/deps/versions"
mkdir "$WORK/curl" "$WORK/cpp"
tar -xzf "$WORK/ric/deps/curl-$CURL_VERSION.tar.gz" -C "$WORK/curl" --strip-components=1 --wildcards '*/lib/*' '*/include/*'
tar -xzf "$WORK/ric/deps/aws-lambda-cpp-$AWS_LAMBDA_CPP_RELEASE.tar.gz" -C "$WORK/cpp" --strip-components=1

say "compiling the native client"
compile || javascript "compiling the native client failed ($(grep -m 1 'error' "$WORK/log" || tail -n 1 "$WORK/log"))"
newest=$( (objdump -T "$WORK/rapid-client.node" | grep -o 'GLIBC_[0-9.]*' | cut -d_ -f2; echo "$NEWEST_GLIBC") | sort -V | tail -n 1)
[[ $newest == "$NEWEST_GLIBC" ]] || javascript "this machine's C library ($newest) is too new for the image"
AWS_LAMBDA_RUNTIME_API=127.0.0.1:9 node -e 'process.exit(require(process.argv[1]).next ? 0 : 1)' "$WORK/rapid-client.node" \
  >"$WORK/log" 2>&1 || javascript 'the native client does not load'
install -m 0644 "$WORK/rapid-client.node" "$CONTENT/rapid-client.node"
label "native rapid-client.node (aws-lambda-cpp $AWS_LAMBDA_CPP_RELEASE, curl ${CURL_VERSION//_/.})"
