package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/cespare/xxhash/v2"
	"github.com/rs/zerolog/log"
	"github.com/urfave/cli/v2"

	"newsgraph/extract"
	"newsgraph/extract/batch"
	"newsgraph/extract/read"
)

// runFlags are those of commands that read articles.
var runFlags = []cli.Flag{
	&cli.IntFlag{Name: "jobs", Value: runtime.GOMAXPROCS(0), Usage: "articles at a time; the result does not depend on it"},
	&cli.BoolFlag{Name: "strict", Usage: "stop at the first article that cannot be used"},
	&cli.IntFlag{Name: "limit", Usage: "stop after `N` articles"},
	&cli.StringFlag{Name: "sample", Usage: "`N` articles or a share as 2.5%, chosen by a hash of their ids: the same ones each time"},
	&cli.StringSliceFlag{Name: "lang", Usage: "`LANGUAGE` to read, as en; any for all", Value: cli.NewStringSlice("en")},
	&cli.StringFlag{Name: "since", Usage: "leave out what was published before `DATE`, YYYY-MM-DD"},
	&cli.StringFlag{Name: "until", Usage: "leave out what was published after `DATE`"},
	&cli.StringSliceFlag{Name: "field", Usage: "where JSON has it under another name: `FIELD=NAME`, as text=body.content"},
	&cli.BoolFlag{Name: "resume", Usage: "go on with the run that was stopped or killed, if there is one"},
	&cli.DurationFlag{Name: "checkpoint", Value: 10 * time.Second, Usage: "how much time a crash may cost"},
	&cli.StringFlag{Name: "cache", Usage: "folder of documents of articles that were read before, or off (default: in your cache folder)", EnvVars: []string{"NEWSGRAPH_CACHE"}},
	&cli.IntFlag{Name: "cache-size", Value: 10, Usage: "most `GB` of the cache; what was not used for the longest time goes first"},
}

// reading is the run of a command over articles.
type reading struct {
	batch.Batch
	terms      batch.Terms
	tally      batch.Tally
	quarantine string // where the user finds the lines of rejected items; "" for nowhere
	quiet      bool
	every      time.Duration
	resume     bool
}

// newReading makes a run over paths as the flags say. What it writes, results,
// is no input, even in a folder that it reads.
func newReading(c *cli.Context, x *extract.Extractor, paths []string, results ...string) (*reading, error) {
	if c.Int("jobs") < 1 {
		return nil, usagef("--jobs is 1 or more")
	}
	if c.Int("limit") < 0 {
		return nil, usagef("--limit is 1 or more")
	}
	sample, err := batch.ParseSample(c.String("sample"))
	if err != nil {
		return nil, usagef("--sample %v", err)
	}
	stdin := slices.Contains(paths, "-")
	if stdin && sample.Count > 0 {
		return nil, usagef("standard input cannot be read twice, as a sample of so many articles needs: give a share, as --sample 5%%")
	}
	if stdin && c.Bool("resume") {
		return nil, usagef("standard input cannot be read again: leave out --resume; what was read is in the cache")
	}
	options, err := readOptions(c)
	if err != nil {
		return nil, err
	}
	options.Exclude = results
	program, err := programHash()
	if err != nil {
		return nil, err
	}
	cache, err := openCache(c, x, program)
	if err != nil {
		return nil, err
	}
	inputs, err := batch.Survey(c.Context, paths, options)
	if err != nil {
		return nil, err
	}
	settings := map[string]string{"paths": strings.Join(paths, " ")}
	for _, flag := range []string{"limit", "sample", "lang", "since", "until", "field"} {
		if c.IsSet(flag) {
			settings["--"+flag] = fmt.Sprint(c.Value(flag))
		}
	}
	return &reading{
		Batch: batch.Batch{Extract: x.Extract, Paths: paths, Read: options, Jobs: c.Int("jobs"), Strict: c.Bool("strict"),
			Limit: c.Int("limit"), Sample: sample, Cache: cache},
		terms: batch.Terms{Settings: settings, Producer: x.Producer(), Program: program, Inputs: inputs},
		quiet: c.Bool("quiet"), every: c.Duration("checkpoint"), resume: c.Bool("resume"),
	}, nil
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

// programHash tells builds of the program apart: what another build made may
// differ, whatever its versions say.
func programHash() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := xxhash.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return fmt.Sprintf("%016x", h.Sum64()), nil
}

// openCache opens the cache that the flags name; nil for none.
func openCache(c *cli.Context, x *extract.Extractor, program string) (*batch.Cache, error) {
	dir := c.String("cache")
	switch dir {
	case "off":
		return nil, nil
	case "":
		user, err := os.UserCacheDir()
		if err != nil {
			return nil, nil // a system without a home is no reason not to run
		}
		dir = filepath.Join(user, "newsgraph", "documents")
	}
	if c.Int("cache-size") < 1 {
		return nil, usagef("--cache-size is 1 or more; --cache off for none")
	}
	version, err := json.Marshal([]any{x.Producer(), program})
	if err != nil {
		return nil, err
	}
	return batch.OpenCache(dir, string(version), int64(c.Int("cache-size"))<<30)
}

// stream reads the articles and writes their documents to w as they come.
func (r *reading) stream(ctx context.Context, w io.Writer) error {
	buf := bufio.NewWriterSize(w, 1<<16)
	err := r.run(ctx, stream{buf}, isTerminal(os.Stdout))
	return errors.Join(err, buf.Flush())
}

// stream is the output of documents as they come.
type stream struct{ w io.Writer }

func (s stream) Document(line []byte) error { _, err := s.w.Write(line); return err }
func (s stream) Reject(*read.Fault) error   { return nil }
func (s stream) Reached(*batch.Tally) error { return nil }

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
	p := startProgress(r.terms.Inputs.Bytes, r.tally, r.quiet || shown)
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
