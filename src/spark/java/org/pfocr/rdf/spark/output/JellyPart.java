package org.pfocr.rdf.spark.output;

import com.github.luben.zstd.ZstdOutputStream;
import eu.neverblink.jelly.convert.jena.riot.JellyLanguage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sys.JenaSystem;
import org.pfocr.rdf.sink.RdfStreams;
import org.pfocr.rdf.vocab.Prefixes;

/** A part in Jelly, which has a state and so is one stream. Not thread-safe. */
final class JellyPart implements PartBody {
    private final OutputStream packed;
    private final Packing packing;
    private final StreamRDF writer;

    JellyPart(OutputStream out, Packing packing) throws IOException {
        JenaSystem.init();
        this.packing = packing;
        this.packed = new BufferedOutputStream(
                switch (packing) {
                    case NONE -> out;
                    case GZIP -> new GZIPOutputStream(out, 1 << 16);
                    case ZSTD -> new ZstdOutputStream(out);
                },
                1 << 16);
        this.writer = RdfStreams.to(packed, JellyLanguage.JELLY);
        writer.start();
        Prefixes.ALL.forEach(writer::prefix);
    }

    /** Writes the quads of some lines. */
    @Override
    public void write(Chunk chunk) throws IOException {
        try (InputStream in = packing.unpacked(chunk.packed())) {
            RDFParser.source(in)
                    .lang(Lang.NQUADS)
                    .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
                    .parse(new StreamRDFBase() {
                        @Override
                        public void quad(Quad quad) {
                            writer.quad(quad);
                        }
                    });
        }
    }

    @Override
    public void finish() throws IOException {
        writer.finish();
        packed.close();
    }
}
