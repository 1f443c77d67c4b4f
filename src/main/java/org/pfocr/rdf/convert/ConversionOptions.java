package org.pfocr.rdf.convert;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to convert.
 *
 * @param threads number of threads that read and map, at least 1
 * @param imageTemplate address of a figure's image, with {@code {pmcid}} and {@code {filename}}
 * @param contexts JSON-LD context IRI to file
 * @param tables tables of other projects
 * @param release version and date of the data; null to take those that the input tells
 * @param maxFigureMemory bytes of memory that one figure may need; a figure that needs more is rejected
 * @param program name and version of this program, for the description of the data set
 */
public record ConversionOptions(
        int threads,
        String imageTemplate,
        Map<String, Path> contexts,
        OtherTables tables,
        @Nullable LocalDate release,
        long maxFigureMemory,
        String program) {

    /** Where Europe PMC serves the images of papers; NCBI's own addresses broke in 2024. */
    public static final String EUROPE_PMC_IMAGES = "https://europepmc.org/articles/{pmcid}/bin/{filename}";

    /** Half of what the JVM may use. */
    public static long halfOfTheHeap() {
        return Runtime.getRuntime().maxMemory() / 2;
    }

    /** The defaults: as many threads as processors, and no tables. */
    public static ConversionOptions defaults() {
        return new ConversionOptions(
                Runtime.getRuntime().availableProcessors(),
                EUROPE_PMC_IMAGES,
                Map.of(),
                OtherTables.NONE,
                null,
                halfOfTheHeap(),
                "pfocr-rdf");
    }
}
