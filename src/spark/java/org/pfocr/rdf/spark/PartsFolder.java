package org.pfocr.rdf.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * The folder of parts, on any file system that Hadoop knows. {@code _SUCCESS} comes last: a folder without it is not whole.
 * Not thread-safe.
 */
final class PartsFolder {
    static final String SUCCESS = "_SUCCESS";
    static final String MANIFEST = "manifest.json";
    static final String CHECKSUMS = "SHA256SUMS";

    /** A file of the folder that is whole. */
    record Part(String name, long lines, long bytes, String sha256) {}

    private final JavaSparkContext spark;
    private final Configuration configuration;
    private final Path folder;
    private final FileSystem files;
    private final List<Part> parts = new ArrayList<>();

    /** @throws FileAlreadyExistsException when there is something and it may not be replaced */
    PartsFolder(JavaSparkContext spark, String folder, boolean overwrite) throws IOException {
        this.spark = spark;
        this.configuration = spark.hadoopConfiguration();
        this.folder = new Path(folder);
        this.files = of(this.folder, configuration);
        if (files.exists(this.folder)) {
            boolean isEmpty = files.getFileStatus(this.folder).isDirectory() && files.listStatus(this.folder).length == 0;
            if (!isEmpty && !overwrite) {
                throw new FileAlreadyExistsException(folder);
            }
            if (!isEmpty && !isOurs()) {
                throw new IOException(folder + ": is no folder of parts, so it is not replaced; remove it or name another");
            }
        }
    }

    /** The file system of a path; on this machine's own, without files of checksums beside the parts. */
    static FileSystem of(Path path, Configuration configuration) throws IOException {
        FileSystem files = path.getFileSystem(configuration);
        if (files instanceof LocalFileSystem local) {
            local.setWriteChecksum(false);
        }
        return files;
    }

    private boolean isOurs() throws IOException {
        for (String name : List.of(MANIFEST, SUCCESS, "_temporary")) {
            if (files.exists(new Path(folder, name))) {
                return true;
            }
        }
        return false;
    }

    /** Removes what was there. */
    void clear() throws IOException {
        files.delete(folder, true);
    }

    /**
     * Writes parts below the folder.
     *
     * @param below the folder of these parts; empty for the folder itself
     * @param name what the names of the parts begin with
     * @param suffix what they end with
     */
    void write(JavaRDD<Piece.Lines> lines, String below, String name, String suffix, Packing packing, boolean isJelly)
            throws IOException {
        Path target = below.isEmpty() ? folder : new Path(folder, below);
        Job job = Job.getInstance(configuration);
        Configuration own = job.getConfiguration();
        own.set(PartFormat.NAME, name);
        own.set(PartFormat.SUFFIX, suffix);
        own.set(PartFormat.PACKING, packing.name());
        own.setBoolean(PartFormat.JELLY, isJelly);
        own.setBoolean("mapreduce.fileoutputcommitter.marksuccessfuljobs", false);
        own.setInt("mapreduce.fileoutputcommitter.algorithm.version", 1);
        job.setOutputFormatClass(PartFormat.class);
        job.setOutputKeyClass(Void.class);
        job.setOutputValueClass(Piece.Lines.class);
        FileOutputFormat.setOutputPath(job, target);
        lines.mapToPair(piece -> new Tuple2<Void, Piece.Lines>(null, piece)).saveAsNewAPIHadoopDataset(own);
        takeNotes(target, below.isEmpty() ? "" : below + "/");
    }

    private void takeNotes(Path target, String prefix) throws IOException {
        for (FileStatus status : files.listStatus(target)) {
            String name = status.getPath().getName();
            if (name.startsWith(PartFormat.NOTE)) {
                String[] note;
                try (var in = files.open(status.getPath())) {
                    note = new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip().split(" ", -1);
                }
                parts.add(new Part(
                        prefix + name.substring(PartFormat.NOTE.length()),
                        Long.parseLong(note[0]),
                        Long.parseLong(note[1]),
                        note[2]));
                files.delete(status.getPath(), false);
            }
        }
    }

    /** Writes what describes the parts, and last the sign that all is there. */
    void finish(Manifest manifest) throws IOException {
        parts.sort(Comparator.comparing(Part::name));
        write(MANIFEST, manifest.json(parts));
        StringBuilder sums = new StringBuilder();
        parts.forEach(part -> sums.append(part.sha256).append("  ").append(part.name).append('\n'));
        write(CHECKSUMS, sums.toString());
        write(SUCCESS, "");
    }

    private void write(String name, String text) throws IOException {
        try (OutputStream out = files.create(new Path(folder, name), false)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
