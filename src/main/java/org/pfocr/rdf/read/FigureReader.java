package org.pfocr.rdf.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.Annotation;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.model.GeneRow;
import org.pfocr.rdf.model.Paper;
import org.pfocr.rdf.model.SchemaBlock;
import org.pfocr.rdf.model.TermRow;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.read.yaml.BadYaml;
import org.pfocr.rdf.read.yaml.Yaml;
import org.pfocr.rdf.read.yaml.Yaml.BadTree;
import org.pfocr.rdf.source.FigureFiles;
import org.pfocr.rdf.source.SourceFile;
import org.pfocr.rdf.source.TableKind;

/**
 * Reads a figure file of either generation with its side tables.
 *
 * <p>The generation is detected per file. Stateless; {@link #read} may run on any thread.
 */
public final class FigureReader {
    /** Fields that only figures of generation 2 have. */
    private static final Set<String> GENERATION_2 = Set.of(
            "automl_pathway", "doi", "journal_title", "journal_nlm_ta", "publisher_name", "keywords", "organisms_ner");

    private FigureReader() {}

    /** Reads the files; whatever is wrong with them is in the result, never an exception. */
    public static ReadResult read(FigureFiles files) {
        return new Reading(files).run();
    }

    /** The state of reading one figure. */
    private static final class Reading {
        private final FigureFiles files;
        private final SourceFile file;
        private final List<Problem> problems = new ArrayList<>();
        private final RowReader rows;
        private final Set<String> seenFields = new HashSet<>();

        private boolean generation2;
        private @Nullable String figid;
        private int figidLine;
        private @Nullable String title;
        private @Nullable String caption;
        private @Nullable String number;
        private @Nullable String type;
        private List<String> aliases = List.of();
        private List<String> formerPages = List.of();
        private @Nullable String fileName;
        private @Nullable String link;
        private @Nullable Double score;
        private @Nullable Long rank;
        private @Nullable String pmcid;
        private @Nullable String paperTitle;
        private @Nullable String citation;
        private @Nullable String year;
        private @Nullable String doi;
        private @Nullable String journalTitle;
        private @Nullable String journalAbbreviation;
        private @Nullable String publisher;
        private List<String> keywords = List.of();
        private List<String> organisms = List.of();
        private List<String> matchedOrganisms = List.of();
        private List<String> wikiPathways = List.of();
        private List<String> ndexNetworks = List.of();
        private List<Annotation> annotations = List.of();
        private List<GeneRow> genes = List.of();
        private List<TermRow> chemicals = List.of();
        private List<TermRow> diseases = List.of();
        private @Nullable SchemaBlock schemaBlock;

        Reading(FigureFiles files) {
            this.files = files;
            this.file = files.figure();
            this.rows = new RowReader(problems);
        }

        ReadResult run() {
            try {
                FrontMatter frontMatter = FrontMatter.of(file, problems);
                if (frontMatter == null) {
                    return rejected();
                }
                Yaml yaml = Yaml.parse(frontMatter.yaml(), frontMatter.firstLine());
                if (!yaml.nextIsMapping()) {
                    yaml.finish(); // An error says more.
                    problem(
                            Kind.BAD_YAML,
                            frontMatter.firstLine(),
                            null,
                            "holds no fields",
                            "write field: value lines");
                    return rejected();
                }
                yaml.enter();
                while (!yaml.leaveMapping()) {
                    field(yaml);
                }
                yaml.finish();
            } catch (BadYaml e) {
                problems.clear(); // Before the error the fields may not be what their writer meant.
                problem(
                        Kind.BAD_YAML,
                        e.line,
                        null,
                        "is not valid YAML: " + e.getMessage(),
                        "correct the line; a text with a colon or a quote needs quotes around it");
                return new ReadResult.Rejected(0, problems);
            }
            String id = checkedFigid();
            if (id == null) {
                return rejected();
            }
            tables();
            Figure figure = new Figure(
                    id,
                    generation2 ? 2 : 1,
                    title,
                    caption,
                    number,
                    type,
                    aliases,
                    formerPages,
                    fileName,
                    link,
                    score,
                    rank,
                    paper(id),
                    organisms,
                    matchedOrganisms,
                    wikiPathways,
                    ndexNetworks,
                    annotations,
                    genes,
                    chemicals,
                    diseases,
                    schemaBlock);
            return new ReadResult.Read(figure, figidLine, rows.count(), rows.reported(), problems);
        }

        private ReadResult rejected() {
            return new ReadResult.Rejected(rows.count(), problems);
        }

