package main

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/rs/zerolog/log"
	"github.com/urfave/cli/v2"

	"newsgraph/extract/model"
	"newsgraph/extract/model/conllu"
	"newsgraph/extract/text"
	"newsgraph/extract/token"
)

// annotateCommand shows what the language layer makes of text, and scores it.
func annotateCommand() *cli.Command {
	return &cli.Command{
		Name:      "annotate",
		Usage:     "print sentences, tags, trees and names as CoNLL-U",
		ArgsUsage: "FILE… | -",
		Description: `Reads plain text (- for standard input) and prints CoNLL-U, with byte offsets and
name spans in the last column:

  newsgraph annotate article.txt

With --conllu the sentences and tokens of a CoNLL-U file stay and the rest is
replaced. With --score the file (CoNLL-U, or IOB2 with names) is gold, and what is
printed is how far the program agrees: UPOS, XPOS and lemma over all tokens; UAS and
LAS without punctuation, on the universal part of the label; precision, recall and
F1 of names, exact in span and kind. Kinds fold to PER, ORG and LOC unless --fine is
given; --nationalities folds "Israeli" to LOC with "Israel", as GMB's gpe does.
Files may be gzipped.

  newsgraph annotate --score en_ewt-ud-test.conllu
  newsgraph annotate --score en_gum-ud-test.conllu --documents GUM_news

Exit codes: 0 done, 1 wrong usage, 10 a file could not be read.`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "conllu", Usage: "annotate the sentences and tokens of `FILE`"},
			&cli.StringFlag{Name: "score", Usage: "score against the gold `FILE`"},
			&cli.StringFlag{Name: "documents", Usage: "only documents whose id begins with `PREFIX`"},
			&cli.BoolFlag{Name: "fine", Usage: "score all kinds of names apart"},
			&cli.BoolFlag{Name: "nationalities", Usage: "score nationalities as places"},
		},
		Action: runAnnotate,
	}
}

func runAnnotate(c *cli.Context) error {
	m, err := model.Load()
	if err != nil {
		return fmt.Errorf("annotate: %w", err)
	}
	out := bufio.NewWriterSize(c.App.Writer, 1<<16)
	gold, keep := c.String("score"), c.String("conllu")
	switch {
	case gold != "" && keep != "":
		return usagef("--score and --conllu are two ways to use one file: give one of them")
	case c.Bool("fine") && c.Bool("nationalities"):
		return usagef("--fine and --nationalities are two ways to count kinds of names: give one of them")
	case gold != "" && c.Bool("fine"):
		err = annotateScore(out, m, gold, c.String("documents"), conllu.FineKinds())
	case gold != "":
		err = annotateScore(out, m, gold, c.String("documents"), conllu.ThreeKinds(c.Bool("nationalities")))
	case keep != "":
		err = annotateFile(out, m, keep, c.String("documents"))
	case c.NArg() == 0:
		return usagef("annotate takes files of text, or --conllu or --score with a file")
	default:
		for _, path := range c.Args().Slice() {
			if err = annotateText(out, m, path); err != nil {
				break
			}
		}
	}
	return errors.Join(err, out.Flush())
}

// annotateText prints the annotation of one file of plain text.
func annotateText(out *bufio.Writer, m *model.Model, path string) error {
	in, err := openText(path)
	if err != nil {
		return err
	}
	defer in.Close()
	b, err := io.ReadAll(in)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	body := string(b)
	sents := token.Split(text.Body, body)
	reportCuts(path, m.Annotate(sents))
	for i := range sents {
		s := conllu.Sentence{Sentence: sents[i]}
		if i == 0 {
			s.Comments = append(s.Comments, "# newdoc id = "+path)
		}
		s.Comments = append(s.Comments, fmt.Sprintf("# sent_id = %d", i+1),
			"# text = "+strings.Join(strings.Fields(body[s.Start:s.End]), " "))
		if err := conllu.Write(out, &s, true); err != nil {
			return err
		}
	}
	return nil
}

// annotateFile replaces everything but sentences and tokens of a CoNLL-U file.
func annotateFile(out *bufio.Writer, m *model.Model, path, documents string) error {
	return inBatches(path, documents, func(part []*conllu.Sentence) error {
		for _, s := range annotateAgain(m, path, part) {
			if err := conllu.Write(out, s, false); err != nil {
				return err
			}
		}
		return nil
	})
}

// annotateScore compares the program's annotation of a file's tokens with the file's own.
func annotateScore(out *bufio.Writer, m *model.Model, path, documents string, kinds conllu.Kinds) error {
	var score conllu.Score
	sentences := 0
	err := inBatches(path, documents, func(part []*conllu.Sentence) error {
		for i, found := range annotateAgain(m, path, part) {
			score.Add(part[i], found, kinds)
		}
		sentences += len(part)
		return nil
	})
	if err != nil {
		return err
	}
	if sentences == 0 {
		return fmt.Errorf("%s: no sentence of documents %q", path, documents)
	}
	fmt.Fprintf(out, "model      %s\nsentences  %d\n", m.Version(), sentences)
	_, err = score.WriteTo(out)
	return err
}

// annotateAgain annotates copies, so that gold stays as it is.
func annotateAgain(m *model.Model, path string, part []*conllu.Sentence) []*conllu.Sentence {
	sents := make([]text.Sentence, len(part))
	for i, s := range part {
		sents[i].Tokens = make([]text.Token, len(s.Tokens))
		for j := range s.Tokens {
			sents[i].Tokens[j] = text.Token{Span: s.Tokens[j].Span, Text: s.Tokens[j].Text}
		}
	}
	reportCuts(path, m.Annotate(sents))
	out := make([]*conllu.Sentence, len(part))
	for i, s := range part {
		c := *s
		c.Sentence = sents[i]
		out[i] = &c
	}
	return out
}

// inBatches calls do with a few hundred sentences at a time, so that a file of any length can be read.
func inBatches(path, documents string, do func([]*conllu.Sentence) error) error {
	in, err := openText(path)
	if err != nil {
		return err
	}
	defer in.Close()
	var part []*conllu.Sentence
	for s, err := range conllu.Read(in, path) {
		if err != nil {
			return err
		}
		if !strings.HasPrefix(s.Document, documents) {
			continue
		}
		if part = append(part, s); len(part) == 512 {
			if err := do(part); err != nil {
				return err
			}
			part = part[:0]
		}
	}
	return do(part)
}

func reportCuts(path string, cuts []model.Cut) {
	for _, cut := range cuts {
		log.Warn().Str("file", path).Int("sentence", cut.Sentence+1).Int("token", cut.At+1).
			Msg("sentence too long for one tree: the rest got its own")
	}
}

// openText opens a file, or standard input for "-", and unpacks it if it is gzipped.
func openText(path string) (io.ReadCloser, error) {
	f := os.Stdin
	if path != "-" {
		var err error
		if f, err = os.Open(path); err != nil {
			return nil, err
		}
	}
	if !strings.HasSuffix(path, ".gz") {
		return f, nil
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", path, err), f.Close())
	}
	return struct {
		io.Reader
		io.Closer
	}{z, f}, nil
}
