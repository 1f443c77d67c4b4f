package org.pfocr.rdf.bench.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Writes a checkout: {@code --figures N --seed S --out DIR}. The same figures and seed give the same bytes, and fewer
 * figures give the first ones of more.
 */
public final class Corpus {

    /** What was written. */
    public record Written(int figures, int papers, long geneRows, long chemicalRows, long diseaseRows, long files) {}

    private Corpus() {}

    public static void main(String[] args) throws IOException {
        int figures = Shape.FIGURES;
        long seed = 1;
        Path out = Path.of("corpus");
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--figures" -> figures = Integer.parseInt(args[i + 1]);
                case "--seed" -> seed = Long.parseLong(args[i + 1]);
                case "--out" -> out = Path.of(args[i + 1]);
                default -> throw new IllegalArgumentException(args[i] + " is not one of --figures, --seed, --out");
            }
        }
        System.err.println(write(figures, seed, out));
    }

    /** Writes into a folder that may exist; files of another corpus that are in it stay. */
    public static Written write(int figures, long seed, Path out) throws IOException {
        for (String part : List.of("_figures", "_data", "_organisms")) {
            Files.createDirectories(out.resolve(part));
        }
        Universe universe = new Universe(figures, seed);
        FigureWriter writer = new FigureWriter(universe, out, seed);
        LongAdder genes = new LongAdder();
        LongAdder chemicals = new LongAdder();
        LongAdder diseases = new LongAdder();
        LongAdder files = new LongAdder();
        IntStream.range(0, figures).parallel().forEach(figure -> {
            try {
                FigureWriter.Counts counts = writer.write(figure);
                genes.add(counts.genes());
                chemicals.add(counts.chemicals());
                diseases.add(counts.diseases());
                files.add(counts.files());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        int pages = organismPages(universe, figures, out);
        pathways(universe, figures, out);
        return new Written(
                figures,
                universe.papers().count(),
                genes.sum(),
                chemicals.sum(),
                diseases.sum(),
                files.sum() + pages + 1);
    }

    private static int organismPages(Universe universe, int figures, Path out) throws IOException {
        int pages = Math.min(
                Shape.ORGANISM_PAGES, Math.max(20, (int) ((long) Shape.ORGANISM_PAGES * figures / Shape.FIGURES)));
        int place = 0;
        for (Organism organism : universe.organisms().all().subList(0, pages)) {
            String page = Organisms.page(organism, place++);
            Files.writeString(out.resolve("_organisms").resolve(Organisms.fileName(organism)), page);
        }
        return pages;
    }

    private static void pathways(Universe universe, int figures, Path out) throws IOException {
        StringBuilder map = new StringBuilder();
        for (int figure = 0; figure < figures; figure++) {
            int pathway = universe.pathway(figure);
            if (pathway > 0) {
                int paper = universe.papers().of(figure);
                String figid = Papers.figid(paper, universe.papers().place(figure));
                map.append(figid).append('\t').append("WP").append(pathway).append('\n');
            }
        }
        Files.write(out.resolve("_data/wpid_map.tsv"), map.toString().getBytes(StandardCharsets.UTF_8));
    }
}
