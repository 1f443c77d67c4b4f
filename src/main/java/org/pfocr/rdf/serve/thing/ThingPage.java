package org.pfocr.rdf.serve.thing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.figure.Cards;
import org.pfocr.rdf.serve.figure.FigurePage;
import org.pfocr.rdf.serve.figure.PaperLinks;
import org.pfocr.rdf.serve.figure.Reading;
import org.pfocr.rdf.serve.page.Addresses;
import org.pfocr.rdf.serve.page.Kind;
import org.pfocr.rdf.serve.page.Layout;
import org.pfocr.rdf.serve.page.Markup;
import org.pfocr.rdf.serve.page.Numbers;
import org.pfocr.rdf.serve.page.Page;
import org.pfocr.rdf.serve.page.Pager;
import org.pfocr.rdf.serve.page.Plot;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** The page of a gene, chemical, disease, organism, paper or annotation: what it is, and in which figures it is. */
final class ThingPage {
    private static final int CARDS = 12;
    /** From this share of the texts on, a word that misleads is worth a note. */
    private static final double NOTABLE = 0.05;

    private final Kind kind;
    private final Node thing;
    private final Reading reading;
    private final Overview overview;
    private final Layout layout;
    private final String root;
    private final String address;

    /** @param address of the page, with the server's name */
    ThingPage(Kind kind, Node thing, Reading reading, Overview overview, Layout layout, String address) {
        this.kind = kind;
        this.thing = thing;
        this.reading = reading;
        this.overview = overview;
        this.layout = layout;
        this.root = layout.root();
        this.address = address;
    }

    /**
     * The page.
     *
     * @param part which part of the figures, the first is 1
     * @param year of which alone figures are shown; null for all
     */
    Page page(int part, @Nullable Integer year, ThingNumbers numbers, Misreadings misreadings) {
        String label = label();
        Page page = layout.page(label)
                .section(kind.folder())
                .canonical(address)
                .alternate("text/turtle", address + "?format=ttl")
                .alternate("application/ld+json", address + "?format=jsonld")
                .alternate("application/n-triples", address + "?format=nt")
                .alternate("application/rdf+xml", address + "?format=rdf");
        Markup out = page.main();
        out.raw("<p class=\"crumbs\">").link(root + kind.folder(), kind.title()).raw("</p>\n");
        out.open("h1").foreign(label).close("h1");
        long total = total();
        page.description(label + ": in " + Kind.FIGURE.count(total) + " of PFOCR. " + detail());
        page.jsonLd(jsonLd(label));
        out.raw("<div class=\"halves\">\n<div>\n");
        facts(out, total);
        out.raw("</div>\n<div class=\"panel\">\n");
        links(out);
        out.raw("</div>\n</div>\n");
        if (kind != Kind.PAPER) {
            plots(out, numbers, total, misreadings);
        }
        figures(out, numbers.years(), total, part, year);
        return page;
    }

    private long total() {
        return reading
                .select("SELECT (COUNT(*) AS ?n) { ?f " + YearList.LINKS.get(kind) + " ?x }", Map.of("x", thing))
                .stream()
                .mapToLong(row -> Reading.number(row, "n"))
                .sum();
    }

    private String label() {
        String title = kind == Kind.PAPER ? reading.text(thing, Terms.DCTERMS_TITLE) : "";
        return title.isBlank() ? reading.label(thing) : title.strip();
    }

    /** What tells this thing from others of its name. */
    private String detail() {
        if (kind == Kind.GENE) {
            String name = reading.text(thing, Terms.DCTERMS_TITLE);
            Node organism = reading.object(thing, Terms.WP_ORGANISM);
            return (name.isEmpty() ? "" : name + ", ") + (organism == null ? "" : reading.label(organism));
        }
        return "";
    }

