package org.pfocr.rdf;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the map of the code: which package may use which. */
class ArchitectureTest {
    private static final String ROOT = "org.pfocr.rdf";

    /** Each package, and what it may use beside itself. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("problem", List.of()),
            Map.entry("model", List.of()),
            Map.entry("source", List.of("problem")),
            Map.entry("text", List.of()),
            Map.entry("read.yaml", List.of("text")),
            Map.entry("read", List.of("problem", "model", "source", "text", "read.yaml")),
            Map.entry("vocab", List.of()),
            Map.entry("map", List.of("problem", "model", "vocab", "text")),
            Map.entry("entity", List.of("problem", "model", "vocab")),
            Map.entry("sink", List.of("vocab")),
            Map.entry("sink.count", List.of("sink", "vocab")),
            Map.entry("bundled", List.of()),
            Map.entry("examples", List.of("bundled", "vocab")),
            Map.entry(
                    "convert",
                    List.of(
                            "problem",
                            "model",
                            "source",
                            "read",
                            "vocab",
                            "map",
                            "entity",
                            "sink",
                            "sink.count",
                            "bundled",
                            "examples")),
            Map.entry("release.file", List.of()),
            Map.entry("release.table", List.of("release.file", "sink", "text", "vocab")),
            Map.entry("release.change", List.of("release.file", "vocab")),
            Map.entry(
                    "release", List.of("release.file", "release.table", "release.change", "convert", "sink", "vocab")),
            Map.entry("validate", List.of("vocab")),
            Map.entry("store.layout", List.of("vocab")),
            Map.entry("store.read", List.of("store.layout")),
            Map.entry("store.build", List.of("store.layout", "store.read", "sink", "vocab")),
            Map.entry("store", List.of("store.layout", "store.read", "store.build")),
            Map.entry("answer.services", List.of()),
            Map.entry("answer.rewrite", List.of()),
            Map.entry("answer.columns", List.of("answer.rewrite", "store.read")),
            Map.entry("answer.rows", List.of("answer.columns", "store.read")),
            Map.entry(
                    "answer",
                    List.of(
                            "answer.rewrite",
                            "answer.columns",
                            "answer.rows",
                            "answer.services",
                            "store.read",
                            "store.layout")),
            Map.entry("sets.statistics", List.of()),
            Map.entry("sets.index", List.of("store.read", "vocab")),
            Map.entry("sets", List.of("sets.statistics", "sets.index", "store.read", "vocab")),
            Map.entry("sets.query", List.of("sets", "sets.index", "vocab")),
            Map.entry("search.index", List.of("store.read", "vocab")),
            Map.entry("search.found", List.of("search.index")),
            Map.entry("search", List.of("search.index", "search.found", "store.read", "vocab")),
            Map.entry("search.query", List.of("search", "answer", "answer.rows", "vocab")),
            Map.entry("schema", List.of("vocab")),
            Map.entry("serve.http", List.of("vocab")),
            Map.entry("serve.observe", List.of("serve.http", "serve.supervise")),
            Map.entry(
                    "serve.generation", List.of("serve.http", "serve.observe", "store", "store.read", "store.layout")),
            Map.entry("serve.supervise", List.of("store.layout")),
            Map.entry("serve.door", List.of("serve.http")),
            Map.entry("serve.limit", List.of("serve.http", "serve.door", "serve.observe", "serve.supervise")),
            Map.entry("serve.bound", List.of("serve.http")),
            Map.entry("serve.federate", List.of("serve.http", "serve.limit")),
            Map.entry(
                    "serve.graph",
                    List.of(
                            "serve.http",
                            "serve.observe",
                            "serve.generation",
                            "serve.limit",
                            "serve.page",
                            "search.query",
                            "sets.query",
                            "store.layout",
                            "sink",
                            "text",
                            "vocab")),
            Map.entry("serve.page", List.of("serve.http", "vocab")),
            Map.entry("serve.figure", List.of("search", "sets", "sets.index", "sets.query", "serve.page", "vocab")),
            Map.entry(
                    "serve.thing",
                    List.of(
                            "serve.figure",
                            "serve.http",
                            "serve.observe",
                            "serve.generation",
                            "serve.limit",
                            "serve.page",
                            "serve.graph",
                            "search",
                            "sets",
                            "sets.index",
                            "sets.query",
                            "store.layout",
                            "vocab")),
            Map.entry(
                    "serve.query",
                    List.of(
                            "schema",
                            "answer",
                            "sink",
                            "examples",
                            "serve.http",
                            "serve.observe",
                            "serve.generation",
                            "serve.limit",
                            "serve.federate",
                            "serve.bound",
                            "serve.graph",
                            "answer",
                            "search.query",
                            "sets.query",
                            "vocab")),
            Map.entry(
                    "serve.api",
                    List.of(
                            "serve.http",
                            "serve.observe",
                            "serve.generation",
                            "serve.limit",
                            "serve.query",
                            "examples",
                            "search",
                            "search.index",
                            "sets",
                            "sets.index",
                            "sets.query",
                            "search.found",
                            "vocab")),
            Map.entry(
                    "serve.mcp.tool",
                    List.of(
                            "serve.http",
                            "serve.generation",
                            "serve.limit",
                            "serve.query",
                            "serve.api",
                            "answer",
                            "bundled",
                            "schema",
                            "search",
                            "search.found",
                            "sets",
                            "sets.query",
                            "vocab")),
            Map.entry(
                    "serve.mcp",
                    List.of(
                            "serve.mcp.tool",
                            "serve.http",
                            "serve.observe",
                            "serve.generation",
                            "serve.limit",
                            "serve.query",
                            "serve.api",
                            "answer",
                            "bundled",
                            "schema",
                            "search",
                            "vocab")),
            Map.entry(
                    "serve.web",
                    List.of(
                            "bundled",
                            "serve.figure",
                            "search",
                            "search.index",
                            "search.found",
                            "sets",
                            "sets.index",
                            "serve.http",
                            "serve.observe",
                            "serve.generation",
                            "serve.limit",
                            "serve.graph",
                            "serve.page",
                            "serve.thing",
                            "store.layout",
                            "vocab")),
            Map.entry("serve.download", List.of("serve.http", "serve.graph", "serve.page", "vocab")),
            Map.entry(
                    "serve",
                    List.of(
                            "serve.download",
                            "serve.http",
                            "serve.observe",
                            "serve.generation",
                            "serve.limit",
                            "serve.federate",
                            "serve.graph",
                            "serve.query",
                            "serve.door",
                            "serve.supervise",
                            "serve.page",
                            "serve.thing",
                            "serve.api",
                            "serve.mcp",
                            "serve.web",
                            "examples",
                            "answer",
                            "search",
                            "sets",
                            "search.query",
                            "sets.query",
                            "store",
                            "store.read",
                            "store.layout")),
            Map.entry("cli.report", List.of("problem", "convert", "text")),
            Map.entry(
                    "cli.load",
                    List.of(
                            "cli.report",
                            "search.index",
                            "sets.index",
                            "problem",
                            "source",
                            "vocab",
                            "sink",
                            "convert",
                            "store",
                            "store.build",
                            "store.layout")),
            Map.entry(
                    "cli",
                    List.of(
                            "cli.load",
                            "cli.report",
                            "examples",
                            "search",
                            "search.index",
                            "search.found",
                            "schema",
                            "problem",
                            "model",
                            "source",
                            "read",
                            "vocab",
                            "text",
                            "map",
                            "sink",
                            "convert",
                            "release",
                            "validate",
                            "bundled",
                            "store",
                            "store.build",
                            "store.read",
                            "store.layout",
                            "answer",
                            "sets",
                            "sets.index",
                            "search.query",
                            "sets.query",
                            "serve",
                            "serve.supervise",
                            "serve.http")));

    /** More files than this are two rooms. */
    private static final int MOST_FILES = 16;

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    static List<String> packages() {
        return List.copyOf(MAY_USE.keySet());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyWhatItMay(String name) {
        List<String> allowed = new ArrayList<>(List.of(ROOT + "." + name));
        MAY_USE.get(name).forEach(other -> allowed.add(ROOT + "." + other));
        classes()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new))
                        .or(com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage(ROOT + ".."))))
                .check(CODE);
    }

    @Test
    void everyPackageIsOnTheMap() {
        assertThat(CODE.stream()
                        .map(c -> c.getPackageName().substring(ROOT.length() + 1))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageIsOneRoom(String name) {
        assertThat(CODE.stream()
                        .filter(c -> c.getPackageName().equals(ROOT + "." + name))
                        .map(ArchitectureTest::file)
                        .filter(file -> !file.endsWith(".package-info"))
                        .distinct())
                .hasSizeLessThanOrEqualTo(MOST_FILES);
    }

    @Test
    void thereAreNoCyclesOfPackages() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void thereAreNoCyclesWithinAPackage() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass c) {
                        return SliceIdentifier.of(file(c));
                    }

                    @Override
                    public String getDescription() {
                        return "files";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }

    /** The class that a class, nested or not, stands in the file of. */
    private static String file(JavaClass c) {
        return c.getName().split("\\$")[0];
    }

    @Test
    void theReadingHalfKnowsNoRdf() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".problem..", ROOT + ".model..", ROOT + ".source..", ROOT + ".read..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.jena..")
                .check(CODE);
    }

    @Test
    void readingTouchesNoFiles() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".read..", ROOT + ".model..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.file.Files")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.File")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.time..")
                .check(CODE);
    }

    @Test
    void tdb2IsInStoreAndAnswerOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".store..", ROOT + ".answer..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.jena.tdb2..")
                .check(CODE);
    }

    @Test
    void fusekiIsInServeOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".serve..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.jena.fuseki..", "org.eclipse.jetty..", "jakarta.servlet..")
                .check(CODE);
    }

    @Test
    void onlyVocabMakesIris() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".vocab..")
                .should()
                .callMethod(NodeFactory.class, "createURI", String.class)
                .check(CODE);
    }

    @Test
    void onlyTheCommandLineExits() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasName.Predicates.name("halt")))
                .check(CODE);
    }

    @Test
    void staticFieldsAreFinal() {
        fields().that().areStatic().should().beFinal().check(CODE);
    }
}
