package org.pfocr.rdf.sink;

import eu.neverblink.jelly.convert.jena.riot.JellyLanguage;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        DumpEncoding encoding = DumpEncoding.of(format);
        return encoding != null
                ? new Encoded(output, format, encoding)
                : new Stream(output, format == DumpFormat.JELLY ? JellyLanguage.JELLY : Lang.RDFXML, format);
    }

    /** Syntaxes without a state: batches become bytes on the worker threads. */
    private static final class Encoded implements Sink {
        private final Output output;
        private final DumpFormat format;
        private final DumpEncoding encoding;
        private boolean isBegun;
        private boolean hasBatch;

        Encoded(Output output, DumpFormat format, DumpEncoding encoding) {
            this.output = output;
            this.format = format;
            this.encoding = encoding;
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
            byte[] encoded = encoding.encoder().encode(graph, triples);
            return () -> {
                begin();
                if (encoded.length > 0) {
                    if (hasBatch) {
                        output.stream().write(encoding.between());
                    }
                    output.stream().write(encoded);
                    hasBatch = true;
                }
            };
        }

        private void begin() throws IOException {
            if (!isBegun) {
                output.stream().write(encoding.before());
                isBegun = true;
            }
        }

        @Override
        public void commit() throws IOException {
            begin();
            output.stream().write(encoding.after());
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
