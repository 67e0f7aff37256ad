#!/usr/bin/env bash
# AWS's runtime client for Node, without its native part.   nodejs-ric.sh OUT_DIR VERSION
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
version=$1

npm_package "aws-lambda-ric@$version"
mkdir "$CONTENT/aws-lambda-ric"
cd "$WORK/package"
for path in package.json LICENSE NOTICE index.mjs bin dist; do
  [[ ! -e $path ]] || cp -R "$path" "$CONTENT/aws-lambda-ric/"
done
label "aws-lambda-ric $version"
