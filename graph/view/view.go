// Package view writes a graph as one HTML file that opens from disk: a drawing
// to search, filter and walk through, and every edge with its quote.
//
// The file needs no network and can run nothing that is not its own: its
// Content-Security-Policy names the hashes of its script and style, and words
// of articles reach the page only as JSON data and text nodes.
package view

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"iter"
	"strings"
	"sync"

	"newsgraph/graph"
)

// Options say what a view shows.
type Options struct {
	Title string // over the graph; "" for "News graph"
	Nodes int    // most nodes that the file holds, the strongest first; 0 for 5,000
	Edges int    // most edges; 0 for 20,000
}

//go:embed page
var page embed.FS

//go:embed vendor/graph.min.js
var library string

//go:embed vendor/LICENSES.txt
var licences string

// scripts are the parts of the page's program, in the order in which they run.
var scripts = []string{"data", "state", "select", "draw", "timeline", "card", "table", "find", "filter", "main"}

// program gives the style and the script of the page.
var program = sync.OnceValues(func() (style, script string) {
	read := func(name string) string {
		b, err := page.ReadFile("page/" + name)
		if err != nil {
			panic("view: " + err.Error())
		}
		return string(b)
	}
	var js strings.Builder
	js.WriteString("/*\n" + licences + "*/\n" + library)
	js.WriteString("\n(() => {\n\"use strict\";\n")
	for _, name := range scripts {
		js.WriteString(read(name + ".js"))
	}
	js.WriteString("})();\n")
	return read("page.css"), js.String()
})

// Write writes the view of a merged graph, which it reads three times. The same
// graph gives the same bytes.
func Write(w io.Writer, records iter.Seq2[*graph.Record, error], o Options) error {
	if o.Title == "" {
		o.Title = "News graph"
	}
	if o.Nodes == 0 {
		o.Nodes = 5000
	}
	if o.Edges == 0 {
		o.Edges = 20000
	}
	d, err := collect(records, o)
	if err != nil {
		return fmt.Errorf("view: %w", err)
	}
	data, err := json.Marshal(d) // escapes <, > and &, so no text can end the element
	if err != nil {
		return fmt.Errorf("view: %w", err)
	}
	frame, err := page.ReadFile("page/page.html")
	if err != nil {
		return err
	}
	style, script := program()
	out := bufio.NewWriterSize(w, 1<<16)
	strings.NewReplacer(
		"{{title}}", html.EscapeString(o.Title),
		"{{policy}}", policy(style, script),
		"{{style}}", style,
		"{{data}}", string(data),
		"{{script}}", script,
	).WriteString(out, string(frame))
	return out.Flush()
}

// policy lets the page run its own script and style, draw images that it makes
// itself, and do nothing else.
func policy(style, script string) string {
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return fmt.Sprintf("default-src 'none'; script-src %s; style-src %s; img-src data: blob:; "+
		"base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'", hash(script), hash(style))
}
