package org.pfocr.rdf.bench.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes one figure: its front matter and, in generation 2, its tables. */
final class FigureWriter {

    private static final String[] PAPER_LEVEL_ONLY = {
        "NA", "gut metagenome", "synthetic construct", "uncultured bacterium"
    };
    private static final String[] TYPES = {"Figure", "Figure", "Figure", "Figure", "Scheme", "Graphical abstract"};

    private final Universe universe;
    private final Path folder;
    private final long seed;

    FigureWriter(Universe universe, Path folder, long seed) {
        this.universe = universe;
        this.folder = folder;
        this.seed = seed;
    }

    /** Returns the number of rows. */
    Counts write(int figure) throws IOException {
        Draw draw = new Draw(seed, "figure", figure);
        int paper = universe.papers().of(figure);
        Paper about = Paper.of(seed, paper, universe.organisms());
        String figid = Papers.figid(paper, universe.papers().place(figure));
        Kind kind = universe.kind(figure);
        List<GeneRows.Row> genes = kind.genes() ? universe.geneRows(figure, kind, draw) : List.of();
        List<TermRow> chemicals = kind.chemicals() ? universe.chemicalRows(figure, draw) : List.of();
        List<TermRow> diseases = kind.diseases() ? universe.diseaseRows(figure, draw) : List.of();
        String page = page(figure, figid, kind, about, draw, genes, chemicals, diseases);
        put("_figures", figid + ".md", page);
        int files = 1;
        if (!kind.first()) {
            if (kind.genes()) {
                put("_data", figid + "-genes.tsv", geneTable(genes, draw));
                files++;
            }
            if (kind.chemicals()) {
                put("_data", figid + "-chemicals.tsv", termTable(chemicals, "chebi", draw));
                files++;
            }
            if (kind.diseases()) {
                put("_data", figid + "-diseases.tsv", termTable(diseases, "doid", draw));
                files++;
            }
        }
        return new Counts(genes.size(), chemicals.size(), diseases.size(), files);
    }

    record Counts(int genes, int chemicals, int diseases, int files) {}

    record TermRow(String word, Terms.Term term) {}

    private String page(
            int figure,
            String figid,
            Kind kind,
            Paper paper,
            Draw draw,
            List<GeneRows.Row> genes,
            List<TermRow> chemicals,
            List<TermRow> diseases) {
        int number = universe.papers().place(figure) + 1 + draw.below(7);
        String caption = Prose.text(draw, (int) Shape.CAPTION.get(Draw.even(seed, "caption", figure)));
        String title = Prose.title(draw, 4 + draw.below(14));
        String pmcid = figid.substring(0, figid.indexOf("__"));
        FrontMatter out = new FrontMatter().field("figid", figid).field("figtitle", title);
        Set<String> matched = new LinkedHashSet<>();
        genes.forEach(row -> matched.add(row.organism().name()));
        out.line("organisms:");
        (kind.first() ? List.of("Homo sapiens") : paper.organisms()).forEach(name -> out.item("", name));
        if (!kind.first() && draw.chance(0.04)) {
            out.item("", draw.of(PAPER_LEVEL_ONLY));
        }
        if (!kind.first()) {
            out.line("organisms_ner:");
            (matched.isEmpty() ? Set.of("NA") : matched).forEach(name -> out.item("", name));
        }
        String label = kind.first() ? (draw.chance(0.5) ? "FIGURE " : "Figure ") + number : "F" + number;
        out.field("pmcid", pmcid)
                .field("filename", figid.substring(pmcid.length() + 2) + ".jpg")
                .field("figlink", "/pmc/articles/" + pmcid + "/figure/F" + number + "/")
                .field("number", label)
                .field("caption", caption)
                .field("papertitle", paper.title())
                .field("reftext", paper.reference());
        out.line("year: '" + (figure > 0 && draw.chance(0.004) ? "" : year(figure, kind)) + "'");
        if (kind.first()) {
            out.line("pmc_ranked_result_index: '" + draw.below(100_000) + "'");
            out.line("pathway_score: " + score(draw));
        } else {
            out.field("doi", paper.doi())
                    .field("journal_title", paper.journal())
                    .field("journal_nlm_ta", paper.abbreviation())
                    .field("publisher_name", paper.publisher())
                    .field("keywords", paper.keywords());
            out.line("automl_pathway: " + score(draw));
            out.line("figid_alias: " + pmcid + "__F" + number);
            out.line("figtype: " + draw.of(TYPES));
            out.line("redirect_from: /figures/" + pmcid + "__F" + number);
        }
        out.line("ndex: " + (draw.chance(Shape.NDEX) ? uuid(draw) : "''"));
        if (universe.pathway(figure) > 0) {
            out.line("wpid: WP" + universe.pathway(figure));
        }
        if (kind.first()) {
            annotations(out, draw);
        }
        out.line("seo: CreativeWork");
        block(out, figid, caption, genes, chemicals);
        if (kind.first()) {
            inline(out, genes, chemicals, diseases);
        }
        return out.toString();
    }

    private static UUID uuid(Draw draw) {
        return new UUID((draw.bits() & ~0xF000L) | 0x4000L, (draw.bits() >>> 2) | Long.MIN_VALUE);
    }

