package org.pfocr.rdf.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.Annotation;
import org.pfocr.rdf.model.SchemaBlock;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.read.ReadResult.Unread;
import org.pfocr.rdf.read.yaml.BadYaml;
import org.pfocr.rdf.read.yaml.Yaml;
import org.pfocr.rdf.read.yaml.Yaml.BadTree;
import org.pfocr.rdf.text.Mojibake;
import org.pfocr.rdf.text.XmlText;

/**
 * Takes the values of one page's fields from its YAML; what cannot be used is a problem. For one thread.
 *
 * <p>It is long because each kind of value has its own ways to be wrong, and its own words for them.
 */
final class FieldReader {
    private static final String OWN_SITE = "pfocr.wikipathways.org";
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*)(.*)");

    private final String file;
    private final List<Problem> problems;
    private final Map<String, Unread> unread = new LinkedHashMap<>();
    private int replacedBefore;
    private int repaired;
    private int doubtful;

    FieldReader(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Keys and columns that were met and not read, by name. */
    Map<String, Unread> unread() {
        return unread;
    }

    /** Notes that nobody reads a key. */
    void unread(String name, int line) {
        unread(name, file, line);
    }

    /** The same of a column of a side table. */
    void unread(String name, String inFile, int line) {
        unread.computeIfAbsent(name, key -> new Unread(key, inFile, line));
    }

    /** Says once for a field what its texts held that had to be changed. */
    void close(Yaml yaml, String field, int line) {
        int replaced = yaml.replaced() - replacedBefore;
        replacedBefore = yaml.replaced();
        if (replaced > 0) {
            problem(Kind.CHARACTER_REPLACED, line, field, XmlText.message(replaced, yaml.lastReplaced()), "");
        }
        if (repaired > 0) {
            problem(
                    Kind.ENCODING_REPAIRED,
                    line,
                    field,
                    "held characters of UTF-8 that had been read in another encoding (" + repaired
                            + "); they were put right",
                    "save the text as UTF-8 in the source");
        }
        if (doubtful > 0) {
            problem(
                    Kind.ENCODING_DOUBTFUL,
                    line,
                    field,
                    "holds places that may be UTF-8 read in another encoding (" + doubtful
                            + "); they were left as they are",
                    "look at the text");
        }
        repaired = 0;
        doubtful = 0;
    }

    @Nullable
    String text(Yaml yaml, String field) throws BadYaml {
        int line = yaml.line();
        if (!yaml.nextIsScalar()) {
            problem(Kind.WRONG_SHAPE, line, field, "is a list or a map, not a text", "write one text");
            yaml.skip();
            return null;
        }
        boolean isNone = yaml.nextIsNoValue();
        String text = yaml.scalar();
        return isNone ? null : Sentinels.textOrNull(text);
    }

    /** A text for people, in which wrong encodings are put right. */
    @Nullable
    String prose(Yaml yaml, String field) throws BadYaml {
        String text = text(yaml, field);
        return text == null ? null : prose(text);
    }

    private String prose(String text) {
        Mojibake.Result result = Mojibake.of(text);
        repaired += result.repaired();
        doubtful += result.doubtful();
        return result.text();
    }

    /** A list of texts; one bare text is a list of one. */
    List<String> texts(Yaml yaml, String field) throws BadYaml {
        List<String> texts = new ArrayList<>();
        eachText(yaml, field, (text, line) -> texts.add(text));
        return texts;
    }

    private interface TextConsumer {
        void accept(String text, int line);
    }

    private void eachText(Yaml yaml, String field, TextConsumer consumer) throws BadYaml {
        boolean list = yaml.nextIsSequence();
        if (list) {
            yaml.enter();
        }
        do {
            if (list && yaml.leaveSequence()) {
                return;
            }
            int line = yaml.line();
            String text = text(yaml, field);
            if (text != null) {
                consumer.accept(text, line);
            }
        } while (list);
    }

    List<String> keywords(Yaml yaml, String field) throws BadYaml {
        boolean list = yaml.nextIsSequence();
        List<String> parts = new ArrayList<>();
        for (String text : texts(yaml, field)) {
            if (list) {
                parts.add(prose(text));
                continue;
            }
            for (String part : prose(text).split("\\|", -1)) {
                if (!part.isBlank()) {
                    parts.add(part.strip());
                }
            }
        }
        return parts;
    }

    @Nullable
    String matching(Pattern pattern, Yaml yaml, String field, int line, String meaning) throws BadYaml {
        return matching(pattern, text(yaml, field), line, field, meaning);
    }

    private @Nullable String matching(Pattern pattern, @Nullable String text, int line, String field, String meaning) {
        if (text == null || pattern.matcher(text).matches()) {
            return text;
        }
        String repairedId = Ids.repaired(pattern, text);
        if (repairedId == null) {
            badValue(line, field, text, meaning);
        } else {
            problem(Kind.VALUE_REPAIRED, line, field, Problem.quote(text) + " was read as " + repairedId, "");
        }
        return repairedId;
    }

    List<String> allMatching(Pattern pattern, Yaml yaml, String field, String meaning) throws BadYaml {
        List<String> found = new ArrayList<>();
        eachText(yaml, field, (text, line) -> {
            String matched = matching(pattern, text, line, field, meaning);
            if (matched != null) {
                found.add(matched);
            }
        });
        return found;
    }

    /** A path at PubMed Central, or a whole address. */
    @Nullable
    String link(Yaml yaml, String field, int line) throws BadYaml {
        String text = text(yaml, field);
        if (text == null || text.startsWith("https://") || text.startsWith("http://")) {
            return text;
        }
        String path = text.startsWith("/") ? text : "/" + text;
        if (path.startsWith("/pmc/")) {
            return path;
        }
        badValue(line, field, text, "a path that begins with /pmc/ or a web address");
        return null;
    }

    /** Paths of the site, which may be written as whole addresses. */
    List<String> sitePaths(Yaml yaml, String field) throws BadYaml {
        List<String> paths = new ArrayList<>();
        eachText(yaml, field, (text, line) -> {
            Matcher address = ADDRESS.matcher(text.strip());
            if (!address.matches()) {
                paths.add(text);
            } else if (address.group(1).equalsIgnoreCase(OWN_SITE)) {
                paths.add(address.group(2).isEmpty() ? "/" : address.group(2));
            } else {
                badValue(line, field, text, "a path or address of " + OWN_SITE);
            }
        });
        return paths;
    }

    @Nullable
    Double score(Yaml yaml, String field, int line) throws BadYaml {
        String text = text(yaml, field);
        if (text == null) {
            return null;
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below, with the numbers that are out of range.
        }
        badValue(line, field, text, "a number from 0 to 1");
        return null;
    }

    @Nullable
    Long rank(Yaml yaml, String field, int line) throws BadYaml {
        String text = text(yaml, field);
        if (text == null || Ids.isRank(text)) {
            return text == null ? null : Long.valueOf(text);
        }
        badValue(line, field, text, "a whole number");
        return null;
    }

    List<Annotation> annotations(Yaml yaml, String field) throws BadYaml {
        List<Annotation> found = new ArrayList<>();
        if (!yaml.nextIsSequence()) {
            int line = yaml.line();
            String text = text(yaml, field); // An empty value says "none"; anything else is in the wrong shape.
            if (text != null) {
                problem(Kind.WRONG_SHAPE, line, field, "is a text, not a list", "write a list of type and value");
            }
            return found;
        }
        yaml.enter();
        while (!yaml.leaveSequence()) {
            int line = yaml.line();
            Annotation annotation = annotation(tree(yaml, field), field, line);
            if (annotation != null) {
                found.add(annotation);
            }
        }
        return found;
    }

    private @Nullable Annotation annotation(@Nullable Object item, String field, int line) {
        if (!(item instanceof Map<?, ?> map)
                || !(map.get("type") instanceof String type)
                || !(map.get("value") instanceof String value)
                || type.isBlank()
                || value.isBlank()) {
            problem(Kind.WRONG_SHAPE, line, field, "has an item without type and value", "write both, as texts");
            return null;
        }
        String id = null;
        String parent = null;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            switch (key) {
                case "type", "value" -> {}
                case "id" -> {
                    String text = entry.getValue() instanceof String given ? Sentinels.textOrNull(given) : null;
                    id = text == null ? null : Ids.obo(text);
                    if (text != null && id == null) {
                        problem(
                                Kind.BAD_TERM_ID,
                                line,
                                field + ".id",
                                Problem.quote(text)
                                        + " is no term of an ontology that is known here, so it was left out",
                                "use a form such as DOID:9352");
                    }
                }
                case "parent" -> parent = entry.getValue() instanceof String given ? Sentinels.textOrNull(given) : null;
                default -> unread(field + "." + key, line);
            }
        }
        return new Annotation(type, value, id, parent);
    }

    private @Nullable Object tree(Yaml yaml, String field) throws BadYaml {
        try {
            return yaml.tree();
        } catch (BadTree e) {
            problem(Kind.WRONG_SHAPE, e.line(), field, String.valueOf(e.getMessage()), "write type and value");
            return Map.of();
        }
    }

    /** The schema.org blocks: a map, or a list of them. */
    List<SchemaBlock> schemaBlocks(Yaml yaml, String field) throws BadYaml {
        List<SchemaBlock> blocks = new ArrayList<>();
        if (!yaml.nextIsSequence()) {
            schemaBlock(yaml, field, blocks);
            return blocks;
        }
        yaml.enter();
        while (!yaml.leaveSequence()) {
            schemaBlock(yaml, field, blocks);
        }
        return blocks;
    }

    private void schemaBlock(Yaml yaml, String field, List<SchemaBlock> blocks) throws BadYaml {
        int line = yaml.line();
        if (!yaml.nextIsMapping()) {
            boolean isList = yaml.nextIsSequence();
            if (isList) {
                yaml.skip();
            }
            if (isList || text(yaml, field) != null) {
                problem(Kind.BAD_JSONLD, line, field, "is not a map", "write the schema.org block as a map");
            }
            return;
        }
        try {
            Object block = prose(yaml.json(), "");
            if (block instanceof Map<?, ?>) {
                @SuppressWarnings("unchecked") // json() gives a map with text keys for a mapping.
                Map<String, @Nullable Object> map = (Map<String, @Nullable Object>) block;
                blocks.add(new SchemaBlock(line, map));
            }
        } catch (BadTree e) {
            problem(Kind.BAD_JSONLD, e.line(), field, "was left out: " + e.getMessage(), "correct the block");
        }
    }

    /** Puts wrong encodings right in all texts but those of keywords, such as IRIs. */
    private @Nullable Object prose(@Nullable Object json, String key) {
        if (json instanceof String text && !key.startsWith("@")) {
            return prose(text);
        }
        if (json instanceof List<?>) {
            @SuppressWarnings("unchecked") // It is json()'s own.
            List<@Nullable Object> list = (List<@Nullable Object>) json;
            list.replaceAll(item -> prose(item, key));
        } else if (json instanceof Map<?, ?> && !key.equals("@context")) {
            @SuppressWarnings("unchecked") // It is json()'s own.
            Map<String, @Nullable Object> map = (Map<String, @Nullable Object>) json;
            map.replaceAll((name, value) -> prose(value, name));
        }
        return json;
    }

    private void badValue(int line, String field, String text, String meaning) {
        problem(
                Kind.BAD_VALUE,
                line,
                field,
                Problem.quote(text) + " is not " + meaning,
                "correct it or leave it empty");
    }

    private void problem(Kind kind, int line, String field, String what, String remedy) {
        problems.add(new Problem(kind, file, line, field, what, remedy));
    }
}
