package org.pfocr.rdf.serve.download;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder of releases, each a folder that has checksums, which are written last. It is looked at anew for each request, so
 * that a new release is there at once. Thread-safe.
 *
 * @param root the folder; null for none
 */
public record Releases(@Nullable Path root) {
    /** What every address begins with. */
    public static final String PATH = "/downloads/";

    /** Stands for the newest release in an address. */
    static final String LATEST = "latest";

    static final String CHECKSUMS = "SHA256SUMS";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._~+-]*");

    /** Names of the releases, the newest first: they are named by their dates. */
    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        if (root == null) {
            return names;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
            for (Path folder : folders) {
                String name = String.valueOf(folder.getFileName());
                if (!name.equals(LATEST) && file(name, CHECKSUMS) != null) {
                    names.add(name);
                }
            }
        }
        names.sort(Comparator.reverseOrder());
        return names;
    }

    /** A file of a release; null where there is none, or it lies outside of the folder. */
    @Nullable
    Path file(String release, String name) {
        if (root == null
                || !NAME.matcher(release).matches()
                || !NAME.matcher(name).matches()) {
            return null;
        }
        try {
            Path folder = root.resolve(release);
            Path file = folder.resolve(name);
            return Files.isRegularFile(file)
                            && Files.isRegularFile(folder.resolve(CHECKSUMS))
                            && file.toRealPath().startsWith(root.toRealPath())
                    ? file
                    : null;
        } catch (IOException e) {
            return null; // Removed in this moment.
        }
    }

    /** The file that a path names; null where it names none. */
    @Nullable
    Path file(String path) {
        if (!path.startsWith(PATH)) {
            return null;
        }
        String[] parts = path.substring(PATH.length()).split("/", -1);
        return parts.length == 2 ? file(parts[0], parts[1]) : null;
    }
}
