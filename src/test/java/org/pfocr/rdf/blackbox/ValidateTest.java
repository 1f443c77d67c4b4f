package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.RDFDataMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.blackbox.Program.Result;

/** {@code validate} from outside. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ValidateTest {
    @TempDir
    private Path folder;

    @Test
    void theSampleIsValid() {
        Result result = Program.run("validate", TestData.SAMPLE.toString());
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).isEqualTo("no violations\n");
    }

    @Test
    void aDamagedDumpIsNot() throws IOException {
        Path dump = folder.resolve("dump.nt");
        Program.run("convert", TestData.SAMPLE.toString(), "-o", dump.toString());
        String figure = "<https://pfocr.wikipathways.org/figures/PMC90000001__sample-01-g007.html>";
        Files.writeString(
                dump,
                Files.readString(dump)
                                .replaceAll("(" + figure + " <[^>]*pathwayScore> )\"[^\"]*\"", "$1\"7.5\"")
                                .replaceFirst("(?m)^" + figure + " <[^>]*mentionsGene> .*$", "")
                        + "_:b <http://purl.org/dc/terms/title> \"blank\" .\n");
        Path report = folder.resolve("report.ttl");
        Result result = Program.run("validate", dump.toString(), "--rdf", report.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("pathwayScore \"7.5e0\"")
                .contains("Mentions without a direct link: ?mention <")
                .contains("1 03-blank-nodes")
                .contains("3 violations");
        Graph rdf = RDFDataMgr.loadGraph(report.toString());
        assertThat(rdf.find()
                        .filterKeep(t -> t.getPredicate().getURI().endsWith("#result"))
                        .toList())
                .hasSize(3);
    }

    @Test
    void aStoreCanBeValidated() {
        String db = folder.resolve("db").toString();
        Program.run("load", TestData.SAMPLE.toString(), "--db", db);
        Result result = Program.run("validate", "--db", db, "--quiet");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo("no violations\n");
    }

    @Test
    void oneOfInputAndStoreMustBeGiven() {
        assertThat(Program.run("validate").exitCode()).isEqualTo(2);
        assertThat(Program.run("validate", TestData.SAMPLE.toString(), "--db", folder.toString())
                        .exitCode())
                .isEqualTo(2);
    }
}