        private void field(Yaml yaml) throws BadYaml {
            int line = yaml.line();
            if (!yaml.nextIsScalar()) {
                problem(Kind.WRONG_SHAPE, line, null, "a field's name is a list or a map", "correct the YAML");
                yaml.skip();
                yaml.skip();
                return;
            }
            String field = yaml.scalar();
            if (!seenFields.add(field)) {
                problem(
                        Kind.REPEATED_FIELD,
                        line,
                        field,
                        "occurs a second time; the first one was used",
                        "remove one of the two");
                yaml.skip();
                return;
            }
            generation2 |= GENERATION_2.contains(field);
            switch (field) {
                case "figid" -> {
                    figid = text(yaml, field);
                    figidLine = line;
                }
                case "figtitle" -> title = text(yaml, field);
                case "caption" -> caption = text(yaml, field);
                case "number" -> number = text(yaml, field);
                case "figtype" -> type = text(yaml, field);
                case "figid_alias" -> aliases = texts(yaml, field);
                case "redirect_from" -> formerPages = texts(yaml, field);
                case "filename" -> fileName = text(yaml, field);
                case "figlink" -> link = link(text(yaml, field), line, field);
                case "pathway_score", "automl_pathway" -> score = score(text(yaml, field), line, field);
                case "pmc_ranked_result_index" -> rank = rank(text(yaml, field), line, field);
                case "pmcid" ->
                    pmcid = matching(Ids.PMC, text(yaml, field), line, field, "a PMC id such as PMC3829346");
                case "papertitle" -> paperTitle = text(yaml, field);
                case "reftext" -> citation = text(yaml, field);
                case "year" -> year = matching(Ids.YEAR, text(yaml, field), line, field, "a year");
                case "doi" ->
                    doi = matching(Ids.DOI, text(yaml, field), line, field, "a DOI such as 10.3390/ijms24054893");
                case "journal_title" -> journalTitle = text(yaml, field);
                case "journal_nlm_ta" -> journalAbbreviation = text(yaml, field);
                case "publisher_name" -> publisher = text(yaml, field);
                case "keywords" -> keywords = keywords(yaml, field);
                case "organisms" -> organisms = texts(yaml, field);
                case "organisms_ner" -> matchedOrganisms = texts(yaml, field);
                case "wpid" ->
                    wikiPathways = matching(Ids.WIKIPATHWAYS, yaml, field, "a WikiPathways id such as WP5283");
                case "ndex" -> ndexNetworks = matching(Ids.UUID, yaml, field, "an NDEx network UUID");
                case "annotations" -> annotations = annotations(yaml, field);
                case "genes" -> genes = rows.inlineGenes(yaml, file.name());
                case "chemicals" -> chemicals = rows.inlineTerms(yaml, file.name(), TableKind.CHEMICALS);
                case "diseases" -> diseases = rows.inlineTerms(yaml, file.name(), TableKind.DISEASES);
                case "schema-jsonld" -> schemaBlock = schemaBlock(yaml, field);
                // Jekyll's own fields, and a constant of the page template: they say nothing of the figure.
                case "seo", "layout", "title", "permalink", "published" -> yaml.skip();
                default -> {
                    problem(
                            Kind.UNKNOWN_FIELD,
                            line,
                            Problem.quote(field),
                            "is not a field of PFOCR, so it is not in the output",
                            "check its spelling");
                    yaml.skip();
                }
            }
        }

        private @Nullable String checkedFigid() {
            if (figid == null) {
                problem(Kind.MISSING_FIGID, 1, "figid", "is missing", "add it; it is the file name without .md");
                return null;
            }
            if (!Ids.isFigid(figid)) {
                problem(
                        Kind.BAD_FIGID,
                        figidLine,
                        "figid",
                        Problem.quote(figid) + " holds a blank, a slash or a control character, or is too long",
                        "use the form PMC3829346__zbc0361357840007");
                return null;
            }
            if (!figid.equals(file.baseName())) {
                problem(
                        Kind.FIGID_NOT_FILE_NAME,
                        figidLine,
                        "figid",
                        Problem.quote(figid) + " is not the file's name, and which of the two is right is not known",
                        "rename the file to FIGID.md or correct the figid");
                return null;
            }
            return figid;
        }

        private @Nullable Paper paper(String id) {
            if (pmcid == null) {
                Matcher prefix = Ids.PMC_PREFIX.matcher(id);
                if (!prefix.matches()) {
                    problem(
                            Kind.MISSING_PMCID,
                            figidLine,
                            "pmcid",
                            "is missing, and the figid does not begin with one, so the figure has no paper",
                            "add the pmcid");
                    return null;
                }
                pmcid = prefix.group(1);
                problem(
                        Kind.MISSING_PMCID,
                        figidLine,
                        "pmcid",
                        "is missing; " + pmcid + " was taken from the figid",
                        "add it");
            }
            return new Paper(
                    pmcid, paperTitle, citation, year, doi, journalTitle, journalAbbreviation, publisher, keywords);
        }

