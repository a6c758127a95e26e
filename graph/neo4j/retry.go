package neo4j

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// retry runs work until it succeeds, fails for good, or has failed for longer
// than Patience. The driver's own retries end too early: a server that restarts
// needs up to twenty seconds, and a connection lost during a commit leaves open
// whether it was done, which only idempotent work done again can settle.
//
// Each attempt ends after limit: a server that hangs answers nothing and closes
// nothing. Of unbounded work the driver sees for itself when the server is silent.
func (db *DB) retry(ctx context.Context, limit time.Duration, work func(context.Context) error) error {
	start := time.Now()
	for pause := 100 * time.Millisecond; ; pause = min(2*pause, 5*time.Second) {
		attempt, cancel := context.WithTimeout(ctx, limit)
		err := work(attempt)
		cancel()
		waited := time.Since(start)
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case permanent(err):
			return db.explain(err)
		case waited+pause > db.config.Patience:
			return fmt.Errorf("gave up after %v: %w", waited.Round(time.Second), db.explain(err))
		}
		if db.config.Waiting != nil {
			db.config.Waiting(err, waited, db.config.Patience)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

// unbounded is a limit that nothing reaches.
const unbounded = time.Duration(math.MaxInt64)

// fatal is an error that doing the same again does not mend.
type fatal struct{ error }

func (f fatal) Unwrap() error { return f.error }

// nobodyListens reports whether a machine refused the connection, or has no
// address. A routing driver hands its cause on as text only.
func nobodyListens(err error) bool {
	return err != nil && slices.ContainsFunc([]string{"connection refused", "actively refused", "no such host"}, func(sign string) bool {
		return strings.Contains(err.Error(), sign)
	})
}

// noTLS reports whether a server has no certificate, or none that is trusted,
// where the URI asks for one. This too comes as text only.
func noTLS(err error) bool {
	return err != nil && slices.ContainsFunc([]string{"tls: ", "x509: ", "check that TLS is enabled"}, func(sign string) bool {
		return strings.Contains(err.Error(), sign)
	})
}

// rateLimited reports whether a server takes no password at the moment, because
// there were too many wrong ones; some seconds later it does.
func rateLimited(err error) bool {
	var refused *driver.Neo4jError
	return errors.As(err, &refused) && strings.HasSuffix(refused.Code, ".AuthenticationRateLimit")
}

// permanent reports whether doing the same again can only fail again.
func permanent(err error) bool {
	var limit *driver.TransactionExecutionLimit
	if errors.As(err, &limit) && len(limit.Errors) > 0 {
		return permanent(limit.Errors[len(limit.Errors)-1])
	}
	if errors.As(err, new(fatal)) {
		return true
	}
	if rateLimited(err) {
		return false
	}
	var usage *driver.UsageError
	var auth *driver.InvalidAuthenticationError
	if errors.As(err, &usage) || errors.As(err, &auth) || errors.Is(err, errShort) {
		return true
	}
	var refused *driver.Neo4jError
	if !errors.As(err, &refused) || !strings.HasPrefix(refused.Code, "Neo.ClientError.") {
		return false
	}
	switch strings.TrimPrefix(refused.Code, "Neo.ClientError.") {
	case "Schema.ConstraintValidationFailed": // another loader wrote it between our look and our write
		return false
	case "Transaction.TransactionTimedOut", "Transaction.TransactionTimedOutClientConfiguration":
		return false
	}
	return true
}
