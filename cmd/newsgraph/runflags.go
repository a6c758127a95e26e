package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/cespare/xxhash/v2"
	"github.com/urfave/cli/v2"
	"golang.org/x/text/language"

	"newsgraph/extract"
	"newsgraph/extract/batch"
	"newsgraph/extract/read"
	"newsgraph/graph"
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
	&cli.StringSliceFlag{Name: "field", Usage: "where JSON, CSV and TSV have it under another name: `FIELD=NAME`, as text=body.content, or by a column's number, as text=3"},
	&cli.IntFlag{Name: "max-article", Value: read.DefaultMaxText >> 20, Usage: "most `MB` of one article's text; what is longer is cut, with a warning"},
	&cli.BoolFlag{Name: "resume", Usage: "go on with the run that was stopped or killed, if there is one"},
	&cli.DurationFlag{Name: "checkpoint", Value: 10 * time.Second, Usage: "how much time a crash may cost"},
	&cli.StringFlag{Name: "cache", Usage: "folder of documents of articles that were read before, or off (default: in your cache folder)", EnvVars: []string{"NEWSGRAPH_CACHE"}},
	&cli.IntFlag{Name: "cache-size", Value: 10, Usage: "most `GB` of the cache; what was not used for the longest time goes first"},
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
	for _, result := range results {
		if err := noArticles(c.Context, result, paths, options); err != nil {
			return nil, err
		}
	}
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
	for _, flag := range []string{"limit", "sample", "lang", "since", "until", "field", "max-article"} {
		if c.IsSet(flag) {
			settings["--"+flag] = fmt.Sprint(c.Value(flag))
		}
	}
	return &reading{
		Batch: batch.Batch{Extract: x.Extract, Paths: paths, Read: options, Jobs: c.Int("jobs"), Strict: c.Bool("strict"),
			Limit: c.Int("limit"), Sample: sample, Cache: cache},
		terms: batch.Terms{Settings: settings, Producer: x.Producer(), Program: program, Inputs: inputs},
		quiet: c.Bool("quiet"), noColor: noColor(c), every: c.Duration("checkpoint"), resume: c.Bool("resume"),
	}, nil
}

// noArticles refuses a result that would take the place of a file of articles:
// one that is named as input, or one of a folder that is read, unless it is of an
// earlier run.
func noArticles(ctx context.Context, result string, paths []string, o read.Options) error {
	info, err := os.Stat(result)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	count := func(o read.Options) (n int) {
		read.Files(ctx, paths, o, func(_ string, in os.FileInfo) {
			if os.SameFile(in, info) {
				n++
			}
		})
		return n
	}
	named := count(o)
	o.Exclude = nil
	if named > 0 || count(o) > 0 && !ownResult(result) {
		return overwritten(result)
	}
	return nil
}

// ownResult reports whether a file is what extract writes: nothing, documents or a quarantine.
func ownResult(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	line, err := bufio.NewReader(f).ReadBytes('\n')
	if len(line) == 0 && err == io.EOF {
		return true
	}
	var made struct {
		Producer graph.Producer `json:"producer"`
		Reason   read.Reason    `json:"reason"`
	}
	return json.Unmarshal(line, &made) == nil && (made.Producer.Version != "" || made.Reason != "")
}

// maxArticle is the most MB that --max-article may let a text have.
const maxArticle = 64

// readOptions are the options of reading that the flags ask for.
func readOptions(c *cli.Context) (read.Options, error) {
	if mb := c.Int("max-article"); mb < 1 || mb > maxArticle {
		return read.Options{}, usagef("--max-article is 1 to %d", maxArticle)
	}
	o := read.Options{MaxText: c.Int("max-article") << 20, Stdin: os.Stdin, Languages: c.StringSlice("lang"), Since: c.String("since"), Until: c.String("until"), Fields: make(map[string]string)}
	for _, flag := range []string{"since", "until"} {
		if err := checkDate(c, flag); err != nil {
			return o, err
		}
	}
	for _, l := range o.Languages {
		if _, err := language.ParseBase(l); err != nil && l != "any" {
			return o, usagef("--lang %q is no code of a language as en, nor any", l)
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

// checkDate refuses what is no day, of a flag that takes one.
func checkDate(c *cli.Context, flag string) error {
	d := c.String(flag)
	if d == "" {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, d); err != nil {
		return usagef("--%s %q is not a date as 2026-01-31", flag, d)
	}
	return nil
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
