package org.pfocr.rdf.sets;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.jena.graph.Node;

/**
 * Writes what an enrichment found, as a table or as JSON, both in UTF-8. Neither closes the stream. For one thread.
 */
public final class EnrichmentWriter {
    private static final List<String> COLUMNS =
            List.of("figure", "title", "overlap", "size", "odds", "p", "q", "p_popularity", "score", "genes");

    private final Sets sets;
    private final GeneList list;
    private final Enrichment enrichment;
    private final int rows;

    /** @param limit most figures that are written, best first */
    public EnrichmentWriter(Sets sets, GeneList list, Enrichment enrichment, int limit) {
        this.sets = sets;
        this.list = list;
        this.enrichment = enrichment;
        this.rows = Math.min(limit, enrichment.size());
    }

    /** Columns between tabs, with a head; infinite odds are {@code Inf}, as R and Python read them. */
    public void writeTsv(OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(String.join("\t", COLUMNS) + "\n");
        for (int row = 0; row < rows; row++) {
            double odds = enrichment.odds(row);
            writer.write(String.join(
                            "\t",
                            sets.figure(enrichment, row).getURI(),
                            plain(sets.title(enrichment, row)),
                            Integer.toString(enrichment.overlap(row)),
                            Integer.toString(enrichment.figureSize(row)),
                            Double.isInfinite(odds) ? "Inf" : Double.toString(odds),
                            Double.toString(enrichment.p(row)),
                            Double.toString(enrichment.q(row)),
                            Double.toString(enrichment.popularityP(row)),
                            Double.toString(enrichment.score(row)),
                            plain(String.join(" ", sets.symbols(enrichment, row))))
                    + "\n");
        }
        writer.flush();
    }

    /** The text in one cell: without tabs, ends of lines and other controls. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /** One object: what was asked, what of the list was not found, and the figures; infinite odds are null. */
    public void writeJson(OutputStream out) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        Node organism = sets.organism(list);
        json.writeStringField("organism", organism == null ? null : organism.getURI());
        json.writeStringField("flavour", enrichment.flavour().key());
        json.writeNumberField("listed", enrichment.listed());
        json.writeNumberField("background", enrichment.background());
        json.writeNumberField("tested", enrichment.tested());
        json.writeNumberField("found", enrichment.size());
        json.writeNumberField("popularity_exponent", enrichment.exponent());
        texts(json, "unknown", list.unknown());
        texts(json, "of_another_organism", list.elsewhere());
        json.writeArrayFieldStart("ambiguous");
        for (GeneList.Ambiguous name : list.ambiguous()) {
            json.writeStartObject();
            json.writeStringField("name", name.name());
            json.writeBooleanField("family", name.isFamily());
            texts(json, "genes", name.genes());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("figures");
        for (int row = 0; row < rows; row++) {
            json.writeRaw("\n");
            json.writeStartObject();
            json.writeStringField("figure", sets.figure(enrichment, row).getURI());
            json.writeStringField("title", sets.title(enrichment, row));
            json.writeNumberField("overlap", enrichment.overlap(row));
            json.writeNumberField("size", enrichment.figureSize(row));
            double odds = enrichment.odds(row);
            if (Double.isInfinite(odds)) {
                json.writeNullField("odds");
            } else {
                json.writeNumberField("odds", odds);
            }
            json.writeNumberField("p", enrichment.p(row));
            json.writeNumberField("q", enrichment.q(row));
            json.writeNumberField("p_popularity", enrichment.popularityP(row));
            json.writeNumberField("score", enrichment.score(row));
            texts(json, "genes", sets.symbols(enrichment, row));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw("\n");
        json.close();
    }

    private static void texts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
