package org.pfocr.rdf.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
import org.pfocr.rdf.source.FigureFiles;
import org.pfocr.rdf.source.SourceFile;
import org.pfocr.rdf.source.TableKind;

/**
 * Reads a figure file of either generation with its side tables.
 *
 * <p>The generation is detected per file. The class is long because it names every key of the front matter. Stateless; {@link #read} may run on any thread.
 */
public final class FigureReader {
    private static final Pattern PAPER_IN_LINK = Pattern.compile("(?i)/articles/(PMC[0-9]+)(?![0-9])");

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
        private final FieldReader values;
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
        private int linkLine;
        private @Nullable Double score;
        private @Nullable Long rank;
        private @Nullable String pmcid;
        private @Nullable String paperTitle;
        private @Nullable String citation;
        private @Nullable String year;
        private @Nullable String doi;
        private @Nullable String pmid;
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
        private List<SchemaBlock> schemaBlocks = List.of();

        Reading(FigureFiles files) {
            this.files = files;
            this.file = files.figure();
            this.values = new FieldReader(file.name(), problems);
            this.rows = new RowReader(values, problems);
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
                        e.line(),
                        null,
                        "is not valid YAML: " + e.getMessage(),
                        "correct the line; a text with a colon, a quote or a bracket needs quotes around it");
                return new ReadResult.Rejected(0, problems);
            }
            String id = checkedFigid();
            if (id == null) {
                return rejected();
            }
            tables();
            Paper paper = paper(id);
            checkLink(paper);
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
                    paper,
                    organisms,
                    matchedOrganisms,
                    wikiPathways,
                    ndexNetworks,
                    annotations,
                    genes,
                    chemicals,
                    diseases,
                    schemaBlocks);
            return new ReadResult.Read(
                    figure,
                    figidLine,
                    rows.count(),
                    rows.reported(),
                    values.unread().values(),
                    problems);
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
            take(yaml, field, line);
            values.close(yaml, Problem.quote(field).equals('"' + field + '"') ? field : Problem.quote(field), line);
        }

        private void take(Yaml yaml, String field, int line) throws BadYaml {
            switch (field) {
                case "figid" -> {
                    figid = values.text(yaml, field);
                    figidLine = line;
                }
                case "figtitle" -> title = values.prose(yaml, field);
                case "caption" -> caption = values.prose(yaml, field);
                case "number" -> number = values.text(yaml, field);
                case "figtype" -> type = values.text(yaml, field);
                case "figid_alias" -> aliases = values.texts(yaml, field);
                case "redirect_from" -> formerPages = values.sitePaths(yaml, field);
                case "filename" -> fileName = values.text(yaml, field);
                case "figlink" -> {
                    link = values.link(yaml, field, line);
                    linkLine = line;
                }
                case "pathway_score" -> score = values.score(yaml, field, line);
                case "pmc_ranked_result_index" -> rank = values.rank(yaml, field, line);
                case "pmcid" -> pmcid = values.matching(Ids.PMC, yaml, field, line, "a PMC id such as PMC3829346");
                case "pmid" -> pmid = values.matching(Ids.PUBMED, yaml, field, line, "a PubMed id such as 23775082");
                case "papertitle" -> paperTitle = values.prose(yaml, field);
                case "reftext" -> citation = values.prose(yaml, field);
                case "year" -> year = values.matching(Ids.YEAR, yaml, field, line, "a year");
                case "organisms" -> organisms = values.texts(yaml, field);
                case "wpid" ->
                    wikiPathways =
                            values.allMatching(Ids.WIKIPATHWAYS, yaml, field, "a WikiPathways id such as WP5283");
                case "ndex" -> ndexNetworks = values.allMatching(Ids.UUID, yaml, field, "an NDEx network UUID");
                case "annotations" -> annotations = values.annotations(yaml, field);
                case "genes" -> genes = rows.inlineGenes(yaml, file.name());
                case "chemicals" -> chemicals = rows.inlineTerms(yaml, file.name(), TableKind.CHEMICALS);
                case "diseases" -> diseases = rows.inlineTerms(yaml, file.name(), TableKind.DISEASES);
                case "schema-jsonld" -> schemaBlocks = values.schemaBlocks(yaml, field);
                // Jekyll's own fields, and a constant of the page template: they say nothing of the figure.
                case "seo", "layout", "title", "permalink", "published" -> yaml.skip();
                default -> takeOfGeneration2(yaml, field, line);
            }
        }

        /** Fields whose presence tells the generation. */
        private void takeOfGeneration2(Yaml yaml, String field, int line) throws BadYaml {
            switch (field) {
                case "automl_pathway" -> score = values.score(yaml, field, line);
                case "doi" -> doi = values.matching(Ids.DOI, yaml, field, line, "a DOI such as 10.3390/ijms24054893");
                case "journal_title" -> journalTitle = values.prose(yaml, field);
                case "journal_nlm_ta" -> journalAbbreviation = values.prose(yaml, field);
                case "publisher_name" -> publisher = values.prose(yaml, field);
                case "keywords" -> keywords = values.keywords(yaml, field);
                case "organisms_ner" -> matchedOrganisms = values.texts(yaml, field);
                default -> {
                    values.unread(field, line);
                    yaml.skip();
                    return;
                }
            }
            generation2 = true;
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
                    pmcid,
                    paperTitle,
                    citation,
                    year,
                    doi,
                    pmid,
                    journalTitle,
                    journalAbbreviation,
                    publisher,
                    keywords);
        }

        /** A page of another paper is not the figure's, whatever the field says. */
        private void checkLink(@Nullable Paper paper) {
            if (link == null || paper == null) {
                return;
            }
            Matcher other = PAPER_IN_LINK.matcher(link);
            if (other.find() && !other.group(1).equalsIgnoreCase(paper.pmcid())) {
                problem(
                        Kind.LINK_OF_OTHER_PAPER,
                        linkLine,
                        "figlink",
                        "leads to " + other.group(1) + ", not to the figure's paper " + paper.pmcid()
                                + ", so it was left out",
                        "correct the link or the pmcid");
                link = null;
            }
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

        private void problem(Kind kind, int line, @Nullable String field, String what, String remedy) {
            problems.add(new Problem(kind, file.name(), line, field, what, remedy));
        }
    }
}
