package local

import (
	"context"
	"os"
	"os/exec"
	"strconv"
	"syscall"
)

// Detached lets a process outlive the console that it was started from.
func Detached() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}

// terminate kills: Windows has no SIGTERM, and Neo4j recovers from its log.
func terminate(p *os.Process) error { return p.Kill() }

func commandLine(ctx context.Context, pid int) (string, error) {
	out, err := exec.CommandContext(ctx, "powershell", "-NoProfile", "-Command",
		"(Get-CimInstance Win32_Process -Filter 'ProcessId="+strconv.Itoa(pid)+"').CommandLine").Output()
	return string(out), err
}
