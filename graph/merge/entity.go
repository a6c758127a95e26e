package merge

// entity is what all articles together say of the nodes with one id.
type entity struct {
	articles int
}

func (m *merger) collectNodes() error {
	m.entities = map[string]*entity{}
	return m.each(func(doc int32, d *digest) error {
		for i := range d.Nodes {
			n := &d.Nodes[i]
			if n.Label == "Event" {
				m.events = append(m.events, eventMention{mention: mention{doc, int32(i)}, name: n.Name, kind: n.Kind, date: d.Article.Date})
				continue
			}
		}
		return nil
	})
}

func (m *merger) identifyNodes() error {
	m.identities = map[mention]identity{}
	return nil
}

// identityOf is the node of the merged graph that a document's node is.
func (m *merger) identityOf(at mention, n *digestNode) identity {
	if is, ok := m.identities[at]; ok {
		return is
	}
	return identity{ID: n.ID, Reason: n.Reason, Confidence: n.Confidence}
}
