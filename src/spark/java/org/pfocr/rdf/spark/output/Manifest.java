package org.pfocr.rdf.spark.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.pfocr.rdf.convert.Totals;
import org.pfocr.rdf.sink.DumpFormat;

/**
 * What a folder of parts has: the accounts, and each file with its lines or rows, bytes and checksum.
 *
 * @param problems how many there are, of whatever severity
 */
public record Manifest(String program, DumpFormat format, Packing packing, Totals totals, long problems) {
    String json(List<PartsFolder.Part> parts) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("program", program);
            json.writeStringField("format", format.toString());
            json.writeStringField("packing", packing.toString());
            json.writeStringField("version", totals.version());
            json.writeObjectFieldStart("totals");
            json.writeNumberField("files", totals.files());
            json.writeNumberField("figures", totals.figures());
            json.writeNumberField("rejected", totals.rejected());
            json.writeNumberField("rows", totals.rows());
            json.writeNumberField("mappedRows", totals.mappedRows());
            json.writeNumberField("repeatedRows", totals.repeatedRows());
            json.writeNumberField("reportedRows", totals.reportedRows());
            json.writeNumberField("papers", totals.papers());
            json.writeNumberField("genes", totals.genes());
            json.writeNumberField("triples", totals.triples());
            json.writeNumberField("otherTriples", totals.otherTriples());
            json.writeNumberField("problems", problems);
            json.writeEndObject();
            json.writeArrayFieldStart("parts");
            for (PartsFolder.Part part : parts) {
                json.writeStartObject();
                json.writeStringField("name", part.name());
                json.writeNumberField("lines", part.lines());
                json.writeNumberField("bytes", part.bytes());
                json.writeStringField("sha256", part.sha256());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + "\n";
    }
}
