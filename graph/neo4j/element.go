package neo4j

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"newsgraph/graph"
)

// Kind is what a record describes. Kinds are written in this order, so that
// the ends of a relationship are there before it.
type Kind int

// The kinds, in the order of a merged graph's records.
const (
	Articles Kind = iota
	Nodes
	Edges
	Statements
	Mentions
	kinds = 5
)

var kindNames = [kinds]string{"articles", "nodes", "edges", "statements", "mentions"}

func (k Kind) String() string { return kindNames[k] }

// element is a record as it is written.
type element struct {
	kind  Kind
	id    string
	group string // label of a node, type of an edge, else ""
	row   []any  // id, hash, the two ends (or nil), then the kind's columns
}

// Where an element's row has what.
const (
	rowID = iota
	rowHash
	rowFrom
	rowTo
	rowValues
)

// The properties of each kind. A Claim carries what its relationship does, but
// for the quote, which stands in the statements.
var (
	articleColumns   = columnsOf[graph.ArticleRecord]()
	nodeColumns      = columnsOf[graph.NodeRecord]("label")
	edgeColumns      = columnsOf[graph.EdgeRecord]("source", "target", "type")
	claimColumns     = edgeColumns.without("evidence")
	statementColumns = columnsOf[graph.StatementRecord]("edge", "article")
	mentionColumns   = columnsOf[graph.MentionsRecord]("article", "node")
)

// mapping is counted up when the same record is to be stored otherwise, so that
// the next load writes all of it again.
const mapping = "1"

// elementOf refuses what the vocabulary does not know: labels and types become
// parts of statements.
func elementOf(r *graph.Record) (element, error) {
	if err := r.Check(); err != nil {
		return element{}, err
	}
	var e element
	var from, to any
	var values []any
	switch {
	case r.Article != nil:
		e = element{kind: Articles, id: r.Article.ID}
		values = articleColumns.values(r.Article)
	case r.Node != nil:
		e = element{kind: Nodes, id: r.Node.ID, group: r.Node.Label}
		values = nodeColumns.values(r.Node)
	case r.Edge != nil:
		e = element{kind: Edges, id: r.Edge.ID, group: r.Edge.Type}
		from, to = r.Edge.Source, r.Edge.Target
		values = edgeColumns.values(r.Edge)
	case r.Statement != nil:
		s := r.Statement
		e = element{kind: Statements, id: statementID(s)}
		from, to = s.Article, s.Edge
		values = statementColumns.values(s)
	case r.Mentions != nil:
		e = element{kind: Mentions, id: graph.ID("mentions", r.Mentions.Article, r.Mentions.Node)}
		from, to = r.Mentions.Article, r.Mentions.Node
		values = mentionColumns.values(r.Mentions)
	}
	hash, err := hashOf(r)
	if err != nil {
		return element{}, fmt.Errorf("%v %q: %w", e.kind, e.id, err)
	}
	e.row = append([]any{e.id, hash, from, to}, values...)
	return e, nil
}

// statementID tells apart what one article says of one edge in several places.
func statementID(s *graph.StatementRecord) string {
	return graph.ID("statement", s.Edge, s.Article, s.Field, strconv.Itoa(s.Start), strconv.Itoa(s.End), s.Rule, s.Asserter)
}

func hashOf(r *graph.Record) (int64, error) {
	text, err := json.Marshal(r)
	if err != nil {
		return 0, err
	}
	sum := sha256.Sum256(append(text, mapping...))
	return int64(binary.BigEndian.Uint64(sum[:8])), nil
}

// entityLabels and edgeTypes are the vocabulary's, sorted; statements are built
// of them and of nothing that was read.
var (
	entityLabels = slices.Sorted(maps.Keys(graph.Vocab().Labels))
	edgeTypes    = slices.Sorted(maps.Keys(graph.Vocab().Edges))
)

// placeholder is the label of a node that others name but that no record has
// described yet.
const placeholder = "Placeholder"

// A shape is how a kind lies in the database: as nodes of a label, or as
// relationships of a type.
type shape struct {
	label, relationship string
	from, to            string // labels of a relationship's ends
}

var shapes = [kinds]shape{
	Articles:   {label: "Article"},
	Nodes:      {label: "Entity"},
	Edges:      {label: "Claim", from: "Entity", to: "Entity"},
	Statements: {relationship: "STATES", from: "Article", to: "Claim"},
	Mentions:   {relationship: "MENTIONS", from: "Article", to: "Entity"},
}

// match finds x by an id. Without the hint, a plan cached while the database
// was nearly empty scans the whole index for every row.
func (s shape) match(id string) string {
	if s.label != "" {
		return "MATCH (x:" + s.label + " {id: " + id + "}) USING INDEX SEEK x:" + s.label + "(id)"
	}
	return matchRelationship(s.relationship, id)
}

