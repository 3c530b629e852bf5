"""Looks at a new version before traffic moves to it: CodeDeploy's hook BeforeAllowTraffic.

The new version has to start, to read every cluster of its fleet that the version in service reads, and to answer the reviews beside this file
(a real API server's) for each cluster of its fleet. What it decides is the policy's business: where the two versions decide
differently, the log says so, and the deployment goes on.
"""

import json
import os
import pathlib

import boto3

FUNCTION = os.environ["FUNCTION"]
IN_SERVICE = "live"
REVIEWS = sorted(pathlib.Path(__file__).parent.glob("*.json"))

# Kubernetes makes it, and nobody can delete it.
NAMESPACE = "default"

aws_lambda = boto3.client("lambda")


def handler(event, context):
    problems = look()
    for problem in problems:
        print(problem)
    boto3.client("codedeploy").put_lifecycle_event_hook_execution_status(
        deploymentId=event["DeploymentId"],
        lifecycleEventHookExecutionId=event["LifecycleEventHookExecutionId"],
        status="Failed" if problems else "Succeeded",
    )
    return problems


def look():
    """What keeps the new version from taking over, in sentences. An error of ours is one, too: the old version stays."""
    try:
        if not REVIEWS:
            raise ValueError("there are no reviews beside index.py")
        version = newest()
        print(f"looking at version {version}")
        new, old = self_test(version), self_test(IN_SERVICE)
        broken = [
            f"version {version} cannot read the cluster {cluster}: {why}; the version in service can"
            for cluster, why in new["failed"].items()
            if cluster in old["clusters"] and cluster not in old["failed"]
        ]
        for cluster, why in new["failed"].items():
            print(f"cannot read the cluster {cluster}: {why}")
        wrong = [rehearse(version, cluster, review, cluster in old["clusters"]) for cluster in new["clusters"] for review in REVIEWS]
        wrong += [rewrite(version, cluster) for cluster in new["clusters"]]
        return broken + [problem for problem in wrong if problem]
    except Exception as error:  # closed: what cannot be looked at does not take over
        return [f"the new version could not be looked at: {error}"]


def newest():
    """The highest number: a stack's update has just published it."""
    pages = aws_lambda.get_paginator("list_versions_by_function").paginate(FunctionName=FUNCTION)
    return str(max(int(one["Version"]) for page in pages for one in page["Versions"] if one["Version"] != "$LATEST"))


def self_test(version):
    answer = invoke(version, {"selfTest": True})
    if "failed" not in answer:
        raise ValueError(f"{version} has no self-test: {answer}")
    return answer


def rehearse(version, cluster, file, known):
    body = json.loads(file.read_text())
    body["request"]["namespace"] = NAMESPACE
    uid = body["request"]["uid"]
    event = {
        "rehearsal": True,
        "pathParameters": {"cluster": cluster, "door": "commands" if file.stem == "exec-command" else "sessions"},
        "headers": {"Content-Type": "application/json"},
        "queryStringParameters": {"timeout": "5s"},
        "body": json.dumps(body),
    }
    new = answered(invoke(version, event), uid)
    if new is None:
        return f"version {version} gives no proper answer to {file.stem} for the cluster {cluster}"
    old = answered(invoke(IN_SERVICE, event), uid) if known else new
    if old != new:
        print(f"decides {file.stem} for the cluster {cluster} otherwise than the version in service: allowed {new}, was {old}")
    return None


def rewrite(version, cluster):
    """The door that puts sessions on record: a version that does not rewrite there would have each of them refused."""
    file = next(file for file in REVIEWS if file.stem == "exec-interactive-tty")
    event = {
        "rehearsal": True,
        "pathParameters": {"cluster": cluster, "door": "recorder"},
        "headers": {"Content-Type": "application/json"},
        "queryStringParameters": {"timeout": "5s"},
        "body": file.read_text(),
    }
    answer = invoke(version, event)
    if answered(answer, json.loads(event["body"])["request"]["uid"]) and "patch" in json.loads(answer["body"])["response"]:
        return None
    return f"version {version} does not rewrite {file.stem} for the cluster {cluster}"


def answered(answer, uid):
    """Whether the session is allowed; None where the answer is no AdmissionReview to this review."""
    try:
        review = json.loads(answer["body"])
        response = review["response"]
        proper = (
            answer["statusCode"] == 200
            and (review["apiVersion"], review["kind"]) == ("admission.k8s.io/v1", "AdmissionReview")
            and response["uid"] == uid
            and isinstance(response["allowed"], bool)
        )
        return response["allowed"] if proper else None
    except (KeyError, TypeError, ValueError):
        return None


def invoke(version, event):
    answer = aws_lambda.invoke(FunctionName=FUNCTION, Qualifier=version, Payload=json.dumps(event).encode())
    payload = answer["Payload"].read().decode()
    if "FunctionError" in answer:
        raise ValueError(f"{version} failed: {payload[:300]}")
    return json.loads(payload)
