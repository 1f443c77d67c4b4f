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
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
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
     * @param headings MeSH's names by MeSH id; empty where the user gave no table
     */
    static void write(List<Map.Entry<Fact.OfConcept, Long>> facts, Map<String, String> headings, TripleBatch out) {
        Fact.OfConcept first = facts.get(0).getKey();
        if (first.mesh() == null) {
            String other = Objects.requireNonNull(first.other());
            Node entity = first.kind().other(other);
            String curie = entity.getURI()
                    .substring(entity.getURI().lastIndexOf('/') + 1)
                    .replace('_', ':');
            otherForms(described(entity, curie, null, facts, out), first.kind(), other);
            return;
        }
        String heading = headings.get(first.mesh());
        Statements statements = described(Iris.mesh(first.mesh()), first.mesh(), heading, facts, out)
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
                otherForms(statements, kind, other);
            });
        }
    }

    /** What WikiPathways and Wikidata (P683, P699) join on. */
    private static void otherForms(Statements concept, TermKind kind, String id) {
        if (kind == TermKind.CHEMICAL) {
            concept.link(Terms.WP_BDB_CH_EBI, Iris.chebiWikiPathways(id)).text(Pfocr.chebiId, id);
        } else {
            concept.text(Pfocr.diseaseOntologyId, "DOID:" + id);
        }
    }

    /**
     * The label of a MeSH id is MeSH's own name, where the rows or a table have it, else the other ontology's name, else the
     * word that was read most often.
     */
    private static Statements described(
            Node entity,
            String identifier,
            @Nullable String heading,
            List<Map.Entry<Fact.OfConcept, Long>> facts,
            TripleBatch out) {
        Tally names = new Tally();
        Tally terms = new Tally();
        Tally words = new Tally();
        Set<TermKind> kinds = EnumSet.noneOf(TermKind.class);
        facts.forEach(fact -> {
            kinds.add(fact.getKey().kind());
            names.add(fact.getKey().name(), fact.getValue());
            terms.add(fact.getKey().term(), fact.getValue());
            words.add(fact.getKey().word(), fact.getValue());
        });
        boolean isMesh = facts.get(0).getKey().mesh() != null;
        Set<String> labels = new LinkedHashSet<>();
        if (heading != null) {
            labels.add(heading);
        }
        labels.addAll((isMesh ? terms : names).byFrequency());
        labels.addAll((isMesh ? names : terms).byFrequency());
        if (labels.isEmpty()) {
            labels.add(words.byFrequency().get(0));
        }
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
