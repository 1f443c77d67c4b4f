package org.pfocr.rdf.cli.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.jena.sys.JenaSystem;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.cli.report.CommandFailure;
import org.pfocr.rdf.cli.report.ExitCode;
import org.pfocr.rdf.cli.report.Version;
import org.pfocr.rdf.convert.ConversionOptions;
import org.pfocr.rdf.convert.OtherTables;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.vocab.Iris;
import picocli.CommandLine.Option;

/** The options of every command that converts figures. */
public final class ConversionArguments {
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://[^/{}\\s]+/.*");
    private static final long MAX_MIB = 1L << 24;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that read and map. The output does not depend on it. Default: one per processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--strict", description = "Write nothing when some input is rejected.")
    private boolean strict;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write one line per problem, then counts; as JSON Lines when FILE ends in .jsonl.")
    private @Nullable Path report;

    @Option(
            names = "--context",
            paramLabel = "IRI=FILE",
            description = "Read the JSON-LD context IRI from FILE. Nothing is ever fetched.")
    private Map<String, Path> contexts = new LinkedHashMap<>();

    @Option(
            names = "--hgnc",
            paramLabel = "FILE",
            description = "HGNC's hgnc_complete_set.txt: adds HGNC, Ensembl and UniProt links to human genes.")
    private @Nullable Path hgnc;

    @Option(names = "--pmc-ids", paramLabel = "FILE", description = "NCBI's PMC-ids.csv: adds PubMed ids to papers.")
    private @Nullable Path pmcIds;

    @Option(
            names = "--oa-list",
            paramLabel = "FILE",
            description = "PMC's oa_file_list.csv: adds the licences of papers to the images of their figures.")
    private @Nullable Path licences;

    @Option(
            names = "--mesh",
            paramLabel = "FILE",
            description = "NLM's MeSH as RDF, such as mesh.nt.gz: labels chemicals and diseases by MeSH's own names.")
    private @Nullable Path mesh;

    @Option(
            names = "--taxonomy",
            paramLabel = "FILE",
            description = "names.dmp of NCBI Taxonomy: finds the ids of organisms that the input only names.")
    private @Nullable Path taxonomy;

    @Option(
            names = "--image-url",
            paramLabel = "TEMPLATE",
            description = "Address of a figure's image. Default: ${DEFAULT-VALUE}")
    private String imageUrl = ConversionOptions.EUROPE_PMC_IMAGES;

    @Option(
            names = "--max-figure-memory",
            paramLabel = "MIB",
            description = "Memory that one figure may need before it is rejected, in MiB. Default: half of the JVM's.")
    private @Nullable Long maxFigureMemory;

    @Option(
            names = "--release",
            paramLabel = "DATE",
            description =
                    "Version and date of the data, as yyyy-mm-dd. Default: the day of the commit (UTC) where the input is a clean"
                            + " git work tree, else the newest year that the data name.")
    private @Nullable LocalDate release;

    @Option(names = "--quiet", description = "No progress and no summary on standard error.")
    private boolean quiet;

    /** Finds the figures while Jena starts on another thread: each takes a second or so, and neither needs the other. */
    public static Checkout scan(List<Path> inputs) throws Checkout.UnusableInput, IOException, InterruptedException {
        Thread jena = new Thread(JenaSystem::init, "jena");
        jena.setDaemon(true);
        jena.start();
        Checkout checkout = Checkout.scan(inputs);
        jena.join();
        return checkout;
    }

    public ConversionOptions options() throws CommandFailure {
        if (threads < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--threads: " + threads + " is not a number of threads");
        }
        Long mib = maxFigureMemory;
        if (mib != null && (mib < 1 || mib > MAX_MIB)) {
            throw new CommandFailure(ExitCode.USAGE, "--max-figure-memory: give MiB, from 1 to " + MAX_MIB);
        }
        if (!isImageAddress(imageUrl)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--image-url: " + imageUrl
                            + " is not a web address with {filename} in it, and mostly {pmcid}, such as "
                            + ConversionOptions.EUROPE_PMC_IMAGES);
        }
        return new ConversionOptions(
                threads,
                imageUrl,
                contexts,
                new OtherTables(hgnc, pmcIds, licences, mesh, taxonomy),
                release,
                mib == null ? ConversionOptions.halfOfTheHeap() : mib << 20,
                "pfocr-rdf " + Version.number());
    }

    /** The images of different figures need different addresses, and a relative one means nothing in a dump. */
    private static boolean isImageAddress(String template) {
        return template.contains("{filename}")
                && ADDRESS.matcher(template).matches()
                && Iris.parsed(template.replace("{pmcid}", "PMC1").replace("{filename}", "a.jpg")) != null;
    }

    /** Bytes of memory that one figure may need, as the user says; null where the user does not. */
    public @Nullable Long maxFigureMemory() {
        return maxFigureMemory == null ? null : maxFigureMemory << 20;
    }

    public boolean strict() {
        return strict;
    }

    @Nullable
    public Path report() {
        return report;
    }

    public boolean quiet() {
        return quiet;
    }
}
