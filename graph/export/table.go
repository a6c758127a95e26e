package export

import (
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"

	"newsgraph/graph"
)

// The rows of csv and parquet. Dates are texts as the graph has them: a day, a
// month, a year, or two of these with a slash.
type (
	nodeRow struct {
		ID          string   `parquet:"id"`
		Label       string   `parquet:"label,dict"`
		Name        string   `parquet:"name"`
		Aliases     []string `parquet:"aliases,list"`
		Kind        string   `parquet:"kind,dict"`
		ISO3        string   `parquet:"iso3,dict"`
		QID         string   `parquet:"qid"`
		Nation      string   `parquet:"nation,dict"`
		Description string   `parquet:"description"`
		Partial     bool     `parquet:"partial"`
		Confidence  float64  `parquet:"confidence"`
		Date        string   `parquet:"date"`
		FirstSeen   string   `parquet:"first_seen"`
		LastSeen    string   `parquet:"last_seen"`
		Articles    int64    `parquet:"articles"`
	}
	edgeRow struct {
		ID            string   `parquet:"id"`
		Source        string   `parquet:"source"`
		Type          string   `parquet:"type,dict"`
		Target        string   `parquet:"target"`
		Status        string   `parquet:"status,dict"`
		Date          string   `parquet:"date"`
		DatePrecision string   `parquet:"date_precision,dict"`
		Title         string   `parquet:"title"`
		Plover        string   `parquet:"plover_type,dict"`
		Mode          string   `parquet:"plover_mode,dict"`
		Cameo         string   `parquet:"cameo,dict"`
		Score         *float64 `parquet:"plover_score,optional"`
		Asserter      string   `parquet:"asserter"`
		FirstReported string   `parquet:"first_reported"`
		LastReported  string   `parquet:"last_reported"`
		Reports       int64    `parquet:"reports"`
		Sources       int64    `parquet:"sources"`
		Confidence    float64  `parquet:"confidence"`
		Disputed      bool     `parquet:"disputed"`
		Quote         string   `parquet:"quote"`
	}
	claimRow struct {
		Edge       string  `parquet:"edge"`
		Article    string  `parquet:"article"`
		Quote      string  `parquet:"quote"`
		Start      int64   `parquet:"start"`
		End        int64   `parquet:"end"`
		Sentence   int64   `parquet:"sentence"`
		Field      string  `parquet:"field,dict"`
		Rule       string  `parquet:"rule,dict"`
		Confidence float64 `parquet:"confidence"`
		Asserter   string  `parquet:"asserter"`
	}
	articleRow struct {
		ID       string `parquet:"id"`
		Title    string `parquet:"title"`
		Date     string `parquet:"date"`
		Source   string `parquet:"source,dict"`
		URL      string `parquet:"url"`
		Dateline string `parquet:"dateline"`
		Language string `parquet:"language,dict"`
		SHA256   string `parquet:"sha256"`
		Cluster  string `parquet:"cluster"`
	}
	mentionRow struct {
		Article string `parquet:"article"`
		Node    string `parquet:"node"`
		Count   int64  `parquet:"count"`
	}
)

func rowOfNode(n *graph.NodeRecord) nodeRow {
	return nodeRow{n.ID, n.Label, n.Name, n.Aliases, n.Kind, n.ISO3, n.QID, n.Nation, n.Description, n.Partial, n.Confidence, n.Date, n.FirstSeen, n.LastSeen, int64(n.Articles)}
}

func rowOfEdge(e *graph.EdgeRecord) edgeRow {
	return edgeRow{e.ID, e.Source, e.Type, e.Target, e.Status, e.Date, e.DatePrecision, e.Title, e.Plover, e.Mode, e.Cameo, e.Score,
		e.Asserter, e.FirstReported, e.LastReported, int64(e.Reports), int64(e.Sources), e.Confidence, e.Disputed, e.Evidence}
}

