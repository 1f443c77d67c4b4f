package org.pfocr.rdf.search.found;

import java.util.List;
import java.util.Objects;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonNull;
import org.apache.jena.atlas.json.JsonNumber;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonString;
import org.apache.jena.atlas.json.JsonValue;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.search.found.SearchResult.Figure;

/** What was found, as JSON and as the rows of a table. Stateless. */
public final class SearchForms {
    /** Columns of the table of figures. */
    public static final List<String> FIGURE_COLUMNS =
            List.of("figure", "title", "year", "organism", "genes", "score", "matched", "paper", "paper_title");

    /** Columns of the table of suggestions. */
    public static final List<String> SUGGESTION_COLUMNS = List.of("label", "kind", "iri", "detail", "figures");

    private SearchForms() {}

    /** A page of figures. */
    public static JsonObject json(SearchRequest request, SearchResult result) {
        JsonObject json = new JsonObject();
        json.put("query", request.text());
        json.put("total", result.total());
        json.put("offset", request.offset());
        json.put("limit", request.limit());
        JsonArray figures = new JsonArray();
        result.figures().forEach(figure -> figures.add(json(figure)));
        json.put("figures", figures);
        JsonObject facets = new JsonObject();
        result.facets().forEach((kind, values) -> {
            JsonArray array = new JsonArray();
            values.forEach(facet -> {
                JsonObject object = new JsonObject();
                object.put("value", facet.value());
                object.put("label", facet.label());
                object.put("count", facet.count());
                array.add(object);
            });
            facets.put(kind, array);
        });
        json.put("facets", facets);
        return json;
    }

    private static JsonObject json(Figure figure) {
        JsonObject json = new JsonObject();
        json.put("figure", figure.figure().toString());
        json.put("id", figure.id());
        json.put("title", figure.title());
        json.put("titleHtml", figure.titleHtml());
        json.put("captionHtml", figure.captionHtml());
        json.put("paper", orNull(figure.paper()));
        json.put("paperTitle", figure.paperTitle());
        Integer year = figure.year();
        json.put("year", year == null ? JsonNull.instance : JsonNumber.value(year));
        json.put("organism", figure.organism());
        json.put("image", orNull(figure.image()));
        json.put("score", JsonNumber.value(figure.score()));
        json.put("genes", figure.genes());
        JsonArray matched = new JsonArray();
        figure.matched().forEach(matched::add);
        json.put("matched", matched);
        return json;
    }

    private static JsonValue orNull(@Nullable Object value) {
        return value == null ? JsonNull.instance : new JsonString(value.toString());
    }

    /** The figures as rows. */
    public static List<List<String>> rows(SearchResult result) {
        return result.figures().stream()
                .map(figure -> List.of(
                        figure.figure().toString(),
                        figure.title(),
                        Objects.toString(figure.year(), ""),
                        figure.organism(),
                        String.valueOf(figure.genes()),
                        String.valueOf((float) figure.score()),
                        String.join(" ", figure.matched()),
                        Objects.toString(figure.paper(), ""),
                        figure.paperTitle()))
                .toList();
    }

    /** Suggestions. */
    public static JsonObject json(List<Suggestion> suggestions) {
        JsonArray array = new JsonArray();
        for (Suggestion suggestion : suggestions) {
            JsonObject json = new JsonObject();
            json.put("label", suggestion.label());
            json.put("kind", suggestion.kind());
            json.put("iri", orNull(suggestion.iri()));
            json.put("detail", suggestion.detail());
            json.put("figures", suggestion.figures());
            array.add(json);
        }
        JsonObject json = new JsonObject();
        json.put("suggestions", array);
        return json;
    }

    /** Suggestions as rows. */
    public static List<List<String>> rows(List<Suggestion> suggestions) {
        return suggestions.stream()
                .map(suggestion -> List.of(
                        suggestion.label(),
                        suggestion.kind(),
                        Objects.toString(suggestion.iri(), ""),
                        suggestion.detail(),
                        String.valueOf(suggestion.figures())))
                .toList();
    }
}
