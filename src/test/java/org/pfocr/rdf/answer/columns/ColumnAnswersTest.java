package org.pfocr.rdf.answer.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.function.FunctionEnvBase;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfocr.rdf.answer.rows.Ids;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.build.GenerationBuild;
import org.pfocr.rdf.store.read.OpenGeneration;
import org.pfocr.rdf.store.read.Quads;

/** Each operator in columns, on data that can be counted by hand. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ColumnAnswersTest {
    private static final String DATA = """
            PREFIX : <http://x.y/>
            :g1 {
              :a :p :x , :y . :b :p :x . :c :p 1 . :d :p 1.0 .
              :x :q :m , :n . :y :q :m .
              :e :r 1 . :f :r 1.0 . :h :r "1" .
              :a :s :m . :b :s :m .
              :a :t :x . :b :t :y .
              :l :u :l , :k .
              :i3 :v :one .
            }
            :g2 { :a :p :x . :z :p :x . }
            """;
    /** More than a batch, and not in the order of the ids. */
    private static final int MANY = 6000;

    private static final long PLENTY = 1 << 24;

    private static OpenGeneration generation;
    private static Quads quads;

    private final Ids ids = new Ids(quads.terms());

    @BeforeAll
    static void load(@TempDir Path folder) throws Exception {
        StringBuilder many = new StringBuilder(DATA).append(":g1 {\n");
        for (int i = 0; i < MANY; i++) {
            many.append(":i%d :w :j%d . :i%d :w2 :j%d .\n".formatted(i, i * 7919 % MANY, i * 31 % MANY, i * 17 % 100));
        }
        StoreFolder store = StoreFolder.existingOrNew(folder.resolve("store"));
        try (GenerationBuild build = store.beginLoad()) {
            StreamRDF stream = build.stream();
            RDFParser.fromString(many.append("}").toString(), Lang.TRIG).parse(stream);
            build.commit();
        }
        generation = store.openCurrent();
        quads = Quads.of(TDBInternal.getDatasetGraphTDB(generation.dataset()));
    }

    @AfterAll
    static void close() throws Exception {
        generation.close();
    }

    private static Op op(String pattern, boolean isOptimized) {
        String graph = pattern.startsWith("GRAPH") ? pattern : "GRAPH <urn:x-arq:UnionGraph> { " + pattern + " }";
        Op op = Algebra.compile(QueryFactory.create("PREFIX : <http://x.y/> SELECT * { " + graph + " }"));
        return Algebra.toQuadForm(isOptimized ? Algebra.optimize(op) : op);
    }

    private @Nullable Relation answer(Op op, String variables, Runnable pace, long longs) {
        List<Var> needed = new ArrayList<>();
        for (String name : variables.isEmpty() ? new String[0] : variables.split(" ")) {
            needed.add(Var.alloc(name));
        }
        return new ColumnAnswers(quads, ids, new FunctionEnvBase(ARQ.getContext()), pace, longs).of(op, needed);
    }

    /** A row as its local names or values, as often as it stands, sorted. */
    private String rows(Relation relation, String variables) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < relation.size(); row++) {
            List<String> cells = new ArrayList<>();
            for (String name : variables.isEmpty() ? new String[0] : variables.split(" ")) {
                long id = relation.id(row, relation.place(Var.alloc(name)));
                cells.add(
                        id == Relation.UNBOUND
                                ? "-"
                                : ids.term(id).toString().replaceAll("http://x.y/|\"|\\^\\^.*", ""));
            }
            for (long i = 0; i < relation.times(row); i++) {
                rows.add(String.join(" ", cells));
            }
        }
        rows.sort(String::compareTo);
        return String.join(", ", rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            emptyValue = "",
            value = {
                // What is asked for ; of which variables ; the rows
                "?s :p ?o ; s o ; a x, a y, b x, c 1, d 1.0, z x", // A triple of two graphs stands once.
                "?s :p ?o ; s ; a, a, b, c, d, z",
                "GRAPH :g2 { ?s :p ?o } ; s o ; a x, z x",
                "?s :p :x ; s ; a, b, z",
                "?s :none ?o ; s o ; ''",
                "?s :u ?s ; s ; l", // A variable that occurs twice.
                "?s ?p :m ; s p ; a s, b s, x q, y q",
                // Joins
                "?s :p ?o . ?o :q ?m ; s o m ; a x m, a x n, a y m, b x m, b x n, z x m, z x n",
                "?s :p ?o . ?o :q ?m ; s ; a, a, a, b, b, z, z", // Repeated rows.
                "?s :p ?o . ?o :q ?m ; m ; m, m, m, m, n, n, n",
                "{ ?s :p ?o } { ?o :q ?m } ; s ; a, a, a, b, b, z, z",
                "?s :p ?o . ?s :t ?o ; s o ; a x", // Two shared variables.
                "{ ?s :p ?o } { ?s :t ?o } ; s o ; a x",
                "?s :p ?v . ?t :r ?v ; s t v ; c e 1, d f 1.0", // Equal values that are other terms do not join.
                "?s :p ?o . ?o :none ?m ; s ; ''",
                "{ ?s :none ?o } { ?o :q ?m } ; s ; ''",
                "?s :s ?m . :l :u :k ; s ; a, b",
                "?s :s ?m . :l :u :m ; s ; ''",
                "?s :p ?o . ?o :q ?m . ?s :s ?m ; s o m ; a x m, a y m, b x m",
                // OPTIONAL
                "?s :p ?o OPTIONAL { ?o :q ?m } ; s m ; a m, a m, a n, b m, b n, c -, d -, z m, z n",
                "?s :p ?o OPTIONAL { ?o :q ?m } ; s ; a, a, a, b, b, c, d, z, z",
                "?s :p ?o OPTIONAL { ?o :none ?m } ; s m ; a -, a -, b -, c -, d -, z -",
                "?s :none ?o OPTIONAL { ?o :q ?m } ; s m ; ''",
                "?s :p ?v OPTIONAL { ?t :r ?v } ; s t ; a -, a -, b -, c e, d f, z -",
                "?s :p ?o OPTIONAL { ?s :t ?o } OPTIONAL { ?s :s ?m } ; s m ; a m, a m, b m, c -, d -, z -",
                // MINUS
                "?s :p ?o MINUS { ?s :s ?m } ; s ; c, d, z",
                "?s :p ?o MINUS { ?k :s ?m } ; s ; a, a, b, c, d, z", // No variable in common takes nothing away.
                "?s :p ?o MINUS { ?s :t ?o } ; s o ; a y, b x, c 1, d 1.0, z x",
                "?s :p ?o MINUS { ?s :none ?m } ; s ; a, a, b, c, d, z",
                "?s :p ?v MINUS { ?e :r 1 . ?e :r ?v } ; s ; a, a, b, d, z",
                // EXISTS
                "?s :p ?o FILTER EXISTS { ?s :s ?m } ; s o ; a x, a y, b x",
                "?s :p ?o FILTER EXISTS { ?o :q ?m } ; s ; a, a, b, z", // Two matches are no two rows.
                "?s :p ?o FILTER NOT EXISTS { ?s :s ?m } ; s ; c, d, z",
                "?s :p ?o FILTER EXISTS { ?s :s ?m } FILTER NOT EXISTS { ?s :t ?o } ; s o ; a y, b x",
                "?s :p ?o FILTER EXISTS { ?s :none ?m } ; s ; ''",
                "?s :p ?o FILTER NOT EXISTS { ?s :none ?m } ; s ; a, a, b, c, d, z",
                // Sub-selects
                "{ SELECT DISTINCT ?o { ?s :p ?o } } ; o ; 1, 1.0, x, y",
                "{ SELECT DISTINCT ?o { ?s :p ?o } } ?o :q ?m ; o m ; x m, x n, y m",
                "{ SELECT ?o { ?s :p ?o } } ?o :q ?m ; o m ; x m, x m, x m, x n, x n, x n, y m",
                // UNION
                "{ ?s :p ?o } UNION { ?s :q ?o } ; s o ; a x, a y, b x, c 1, d 1.0, x m, x n, y m, z x",
                "{ ?s :s ?m } UNION { ?s :t ?o } ; s m o ; a - x, a m -, b - y, b m -",
                "{ ?s :s ?m } UNION { ?s :t ?o } ?s :p ?k ; s k ; a x, a x, a y, a y, b x, b x",
                "{ ?i :w ?j } UNION { ?i :w2 ?j } ?i :v ?k ; i j ; i3 j21, i3 j5757",
                // VALUES
                "VALUES ?o { :x :nowhere } ?s :p ?o ; s o ; a x, b x, z x",
                "VALUES (?s ?o) { (:a :x) (:a :none) } ?s :p ?o ; s o ; a x",
                "VALUES ?s { :a :nowhere } OPTIONAL { ?s :t ?o } ; s o ; a x, nowhere -",
                "?s :p ?o . ?s :s ?m VALUES ?o { :y 1 } ; s o m ; a y m",
                // Filters
                "?s :p ?o FILTER (?o >= 1) ; s ; c, d",
                "?s :r ?v FILTER (?v = 1) ; s ; e, f",
                "?s :p ?o FILTER (ISIRI(?o)) ; s ; a, a, b, z",
                "?s :p ?o FILTER (ISLITERAL(?o)) ; s o ; c 1, d 1.0",
                "?s :p ?o FILTER (?o IN (:x, :nowhere)) ; s ; a, b, z",
                "?s :p ?o FILTER (?o = :x || ?o = :y) ; o ; x, x, x, y",
                "?s :p ?o . ?o :q ?m FILTER (?s != ?m && ?m = :n) ; s ; a, b, z",
                "?s :p ?o FILTER (?none = 1) ; s ; ''",
                "?s :p ?o FILTER (!BOUND(?none)) ; s ; a, a, b, c, d, z",
                "?s :p ?o FILTER (?o != :x) FILTER EXISTS { ?s :s ?m } ; s o ; a y",
                // BIND
                "?s :p ?o BIND (STRLEN(STR(?o)) AS ?n) FILTER (?n < 4) ; s n ; c 1, d 3",
                "?s :p ?o BIND (STR(?o) AS ?t) ; s t ; a x, a y, b x, c 1, d 1.0, z x",
                "?s :r ?v BIND (?v + 1 AS ?n) ; s n ; e 2, f 2.0, h -",
                // Paths
                "?s (:p|:q)+ :m ; s ; a, b, x, y, z",
                ":a (:p|:q)+ ?o ; o ; m, n, x, y",
                ":a :p* ?o ; o ; a, x, y",
                ":nowhere :p* ?o ; o ; nowhere", // A term at an end need not be in the graph.
                "VALUES ?s { :nowhere :a } ?s :p* ?o ; s o ; a a, a x, a y", // A value of a variable must.
                ":a :p? ?o ; o ; a, x, y",
                "?s :u+ ?o ; s o ; l k, l l",
                "?s :t ?o . ?o :q* ?m ; s o m ; a x m, a x n, a x x, b y m, b y y",
                "?s :t ?o . ?s (:p|:q)+ ?m ; s m ; a m, a n, a x, a y, b m, b n, b x",
                "?s :t ?o . ?m :p+ ?o ; s m ; a a, a b, a z, b a",
                "?s :t ?o . ?s :p+ ?o ; s o ; a x",
                "?s (:t|^:q) ?o ; s o ; a x, b y, m x, m y, n x",
                "?s :s ?m . ?m :none* ?k ; s k ; a m, b m",
                // One side so small that the matches of its rows are looked up
                "?i :v ?o . ?i :w ?j ; i o j ; i3 one j5757",
                "?i :v ?o OPTIONAL { ?i :w ?j } ; o j ; one j5757",
                "?i :v ?o OPTIONAL { ?i :w ?j } ; o ; one",
                "?i :v ?o MINUS { ?i :w ?j } ; i ; ''",
                "?i :t ?o MINUS { ?i :w ?j } ; i ; a, b",
                "?i :v ?o FILTER EXISTS { ?i :w ?j } ; i ; i3",
                "?i :w ?j FILTER EXISTS { ?i :v ?o } ; i j ; i3 j5757",
                "?i :w ?j FILTER EXISTS { ?i :none ?o } ; i j ; ''"
            })
    void rowsAreThoseCountedByHand(String pattern, String variables, String expected) {
        for (boolean isOptimized : new boolean[] {false, true}) {
            Relation relation = answer(op(pattern, isOptimized), variables, () -> {}, PLENTY);
            assertThat(relation)
                    .as("columns cover %s, optimized %s", pattern, isOptimized)
                    .isNotNull();
            assertThat(rows(relation, variables)).isEqualTo(expected);
        }
    }

    /** A variable on which is joined may have no value, or the operator is another's: these are not for columns. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "?s :p ?o OPTIONAL { ?o :q ?m } ?m :q ?k",
                "?s :p ?o . ?k :q ?m",
                "?s :p ?o OPTIONAL { ?o :q ?m FILTER (?s != :a) }",
                "{ ?s :p ?o } UNION { ?s :q ?m } ?o :q ?m",
                "?s :p ?o FILTER (RAND() < 2)",
                "{ ?s :r ?v BIND (?v + 1 AS ?n) } { ?t :p ?n }", // The sum of "1" and 1 is an error.
                "?t :p ?n MINUS { ?s :r ?v BIND (?v + 1 AS ?n) }",
                "?s :p* ?o",
                "?s (:p/:q)+ ?o",
                "VALUES (?s ?o) { (UNDEF :x) } ?s :p ?o",
                "GRAPH ?g { ?s :p ?o }"
            })
    void othersAreLeft(String pattern) {
        assertThat(answer(op(pattern, true), "s", () -> {}, PLENTY)).isNull();
    }

    private static final String MERGED = "?i :w ?j . ?k :w ?j . ?k :w2 ?h";

    /** Joins of both orders, sorts and lookups look at least once a batch whether the query goes on. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                MERGED,
                "?i :w ?j OPTIONAL { ?i :w2 ?h }",
                "?i :w ?j MINUS { ?k :w2 ?i }",
                "?i :w ?j FILTER EXISTS { ?i :w2 ?h }",
                "{ SELECT DISTINCT ?i { ?i :w2 ?h } }",
                "{ ?i :w ?j } UNION { ?i :w2 ?j }",
                "?i :w ?j BIND (STR(?j) AS ?h) FILTER (?h != STR(?i))",
                "?i :w+ ?j"
            })
    void aCancelledQueryEndsInTheNextBatch(String pattern) {
        Op op = op(pattern, false);
        int[] steps = new int[1];
        assertThat(answer(op, "i j h k", () -> steps[0]++, PLENTY)).isNotNull();
        assertThat(steps[0]).as("steps").isPositive();
        for (int at = 1; at <= steps[0]; at++) {
            int[] left = {at};
            Runnable cancelled = () -> {
                if (--left[0] == 0) {
                    throw new QueryCancelledException();
                }
            };
            assertThatThrownBy(() -> answer(op, "i j h k", cancelled, PLENTY))
                    .isInstanceOf(QueryCancelledException.class);
        }
    }

    @Test
    void columnsThatWouldTakeTooMuchMemoryAreGivenUp() {
        assertThat(answer(op(MERGED, true), "i j h k", () -> {}, 4L * MANY)).isNull();
        assertThat(answer(op(MERGED, true), "i j h k", () -> {}, PLENTY)).isNotNull();
    }

    @Test
    void aSortGivesEachOrderOfUnsignedNumbersAndKeepsEqualRowsTogether() {
        long[][] rows = {{-1, 5}, {3, 1}, {3, 0}, {Long.MIN_VALUE, 2}, {1L << 40, 9}, {3, 1}, {0, 7}};
        Memory memory = new Memory(PLENTY);
        Relation.Builder builder = new Relation.Builder(List.of(Var.alloc("a"), Var.alloc("b")), memory);
        Arrays.stream(rows).forEach(row -> builder.add(row, 1));
        Relation relation = builder.relation();
        Sorted sorted = new Sorted(relation, new int[] {0, 1}, memory, new Steps(() -> {}));
        List<String> order = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            order.add(relation.id(sorted.row(i), 0) + " " + relation.id(sorted.row(i), 1));
        }
        assertThat(order).containsExactly("0 7", "3 0", "3 1", "3 1", (1L << 40) + " 9", Long.MIN_VALUE + " 2", "-1 5");
        assertThat(sorted.endOfEqual(2)).isEqualTo(4);
        assertThat(sorted.seek(0, sorted, 5)).isEqualTo(5);
    }
}
