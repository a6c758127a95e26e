package neo4jtest

import (
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Each test finds the server empty, whatever the one before left.
func TestOpenIsEmpty(t *testing.T) {
	for _, name := range []string{"first", "second"} {
		t.Run(name, func(t *testing.T) {
			s := Open(t)
			driver, err := neo4j.NewDriverWithContext(s.URI, neo4j.BasicAuth(s.User, s.Password, ""))
			if err != nil {
				t.Fatal(err)
			}
			defer driver.Close(t.Context())
			count := func(cypher string) any {
				t.Helper()
				result, err := neo4j.ExecuteQuery(t.Context(), driver, cypher, nil, neo4j.EagerResultTransformer)
				if err != nil {
					t.Fatal(err)
				}
				return result.Records[0].Values[0]
			}
			if n := count("MATCH (n) RETURN count(n)"); n != int64(0) {
				t.Errorf("%d nodes are left of another test", n)
			}
			count("CREATE (n:LeftOver {id: 1}) RETURN n.id")
		})
	}
}
