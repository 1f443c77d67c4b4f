package org.pfocr.rdf.map;

import java.util.ArrayList;
import java.util.Collection;
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
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.model.GeneRow;
import org.pfocr.rdf.model.Taxon;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * The organisms of the output, and the figures' organisms whose taxonomy id only the gene tables of the whole input can
 * give. Not thread-safe.
 */
final class Organisms {
    private static final class Seen {
        @Nullable
        String pageName;

        final Tally names = new Tally();
        final Set<String> otherNames = new TreeSet<>();
        final Set<String> groups = new TreeSet<>();
    }

    /**
     * An organism name of a figure that no page knows.
     *
     * @param stated taxonomy ids that the figure's own triples state with the same property
     */
    private record Pending(String name, boolean matched, Set<String> stated) {}

    /** The names of a figure that no page knows. */
    record OfFigure(String figid, List<Pending> names) {}

    private final OrganismNames pageNames;
    private final Map<String, Seen> taxa = new HashMap<>();
    private final Map<String, String> idsFromTables = new HashMap<>();
    private final Set<String> ambiguousNames = new TreeSet<>();
    private final List<OfFigure> pending = new ArrayList<>();

    Organisms(Collection<Taxon> pages, OrganismNames pageNames) {
        this.pageNames = pageNames;
        for (Taxon page : pages) {
            if (page.id() != null) {
                Seen seen = seen(page);
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

    void observe(Figure figure) {
        List<Pending> names = new ArrayList<>();
        Set<Taxon> taxaOfRows = new HashSet<>();
        Taxon last = null;
        for (GeneRow row : figure.genes()) {
            if (row.taxon() != null && !row.taxon().equals(last)) { // Rows of one organism follow each other.
                last = row.taxon();
                taxaOfRows.add(last);
            }
        }
        for (Taxon taxon : taxaOfRows) {
            if (taxon.id() != null) {
                Seen seen = seen(taxon);
                if (taxon.name() != null) {
                    seen.names.add(taxon.name());
                    String before = idsFromTables.putIfAbsent(taxon.name(), taxon.id());
                    if (before != null && !before.equals(taxon.id())) {
                        ambiguousNames.add(taxon.name());
                    }
                }
            } else if (taxon.name() != null) {
                addPending(figure, taxon.name(), true, names);
            }
        }
        figure.organisms().forEach(name -> addPending(figure, name, false, names));
        figure.matchedOrganisms().forEach(name -> addPending(figure, name, true, names));
        if (!names.isEmpty()) {
            pending.add(new OfFigure(figure.id(), names));
        }
        // Human pages may be absent; the figure links the taxon all the same.
        for (String name : figure.organisms()) {
            noteName(name);
        }
        for (String name : figure.matchedOrganisms()) {
            noteName(name);
        }
    }

    private void noteName(String name) {
        String id = pageNames.taxonId(name);
        if (id != null) {
            taxa.computeIfAbsent(id, i -> {
                Seen seen = new Seen();
                seen.names.add(name);
                return seen;
            });
        }
    }

    private void addPending(Figure figure, String name, boolean matched, List<Pending> names) {
        if (pageNames.taxonId(name) == null) {
            names.add(new Pending(name, matched, FigureMapper.taxa(figure, matched, pageNames)));
        }
    }

    private Seen seen(Taxon taxon) {
        Seen seen = taxa.computeIfAbsent(String.valueOf(taxon.id()), id -> new Seen());
        if (taxon.group() != null) {
            seen.groups.add(taxon.group());
        }
        return seen;
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

    /** The figures with names that no page knows, in the order in which they were observed. */
    List<OfFigure> pending() {
        return pending;
    }

    /** Writes what the gene tables of all figures say of a figure's names. */
    void write(OfFigure figure, TripleBatch out) {
        Statements statements = new Statements(Iris.figure(figure.figid), out);
        Set<Map.Entry<Node, Node>> distinct = new HashSet<>();
        for (Pending item : figure.names) {
            String id = taxonId(item.name);
            Node property;
            Node object;
            if (id != null) {
                property = item.matched ? Pfocr.matchedOrganism : Pfocr.organism;
                object = Iris.taxon(id);
            } else {
                property = item.matched ? Pfocr.matchedOrganismName : Pfocr.organismName;
                object = NodeFactory.createLiteralString(item.name);
            }
            if (distinct.add(Map.entry(property, object)) && (id == null || !item.stated.contains(id))) {
                statements.link(property, object);
            }
        }
    }

    private @Nullable String taxonId(String name) {
        return ambiguousNames.contains(name) ? null : idsFromTables.get(name);
    }

    /** Reports the names without a taxonomy id. */
    void report(Consumer<Problem> problems) {
        Set<String> unknown = new TreeSet<>();
        for (OfFigure figure : pending) {
            figure.names.stream()
                    .map(Pending::name)
                    .filter(name -> taxonId(name) == null)
                    .forEach(unknown::add);
        }
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
