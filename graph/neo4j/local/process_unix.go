//go:build unix

package local

import (
	"context"
	"os"
	"os/exec"
	"strconv"
	"syscall"
)

// Detached lets a process outlive the terminal that it was started from.
func Detached() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }

func terminate(p *os.Process) error { return p.Signal(syscall.SIGTERM) }

func commandLine(ctx context.Context, pid int) (string, error) {
	// Linux's own way first: ps is missing from small images.
	if text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/cmdline"); err == nil {
		return string(text), nil
	}
	out, err := exec.CommandContext(ctx, "ps", "-ww", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	return string(out), err
}
