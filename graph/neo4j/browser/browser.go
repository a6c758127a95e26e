// Package browser holds what makes the graph at home in Neo4j Browser: a style,
// a guide for newcomers, and the query library as favourites.
package browser

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"encoding/csv"
	"strconv"
	"strings"

	"newsgraph/graph/neo4j"
)

// Style colours, sizes and names the graph's labels and types; Browser takes it
// by ":style URL" or dropped on its window. The format knows no comments.
//
//go:embed style.grass
var Style []byte

// The address that guide.md gives for the pages of a local server.
const usualAddress = "http://127.0.0.1:7474/browser/newsgraph/"

//go:embed guide.md
var guide string

// Files are all that Browser can take, by file name. at is the address that
// they will be served at.
func Files(at string) (map[string][]byte, error) {
	guide := strings.ReplaceAll(guide, usualAddress, at)
	favourites, err := favourites()
	if err != nil {
		return nil, err
	}
	saved, err := savedQueries()
	if err != nil {
		return nil, err
	}
	return map[string][]byte{
		"style.grass":       Style,
		"guide.md":          []byte(guide),
		"guide.html":        []byte(slides(guide)),
		"queries.cypher":    []byte(queries()),
		"favourites.zip":    favourites,
		"saved-queries.csv": saved,
	}, nil
}

// Greeting has Browser open the guide, served at an address, when it has connected.
func Greeting(at string) string { return "play " + at + "guide.html" }

// queries is the library as one file of statements.
func queries() string {
	var b strings.Builder
	for _, q := range neo4j.Library() {
		b.WriteString(strings.TrimSpace(q.Inlined()) + ";\n\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// favourites is the library for Browser's favourites: a file for each question
// in a folder, titled by its first line.
func favourites() ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, q := range neo4j.Library() {
		f, err := z.Create("newsgraph/" + q.Name + ".cypher")
		if err != nil {
			return nil, err
		}
		if _, err := f.Write([]byte(q.Inlined())); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// savedQueries is the library for the saved Cypher of Browser's newer form, in a
// folder of its own.
func savedQueries() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{
		{"name", "description", "query", "id", "parentId", "isFolder"},
		{"newsgraph", "", "", "0", "", "true"},
	}
	for i, q := range neo4j.Library() {
		rows = append(rows, []string{q.Title, q.Description, q.Inlined(), strconv.Itoa(i + 1), "0", "false"})
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}
