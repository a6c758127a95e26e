package neo4j

import (
	"context"
	"iter"
	"sync"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"newsgraph/graph"
)

// LoadOptions say how to load. The zero value loads what changed.
type LoadOptions struct {
	Batch  int  // records in a transaction; 0 is 5,000
	Jobs   int  // transactions at a time; 0 is 2
	Repair bool // write all anew, even what the hashes say is there
	Prune  bool // remove what the records do not state

	// Input identifies what is loaded, such as by its hash. A load of the same
	// input that was interrupted goes on where all before was acknowledged;
	// "" always begins at the beginning.
	Input string

	// Progress is told now and then how far the load is; it may be nil.
	Progress func(LoadStats)
}

// LoadStats counts what a load did.
type LoadStats struct {
	Kinds        [kinds]Counts
	Skipped      int // records that an interrupted load of the same input had written
	Placeholders int // nodes in the database that relationships name but no record has described
	Pruned       [kinds]int
}

// Records is how many records were dealt with.
func (s LoadStats) Records() int {
	n := s.Skipped
	for _, c := range s.Kinds {
		n += c.Created + c.Updated + c.Unchanged
	}
	return n
}

// Load writes records into the database. They may come in any order; in the
// order of a merged graph no node needs a second look. Records are read no
// faster than they are written.
func (db *DB) Load(ctx context.Context, records iter.Seq2[*graph.Record, error], opts LoadOptions) (LoadStats, error) {
	if opts.Batch == 0 {
		opts.Batch = 5000
	}
	if opts.Jobs == 0 {
		opts.Jobs = 2
	}
	if err := db.MakeSchema(ctx); err != nil {
		return LoadStats{}, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	l := &loader{LoadOptions: opts, db: db, cancel: cancel, jobs: make(chan job), seen: new(seen)}
	var err error
	if l.stats.Skipped, err = db.beginJournal(ctx, opts); err != nil {
		return LoadStats{}, err
	}
	for range opts.Jobs {
		l.workers.Go(func() { l.work(ctx) })
	}
	err = l.read(ctx, records)
	close(l.jobs)
	l.workers.Wait()
	if cause := context.Cause(ctx); cause != nil {
		err = cause // what came after it is its echo
	}
	if err != nil {
		return l.stats, err
	}
	if opts.Prune {
		if l.stats.Pruned, err = db.prune(ctx, l.seen); err != nil {
			return l.stats, err
		}
	}
	if err := db.recountMarked(ctx); err != nil {
		return l.stats, err
	}
	if err := db.endJournal(ctx); err != nil {
		return l.stats, err
	}
	l.stats.Placeholders, err = db.placeholders(ctx)
	return l.stats, err
}

// loader is one load: a reader fills batches, workers write them.
type loader struct {
	LoadOptions
	db      *DB
	cancel  context.CancelCauseFunc
	jobs    chan job
	workers sync.WaitGroup
	flying  sync.WaitGroup // jobs that were sent and are not done
	buffers [kinds]job
	latest  Kind // of the jobs that fly
	seen    *seen
	settled settled

	mu      sync.Mutex
	stats   LoadStats
	journal journal
}

// job is a batch on its way.
type job struct {
	kind        Kind
	first, last int // numbers of its records, from 1
	elements    []element
}

// read makes batches of the records and sends them to the workers.
func (l *loader) read(ctx context.Context, records iter.Seq2[*graph.Record, error]) error {
	n := 0
	for r, err := range records {
		if err != nil {
			return err
		}
		e, err := elementOf(r)
		if err != nil {
			return err
		}
		if l.Prune {
			l.seen.add(e.kind, e.id)
		}
		if n++; n <= l.stats.Skipped {
			continue
		}
		b := &l.buffers[e.kind]
		if len(b.elements) == 0 {
			*b = job{kind: e.kind, first: n, elements: make([]element, 0, l.Batch)}
			l.begin(*b)
		}
		b.last = n
		b.elements = append(b.elements, e)
		if len(b.elements) == l.Batch {
			if err := l.flush(ctx, e.kind); err != nil {
				return err
			}
		}
	}
	if err := l.flush(ctx, Mentions); err != nil {
		return err
	}
	l.flying.Wait()
	return ctx.Err()
}

// flush sends the batches of all kinds up to one, in the order of the kinds.
// Only jobs of one kind fly together: nodes are there before relationships, and
// no transaction that changes a node meets one that ties it.
func (l *loader) flush(ctx context.Context, last Kind) error {
	for kind := range last + 1 {
		if len(l.buffers[kind].elements) == 0 {
			continue
		}
		if kind != l.latest {
			l.flying.Wait()
			l.latest = kind
		}
		l.flying.Add(1)
		select {
		case l.jobs <- l.buffers[kind]:
			l.buffers[kind] = job{}
		case <-ctx.Done():
			l.flying.Done()
			return ctx.Err()
		}
	}
	return nil
}

// work writes batches until there are no more or one fails.
func (l *loader) work(ctx context.Context) {
	for j := range l.jobs {
		done, err := l.db.writeBatch(ctx, j.kind, j.elements, l.LoadOptions, &l.settled)
		if err == nil {
			err = l.end(ctx, j, done)
		}
		if err != nil {
			l.cancel(err)
		}
		l.flying.Done()
	}
}

func (l *loader) begin(j job) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.journal.begin(j)
}

func (l *loader) end(ctx context.Context, j job, done Counts) error {
	l.mu.Lock()
	l.stats.Kinds[j.kind].add(done)
	position, due := l.journal.end(j)
	if l.Progress != nil {
		l.Progress(l.stats)
	}
	l.mu.Unlock()
	if !due {
		return nil
	}
	return l.db.saveJournal(ctx, position)
}

// Nodes counts the nodes of the database, ours or not.
func (db *DB) Nodes(ctx context.Context) (int, error) {
	return db.count(ctx, "MATCH (n) WITH count(n) AS n RETURN n - COUNT { (:Newsgraph) }")
}

// placeholders counts the nodes that no record has described.
func (db *DB) placeholders(ctx context.Context) (int, error) {
	return db.count(ctx, "MATCH (p:"+placeholder+") RETURN count(p)")
}

func (db *DB) count(ctx context.Context, cypher string) (n int, err error) {
	err = db.scan(ctx, func(tx driver.ManagedTransaction) error {
		return run(ctx, tx, cypher, nil, func(row []any) error {
			n = int(row[0].(int64))
			return nil
		})
	})
	return n, err
}
