// Command client is client-go, called as kubectl and the programs after its example call it.
//
//	client ACTION NAMESPACE POD CONTAINER LOCAL REMOTE
package main

import (
	"archive/tar"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/remotecommand"
)

func main() {
	action, namespace, pod, container, local, remote := os.Args[1], os.Args[2], os.Args[3], os.Args[4], os.Args[5], os.Args[6]
	config, err := clientcmd.BuildConfigFromFlags("", os.Getenv("KUBECONFIG"))
	if err != nil {
		panic(err)
	}
	clients, err := kubernetes.NewForConfig(config)
	if err != nil {
		panic(err)
	}
	to := func(subresource string, options runtime.Object) *rest.Request {
		return clients.CoreV1().RESTClient().Post().Resource("pods").Namespace(namespace).Name(pod).
			SubResource(subresource).VersionedParams(options, scheme.ParameterCodec)
	}
	output := remotecommand.StreamOptions{Stdout: os.Stdout, Stderr: os.Stderr}
	switch action {
	case "command", "quiet":
		stream(config, to("exec", &core.PodExecOptions{Container: container, Command: []string{"echo", "hi"}, Stdout: true, Stderr: true}), output)
	case "session":
		output.Stdin, output.Stderr, output.Tty = strings.NewReader("hello\n"), nil, true
		stream(config, to("exec", &core.PodExecOptions{
			Container: container, Command: []string{"sh", "-c", "read line; echo got $line"}, Stdin: true, Stdout: true, TTY: true,
		}), output)
	case "upload": // It has no copy of its own; kubectl cp is made of it and sends this.
		output.Stdin = archive(local)
		stream(config, to("exec", &core.PodExecOptions{
			Container: container, Command: []string{"tar", "-xmf", "-", "-C", remote}, Stdin: true, Stdout: true, Stderr: true,
		}), output)
	case "download":
		stream(config, to("exec", &core.PodExecOptions{
			Container: container, Command: []string{"cat", remote + "/down.txt"}, Stdout: true, Stderr: true,
		}), output)
	case "attach":
		output.Stdin = strings.NewReader("hello\n")
		stream(config, to("attach", &core.PodAttachOptions{Container: container, Stdin: true, Stdout: true, Stderr: true}), output)
	}
}

func stream(config *rest.Config, request *rest.Request, options remotecommand.StreamOptions) {
	executor, err := remotecommand.NewSPDYExecutor(config, "POST", request.URL())
	if err != nil {
		panic(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := executor.StreamWithContext(ctx, options); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func archive(local string) io.Reader {
	content, err := os.ReadFile(local + "/up.txt")
	if err != nil {
		panic(err)
	}
	var packed bytes.Buffer
	writer := tar.NewWriter(&packed)
	writer.WriteHeader(&tar.Header{Name: "up.txt", Mode: 0o600, Size: int64(len(content))})
	writer.Write(content)
	writer.Close()
	return &packed
}
