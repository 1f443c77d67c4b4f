package org.pfocr.rdf.bench.jmh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.infra.Blackhole;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.read.FigureReader;
import org.pfocr.rdf.sink.DumpFormat;
import org.pfocr.rdf.sink.DumpSink;
import org.pfocr.rdf.sink.Output;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.source.FigureFiles;
import org.pfocr.rdf.vocab.TripleBatch;

/** Read, map and write; times and bytes are those of one figure. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Steps {

    private static final Node GRAPH = NodeFactory.createURI("https://example.org/graph");

    public Steps() {}

    @Benchmark
    @OperationsPerInvocation(Figures.COUNT)
    public void read(Figures figures, Blackhole hole) {
        for (FigureFiles files : figures.files) {
            hole.consume(FigureReader.read(files));
        }
    }

    @Benchmark
    @OperationsPerInvocation(Figures.COUNT)
    public void map(Figures figures, Blackhole hole) {
        for (Figure figure : figures.figures) {
            hole.consume(figures.map(figure));
        }
    }

    @Benchmark
    @OperationsPerInvocation(Figures.COUNT)
    public void writeNTriples(Figures figures) throws IOException {
        write(figures, DumpFormat.NT);
    }

    @Benchmark
    @OperationsPerInvocation(Figures.COUNT)
    public void writeTurtle(Figures figures) throws IOException {
        write(figures, DumpFormat.TTL);
    }

    private static void write(Figures figures, DumpFormat format) throws IOException {
        try (Sink sink = DumpSink.to(Output.file(Path.of("/dev/null"), true), format)) {
            for (TripleBatch triples : figures.triples) {
                sink.prepare(GRAPH, triples).write();
            }
            sink.commit();
        }
    }
}
