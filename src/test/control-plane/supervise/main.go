// Command supervise sees to it that nothing of a control plane outlives the tests that started it, however they end.
//
//	supervise guard PARENT          holds a process group and a directory made in PARENT; prints both as one JSON line. When
//	                                its standard input ends, which a killed parent cannot prevent, it kills the group and
//	                                removes the directory
//	supervise join GROUP COMMAND…   becomes COMMAND inside that group, or fails when the group is gone
//	supervise terminal COMMAND…     runs COMMAND on a terminal: standard input is what is typed, standard output the screen
package main

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"syscall"
)

func main() {
	if len(os.Args) < 3 {
		fail(fmt.Errorf("usage: supervise guard PARENT | join GROUP COMMAND… | terminal COMMAND…"))
	}
	switch os.Args[1] {
	case "guard":
		guard(os.Args[2])
		return
	case "hold":
		select {} // the guard's own: it keeps the group's number taken until it is killed
	case "join":
		join(os.Args[2], os.Args[3:])
	case "terminal":
		os.Exit(onTerminal(os.Args[2:]))
	}
	fail(fmt.Errorf("unknown: %s", os.Args[1]))
}

func join(number string, command []string) {
	group, err := strconv.Atoi(number)
	if err == nil {
		err = syscall.Setpgid(0, group)
	}
	if err != nil {
		fail(fmt.Errorf("the control plane is gone: %w", err))
	}
	path, err := exec.LookPath(command[0])
	if err == nil {
		err = syscall.Exec(path, command, os.Environ())
	}
	fail(err)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "supervise:", err)
	os.Exit(125)
}
