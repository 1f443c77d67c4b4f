package org.pfocr.rdf.release.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.release.file.ReleasedFile.Facts;
import org.pfocr.rdf.release.file.ReleasedFile.Sort;

/**
 * The folder of a release. Files get their names when they are whole, and are noted in a hidden file until the checksums,
 * which come last, say that the release is whole too. A run on the same input that finds the notes of one that was stopped
 * keeps those files that are as they were noted. Not thread-safe.
 */
public final class ReleaseFolder {
    /** The last file; a release without it is not whole. */
    public static final String CHECKSUMS = "SHA256SUMS";

    private static final String NOTES = ".release-notes";
    /** What the name of a file begins with that is not whole; a run that continues removes it. */
    public static final String TEMPORARY = ".new-";

    private static final int FIELDS = 9;

    private final Path folder;
    private final ExecutorService workers;
    private final Path notes;
    /** By key; the key is what is known of a name before the version is. */
    private final Map<String, List<ReleasedFile>> files = new TreeMap<>();
    /** Keys of which all files are whole. */
    private final Set<String> done = new HashSet<>();

    private ReleaseFolder(Path folder, ExecutorService workers) {
        this.folder = folder;
        this.workers = workers;
        this.notes = folder.resolve(NOTES);
    }

    /**
     * Makes the folder, or continues one.
     *
     * @param fingerprint tells inputs and options apart
     * @param overwrite whether what another run made may be replaced
     * @throws FileAlreadyExistsException where the folder has a release, or anything else
     */
    public static ReleaseFolder open(Path folder, String fingerprint, boolean overwrite, ExecutorService workers)
            throws IOException {
        Files.createDirectories(folder);
        ReleaseFolder release = new ReleaseFolder(folder, workers);
        boolean isUnderWay = Files.exists(release.notes);
        boolean isWhole = Files.exists(folder.resolve(CHECKSUMS));
        if (isUnderWay && !isWhole) {
            release.readNotes(fingerprint);
            release.removeUndone();
        } else if (isWhole && overwrite) {
            release.removeReleased();
        } else if (!isEmpty(folder)) {
            throw new FileAlreadyExistsException(folder.toString());
        }
        release.removeTemporary();
        if (release.files.isEmpty()) {
            release.note(fingerprint, StandardOpenOption.TRUNCATE_EXISTING);
        }
        return release;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            return !files.iterator().hasNext();
        }
    }

    /** The files of another release go; what else is in the folder stays. */
    private void removeReleased() throws IOException {
        for (String line : Files.readAllLines(folder.resolve(CHECKSUMS), StandardCharsets.UTF_8)) {
            int at = line.indexOf("  ");
            Path name = Path.of(at < 0 ? "" : line.substring(at + 2)).getFileName();
            if (name != null && !name.toString().isEmpty()) {
                Files.deleteIfExists(folder.resolve(name));
            }
        }
        Files.deleteIfExists(folder.resolve(CHECKSUMS));
        Files.deleteIfExists(notes);
    }

    private void removeTemporary() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, TEMPORARY + "*")) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    private void readNotes(String fingerprint) throws IOException {
        List<String> lines = Files.readAllLines(notes, StandardCharsets.UTF_8);
        boolean isSame = !lines.isEmpty() && lines.get(0).equals(fingerprint);
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String[] field = line.split("\t", -1);
            if (field.length == 1 && files.containsKey(line)) {
                done.add(line);
            }
            if (field.length != FIELDS) {
                continue; // Says that a key is done, or was cut off in the middle.
            }
            Path file = folder.resolve(Objects.requireNonNull(Path.of(field[1]).getFileName()));
            if (!isSame || Sort.valueOf(field[4]) == Sort.DESCRIPTION) { // These name the others, so they come anew.
                Files.deleteIfExists(file);
            } else if (Files.isRegularFile(file)
                    && Files.size(file) == Long.parseLong(field[2])
                    && sha256(file).equals(field[3])) {
                add(
                        field[0],
                        new ReleasedFile(
                                field[1],
                                Long.parseLong(field[2]),
                                field[3],
                                new Facts(
                                        Sort.valueOf(field[4]),
                                        field[5],
                                        field[6],
                                        Long.parseLong(field[7]),
                                        Long.parseLong(field[8]))));
            }
        }
    }

    /** Of a key that is not done, a file may be missing. */
    private void removeUndone() throws IOException {
        for (String key : List.copyOf(files.keySet())) {
            if (!done.contains(key)) {
                for (ReleasedFile file : Objects.requireNonNull(files.remove(key))) {
                    Files.deleteIfExists(folder.resolve(file.name()));
                }
            }
        }
    }

    /** The digest of a file, in hex digits. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = NewFile.sha256Digest();
        byte[] some = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                digest.update(some, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The digest of lines, in hex digits. */
    public static String digest(Iterable<String> lines) {
        MessageDigest digest = NewFile.sha256Digest();
        lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private void add(String key, ReleasedFile file) {
        files.computeIfAbsent(key, k -> new ArrayList<>()).add(file);
    }

    private void note(String line, StandardOpenOption how) throws IOException {
        Files.writeString(
                notes, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    }

    /** Whether the files of a key are whole from a run that was stopped. */
    public boolean has(String key) {
        return done.contains(key);
    }

    /**
     * Begins a file.
     *
     * @param key tells it apart from the others that are being written
     */
    public NewFile create(String key, Packing packing) throws IOException {
        return new NewFile(folder.resolve(TEMPORARY + key + packing.suffix()), packing, workers);
    }

    /** Completes the only file of a key and gives it its name. */
    public void keep(NewFile file, String key, String name, Facts facts) throws IOException {
        keepOneOf(file, key, name, facts);
        done(key);
    }

    /** Says that all files of a key are whole. */
    public void done(String key) throws IOException {
        note(key, StandardOpenOption.APPEND);
        done.add(key);
    }

    /** Completes one of the files of a key and gives it its name; {@link #done} follows the last. */
    public void keepOneOf(NewFile file, String key, String name, Facts facts) throws IOException {
        file.finish();
        ReleasedFile whole = new ReleasedFile(name, file.bytes(), file.sha256(), facts);
        Files.move(
                file.temporary(),
                folder.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        note(
                String.join(
                        "\t",
                        key,
                        name,
                        Long.toString(whole.bytes()),
                        whole.sha256(),
                        facts.sort().name(),
                        facts.mediaType(),
                        facts.title(),
                        Long.toString(facts.triples()),
                        Long.toString(facts.rows())),
                StandardOpenOption.APPEND);
        add(key, whole);
    }

    /** Writes a small text file about the release; it is written again when a run continues. */
    public void write(String name, String mediaType, String title, String text) throws IOException {
        files.remove(name);
        try (NewFile file = create(name, Packing.NONE)) {
            file.stream().write(text.getBytes(StandardCharsets.UTF_8));
            keep(file, name, name, new Facts(Sort.DESCRIPTION, mediaType, title, 0, 0));
        }
    }

    /** All files that are whole, sorted by name. */
    public List<ReleasedFile> files() {
        return files.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(ReleasedFile::name))
                .toList();
    }

    /** The files of one sort, sorted by name. */
    public List<ReleasedFile> files(Sort sort) {
        return files().stream().filter(file -> file.facts().sort() == sort).toList();
    }

    public Path path(String name) {
        return folder.resolve(name);
    }

    /** Writes the checksums, in the form of sha256sum(1), which says that the release is whole. */
    public void finish() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (ReleasedFile file : files()) {
            lines.append(file.sha256()).append("  ").append(file.name()).append('\n');
        }
        Path temporary = folder.resolve(TEMPORARY + CHECKSUMS);
        Files.writeString(temporary, lines);
        Files.move(temporary, folder.resolve(CHECKSUMS), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(notes);
    }

    /** The first file of a sort and name end; null where there is none. */
    public @Nullable ReleasedFile ending(String end) {
        return files().stream()
                .filter(file -> file.name().endsWith(end))
                .findFirst()
                .orElse(null);
    }
}
