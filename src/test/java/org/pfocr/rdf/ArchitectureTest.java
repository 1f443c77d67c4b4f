package org.pfocr.rdf;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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

    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("problem", List.of()),
            Map.entry("model", List.of()),
            Map.entry("source", List.of("problem")),
            Map.entry("read", List.of("problem", "model", "source")),
            Map.entry("vocab", List.of()),
            Map.entry("map", List.of("problem", "model", "vocab")),
            Map.entry("sink", List.of("vocab")),
            Map.entry("store", List.of("sink", "vocab")),
            Map.entry("convert", List.of("problem", "model", "source", "read", "vocab", "map", "sink", "bundled")),
            Map.entry("serve", List.of("vocab", "store")),
            Map.entry("validate", List.of("vocab")),
            Map.entry("bundled", List.of()),
            Map.entry(
                    "cli",
                    List.of(
                            "problem",
                            "source",
                            "vocab",
                            "map",
                            "sink",
                            "store",
                            "convert",
                            "serve",
                            "model",
                            "read",
                            "validate",
                            "bundled")));

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    static List<String> packages() {
        return List.copyOf(MAY_USE.keySet());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyWhatItMay(String name) {
        List<String> allowed = new ArrayList<>(List.of(ROOT + "." + name + ".."));
        MAY_USE.get(name).forEach(other -> allowed.add(ROOT + "." + other + ".."));
        classes()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new))
                        .or(com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage(ROOT + ".."))))
                .check(CODE);
    }

    @Test
    void everyPackageIsOnTheMap() {
        assertThat(CODE.stream()
                        .map(c ->
                                c.getPackageName().substring(ROOT.length() + 1).split("\\.")[0])
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
    }

    @Test
    void thereAreNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CODE);
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
    void tdb2IsInTheStoreOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".store..")
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
