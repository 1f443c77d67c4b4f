package org.pfocr.rdf.map;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/** The papers of the output: each once, with all that its figure files say of it. Not thread-safe. */
final class Papers {
    /**
     * What the figure files of a paper say of it, each different version once; mostly they agree. A version is kept as
     * bytes, since its fourteen texts would take three times the memory as objects.
     */
    private final Map<String, byte[][]> papers = new HashMap<>();

    void observe(Paper paper) {
        byte[] packed = packed(paper);
        byte[][] known = papers.get(paper.pmcid());
        if (known == null) {
            papers.put(paper.pmcid(), new byte[][] {packed});
        } else if (Arrays.stream(known).noneMatch(version -> Arrays.equals(version, packed))) {
            byte[][] more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = packed;
            papers.put(paper.pmcid(), more);
        }
    }

    /** Texts of a paper before its keywords. */
    private static final int TEXTS = 7;

    /** The length of each text in bytes, -1 where there is none, and its bytes. */
    private static byte[] packed(Paper paper) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            List<@Nullable String> texts = new ArrayList<>(Arrays.asList(
                    paper.title(),
                    paper.citation(),
                    paper.year(),
                    paper.doi(),
                    paper.journalTitle(),
                    paper.journalAbbreviation(),
                    paper.publisher()));
            texts.addAll(paper.keywords());
            for (String text : texts) {
                byte[] utf8 = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text == null ? -1 : utf8.length);
                out.write(utf8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Memory is written without errors.
        }
        return bytes.toByteArray();
    }

    private static Paper unpacked(String pmcid, byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        List<@Nullable String> texts = new ArrayList<>();
        while (in.hasRemaining()) {
            int length = in.getInt();
            texts.add(length < 0 ? null : new String(packed, in.position(), length, StandardCharsets.UTF_8));
            in.position(in.position() + Math.max(0, length));
        }
        List<String> keywords = new ArrayList<>();
        texts.subList(TEXTS, texts.size()).forEach(keyword -> keywords.add(String.valueOf(keyword)));
        return new Paper(
                pmcid,
                texts.get(0),
                texts.get(1),
                texts.get(2),
                texts.get(3),
                texts.get(4),
                texts.get(5),
                texts.get(6),
                keywords);
    }

    Set<String> pmcids() {
        return papers.keySet();
    }

    /** The PMC ids seen, each with what {@link #write} needs. */
    List<Map.Entry<String, byte[][]>> sorted() {
        return papers.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    }

    /**
     * @param seen one of {@link #sorted}
     * @param other the paper's ids from a table; null where there are none
     */
    static void write(Map.Entry<String, byte[][]> seen, @Nullable PaperIds other, TripleBatch out) {
        String pmcid = seen.getKey();
        List<Paper> sources = Arrays.stream(seen.getValue())
                .map(version -> unpacked(pmcid, version))
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
