package org.pfocr.rdf.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDFBase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.map.ContextSource;
import org.pfocr.rdf.map.FigureMapper;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.model.GeneRow;
import org.pfocr.rdf.model.OrganismNames;
import org.pfocr.rdf.model.Paper;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.model.TermRow;
import org.pfocr.rdf.problem.Severity;
import org.pfocr.rdf.read.FigureReader;
import org.pfocr.rdf.read.ReadResult;
import org.pfocr.rdf.sink.DumpFormat;
import org.pfocr.rdf.sink.DumpSink;
import org.pfocr.rdf.sink.Output;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.source.FigureFiles;
import org.pfocr.rdf.source.SourceFile;
import org.pfocr.rdf.text.XmlText;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.TripleBatch;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** What must hold for any input, on generated input. The seed is in each test's name; -Dpfocr.seed=N runs that one. */
class PropertyTest {
    private static final String ALPHABET =
            "abAB019 -_:#'\"\\/|*&!%@`{}[],?<>=~.()+;$^αβİıß中é\u00a0\u2028\ud83e\uddec\u202e\u0001\u007f";
    private static final String[] HOSTILE = {
        "NO",
        "ON",
        "Y",
        "1e5",
        "0x1F",
        "2013-01",
        "~",
        "null",
        "true",
        "(Src",
        "AR*",
        "\"\"\"app\"\"\"",
        "\\foxa2",
        "TarS/M/P",
        "İNOS",
        "---",
        "- a",
        "# b",
        "a: b",
        "'",
        "\"",
        "<script>",
        "012",
        ".inf",
        "%41",
        "@id"
    };
    private static final String GENE_HEADER = "organism_id\torganism_name\torganism_group\tword\tmatch\tncbigene_symbol"
            + "\tncbigene_id\tsource\tcount_direct\tcount_synonym\tcount_match";

    @TempDir
    private Path folder;

    static List<Long> seeds() {
        Long given = Long.getLong("pfocr.seed");
        if (given != null) {
            return List.of(given);
        }
        Random random = new Random();
        return random.longs(Integer.getInteger("pfocr.seeds", 20)).boxed().toList();
    }

    // ---- A figure record written as YAML and read back

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aFigureWrittenAsYamlMapsToTheSameTriples(long seed) throws IOException {
        Random random = new Random(seed);
        Figure figure = figure(random);
        DumperOptions options = new DumperOptions();
        options.setDefaultScalarStyle(
                DumperOptions.ScalarStyle.values()[random.nextInt(DumperOptions.ScalarStyle.values().length)]);
        options.setDefaultFlowStyle(
                random.nextBoolean() ? DumperOptions.FlowStyle.BLOCK : DumperOptions.FlowStyle.FLOW);
        options.setWidth(20 + random.nextInt(100));
        options.setAllowUnicode(random.nextBoolean());
        options.setSplitLines(random.nextBoolean());
        // The last word may end in U+2028, which YAML takes for a line's end and strip() for white space.
        String yaml = new Yaml(options).dump(fields(figure, random));
        String page = "---\n" + yaml + (yaml.endsWith("\n") ? "" : "\n") + "---\n";
        SourceFile file = new SourceFile(figure.id() + ".md", page.getBytes(StandardCharsets.UTF_8));
        ReadResult result = FigureReader.read(new FigureFiles(file, Map.of()));
        assertThat(result.problems()).as(page).isEmpty();
        Figure read = ((ReadResult.Read) result).figure();
        assertThat(read).as(page).isEqualTo(figure);
        assertThat(triples(read)).isEqualTo(triples(figure)).isNotEmpty();
    }

