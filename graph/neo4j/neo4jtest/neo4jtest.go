// Package neo4jtest gives tests a real Neo4j.
//
// One server, started on first use, serves the tests of all packages: they take
// turns by a file lock, and each finds it without data. It runs from jars that Maven
// fetches once into the user's cache folder, and stops when it was idle for
// half a minute.
//
//	NEO4J_TEST_URI           use this server instead; the tests DELETE ALL DATA IN IT
//	NEO4J_TEST_USERNAME      its user, "neo4j" if unset
//	NEO4J_TEST_PASSWORD      its password
//	NEWSGRAPH_REQUIRE_NEO4J  set to 1, a server that cannot be had fails tests instead of skipping them
package neo4jtest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"newsgraph/graph/neo4j/local"
)

const (
	lockPoll = 100 * time.Millisecond
	idle     = 30 * time.Second // after which the watchdog stops the server

	// A database this big is faster made anew than emptied.
	tooBig = 50_000
)

// quickJVM has Java start sooner: tests end before the second compiler's work
// pays for itself, and the jars' bytes are checked already.
var quickJVM = []string{"-XX:TieredStopAtLevel=1", "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"}

// Server is where a test's Neo4j answers.
type Server struct {
	URI, User, Password string
}

// Open returns the test server, empty, for this test alone until it ends.
func Open(t testing.TB) Server {
	t.Helper()
	if uri := os.Getenv("NEO4J_TEST_URI"); uri != "" {
		s := Server{uri, cmp.Or(os.Getenv("NEO4J_TEST_USERNAME"), "neo4j"), os.Getenv("NEO4J_TEST_PASSWORD")}
		if _, err := s.empty(t.Context()); err != nil {
			t.Fatalf("NEO4J_TEST_URI: %v", err)
		}
		return s
	}
	_, s := OpenLocal(t)
	return s
}

// OpenLocal returns the test server as Open does, whatever NEO4J_TEST_URI says,
// and as one that the test may stop, kill, start and reset. With settings it is
// started anew; they last until it next stops.
func OpenLocal(t testing.TB, settings ...func(*local.Server)) (*local.Server, Server) {
	t.Helper()
	shared := sharedServer(t)
	take(t, shared)
	s, err := start(t.Context(), shared, settings)
	if errors.Is(err, local.ErrMissing) && os.Getenv("NEWSGRAPH_REQUIRE_NEO4J") != "1" {
		t.Skipf("no Neo4j to test with: %v", err)
	}
	if err != nil {
		t.Fatalf("no Neo4j to test with: %v", err)
	}
	return shared, s
}

func sharedServer(t testing.TB) *local.Server {
	t.Helper()
	cache, err := local.DefaultCache()
	if err != nil {
		t.Fatal(err)
	}
	return &local.Server{
		Home:     filepath.Join(cache, "neo4j-test"),
		Cache:    cache,
		Backend:  "java",
		BoltPort: local.AnyPort,
		HTTPPort: local.AnyPort,
		HeapMB:   512,
		PageMB:   64,
		JVM:      quickJVM,
		Progress: func(what string) { fmt.Fprintln(os.Stderr, "neo4jtest:", what); t.Log(what) },
	}
}

// take waits for this test's turn, which lasts until it ends.
func take(t testing.TB, shared *local.Server) {
	t.Helper()
	lock, err := turn(shared)
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := lock.TryLock(); err == nil && !ok {
		t.Log("waiting for another test's turn with Neo4j")
	}
	if _, err := lock.TryLockContext(t.Context(), lockPoll); err != nil {
		t.Fatalf("wait for the test Neo4j: %v", err)
	}
	t.Cleanup(func() {
		now := time.Now()
		if err := errors.Join(os.Chtimes(lock.Path(), now, now), lock.Unlock()); err != nil {
			t.Error(err)
		}
	})
}

// turn is the lock of whoever uses the shared server; its file's time is that
// of the last use.
func turn(shared *local.Server) (*flock.Flock, error) {
	if err := os.MkdirAll(shared.Home, 0o700); err != nil {
		return nil, err
	}
	return flock.New(filepath.Join(shared.Home, "turn.lock")), nil
}

// start returns the shared server, running, empty and watched.
func start(ctx context.Context, shared *local.Server, settings []func(*local.Server)) (Server, error) {
	_, running, err := shared.Status(ctx)
	switch {
	case err != nil:
	case !running:
		err = shared.Reset(ctx) // data of former runs only costs disk
	case len(settings) > 0:
		err = shared.Stop(ctx)
	}
	if err != nil {
		return Server{}, err
	}
	for _, set := range settings {
		set(shared)
	}
	s, err := started(ctx, shared)
	if err != nil {
		return Server{}, err
	}
	if err := watch(shared); err != nil {
		return Server{}, err
	}
	emptied, err := s.empty(ctx)
	if err != nil || emptied {
		return s, err
	}
	if err := shared.Reset(ctx); err != nil {
		return Server{}, err
	}
	return started(ctx, shared)
}

func started(ctx context.Context, server *local.Server) (Server, error) {
	st, err := server.Start(ctx)
	if err != nil {
		return Server{}, err
	}
	password, err := server.Password()
	return Server{st.URI(), local.User, password}, err
}

// empty deletes all data, unless there is too much of it. The schema stays:
// making it takes longer than most tests.
func (s Server) empty(ctx context.Context) (done bool, err error) {
	driver, err := neo4j.NewDriverWithContext(s.URI, neo4j.BasicAuth(s.User, s.Password, ""))
	if err != nil {
		return false, err
	}
	defer driver.Close(ctx)
	run := func(cypher string) (*neo4j.EagerResult, error) {
		return neo4j.ExecuteQuery(ctx, driver, cypher, nil, neo4j.EagerResultTransformer)
	}
	count, err := run("MATCH (n) RETURN count(n)")
	if err != nil {
		return false, err
	}
	if count.Records[0].Values[0].(int64) > tooBig {
		return false, nil
	}
	_, err = run("MATCH (n) DETACH DELETE n")
	return true, err
}
