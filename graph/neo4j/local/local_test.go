package local_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"newsgraph/graph/neo4j/local"
	"newsgraph/graph/neo4j/neo4jtest"
)

// The whole life of a server: data survives stop and start, not reset.
func TestServer(t *testing.T) {
	server, s := neo4jtest.OpenLocal(t)
	ctx := t.Context()

	info, err := os.Stat(server.PasswordFile())
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the password file has mode %v", info.Mode())
	}
	conf, err := os.ReadFile(server.Home + "/conf/neo4j.conf")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(conf), "server.default_listen_address=127.0.0.1\n") {
		t.Errorf("the server does not listen on 127.0.0.1 only:\n%s", conf)
	}

	query(t, s, "CREATE (:Survivor)")
	again, err := server.Start(ctx)
	if err != nil || again.URI() != s.URI {
		t.Fatalf("a second Start gives %v, %v", again, err)
	}
	if err := server.Stop(ctx); err != nil {
		t.Fatal(err)
	}
	if _, running, err := server.Status(ctx); running || err != nil {
		t.Fatalf("after Stop: running %v, %v", running, err)
	}
	if err := server.Stop(ctx); err != nil {
		t.Fatalf("a second Stop: %v", err)
	}
	st, err := server.Start(ctx)
	if err != nil {
		t.Fatal(err)
	}
	s.URI = st.URI()
	if n := query(t, s, "MATCH (n:Survivor) RETURN count(n)"); n != 1 {
		t.Errorf("%d of 1 nodes survived", n)
	}
	if err := server.Reset(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := server.Password(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("after Reset the password reads with %v", err)
	}
	if _, err := os.Stat(server.Home + "/data"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("after Reset the data is there: %v", err)
	}
}

func query(t *testing.T, s neo4jtest.Server, cypher string) int64 {
	t.Helper()
	ctx := context.Background()
	driver, err := neo4j.NewDriverWithContext(s.URI, neo4j.BasicAuth(s.User, s.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer driver.Close(ctx)
	result, err := neo4j.ExecuteQuery(ctx, driver, cypher, nil, neo4j.EagerResultTransformer)
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Records) == 0 {
		return 0
	}
	return result.Records[0].Values[0].(int64)
}

func TestUnknownBackend(t *testing.T) {
	server := &local.Server{Home: t.TempDir(), Backend: "podman"}
	if _, err := server.Start(t.Context()); err == nil || !strings.Contains(err.Error(), `"podman"`) {
		t.Errorf("got %v", err)
	}
}

func TestMissingTools(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Setenv("JAVA_HOME", "")
	server := &local.Server{Home: t.TempDir(), Cache: t.TempDir()}
	_, err := server.Start(t.Context())
	if !errors.Is(err, local.ErrMissing) || !strings.Contains(err.Error(), "Java 17") {
		t.Errorf("got %v", err)
	}
}