func matchRelationship(typ, id string) string {
	return "MATCH ()-[x:" + typ + " {id: " + id + "}]->() USING INDEX SEEK x:" + typ + "(id)"
}

// look asks which of $ids are there, with which hash, and of which type an edge is.
func (k Kind) look() string {
	typ := "null"
	if k == Edges {
		typ = "x.type"
	}
	return "UNWIND $ids AS id " + shapes[k].match("id") + " RETURN id, x.hash, " + typ
}

// matchEnds finds the ends f and t of a row. Rows whose ends are missing yield
// nothing, so the number of rows that come out has to be counted.
func (k Kind) matchEnds() string {
	s := shapes[k]
	return fmt.Sprintf("MATCH (f:%[1]s {id: row[%[2]d]}) USING INDEX SEEK f:%[1]s(id) MATCH (t:%[3]s {id: row[%[4]d]}) USING INDEX SEEK t:%[3]s(id) ",
		s.from, rowFrom, s.to, rowTo)
}

// properties writes what the kind's node or relationship holds.
func (k Kind) properties() string {
	c, more := columns{}, ", hash: row[1]}"
	switch k {
	case Articles:
		c = articleColumns
	case Nodes:
		c = nodeColumns
	case Statements:
		c, more = statementColumns, ", id: row[0], hash: row[1]}"
	case Mentions:
		c, more = mentionColumns, ", id: row[0], hash: row[1]}"
	}
	return strings.TrimSuffix(c.properties(rowValues), "}") + more
}

// edgeProperties are those of an edge's Claim and of its relationship.
func edgeProperties(typ string) (claim, relationship string) {
	claim = strings.TrimSuffix(claimColumns.properties(rowValues), "}") + ", type: '" + typ + "', hash: row[1]}"
	relationship = strings.TrimSuffix(edgeColumns.properties(rowValues), "}") + ", claim: row[0]}"
	return claim, relationship
}

// create writes $rows that are not there and returns how many it wrote.
func (k Kind) create(group string) string {
	const unwind, count = "UNWIND $rows AS row ", " RETURN count(*)"
	switch k {
	case Articles:
		return unwind + "CREATE (x:Article " + k.properties() + ") " +
			"WITH row OPTIONAL MATCH (r:Retraction {id: row[0]}) DELETE r" + count
	case Nodes:
		return unwind + "CREATE (:Entity:" + group + " " + k.properties() + ")" + count
	case Edges:
		claim, relationship := edgeProperties(group)
		return unwind + k.matchEnds() + "CREATE (c:Claim " + claim + "), (c)-[:SUBJECT]->(f), (c)-[:OBJECT]->(t), (f)-[:" + group + " " + relationship + "]->(t)" + count
	}
	return unwind + k.matchEnds() + "CREATE (f)-[:" + shapes[k].relationship + " " + k.properties() + "]->(t)" + count
}

// update writes $rows that are there, but otherwise or as placeholders, and
// returns how many it wrote. Of an edge only the Claim must be there: detach
// has removed the rest.
func (k Kind) update(group string) string {
	const unwind, count = "UNWIND $rows AS row ", " RETURN count(*)"
	set := unwind + shapes[k].match("row[0]")
	switch k {
	case Articles:
		return set + keepCluster(k.properties()) + count
	case Nodes:
		others := slices.DeleteFunc(slices.Clone(entityLabels), func(l string) bool { return l == group })
		return set + " SET x = " + k.properties() + ", x:" + group + ":" + recount + " REMOVE x:" + placeholder + ":" + strings.Join(others, ":") + count
	case Edges:
		claim, relationship := edgeProperties(group)
		return set + " " + k.matchEnds() + "SET x = " + claim + ", x:" + recount + " REMOVE x:" + placeholder +
			" CREATE (x)-[:SUBJECT]->(f), (x)-[:OBJECT]->(t), (f)-[:" + group + " " + relationship + "]->(t)" + count
	}
	panic("neo4j: " + k.String() + " are removed and created, not updated")
}

// keepCluster sets an article's properties. A graph that has the article alone
// does not know of the near-duplicates that another graph had with it, so these
// stay, unless $whole: then the graph is all there is to be.
func keepCluster(properties string) string {
	return " WITH row, x, x.cluster AS cluster, x.sha256 AS sha256 SET x = " + properties + " REMOVE x:" + placeholder +
		" FOREACH (_ IN CASE WHEN NOT $whole AND cluster <> x.id AND coalesce(sha256, '') = coalesce(x.sha256, '') AND (x.cluster = x.id OR cluster < x.cluster)" +
		" AND EXISTS { MATCH (:Article {id: cluster}) } THEN [1] ELSE [] END | SET x.cluster = cluster, x.hash = 0)"
}

// remove removes the relationships of $ids.
func (k Kind) remove() string { return "UNWIND $ids AS id " + shapes[k].match("id") + " DELETE x" }