func rowOfClaim(s *graph.StatementRecord) claimRow {
	return claimRow{s.Edge, s.Article, s.Quote, int64(s.Start), int64(s.End), int64(s.Sentence), s.Field, s.Rule, s.Confidence, s.Asserter}
}

func rowOfArticle(a *graph.ArticleRecord) articleRow {
	return articleRow{a.ID, a.Title, a.Date, a.Source, a.URL, a.Dateline, a.Language, a.SHA256, a.Cluster}
}

func rowOfMention(m *graph.MentionsRecord) mentionRow {
	return mentionRow{m.Article, m.Node, int64(m.Count)}
}

// tables are five open files, one for each kind of record.
type tables interface {
	node(nodeRow) error
	edge(edgeRow) error
	claim(claimRow) error
	article(articleRow) error
	mention(mentionRow) error
	close() error
}

func fill(t tables, records Records) error {
	for r, err := range records {
		if err == nil {
			switch {
			case r.Article != nil:
				err = t.article(rowOfArticle(r.Article))
			case r.Node != nil:
				err = t.node(rowOfNode(r.Node))
			case r.Edge != nil:
				err = t.edge(rowOfEdge(r.Edge))
			case r.Statement != nil:
				err = t.claim(rowOfClaim(r.Statement))
			case r.Mentions != nil:
				err = t.mention(rowOfMention(r.Mentions))
			}
		}
		if err != nil {
			return errors.Join(err, t.close())
		}
	}
	return t.close()
}

func writeParquet(dir string, records Records) error {
	var t parquetTables
	err := errors.Join(t.nodes.open(dir, "nodes.parquet"), t.edges.open(dir, "edges.parquet"), t.claims.open(dir, "claims.parquet"),
		t.articles.open(dir, "articles.parquet"), t.mentions.open(dir, "mentions.parquet"))
	if err != nil {
		return errors.Join(err, t.close())
	}
	return fill(&t, records)
}

type parquetTables struct {
	nodes    parquetFile[nodeRow]
	edges    parquetFile[edgeRow]
	claims   parquetFile[claimRow]
	articles parquetFile[articleRow]
	mentions parquetFile[mentionRow]
}

func (t *parquetTables) node(r nodeRow) error       { return t.nodes.add(r) }
func (t *parquetTables) edge(r edgeRow) error       { return t.edges.add(r) }
func (t *parquetTables) claim(r claimRow) error     { return t.claims.add(r) }
func (t *parquetTables) article(r articleRow) error { return t.articles.add(r) }
func (t *parquetTables) mention(r mentionRow) error { return t.mentions.add(r) }
func (t *parquetTables) close() error {
	return errors.Join(t.nodes.close(), t.edges.close(), t.claims.close(), t.articles.close(), t.mentions.close())
}

// parquetGroup is how many rows are held before a row group is written.
const parquetGroup = 50_000

type parquetFile[T any] struct {
	file   *os.File
	writer *parquet.GenericWriter[T]
	rows   []T
	held   int
}

func (p *parquetFile[T]) open(dir, name string) (err error) {
	if p.file, err = os.Create(filepath.Join(dir, name)); err != nil {
		return err
	}
	p.writer = parquet.NewGenericWriter[T](p.file, parquet.Compression(&parquet.Zstd), parquet.CreatedBy("newsgraph", "", ""))
	return nil
}

func (p *parquetFile[T]) add(row T) error {
	if p.rows = append(p.rows, row); len(p.rows) < 1024 {
		return nil
	}
	return p.write()
}

func (p *parquetFile[T]) write() error {
	n, err := p.writer.Write(p.rows)
	p.rows, p.held = p.rows[:0], p.held+n
	if err == nil && p.held >= parquetGroup {
		p.held = 0
		err = p.writer.Flush()
	}
	return err
}

func (p *parquetFile[T]) close() error {
	if p.writer == nil {
		return nil
	}
	return errors.Join(p.write(), p.writer.Close(), p.file.Close())
}

