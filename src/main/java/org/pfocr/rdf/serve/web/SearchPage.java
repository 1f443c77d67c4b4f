package org.pfocr.rdf.serve.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.search.Search;
import org.pfocr.rdf.search.found.SearchRequest;
import org.pfocr.rdf.search.found.SearchResult;
import org.pfocr.rdf.search.found.UnknownThing;
import org.pfocr.rdf.search.index.Kind;
import org.pfocr.rdf.serve.figure.Cards;
import org.pfocr.rdf.serve.figure.Reading;
import org.pfocr.rdf.serve.page.Addresses;
import org.pfocr.rdf.serve.page.Layout;
import org.pfocr.rdf.serve.page.Markup;
import org.pfocr.rdf.serve.page.Numbers;
import org.pfocr.rdf.serve.page.Page;
import org.pfocr.rdf.serve.page.Pager;

/** Figures that were found by words: cards, and at their side what they have in common. */
final class SearchPage {
    private static final int CARDS = 24;
    private static final int MATCHED = 6;
    private static final int FACETS = 12;
    private static final int MOST = 1_000;
    private static final Pattern YEARS = Pattern.compile("(\\d{4})?(?:\\.\\.(\\d{4})?)?");
    /** Parameter to what it wants. */
    private static final Map<String, Kind> WANTED = wanted();

    private static final Map<String, String> TITLES = Map.of(
            "year", "Year",
            "gene", "Gene",
            "chemical", "Chemical",
            "disease", "Disease",
            "organism", "Species",
            "annotation", "Annotation",
            "type", "Kind of figure",
            "generation", "Generation of the data");
    private static final Map<String, String> SORTS = sorts();

    private final Layout layout;
    private final HttpServletRequest request;
    private final Reading reading;

    SearchPage(Layout layout, HttpServletRequest request, Reading reading) {
        this.layout = layout;
        this.request = request;
        this.reading = reading;
    }

    private static Map<String, Kind> wanted() {
        Map<String, Kind> wanted = new LinkedHashMap<>();
        for (Kind kind : List.of(
                Kind.GENE, Kind.CHEMICAL, Kind.DISEASE, Kind.ORGANISM, Kind.ANNOTATION, Kind.TYPE, Kind.GENERATION)) {
            wanted.put(kind.word(), kind);
        }
        return wanted;
    }

    private static Map<String, String> sorts() {
        Map<String, String> sorts = new LinkedHashMap<>();
        sorts.put("relevance", "Best match");
        sorts.put("-year", "Newest");
        sorts.put("year", "Oldest");
        sorts.put("genes", "Most genes");
        return sorts;
    }

    Page page(@Nullable Search search) {
        String text = Addresses.text(request, "q");
        Page page = layout.page(text.isEmpty() ? "Search" : text + " - search")
                .section("search")
                .search(text)
                .hidden()
                .wide();
        Markup out = page.main();
        if (search == null) {
            out.raw(
                    "<h1>Search</h1>\n<p class=\"note\">This store has no text index; its keeper can load it again.</p>\n");
            return page;
        }
        int part = Addresses.number(request, "page", 1, 1, MOST);
        SearchResult result;
        try {
            result = search.find(asked(text, part), reading::isOver);
        } catch (UnknownThing e) {
            out.raw("<h1>Search</h1>\n").element("p", String.valueOf(e.getMessage()), "class", "note", "role", "alert");
            return page;
        }
        out.raw("<h1>").text(text.isEmpty() ? "All figures" : "Figures for ");
        if (!text.isEmpty()) {
            out.foreign(text);
        }
        out.raw("</h1>\n<div class=\"results\">\n");
        out.raw("<div>\n");
        bar(out, result);
        if (result.figures().isEmpty()) {
            none(out, text);
        } else {
            cards(out, result);
        }
        Pager pager = new Pager(part, CARDS, result.total());
        out.add(pager.links(number -> with("page", String.valueOf(number)), "Figures"));
        out.raw("</div>\n");
        facets(out, result);
        out.raw("</div>\n");
        return page;
    }

