package export

import (
	"iter"

	"newsgraph/graph"
)

// proofs joins edges with their statements in a second pass over the records,
// for both are sorted by the edge's id: memory holds one edge's statements.
type proofs struct {
	next func() (*graph.Record, error, bool)
	stop func()
	held *graph.StatementRecord
}

func newProofs(records Records) *proofs {
	next, stop := iter.Pull2(iter.Seq2[*graph.Record, error](func(yield func(*graph.Record, error) bool) {
		for r, err := range records {
			if (err != nil || r.Statement != nil) && !yield(r, err) {
				return
			}
		}
	}))
	return &proofs{next: next, stop: stop}
}

// of returns the statement that best shows an edge: the one with its quote, else
// the first. Edges must be asked for in their order.
func (p *proofs) of(e *graph.EdgeRecord) (*graph.StatementRecord, error) {
	var best *graph.StatementRecord
	for {
		if p.held == nil {
			r, err, ok := p.next()
			if err != nil {
				return nil, err
			}
			if !ok {
				return best, nil
			}
			p.held = r.Statement
		}
		switch {
		case p.held.Edge < e.ID:
		case p.held.Edge > e.ID:
			return best, nil
		case best == nil || best.Quote != e.Evidence && p.held.Quote == e.Evidence:
			best = p.held
		}
		p.held = nil
	}
}