func writeCSV(dir string, records Records) error {
	var t csvTables
	err := errors.Join(
		t.nodes.open(dir, "nodes.csv", "id", "label", "name", "aliases", "kind", "iso3", "qid", "nation", "description", "partial", "confidence", "date", "first_seen", "last_seen", "articles"),
		t.edges.open(dir, "edges.csv", "id", "source", "type", "target", "status", "date", "date_precision", "title", "plover_type", "plover_mode", "cameo", "plover_score", "asserter", "first_reported", "last_reported", "reports", "sources", "confidence", "disputed", "quote"),
		t.claims.open(dir, "claims.csv", "edge", "article", "quote", "start", "end", "sentence", "field", "rule", "confidence", "asserter"),
		t.articles.open(dir, "articles.csv", "id", "title", "date", "source", "url", "dateline", "language", "sha256", "cluster"),
		t.mentions.open(dir, "mentions.csv", "article", "node", "count"))
	if err != nil {
		return errors.Join(err, t.close())
	}
	return fill(&t, records)
}

type csvTables struct{ nodes, edges, claims, articles, mentions csvFile }

type csvFile struct {
	file   *os.File
	writer *csv.Writer
}

func (c *csvFile) open(dir, name string, columns ...string) (err error) {
	if c.file, err = os.Create(filepath.Join(dir, name)); err != nil {
		return err
	}
	c.writer = csv.NewWriter(c.file)
	return c.writer.Write(columns)
}

func (c *csvFile) close() error {
	if c.writer == nil {
		return nil
	}
	c.writer.Flush()
	return errors.Join(c.writer.Error(), c.file.Close())
}

// aliasMark stands between aliases in one cell.
const aliasMark = "|"

func (t *csvTables) node(r nodeRow) error {
	aliases := make([]string, len(r.Aliases))
	for i, a := range r.Aliases {
		aliases[i] = strings.ReplaceAll(a, aliasMark, "/")
	}
	return t.nodes.writer.Write([]string{Cell(r.ID), r.Label, Cell(r.Name), Cell(strings.Join(aliases, aliasMark)), Cell(r.Kind), r.ISO3, r.QID, r.Nation,
		Cell(r.Description), strconv.FormatBool(r.Partial), number(r.Confidence), r.Date, r.FirstSeen, r.LastSeen, whole(r.Articles)})
}

func (t *csvTables) edge(r edgeRow) error {
	score := ""
	if r.Score != nil {
		score = number(*r.Score)
	}
	return t.edges.writer.Write([]string{r.ID, Cell(r.Source), r.Type, Cell(r.Target), r.Status, r.Date, r.DatePrecision, Cell(r.Title), r.Plover, r.Mode, r.Cameo, score,
		Cell(r.Asserter), r.FirstReported, r.LastReported, whole(r.Reports), whole(r.Sources), number(r.Confidence), strconv.FormatBool(r.Disputed), Cell(r.Quote)})
}

func (t *csvTables) claim(r claimRow) error {
	return t.claims.writer.Write([]string{r.Edge, Cell(r.Article), Cell(r.Quote), whole(r.Start), whole(r.End), whole(r.Sentence), r.Field, r.Rule, number(r.Confidence), Cell(r.Asserter)})
}

func (t *csvTables) article(r articleRow) error {
	return t.articles.writer.Write([]string{Cell(r.ID), Cell(r.Title), r.Date, Cell(r.Source), Cell(r.URL), Cell(r.Dateline), r.Language, r.SHA256, Cell(r.Cluster)})
}

func (t *csvTables) mention(r mentionRow) error {
	return t.mentions.writer.Write([]string{Cell(r.Article), Cell(r.Node), whole(r.Count)})
}

func (t *csvTables) close() error {
	return errors.Join(t.nodes.close(), t.edges.close(), t.claims.close(), t.articles.close(), t.mentions.close())
}

func whole(n int64) string { return strconv.FormatInt(n, 10) }
