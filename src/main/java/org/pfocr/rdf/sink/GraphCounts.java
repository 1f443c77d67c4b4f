package org.pfocr.rdf.sink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.LinkTarget;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/**
 * What VoID says of a graph, counted while its triples pass (W3C Interest Group Note "Describing Linked Datasets with the
 * VoID Vocabulary", section 4).
 *
 * <p>Distinct subjects and objects are counted by 64-bit hashes: with ten million of them the chance that the count is
 * one too low is about one in 400,000. Everything else is exact. Not thread-safe; {@link #of} is.
 */
public final class GraphCounts {
    /** The links of one predicate to one target. */
    public record Link(LinkTarget target, String predicate) implements Comparable<Link> {
        @Override
        public int compareTo(Link other) {
            int byTarget = target.compareTo(other.target);
            return byTarget != 0 ? byTarget : predicate.compareTo(other.predicate);
        }
    }

    private long triples;
    private final LongSet subjects = new LongSet();
    private long fragments;
    private final LongSet objects = new LongSet();
    private final Map<String, Long> properties = new HashMap<>();
    private final Map<String, Long> classes = new HashMap<>();
    private final Map<String, Set<String>> propertiesOfClass = new HashMap<>();
    private final Map<Link, Long> links = new HashMap<>();

    /**
     * Counts a batch. Thread-safe. The triples of a subject lie together, but for those of the first subject, which may
     * come again: so a figure's batch is made. A subject's types and its other triples must be in one batch to count
     * together. What has a figure's IRI with a fragment, such as a mention, must be the subject of one batch only: there
     * are millions of these, and no set keeps them.
     */
    static Batch of(List<Triple> triples) {
        Batch batch = new Batch(triples.size());
        if (triples.isEmpty()) {
            return batch;
        }
        About first = new About(triples.get(0).getSubject());
        About about = first;
        for (Triple triple : triples) {
            Node subject = triple.getSubject();
            if (!subject.equals(about.subject)) {
                if (about != first) {
                    batch.finish(about);
                }
                about = subject.equals(first.subject) ? first : new About(subject);
            }
            batch.count(about, triple.getPredicate(), triple.getObject());
        }
        if (about != first) {
            batch.finish(about);
        }
        batch.finish(first);
        return batch;
    }

    /** Properties by their numbers in a batch; few batches have more than the 64 that need no second object. */
    private static final class PropertySet {
        private long first;
        private @Nullable BitSet others;

        void add(int number) {
            if (number < Long.SIZE) {
                first |= 1L << number;
            } else {
                if (others == null) {
                    others = new BitSet();
                }
                others.set(number);
            }
        }

        void addAll(PropertySet set) {
            first |= set.first;
            if (set.others != null) {
                if (others == null) {
                    others = new BitSet();
                }
                others.or(set.others);
            }
        }

        boolean contains(int number) {
            return number < Long.SIZE ? (first & 1L << number) != 0 : others != null && others.get(number);
        }
    }

    /** What a batch says of one subject. */
    private static final class About {
        private final Node subject;
        private final PropertySet properties = new PropertySet();
        /** Nearly every subject has one class. */
        private List<Node> classes = List.of();

        About(Node subject) {
            this.subject = subject;
        }

        void addClass(Node type) {
            if (classes.isEmpty()) {
                classes = List.of(type);
            } else if (!classes.contains(type)) {
                classes = new ArrayList<>(classes);
                classes.add(type);
            }
        }
    }

    /** What a batch says of the subjects of one class. */
    private static final class OfClass {
        private long subjects;
        private final PropertySet properties = new PropertySet();
    }

    /** The counts of one batch, ready to be added. */
    static final class Batch {
        /** Recent IRIs: a figure, its taxa and its genes are objects again and again. A power of two. */
        private static final int RECENT = 256;

        private final int triples;
        /** Hashes of the subjects that are no fragments. */
        private final List<Long> subjects = new ArrayList<>();

        private int fragments;
        private final Map<Node, OfClass> classes = new HashMap<>();
        /** Hashes of the objects; one can be there more than once. */
        private final long[] objects;

        private int objectCount;
        private final Node[] recentObjects = new Node[RECENT];
        private final @Nullable LinkTarget[] recentTargets = new LinkTarget[RECENT];
        private final long[] recentLiterals = new long[RECENT];

        private final Map<Node, Integer> numbers = new HashMap<>();
        private final Node[] recentProperties = new Node[RECENT];
        private final int[] recentNumbers = new int[RECENT];
        private final List<Node> properties = new ArrayList<>();
        private int[] propertyCounts = new int[32];
        /** By the property's number, null where it has no link; an array of one number each. */
        private final List<@Nullable Map<LinkTarget, int[]>> links = new ArrayList<>();

        private Batch(int triples) {
            this.triples = triples;
            this.objects = new long[triples];
        }

