package org.pfocr.rdf.spark.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.source.FigureRef;
import org.pfocr.rdf.source.TableKind;

/** The figures of a checkout in files that every machine finds under the same path. */
record FilesSource(Checkout shared, long bytes, List<SameName> named) implements Source {
    /** So many figures are looked at to guess how many bytes all have. */
    private static final int SAMPLE = 200;

    static FilesSource of(Checkout checkout) throws IOException {
        Map<String, List<LocalFigure>> byName = new TreeMap<>();
        for (FigureRef ref : checkout.figures()) {
            byName.computeIfAbsent(ref.fileName(), name -> new ArrayList<>(1)).add(LocalFigure.of(ref));
        }
        List<SameName> named = new ArrayList<>();
        byName.forEach((name, figures) -> named.add(new LocalFigure.Named(name, figures)));
        Checkout shared = new Checkout(
                List.of(),
                checkout.organismPages(),
                checkout.wikiPathwayMaps(),
                checkout.ndexMaps(),
                checkout.trees(),
                checkout.isPartial(),
                checkout.problems());
        return new FilesSource(shared, bytes(checkout.figures()), named);
    }

    private static long bytes(List<FigureRef> figures) {
        int step = Math.max(1, figures.size() / SAMPLE);
        long bytes = 0;
        for (int i = 0; i < figures.size(); i += step) {
            FigureRef ref = figures.get(i);
            bytes += Path.of(ref.name()).toFile().length();
            for (TableKind kind : ref.tables()) {
                bytes += ref.dataFolder()
                        .resolve(ref.baseName() + kind.suffix())
                        .toFile()
                        .length();
            }
        }
        return bytes * step;
    }

    @Override
    public JavaRDD<SameName> figures(JavaSparkContext spark, int partitions) {
        return spark.parallelize(named, partitions);
    }
}
