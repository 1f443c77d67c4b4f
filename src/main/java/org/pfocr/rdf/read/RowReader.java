package org.pfocr.rdf.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.GeneRow;
import org.pfocr.rdf.model.MatchCounts;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.model.TermRow;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.read.yaml.BadYaml;
import org.pfocr.rdf.read.yaml.Yaml;
import org.pfocr.rdf.source.SourceFile;
import org.pfocr.rdf.source.TableKind;
import org.pfocr.rdf.text.Mojibake;

/**
 * Reads the rows of one figure, inline or from side tables, and counts them.
 *
 * <p>A row with a broken identifier is reported and kept without it; a row that cannot be understood is reported and
 * left out. The class is long because a row is the same thing inline and in a table, and both are checked by the same code.
 */
final class RowReader {
    private static final Set<String> GENE_KEYS = Set.of("word", "symbol", "source", "hgnc_symbol", "entrez");
    private static final Set<String> GENE_COLUMNS = Set.of(
            "organism_id",
            "organism_name",
            "organism_group",
            "word",
            "match",
            "ncbigene_symbol",
            "ncbigene_id",
            "source",
            "count_direct",
            "count_synonym",
            "count_match");

    private final List<Problem> problems;
    private final FieldReader values;
    private int count;
    private int reported;
    /** Words of the field or table that is under way whose encoding is wrong. */
    private int misread;

    RowReader(FieldReader values, List<Problem> problems) {
        this.values = values;
        this.problems = problems;
    }

    /** Rows read so far. */
    int count() {
        return count;
    }

    /** Rows of these that have an error in the report. */
    int reported() {
        return reported;
    }

    // ---- Generation 1

    List<GeneRow> inlineGenes(Yaml yaml, String file) throws BadYaml {
        List<GeneRow> genes = new ArrayList<>();
        inlineRows(yaml, file, "genes", GENE_KEYS, cells -> {
            Row row = new Row(file, cells);
            String word = row.word();
            if (word != null) {
                genes.add(new GeneRow(
                        word,
                        Sentinels.orNull(cells.get("symbol")),
                        Sentinels.orNull(cells.get("hgnc_symbol")),
                        row.entrez("entrez", word),
                        Sentinels.valueOrNull(cells.get("source")),
                        Taxon.HUMAN,
                        null));
            }
            row.close();
        });
        return genes;
    }

    List<TermRow> inlineTerms(Yaml yaml, String file, TableKind kind) throws BadYaml {
        List<TermRow> terms = new ArrayList<>();
        String field = kind == TableKind.CHEMICALS ? "chemicals" : "diseases";
        inlineRows(yaml, file, field, keys(kind), cells -> oldTerm(new Row(file, cells), kind, terms));
        return terms;
    }

    /** A row {@code word source identifier}, inline or in a table of the older form. */
    private static void oldTerm(Row row, TableKind kind, List<TermRow> terms) {
        String word = row.word();
        if (word != null) {
            String source = Sentinels.valueOrNull(row.cells.get("source"));
            String mesh = null;
            if (source == null || source.equals("MESH")) {
                mesh = row.id("identifier", Ids::mesh, "a MeSH id such as D001839");
                mesh = mesh != null ? mesh : row.id("mesh", Ids::mesh, "a MeSH id such as mesh:D001839");
            } else {
                row.problem(
                        Kind.BAD_TERM_ID,
                        "source",
                        Problem.quote(source) + " is not MESH, so the identifier was left out",
                        "give a MeSH id");
            }
            terms.add(new TermRow(
                    word,
                    mesh,
                    Sentinels.valueOrNull(row.cells.get("match")),
                    Sentinels.valueOrNull(row.cells.get("name")),
                    otherId(row, kind)));
        }
        row.close();
    }

    /** The id in ChEBI or the Disease Ontology. */
    private static @Nullable String otherId(Row row, TableKind kind) {
        return kind == TableKind.CHEMICALS
                ? row.id("chebi", Ids::chebi, "an id such as chebi:15422")
                : row.id("doid", Ids::doid, "an id such as doid:15422");
    }

    /** The keys and columns of a kind that are read. */
    private static Set<String> keys(TableKind kind) {
        return switch (kind) {
            case GENES -> GENE_COLUMNS;
            case CHEMICALS -> Set.of("word", "source", "identifier", "mesh", "match", "name", "chebi");
            case DISEASES -> Set.of("word", "source", "identifier", "mesh", "match", "name", "doid");
        };
    }

    private interface CellsConsumer {
        void accept(Cells cells);
    }

