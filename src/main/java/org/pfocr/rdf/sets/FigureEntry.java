package org.pfocr.rdf.sets;

import java.util.regex.Pattern;
import org.apache.jena.atlas.json.JsonNull;
import org.apache.jena.atlas.json.JsonNumber;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonString;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Terms;

/**
 * What a list of figures says of each.
 *
 * @param id such as {@code PMC90000001__f1}; empty where it has none
 * @param title empty where it has none
 * @param year of its paper; null where it is not known
 * @param image IRI of its picture; null where there is none
 */
public record FigureEntry(
        Node figure,
        String id,
        String title,
        @Nullable String year,
        @Nullable String image) {
    private static final Pattern YEAR = Pattern.compile("[1-9][0-9]{3}");

    static FigureEntry of(Facts facts, long figure) {
        String id = facts.text(figure, Terms.DCTERMS_IDENTIFIER);
        String title = facts.text(figure, Terms.DCTERMS_TITLE);
        Long paper = facts.object(figure, Terms.DCTERMS_IS_PART_OF);
        String issued = paper == null ? null : facts.text(paper, Terms.DCTERMS_ISSUED);
        Long image = facts.object(figure, Terms.FOAF_DEPICTION);
        return new FigureEntry(
                facts.term(figure),
                id == null ? "" : id,
                title == null ? "" : title,
                issued == null ? null : issued.replaceFirst("^(\\d{4}).*", "$1"),
                image == null ? null : facts.term(image).toString());
    }

    /** The same as JSON, with null where there is none. */
    public JsonObject json() {
        JsonObject json = new JsonObject();
        json.put("figure", figure.getURI());
        json.put("id", id);
        json.put("title", title);
        json.put(
                "year",
                year == null || !YEAR.matcher(year).matches() ? JsonNull.instance : JsonNumber.valueInteger(year));
        json.put("image", image == null ? JsonNull.instance : new JsonString(image));
        return json;
    }
}
