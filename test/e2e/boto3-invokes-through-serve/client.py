"""Every row of the Invoke API as boto3 sees it: one line of JSON."""
import base64
import json
import sys
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config

client = boto3.client(
    "lambda",
    endpoint_url=sys.argv[1],
    region_name="us-east-1",
    aws_access_key_id="test",
    aws_secret_access_key="test",
    config=Config(retries={"total_max_attempts": 1}),
)


def invoke(payload, **over):
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return client.invoke(**{"FunctionName": "any", "Payload": body, **over})


def error_of(work):
    try:
        work()
    except client.exceptions.ClientError as error:
        kinds = [
            name
            for name in (
                "ResourceNotFoundException",
                "InvalidRequestContentException",
                "RequestTooLargeException",
                "TooManyRequestsException",
            )
            if isinstance(error, getattr(client.exceptions, name))
        ]
        response = error.response
        return [kinds, response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]]
    return None


def at_once(count):
    with ThreadPoolExecutor(count) as pool:
        errors = list(pool.map(lambda _: error_of(lambda: invoke({"ms": 500})), range(count)))
    refused = [error for error in errors if error is not None]
    kinds = [error for at, error in enumerate(refused) if error not in refused[:at]]
    return {"answered": count - len(refused) >= 2, "refused": kinds}


context = base64.b64encode(b'{"custom":{"a":"b"}}').decode()
plain = invoke({"n": 1}, LogType="Tail", ClientContext=context, Qualifier="$LATEST")
arn = "arn:aws:lambda:us-east-1:123456789012:function:any"
threw = invoke({"way": "throw"}, FunctionName=arn)
event = invoke({"n": 2}, InvocationType="Event")
stream = client.invoke_with_response_stream(FunctionName="streamer", Payload=b"{}")
pieces = [part["PayloadChunk"]["Payload"] for part in stream["EventStream"] if "PayloadChunk" in part]
pages = client.get_paginator("list_functions").paginate(PaginationConfig={"PageSize": 1})
print(
    json.dumps(
        {
            "plain": {
                "status": plain["StatusCode"],
                "version": plain["ExecutedVersion"],
                "error": plain.get("FunctionError"),
                "log": base64.b64decode(plain["LogResult"]).decode().startswith("START RequestId: "),
                "answer": json.load(plain["Payload"]),
                "requestId": plain["ResponseMetadata"]["RequestId"],
            },
            "threw": [threw["FunctionError"], json.load(threw["Payload"])["errorType"]],
            "event": [event["StatusCode"], event["Payload"].read().decode()],
            "dryRun": invoke({}, InvocationType="DryRun")["StatusCode"],
            "stream": b"".join(pieces).decode(),
            "list": [one["FunctionName"] for page in pages for one in page["Functions"]],
            "get": client.get_function(FunctionName="any")["Configuration"]["Handler"],
            "configuration": client.get_function_configuration(FunctionName="any:prod")["Timeout"],
            "unknown": error_of(lambda: invoke({}, FunctionName="nobody")),
            "broken": error_of(lambda: invoke(b"{")),
            "large": error_of(lambda: invoke(b'"' + b"x" * 6_291_560 + b'"')),
            "empty": json.load(client.invoke(FunctionName="any")["Payload"])["event"],
            "many": at_once(5),
        }
    )
)
