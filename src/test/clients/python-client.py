"""The official Python client, called as its examples/pod_exec.py calls it.

python-client.py ACTION NAMESPACE POD CONTAINER LOCAL REMOTE

An exception is left alone: what it shows is what its users see.
"""

import io
import sys
import tarfile

from kubernetes import client, config
from kubernetes.stream import stream

action, namespace, pod, container, local, remote = sys.argv[1:]
config.load_kube_config()
api = client.CoreV1Api()


def execute(command, **more):
    return stream(api.connect_get_namespaced_pod_exec, pod, namespace, container=container, command=command, **more)


def archive():
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:") as tar:
        tar.add(f"{local}/up.txt", arcname="up.txt")
    return packed.getvalue()


match action:
    case "command" | "quiet":
        print(execute(["echo", "hi"], stderr=True, stdin=False, stdout=True, tty=False))
    case "session":
        shell = execute(
            ["sh", "-c", "read line; echo got $line"],
            stderr=True,
            stdin=True,
            stdout=True,
            tty=True,
            _preload_content=False,
        )
        shell.write_stdin("hello\n")
        shell.run_forever(timeout=20)
        print(shell.read_all())
    case "upload":
        # It has no copy of its own; its users send a tar.
        sink = execute(
            ["tar", "xvf", "-", "-C", remote],
            stderr=True,
            stdin=True,
            stdout=True,
            tty=False,
            _preload_content=False,
        )
        sink.write_stdin(archive())
        sink.run_forever(timeout=20)
        print(sink.read_all())
    case "download":
        print(execute(["cat", f"{remote}/down.txt"], stderr=True, stdin=False, stdout=True, tty=False))
    case "attach":
        terminal = stream(
            api.connect_get_namespaced_pod_attach,
            pod,
            namespace,
            container=container,
            stderr=True,
            stdin=True,
            stdout=True,
            tty=False,
            _preload_content=False,
        )
        print(terminal.readline_stdout(timeout=20))
        terminal.close()
