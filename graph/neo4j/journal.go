package neo4j

import (
	"context"
	"maps"
	"slices"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// The journal of the last load stands in the database that it loads, so that
// both are always of one state: a database that was wiped or restored has the
// journal of its own data. It says which input is being loaded and up to which
// record all was acknowledged.

// saveEvery is how many records a load may have to look up again after it was
// interrupted. Tests save more often.
var saveEvery = 100_000

// journal knows which batches are begun and not acknowledged.
type journal struct {
	open   map[int]bool // by the number of their first record
	latest int          // last record of any batch that was acknowledged
	saved  int
}

func (j *journal) begin(b job) {
	if j.open == nil {
		j.open = map[int]bool{}
	}
	j.open[b.first] = true
}

// end notes that a batch was acknowledged and returns up to which record all
// are, and whether that is worth saving.
func (j *journal) end(b job) (position int, due bool) {
	delete(j.open, b.first)
	j.latest = max(j.latest, b.last)
	position = j.latest
	if len(j.open) > 0 {
		position = min(position, slices.Min(slices.Collect(maps.Keys(j.open)))-1)
	}
	if position-j.saved < saveEvery {
		return position, false
	}
	j.saved = position
	return position, true
}

// beginJournal opens the journal of a load and returns how many records it may
// skip: those that an interrupted load of the same input had written.
func (db *DB) beginJournal(ctx context.Context, opts LoadOptions) (skip int, err error) {
	var input string
	var position int64
	err = db.read(ctx, func(tx driver.ManagedTransaction) error {
		return run(ctx, tx, "MATCH "+meta+" RETURN m.loading, m.position", nil, func(row []any) error {
			input, _ = row[0].(string)
			position, _ = row[1].(int64)
			return nil
		})
	})
	if err != nil {
		return 0, err
	}
	if opts.Input == "" || opts.Repair || input != opts.Input {
		position = 0
	}
	return int(position), db.setMeta(ctx, map[string]any{"loading": opts.Input, "position": position})
}

func (db *DB) saveJournal(ctx context.Context, position int) error {
	return db.setMeta(ctx, map[string]any{"position": position})
}

// endJournal closes the journal. Whatever changes the graph otherwise than by a
// load has to close it too.
func (db *DB) endJournal(ctx context.Context) error {
	return db.setMeta(ctx, map[string]any{"loading": nil, "position": nil})
}
