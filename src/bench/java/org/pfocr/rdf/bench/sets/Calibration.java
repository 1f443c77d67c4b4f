package org.pfocr.rdf.bench.sets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.pfocr.rdf.answer.IdExecutor;
import org.pfocr.rdf.sets.Enrichment;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.read.OpenGeneration;

/**
 * What share of figures each statistic calls rare where a list is random, and how often a set that was planted in a list is
 * found on the first rank. Use: {@code Calibration DIR [LISTS]}.
 */
public final class Calibration {
    private static final long SEED = 23;
    private static final int[] SIZES = {12, 100, 500};
    private static final double[] LEVELS = {0.05, 0.001};
    private static final int PLANTED = 200;

    private Calibration() {}

    public static void main(String[] args) throws Exception {
        int lists = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
        try (OpenGeneration generation = StoreFolder.existing(Path.of(args[0])).openCurrent()) {
            DatasetGraph dataset = generation.dataset();
            IdExecutor.attach(dataset);
            Sets sets = Sets.open(generation);
            if (sets == null) {
                throw new IllegalStateException("the store has no sets");
            }
            Lists drawn = new Lists(dataset);
            System.out.printf("%d lists of each kind, seed %d%n%n", lists, SEED);
            System.out.println(
                    "| lists | genes | exponent | p ≤ 0.05 | p ≤ 0.001 | q ≤ 0.05 | figures with q ≤ 0.05 | p_popularity ≤ 0.05"
                            + " | p_popularity ≤ 0.001 |");
            System.out.println("|---|---|---|---|---|---|---|---|---|");
            for (boolean byPopularity : new boolean[] {false, true}) {
                for (int size : SIZES) {
                    random(sets, drawn, byPopularity, size, lists);
                }
            }
            System.out.println();
            System.out.println("| planted | list | noise | first by p | first by p_popularity | first by score |");
            System.out.println("|---|---|---|---|---|---|");
            for (boolean byPopularity : new boolean[] {false, true}) {
                planted(sets, dataset, drawn, byPopularity, 1.0, 50);
                planted(sets, dataset, drawn, byPopularity, 0.6, 50);
                planted(sets, dataset, drawn, byPopularity, 0.6, 200);
            }
        }
    }

    private static void random(Sets sets, Lists drawn, boolean byPopularity, int size, int lists) throws Exception {
        Random random = new Random(SEED + size);
        double tested = 0;
        double exponent = 0;
        double[] plain = new double[LEVELS.length];
        double[] popular = new double[LEVELS.length];
        double discoveries = 0;
        for (int i = 0; i < lists; i++) {
            Enrichment found = sets.enrich(
                    sets.find(drawn.list(byPopularity, size, random), "9606"), Sets.Options.DEFAULT, () -> false);
            tested += found.tested();
            exponent += found.exponent();
            for (int row = 0; row < found.size(); row++) {
                for (int level = 0; level < LEVELS.length; level++) {
                    plain[level] += found.p(row) <= LEVELS[level] ? 1 : 0;
                    popular[level] += found.popularityP(row) <= LEVELS[level] ? 1 : 0;
                }
                discoveries += found.q(row) <= LEVELS[0] ? 1 : 0;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.2f | %.4f | %.5f | %.5f | %.0f | %.4f | %.5f |%n",
                byPopularity ? "by popularity" : "evenly",
                size,
                exponent / lists,
                plain[0] / tested,
                plain[1] / tested,
                discoveries / tested,
                discoveries / lists,
                popular[0] / tested,
                popular[1] / tested);
    }

    /** Parts of figures among random genes: how often is the figure first, alone or with others of the same value? */
    private static void planted(
            Sets sets, DatasetGraph dataset, Lists drawn, boolean byPopularity, double part, int noise)
            throws Exception {
        Random random = new Random(SEED);
        List<Map.Entry<String, List<String>>> figures = figures(dataset);
        int[] first = new int[3];
        double listed = 0;
        for (int i = 0; i < PLANTED; i++) {
            Map.Entry<String, List<String>> figure = figures.get(random.nextInt(figures.size()));
            Set<String> list = new LinkedHashSet<>();
            List<String> genes = new ArrayList<>(figure.getValue());
            java.util.Collections.shuffle(genes, random);
            list.addAll(genes.subList(0, (int) Math.ceil(genes.size() * part)));
            list.addAll(drawn.list(byPopularity, noise, random));
            listed += list.size();
            Enrichment found = sets.enrich(sets.find(list, "9606"), Sets.Options.DEFAULT, () -> false);
            int row = sets.row(found, org.apache.jena.graph.NodeFactory.createURI(figure.getKey()));
            first[0] += isFirst(found, row, r -> -found.logP(r));
            first[1] += isFirst(found, row, r -> -found.popularityP(r));
            first[2] += isFirst(found, row, found::score);
        }
        System.out.printf(
                Locale.ROOT,
                "| %.0f %% of a figure of 8 to 40 genes | %.0f | %s | %.1f %% | %.1f %% | %.1f %% |%n",
                part * 100,
                listed / PLANTED,
                byPopularity ? "by popularity" : "evenly",
                100.0 * first[0] / PLANTED,
                100.0 * first[1] / PLANTED,
                100.0 * first[2] / PLANTED);
    }

    private static int isFirst(Enrichment found, int row, IntToDoubleFunction value) {
        double own = value.applyAsDouble(row);
        for (int other = 0; other < found.size(); other++) {
            if (value.applyAsDouble(other) > own) {
                return 0;
            }
        }
        return 1;
    }

    private static List<Map.Entry<String, List<String>>> figures(DatasetGraph dataset) {
        Map<String, List<String>> genes = new HashMap<>();
        Lists.rows(
                dataset,
                "SELECT ?f ?g { ?g wp:organism <http://purl.obolibrary.org/obo/NCBITaxon_9606> ."
                        + " ?f pfocr:mentionsGene ?g } ORDER BY ?f ?g LIMIT 400000",
                row -> genes.computeIfAbsent(row.get(Var.alloc("f")).getURI(), f -> new ArrayList<>())
                        .add(row.get(Var.alloc("g")).getURI()));
        return genes.entrySet().stream()
                .filter(entry ->
                        entry.getValue().size() >= 8 && entry.getValue().size() <= 40)
                .sorted(Map.Entry.comparingByKey())
                .toList();
    }
}
