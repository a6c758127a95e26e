// Package local runs a Neo4j Community server for people who have none: by
// Docker Compose where an engine answers, else with Java from Neo4j's jars.
//
// A server's home folder holds its data, a generated password that only its
// owner can read, and server.json, which says how it runs. It listens on
// 127.0.0.1 only. Data survives Stop and Start.
package local

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
)

// AnyPort stands for any free port.
const AnyPort = -1

// User is the name of the server's only user.
const User = "neo4j"

const (
	lockPoll     = 200 * time.Millisecond
	startTimeout = 5 * time.Minute
	stopTimeout  = time.Minute
)

// Server is a local Neo4j; its zero value but for Home and Cache has the
// defaults of Neo4j's own ports and memory that suits a laptop.
type Server struct {
	Home      string       // folder of data, password and state
	Cache     string       // folder that jars are fetched into
	Backend   string       // "docker", "java", or "" for the first of the two that works
	BoltPort  int          // 0 for 7687 or, where that is taken, AnyPort
	HTTPPort  int          // 0 for 7474 or, where that is taken, AnyPort
	HeapMB    int          // of the Java backend; 0 for 1024
	PageMB    int          // page cache of the Java backend; 0 for 512
	JVM       []string     // further options of the Java backend's JVM
	ServeHTTP bool         // serve Browser and the HTTP API
	Progress  func(string) // told what takes long; may be nil

	// Pages makes files that the Java backend serves beside Browser, given the
	// address that they will have. Greeting are commands that Browser runs when
	// it has connected, given the same. Both may be nil.
	Pages    func(at string) (map[string][]byte, error)
	Greeting func(at string) string
}

// State says how a started server runs.
type State struct {
	Backend  string `json:"backend"` // docker or java
	PID      int    `json:"pid,omitempty"`
	BoltPort int    `json:"boltPort"`
	HTTPPort int    `json:"httpPort,omitempty"`
}

// URI is where drivers connect.
func (s State) URI() string { return fmt.Sprintf("bolt://127.0.0.1:%d", s.BoltPort) }

// BrowserURL is where Neo4j Browser opens, or "" if the server has no HTTP.
func (s State) BrowserURL() string {
	if s.HTTPPort == 0 {
		return ""
	}
	return fmt.Sprintf("http://127.0.0.1:%d/browser/", s.HTTPPort)
}

// PagesURL is where the server's own pages are served, or "" if it has no HTTP.
func (s State) PagesURL() string {
	if s.HTTPPort == 0 {
		return ""
	}
	return s.BrowserURL() + pages
}

// DefaultHome is the folder of the user's own local server: newsgraph/neo4j in
// the user's data folder.
func DefaultHome() (string, error) {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "newsgraph", "neo4j"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(home, ".local", "share", "newsgraph", "neo4j"), nil
}

// DefaultCache is the folder that jars are fetched into.
func DefaultCache() (string, error) {
	dir, err := os.UserCacheDir()
	return filepath.Join(dir, "newsgraph"), err
}

// Start starts the server, if it does not run, and returns when it answers.
func (s *Server) Start(ctx context.Context) (State, error) {
	unlock, err := s.lock(ctx)
	if err != nil {
		return State{}, err
	}
	defer unlock()
	if st, running, err := s.Status(ctx); err != nil || running {
		return st, err
	}
	password, err := s.makePassword()
	if err != nil {
		return State{}, err
	}
	st, err := s.launch(ctx, password)
	if err != nil {
		return State{}, err
	}
	if err := s.saveState(st); err != nil {
		return State{}, errors.Join(err, s.halt(ctx, st))
	}
	if err := s.await(ctx, st, password); err != nil {
		return State{}, errors.Join(err, s.halt(context.WithoutCancel(ctx), st))
	}
	return st, nil
}

