package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
	"k8s.io/cri-client/pkg/logs"
	"k8s.io/cri-streaming/pkg/streaming/remotecommand"
	utilexec "k8s.io/utils/exec"
)

// podman is a folder that says which pods have a container of podman behind them: in NAMESPACE/POD its id and the file of its
// log, which conmon writes in the CRI's format.
type podman string

// running is a container of podman, in which runc runs commands as it does for containerd: with the container's own user,
// environment and rights.
type running struct {
	ID  string `json:"id"`
	Log string `json:"log"`
}

func (folder podman) find(namespace, pod string) (running, bool) {
	text, err := os.ReadFile(filepath.Join(string(folder), namespace, pod))
	if errors.Is(err, os.ErrNotExist) {
		return running{}, false
	}
	var found running
	if err == nil {
		err = json.Unmarshal(text, &found)
	}
	if err != nil {
		panic(err)
	}
	return found, true
}

func (folder podman) executor(namespace, pod string) remotecommand.Executor {
	if found, ok := folder.find(namespace, pod); ok {
		return found
	}
	return container{}
}

func (r running) ExecInContainer(ctx context.Context, _, _, _ string, command []string, in io.Reader, out, errOut io.WriteCloser, tty bool, sizes <-chan remotecommand.TerminalSize, _ time.Duration) error {
	if !tty {
		runc := append([]string{"runc", "--log", "/dev/null", "exec", r.ID}, command...)
		return container{}.ExecInContainer(ctx, "", "", "", runc, in, out, errOut, false, sizes, 0)
	}
	master, process, err := r.start(ctx, command)
	if err != nil {
		return err
	}
	defer master.Close()
	go func() {
		for size := range sizes {
			pty.Setsize(master, &pty.Winsize{Rows: size.Height, Cols: size.Width})
		}
	}()
	if in != nil {
		go io.Copy(master, in)
	}
	io.Copy(out, master) // ends when the shell has ended, or the last process that has the terminal
	state, err := process.Wait()
	if err == nil && state.ExitCode() != 0 {
		err = utilexec.CodeExitError{Err: errors.New(state.String()), Code: state.ExitCode()}
	}
	return err
}

// start does what containerd's shim does: runc hands over the container's end of the terminal and ends, and its process
// becomes a child of this one.
func (r running) start(ctx context.Context, command []string) (*os.File, *os.Process, error) {
	if err := unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); err != nil {
		return nil, nil, err
	}
	room, err := os.MkdirTemp("", "node-")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(room)
	socket, number := filepath.Join(room, "socket"), filepath.Join(room, "number")
	listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: socket})
	if err != nil {
		return nil, nil, err
	}
	defer listener.Close()
	options := []string{"--log", "/dev/null", "exec", "--detach", "--tty", "--console-socket", socket, "--pid-file", number, "--env", "TERM=xterm", r.ID}
	if said, err := exec.CommandContext(ctx, "runc", append(options, command...)...).CombinedOutput(); err != nil {
		return nil, nil, fmt.Errorf("failed to exec in container: %s", bytes.TrimSpace(said))
	}
	master, err := receive(listener)
	if err != nil {
		return nil, nil, err
	}
	text, err := os.ReadFile(number)
	if err != nil {
		return nil, nil, err
	}
	id, err := strconv.Atoi(string(text))
	if err != nil {
		return nil, nil, err
	}
	process, err := os.FindProcess(id)
	return master, process, err
}

// receive takes the one descriptor that runc has sent.
func receive(listener *net.UnixListener) (*os.File, error) {
	connection, err := listener.AcceptUnix()
	if err != nil {
		return nil, err
	}
	defer connection.Close()
	name, rights := make([]byte, 4096), make([]byte, unix.CmsgSpace(4))
	_, length, _, _, err := connection.ReadMsgUnix(name, rights)
	if err != nil {
		return nil, err
	}
	messages, err := unix.ParseSocketControlMessage(rights[:length])
	if err != nil {
		return nil, err
	}
	descriptors, err := unix.ParseUnixRights(&messages[0])
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(descriptors[0]), "terminal"), nil
}

// log answers the kubelet's /containerLogs/NAMESPACE/POD/CONTAINER by the kubelet's own reader; false where no container of podman
// is. Nobody here follows one.
func (folder podman) log(w http.ResponseWriter, r *http.Request, asked request) bool {
	part := strings.Split(strings.TrimPrefix(asked.Path, "/"), "/")
	if len(part) != 4 || part[0] != "containerLogs" {
		return false
	}
	found, ok := folder.find(part[1], part[2])
	if !ok {
		return false
	}
	asked.Status = http.StatusOK
	note(asked)
	options := &logs.LogOptions{Timestamp: r.URL.Query().Get("timestamps") == "true"}
	if err := logs.ReadLogs(r.Context(), found.Log, found.ID, options, nil, w, w); err != nil {
		panic(err) // net/http breaks the answer off
	}
	return true
}
