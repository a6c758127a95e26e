// Package neo4j keeps the merged graph in a Neo4j database: loads it, removes
// from it, compares it with its files, and asks it the questions of a library.
//
// The graph lies there twice. The map is what people browse: Entity nodes and
// one typed relationship for each fact. The record is what they cite: each
// Article STATES Claims, each with its quote, and MENTIONS entities. A fact's
// relationship and its Claim are written together and share their id.
//
// Every element has an id that is unique by a constraint, and a hash of what it
// should hold, so that writing again what is there costs one look-up. No word
// of an article ever becomes part of a Cypher statement: values are parameters,
// and labels, types and property names come from this program.
package neo4j

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
)

// Config says where a database is and who asks.
type Config struct {
	URI      string // bolt, neo4j, or either with +s or +ssc for TLS
	User     string
	Password string
	Database string        // "" is the user's home database
	Patience time.Duration // how long to wait for a database that fails or does not answer; 0 is two minutes

	// Waiting is told why work waits and for how long it has; it may be nil.
	Waiting func(cause error, waited, patience time.Duration)
}

// Format writes a config without its password.
func (c Config) Format(s fmt.State, _ rune) {
	fmt.Fprintf(s, "%s as %s, database %q", c.URI, c.User, c.Database)
}

// DB is an open database. It is safe for concurrent use.
type DB struct {
	config Config
	driver driver.DriverWithContext
}

// Open connects to a database and checks that it answers and can hold the graph.
func Open(ctx context.Context, c Config) (*DB, error) {
	if c.Patience == 0 {
		c.Patience = 2 * time.Minute
	}
	if u, err := url.Parse(c.URI); err != nil || u.User != nil {
		// Not shown: what stands in it may be secret.
		return nil, errors.New("the Neo4j URI is none, or has a user or password in it; it is like bolt://localhost:7687 or neo4j+s://example.org, and these are given apart")
	}
	d, err := driver.NewDriverWithContext(c.URI, driver.BasicAuth(c.User, c.Password, ""), func(dc *config.Config) {
		// The driver retries deadlocks and the like; outages are for retry.
		dc.MaxTransactionRetryTime = 5 * time.Second
		dc.UserAgent = "newsgraph"
	})
	if err != nil {
		return nil, fmt.Errorf("Neo4j URI %q: %w; it is like bolt://localhost:7687 or neo4j+s://example.org", c.URI, err)
	}
	db := &DB{c, d}
	if err := db.check(ctx); err != nil {
		return nil, errors.Join(err, d.Close(ctx))
	}
	return db, nil
}

// Close closes all connections.
func (db *DB) Close(ctx context.Context) error { return db.driver.Close(ctx) }

// oldest is the first version with all that the schema and the queries use.
var oldest = [2]int{5, 23}

func (db *DB) check(ctx context.Context) error {
	var info driver.ServerInfo
	err := db.retry(ctx, db.config.Patience/2, func(ctx context.Context) (err error) {
		if info, err = db.driver.GetServerInfo(ctx); nobodyListens(err) || noTLS(err) {
			return fatal{err} // more likely a mistake in the address than a restart
		}
		if err != nil {
			return err
		}
		// Only a query shows that the password has expired or the database is missing.
		_, err = driver.ExecuteQuery(ctx, db.driver, "RETURN 1", nil, driver.EagerResultTransformer,
			driver.ExecuteQueryWithDatabase(db.config.Database), driver.ExecuteQueryWithReadersRouting())
		return err
	})
	if err != nil {
		return err
	}
	return checkVersion(info.Agent())
}

var agentVersion = regexp.MustCompile(`^Neo4j/(\d+)\.(\d+)`)

func checkVersion(agent string) error {
	m := agentVersion.FindStringSubmatch(agent)
	if m == nil {
		return fmt.Errorf("the server calls itself %q, which is no Neo4j", agent)
	}
	major, _ := strconv.Atoi(m[1])
	minor, _ := strconv.Atoi(m[2])
	if major < oldest[0] || major == oldest[0] && minor < oldest[1] {
		return fmt.Errorf("the server is %s, but the graph needs Neo4j %d.%d or later", agent, oldest[0], oldest[1])
	}
	return nil
}

