package org.pfocr.rdf.spark.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.source.FigureRef;
import org.pfocr.rdf.source.GitTree;
import org.pfocr.rdf.source.SourceFile;

/**
 * The figures of checkouts on any file system that Hadoop knows, file by file. A file that cannot be read fails the task,
 * which is tried again; on a cluster it says nothing of the file.
 */
record HadoopSource(Checkout shared, long bytes, List<Files> named) implements Source {
    /** The files with one base name; their content is not there yet. */
    record Files(List<PackedFile> files) implements Serializable {}

    static HadoopSource of(List<String> inputs, Configuration configuration)
            throws IOException, Checkout.UnusableInput {
        Map<String, List<PackedFile>> byName = new TreeMap<>();
        List<SourceFile> organisms = new ArrayList<>();
        List<SourceFile> wikiPathways = new ArrayList<>();
        List<SourceFile> ndex = new ArrayList<>();
        List<GitTree> trees = new ArrayList<>();
        long bytes = 0;
        for (String input : inputs) {
            Path root = new Path(input);
            FileSystem files = root.getFileSystem(configuration);
            if (!files.exists(new Path(root, PackedFile.FIGURES))) {
                throw new Checkout.UnusableInput(
                        input + ": holds neither a folder _figures nor archives (.tar, .tar.gz, .zip, .seq)");
            }
            trees.add(new GitTree(java.nio.file.Path.of(input), null, "is no git work tree"));
            for (String folder : List.of(PackedFile.FIGURES, PackedFile.DATA, PackedFile.ORGANISMS)) {
                Path path = new Path(root, folder);
                RemoteIterator<LocatedFileStatus> all = files.exists(path) ? files.listFiles(path, false) : null;
                while (all != null && all.hasNext()) {
                    LocatedFileStatus status = all.next();
                    PackedFile file =
                            new PackedFile(input, folder, status.getPath().getName(), null);
                    String figid = file.figid();
                    if (figid != null) {
                        byName.computeIfAbsent(figid, name -> new ArrayList<>(4))
                                .add(file);
                        bytes += status.getLen();
                    } else if (file.isShared()) {
                        SourceFile content = new SourceFile(file.name(), content(file, configuration));
                        (folder.equals(PackedFile.ORGANISMS)
                                        ? organisms
                                        : file.fileName().startsWith("wpid") ? wikiPathways : ndex)
                                .add(content);
                    }
                }
            }
        }
        organisms.sort(java.util.Comparator.comparing(SourceFile::name));
        if (byName.isEmpty()) {
            throw new Checkout.UnusableInput(String.join(", ", inputs) + ": no figure files (*.md)");
        }
        List<Files> named = new ArrayList<>();
        byName.values().forEach(files -> named.add(new Files(files)));
        return new HadoopSource(
                new Checkout(List.of(), organisms, wikiPathways, ndex, trees, false, List.of()), bytes, named);
    }

    private static byte[] content(PackedFile file, Configuration configuration) throws IOException {
        Path path = new Path(file.name());
        try (InputStream in = path.getFileSystem(configuration).open(path)) {
            return in.readNBytes(FigureRef.MAX_BYTES + 1);
        }
    }

    @Override
    public JavaRDD<SameName> figures(JavaSparkContext spark, int partitions) {
        Broadcast<SerializableConfiguration> configuration =
                spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
        return spark.parallelize(named, partitions).map(files -> {
            List<PackedFile> read = new ArrayList<>();
            for (PackedFile file : files.files) {
                byte[] content = content(file, configuration.value().value());
                read.add(new PackedFile(
                        file.root(),
                        file.folder(),
                        file.fileName(),
                        content.length > FigureRef.MAX_BYTES ? null : content));
            }
            return PackedFigure.named(read);
        });
    }
}
