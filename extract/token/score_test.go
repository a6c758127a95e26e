package token

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"newsgraph/extract/text"
)

// sample is raw text with the spans that a treebank gives it.
type sample struct {
	raw               string
	tokens, sentences map[text.Span]bool
}

// readCoNLLU rebuilds raw text from a treebank: sentences follow each other after
// a space, paragraphs after a blank line. keep chooses documents by id.
func readCoNLLU(t *testing.T, path string, keep func(id string) bool) *sample {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := &sample{tokens: map[text.Span]bool{}, sentences: map[text.Span]bool{}}
	var raw strings.Builder
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	start, spaceAfter, kept := -1, true, true
	gap := "" // before the next token
	mwt, last := 0, text.Span{}
	for in.Scan() {
		line := in.Text()
		switch {
		case strings.HasPrefix(line, "# newdoc id = "):
			kept = keep(strings.TrimPrefix(line, "# newdoc id = "))
			gap = "\n\n"
		case line == "# newpar" || strings.HasPrefix(line, "# newpar id"):
			gap = "\n\n"
		case strings.HasPrefix(line, "#") || !kept:
		case line == "":
			if start >= 0 {
				s.sentences[text.Span{Start: start, End: last.End}] = true
				start = -1
				if gap == "" && spaceAfter {
					gap = " "
				}
			}
		default:
			col := strings.Split(line, "\t")
			id, form, misc := col[0], col[1], col[len(col)-1]
			if strings.Contains(id, ".") {
				continue
			}
			emit := func(form string) {
				if raw.Len() > 0 {
					raw.WriteString(gap)
				}
				gap = ""
				last = text.Span{Start: raw.Len(), End: raw.Len() + len(form)}
				raw.WriteString(form)
				if start < 0 {
					start = last.Start
				}
			}
			after := func() {
				spaceAfter = !strings.Contains(misc, "SpaceAfter=No")
				if spaceAfter {
					gap = " "
				}
			}
			if a, b, ok := strings.Cut(id, "-"); ok {
				from, _ := strconv.Atoi(a)
				to, _ := strconv.Atoi(b)
				mwt = to - from + 1
				emit(form)
				after()
				last.End = last.Start // the words follow
				continue
			}
			if mwt > 0 {
				mwt--
				word := text.Span{Start: last.End, End: last.End + len(form)}
				if word.End > raw.Len() || raw.String()[word.Start:word.End] != form {
					word = text.Span{Start: last.End, End: raw.Len()} // not spelt as written: whatever is left
				}
				s.tokens[word] = true
				last = word
				continue
			}
			emit(form)
			s.tokens[last] = true
			after()
		}
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	s.raw = raw.String()
	return s
}

// f1 compares spans with those of the treebank and shows the first differences.
func f1(gold, got map[text.Span]bool) float64 {
	hit := 0
	for s := range got {
		if gold[s] {
			hit++
		}
	}
	return 2 * float64(hit) / float64(len(gold)+len(got))
}

func score(t *testing.T, path string, keep func(string) bool) (sentences, tokens float64) {
	t.Helper()
	gold := readCoNLLU(t, path, keep)
	if len(gold.tokens) == 0 {
		t.Fatalf("%s: no tokens", path)
	}
	gotTokens, gotSentences := map[text.Span]bool{}, map[text.Span]bool{}
	show := os.Getenv("NEWSGRAPH_SHOW") != ""
	prev := 0
	for _, s := range Split(text.Body, gold.raw) {
		gotSentences[s.Span] = true
		if show && !gold.sentences[s.Span] {
			fmt.Printf("S %s %q\n", filepath.Base(path), gold.raw[s.Start:s.End])
		}
		for _, tok := range s.Tokens {
			gotTokens[tok.Span] = true
			if show && !gold.tokens[tok.Span] {
				if prev == 0 {
					fmt.Printf("T %q in %q\n", tok.Text, gold.raw[max(0, tok.Start-15):min(len(gold.raw), tok.End+15)])
				}
			}
		}
	}
	if show {
		for s := range gold.sentences {
			if !gotSentences[s] {
				fmt.Printf("G %s %q\n", filepath.Base(path), gold.raw[s.Start:s.End])
			}
		}
	}
	return f1(gold.sentences, gotSentences), f1(gold.tokens, gotTokens)
}

func all(string) bool { return true }

// TestTreebanks measures the agreement with treebanks from raw text.
// NEWSGRAPH_TREEBANKS names more CoNLL-U files to measure, NEWSGRAPH_SHOW shows the differences.
func TestTreebanks(t *testing.T) {
	files, err := filepath.Glob("testdata/*.conllu")
	if err != nil || len(files) == 0 {
		t.Fatal("no treebank in testdata")
	}
	for _, path := range files {
		sentences, tokens := score(t, path, all)
		t.Logf("%s: sentences %.4f tokens %.4f", path, sentences, tokens)
		if sentences < 0.96 || tokens < 0.99 {
			t.Errorf("%s: sentences %.4f (at least 0.96), tokens %.4f (at least 0.99)", path, sentences, tokens)
		}
	}
	for _, path := range filepath.SplitList(os.Getenv("NEWSGRAPH_TREEBANKS")) {
		sentences, tokens := score(t, path, all)
		t.Logf("%s: sentences %.4f tokens %.4f", path, sentences, tokens)
	}
}
