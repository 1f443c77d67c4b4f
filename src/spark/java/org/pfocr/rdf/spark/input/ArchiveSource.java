package org.pfocr.rdf.spark.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.source.GitTree;
import org.pfocr.rdf.source.SourceFile;
import scala.Tuple2;

/**
 * The figures of archives. Those that {@code pack} made have the files of a figure together, so that one pass does; others,
 * and archives of several inputs, in which a figure may be twice, are brought together by name first.
 */
final class ArchiveSource implements Source {
    /** One archive, and what comes before the paths in it. */
    record Part(String file, String root, long bytes) implements java.io.Serializable {}

    private final List<Part> parts;
    private final boolean isGrouped;
    private final Checkout shared;
    private final long bytes;

    private ArchiveSource(List<Part> parts, boolean isGrouped, Checkout shared) {
        this.parts = parts;
        this.isGrouped = isGrouped;
        this.shared = shared;
        this.bytes = parts.stream().mapToLong(Part::bytes).sum();
    }

    /** Says whether an input is an archive or a folder of some. */
    static boolean is(String input, Configuration configuration) throws IOException {
        Path path = new Path(input);
        FileSystem files = path.getFileSystem(configuration);
        if (!files.exists(path)) {
            return false;
        }
        if (!files.getFileStatus(path).isDirectory()) {
            return Archive.is(path.getName());
        }
        if (files.exists(new Path(path, PackedFile.FIGURES))) {
            return false;
        }
        for (FileStatus file : files.listStatus(path)) {
            if (Archive.is(file.getPath().getName()) || file.getPath().getName().equals(PackNote.UNFINISHED)) {
                return true;
            }
        }
        return false;
    }

    static ArchiveSource of(JavaSparkContext spark, List<String> inputs) throws IOException, Checkout.UnusableInput {
        Configuration configuration = spark.hadoopConfiguration();
        List<Part> parts = new ArrayList<>();
        List<PackedFile> shared = new ArrayList<>();
        List<GitTree> trees = new ArrayList<>();
        List<Part> foreign = new ArrayList<>();
        for (String input : inputs) {
            Path path = new Path(input);
            FileSystem files = path.getFileSystem(configuration);
            if (!files.getFileStatus(path).isDirectory()) {
                foreign.add(new Part(input, input, files.getFileStatus(path).getLen()));
                continue;
            }
            if (files.exists(new Path(path, PackNote.UNFINISHED))) {
                throw new Checkout.UnusableInput(input + ": pack was not done with it; pack again, with --overwrite");
            }
            Path note = new Path(path, PackNote.FILE);
            if (!files.exists(note)) {
                for (FileStatus file : files.listStatus(path)) {
                    if (Archive.is(file.getPath().getName())) {
                        foreign.add(new Part(input + "/" + file.getPath().getName(), input, file.getLen()));
                    }
                }
                continue;
            }
            PackNote packed;
            try (InputStream in = files.open(note)) {
                packed = PackNote.read(in);
            }
            trees.addAll(packed.trees());
            for (Map.Entry<String, Long> archive : packed.archives().entrySet()) {
                Path file = new Path(path, archive.getKey());
                if (!files.exists(file) || files.getFileStatus(file).getLen() != archive.getValue()) {
                    throw new Checkout.UnusableInput(input + "/" + archive.getKey() + ": is "
                            + (files.exists(file) ? "not as long as pack has written it" : "missing")
                            + "; get the archive again");
                }
                Part part = new Part(input + "/" + archive.getKey(), input, archive.getValue());
                if (archive.getKey().startsWith(PackNote.SHARED)) {
                    try (Archive all = Archive.open(part.file, part.root, configuration)) {
                        all.forEachRemaining(shared::add);
                    }
                } else {
                    parts.add(part);
                }
            }
        }
        boolean isGrouped = foreign.isEmpty() && inputs.size() == 1;
        parts.addAll(foreign);
        if (!foreign.isEmpty()) {
            shared.addAll(files(spark, foreign, foreign.size())
                    .filter(PackedFile::isShared)
                    .collect());
            foreign.forEach(
                    part -> trees.add(new GitTree(java.nio.file.Path.of(part.file), null, "is no git work tree")));
        }
        shared.sort(Comparator.comparing(PackedFile::name));
        return new ArchiveSource(
                parts,
                isGrouped,
                new Checkout(
                        List.of(),
                        shared(shared, file -> file.folder().equals(PackedFile.ORGANISMS)),
                        shared(shared, file -> file.fileName().equals("wpid_map.tsv")),
                        shared(shared, file -> file.fileName().equals("ndex_map.tsv")),
                        trees,
                        false,
                        List.of()));
    }

    private static List<SourceFile> shared(List<PackedFile> files, java.util.function.Predicate<PackedFile> which) {
        List<SourceFile> sources = new ArrayList<>();
        for (PackedFile file : files) {
            byte[] content = file.content();
            if (which.test(file) && content != null) {
                sources.add(new SourceFile(file.name(), content));
            }
        }
        return sources;
    }

    @Override
    public Checkout shared() {
        return shared;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public JavaRDD<SameName> figures(JavaSparkContext spark, int partitions) {
        JavaRDD<PackedFile> files = files(spark, parts, Math.min(partitions, Math.max(1, parts.size())));
        if (isGrouped) {
            return files.mapPartitions(part -> (Iterator<SameName>) new Grouped(part));
        }
        return files.filter(file -> file.figid() != null)
                .mapToPair(file -> new Tuple2<>(file.figid(), file))
                .groupByKey(partitions)
                .values()
                .map(ofName -> {
                    List<PackedFile> all = new ArrayList<>();
                    ofName.forEach(all::add);
                    return PackedFigure.named(all);
                });
    }

    /** The files of archives; a task reads whole archives, one after the other. */
    private static JavaRDD<PackedFile> files(JavaSparkContext spark, List<Part> parts, int partitions) {
        Broadcast<SerializableConfiguration> configuration =
                spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
        List<Part> shuffled = new ArrayList<>(parts);
        Collections.sort(shuffled, Comparator.comparing(Part::file));
        return spark.parallelize(shuffled, partitions)
                .flatMap(part ->
                        Archive.open(part.file, part.root, configuration.value().value()));
    }
}
