package org.pfocr.rdf.problem;

import java.util.Locale;

/**
 * The kinds of problem, for counting. The name a report shows is {@link #code()}, which is stable: scripts may depend
 * on it.
 */
public enum Kind {
    // Files.
    UNREADABLE_FILE(Severity.ERROR),
    NOT_A_FILE(Severity.ERROR),
    NOT_UTF8(Severity.ERROR),
    EMPTY_FILE(Severity.ERROR),
    TOO_LARGE(Severity.ERROR),
    UNEXPECTED(Severity.ERROR),
    // Texts, wherever they stand.
    CHARACTER_REPLACED(Severity.NOTE),
    ENCODING_REPAIRED(Severity.NOTE),
    ENCODING_DOUBTFUL(Severity.WARNING),
    // Front matter.
    NO_FRONT_MATTER(Severity.ERROR),
    UNCLOSED_FRONT_MATTER(Severity.ERROR),
    BAD_YAML(Severity.ERROR),
    WRONG_SHAPE(Severity.ERROR),
    REPEATED_FIELD(Severity.ERROR),
    UNKNOWN_FIELD(Severity.WARNING),
    // Identity of a figure.
    MISSING_FIGID(Severity.ERROR),
    BAD_FIGID(Severity.ERROR),
    FIGID_NOT_FILE_NAME(Severity.ERROR),
    DUPLICATE_FIGID(Severity.ERROR),
    // Values.
    BAD_VALUE(Severity.ERROR),
    VALUE_REPAIRED(Severity.NOTE),
    LINK_OF_OTHER_PAPER(Severity.WARNING),
    MISSING_PMCID(Severity.WARNING),
    // Rows.
    MISSING_WORD(Severity.ERROR),
    MISSING_GENE_ID(Severity.ERROR),
    BAD_GENE_ID(Severity.ERROR),
    BAD_TERM_ID(Severity.ERROR),
    BAD_TAXON_ID(Severity.ERROR),
    BAD_TABLE(Severity.ERROR),
    BAD_ROW(Severity.ERROR),
    TABLE_WITHOUT_FIGURE(Severity.WARNING),
    ROW_WITHOUT_FIGURE(Severity.WARNING),
    INLINE_AND_TABLE(Severity.WARNING),
    UNKNOWN_LEXICON(Severity.WARNING),
    // Entities over the whole input.
    GENE_IN_SEVERAL_TAXA(Severity.WARNING),
    ORGANISM_NAME_AMBIGUOUS(Severity.WARNING),
    ORGANISM_WITHOUT_TAXON(Severity.NOTE),
    SYMBOL_IS_ALIAS(Severity.NOTE),
    SYMBOL_IS_WITHDRAWN(Severity.NOTE),
    SYMBOL_NOT_APPROVED(Severity.NOTE),
    // The schema.org block.
    UNKNOWN_CONTEXT(Severity.ERROR),
    BAD_JSONLD(Severity.ERROR),
    JSONLD_ID_DIFFERS(Severity.WARNING),
    LICENSE_REPAIRED(Severity.NOTE),
    NAME_REPAIRED(Severity.NOTE);

    private final Severity severity;

    Kind(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    /** The stable name in reports, such as {@code bad-gene-id}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
