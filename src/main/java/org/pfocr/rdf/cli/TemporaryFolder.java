package org.pfocr.rdf.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

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
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) throws IOException {
                    Files.deleteIfExists(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // The system's own cleaning of temporary files takes over.
        }
    }
}
