package org.pfocr.rdf.entity;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.Paper;
import org.pfocr.rdf.model.PaperIds;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Statements;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/** Triples of papers: each once, with all that its figure files say of it. Stateless. */
final class Papers {
    private Papers() {}

    /**
     * Writes a paper.
     *
     * @param facts what its figure files say; mostly they agree
     * @param other the paper's ids from a table; null where there are none
     */
    static void write(List<Map.Entry<Fact.OfPaper, Long>> facts, @Nullable PaperIds other, TripleBatch out) {
        String pmcid = facts.get(0).getKey().paper().pmcid();
        // Their order decides that of keywords, and must not depend on that of the figures.
        List<Paper> sources = facts.stream()
                .map(fact -> fact.getKey().paper())
                .sorted(Comparator.comparing(Paper::toString))
                .toList();
        Statements paper = new Statements(Iris.paper(pmcid), out)
                .is(Terms.FABIO_JOURNAL_ARTICLE)
                .is(Terms.SCHEMA_SCHOLARLY_ARTICLE)
                .texts(Terms.DCTERMS_TITLE, all(sources, Paper::title))
                .texts(Terms.RDFS_LABEL, all(sources, Paper::title))
                .texts(Terms.DCTERMS_BIBLIOGRAPHIC_CITATION, all(sources, Paper::citation));
        for (String year : all(sources, Paper::year)) {
            paper.link(Terms.DCTERMS_ISSUED, NodeFactory.createLiteralDT(year, XSDDatatype.XSDgYear));
        }
        paper.text(Terms.DCTERMS_IDENTIFIER, pmcid)
                .text(Terms.FABIO_HAS_PUB_MED_CENTRAL_ID, pmcid.substring("PMC".length()));
        Set<String> dois = all(sources, Paper::doi);
        Set<String> pmids = other != null && other.pmid() != null ? Set.of(other.pmid()) : all(sources, Paper::pmid);
        for (String pmid : pmids) {
            paper.text(Terms.FABIO_HAS_PUB_MED_ID, pmid).links(Terms.SKOS_EXACT_MATCH, Iris.pubmedForms(pmid));
        }
        if (other != null && other.doi() != null && dois.isEmpty()) {
            dois.add(other.doi());
        }
        dois(paper, dois);
        paper.texts(Pfocr.journalTitle, all(sources, Paper::journalTitle))
                .texts(Pfocr.journalAbbreviation, all(sources, Paper::journalAbbreviation))
                .texts(Terms.DCTERMS_PUBLISHER, all(sources, Paper::publisher));
        Set<String> keywords = new LinkedHashSet<>();
        sources.forEach(source -> keywords.addAll(source.keywords()));
        paper.texts(Terms.SCHEMA_KEYWORDS, keywords);
    }

    /** Wikidata and WikiPathways write DOIs in capitals, everybody else as registered. */
    private static void dois(Statements paper, Set<String> dois) {
        Set<Node> links = new LinkedHashSet<>();
        for (String doi : dois) {
            paper.text(Pfocr.doi, doi)
                    .text(Pfocr.doiUpperCase, Iris.upperCase(doi))
                    .text(Terms.SKOS_NOTATION, "doi:" + doi);
            links.addAll(Iris.doiForms(doi));
        }
        paper.links(Terms.SKOS_EXACT_MATCH, links);
    }

    private static Set<String> all(List<Paper> sources, Function<Paper, @Nullable String> part) {
        Set<String> values = new TreeSet<>();
        sources.stream().map(part).filter(Objects::nonNull).forEach(value -> values.add(Objects.requireNonNull(value)));
        return values;
    }
}
