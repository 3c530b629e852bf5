package main

import (
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

// How long the dying may take. Where nobody reaps orphans their group never empties; the directory goes all the same.
const patience = 5 * time.Second

func guard(parent string) {
	// Out of the group of those who started it: who kills a build kills the whole group. An error means that it leads one already.
	_ = syscall.Setpgid(0, 0)
	// A Ctrl-C reaches this process too; it has to outlive it to clean up.
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, syscall.SIGHUP, syscall.SIGINT, syscall.SIGTERM)
	directory, err := os.MkdirTemp(parent, "exec-guard-")
	if err != nil {
		fail(err)
	}
	holder, err := hold()
	if err != nil {
		os.RemoveAll(directory)
		fail(err)
	}
	json.NewEncoder(os.Stdout).Encode(map[string]any{"directory": directory, "group": holder.Process.Pid})

	ended := make(chan struct{})
	go func() {
		io.Copy(io.Discard, os.Stdin)
		close(ended)
	}()
	select {
	case <-ended:
	case <-interrupted:
	}
	end(holder, directory)
}

func hold() (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	holder := exec.Command(self, "hold", "the-group")
	holder.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return holder, holder.Start()
}

// end kills the group over and over until it is empty: a process may join it between two kills, and a dying one may still
// write a file.
func end(holder *exec.Cmd, directory string) {
	deadline := time.Now().Add(patience)
	group := holder.Process.Pid
	syscall.Kill(-group, syscall.SIGKILL)
	holder.Wait()
	for syscall.Kill(-group, syscall.SIGKILL) == nil && time.Now().Before(deadline) {
		time.Sleep(10 * time.Millisecond)
	}
	for os.RemoveAll(directory) != nil && time.Now().Before(deadline) {
		time.Sleep(10 * time.Millisecond)
	}
}
