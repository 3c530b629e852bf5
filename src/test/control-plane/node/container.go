package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os/exec"
	"time"

	"github.com/creack/pty"
	"k8s.io/cri-streaming/pkg/streaming/remotecommand"
	utilexec "k8s.io/utils/exec"
)

// container runs commands as processes of this machine, with a real terminal where one is asked for. The terminal is not the
// process's controlling one: that would take a session of its own, and a process group that outlives the control plane.
type container struct{}

func (container) ExecInContainer(ctx context.Context, _, _, _ string, command []string, in io.Reader, out, errOut io.WriteCloser, tty bool, sizes <-chan remotecommand.TerminalSize, _ time.Duration) error {
	if len(command) == 0 {
		return errors.New("no command")
	}
	process := exec.CommandContext(ctx, command[0], command[1:]...)
	process.WaitDelay = time.Second // a grandchild may keep the streams open
	if tty {
		return exitCode(runOnTerminal(process, in, out, sizes))
	}
	process.Stdout, process.Stderr = out, errOut
	if errOut == nil {
		process.Stderr = out
	}
	return exitCode(runWithInput(process, in))
}

// runWithInput copies the input itself: Cmd.Run would wait for an input that nobody closes after the process has ended.
func runWithInput(process *exec.Cmd, in io.Reader) error {
	if in == nil {
		return process.Run()
	}
	input, err := process.StdinPipe()
	if err != nil {
		return err
	}
	go func() {
		io.Copy(input, in)
		input.Close()
	}()
	return process.Run()
}

func runOnTerminal(process *exec.Cmd, in io.Reader, out io.Writer, sizes <-chan remotecommand.TerminalSize) error {
	master, slave, err := pty.Open()
	if err != nil {
		return err
	}
	defer master.Close()
	process.Stdin, process.Stdout, process.Stderr = slave, slave, slave
	err = process.Start()
	slave.Close()
	if err != nil {
		return err
	}
	go func() {
		for size := range sizes {
			pty.Setsize(master, &pty.Winsize{Rows: size.Height, Cols: size.Width})
		}
	}()
	if in != nil {
		go io.Copy(master, in)
	}
	io.Copy(out, master) // ends when the last process has closed the terminal
	return process.Wait()
}

func exitCode(err error) error {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return utilexec.CodeExitError{Err: err, Code: exit.ExitCode()}
	}
	return err
}

// AttachContainer says that it is attached, then echoes until its input ends.
func (container) AttachContainer(_ context.Context, _, _, _ string, in io.Reader, out, _ io.WriteCloser, _ bool, _ <-chan remotecommand.TerminalSize) error {
	if _, err := io.WriteString(out, "attached\n"); err != nil || in == nil {
		return err
	}
	_, err := io.Copy(out, in)
	return err
}

// run is the kubelet's plain /run: no streams, the output is the body.
func run(w http.ResponseWriter, r *http.Request, command []string) {
	if len(command) == 0 {
		http.Error(w, "no cmd", http.StatusBadRequest)
		return
	}
	output, err := exec.CommandContext(r.Context(), command[0], command[1:]...).CombinedOutput()
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
	w.Write(output)
}