// explain says in one line what went wrong with the connection, and what to do.
func (db *DB) explain(err error) error {
	var refused *driver.Neo4jError
	var unreachable *driver.ConnectivityError
	switch {
	case errors.As(err, &refused) && strings.HasSuffix(refused.Code, ".CredentialsExpired"):
		return fmt.Errorf("the password of %s at %s has expired; change it with ALTER CURRENT USER SET PASSWORD: %w", db.config.User, db.config.URI, err)
	case rateLimited(err):
		return fmt.Errorf("%s takes no password of %q for a while, after wrong ones: %w", db.config.URI, db.config.User, err)
	case errors.As(err, &refused) && strings.HasPrefix(refused.Code, "Neo.ClientError.Security.") && db.config.Password == "":
		return fmt.Errorf("%s wants a password of user %q and none was given; set NEO4J_PASSWORD or --password-file: %w", db.config.URI, db.config.User, err)
	case errors.As(err, &refused) && strings.HasPrefix(refused.Code, "Neo.ClientError.Security."):
		return fmt.Errorf("%s refuses user %q or its password; set NEO4J_USERNAME and NEO4J_PASSWORD: %w", db.config.URI, db.config.User, err)
	case errors.As(err, &refused) && strings.HasSuffix(refused.Code, ".DatabaseNotFound"):
		return fmt.Errorf("%s has no database %q: %w", db.config.URI, db.config.Database, err)
	case errors.As(err, &refused) && cannotWrite(refused):
		return fmt.Errorf("the database at %s cannot write, often because its disk is full; make room, start it anew, and give the same command again: %w", db.config.URI, err)
	case noTLS(err):
		return fmt.Errorf("no TLS with %s: its certificate is not trusted here, or it has none; +ssc takes any certificate, a URI without +s asks for none: %w", db.config.URI, err)
	case errors.As(err, &unreachable):
		return fmt.Errorf("no Neo4j answers at %s; start one with newsgraph db start: %w", db.config.URI, err)
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("no answer from %s in time: %w", db.config.URI, err)
	}
	return err
}

// cannotWrite reports whether the server has stopped to write, which it first
// says of the transaction that fails, and then of all.
func cannotWrite(err *driver.Neo4jError) bool {
	return strings.HasSuffix(err.Code, ".TransactionLogError") || strings.HasSuffix(err.Code, ".ForbiddenOnReadOnlyDatabase") ||
		strings.Contains(err.Msg, "needs to be restarted")
}

// read runs work in a transaction that may only read.
func (db *DB) read(ctx context.Context, work func(driver.ManagedTransaction) error) error {
	return db.transact(ctx, driver.AccessModeRead, db.config.Patience/2, work)
}

// scan is read for work that grows with the database and may take its time.
func (db *DB) scan(ctx context.Context, work func(driver.ManagedTransaction) error) error {
	return db.transact(ctx, driver.AccessModeRead, unbounded, work)
}

// write runs work in a transaction, again if it must: work has to be idempotent.
func (db *DB) write(ctx context.Context, work func(driver.ManagedTransaction) error) error {
	return db.transact(ctx, driver.AccessModeWrite, db.config.Patience/2, work)
}

func (db *DB) transact(ctx context.Context, mode driver.AccessMode, limit time.Duration, work func(driver.ManagedTransaction) error) error {
	session := db.driver.NewSession(ctx, driver.SessionConfig{AccessMode: mode, DatabaseName: db.config.Database})
	defer session.Close(context.WithoutCancel(ctx))
	execute := session.ExecuteWrite
	if mode == driver.AccessModeRead {
		execute = session.ExecuteRead
	}
	return db.retry(ctx, limit, func(ctx context.Context) error {
		_, err := execute(ctx, func(tx driver.ManagedTransaction) (any, error) { return nil, work(tx) })
		return err
	})
}

// run runs one statement to its end and gives each row to row, which may be nil.
func run(ctx context.Context, tx driver.ManagedTransaction, cypher string, params map[string]any, row func([]any) error) error {
	result, err := tx.Run(ctx, cypher, params)
	if err != nil {
		return err
	}
	for result.Next(ctx) {
		if row == nil {
			continue
		}
		if err := row(result.Record().Values); err != nil {
			return err
		}
	}
	return result.Err()
}
