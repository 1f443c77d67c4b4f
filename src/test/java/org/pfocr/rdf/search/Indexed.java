package org.pfocr.rdf.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.system.Txn;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.answer.IdExecutor;
import org.pfocr.rdf.convert.Conversion;
import org.pfocr.rdf.convert.ConversionOptions;
import org.pfocr.rdf.search.found.SearchRequest;
import org.pfocr.rdf.search.found.SearchResult;
import org.pfocr.rdf.search.found.UnknownThing;
import org.pfocr.rdf.search.index.SearchIndexBuild;
import org.pfocr.rdf.search.query.TextFunctions;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.build.GenerationBuild;
import org.pfocr.rdf.store.read.OpenGeneration;

/** A store that was loaded with its text index. */
public record Indexed(OpenGeneration generation, Search search) implements AutoCloseable {
    /** Loads figures into a new store. */
    public static Indexed of(Path folder, Path input) throws Exception {
        StoreFolder store = StoreFolder.existingOrNew(folder);
        try (GenerationBuild build = store.beginLoad(SearchIndexBuild::write)) {
            new Conversion(
                            Checkout.scan(List.of(input)),
                            ConversionOptions.defaults(),
                            build,
                            problem -> {},
                            (done, total, rejected) -> {})
                    .run();
            build.commit();
        }
        OpenGeneration generation = store.openCurrent();
        Search search = Search.open(generation);
        DatasetGraph dataset = generation.dataset();
        IdExecutor.attach(dataset);
        search.attach(dataset);
        TextFunctions.allow(dataset.getContext());
        return new Indexed(generation, search);
    }

    /** FIGIDs of what is found, best first. */
    public List<String> find(String text) {
        return found(SearchRequest.of(text, 100)).figures().stream()
                .map(SearchResult.Figure::id)
                .toList();
    }

    /** What is found. */
    public SearchResult found(SearchRequest request) {
        try {
            return search.find(request, () -> false);
        } catch (UnknownThing e) {
            throw new AssertionError(e);
        }
    }

    /** Rows of a SELECT as texts. */
    public List<List<String>> select(String query) {
        DatasetGraph dataset = generation.dataset();
        return Txn.calculateRead(
                dataset, () -> Converted.select(dataset, "PREFIX text: <http://jena.apache.org/text#>\n" + query));
    }

    @Override
    public void close() throws IOException {
        generation.close();
    }
}
