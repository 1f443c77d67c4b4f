package org.pfocr.rdf.map;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.TermRow;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * The chemicals and diseases of the output: each once, with all that the rows say of it. Not thread-safe.
 *
 * <p>One MeSH id may be listed as both; it is then one node of both classes.
 */
final class TermConcepts {
    static final class Seen {
        private final Tally names = new Tally();
        private final Tally terms = new Tally();
        private final Set<TermKind> kinds = EnumSet.noneOf(TermKind.class);
        private final Map<TermKind, Set<String>> others = new EnumMap<>(TermKind.class);
    }

    private final Map<String, Seen> withMesh = new HashMap<>();
    private final Map<TermKind, Map<String, Seen>> withoutMesh = new EnumMap<>(TermKind.class);

    void observe(TermKind kind, TermRow row) {
        Seen seen;
        if (row.mesh() != null) {
            seen = withMesh.computeIfAbsent(row.mesh(), id -> new Seen());
            if (row.other() != null) {
                seen.others.computeIfAbsent(kind, k -> new TreeSet<>()).add(row.other());
            }
        } else if (row.other() != null) {
            seen = withoutMesh
                    .computeIfAbsent(kind, k -> new HashMap<>())
                    .computeIfAbsent(row.other(), id -> new Seen());
        } else {
            return;
        }
        seen.kinds.add(kind);
        if (row.name() != null) {
            seen.names.add(row.name());
        }
        if (row.matchedTerm() != null) {
            seen.terms.add(row.matchedTerm());
        }
    }

    /**
     * A chemical or disease.
     *
     * @param kind of the id; null for a MeSH id
     */
    record Concept(@Nullable TermKind kind, String id, Seen seen) {}

    /** All concepts: those with a MeSH id, then the others by kind, each by id. */
    List<Concept> sorted() {
        List<Concept> sorted = new ArrayList<>();
        add(null, withMesh, sorted);
        withoutMesh.forEach((kind, concepts) -> add(kind, concepts, sorted));
        return sorted;
    }

    private static void add(@Nullable TermKind kind, Map<String, Seen> concepts, List<Concept> sorted) {
        concepts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(concept -> sorted.add(new Concept(kind, concept.getKey(), concept.getValue())));
    }

    static void write(Concept concept, TripleBatch out) {
        TermKind ofId = concept.kind;
        if (ofId == null) {
            Statements statements = described(Iris.mesh(concept.id), concept.id, concept.seen, out)
                    .link(Terms.SKOS_EXACT_MATCH, Iris.meshTwin(concept.id));
            concept.seen.others.forEach((kind, ids) -> ids.forEach(id -> {
                statements.link(Terms.SKOS_EXACT_MATCH, kind.other(id));
                wikiPathwaysForm(statements, kind, id);
            }));
        } else {
            Node entity = ofId.other(concept.id);
            String curie = entity.getURI()
                    .substring(entity.getURI().lastIndexOf('/') + 1)
                    .replace('_', ':');
            wikiPathwaysForm(described(entity, curie, concept.seen, out), ofId, concept.id);
        }
    }

    private static void wikiPathwaysForm(Statements concept, TermKind kind, String id) {
        if (kind == TermKind.CHEMICAL) {
            concept.link(Terms.WP_BDB_CH_EBI, Iris.chebiWikiPathways(id));
        }
    }

    /** The ontology's name is the label; without one, the MeSH term that the text matched. */
    private static Statements described(Node entity, String identifier, Seen seen, TripleBatch out) {
        Set<String> labels = new LinkedHashSet<>(seen.names.byFrequency());
        labels.addAll(seen.terms.byFrequency());
        Statements concept = new Statements(entity, out);
        seen.kinds.forEach(kind -> concept.is(kind.entityClass));
        boolean first = true;
        for (String label : labels) {
            concept.text(first ? Terms.RDFS_LABEL : Terms.SKOS_ALT_LABEL, label);
            first = false;
        }
        return concept.text(Terms.DCTERMS_IDENTIFIER, identifier);
    }
}
