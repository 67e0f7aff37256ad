#!/bin/sh
# Entry point of a Lambda image: the one argument is the handler. Without a Runtime API around, the emulator provides one.
if [ $# -ne 1 ]; then
  echo "lambda-entrypoint.sh needs exactly one argument, the handler; it got $#" >&2
  exit 142
fi
export _HANDLER="$1"
if [ -n "$AWS_LAMBDA_RUNTIME_API" ]; then exec /var/runtime/bootstrap; fi
exec /usr/local/bin/aws-lambda-rie /var/runtime/bootstrap