        private void count(About about, Node property, Node object) {
            int number = number(property);
            propertyCounts[number]++;
            about.properties.add(number);
            if (object.isURI()) {
                int slot = object.hashCode() & (RECENT - 1);
                if (!object.equals(recentObjects[slot])) {
                    recentObjects[slot] = object;
                    recentTargets[slot] = LinkTarget.of(object.getURI());
                    objects[objectCount++] = hash(object);
                }
                LinkTarget target = recentTargets[slot];
                if (property.equals(Terms.RDF_TYPE)) {
                    about.addClass(object);
                } else if (target != null) {
                    Map<LinkTarget, int[]> ofProperty = links.get(number);
                    if (ofProperty == null) {
                        ofProperty = new EnumMap<>(LinkTarget.class);
                        links.set(number, ofProperty);
                    }
                    ofProperty.computeIfAbsent(target, t -> new int[1])[0]++;
                }
            } else {
                long hash = hash(object);
                int slot = (int) hash & (RECENT - 1);
                if (recentLiterals[slot] != hash) {
                    recentLiterals[slot] = hash;
                    objects[objectCount++] = hash;
                }
            }
        }

        private void finish(About about) {
            String iri = about.subject.toString();
            boolean isOfFigure = iri.startsWith(Iris.FIGURES);
            if (isOfFigure && iri.indexOf('#', Iris.FIGURES.length()) > 0) {
                fragments++;
            } else {
                subjects.add(hash(about.subject));
            }
            for (Node type : about.classes) {
                OfClass ofClass = ofClass(type);
                ofClass.subjects++;
                ofClass.properties.addAll(about.properties);
            }
            // What is said of a figure after its own batch is about its organisms, when all gene tables have been seen.
            if (about.classes.isEmpty() && isOfFigure) {
                ofClass(Pfocr.PathwayFigure).properties.addAll(about.properties);
            }
        }

        private OfClass ofClass(Node type) {
            return classes.computeIfAbsent(type, t -> new OfClass());
        }

        private int number(Node property) {
            int slot = property.hashCode() & (RECENT - 1);
            if (!property.equals(recentProperties[slot])) {
                recentProperties[slot] = property;
                recentNumbers[slot] = numbers.computeIfAbsent(property, this::newNumber);
            }
            return recentNumbers[slot];
        }

        private int newNumber(Node property) {
            int number = properties.size();
            properties.add(property);
            links.add(null);
            if (number == propertyCounts.length) {
                propertyCounts = Arrays.copyOf(propertyCounts, 2 * number);
            }
            return number;
        }
    }

    void add(Batch batch) {
        triples += batch.triples;
        fragments += batch.fragments;
        batch.subjects.forEach(subjects::add);
        for (int i = 0; i < batch.objectCount; i++) {
            objects.add(batch.objects[i]);
        }
        for (int i = 0; i < batch.properties.size(); i++) {
            String property = batch.properties.get(i).getURI();
            properties.merge(property, (long) batch.propertyCounts[i], Long::sum);
            Map<LinkTarget, int[]> ofProperty = batch.links.get(i);
            if (ofProperty != null) {
                ofProperty.forEach(
                        (target, count) -> links.merge(new Link(target, property), (long) count[0], Long::sum));
            }
        }
        batch.classes.forEach((type, found) -> {
            if (found.subjects > 0) {
                classes.merge(type.getURI(), found.subjects, Long::sum);
            }
            Set<String> ofClass = propertiesOfClass.computeIfAbsent(type.getURI(), t -> new HashSet<>());
            for (int i = 0; i < batch.properties.size(); i++) {
                if (found.properties.contains(i)) {
                    ofClass.add(batch.properties.get(i).getURI());
                }
            }
        });
    }

    public long triples() {
        return triples;
    }

    public long distinctSubjects() {
        return subjects.size() + fragments;
    }

    public long distinctObjects() {
        return objects.size();
    }

    /** Number of triples by property, sorted. */
    public Map<String, Long> properties() {
        return new TreeMap<>(properties);
    }

    /** Number of instances by class, sorted. */
    public Map<String, Long> classes() {
        return new TreeMap<>(classes);
    }

    /** Properties that instances of a class have, sorted. */
    public Map<String, Set<String>> propertiesOfClass() {
        Map<String, Set<String>> sorted = new TreeMap<>();
        propertiesOfClass.forEach((type, used) -> sorted.put(type, new TreeSet<>(used)));
        return sorted;
    }

    /** Number of links, sorted. */
    public Map<Link, Long> links() {
        return new TreeMap<>(links);
    }

    private static long hash(Node node) {
        if (node.isLiteral()) {
            int kind = node.getLiteralLanguage().hashCode()
                    ^ node.getLiteralDatatypeURI().hashCode();
            return hash(node.getLiteralLexicalForm(), kind);
        }
        return hash(node.toString(), 0);
    }

    /**
     * Like FNV-1a with 64 bits (IETF draft-eastlake-fnv), but with four chars in a step, of which the high bits are folded
     * in; then MurmurHash3's last step (A. Appleby, "fmix64"), which makes the low bits as good as the high ones.
     */
    private static long hash(String text, int seed) {
        long hash = 0xCBF29CE484222325L ^ seed ^ text.length();
        int i = 0;
        for (; i + 3 < text.length(); i += 4) {
            long four = text.charAt(i)
                    | (long) text.charAt(i + 1) << 16
                    | (long) text.charAt(i + 2) << 32
                    | (long) text.charAt(i + 3) << 48;
            hash = (hash ^ four) * 0x100000001B3L;
            hash ^= hash >>> 32;
        }
        for (; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
        return hash ^ hash >>> 33;
    }
}
