package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// retry runs work until it succeeds, fails for good, or has failed for longer
// than Patience. The driver's own retries end too early: a server that restarts
// needs up to twenty seconds, and a connection lost during a commit leaves open
// whether it was done, which only idempotent work done again can settle.
func (db *DB) retry(ctx context.Context, work func(context.Context) error) error {
	start := time.Now()
	for pause := 100 * time.Millisecond; ; pause = min(2*pause, 5*time.Second) {
		// A server that hangs answers nothing and closes nothing.
		attempt, cancel := context.WithTimeout(ctx, db.config.Patience)
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

// permanent reports whether doing the same again can only fail again.
func permanent(err error) bool {
	var limit *driver.TransactionExecutionLimit
	if errors.As(err, &limit) && len(limit.Errors) > 0 {
		return permanent(limit.Errors[len(limit.Errors)-1])
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
