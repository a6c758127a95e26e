package merge

func (m *merger) findDuplicates() error {
	m.clusters = make([]string, len(m.keys))
	for _, doc := range m.order {
		m.clusters[doc] = m.keys[doc].id
	}
	m.stats.Clusters = len(m.order)
	return nil
}
