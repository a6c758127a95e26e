package batch

import (
	"context"
	"fmt"
	"iter"
	"sync"

	"golang.org/x/sync/semaphore"

	"newsgraph/extract/read"
	"newsgraph/extract/text"
)

// What is in memory at a time is bounded by a window over the input: so many
// items for each worker, and so many bytes of them in all. The window is wide, so
// that one long article does not let the other workers wait for its turn, and
// what waits in it is a document's bytes rather than its tree.
const (
	windowItems = 64       // for each worker
	windowBytes = 16 << 20 // of input; documents are some four times as long as their articles
	itemCost    = 1 << 10  // bytes that even the smallest item is counted as
)

// item is an item with how much of the input's files had been read when it was
// cut out of them.
type item struct {
	*read.Item
	read int64
}

// Article is that of read.Item.
func (it item) Article() (a *text.Article, err error) {
	defer guard(&err)
	return it.Item.Article()
}

// guard makes an error of a panic: a fault of the program costs the article that
// it happens on, not the run.
func guard(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("the program failed on it: %v", p)
	}
}

// items cuts the whole input into items.
func (b *Batch) items(ctx context.Context) iter.Seq[item] {
	return func(yield func(item) bool) {
		o := b.Read
		o.Consumed = new(int64)
		for it := range read.Items(ctx, b.Paths, o) {
			if !yield(item{it, *o.Consumed}) {
				return
			}
		}
	}
}

// inOrder calls work on each item, several at a time, and yields the results in
// the order of the items. All work has ended when the loop over it has; where that
// ends early, items may still wait for input, as on a terminal, and yields no more.
func inOrder[T any](ctx context.Context, jobs int, items func(context.Context) iter.Seq[item], work func(item) T) iter.Seq2[item, T] {
	type ticket struct {
		item item
		cost int64
		made chan T
	}
	return func(yield func(item, T) bool) {
		ctx, stop := context.WithCancel(ctx)
		var workers sync.WaitGroup
		defer workers.Wait()
		defer stop()

		window := semaphore.NewWeighted(windowBytes)
		queue, order := make(chan ticket, jobs), make(chan ticket, windowItems*jobs)
		go func() {
			defer close(order)
			defer close(queue)
			for it := range items(ctx) {
				t := ticket{it, min(it.Bytes+itemCost, windowBytes), make(chan T, 1)}
				if window.Acquire(ctx, t.cost) != nil || !send(ctx, order, t) || !send(ctx, queue, t) {
					return
				}
			}
		}()
		for range jobs {
			workers.Go(func() {
				for {
					t, ok := receive(ctx, queue)
					if !ok {
						return
					}
					t.made <- work(t.item)
				}
			})
		}
		for {
			t, ok := receive(ctx, order)
			if !ok {
				return
			}
			made, ok := receive(ctx, t.made)
			if !ok || !yield(t.item, made) {
				return
			}
			window.Release(t.cost)
		}
	}
}

// send and receive are false when ctx is done; receive also at the end of c.
func send[T any](ctx context.Context, c chan<- T, v T) bool {
	select {
	case c <- v:
		return true
	case <-ctx.Done():
		return false
	}
}

func receive[T any](ctx context.Context, c <-chan T) (v T, ok bool) {
	select {
	case v, ok = <-c:
		return v, ok
	case <-ctx.Done():
		return v, false
	}
}
