package model

import (
	"hash/fnv"
	"reflect"
	"strings"
	"testing"

	"newsgraph/extract/text"
)

func TestListsMark(t *testing.T) {
	const cities, bodies = 0, 1
	l := lists{classes: 2, bits: map[uint32]uint16{}}
	add := func(class int, name string) {
		h := fnv.New32a()
		h.Write([]byte(name))
		l.add(h.Sum32(), 1<<class)
	}
	add(cities, "newyork")
	add(cities, "york")
	add(bodies, "york")
	add(bodies, "newyorktimes")
	add(bodies, "coca-cola")
	const (
		city = cities * listParts
		body = bodies * listParts
	)
	whole, start, inside, end := wholeName, nameStart, nameInside, nameEnd
	tests := []struct {
		sentence string
		want     []uint8 // city and body of each word
	}{
		{"in York", []uint8{0, 0, city + whole, body + whole}},
		// The longest entry wins, and a list's entries do not overlap.
		{"New York", []uint8{city + start, 0, city + end, body + whole}},
		{"New York Times", []uint8{city + start, body + start, city + end, body + inside, 0, body + end}},
		// An entry is found however it was cut into words.
		{"Coca - Cola", []uint8{0, body + start, 0, body + inside, 0, body + end}},
		{"COCA-COLA", []uint8{0, body + whole}},
		// No entry goes from one sentence into the next.
		{"New | York", []uint8{0, 0, city + whole, body + whole}},
	}
	for _, tt := range tests {
		var s scratch
		var batch [][]text.Token
		for _, part := range strings.Split(tt.sentence, " | ") {
			batch = append(batch, sentence(strings.Fields(part)...).Tokens)
		}
		n := loaded(t).w.lookUp(&s, batch, false)
		l.mark(&s, batch, n)
		if !reflect.DeepEqual(s.names.marks, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.sentence, s.names.marks, tt.want)
		}
	}
}
