package org.pfocr.rdf.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.GeneRow;
import org.pfocr.rdf.model.MatchCounts;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.model.TermRow;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.source.SourceFile;
import org.pfocr.rdf.source.TableKind;

/**
 * Reads the rows of one figure, inline or from side tables, and counts them.
 *
 * <p>A row with a broken identifier is reported and kept without it; a row that cannot be understood is reported and
 * left out.
 */
final class RowReader {
    private final List<Problem> problems;
    private int count;
    private int reported;

    RowReader(List<Problem> problems) {
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
        inlineRows(yaml, file, "genes", cells -> {
            Row row = new Row(file, cells);
            String word = row.word(cells.get("word"));
            if (word != null) {
                genes.add(new GeneRow(
                        word,
                        Sentinels.orNull(cells.get("symbol")),
                        Sentinels.orNull(cells.get("hgnc_symbol")),
                        row.entrez("entrez", cells.get("entrez"), word),
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
        inlineRows(yaml, file, field, cells -> oldTerm(new Row(file, cells), terms));
        return terms;
    }

    /** A row {@code word source identifier}, inline or in a table of the older form. */
    private static void oldTerm(Row row, List<TermRow> terms) {
        String word = row.word(row.cells.get("word"));
        if (word != null) {
            String source = Sentinels.valueOrNull(row.cells.get("source"));
            String mesh = null;
            if (source == null || source.equals("MESH")) {
                mesh = row.id("identifier", row.cells.get("identifier"), Ids::mesh, "a MeSH id such as D001839");
            } else {
                row.problem(
                        Kind.BAD_TERM_ID,
                        "source",
                        Problem.quote(source) + " is not MESH, so the identifier was left out",
                        "give a MeSH id");
            }
            terms.add(new TermRow(word, mesh, null, null, null));
        }
        row.close();
    }

    private interface CellsConsumer {
        void accept(Cells cells);
    }

    private void inlineRows(Yaml yaml, String file, String field, CellsConsumer consumer) throws BadYaml {
        int line = yaml.line();
        if (yaml.nextIsScalar()) {
            String text = Sentinels.valueOrNull(yaml.scalar());
            if (text != null) {
                problem(Kind.WRONG_SHAPE, file, line, field, "is a text, not a list of rows", "write a list");
            }
            return;
        }
        if (yaml.nextIsMapping()) { // One row without the list around it.
            inlineRow(yaml, file, field, consumer);
            return;
        }
        yaml.enter();
        while (!yaml.leaveSequence()) {
            inlineRow(yaml, file, field, consumer);
        }
    }

    private void inlineRow(Yaml yaml, String file, String field, CellsConsumer consumer) throws BadYaml {
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
        InlineCells cells = new InlineCells(field, line);
        yaml.enter();
        while (!yaml.leaveMapping()) {
            int cellLine = yaml.line();
            if (!yaml.nextIsScalar()) {
                yaml.skip();
                yaml.skip();
                continue;
            }
            String key = yaml.scalar();
            if (yaml.nextIsScalar()) {
                cells.put(key, yaml.scalar(), cellLine);
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
        consumer.accept(cells);
    }

    /** The cells of a row that is a map of YAML; there are few of them, so they are looked through. */
    private static final class InlineCells implements Cells {
        private final String field;
        private final int line;
        private final List<String> keys = new ArrayList<>(5);
        private final List<String> values = new ArrayList<>(5);
        private final List<Integer> lines = new ArrayList<>(5);

        InlineCells(String field, int line) {
            this.field = field;
            this.line = line;
        }

        void put(String key, String value, int ofLine) {
            keys.add(key);
            values.add(value);
            lines.add(ofLine);
        }

        @Override
        public @Nullable String get(String column) {
            int at = keys.lastIndexOf(column);
            return at < 0 ? null : values.get(at);
        }

        @Override
        public int line(String column) {
            int at = keys.lastIndexOf(column);
            return at < 0 ? line : lines.get(at);
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
        int word = table.column("word");
        int match = table.column("match");
        int symbol = table.column("ncbigene_symbol");
        int entrez = table.column("ncbigene_id");
        int source = table.column("source");
        // Organism and counts repeat from row to row; one object serves them all.
        Repeated<Taxon> taxa = new Repeated<>(table, "organism_id", "organism_name", "organism_group");
        Repeated<MatchCounts> counts = new Repeated<>(table, "count_direct", "count_synonym", "count_match");
        Cells cells = new TableCells(table);
        String lexiconName = null;
        String lexicon = null;
        while (table.next()) {
            Row row = new Row(file.name(), cells);
            String text = row.word(table.cell(word));
            if (text != null) {
                Taxon taxon = taxa.of(row, RowReader::taxon);
                MatchCounts matches = counts.of(row, RowReader::counts);
                String name = table.cell(source);
                if (!Objects.equals(name, lexiconName)) { // Mostly it is the same object as in the row before.
                    lexiconName = name;
                    lexicon = Sentinels.valueOrNull(name);
                }
                long id = table.number(entrez, Ids.MOST_ENTREZ_DIGITS);
                genes.add(new GeneRow(
                        text,
                        Sentinels.orNull(table.cell(match)),
                        Sentinels.orNull(table.cell(symbol)),
                        id != 0 ? id : row.entrez("ncbigene_id", table.cell(entrez), text),
                        lexicon,
                        taxon,
                        matches));
            }
            row.close();
        }
        count(table);
        return genes;
    }

    private static Taxon taxon(Row row, @Nullable String[] cells) {
        return new Taxon(
                row.matching("organism_id", cells[0], Ids::isTaxon, Kind.BAD_TAXON_ID, "a taxonomy id"),
                Sentinels.valueOrNull(cells[1]),
                null,
                Sentinels.valueOrNull(cells[2]));
    }

    private static MatchCounts counts(Row row, @Nullable String[] cells) {
        return new MatchCounts(
                row.number("count_direct", cells[0]),
                row.number("count_synonym", cells[1]),
                row.number("count_match", cells[2]));
    }

    /** What some columns of a table say together; equal values are one object. */
    private static final class Repeated<T> {
        private final Tsv table;
        private final int[] columns;
        /** The first and the last of the columns that the table has; only of use if no others lie between them. */
        private final int first;

        private final int last;
        private final boolean areTogether;

        private final Map<T, T> all = new HashMap<>();
        /** What was read last without an error, and where. */
        private @Nullable T value;

        private int start;
        private int end;

        Repeated(Tsv table, String... columns) {
            this.table = table;
            this.columns = Arrays.stream(columns).mapToInt(table::column).toArray();
            int[] present =
                    Arrays.stream(this.columns).filter(c -> c >= 0).sorted().toArray();
            this.areTogether = present.length > 0 && present[present.length - 1] - present[0] == present.length - 1;
            this.first = areTogether ? present[0] : 0;
            this.last = areTogether ? present[present.length - 1] : 0;
        }

        T of(Row row, BiFunction<Row, @Nullable String[], T> reader) {
            T known = value;
            int rowStart = table.start(first);
            int rowEnd = table.end(last);
            if (known != null && areTogether && table.areEqual(rowStart, rowEnd, start, end)) {
                return known;
            }
            @Nullable String[] cells = new String[columns.length];
            for (int i = 0; i < columns.length; i++) {
                cells[i] = table.cell(columns[i]);
            }
            boolean wasBad = row.bad;
            row.bad = false;
            T read = all.computeIfAbsent(reader.apply(row, cells), v -> v);
            value = row.bad ? null : read; // An error is reported for each row that has it.
            start = rowStart;
            end = rowEnd;
            row.bad |= wasBad;
            return read;
        }
    }

    List<TermRow> termTable(SourceFile file, TableKind kind) {
        List<TermRow> terms = new ArrayList<>();
        Tsv table = Tsv.open(file, List.of("word"), problems);
        if (table == null) {
            return terms;
        }
        boolean isOldForm = table.column("identifier") >= 0;
        String other = kind == TableKind.CHEMICALS ? "chebi" : "doid";
        UnaryOperator<@Nullable String> otherId = kind == TableKind.CHEMICALS
                ? t -> t == null ? null : Ids.chebi(t)
                : t -> t == null ? null : Ids.doid(t);
        Cells cells = new TableCells(table);
        while (table.next()) {
            Row row = new Row(file.name(), cells);
            if (isOldForm) {
                oldTerm(row, terms);
                continue;
            }
            String word = row.word(table.cell("word"));
            if (word != null) {
                terms.add(new TermRow(
                        word,
                        row.id("mesh", table.cell("mesh"), Ids::mesh, "a MeSH id such as mesh:D001839"),
                        Sentinels.valueOrNull(table.cell("match")),
                        Sentinels.valueOrNull(table.cell("name")),
                        row.id(other, table.cell(other), otherId, "an id such as " + other + ":15422")));
            }
            row.close();
        }
        count(table);
        return terms;
    }

    private void count(Tsv table) {
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
        String word(@Nullable String word) {
            if (word == null || word.isEmpty() || word.equals(".na.character")) {
                problem(Kind.MISSING_WORD, "word", "is empty, so the row was left out", "give the recognised text");
                return null;
            }
            return word;
        }

        /** The cell's NCBI Gene id; 0 after a problem where it has none. */
        long entrez(String column, @Nullable String cell, String word) {
            if (Sentinels.valueOrNull(cell) == null) {
                problem(
                        Kind.MISSING_GENE_ID,
                        column,
                        "is missing, so the mention " + Problem.quote(word) + " has no gene",
                        "give the NCBI Gene id");
                return 0;
            }
            String id = matching(column, cell, Ids::isEntrez, Kind.BAD_GENE_ID, "an NCBI Gene id (digits)");
            return id == null ? 0 : Long.parseLong(id);
        }

        @Nullable
        String matching(String column, @Nullable String cell, Predicate<String> isId, Kind kind, String meaning) {
            String text = Sentinels.valueOrNull(cell);
            if (text == null || isId.test(text)) {
                return text;
            }
            problem(kind, column, Problem.quote(text) + " is not " + meaning + ", so it was left out", "correct it");
            return null;
        }

        @Nullable
        String id(String column, @Nullable String cell, UnaryOperator<@Nullable String> parse, String meaning) {
            String text = Sentinels.valueOrNull(cell);
            if (text == null) {
                return null;
            }
            String id = parse.apply(text);
            if (id == null) {
                problem(
                        Kind.BAD_TERM_ID,
                        column,
                        Problem.quote(text) + " is not " + meaning + ", so it was left out",
                        "correct it");
            }
            return id;
        }

        @Nullable
        Long number(String column, @Nullable String cell) {
            String digits = matching(column, cell, Ids::isRank, Kind.BAD_VALUE, "a whole number");
            return digits == null ? null : Long.valueOf(digits);
        }

        void problem(Kind kind, String column, String what, String remedy) {
            bad = true;
            problems.add(new Problem(kind, file, cells.line(column), cells.name(column), what, remedy));
        }
    }
}
