package org.pfocr.rdf.spark.output;

import java.io.IOException;
import java.io.OutputStream;

/** What is in a part, in the form that it has there. */
interface PartBody {
    void write(Chunk chunk) throws IOException;

    /** Writes what is left and closes the stream. */
    void finish() throws IOException;

    /** Lines one after the other, as they were packed. */
    record Lines(OutputStream out, Packing packing) implements PartBody {
        @Override
        public void write(Chunk chunk) throws IOException {
            packing.write(chunk.packed(), out);
        }

        @Override
        public void finish() throws IOException {
            out.close();
        }
    }
}
