package org.pfocr.rdf.sink;

import java.io.OutputStream;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWriter;

/** Writers of RDF that need no memory for what they have written, in any syntax. Stateless. */
public final class RdfStreams {
    private RdfStreams() {}

    /**
     * A writer to the output. Terms that XML cannot hold come with other characters in the syntaxes that are XML.
     *
     * @throws Unwritable from the writer, where the syntax cannot hold a triple
     */
    public static StreamRDF to(OutputStream out, Lang syntax) {
        return syntax.equals(Lang.RDFXML)
                ? new RdfXmlStream(out)
                : syntax.equals(Lang.TRIX)
                        ? new TrixStream(out)
                        : syntax.equals(Lang.JSONLD)
                                ? new JsonLdStream(out)
                                : StreamRDFWriter.getWriterStream(out, syntax);
    }
}
