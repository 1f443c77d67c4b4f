package org.pfocr.rdf.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.sparql.util.Symbol;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.search.found.SearchRequest;
import org.pfocr.rdf.search.found.SearchResult;
import org.pfocr.rdf.search.found.Suggestion;
import org.pfocr.rdf.search.found.UnknownThing;
import org.pfocr.rdf.search.index.Fields;
import org.pfocr.rdf.store.read.OpenGeneration;

/** The text index of a generation that is open. Thread-safe. */
public final class Search {
    private static final Symbol SYMBOL = Symbol.create("https://pfocr.wikipathways.org/search");

    private final FigureSearch figures;
    private final Suggestions suggestions;
    private final TextHits hits;

    private Search(FigureSearch figures, Suggestions suggestions, TextHits hits) {
        this.figures = figures;
        this.suggestions = suggestions;
        this.hits = hits;
    }

    /**
     * Opens the index of a generation, which closes it.
     *
     * @return null where the generation has none, since it has no figures or was made by an earlier version
     * @throws IOException also where it is damaged
     */
    public static @Nullable Search open(OpenGeneration generation) throws IOException {
        Path folder = generation.folder();
        if (!Files.isDirectory(folder.resolve(Fields.THINGS))) {
            return null;
        }
        List<Closeable> open = new ArrayList<>();
        try {
            IndexReader[] parts = new IndexReader[Fields.FIGURES.length];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = reader(folder.resolve(Fields.FIGURES[i]), open);
            }
            DirectoryReader things = reader(folder.resolve(Fields.THINGS), open);
            generation.closeWith(() -> IOUtils.close(open));
            IndexSearcher searcher = new IndexSearcher(new MultiReader(parts));
            // Answers are kept whole, so that none is looked for twice.
            searcher.setQueryCache(null);
            Texts texts = new Texts(generation.quads());
            ThingIndex thingIndex = new ThingIndex(things);
            Queries queries = new Queries(searcher.getIndexReader(), thingIndex);
            return new Search(
                    new FigureSearch(searcher, thingIndex, queries, texts),
                    new Suggestions(searcher, thingIndex, texts),
                    new TextHits(searcher, thingIndex, queries, texts));
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(open);
            throw new IOException(
                    folder.resolve("search") + ": the text index is damaged (" + e.getMessage()
                            + "); load the store again",
                    e);
        }
    }

    /** Lets queries of a generation's dataset, and whoever has it, find the index. */
    public void attach(DatasetGraph dataset) {
        dataset.getContext().set(SYMBOL, this);
    }

    /** The index of a dataset; null where it has none. */
    public static @Nullable Search of(DatasetGraph dataset) {
        return dataset.getContext().get(SYMBOL);
    }

    /** The index in a query's context, which has all of its dataset's; null where there is none. */
    public static @Nullable Search of(Context context) {
        return context.get(SYMBOL);
    }

    private static DirectoryReader reader(Path folder, List<Closeable> open) throws IOException {
        MMapDirectory directory = new MMapDirectory(folder);
        open.add(0, directory);
        DirectoryReader reader = DirectoryReader.open(directory);
        open.add(0, reader);
        return reader;
    }

    /**
     * Finds figures. Where no figure has all of the words, those with most of them are found.
     *
     * @param isCancelled asked now and then; then a {@link java.util.concurrent.CancellationException} is thrown
     * @throws UnknownThing where something that is wanted is not known
     */
    public SearchResult find(SearchRequest request, BooleanSupplier isCancelled) throws UnknownThing {
        return figures.find(request, isCancelled);
    }

    /** What somebody may be about to type: those in most figures first, with all that are called exactly so before them. */
    public List<Suggestion> suggest(String typed, int limit) {
        return suggestions.of(typed, limit);
    }

    /** The index as {@code text:query} asks it. */
    public TextHits hits() {
        return hits;
    }
}