    private static Figure figure(Random random) {
        String pmcid = "PMC" + (1 + random.nextInt(99_999));
        List<GeneRow> genes = new ArrayList<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            genes.add(new GeneRow(
                    word(random),
                    word(random),
                    word(random),
                    1 + random.nextInt(50),
                    "hgnc_symbol",
                    Taxon.HUMAN,
                    null));
        }
        List<TermRow> chemicals = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            chemicals.add(new TermRow(word(random), "D" + (100_000 + random.nextInt(9)), null, null, null));
        }
        Paper paper = new Paper(
                pmcid,
                text(random),
                text(random),
                "20" + (10 + random.nextInt(20)),
                null,
                null,
                null,
                null,
                null,
                List.of());
        return new Figure(
                pmcid + "__f" + random.nextInt(100),
                1,
                text(random),
                text(random),
                text(random),
                text(random),
                List.of(),
                List.of(),
                text(random),
                null,
                random.nextDouble(),
                (long) random.nextInt(1000),
                paper,
                List.of(text(random)),
                List.of(),
                List.of("WP" + random.nextInt(1000)),
                List.of(),
                List.of(),
                genes,
                chemicals,
                List.of(),
                List.of());
    }

    private static Map<String, Object> fields(Figure figure, Random random) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("figid", figure.id());
        fields.put("figtitle", figure.title());
        fields.put("caption", figure.caption());
        fields.put("number", figure.number());
        fields.put("figtype", figure.type());
        fields.put("filename", figure.fileName());
        fields.put("pathway_score", String.valueOf(figure.pathwayScore()));
        fields.put("pmc_ranked_result_index", String.valueOf(figure.searchRank()));
        fields.put("pmcid", figure.paper().pmcid());
        fields.put("papertitle", figure.paper().title());
        fields.put("reftext", figure.paper().citation());
        fields.put("year", figure.paper().year());
        fields.put("organisms", figure.organisms());
        fields.put("wpid", figure.wikiPathways().get(0));
        fields.put(
                "genes",
                figure.genes().stream()
                        .map(row -> cells(
                                random,
                                "word",
                                row.word(),
                                "symbol",
                                row.matchedTerm(),
                                "source",
                                row.lexicon(),
                                "hgnc_symbol",
                                row.symbol(),
                                "entrez",
                                Long.toString(row.entrez())))
                        .toList());
        fields.put(
                "chemicals",
                figure.chemicals().stream()
                        .map(row -> cells(random, "word", row.word(), "source", "MESH", "identifier", row.mesh()))
                        .toList());
        return fields;
    }

    /**
     * The cells in an order that depends on the seed alone; that of Map.of differs from one JVM to the next.
     *
     * @param cells names and values in turn
     */
    private static Map<String, String> cells(Random random, String... cells) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < cells.length; i += 2) {
            places.add(i);
        }
        Collections.shuffle(places, random);
        Map<String, String> ordered = new LinkedHashMap<>();
        places.forEach(place -> ordered.put(cells[place], cells[place + 1]));
        return ordered;
    }

    private static List<Triple> triples(Figure figure) throws IOException {
        List<Triple> triples = new ArrayList<>();
        StreamRDFBase shared = new StreamRDFBase() {
            @Override
            public void triple(Triple triple) {
                triples.add(triple);
            }
        };
        TripleBatch own = new FigureMapper(
                        ContextSource.load(Map.of()), new OrganismNames(List.of()), ConversionOptions.EUROPE_PMC_IMAGES)
                .map(figure, "file", shared, problem -> {})
                .own();
        for (int i = 0; i < own.size(); i++) {
            triples.add(own.triple(i));
        }
        return triples;
    }

    // ---- Side tables

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void randomTablesKeepEveryRow(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> rows = rows(random);
        Converted converted = Converted.of(checkout("a", rows));
        assertThat(converted.totals().rows()).isEqualTo(rows.size());
        assertThat(converted.totals().reportedRows()).isZero();
        assertThat(converted.problems()).allMatch(problem -> problem.severity() != Severity.ERROR);
        TreeSet<String> expected = new TreeSet<>();
        for (String row : rows) {
            String[] cells = row.split("\t", -1);
            String lexicon = Pfocr.lexicon(cells[7]).getURI();
            expected.add(String.join("\t", cells[3], cells[4], cells[6], lexicon, cells[0]));
        }
        TreeSet<String> answered = new TreeSet<>();
        converted.select("""
                        SELECT ?word ?term ?id ?lexicon ?taxon {
                          ?m pfocr:word ?word ; pfocr:gene/dcterms:identifier ?id ; pfocr:lexicon ?lexicon ;
                            pfocr:taxon/dcterms:identifier ?taxon . OPTIONAL { ?m pfocr:matchedTerm ?term } }""").forEach(row -> answered.add(String.join("\t", row)));
        assertThat(answered).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfRowsDoesNotMatter(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> rows = rows(random);
        Path input = checkout("b", rows);
        byte[] before = dump(input, "before.nt");
        Collections.shuffle(rows, random);
        checkout("b", rows);
        assertThat(dump(input, "after.nt")).isEqualTo(before).isNotEmpty();
    }

    private byte[] dump(Path input, String name) throws Exception {
        Path target = folder.resolve(name);
        ConversionOptions options = new ConversionOptions(
                2,
                ConversionOptions.EUROPE_PMC_IMAGES,
                Map.of(),
                OtherTables.NONE,
                java.time.LocalDate.of(2026, 1, 1),
                ConversionOptions.halfOfTheHeap(),
                "test");
        try (Sink sink = DumpSink.to(Output.file(target, true), DumpFormat.NT)) {
            new Conversion(Checkout.scan(List.of(input)), options, sink, problem -> {}, (done, total, rejected) -> {})
                    .run();
            sink.commit();
        }
        return Files.readAllBytes(target);
    }

    private Path checkout(String name, List<String> rows) throws IOException {
        Path root = folder.resolve(name);
        Files.createDirectories(root.resolve("_figures"));
        Files.createDirectories(root.resolve("_data"));
        Files.writeString(root.resolve("_figures/PMC1__f.md"), "---\nfigid: PMC1__f\npmcid: PMC1\n---\n");
        Files.writeString(root.resolve("_data/PMC1__f-genes.tsv"), GENE_HEADER + "\n" + String.join("\n", rows) + "\n");
        return root;
    }

    /** Rows with few genes and taxa, so that words, genes and symbols meet often. */
    private static List<String> rows(Random random) {
        List<String> rows = new ArrayList<>();
        for (int i = 1 + random.nextInt(60); i > 0; i--) {
            int gene = 1 + random.nextInt(8);
            int taxon = 9600 + gene % 3;
            rows.add(String.join(
                    "\t",
                    String.valueOf(taxon),
                    "Species " + taxon,
                    "Group",
                    cell(random),
                    random.nextInt(4) == 0 ? "NA" : cell(random),
                    "SYM" + gene + (random.nextInt(3) == 0 ? "b" : ""),
                    String.valueOf(gene),
                    random.nextBoolean() ? "ncbigene_symbol" : "a new lexicon",
                    String.valueOf(random.nextInt(3)),
                    "NA",
                    "4"));
            if (random.nextInt(5) == 0) {
                rows.add(rows.get(random.nextInt(rows.size())));
            }
        }
        return rows;
    }

    /** A word without what a cell cannot hold. */
    private static String cell(Random random) {
        return word(random).replaceAll("[\t\n\r]", "");
    }

    private static String word(Random random) {
        // What XML cannot hold does not come back as it was.
        return random.nextInt(3) == 0 ? XmlText.replaced(HOSTILE[random.nextInt(HOSTILE.length)]) : text(random);
    }

    private static String text(Random random) {
        int[] points = ALPHABET.codePoints().toArray();
        StringBuilder text = new StringBuilder("w");
        for (int i = random.nextInt(30); i > 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return XmlText.replaced(text.toString());
    }
}
