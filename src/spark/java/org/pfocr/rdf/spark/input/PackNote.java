package org.pfocr.rdf.spark.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.source.GitTree;

/**
 * What {@code pack} says of a folder of archives: that the files of a figure follow each other, which archives there are and
 * how long, and of which commit the data are.
 *
 * @param archives bytes by name, the file of what belongs to all figures included
 * @param trees as in the checkout
 */
record PackNote(Map<String, Long> archives, List<GitTree> trees) {
    /** Name of the note; it is written when all archives are whole. */
    static final String FILE = "pack.properties";
    /** Name of a file that is there as long as {@code pack} is not done. */
    static final String UNFINISHED = "_unfinished";
    /** What the name of the archive of shared files begins with. */
    static final String SHARED = "shared.";

    private static final String ARCHIVE = "archive.";

    String text() {
        StringBuilder text =
                new StringBuilder("# Archives of pfocr-rdf pack; the files of a figure follow each other.\n");
        archives.forEach((name, bytes) -> line(text, ARCHIVE + name, String.valueOf(bytes)));
        for (int i = 0; i < trees.size(); i++) {
            GitTree tree = trees.get(i);
            GitTree.Commit commit = tree.commit();
            String key = "tree." + i + ".";
            line(text, key + "folder", tree.folder().toString());
            if (commit != null) {
                line(text, key + "commit", commit.id());
                line(text, key + "committed", commit.committed().toString());
                line(text, key + "address", commit.address());
                line(text, key + "repository", commit.repository());
            }
            line(text, key + "whyNot", tree.whyNot());
        }
        return text.toString();
    }

    /** As java.util.Properties reads it. */
    private static void line(StringBuilder text, String key, @Nullable String value) {
        if (value != null) {
            text.append(key).append('=');
            value.chars().forEach(c -> {
                if (c == '\\' || c < ' ' || c > '~') {
                    text.append(String.format("\\u%04x", c));
                } else {
                    text.append((char) c);
                }
            });
            text.append('\n');
        }
    }

    static PackNote read(InputStream in) throws IOException {
        Properties lines = new Properties();
        lines.load(new StringReader(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1)));
        Map<String, Long> archives = new TreeMap<>();
        List<GitTree> trees = new ArrayList<>();
        try {
            lines.stringPropertyNames().stream().sorted().forEach(key -> {
                if (key.startsWith(ARCHIVE)) {
                    archives.put(key.substring(ARCHIVE.length()), Long.valueOf(lines.getProperty(key)));
                }
            });
            for (int i = 0; lines.getProperty("tree." + i + ".folder") != null; i++) {
                String key = "tree." + i + ".";
                String id = lines.getProperty(key + "commit");
                trees.add(new GitTree(
                        Path.of(lines.getProperty(key + "folder")),
                        id == null
                                ? null
                                : new GitTree.Commit(
                                        id,
                                        Instant.parse(lines.getProperty(key + "committed")),
                                        lines.getProperty(key + "address"),
                                        lines.getProperty(key + "repository")),
                        lines.getProperty(key + "whyNot")));
            }
        } catch (RuntimeException e) {
            throw new IOException(FILE + ": is not as pack writes it (" + e.getMessage() + "); pack again", e);
        }
        return new PackNote(archives, trees);
    }
}
