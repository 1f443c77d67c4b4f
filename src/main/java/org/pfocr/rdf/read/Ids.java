package org.pfocr.rdf.read;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.text.PercentEscapes;

/** The patterns that identifiers follow; registered at identifiers.org unless said. */
final class Ids {
    static final Pattern PMC = Pattern.compile("PMC[0-9]{1,10}");
    static final Pattern PMC_PREFIX = Pattern.compile("(PMC[0-9]{1,10})__.+");
    static final Pattern YEAR = Pattern.compile("[0-9]{4}");
    static final Pattern WIKIPATHWAYS = Pattern.compile("WP[0-9]{1,5}");
    static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    /** DOI Handbook, section 2.2: a prefix beginning 10. and any printable suffix. */
    static final Pattern DOI = Pattern.compile("10\\.[0-9.]{4,}/[^\\s\\p{Cntrl}]+");

    /** PubMed's own. */
    static final Pattern PUBMED = Pattern.compile("[1-9][0-9]{0,8}");
    /** A term of an ontology of the OBO Foundry, as a CURIE or as its address. */
    private static final Pattern OBO = Pattern.compile(
            "(?:https?://purl\\.obolibrary\\.org/obo/)?(DOID|PW|CL|GO|HP|MONDO|UBERON|CHEBI)[:_]([0-9]{1,9})");
    /** What people write before a DOI. */
    private static final Pattern BEFORE_DOI =
            Pattern.compile("(?:doi:\\s*|https?://(?:dx\\.|www\\.)?doi\\.org/)+", Pattern.CASE_INSENSITIVE);
    /** An address or a prefix before an id that has neither slashes nor colons. */
    private static final Pattern BEFORE_ID = Pattern.compile("(?:https?://\\S+/|[A-Za-z.]+:\\s*)(?=[^/:]+$)");

    /** MeSH descriptors (D) and supplementary concepts (C). */
    private static final Pattern MESH = Pattern.compile("(?:mesh:)?([CD][0-9]{6,9})", Pattern.CASE_INSENSITIVE);

    private static final Pattern CHEBI = Pattern.compile("(?:chebi:)+([0-9]{1,9})", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOID = Pattern.compile("(?:doid:)+([0-9]{1,9})", Pattern.CASE_INSENSITIVE);

    /** What a FIGID must not hold: it becomes part of file names and IRIs. */
    private static final Pattern UNSAFE_FIGID = Pattern.compile("[\\s/\\\\\\p{Cntrl}]|^\\.");

    private Ids() {}

    static boolean isEntrez(String text) {
        return !text.startsWith("0") && isNumber(text, 10);
    }

    static boolean isTaxon(String text) {
        return !text.startsWith("0") && isNumber(text, 9);
    }

    /** A whole number that a long can hold. */
    static boolean isRank(String text) {
        return isNumber(text, 18);
    }

    /** Not a pattern: millions of cells are looked at. */
    private static boolean isNumber(String text, int mostDigits) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= mostDigits;
    }

    static boolean isFigid(String text) {
        return text.length() <= 200 && !UNSAFE_FIGID.matcher(text).find();
    }

    static @Nullable String mesh(String text) {
        String id = group(MESH, text);
        return id == null ? null : id.toUpperCase(Locale.ROOT);
    }

    static @Nullable String chebi(String text) {
        return group(CHEBI, text);
    }

    static @Nullable String doid(String text) {
        return group(DOID, text);
    }

    /** The id as {@code DOID_9352}; null where it is of no ontology that is known. */
    static @Nullable String obo(String text) {
        Matcher matcher = OBO.matcher(text.strip());
        return matcher.matches() ? matcher.group(1) + "_" + matcher.group(2) : null;
    }

    /**
     * The id that a text means for sure though it is not in the pattern's form: blanks around it, its address, a prefix, a
     * DOI that is encoded as in an address, a PMC id in small letters or without its letters. Null where there is none.
     */
    static @Nullable String repaired(Pattern pattern, String text) {
        String id = text.strip();
        if (pattern == DOI) {
            id = BEFORE_DOI.matcher(id).replaceFirst("");
            if (!pattern.matcher(id).matches()) {
                id = PercentEscapes.decoded(id);
            }
        } else if (pattern != YEAR) {
            Matcher before = BEFORE_ID.matcher(id);
            id = before.lookingAt() ? id.substring(before.end()).strip() : id;
            if (pattern == PMC) {
                id = id.toUpperCase(Locale.ROOT);
                id = id.startsWith("PMC") ? id : "PMC" + id;
            }
        }
        return pattern.matcher(id).matches() ? id : null;
    }

    private static @Nullable String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
