package org.pfocr.rdf.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes parts. Each is written where Hadoop's committer says, and gets its name only when the attempt that wrote it is the
 * one that counts. Beside a part lies a note of its lines and checksum, from which the manifest is made. Empty parts are not
 * written.
 */
public final class PartFormat extends FileOutputFormat<Void, Piece.Lines> {
    static final String NAME = "pfocr.part.name";
    static final String SUFFIX = "pfocr.part.suffix";
    static final String PACKING = "pfocr.part.packing";
    static final String JELLY = "pfocr.part.jelly";
    /** Before the name of a part, that of its note; what begins so is not read as data. */
    static final String NOTE = "_note-";

    @Override
    public RecordWriter<Void, Piece.Lines> getRecordWriter(TaskAttemptContext task) throws IOException {
        Configuration configuration = task.getConfiguration();
        String name = String.format(
                Locale.ROOT,
                "%s-%05d%s",
                configuration.get(NAME),
                task.getTaskAttemptID().getTaskID().getId(),
                configuration.get(SUFFIX));
        Path folder = getDefaultWorkFile(task, "").getParent();
        return new Writer(
                configuration,
                new Path(folder, name),
                Packing.valueOf(configuration.get(PACKING)),
                configuration.getBoolean(JELLY, false));
    }

    private static final class Writer extends RecordWriter<Void, Piece.Lines> {
        private final Configuration configuration;
        private final Path file;
        private final Packing packing;
        private final boolean isJelly;
        private final MessageDigest digest;
        private @Nullable FSDataOutputStream stream;
        private @Nullable OutputStream out;
        private @Nullable JellyPart jelly;
        private long lines;

        Writer(Configuration configuration, Path file, Packing packing, boolean isJelly) {
            this.configuration = configuration;
            this.file = file;
            this.packing = packing;
            this.isJelly = isJelly;
            try {
                this.digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // Every JDK has it.
            }
        }

        @Override
        public void write(@Nullable Void key, Piece.Lines piece) throws IOException {
            if (out == null) {
                stream = files().create(file, false);
                out = new DigestOutputStream(stream, digest);
                jelly = isJelly ? new JellyPart(out, packing) : null;
            }
            lines += piece.lines();
            if (jelly != null) {
                jelly.write(piece.packed());
            } else {
                packing.write(piece.packed(), out);
            }
        }

        private FileSystem files() throws IOException {
            return PartsFolder.of(file, configuration);
        }

        @Override
        public void close(TaskAttemptContext task) throws IOException {
            if (out == null) {
                return;
            }
            if (jelly != null) {
                jelly.finish();
            }
            out.close();
            long bytes = Objects.requireNonNull(stream).getPos();
            Path note = new Path(file.getParent(), NOTE + file.getName());
            try (OutputStream to = files().create(note, false)) {
                to.write((lines + " " + bytes + " " + HexFormat.of().formatHex(digest.digest()) + "\n")
                        .getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
