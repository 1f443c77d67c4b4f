package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.blackbox.Program.Result;

/** {@code enrich} and the property functions of {@code query} from outside. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EnrichTest {
    @TempDir
    private static Path folder;

    private static String db;

    @BeforeAll
    static void load() {
        db = folder.resolve("db").toString();
        Result result = Program.run("load", TestData.SAMPLE.toString(), "--db", db, "--quiet");
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    private static String file(String... lines) throws Exception {
        Path file = Files.createTempFile(folder, "genes", ".txt");
        Files.write(file, List.of(lines));
        return file.toString();
    }

    @Test
    void theTableHasTheBestFirst() throws Exception {
        Result result = Program.run("enrich", "--db", db, file("# p53", "TP53", "mdm2", "", "1026", "NOGENE", "BAX"));
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).contains("NCBITaxon_9606: 4 genes of").contains("unknown: NOGENE");
        List<String> lines = result.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("figure\ttitle\toverlap\tsize\todds\tp\tq\tp_popularity\tscore\tgenes");
        assertThat(lines.get(1))
                .startsWith("https://pfocr.wikipathways.org/figures/PMC90000005__sample-05-g003.html\t"
                        + "p53 after DNA damage\t");
        double before = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", -1);
            assertThat(fields).hasSize(10);
            double p = Double.parseDouble(fields[5]);
            assertThat(p).isBetween(before, 1.0);
            assertThat(fields[9].split(" ")).hasSize(Integer.parseInt(fields[2]));
            before = p;
        }
    }

    @Test
    void jsonSaysTheSame() throws Exception {
        String genes = file("TP53", "MDM2", "foxo");
        List<String> table =
                Program.run("enrich", "--db", db, genes).out().lines().toList();
        Result result = Program.run("enrich", "--db", db, genes, "--format", "json");
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.get("organism").asText()).endsWith("NCBITaxon_9606");
        assertThat(json.get("ofAnotherOrganism").get(0).asText()).isEqualTo("foxo");
        assertThat(json.get("found").asInt()).isEqualTo(table.size() - 1);
        assertThat(json.get("figures")).hasSize(table.size() - 1);
        JsonNode first = json.get("figures").get(0);
        String[] fields = table.get(1).split("\t", -1);
        assertThat(first.get("figure").asText()).isEqualTo(fields[0]);
        assertThat(first.get("p").asDouble()).isEqualTo(Double.parseDouble(fields[5]));
        assertThat(first.get("pPopularity").asDouble()).isEqualTo(Double.parseDouble(fields[7]));
    }

    @Test
    void wrongUseIsSaid() throws Exception {
        check(
                2,
                "no such file",
                "enrich",
                "--db",
                db,
                folder.resolve("none.txt").toString());
        check(2, "none of the list's names", "enrich", "--db", db, file("NOGENE"));
        check(2, "names no gene", "enrich", "--db", db, file("# nothing"));
        check(2, "taxonomy id", "enrich", "--db", db, file("TP53"), "--organism", "Homo erectus");
        check(2, "from 1 on", "enrich", "--db", db, file("TP53"), "--min", "5", "--max", "4");
        check(2, "--flavour", "enrich", "--db", db, file("TP53"), "--flavour", "odd");
        check(2, "no such store", "enrich", "--db", folder.resolve("nothing").toString(), file("TP53"));
    }

    private static void check(int exitCode, String message, String... arguments) {
        Result result = Program.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(message).doesNotContain("\tat ");
    }

    @Test
    void queriesHaveTheFunctions() {
        String prefix = "PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#> ";
        Result result = Program.run(
                "query",
                "--db",
                db,
                "--results",
                "csv",
                "-e",
                prefix + "SELECT ?f ?o { (?f ?o) pfocr:enriched (\"TP53\" \"MDM2\") } LIMIT 1");
        assertThat(result.out().lines().toList()).hasSize(2).last().asString().contains("PMC9");
        check(2, "no option", "query", "--db", db, "-e", prefix + "SELECT * { ?f pfocr:enriched (\"TP53\" \"a=b\") }");
    }
}
