package org.pfocr.rdf.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.convert.Conversion;
import org.pfocr.rdf.convert.ConversionOptions;
import org.pfocr.rdf.sets.Sets.Near;
import org.pfocr.rdf.sets.Sets.Options;
import org.pfocr.rdf.sets.Sets.Partners;
import org.pfocr.rdf.sets.index.SetIndex;
import org.pfocr.rdf.sets.index.SetIndexBuild;
import org.pfocr.rdf.sets.statistics.Hypergeometric;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.StoreFolder.UnusableStore;
import org.pfocr.rdf.store.build.GenerationBuild;
import org.pfocr.rdf.store.read.OpenGeneration;
import org.pfocr.rdf.vocab.Flavour;
import org.pfocr.rdf.vocab.Iris;

/** What the sets say is what plain SPARQL says of the same store. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SetsTest {
    private static final String HUMAN = "http://purl.obolibrary.org/obo/NCBITaxon_9606";

    @TempDir
    private Path folder;

    private Loaded load(String input) throws Exception {
        return Loaded.of(folder.resolve(input), input.equals("sample") ? TestData.SAMPLE : TestData.real(input));
    }

    /** The lexicons of a flavour, as the table in docs/gene-sets.md has them. */
    private static String filter(Flavour flavour) {
        String strict = "pfocr:hgnc_symbol, pfocr:ncbigene_symbol";
        return switch (flavour) {
            case STRICT -> "FILTER (?lexicon IN (" + strict + "))";
            case SYNONYMS ->
                "FILTER (?lexicon IN (" + strict
                        + ", pfocr:hgnc_alias_symbol, pfocr:hgnc_prev_symbol, pfocr:ncbigene_synonym))";
            case ALL -> "";
        };
    }

    /** Genes of each figure by plain SPARQL. */
    private static Map<String, Set<String>> genes(Loaded loaded, Flavour flavour, String organism) {
        Map<String, Set<String>> genes = new TreeMap<>();
        loaded.select("SELECT DISTINCT ?figure ?gene { ?m pfocr:inFigure ?figure ; pfocr:gene ?gene ."
                        + (organism == null ? "" : " ?gene wp:organism <" + organism + "> .")
                        + " OPTIONAL { ?m pfocr:lexicon ?lexicon } " + filter(flavour) + " }")
                .forEach(row ->
                        genes.computeIfAbsent(row.get(0), f -> new TreeSet<>()).add(row.get(1)));
        return genes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample", "pfocr-v1", "pfocr-v2"})
    void enrichmentIsThatOfPlainSparql(String input) throws Exception {
        long seed = 7;
        Random random = new Random(seed);
        try (Loaded loaded = load(input)) {
            for (Flavour flavour : Flavour.values()) {
                Map<String, Set<String>> figures = genes(loaded, flavour, HUMAN);
                List<String> all = figures.values().stream()
                        .flatMap(Collection::stream)
                        .distinct()
                        .sorted()
                        .toList();
                for (int size : new int[] {1, 5, 12, 100}) {
                    Set<String> list = new HashSet<>();
                    while (list.size() < Math.min(size, all.size() / 2)) {
                        list.add(all.get(random.nextInt(all.size())));
                    }
                    Set<String> background = new HashSet<>(all);
                    boolean isGiven = size == 12;
                    if (isGiven) {
                        background.removeIf(gene -> !list.contains(gene) && random.nextInt(3) == 0);
                    }
                    Enrichment found = loaded.sets()
                            .enrich(
                                    loaded.sets().find(list, null),
                                    new Options(flavour, 2, 60, isGiven ? background : null),
                                    () -> false);
                    String what = input + " " + flavour + " " + size + " seed " + seed;
                    check(what, loaded, found, figures, list, background);
                }
            }
        }
    }

    private static void check(
            String what,
            Loaded loaded,
            Enrichment found,
            Map<String, Set<String>> figures,
            Set<String> list,
            Set<String> background) {
        assertThat(found.listed()).as(what).isEqualTo(list.size());
        assertThat(found.background()).as(what).isEqualTo(background.size());
        Map<String, Double> frequencies = new HashMap<>();
        figures.values().forEach(genes -> genes.forEach(gene -> frequencies.merge(gene, 1.0, Double::sum)));
        frequencies.replaceAll((gene, count) -> Math.log(figures.size() / count));
        Map<String, Integer> sizes = new HashMap<>();
        Map<String, Integer> overlaps = new HashMap<>();
        figures.forEach((figure, genes) -> {
            int size = count(genes, background);
            if (size >= 2 && size <= 60) {
                sizes.put(figure, size);
                overlaps.put(figure, count(genes, list));
            }
        });
        assertThat(found.tested()).as(what).isEqualTo(sizes.size());
        assertThat(found.size()).as(what).isEqualTo((int)
                overlaps.values().stream().filter(n -> n > 0).count());
        double before = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int row = 0; row < found.size(); row++) {
            String figure = loaded.sets().figure(found, row).getURI();
            int size = sizes.get(figure);
            int overlap = overlaps.get(figure);
            assertThat(found.overlap(row)).as(what + figure).isEqualTo(overlap);
            assertThat(found.figureSize(row)).as(what + figure).isEqualTo(size);
            assertThat(found.logP(row))
                    .as(what + figure)
                    .isEqualTo(Hypergeometric.logUpperTails(size, list.size(), background.size(), overlap)[overlap])
                    .isGreaterThanOrEqualTo(before);
            before = found.logP(row);
            assertThat(found.score(row))
                    .as(what + figure)
                    .isCloseTo(cosine(list, figures.get(figure), frequencies), within(1e-9));
            assertThat(found.q(row)).as(what + figure).isBetween(found.p(row), 1.0);
            assertThat(found.popularityP(row)).as(what + figure).isBetween(0.0, 1.0);
            assertThat(loaded.sets().genes(found, row)).as(what + figure).hasSize(overlap);
            sum += found.popularityP(row);
        }
        assertThat(sum).as(what).isPositive();
    }

    private static int count(Set<String> some, Set<String> others) {
        return (int) some.stream().filter(others::contains).count();
    }

    private static double cosine(Set<String> one, Set<String> other, Map<String, Double> frequencies) {
        double product = 0;
        double ofOne = 0;
        double ofOther = 0;
        for (String gene : one) {
            double square = Math.pow(frequencies.getOrDefault(gene, 0.0), 2);
            ofOne += square;
            product += other.contains(gene) ? square : 0;
        }
        for (String gene : other) {
            ofOther += Math.pow(frequencies.get(gene), 2);
        }
        return ofOne * ofOther == 0 ? 0 : product / Math.sqrt(ofOne * ofOther);
    }

    /** A figure that is asked for its own genes is the best one. */
    @ParameterizedTest
    @ValueSource(strings = {"sample", "pfocr-v1"})
    void figuresFindThemselves(String input) throws Exception {
        try (Loaded loaded = load(input)) {
            Map<String, Set<String>> figures = genes(loaded, Flavour.ALL, HUMAN);
            int checked = 0;
            for (String figure : figures.keySet().stream().limit(200).toList()) {
                Set<String> genes = figures.get(figure);
                Enrichment found =
                        loaded.sets().enrich(loaded.sets().find(genes, "9606"), Options.DEFAULT, () -> false);
                Set<String> best = new HashSet<>();
                for (int row = 0; row < found.size() && found.logP(row) == found.logP(0); row++) {
                    if (found.score(row) >= found.score(0) - 1e-12) {
                        best.add(loaded.sets().figure(found, row).getURI());
                    }
                }
                // Figures with the very same genes share the rank, and a list of common genes may fit several.
                assertThat(best).as(figure).contains(figure);
                checked++;
            }
            assertThat(checked).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample", "pfocr-v1", "pfocr-v2"})
    void similarFiguresAreThoseOfPlainSparql(String input) throws Exception {
        try (Loaded loaded = load(input)) {
            for (String organism : new String[] {null, HUMAN}) {
                Map<String, Set<String>> figures = genes(loaded, Flavour.ALL, organism);
                Map<String, Double> frequencies = new HashMap<>();
                figures.values().forEach(genes -> genes.forEach(gene -> frequencies.merge(gene, 1.0, Double::sum)));
                frequencies.replaceAll((gene, count) -> Math.log(figures.size() / count));
                for (String figure : figures.keySet().stream().limit(20).toList()) {
                    Map<String, String> shared = new HashMap<>();
                    loaded.select("SELECT ?other (COUNT(DISTINCT ?gene) AS ?n) { <" + figure
                                    + "> pfocr:mentionsGene ?gene . ?other pfocr:mentionsGene ?gene ."
                                    + (organism == null ? "" : " ?gene wp:organism <" + organism + ">")
                                    + " FILTER (?other != <" + figure + ">) } GROUP BY ?other")
                            .forEach(row -> shared.put(row.get(0), row.get(1)));
                    List<Near> near = loaded.sets().similar(node(figure), Flavour.ALL, organism, 1000);
                    assertThat(near).as(figure).hasSize(Math.min(1000, shared.size()));
                    double before = 1;
                    for (Near other : near) {
                        String iri = other.thing().getURI();
                        assertThat(String.valueOf(other.shared())).as(iri).isEqualTo(shared.get(iri));
                        assertThat(other.score())
                                .as(iri)
                                .isLessThanOrEqualTo(before)
                                .isCloseTo(cosine(figures.get(figure), figures.get(iri), frequencies), within(1e-9));
                        before = other.score();
                    }
                    assertThat(loaded.sets().similar(node(figure), Flavour.ALL, organism, 3))
                            .isEqualTo(near.subList(0, Math.min(3, near.size())));
                }
            }
        }
    }

    private static Node node(String iri) {
        return Iris.external(iri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample", "pfocr-v1", "pfocr-v2"})
    void partnersAreThoseOfPlainSparql(String input) throws Exception {
        String link = "pfocr:mentionsGene|pfocr:mentionsChemical|pfocr:mentionsDisease";
        try (Loaded loaded = load(input)) {
            double figures =
                    Double.parseDouble(loaded.select("SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f " + link + " ?x }")
                            .get(0)
                            .get(0));
            Map<String, Double> counts = new HashMap<>();
            loaded.select("SELECT ?x (COUNT(DISTINCT ?f) AS ?n) { ?f " + link + " ?x } GROUP BY ?x")
                    .forEach(row -> counts.put(row.get(0), Double.valueOf(row.get(1))));
            List<String> things = loaded
                    .select("SELECT ?x { { SELECT ?x (COUNT(?f) AS ?n) { ?f pfocr:mentionsGene ?x }"
                            + " GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 8 } UNION { SELECT ?x (COUNT(?f) AS ?n)"
                            + " { ?f pfocr:mentionsChemical ?x } GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 4 } }")
                    .stream()
                    .map(row -> row.get(0))
                    .toList();
            for (String thing : things) {
                for (Partners kind : Partners.values()) {
                    String property =
                            switch (kind) {
                                case GENES -> "pfocr:mentionsGene";
                                case CHEMICALS -> "pfocr:mentionsChemical";
                                case DISEASES -> "pfocr:mentionsDisease";
                                case ALL -> link;
                            };
                    Map<String, String> expected = new HashMap<>();
                    // A gene's partners among genes are those of its own organism.
                    loaded.select("SELECT ?x (COUNT(DISTINCT ?f) AS ?n) { ?f " + link + " <" + thing + "> ; " + property
                                    + " ?x FILTER (?x != <" + thing + ">) OPTIONAL { ?x wp:organism ?o } OPTIONAL { <"
                                    + thing + "> wp:organism ?own } FILTER (!BOUND(?o) || !BOUND(?own) || ?o = ?own) }"
                                    + " GROUP BY ?x")
                            .forEach(row -> expected.put(row.get(0), row.get(1)));
                    List<Near> near = loaded.sets().drawnWith(node(thing), Flavour.ALL, kind, null, 100_000);
                    assertThat(near.stream()
                                    .collect(Collectors.toMap(
                                            other -> other.thing().getURI(),
                                            other -> "" + other.shared(),
                                            (a, b) -> a)))
                            .as(thing + " " + kind)
                            .isEqualTo(expected);
                    for (Near other : near) {
                        double score = Math.log(other.shared()
                                        * figures
                                        / (counts.get(thing)
                                                * counts.get(other.thing().getURI())))
                                / Math.log(2);
                        assertThat(other.score()).as(thing + " " + other).isCloseTo(score, within(1e-9));
                    }
                    assertThat(loaded.sets().drawnWith(node(thing), Flavour.ALL, kind, null, 3))
                            .isEqualTo(near.subList(0, Math.min(3, near.size())));
                }
            }
            assertThat(things).isNotEmpty();
        }
    }

    @Test
    void genesAreFoundByAllTheirNames() throws Exception {
        try (Loaded loaded = load("sample")) {
            List<String> forms = new ArrayList<>(List.of(
                    "TP53", "tp53", "7157", "ncbigene:7157", Iris.gene(7157).getURI(), "hgnc.symbol:TP53"));
            Iris.geneForms(7157).forEach(form -> forms.add(form.getURI()));
            forms.add("<" + Iris.geneHttpTwin(7157).getURI() + ">");
            forms.add(Iris.hgncSymbol("TP53").getURI());
            for (String form : forms) {
                GeneList found = loaded.sets().find(List.of(form), "9606");
                assertThat(symbols(loaded, found)).as(form).containsExactly("TP53");
            }
            GeneList mixed = loaded.sets()
                    .find(List.of("TP53", " MDM2 ", "TP53", "", "NO SUCH GENE", "Trp53", "chop", "CDKN1A"), null);
            assertThat(loaded.sets().organism(mixed)).hasToString(HUMAN);
            assertThat(symbols(loaded, mixed)).contains("TP53", "MDM2", "DDIT3");
            assertThat(mixed.unknown()).contains("NO SUCH GENE");
            assertThat(mixed.elsewhere()).containsExactly("Trp53");
            // An alias of one gene, though others are of the family of that name.
            assertThat(symbols(loaded, loaded.sets().find(List.of("AKT"), "9606")))
                    .containsExactly("AKT1");
            GeneList ofFly = loaded.sets().find(List.of("PI3K", "TOR", "Tor", "foxo"), "Drosophila melanogaster");
            assertThat(symbols(loaded, ofFly)).containsExactlyInAnyOrder("Tor", "foxo");
            // Tor and tor are two genes.
            assertThat(ofFly.ambiguous()).hasSize(2);
            assertThat(loaded.sets().ambiguous(ofFly).get(1).genes())
                    .extracting(Gene::symbol)
                    .containsExactlyInAnyOrder("Tor", "tor");
            assertThat(ofFly.ambiguous().get(0).name()).isEqualTo("PI3K");
            assertThat(ofFly.ambiguous().get(0).numbers()).hasSizeGreaterThan(1);
            assertThatThrownBy(() -> loaded.sets().find(List.of("NOTHING"), null))
                    .isInstanceOf(UnusableRequest.class);
            assertThatThrownBy(() -> loaded.sets().find(List.of("TP53"), "1"))
                    .isInstanceOf(UnusableRequest.class)
                    .hasMessageContaining("9606");
            assertThatThrownBy(() -> loaded.sets()
                            .enrich(
                                    loaded.sets().find(List.of("TP53"), "9606"),
                                    new Options(Flavour.ALL, 1, 9, List.of("foxo")),
                                    () -> false))
                    .isInstanceOf(UnusableRequest.class);
        }
    }

    private static List<String> symbols(Loaded loaded, GeneList list) {
        return loaded.sets().named(list).stream()
                .map(name -> name.genes().get(0).symbol())
                .distinct()
                .toList();
    }

    @Test
    void anEnrichmentStopsWhenItIsCancelled() throws Exception {
        try (Loaded loaded = load("sample")) {
            GeneList list = loaded.sets().find(List.of("TP53"), "9606");
            assertThatThrownBy(() -> loaded.sets().enrich(list, Options.DEFAULT, () -> true))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void theSameFiguresGiveTheSameBytes() throws Exception {
        byte[][] bytes = new byte[2][];
        for (int i = 0; i < bytes.length; i++) {
            try (Loaded loaded = Loaded.of(folder.resolve("db" + i), TestData.SAMPLE)) {
                bytes[i] = Files.readAllBytes(loaded.generation().folder().resolve(SetIndex.FILE));
                assertThat(loaded.generation().info().indexes())
                        .containsEntry("sets.figures", (long)
                                genes(loaded, Flavour.ALL, null).size())
                        .containsKeys("sets.genes", "sets.chemicals", "sets.diseases", "sets.members", "sets.names");
            }
        }
        assertThat(bytes[0]).isEqualTo(bytes[1]);
    }

    @Test
    void aDamagedFileIsRefused() throws Exception {
        Path db = folder.resolve("damaged");
        byte[] whole;
        Path file;
        try (Loaded loaded = Loaded.of(db, TestData.SAMPLE)) {
            file = loaded.generation().folder().resolve(SetIndex.FILE);
            whole = Files.readAllBytes(file);
        }
        // Alone, where the digests of the store's files do not guard it.
        Path alone = Files.createDirectory(folder.resolve("alone"));
        long seed = 3;
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            byte[] damaged = whole.clone();
            if (i % 2 == 0) {
                damaged[random.nextInt(140)] ^= (byte) (1 + random.nextInt(255));
            } else {
                damaged = Arrays.copyOf(whole, random.nextInt(whole.length));
            }
            Files.write(alone.resolve(SetIndex.FILE), damaged);
            assertThatThrownBy(() -> SetIndex.open(alone))
                    .as("seed %d, %d", seed, i)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("load the store again");
        }
        StoreFolder store = StoreFolder.existing(db);
        whole[whole.length / 2] ^= 1;
        Files.write(file, whole);
        assertThatThrownBy(store::openCurrent).isInstanceOf(UnusableStore.class).hasMessageContaining(SetIndex.FILE);
        Files.delete(file);
        assertThatThrownBy(store::openCurrent).isInstanceOf(UnusableStore.class).hasMessageContaining(SetIndex.FILE);
    }

    /** As earlier versions made them. */
    @Test
    void aStoreThatWasLoadedWithoutSetsHasNone() throws Exception {
        StoreFolder store = StoreFolder.existingOrNew(folder.resolve("earlier"));
        try (GenerationBuild build = store.beginLoad()) {
            new Conversion(
                            Checkout.scan(List.of(TestData.SAMPLE)),
                            ConversionOptions.defaults(),
                            build,
                            problem -> {},
                            (done, total, rejected) -> {})
                    .run();
            build.commit();
        }
        try (Loaded loaded = Loaded.opened(store)) {
            assertThat(Sets.open(loaded.generation())).isNull();
            assertThat(loaded.generation().info().indexes()).isEmpty();
            assertThat(loaded.select("SELECT * { ?f a pfocr:PathwayFigure }")).isNotEmpty();
            assertThatThrownBy(() -> loaded.select("SELECT * { ?f pfocr:enriched \"TP53\" }"))
                    .hasMessageContaining("has no sets of genes");
        }
    }

    @Test
    void aStoreWithoutFiguresHasNoSets() throws Exception {
        StoreFolder store = StoreFolder.existingOrNew(folder.resolve("none"));
        try (GenerationBuild build = store.beginLoad(SetIndexBuild::write)) {
            build.stream().quad(org.apache.jena.sparql.sse.SSE.parseQuad("(<urn:g> <urn:s> <urn:p> <urn:o>)"));
            build.commit();
        }
        try (OpenGeneration generation = store.openCurrent()) {
            assertThat(Sets.open(generation)).isNull();
            assertThat(generation.info().indexes()).isEmpty();
        }
    }
}
