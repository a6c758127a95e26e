package neo4j

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"newsgraph/graph/neo4j/neo4jtest"
)

// A server that can no longer write is waited for, then named as the reason;
// when there is room again and it was started anew, a second load ends the first.
func TestFullDisk(t *testing.T) {
	server, account := neo4jtest.OpenLocal(t)
	st, _, err := server.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	records := generate(7, small)
	db := connect(t, account)
	load(t, db, records[:500], LoadOptions{})
	db.config.Patience = 5 * time.Second

	// Writing beyond a file's first 64 KB fails, as on a full disk.
	if err := unix.Prlimit(st.PID, unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: 64 << 10, Max: 64 << 10}, nil); err != nil {
		t.Fatal(err)
	}
	_, err = db.Load(t.Context(), stream(records), LoadOptions{Batch: 500})
	if err == nil || !strings.Contains(err.Error(), "gave up after") || !strings.Contains(err.Error(), "disk is full") {
		t.Errorf("got %v", err)
	}
	if err := killServer(t.Context(), server); err != nil {
		t.Fatal(err)
	}
	if st, err = server.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	account.URI = st.URI()
	db = connect(t, account)
	load(t, db, records, LoadOptions{})
	if got, want := dump(t, db), text(t, records); got != want {
		t.Error("the graph is not that of an unbroken load:\n" + firstDifference(got, want))
	}
}
