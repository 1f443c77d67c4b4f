package org.pfocr.rdf.store.read;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.tdb2.TDB2;
import org.apache.jena.tdb2.params.StoreParamsCodec;
import org.apache.jena.tdb2.store.DatasetGraphSwitchable;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.store.layout.FileDigests;
import org.pfocr.rdf.store.layout.FileLocks;
import org.pfocr.rdf.store.layout.GenerationInfo;

/**
 * A generation that is open for reading. While it is open no load removes it. Thread-safe; {@link #close} once nobody
 * uses the dataset any more.
 */
public final class OpenGeneration implements AutoCloseable {
    /** Where TDB2 keeps its files in its folder. */
    public static final String DATA = "Data-0001";

    private final Path folder;
    private final GenerationInfo info;
    private final DatasetGraph dataset;
    private final DatasetGraphTDB storage;
    private final Path readerFile;
    private final @Nullable FileChannel readerLock;
    private final List<Closeable> parts = new CopyOnWriteArrayList<>();

    private OpenGeneration(
            Path folder,
            GenerationInfo info,
            DatasetGraph dataset,
            DatasetGraphTDB storage,
            Path readerFile,
            @Nullable FileChannel readerLock) {
        this.folder = folder;
        this.info = info;
        this.dataset = dataset;
        this.storage = storage;
        this.readerFile = readerFile;
        this.readerLock = readerLock;
    }

    /**
     * Opens a generation. In a folder that this process cannot write to, such as one on a read-only volume, there is no lock
     * that keeps a load by somebody else from removing it; what is open then stays readable.
     *
     * @throws FileDigests.Damage when a file is missing or is not as it was loaded, as far as a sample shows
     */
    public static OpenGeneration open(Path generation, Path readers) throws IOException {
        Path readerFile = readers.resolve(ProcessHandle.current().pid() + "-" + UUID.randomUUID());
        FileChannel lock = Files.isDirectory(readers) && !Files.isWritable(readers)
                ? null
                : FileChannel.open(readerFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            if (lock != null && FileLocks.tryLock(lock) == null) {
                throw new IOException(readerFile + ": cannot be locked");
            }
            FileDigests.checkSample(generation);
            GenerationInfo info = GenerationInfo.read(generation);
            DatasetGraphTDB storage =
                    ReadStorage.open(generation.resolve(DATA), StoreParamsCodec.read(Location.create(generation)));
            DatasetGraph dataset = new DatasetGraphSwitchable(generation, Location.create(generation), storage);
            // A query without GRAPH sees all graphs.
            dataset.getContext().set(TDB2.symUnionDefaultGraph, true);
            return new OpenGeneration(generation, info, dataset, storage, readerFile, lock);
        } catch (IOException | RuntimeException e) {
            if (lock != null) {
                lock.close();
                Files.deleteIfExists(readerFile);
            }
            throw e;
        }
    }

    /**
     * Counts in each index what the generation says it has, and looks at every record for that.
     *
     * @return what is wrong; nothing where all is as it was
     */
    public List<String> miscounts() {
        List<String> wrong = new ArrayList<>();
        for (Quads.Index index : Objects.requireNonNull(Quads.of(storage)).indexes()) {
            TreeReader.Cursor cursor = index.tree().range(new long[Quads.PARTS], 0);
            long quads = 0;
            while (cursor.next()) {
                quads++;
            }
            if (quads != info.quads()) {
                String parts = Arrays.stream(index.order())
                        .mapToObj(part -> "GSPO".substring(part, part + 1))
                        .collect(Collectors.joining());
                wrong.add(name() + ": index " + parts + " has " + quads + " quads in place of " + info.quads());
            }
        }
        return wrong;
    }

    public String name() {
        return String.valueOf(folder.getFileName());
    }

    /** The generation's folder, in which its indexes beside the triples lie. */
    public Path folder() {
        return folder;
    }

    /** The quads at the level of node ids. */
    public Quads quads() {
        return Objects.requireNonNull(Quads.of(storage));
    }

    public GenerationInfo info() {
        return info;
    }

    /** The dataset; read transactions only. The default graph is the union of the named ones. */
    public DatasetGraph dataset() {
        return dataset;
    }

    /** Has something closed with the generation: an index beside the triples, say. */
    public void closeWith(Closeable part) {
        parts.add(part);
    }

    @Override
    public void close() throws IOException {
        for (Closeable part : parts) {
            part.close();
        }
        storage.shutdown();
        if (readerLock != null) {
            readerLock.close();
            Files.deleteIfExists(readerFile);
        }
    }
}
