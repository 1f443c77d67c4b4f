package org.pfocr.rdf;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where tests find input. */
public final class TestData {
    /** The bundled sample, as a checkout. */
    public static final Path SAMPLE = Path.of("src/main/resources/sample");

    private TestData() {}

    /** Real data that lies beside the project on some machines; the test is skipped elsewhere. */
    public static Path real(String name) {
        Path path = Path.of(System.getProperty("pfocr.data", "../shared/data")).resolve(name);
        assumeTrue(Files.exists(path), () -> "skipped: " + path + " is not here (set -Dpfocr.data=DIR)");
        return path;
    }
}
