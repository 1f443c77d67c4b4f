package org.pfocr.rdf.sets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.system.Txn;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.answer.IdExecutor;
import org.pfocr.rdf.convert.Conversion;
import org.pfocr.rdf.convert.ConversionOptions;
import org.pfocr.rdf.sets.index.SetIndexBuild;
import org.pfocr.rdf.sets.query.SetFunctions;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.build.GenerationBuild;
import org.pfocr.rdf.store.read.OpenGeneration;
import org.pfocr.rdf.vocab.Iris;

/** A store that was loaded with its sets. */
public record Loaded(OpenGeneration generation, Sets sets) implements AutoCloseable {
    /** Loads figures into a new store. */
    public static Loaded of(Path folder, Path input) throws Exception {
        StoreFolder store = StoreFolder.existingOrNew(folder);
        try (GenerationBuild build = store.beginLoad(SetIndexBuild::write)) {
            new Conversion(
                            Checkout.scan(List.of(input)),
                            ConversionOptions.defaults(),
                            build,
                            problem -> {},
                            (done, total, rejected) -> {})
                    .run();
            build.commit();
        }
        return opened(store);
    }

    static Loaded opened(StoreFolder store) throws Exception {
        OpenGeneration generation = store.openCurrent();
        Sets sets = Sets.open(generation);
        IdExecutor.attach(generation.dataset());
        SetFunctions.attach(generation.dataset(), sets);
        SetFunctions.allow(generation.dataset().getContext());
        return new Loaded(generation, sets);
    }

    /** Rows of a SELECT as texts. */
    public List<List<String>> select(String query) {
        DatasetGraph dataset = generation.dataset();
        return Txn.calculateRead(dataset, () -> Converted.select(dataset, query));
    }

    /** All rows of an enrichment: figure, overlap, size. */
    List<String> rows(Enrichment enrichment) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < enrichment.size(); row++) {
            rows.add(sets.figure(enrichment, row).getURI() + " " + enrichment.overlap(row) + " "
                    + enrichment.figureSize(row));
        }
        return rows;
    }

    static Node gene(long id) {
        return Iris.gene(id);
    }

    @Override
    public void close() throws IOException {
        generation.close();
    }
}
