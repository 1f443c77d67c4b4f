package org.pfocr.rdf.bench.sets;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.pfocr.rdf.answer.IdExecutor;
import org.pfocr.rdf.sets.Enrichment;
import org.pfocr.rdf.sets.GeneList;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.index.SetIndex;
import org.pfocr.rdf.sets.index.SetIndexBuild;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.read.OpenGeneration;
import org.pfocr.rdf.vocab.Flavour;

/**
 * Times enrichment, similarity and partners on one thread, as medians and 99th percentiles, after a warm-up. Lists of genes
 * are drawn evenly and by popularity. Use: {@code Speed DIR [LISTS]}.
 */
public final class Speed {
    private static final long SEED = 22;
    private static final int[] SIZES = {12, 100, 500, 2000};
    private static final int SHOWN = 100;
    private static final int WARM_UP = 15;
    private static final int PLAIN = 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

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
            Path folder = Files.createTempDirectory("sets");
            Map<String, Long> made = new HashMap<>();
            Time build = time(() -> {
                made.putAll(SetIndexBuild.write(generation.quads(), folder));
                return made;
            });
            System.out.printf(
                    Locale.ROOT,
                    "build: %.1f s, %.1f s of processor, %d members%n",
                    build.wall / 1000,
                    build.processor / 1000,
                    made.get("sets.members"));
            Files.delete(folder.resolve(SetIndex.FILE));
            Files.delete(folder);
            Lists genes = new Lists(dataset);
            GeneList any = sets.find(genes.list(false, 1, new Random(SEED)), "9606");
            start = System.nanoTime();
            sets.enrich(any, Sets.Options.DEFAULT, () -> false);
            System.out.printf(Locale.ROOT, "first of an organism: %.1f ms%n", (System.nanoTime() - start) / 1e6);
            System.out.printf(
                    "%d human genes, %d lists of each kind, seed %d%n%n",
                    genes.genes().size(), lists, SEED);
            System.out.println(
                    "| | genes | figures found | median, ms | 99 %, ms | median, ms of processor | 99 %, ms of processor |");
            System.out.println("|---|---|---|---|---|---|---|");
            for (int round = 0; round < 2; round++) { // The first is the warm-up.
                boolean isShown = round == 1;
                for (boolean byPopularity : new boolean[] {false, true}) {
                    for (int size : SIZES) {
                        enrich(sets, genes, byPopularity, size, isShown ? lists : WARM_UP, isShown);
                    }
                }
                near(sets, dataset, genes, isShown ? lists : WARM_UP, isShown);
            }
        }
    }

    private static void enrich(Sets sets, Lists genes, boolean byPopularity, int size, int lists, boolean isShown)
            throws Exception {
        Random random = new Random(SEED + size);
        List<List<String>> drawn = new ArrayList<>();
        for (int i = 0; i < lists; i++) {
            drawn.add(genes.list(byPopularity, size, random));
        }
        double[] found = new double[1];
        List<Time> shown = new ArrayList<>();
        List<Time> all = new ArrayList<>();
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
                    + sets.entry(enrichment, row).title().length()
                    + sets.genes(enrichment, row).size();
        }
        return sum;
    }

    private static void near(Sets sets, DatasetGraph dataset, Lists genes, int count, boolean isShown)
            throws Exception {
        List<Node> figures = new ArrayList<>();
        Lists.rows(
                dataset,
                "SELECT ?f { ?f a pfocr:PathwayFigure ; pfocr:mentionsGene ?g } GROUP BY ?f ORDER BY ?f",
                row -> figures.add(row.get(Var.alloc("f"))));
        Random random = new Random(SEED);
        Collections.shuffle(figures, random);
        List<Time> similar = new ArrayList<>();
        for (Node figure : figures.subList(0, Math.min(count, figures.size()))) {
            similar.add(time(() -> sets.similar(figure, Flavour.ALL, null, 20)));
        }
        List<Time> partners = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Node gene = genes.gene(true, random).iri();
            partners.add(time(() -> sets.drawnWith(gene, Flavour.ALL, Sets.Partners.ALL, null, 50)));
        }
        if (isShown) {
            print("similarTo, 20 of a random figure", 0, 20, similar);
            print("drawnWith, 50 of a gene by popularity", 1, 50, partners);
            plain(dataset, genes, figures);
        }
    }

    /** What plain SPARQL does of the same: overlaps, shared genes and shared figures, without any statistic. */
    private static void plain(DatasetGraph dataset, Lists genes, List<Node> figures) throws Exception {
        Random random = new Random(SEED);
        for (int size : SIZES) {
            List<Time> overlaps = new ArrayList<>();
            for (int i = 0; i < PLAIN; i++) {
                String list = genes.list(true, size, random).stream()
                        .map(iri -> "<" + iri + ">")
                        .collect(Collectors.joining(" "));
                overlaps.add(time(() -> count(
                        dataset,
                        "SELECT ?f (COUNT(?g) AS ?n) { VALUES ?g { " + list
                                + " } ?f pfocr:mentionsGene ?g } GROUP BY ?f ORDER BY DESC(?n) LIMIT 100")));
            }
            print("overlaps by plain SPARQL, drawn by popularity", size, 100, overlaps);
        }
        List<Time> similar = new ArrayList<>();
        List<Time> partners = new ArrayList<>();
        for (int i = 0; i < PLAIN; i++) {
            Node figure = figures.get(i);
            similar.add(time(() -> count(
                    dataset,
                    "SELECT ?o (COUNT(?g) AS ?n) { <" + figure.getURI() + "> pfocr:mentionsGene ?g ."
                            + " ?o pfocr:mentionsGene ?g } GROUP BY ?o ORDER BY DESC(?n) LIMIT 20")));
            Node gene = genes.gene(true, random).iri();
            partners.add(time(() -> count(
                    dataset,
                    "SELECT ?p (COUNT(?f) AS ?n) { ?f pfocr:mentionsGene <" + gene.getURI() + "> ;"
                            + " pfocr:mentionsGene|pfocr:mentionsChemical|pfocr:mentionsDisease ?p }"
                            + " GROUP BY ?p ORDER BY DESC(?n) LIMIT 50")));
        }
        print("shared genes by plain SPARQL", 0, 20, similar);
        print("shared figures by plain SPARQL", 1, 50, partners);
    }

    private static Object count(DatasetGraph dataset, String query) {
        int[] count = new int[1];
        Lists.rows(dataset, query, row -> count[0]++);
        return count[0];
    }

    /** Wall time and the thread's own time on a processor, which other programs lengthen less. */
    private record Time(double wall, double processor) {}

    private static Time time(Work work) throws Exception {
        long processor = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        Object result = work.run();
        double wall = (System.nanoTime() - start) / 1e6;
        if (result.hashCode() == 42) {
            System.out.print(""); // So that the work is needed.
        }
        return new Time(wall, (THREADS.getCurrentThreadCpuTime() - processor) / 1e6);
    }

    private static void print(String what, int size, double found, List<Time> times) {
        List<Double> wall = times.stream().map(Time::wall).sorted().toList();
        List<Double> processor = times.stream().map(Time::processor).sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.0f | %.1f | %.1f | %.1f | %.1f |%n",
                what,
                size,
                found,
                part(wall, 0.5),
                part(wall, 0.99),
                part(processor, 0.5),
                part(processor, 0.99));
    }

    private static double part(List<Double> sorted, double part) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * part)));
    }
}
