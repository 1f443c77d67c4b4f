package org.pfocr.rdf.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    List<GeneRow> inlineGenes(Yaml yaml, String file) {
        List<GeneRow> genes = new ArrayList<>();
        inlineRows(yaml, file, "genes", cells -> {
            Row row = new Row(file, cells);
            String word = row.word("word");
            if (word != null) {
                String symbol = Sentinels.orNull(cells.get("hgnc_symbol"));
                genes.add(new GeneRow(
                        word,
                        Sentinels.orNull(cells.get("symbol")),
                        symbol,
                        row.entrez("entrez"),
                        Sentinels.valueOrNull(cells.get("source")),
                        Taxon.HUMAN,
                        null));
            }
            row.close();
        });
        return genes;
    }

    List<TermRow> inlineTerms(Yaml yaml, String file, TableKind kind) {
        List<TermRow> terms = new ArrayList<>();
        String field = kind == TableKind.CHEMICALS ? "chemicals" : "diseases";
        inlineRows(yaml, file, field, cells -> oldTerm(new Row(file, cells), terms));
        return terms;
    }

    /** A row {@code word source identifier}, inline or in a table of the older form. */
    private static void oldTerm(Row row, List<TermRow> terms) {
        String word = row.word("word");
        if (word != null) {
            String source = Sentinels.valueOrNull(row.cells.get("source"));
            String mesh = null;
            if (source == null || source.equals("MESH")) {
                mesh = row.id("identifier", Ids::mesh, "a MeSH id such as D001839");
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

    private void inlineRows(Yaml yaml, String file, String field, CellsConsumer consumer) {
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

    private void inlineRow(Yaml yaml, String file, String field, CellsConsumer consumer) {
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
        Map<String, String> cells = new HashMap<>();
        Map<String, Integer> lines = new HashMap<>();
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
                cells.put(key, yaml.scalar());
                lines.put(key, cellLine);
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
        consumer.accept(new Cells() {
            @Override
            public @Nullable String get(String column) {
                return cells.get(column);
            }

            @Override
            public int line(String column) {
                return lines.getOrDefault(column, line);
            }

            @Override
            public String name(String column) {
                return field + "." + column;
            }
        });
    }

    // ---- Generation 2

    List<GeneRow> geneTable(SourceFile table) {
        List<GeneRow> genes = new ArrayList<>();
        String name = table.name();
        // Organism and counts repeat from row to row; one object serves them all.
        Repeated<Taxon> taxa = new Repeated<>();
        Repeated<MatchCounts> allCounts = new Repeated<>();
        add(Tsv.read(table, List.of("word", "ncbigene_id"), problems, tsv -> {
            Row row = new Row(name, cells(tsv));
            String word = row.word("word");
            if (word != null) {
                Taxon taxon = new Taxon(
                        row.matching(Ids::isTaxon, "organism_id", Kind.BAD_TAXON_ID, "a taxonomy id"),
                        Sentinels.valueOrNull(tsv.cell("organism_name")),
                        null,
                        Sentinels.valueOrNull(tsv.cell("organism_group")));
                MatchCounts counts = new MatchCounts(
                        row.number("count_direct"), row.number("count_synonym"), row.number("count_match"));
                genes.add(new GeneRow(
                        word,
                        Sentinels.orNull(tsv.cell("match")),
                        Sentinels.orNull(tsv.cell("ncbigene_symbol")),
                        row.entrez("ncbigene_id"),
                        Sentinels.valueOrNull(tsv.cell("source")),
                        taxa.first(taxon),
                        allCounts.first(counts)));
            }
            row.close();
        }));
        return genes;
    }

    /** The first of values that are equal; mostly a value is equal to the one before. */
    private static final class Repeated<T> {
        private final Map<T, T> all = new HashMap<>();
        private @Nullable T last;

        T first(T value) {
            T known = last;
            if (known == null || !known.equals(value)) {
                known = all.computeIfAbsent(value, v -> v);
                last = known;
            }
            return known;
        }
    }

    List<TermRow> termTable(SourceFile table, TableKind kind) {
        List<TermRow> terms = new ArrayList<>();
        String name = table.name();
        String other = kind == TableKind.CHEMICALS ? "chebi" : "doid";
        UnaryOperator<@Nullable String> otherId = kind == TableKind.CHEMICALS
                ? t -> t == null ? null : Ids.chebi(t)
                : t -> t == null ? null : Ids.doid(t);
        add(Tsv.read(table, List.of("word"), problems, tsv -> {
            Row row = new Row(name, cells(tsv));
            if (tsv.cell("identifier") != null) {
                oldTerm(row, terms);
                return;
            }
            String word = row.word("word");
            if (word != null) {
                terms.add(new TermRow(
                        word,
                        row.id("mesh", Ids::mesh, "a MeSH id such as mesh:D001839"),
                        Sentinels.valueOrNull(tsv.cell("match")),
                        Sentinels.valueOrNull(tsv.cell("name")),
                        row.id(other, otherId, "an id such as " + other + ":15422")));
            }
            row.close();
        }));
        return terms;
    }

    private void add(Tsv.Count read) {
        // Rows given to a consumer that found an error counted themselves as reported.
        count += read.rows();
        reported += read.reported();
    }

    private static Cells cells(Tsv.Row row) {
        return new Cells() {
            @Override
            public @Nullable String get(String column) {
                return row.cell(column);
            }

            @Override
            public int line(String column) {
                return row.line;
            }

            @Override
            public String name(String column) {
                return column;
            }
        };
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
        String word(String column) {
            String word = cells.get(column);
            if (word == null || word.isEmpty() || word.equals(".na.character")) {
                problem(Kind.MISSING_WORD, column, "is empty, so the row was left out", "give the recognised text");
                return null;
            }
            return word;
        }

        @Nullable
        String entrez(String column) {
            String text = Sentinels.valueOrNull(cells.get(column));
            if (text == null) {
                problem(
                        Kind.MISSING_GENE_ID,
                        column,
                        "is missing, so the mention " + Problem.quote(String.valueOf(cells.get("word")))
                                + " has no gene",
                        "give the NCBI Gene id");
                return null;
            }
            return matching(Ids::isEntrez, column, Kind.BAD_GENE_ID, "an NCBI Gene id (digits)");
        }

        @Nullable
        String matching(Predicate<String> isId, String column, Kind kind, String meaning) {
            String text = Sentinels.valueOrNull(cells.get(column));
            if (text == null || isId.test(text)) {
                return text;
            }
            problem(kind, column, Problem.quote(text) + " is not " + meaning + ", so it was left out", "correct it");
            return null;
        }

        @Nullable
        String id(String column, UnaryOperator<@Nullable String> parse, String meaning) {
            String text = Sentinels.valueOrNull(cells.get(column));
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
        Long number(String column) {
            String digits = matching(Ids::isRank, column, Kind.BAD_VALUE, "a whole number");
            return digits == null ? null : Long.valueOf(digits);
        }

        void problem(Kind kind, String column, String what, String remedy) {
            bad = true;
            problems.add(new Problem(kind, file, cells.line(column), cells.name(column), what, remedy));
        }
    }
}
