package pattern

import (
	"fmt"
	"strings"
	"testing"
)

// parse makes a graph from "word/lemma/UPOS/rel/head" fields, heads from 0, -1 for the root.
func parse(t testing.TB, s string) *Graph {
	fields := strings.Fields(s)
	g := &Graph{
		Nodes: make([]Node, len(fields)), Heads: make([]int, len(fields)),
		Down: make([][]Arc, len(fields)), Up: make([][]Arc, len(fields)),
	}
	for i, f := range fields {
		p := strings.Split(f, "/")
		if len(p) != 5 {
			t.Fatalf("%q has %d parts", f, len(p))
		}
		g.Nodes[i] = Node{Word: strings.ToLower(p[0]), Lemma: p[1], UPOS: p[2], Rel: p[3]}
		if p[2] == "PROPN" {
			g.Nodes[i].Tags = []string{"actor"}
		}
		fmt.Sscan(p[4], &g.Heads[i])
	}
	for i, h := range g.Heads {
		if h >= 0 {
			g.Connect(h, g.Nodes[i].Rel, i)
		}
	}
	return g
}

const signed = "Macron/Macron/PROPN/nsubj/3 and/and/CCONJ/cc/2 Starmer/Starmer/PROPN/conj/0 signed/sign/VERB/root/-1 a/a/DET/det/5 declaration/declaration/NOUN/obj/3"

func TestMatch(t *testing.T) {
	tests := []struct{ pattern, sentence, want string }{
		{"{lemma:sign} >nsubj {}=s >obj {}=o", signed, "s=0 o=5"},
		{"{lemma:sign|ink upos:VERB} >nsubj ({}=s >conj {}=c)", signed, "s=0 c=2"},
		{"{lemma:ink} >nsubj {}=s", signed, ""},
		{"{upos:VERB}=v !>iobj {}", signed, "v=3"},
		{"{upos:VERB}=v !>obj {}", signed, ""},
		{"{upos:VERB} ?>iobj {}=i >obj {}=o", signed, "i=-1 o=5"},
		{"{is:actor}=a <nsubj {lemma:sign}", signed, "a=0"},
		{"{!is:actor word:/^decl/}=d << {upos:VERB}=v", signed, "d=5 v=3"},
		{"{upos:VERB} >> {is:actor}=a", signed, "a=0; a=2"},
		{"{upos:VERB} [>obj {}=x || >nsubj {}=x]", signed, "x=5; x=0"},
		{"{upos:DET} . {}=n", signed, "n=5"},
		{"{upos:NOUN} . {}=n", signed, ""},
		{"{upos:VERB} >nsubj|obj {}=x", signed, "x=0; x=5"},
	}
	for _, tt := range tests {
		t.Run(tt.pattern, func(t *testing.T) {
			p, err := Compile(tt.pattern)
			if err != nil {
				t.Fatal(err)
			}
			g := parse(t, tt.sentence)
			var got []string
			for i := range g.Nodes {
				p.Match(g, i, func(m []int) bool {
					var one []string
					for k, name := range p.Names() {
						one = append(one, fmt.Sprintf("%s=%d", name, m[k]))
					}
					got = append(got, strings.Join(one, " "))
					return true
				})
			}
			if g := strings.Join(got, "; "); g != tt.want {
				t.Errorf("got %q, want %q", g, tt.want)
			}
		})
	}
}

func TestCompileErrors(t *testing.T) {
	tests := []struct{ pattern, want string }{
		{"", "column 1: a node"},
		{"{lemma:}", "a value is expected"},
		{"{lemma", "is not one of"},
		{"{colour:red}", `"colour" is not one of`},
		{"{} >", "name of an arc"},
		{"{} >obj", "a node"},
		{"{} >obj ({}", ") is missing"},
		{"{} [>obj {}", "|| or ]"},
		{"{word:/(/}", "missing closing )"},
		{"{}= >obj {}", "a name is expected"},
		{"{} obj {}", "a relation is expected"},
		{"{}" + strings.Repeat(" [", 50), "deeper than"},
	}
	for _, tt := range tests {
		if _, err := Compile(tt.pattern); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Compile(%q) = %v, want an error with %q", tt.pattern, err, tt.want)
		}
	}
}

func FuzzCompile(f *testing.F) {
	f.Add("{lemma:sign} >nsubj ({}=s >conj {}) ?>obj {}=o [>a {} || <b {}] !>> {is:x}")
	f.Fuzz(func(t *testing.T, src string) {
		p, err := Compile(src)
		if err != nil {
			return
		}
		g := parse(t, signed)
		for i := range g.Nodes {
			n := 0
			p.Match(g, i, func([]int) bool { n++; return n < 100 })
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	p, err := Compile("{lemma:sign} >nsubj {}=s >obj {}=o")
	if err != nil {
		b.Fatal(err)
	}
	g := parse(b, signed)
	for b.Loop() {
		for i := range g.Nodes {
			p.Match(g, i, func([]int) bool { return true })
		}
	}
}
