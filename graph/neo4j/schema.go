package neo4j

import (
	"context"
	_ "embed"
	"fmt"
	"regexp"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// schemaVersion is counted up when schema.cypher changes or when older graphs
// have to be migrated.
const schemaVersion = 1

// migrations[v] brings a graph of schema version v to version v+1. Version 0 is
// a database without a graph.
var migrations = [schemaVersion]func(context.Context, *DB) error{
	0: func(context.Context, *DB) error { return nil },
}

//go:embed schema.cypher
var schemaCypher string

// MakeSchema makes the constraints and indexes that are missing, and brings a
// graph of an older version up to date. The loader calls it first.
func (db *DB) MakeSchema(ctx context.Context) error {
	version, err := db.schemaVersion(ctx)
	if err != nil {
		return err
	}
	if version > schemaVersion {
		return fmt.Errorf("the graph in the database has schema version %d, but this newsgraph knows only up to %d: use a newer one", version, schemaVersion)
	}
	missing, err := db.missingSchema(ctx)
	if err != nil {
		return err
	}
	// On a graph that was imported in bulk each takes a while.
	err = db.transact(ctx, driver.AccessModeWrite, unbounded, func(tx driver.ManagedTransaction) error {
		for _, statement := range missing {
			if err := run(ctx, tx, statement, nil, nil); err != nil {
				return fmt.Errorf("schema: %s: %w", statement, err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for ; version < schemaVersion; version++ {
		if err := migrations[version](ctx, db); err != nil {
			return fmt.Errorf("migrate the graph from schema version %d: %w", version, err)
		}
		if err := db.setMeta(ctx, map[string]any{"schema": version + 1}); err != nil {
			return err
		}
	}
	return db.scan(ctx, func(tx driver.ManagedTransaction) error {
		return run(ctx, tx, "CALL db.awaitIndexes($seconds)", map[string]any{"seconds": 24 * 60 * 60}, nil)
	})
}

var schemaName = regexp.MustCompile(`(?:CONSTRAINT|INDEX) (\w+) IF NOT EXISTS`)

// missingSchema are the statements whose constraints and indexes are not there:
// to ask once is faster than to have each say so. An index has the name of its
// constraint.
func (db *DB) missingSchema(ctx context.Context) (missing []string, err error) {
	there := map[string]bool{}
	err = db.read(ctx, func(tx driver.ManagedTransaction) error {
		return run(ctx, tx, "SHOW INDEXES YIELD name", nil, func(row []any) error {
			there[row[0].(string)] = true
			return nil
		})
	})
	for _, s := range schemaStatements() {
		if !there[schemaName.FindStringSubmatch(s)[1]] {
			missing = append(missing, s)
		}
	}
	return missing, err
}

// schemaStatements are those of schema.cypher, and one for each edge type.
func schemaStatements() []string {
	var statements []string
	for _, s := range strings.Split(schemaCypher, ";\n") {
		if s = strings.TrimSpace(s); s != "" {
			statements = append(statements, s)
		}
	}
	for _, t := range edgeTypes {
		statements = append(statements, fmt.Sprintf("CREATE CONSTRAINT %s_id IF NOT EXISTS FOR ()-[r:%s]-() REQUIRE r.id IS UNIQUE", strings.ToLower(t), t))
	}
	return statements
}

// The node of what is known about the graph as a whole: its schema version and
// the journal of its last load.
const meta = "(m:Newsgraph {id: 'graph'})"

func (db *DB) schemaVersion(ctx context.Context) (version int, err error) {
	err = db.read(ctx, func(tx driver.ManagedTransaction) error {
		return run(ctx, tx, "MATCH "+meta+" RETURN m.schema", nil, func(row []any) error {
			v, _ := row[0].(int64)
			version = int(v)
			return nil
		})
	})
	return version, err
}

func (db *DB) setMeta(ctx context.Context, properties map[string]any) error {
	return db.write(ctx, func(tx driver.ManagedTransaction) error {
		return run(ctx, tx, "MERGE "+meta+" SET m += $properties", map[string]any{"properties": properties}, nil)
	})
}
