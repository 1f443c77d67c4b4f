package org.pfocr.rdf.serve.thing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.figure.Cards;
import org.pfocr.rdf.serve.figure.Reading;
import org.pfocr.rdf.serve.page.Addresses;
import org.pfocr.rdf.serve.page.Kind;
import org.pfocr.rdf.serve.page.Layout;
import org.pfocr.rdf.serve.page.Markup;
import org.pfocr.rdf.serve.page.Numbers;
import org.pfocr.rdf.serve.page.Page;
import org.pfocr.rdf.serve.page.Pager;
import org.pfocr.rdf.serve.page.Plot;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** The list of all things of a kind, with search and paging. */
final class ListPage {
    private static final int ROWS = 50;
    private static final int CARDS = 24;

    private final Kind kind;
    private final Reading reading;
    private final Overview overview;
    private final Layout layout;
    private final String root;

    ListPage(Kind kind, Reading reading, Overview overview, Layout layout) {
        this.kind = kind;
        this.reading = reading;
        this.overview = overview;
        this.layout = layout;
        this.root = layout.root();
    }

    /**
     * The page.
     *
     * @param word what the names must have; empty for all
     * @param part which part of the list, the first is 1
     * @param year of which alone figures or papers are listed; null for all
     */
    Page page(String word, int part, @Nullable Integer year, String address) {
        Page page = layout.page(kind.title())
                .section(kind.folder())
                .canonical(address)
                .description("All " + kind.count(overview.count(kind)) + " of PFOCR.");
        if (part > 1 || !word.isEmpty() || year != null) {
            page.hidden();
        }
        Markup out = page.main();
        out.element("h1", kind.title()).raw("\n");
        if (kind == Kind.FIGURE || kind == Kind.PAPER) {
            byYear(out, part, year);
        } else {
            byNumber(out, word, part);
        }
        return page;
    }

