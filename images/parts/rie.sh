#!/usr/bin/env bash
# The real Lambda runtime interface emulator, as the SAM CLI carries it.   rie.sh OUT_DIR SAM_VERSION ARCHITECTURE
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
sam=$1 architecture=$2

wheels "aws-sam-cli==$sam"
unwheel "$WORK"/wheels/aws_sam_cli-*.whl "$WORK/sam"
install -m 0755 "$WORK/sam/samcli/local/rapid/aws-lambda-rie-$architecture" "$CONTENT/aws-lambda-rie"
label "runtime interface emulator of aws-sam-cli $sam"
