package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/rs/zerolog/log"
	"github.com/urfave/cli/v2"

	"newsgraph/graph"
	"newsgraph/graph/merge"
	"newsgraph/graph/neo4j"
)

// loadCommand loads a graph into Neo4j.
func loadCommand() *cli.Command {
	return &cli.Command{
		Name:      "load",
		Usage:     "load a graph into Neo4j",
		ArgsUsage: "FILE… | OUT | -",
		Description: `Loads the merged graph of graph.ndjson, or graph documents, which are merged
first; which of the two a file holds is seen from its content. OUT is the folder
of a build. What is in the database already is not written again, so loading
twice, in another order or after a crash gives the same graph, and a load that
was interrupted is finished by giving the same command again. Where graphs
share facts and nodes, their counts are of all the articles in the database.

Examples:
  newsgraph load newsgraph-out
  newsgraph load --prune newsgraph-out/graph.ndjson
  newsgraph extract news.jsonl | newsgraph load -
  NEO4J_PASSWORD=… newsgraph load --neo4j neo4j+s://example.org out/graph.ndjson

Exit codes: 0 loaded, 1 wrong usage, 2 loaded but for bad lines, or nodes are
named that no file describes, 3 nothing to load, 4 the database could not be
reached or refused the work, 130 stopped.`,
		Flags: append([]cli.Flag{
			&cli.IntFlag{Name: "batch", Value: 5000, Usage: "records in a transaction"},
			&cli.IntFlag{Name: "jobs", Value: 2, Usage: "transactions at a time"},
			&cli.BoolFlag{Name: "prune", Usage: "remove from the database what the files do not state"},
			&cli.BoolFlag{Name: "repair", Usage: "write everything anew, where the database was changed by hand"},
			&cli.StringFlag{Name: "quarantine", Usage: "`FILE` for bad lines: where each stands and what is wrong with it"},
		}, databaseFlags...),
		Action: unheard(runLoad),
	}
}

func runLoad(c *cli.Context) error {
	if c.NArg() == 0 {
		return usagef("load takes the folder of a build, files, or - for standard input")
	}
	if c.Int("batch") < 1 || c.Int("jobs") < 1 {
		return usagef("--batch and --jobs are 1 or more")
	}
	in, err := openGraph(c, c.Args().Slice())
	if err != nil {
		return err
	}
	defer in.Close()
	if c.Bool("prune") && in.bad > 0 {
		return usagef("with --prune no line may be bad: what the bad ones state would be removed")
	}
	db, err := openDatabase(c)
	if err != nil {
		return err
	}
	defer db.Close(c.Context)

	last, start := time.Now(), time.Now()
	stats, err := db.Load(c.Context, in.records(c.Bool("prune")), neo4j.LoadOptions{
		Batch: c.Int("batch"), Jobs: c.Int("jobs"), Prune: c.Bool("prune"), Repair: c.Bool("repair"),
		Input: in.fingerprint,
		Progress: func(s neo4j.LoadStats) {
			if time.Since(last) > 3*time.Second {
				last = time.Now()
				log.Info().Int("records", s.Records()).Int("per_second", int(float64(s.Records())/time.Since(start).Seconds())).Msg("loading")
			}
		},
	})
	switch {
	case in.failed != nil:
		return in.failed
	case err != nil:
		return databaseError(err)
	case stats.Records() == 0:
		return codedError{exitNothing, errors.New("there is nothing to load")}
	}
	if err := printLoad(c.App.Writer, stats); err != nil {
		return err
	}
	log.Info().Msgf("loaded in %v", time.Since(start).Round(time.Millisecond))
	switch {
	case in.bad > 0:
		return codedError{exitQuarantined, fmt.Errorf("%d bad lines were left out", in.bad)}
	case stats.Placeholders > 0:
		return codedError{exitQuarantined, fmt.Errorf("%d nodes are named that no file so far describes; load the files that do", stats.Placeholders)}
	}
	return nil
}

func printLoad(w io.Writer, s neo4j.LoadStats) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "\tcreated\tupdated\tunchanged\tremoved\t")
	for kind, c := range s.Kinds {
		fmt.Fprintf(t, "%v\t%d\t%d\t%d\t%d\t\n", neo4j.Kind(kind), c.Created, c.Updated, c.Unchanged, s.Pruned[kind])
	}
	if s.Skipped > 0 {
		fmt.Fprintf(t, "of an interrupted load\t\t\t%d\t\t\n", s.Skipped)
	}
	return t.Flush()
}

// graphInput is the merged graph of files, whether they hold it or documents.
type graphInput struct {
	fingerprint string // of files that hold it; else ""
	bad         int    // lines that were left out
	failed      error  // of reading, which is not the database's

	readers    []namedReader
	merged     *merge.Result
	quarantine *os.File // of bad lines, or nil
}

type namedReader struct {
	name string
	*bufio.Reader
	io.Closer
}