    private SearchRequest asked(String text, int part) {
        Map<Kind, List<String>> wanted = new EnumMap<>(Kind.class);
        WANTED.forEach((name, kind) -> {
            List<String> values = values(name);
            if (!values.isEmpty()) {
                wanted.put(kind, values);
            }
        });
        Matcher years = YEARS.matcher(Addresses.text(request, "year"));
        Integer from = null;
        Integer to = null;
        if (years.matches() && !years.group().isEmpty()) {
            from = years.group(1) == null ? null : Integer.valueOf(years.group(1));
            boolean isRange = years.group().contains("..");
            to = isRange ? (years.group(2) == null ? null : Integer.valueOf(years.group(2))) : from;
        }
        String order = Addresses.text(request, "sort");
        SearchRequest.Sort sort = Arrays.stream(SearchRequest.Sort.values())
                .filter(other -> other.word().equals(order))
                .findFirst()
                .orElse(SearchRequest.Sort.RELEVANCE);
        return new SearchRequest(text, (part - 1) * CARDS, CARDS, sort, wanted, from, to);
    }

    private List<String> values(String name) {
        String[] values = request.getParameterValues(name);
        return values == null
                ? List.of()
                : Arrays.stream(values)
                        .map(String::strip)
                        .filter(v -> !v.isEmpty())
                        .toList();
    }

    /** The address of this search with one parameter changed; others stay, but for the page. */
    private String with(String name, @Nullable String value) {
        return with(layout.root() + "search", name, value);
    }

    private String with(String path, String name, @Nullable String value) {
        StringBuilder address = new StringBuilder(Addresses.of(path, "q", Addresses.text(request, "q")));
        List<String> names = new ArrayList<>(WANTED.keySet());
        names.add("year");
        names.add("sort");
        for (String other : names) {
            List<String> values = other.equals(name) ? (value == null ? List.of() : List.of(value)) : values(other);
            for (String each : values) {
                address.append(address.indexOf("?") < 0 ? '?' : '&')
                        .append(other)
                        .append('=')
                        .append(Addresses.encoded(each));
            }
        }
        return name.equals("page") || name.equals("format")
                ? Addresses.of(address.toString(), name, value)
                : address.toString();
    }

    private void facets(Markup out, SearchResult result) {
        out.raw("<aside id=\"narrow\" aria-label=\"Narrow the search\">\n");
        for (String name :
                List.of("year", "gene", "chemical", "disease", "organism", "annotation", "type", "generation")) {
            List<SearchResult.Facet> facets = result.facets().getOrDefault(name, List.of());
            List<String> chosen = values(name);
            if (facets.isEmpty() && chosen.isEmpty()) {
                continue;
            }
            boolean isOpen =
                    !chosen.isEmpty() || List.of("year", "gene", "disease").contains(name);
            out.open("details", "class", "facet", "open", isOpen ? "" : null)
                    .element("summary", TITLES.getOrDefault(name, name))
                    .raw("<ul>\n");
            if (!chosen.isEmpty()) {
                out.raw("<li class=\"chosen\">")
                        .link(
                                with(name, null),
                                "Any " + TITLES.getOrDefault(name, name).toLowerCase(Locale.ROOT))
                        .raw("</li>\n");
            }
            for (SearchResult.Facet facet : facets.subList(0, Math.min(FACETS, facets.size()))) {
                boolean isChosen = chosen.contains(facet.value()) || chosen.contains(facet.label());
                out.raw("<li>");
                if (isChosen) {
                    out.raw("<strong>").foreign(facet.label()).raw("</strong>");
                } else {
                    out.open("a", "href", with(name, facet.value()))
                            .foreign(facet.label())
                            .raw("</a>");
                }
                out.element("span", Numbers.grouped(facet.count()), "class", "count")
                        .raw("</li>\n");
            }
            out.raw("</ul></details>\n");
        }
        out.raw("</aside>\n");
    }

