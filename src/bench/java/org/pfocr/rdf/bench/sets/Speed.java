package org.pfocr.rdf.bench.sets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.system.Txn;
import org.pfocr.rdf.answer.IdExecutor;
import org.pfocr.rdf.sets.Enrichment;
import org.pfocr.rdf.sets.GeneList;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.index.Flavour;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.read.OpenGeneration;
import org.pfocr.rdf.vocab.Prefixes;

/**
 * Times enrichment, similarity and partners on one thread, as medians and 99th percentiles, after a warm-up. Lists of genes
 * are drawn evenly and by popularity. Use: {@code Speed DIR [LISTS]}.
 */
public final class Speed {
    private static final long SEED = 22;
    private static final int[] SIZES = {12, 100, 500, 2000};
    private static final int SHOWN = 100;

    private record Gene(Node iri, String symbol, double figures) {}

    private interface Work {
        Object run() throws Exception;
    }

    private Speed() {}

    public static void main(String[] args) throws Exception {
        int lists = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        try (OpenGeneration generation = StoreFolder.existing(Path.of(args[0])).openCurrent()) {
            DatasetGraph dataset = generation.dataset();
            IdExecutor.attach(dataset);
            long start = System.nanoTime();
            Sets sets = Sets.open(generation);
            if (sets == null) {
                throw new IllegalStateException("the store has no sets");
            }
            System.out.printf(Locale.ROOT, "open: %.1f ms%n", (System.nanoTime() - start) / 1e6);
            List<Gene> genes = Txn.calculateRead(dataset, () -> genes(dataset));
            GeneList any = sets.find(List.of(genes.get(0).symbol), "9606");
            start = System.nanoTime();
            sets.enrich(any, Sets.Options.DEFAULT, () -> false);
            System.out.printf(Locale.ROOT, "first of an organism: %.1f ms%n", (System.nanoTime() - start) / 1e6);
            System.out.printf("%d human genes, %d lists of each kind, seed %d%n%n", genes.size(), lists, SEED);
            System.out.println("| | genes | figures found | median, ms | 99 %, ms |");
            System.out.println("|---|---|---|---|---|");
            for (int round = 0; round < 2; round++) { // The first is the warm-up.
                boolean isShown = round == 1;
                for (boolean byPopularity : new boolean[] {false, true}) {
                    for (int size : SIZES) {
                        enrich(sets, genes, byPopularity, size, isShown ? lists : 30, isShown);
                    }
                }
                near(sets, dataset, genes, isShown ? lists : 30, isShown);
            }
        }
    }

    private static List<Gene> genes(DatasetGraph dataset) {
        List<Gene> genes = new ArrayList<>();
        rows(
                dataset,
                "SELECT ?gene (SAMPLE(?s) AS ?symbol) (COUNT(DISTINCT ?figure) AS ?n) { ?gene wp:organism"
                        + " <http://purl.obolibrary.org/obo/NCBITaxon_9606> ; rdfs:label ?s ."
                        + " ?figure pfocr:mentionsGene ?gene } GROUP BY ?gene ORDER BY ?gene",
                row -> genes.add(new Gene(
                        row.get(Var.alloc("gene")),
                        row.get(Var.alloc("symbol")).getLiteralLexicalForm(),
                        ((Number) row.get(Var.alloc("n")).getLiteralValue()).doubleValue())));
        return genes;
    }

    private static void rows(
            DatasetGraph dataset,
            String query,
            java.util.function.Consumer<org.apache.jena.sparql.engine.binding.Binding> row) {
        try (QueryExec execution = QueryExec.newBuilder()
                .dataset(dataset)
                .query(QueryFactory.create(Prefixes.PROLOGUE + query))
                .build()) {
            execution.select().forEachRemaining(row);
        }
    }

