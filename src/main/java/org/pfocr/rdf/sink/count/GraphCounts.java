package org.pfocr.rdf.sink.count;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.LinkTarget;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * What VoID says of a graph, counted while its triples pass (W3C Interest Group Note "Describing Linked Datasets with the
 * VoID Vocabulary", section 4): also, for each class and property, the classes and datatypes of the objects.
 *
 * <p>Subjects and objects are known by 64-bit hashes: with ten million of them the chance that a count is one too low is
 * about one in 400,000, in each run anew. Everything else is exact, for batches of the form that {@link BatchCounts} takes; a
 * class that is said of a figure in a later batch counts for what is said of the figure from there on. Not thread-safe;
 * {@link #of} is.
 */
public final class GraphCounts implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The links of one predicate to one target. */
    public record Link(LinkTarget target, String predicate) implements Comparable<Link>, Serializable {
        @Override
        public int compareTo(Link other) {
            int byTarget = target.compareTo(other.target);
            return byTarget != 0 ? byTarget : predicate.compareTo(other.predicate);
        }
    }

    /**
     * The triples of a property, those of one class or all.
     *
     * @param triples how many there are
     * @param classes how many of them lead to an instance of a class, sorted; one that is of two classes counts for both
     * @param datatypes how many of them lead to a literal of a datatype, sorted
     */
    public record Uses(long triples, Map<String, Long> classes, Map<String, Long> datatypes) {
        private static Uses none() {
            return new Uses(0, new TreeMap<>(), new TreeMap<>());
        }

        private Uses plus(Uses more) {
            Uses sum = none();
            for (Uses part : List.of(this, more)) {
                part.classes.forEach((type, count) -> sum.classes.merge(type, count, Long::sum));
                part.datatypes.forEach((type, count) -> sum.datatypes.merge(type, count, Long::sum));
            }
            return new Uses(triples + more.triples, sum.classes, sum.datatypes);
        }
    }

    /** Classes whose instances are described in one batch, with all of their classes. */
    private static final Set<String> WHOLE = Set.of(
            Pfocr.PathwayFigure.getURI(),
            Terms.FABIO_JOURNAL_ARTICLE.getURI(),
            Terms.FABIO_FIGURE.getURI(),
            Pfocr.GeneGroup.getURI(),
            Pfocr.Gene.getURI(),
            Pfocr.Chemical.getURI(),
            Pfocr.Disease.getURI(),
            Pfocr.Organism.getURI());

    /** A property and the datatype of its objects; null for IRIs. */
    record LaneKey(String property, @Nullable String datatype) implements Serializable {}

    /** The triples of the subjects with one set of classes in one lane. */
    static final class Cell implements Serializable {
        private static final long serialVersionUID = 1L;

        private long triples;
        /** How many lead to each object, by its hash, where its classes are not known yet. */
        final LongIntMap objects = new LongIntMap();
        /** How many lead to objects of which no set of classes is kept. */
        private final HashMap<Set<String>, Long> classes = new HashMap<>();
    }

    /** The subjects with one set of classes. */
    static final class ClassSet implements Serializable {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // A set of the JDK's.
        final Set<String> classes;

        private final int number;
        private long instances;
        /** How many of the instances are fragments. */
        private long fragments;

        final HashMap<LaneKey, Cell> cells = new HashMap<>();

        ClassSet(Set<String> classes, int number) {
            this.classes = classes;
            this.number = number;
        }

        void add(List<LaneKey> lanes, BatchCounts.Group group) {
            instances += group.instances;
            fragments += group.isOfFragments ? group.instances : 0;
            addTriples(lanes, group);
        }

        void addTriples(List<LaneKey> lanes, BatchCounts.Group group) {
            Cell[] ofLanes = new Cell[lanes.size()];
            for (int i = 0; i < Math.min(group.lanes.length, ofLanes.length); i++) {
                if (group.lanes[i] > 0) {
                    ofLanes[i] = cells.computeIfAbsent(lanes.get(i), key -> new Cell());
                    ofLanes[i].triples += group.lanes[i];
                }
            }
            for (int i = 0; i < group.linkLanes.length; i++) {
                ofLanes[group.linkLanes[i]].objects.add(group.linkObjects[i], group.linkCounts[i]);
            }
            group.toFragments.forEach((lane, found) -> found.forEach(
                    (classes, count) -> ofLanes[lane].classes.merge(Set.copyOf(classes), (long) count, Long::sum)));
        }

        /** Adds the numbers of another, but neither its objects nor the instances that are known by hashes. */
        void addSums(ClassSet other, boolean areAllInstancesSums) {
            instances += areAllInstancesSums ? other.instances : other.fragments;
            fragments += other.fragments;
            other.cells.forEach((key, cell) -> {
                Cell own = cells.computeIfAbsent(key, k -> new Cell());
                own.triples += cell.triples;
                cell.classes.forEach((classes, count) -> own.classes.merge(classes, count, Long::sum));
            });
        }

        void addAll(ClassSet other) {
            other.cells.forEach((key, cell) -> {
                Cell own = cells.computeIfAbsent(key, k -> new Cell());
                own.triples += cell.triples;
                cell.objects.forEach(own.objects::add);
                cell.classes.forEach((classes, count) -> own.classes.merge(classes, count, Long::sum));
            });
        }
    }

    private long triples;
    private long fragments;
    private final LongSet objects = new LongSet();
    private final HashMap<Link, Long> links = new HashMap<>();
    private final ArrayList<ClassSet> sets = new ArrayList<>();
    private final HashMap<Set<String>, ClassSet> byClasses = new HashMap<>();
    /** The subjects, with one more than the number of their classes' set. Fragments are not here: there are millions. */
    private final LongIntMap subjects = new LongIntMap();
    /** What is said of subjects of which more classes may be said later; there are few. */
    private final HashMap<Long, ClassSet> open = new HashMap<>();
    /** Distinct subjects and objects that were counted elsewhere. */
    private long otherSubjects;

    private long otherObjects;

    /** Counts a batch. Thread-safe. */
    static BatchCounts of(TripleBatch triples) {
        return new BatchCounts(triples, null);
    }

    void add(BatchCounts batch) {
        addAllButSubjects(batch);
        List<LaneKey> lanes = lanes(batch);
        for (BatchCounts.Group group : batch.groups) {
            add(lanes, group);
        }
    }

    /** Counts what does not depend on which subjects there are. */
    void addAllButSubjects(BatchCounts batch) {
        triples += batch.triples();
        for (long object : batch.objects) {
            objects.add(object);
        }
        for (BatchCounts.Lane lane : batch.lanes) {
            int[] ofTargets = lane.links;
            for (int i = 0; ofTargets != null && i < ofTargets.length; i++) {
                if (ofTargets[i] > 0) {
                    links.merge(new Link(BatchCounts.TARGETS[i], lane.property), (long) ofTargets[i], Long::sum);
                }
            }
        }
    }

    static List<LaneKey> lanes(BatchCounts batch) {
        return batch.lanes.stream()
                .map(lane -> new LaneKey(lane.property, lane.datatype))
                .toList();
    }

    /** Counts what is said of one subject, or of fragments. */
    void add(List<LaneKey> lanes, BatchCounts.Group group) {
        if (group.isOfFragments) {
            fragments += group.instances;
            set(Set.copyOf(group.classes)).add(lanes, group);
        } else {
            addSubject(lanes, group);
        }
    }

    /** Says whether a group has all classes of its subject. */
    static boolean isWhole(BatchCounts.Group group) {
        return group.classes.stream().anyMatch(WHOLE::contains);
    }

    private void addSubject(List<LaneKey> lanes, BatchCounts.Group group) {
        ClassSet kept = open.get(group.subject);
        int known = subjects.get(group.subject);
        if (kept == null && known == 0 && !isWhole(group)) {
            kept = new ClassSet(new TreeSet<>(), 0);
            open.put(group.subject, kept);
        }
        if (kept != null) {
            kept.classes.addAll(group.classes);
            kept.addTriples(lanes, group);
        } else if (known == 0) {
            ClassSet set = set(Set.copyOf(group.classes));
            set.add(lanes, group);
            subjects.put(group.subject, set.number + 1);
        } else {
            ClassSet before = sets.get(known - 1);
            Set<String> classes = new TreeSet<>(before.classes);
            classes.addAll(group.classes);
            ClassSet set = set(Set.copyOf(classes));
            before.instances--;
            set.add(lanes, group);
            subjects.put(group.subject, set.number + 1);
        }
    }

    ClassSet set(Set<String> classes) {
        return byClasses.computeIfAbsent(classes, c -> {
            ClassSet set = new ClassSet(c, sets.size());
            sets.add(set);
            return set;
        });
    }

    /** Gives the subjects their last set of classes; none of them may come again. */
    private void settle() {
        open.forEach((subject, kept) -> {
            ClassSet set = set(Set.copyOf(kept.classes));
            set.instances++;
            set.addAll(kept);
            subjects.put(subject, set.number + 1);
        });
        open.clear();
    }

    /** The subjects that are no fragments, with their classes; none of them may come again. */
    void forEachSubject(BiConsumer<Long, Set<String>> taker) {
        settle();
        subjects.forEach((hash, set) -> taker.accept(hash, sets.get(set - 1).classes));
    }

    void forEachObject(LongConsumer taker) {
        objects.forEach(taker);
    }

    /** The sets of classes that some subject has. */
    List<ClassSet> sets() {
        settle();
        return sets;
    }

    /** Notes a subject with all of its classes, of which a batch was counted elsewhere. */
    void know(long subject, Set<String> classes) {
        subjects.put(subject, set(classes).number + 1);
    }

    /** Notes that so many triples of a kind lead to something with these classes. */
    void addLinks(Set<String> classes, LaneKey lane, Set<String> classesOfObject, long count) {
        set(classes).cells.computeIfAbsent(lane, key -> new Cell()).classes.merge(classesOfObject, count, Long::sum);
    }

    /** Notes that so many distinct objects are there. */
    void addObjects(long count) {
        otherObjects += count;
    }

    /** Notes a distinct subject that is no fragment. */
    void addSubject(Set<String> classes) {
        otherSubjects++;
        set(classes).instances++;
    }

    /** Adds what another has counted, but for what it knows by hashes. */
    public void addSums(GraphCounts other) {
        other.settle();
        triples += other.triples;
        fragments += other.fragments;
        otherSubjects += other.otherSubjects;
        otherObjects += other.otherObjects;
        other.links.forEach((link, count) -> links.merge(link, count, Long::sum));
        other.sets.forEach(set -> set(set.classes).addSums(set, other.subjects.size() == 0));
    }

    public long triples() {
        return triples;
    }

    public long distinctSubjects() {
        return (long) subjects.size() + open.size() + fragments + otherSubjects;
    }

    public long distinctObjects() {
        return objects.size() + otherObjects;
    }

    /** Number of distinct subjects that have a class. */
    public long entities() {
        settle();
        return sets.stream()
                .filter(set -> !set.classes.isEmpty())
                .mapToLong(set -> set.instances)
                .sum();
    }

    /** Number of instances by class, sorted. */
    public Map<String, Long> classes() {
        settle();
        Map<String, Long> classes = new TreeMap<>();
        for (ClassSet set : sets) {
            set.classes.forEach(type -> classes.merge(type, set.instances, Long::sum));
        }
        return classes;
    }

    /** The triples of all properties, sorted. */
    public Map<String, Uses> properties() {
        settle();
        Map<String, Uses> properties = new TreeMap<>();
        for (ClassSet set : sets) {
            set.cells.forEach((lane, cell) -> properties.merge(lane.property, uses(lane, cell), Uses::plus));
        }
        return properties;
    }

    /** The properties that instances of a class have, by class, sorted. */
    public Map<String, Map<String, Uses>> propertiesOfClass() {
        settle();
        Map<String, Map<String, Uses>> ofClasses = new TreeMap<>();
        for (ClassSet set : sets) {
            set.cells.forEach((lane, cell) -> {
                Uses uses = uses(lane, cell);
                set.classes.forEach(type ->
                        ofClasses.computeIfAbsent(type, t -> new TreeMap<>()).merge(lane.property, uses, Uses::plus));
            });
        }
        return ofClasses;
    }

    private Uses uses(LaneKey lane, Cell cell) {
        Map<String, Long> classes = new TreeMap<>();
        cell.classes.forEach((set, count) -> set.forEach(type -> classes.merge(type, count, Long::sum)));
        cell.objects.forEach((object, count) -> {
            int known = subjects.get(object);
            if (known != 0) {
                sets.get(known - 1).classes.forEach(type -> classes.merge(type, (long) count, Long::sum));
            }
        });
        Map<String, Long> datatypes = new TreeMap<>();
        if (lane.datatype != null) {
            datatypes.put(lane.datatype, cell.triples);
        }
        return new Uses(cell.triples, classes, datatypes);
    }

    /** Number of links, sorted. */
    public Map<Link, Long> links() {
        return new TreeMap<>(links);
    }
}
