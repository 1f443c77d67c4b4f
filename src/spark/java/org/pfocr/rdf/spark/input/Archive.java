package org.pfocr.rdf.spark.input;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.source.FigureRef;

/**
 * The files of a checkout in one archive, one after the other, so that one is in memory. A sequence file has a record for
 * each file: its path as Text, and its bytes as BytesWritable. Not thread-safe.
 */
final class Archive implements Iterator<PackedFile>, Closeable {
    private static final int BUFFER = 1 << 16;

    /** The next file, in whatever form the archive has. */
    private interface Entries extends Closeable {
        @Nullable
        PackedFile next() throws IOException;
    }

    private final String name;
    private final Entries entries;
    private @Nullable PackedFile next;
    private boolean isDone;

    private Archive(String name, Entries entries) {
        this.name = name;
        this.entries = entries;
    }

    /** Says whether a name is that of an archive. */
    static boolean is(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return name.endsWith(".tar")
                || name.endsWith(".tar.gz")
                || name.endsWith(".tgz")
                || name.endsWith(".zip")
                || name.endsWith(".seq");
    }

    /**
     * Opens an archive.
     *
     * @param root before the paths in the archive, in the names of files
     */
    static Archive open(String file, String root, Configuration configuration) throws IOException {
        Path path = new Path(file);
        String name = path.getName().toLowerCase(Locale.ROOT);
        if (name.endsWith(".seq")) {
            return new Archive(
                    file, records(new SequenceFile.Reader(configuration, SequenceFile.Reader.file(path)), root));
        }
        InputStream in =
                new BufferedInputStream(path.getFileSystem(configuration).open(path), BUFFER);
        try {
            ArchiveInputStream<?> archive = name.endsWith(".zip")
                    ? new ZipArchiveInputStream(in)
                    : new TarArchiveInputStream(name.endsWith(".tar") ? in : new GZIPInputStream(in, BUFFER), "UTF-8");
            return new Archive(file, entries(archive, root));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static Entries entries(ArchiveInputStream<?> archive, String root) {
        return new Entries() {
            @Override
            public @Nullable PackedFile next() throws IOException {
                for (ArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                    if (!entry.isDirectory()) {
                        PackedFile file = PackedFile.of(root, entry.getName(), null);
                        if (file != null) {
                            byte[] content = archive.readNBytes(FigureRef.MAX_BYTES + 1);
                            return content.length > FigureRef.MAX_BYTES
                                    ? file
                                    : PackedFile.of(root, entry.getName(), content);
                        }
                    }
                }
                return null;
            }

            @Override
            public void close() throws IOException {
                archive.close();
            }
        };
    }

    private static Entries records(SequenceFile.Reader reader, String root) {
        return new Entries() {
            private final Text key = new Text();
            private final BytesWritable value = new BytesWritable();

            @Override
            public @Nullable PackedFile next() throws IOException {
                while (reader.next(key, value)) {
                    PackedFile file = PackedFile.of(
                            root, key.toString(), value.getLength() > FigureRef.MAX_BYTES ? null : value.copyBytes());
                    if (file != null) {
                        return file;
                    }
                }
                return null;
            }

            @Override
            public void close() throws IOException {
                reader.close();
            }
        };
    }

    @Override
    public boolean hasNext() {
        if (next == null && !isDone) {
            try {
                next = entries.next();
                if (next == null) {
                    isDone = true;
                    close();
                }
            } catch (IOException | RuntimeException e) {
                throw new UncheckedIOException(
                        name + ": cannot be read to its end (" + e.getMessage() + "); get the archive again",
                        e instanceof IOException io ? io : new IOException(e));
            }
        }
        return next != null;
    }

    @Override
    public PackedFile next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        PackedFile file = next;
        next = null;
        if (file == null) {
            throw new NoSuchElementException();
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        entries.close();
    }
}
