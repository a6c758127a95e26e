package neo4j

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"newsgraph/graph"
	"newsgraph/graph/neo4j/local"
	"newsgraph/graph/neo4j/neo4jtest"
)

var (
	kills     = flag.Int("kills", 20, "how often the fault test kills a loader or a server")
	faultSeed = flag.Uint64("fault-seed", 1, "what the fault test draws its moments from")
)

// Killed loaders, killed and stopped servers and cut connections, at random
// moments, leave the graph of an unbroken load. A load is 30 batches long, so
// that the moments fall into all of its parts. The long run:
//
//	go test ./graph/neo4j -run TestFaults -v -kills 200 -timeout 2h
func TestFaults(t *testing.T) {
	records := generate(6, size{articles: 200, nodes: 400, edges: 600, statements: 900, mentions: 900})
	f := newFaultTest(t, records)
	inflicted := map[string]int{}
	for _, fault := range f.plan(*kills) {
		f.awaitMoment()
		t.Logf("%s after %d batches of its loader", fault.name, f.loader.batches)
		fault.inflict()
		inflicted[fault.name]++
	}
	f.finish()
	t.Logf("seed %d: %v in %d loads, of which %d loaders went on where another had ended", *faultSeed, inflicted, f.loads, f.resumed)
	if f.resumed == 0 {
		t.Error("no loader went on where another had ended")
	}
}

// faultTest is a server, a network and a loader that can be hurt.
type faultTest struct {
	t       *testing.T
	rng     *rand.Rand
	records []*graph.Record
	file    string // of the records
	server  *local.Server
	account neo4jtest.Server
	proxy   *proxy
	loader  *loaderProcess
	loads   int // that were brought to their end
	resumed int // loaders that went on where another had ended
}

type fault struct {
	name    string
	inflict func()
}

func newFaultTest(t *testing.T, records []*graph.Record) *faultTest {
	f := &faultTest{t: t, rng: rand.New(rand.NewPCG(*faultSeed, 0)), records: records, file: filepath.Join(t.TempDir(), "graph.ndjson")}
	if err := os.WriteFile(f.file, []byte(text(t, records)), 0o600); err != nil {
		t.Fatal(err)
	}
	f.server, f.account = neo4jtest.OpenLocal(t)
	f.proxy = newProxy(t, strings.TrimPrefix(f.account.URI, "bolt://"))
	f.loader = f.startLoader()
	t.Cleanup(func() { f.loader.kill() })
	return f
}

// plan mixes n kills, with other faults between them. A server takes long to
// come back, so it is hurt less often than the loader.
func (f *faultTest) plan(n int) []fault {
	loaderKilled := fault{"loader killed", func() {
		f.loader.kill()
		f.countResumed()
		f.loader = f.startLoader()
	}}
	serverKilled := fault{"server killed", func() { f.restart(killServer) }}
	serverStopped := fault{"server stopped", func() { f.restart(stopServer) }}
	connectionsCut := fault{"connections cut", f.proxy.cut}
	var plan []fault
	for i := range n {
		if i%6 == 0 {
			plan = append(plan, serverKilled)
		} else {
			plan = append(plan, loaderKilled)
		}
		if i%3 == 1 {
			plan = append(plan, connectionsCut)
		}
		if i%40 == 2 {
			plan = append(plan, serverStopped)
		}
	}
	f.rng.Shuffle(len(plan), func(i, j int) { plan[i], plan[j] = plan[j], plan[i] })
	return plan
}

// killServer returns when the server is gone.
func killServer(ctx context.Context, s *local.Server) error {
	st, running, err := s.Status(ctx)
	if err != nil {
		return err
	}
	p, err := os.FindProcess(st.PID)
	if err != nil {
		return err
	}
	if err := p.Kill(); err != nil {
		return err
	}
	for ; running && err == nil; time.Sleep(10 * time.Millisecond) {
		_, running, err = s.Status(ctx)
	}
	return err
}

func stopServer(ctx context.Context, s *local.Server) error { return s.Stop(ctx) }

// restart ends the server in some way and starts it again.
func (f *faultTest) restart(end func(context.Context, *local.Server) error) {
	f.t.Helper()
	if err := end(f.t.Context(), f.server); err != nil {
		f.t.Fatal(err)
	}
	st, err := f.server.Start(f.t.Context())
	if err != nil {
		f.t.Fatal(err)
	}
	f.account.URI = st.URI()
	f.proxy.retarget(strings.TrimPrefix(f.account.URI, "bolt://"))
}

