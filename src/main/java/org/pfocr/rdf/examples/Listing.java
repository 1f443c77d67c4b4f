package org.pfocr.rdf.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.query.Query;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Prefixes;

/**
 * What registries and collections ask of an endpoint, made of the example queries: files to be sent to them. The build writes
 * them to {@code target/listing}; nothing of the program reads them.
 */
public final class Listing {
    private static final String ENDPOINT = Iris.endpoint().getURI();
    private static final String LICENCE = Iris.CC0;
    private static final String TITLE = "PFOCR: pathway figures as linked data";
    private static final String DESCRIPTION =
            "Genes, chemicals and diseases that were recognised in published pathway figures,"
                    + " with the words, the lexicons and the papers they came from.";
    private static final List<String> TRAPS = List.of(
            "Years are xsd:gYear: FILTER (?year > 2015) is an error for each row and finds nothing; write"
                    + " xsd:integer(STR(?year)) > 2015.",
            "A word such as AKT or PI3K stands for all genes of a family. Leave its mentions out with"
                    + " FILTER NOT EXISTS { ?mention pfocr:geneGroup ?group }.",
            "A gene id belongs to one species. State it: ?gene wp:organism obo:NCBITaxon_9606.",
            "Files of 2021 (pfocr:generation 1) have human genes only; later ones have genes of many organisms.",
            "http://identifiers.org and https://identifiers.org are two IRIs; genes have the https form, and the other by"
                    + " owl:sameAs.",
            "Matches are the outcome of a program, and some are false; pfocr:lexicon tells how a word was matched.");

    private final Path folder;

