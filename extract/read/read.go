// Package read turns files into articles: plain text, JSON, CSV, HTML, feeds,
// web archives and news agencies' XML, compressed or in archives, from folders,
// globs and standard input. What a file is, its content says; its name is only a hint.
//
// Input is hostile until shown otherwise: every reader is bounded in memory by
// the size of one article, whatever the size of the file, and in time by the
// size of the file. What cannot be used becomes a Fault and reading goes on.
package read

import (
	"context"
	"io"
	"io/fs"
	"iter"

	"newsgraph/extract/text"
)

// DefaultMaxText is the length in bytes that texts are cut to: some 170,000
// words, which no article has.
const DefaultMaxText = 1 << 20

// Options say how to read. The zero value reads English from files.
type Options struct {
	// Fields maps an article's field (id, title, date, url, source, text,
	// dateline, language) to its name in JSON and CSV, with dots for nested
	// objects: {"text": "body.content"}. Fields not named go by their usual names.
	Fields    map[string]string
	Languages []string  // BCP 47 codes to read; nil for English, "any" for all
	Since     string    // first publication date, YYYY-MM-DD; "" for no limit
	Until     string    // last publication date
	MaxText   int       // longest text in bytes; 0 for DefaultMaxText
	Stdin     io.Reader // what the path "-" reads
	// Exclude names files and folders that are not read as part of a folder around
	// them, such as that of the results.
	Exclude []string
	// Consumed, if set, counts the bytes of files as Items reads them: against the
	// sizes of Files, how far the reading has come.
	Consumed *int64
}

// Item is one article to be, as cut out of its input. Items are cheap: what
// costs time, such as finding the article in a web page, waits for Article, so
// that many can be read at once.
type Item struct {
	Input    string
	Position string
	Bytes    int64 // about what the item takes in its input
	article  func() (*text.Article, error)
}

// Article reads the item. The error is a *Fault, or joins several: those that are
// Warnings come with the article, but for OpenQuote, which comes before it; any other fault comes
// alone. Article may be called by any goroutine, once.
func (it *Item) Article() (*text.Article, error) { return it.article() }

// Items yields the items of all paths in order: each path a file, a folder
// (read recursively, in the order of names), a glob or "-". It ends early when
// ctx is done.
func Items(ctx context.Context, paths []string, o Options) iter.Seq[*Item] {
	return func(yield func(*Item) bool) {
		r := reader{ctx: ctx, o: o.withDefaults(), yield: yield}
		for _, path := range paths {
			if r.stopped() {
				return
			}
			r.path(path)
		}
	}
}

// Articles yields the articles of all paths in order, each with the error of
// Item.Article.
func Articles(ctx context.Context, paths []string, o Options) iter.Seq2[*text.Article, error] {
	return func(yield func(*text.Article, error) bool) {
		for it := range Items(ctx, paths, o) {
			if !yield(it.Article()) {
				return
			}
		}
	}
}

func (o Options) withDefaults() *Options {
	if o.MaxText <= 0 {
		o.MaxText = DefaultMaxText
	}
	if len(o.Languages) == 0 {
		o.Languages = []string{"en"}
	}
	if o.Consumed == nil {
		o.Consumed = new(int64)
	}
	return &o
}

// reader walks the inputs of one call of Items.
type reader struct {
	ctx   context.Context
	o     *Options
	yield func(*Item) bool
	visit func(string, fs.FileInfo) // instead of reading files
	done  bool
}

func (r *reader) stopped() bool { return r.done || r.ctx.Err() != nil }

// emit yields an item and reports whether to go on.
func (r *reader) emit(it *Item) bool {
	if r.stopped() {
		return false
	}
	if !r.yield(it) {
		r.done = true
	}
	return !r.done
}

// reject yields an item that is a fault and reports whether to go on.
func (r *reader) reject(f *Fault) bool {
	return r.emit(&Item{Input: f.Input, Position: f.Position, article: func() (*text.Article, error) { return nil, f }})
}
