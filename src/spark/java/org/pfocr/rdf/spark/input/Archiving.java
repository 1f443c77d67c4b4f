package org.pfocr.rdf.spark.input;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.source.FigureFiles;
import org.pfocr.rdf.source.FigureRef;
import org.pfocr.rdf.source.Opened;
import org.pfocr.rdf.source.SourceFile;
import org.pfocr.rdf.source.TableKind;

/** Packs the files of a checkout into archives, those of a figure together. One use each. */
public final class Archiving {
    private final Checkout checkout;
    private final ArchiveForm form;
    private final long bytesOfArchive;
    private final Configuration configuration;
    private final Path folder;
    private final FileSystem files;
    private final Map<String, Long> archives = new TreeMap<>();

    private ArchiveForm.@Nullable Writer writer;
    private @Nullable Path current;
    private long bytes;

    /**
     * @param bytesOfArchive about as many bytes of files go into one archive
     * @param folder on any file system that Hadoop knows
     */
    public Archiving(
            Checkout checkout, ArchiveForm form, long bytesOfArchive, Configuration configuration, String folder)
            throws IOException {
        this.checkout = checkout;
        this.form = form;
        this.bytesOfArchive = bytesOfArchive;
        this.configuration = configuration;
        this.folder = new Path(folder);
        this.files = this.folder.getFileSystem(configuration);
        if (files instanceof LocalFileSystem local) {
            local.setWriteChecksum(false);
        }
    }

    /**
     * Packs.
     *
     * @param overwrite whether archives that {@code pack} made may be replaced
     * @param problems gets what could not be read, and so is in no archive
     * @return how many archives there are, and how many figures in them
     * @throws FileAlreadyExistsException when there is something that may not be replaced
     */
    public int[] run(boolean overwrite, Consumer<Problem> problems) throws IOException {
        begin(overwrite);
        int figures = 0;
        for (FigureRef ref : checkout.figures()) {
            Opened opened = ref.open();
            opened.problems().forEach(problems);
            FigureFiles figure = opened.files();
            if (figure != null) {
                add(PackedFile.FIGURES + "/" + ref.fileName(), figure.figure());
                for (TableKind kind : TableKind.values()) {
                    SourceFile table = figure.tables().get(kind);
                    if (table != null) {
                        add(PackedFile.DATA + "/" + ref.baseName() + kind.suffix(), table);
                    }
                }
                figures++;
                endIfFull();
            }
        }
        // So that they are reported in the same way.
        for (Problem problem : checkout.problems()) {
            if (problem.kind() == Kind.TABLE_WITHOUT_FIGURE) {
                java.nio.file.Path table = java.nio.file.Path.of(problem.file());
                add(PackedFile.DATA + "/" + table.getFileName(), new SourceFile(problem.file(), new byte[0]));
            } else {
                problems.accept(problem);
            }
        }
        end();
        int number = archives.size();
        shared();
        write(PackNote.FILE, new PackNote(archives, checkout.trees()).text());
        files.delete(new Path(folder, PackNote.UNFINISHED), false);
        return new int[] {number, figures};
    }

    private void begin(boolean overwrite) throws IOException {
        if (files.exists(folder) && files.listStatus(folder).length > 0) {
            boolean isOurs = files.exists(new Path(folder, PackNote.FILE))
                    || files.exists(new Path(folder, PackNote.UNFINISHED));
            if (!overwrite) {
                throw new FileAlreadyExistsException(folder.toString());
            }
            if (!isOurs) {
                throw new IOException(
                        folder + ": is no folder of archives that pack made, so it is not replaced; name another");
            }
            files.delete(folder, true);
        }
        files.mkdirs(folder);
        write(PackNote.UNFINISHED, "");
    }

    private void add(String path, SourceFile file) throws IOException {
        if (writer == null) {
            begin(String.format(Locale.ROOT, "figures-%05d%s", archives.size(), form.suffix()));
        }
        bytes += file.content().length;
        if (writer != null) {
            writer.add(path, file.content());
        }
    }

    private void begin(String name) throws IOException {
        current = new Path(folder, name);
        writer = form.begin(current, configuration);
        bytes = 0;
    }

    private void endIfFull() throws IOException {
        if (bytes >= bytesOfArchive) {
            end();
        }
    }

    private void end() throws IOException {
        if (writer != null && current != null) {
            writer.close();
            archives.put(current.getName(), files.getFileStatus(current).getLen());
            writer = null;
        }
    }

    private void shared() throws IOException {
        begin(PackNote.SHARED + form.suffix().substring(1));
        for (SourceFile page : checkout.organismPages()) {
            add(PackedFile.ORGANISMS + "/" + fileName(page), page);
        }
        List<SourceFile> maps = new ArrayList<>(checkout.wikiPathwayMaps());
        maps.addAll(checkout.ndexMaps());
        for (SourceFile map : maps) {
            add(PackedFile.DATA + "/" + fileName(map), map);
        }
        end();
    }

    private static String fileName(SourceFile file) {
        return file.name().substring(file.name().lastIndexOf('/') + 1);
    }

    private void write(String name, String text) throws IOException {
        try (OutputStream out = files.create(new Path(folder, name), true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
