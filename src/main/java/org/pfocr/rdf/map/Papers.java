package org.pfocr.rdf.map;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.system.StreamRDF;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.Paper;
import org.pfocr.rdf.model.PaperIds;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** The papers of the output: each once, with all that its figure files say of it. Not thread-safe. */
final class Papers {
    /** Figure files of one paper agree but for a few, so most entries have one element. */
    private final Map<String, List<Paper>> papers = new HashMap<>();

    void observe(Paper paper) {
        List<Paper> known = papers.get(paper.pmcid());
        if (known == null) {
            papers.put(paper.pmcid(), List.of(paper));
        } else if (!known.contains(paper)) {
            List<Paper> more = new ArrayList<>(known);
            more.add(paper);
            papers.put(paper.pmcid(), more);
        }
    }

    Set<String> pmcids() {
        return papers.keySet();
    }

    /**
     * @param ids PubMed ids and DOIs by PMC id, from a table; empty where the user gave none
     */
    void write(StreamRDF out, Map<String, PaperIds> ids) {
        new TreeMap<>(papers).forEach((pmcid, sources) -> {
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
            PaperIds other = ids.get(pmcid);
            if (other != null && other.pmid() != null) {
                paper.text(Terms.FABIO_HAS_PUB_MED_ID, other.pmid())
                        .links(Terms.SKOS_EXACT_MATCH, Iris.pubmedForms(other.pmid()));
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
        });
    }

    /** Wikidata and WikiPathways write DOIs in capitals, everybody else as registered. */
    private static void dois(Statements paper, Set<String> dois) {
        Set<Node> links = new LinkedHashSet<>();
        for (String doi : dois) {
            String upper = doi.toUpperCase(Locale.ROOT);
            paper.text(Pfocr.doi, doi).text(Pfocr.doiUpperCase, upper);
            links.add(Iris.doi(doi));
            links.add(Iris.doi(upper));
        }
        paper.links(Terms.SKOS_EXACT_MATCH, links);
    }

    private static Set<String> all(List<Paper> sources, Function<Paper, @Nullable String> part) {
        Set<String> values = new TreeSet<>();
        sources.stream().map(part).filter(Objects::nonNull).forEach(value -> values.add(Objects.requireNonNull(value)));
        return values;
    }
}