// awaitMoment lets the loader go on for a random while. Where the load ends
// before, it is checked and another one begins.
func (f *faultTest) awaitMoment() {
	f.t.Helper()
	for range f.rng.IntN(30) {
		if !f.loader.awaitBatch() {
			f.check()
			f.empty()
			f.loader = f.startLoader()
		}
	}
	time.Sleep(time.Duration(f.rng.IntN(100)) * time.Millisecond)
}

// finish lets the last load come to its end.
func (f *faultTest) finish() {
	f.t.Helper()
	for f.loader.awaitBatch() {
	}
	f.check()
}

// check compares the database with that of an unbroken load: with its records
// and, as these cannot show what is there twice, with its counts.
func (f *faultTest) check() {
	f.t.Helper()
	if f.loader.err != nil {
		f.t.Fatalf("the loader gave up: %v\n%s", f.loader.err, f.loader.said.String())
	}
	f.loads++
	f.countResumed()
	db := connect(f.t, f.account)
	if got, want := dump(f.t, db), text(f.t, f.records); got != want {
		f.t.Fatal("the graph is not that of an unbroken load:\n" + firstDifference(got, want))
	}
	nodes, relationships := 0, 0
	for _, r := range f.records {
		switch {
		case r.Article != nil, r.Node != nil:
			nodes++
		case r.Edge != nil:
			nodes++ // its Claim
			relationships += 3
		default:
			relationships++
		}
	}
	if n := query(f.t, db, "MATCH (n) WHERE NOT n:Newsgraph RETURN count(n)", nil); n != int64(nodes) {
		f.t.Fatalf("there are %v nodes, an unbroken load makes %d", n, nodes)
	}
	if n := query(f.t, db, "MATCH ()-[r]->() RETURN count(r)", nil); n != int64(relationships) {
		f.t.Fatalf("there are %v relationships, an unbroken load makes %d", n, relationships)
	}
}

func (f *faultTest) countResumed() {
	if f.loader.skipped > 0 {
		f.resumed++
	}
}

func (f *faultTest) empty() {
	f.t.Helper()
	query(f.t, connect(f.t, f.account), "MATCH (n) DETACH DELETE n", nil)
}

// A slow network only makes a load slow.
func TestSlowNetwork(t *testing.T) {
	account := neo4jtest.Open(t)
	network := newProxy(t, strings.TrimPrefix(account.URI, "bolt://"))
	network.delay(50 * time.Millisecond)
	account.URI = network.uri()
	db := connect(t, account)
	records := generate(7, size{articles: 20, nodes: 60, edges: 100, statements: 150, mentions: 200})
	load(t, db, records, LoadOptions{})
	if got, want := dump(t, db), text(t, records); got != want {
		t.Error("the graph is not that of an unbroken load:\n" + firstDifference(got, want))
	}
}

// A server that is silent, with its connections open, is given up in time; when
// it speaks again, a second load ends the first.
func TestSilentServer(t *testing.T) {
	account := neo4jtest.Open(t)
	network := newProxy(t, strings.TrimPrefix(account.URI, "bolt://"))
	account.URI = network.uri()
	db := connect(t, account)
	records := generate(7, small)
	load(t, db, records[:500], LoadOptions{})
	db.config.Patience = 3 * time.Second
	waits := 0
	db.config.Waiting = func(error, time.Duration, time.Duration) { waits++ }

	network.delay(10 * time.Second)
	start := time.Now()
	_, err := db.Load(t.Context(), stream(records), LoadOptions{})
	if err == nil || !strings.Contains(err.Error(), "gave up after") {
		t.Errorf("got %v", err)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("it took %v to give up, with a patience of 3 s", took)
	}
	if waits == 0 {
		t.Error("nothing was said of waiting")
	}

	network.delay(0)
	network.cut()
	load(t, connect(t, account), records, LoadOptions{})
	if got, want := dump(t, connect(t, account)), text(t, records); got != want {
		t.Error("the graph is not that of an unbroken load:\n" + firstDifference(got, want))
	}
}

// Whoever is not let in learns why at once, and no message has the password.
func TestRefused(t *testing.T) {
	account := neo4jtest.Open(t)
	db := connect(t, account)
	const password = "initial-Pa55word"
	query(t, db, "CREATE OR REPLACE USER latecomer SET PLAINTEXT PASSWORD $password CHANGE REQUIRED", map[string]any{"password": password})
	defer query(t, db, "DROP USER latecomer", nil)
	for _, c := range []struct{ name, user, password, want string }{
		{"wrong", account.User, "wrong-Pa55word", "refuses user"},
		{"expired", "latecomer", password, "has expired"},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			_, err := Open(t.Context(), Config{URI: account.URI, User: c.user, Password: c.password})
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), c.password) {
				t.Errorf("got %v", err)
			}
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("it took %v to say so", took)
			}
		})
	}
	if _, err := Open(t.Context(), Config{URI: account.URI, User: account.User, Password: account.Password, Database: "elsewhere"}); err == nil || !strings.Contains(err.Error(), `no database "elsewhere"`) {
		t.Errorf("of a missing database it says %v", err)
	}
	if text := fmt.Sprintf("%v %+v %#v", db.config, db.config, db.config); strings.Contains(text, account.Password) {
		t.Error("a config that is printed shows the password")
	}
}

