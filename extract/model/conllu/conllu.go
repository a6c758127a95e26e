// Package conllu reads and writes annotated sentences as CoNLL-U, and scores
// one annotation against another. Name spans stand in MISC as Name=B-PER, byte
// offsets as TokenRange=start:end.
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"newsgraph/extract/text"
)

// Sentence is a sentence of a file with the lines about it.
type Sentence struct {
	text.Sentence
	Comments []string // without the line break, with "#"
	Document string   // id of the document it stands in
	Tree     bool     // the file gives tags and a tree
	Named    bool     // the file gives names, even if this sentence has none
	extra    []extra  // multiword and empty token lines
	fields   [][]string
}

// extra is a line that is no token of the tree, before token At.
type extra struct {
	at   int
	line string
}

// Read yields the sentences of r: CoNLL-U, or IOB2 with the columns id, token
// and label. name is what errors call the file.
func Read(r io.Reader, name string) iter.Seq2[*Sentence, error] {
	return func(yield func(*Sentence, error) bool) {
		in := bufio.NewScanner(r)
		in.Buffer(make([]byte, 1<<16), 1<<26)
		var s *Sentence
		document, line := "", 0
		done := func() bool {
			if s == nil {
				return true
			}
			whole := s
			s = nil
			if len(whole.Tokens) == 0 {
				return true
			}
			whole.Document = document
			for i := range whole.Tokens {
				if h := whole.Tokens[i].Head; h >= len(whole.Tokens) || h < -1 {
					return yield(nil, fmt.Errorf("%s: sentence ending at line %d: token %d has head %d of %d tokens", name, line, i+1, h+1, len(whole.Tokens)))
				}
			}
			return yield(whole, nil)
		}
		for in.Scan() {
			line++
			row := strings.TrimSuffix(in.Text(), "\r")
			if row == "" {
				if !done() {
					return
				}
				continue
			}
			if s == nil {
				s = &Sentence{}
			}
			if strings.HasPrefix(row, "#") && len(s.Tokens) == 0 {
				s.Comments = append(s.Comments, row)
				if id, ok := strings.CutPrefix(row, "# newdoc id"); ok {
					document = strings.Trim(id, " =")
				}
				continue
			}
			if err := s.add(row); err != nil {
				yield(nil, fmt.Errorf("%s:%d: %w", name, line, err))
				return
			}
		}
		if err := in.Err(); err != nil {
			yield(nil, fmt.Errorf("%s:%d: %w", name, line, err))
			return
		}
		done()
	}
}

func (s *Sentence) add(row string) error {
	f := strings.Split(row, "\t")
	if len(f) >= 2 && strings.ContainsAny(f[0], "-.") {
		s.extra = append(s.extra, extra{len(s.Tokens), row})
		return nil
	}
	n, err := strconv.Atoi(f[0])
	if err != nil || n != len(s.Tokens)+1 {
		return fmt.Errorf("token %q where %d should come", f[0], len(s.Tokens)+1)
	}
	t := text.Token{Head: -1}
	label := ""
	switch {
	case len(f) == 10:
		t.Text, t.Lemma, t.UPOS, t.XPOS, t.Rel = f[1], f[2], f[3], f[4], f[7]
		if f[6] != "_" {
			h, err := strconv.Atoi(f[6])
			if err != nil {
				return fmt.Errorf("head %q is no number", f[6])
			}
			t.Head = h - 1
			s.Tree = true
		}
		for m := range strings.SplitSeq(f[9], "|") {
			if l, ok := strings.CutPrefix(m, "Name="); ok {
				label = l
			}
		}
		s.fields = append(s.fields, f)
	case len(f) >= 3:
		t.Text, label = f[1], f[2]
		s.Named = true
	default:
		return fmt.Errorf("%d columns, neither CoNLL-U's ten nor a token and its label", len(f))
	}
	s.addLabel(label)
	s.Tokens = append(s.Tokens, t)
	return nil
}

// addLabel takes the B-, I- or O label of the token that comes next.
func (s *Sentence) addLabel(label string) {
	at := len(s.Tokens)
	begin, kind, ok := strings.Cut(label, "-")
	if !ok {
		return
	}
	s.Named = true
	if last := len(s.Names) - 1; begin == "I" && last >= 0 && s.Names[last].End == at && string(s.Names[last].Kind) == kind {
		s.Names[last].End++
		return
	}
	s.Names = append(s.Names, text.Name{First: at, End: at + 1, Kind: text.NameKind(kind)})
}

// Labels gives each token its B-, I- or O label.
func Labels(s *text.Sentence) []string {
	out := make([]string, len(s.Tokens))
	for i := range out {
		out[i] = "O"
	}
	for _, n := range s.Names {
		for i := n.First; i < n.End && i < len(out); i++ {
			out[i] = "I-" + string(n.Kind)
		}
		if n.First < len(out) {
			out[n.First] = "B-" + string(n.Kind)
		}
	}
	return out
}

// Write writes a sentence. offsets asks for the tokens' byte offsets in MISC.
// What the sentence's own file said in MISC, and its multiword tokens, stay.
func Write(w *bufio.Writer, s *Sentence, offsets bool) error {
	for _, c := range s.Comments {
		w.WriteString(c)
		w.WriteByte('\n')
	}
	labels := Labels(&s.Sentence)
	extras := s.extra
	for i := range s.Tokens {
		for ; len(extras) > 0 && extras[0].at == i; extras = extras[1:] {
			w.WriteString(extras[0].line)
			w.WriteByte('\n')
		}
		t := &s.Tokens[i]
		feats, misc := "_", []string(nil)
		if i < len(s.fields) {
			for m := range strings.SplitSeq(s.fields[i][9], "|") {
				if m != "_" && !strings.HasPrefix(m, "Name=") {
					misc = append(misc, m)
				}
			}
		}
		if labels[i] != "O" {
			misc = append(misc, "Name="+labels[i])
		}
		if offsets {
			if i+1 < len(s.Tokens) && s.Tokens[i+1].Start == t.End {
				misc = append(misc, "SpaceAfter=No")
			}
			misc = append(misc, fmt.Sprintf("TokenRange=%d:%d", t.Start, t.End))
		}
		if misc == nil {
			misc = []string{"_"}
		}
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t_\t%s\n", i+1, field(t.Text), field(t.Lemma), t.UPOS, t.XPOS, feats, t.Head+1, t.Rel, strings.Join(misc, "|"))
	}
	for ; len(extras) > 0; extras = extras[1:] {
		w.WriteString(extras[0].line)
		w.WriteByte('\n')
	}
	return w.WriteByte('\n')
}

// field keeps a text from breaking the table.
func field(s string) string {
	if s == "" {
		return "_"
	}
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, s)
}
