package org.pfocr.rdf.release.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Flavour;

/**
 * Which figures show which genes, chemicals and diseases: what gene sets and pairs are written from. Some hundred bytes a
 * figure and four for each thing that it shows. For one thread.
 */
public final class Sets {
    /** Bits of the flavour in a link. */
    private static final int FLAVOUR_BITS = 2;

    private static final int FLAVOUR_MASK = (1 << FLAVOUR_BITS) - 1;
    private static final List<Flavour> FLAVOURS = List.of(Flavour.values());

    private final Map<String, Integer> figures = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final Map<Integer, Fact.OfFigure> facts = new HashMap<>();
    private final Map<String, Integer> years = new HashMap<>();
    private final Map<String, String> organisms = new HashMap<>();
    private final BitSet mentioning = new BitSet();
    private final Map<Fact.Kind, Members> members = new EnumMap<>(Fact.Kind.class);

    Sets() {
        for (Fact.Kind kind : Fact.Kind.values()) {
            members.put(kind, new Members());
        }
    }

    /** The things of one kind, by number, and who shows them. */
    static final class Members {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<Fact.@Nullable OfMember> things = new ArrayList<>();
        private final List<String> ids = new ArrayList<>();
        /** By figure, numbers of things with the flavour in the last bits; null where it shows none. */
        private int[] @Nullable [] links = new int[0][];

        private int number(String id) {
            return numbers.computeIfAbsent(id, key -> {
                ids.add(key);
                things.add(null);
                return ids.size() - 1;
            });
        }

        private void link(int figure, int link) {
            if (figure >= links.length) {
                links = Arrays.copyOf(links, Math.max(2 * links.length, figure + 1));
            }
            int[] before = links[figure];
            int[] after = before == null ? new int[1] : Arrays.copyOf(before, before.length + 1);
            after[after.length - 1] = link;
            links[figure] = after;
        }

        int count() {
            return ids.size();
        }

        String id(int number) {
            return ids.get(number);
        }

        /** What is said of a thing; null where nothing is. */
        Fact.@Nullable OfMember thing(int number) {
            return things.get(number);
        }

        /** The distinct things of a figure in a flavour, by number. */
        int[] of(int figure, Flavour flavour) {
            int[] all = figure < links.length ? links[figure] : null;
            return all == null
                    ? new int[0]
                    : Arrays.stream(all)
                            .filter(link -> FLAVOURS.get(link & FLAVOUR_MASK).compareTo(flavour) <= 0)
                            .map(link -> link >>> FLAVOUR_BITS)
                            .sorted()
                            .distinct()
                            .toArray();
        }
    }

    void add(Fact fact) {
        if (fact instanceof Fact.Shown shown) {
            Members of = members(shown.kind());
            of.link(
                    figure(shown.figure()),
                    (of.number(shown.id()) << FLAVOUR_BITS) | FLAVOURS.indexOf(shown.flavour()));
        } else if (fact instanceof Fact.Mentioning mention) {
            mentioning.set(figure(mention.figure()));
        } else if (fact instanceof Fact.OfFigure figure) {
            facts.put(figure(figure.figure()), figure);
        } else if (fact instanceof Fact.OfPaper paper) {
            years.put(paper.paper(), paper.year());
        } else if (fact instanceof Fact.OfMember member) {
            Members of = members(member.kind());
            of.things.set(of.number(member.id()), member);
        } else if (fact instanceof Fact.OfOrganism organism) {
            organisms.put(organism.organism(), organism.label());
        }
    }

    private int figure(String id) {
        return figures.computeIfAbsent(id, key -> {
            ids.add(key);
            return ids.size() - 1;
        });
    }

    Members members(Fact.Kind kind) {
        return Objects.requireNonNull(members.get(kind));
    }

    /** Numbers of figures in the order of their ids. */
    int[] figures() {
        return IntStream.range(0, ids.size())
                .boxed()
                .sorted(Comparator.comparing(ids::get))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    int figureCount() {
        return ids.size();
    }

    /** Figures that mention anything. */
    int mentioning() {
        return mentioning.cardinality();
    }

    String id(int figure) {
        return ids.get(figure);
    }

    /** What is said of a figure; null where nothing is. */
    Fact.@Nullable OfFigure fact(int figure) {
        return facts.get(figure);
    }

    /** Year of a figure's paper; null where it is not known. */
    @Nullable
    Integer year(int figure) {
        Fact.OfFigure fact = facts.get(figure);
        return fact == null || fact.paper() == null ? null : years.get(fact.paper());
    }

    /** Name of an organism by its id; null where there is none. */
    @Nullable
    String organism(String id) {
        return organisms.get(id);
    }
}
