package org.pfocr.rdf.sets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.sets.index.GeneName;
import org.pfocr.rdf.sets.index.SetGroup;
import org.pfocr.rdf.sets.index.SetGroup.Kind;
import org.pfocr.rdf.sets.index.SetIndex;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Terms;

/**
 * Finds the genes that people name: by the gene's IRI, by the IRIs that other graphs have for it, by NCBI Gene id, by symbol,
 * by another name under which it was drawn, by HGNC, Ensembl and UniProt id where the store has these. Symbols are found
 * without regard to case where no symbol is the same letter by letter. Thread-safe.
 */
final class GeneFinder {
    /** Links from a gene to what stands for it elsewhere. */
    private static final Node[] LINKS = {
        Terms.SKOS_EXACT_MATCH,
        Terms.OWL_SAME_AS,
        Terms.RDFS_SEE_ALSO,
        Terms.WP_BDB_HGNC_SYMBOL,
        Terms.WP_BDB_ENSEMBL,
        Terms.WP_BDB_UNIPROT
    };

    private static final Pattern COMPACT = Pattern.compile("([A-Za-z][A-Za-z._-]*):(\\S+)");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
    private static final Pattern ENSEMBL = Pattern.compile("(ENS[A-Z]*G[0-9]{11})(\\.[0-9]+)?");

    private final SetIndex index;
    private final Facts facts;

    GeneFinder(SetIndex index, Facts facts) {
        this.index = index;
        this.facts = facts;
    }

    /**
     * A gene that a name may mean.
     *
     * @param rank how good the name is for it, best 0; {@link #FAMILY} for families
     */
    private record Candidate(int gene, int rank) {}

    /** Two ranks for each kind of name: as it is written, and without regard to case. */
    private static final int FAMILY = 2 * GeneName.FAMILY.number();

    /**
     * The genes of an organism, named by taxonomy id, by IRI or by name.
     *
     * @throws UnusableRequest where no figure has genes of it
     */
    SetGroup organism(String name) throws UnusableRequest {
        String asked = name.strip();
        String iri = iri(asked);
        Collection<Long> ids = new ArrayList<>();
        if (DIGITS.matcher(asked).matches()) {
            add(facts.id(Iris.taxon(asked)), ids);
        } else if (iri != null) {
            Long id = facts.id(Iris.external(iri));
            add(id, ids);
            facts.subjects(Terms.SKOS_EXACT_MATCH, id, ids);
        } else {
            Long id = facts.id(NodeFactory.createLiteralString(asked));
            facts.subjects(Terms.RDFS_LABEL, id, ids);
            facts.subjects(Terms.SKOS_ALT_LABEL, id, ids);
        }
        for (SetGroup group : index.groups()) {
            if (group.kind() == Kind.GENE && ids.contains(group.organism())) {
                return group;
            }
        }
        throw new UnusableRequest("no figure has genes of the organism \"" + name
                + "\"; give its NCBI taxonomy id, such as 9606, or its Latin name");
    }

    private static void add(@Nullable Long id, Collection<Long> ids) {
        if (id != null) {
            ids.add(id);
        }
    }

    /**
     * Finds the genes of a list.
     *
     * @param group the organism's genes; null for the organism that most of the names are of, the one in more figures where
     *     two have as many
     */
    GeneList find(Collection<String> names, @Nullable SetGroup group) throws UnusableRequest {
        Map<String, List<Candidate>> candidates = new LinkedHashMap<>();
        for (String name : names) {
            String stripped = name.strip();
            if (!stripped.isEmpty()) {
                candidates.computeIfAbsent(stripped, this::candidates);
            }
        }
        SetGroup chosen = group == null ? mostNamed(candidates.values()) : group;
        List<GeneList.Named> named = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        List<GeneList.Ambiguous> ambiguous = new ArrayList<>();
        candidates.forEach((name, all) -> {
            SortedSet<Integer> best = best(all, chosen);
            if (all.isEmpty()) {
                unknown.add(name);
            } else if (best.isEmpty()) {
                elsewhere.add(name);
            } else if (best.size() == 1) {
                named.add(new GeneList.Named(name, best.first() - chosen.firstMember()));
            } else {
                boolean isFamily = all.stream().noneMatch(c -> best.contains(c.gene) && c.rank < FAMILY);
                ambiguous.add(new GeneList.Ambiguous(
                        name,
                        isFamily,
                        best.stream().map(gene -> gene - chosen.firstMember()).toList()));
            }
        });
        return new GeneList(
                chosen, List.copyOf(named), List.copyOf(unknown), List.copyOf(elsewhere), List.copyOf(ambiguous));
    }

    /** The genes of an organism for which a name is best. */
    private static SortedSet<Integer> best(List<Candidate> candidates, SetGroup group) {
        SortedSet<Integer> best = new TreeSet<>();
        int rank = Integer.MAX_VALUE;
        for (Candidate candidate : candidates) {
            if (candidate.gene >= group.firstMember() && candidate.gene < group.endMember() && candidate.rank <= rank) {
                if (candidate.rank < rank) {
                    best.clear();
                    rank = candidate.rank;
                }
                best.add(candidate.gene);
            }
        }
        return best;
    }

