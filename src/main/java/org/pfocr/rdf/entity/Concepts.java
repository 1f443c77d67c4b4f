package org.pfocr.rdf.entity;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Statements;
import org.pfocr.rdf.vocab.TermKind;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * Triples of chemicals and diseases: each once, with all that the rows say of it. Stateless.
 *
 * <p>One MeSH id may be listed as both; it is then one node of both classes.
 */
final class Concepts {
    private Concepts() {}

    /** What stands for a concept: its MeSH id, or its kind and other id. Those with a MeSH id come first. */
    static String key(Fact.OfConcept fact) {
        return fact.mesh() != null ? "0" + fact.mesh() : "1" + fact.kind().key() + fact.other();
    }

    /**
     * Writes a concept.
     *
     * @param facts what rows say of it, with counts; all with one {@link #key}
     */
    static void write(List<Map.Entry<Fact.OfConcept, Long>> facts, TripleBatch out) {
        Fact.OfConcept first = facts.get(0).getKey();
        if (first.mesh() == null) {
            String other = Objects.requireNonNull(first.other());
            Node entity = first.kind().other(other);
            String curie = entity.getURI()
                    .substring(entity.getURI().lastIndexOf('/') + 1)
                    .replace('_', ':');
            wikiPathwaysForm(described(entity, curie, facts, out), first.kind(), other);
            return;
        }
        Statements statements = described(Iris.mesh(first.mesh()), first.mesh(), facts, out)
                .link(Terms.SKOS_EXACT_MATCH, Iris.meshTwin(first.mesh()));
        for (TermKind kind : TermKind.values()) {
            SortedSet<String> others = new TreeSet<>();
            facts.forEach(fact -> {
                if (fact.getKey().kind() == kind && fact.getKey().other() != null) {
                    others.add(fact.getKey().other());
                }
            });
            others.forEach(other -> {
                statements.link(Terms.SKOS_EXACT_MATCH, kind.other(other));
                wikiPathwaysForm(statements, kind, other);
            });
        }
    }

    private static void wikiPathwaysForm(Statements concept, TermKind kind, String id) {
        if (kind == TermKind.CHEMICAL) {
            concept.link(Terms.WP_BDB_CH_EBI, Iris.chebiWikiPathways(id));
        }
    }

    /** The ontology's name is the label; without one, the MeSH term that the text matched. */
    private static Statements described(
            Node entity, String identifier, List<Map.Entry<Fact.OfConcept, Long>> facts, TripleBatch out) {
        Tally names = new Tally();
        Tally terms = new Tally();
        Set<TermKind> kinds = EnumSet.noneOf(TermKind.class);
        facts.forEach(fact -> {
            kinds.add(fact.getKey().kind());
            names.add(fact.getKey().name(), fact.getValue());
            terms.add(fact.getKey().term(), fact.getValue());
        });
        Set<String> labels = new LinkedHashSet<>(names.byFrequency());
        labels.addAll(terms.byFrequency());
        Statements concept = new Statements(entity, out);
        kinds.forEach(kind -> concept.is(kind.entityClass()));
        boolean first = true;
        for (String label : labels) {
            concept.text(first ? Terms.RDFS_LABEL : Terms.SKOS_ALT_LABEL, label);
            first = false;
        }
        return concept.text(Terms.DCTERMS_IDENTIFIER, identifier);
    }
}
