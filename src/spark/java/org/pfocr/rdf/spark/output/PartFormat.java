package org.pfocr.rdf.spark.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.sink.DumpFormat;

/**
 * Writes parts. Each is written where Hadoop's committer says, and gets its name only when the attempt that wrote it is the
 * one that counts. Beside a part lies a note of its lines and checksum, from which the manifest is made. Empty parts are not
 * written.
 */
public final class PartFormat extends FileOutputFormat<Void, Chunk> {
    static final String FORMAT = "pfocr.part.format";
    static final String PACKING = "pfocr.part.packing";
    /** Before the name of a part, that of its note; what begins so is not read as data. */
    static final String NOTE = "_note-";

    private static final String PARQUET = ".parquet";

    @Override
    public RecordWriter<Void, Chunk> getRecordWriter(TaskAttemptContext task) throws IOException {
        Configuration configuration = task.getConfiguration();
        return new Writer(
                configuration,
                getDefaultWorkFile(task, "").getParent(),
                String.format(
                        Locale.ROOT,
                        "part-%05d",
                        task.getTaskAttemptID().getTaskID().getId()),
                DumpFormat.valueOf(configuration.get(FORMAT)),
                Packing.valueOf(configuration.get(PACKING)));
    }

    /** A part that is being written. */
    private static final class Open {
        private final Path file;
        private final MessageDigest digest;
        private final FSDataOutputStream stream;
        private final PartBody body;
        private long count;

        Open(Path file, FileSystem files, Function<OutputStream, PartBody> body) throws IOException {
            this.file = file;
            try {
                this.digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // Every JDK has it.
            }
            this.stream = files.create(file, false);
            this.body = body.apply(new DigestOutputStream(stream, digest));
        }

        String note() throws IOException {
            return count + " " + stream.getPos() + " " + HexFormat.of().formatHex(digest.digest()) + "\n";
        }
    }

    private static final class Writer extends RecordWriter<Void, Chunk> {
        private final Configuration configuration;
        private final Path folder;
        private final String name;
        private final DumpFormat format;
        private final Packing packing;
        private final Map<String, Open> parts = new TreeMap<>();

        Writer(Configuration configuration, Path folder, String name, DumpFormat format, Packing packing) {
            this.configuration = configuration;
            this.folder = folder;
            this.name = name;
            this.format = format;
            this.packing = packing;
        }

        @Override
        public void write(@Nullable Void key, Chunk chunk) throws IOException {
            Open part = parts.get(chunk.table());
            if (part == null) {
                part = opened(chunk.table());
                parts.put(chunk.table(), part);
            }
            part.count += chunk.count();
            part.body.write(chunk);
        }

        private Open opened(String table) throws IOException {
            Path file = table.equals(Chunk.RDF)
                    ? new Path(folder, name + "." + format + packing.suffix())
                    : new Path(new Path(folder, table), name + PARQUET);
            try {
                return new Open(file, PartsFolder.of(file, configuration), out -> body(table, out));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }

        private PartBody body(String table, OutputStream out) {
            try {
                if (!table.equals(Chunk.RDF)) {
                    return new TablePart(table, out);
                }
                return format == DumpFormat.JELLY ? new JellyPart(out, packing) : new PartBody.Lines(out, packing);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close(TaskAttemptContext task) throws IOException {
            for (Open part : parts.values()) {
                part.body.finish();
                Path note = new Path(part.file.getParent(), NOTE + part.file.getName());
                try (OutputStream to = PartsFolder.of(note, configuration).create(note, false)) {
                    to.write(part.note().getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
    }
}
