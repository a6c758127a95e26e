package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rs/zerolog/log"
	"github.com/urfave/cli/v2"

	"newsgraph/extract/text"
	"newsgraph/graph/merge"
)

// reviewCommand asks a person about the least certain merges and edges.
func reviewCommand() *cli.Command {
	return &cli.Command{
		Name:      "review",
		Usage:     "go through the least certain merges and edges and write corrections",
		ArgsUsage: "[OUT]",
		Description: `Asks about the least certain merges and edges, one at a time, and writes the answers
to a corrections file, which the next build applies; what the file answers is asked no more. Answers are read from standard
input: y (yes), n (no), s or an empty line (skip), q (quit).

Examples:
  newsgraph review newsgraph-out
  newsgraph review newsgraph-out --number 50 --file corrections/people.yaml
  newsgraph review newsgraph-out --list

Exit codes: 0 done, 1 wrong usage, 3 no graph there, 10 the folder could not be read or the file not written.`,
		Flags: []cli.Flag{
			&cli.IntFlag{Name: "number", Aliases: []string{"n"}, Value: 20, Usage: "how many merges, and how many edges"},
			&cli.StringFlag{Name: "file", Value: filepath.Join("corrections", "review.yaml"), Usage: "file to append corrections to"},
			&cli.BoolFlag{Name: "list", Usage: "print the questions, ask nothing"},
		},
		Action: runReview,
	}
}

func runReview(c *cli.Context) error {
	if c.NArg() > 1 || c.Int("number") < 1 {
		return usagef("review takes one folder, and a --number of 1 or more")
	}
	folder := merge.Folder(outFlag.Value)
	if c.NArg() == 1 {
		folder = merge.Folder(c.Args().First())
	}
	if err := checkBuilt(folder.Graph()); err != nil {
		return err
	}
	file := c.String("file")
	old, err := os.ReadFile(file)
	if err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("review: %w", err)
	}
	n := c.Int("number")
	merges, edges, err := folder.Doubts(n + bytes.Count(old, []byte("\n"))) // of which a line may answer one
	if err != nil {
		return fmt.Errorf("review: %w", err)
	}
	doubts := append(open(merges, old, n), open(edges, old, n)...)
	if c.Bool("list") {
		for _, d := range doubts {
			ask(c.App.Writer, d)
		}
		return nil
	}
	var written bytes.Buffer
	n, err = review(c.App.Reader, c.App.Writer, &written, doubts)
	if err != nil || n == 0 {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return fmt.Errorf("review: %w", err)
	}
	if _, err := merge.ParseCorrections(file, append(old, written.Bytes()...)); err != nil {
		return fmt.Errorf("review: the answers do not go with what the file says: %w", err)
	}
	if err := appendTo(file, written.Bytes()); err != nil {
		return fmt.Errorf("review: %w", err)
	}
	log.Info().Str("file", file).Int("corrections", n).Msg("written; build with --corrections " + filepath.Dir(file) + " to apply them")
	return nil
}

// open are the first n doubts that a file of corrections has no answer to.
func open(doubts []merge.Doubt, answers []byte, n int) []merge.Doubt {
	doubts = slices.DeleteFunc(doubts, func(d merge.Doubt) bool {
		return bytes.Contains(answers, []byte(d.Yes)) || bytes.Contains(answers, []byte(d.No))
	})
	return doubts[:min(n, len(doubts))]
}

// review asks about each doubt and writes corrections; it returns how many.
func review(in io.Reader, out, corrections io.Writer, doubts []merge.Doubt) (int, error) {
	answers := bufio.NewScanner(in)
	n := 0
	for i, d := range doubts {
		fmt.Fprintf(out, "%d/%d  ", i+1, len(doubts))
		ask(out, d)
		fmt.Fprint(out, "y/n/s/q: ")
		if !answers.Scan() {
			return n, answers.Err()
		}
		correction := ""
		switch strings.ToLower(strings.TrimSpace(answers.Text())) {
		case "y", "yes":
			correction = d.Yes
		case "n", "no":
			correction = d.No
		case "q", "quit":
			return n, nil
		}
		if correction == "" {
			continue
		}
		if err := merge.WriteCorrection(corrections, d.Question, correction); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func ask(out io.Writer, d merge.Doubt) {
	text.Line(out, "%.0f%%  %s", 100*d.Confidence, d.Question)
	for _, line := range d.Details {
		text.Line(out, "      %s", line)
	}
}

func appendTo(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.Write(b); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