        private void tables() {
            if (!files.tables().isEmpty()) {
                generation2 = true;
            }
            SourceFile geneTable = files.tables().get(TableKind.GENES);
            if (geneTable != null) {
                genes = joined(genes, rows.geneTable(geneTable), "genes");
            }
            SourceFile chemicalTable = files.tables().get(TableKind.CHEMICALS);
            if (chemicalTable != null) {
                chemicals = joined(chemicals, rows.termTable(chemicalTable, TableKind.CHEMICALS), "chemicals");
            }
            SourceFile diseaseTable = files.tables().get(TableKind.DISEASES);
            if (diseaseTable != null) {
                diseases = joined(diseases, rows.termTable(diseaseTable, TableKind.DISEASES), "diseases");
            }
        }

        private <T> List<T> joined(List<T> inline, List<T> table, String field) {
            if (inline.isEmpty()) {
                return table;
            }
            problem(
                    Kind.INLINE_AND_TABLE,
                    0,
                    field,
                    "has rows inline and in a side table; both were used",
                    "keep the rows in one place");
            List<T> both = new ArrayList<>(inline);
            both.addAll(table);
            return both;
        }

        // ---- Values

        private @Nullable String text(Yaml yaml, String field) throws BadYaml {
            int line = yaml.line();
            if (!yaml.nextIsScalar()) {
                problem(Kind.WRONG_SHAPE, line, field, "is a list or a map, not a text", "write one text");
                yaml.skip();
                return null;
            }
            return Sentinels.valueOrNull(yaml.scalar());
        }

        /** A list of texts; one bare text is a list of one. */
        private List<String> texts(Yaml yaml, String field) throws BadYaml {
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

        private List<String> keywords(Yaml yaml, String field) throws BadYaml {
            boolean list = yaml.nextIsSequence();
            List<String> texts = texts(yaml, field);
            if (list) {
                return texts;
            }
            List<String> parts = new ArrayList<>();
            for (String text : texts) {
                for (String part : text.split("\\|", -1)) {
                    if (!part.isBlank()) {
                        parts.add(part.strip());
                    }
                }
            }
            return parts;
        }

        private @Nullable String matching(
                Pattern pattern, @Nullable String text, int line, String field, String meaning) {
            if (text == null || pattern.matcher(text).matches()) {
                return text;
            }
            badValue(line, field, text, meaning);
            return null;
        }

        private List<String> matching(Pattern pattern, Yaml yaml, String field, String meaning) throws BadYaml {
            List<String> found = new ArrayList<>();
            eachText(yaml, field, (text, line) -> {
                String matched = matching(pattern, text, line, field, meaning);
                if (matched != null) {
                    found.add(matched);
                }
            });
            return found;
        }

        private @Nullable String link(@Nullable String text, int line, String field) {
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

        private @Nullable Double score(@Nullable String text, int line, String field) {
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

        private @Nullable Long rank(@Nullable String text, int line, String field) {
            if (text == null || Ids.isRank(text)) {
                return text == null ? null : Long.valueOf(text);
            }
            badValue(line, field, text, "a whole number");
            return null;
        }

        private List<Annotation> annotations(Yaml yaml, String field) throws BadYaml {
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
                Object item = yaml.tree();
                if (item instanceof Map<?, ?> map
                        && map.get("type") instanceof String annotationType
                        && map.get("value") instanceof String value
                        && !annotationType.isBlank()
                        && !value.isBlank()) {
                    found.add(new Annotation(annotationType, value));
                } else {
                    problem(
                            Kind.WRONG_SHAPE,
                            line,
                            field,
                            "has an item without type and value",
                            "write both, as texts");
                }
            }
            return found;
        }

        private @Nullable SchemaBlock schemaBlock(Yaml yaml, String field) throws BadYaml {
            int line = yaml.line();
            if (!yaml.nextIsMapping()) {
                boolean isList = yaml.nextIsSequence();
                if (isList) {
                    yaml.skip();
                }
                if (isList || text(yaml, field) != null) {
                    problem(Kind.BAD_JSONLD, line, field, "is not a map", "write the schema.org block as a map");
                }
                return null;
            }
            try {
                @SuppressWarnings("unchecked") // tree() gives a map with text keys for a mapping.
                Map<String, Object> block = (Map<String, Object>) yaml.tree();
                return new SchemaBlock(line, block);
            } catch (BadTree e) {
                problem(Kind.BAD_JSONLD, e.line, field, String.valueOf(e.getMessage()), "correct the block");
                return null;
            }
        }

        private void badValue(int line, String field, String text, String meaning) {
            problem(
                    Kind.BAD_VALUE,
                    line,
                    field,
                    Problem.quote(text) + " is not " + meaning,
                    "correct it or leave it empty");
        }

        private void problem(Kind kind, int line, @Nullable String field, String what, String remedy) {
            problems.add(new Problem(kind, file.name(), line, field, what, remedy));
        }
    }
}