// An address where nobody listens is more likely a mistake than an outage. All
// of Neo4j's schemes are understood, and no message has the password.
func TestNobodyListens(t *testing.T) {
	const password = "secret-Pa55word"
	for uri, want := range map[string]string{
		"bolt://127.0.0.1:1":                      "newsgraph db start",
		"neo4j://127.0.0.1:1":                     "newsgraph db start",
		"bolt+s://127.0.0.1:1":                    "newsgraph db start",
		"bolt+ssc://127.0.0.1:1":                  "newsgraph db start",
		"neo4j+s://127.0.0.1:1":                   "newsgraph db start",
		"neo4j+ssc://127.0.0.1:1":                 "newsgraph db start",
		"http://127.0.0.1:1":                      "http",
		"bolt://neo4j:" + password + "@127.0.0.1": "given apart",
		"bolt://neo4j:" + password + "@[::1":      "given apart",
	} {
		start := time.Now()
		_, err := Open(t.Context(), Config{URI: uri, User: "neo4j", Password: password})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), password) {
			t.Errorf("%s: got %v", uri, err)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: it took %v to say so", uri, took)
		}
	}
}

// loaderProcess is a process of its own that loads a file.
type loaderProcess struct {
	command *exec.Cmd
	lines   *bufio.Scanner // one for each batch that was acknowledged
	said    *strings.Builder
	batches int
	skipped int // records that an earlier loader had written
	ended   bool
	err     error // of its end
}

// The variables that make a test binary a loader.
const (
	loaderFile     = "NEWSGRAPH_LOADER_FILE"
	loaderURI      = "NEWSGRAPH_LOADER_URI"
	loaderPassword = "NEWSGRAPH_LOADER_PASSWORD"
	loaderBatch    = "NEWSGRAPH_LOADER_BATCH"
)

func TestMain(m *testing.M) {
	if file := os.Getenv(loaderFile); file != "" {
		if err := beLoader(file); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func beLoader(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	batch, err := strconv.Atoi(os.Getenv(loaderBatch))
	if err != nil {
		return err
	}
	if batch > 0 {
		saveEvery = 5 * batch
	}
	ctx := context.Background()
	db, err := Open(ctx, Config{
		URI: os.Getenv(loaderURI), User: local.User, Password: os.Getenv(loaderPassword),
		Waiting: func(cause error, waited, patience time.Duration) { fmt.Fprintln(os.Stderr, waited, cause) },
	})
	if err != nil {
		return err
	}
	defer db.Close(ctx)
	_, err = db.Load(ctx, graph.Records(f, file), LoadOptions{Batch: batch, Input: file, Progress: func(s LoadStats) { fmt.Println(s.Skipped) }})
	fmt.Fprintf(os.Stderr, "peak memory %.0f MB\n", peakMemory())
	return err
}

func (f *faultTest) startLoader() *loaderProcess {
	f.t.Helper()
	return startLoader(f.t, f.file, f.proxy.uri(), f.account.Password, 100)
}

// startLoader loads a file in a process of its own. A batch of 0 is the usual one.
func startLoader(t testing.TB, file, uri, password string, batch int) *loaderProcess {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &loaderProcess{command: exec.Command(self), said: new(strings.Builder)}
	p.command.Env = append(os.Environ(), loaderFile+"="+file, loaderURI+"="+uri, loaderPassword+"="+password, loaderBatch+"="+strconv.Itoa(batch))
	p.command.Stderr = p.said
	out, err := p.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.lines = bufio.NewScanner(out)
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	return p
}

// awaitBatch waits for the next batch to be acknowledged. It is false when the
// loader has ended instead.
func (p *loaderProcess) awaitBatch() bool {
	if p.ended {
		return false
	}
	if p.lines.Scan() {
		p.batches++
		p.skipped, _ = strconv.Atoi(p.lines.Text())
		return true
	}
	p.ended, p.err = true, p.command.Wait()
	return false
}

func (p *loaderProcess) kill() {
	if p.ended {
		return
	}
	p.ended = true
	p.command.Process.Kill()
	p.command.Wait()
}
