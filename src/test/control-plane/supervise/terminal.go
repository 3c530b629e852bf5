package main

import (
	"errors"
	"io"
	"os"
	"os/exec"

	"github.com/creack/pty"
	"golang.org/x/term"
)

// Ctrl-D, which ends the input of what reads a terminal line by line.
const endOfTransmission = "\x04"

// onTerminal passes bytes unchanged: the terminal is raw from the start, so that what is typed before the command makes it
// raw is neither echoed nor interpreted. It is nobody's controlling terminal, so the command stays in the process group.
func onTerminal(command []string) int {
	master, slave, err := pty.Open()
	if err != nil {
		fail(err)
	}
	if _, err := term.MakeRaw(int(slave.Fd())); err != nil {
		fail(err)
	}
	if err := pty.Setsize(master, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
		fail(err)
	}
	process := exec.Command(command[0], command[1:]...)
	process.Stdin, process.Stdout, process.Stderr = slave, slave, slave
	if err := process.Start(); err != nil {
		fail(err)
	}
	slave.Close()
	go func() {
		io.Copy(master, os.Stdin)
		io.WriteString(master, endOfTransmission)
	}()
	io.Copy(os.Stdout, master)
	err = process.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		fail(err)
	}
	return process.ProcessState.ExitCode()
}
