package org.pfocr.rdf.bench.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.jena.riot.system.StreamRDFLib;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.pfocr.rdf.bench.corpus.Corpus;
import org.pfocr.rdf.convert.ConversionOptions;
import org.pfocr.rdf.map.ContextSource;
import org.pfocr.rdf.map.FigureMapper;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.model.OrganismNames;
import org.pfocr.rdf.read.FigureReader;
import org.pfocr.rdf.read.ReadResult;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.source.FigureFiles;
import org.pfocr.rdf.source.FigureRef;
import org.pfocr.rdf.vocab.TripleBatch;

/** The same figures for every benchmark, as files, as models and as triples. */
@State(Scope.Benchmark)
public class Figures {

    static final int COUNT = 500;

    final List<FigureFiles> files = new ArrayList<>();
    final List<Figure> figures = new ArrayList<>();
    final List<TripleBatch> triples = new ArrayList<>();
    final FigureMapper mapper = mapper();

    public Figures() {}

    private static FigureMapper mapper() {
        try {
            return new FigureMapper(
                    ContextSource.load(Map.of()), new OrganismNames(List.of()), ConversionOptions.EUROPE_PMC_IMAGES);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // JMH's own code makes this object and expects none.
        }
    }

    @Setup(Level.Trial)
    public void setUp() throws IOException, Checkout.UnusableInput {
        Path folder = Path.of(System.getProperty("bench.work", "target/bench"), "corpus-jmh");
        Corpus.write(COUNT, 1, folder);
        for (FigureRef ref : Checkout.scan(List.of(folder)).figures()) {
            FigureFiles opened = ref.open().files();
            if (opened == null || !(FigureReader.read(opened) instanceof ReadResult.Read read)) {
                throw new IllegalStateException(ref.file() + " cannot be read");
            }
            files.add(opened);
            figures.add(read.figure());
            triples.add(map(read.figure()));
        }
    }

    TripleBatch map(Figure figure) {
        return mapper.map(figure, "figure.md", StreamRDFLib.sinkNull(), problem -> {})
                .own();
    }
}
