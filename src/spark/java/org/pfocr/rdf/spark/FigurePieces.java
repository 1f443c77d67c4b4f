package org.pfocr.rdf.spark;

import java.util.Iterator;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.convert.FigureConversion;
import org.pfocr.rdf.convert.FigureConversion.Converted;
import org.pfocr.rdf.convert.FigureConversion.Output;
import org.pfocr.rdf.entity.Notes;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.read.ReadResult.Unread;
import org.pfocr.rdf.source.FigureInput;
import org.pfocr.rdf.spark.input.SameName;
import org.pfocr.rdf.vocab.Iris;

/** What becomes of some of the figures: the steps of one machine, and their accounts. */
final class FigurePieces extends Pieces {
    private static final Node FIGURES_GRAPH = Iris.graph("figures");
    /** A figure that needs much memory has it for itself. */
    private static final Object ALONE = new Object();

    private final Iterator<SameName> figures;
    private final Settings settings;
    private final FigureConversion conversion;
    private final Writing writing;
    private final Notes.Sum notes = new Notes.Sum();
    private final Accounts accounts = new Accounts();

    FigurePieces(Iterator<SameName> figures, Settings settings) {
        this.figures = figures;
        this.settings = settings;
        this.conversion = settings.conversion();
        this.writing = new Writing(settings, true, this::ready);
    }

    @Override
    boolean step() {
        if (!figures.hasNext()) {
            finish();
            return false;
        }
        FigureInput first = null;
        SameName next = figures.next();
        int number = 0;
        for (Problem problem : next.problems()) {
            report(Place.before(problem.file(), number++), problem);
        }
        for (FigureInput figure : next.figures()) {
            if (take(next.fileName(), figure, first) && first == null) {
                first = figure;
            }
        }
        return true;
    }

    /** A figure and, unless it was rejected, its lines. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Ready(Converted converted, byte @Nullable [] encoded) {}

    private Ready convert(FigureInput figure) {
        Ready ready = convert(figure, false);
        if (ready != null) {
            return ready;
        }
        synchronized (ALONE) {
            ready = convert(figure, true);
        }
        if (ready == null) {
            throw new IllegalStateException(figure.name() + ": was to be tried alone, and was");
        }
        return ready;
    }

    /** @return null where it is to be tried again alone */
    private @Nullable Ready convert(FigureInput figure, boolean isAlone) {
        Converted converted = conversion.convert(figure, isAlone);
        if (converted == null || converted.output() == null) {
            return converted == null ? null : new Ready(converted, null);
        }
        try {
            return new Ready(
                    converted, writing.encoded(FIGURES_GRAPH, converted.output().triples()));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            Converted failed = FigureConversion.failed(figure, e, isAlone);
            return failed == null ? null : new Ready(failed, null);
        }
    }

    /**
     * Takes a figure.
     *
     * @param earlier the figure with the same FIGID that is in the output; null where there is none
     * @return whether the figure is sound, so that it is in the output unless there was an earlier one
     */
    private boolean take(String fileName, FigureInput input, @Nullable FigureInput earlier) {
        Ready ready = convert(input);
        Converted figure = ready.converted;
        Output output = figure.output();
        int number = 0;
        for (Problem problem : figure.problems()) {
            report(Place.ofFigure(fileName, input.name(), number++), problem);
        }
        accounts.files++;
        accounts.rows += figure.rows();
        if (output == null || ready.encoded == null || earlier != null) {
            if (output != null && earlier != null) {
                report(Place.ofFigure(fileName, input.name(), number), output.duplicate(figure.file(), earlier));
            }
            accounts.rejected++;
            accounts.reportedRows += figure.rows();
            return false;
        }
        Place place = Place.ofFigure(fileName, input.name(), 0);
        accounts.figure(place, output.figid(), output.year());
        number = 0;
        for (Unread key : figure.unread()) {
            accounts.unread(Place.ofFigure(fileName, input.name(), number++), key);
        }
        if (settings.figidsOfNetworks().contains(output.figid())) {
            accounts.figid(output.figid());
        }
        accounts.reportedRows += figure.reportedRows();
        accounts.repeatedRows += output.repeatedRows();
        accounts.triples += output.triples().size();
        notes.add(output.notes());
        writing.add(ready.encoded, output.triples());
        return true;
    }

    private void report(Place place, Problem problem) {
        accounts.problems++;
        ready(new Piece.Reported(place, problem));
    }

    private void finish() {
        writing.finish();
        Notes.Apart apart = notes.total().apart(settings.imageTemplate());
        accounts.together(apart.together());
        apart.ofThings().forEach((thing, ofThing) -> ready(new Piece.Noted(thing, ofThing)));
        ready(new Piece.Accounted(accounts));
    }
}
