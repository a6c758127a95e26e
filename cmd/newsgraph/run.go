package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/rs/zerolog/log"

	"newsgraph/extract/batch"
	"newsgraph/extract/read"
)

// reading is the run of a command over articles.
type reading struct {
	batch.Batch
	terms      batch.Terms
	tally      batch.Tally
	quarantine string // where the user finds the lines of rejected items; "" for nowhere
	quiet      bool
	noColor    bool
	every      time.Duration
	resume     bool
}

// stream reads the articles and writes their documents to w as they come.
func (r *reading) stream(ctx context.Context, w io.Writer) error {
	return r.run(ctx, passing{w}, isTerminal(os.Stdout))
}

// passing is the output of documents as they come.
type passing struct{ w io.Writer }

func (p passing) Document(line []byte, _ string) error { _, err := p.w.Write(line); return err }
func (p passing) Reject(*read.Fault) error             { return nil }
func (p passing) Reached(*batch.Tally) error           { return nil }

// keep reads the articles into the journal of a folder, or goes on with the run
// that stands there.
func (r *reading) keep(ctx context.Context, dir string) (*batch.Journal, error) {
	if !r.resume && batch.Unfinished(dir) {
		log.Warn().Str("folder", dir).Msg("an unfinished run was here and is begun anew; --resume would have gone on with it")
	}
	j, err := batch.OpenJournal(dir, r.terms, r.resume, r.every)
	if errors.Is(err, batch.ErrChanged) {
		return nil, usageError{fmt.Errorf("%w: leave out --resume to begin anew; what was read is in the cache", err)}
	}
	if err != nil {
		return nil, err
	}
	r.tally = j.Tally
	if j.Whole {
		return j, nil
	}
	if r.tally.Items > 0 {
		log.Info().Int("articles", r.tally.Documents).Msg("going on after the articles that were read")
	}
	if err := r.run(ctx, j, false); err != nil {
		if exitCode(err) == exitQuarantined {
			err = codedError{exitQuarantined, fmt.Errorf("%w; --resume without --strict would go on", err)}
		}
		return nil, errors.Join(err, j.Suspend(r.tally))
	}
	return j, j.Finish(r.tally)
}

// run runs the batch and shows how it goes, unless the documents themselves are shown.
func (r *reading) run(ctx context.Context, out batch.Output, shown bool) error {
	p := startProgress(r.terms.Inputs.Bytes, r.tally, r.quiet || shown, r.noColor)
	defer p.stop()
	var err error
	r.tally, err = r.Run(ctx, r.tally, &watched{out, p, r.quarantine, map[read.Reason]int{}})
	var fault *read.Fault
	switch {
	case errors.As(err, &fault):
		return codedError{exitQuarantined, err}
	case errors.Is(err, batch.ErrChanged):
		return usageError{err}
	case err != nil:
		return err
	}
	if err := errors.Join(r.Cache.Trim(), r.Cache.Err()); err != nil {
		log.Warn().Err(err).Msg("the cache could not be kept; articles will be read again")
	}
	return nil
}

// watched is an output that is logged and shown on its way.
type watched struct {
	batch.Output
	progress   *progress
	quarantine string
	logged     map[read.Reason]int
}

// manyFaults is how many faults of one reason are logged where a file has them all.
const manyFaults = 10

func (w *watched) Reject(f *read.Fault) error {
	w.logged[f.Reason]++
	switch n := w.logged[f.Reason]; {
	case f.Skipped() || f.Warning():
	case n <= manyFaults || w.quarantine == "":
		log.Warn().Msg(f.Error())
	case n == manyFaults+1:
		log.Warn().Str("reason", string(f.Reason)).Msg("more of the kind are only in " + w.quarantine)
	}
	return w.Output.Reject(f)
}

func (w *watched) Reached(t *batch.Tally) error {
	w.progress.reached(t)
	return w.Output.Reached(t)
}

// outcome is nil when every article could be used.
func (r *reading) outcome() error {
	switch n := r.tally.Bad(); {
	case r.tally.Documents == 0:
		return codedError{exitNothing, errors.New("no article could be used")}
	case n > 0 && r.quarantine != "":
		return codedError{exitQuarantined, fmt.Errorf("%d articles could not be used; see %s", n, r.quarantine)}
	case n > 0:
		return codedError{exitQuarantined, fmt.Errorf("%d articles could not be used; with --out, --quarantine FILE lists them", n)}
	}
	return nil
}

// summarise prints what became of the articles that were not simply used, by reason.
func (r *reading) summarise(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, kind := range []struct {
		title string
		is    func(*read.Fault) bool
	}{
		{"quarantined", func(f *read.Fault) bool { return !f.Skipped() && !f.Warning() }},
		{"left out", (*read.Fault).Skipped},
		{"read with a warning", (*read.Fault).Warning},
	} {
		for _, reason := range slices.Sorted(maps.Keys(r.tally.Faults)) {
			if kind.is(&read.Fault{Reason: reason}) {
				fmt.Fprintf(t, "%s\t%d\t%s\t%s\n", kind.title, r.tally.Faults[reason], reason, reason.Remedy())
			}
		}
	}
	if r.tally.LeftOut > 0 {
		fmt.Fprintf(t, "left out\t%d\tsample\n", r.tally.LeftOut)
	}
	return t.Flush()
}

// stopped is the end of a run that can go on.
type stopped struct {
	cause   error
	command string
}

func (s stopped) Error() string { return "stopped; to go on: " + s.command }
func (s stopped) Unwrap() error { return s.cause }

// resumable tells how to go on after a run that ended in err.
func resumable(err error) error {
	if !errors.Is(err, context.Canceled) {
		return err
	}
	words := slices.Clone(os.Args)
	words[0] = filepath.Base(words[0])
	for i, w := range words {
		if w == "" || strings.ContainsAny(w, " \t\n'\"\\$`*?[]{}()<>|&;~#!") {
			words[i] = "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
		}
	}
	if !slices.Contains(words, "--resume") {
		words = append(words, "--resume")
		if end := slices.Index(words, "--"); end >= 0 {
			words = slices.Insert(words[:len(words)-1], end, "--resume")
		}
	}
	return stopped{err, strings.Join(words, " ")}
}