// openGraph opens files, "-" for standard input, or folders of builds.
func openGraph(c *cli.Context, paths []string) (in *graphInput, err error) {
	in = new(graphInput)
	defer func() {
		if err != nil {
			in.Close()
		}
	}()
	if path := c.String("quarantine"); path != "" {
		for _, read := range paths {
			if err := apart(path, inputs(read)...); err != nil {
				return in, err
			}
		}
		if in.quarantine, err = os.Create(path); err != nil {
			return in, err
		}
	}
	documents := false
	for i, path := range paths {
		r, err := openGraphFile(path)
		if err != nil {
			return in, err
		}
		in.readers = append(in.readers, r)
		is := holdsDocuments(r.Reader)
		if i > 0 && is != documents {
			return in, usagef("%s and %s: one holds documents and the other a merged graph; load them one after the other", paths[0], path)
		}
		documents = is
	}
	if !documents {
		in.fingerprint, err = fingerprint(in.readers)
		return in, err
	}
	log.Info().Msg("merging documents")
	in.merged, err = merge.Merge(c.Context, in.documents(), merge.Options{Quarantine: in.leaveOut})
	return in, err
}

func openGraphFile(path string) (namedReader, error) {
	// A line's first keys have to be in the buffer to see what it holds.
	const buffer = 1 << 20
	if path == "-" {
		return namedReader{"standard input", bufio.NewReaderSize(os.Stdin, buffer), io.NopCloser(nil)}, nil
	}
	path = graphFile(path)
	f, err := openFile(path)
	if err != nil {
		return namedReader{}, err
	}
	return namedReader{path, bufio.NewReaderSize(f, buffer), f}, nil
}

// holdsDocuments reports whether the first line is a document, not a record of
// a merged graph.
func holdsDocuments(r *bufio.Reader) bool {
	head, _ := r.Peek(r.Size())
	d := json.NewDecoder(bytes.NewReader(head))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return false
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return false
		}
		if slices.Contains([]json.Token{"id", "text", "nodes", "edges", "producer"}, key) {
			return true
		}
		if d.Decode(new(json.RawMessage)) != nil {
			return false
		}
	}
	return false
}

// fingerprint tells an input that is loaded again from another. A stream has none.
func fingerprint(readers []namedReader) (string, error) {
	h := sha256.New()
	for _, r := range readers {
		f, ok := r.Closer.(*os.File)
		if !ok {
			return "", nil
		}
		info, err := f.Stat()
		if err != nil {
			return "", err
		}
		if !info.Mode().IsRegular() {
			return "", nil
		}
		again, err := os.Open(r.name)
		if err != nil {
			return "", err
		}
		_, err = io.Copy(h, again)
		if err := errors.Join(err, again.Close()); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func (in *graphInput) documents() iter.Seq2[*graph.Document, error] {
	return func(yield func(*graph.Document, error) bool) {
		for _, r := range in.readers {
			for d, err := range graph.Documents(r, r.name) {
				if !yield(d, err) {
					return
				}
			}
		}
	}
}

// records yields the merged graph. Bad lines are logged and left out; strict
// makes them an error, where to leave one out would remove what it states.
func (in *graphInput) records(strict bool) iter.Seq2[*graph.Record, error] {
	if in.merged != nil {
		return in.merged.Records()
	}
	return func(yield func(*graph.Record, error) bool) {
		for _, r := range in.readers {
			for record, err := range graph.Records(r, r.name) {
				var line *graph.LineError
				if errors.As(err, &line) && !strict {
					in.leaveOut(err)
					continue
				}
				if in.failed = err; err != nil {
					yield(nil, err)
					return
				}
				if !yield(record, nil) {
					return
				}
			}
		}
	}
}

// badLine is a line of the quarantine of graphs.
type badLine struct {
	Input    string `json:"input"`
	Position string `json:"position"` // "line 12"
	Reason   string `json:"reason"`
}

func (in *graphInput) leaveOut(err error) {
	var line *graph.LineError
	if in.quarantine != nil && errors.As(err, &line) {
		if err := graph.Write(in.quarantine, badLine{line.Name, fmt.Sprint("line ", line.Line), line.Err.Error()}); err != nil {
			log.Error().Err(err).Msg("quarantine")
		}
	}
	const told = 20
	switch in.bad++; {
	case in.bad <= told:
		log.Warn().Msg(err.Error())
	case in.bad == told+1:
		log.Warn().Msg("further bad lines are only counted")
	}
}

// Close closes the files.
func (in *graphInput) Close() error {
	var errs []error
	for _, r := range in.readers {
		errs = append(errs, r.Close())
	}
	if in.merged != nil {
		errs = append(errs, in.merged.Close())
	}
	if in.quarantine != nil {
		errs = append(errs, in.quarantine.Close())
	}
	return errors.Join(errs...)
}
