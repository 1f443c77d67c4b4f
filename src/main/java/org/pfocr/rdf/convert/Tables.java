package org.pfocr.rdf.convert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDFBase;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.entity.Entities;
import org.pfocr.rdf.model.HgncGene;
import org.pfocr.rdf.model.Lookups;
import org.pfocr.rdf.model.PaperIds;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.read.HgncReader;
import org.pfocr.rdf.read.LicencesReader;
import org.pfocr.rdf.read.PaperIdsReader;
import org.pfocr.rdf.read.TaxonomyReader;
import org.pfocr.rdf.source.Packed;
import org.pfocr.rdf.source.SourceFile;
import org.pfocr.rdf.vocab.Terms;

/** Reads the tables of other projects, of the large ones only what the output needs. */
public final class Tables {
    /** A descriptor or supplementary concept of MeSH; the RDF of a year has the year before the id. */
    private static final Pattern MESH = Pattern.compile("http://id\\.nlm\\.nih\\.gov/mesh/(?:\\d{4}/)?([CD]\\d+)");

    private final OtherTables paths;
    private final Consumer<Problem> problems;

    /** @param problems gets what is wrong with the tables */
    public Tables(OtherTables paths, Consumer<Problem> problems) {
        this.paths = paths;
        this.problems = problems;
    }

    /** HGNC's genes by NCBI Gene id; none where there is no table. */
    public static Map<String, HgncGene> hgnc(@Nullable Path path, List<Problem> problems) throws IOException {
        if (path == null) {
            return Map.of();
        }
        try (InputStream in = Packed.open(path)) {
            return HgncReader.read(new SourceFile(path.toString(), in.readAllBytes()), problems);
        }
    }

    /** What the tables say of what was noted. */
    Lookups lookUp(Entities entities) throws IOException {
        return lookUp(entities.pmcids(), entities.meshIds(), entities.unknownOrganisms());
    }

    /**
     * What the tables say of papers, chemicals and diseases, and organisms.
     *
     * @param organisms names of organisms without taxonomy id
     */
    public Lookups lookUp(Set<String> pmcids, Set<String> meshIds, Set<String> organisms) throws IOException {
        Map<String, String> taxa = new HashMap<>(TaxonomyReader.frequent());
        taxa.putAll(read(paths.taxonomy(), (name, in) -> TaxonomyReader.read(name, in, organisms, problems)));
        Map<String, PaperIds> papers =
                read(paths.pmcIds(), (name, in) -> PaperIdsReader.read(name, in, pmcids, problems));
        Map<String, String> licences =
                read(paths.licences(), (name, in) -> LicencesReader.read(name, in, pmcids, problems));
        Map<String, String> headings = read(paths.mesh(), (name, in) -> headings(name, in, meshIds));
        return new Lookups(papers, licences, headings, taxa);
    }

    private interface Reader<V> {
        Map<String, V> read(String name, InputStream in) throws IOException;
    }

    private static <V> Map<String, V> read(@Nullable Path path, Reader<V> reader) throws IOException {
        if (path == null) {
            return Map.of();
        }
        try (InputStream in = Packed.open(path)) {
            return reader.read(path.toString(), in);
        }
    }

    /** MeSH's own names, of its RDF in any syntax that the file's name says; N-Triples where it says none. */
    private Map<String, String> headings(String name, InputStream in, Set<String> wanted) throws IOException {
        Map<String, String> headings = new HashMap<>();
        Lang lang = RDFLanguages.filenameToLang(name, Lang.NTRIPLES);
        try {
            RDFParser.source(in)
                    .lang(lang)
                    .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
                    .parse(new StreamRDFBase() {
                        @Override
                        public void triple(Triple triple) {
                            if (triple.getPredicate().equals(Terms.RDFS_LABEL)
                                    && triple.getSubject().isURI()
                                    && triple.getObject().isLiteral()) {
                                Matcher id = MESH.matcher(triple.getSubject().getURI());
                                if (id.matches() && wanted.contains(id.group(1))) {
                                    heading(id.group(1), triple, headings);
                                }
                            }
                        }
                    });
        } catch (RiotException e) {
            problems.accept(new Problem(
                    Kind.BAD_TABLE,
                    name,
                    0,
                    null,
                    "cannot be read further (" + e.getMessage() + ")",
                    "give NLM's MeSH RDF, such as mesh.nt.gz"));
        }
        if (headings.isEmpty() && !wanted.isEmpty()) {
            problems.accept(new Problem(
                    Kind.BAD_TABLE,
                    name,
                    0,
                    null,
                    "names none of the MeSH ids of the output",
                    "give NLM's MeSH RDF, such as mesh.nt.gz"));
        }
        return headings;
    }

    /** English goes first; without it, the first text by code point, so that the order of the file does not matter. */
    private static void heading(String id, Triple triple, Map<String, String> headings) {
        String language = triple.getObject().getLiteralLanguage();
        String text = triple.getObject().getLiteralLexicalForm();
        if (language.isEmpty() || language.startsWith("en")) {
            headings.merge(id, text, (a, b) -> a.compareTo(b) <= 0 ? a : b);
        }
    }
}