    private void inlineRows(Yaml yaml, String file, String field, Set<String> keys, CellsConsumer consumer)
            throws BadYaml {
        int line = yaml.line();
        if (yaml.nextIsMapping()) { // One row without the list around it.
            inlineRow(yaml, file, field, keys, consumer);
        } else if (yaml.nextIsSequence()) {
            yaml.enter();
            while (!yaml.leaveSequence()) {
                inlineRow(yaml, file, field, keys, consumer);
            }
        } else if (yaml.nextIsScalar() ? values.text(yaml, field) != null : skipped(yaml)) {
            problem(Kind.WRONG_SHAPE, file, line, field, "is a text, not a list of rows", "write a list");
        }
        closeWords(file, line, field);
    }

    /** An alias whose copy would be too large. */
    private static boolean skipped(Yaml yaml) throws BadYaml {
        yaml.skip();
        return true;
    }

    /** Says once for a field or table how many words are in a wrong encoding. */
    private void closeWords(String file, int line, String field) {
        if (misread > 0) {
            problem(
                    Kind.ENCODING_REPAIRED,
                    file,
                    line,
                    field,
                    "has words with characters of UTF-8 that had been read in another encoding (" + misread
                            + "); the labels of their mentions were put right",
                    "save the table as UTF-8 in the source");
        }
        misread = 0;
    }

    private void inlineRow(Yaml yaml, String file, String field, Set<String> keys, CellsConsumer consumer)
            throws BadYaml {
        int line = yaml.line();
        count++;
        if (!yaml.nextIsMapping()) {
            problem(
                    Kind.BAD_ROW,
                    file,
                    line,
                    field,
                    "has a row that is no map, so it was left out",
                    "write word: and so on");
            reported++;
            yaml.skip();
            return;
        }
        Map<String, InlineCell> cells = new HashMap<>();
        yaml.enter();
        while (!yaml.leaveMapping()) {
            int cellLine = yaml.line();
            if (!yaml.nextIsScalar()) {
                yaml.skip();
                yaml.skip();
                continue;
            }
            String key = yaml.scalar();
            if (!keys.contains(key)) {
                values.unread(field + "." + key, cellLine);
                yaml.skip();
            } else if (yaml.nextIsScalar()) {
                boolean isNone = yaml.nextIsNoValue();
                String text = yaml.scalar();
                // A word such as null was read in the figure, or is a lexicon's; R's own forms are not.
                boolean isWord = (key.equals("word") || key.equals("symbol")) && !text.startsWith(".na");
                cells.put(key, new InlineCell(isNone && !isWord ? "" : text, cellLine));
            } else {
                problem(
                        Kind.WRONG_SHAPE,
                        file,
                        cellLine,
                        field + "." + key,
                        "is a list or a map, not a text",
                        "write one text");
                yaml.skip();
            }
        }
        consumer.accept(new InlineCells(field, line, cells));
    }

    private record InlineCell(String text, int line) {}

    /** The cells of a row that is a map of YAML, which begins on a line. */
    private record InlineCells(String field, int line, Map<String, InlineCell> byKey) implements Cells {
        @Override
        public @Nullable String get(String column) {
            InlineCell cell = byKey.get(column);
            return cell == null ? null : cell.text;
        }

        @Override
        public int line(String column) {
            InlineCell cell = byKey.get(column);
            return cell == null ? line : cell.line;
        }

        @Override
        public String name(String column) {
            return field + "." + column;
        }
    }

    // ---- Generation 2

    List<GeneRow> geneTable(SourceFile file) {
        List<GeneRow> genes = new ArrayList<>();
        Tsv table = Tsv.open(file, List.of("word", "ncbigene_id"), problems);
        if (table == null) {
            return genes;
        }
        unread(table, file, "genes", GENE_COLUMNS);
        Cells cells = new TableCells(table);
        while (table.next()) {
            Row row = new Row(file.name(), cells);
            String word = row.word();
            if (word != null) {
                Taxon taxon = new Taxon(
                        row.matching("organism_id", Ids::isTaxon, Kind.BAD_TAXON_ID, "a taxonomy id"),
                        Sentinels.valueOrNull(cells.get("organism_name")),
                        null,
                        Sentinels.valueOrNull(cells.get("organism_group")));
                MatchCounts counts = new MatchCounts(
                        row.number("count_direct"), row.number("count_synonym"), row.number("count_match"));
                genes.add(new GeneRow(
                        word,
                        Sentinels.orNull(cells.get("match")),
                        Sentinels.orNull(cells.get("ncbigene_symbol")),
                        row.entrez("ncbigene_id", word),
                        Sentinels.valueOrNull(cells.get("source")),
                        taxon,
                        counts));
            }
            row.close();
        }
        count(table, file);
        return genes;
    }

