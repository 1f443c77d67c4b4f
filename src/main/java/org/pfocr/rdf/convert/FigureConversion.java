package org.pfocr.rdf.convert;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDFBase;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.entity.Notes;
import org.pfocr.rdf.map.ContextSource;
import org.pfocr.rdf.map.FigureMapper;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.model.OrganismNames;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.read.FigureReader;
import org.pfocr.rdf.read.ReadResult;
import org.pfocr.rdf.source.FigureRef;
import org.pfocr.rdf.source.Opened;
import org.pfocr.rdf.vocab.TripleBatch;

/** Read, map, note: all that is done with one figure, whatever other figures there are. Thread-safe. */
final class FigureConversion {
    private final FigureMapper mapper;
    private final OrganismNames names;
    private final NetworkMaps networks;

    /** @throws IOException when a context that the options name cannot be used */
    FigureConversion(ConversionOptions options, OrganismNames names, NetworkMaps networks) throws IOException {
        this.mapper = new FigureMapper(ContextSource.load(options.contexts()), names, options.imageTemplate());
        this.names = names;
        this.networks = networks;
    }

    /**
     * What becomes of one figure file.
     *
     * @param file the file's name, for problems
     * @param output what goes into the output; null where the file was rejected
     * @param rows gene, chemical and disease rows read
     * @param reportedRows rows of these with an error in the report
     * @param problems in the order in which they were met
     */
    record Converted(
            FigureRef ref, String file, @Nullable Output output, int rows, int reportedRows, List<Problem> problems) {}

    /**
     * What goes into the output.
     *
     * @param figidLine line of the FIGID in the file
     * @param triples about the figure, its mentions and its block's nodes
     * @param repeatedRows rows that say what another row of the figure says
     * @param year of the paper, four digits; null where the figure does not give it
     */
    record Output(
            String figid,
            int figidLine,
            TripleBatch triples,
            int repeatedRows,
            Notes notes,
            @Nullable String year) {}

    Converted convert(FigureRef ref) {
        String file = ref.file().toString();
        Opened opened = ref.open();
        List<Problem> problems = new ArrayList<>(opened.problems());
        if (opened.files() == null) {
            return new Converted(ref, file, null, 0, 0, problems);
        }
        ReadResult result = FigureReader.read(opened.files());
        problems.addAll(result.problems());
        if (!(result instanceof ReadResult.Read read)) {
            return new Converted(ref, file, null, result.rows(), result.reportedRows(), problems);
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
        return new Converted(ref, file, output, read.rows(), read.reportedRows(), problems);
    }
}
