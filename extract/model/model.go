// Package model is the language layer: it gives the tokens of sentences their
// parts of speech, lemmas and dependency tree, and finds the spans that name
// things.
//
// A small network does it: sums of sub-word embeddings, residual convolutions
// over the sentence, and one head for each kind of answer. Names have a tower of
// their own upon it, which sees lists of names besides (train/ has how both were
// made). The weights are part of the program. Sums are of whole numbers and the
// few float steps are fixed to the last bit, so every machine decides alike.
package model

import (
	"fmt"
	"slices"
	"sync"

	"newsgraph/extract/text"
)

// MaxTokens is the longest stretch of tokens that gets one tree of its own. The
// cost of a tree grows with the square of its words; longer sentences are cut.
const MaxTokens = 200

// batchTokens is about how many tokens go through the network together.
const batchTokens = 192

// Model annotates sentences. It is safe for concurrent use.
type Model struct {
	w       *weights
	namer   *namer
	fast    bool
	scratch sync.Pool
}

// Cut tells that a sentence was too long for one tree: the tokens from At on
// were given a tree of their own, hung below the sentence's root as parataxis.
type Cut struct{ Sentence, At int }

var load = sync.OnceValues(func() (*Model, error) {
	w, err := readWeights(embedded)
	if err != nil {
		return nil, fmt.Errorf("model.bin: %w", err)
	}
	names, err := readNamer(embeddedNames, w)
	if err != nil {
		return nil, fmt.Errorf("names.bin: %w", err)
	}
	return newModel(w, names, hasFast), nil
})

// Load returns the model that is part of the program. It is read once.
func Load() (*Model, error) { return load() }

func newModel(w *weights, names *namer, fast bool) *Model {
	m := &Model{w: w, namer: names, fast: fast}
	m.scratch.New = func() any { return new(scratch) }
	return m
}

// Version names the weights: it changes whenever any answer may.
func (m *Model) Version() string { return m.w.Version + "." + m.namer.Version }

// Annotate fills UPOS, XPOS, Lemma, Head, Rel and Names of the sentences in
// place; tokens are read only for their Text. The answers for a sentence do not
// depend on the sentences beside it. It reports the sentences that it had to cut.
func (m *Model) Annotate(sents []text.Sentence) []Cut {
	s := m.scratch.Get().(*scratch)
	defer m.scratch.Put(s)
	var cuts []Cut
	var batch [][]text.Token
	var pieces []piece
	size := 0
	flush := func() {
		if size > 0 {
			n := m.w.run(s, batch, m.fast)
			m.namer.run(s, batch, n, m.fast)
			m.answer(s, sents, pieces)
		}
		batch, pieces, size = batch[:0], pieces[:0], 0
	}
	for i := range sents {
		sents[i].Names = nil
		tokens := sents[i].Tokens
		for from := 0; from < len(tokens); {
			end := pieceEnd(tokens, from)
			if from > 0 {
				cuts = append(cuts, Cut{i, from})
			}
			if size > 0 && size+end-from > batchTokens {
				flush()
			}
			batch = append(batch, tokens[from:end])
			pieces = append(pieces, piece{i, from, end})
			size += end - from
			from = end
		}
	}
	flush()
	return cuts
}

// piece is a stretch of a sentence that gets one tree.
type piece struct{ sentence, from, end int }

// pieceEnd is where the stretch that begins at from ends: the sentence's end if
// that is near enough, else the last stop or comma within reach.
func pieceEnd(tokens []text.Token, from int) int {
	if len(tokens)-from <= MaxTokens {
		return len(tokens)
	}
	for _, stops := range [][]string{{".", ";", ":", "!", "?"}, {",", "-", "–", "—", ")"}} {
		for end := from + MaxTokens; end > from+MaxTokens/2; end-- {
			if slices.Contains(stops, tokens[end-1].Text) {
				return end
			}
		}
	}
	return from + MaxTokens
}

// answer decodes the heads' outputs for each piece of the batch.
func (m *Model) answer(s *scratch, sents []text.Sentence, pieces []piece) {
	w := m.w
	nu, nx := len(w.Labels.UPOS), len(w.Labels.XPOS)
	var rels [MaxTokens]int
	at := 0
	for _, p := range pieces {
		sent := &sents[p.sentence]
		tokens := sent.Tokens[p.from:p.end]
		n := len(tokens)
		scores, width := w.arcScores(s, at, n, m.fast)
		heads := s.tree.decode(scores, width, n)
		w.relations(s, at, heads, rels[:n], m.fast)
		kept := len(sent.Names)
		sent.Names = m.namer.best(s, sent.Names, at, n, m.fast)
		var named [MaxTokens]bool
		for i := kept; i < len(sent.Names); i++ {
			name := &sent.Names[i]
			for t := name.First; name.Kind == text.NORP && t < name.End; t++ {
				named[t] = true
			}
			name.First += p.from
			name.End += p.from
		}
		for t := range tokens {
			tok := &tokens[t]
			tags := w.logits(s, at+t, m.fast)
			tok.UPOS = w.Labels.UPOS[best(tags[:nu])]
			tok.XPOS = w.Labels.XPOS[best(tags[nu:nu+nx])]
			tok.Lemma = w.lemmas.lemma(tok.Text, tok.XPOS, named[t], s.lemma)
			tok.Head, tok.Rel = p.from+int(heads[t])-1, w.Labels.Rel[rels[t]]
			if heads[t] == 0 {
				tok.Head, tok.Rel = -1, "root"
				if first := sent.Root(); p.from > 0 && first < p.from {
					tok.Head, tok.Rel = first, "parataxis"
				}
			}
		}
		at += n
	}
}
