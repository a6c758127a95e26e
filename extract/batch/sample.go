package batch

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cespare/xxhash/v2"
)

// Sample chooses articles by a hash of their ids: the same ones in each run,
// wherever they stand, and a smaller sample is part of a larger one. The zero
// value takes all.
type Sample struct {
	Count int     // of ids, if not 0
	Share float64 // of all ids, if not 0
}

// ParseSample reads "500" or "2.5%". "" is the zero Sample.
func ParseSample(s string) (Sample, error) {
	if s == "" {
		return Sample{}, nil
	}
	if percent, ok := strings.CutSuffix(s, "%"); ok {
		if p, err := strconv.ParseFloat(percent, 64); err == nil && p > 0 && p <= 100 {
			return Sample{Share: p / 100}, nil
		}
	} else if n, err := strconv.Atoi(s); err == nil && n > 0 {
		return Sample{Count: n}, nil
	}
	return Sample{}, fmt.Errorf("%q is neither a number of articles, as 500, nor a share, as 2.5%%", s)
}

func hashID(id string) uint64 { return xxhash.Sum64String(id) }

// threshold returns the greatest hash of ids to take. A sample by count reads
// the whole input for it, without extracting anything.
func (b *Batch) threshold(ctx context.Context) (uint64, error) {
	switch {
	case b.Sample.Share > 0 && b.Sample.Share < 1:
		return uint64(b.Sample.Share * math.MaxUint64), nil
	case b.Sample.Count == 0:
		return math.MaxUint64, nil
	}
	least := make([]uint64, 0, 2*b.Sample.Count)
	shorten := func() {
		slices.Sort(least)
		least = slices.Compact(least)
		least = least[:min(len(least), b.Sample.Count)]
	}
	id := func(it item) *uint64 {
		a, _ := it.Article()
		if a == nil {
			return nil
		}
		h := hashID(a.ID)
		return &h
	}
	for _, h := range inOrder(ctx, b.Jobs, b.items, id) {
		if h == nil {
			continue
		}
		if least = append(least, *h); len(least) == cap(least) {
			shorten()
		}
	}
	if shorten(); len(least) < b.Sample.Count {
		return math.MaxUint64, ctx.Err()
	}
	return least[len(least)-1], ctx.Err()
}
