package org.pfocr.rdf.spark.output;

import java.io.Serializable;

/**
 * Some of what goes into parts, packed, so that it can be kept on disk until then.
 *
 * @param table name of the table whose rows they are; empty for lines of RDF
 * @param count of lines or rows
 * @param bytes how many there are when they are unpacked
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Chunk(String table, byte[] packed, long count, long bytes) implements Serializable {
    /** The table of RDF, which is none. */
    public static final String RDF = "";
}
