package org.pfocr.rdf.serve.api;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.atlas.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.search.Search;
import org.pfocr.rdf.search.found.SearchForms;
import org.pfocr.rdf.search.found.SearchRequest;
import org.pfocr.rdf.search.found.SearchRequest.Sort;
import org.pfocr.rdf.search.found.SearchResult;
import org.pfocr.rdf.search.found.UnknownThing;
import org.pfocr.rdf.search.index.Kind;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.limit.RunningQuery;

/** Figures by words, with facets. */
public final class SearchRoute implements Route {
    /** Of two: the first is empty where only the last year is given. */
    private static final Pattern YEARS = Pattern.compile("([0-9]{4})?(\\.\\.|-)?([0-9]{4})?");

    private static final int MOST_FIGURES = 1_000;
    private static final int MOST_OFFSET = 100_000;

    /** Parameters that name things which a figure must have. */
    private static final Map<String, Kind> WANTED = wanted();

    private static Map<String, Kind> wanted() {
        Map<String, Kind> wanted = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            if (kind != Kind.KEYWORD) {
                wanted.put(kind.word(), kind);
            }
        }
        return wanted;
    }

    @Override
    public String path() {
        return ROOT + "search";
    }

    @Override
    public String summary() {
        return "Finds figures by words, best first, and counts what the figures that match have.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(List.of(
                Parameter.text(
                        "q",
                        "Words; +must, -not, \"a phrase\", begin*. Without them, all figures. Such as: apoptosis TP53"),
                Parameter.number("limit", 20, 0, MOST_FIGURES, "Figures of this page."),
                Parameter.number("offset", 0, 0, MOST_OFFSET, "Figures before this page."),
                Parameter.choice(
                        "sort",
                        Sort.RELEVANCE.word(),
                        Arrays.stream(Sort.values()).map(Sort::word).toList(),
                        "What comes first: the best match, the oldest, the newest, the figure with most genes."),
                Parameter.text("year", "Of the paper: 2012, 2010..2015, 2010.. or ..2015.")));
        WANTED.forEach((name, kind) -> parameters.add(Parameter.text(name, description(kind))));
        return parameters;
    }

    private static String description(Kind kind) {
        return switch (kind) {
            case GENE -> "Only figures with this gene: an NCBI Gene id, an IRI or a symbol. Given twice, with both.";
            case CHEMICAL -> "Only figures with this chemical: a MeSH id, an IRI or a name. Given twice, with both.";
            case DISEASE -> "Only figures with this disease: a MeSH id, an IRI or a name. Given twice, with both.";
            case ORGANISM -> "Only figures of this organism: a taxonomy id, an IRI or a name.";
            case ANNOTATION -> "Only figures with this annotation: an IRI or a label.";
            case TYPE -> "Only figures of this type, such as Scheme.";
            default -> "Only figures of this generation of figure files: 1 or 2.";
        };
    }

    @Override
    public JsonObject schema() {
        return SearchSchemas.figures(WANTED.keySet());
    }

    @Override
    public Reply answer(Values values, Generations.Lease lease, RunningQuery running) {
        Search search = search(lease);
        Map<Kind, List<String>> wanted = new EnumMap<>(Kind.class);
        WANTED.forEach((name, kind) -> {
            if (!values.all(name).isEmpty()) {
                wanted.put(kind, values.all(name));
            }
        });
        Years years = years(values.text("year"));
        String text = String.join(" ", values.all("q"));
        String order = values.required("sort");
        SearchRequest request = new SearchRequest(
                text,
                values.number("offset"),
                values.number("limit"),
                Arrays.stream(Sort.values())
                        .filter(sort -> sort.word().equals(order))
                        .findFirst()
                        .orElse(Sort.RELEVANCE),
                wanted,
                years.from,
                years.to);
        try {
            SearchResult result = search.find(request, running.cancelSignal()::get);
            return new Reply(SearchForms.json(request, result), SearchForms.FIGURE_COLUMNS, SearchForms.rows(result));
        } catch (UnknownThing e) {
            throw Values.wrong(e.kind().word(), String.valueOf(e.getMessage()));
        }
    }

    /** The index of a generation. */
    static Search search(Generations.Lease lease) {
        Search search = Search.of(lease.dataset());
        if (search == null) {
            throw new Refusal(Problem.of(
                    HttpServletResponse.SC_NOT_FOUND,
                    "No text index",
                    "This store has no text index, since it has no figures or was loaded by an earlier version."));
        }
        return search;
    }

    /** The first and the last; null for any. */
    private record Years(@Nullable Integer from, @Nullable Integer to) {}

    private static Years years(@Nullable String text) {
        if (text == null) {
            return new Years(null, null);
        }
        Matcher years = YEARS.matcher(text.replace(" ", ""));
        if (!years.matches() || (years.group(1) == null && years.group(3) == null)) {
            throw Values.wrong("year", "\"year\" is a year or two with dots between them: 2012, 2010..2015, ..2015.");
        }
        Integer from = years.group(1) == null ? null : Integer.valueOf(years.group(1));
        Integer to = years.group(3) != null ? Integer.valueOf(years.group(3)) : years.group(2) == null ? from : null;
        return new Years(from, to);
    }
}
