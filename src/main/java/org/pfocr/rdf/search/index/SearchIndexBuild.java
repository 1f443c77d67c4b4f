package org.pfocr.rdf.search.index;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.NoMergeScheduler;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.pfocr.rdf.store.read.Quads;

/** Makes the text index of a generation from its quads. Stateless. */
public final class SearchIndexBuild {
    private static final int THREADS = 2;
    /** The part of the heap that a writer fills before it writes a segment; smaller ones make searches slower. */
    private static final int HEAP_PART = 12;

    private static final int MOST_BUFFER_MB = 512;
    private static final int LEAST_BUFFER_MB = 16;

    private SearchIndexBuild() {}

    /**
     * Writes the index.
     *
     * @param quads of the finished generation
     * @param folder of the generation
     * @return figures and things in it, by name; nothing where there are no figures, and then no index is made
     */
    public static Map<String, Long> write(Quads quads, Path folder) throws IOException {
        Gathered gathered = Gathered.from(quads);
        if (gathered.isFigure.isEmpty()) {
            return Map.of();
        }
        Things things = Things.of(gathered);
        int[] figures = gathered.isFigure.stream().toArray();
        List<Callable<Void>> work = new ArrayList<>();
        work.add(() -> {
            try (Directory directory = FSDirectory.open(folder.resolve(Fields.THINGS));
                    IndexWriter writer = writer(directory, new ArrayList<>())) {
                ThingWriter.write(gathered, things, writer);
            }
            return null;
        });
        int parts = Fields.FIGURES.size();
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) figures.length * part / parts);
            int to = (int) ((long) figures.length * (part + 1) / parts);
            Path place = folder.resolve(Fields.FIGURES.get(part));
            work.add(() -> {
                List<String> words = new ArrayList<>();
                try (Directory directory = FSDirectory.open(place);
                        IndexWriter writer = writer(directory, words)) {
                    FigureWriter figureWriter = new FigureWriter(gathered, things, writer, words);
                    for (int i = from; i < to; i++) {
                        figureWriter.write(figures[i]);
                    }
                }
                return null;
            });
        }
        run(work);
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("search.figures", (long) figures.length);
        counts.put("search.things", (long) things.size());
        return counts;
    }

    /** A writer whose documents stay in the order in which they come, in segments that depend on nothing else. */
    private static IndexWriter writer(Directory directory, List<String> words) throws IOException {
        int room = (int) ((Runtime.getRuntime().maxMemory() / HEAP_PART) >>> 20);
        IndexWriterConfig config = new IndexWriterConfig(new FigureAnalyzer(words::add))
                .setMergePolicy(NoMergePolicy.INSTANCE)
                .setMergeScheduler(NoMergeScheduler.INSTANCE)
                .setUseCompoundFile(false)
                .setRAMBufferSizeMB(Math.max(LEAST_BUFFER_MB, Math.min(MOST_BUFFER_MB, room)));
        return new IndexWriter(directory, config);
    }

    private static void run(List<Callable<Void>> work) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the load was interrupted");
        } finally {
            threads.shutdownNow();
        }
    }
}
