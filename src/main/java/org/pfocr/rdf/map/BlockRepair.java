package org.pfocr.rdf.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Licences;

/** Repairs what upstream is known to write in a schema.org block in place of what it means. For one block and one thread. */
final class BlockRepair {
    private static final String ID = "@id";
    private static final String CONTEXT = "@context";

    private final Figure figure;
    private final String subject;
    /** Else about what it says itself. */
    private final boolean isOfFigure;

    private final BlockProblems problems;
    private final List<Runnable> repairs = new ArrayList<>();

    BlockRepair(Figure figure, boolean isOfFigure, BlockProblems problems) {
        this.figure = figure;
        this.subject = Iris.figure(figure.id()).getURI();
        this.isOfFigure = isOfFigure;
        this.problems = problems;
    }

    /** Says what was repaired, which counts only if the block is used. */
    void report() {
        repairs.forEach(Runnable::run);
    }

    /** The block as it should have been written. */
    Map<String, @Nullable Object> repaired(Map<String, @Nullable Object> content) {
        Map<String, @Nullable Object> block = withValues(content);
        String key = block.containsKey("id") && !block.containsKey(ID) ? "id" : ID;
        Object id = block.get(key);
        if (!block.containsKey("@graph") && isOfFigure && !subject.equals(id)) {
            problems.add(
                    Kind.JSONLD_ID_DIFFERS,
                    (id == null ? "has no @id; " : "has the @id " + Problem.quote(id.toString()) + "; ") + subject
                            + " was used",
                    "correct the @id");
            block.put(key, subject);
        }
        if ("CreativeWork".equals(block.get("name"))) {
            String label = FigureLabel.of(figure);
            block.put("name", label);
            repair(
                    Kind.NAME_REPAIRED,
                    figure.title() != null
                            ? "the placeholder CreativeWork became the figure's title"
                            : "the placeholder CreativeWork became " + Problem.quote(label)
                                    + ", since the figure has no title");
        }
        return block;
    }

    /** A copy without what has no value, and with the IRIs of licences for their names. */
    private Map<String, @Nullable Object> withValues(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            String key = String.valueOf(name);
            Object kept = key.equals(CONTEXT) ? value : withValue(key, value);
            if (kept != null) {
                copy.put(key, kept);
            }
        });
        return copy;
    }

    private @Nullable Object withValue(String key, @Nullable Object value) {
        if (value instanceof String text) {
            return text.isEmpty() && !key.startsWith("@") ? null : key.equals("license") ? licence(text) : text;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> kept = new ArrayList<>(list.size());
            for (Object item : list) {
                Object itsValue = withValue(key, item);
                if (itsValue != null) {
                    kept.add(itsValue);
                }
            }
            return kept;
        }
        if (value instanceof Map<?, ?> map) {
            boolean isNothing = map.containsKey("@value") && map.get("@value") == null;
            return isNothing ? null : withValues(map);
        }
        return value;
    }

    private String licence(String name) {
        Node licence = Licences.of(name);
        if (licence == null) {
            return name;
        }
        repair(
                Kind.LICENSE_REPAIRED,
                name.equals("CC0")
                        ? "the placeholder CC0 became " + licence.getURI()
                        : "the name " + Problem.quote(name) + " became " + licence.getURI());
        return licence.getURI();
    }

    /** Counted only if the block is used. */
    private void repair(Kind kind, String what) {
        repairs.add(() -> problems.add(kind, what, ""));
    }
}
