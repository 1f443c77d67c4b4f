package org.pfocr.rdf.convert;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDFBase;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.entity.Notes;
import org.pfocr.rdf.map.ContextSource;
import org.pfocr.rdf.map.FigureMapper;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.model.OrganismNames;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.read.FigureReader;
import org.pfocr.rdf.read.ReadResult;
import org.pfocr.rdf.read.ReadResult.Unread;
import org.pfocr.rdf.source.FigureFiles;
import org.pfocr.rdf.source.FigureInput;
import org.pfocr.rdf.source.Opened;
import org.pfocr.rdf.source.SourceFile;
import org.pfocr.rdf.vocab.TripleBatch;

/** Read, map, note: all that is done with one figure, whatever other figures there are. Thread-safe. */
public final class FigureConversion {
    /** An estimate for tables of distinct words; the text of the triples is most of it. */
    private static final long BYTES_PER_ROW = 3000;
    /** A row of a page has five lines. */
    private static final long BYTES_PER_LINE_OF_PAGE = BYTES_PER_ROW / 5;

    private static final long BYTES_PER_BYTE = 8;

    private final FigureMapper mapper;
    private final OrganismNames names;
    private final NetworkMaps networks;
    private final long maxMemory;
    private final long maxMemoryBesideOthers;

    /** @throws IOException when a context that the options name cannot be used */
    public FigureConversion(ConversionOptions options, OrganismNames names, NetworkMaps networks) throws IOException {
        this.mapper = new FigureMapper(ContextSource.load(options.contexts()), names, options.imageTemplate());
        this.names = names;
        this.networks = networks;
        this.maxMemory = options.maxFigureMemory();
        this.maxMemoryBesideOthers = maxMemory / (4L * options.threads());
    }

    /**
     * What becomes of one figure file.
     *
     * @param file the file's name, for problems
     * @param output what goes into the output; null where the file was rejected
     * @param rows gene, chemical and disease rows read
     * @param reportedRows rows of these with an error in the report
     * @param unread keys and columns of which nothing is in the output
     * @param problems in the order in which they were met
     */
    public record Converted(
            FigureInput ref,
            String file,
            @Nullable Output output,
            int rows,
            int reportedRows,
            Collection<Unread> unread,
            List<Problem> problems) {}

    /**
     * What goes into the output.
     *
     * @param figidLine line of the FIGID in the file
     * @param triples about the figure, its mentions and its block's nodes
     * @param repeatedRows rows that say what another row of the figure says
     * @param year of the paper, four digits; null where the figure does not give it
     */
    public record Output(
            String figid,
            int figidLine,
            TripleBatch triples,
            int repeatedRows,
            Notes notes,
            @Nullable String year) {
        /** Says that a figure file with the same FIGID came before. */
        public Problem duplicate(String file, FigureInput earlier) {
            return new Problem(
                    Kind.DUPLICATE_FIGID,
                    file,
                    figidLine,
                    "figid",
                    "is that of " + earlier.name() + " too, so this file was left out",
                    "keep one of the two");
        }
    }

    /**
     * Converts a figure. Never throws: what nobody thought of rejects the figure, with a problem that names it.
     *
     * @param isAlone no other figure of any size is under way
     * @return null where the figure is so large, or memory so short, that it is to be tried again alone
     */
    public @Nullable Converted convert(FigureInput ref, boolean isAlone) {
        try {
            return converted(ref, isAlone);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return failed(ref, e, isAlone);
        }
    }

    /** A figure that is rejected because of a failure of the program; null where it is to be tried again alone. */
    public static @Nullable Converted failed(FigureInput ref, Throwable e, boolean isAlone) {
        if (e instanceof OutOfMemoryError && !isAlone) {
            return null;
        }
        Problem problem = e instanceof OutOfMemoryError
                ? new Problem(
                        Kind.TOO_LARGE,
                        ref.name(),
                        0,
                        null,
                        "needs more memory than there is, so the figure was left out",
                        "check the file and its tables, or give more memory (PFOCR_HEAP=4g)")
                : new Problem(
                        Kind.UNEXPECTED,
                        ref.name(),
                        0,
                        null,
                        "could not be converted (" + e.getClass().getSimpleName()
                                + (e.getMessage() == null ? "" : " " + Problem.quote(e.getMessage())) + ")",
                        "check the file, and report this as a fault of the program");
        return new Converted(ref, ref.name(), null, 0, 0, List.of(), List.of(problem));
    }

    private @Nullable Converted converted(FigureInput ref, boolean isAlone) {
        String file = ref.name();
        Opened opened = ref.open();
        List<Problem> problems = new ArrayList<>(opened.problems());
        if (opened.files() == null) {
            return new Converted(ref, file, null, 0, 0, List.of(), problems);
        }
        long memory = memory(opened.files());
        if (memory > maxMemory) {
            problems.add(new Problem(
                    Kind.TOO_LARGE,
                    file,
                    0,
                    null,
                    String.format(
                            Locale.ROOT,
                            "needs about %d MiB of memory with its tables, more than %d MiB, so it was left out",
                            memory >> 20,
                            maxMemory >> 20),
                    "check the tables, or give more memory (PFOCR_HEAP=4g or --max-figure-memory)"));
            return new Converted(ref, file, null, 0, 0, List.of(), problems);
        }
        if (!isAlone && memory > maxMemoryBesideOthers) {
            return null;
        }
        ReadResult result = FigureReader.read(opened.files());
        problems.addAll(result.problems());
        if (!(result instanceof ReadResult.Read read)) {
            return new Converted(ref, file, null, result.rows(), result.reportedRows(), List.of(), problems);
        }
        Figure figure = networks.addTo(read.figure());
        List<Triple> shared = new ArrayList<>();
        FigureMapper.Mapped mapped = mapper.map(
                figure,
                file,
                new StreamRDFBase() {
                    @Override
                    public void triple(Triple triple) {
                        shared.add(triple);
                    }
                },
                problems::add);
        Output output = new Output(
                figure.id(),
                read.figidLine(),
                mapped.own(),
                mapped.repeatedRows(),
                Notes.of(figure, names, shared, file),
                figure.paper() == null ? null : figure.paper().year());
        return new Converted(ref, file, output, read.rows(), read.reportedRows(), read.unread(), problems);
    }

    /** About how many bytes it takes to read, map and encode the files: most are needed for each row. */
    static long memory(FigureFiles files) {
        long memory = memory(files.figure(), BYTES_PER_LINE_OF_PAGE);
        for (SourceFile table : files.tables().values()) {
            memory += memory(table, BYTES_PER_ROW);
        }
        return memory;
    }

    private static long memory(SourceFile file, long bytesPerLine) {
        long lines = 0;
        for (byte b : file.content()) {
            if (b == '\n') {
                lines++;
            }
        }
        return file.content().length * BYTES_PER_BYTE + lines * bytesPerLine;
    }
}
