package neo4jtest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"newsgraph/graph/neo4j/local"
)

// The watchdog is a test binary started once more with this variable set to the
// shared server's home. No test of a run knows that it is the last, so a
// process that outlives them all stops the server.
const watchdogHome = "NEWSGRAPH_NEO4J_WATCHDOG"

func init() {
	if home := os.Getenv(watchdogHome); home != "" {
		if err := guard(&local.Server{Home: home}); err != nil {
			fmt.Fprintln(os.Stderr, "neo4jtest: watchdog:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
}

// watch starts a watchdog; one that finds another at work ends at once.
func watch(shared *local.Server) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	// No pipes: go test waits for all who hold its output.
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), watchdogHome+"="+shared.Home)
	cmd.SysProcAttr = local.Detached()
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start the test server's watchdog: %w", err)
	}
	return cmd.Process.Release()
}

// guard stops the server when nobody has used it for a while.
func guard(shared *local.Server) error {
	only := flock.New(filepath.Join(shared.Home, "watchdog.lock"))
	if ok, err := only.TryLock(); !ok {
		return err
	}
	defer only.Unlock()
	lock, err := turn(shared)
	if err != nil {
		return err
	}
	for ; ; time.Sleep(time.Second) {
		free, err := lock.TryLock()
		if err != nil {
			return err
		}
		if !free {
			continue
		}
		if used, err := os.Stat(lock.Path()); err != nil || time.Since(used.ModTime()) > idle {
			return shared.Stop(context.Background())
		}
		if err := lock.Unlock(); err != nil {
			return err
		}
	}
}
