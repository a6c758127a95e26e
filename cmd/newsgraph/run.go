package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/rs/zerolog/log"
	"github.com/urfave/cli/v2"

	"newsgraph/extract/read"
	"newsgraph/extract/text"
	"newsgraph/graph"
)

// runFlags are those of commands that read articles.
var runFlags = []cli.Flag{
	&cli.IntFlag{Name: "jobs", Value: runtime.GOMAXPROCS(0), Usage: "articles at a time; the result does not depend on it"},
	&cli.BoolFlag{Name: "strict", Usage: "stop at the first article that cannot be used"},
	&cli.StringSliceFlag{Name: "lang", Usage: "`LANGUAGE` to read, as en; any for all", Value: cli.NewStringSlice("en")},
	&cli.StringFlag{Name: "since", Usage: "leave out what was published before `DATE`, YYYY-MM-DD"},
	&cli.StringFlag{Name: "until", Usage: "leave out what was published after `DATE`"},
	&cli.StringSliceFlag{Name: "field", Usage: "where JSON has it under another name: `FIELD=NAME`, as text=body.content"},
}

// readOptions are the options of reading that the flags ask for.
func readOptions(c *cli.Context) (read.Options, error) {
	o := read.Options{Stdin: os.Stdin, Languages: c.StringSlice("lang"), Since: c.String("since"), Until: c.String("until"), Fields: make(map[string]string)}
	for _, flag := range []string{"since", "until"} {
		if d := c.String(flag); d != "" {
			if _, err := time.Parse(time.DateOnly, d); err != nil {
				return o, usagef("--%s %q is not a date as 2026-01-31", flag, d)
			}
		}
	}
	for _, f := range c.StringSlice("field") {
		field, name, ok := strings.Cut(f, "=")
		if !ok || name == "" || !slices.Contains(read.Fields(), field) {
			return o, usagef("--field %q is not FIELD=NAME with one of the fields %s", f, strings.Join(read.Fields(), ", "))
		}
		o.Fields[field] = name
	}
	return o, nil
}

// batch reads articles and makes documents of them, in the order of the input.
type batch struct {
	extract    func(*text.Article) (*graph.Document, error)
	paths      []string
	jobs       int
	strict     bool
	options    read.Options
	quarantine *bufio.Writer
	file       *os.File
	done, bad  int
	skipped    int
}

func newBatch(c *cli.Context, extract func(*text.Article) (*graph.Document, error), paths []string, quarantine string) (*batch, error) {
	if c.Int("jobs") < 1 {
		return nil, usagef("--jobs is 1 or more")
	}
	options, err := readOptions(c)
	if err != nil {
		return nil, err
	}
	r := &batch{extract: extract, paths: paths, jobs: c.Int("jobs"), strict: c.Bool("strict"), options: options}
	if quarantine != "" {
		f, err := os.Create(quarantine)
		if err != nil {
			return nil, err
		}
		r.file, r.quarantine = f, bufio.NewWriter(f)
	}
	return r, nil
}

func (r *batch) close() {
	if r.file != nil {
		_ = r.quarantine.Flush()
		_ = r.file.Close()
	}
}

// made is one item's outcome.
type made struct {
	doc *graph.Document
	err error
}

// documents yields the documents of all usable articles in the order of the
// input, however many work on them.
func (r *batch) documents(ctx context.Context) iter.Seq2[*graph.Document, error] {
	return func(yield func(*graph.Document, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		queue := make(chan chan made, 2*r.jobs)
		slots := make(chan struct{}, r.jobs)
		go func() {
			defer close(queue)
			for item := range read.Items(ctx, r.paths, r.options) {
				out := make(chan made, 1)
				select {
				case queue <- out:
				case <-ctx.Done():
					return
				}
				slots <- struct{}{}
				go func() {
					defer func() { <-slots }()
					out <- r.make(item)
				}()
			}
		}()
		for out := range queue {
			m := <-out
			if m.err != nil {
				if !r.reject(m.err) && r.strict {
					yield(nil, codedError{exitQuarantined, m.err})
					return
				}
			}
			if m.doc == nil {
				continue
			}
			r.done++
			if !yield(m.doc, nil) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(nil, err)
		}
	}
}

func (r *batch) make(item *read.Item) made {
	a, err := item.Article()
	var fault *read.Fault
	if a == nil || err != nil && !(errors.As(err, &fault) && fault.Warning()) {
		return made{nil, err}
	}
	d, bad := r.guarded(a)
	if bad != nil {
		return made{nil, fmt.Errorf("%s: %w", item.Input, bad)}
	}
	return made{d, err}
}

// guarded extracts an article; a fault of the program costs that article, not the run.
func (r *batch) guarded(a *text.Article) (d *graph.Document, err error) {
	defer func() {
		if p := recover(); p != nil {
			d, err = nil, fmt.Errorf("article %q: the program failed on it: %v", a.ID, p)
		}
	}()
	return r.extract(a)
}

// rejected is a line of quarantine.ndjson.
type rejected struct {
	Input    string `json:"input"`
	Position string `json:"position,omitempty"`
	Reason   string `json:"reason"`
	Detail   string `json:"detail"`
	Remedy   string `json:"remedy,omitempty"`
}

// reject notes an item that is not used, or used with a warning, and reports
// whether that is no failure.
func (r *batch) reject(err error) bool {
	q := rejected{Reason: "not readable", Detail: err.Error()}
	fine := false
	var f *read.Fault
	if errors.As(err, &f) {
		q = rejected{f.Input, f.Position, string(f.Reason), f.Err.Error(), f.Remedy}
		fine = f.Skipped() || f.Warning()
		if f.Skipped() {
			r.skipped++
		}
	}
	if !fine {
		r.bad++
		log.Warn().Msg(err.Error())
	}
	if r.quarantine != nil {
		if err := graph.Write(r.quarantine, q); err != nil {
			log.Error().Err(err).Msg("quarantine")
		}
	}
	return fine
}

// outcome is nil when every article could be used.
func (r *batch) outcome() error {
	if r.skipped > 0 {
		log.Info().Int("articles", r.skipped).Msg("left out: another language, other dates, or no prose")
		r.skipped = 0
	}
	switch {
	case r.done == 0:
		return codedError{exitNothing, errors.New("no article could be used")}
	case r.bad > 0:
		return codedError{exitQuarantined, fmt.Errorf("%d articles could not be used; see the log or quarantine.ndjson", r.bad)}
	}
	return nil
}
