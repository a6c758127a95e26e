package neo4j

import (
	"crypto/tls"
	"io"
	"net"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"newsgraph/graph/neo4j/neo4jtest"
)

// +ssc takes any certificate, +s only one that is trusted, and says so at once
// where there is another or none.
func TestTLS(t *testing.T) {
	account := neo4jtest.Open(t)
	plain := strings.TrimPrefix(account.URI, "bolt://")
	encrypted := encrypt(t, plain)
	for uri, want := range map[string]string{
		"bolt+ssc://" + encrypted: "",
		"bolt+s://" + encrypted:   "certificate is not trusted",
		"neo4j+s://" + encrypted:  "certificate is not trusted",
		"bolt+s://" + plain:       "or it has none",
		"bolt+ssc://" + plain:     "or it has none",
	} {
		start := time.Now()
		db, err := Open(t.Context(), Config{URI: uri, User: account.User, Password: account.Password})
		if err == nil {
			query(t, db, "RETURN 1", nil)
			db.Close(t.Context())
		}
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: got %v", uri, err)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: it took %v to say so", uri, took)
		}
	}
}

// encrypt listens with TLS, with a certificate that nobody trusts, for a server
// that has none.
func encrypt(t *testing.T, target string) (address string) {
	t.Helper()
	signed := httptest.NewTLSServer(nil)
	defer signed.Close()
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: signed.TLS.Certificates})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer client.Close()
				server, err := net.Dial("tcp", target)
				if err != nil {
					return
				}
				defer server.Close()
				go io.Copy(server, client)
				io.Copy(client, server)
			}()
		}
	}()
	return l.Addr().String()
}