    private void facts(Markup out, long total) {
        out.raw("<dl class=\"facts\">\n");
        if (kind == Kind.GENE) {
            fact(out, "Name", List.of(reading.text(thing, Terms.DCTERMS_TITLE)));
            linked(out, "Species", Kind.ORGANISM, reading.objects(thing, Terms.WP_ORGANISM));
        }
        fact(out, "Also called", texts(Terms.SKOS_ALT_LABEL, 12));
        if (kind == Kind.ORGANISM) {
            fact(out, "Group", texts(Pfocr.organismGroup, 5));
        }
        if (kind == Kind.PAPER) {
            fact(out, "Citation", texts(Terms.DCTERMS_BIBLIOGRAPHIC_CITATION, 1));
            fact(out, "Journal", texts(Pfocr.journalTitle, 1));
            fact(out, "Year", texts(Terms.DCTERMS_ISSUED, 1));
            fact(out, "Keywords", texts(Terms.SCHEMA_KEYWORDS, 30));
        }
        if (kind == Kind.ANNOTATION) {
            List<String> schemes = reading.objects(thing, Terms.SKOS_IN_SCHEME).stream()
                    .map(reading::label)
                    .toList();
            fact(out, "From", schemes);
        }
        fact(
                out,
                "Figures",
                List.of(Numbers.grouped(total)
                        + (kind == Kind.PAPER
                                ? ""
                                : ", "
                                        + Numbers.percent(
                                                total, overview.edition().figures()) + " of all")));
        fact(out, "Identifier", List.of(kind == Kind.GENE ? "NCBI Gene " + Reading.id(thing) : Reading.id(thing)));
        out.raw("</dl>\n");
    }

    private List<String> texts(Node property, int most) {
        return reading.objects(thing, property).stream()
                .map(Reading::text)
                .filter(text -> !text.isBlank())
                .limit(most)
                .toList();
    }

    private static void fact(Markup out, String name, List<String> values) {
        String text = values.stream().filter(v -> !v.isBlank()).collect(Collectors.joining(", "));
        if (!text.isEmpty()) {
            out.element("dt", name).raw("<dd>").foreign(text).raw("</dd>\n");
        }
    }

    private void linked(Markup out, String name, Kind of, List<Node> things) {
        if (!things.isEmpty()) {
            out.element("dt", name).raw("<dd>");
            for (int i = 0; i < things.size(); i++) {
                out.raw(i == 0 ? "" : ", ")
                        .open("a", "href", root + of.path(things.get(i).toString()));
                out.foreign(reading.label(things.get(i))).raw("</a>");
            }
            out.raw("</dd>\n");
        }
    }

    private void links(Markup out) {
        out.raw("<h2 class=\"small\">Elsewhere</h2>\n");
        if (kind == Kind.PAPER) {
            out.raw("<ul class=\"links\">\n");
            PaperLinks.write(
                    out,
                    Reading.id(thing),
                    reading.text(thing, Pfocr.doi),
                    reading.text(thing, Terms.FABIO_HAS_PUB_MED_ID));
            out.raw("</ul>\n");
        } else {
            Elsewhere.write(out, kind, thing, reading);
        }
        out.raw("<h2 class=\"small\">As data</h2>\n<ul class=\"links\">\n");
        FigurePage.forms(out, "?format=");
        out.raw("<li>")
                .link(Addresses.of(root + "query", "query", query()), "Query this")
                .raw("</li>\n</ul>\n");
    }

    private String query() {
        return """
                PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#>
                PREFIX dcterms: <http://purl.org/dc/terms/>
                PREFIX foaf: <http://xmlns.com/foaf/0.1/>

                # The figures of %s.
                SELECT ?figure ?title ?image ?year
                WHERE {
                  ?figure %s <%s> .
                  OPTIONAL { ?figure dcterms:title ?title }
                  OPTIONAL { ?figure foaf:depiction ?image }
                  OPTIONAL { ?figure dcterms:isPartOf/dcterms:issued ?year }
                }
                ORDER BY DESC(?year)
                LIMIT 200
                """.formatted(label().replaceAll("\\s+", " "), YearList.LINKS.get(kind), thing);
    }

    private void plots(Markup out, ThingNumbers numbers, long total, Misreadings misreadings) {
        out.raw(
                "<div class=\"halves even\">\n<section aria-labelledby=\"years\">\n<h2 id=\"years\">Figures per year</h2>\n");
        out.add(Plot.years(numbers.years(), "Figures per year", year -> "?year=" + year + "#figures"));
        out.raw("</section>\n");
        if (numbers.texts() > 0) {
            words(out, numbers, misreadings);
        }
        out.raw("</div>\n");
        if (numbers.partners().isEmpty() && numbers.others().isEmpty()) {
            return;
        }
        out.raw("<div class=\"halves even\">\n");
        partners(out, "genes-with", "Genes drawn with it", total, numbers.partners());
        partners(out, "others-with", "Chemicals and diseases drawn with it", total, numbers.others());
        out.raw("</div>\n");
    }

