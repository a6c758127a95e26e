package model

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// model.bin is made by train/export.py: a magic line, a header that says where
// the weights come from, then the tensors in the order in which read takes them.
//
//go:embed model.bin
var embedded []byte

const magic = "newsgraph language model 1\n"

// Header is what the network of tags and trees says of itself, but for the
// corpora and licences, which are for people.
type Header struct {
	Version string `json:"version"`

	Labels struct {
		UPOS []string `json:"upos"`
		XPOS []string `json:"xpos"`
		Rel  []string `json:"rel"`
		Name []string `json:"name"`
	} `json:"labels"`

	Width     int   `json:"width"`
	Dilations []int `json:"dilations"`
	Arc       int   `json:"arc"`
	Rel       int   `json:"rel"`
	Buckets   int   `json:"buckets"`
	Distances []int `json:"distances"`

	// Numbers that stand for 1 in the 16-bit activations of each kind.
	DepOne    float32 `json:"depOne"`
	HeadOne   float32 `json:"headOne"`
	ArcOne    float32 `json:"arcOne"`
	RelDepOne float32 `json:"relDepOne"`
	RelHdOne  float32 `json:"relHdOne"`
}

// linear is a layer: out = in × weights × scale + bias, the scale one per output.
type linear struct {
	matrix
	scale, bias []float32
}

// norm is layer normalisation's gain and offset, in units of the activations.
type norm struct{ gain, offset []float32 }

type weights struct {
	Header
	rowOf     map[string]uint32 // normalised word → row; words not in it have row 0
	word, sub embedding
	norm0     norm
	first     linear // the first layer: outputs for the word before, the word and the word after
	norm1     norm
	stack     stack  // the other layers
	heads     linear // all heads that read the last layer, side by side
	arc, rel  linear
	rootHead  []int16
	rootRel   []int16
	distance  []int32 // by head minus dependent, from -MaxTokens on
	rootArc   int32   // what the root has in distance's stead
	lemmas    lemmatizer
}

// reader takes tensors off the file one after another; the first shortage sticks.
type reader struct {
	rest []byte
	err  error
}

var errShort = errors.New("weights end too early")

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.rest) {
		r.err = errShort
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) block() []byte {
	b := r.take(4)
	if b == nil {
		return nil
	}
	return r.take(int(binary.LittleEndian.Uint32(b)))
}

func (r *reader) floats(n int) []float32 {
	b := r.take(4 * n)
	if b == nil {
		return make([]float32, n)
	}
	out := make([]float32, n)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

func (r *reader) int32s(n int) []int32 {
	out := make([]int32, n)
	if b := r.take(4 * n); b != nil {
		for i := range out {
			out[i] = int32(binary.LittleEndian.Uint32(b[4*i:]))
		}
	}
	return out
}

func (r *reader) int16s(n int) []int16 {
	out := make([]int16, n)
	if b := r.take(2 * n); b != nil {
		for i := range out {
			out[i] = int16(binary.LittleEndian.Uint16(b[2*i:]))
		}
	}
	return out
}

func (r *reader) norm(n int) norm {
	l := norm{r.floats(n), r.floats(n)}
	for i := range l.gain {
		l.gain[i] *= one
		l.offset[i] *= one
	}
	return l
}

func (r *reader) linear(in, out int) linear {
	var l linear
	l.pack(r.int16s(in*out), in, out)
	l.scale, l.bias = padded(r.floats(out)), padded(r.floats(out))
	return l
}

// padded adds zeros for the columns that a matrix has more than outputs.
func padded(v []float32) []float32 {
	return append(v, make([]float32, roundUp(len(v), panel)-len(v))...)
}

// parted reads a layer over three words as one over a single word with outputs for each
// of its three places.
func (r *reader) parted(width int) linear {
	var l linear
	rows := r.int16s(3 * width * width)
	places := make([]int16, 0, len(rows))
	for k := range 3 {
		for out := range width {
			places = append(places, rows[(3*out+k)*width:][:width]...)
		}
	}
	l.pack(places, width, 3*width)
	l.scale, l.bias = r.floats(width), r.floats(width)
	return l
}

func (r *reader) embedding(rows, width int) embedding {
	return embedding{width, r.take(rows * width), r.floats(rows)}
}

func (r *reader) stack(width int, dilations []int) stack {
	k := stack{width: width, dilations: dilations}
	for range dilations {
		k.conv = append(k.conv, r.linear(3*width, width))
		k.norms = append(k.norms, r.norm(width))
	}
	return k
}

// end tells what is wrong with a file that has been read.
func (r *reader) end() error {
	if r.err == nil && len(r.rest) > 0 {
		return fmt.Errorf("%d bytes too many after the weights", len(r.rest))
	}
	return r.err
}

// open reads a file's magic line and its header.
func open(file []byte, magic string, header any) (*reader, error) {
	rest, ok := bytes.CutPrefix(file, []byte(magic))
	if !ok {
		return nil, errors.New("not a file of weights")
	}
	r := &reader{rest: rest}
	if err := json.Unmarshal(r.block(), header); err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	return r, nil
}

func readWeights(file []byte) (*weights, error) {
	w := &weights{}
	r, err := open(file, magic, &w.Header)
	if err != nil {
		return nil, err
	}
	h := &w.Header
	if h.Width <= 0 || h.Width%rowBlock != 0 || h.Arc%rowBlock != 0 || h.Rel%rowBlock != 0 || h.Buckets <= caseRows || len(h.Dilations) == 0 {
		return nil, fmt.Errorf("header: sizes %d, %d, %d, %d do not fit this program", h.Width, h.Arc, h.Rel, h.Buckets)
	}
	words := strings.Split(string(r.block()), "\n")
	w.rowOf = make(map[string]uint32, len(words))
	for i, s := range words[1:] {
		w.rowOf[s] = uint32(i + 1)
	}
	w.word = r.embedding(len(words), h.Width)
	w.sub = r.embedding(h.Buckets, h.Width)
	w.norm0 = r.norm(h.Width)
	w.first, w.norm1 = r.parted(h.Width), r.norm(h.Width)
	w.stack = r.stack(h.Width, h.Dilations[1:])
	tags := len(h.Labels.UPOS) + len(h.Labels.XPOS) + len(h.Labels.Name)
	w.heads = r.linear(h.Width, tags+2*h.Arc+2*h.Rel)
	w.arc = r.linear(h.Arc, h.Arc)
	w.rel = r.linear(3*h.Rel, len(h.Labels.Rel))
	if root := slices.Index(h.Labels.Rel, "root"); root >= 0 {
		w.rel.bias[root] = -1e9 // the tree says which word has it
	}
	w.rootHead, w.rootRel = r.int16s(h.Arc), r.int16s(h.Rel)
	w.spreadDistances(r.int32s(1 + 2*(len(h.Distances)+1)))
	lemmas := r.block()
	if err := r.end(); err != nil {
		return nil, err
	}
	if w.lemmas, err = readLemmas(string(lemmas)); err != nil {
		return nil, fmt.Errorf("lemmas: %w", err)
	}
	return w, nil
}

// spreadDistances gives each distance its bucket's score. Buckets are the root's,
// then those to the left by length, then those to the right.
func (w *weights) spreadDistances(buckets []int32) {
	w.rootArc = buckets[0]
	w.distance = make([]int32, 2*MaxTokens+1)
	for i := range w.distance {
		d, k := i-MaxTokens, 1
		if d >= 0 {
			k += len(w.Distances) + 1
		}
		for _, edge := range w.Distances {
			if max(d, -d) > edge {
				k++
			}
		}
		w.distance[i] = buckets[k]
	}
}
