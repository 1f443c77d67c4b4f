package org.pfocr.rdf.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.jena.sys.JenaSystem;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.convert.ConversionOptions;
import org.pfocr.rdf.convert.FigureConversion;
import org.pfocr.rdf.convert.NetworkMaps;
import org.pfocr.rdf.convert.OtherTables;
import org.pfocr.rdf.model.OrganismNames;
import org.pfocr.rdf.sink.DumpFormat;
import org.pfocr.rdf.spark.output.Packing;
import org.pfocr.rdf.vocab.HashKey;

/** What every task that reads figures needs to know; each machine gets it once. Thread-safe. */
final class Settings implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String imageTemplate;
    private final String program;
    /** JSON-LD context IRI to the context itself: the files are on the driver only. */
    private final HashMap<String, byte[]> contexts = new HashMap<>();

    private final OrganismNames names;
    private final NetworkMaps networks;
    private final HashSet<String> figidsOfNetworks;
    private final @Nullable Long maxFigureMemory;
    private final int threads;

    final DumpFormat format;
    final Packing packing;
    /** Whether tables are made as well. */
    final boolean hasTables;

    final HashKey key = HashKey.secret();
    /** Into how many shares the counts of a task are taken apart. */
    final int shares;

    private transient @Nullable FigureConversion conversion;

    /**
     * @param maxFigureMemory bytes that one figure may need; null for half of what an executor has
     * @param threads tasks that an executor runs at a time
     * @throws IOException when a context cannot be read
     */
    Settings(
            ConversionOptions options,
            OrganismNames names,
            NetworkMaps networks,
            @Nullable Long maxFigureMemory,
            int threads,
            DumpFormat format,
            Packing packing,
            boolean hasTables,
            int shares)
            throws IOException {
        this.imageTemplate = options.imageTemplate();
        this.program = options.program();
        for (Map.Entry<String, Path> context : options.contexts().entrySet()) {
            contexts.put(context.getKey(), Files.readAllBytes(context.getValue()));
        }
        this.names = names;
        this.networks = networks;
        this.figidsOfNetworks = new HashSet<>(networks.figids());
        this.maxFigureMemory = maxFigureMemory;
        this.threads = threads;
        this.format = format;
        this.packing = packing;
        this.hasTables = hasTables;
        this.shares = shares;
    }

    String imageTemplate() {
        return imageTemplate;
    }

    /** The FIGIDs that tables of the input name. */
    Set<String> figidsOfNetworks() {
        return figidsOfNetworks;
    }

    /** What converts figures on this machine. */
    synchronized FigureConversion conversion() {
        if (conversion == null) {
            JenaSystem.init();
            try {
                conversion = made();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return conversion;
    }

    private FigureConversion made() throws IOException {
        Map<String, Path> files = new HashMap<>();
        try {
            for (Map.Entry<String, byte[]> context : contexts.entrySet()) {
                files.put(
                        context.getKey(),
                        Files.write(Files.createTempFile("pfocr-context-", ".jsonld"), context.getValue()));
            }
            ConversionOptions options = new ConversionOptions(
                    threads,
                    imageTemplate,
                    files,
                    OtherTables.NONE,
                    null,
                    maxFigureMemory != null ? maxFigureMemory : ConversionOptions.halfOfTheHeap(),
                    program);
            return new FigureConversion(options, names, networks);
        } finally {
            for (Path file : files.values()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
