// Package wordlist reads the lists of words that the stages of the extraction ask
// for from data files, so that whoever knows the language can add to them without
// reading code.
package wordlist

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Lists are the lists of a file by name, and which of them were asked for. What they
// hold is asked for while the program starts, and they are part of it: whatever is
// wrong with them is a panic.
type Lists struct {
	nodes map[string]yaml.Node
	asked map[string]bool
}

// MustParse reads a file in YAML: a list is its words in a row, several rows of them,
// or rows by name.
func MustParse(file []byte) *Lists {
	l := &Lists{asked: make(map[string]bool)}
	if err := yaml.Unmarshal(file, &l.nodes); err != nil {
		panic(fmt.Sprintf("lists of words: %v", err))
	}
	return l
}

// Set returns the words of a list that is one row.
func (l *Lists) Set(name string) map[string]bool {
	var row string
	l.decode(name, &row)
	return set(name, row)
}

// Sets returns the words of each row of a list.
func (l *Lists) Sets(name string) []map[string]bool {
	var rows []string
	l.decode(name, &rows)
	var out []map[string]bool
	for _, row := range rows {
		out = append(out, set(name, row))
	}
	return out
}

// Map returns the words of each row of a list, by the rows' names.
func (l *Lists) Map(name string) map[string]map[string]bool {
	var rows map[string]string
	l.decode(name, &rows)
	out := make(map[string]map[string]bool)
	for key, row := range rows {
		out[key] = set(name, row)
	}
	return out
}

// Unused returns the names of the lists that nobody asked for, sorted.
func (l *Lists) Unused() []string {
	unused := maps.Clone(l.nodes)
	for name := range l.asked {
		delete(unused, name)
	}
	return slices.Sorted(maps.Keys(unused))
}

func (l *Lists) decode(name string, rows any) {
	node, ok := l.nodes[name]
	if !ok {
		panic(fmt.Sprintf("no list of words is called %q", name))
	}
	if err := node.Decode(rows); err != nil {
		panic(fmt.Sprintf("the list of words %q: %v", name, err))
	}
	l.asked[name] = true
}

func set(name, row string) map[string]bool {
	words := make(map[string]bool)
	for w := range strings.FieldsSeq(row) {
		if words[w] {
			panic(fmt.Sprintf("the list of words %q has %q twice", name, w))
		}
		words[w] = true
	}
	return words
}
