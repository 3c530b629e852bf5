"""lightkube, called as its README calls it.

lightkube-client.py ACTION NAMESPACE POD CONTAINER LOCAL REMOTE

An exception is left alone: what it shows is what its users see.
"""

import sys
from pathlib import Path

from lightkube import Client

action, namespace, pod, container, local, remote = sys.argv[1:]
client = Client()


def execute(command, **more):
    return client.exec(pod, namespace=namespace, container=container, command=command, **more)


match action:
    case "command":
        print(execute(["echo", "hi"], stdout=True, timeout=20).stdout)
    case "session":
        print(execute(["sh", "-c", "read line; echo got $line"], stdin="hello\n", stdout=True, timeout=20).stdout)
    case "upload":
        # It has no copy of its own; its README gives text to cat.
        data = Path(local, "up.txt").read_bytes()
        execute(["sh", "-c", f"cat > {remote}/up.txt"], stdin=data, raise_on_error=True, timeout=20)
    case "download":
        print(execute(["cat", f"{remote}/down.txt"], stdout=True, timeout=20).stdout)
