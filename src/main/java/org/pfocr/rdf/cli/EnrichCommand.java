package org.pfocr.rdf.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.cli.report.CommandFailure;
import org.pfocr.rdf.cli.report.ExitCode;
import org.pfocr.rdf.sets.Enrichment;
import org.pfocr.rdf.sets.EnrichmentReport;
import org.pfocr.rdf.sets.Gene;
import org.pfocr.rdf.sets.GeneList;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.UnusableRequest;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.read.OpenGeneration;
import org.pfocr.rdf.vocab.Flavour;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "enrich",
        description = {
            "Finds the figures that show more of a list of genes than chance, best first.",
            "Names that are unknown, or that several genes have, are named on standard error and left out."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: pfocr-rdf enrich --db store genes.txt",
            "docs/gene-sets.md says what each column is.",
            "",
            ExitCode.HELP
        })
final class EnrichCommand implements Callable<Integer> {
    private static final String COMMENT = "#";
    private static final int MOST_NAMED = 20;

    enum Format {
        TSV,
        JSON
    }

    @Option(names = "--db", required = true, paramLabel = "DIR", description = "The store.")
    private Path db = Path.of("");

    @Parameters(
            paramLabel = "GENES.txt",
            description = "A file with one gene a line, or - for standard input: IRIs, NCBI Gene ids, symbols or other"
                    + " names. Lines that begin with # are left out.")
    private Path genes = Path.of("");

    @Option(
            names = "--organism",
            paramLabel = "ORGANISM",
            description = "Taxonomy id, IRI or name. Default: the organism of most of the genes")
    private @Nullable String organism;

    @Option(
            names = "--flavour",
            paramLabel = "FLAVOUR",
            description =
                    "Which of a figure's genes count: strict (symbols), synonyms (and aliases and previous symbols)"
                            + " or all (and members of families and complexes). Default: all")
    private Flavour flavour = Flavour.ALL;

    @Option(
            names = "--background",
            paramLabel = "FILE",
            description = "The genes that could have been in the list, one a line. Default: all that are drawn in the"
                    + " organism")
    private @Nullable Path background;

    @Option(names = "--min", paramLabel = "GENES", description = "The smallest figures to test. Default: 1")
    private int least = 1;

    @Option(names = "--max", paramLabel = "GENES", description = "The largest figures to test. Default: no limit")
    private int most = Integer.MAX_VALUE;

    @Option(names = "--limit", paramLabel = "ROWS", description = "Only the best so many. Default: all")
    private int limit = Integer.MAX_VALUE;

    @Option(names = "--format", paramLabel = "FORMAT", description = "tsv or json. Default: tsv")
    private Format format = Format.TSV;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        if (least < 1 || most < least || limit < 1) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--min, --max and --limit are from 1 on, and --max not below --min");
        }
        List<String> names = names(genes);
        List<String> backgroundNames = background == null ? null : names(background);
        try (OpenGeneration generation = StoreFolder.existing(db).openCurrent()) {
            Sets sets = Sets.open(generation);
            if (sets == null) {
                throw new CommandFailure(
                        ExitCode.USAGE, db + ": has no sets of genes; load figures into it with this version");
            }
            GeneList list = sets.find(names, organism);
            Enrichment enrichment =
                    sets.enrich(list, new Sets.Options(flavour, least, most, backgroundNames), () -> false);
            report(sets, list, enrichment, err);
            EnrichmentReport found = new EnrichmentReport(sets, list, enrichment, 0, limit);
            try (OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
                if (format == Format.TSV) {
                    found.writeTsv(out);
                } else {
                    found.writeJson(out);
                }
            }
        } catch (UnusableRequest e) {
            throw new CommandFailure(ExitCode.USAGE, genes + ": " + e.getMessage(), e);
        }
        return ExitCode.DONE;
    }

    private static List<String> names(Path file) throws IOException {
        String text = file.toString().equals("-")
                ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                // Bytes that are no UTF-8 make a name that is not known, and is named.
                : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith(COMMENT))
                .toList();
    }

    private static void report(Sets sets, GeneList list, Enrichment enrichment, PrintWriter err) {
        Node found = sets.organism(list);
        err.println((found == null ? "no organism" : found.getURI()) + ": " + enrichment.listed() + " genes of "
                + enrichment.background() + " in the background, " + enrichment.tested() + " figures tested, "
                + enrichment.size() + " share a gene");
        if (enrichment.listed() < list.size()) {
            err.println("genes outside of the background: " + (list.size() - enrichment.listed()));
        }
        named("unknown", list.unknown(), err);
        named("of another organism", list.elsewhere(), err);
        named(
                "ambiguous",
                sets.ambiguous(list).stream().map(EnrichCommand::shown).toList(),
                err);
    }

    private static String shown(Sets.Meaning name) {
        String genes = name.genes().stream().map(Gene::symbol).collect(Collectors.joining(" "));
        String rest = name.count() > name.genes().size() ? " … in all " + name.count() : "";
        return name.name() + (name.isFamily() ? " (a family: " : " (") + genes + rest + ")";
    }

    private static void named(String what, List<String> names, PrintWriter err) {
        if (!names.isEmpty()) {
            String rest = names.size() > MOST_NAMED ? ", and " + (names.size() - MOST_NAMED) + " more" : "";
            err.println(what + ": "
                    + String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
                            .replaceAll("\\p{Cntrl}", " ")
                    + rest);
        }
    }
}