// Status returns how the server runs or, if it does not run, ran last.
func (s *Server) Status(ctx context.Context) (st State, running bool, err error) {
	text, err := os.ReadFile(s.path("server.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return State{}, false, nil
	}
	if err != nil {
		return State{}, false, err
	}
	if err := json.Unmarshal(text, &st); err != nil {
		return State{}, false, fmt.Errorf("%s: %w", s.path("server.json"), err)
	}
	if st.Backend == backendDocker {
		running, err = s.dockerRuns(ctx)
		return st, running, err
	}
	return st, s.javaRuns(ctx, st.PID), nil
}

// Stop stops the server and returns when it has ended; the data stays.
func (s *Server) Stop(ctx context.Context) error {
	unlock, err := s.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	return s.stop(ctx)
}

func (s *Server) stop(ctx context.Context) error {
	st, running, err := s.Status(ctx)
	if err != nil || !running {
		return err
	}
	return s.halt(ctx, st)
}

// Reset stops the server and deletes its data and its password.
func (s *Server) Reset(ctx context.Context) error {
	unlock, err := s.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if err := s.stop(ctx); err != nil {
		return err
	}
	st, _, err := s.Status(ctx)
	if err != nil {
		return err
	}
	if st.Backend == backendDocker {
		if err := s.dockerDelete(ctx); err != nil {
			return err
		}
	}
	for _, name := range []string{"data", "logs", "run", "conf", "plugins", "web", "password", "server.json", composeFile} {
		if err := os.RemoveAll(s.path(name)); err != nil {
			return err
		}
	}
	return nil
}

// Password reads the generated password. It is fs.ErrNotExist before the first Start.
func (s *Server) Password() (string, error) {
	text, err := os.ReadFile(s.PasswordFile())
	return strings.TrimSpace(string(text)), err
}

// PasswordFile is the file that holds the generated password.
func (s *Server) PasswordFile() string { return s.path("password") }

func (s *Server) makePassword() (string, error) {
	password, err := s.Password()
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return password, err
	}
	password = rand.Text()
	return password, os.WriteFile(s.PasswordFile(), []byte(password+"\n"), 0o600)
}

// launch starts the first backend that works, without waiting for it to answer.
func (s *Server) launch(ctx context.Context, password string) (State, error) {
	backend := s.Backend
	if backend == "" {
		backend = backendJava
		if dockerAnswers(ctx) {
			backend = backendDocker
		}
	}
	st := State{Backend: backend}
	var err error
	if st.BoltPort, err = freePort(s.BoltPort, 7687); err != nil {
		return State{}, err
	}
	if s.ServeHTTP {
		if st.HTTPPort, err = freePort(s.HTTPPort, 7474); err != nil {
			return State{}, err
		}
	}
	switch backend {
	case backendDocker:
		return st, s.dockerStart(ctx, st, password)
	case backendJava:
		st.PID, err = s.javaStart(ctx, st, password)
		return st, err
	}
	return State{}, fmt.Errorf("no backend %q: it is docker or java", backend)
}

func (s *Server) halt(ctx context.Context, st State) error {
	if st.Backend == backendDocker {
		return s.dockerStop(ctx)
	}
	return s.javaStop(ctx, st.PID)
}

// await returns when the server lets the user in.
func (s *Server) await(ctx context.Context, st State, password string) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	driver, err := neo4j.NewDriverWithContext(st.URI(), neo4j.BasicAuth(User, password, ""),
		func(c *config.Config) { c.SocketConnectTimeout = time.Second })
	if err != nil {
		return err
	}
	defer driver.Close(ctx)
	gone := false // when last looked at
	for {
		err := driver.VerifyConnectivity(ctx)
		if err == nil {
			return nil
		}
		var refused *neo4j.Neo4jError
		if errors.As(err, &refused) && strings.HasSuffix(refused.Code, ".Unauthorized") {
			return fmt.Errorf("the server in %s does not take the password of %s: %w", s.Home, s.PasswordFile(), err)
		}
		_, running, statusErr := s.Status(ctx)
		if statusErr != nil {
			return statusErr
		}
		if !running && gone && ctx.Err() == nil { // once says nothing: a process has no command line while it is being loaded
			return fmt.Errorf("Neo4j ended while it started; its last words (all in %s):\n%s", s.consoleLog(), s.lastWords())
		}
		gone = !running
		select {
		case <-ctx.Done():
			return fmt.Errorf("Neo4j does not answer at %s: %w", st.URI(), err)
		case <-time.After(200 * time.Millisecond):
		}
	}
}

func (s *Server) saveState(st State) error {
	text, err := json.MarshalIndent(st, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(s.path("server.json"), append(text, '\n'), 0o600)
}

// lock keeps two processes from starting or stopping one server together.
func (s *Server) lock(ctx context.Context) (unlock func() error, err error) {
	if err := os.MkdirAll(s.Home, 0o700); err != nil {
		return nil, err
	}
	lock := flock.New(s.path("lock"))
	if _, err := lock.TryLockContext(ctx, lockPoll); err != nil {
		return nil, fmt.Errorf("wait for another start or stop of the server: %w", err)
	}
	return lock.Unlock, nil
}

func (s *Server) path(name ...string) string {
	return filepath.Join(append([]string{s.Home}, name...)...)
}

func (s *Server) progress(what string) {
	if s.Progress != nil {
		s.Progress(what)
	}
}

// freePort returns want; for 0 usual, if nothing listens there; else any free port.
func freePort(want, usual int) (int, error) {
	switch {
	case want == AnyPort:
		return listenable(0)
	case want != 0:
		return listenable(want)
	}
	if port, err := listenable(usual); err == nil {
		return port, nil
	}
	return listenable(0)
}

// listenable returns the port, or any for 0, if nothing listens there.
func listenable(port int) (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(port))
	if err != nil {
		return 0, fmt.Errorf("port %d: %w", port, err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
