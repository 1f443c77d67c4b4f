package org.pfocr.rdf.read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.read.yaml.BadYaml;
import org.pfocr.rdf.read.yaml.Yaml;
import org.pfocr.rdf.source.SourceFile;

/** Reads a page of {@code _organisms}: {@code latin}, {@code common}, {@code ncbi} and {@code group}. Stateless. */
public final class OrganismPageReader {
    private OrganismPageReader() {}

    /** Returns the organism, or null after adding a problem. */
    public static @Nullable Taxon read(SourceFile page, List<Problem> problems) {
        FrontMatter frontMatter = FrontMatter.of(page, problems);
        if (frontMatter == null) {
            return null;
        }
        Map<String, String> fields = new HashMap<>();
        Map<String, Integer> lines = new HashMap<>();
        FieldReader values = new FieldReader(page.name(), problems);
        try {
            Yaml yaml = Yaml.parse(frontMatter.yaml(), frontMatter.firstLine());
            if (yaml.nextIsMapping()) {
                yaml.enter();
                while (!yaml.leaveMapping()) {
                    int line = yaml.line();
                    if (!yaml.nextIsScalar()) {
                        yaml.skip();
                        yaml.skip();
                        continue;
                    }
                    String field = yaml.scalar();
                    if (yaml.nextIsScalar() && !yaml.nextIsNoValue()) {
                        fields.put(field, yaml.scalar());
                        lines.put(field, line);
                    } else {
                        yaml.skip();
                    }
                    values.close(yaml, field, line);
                }
            }
            yaml.finish();
        } catch (BadYaml e) {
            problems.add(new Problem(
                    Kind.BAD_YAML,
                    page.name(),
                    e.line(),
                    null,
                    "is not valid YAML: " + e.getMessage(),
                    "correct the line"));
            return null;
        }
        String name = Sentinels.valueOrNull(fields.get("latin"));
        if (name == null) {
            problems.add(new Problem(
                    Kind.WRONG_SHAPE, page.name(), 0, "latin", "is missing, so the page says nothing", "add the name"));
            return null;
        }
        String id = Sentinels.valueOrNull(fields.get("ncbi"));
        if (id != null && !Ids.isTaxon(id)) {
            problems.add(new Problem(
                    Kind.BAD_TAXON_ID,
                    page.name(),
                    lines.getOrDefault("ncbi", 0),
                    "ncbi",
                    Problem.quote(id) + " is not a taxonomy id, so it was left out",
                    "correct it"));
            id = null;
        }
        return new Taxon(
                id, name, Sentinels.valueOrNull(fields.get("common")), Sentinels.valueOrNull(fields.get("group")));
    }
}