    List<TermRow> termTable(SourceFile file, TableKind kind) {
        List<TermRow> terms = new ArrayList<>();
        Tsv table = Tsv.open(file, List.of("word"), problems);
        if (table == null) {
            return terms;
        }
        boolean isOldForm = table.has("identifier");
        unread(table, file, kind == TableKind.CHEMICALS ? "chemicals" : "diseases", keys(kind));
        Cells cells = new TableCells(table);
        while (table.next()) {
            Row row = new Row(file.name(), cells);
            if (isOldForm) {
                oldTerm(row, kind, terms);
                continue;
            }
            String word = row.word();
            if (word != null) {
                terms.add(new TermRow(
                        word,
                        row.id("mesh", Ids::mesh, "a MeSH id such as mesh:D001839"),
                        Sentinels.valueOrNull(cells.get("match")),
                        Sentinels.valueOrNull(cells.get("name")),
                        otherId(row, kind)));
            }
            row.close();
        }
        count(table, file);
        return terms;
    }

    private void unread(Tsv table, SourceFile file, String field, Set<String> read) {
        for (String column : table.columns()) {
            if (!read.contains(column) && !column.isEmpty()) {
                values.unread(field + "." + column, file.name(), 1);
            }
        }
    }

    private void count(Tsv table, SourceFile file) {
        closeWords(file.name(), 0, "word");
        // A row in which a cell was reported counted itself.
        count += table.rows();
        reported += table.reported();
    }

    /** The cells of the current row of a table. */
    private record TableCells(Tsv table) implements Cells {
        @Override
        public @Nullable String get(String column) {
            return table.cell(column);
        }

        @Override
        public int line(String column) {
            return table.line();
        }

        @Override
        public String name(String column) {
            return column;
        }
    }

    private void problem(Kind kind, String file, int line, String field, String what, String remedy) {
        problems.add(new Problem(kind, file, line, field, what, remedy));
    }

    // ---- Both

    /** A row's cells by column name, wherever they come from. */
    private interface Cells {
        @Nullable
        String get(String column);

        int line(String column);

        /** How a problem names the column. */
        String name(String column);
    }

    /** Takes the cells of one row, and knows whether something in it was reported. */
    private final class Row {
        private final String file;
        private final Cells cells;
        private boolean bad;

        Row(String file, Cells cells) {
            this.file = file;
            this.cells = cells;
        }

        void close() {
            if (bad) {
                reported++;
            }
        }

        @Nullable
        String word() {
            String word = Sentinels.orNull(cells.get("word"));
            if (word == null) {
                problem(Kind.MISSING_WORD, "word", "is empty, so the row was left out", "give the recognised text");
            } else if (Mojibake.of(word).repaired() > 0) {
                misread++;
            }
            return word;
        }

        /** The cell's NCBI Gene id; 0 after a problem where it has none. */
        long entrez(String column, String word) {
            if (Sentinels.valueOrNull(cells.get(column)) == null) {
                problem(
                        Kind.MISSING_GENE_ID,
                        column,
                        "is missing, so the mention " + Problem.quote(word) + " has no gene",
                        "give the NCBI Gene id");
                return 0;
            }
            String id = matching(column, Ids::isEntrez, Kind.BAD_GENE_ID, "an NCBI Gene id (digits)");
            return id == null ? 0 : Long.parseLong(id);
        }

        @Nullable
        String matching(String column, Predicate<String> isId, Kind kind, String meaning) {
            return id(column, text -> isId.test(text) ? text : null, kind, meaning);
        }

        @Nullable
        String id(String column, Function<String, @Nullable String> parse, String meaning) {
            return id(column, parse, Kind.BAD_TERM_ID, meaning);
        }

        private @Nullable String id(
                String column, Function<String, @Nullable String> parse, Kind kind, String meaning) {
            String text = Sentinels.valueOrNull(cells.get(column));
            if (text == null) {
                return null;
            }
            String id = parse.apply(text);
            if (id == null) {
                problem(
                        kind,
                        column,
                        Problem.quote(text) + " is not " + meaning + ", so it was left out",
                        "correct it");
            }
            return id;
        }

        @Nullable
        Long number(String column) {
            String digits = matching(column, Ids::isRank, Kind.BAD_VALUE, "a whole number");
            return digits == null ? null : Long.valueOf(digits);
        }

        void problem(Kind kind, String column, String what, String remedy) {
            bad = true;
            problems.add(new Problem(kind, file, cells.line(column), cells.name(column), what, remedy));
        }
    }
}
