package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import eu.neverblink.jelly.convert.jena.riot.JellyLanguage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.jena.graph.Node;
import org.apache.jena.rdfpatch.RDFPatchOps;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A release, read back by what others read it with. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ReleaseTest {
    private static final Path SAMPLE = Path.of("src/main/resources/sample");
    private static final String NAME = "pfocr-2026-02-01";
    private static final String PROLOGUE = """
            PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#>
            PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
            PREFIX dcterms: <http://purl.org/dc/terms/>
            PREFIX wp: <http://vocabularies.wikipathways.org/wp#>
            """;

    @TempDir
    private static Path folder;

    private static Path input;
    private static Path old;
    private static Path release;
    private static DatasetGraph quads;
    private static final DatasetGraph UNION = DatasetGraphFactory.create();

    /** Two states of a checkout: a figure is removed, one changed, one added, one renamed. */
    @BeforeAll
    static void release() throws IOException {
        old = folder.resolve("old");
        release = folder.resolve("new");
        input = folder.resolve("input");
        copy(SAMPLE, input);
        make(List.of(), SAMPLE, old, "--release", "2026-01-01");
        List<Path> figures;
        try (Stream<Path> files = Files.list(input.resolve("_figures"))) {
            figures = files.sorted().toList();
        }
        Files.delete(figures.get(0));
        Files.writeString(
                figures.get(1),
                Files.readString(figures.get(1)).replaceFirst("(?m)^figtitle: .*", "figtitle: A \"new\" title"));
        String id = String.valueOf(figures.get(2).getFileName()).replace(".md", "");
        Files.writeString(
                input.resolve("_figures/PMC90000099__new-g001.md"),
                Files.readString(figures.get(2)).replace(id, "PMC90000099__new-g001"));
        String other = String.valueOf(figures.get(3).getFileName()).replace(".md", "");
        String renamed = other + "-b";
        Files.writeString(
                input.resolve("_figures/" + renamed + ".md"),
                Files.readString(figures.get(3)).replace(other, renamed));
        Files.delete(figures.get(3));
        for (String table : List.of("genes", "chemicals", "diseases")) {
            Path from = input.resolve("_data/" + other + "-" + table + ".tsv");
            if (Files.exists(from)) {
                Files.move(from, input.resolve("_data/" + renamed + "-" + table + ".tsv"));
            }
        }
        make(List.of(), input, release, "--release", "2026-02-01", "--previous", old.toString());
        quads = read(release.resolve(NAME + ".nq.gz"), Lang.NQUADS);
        quads.find().forEachRemaining(quad -> UNION.getDefaultGraph().add(quad.asTriple()));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                    Files.setLastModifiedTime(target, FileTime.from(Instant.EPOCH));
                }
            }
        }
    }

    private static void make(List<String> jvm, Path input, Path to, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("release", input.toString(), "--to", to.toString(), "--quiet"));
        arguments.addAll(List.of(more));
        Program.Result result = Program.run(jvm, arguments.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    private static DatasetGraph read(Path file, Lang lang) throws IOException {
        DatasetGraph quads = DatasetGraphFactory.create();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            RDFParser.source(in).lang(lang).parse(quads);
        }
        return quads;
    }

    private static Set<String> lines(DatasetGraph quads, boolean withGraphs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (withGraphs) {
            RDFDataMgr.write(out, quads, Lang.NQUADS);
        } else {
            DatasetGraph triples = DatasetGraphFactory.create();
            quads.find().forEachRemaining(quad -> triples.getDefaultGraph().add(quad.asTriple()));
            RDFDataMgr.write(out, triples, Lang.NQUADS);
        }
        return out.toString(StandardCharsets.UTF_8).lines().collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(String name) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(release.resolve(name)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Rows of a query over all triples, whatever their graph; an unbound variable is the empty text. */
    private static List<List<String>> ask(String query, String... variables) {
        List<List<String>> rows = new ArrayList<>();
        try (QueryExec execution =
                QueryExec.dataset(UNION).query(PROLOGUE + query).build()) {
            execution.select().forEachRemaining(row -> {
                List<String> cells = new ArrayList<>();
                for (String variable : variables) {
                    Node value = row.get(variable);
                    cells.add(value == null ? "" : value.isURI() ? value.getURI() : value.getLiteralLexicalForm());
                }
                rows.add(cells);
            });
        }
        return rows;
    }

    private static String end(String iri) {
        return iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('_')) + 1);
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    @Test
    void eachFormHoldsTheSame() throws IOException {
        Set<String> all = lines(quads, true);
        Set<String> triples = lines(quads, false);
        assertThat(all).hasSizeGreaterThan(10_000);
        assertThat(lines(read(release.resolve(NAME + ".trig.gz"), Lang.TRIG), true))
                .isEqualTo(all);
        assertThat(lines(read(release.resolve(NAME + ".jelly.gz"), JellyLanguage.JELLY), true))
                .isEqualTo(all);
        assertThat(lines(read(release.resolve(NAME + ".nt.gz"), Lang.NTRIPLES), true))
                .isEqualTo(triples);
        assertThat(lines(read(release.resolve(NAME + ".ttl.gz"), Lang.TURTLE), true))
                .isEqualTo(triples);
        assertThat(lines(read(release.resolve(NAME + ".jsonld.gz"), Lang.JSONLD), true))
                .isEqualTo(triples);
        Set<String> bySubject = new TreeSet<>();
        for (String subject :
                List.of("figures", "mentions", "genes", "chemicals", "diseases", "organisms", "description")) {
            Set<String> some = lines(read(release.resolve(NAME + "-" + subject + ".ttl.gz"), Lang.TURTLE), true);
            assertThat(some).as(subject).isNotEmpty();
            if (!subject.equals("description")) { // Of other graphs, which may say the same.
                assertThat(some).as(subject).noneMatch(bySubject::contains);
            }
            bySubject.addAll(some);
        }
        assertThat(bySubject).isEqualTo(triples);
    }

    /** Raptor is no parser of Jena's. */
    @Test
    void anotherParserReadsTheSame() throws Exception {
        assumeTrue(has("rapper"), "rapper (Debian: raptor2-utils) is not here");
        for (String form : List.of("ttl turtle", "nt ntriples", "nq nquads", "trig trig")) {
            String ending = form.substring(0, form.indexOf(' '));
            Path plain = folder.resolve("plain." + ending);
            Files.writeString(plain, text(NAME + "." + ending + ".gz"));
            Path out = folder.resolve(ending + ".out");
            Process rapper = new ProcessBuilder(
                            "rapper",
                            "-q",
                            "-i",
                            form.substring(ending.length() + 1),
                            "-o",
                            "ntriples",
                            plain.toString())
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(rapper.waitFor()).as(form).isZero();
            DatasetGraph read = DatasetGraphFactory.create();
            RDFDataMgr.read(read, out.toUri().toString(), Lang.NTRIPLES);
            assertThat(lines(read, false)).as(form).isEqualTo(lines(quads, false));
        }
    }

    private static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    /** Threads, time zone, language, folder and the times of files are others. */
    @Test
    void theSameInputGivesTheSameBytes(@TempDir Path elsewhere) throws IOException {
        Path copied = elsewhere.resolve("a copy");
        copy(input, copied);
        make(
                List.of("-Duser.timezone=Pacific/Kiritimati", "-Duser.language=ar", "-Duser.country=EG"),
                copied,
                elsewhere.resolve("again"),
                "--release",
                "2026-02-01",
                "--previous",
                old.toString(),
                "--threads",
                "1");
        List<Path> files = files(release, "");
        assertThat(files(elsewhere.resolve("again"), "")).hasSameSizeAs(files);
        for (Path file : files) {
            assertThat(elsewhere.resolve("again").resolve(file.getFileName()))
                    .as(file.toString())
                    .hasSameBinaryContentAs(file);
        }
    }

    @Test
    void checksumsAndDescriptionsNameEachFile() throws IOException {
        Map<String, String> sums = new HashMap<>();
        for (String line : Files.readAllLines(release.resolve("SHA256SUMS"))) {
            sums.put(line.substring(line.indexOf("  ") + 2), line.substring(0, line.indexOf(' ')));
        }
        List<String> names = files(release, "").stream()
                .map(file -> String.valueOf(file.getFileName()))
                .toList();
        assertThat(names).noneMatch(name -> name.startsWith("."));
        assertThat(sums.keySet())
                .containsExactlyInAnyOrderElementsOf(names.stream()
                        .filter(name -> !name.equals("SHA256SUMS"))
                        .toList());
        JsonNode crate = new JsonMapper()
                .readTree(release.resolve("ro-crate-metadata.json").toFile());
        String readme = Files.readString(release.resolve("README.md"));
        String page = Files.readString(release.resolve("index.html"));
        DatasetGraph dcat = DatasetGraphFactory.create();
        RDFParser.source(release.resolve("dcat.ttl"))
                .base("http://example.org/")
                .parse(dcat);
        for (String name : names) {
            if (name.startsWith(NAME) || name.startsWith("added") || name.startsWith("changes")) {
                assertThat(crate.findValuesAsText("@id")).contains(name);
                assertThat(readme).contains("`" + name + "`");
                assertThat(page).contains("href=\"" + name + "\"");
                assertThat(QueryExec.dataset(dcat)
                                .query("""
                                        PREFIX dcat: <http://www.w3.org/ns/dcat#>
                                        PREFIX spdx: <http://spdx.org/rdf/terms#>
                                        PREFIX pav: <http://purl.org/pav/>
                                        PREFIX dct: <http://purl.org/dc/terms/>
                                        PREFIX dctypes: <http://purl.org/dc/dcmitype/>
                                        ASK { ?release dcat:distribution ?d ; pav:previousVersion ?before .
                                          # The three levels of HCLS with what each must have.
                                          ?release a dctypes:Dataset ; dct:isVersionOf ?summary ; pav:version ?version ;
                                            dct:title ?t1 ; dct:description ?d1 ; dct:creator ?c1 ; dct:publisher ?p1 ;
                                            dct:license ?l1 ; dct:issued ?i1 .
                                          ?summary a dctypes:Dataset ; dct:title ?t2 ; dct:description ?d2 ;
                                            dct:publisher ?p2 .
                                          ?d a dcat:Distribution, dctypes:Dataset ; dct:title ?t3 ; dct:description ?d3 ;
                                            dct:creator ?c3 ; dct:publisher ?p3 ; dct:license ?l3 ; dct:format ?f3 ;
                                            dct:issued ?i3 ; dcat:mediaType ?m3 .
                                          ?d dcat:downloadURL <http://example.org/%s> ; dcat:byteSize ?size ;
                                             spdx:checksum/spdx:checksumValue ?sum FILTER(?size = %d && STR(?sum) = "%s") }
                                        """.formatted(name, Files.size(release.resolve(name)), sums.get(name)))
                                .ask())
                        .as(name)
                        .isTrue();
            }
        }
    }

    @Test
    void geneSetsAreWhatSparqlGives() throws IOException {
        Map<String, Integer> flavours = Map.of(
                "hgnc_symbol", 0,
                "ncbigene_symbol", 0,
                "hgnc_alias_symbol", 1,
                "hgnc_prev_symbol", 1,
                "ncbigene_synonym", 1);
        List<List<String>> shown = ask("""
                SELECT ?id ?lexicon ?gene ?organism ?symbol {
                  ?mention pfocr:inFigure ?figure ; pfocr:gene ?gene ; pfocr:lexicon ?lexicon .
                  ?figure dcterms:identifier ?id . ?gene rdfs:label ?symbol ; wp:organism ?organism }
                """, "id", "lexicon", "gene", "organism", "symbol");
        assertThat(shown).hasSizeGreaterThan(100);
        Map<String, String> names = Map.of("9606", "human", "10090", "mouse", "10116", "rat", "7227", "fruit-fly");
        int found = 0;
        for (String flavour : List.of("strict", "synonyms", "all")) {
            int most = List.of("strict", "synonyms", "all").indexOf(flavour);
            for (Map.Entry<String, String> organism : names.entrySet()) {
                Map<String, Set<String>> entrez = new TreeMap<>();
                Map<String, Set<String>> symbols = new TreeMap<>();
                for (List<String> row : shown) {
                    String lexicon = row.get(1).substring(row.get(1).indexOf('#') + 1);
                    if (end(row.get(3)).equals(organism.getKey()) && flavours.getOrDefault(lexicon, 2) <= most) {
                        entrez.computeIfAbsent(row.get(0), id -> new TreeSet<>())
                                .add(end(row.get(2)));
                        symbols.computeIfAbsent(row.get(0), id -> new TreeSet<>())
                                .add(row.get(4));
                    }
                }
                String name = NAME + "-" + organism.getValue() + "-" + flavour;
                assertThat(gmt(name + "-entrez.gmt")).as(name).isEqualTo(entrez);
                assertThat(gmt(name + "-symbol.gmt")).as(name).isEqualTo(symbols);
                found += entrez.size();
            }
        }
        assertThat(found).isGreaterThan(20);
        for (String kind : List.of("chemical", "disease")) {
            Map<String, Set<String>> expected = new TreeMap<>();
            ask(
                            "SELECT ?id ?concept { ?mention pfocr:inFigure/dcterms:identifier ?id ; pfocr:%s/dcterms:identifier ?concept }"
                                    .formatted(kind),
                            "id",
                            "concept")
                    .forEach(row -> expected.computeIfAbsent(row.get(0), id -> new TreeSet<>())
                            .add(row.get(1)));
            assertThat(gmt(NAME + "-" + kind + "s-id.gmt")).isEqualTo(expected);
        }
    }

    private static Map<String, Set<String>> gmt(String name) throws IOException {
        Map<String, Set<String>> sets = new TreeMap<>();
        if (Files.exists(release.resolve(name))) {
            for (String line : Files.readAllLines(release.resolve(name))) {
                List<String> cells = List.of(line.split("\t", -1));
                assertThat(cells).hasSizeGreaterThan(2);
                assertThat(cells.get(1)).endsWith("https://pfocr.wikipathways.org/figures/" + cells.get(0) + ".html");
                sets.put(cells.get(0), new TreeSet<>(cells.subList(2, cells.size())));
            }
        }
        return sets;
    }

    @Test
    void tablesAreWhatSparqlGives() throws IOException {
        JsonNode description =
                new JsonMapper().readTree(release.resolve("datapackage.json").toFile());
        Map<String, String> classes = Map.of(
                "figures", "pfocr:PathwayFigure",
                "papers", "<http://purl.org/spar/fabio/JournalArticle>",
                "genes", "pfocr:Gene",
                "chemicals", "pfocr:Chemical",
                "diseases", "pfocr:Disease",
                "organisms", "pfocr:Organism");
        int columns = 0;
        for (JsonNode resource : description.get("resources")) {
            String rowClass = classes.get(resource.get("name").asText());
            if (rowClass == null) {
                continue;
            }
            List<List<String>> rows = table(resource.get("path").asText());
            List<String> header = rows.remove(0);
            List<List<String>> identifiers = ask(
                    "SELECT ?thing ?id { ?thing a %s ; dcterms:identifier ?id }".formatted(rowClass), "thing", "id");
            assertThat(rows.stream().map(row -> row.get(0)).toList())
                    .containsExactlyInAnyOrderElementsOf(
                            identifiers.stream().map(row -> row.get(1)).toList());
            for (JsonNode field : resource.get("schema").get("fields")) {
                if (!field.has("rdfProperty")) {
                    continue;
                }
                int at = header.indexOf(field.get("name").asText());
                boolean many = field.get("description").asText().contains("several");
                Map<String, Set<String>> expected = new TreeMap<>();
                ask(
                                "SELECT ?id ?value { ?thing a %s ; dcterms:identifier ?id ; <%s> ?value FILTER(isLiteral(?value)) }"
                                        .formatted(
                                                rowClass,
                                                field.get("rdfProperty").asText()),
                                "id",
                                "value")
                        .forEach(row -> expected.computeIfAbsent(row.get(0), id -> new TreeSet<>())
                                .add(row.get(1)));
                if (expected.isEmpty()) {
                    continue; // The values are IRIs.
                }
                columns++;
                Map<String, Set<String>> found = new TreeMap<>();
                rows.stream()
                        .filter(row -> !row.get(at).isEmpty())
                        .forEach(row -> found.put(
                                row.get(0),
                                many ? new TreeSet<>(List.of(row.get(at).split("\\|"))) : Set.of(row.get(at))));
                assertThat(found).as(resource.get("name") + " " + field).isEqualTo(expected);
            }
        }
        assertThat(columns).isGreaterThan(15);
        List<List<String>> mentions = table(NAME + "-mentions.tsv.gz");
        List<String> header = mentions.remove(0);
        List<List<String>> expected = ask("""
                SELECT ?id ?word ?entity {
                  ?mention pfocr:inFigure/dcterms:identifier ?id ; pfocr:word ?word .
                  OPTIONAL { ?mention pfocr:gene|pfocr:chemical|pfocr:disease ?thing . ?thing dcterms:identifier ?entity } }
                """, "id", "word", "entity");
        assertThat(mentions.stream()
                        .map(row -> List.of(
                                row.get(header.indexOf("figure")),
                                row.get(header.indexOf("word")),
                                row.get(header.indexOf("entity"))))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** A table's cells, read as RFC 4180 says but with tabs. */
    private static List<List<String>> table(String name) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().fieldSeparator('\t').ofCsvRecord(text(name))) {
            reader.forEach(row -> rows.add(row.getFields()));
        }
        return rows;
    }

    @Test
    void pairsOfGenesAreThoseOfTheFigures() throws IOException {
        Map<String, Set<String>> sets = new TreeMap<>();
        for (Path file : files(release, "-synonyms-entrez.gmt")) {
            gmt(String.valueOf(file.getFileName())).forEach((figure, genes) -> sets.put(file + figure, genes));
        }
        Map<String, Integer> expected = new TreeMap<>();
        sets.values()
                .forEach(genes -> genes.forEach(a -> genes.stream()
                        .filter(b -> Long.parseLong(a) < Long.parseLong(b))
                        .forEach(b -> expected.merge(a + " " + b, 1, Integer::sum))));
        expected.values().removeIf(count -> count < 2);
        Map<String, Integer> found = new TreeMap<>();
        List<List<String>> rows = table(NAME + "-gene-pairs.tsv.gz");
        rows.subList(1, rows.size())
                .forEach(row -> found.put(row.get(1) + " " + row.get(3), Integer.parseInt(row.get(5))));
        assertThat(found).isNotEmpty().isEqualTo(expected);
        Map<String, Integer> ofGene = new TreeMap<>();
        sets.values().forEach(genes -> genes.forEach(gene -> ofGene.merge(gene, 1, Integer::sum)));
        List<List<String>> mentions = table(NAME + "-mentions.tsv.gz");
        long all = mentions.stream().skip(1).map(row -> row.get(0)).distinct().count();
        for (List<String> row : rows.subList(1, rows.size())) {
            double ratio =
                    (double) Integer.parseInt(row.get(5)) * all / (ofGene.get(row.get(1)) * ofGene.get(row.get(3)));
            assertThat(Double.parseDouble(row.get(8)))
                    .as(row.toString())
                    .isCloseTo(Math.log(ratio) / Math.log(2), within(0.0001));
        }
    }

    /** As README.md says, with the types of datapackage.json. */
    @Test
    void sqliteReadsTheTables() throws Exception {
        assumeTrue(has("sqlite3"), "sqlite3 is not here");
        JsonNode description =
                new JsonMapper().readTree(release.resolve("datapackage.json").toFile());
        StringBuilder script = new StringBuilder();
        StringBuilder questions = new StringBuilder();
        for (JsonNode resource : description.get("resources")) {
            String name = resource.get("name").asText();
            Path plain = folder.resolve(name + ".tsv");
            Files.writeString(plain, text(resource.get("path").asText()));
            List<String> columns = new ArrayList<>();
            for (JsonNode field : resource.get("schema").get("fields")) {
                String type =
                        switch (field.get("type").asText()) {
                            case "integer", "year" -> "INTEGER";
                            case "number" -> "REAL";
                            default -> "TEXT";
                        };
                columns.add('"' + field.get("name").asText() + "\" " + type);
                if (!type.equals("TEXT")) {
                    questions
                            .append("SELECT '")
                            .append(name)
                            .append(' ')
                            .append(field.get("name").asText())
                            .append("', COUNT(*) FROM ")
                            .append(name)
                            .append(" WHERE \"")
                            .append(field.get("name").asText())
                            .append("\" <> '' AND typeof(\"")
                            .append(field.get("name").asText())
                            .append("\") = 'text';\n");
                }
            }
            for (JsonNode key : resource.get("schema").path("foreignKeys")) {
                columns.add("FOREIGN KEY (\"%s\") REFERENCES %s (\"%s\")"
                        .formatted(
                                key.get("fields").get(0).asText(),
                                key.get("reference").get("resource").asText(),
                                key.get("reference").get("fields").get(0).asText()));
            }
            if (resource.get("schema").has("primaryKey")) {
                columns.add("PRIMARY KEY (\""
                        + resource.get("schema").get("primaryKey").get(0).asText() + "\")");
            }
            script.append("CREATE TABLE ")
                    .append(name)
                    .append(" (")
                    .append(String.join(", ", columns))
                    .append(");\n");
            script.append(".mode csv\n.separator \"\\t\"\n.import --skip 1 ")
                    .append(plain)
                    .append(' ')
                    .append(name)
                    .append('\n');
        }
        script.append(questions)
                .append("PRAGMA foreign_key_check;\nSELECT COUNT(*) FROM figures WHERE title = 'A \"new\" title';\n");
        Path commands = folder.resolve("commands.sql");
        Files.writeString(commands, script);
        Path out = folder.resolve("sqlite.out");
        Process sqlite = new ProcessBuilder(
                        "sqlite3", folder.resolve("tables.db").toString())
                .redirectInput(commands.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(sqlite.waitFor()).as(Files.readString(out)).isZero();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSizeGreaterThan(5);
        assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.endsWith("\t0"));
        assertThat(lines.get(lines.size() - 1)).isEqualTo("1");
    }

    @Test
    void thePatchTurnsTheOldDumpIntoTheNewOne() throws IOException {
        DatasetGraph before = read(old.resolve("pfocr-2026-01-01.nq.gz"), Lang.NQUADS);
        try (InputStream patch = new GZIPInputStream(Files.newInputStream(release.resolve("changes.rdfp.gz")))) {
            RDFPatchOps.applyChange(before, patch);
        }
        assertThat(lines(before, true)).isEqualTo(lines(quads, true));

        Set<String> lines = new TreeSet<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(old.resolve("pfocr-2026-01-01.nq.gz")))) {
            lines.addAll(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
        lines.removeAll(text("removed.nq.gz").lines().toList());
        lines.addAll(text("added.nq.gz").lines().toList());
        assertThat(lines).isEqualTo(new TreeSet<>(text(NAME + ".nq.gz").lines().toList()));

        List<String> statuses = Files.readAllLines(release.resolve("changes-by-figure.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1)[1])
                .sorted()
                .toList();
        assertThat(statuses).containsExactly("added", "added", "changed", "removed", "removed");
        assertThat(Files.readString(release.resolve("changes.html"))).contains("Figures added: 2");
    }

    /** The order of quads is the store's; what is sorted is the same to the byte. */
    @Test
    void aReleaseOfAStoreSaysTheSame(@TempDir Path to) throws IOException {
        Path store = to.resolve("db");
        Program.Result loaded =
                Program.run("load", input.toString(), "--db", store.toString(), "--release", "2026-02-01", "--quiet");
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        Path one = to.resolve("one");
        Path other = to.resolve("other");
        for (Path each : List.of(one, other)) {
            List<String> arguments =
                    new ArrayList<>(List.of("release", "--db", store.toString(), "--to", each.toString(), "--quiet"));
            arguments.addAll(List.of("--threads", each.equals(one) ? "1" : "3"));
            Program.Result made = Program.run(arguments.toArray(String[]::new));
            assertThat(made.exitCode()).as(made.err()).isZero();
        }
        for (Path file : files(one, "")) {
            assertThat(other.resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
        assertThat(lines(read(one.resolve(NAME + ".nq.gz"), Lang.NQUADS), true)).isEqualTo(lines(quads, true));
        for (Path file : files(release, ".gmt")) {
            assertThat(one.resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
        for (Path file : files(release, ".tsv.gz")) {
            assertThat(sorted(one.resolve(file.getFileName())))
                    .as(file.toString())
                    .isEqualTo(sorted(file));
        }
        for (Path file : files(release, ".ttl.gz")) {
            assertThat(lines(read(one.resolve(file.getFileName()), Lang.TURTLE), true))
                    .as(file.toString())
                    .isEqualTo(lines(read(file, Lang.TURTLE), true));
        }
    }

    private static List<String> sorted(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatToReleaseIsGivenOnce(@TempDir Path to) {
        String store = to.resolve("none").toString();
        String folder = to.resolve("release").toString();
        for (List<String> wrong : List.of(
                List.of("release", "--to", folder),
                List.of("release", SAMPLE.toString(), "--db", store, "--to", folder),
                List.of("release", "--db", store, "--release", "2026-02-01", "--to", folder),
                List.of("release", "--db", store, "--to", folder))) {
            Program.Result result = Program.run(wrong.toArray(String[]::new));
            assertThat(result.exitCode()).as(wrong.toString()).isNotZero();
            assertThat(result.err()).as(wrong.toString()).doesNotContain("Exception");
            assertThat(to.resolve("release")).doesNotExist();
        }
    }

    @Test
    void aStoppedRunContinuesWithTheWholeFiles(@TempDir Path to) throws Exception {
        Path stopped = to.resolve("release");
        String[] arguments = {
            "release",
            input.toString(),
            "--to",
            stopped.toString(),
            "--quiet",
            "--release",
            "2026-02-01",
            "--previous",
            old.toString()
        };
        Process process = Program.start(ProcessBuilder.Redirect.DISCARD, List.of(), arguments);
        Path first = stopped.resolve(NAME + ".nq.gz");
        Path next = stopped.resolve(NAME + ".nt.gz"); // All forms of N-Quads are whole then, and noted.
        while (!Files.exists(next) && process.isAlive()) {
            Thread.sleep(5);
        }
        process.destroyForcibly().waitFor();
        assumeTrue(!Files.exists(stopped.resolve("SHA256SUMS")), "it was done before it could be stopped");
        FileTime before = Files.getLastModifiedTime(first);
        Program.Result result = Program.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(before);
        List<Path> files = files(release, "");
        assertThat(files(stopped, "")).hasSameSizeAs(files);
        for (Path file : files) {
            assertThat(stopped.resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void whatIsThereIsNotReplacedUnasked(@TempDir Path to) throws IOException {
        Files.writeString(to.resolve("letter.txt"), "mine");
        Program.Result result = Program.run("release", SAMPLE.toString(), "--to", to.toString());
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.err()).contains(to.toString()).doesNotContain("Exception");
        assertThat(to.resolve("letter.txt")).hasContent("mine");
        result = Program.run(
                "release", SAMPLE.toString(), "--to", to.resolve("new").toString(), "--previous", to.toString());
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.err()).contains("no release").doesNotContain("Exception");
    }

    @Test
    void partsCanBePutTogether(@TempDir Path to) throws IOException {
        Path parts = to.resolve("parts");
        make(List.of(), input, parts, "--release", "2026-02-01", "--part-size", "1");
        List<Path> files = files(parts, ".nq.gz");
        assertThat(files).hasSizeGreaterThan(1);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (Path part : files) {
            Files.copy(part, whole);
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(whole.toByteArray()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text(NAME + ".nq.gz"));
        }
        DatasetGraph jelly = DatasetGraphFactory.create();
        for (Path part : files(parts, ".jelly.gz")) {
            read(part, JellyLanguage.JELLY).find().forEachRemaining(jelly::add);
        }
        assertThat(lines(jelly, true)).isEqualTo(lines(quads, true));
    }
}
