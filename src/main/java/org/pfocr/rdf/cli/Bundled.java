package org.pfocr.rdf.cli;

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

/** Folders of files inside the program: the sample and the check queries. */
final class Bundled {
    private Bundled() {}

    /** Copies the sample, a small checkout written for this program, into a folder that exists. */
    static void copySample(Path folder) throws IOException {
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

    /** The check queries by name. */
    static Map<String, String> checks() throws IOException {
        Map<String, String> checks = new TreeMap<>();
        with("/queries/checks", root -> {
            try (Stream<Path> files = Files.list(root)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    String name = String.valueOf(file.getFileName()).replace(".rq", "");
                    checks.put(name, Files.readString(file, StandardCharsets.UTF_8));
                }
            }
        });
        return checks;
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
