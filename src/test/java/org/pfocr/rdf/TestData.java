package org.pfocr.rdf;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Where tests find input. */
public final class TestData {
    /** The bundled sample, as a checkout. */
    public static final Path SAMPLE = Path.of("src/main/resources/sample");

    /** Stores of each form, and what was loaded into them. */
    public static final Path STORES = Path.of("src/test/resources/stores");

    private TestData() {}

    /**
     * Unpacks a store that was kept when its form was new: {@code form-1.zip} is a folder into which {@code form-1.nq} was
     * loaded. It is packed because TDB2's empty indexes are 8 MB of zeros each.
     */
    public static void unpackStore(String name, Path folder) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(STORES.resolve(name)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path path = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(zip, path);
                }
            }
        }
    }

    /** Real data that lies beside the project on some machines; the test is skipped elsewhere. */
    public static Path real(String name) {
        Path path = Path.of(System.getProperty("pfocr.data", "../shared/data")).resolve(name);
        assumeTrue(Files.exists(path), () -> "skipped: " + path + " is not here (set -Dpfocr.data=DIR)");
        return path;
    }
}
