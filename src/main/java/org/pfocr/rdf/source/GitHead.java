package org.pfocr.rdf.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The commit that a git work tree has checked out, read from its files so that git need not be installed.
 *
 * <p>Formats: gitrepository-layout(5), git-pack-refs(1).
 */
final class GitHead {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private GitHead() {}

    /** Returns the commit id, or null where the folder is no git work tree or its state cannot be read. */
    static @Nullable String commitOf(Path workTree) {
        Path git = workTree.resolve(".git");
        try {
            if (Files.isRegularFile(git)) { // A linked work tree or a submodule.
                String pointer = Files.readString(git).strip();
                git = workTree.resolve(pointer.substring(pointer.indexOf(' ') + 1));
            }
            if (!Files.isDirectory(git)) {
                return null;
            }
            String head = Files.readString(git.resolve("HEAD")).strip();
            if (!head.startsWith("ref: ")) {
                return checked(head);
            }
            String ref = head.substring(5);
            Path common = git.resolve("commondir");
            Path refs =
                    Files.exists(common) ? git.resolve(Files.readString(common).strip()) : git;
            if (Files.exists(refs.resolve(ref))) {
                return checked(Files.readString(refs.resolve(ref)).strip());
            }
            List<String> packed = Files.readAllLines(refs.resolve("packed-refs"));
            for (String line : packed) {
                if (line.endsWith(" " + ref)) {
                    return checked(line.substring(0, line.indexOf(' ')));
                }
            }
            return null;
        } catch (IOException | IllegalArgumentException e) {
            return null; // The commit is a courtesy; without it the description says less.
        }
    }

    private static @Nullable String checked(String text) {
        return COMMIT.matcher(text).matches() ? text : null;
    }
}
