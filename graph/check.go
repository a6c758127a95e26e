package graph

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"unicode/utf8"
)

var (
	isoCode = regexp.MustCompile(`^[A-Z]{3}$`)
	isoDate = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?$`)
)

// Check reports the first thing in a document that breaks the format or the
// vocabulary: whoever reads a document may then rely on it.
func (d *Document) Check() error {
	if d.ID == "" {
		return errors.New("document has no id")
	}
	if err := d.check(); err != nil {
		return fmt.Errorf("article %s: %w", d.ID, err)
	}
	return nil
}

func (d *Document) check() error {
	if d.Format > Format {
		return fmt.Errorf("format %d is newer than this newsgraph, which knows %d", d.Format, Format)
	}
	if d.Article.ID != d.ID {
		return fmt.Errorf("its article's id is %q", d.Article.ID)
	}
	if got := ContentHash(d.Article.Title, d.Text); d.Article.SHA256 != got {
		return fmt.Errorf("sha256 is %q, but its words give %q", d.Article.SHA256, got)
	}
	if err := checkDates(d.Article.Date); err != nil {
		return err
	}
	fields := map[string][]rune{"": []rune(d.Text), "title": []rune(d.Article.Title)}
	labels := make(map[string]string, len(d.Nodes))
	for i := range d.Nodes {
		n := &d.Nodes[i]
		if _, dup := labels[n.ID]; dup {
			return fmt.Errorf("node id %q stands twice", n.ID)
		}
		labels[n.ID] = n.Label
		if err := n.check(fields); err != nil {
			return fmt.Errorf("node %q: %w", n.ID, err)
		}
	}
	ids := make(map[string]bool, len(d.Edges))
	for i := range d.Edges {
		e := &d.Edges[i]
		if ids[e.ID] {
			return fmt.Errorf("edge id %q stands twice", e.ID)
		}
		ids[e.ID] = true
		if err := e.check(labels, fields); err != nil {
			return fmt.Errorf("edge %q: %w", e.ID, err)
		}
	}
	for i := range d.Acts {
		a := &d.Acts[i]
		if ids[a.ID] {
			return fmt.Errorf("act id %q stands twice", a.ID)
		}
		ids[a.ID] = true
		if err := a.check(labels, fields); err != nil {
			return fmt.Errorf("act %q: %w", a.ID, err)
		}
	}
	return nil
}

func (n *Node) check(fields map[string][]rune) error {
	v := Vocab()
	if n.ID == "" || n.Name == "" {
		return errors.New("it needs an id and a name")
	}
	if _, ok := v.Labels[n.Label]; !ok {
		return fmt.Errorf("no label %q", n.Label)
	}
	if n.ISO3 != "" && !isoCode.MatchString(n.ISO3) {
		return fmt.Errorf("iso3 %q is not three capital letters", n.ISO3)
	}
	for _, m := range n.Mentions {
		if err := quoted(fields, m.Field, m.Text, m.Start, m.End); err != nil {
			return fmt.Errorf("mention: %w", err)
		}
	}
	return nil
}

func (e *Edge) check(labels map[string]string, fields map[string][]rune) error {
	from, okFrom := labels[e.Source]
	to, okTo := labels[e.Target]
	switch t := Vocab().Edges[e.Type]; {
	case !okFrom:
		return fmt.Errorf("no node %q", e.Source)
	case !okTo:
		return fmt.Errorf("no node %q", e.Target)
	case t.To != nil && !t.Joins(from, to):
		return fmt.Errorf("%s does not join a %s to a %s", e.Type, from, to)
	}
	return e.said(labels, fields)
}

func (a *Act) check(labels map[string]string, fields map[string][]rune) error {
	switch {
	case a.Source == "" && a.Target == "":
		return errors.New("it needs a source or a target")
	case a.Source != "" && labels[a.Source] == "":
		return fmt.Errorf("no node %q", a.Source)
	case a.Target != "" && labels[a.Target] == "":
		return fmt.Errorf("no node %q", a.Target)
	}
	return a.said(labels, fields)
}

// said checks all of an edge but its ends.
func (e *Edge) said(labels map[string]string, fields map[string][]rune) error {
	switch {
	case e.ID == "":
		return errors.New("it needs an id")
	case e.Asserter != "" && labels[e.Asserter] == "":
		return fmt.Errorf("no node %q for its asserter", e.Asserter)
	}
	if err := (coded{e.Type, e.Status, e.Date, e.DatePrecision, e.Plover, e.Mode, e.Cameo, e.Confidence}).check(); err != nil {
		return err
	}
	return quoted(fields, e.Evidence.Field, e.Evidence.Text, e.Evidence.Start, e.Evidence.End)
}

// coded is what an edge of a document and one of the merged graph say alike.
type coded struct {
	typ, status, date, precision, plover, mode, cameo string
	confidence                                        float64
}

func (c coded) check() error {
	v := Vocab()
	_, typ := v.Edges[c.typ]
	_, plover := v.Plover[c.plover]
	_, cameo := v.Cameo[c.cameo]
	switch {
	case !typ:
		return fmt.Errorf("no edge type %q", c.typ)
	case v.Statuses[c.status] == "":
		return fmt.Errorf("no status %q", c.status)
	case c.precision != "" && !slices.Contains(v.Precisions, c.precision):
		return fmt.Errorf("no date precision %q", c.precision)
	case c.plover != "" && !plover:
		return fmt.Errorf("no PLOVER type %q", c.plover)
	case c.mode != "" && !slices.Contains(v.Plover[c.plover].Modes, c.mode):
		return fmt.Errorf("PLOVER's %s has no mode %q", c.plover, c.mode)
	case c.cameo != "" && !cameo:
		return fmt.Errorf("no CAMEO code %q", c.cameo)
	case c.confidence < 0 || c.confidence > 1:
		return fmt.Errorf("confidence %g is not within 0…1", c.confidence)
	}
	return checkDates(c.date)
}

// checkDates takes "" for a date that is not known.
func checkDates(dates ...string) error {
	for _, d := range dates {
		if d != "" && !isoDate.MatchString(d) {
			return fmt.Errorf("date %q is not YYYY, YYYY-MM, YYYY-MM-DD or two of them with a slash", d)
		}
	}
	return nil
}

// quoted checks that a quote stands at its offsets.
func quoted(fields map[string][]rune, field, text string, start, end int) error {
	runes, ok := fields[field]
	if !ok {
		return fmt.Errorf("no field %q", field)
	}
	if start < 0 || end > len(runes) || start >= end {
		return fmt.Errorf("offsets %d–%d are outside the %d characters of the field", start, end, len(runes))
	}
	if got := string(runes[start:end]); got != text {
		return fmt.Errorf("%.60q does not stand at %d–%d, where the article has %.60q", text, start, end, got)
	}
	if !utf8.ValidString(text) {
		return errors.New("text is not valid UTF-8")
	}
	return nil
}

// Check reports the first thing in a record that breaks the format or the vocabulary.
func (r *Record) Check() error {
	set := 0
	for _, ok := range []bool{r.Article != nil, r.Node != nil, r.Edge != nil, r.Statement != nil, r.Mentions != nil} {
		if ok {
			set++
		}
	}
	if set != 1 {
		return fmt.Errorf("a record holds one of article, node, edge, statement and mentions; this one holds %d", set)
	}
	switch {
	case r.Article != nil:
		return r.Article.check()
	case r.Node != nil:
		return r.Node.check()
	case r.Edge != nil:
		return r.Edge.check()
	case r.Statement != nil && (r.Statement.Edge == "" || r.Statement.Article == ""):
		return errors.New("statement needs an edge and an article")
	case r.Mentions != nil && (r.Mentions.Node == "" || r.Mentions.Article == ""):
		return errors.New("mentions need a node and an article")
	}
	return nil
}

func (a *ArticleRecord) check() error {
	if a.ID == "" {
		return errors.New("article has no id")
	}
	if err := checkDates(a.Date); err != nil {
		return fmt.Errorf("article %q: %w", a.ID, err)
	}
	return nil
}

func (n *NodeRecord) check() error {
	if n.ID == "" {
		return errors.New("node has no id")
	}
	if Vocab().Labels[n.Label] == "" {
		return fmt.Errorf("node %q: no label %q", n.ID, n.Label)
	}
	if err := checkDates(n.Date, n.FirstSeen, n.LastSeen); err != nil {
		return fmt.Errorf("node %q: %w", n.ID, err)
	}
	return nil
}

func (e *EdgeRecord) check() error {
	if e.ID == "" || e.Source == "" || e.Target == "" {
		return fmt.Errorf("edge %q: it needs an id, a source and a target", e.ID)
	}
	err := (coded{e.Type, e.Status, e.Date, e.DatePrecision, e.Plover, e.Mode, e.Cameo, e.Confidence}).check()
	if err == nil {
		err = checkDates(e.FirstReported, e.LastReported)
	}
	if err != nil {
		return fmt.Errorf("edge %q: %w", e.ID, err)
	}
	return nil
}
