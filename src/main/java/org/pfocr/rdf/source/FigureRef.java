package org.pfocr.rdf.source;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;

/**
 * Where a figure's files are. Opening may run on any thread. All figures of an input are known before the first is read,
 * so that one of them takes little memory.
 *
 * @param folder the folder of the Markdown file
 * @param fileName name of the Markdown file
 * @param dataFolder the folder of its side tables
 * @param tables the side tables that exist for it
 */
public record FigureRef(Path folder, String fileName, Path dataFolder, Set<TableKind> tables) implements FigureInput {

    /** Larger files are not figures: the largest seen has 80 kB, the longest table about 1 MB. */
    public static final int MAX_BYTES = 64 << 20;

    /** The file as problems name it; unlike {@link #file} it is there whatever the locale. */
    @Override
    public String name() {
        String path = folder.toString();
        return path.isEmpty() || path.endsWith(File.separator) ? path + fileName : path + File.separator + fileName;
    }

    /**
     * The Markdown file.
     *
     * @throws InvalidPathException where its name has characters that the locale does not have
     */
    public Path file() {
        return folder.resolve(fileName);
    }

    /** File name without extension, which is the FIGID of a sound file. */
    public String baseName() {
        return SourceFile.baseName(fileName);
    }

    @Override
    public Opened open() {
        List<Problem> problems = new ArrayList<>();
        Path file;
        try {
            file = file();
        } catch (InvalidPathException e) {
            problems.add(new Problem(
                    Kind.UNREADABLE_FILE,
                    name(),
                    0,
                    null,
                    "has a name with characters that this locale does not have, so it cannot be opened",
                    "set LC_ALL=C.UTF-8, or another locale of UTF-8"));
            return new Opened(null, problems);
        }
        SourceFile figure = read(file, problems);
        if (figure == null) {
            return new Opened(null, problems);
        }
        Map<TableKind, SourceFile> opened = new EnumMap<>(TableKind.class);
        for (TableKind kind : tables) {
            SourceFile table = read(dataFolder.resolve(baseName() + kind.suffix()), problems);
            if (table != null) {
                opened.put(kind, table);
            }
        }
        return new Opened(new FigureFiles(figure, opened), problems);
    }

    static @Nullable SourceFile read(Path path, List<Problem> problems) {
        String name = path.toString();
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) { // To open a pipe would wait for somebody who writes.
                problems.add(new Problem(
                        Kind.NOT_A_FILE,
                        name,
                        0,
                        null,
                        attributes.isDirectory()
                                ? "is a folder, not a file"
                                : "is a pipe, a socket or a device, not a file",
                        attributes.isDirectory() ? "move the folder elsewhere" : "put a file in its place"));
                return null;
            }
            return read(path, attributes.size(), problems);
        } catch (IOException e) {
            problems.add(new Problem(
                    Kind.UNREADABLE_FILE,
                    name,
                    0,
                    null,
                    reason(path, e),
                    "check that it exists and that you may read it"));
            return null;
        }
    }

    private static @Nullable SourceFile read(Path path, long size, List<Problem> problems) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(path);
                InputStream in = Channels.newInputStream(channel)) {
            // With a size there is one array of the right length; some systems' own files have none.
            byte[] content = in.readNBytes(size > 0 ? (int) Math.min(size, MAX_BYTES + 1) : MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                problems.add(tooLarge(path.toString()));
                return null;
            }
            return new SourceFile(path.toString(), content);
        }
    }

    /** Says that a file is too large to be one of PFOCR's. */
    public static Problem tooLarge(String file) {
        return new Problem(
                Kind.TOO_LARGE,
                file,
                0,
                null,
                "has more than " + (MAX_BYTES >> 20) + " MiB",
                "check that it is a PFOCR file");
    }

    private static String reason(Path path, IOException e) {
        if (e instanceof NoSuchFileException) {
            return Files.isSymbolicLink(path) ? "is a link to nothing" : "does not exist";
        }
        return "cannot be read (" + reason(e) + ")";
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return e.getClass().getSimpleName().replace("Exception", "")
                + (message == null ? "" : ": " + message.replace('\n', ' '));
    }
}
