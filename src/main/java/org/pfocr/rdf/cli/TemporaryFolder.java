package org.pfocr.rdf.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pfocr.rdf.store.layout.FolderTree;

/** A folder for a store that nobody asked to keep, removed when the JVM ends, however it ends. */
final class TemporaryFolder {
    private TemporaryFolder() {}

    static Path create() throws IOException {
        Path folder = Files.createTempDirectory("pfocr-rdf-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "remove-temporary-folder"));
        return folder;
    }

    private static void delete(Path root) {
        try {
            FolderTree.delete(root);
        } catch (IOException e) {
            // The system's own cleaning of temporary files takes over.
        }
    }
}
