package org.pfocr.rdf.bench.convert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.StreamRDFBase;
import org.pfocr.rdf.sink.DumpFormat;
import org.pfocr.rdf.sink.DumpSink;
import org.pfocr.rdf.sink.Output;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.vocab.TripleBatch;
import org.yaml.snakeyaml.Yaml;

/**
 * Parts of the work of a conversion, each alone: {@code Floor read|yaml CHECKOUT THREADS} reads all files, or reads the
 * front matters and gives them to SnakeYAML's {@code load}; {@code Floor write DUMP LINES THREADS OUT} writes as many
 * triples as the dump has, from some of them that are ready in memory. The time is that of the whole process.
 */
public final class Floor {

    private static final int READY = 400_000;
    private static final int PART = 4_000;
    private static final int FILES = 64;

    private Floor() {}

    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        switch (args[0]) {
            case "read" -> each(files(args[1], List.of("_figures", "_data", "_organisms")), args[2], Floor::read);
            case "yaml" -> each(files(args[1], List.of("_figures")), args[2], Floor::load);
            case "write" -> write(Path.of(args[1]), Long.parseLong(args[2]), Integer.parseInt(args[3]), args[4]);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static List<Path> files(String checkout, List<String> parts) throws IOException {
        List<Path> all = new ArrayList<>();
        for (String part : parts) {
            try (Stream<Path> files = Files.list(Path.of(checkout, part))) {
                files.sorted().forEach(all::add);
            }
        }
        return all;
    }

    private static void each(List<Path> files, String threads, ToLongFunction<Path> work)
            throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(Integer.parseInt(threads));
        List<Future<Long>> parts = new ArrayList<>();
        for (int i = 0; i < files.size(); i += FILES) {
            List<Path> part = files.subList(i, Math.min(files.size(), i + FILES));
            parts.add(workers.submit(() -> part.stream().mapToLong(work).sum()));
        }
        long sum = 0;
        for (Future<Long> part : parts) {
            sum += part.get();
        }
        workers.shutdown();
        System.err.println(files.size() + " files, " + sum);
    }

    private static long read(Path file) {
        try {
            return Files.readAllBytes(file).length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long load(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            Object loaded = new Yaml().load(text.substring(4, text.indexOf("\n---", 4) + 1));
            return loaded.hashCode() & 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the program's own sink: what is wanted is the time that is left when there is nothing to read or map. */
    private static void write(Path dump, long lines, int threads, String out)
            throws IOException, InterruptedException, ExecutionException {
        List<Triple> ready = new ArrayList<>(READY);
        Path head = Files.createTempFile("head", ".nt");
        try (Stream<String> first = Files.lines(dump).limit(READY)) {
            Files.write(head, first.toList());
        }
        RDFParser.source(head).lang(Lang.NTRIPLES).parse(new StreamRDFBase() {
            @Override
            public void triple(Triple triple) {
                ready.add(triple);
            }
        });
        Files.delete(head);
        List<TripleBatch> parts = new ArrayList<>();
        for (int i = 0; i + PART <= ready.size(); i += PART) {
            parts.add(TripleBatch.of(ready.subList(i, i + PART)));
        }
        Node graph = NodeFactory.createURI("https://example.org/");
        long start = System.nanoTime();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try (Sink sink = DumpSink.to(Output.file(Path.of(out), true), DumpFormat.NT)) {
            List<Future<Sink.Prepared>> underWay = new ArrayList<>();
            long submitted = 0;
            while (submitted < lines || !underWay.isEmpty()) {
                while (submitted < lines && underWay.size() < threads * 4) {
                    TripleBatch part = parts.get((int) (submitted / PART % parts.size()));
                    underWay.add(workers.submit(() -> sink.prepare(graph, part)));
                    submitted += part.size();
                }
                underWay.remove(0).get().write();
            }
            sink.commit();
        }
        workers.shutdown();
        // Alone on standard output: reading the triples to have them ready is not part of it.
        System.out.println((System.nanoTime() - start) / 1e9);
    }
}
