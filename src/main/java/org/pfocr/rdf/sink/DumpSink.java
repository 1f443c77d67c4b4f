package org.pfocr.rdf.sink;

import eu.neverblink.jelly.convert.jena.riot.JellyLanguage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.core.Quad;
import org.pfocr.rdf.vocab.Prefixes;
import org.pfocr.rdf.vocab.TripleBatch;

/** Dumps, all of them streamed: memory does not grow with the number of triples. */
public final class DumpSink {
    private DumpSink() {}

    /** A sink that writes the format to the output; closing the sink closes the output. */
    public static Sink to(Output output, DumpFormat format) {
        return switch (format) {
            case NT -> new Encoded(output, format, "", "", "") {
                @Override
                byte[] encode(Node graph, TripleBatch triples) {
                    return NTriplesEncoder.lines(triples, null);
                }
            };
            case NQ -> new Encoded(output, format, "", "", "") {
                @Override
                byte[] encode(Node graph, TripleBatch triples) {
                    return NTriplesEncoder.lines(triples, graph);
                }
            };
            case TTL -> new Encoded(output, format, TurtleEncoder.prologue(), "", "") {
                @Override
                byte[] encode(Node graph, TripleBatch triples) {
                    return TurtleEncoder.block(triples);
                }
            };
            case TRIG -> new Encoded(output, format, TurtleEncoder.prologue(), "", "") {
                @Override
                byte[] encode(Node graph, TripleBatch triples) {
                    return TurtleEncoder.block(triples, graph);
                }
            };
            case JSONLD -> new Encoded(output, format, "[", ",", "\n]\n") {
                @Override
                byte[] encode(Node graph, TripleBatch triples) {
                    return JsonLdStream.objects(triples);
                }
            };
            case RDFXML -> new Stream(output, Lang.RDFXML, format);
            case JELLY -> new Stream(output, JellyLanguage.JELLY, format);
        };
    }

    /** Syntaxes without a state: batches become bytes on the worker threads. */
    private abstract static class Encoded implements Sink {
        private final Output output;
        private final DumpFormat format;
        private final byte[] before;
        private final byte[] between;
        private final byte[] after;
        private boolean isBegun;
        private boolean hasBatch;

        Encoded(Output output, DumpFormat format, String before, String between, String after) {
            this.output = output;
            this.format = format;
            this.before = before.getBytes(StandardCharsets.UTF_8);
            this.between = between.getBytes(StandardCharsets.UTF_8);
            this.after = after.getBytes(StandardCharsets.UTF_8);
        }

        /** The bytes of a batch. Thread-safe. */
        abstract byte[] encode(Node graph, TripleBatch triples);

        @Override
        public boolean keepsGraphs() {
            return format.hasGraphs();
        }

        @Override
        public List<String> mediaTypes() {
            return List.of(format.mediaType());
        }

        @Override
        public Prepared prepare(Node graph, TripleBatch triples) {
            byte[] encoded = encode(graph, triples);
            return () -> {
                begin();
                if (encoded.length > 0) {
                    if (hasBatch) {
                        output.stream().write(between);
                    }
                    output.stream().write(encoded);
                    hasBatch = true;
                }
            };
        }

        private void begin() throws IOException {
            if (!isBegun) {
                output.stream().write(before);
                isBegun = true;
            }
        }

        @Override
        public void commit() throws IOException {
            begin();
            output.stream().write(after);
            output.commit();
        }

        @Override
        public void close() throws IOException {
            output.close();
        }
    }

    /** The other syntaxes: one writer with a state, so all work is done in order. */
    private static final class Stream implements Sink {
        private final Output output;
        private final StreamRDF writer;
        private final DumpFormat format;

        Stream(Output output, Lang syntax, DumpFormat format) {
            this.output = output;
            this.writer = RdfStreams.to(output.stream(), syntax);
            this.format = format;
            writer.start();
            Prefixes.ALL.forEach(writer::prefix);
        }

        @Override
        public boolean keepsGraphs() {
            return format.hasGraphs();
        }

        @Override
        public List<String> mediaTypes() {
            return List.of(format.mediaType());
        }

        @Override
        public Prepared prepare(Node graph, TripleBatch triples) {
            return () -> unchecked(() -> {
                for (int i = 0; i < triples.size(); i++) {
                    if (format.hasGraphs()) {
                        writer.quad(Quad.create(graph, triples.triple(i)));
                    } else {
                        writer.triple(triples.triple(i));
                    }
                }
            });
        }

        @Override
        public void commit() throws IOException {
            unchecked(writer::finish);
            output.commit();
        }

        @Override
        public void close() throws IOException {
            output.close();
        }
    }

    /** Jena's writers wrap input and output errors; a full disk must look the same in every format. */
    private static void unchecked(Runnable work) throws IOException {
        try {
            work.run();
        } catch (org.apache.jena.atlas.RuntimeIOException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (Unwritable e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
