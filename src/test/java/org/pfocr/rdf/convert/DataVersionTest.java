package org.pfocr.rdf.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.TestData;

/** Version, date and commit in the description, by a real git. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DataVersionTest {
    /** Already the next day in the committer's time zone, and much later than the author's date. */
    private static final Map<String, String> DATES = Map.of(
            "GIT_COMMITTER_DATE", "2024-03-02T01:30:00+0900",
            "GIT_AUTHOR_DATE", "2019-01-01T00:00:00Z",
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_CONFIG_NOSYSTEM", "1");

    @TempDir
    private Path folder;

    private Path tree;

    @BeforeEach
    void checkout() throws Exception {
        tree = Files.createDirectories(folder.resolve("pfocr"));
        Path figures = Files.createDirectory(tree.resolve("_figures"));
        Files.writeString(
                figures.resolve("PMC1__a.md"), "---\nfigid: PMC1__a\npmcid: PMC1\nyear: '2015'\nfigtitle: a\n---\n");
        Files.writeString(
                figures.resolve("PMC2__b.md"), "---\nfigid: PMC2__b\npmcid: PMC2\nyear: '2012'\nfigtitle: b\n---\n");
        assumeTrue(git("--version") != null, "git is not installed");
    }

    private void commit() throws Exception {
        git("init", "-q");
        git("add", ".");
        git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "x");
    }

    private String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", tree.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(DATES);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return null;
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out.strip();
    }

    private List<String> described(Converted converted) {
        return Converted.select(converted.description(), """
                PREFIX pav: <http://purl.org/pav/>
                PREFIX prov: <http://www.w3.org/ns/prov#>
                SELECT DISTINCT ?version ?issued ?modified ?from {
                  ?d a dcat:Dataset ; pav:version ?version
                  OPTIONAL { ?d dcterms:issued ?issued ; dcterms:modified ?modified }
                  OPTIONAL { ?d prov:wasDerivedFrom ?from } }""").stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<String> sources(Converted converted) {
        return Converted.select(
                        converted.description(),
                        "SELECT DISTINCT ?s { ?d a dcat:Dataset ; dcterms:source ?s } ORDER BY ?s")
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    @Test
    void aCleanTreeGivesTheCommittersDayInUtc() throws Exception {
        commit();
        String id = git("rev-parse", "HEAD");
        Converted converted = Converted.of(tree);
        // A local repository: no address, but the commit is named.
        assertThat(described(converted)).containsExactly("2024-03-01", "2024-03-01", "2024-03-01", "swh:1:rev:" + id);
        assertThat(sources(converted)).containsExactly("https://pfocr.wikipathways.org/");
        assertThat(converted.totals().version()).isEqualTo("2024-03-01");
        assertThat(converted.totals().versionFrom()).contains("the day of commit " + id);
    }

    @Test
    void packedObjectsAndAnotherWorkTreeAreNoDifference() throws Exception {
        commit();
        git("gc", "-q");
        git("worktree", "add", "-q", folder.resolve("other").toString());
        assertThat(described(Converted.of(tree)))
                .isEqualTo(described(Converted.of(folder.resolve("other"))))
                .startsWith("2024-03-01");
    }

    @Test
    void theAddressIsThatOfTheRemoteWhereItHasTheCommit() throws Exception {
        commit();
        String id = git("rev-parse", "HEAD");
        git("remote", "add", "origin", "https://me:secret@github.com/someone/fork.git");
        assertThat(described(Converted.of(tree))).as("not pushed").endsWith("swh:1:rev:" + id);
        git("update-ref", "refs/remotes/origin/main", "HEAD");
        Converted converted = Converted.of(tree);
        assertThat(described(converted)).endsWith("https://github.com/someone/fork/tree/" + id);
        assertThat(sources(converted))
                .containsExactly("https://github.com/someone/fork", "https://pfocr.wikipathways.org/");
        git("remote", "set-url", "origin", folder.resolve("elsewhere").toString());
        assertThat(described(Converted.of(tree))).as("a local remote").endsWith("swh:1:rev:" + id);
    }

    @Test
    void aTreeWithChangesHasNoCommit() throws Exception {
        commit();
        Files.writeString(tree.resolve("README.md"), "no data");
        assertThat(described(Converted.of(tree))).as("a file that is not read").startsWith("2024-03-01");
        Path data = Files.createDirectory(tree.resolve("_data"));
        Path table = Files.writeString(data.resolve("PMC1__a-genes.tsv"), "word\tncbigene_id\nAKT\t207\n");
        Converted converted = Converted.of(tree);
        assertThat(described(converted)).as("untracked").containsExactly("2015", "2015", "2015", "");
        assertThat(converted.totals().versionFrom())
                .contains("the newest year that the data name")
                .contains("differs from its commit")
                .contains("PMC1__a-genes.tsv");
        Files.writeString(tree.resolve(".git/info/exclude"), "_data\n");
        assertThat(described(Converted.of(tree))).as("ignored").startsWith("2015");
        Files.delete(table);
        assertThat(described(Converted.of(tree))).startsWith("2024-03-01");
        Files.delete(tree.resolve("_figures/PMC2__b.md"));
        assertThat(described(Converted.of(tree))).as("deleted").startsWith("2015");
    }

    @Test
    void allOfTheInputMustBeOfCommits() throws Exception {
        commit();
        Path loose = Files.createDirectory(folder.resolve("loose"));
        Files.writeString(loose.resolve("PMC3__c.md"), "---\nfigid: PMC3__c\npmcid: PMC3\nyear: '2021'\n---\n");
        Converted converted = Converted.of(tree, loose);
        assertThat(described(converted)).containsExactly("2021", "2021", "2021", "");
        assertThat(converted.totals().versionFrom()).contains(loose + " is no git work tree");
    }

    @Test
    void whatTheUserSaysGoesFirst() throws Exception {
        commit();
        String id = git("rev-parse", "HEAD");
        ConversionOptions defaults = ConversionOptions.defaults();
        Converted converted = Converted.of(
                new ConversionOptions(
                        1,
                        defaults.imageTemplate(),
                        Map.of(),
                        OtherTables.NONE,
                        LocalDate.parse("2025-05-05"),
                        defaults.maxFigureMemory(),
                        defaults.program()),
                tree);
        assertThat(described(converted)).containsExactly("2025-05-05", "2025-05-05", "2025-05-05", "swh:1:rev:" + id);
        assertThat(converted.totals().versionFrom()).contains("--release").contains(id);
    }

    @Test
    void aRepositoryRunsNoCommandOfItsOwn() throws Exception {
        commit();
        Path ran = folder.resolve("ran");
        git("config", "filter.x.clean", "touch " + ran);
        Files.writeString(tree.resolve(".git/info/attributes"), "*.md filter=x\n");
        Files.setLastModifiedTime(tree.resolve("_figures/PMC1__a.md"), FileTime.from(Instant.EPOCH));
        Converted converted = Converted.of(tree);
        assertThat(described(converted)).startsWith("2015");
        assertThat(converted.totals().versionFrom()).contains("filter");
        git("config", "--unset", "filter.x.clean");
        git("config", "core.fsmonitor", "touch " + ran);
        assertThat(described(Converted.of(tree))).startsWith("2024-03-01");
        assertThat(ran).doesNotExist();
    }

    /** A copy, an unpacked archive or a restored backup has new times and the same data. */
    @Test
    void theTimesOfFilesSayNothing() throws Exception {
        Converted before = Converted.of(TestData.SAMPLE);
        Files.setLastModifiedTime(tree.resolve("_figures"), FileTime.from(Instant.parse("2031-01-01T00:00:00Z")));
        assertThat(described(Converted.of(tree))).containsExactly("2015", "2015", "2015", "");
        Files.setLastModifiedTime(tree.resolve("_figures"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        assertThat(described(Converted.of(tree))).containsExactly("2015", "2015", "2015", "");
        assertThat(before.totals().version()).matches("[0-9]{4}");
    }

    @Test
    void dataWithoutAnyDateHaveNone() throws Exception {
        Files.delete(tree.resolve("_figures/PMC2__b.md"));
        Files.writeString(tree.resolve("_figures/PMC1__a.md"), "---\nfigid: PMC1__a\npmcid: PMC1\n---\n");
        Converted converted = Converted.of(tree);
        assertThat(described(converted)).containsExactly("undated", "", "", "");
        assertThat(converted.totals().versionFrom()).contains("the data name no date");
    }
}
