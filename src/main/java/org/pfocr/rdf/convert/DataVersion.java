package org.pfocr.rdf.convert;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.source.GitTree;

/**
 * Version and date of the data, from the input alone: never from a clock or the times of files, which change when the input
 * is copied.
 *
 * <p>What the user says goes first; then the day of the commit, in UTC; then the newest year that the data name. A commit
 * counts where all of the input is in clean work trees: else it does not say what the data are.
 *
 * @param name such as {@code 2026-11-22}, or {@code 2024} where there is only a year
 * @param date the same as a literal; null where the data name no date
 * @param reason where it comes from, for people
 * @param commits what the data are, each once; empty where that is not sure
 */
public record DataVersion(String name, @Nullable Node date, String reason, List<GitTree.Commit> commits) {

    /** Stands for a version where nothing tells one. */
    private static final String UNKNOWN = "undated";

    /**
     * Decides.
     *
     * @param release what the user says, or null
     * @param year the newest year that the data name, four digits; null where they name none
     */
    public static DataVersion of(@Nullable LocalDate release, List<GitTree> trees, @Nullable String year) {
        List<GitTree.Commit> commits = trees.stream().allMatch(tree -> tree.commit() != null)
                ? trees.stream()
                        .map(tree -> Objects.requireNonNull(tree.commit()))
                        .distinct()
                        .toList()
                : List.of();
        GitTree.Commit newest = commits.stream()
                .max(Comparator.comparing(GitTree.Commit::committed))
                .orElse(null);
        String without = trees.stream()
                .filter(tree -> tree.whyNot() != null)
                .findFirst()
                .map(tree -> "; " + tree.folder() + " " + tree.whyNot())
                .orElse("");
        if (release != null) {
            return of(
                    release,
                    "as --release says" + (newest == null ? without : "; the data are of commit " + newest.id()),
                    commits);
        }
        if (newest != null) {
            return of(
                    LocalDate.ofInstant(newest.committed(), ZoneOffset.UTC),
                    "the day of commit " + newest.id() + " in UTC",
                    commits);
        }
        return year == null
                ? new DataVersion(UNKNOWN, null, "the data name no date" + without, commits)
                : new DataVersion(
                        year,
                        NodeFactory.createLiteralDT(year, XSDDatatype.XSDgYear),
                        "the newest year that the data name" + without,
                        commits);
    }

    private static DataVersion of(LocalDate day, String reason, List<GitTree.Commit> commits) {
        return new DataVersion(
                day.toString(), NodeFactory.createLiteralDT(day.toString(), XSDDatatype.XSDdate), reason, commits);
    }
}
