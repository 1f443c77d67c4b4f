package org.pfocr.rdf.bundled;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads folders of the program's resources, from its jar or from the compiler's output. Stateless. */
public final class Bundled {
    private Bundled() {}

    /** Copies the sample, a small checkout written for this program, into a folder that exists. */
    public static void copySample(Path folder) throws IOException {
        with("/sample", root -> {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Path target = folder.resolve(root.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                }
            }
        });
    }

    /** The texts of the queries of one kind ({@code examples}, {@code federated}, {@code checks}) by name, sorted. */
    public static Map<String, String> queries(String kind) throws IOException {
        Map<String, String> queries = new TreeMap<>();
        with("/queries/" + kind, root -> {
            try (Stream<Path> files = Files.list(root)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    String name = String.valueOf(file.getFileName()).replace(".rq", "");
                    queries.put(name, Files.readString(file, StandardCharsets.UTF_8));
                }
            }
        });
        return queries;
    }

    private interface FolderUse {
        void use(Path root) throws IOException;
    }

    private static void with(String resource, FolderUse use) throws IOException {
        URL url = Bundled.class.getResource(resource);
        if (url == null) {
            throw new IOException(resource + " is missing from the program");
        }
        try {
            URI uri = url.toURI();
            if (uri.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                    use.use(jar.getPath(resource));
                }
            } else {
                use.use(Path.of(uri));
            }
        } catch (URISyntaxException e) {
            throw new IOException(resource + " cannot be found: " + e.getMessage(), e);
        }
    }
}
