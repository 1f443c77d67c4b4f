package org.pfocr.rdf.spark.output;

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
import org.pfocr.rdf.sink.DumpFormat;
import scala.Tuple2;

/**
 * The folder of parts, on any file system that Hadoop knows. {@code _SUCCESS} comes last: a folder without it is not whole.
 * Not thread-safe.
 */
public final class PartsFolder {
    public static final String SUCCESS = "_SUCCESS";
    static final String MANIFEST = "manifest.json";
    static final String CHECKSUMS = "SHA256SUMS";

    /** A file of the folder that is whole. */
    record Part(String name, long lines, long bytes, String sha256) {}

    private final Configuration configuration;
    private final Path folder;
    private final FileSystem files;
    private final List<Part> parts = new ArrayList<>();

    /**
     * Makes a folder ready, without writing into it.
     *
     * @throws FileAlreadyExistsException when there is something and it may not be replaced
     */
    public PartsFolder(JavaSparkContext spark, String folder, boolean overwrite) throws IOException {
        this.configuration = spark.hadoopConfiguration();
        this.folder = new Path(folder);
        this.files = of(this.folder, configuration);
        if (files.exists(this.folder)) {
            boolean isEmpty =
                    files.getFileStatus(this.folder).isDirectory() && files.listStatus(this.folder).length == 0;
            if (!isEmpty && !overwrite) {
                throw new FileAlreadyExistsException(folder);
            }
            if (!isEmpty && !isOurs()) {
                throw new IOException(
                        folder + ": is no folder of parts, so it is not replaced; remove it or name another");
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
    public void clear() throws IOException {
        // First, so that what is left of it is not taken for whole where this is interrupted.
        files.delete(new Path(folder, SUCCESS), false);
        files.delete(folder, true);
    }

    /**
     * Writes parts: those of RDF into the folder itself, those of tables into a folder of their own below it.
     *
     * @param format of the RDF
     */
    public void write(JavaRDD<Chunk> chunks, DumpFormat format, Packing packing) throws IOException {
        Job job = Job.getInstance(configuration);
        Configuration own = job.getConfiguration();
        own.set(PartFormat.FORMAT, format.name());
        own.set(PartFormat.PACKING, packing.name());
        own.setBoolean("mapreduce.fileoutputcommitter.marksuccessfuljobs", false);
        // A task's files get their names when the whole job is done; 2 would let a half one be seen.
        own.setInt("mapreduce.fileoutputcommitter.algorithm.version", 1);
        job.setOutputFormatClass(PartFormat.class);
        job.setOutputKeyClass(Void.class);
        job.setOutputValueClass(Chunk.class);
        FileOutputFormat.setOutputPath(job, folder);
        chunks.mapToPair(chunk -> new Tuple2<Void, Chunk>(null, chunk)).saveAsNewAPIHadoopDataset(own);
        takeNotes(folder, "");
    }

    private void takeNotes(Path target, String prefix) throws IOException {
        for (FileStatus status : files.listStatus(target)) {
            String name = status.getPath().getName();
            if (status.isDirectory()) {
                takeNotes(status.getPath(), prefix + name + "/");
            } else if (name.startsWith(PartFormat.NOTE)) {
                String[] note;
                try (var in = files.open(status.getPath())) {
                    note = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                            .strip()
                            .split(" ", -1);
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
    public void finish(Manifest manifest) throws IOException {
        parts.sort(Comparator.comparing(Part::name));
        write(MANIFEST, manifest.json(parts));
        StringBuilder sums = new StringBuilder();
        parts.forEach(
                part -> sums.append(part.sha256).append("  ").append(part.name).append('\n'));
        write(CHECKSUMS, sums.toString());
        write(SUCCESS, "");
    }

    private void write(String name, String text) throws IOException {
        Path unfinished = new Path(folder, "_unfinished-" + name);
        try (OutputStream out = files.create(unfinished, true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        if (!files.rename(unfinished, new Path(folder, name))) {
            throw new IOException(folder + "/" + name + ": could not be written");
        }
    }
}