    private static List<String> list(List<Gene> genes, boolean byPopularity, int size, Random random) {
        double[] ends = new double[genes.size()];
        double sum = 0;
        for (int i = 0; i < ends.length; i++) {
            sum += byPopularity ? genes.get(i).figures : 1;
            ends[i] = sum;
        }
        Set<String> list = new LinkedHashSet<>();
        while (list.size() < Math.min(size, genes.size() / 2)) {
            int at = Arrays.binarySearch(ends, random.nextDouble() * sum);
            list.add(genes.get(at < 0 ? -at - 1 : at).symbol);
        }
        return List.copyOf(list);
    }

    private static void enrich(Sets sets, List<Gene> genes, boolean byPopularity, int size, int lists, boolean isShown)
            throws Exception {
        Random random = new Random(SEED + size);
        List<List<String>> drawn = new ArrayList<>();
        for (int i = 0; i < lists; i++) {
            drawn.add(list(genes, byPopularity, size, random));
        }
        double[] found = new double[1];
        List<Double> shown = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (List<String> list : drawn) {
            shown.add(time(() -> {
                Enrichment enrichment = sets.enrich(sets.find(list, "9606"), Sets.Options.DEFAULT, () -> false);
                found[0] += enrichment.size();
                return sum(sets, enrichment, Math.min(SHOWN, enrichment.size()));
            }));
            all.add(time(() -> {
                Enrichment enrichment = sets.enrich(sets.find(list, "9606"), Sets.Options.DEFAULT, () -> false);
                double sum = 0;
                for (int row = 0; row < enrichment.size(); row++) {
                    sum += enrichment.popularityP(row);
                }
                return sum;
            }));
        }
        if (isShown) {
            String kind = byPopularity ? "by popularity" : "evenly";
            print("enrich, drawn " + kind + ", best " + SHOWN + " in full", size, found[0] / lists, shown);
            print("enrich, drawn " + kind + ", Wallenius of all", size, found[0] / lists, all);
        }
    }

    /** Everything that is said of the best rows, so that nothing is left out. */
    private static double sum(Sets sets, Enrichment enrichment, int rows) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += enrichment.p(row)
                    + enrichment.q(row)
                    + enrichment.score(row)
                    + enrichment.popularityP(row)
                    + Math.min(1e9, enrichment.odds(row))
                    + sets.figure(enrichment, row).hashCode()
                    + sets.title(enrichment, row).length()
                    + sets.symbols(enrichment, row).size();
        }
        return sum;
    }

    private static void near(Sets sets, DatasetGraph dataset, List<Gene> genes, int count, boolean isShown)
            throws Exception {
        List<Node> figures = new ArrayList<>();
        Txn.executeRead(
                dataset,
                () -> rows(
                        dataset,
                        "SELECT ?f { ?f a pfocr:PathwayFigure ; pfocr:mentionsGene ?g } GROUP BY ?f ORDER BY ?f",
                        row -> figures.add(row.get(Var.alloc("f")))));
        Random random = new Random(SEED);
        Collections.shuffle(figures, random);
        List<Double> similar = new ArrayList<>();
        for (Node figure : figures.subList(0, Math.min(count, figures.size()))) {
            similar.add(time(() -> sets.similar(figure, Flavour.ALL, null, 20)));
        }
        List<Double> partners = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String symbol = list(genes, true, 1, random).get(0);
            Node gene = genes.stream()
                    .filter(candidate -> candidate.symbol.equals(symbol))
                    .findFirst()
                    .orElseThrow()
                    .iri;
            partners.add(time(() -> sets.drawnWith(gene, Flavour.ALL, Sets.Partners.ALL, null, 50)));
        }
        if (isShown) {
            print("similarTo, 20 of a random figure", 0, 20, similar);
            print("drawnWith, 50 of a gene by popularity", 1, 50, partners);
        }
    }

    private static double time(Work work) throws Exception {
        long start = System.nanoTime();
        Object result = work.run();
        double millis = (System.nanoTime() - start) / 1e6;
        if (result.hashCode() == 42) {
            System.out.print(""); // So that the work is needed.
        }
        return millis;
    }

    private static void print(String what, int size, double found, List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.0f | %.1f | %.1f |%n",
                what,
                size,
                found,
                sorted.get(sorted.size() / 2),
                sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * 0.99))));
    }
}
