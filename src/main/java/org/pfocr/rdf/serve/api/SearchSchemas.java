package org.pfocr.rdf.serve.api;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.jena.atlas.json.JsonObject;

/** Schemas of what is found. Stateless. */
final class SearchSchemas {
    private SearchSchemas() {}

    /** A page of figures. */
    static JsonObject figures(Collection<String> kinds) {
        Map<String, JsonObject> figure = new LinkedHashMap<>();
        for (String text :
                new String[] {"figure", "id", "title", "titleHtml", "captionHtml", "paperTitle", "organism"}) {
            figure.put(text, Schema.of("string"));
        }
        figure.put("paper", Schema.orNull("string"));
        figure.put("year", Schema.orNull("integer"));
        figure.put("image", Schema.orNull("string"));
        figure.put("score", Schema.of("number"));
        figure.put("genes", Schema.of("integer"));
        figure.put("matched", Schema.array(Schema.of("string")));
        Map<String, JsonObject> facet = new LinkedHashMap<>();
        facet.put("value", Schema.of("string"));
        facet.put("label", Schema.of("string"));
        facet.put("count", Schema.of("integer"));
        Map<String, JsonObject> facets = new LinkedHashMap<>();
        facets.put("year", Schema.array(Schema.object(facet)));
        kinds.forEach(kind -> facets.put(kind, Schema.array(Schema.object(facet))));
        Map<String, JsonObject> page = new LinkedHashMap<>();
        page.put("query", Schema.of("string"));
        page.put("total", Schema.of("integer"));
        page.put("offset", Schema.of("integer"));
        page.put("limit", Schema.of("integer"));
        page.put("figures", Schema.array(Schema.object(figure)));
        page.put("facets", Schema.object(facets));
        return Schema.object(page);
    }

    static JsonObject suggestions() {
        Map<String, JsonObject> suggestion = new LinkedHashMap<>();
        suggestion.put("label", Schema.of("string"));
        suggestion.put("kind", Schema.of("string"));
        suggestion.put("iri", Schema.orNull("string"));
        suggestion.put("detail", Schema.of("string"));
        suggestion.put("figures", Schema.of("integer"));
        return Schema.object(Map.of("suggestions", Schema.array(Schema.object(suggestion))));
    }
}
