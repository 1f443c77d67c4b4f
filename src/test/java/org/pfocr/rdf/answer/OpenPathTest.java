package org.pfocr.rdf.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.ref.QueryEngineRef;
import org.apache.jena.sparql.sse.SSE;
import org.apache.jena.sparql.util.Context;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.build.GenerationBuild;
import org.pfocr.rdf.store.read.OpenGeneration;

/**
 * Paths of no length begin at the nodes of the graph. What the specification says is computed by ARQ's reference engine,
 * which puts no value in the place of a variable.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OpenPathTest {
    private static final long SEED = 20261127;
    private static final int QUERIES = 400;

    private static OpenGeneration generation;
    private static final DatasetGraph MEMORY = DatasetGraphFactory.create();

    @BeforeAll
    static void load(@TempDir Path folder) throws Exception {
        StoreFolder store = StoreFolder.existingOrNew(folder.resolve("store"));
        try (GenerationBuild build = store.beginLoad()) {
            StreamRDF stream = build.stream();
            for (String triple : List.of(
                    "<urn:a> <urn:p> <urn:b>",
                    "<urn:b> <urn:p> <urn:c>",
                    "<urn:c> <urn:q> <urn:a>",
                    "<urn:d> <urn:q> 'text'",
                    "<urn:d> <urn:p> 1")) {
                String[] terms = triple.split(" ", 3);
                Quad quad = Quad.create(
                        NodeFactory.createURI("urn:g"),
                        SSE.parseNode(terms[0]),
                        SSE.parseNode(terms[1]),
                        SSE.parseNode(terms[2]));
                stream.quad(quad);
                MEMORY.add(quad);
                MEMORY.getDefaultGraph().add(quad.asTriple());
            }
            build.commit();
        }
        generation = store.openCurrent();
        IdExecutor.attach(generation.dataset());
    }

    @AfterAll
    static void close() throws Exception {
        generation.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '"',
            value = {
                "VALUES ?v { <urn:nope> } ?v <urn:p>* ?w                               # 0",
                "VALUES ?w { <urn:nope> } ?v <urn:p>* ?w                               # 0",
                "VALUES ?v { <urn:nope> } ?v <urn:p>? ?w                               # 0",
                "VALUES ?v { <urn:nope> } ?v ^(<urn:p>*) ?w                            # 0",
                "VALUES ?v { <urn:nope> } ?v (^<urn:p>)* ?w                            # 0",
                "VALUES ?v { <urn:nope> } ?v (<urn:p>|<urn:q>)? ?w                     # 0",
                "VALUES ?v { <urn:nope> } ?v (<urn:p>?|<urn:q>) ?w                     # 0",
                "VALUES ?v { <urn:nope> } ?v (<urn:p>?/<urn:q>?)+ ?w                   # 0",
                "VALUES ?v { <urn:nope> } ?v <urn:p>*/<urn:q>? ?w                      # 0",
                "VALUES ?v { <urn:nope> } ?v !<urn:x>* ?w                              # 0",
                "VALUES ?v { <urn:nope> } ?v <urn:p>* ?v                               # 0",
                "VALUES (?v ?w) { (<urn:nope> <urn:nope>) } ?v <urn:p>* ?w             # 0",
                "VALUES ?v { 'nope' } ?v <urn:p>* ?w                                   # 0",
                "BIND (<urn:nope> AS ?v) ?v <urn:p>* ?w                                # 0",
                "?v <urn:p>* ?w FILTER (?v = <urn:nope>)                               # 0",
                "?v <urn:p>* ?w FILTER (?w IN (<urn:nope>, <urn:none>))                # 0",
                "{ SELECT ?v { VALUES ?v { <urn:nope> } } } ?v <urn:p>* ?w             # 0",
                "VALUES ?v { <urn:nope> } { ?v <urn:p>* ?w } UNION { ?v <urn:p>? ?w }  # 0",
                "VALUES ?v { <urn:nope> } OPTIONAL { ?v <urn:p>* ?w } FILTER BOUND(?w) # 0",
                "VALUES ?v { <urn:nope> } OPTIONAL { ?v <urn:p>* ?w }                  # 1",
                "VALUES ?v { <urn:nope> } GRAPH <urn:g> { ?v <urn:p>* ?w }             # 0",
                "VALUES ?v { <urn:nope> } GRAPH ?g { ?v <urn:p>* ?w }                  # 0",
                "VALUES ?v { <urn:nope> } MINUS { ?v <urn:p>* ?w }                     # 1",
                "<urn:nope> <urn:p>* ?w                                                # 1",
                "?v <urn:p>* <urn:nope>                                                # 1",
                "VALUES ?v { <urn:nope> } ?v <urn:p>* <urn:nope>                       # 1",
                "VALUES ?v { <urn:nope> } FILTER EXISTS { ?v <urn:p>* ?w }             # 1",
                "VALUES ?v { <urn:a> <urn:nope> } ?v <urn:p>* ?w                       # 3",
                "VALUES ?v { 'text' 1 } ?v <urn:p>* ?w                                 # 2",
                "VALUES ?v { <urn:p> } ?v <urn:p>* ?w                                  # 0",
                "<urn:nope> <urn:p>?/<urn:p>* ?w                                       # 1",
            })
    void hasSoManyRows(String pattern, int rows) {
        String query = "SELECT * { " + pattern.strip() + " }";
        assertThat(IdExecutorTest.answer(generation.dataset(), query)).hasSize(rows);
    }

    @Test
    void rowsAreThoseOfTheReferenceEngine() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        String[] ends = {"?v", "?w", "?x", "<urn:a>", "<urn:nope>", "?v", "?w"};
        String[] steps = {"<urn:p>", "^<urn:p>", "<urn:q>", "!<urn:p>"};
        String[] counts = {"*", "?", "", "+"};
        String[] others = {
            "VALUES ?v { <urn:a> <urn:nope> 'text' 1 } ",
            "VALUES (?v ?w) { (<urn:a> <urn:c>) (<urn:nope> <urn:nope>) (UNDEF <urn:d>) } ",
            "BIND (<urn:nope> AS ?x) ",
            "{ SELECT ?w { VALUES ?w { <urn:nope> <urn:b> } } } ",
            "?v <urn:p> ?x . ",
        };
        int withRows = 0;
        for (int i = 0; i < QUERIES; i++) {
            StringBuilder pattern = new StringBuilder();
            if (random.nextBoolean()) {
                pattern.append(others[random.nextInt(others.length)]);
            }
            for (int j = random.nextInt(2); j >= 0; j--) {
                String step = steps[random.nextInt(steps.length)] + counts[random.nextInt(counts.length)];
                String more = steps[random.nextInt(steps.length)] + counts[random.nextInt(counts.length)];
                String path =
                        switch (random.nextInt(4)) {
                            case 0 -> "(" + step + "/" + more + ")";
                            case 1 -> "(" + step + "|" + more + ")" + counts[random.nextInt(counts.length)];
                            default -> step;
                        };
                String triple =
                        ends[random.nextInt(ends.length)] + " " + path + " " + ends[random.nextInt(ends.length)];
                pattern.append(random.nextInt(5) == 0 ? "OPTIONAL { " + triple + " } " : triple + " . ");
            }
            String query = "SELECT DISTINCT ?v ?w ?x { " + pattern + "}";
            List<String> expected = reference(query);
            withRows += expected.isEmpty() ? 0 : 1;
            assertThat(IdExecutorTest.answer(generation.dataset(), query))
                    .as(query)
                    .isEqualTo(expected);
        }
        assertThat(withRows).isGreaterThan(QUERIES / 3);
    }

    private static List<String> reference(String query) {
        List<String> rows = new ArrayList<>();
        QueryIterator found = QueryEngineRef.getFactory()
                .create(
                        QueryFactory.create(query, Syntax.syntaxARQ),
                        MEMORY,
                        BindingFactory.root(),
                        Context.setupContextForDataset(new Context(), MEMORY))
                .iterator();
        while (found.hasNext()) {
            Binding row = found.next();
            List<String> cells = new ArrayList<>();
            List.of("v", "w", "x")
                    .forEach(
                            name -> cells.add("?" + name + "=" + row.get(org.apache.jena.sparql.core.Var.alloc(name))));
            rows.add(cells.toString());
        }
        found.close();
        rows.sort(String::compareTo);
        return rows;
    }
}
