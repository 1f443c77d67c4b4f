package org.pfocr.rdf.entity;

import java.util.List;
import java.util.Map;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Statements;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/** Triples of families and complexes of genes: each once, with all members that rows give it. Stateless. */
final class GeneGroups {
    private GeneGroups() {}

    /**
     * Writes a group.
     *
     * @param facts what rows say of it; all with one IRI
     */
    static void write(List<Map.Entry<Fact.OfGroup, Long>> facts, TripleBatch out) {
        Fact.OfGroup first = facts.get(0).getKey();
        Statements group = new Statements(Iris.geneGroup(first.lexicon(), first.term(), first.taxon()), out)
                .is(Pfocr.GeneGroup)
                .text(Terms.RDFS_LABEL, first.term().replace('_', ' '))
                .text(Terms.SKOS_NOTATION, first.term())
                .link(Terms.DCTERMS_SOURCE, Pfocr.lexicon(first.lexicon()));
        if (first.taxon() != null && first.taxon().chars().allMatch(c -> c >= '0' && c <= '9')) {
            group.link(Terms.WP_ORGANISM, Iris.taxon(first.taxon()));
        }
        if (first.lexicon().equals(Pfocr.BIOENTITIES)) { // The other lexicon has the names in capitals.
            group.link(Terms.SKOS_EXACT_MATCH, Iris.famplex(first.term()));
        }
        facts.stream()
                .mapToLong(fact -> fact.getKey().gene())
                .sorted()
                .forEach(gene -> group.link(Pfocr.member, Iris.gene(gene)));
    }
}
