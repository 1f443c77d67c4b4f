package org.pfocr.rdf.entity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.OrganismNames;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Statements;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * Triples of organisms, and of the figures' organisms whose taxonomy id only the gene tables of the whole input can give.
 * Not thread-safe while facts are added.
 */
final class Organisms {
    private static final class Seen {
        @Nullable
        String pageName;

        final Tally names = new Tally();
        final Set<String> otherNames = new TreeSet<>();
        final Set<String> groups = new TreeSet<>();
    }

    private final Map<String, Seen> taxa = new HashMap<>();
    private final Map<String, String> idsFromTables = new HashMap<>();
    private final Set<String> ambiguousNames = new TreeSet<>();
    private final Set<String> unknown = new TreeSet<>();
    /** Whether all that is said of organisms is here. */
    private final boolean isWhole;

    /** Organisms that others write; only their ids are known here. */
    Organisms(Map<String, String> ids) {
        this.isWhole = false;
        idsFromTables.putAll(ids);
    }

    Organisms(Collection<Taxon> pages) {
        this.isWhole = true;
        for (Taxon page : pages) {
            if (page.id() != null) {
                Seen seen = seen(page.id(), page.group());
                if (seen.pageName == null) {
                    seen.pageName = page.name();
                } else if (page.name() != null && !page.name().equals(seen.pageName)) {
                    seen.otherNames.add(page.name());
                }
                if (page.commonName() != null) {
                    seen.otherNames.add(page.commonName());
                }
            }
        }
    }

    private Seen seen(String id, @Nullable String group) {
        Seen seen = taxa.computeIfAbsent(id, i -> new Seen());
        if (group != null) {
            seen.groups.add(group);
        }
        return seen;
    }

    /** Adds what gene tables say of an organism. */
    void add(Fact.OfOrganism fact, long count) {
        if (fact.id() == null) {
            return;
        }
        Seen seen = seen(fact.id(), fact.group());
        if (fact.name() != null) {
            seen.names.add(fact.name(), count);
            String before = idsFromTables.putIfAbsent(fact.name(), fact.id());
            if (before != null && !before.equals(fact.id())) {
                ambiguousNames.add(fact.name());
            }
        }
    }

    /** Adds an organism that figures name, after all that tables say: human pages may be absent, and it is linked all the same. */
    void add(Fact.NamedOrganism fact, OrganismNames pageNames) {
        String id = pageNames.taxonId(fact.name());
        if (id != null) {
            taxa.computeIfAbsent(id, i -> {
                Seen seen = new Seen();
                seen.names.add(fact.name(), 1);
                return seen;
            });
        }
    }

    /**
     * Takes the taxonomy id of a name that neither pages nor gene tables have, after all that they say.
     *
     * @param id null where no other table gives one either
     */
    void lookUp(String name, @Nullable String id) {
        if (!isWhole) {
            return;
        }
        if (id == null || ambiguousNames.contains(name)) {
            unknown.add(name);
        } else {
            seen(id, null).names.add(name, 1);
            idsFromTables.put(name, id);
        }
    }

    /** Writes the organisms; there are few of them. */
    void write(TripleBatch out, Consumer<Problem> problems) {
        new TreeMap<>(taxa).forEach((id, seen) -> {
            List<String> names = new ArrayList<>(seen.names.byFrequency());
            if (seen.pageName != null) {
                names.remove(seen.pageName);
                names.add(0, seen.pageName);
            }
            Set<String> others = new TreeSet<>(seen.otherNames);
            others.addAll(names.subList(Math.min(1, names.size()), names.size()));
            String label = names.isEmpty() ? null : names.get(0);
            if (label != null) {
                others.remove(label);
            }
            new Statements(Iris.taxon(id), out)
                    .is(Pfocr.Organism)
                    .text(Terms.RDFS_LABEL, label)
                    .texts(Terms.SKOS_ALT_LABEL, others)
                    .text(Terms.DCTERMS_IDENTIFIER, id)
                    .texts(Pfocr.organismGroup, seen.groups)
                    .links(Terms.SKOS_EXACT_MATCH, Iris.taxonForms(id));
        });
        for (String name : ambiguousNames) {
            problems.accept(new Problem(
                    Kind.ORGANISM_NAME_AMBIGUOUS,
                    "(all)",
                    0,
                    "organism_name",
                    Problem.quote(name) + " has several taxonomy ids; figures keep the name",
                    "correct the gene tables"));
        }
    }

    /**
     * Writes what the gene tables of all figures say of a figure's names.
     *
     * @param facts of one figure
     */
    void write(List<Map.Entry<Fact.OrganismOfFigure, Long>> facts, TripleBatch out) {
        Statements figure = new Statements(Iris.figure(facts.get(0).getKey().figid()), out);
        Set<Map.Entry<Node, Node>> distinct = new HashSet<>();
        facts.stream()
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(Fact.OrganismOfFigure::matched).thenComparing(Fact.OrganismOfFigure::name))
                .forEach(fact -> {
                    String id = taxonId(fact.name());
                    Node property = id != null
                            ? fact.matched() ? Pfocr.matchedOrganism : Pfocr.organism
                            : fact.matched() ? Pfocr.matchedOrganismName : Pfocr.organismName;
                    Node object = id != null ? Iris.taxon(id) : NodeFactory.createLiteralString(fact.name());
                    if (distinct.add(Map.entry(property, object))
                            && (id == null || !fact.stated().contains(id))) {
                        figure.link(property, object);
                    }
                });
    }

    /** The taxonomy id that gene tables or other tables give a name; null where none does. */
    @Nullable
    String taxonId(String name) {
        return ambiguousNames.contains(name) ? null : idsFromTables.get(name);
    }

    /** The taxonomy ids that gene tables or other tables give names. */
    Map<String, String> taxonIds() {
        Map<String, String> ids = new HashMap<>(idsFromTables);
        ids.keySet().removeAll(ambiguousNames);
        return ids;
    }

    /** Reports the names without a taxonomy id. */
    void report(Consumer<Problem> problems) {
        for (String name : unknown) {
            problems.accept(new Problem(
                    Kind.ORGANISM_WITHOUT_TAXON,
                    "(all)",
                    0,
                    "organisms",
                    Problem.quote(name) + " has no taxonomy id; figures keep the name",
                    ""));
        }
    }
}
