package org.pfocr.rdf.sets;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonNull;
import org.apache.jena.atlas.json.JsonNumber;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonString;
import org.apache.jena.atlas.json.JsonValue;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/** What an enrichment found, as a table and as JSON. For one thread. */
public final class EnrichmentReport {
    /** Names of the table's columns. */
    public static final List<String> COLUMNS =
            List.of("figure", "title", "overlap", "size", "odds", "p", "q", "p_popularity", "score", "genes");

    private final Sets sets;
    private final GeneList list;
    private final Enrichment enrichment;
    private final int first;
    private final int end;

    /**
     * @param offset how many of the best figures are left out
     * @param limit most figures that are told of
     */
    public EnrichmentReport(Sets sets, GeneList list, Enrichment enrichment, int offset, int limit) {
        this.sets = sets;
        this.list = list;
        this.enrichment = enrichment;
        this.first = Math.min(offset, enrichment.size());
        this.end = (int) Math.min((long) first + limit, enrichment.size());
    }

    /** The table's rows; infinite odds are {@code Inf}, as R and Python read them. */
    public List<List<String>> rows() {
        return IntStream.range(first, end)
                .map(enrichment::ranked)
                .mapToObj(this::row)
                .toList();
    }

    private List<String> row(int row) {
        double odds = enrichment.odds(row);
        FigureEntry entry = sets.entry(enrichment, row);
        return List.of(
                entry.figure().getURI(),
                entry.title(),
                Integer.toString(enrichment.overlap(row)),
                Integer.toString(enrichment.figureSize(row)),
                Double.isInfinite(odds) ? "Inf" : Double.toString(odds),
                Double.toString(enrichment.p(row)),
                Double.toString(enrichment.q(row)),
                Double.toString(enrichment.popularityP(row)),
                Double.toString(enrichment.score(row)),
                sets.genes(enrichment, row).stream().map(Gene::symbol).collect(Collectors.joining(" ")));
    }

    /** Writes the table with tabs and a head, in UTF-8, and does not close the stream. */
    public void writeTsv(OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(String.join("\t", COLUMNS) + "\n");
        for (int rank = first; rank < end; rank++) {
            writer.write(
                    row(enrichment.ranked(rank)).stream()
                                    .map(EnrichmentReport::plain)
                                    .collect(Collectors.joining("\t")) + "\n");
        }
        writer.flush();
    }

    /** The text in one cell: without tabs, ends of lines and other controls. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /** What was asked, what of the list was found and what was not, and the figures. */
    public JsonObject json() {
        JsonObject json = head();
        JsonArray figures = new JsonArray();
        for (int rank = first; rank < end; rank++) {
            figures.add(figure(enrichment.ranked(rank)));
        }
        json.put("figures", figures);
        return json;
    }

    /** Writes {@link #json} in UTF-8, a line for each figure, and does not close the stream. */
    public void writeJson(OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        String head = JSON.toStringFlat(head());
        writer.write(head.substring(0, head.lastIndexOf('}')).stripTrailing() + ", \"figures\": [");
        for (int rank = first; rank < end; rank++) {
            writer.write((rank == first ? "\n" : ",\n") + JSON.toStringFlat(figure(enrichment.ranked(rank))));
        }
        writer.write("\n]}\n");
        writer.flush();
    }

    private JsonObject head() {
        JsonObject json = new JsonObject();
        Node organism = sets.organism(list);
        json.put("organism", text(organism == null ? null : organism.getURI()));
        json.put("flavour", enrichment.flavour().key());
        json.put("listed", enrichment.listed());
        json.put("background", enrichment.background());
        json.put("tested", enrichment.tested());
        json.put("found", enrichment.size());
        json.put("popularityExponent", JsonNumber.value(enrichment.exponent()));
        JsonArray genes = new JsonArray();
        for (Sets.Meaning named : sets.named(list)) {
            JsonObject gene = json(named.genes().get(0));
            gene.put("input", named.name());
            genes.add(gene);
        }
        json.put("genes", genes);
        json.put("unknown", texts(list.unknown()));
        json.put("ofAnotherOrganism", texts(list.elsewhere()));
        JsonArray ambiguous = new JsonArray();
        for (Sets.Meaning named : sets.ambiguous(list)) {
            JsonObject name = new JsonObject();
            name.put("input", named.name());
            name.put("family", named.isFamily());
            name.put("count", named.count());
            JsonArray candidates = new JsonArray();
            for (Gene gene : named.genes()) {
                JsonObject candidate = json(gene);
                candidate.put("organism", text(organism == null ? null : organism.getURI()));
                candidates.add(candidate);
            }
            name.put("candidates", candidates);
            ambiguous.add(name);
        }
        json.put("ambiguous", ambiguous);
        return json;
    }

    private JsonObject figure(int row) {
        JsonObject json = sets.entry(enrichment, row).json();
        json.put("overlap", enrichment.overlap(row));
        json.put("size", enrichment.figureSize(row));
        double odds = enrichment.odds(row);
        json.put("odds", Double.isInfinite(odds) ? JsonNull.instance : JsonNumber.value(odds));
        json.put("p", JsonNumber.value(enrichment.p(row)));
        json.put("q", JsonNumber.value(enrichment.q(row)));
        json.put("pPopularity", JsonNumber.value(enrichment.popularityP(row)));
        json.put("score", JsonNumber.value(enrichment.score(row)));
        JsonArray genes = new JsonArray();
        sets.genes(enrichment, row).forEach(gene -> genes.add(json(gene)));
        json.put("genes", genes);
        return json;
    }

    private static JsonObject json(Gene gene) {
        JsonObject json = new JsonObject();
        json.put("iri", gene.iri().getURI());
        json.put("symbol", gene.symbol());
        return json;
    }

    private static JsonValue text(@Nullable String text) {
        return text == null ? JsonNull.instance : new JsonString(text);
    }

    private static JsonArray texts(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
