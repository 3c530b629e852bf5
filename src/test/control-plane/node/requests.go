package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"path"
	"strings"
	"time"

	"k8s.io/cri-streaming/pkg/streaming/portforward"
	"k8s.io/cri-streaming/pkg/streaming/remotecommand"
)

const idle, creation = time.Minute, 10 * time.Second

// What a kubelet speaks over SPDY; the API server translates v5 (WebSocket) to it.
var protocols = []string{"v4.channel.k8s.io", "v3.channel.k8s.io", "v2.channel.k8s.io", "channel.k8s.io"}

// request is a line of the record. What is the kubelet's own word (exec, attach, run, portForward), "other" for the rest of its
// paths, or "connect", whose path is an address that is not the kubelet's.
type request struct {
	What      string   `json:"what"`
	Namespace string   `json:"namespace,omitempty"`
	Pod       string   `json:"pod,omitempty"`
	Container string   `json:"container,omitempty"`
	Stdin     bool     `json:"stdin"`
	Stdout    bool     `json:"stdout"`
	Stderr    bool     `json:"stderr"`
	Tty       bool     `json:"tty"`
	Command   []string `json:"command"`
	Method    string   `json:"method"`
	Path      string   `json:"path"`
	Status    int      `json:"status,omitempty"`
}

// read takes the kubelet's paths apart: /WHAT/NAMESPACE/POD[/UID]/CONTAINER, and without a container for portForward.
func read(r *http.Request) request {
	query := r.URL.Query()
	asked := request{What: "other", Method: r.Method, Path: r.URL.Path, Command: query["command"]}
	part := strings.Split(strings.TrimPrefix(path.Clean(r.URL.Path), "/"), "/")
	named := len(part) == 4 || len(part) == 5
	switch {
	case named && (part[0] == "exec" || part[0] == "attach" || part[0] == "run"):
		asked.Container = part[len(part)-1]
	case part[0] == "portForward" && (len(part) == 3 || len(part) == 4):
	default:
		return asked
	}
	asked.What, asked.Namespace, asked.Pod = part[0], part[1], part[2]
	if asked.What == "run" { // the kubelet's /run takes one word, and splits it at blanks
		asked.Command = strings.Fields(query.Get("cmd"))
	}
	return asked
}

func (folder podman) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	asked := read(r)
	switch asked.What {
	case "exec", "attach":
		session(w, r, asked, folder.executor(asked.Namespace, asked.Pod))
	case "run":
		note(asked)
		run(w, r, asked.Command)
	case "portForward":
		note(asked)
		options, err := portforward.NewV4Options(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		portforward.ServePortForward(w, r, loopback{}, asked.Pod, "", options, idle, creation, portforward.SupportedProtocols)
	default:
		if folder.log(w, r, asked) {
			return
		}
		if strings.HasPrefix(r.URL.Path, "/containerLogs/") { // of a container that is a process here
			note(asked)
			io.WriteString(w, "hello from the log\n")
			return
		}
		asked.Status = http.StatusNotFound
		if r.URL.Path == "/healthz" {
			asked.Status = http.StatusOK
		}
		note(asked)
		http.Error(w, http.StatusText(asked.Status), asked.Status)
	}
}

func session(w http.ResponseWriter, r *http.Request, asked request, executor remotecommand.Executor) {
	options, err := remotecommand.NewOptions(r)
	if err != nil {
		asked.Status = http.StatusBadRequest
		note(asked)
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	asked.Stdin, asked.Stdout, asked.Stderr, asked.Tty = options.Stdin, options.Stdout, options.Stderr, options.TTY
	if asked.What == "attach" {
		note(asked)
		remotecommand.ServeAttach(w, r, container{}, asked.Pod, "", asked.Container, options, idle, creation, protocols)
		return
	}
	note(asked)
	remotecommand.ServeExec(w, r, executor, asked.Pod, "", asked.Container, asked.Command, options, idle, creation, protocols)
}

// loopback forwards to what listens on this machine, as if it were the pod.
type loopback struct{}

func (loopback) PortForward(_ context.Context, _ string, _ string, port int32, stream io.ReadWriteCloser) error {
	connection, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return err
	}
	return join(stream, connection)
}