    /** Entries with a word in their names: those that are the word first, then those that begin with it. */
    static List<Overview.Entry> found(List<Overview.Entry> all, String word) {
        if (word.isEmpty()) {
            return all;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        List<Overview.Entry> same = new ArrayList<>();
        List<Overview.Entry> beginning = new ArrayList<>();
        List<Overview.Entry> within = new ArrayList<>();
        for (Overview.Entry entry : all) {
            if (entry.lower().equals(lower) || Reading.id(entry.thing()).equalsIgnoreCase(word)) {
                same.add(entry);
            } else if (entry.lower().startsWith(lower)) {
                beginning.add(entry);
            } else if (entry.lower().contains(lower)) {
                within.add(entry);
            }
        }
        same.addAll(beginning);
        same.addAll(within);
        return same;
    }

    private void byNumber(Markup out, String word, int part) {
        List<Overview.Entry> all = overview.entries(kind);
        List<Overview.Entry> found = found(all, word);
        out.open("form", "class", "row", "method", "get", "action", root + kind.folder())
                .open("label", "for", "name")
                .text("Name or identifier")
                .raw("</label>")
                .open("input", "id", "name", "name", "q", "type", "search", "value", word)
                .raw("<button type=\"submit\">Find</button>")
                .raw("</form>\n");
        out.element(
                "p",
                word.isEmpty()
                        ? kind.count(all.size()) + ", those in most figures first."
                        : kind.count(found.size()) + " of " + Numbers.grouped(all.size()) + ".");
        if (found.isEmpty()) {
            out.raw("<p>No name has this in it. ")
                    .link(Addresses.of(root + "search", "q", word), "Search figures and papers for it")
                    .raw(".</p>\n");
            return;
        }
        Pager pager = new Pager(Math.min(part, new Pager(1, ROWS, found.size()).pages()), ROWS, found.size());
        out.open("div", "class", "table", "role", "region", "tabindex", "0", "aria-label", kind.title())
                .raw("<table>\n<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">")
                .text(kind == Kind.GENE ? "Species" : kind == Kind.ANNOTATION ? "From" : "Identifier")
                .raw("</th><th scope=\"col\" class=\"number\">Figures</th></tr></thead>\n<tbody>\n");
        for (Overview.Entry entry : found.subList(pager.offset(), Math.min(found.size(), pager.offset() + ROWS))) {
            out.raw("<tr><th scope=\"row\">")
                    .open("a", "href", root + kind.path(entry.thing().toString()))
                    .foreign(entry.label())
                    .raw("</a></th><td>")
                    .foreign(detail(entry.thing()))
                    .raw("</td>")
                    .element("td", Numbers.grouped(entry.figures()), "class", "number")
                    .raw("</tr>\n");
        }
        out.raw("</tbody></table></div>\n");
        out.add(pager.links(
                number -> Addresses.of(root + kind.folder(), "q", word, "page", String.valueOf(number)), kind.title()));
        out.raw("<p class=\"small\">")
                .link(Addresses.of(root + kind.folder(), "q", word, "format", "tsv"), "This list as a table (TSV)")
                .raw("</p>\n");
    }

    private String detail(Node thing) {
        Node more = kind == Kind.GENE
                ? reading.object(thing, Terms.WP_ORGANISM)
                : kind == Kind.ANNOTATION ? reading.object(thing, Terms.SKOS_IN_SCHEME) : null;
        return more == null ? Reading.id(thing) : reading.label(more);
    }

    /** The whole list as a table for programs. */
    String tsv(String word) {
        StringBuilder out = new StringBuilder("name\tiri\tfigures\n");
        for (Overview.Entry entry : found(overview.entries(kind), word)) {
            out.append(entry.label().replaceAll("[\\t\\n\\r]+", " "))
                    .append('\t')
                    .append(entry.thing())
                    .append('\t')
                    .append(entry.figures())
                    .append('\n');
        }
        return out.toString();
    }

    private void byYear(Markup out, int part, @Nullable Integer year) {
        boolean papers = kind == Kind.PAPER;
        YearList list = papers
                ? new YearList(reading, "?f a fabio:JournalArticle .", "?f dcterms:issued ?y .", Map.of())
                : new YearList(reading, "?f a pfocr:PathwayFigure .", YearList.OF_FIGURE, Map.of());
        SortedMap<Integer, Long> years = papers ? list.years() : overview.years();
        long shown = year == null ? overview.count(kind) : years.getOrDefault(year, 0L);
        out.add(Plot.years(
                years, kind.title() + " per year", of -> Addresses.of(root + kind.folder(), "year", of + "")));
        out.raw("<p>").text(kind.count(shown) + (year == null ? ", the newest first. " : " of " + year + ". "));
        if (year != null) {
            out.link(root + kind.folder(), "Show all years");
        }
        out.raw("</p>\n");
        int size = papers ? ROWS : CARDS;
        Pager pager = new Pager(Math.min(part, new Pager(1, size, shown).pages()), size, shown);
        List<Node> found = list.part(years, year, pager.offset(), size);
        if (papers) {
            papers(out, found);
        } else {
            out.raw("<h2 class=\"unseen\">The list</h2>\n");
            Cards.write(out, found, reading, root, null);
        }
        out.add(pager.links(
                number -> Addresses.of(
                        root + kind.folder(),
                        "year",
                        year == null ? null : String.valueOf(year),
                        "page",
                        String.valueOf(number)),
                kind.title()));
    }

    private void papers(Markup out, List<Node> papers) {
        out.raw("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Papers\"><table>\n<thead><tr>")
                .raw("<th scope=\"col\">Title</th><th scope=\"col\">Journal</th><th scope=\"col\">Year</th>")
                .raw("<th scope=\"col\" class=\"number\">Figures</th></tr></thead>\n<tbody>\n");
        for (Node paper : papers) {
            String journal = reading.text(paper, Pfocr.journalTitle);
            out.raw("<tr><th scope=\"row\">")
                    .open("a", "href", root + Kind.PAPER.path(paper.toString()))
                    .foreign(reading.label(paper))
                    .raw("</a></th><td>")
                    .foreign(journal)
                    .raw("</td>")
                    .element("td", reading.text(paper, Terms.DCTERMS_ISSUED))
                    .element(
                            "td",
                            Numbers.grouped(reading.subjects(Terms.DCTERMS_IS_PART_OF, paper, 1000).stream()
                                    .filter(subject -> reading.is(subject, Pfocr.PathwayFigure))
                                    .count()),
                            "class",
                            "number")
                    .raw("</tr>\n");
        }
        out.raw("</tbody></table></div>\n");
    }
}