    private void bar(Markup out, SearchResult result) {
        out.raw("<div class=\"row\"><span role=\"status\">")
                .text(org.pfocr.rdf.serve.page.Kind.FIGURE.count(result.total()))
                .raw("</span><a class=\"narrow\" href=\"#narrow\">Narrow</a><span>Sort: ");
        String order = Addresses.text(request, "sort");
        boolean first = true;
        for (Map.Entry<String, String> sort : SORTS.entrySet()) {
            out.raw(first ? "" : " · ");
            first = false;
            if (sort.getKey().equals(order.isEmpty() ? "relevance" : order)) {
                out.raw("<strong>").text(sort.getValue()).raw("</strong>");
            } else {
                out.link(with("sort", sort.getKey()), sort.getValue());
            }
        }
        String api = layout.root() + "api/search";
        out.raw("</span><span>")
                .link(with(api, "format", "tsv"), "TSV", "download", "pfocr-search.tsv")
                .raw(" · ")
                .link(with(api, "format", "json"), "JSON", "download", "pfocr-search.json")
                .raw(" · ")
                .link(Addresses.of(layout.root() + "query", "query", sparql()), "As SPARQL")
                .raw("</span></div>\n");
    }

    private void none(Markup out, String text) {
        out.raw(
                "<p>No figure has all of this. Take something off at the side, or use fewer words.</p>\n<ul class=\"links\">\n");
        for (org.pfocr.rdf.serve.page.Kind kind : List.of(
                org.pfocr.rdf.serve.page.Kind.GENE,
                org.pfocr.rdf.serve.page.Kind.CHEMICAL,
                org.pfocr.rdf.serve.page.Kind.DISEASE)) {
            out.raw("<li>")
                    .link(Addresses.of(layout.root() + kind.folder(), "q", text), kind.title() + " of this name")
                    .raw("</li>\n");
        }
        out.raw("</ul>\n");
    }

    private void cards(Markup out, SearchResult result) {
        out.raw("<h2 class=\"unseen\">What was found</h2>\n");
        out.raw("<ul class=\"cards\">\n");
        for (SearchResult.Figure figure : result.figures()) {
            out.raw("<li class=\"card\">\n");
            Cards.thumb(out, Cards.images(figure.figure(), reading));
            out.raw("<div class=\"body\">\n<h3>").open("a", "href", Cards.path(figure.figure(), layout.root()));
            out.marked(figure.titleHtml()).raw("</a></h3>\n");
            if (!figure.captionHtml().isBlank()) {
                out.raw("<p class=\"clamp\">").marked(figure.captionHtml()).raw("</p>\n");
            }
            if (!figure.paperTitle().isBlank()) {
                out.raw("<p>").foreign(figure.paperTitle()).raw("</p>\n");
            }
            out.element(
                    "p",
                    (figure.year() == null ? "" : figure.year() + " · ")
                            + org.pfocr.rdf.serve.page.Kind.GENE.count(figure.genes()));
            if (!figure.matched().isEmpty()) {
                out.raw("<ul class=\"tags\">");
                figure.matched().stream()
                        .limit(MATCHED)
                        .forEach(name -> out.raw("<li>").foreign(name).raw("</li>"));
                out.raw("</ul>\n");
            }
            out.raw("</div>\n</li>\n");
        }
        out.raw("</ul>\n");
    }

    private String sparql() {
        String text = Addresses.text(request, "q").replaceAll("[\"\\\\\\r\\n]", " ");
        StringBuilder more = new StringBuilder();
        WANTED.forEach((name, kind) -> values(name).stream()
                .filter(value -> value.startsWith("http") && !value.matches(".*[\\s<>\"{}|^`\\\\].*"))
                .forEach(value -> more.append("  ?figure ")
                        .append(
                                switch (kind) {
                                    case GENE -> "pfocr:mentionsGene";
                                    case CHEMICAL -> "pfocr:mentionsChemical";
                                    case DISEASE -> "pfocr:mentionsDisease";
                                    case ORGANISM -> "pfocr:organism";
                                    default -> "pfocr:annotation";
                                })
                        .append(" <")
                        .append(value)
                        .append("> .\n")));
        return """
                PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#>
                PREFIX dcterms: <http://purl.org/dc/terms/>
                PREFIX text: <http://jena.apache.org/text#>

                # Figures by words, the best match first.
                SELECT ?figure ?title ?score
                WHERE {
                %s%s  ?figure a pfocr:PathwayFigure .
                  OPTIONAL { ?figure dcterms:title ?title }
                }
                ORDER BY DESC(?score)
                LIMIT 100
                """.formatted(text.isEmpty() ? "" : "  (?figure ?score) text:query \"" + text + "\" .\n", more);
    }
}
