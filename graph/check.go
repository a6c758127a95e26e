package graph

import (
	"errors"
	"fmt"
	"regexp"
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
	v := Vocab()
	_, ok := v.Edges[e.Type]
	switch {
	case !ok:
		return fmt.Errorf("no edge type %q", e.Type)
	case e.ID == "":
		return errors.New("it needs an id")
	case e.Asserter != "" && labels[e.Asserter] == "":
		return fmt.Errorf("no node %q for its asserter", e.Asserter)
	case v.Statuses[e.Status] == "":
		return fmt.Errorf("no status %q", e.Status)
	case e.Date != "" && !isoDate.MatchString(e.Date):
		return fmt.Errorf("date %q is not YYYY, YYYY-MM, YYYY-MM-DD or two of them with a slash", e.Date)
	case e.Confidence < 0 || e.Confidence > 1:
		return fmt.Errorf("confidence %g is not within 0…1", e.Confidence)
	}
	return quoted(fields, e.Evidence.Field, e.Evidence.Text, e.Evidence.Start, e.Evidence.End)
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
	v := Vocab()
	switch {
	case r.Article != nil && r.Article.ID == "":
		return errors.New("article has no id")
	case r.Node != nil && v.Labels[r.Node.Label] == "":
		return fmt.Errorf("node %q: no label %q", r.Node.ID, r.Node.Label)
	case r.Node != nil && r.Node.ID == "":
		return errors.New("node has no id")
	case r.Edge != nil && v.Statuses[r.Edge.Status] == "":
		return fmt.Errorf("edge %q: no status %q", r.Edge.ID, r.Edge.Status)
	case r.Edge != nil && (r.Edge.ID == "" || r.Edge.Source == "" || r.Edge.Target == ""):
		return fmt.Errorf("edge %q: it needs an id, a source and a target", r.Edge.ID)
	case r.Statement != nil && (r.Statement.Edge == "" || r.Statement.Article == ""):
		return errors.New("statement needs an edge and an article")
	case r.Mentions != nil && (r.Mentions.Node == "" || r.Mentions.Article == ""):
		return errors.New("mentions need a node and an article")
	}
	if r.Edge != nil {
		if _, ok := v.Edges[r.Edge.Type]; !ok {
			return fmt.Errorf("edge %q: no edge type %q", r.Edge.ID, r.Edge.Type)
		}
	}
	return nil
}