    private SetGroup mostNamed(Collection<List<Candidate>> names) throws UnusableRequest {
        Map<SetGroup, Integer> votes = new HashMap<>();
        for (List<Candidate> candidates : names) {
            int best = candidates.stream().mapToInt(Candidate::rank).min().orElse(0);
            candidates.stream()
                    .filter(candidate -> candidate.rank == best)
                    .map(candidate -> index.groupOfMember(candidate.gene))
                    .distinct()
                    .forEach(group -> votes.merge(group, 1, Integer::sum));
        }
        return votes.entrySet().stream()
                .max(Map.Entry.<SetGroup, Integer>comparingByValue()
                        .thenComparing(entry -> entry.getKey().sets())
                        .thenComparing(entry -> -entry.getKey().firstMember()))
                .map(Map.Entry::getKey)
                .orElseThrow(
                        () -> new UnusableRequest(
                                names.isEmpty()
                                        ? "the list names no gene; give symbols, NCBI Gene ids or IRIs"
                                        : "none of the list's names is a gene in any figure; give symbols, NCBI Gene ids or IRIs"));
    }

    /** Numbers of the genes that a name means in any organism, not as a family's name; best first, each once. */
    List<Integer> genesCalled(String name) {
        return candidates(name.strip()).stream()
                .filter(candidate -> candidate.rank < FAMILY)
                .sorted(Comparator.comparingInt(Candidate::rank).thenComparingInt(Candidate::gene))
                .map(Candidate::gene)
                .distinct()
                .toList();
    }

    /** The genes that a name may mean, in all organisms. */
    private List<Candidate> candidates(String name) {
        List<Candidate> found = new ArrayList<>();
        String iri = iri(name);
        if (iri != null) {
            linked(Iris.external(iri), found);
            return found;
        }
        if (DIGITS.matcher(name).matches()) {
            linked(Iris.gene(Long.parseLong(name)), found);
            return found;
        }
        named(name, found);
        if (found.isEmpty()) {
            Matcher ensembl = ENSEMBL.matcher(name);
            if (ensembl.matches()) {
                linked(Iris.ensembl(ensembl.group(1)), found);
            } else {
                linked(Iris.uniprot(name), found);
            }
        }
        if (found.isEmpty()) {
            Matcher compact = COMPACT.matcher(name);
            if (compact.matches()) {
                compact(compact.group(1).toLowerCase(Locale.ROOT), compact.group(2), found);
            }
        }
        return found;
    }

    /** An id behind the prefix of its kind, as identifiers.org and others write it. */
    private void compact(String prefix, String id, List<Candidate> found) {
        switch (prefix) {
            case "ncbigene", "entrez", "geneid", "entrezgene" -> {
                if (DIGITS.matcher(id).matches()) {
                    linked(Iris.gene(Long.parseLong(id)), found);
                }
            }
            case "hgnc" -> linked(Iris.hgnc(id), found);
            case "hgnc.symbol", "hgncsym", "symbol" -> named(id, found);
            case "ensembl" -> linked(Iris.ensembl(id), found);
            case "uniprot", "uniprotkb" -> linked(Iris.uniprot(id), found);
            default -> {
                // Not a form that is known.
            }
        }
    }

    private static @Nullable String iri(String name) {
        if (name.startsWith("<") && name.endsWith(">")) {
            return name.substring(1, name.length() - 1);
        }
        return name.contains("://") ? name : null;
    }

    /** The gene with an IRI, or else those to which another graph's IRI belongs. */
    private void linked(Node iri, List<Candidate> found) {
        Long id = facts.id(iri);
        if (id == null) {
            return;
        }
        addGenes(id, found);
        if (found.isEmpty()) {
            List<Long> genes = new ArrayList<>();
            for (Node link : LINKS) {
                facts.subjects(link, id, genes);
            }
            genes.forEach(gene -> addGenes(gene, found));
        }
    }

    private void addGenes(long id, List<Candidate> found) {
        for (int number : index.memberNumbers(id)) {
            if (index.groupOfMember(number).kind() == Kind.GENE) {
                found.add(new Candidate(number, 0));
            }
        }
    }

    private void named(String name, List<Candidate> found) {
        String folded = GeneName.folded(name);
        long hash = GeneName.hash(folded);
        long lastText = -1;
        int isOther = -1; // 0 where the text is the name, 1 where it is but for case, -1 where it is another.
        for (int at = index.firstName(hash); index.isName(at, hash); at++) {
            if (index.nameText(at) != lastText) {
                lastText = index.nameText(at);
                String text = facts.term(lastText).getLiteralLexicalForm();
                isOther = text.equals(name) ? 0 : GeneName.folded(text).equals(folded) ? 1 : -1;
            }
            if (isOther >= 0) {
                int gene = index.nameGene(at);
                int kind = gene & GeneName.MASK;
                // Families and aliases were found in figures without regard to case.
                int rank = kind < GeneName.ALIAS.number() ? 2 * kind + isOther : 2 * kind;
                found.add(new Candidate(gene >>> GeneName.BITS, rank));
            }
        }
    }
}