    private Listing(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes the files.
     *
     * @param arguments the folder to write to
     */
    public static void main(String[] arguments) throws IOException {
        new Listing(Path.of(arguments[0])).write(QueryFile.all());
    }

    private void write(List<QueryFile> all) throws IOException {
        List<QueryFile> ours = all.stream().filter(file -> file.runAt() == null).toList();
        write("sparql-examples/examples/PFOCR/prefixes.ttl", prefixes());
        for (int i = 0; i < ours.size(); i++) {
            String number = String.format(Locale.ROOT, "%03d", i + 1);
            write("sparql-examples/examples/PFOCR/" + number + ".ttl", example(number, ours.get(i)));
        }
        write("qlever/Qleverfile.pfocr", QLEVER);
        write("togomcp/pfocr.yaml", mie(ours));
        write("kg-registry/pfocr.md", KG_REGISTRY.formatted(TITLE, DESCRIPTION, LICENCE, ENDPOINT));
        write("wikipathways/sparql-endpoint-interoperability.md", WIKIPATHWAYS.formatted(ENDPOINT));
        write("bioregistry/pfocr.md", BIOREGISTRY.formatted(Iris.FIGURES, Iris.FIGURES));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    // ---- SIB's collection of SPARQL examples (sib-swiss/sparql-examples, README)

    private static String prefixes() {
        StringBuilder turtle = new StringBuilder("""
                @prefix owl: <http://www.w3.org/2002/07/owl#> .
                @prefix sh: <http://www.w3.org/ns/shacl#> .
                @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

                _:sparql_examples_prefixes a owl:Ontology ;
                    owl:imports sh: ;
                    sh:declare""");
        turtle.append(Prefixes.ALL.entrySet().stream()
                .map(prefix -> " [ sh:prefix \"" + prefix.getKey() + "\" ; sh:namespace \"" + prefix.getValue()
                        + "\"^^xsd:anyURI ]")
                .collect(Collectors.joining(" ,\n       ")));
        return turtle.append(" .\n").toString();
    }

    private static String example(String number, QueryFile file) {
        Query query = file.query();
        String kind = query.isSelectType() ? "Select" : query.isAskType() ? "Ask" : "Construct";
        TreeSet<String> words = new TreeSet<>(file.keywords());
        words.add(file.field("category"));
        StringBuilder turtle = new StringBuilder("@prefix ex: <" + ENDPOINT + "/.well-known/sparql-examples/> .\n")
                .append("@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n")
                .append("@prefix schema: <https://schema.org/> .\n")
                .append("@prefix sh: <http://www.w3.org/ns/shacl#> .\n")
                .append("@prefix spex: <https://purl.expasy.org/sparql-examples/ontology#> .\n\n")
                .append("ex:" + number + " a sh:SPARQLExecutable , sh:SPARQL" + kind + "Executable ;\n")
                .append("    rdfs:comment " + quoted(file.field("question")) + "@en ;\n")
                .append("    sh:prefixes _:sparql_examples_prefixes ;\n")
                .append("    sh:" + kind.toLowerCase(Locale.ROOT) + " \"\"\"")
                .append(file.text()
                        .replaceAll("(?m)^# param: .*\\n", "")
                        .replace("\\", "\\\\")
                        .replace("\"\"\"", "\\\"\\\"\\\""))
                .append("\"\"\" ;\n    schema:target <" + ENDPOINT + "> ;\n    schema:keywords ")
                .append(words.stream().map(Listing::quoted).collect(Collectors.joining(" , ")));
        if (!file.services().isEmpty()) {
            turtle.append(" ;\n    spex:federatesWith ")
                    .append(file.services().stream()
                            .map(service -> "<" + service + ">")
                            .collect(Collectors.joining(" , ")));
        }
        return turtle.append(" .\n").toString();
    }

    /** A string of Turtle, and of YAML in double quotes. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    // ---- TogoMCP's description of a database (dbcls/togomcp, togo_mcp/data/mie)

    private static String mie(List<QueryFile> files) {
        StringBuilder yaml = new StringBuilder("schema_info:\n")
                .append("  title: " + quoted(TITLE) + "\n  description: " + quoted(DESCRIPTION) + "\n")
                .append("  endpoint: " + ENDPOINT + "\n  base_uri: " + Iris.FIGURES + "\n  graphs:\n")
                .append("    - https://pfocr.wikipathways.org/graph/figures\n")
                .append("  categories:\n    - pathway\n    - gene\n    - literature\n")
                .append("critical_warnings: |\n");
        TRAPS.forEach(trap -> yaml.append("  - ").append(trap).append('\n'));
        yaml.append(SHAPES).append("rdf_prefixes:\n");
        for (Map.Entry<String, String> prefix : Prefixes.ALL.entrySet()) {
            yaml.append("  " + prefix.getKey() + ": " + quoted(prefix.getValue()) + "\n");
        }
        yaml.append("sparql_query_examples:\n");
        for (QueryFile file : files) {
            yaml.append("  - title: " + quoted(file.title()) + "\n")
                    .append("    question: " + quoted(file.field("question")) + "\n")
                    .append("    description: " + quoted(file.field("description")) + "\n")
                    .append("    complexity: " + (file.services().isEmpty() ? "basic" : "advanced") + "\n")
                    .append("    sparql: |\n");
            file.text()
                    .lines()
                    .filter(line -> !line.matches("# (title|category|question|description|keywords|param): .*"))
                    .forEach(line -> yaml.append(line.isEmpty() ? "\n" : "      " + line + "\n"));
        }
        return yaml.toString();
    }

    private static final String SHAPES = """
            shape_expressions: |
              PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#>
              <FigureShape> { a [ pfocr:PathwayFigure ] ; dcterms:identifier xsd:string ; dcterms:title xsd:string ? ;
                dcterms:isPartOf @<PaperShape> ; pfocr:mentionsGene @<GeneShape> * ; foaf:depiction IRI * }
              <PaperShape> { a [ fabio:JournalArticle ] ; dcterms:title xsd:string ? ; dcterms:issued xsd:gYear ? }
              <MentionShape> { pfocr:inFigure @<FigureShape> ; pfocr:word xsd:string ; pfocr:matchedTerm xsd:string ? ;
                pfocr:lexicon IRI ; pfocr:gene @<GeneShape> * ; pfocr:geneGroup IRI ? }
              <GeneShape> { a [ pfocr:Gene ] ; rdfs:label xsd:string ; dcterms:identifier xsd:string ; wp:organism IRI ;
                skos:exactMatch IRI * ; owl:sameAs IRI }
            """;

    private static final String QLEVER = """
            # QLever, with the dump of a release: https://github.com/ad-freiburg/qlever-control
            [data]
            NAME         = pfocr
            GET_DATA_CMD = curl -sLO https://pfocr.wikipathways.org/downloads/pfocr.nq.gz
            DESCRIPTION  = Pathway figures of PFOCR as linked data

            [index]
            INPUT_FILES  = *.nq.gz
            CAT_INPUT_FILES = zcat ${INPUT_FILES}
            FORMAT       = nq
            SETTINGS_JSON = { "num-triples-per-batch": 1000000 }

            [server]
            PORT         = 7050
            ACCESS_TOKEN = ${NAME}
            MEMORY_FOR_QUERIES = 5G

            [runtime]
            SYSTEM       = docker
            IMAGE        = docker.io/adfreiburg/qlever:latest

            [ui]
            UI_CONFIG    = default
            """;

    private static final String KG_REGISTRY = """
            ---
            id: pfocr
            name: "%s"
            description: "%s"
            category: KnowledgeGraph
            domains: [biological systems, literature]
            license:
              id: %s
              label: CC0 1.0
            products:
              - id: pfocr.sparql
                category: GraphProduct
                name: SPARQL endpoint
                product_url: %s
            ---
            """;

    private static final String WIKIPATHWAYS = """
            # SPARQL endpoint interoperability

            - Endpoint: %s
            - Genes: `https://identifiers.org/ncbigene/207`, the object of `wp:bdbEntrezGene`; the subject is the gene itself
            - Gene symbols: `https://identifiers.org/hgnc.symbol/AKT1`, the object of `wp:bdbHgncSymbol`, human genes only
            - Chemicals: `https://identifiers.org/chebi/CHEBI:15422`, the object of `wp:bdbChEBI`
            - Publications: `https://identifiers.org/pubmed/N` and `https://doi.org/…` in WikiPathways' form, by `skos:exactMatch`
            - Pathways: `https://identifiers.org/wikipathways/WP254` without revision, the object of `pfocr:wikiPathway`
            - Organisms: `http://purl.obolibrary.org/obo/NCBITaxon_9606`
            """;

    private static final String BIOREGISTRY = """
            # Facts for a Bioregistry prefix

            - prefix: pfocr
            - name: Pathway Figure OCR
            - homepage: https://pfocr.wikipathways.org
            - uri_format: %s$1.html
            - rdf_uri_format: %s$1.html
            - pattern: ^PMC\\d+__\\S+$
            - example: PMC3829346__zbc0361357840007
            - license: CC0-1.0
            """;
}
