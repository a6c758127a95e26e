package neo4j

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"newsgraph/graph"
)

// scriptBatch is how many rows one statement of a script writes.
const scriptBatch = 500

// WriteScript writes the graph as Cypher statements, each ended by a semicolon
// at the end of its line, for cypher-shell -f. Run again, it changes nothing. It
// makes and updates but never removes: for that there is Load.
func WriteScript(w io.Writer, records iter.Seq2[*graph.Record, error]) error {
	out := bufio.NewWriterSize(w, 1<<16)
	for _, s := range schemaStatements() {
		out.WriteString(oneLine(s) + ";\n")
	}
	fmt.Fprintf(out, "MERGE %s SET m.schema = %d;\n", meta, schemaVersion)
	kind := Articles
	groups := map[string][]element{} // of the kind, by label or type
	flush := func() {
		for _, group := range slices.Sorted(maps.Keys(groups)) {
			writeStatement(out, groups[group])
		}
		clear(groups)
	}
	for r, err := range records {
		if err != nil {
			return err
		}
		e, err := elementOf(r)
		if err != nil {
			return err
		}
		if e.kind != kind {
			flush()
			kind = e.kind
		}
		groups[e.group] = append(groups[e.group], e)
		if len(groups[e.group]) == scriptBatch {
			writeStatement(out, groups[e.group])
			delete(groups, e.group)
		}
	}
	flush()
	return out.Flush()
}

// oneLine drops comments and line breaks from a statement.
func oneLine(s string) string {
	var words []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
			words = append(words, line)
		}
	}
	return strings.Join(words, " ")
}

func writeStatement(out *bufio.Writer, batch []element) {
	out.WriteString("UNWIND [")
	for i, e := range batch {
		if i > 0 {
			out.WriteString(", ")
		}
		out.WriteString(literal(e.row))
	}
	out.WriteString("] AS row " + batch[0].kind.merge(batch[0].group) + ";\n")
}

// merge writes a row that may be there already.
func (k Kind) merge(group string) string {
	switch k {
	case Articles:
		return "MERGE (x:Article {id: row[0]}) SET x = " + k.properties()
	case Nodes:
		return "MERGE (x:Entity {id: row[0]}) SET x = " + k.properties() + ", x:" + group
	case Edges:
		claim, relationship := edgeProperties(group)
		return k.matchEnds() + "MERGE (c:Claim {id: row[0]}) SET c = " + claim + " MERGE (c)-[:SUBJECT]->(f) MERGE (c)-[:OBJECT]->(t) " +
			"MERGE (f)-[r:" + group + " {id: row[0]}]->(t) SET r = " + relationship
	}
	return k.matchEnds() + "MERGE (f)-[x:" + shapes[k].relationship + " {id: row[0]}]->(t) SET x = " + k.properties()
}

// literal writes a value as Cypher. Text cannot end its quotes, for they and the
// backslash are escaped.
func literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return literalText(v)
	case []string:
		items := make([]any, len(v))
		for i, s := range v {
			items[i] = s
		}
		return literal(items)
	case []any:
		items := make([]string, len(v))
		for i := range v {
			items[i] = literal(v[i])
		}
		return "[" + strings.Join(items, ", ") + "]"
	case float64:
		s := strconv.FormatFloat(v, 'g', -1, 64)
		if !strings.ContainsAny(s, ".e") {
			s += ".0"
		}
		return s
	}
	return fmt.Sprint(v)
}

// literalText breaks the text between a backslash and a "u": Neo4j reads \uXXXX
// before it looks for escaped backslashes.
func literalText(s string) string {
	var b strings.Builder
	b.WriteByte('\'')
	before := ' '
	for _, r := range s {
		switch {
		case r == '\'' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == 'u' && before == '\\':
			b.WriteString("' + 'u")
		default:
			b.WriteRune(r) // what is not UTF-8 comes as U+FFFD
		}
		before = r
	}
	b.WriteByte('\'')
	return b.String()
}