    private void words(Markup out, ThingNumbers numbers, Misreadings misreadings) {
        out.raw("<section aria-labelledby=\"words\">\n<h2 id=\"words\">Read as</h2>\n");
        out.add(Plot.bars(numbers.words(), null));
        for (Map.Entry<String, Long> word : numbers.words()) {
            String meaning = misreadings.meaning(word.getKey());
            if (meaning != null && word.getValue() >= NOTABLE * numbers.texts()) {
                out.raw("<div class=\"note\"><p><strong>Mind the word ");
                out.raw("<span class=\"word\">").foreign(word.getKey()).raw("</span>.</strong> ");
                out.text("It mostly means " + meaning + ". It makes "
                                + Numbers.percent(word.getValue(), numbers.texts())
                                + " of the texts that were matched to this " + kind.singular() + ".")
                        .raw("</p></div>\n");
            }
        }
        out.raw("</section>\n");
    }

    private void partners(Markup out, String id, String title, long total, List<Sets.Near> found) {
        if (found.isEmpty()) {
            return;
        }
        out.open("section", "aria-labelledby", id)
                .element("h2", title, "id", id)
                .raw("\n");
        Map<String, Long> bars = new LinkedHashMap<>();
        Map<String, String> pages = new LinkedHashMap<>();
        for (Sets.Near partner : found) {
            String label = reading.label(partner.thing());
            String unique = bars.containsKey(label) ? label + " (" + Reading.id(partner.thing()) + ")" : label;
            bars.put(unique, (long) partner.shared());
            String path = path(partner.thing());
            if (path != null) {
                pages.put(unique, root + path);
            }
        }
        out.add(Plot.bars(bars.entrySet(), pages::get));
        out.element(
                "p",
                "Figures in which both were read, of the " + Numbers.grouped(total) + " of this " + kind.singular()
                        + ".",
                "class",
                "quiet small");
        out.raw("</section>\n");
    }

    private @Nullable String path(Node partner) {
        for (Kind of : List.of(Kind.GENE, Kind.CHEMICAL, Kind.DISEASE)) {
            if (reading.is(partner, of.type())) {
                return of.path(partner.toString());
            }
        }
        return null;
    }

    private void figures(Markup out, SortedMap<Integer, Long> years, long total, int part, @Nullable Integer year) {
        out.raw("<section aria-labelledby=\"figures\">\n<h2 id=\"figures\">Figures</h2>\n");
        long shown = year == null ? total : years.getOrDefault(year, 0L);
        if (year != null) {
            out.open("p", "class", "chosen")
                    .text("Only " + year + " (" + Kind.FIGURE.count(shown) + "). ")
                    .link("?#figures", "Show all years")
                    .raw("</p>\n");
        }
        if (shown == 0) {
            out.raw("<p>No figure shows it.</p>\n</section>\n");
            return;
        }
        Pager pager = new Pager(Math.min(part, new Pager(1, CARDS, shown).pages()), CARDS, shown);
        List<Node> found = ThingNumbers.figures(kind, thing, reading).part(years, year, pager.offset(), CARDS);
        Cards.write(out, found, reading, root, null);
        out.add(pager.links(
                number -> Addresses.of("?page=" + number, "year", year == null ? null : String.valueOf(year))
                        + "#figures",
                "Figures"));
        out.raw("</section>\n");
    }

    private String jsonLd(String label) {
        JsonObject record = new JsonObject();
        record.put("@context", "https://schema.org/");
        record.put(
                "@type",
                switch (kind) {
                    case GENE -> "Gene";
                    case CHEMICAL -> "ChemicalSubstance";
                    case DISEASE -> "MedicalCondition";
                    case ORGANISM -> "Taxon";
                    case PAPER -> "ScholarlyArticle";
                    default -> "DefinedTerm";
                });
        record.put("@id", thing.toString());
        record.put("identifier", Reading.id(thing));
        record.put("name", label);
        record.put("url", address);
        return JSON.toStringFlat(record);
    }
}