    private String year(int figure, Kind kind) {
        int year = figure == 0
                ? 2023
                : Shape.year(Draw.even(seed, "year", universe.papers().of(figure)));
        return Integer.toString(kind.first() ? Math.min(2020, year) : year);
    }

    private static String score(Draw draw) {
        return String.format(Locale.ROOT, "0.%07d", 5_000_000 + draw.below(4_999_999));
    }

    private static void annotations(FrontMatter out, Draw draw) {
        if (draw.chance(0.3)) {
            out.line("annotations: []");
            return;
        }
        out.line("annotations:")
                .line("- value: " + Prose.name(draw, 3) + " disease")
                .line("  type: Text KNOWLEDGE");
    }

    private static void block(
            FrontMatter out, String figid, String caption, List<GeneRows.Row> genes, List<TermRow> chemicals) {
        out.line("schema-jsonld:")
                .line("  '@context': https://schema.org/")
                .line("  '@id': https://pfocr.wikipathways.org/figures/" + figid + ".html")
                .line("  '@type': Dataset")
                .field("  ", "description", caption)
                .line("  license: CC0")
                .line("  name: CreativeWork")
                .line("  creator:")
                .line("    '@type': Organization")
                .line("    name: WikiPathways");
        Set<String> keywords = new LinkedHashSet<>();
        genes.forEach(row -> keywords.add(row.symbol()));
        if (chemicals.size() == 1) {
            keywords.add(chemicals.get(0).word().strip());
        }
        if (keywords.isEmpty()) {
            out.line("  keywords: []");
            return;
        }
        out.line("  keywords:");
        keywords.forEach(keyword -> out.item("  ", keyword));
    }

    private static void inline(
            FrontMatter out, List<GeneRows.Row> genes, List<TermRow> chemicals, List<TermRow> diseases) {
        out.line(genes.isEmpty() ? "genes: []" : "genes:");
        for (GeneRows.Row row : genes) {
            out.field("- ", "word", row.word())
                    .field("  ", "symbol", row.match())
                    .field("  ", "source", row.source())
                    .field("  ", "hgnc_symbol", row.symbol())
                    .line("  entrez: '" + row.gene() + "'");
        }
        terms(out, "chemicals", chemicals);
        terms(out, "diseases", diseases);
    }

    private static void terms(FrontMatter out, String name, List<TermRow> rows) {
        List<TermRow> known =
                rows.stream().filter(row -> !row.term().mesh().isEmpty()).toList();
        out.line(known.isEmpty() ? name + ": []" : name + ":");
        for (TermRow row : known) {
            out.field("- ", "word", row.word())
                    .line("  source: MESH")
                    .line("  identifier: " + row.term().mesh());
        }
    }

    private static String geneTable(List<GeneRows.Row> rows, Draw draw) {
        Map<Organism, String> counts = new LinkedHashMap<>();
        Map<Organism, Set<String>> words = new LinkedHashMap<>();
        rows.forEach(row -> words.computeIfAbsent(row.organism(), key -> new LinkedHashSet<>())
                .add(row.word()));
        words.forEach((organism, all) -> {
            int direct = draw.below(all.size()) + 1;
            String synonyms = draw.chance(0.2) ? "NA" : Integer.toString(all.size() + draw.below(5));
            counts.put(organism, direct + "\t" + synonyms + "\t" + all.size());
        });
        StringBuilder out = new StringBuilder(rows.size() * 80 + 200)
                .append("organism_id\torganism_name\torganism_group\tword\tmatch\tncbigene_symbol\tncbigene_id\tsource"
                        + "\tcount_direct\tcount_synonym\tcount_match\n");
        for (GeneRows.Row row : rows) {
            Organism organism = row.organism();
            out.append(organism.taxon())
                    .append('\t')
                    .append(organism.name())
                    .append('\t')
                    .append(organism.group());
            out.append('\t')
                    .append(row.word())
                    .append('\t')
                    .append(row.match())
                    .append('\t')
                    .append(row.symbol());
            out.append('\t')
                    .append(row.gene())
                    .append('\t')
                    .append(row.source())
                    .append('\t');
            out.append(counts.get(organism)).append('\n');
        }
        return out.toString();
    }

    private static String termTable(List<TermRow> rows, String other, Draw draw) {
        StringBuilder out = new StringBuilder();
        if (draw.chance(Shape.OLD_COLUMNS)) {
            out.append("word\tsource\tidentifier\n");
            for (TermRow row : rows) {
                String mesh = row.term().mesh();
                out.append(row.word())
                        .append("\tMESH\t")
                        .append(mesh.isEmpty() ? "NA" : mesh)
                        .append('\n');
            }
            return out.toString();
        }
        out.append("word\tmesh\tmatch\tname\t").append(other).append('\n');
        for (TermRow row : rows) {
            Terms.Term term = row.term();
            boolean known = !term.other().isEmpty();
            out.append(row.word()).append('\t').append(term.mesh().isEmpty() ? "NA" : "mesh:" + term.mesh());
            out.append('\t').append(known ? term.name() : "NA").append('\t').append(known ? term.name() : "NA");
            out.append('\t').append(known ? other + ":" + term.other() : "NA").append('\n');
        }
        return out.toString();
    }

    private void put(String part, String name, String text) throws IOException {
        Files.write(folder.resolve(part).resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
